//! Verifies a pack: the SHA-256 of every file, what is missing or too much, then the anchors of the articles against their copies.
//!
//! It reads the folder and changes nothing. The copies are those in the pack, and others that the user has. Any bag with SHA-256 can
//! be verified; only a pack of this program has anchors.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::evidence::{Evidence, PackedSource, SCHEMA};
use super::{bag, copies, folder};
use crate::align::attach::{Attachment, attach};
use crate::align::copy::{self, Copy};
use crate::align::known::{KnownArticle, KnownPassage};
use crate::diagnostic::{Report, SourceSpan};
use crate::editing::hash;
use crate::model::AnchorState;
use crate::present::words::count;

/// What verifying found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// What differs, a sentence each: files first, then anchors.
    pub problems: Vec<String>,
    /// What was looked at, a sentence each.
    pub looked_at: Vec<String>,
    /// What could not be looked at, and how it can be.
    pub open: Vec<String>,
}

/// Verifies the pack in a folder. `sources` are files and folders with further copies of its articles.
///
/// # Errors
///
/// The folder is no bag, or cannot be read. The text says what is missing.
pub fn verify(folder: &Path, sources: &[PathBuf]) -> Result<Verified, String> {
    let mut verified = Verified::default();
    let text = |name: &str| copies::read(&folder.join(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let declaration = text("bagit.txt").map_err(|_| "no pack: there is no bagit.txt in it".to_owned())?;
    if !declaration.starts_with("BagIt-Version:") {
        return Err("no pack: its bagit.txt does not begin with BagIt-Version:".to_owned());
    }
    let manifest = text("manifest-sha256.txt")
        .map_err(|_| "it has no manifest-sha256.txt, so no file can be verified".to_owned())?;
    let payload = bag::entries(&manifest).map_err(|why| format!("manifest-sha256.txt, {why}"))?;
    let tags = match text("tagmanifest-sha256.txt") {
        Ok(tags) => bag::entries(&tags).map_err(|why| format!("tagmanifest-sha256.txt, {why}"))?,
        Err(_) => {
            verified.open.push("it has no tagmanifest-sha256.txt, so the manifest itself is not verified".to_owned());
            Vec::new()
        }
    };
    let mut bytes = Hashed::default();
    bytes.check(folder, payload.iter().chain(&tags), &mut verified.problems);
    let is_listed: BTreeSet<&str> = payload.iter().map(|(path, _)| path.as_str()).collect();
    let there = folder::files(&folder.join("data")).map_err(|error| format!("data: {error}"))?;
    for path in there.iter().map(|path| format!("data/{path}")).filter(|path| !is_listed.contains(path.as_str())) {
        verified.problems.push(format!("{path}: not in the manifest; it was added later"));
    }
    verified.looked_at.push(format!("{} with SHA-256", count(payload.len() + tags.len(), "file")));
    if let Some(line) = text("bag-info.txt")
        .ok()
        .as_deref()
        .and_then(|info| info.lines().find_map(|line| line.strip_prefix("Payload-Oxum:")))
    {
        let size: u64 =
            bytes.sizes.iter().filter(|(path, _)| is_listed.contains(path.as_str())).map(|(_, size)| size).sum();
        let is = format!("{size}.{}", payload.len());
        if line.trim() != is {
            verified.problems.push(format!("bag-info.txt: Payload-Oxum is {}, the files have {is}", line.trim()));
        }
    }
    match copies::read(&folder.join("data/evidence.json")).ok().map(|bytes| serde_json::from_slice::<Evidence>(&bytes))
    {
        Some(Ok(evidence)) if evidence.schema == SCHEMA => anchors(folder, &evidence, sources, &mut verified),
        Some(Ok(evidence)) => verified.open.push(format!(
            "data/evidence.json has the schema {}, which this version does not read: no anchor was checked",
            evidence.schema
        )),
        Some(Err(error)) => verified.problems.push(format!("data/evidence.json cannot be read: {error}")),
        None => verified.open.push("it has no data/evidence.json, so there are no anchors to check".to_owned()),
    }
    Ok(verified)
}

/// The sizes of the files that were read.
#[derive(Default)]
struct Hashed {
    sizes: BTreeMap<String, u64>,
}

impl Hashed {
    /// Reads each file and says what is missing or has other bytes than the manifest says.
    fn check<'m>(
        &mut self,
        folder: &Path,
        manifest: impl Iterator<Item = &'m (String, String)>,
        problems: &mut Vec<String>,
    ) {
        for (path, expected) in manifest {
            match copies::read(&folder.join(path)) {
                Ok(bytes) => {
                    self.sizes.insert(path.clone(), bytes.len() as u64);
                    let is = hash(&bytes);
                    if is != *expected {
                        problems.push(format!("{path}: changed; its SHA-256 is {is}, the manifest has {expected}"));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => problems.push(format!("{path}: missing")),
                Err(error) => problems.push(format!("{path}: cannot be read: {error}")),
            }
        }
    }
}

/// Checks the anchors of all articles that have a copy in the pack or among the user's.
fn anchors(folder: &Path, evidence: &Evidence, sources: &[PathBuf], verified: &mut Verified) {
    let articles: Vec<&PackedSource> = evidence.sources.iter().filter(|source| !source.passages.is_empty()).collect();
    if articles.is_empty() {
        return;
    }
    let mut all: Vec<Copy> = Vec::new();
    // The evidence may be anybody's: no path of it leads out of the folder.
    let packed = articles.iter().filter_map(|article| bag::decoded(article.copy.as_ref()?.packed.as_ref()?));
    for path in packed {
        // What is missing was said before.
        all.extend(copies::read(&folder.join("data").join(&path)).ok().and_then(|bytes| copy::read(&path, &bytes)));
    }
    let mut report = Report::default();
    for path in sources.iter().flat_map(|source| crate::documents::files::copy_paths(source, &mut report)) {
        let Ok(bytes) = copies::read(&path) else { continue };
        let shown = path.display().to_string();
        for article in &articles {
            let Some(copy) = article
                .copy
                .as_ref()
                .filter(|copy| path.file_name().is_some_and(|name| name.to_string_lossy() == copy.file))
            else {
                continue;
            };
            let is = hash(&bytes);
            if copy.sha256.as_ref().is_some_and(|expected| *expected != is) {
                verified
                    .problems
                    .push(format!("{shown}: not the copy in which {} was read; its SHA-256 is {is}", article.id));
            }
        }
        all.extend(copy::read(&shown, &bytes));
    }
    if all.is_empty() {
        verified.open.push(
            "it has no copies of the articles, so no anchor was checked; --sources PATH checks them against yours"
                .to_owned(),
        );
        return;
    }
    let known: Vec<KnownArticle<'_>> = articles.iter().map(|article| known(article)).collect();
    let Some(attached) = attach(&known, &all, &AtomicBool::new(false), &mut report) else { return };
    let (mut anchors, mut wordings) = (0, 0);
    for (article, copy) in articles.iter().zip(&attached) {
        let Some(copy) = copy else {
            verified.problems.push(format!("{}: none of the copies is of this article", article.id));
            continue;
        };
        for (passage, (_, state)) in article.passages.iter().zip(&copy.passages) {
            anchors += 1;
            if *state != AnchorState::Exact && state.word() != passage.state {
                let begins = format!("¶{}, which begins “{}”", passage.number, passage.anchor);
                verified.problems.push(format!(
                    "{}: {begins}, is {} in {}; it was {}",
                    article.id,
                    state.word(),
                    copy.name,
                    passage.state
                ));
            }
        }
        wordings += words(evidence, article, copy, &mut verified.problems);
    }
    verified.looked_at.push(
        format!("{} and {} in {}", count(anchors, "anchor"), count(wordings, "wording"), count(all.len(), "copy"))
            .replace("copys", "copies"),
    );
}

/// Checks the words of the claims and quotations of an article. Gives their number.
fn words(evidence: &Evidence, article: &PackedSource, copy: &Attachment, problems: &mut Vec<String>) -> usize {
    let incidents = || evidence.incidents.iter();
    let claims = incidents().flat_map(|incident| &incident.facets).flat_map(|facet| &facet.claims);
    let claims = claims.filter(|claim| claim.source == article.id && !claim.words.is_empty());
    let claims = claims.map(|claim| (claim.passage, claim.words.as_str(), claim.state.as_str()));
    let quotes = incidents().flat_map(|incident| &incident.quotations).filter(|quote| quote.source == article.id);
    let quotes = quotes
        .flat_map(|quote| quote.openings.iter().map(|words| (quote.passage, words.as_str(), quote.state.as_str())));
    let all: BTreeSet<(u32, &str, &str)> = claims.chain(quotes).collect();
    for (passage, words, before) in &all {
        let state = copy.locate(words, *passage);
        if state != AnchorState::Exact && state.word() != *before {
            problems.push(format!(
                "{}: “{words}” of ¶{passage} is {} in {}; it was {before}",
                article.id,
                state.word(),
                copy.name
            ));
        }
    }
    all.len()
}

/// An article as its copy is aligned with it.
fn known(article: &PackedSource) -> KnownArticle<'_> {
    let given = |text: &'_ str| !text.is_empty();
    let passages = article.passages.iter().map(|passage| KnownPassage {
        number: passage.number,
        heading: Some(passage.heading.as_str()).filter(|heading| given(heading)),
        anchor: &passage.anchor,
        span: SourceSpan::new(0, 0..0),
        end: Some(passage.end.as_str()).filter(|end| given(end)),
    });
    KnownArticle { id: &article.id, title: &article.title, passages: passages.collect() }
}
