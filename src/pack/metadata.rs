//! The RO-Crate metadata of a pack: what each file is, in JSON-LD, within the bag.
//!
//! RO-Crate asks for a day of publication. It is given where the user gives one: no clock is read, so that the same input gives
//! the same bytes.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::cited_date::CitedDate;
use super::evidence::{Evidence, PackedSource};
use super::packed_file::{PackedFile, portable_name};

/// The name of the file within `data/`.
pub const NAME: &str = "ro-crate-metadata.json";

/// The metadata of these files, whose paths are within `data/`.
pub fn metadata(evidence: &Evidence, files: &[PackedFile], description: &str, date: Option<NaiveDate>) -> Value {
    let mut sharing: HashMap<&str, usize> = HashMap::new();
    evidence.sources.iter().filter_map(PackedSource::address).for_each(|url| *sharing.entry(url).or_default() += 1);
    let parts: Vec<Value> = files.iter().map(|file| json!({ "@id": file.path })).collect();
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": description,
        "description": "What each source says of these incidents, with passage, wording and the state of its anchor, and the verdicts with their reasons.",
        "hasPart": parts,
        "mentions": evidence.sources.iter().map(|source| json!({ "@id": id(&sharing, source) })).collect::<Vec<_>>(),
    });
    // The corpus's licence is of its author's words, not of articles or rows of others.
    let is_of_corpus = evidence
        .sources
        .iter()
        .all(|source| !source.record && source.copy.as_ref().is_none_or(|copy| copy.packed.is_none()));
    if !evidence.licence.is_empty() && is_of_corpus {
        root["license"] = json!(evidence.licence);
    }
    if let Some(date) = date {
        root["datePublished"] = json!(date.to_string());
    }
    let mut graph = vec![
        json!({
            "@id": NAME,
            "@type": "CreativeWork",
            "about": { "@id": "./" },
            "conformsTo": { "@id": "https://w3id.org/ro/crate/1.1" },
        }),
        root,
    ];
    graph.extend(files.iter().map(|file| {
        json!({
            "@id": file.path,
            "@type": "File",
            "name": what(&file.path),
            "encodingFormat": format(&file.path),
            "contentSize": file.bytes.len().to_string(),
        })
    }));
    graph.extend(evidence.sources.iter().map(|of| source(&sharing, of)));
    json!({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph })
}

/// The address of a source, or a name within the file where it has none, an editor found it, or it is another's too. `sharing`
/// says how many sources have each address.
fn id(sharing: &HashMap<&str, usize>, source: &PackedSource) -> String {
    let own = source.address().filter(|address| sharing.get(address).is_none_or(|sources| *sources < 2));
    own.map_or_else(|| format!("#{}", portable_name(&source.id)), str::to_owned)
}

fn source(sharing: &HashMap<&str, usize>, source: &PackedSource) -> Value {
    let mut entity = json!({
        "@id": id(sharing, source),
        "@type": if source.record { "CreativeWork" } else { "NewsArticle" },
        "name": source.title,
        "description": source.citation,
    });
    if !source.authors.is_empty() {
        entity["author"] = json!(source.authors);
    }
    if !source.publisher.is_empty() {
        entity["publisher"] = json!(source.publisher);
    }
    // It is a date of schema.org: what is approximate, a season or a period is none.
    let published =
        source.published.as_deref().map(|edtf| (edtf, CitedDate::of(edtf, !source.published_basis.is_empty())));
    if let Some((edtf, _)) = published.filter(|(_, date)| date.single().is_some()) {
        entity["datePublished"] = json!(edtf);
    }
    // The citation says how an editor found one.
    if let Some(address) = source.address() {
        entity["url"] = json!(address);
    }
    entity
}

/// What a file is.
fn what(path: &str) -> &'static str {
    match path {
        "evidence.json" => "All evidence as JSON, from which the other files are made",
        "index.html" => "The ledgers as a page",
        "claims.csv" => "The claims as a table",
        "claims.jsonld" => "The claims as Web Annotations",
        "entities.ftm.json" => "Incidents, articles and claims as FollowTheMoney entities",
        "citations.csl.json" => "The sources as CSL-JSON",
        "citations.bib" => "The sources for BibLaTeX",
        "citations.ris" => "The sources as RIS",
        "links.sssom.tsv" => "Links between records of data sets and incidents (SSSOM)",
        "decisions.tsv" => {
            "What was decided about these incidents, and when, as far as the journal of the corpus folder holds it"
        }
        path if path.starts_with("copies/") => "The copy in which an article was read",
        path if path.ends_with(".md") => "A ledger as Markdown",
        _ => "A ledger with its reasons as JSON",
    }
}

fn format(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default();
    match ending {
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "html" | "htm" | "xhtml" => "text/html",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "md" | "markdown" => "text/markdown",
        "bib" => "application/x-bibtex",
        "ris" => "application/x-research-info-systems",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}
