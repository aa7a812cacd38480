//! The evidence pack: what each source says of chosen incidents, as a folder that anybody can verify without this program, and the
//! files that other tools read.
//!
//! ```text
//! Loaded, chosen entries ─► evidence (plain values) ─► page, tables, citations, annotations, entities ─► bag (BagIt)
//! folder ─► verify: hashes, then the anchors against the copies
//! ```
//!
//! The same input gives the same bytes: there is no clock, and every list has an order. Rows that may not be passed on leave as
//! ids. It writes nothing: whoever asks for a pack gets its files.

mod anchors;
mod bag;
mod biblatex;
mod cited_date;
mod claim_table;
mod collect;
mod copies;
mod csl;
pub mod evidence;
mod folder;
mod follow_the_money;
mod html_text;
pub mod interchange;
mod ledger_markdown;
mod metadata;
mod own_copies;
mod packed_file;
mod page;
mod passed_on;
mod ris;
mod source_index;
mod verified;
pub mod verify;
mod web_annotations;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::editing::hash;
use crate::editing::past::past;
use crate::exporting::json_text::json;
use crate::exporting::views;
use crate::links;
use crate::load::Loaded;
use crate::load::linked::curie;
use crate::model::{Article, Curie, Entry, Link, Links, Member, Subject};
use crate::present::words::count;
use crate::sanitize;
use anchors::assigned;
pub use copies::GivenPaths;
use copies::{FoundCopy, PackedCopy};
use evidence::{Evidence, PackedDecision};
use interchange::{Interchange, written};
pub use packed_file::PackedFile;
use packed_file::portable_name;
use passed_on::subjects;
use source_index::SourceIndex;

/// The page.
const PAGE: &str = "index.html";
/// The most entries of one pack, as people read it.
pub const MOST_ENTRIES: usize = 10_000;

/// What goes into a pack besides the evidence.
#[derive(Debug, Clone, Default)]
pub struct PackOptions {
    /// The copies of the articles.
    pub with_texts: bool,
    /// Rows that may not be passed on, for the user's own use.
    pub private: bool,
    /// The day of packing, if the user gives one.
    pub date: Option<NaiveDate>,
    /// What the user opened: copies are read only there.
    pub given: GivenPaths,
}

/// A pack, and what the user should hear of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// The files, the one first that says that the folder is a bag.
    pub files: Vec<PackedFile>,
    /// The SHA-256 of its last manifest, on which those of all files rest. Noted elsewhere, it shows later that this is the pack.
    pub seal: String,
    /// What it holds: `1 incident, 34 claims, 3 sources`.
    pub summary: String,
    /// What was left out, and why.
    pub remarks: Vec<String>,
    /// The number of records that may not be passed on, of which only ids and citations are in it.
    pub withheld: usize,
}

/// The pack of these entries.
///
/// # Errors
///
/// A row of a data set cannot be read, or a value cannot be written as JSON.
pub fn pack(loaded: &Loaded, entries: &[Entry], options: &PackOptions) -> io::Result<Pack> {
    let (subjects, withheld) = subjects(loaded, entries, options.private);
    let mut found: Vec<(String, FoundCopy)> = Vec::new();
    let mut tables: BTreeMap<String, PackedCopy> = BTreeMap::new();
    let mut copy = |member: &Member, article: &Article| {
        if let Some(about) = &member.about {
            let table = tables.entry(about.file.clone()).or_insert_with_key(|named| copies::data_set(named));
            return Some(table.clone());
        }
        let corpus = &member.corpus;
        let copy = copies::find(corpus, article, &options.given, options.with_texts)?;
        let about = copy.about.clone();
        if options.with_texts {
            found.push((corpus.str(article.id).to_owned(), copy));
        }
        Some(about)
    };
    let mut evidence = collect::evidence(loaded.corpus(), &subjects, withheld, &mut copy);
    evidence.decisions = decisions(&evidence, &options.given.opened)?;
    let copied = take_along(&mut evidence, found);
    let mut files = made(loaded, &subjects, &evidence, (entries, options.private))?;
    files.extend(decision_table(&evidence.decisions));
    files.extend(copied);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let claims: usize = evidence.incidents.iter().flat_map(|incident| &incident.facets).map(|f| f.claims.len()).sum();
    let what = match evidence.incidents.as_slice() {
        [only] => format!("What each source says of {}", sanitize::line(&only.title)),
        all => format!("What each source says of {}", count(all.len(), "incident")),
    };
    let metadata = metadata::metadata(&evidence, &files, &what, options.date);
    files.insert(0, PackedFile { path: metadata::NAME.to_owned(), bytes: json(&metadata)?.into_bytes() });
    for file in &mut files {
        file.path.insert_str(0, "data/");
    }
    let summary =
        [count(evidence.incidents.len(), "incident"), count(claims, "claim"), count(evidence.sources.len(), "source")];
    let files = bag::bagged(files, &what, &evidence.program, options.date);
    let last = files.iter().find(|file| file.path == bag::LAST_MANIFEST);
    Ok(Pack {
        remarks: remarks(&evidence, options),
        withheld: evidence.withheld.len(),
        summary: summary.join(", "),
        seal: last.map(|file| hash(&file.bytes)).unwrap_or_default(),
        files,
    })
}

/// The copies that go into the pack, noted in the evidence: the file where the article's words are found in it, else its text.
fn take_along(evidence: &mut Evidence, found: Vec<(String, FoundCopy)>) -> Vec<PackedFile> {
    let mut files: Vec<PackedFile> = Vec::new();
    let articles = evidence.sources.iter().enumerate().filter(|(_, source)| !source.record);
    let at: HashMap<String, usize> = articles.map(|(at, source)| (source.id.clone(), at)).collect();
    for (id, FoundCopy { about, bytes, text }) in found {
        let Some(source) = at.get(&id).and_then(|at| evidence.sources.get_mut(*at)) else { continue };
        let holds = |bytes: &[u8]| {
            let copy = crate::align::copy::read(&about.file, bytes);
            copy.is_some_and(|copy| assigned(&[source], &[copy]).attached.iter().any(Option::is_some))
        };
        let (bytes, text_only) = match bytes {
            Some(bytes) if holds(&bytes) || text.is_empty() => (bytes, false),
            _ if text.is_empty() => continue,
            _ => (text.into_bytes(), true),
        };
        let anchored = holds(&bytes);
        let ending = Path::new(&about.file).extension().filter(|_| !text_only);
        let ending = ending.map(|ending| portable_name(&ending.to_string_lossy().to_lowercase()));
        let ending = ending.unwrap_or_else(|| "txt".to_owned());
        let path = format!("copies/{}.{ending}", portable_name(&id));
        source.copy = Some(PackedCopy { packed: Some(path.clone()), text_only, anchored, ..about });
        files.push(PackedFile { path, bytes });
    }
    files
}

/// What was left out, and what would be better.
fn remarks(evidence: &Evidence, options: &PackOptions) -> Vec<String> {
    let mut remarks = Vec::new();
    if !evidence.withheld.is_empty() {
        let records = count(evidence.withheld.len(), "record");
        remarks.push(format!(
            "{records} may not be passed on: only ids and citations are in it; --private packs them for your own use"
        ));
    }
    let articles = || evidence.sources.iter().filter(|source| !source.record);
    let unread = articles().filter(|source| source.copy.is_none()).count();
    if unread > 0 {
        let articles = count(unread, "article");
        remarks.push(format!(
            "{articles} without a copy, whose anchors are not checked; --sources PATH attaches your copies"
        ));
    }
    let lost = articles().filter_map(|source| source.copy.as_ref()).filter(|copy| copy.sha256.is_none()).count();
    if lost > 0 {
        remarks.push(format!("{} could not be read again, so the SHA-256 is not known", count(lost, "copy")));
    }
    if unread < articles().count() && !options.with_texts {
        remarks.push(
            "the copies are not in it, since they belong to the publishers: --with-texts packs them, for your own use"
                .to_owned(),
        );
    }
    if options.date.is_none() {
        remarks.push(
            "no day of packing is noted, so that the same input gives the same bytes: --date YYYY-MM-DD notes it"
                .to_owned(),
        );
    }
    remarks
}

/// All files that are made of the evidence, their paths within `data/`.
fn made(
    loaded: &Loaded,
    subjects: &[Subject],
    evidence: &Evidence,
    (entries, private): (&[Entry], bool),
) -> io::Result<Vec<PackedFile>> {
    let file = |path: &str, bytes: Vec<u8>| PackedFile { path: path.to_owned(), bytes };
    let mut files = vec![
        file("evidence.json", json(evidence)?.into_bytes()),
        file(PAGE, page::page(evidence).into_bytes()),
        file("claims.csv", claim_table::csv(evidence)),
        file("claims.jsonld", written(evidence, Interchange::WebAnnotations, Some(PAGE))?),
        file("citations.csl.json", written(evidence, Interchange::CslJson, Some(PAGE))?),
        file("citations.bib", written(evidence, Interchange::Biblatex, Some(PAGE))?),
        file("citations.ris", written(evidence, Interchange::Ris, Some(PAGE))?),
        file("entities.ftm.json", written(evidence, Interchange::FollowTheMoney, Some(PAGE))?),
    ];
    let sources = SourceIndex::of(evidence);
    for (subject, incident) in subjects.iter().zip(&evidence.incidents) {
        let name = portable_name(&incident.id);
        let markdown = views::ledger_markdown(subject) + &ledger_markdown::below(&sources, incident);
        let document = crate::export::json::ledger_with_why(subject);
        files.push(file(&format!("ledgers/{name}.md"), markdown.into_bytes()));
        files.push(file(&format!("ledgers/{name}.json"), json(&document)?.into_bytes()));
    }
    let links = links_about(loaded, entries, private);
    if !links.is_empty() {
        files.push(file("links.sssom.tsv", links::text(&links, &links::LinkSources::of(&loaded.workspace))));
    }
    Ok(files)
}

/// The links of these entries. What was compared stays away where it tells of rows that may not be passed on.
fn links_about(loaded: &Loaded, entries: &[Entry], private: bool) -> Links {
    let all = loaded.workspace.linked.links();
    if all.is_empty() {
        return Links::default();
    }
    let names: Vec<_> = entries.iter().filter_map(|&entry| curie(&loaded.workspace, &loaded.files, entry)).collect();
    let about = names.iter().flat_map(|name| all.about(name));
    let is_passed_on = |name: &Curie| loaded.workspace.may_be_passed_on(name, loaded.workspace.named(name));
    let passed_on = |link: &Link| {
        let whole = private || (is_passed_on(&link.subject) && is_passed_on(&link.object));
        Link { reason: if whole { link.reason.clone() } else { "".into() }, ..link.clone() }
    };
    about.map(|seen| passed_on(seen.link)).collect()
}

/// What was decided about the packed incidents and their sources, as the journals of the opened corpus folders have it.
fn decisions(evidence: &Evidence, roots: &[PathBuf]) -> io::Result<Vec<PackedDecision>> {
    let incidents = evidence.incidents.iter().map(|incident| format!("incidents/{}.toml", incident.id));
    let articles = evidence.sources.iter().map(|source| format!("articles/{}.md", source.id));
    let quotes = evidence.sources.iter().map(|source| format!("quotes/{}.toml", source.id));
    let about: HashSet<String> = incidents.chain(articles).chain(quotes).collect();
    let mut decisions = Vec::new();
    for folder in roots.iter().filter(|root| root.is_dir()) {
        let all = past(folder)?.into_iter().filter(|decision| decision.files.iter().any(|file| about.contains(file)));
        decisions.extend(all.map(|decision| PackedDecision {
            time: decision.time,
            kind: decision.kind.to_owned(),
            what: decision.what,
        }));
    }
    Ok(decisions)
}

/// The decisions as a table.
fn decision_table(decisions: &[PackedDecision]) -> Option<PackedFile> {
    let line = |decision: &PackedDecision| {
        let cells = [&decision.time, &decision.kind, &decision.what];
        cells.map(|cell| sanitize::line(cell).replace('\t', " ")).join("\t") + "\n"
    };
    let lines: String = decisions.iter().map(line).collect();
    let bytes = format!("time\tkind\twhat\n{lines}").into_bytes();
    (!lines.is_empty()).then(|| PackedFile { path: "decisions.tsv".to_owned(), bytes })
}
