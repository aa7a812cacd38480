//! Verifies a pack: the SHA-256 of every file, what is missing or too much, then the anchors of the articles against their copies.
//!
//! It reads the folder and changes nothing. It reads only regular files, none through a link, of at most 256 MiB. The copies are those in
//! the pack and, apart from them, the user's own. Any bag with SHA-256 can be verified; only a pack of this program has anchors.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::anchors::{attached, in_its_copy};
use super::bag::{self, LAST_MANIFEST};
use super::evidence::{Evidence, PackedSource, SCHEMA};
use super::folder::{self, FolderFiles};
use crate::align::attach::Attachment;
use crate::align::copy::{self, Copy};
use crate::atomic_file;
use crate::diagnostic::Report;
use crate::documents::files::copy_paths;
use crate::editing::hash;
use crate::model::AnchorState;
use crate::present::words::{count, file_name};

/// Largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;
/// What verifying found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// The SHA-256 of the last manifest, which no manifest lists; `None` if there is none.
    pub seal: Option<String>,
    /// What differs, a sentence each: files first, then anchors.
    pub problems: Vec<String>,
    /// What was looked at, a sentence each.
    pub looked_at: Vec<String>,
    /// What could not be looked at, and how it can be.
    pub open: Vec<String>,
}

/// Verifies the pack in a folder. `sources` are files and folders with copies of the user's own.
///
/// # Errors
///
/// The folder is no bag, or cannot be read. The text says what is missing.
pub fn verify(folder: &Path, sources: &[PathBuf]) -> Result<Verified, String> {
    let mut verified = Verified::default();
    let there = folder::files(folder).map_err(|error| match error.kind() {
        ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => format!("its files cannot be listed: {error}"),
    })?;
    let bag = Bag { folder, there };
    if bag.is_without("bagit.txt") {
        return Err("no pack: there is no bagit.txt in it".to_owned());
    }
    let declaration = bag.text("bagit.txt").map_err(|why| format!("no pack: bagit.txt: {why}"))?;
    if !declaration.starts_with("BagIt-Version:") {
        return Err("no pack: its bagit.txt does not begin with BagIt-Version:".to_owned());
    }
    let manifest = bag.text("manifest-sha256.txt");
    let manifest = manifest.map_err(|why| format!("its files cannot be verified: manifest-sha256.txt: {why}"))?;
    let payload = bag::entries(&manifest).map_err(|why| format!("manifest-sha256.txt, {why}"))?;
    let evidence = bag.read("data/evidence.json").map(|bytes| serde_json::from_slice::<Evidence>(&bytes));
    let is_ours = matches!(&evidence, Ok(Ok(evidence)) if evidence.schema == SCHEMA);
    let tags = match bag.text(LAST_MANIFEST) {
        Ok(tags) => bag::entries(&tags).map_err(|why| format!("{LAST_MANIFEST}, {why}"))?,
        Err(why) => {
            let why = format!("{LAST_MANIFEST}: {why}, so the manifest itself is not verified");
            if is_ours {
                verified.problems.push(why);
            } else {
                verified.open.push(why);
            }
            Vec::new()
        }
    };
    verified.seal = bag.read(LAST_MANIFEST).ok().map(|bytes| hash(&bytes));
    let sizes = bag.check(payload.iter().chain(&tags), &mut verified.problems);
    bag.additions(&payload, &tags, is_ours, &mut verified);
    verified.looked_at.push(format!("{} with SHA-256", count(payload.len() + tags.len(), "file")));
    let info = bag.text("bag-info.txt").unwrap_or_default();
    if let Some(line) = info.lines().find_map(|line| line.strip_prefix("Payload-Oxum:")) {
        let size: u64 = payload.iter().filter_map(|(path, _)| sizes.get(path)).sum();
        let is = format!("{size}.{}", payload.len());
        if line.trim() != is {
            verified.problems.push(format!("bag-info.txt: Payload-Oxum is {}, the files have {is}", line.trim()));
        }
    }
    match evidence {
        Ok(Ok(evidence)) if is_ours => {
            packed_copies(&bag, &evidence, &mut verified);
            if !sources.is_empty() {
                own_copies(&evidence, sources, &mut verified);
            }
        }
        Ok(Ok(evidence)) => verified.open.push(format!(
            "data/evidence.json has the schema {}, which this version does not read: no anchor was checked",
            evidence.schema
        )),
        Ok(Err(error)) => verified.problems.push(format!("data/evidence.json cannot be read: {error}")),
        Err(why) => verified.open.push(format!("data/evidence.json: {why}, so there are no anchors to check")),
    }
    Ok(verified)
}

/// A folder that may be a bag, and what is in it.
struct Bag<'f> {
    folder: &'f Path,
    there: FolderFiles,
}

impl Bag<'_> {
    /// The bytes of a file of the folder. The error says why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if self.there.others.contains(path) {
            return Err("it is a link or no file, and is not read".to_owned());
        }
        if self.is_without(path) {
            return Err("missing".to_owned());
        }
        let bytes = atomic_file::read(&self.folder.join(path), LARGEST);
        bytes.map_err(|error| format!("cannot be read: {error}")).and_then(|bytes| bytes.ok_or("missing".to_owned()))
    }

    /// Whether nothing in the folder has this name.
    fn is_without(&self, path: &str) -> bool {
        !self.there.files.contains(path) && !self.there.others.contains(path)
    }

    fn text(&self, path: &str) -> Result<String, String> {
        self.read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Reads each file and says what is missing or has other bytes than the manifest says. Gives the sizes of those read.
    fn check<'m>(
        &self,
        manifest: impl Iterator<Item = &'m (String, String)>,
        problems: &mut Vec<String>,
    ) -> BTreeMap<&'m String, u64> {
        let mut sizes = BTreeMap::new();
        for (path, expected) in manifest {
            match self.read(path) {
                Ok(bytes) => {
                    sizes.insert(path, bytes.len() as u64);
                    let is = hash(&bytes);
                    if is != *expected {
                        problems.push(format!("{path}: changed; its SHA-256 is {is}, the manifest has {expected}"));
                    }
                }
                Err(why) => problems.push(format!("{path}: {why}")),
            }
        }
        sizes
    }

    /// Says what no manifest lists. A bag of others may have manifests with other hashes, of which the last is listed nowhere either.
    fn additions(
        &self,
        payload: &[(String, String)],
        tags: &[(String, String)],
        is_ours: bool,
        verified: &mut Verified,
    ) {
        let listed: BTreeSet<&str> = payload.iter().chain(tags).map(|(path, _)| path.as_str()).collect();
        let is_last = |path: &str| {
            path == LAST_MANIFEST || (!is_ours && path.starts_with("tagmanifest-") && path.ends_with(".txt"))
        };
        let is_new = |path: &&String| !is_last(path) && !listed.contains(path.as_str());
        // Without a manifest of them, nothing is known of the files beside the payload.
        let is_known = |path: &&String| path.starts_with("data/") || !tags.is_empty();
        let all = self.there.files.iter().chain(&self.there.others);
        for path in all.filter(is_new).filter(is_known) {
            verified.problems.push(format!("{path}: not in the manifest; it was added later"));
        }
    }
}

/// The articles that have passages.
fn articles(evidence: &Evidence) -> Vec<&PackedSource> {
    evidence.sources.iter().filter(|source| !source.passages.is_empty()).collect()
}

/// Checks the anchors of the articles whose copies are in the pack.
fn packed_copies(bag: &Bag<'_>, evidence: &Evidence, verified: &mut Verified) {
    let all = articles(evidence);
    // The evidence may be anybody's: no path of it leads out of the folder.
    let path = |article: &&PackedSource| bag::decoded(article.copy.as_ref()?.packed.as_ref()?);
    let mut held: Vec<&PackedSource> = Vec::new();
    let mut found: Vec<Option<Attachment>> = Vec::new();
    for article in &all {
        let Some(path) = path(article) else { continue };
        // What is missing was said before.
        let Ok(bytes) = bag.read(&format!("data/{path}")) else { continue };
        held.push(article);
        let copy = copy::read(&path, &bytes).and_then(|copy| in_its_copy(article, &copy));
        let was = article.copy.as_ref().is_some_and(|copy| copy.anchored);
        if was && copy.is_none() {
            verified.problems.push(format!("{}: there is no text in {path}", article.id));
        } else if !was {
            verified.open.push(format!("{}: its words were not found in its copy when it was packed", article.id));
        }
        found.push(copy.filter(|_| was));
    }
    if all.is_empty() {
        return;
    }
    if held.is_empty() {
        verified.open.push(
            "it has no copies of the articles, so no anchor was checked; --sources PATH checks them against yours"
                .to_owned(),
        );
        return;
    }
    let without = all.len() - held.len();
    if without > 0 {
        verified.open.push(format!("{} without a copy in it", count(without, "article")));
    }
    compare(evidence, &held, &found, held.len(), verified);
}

/// Holds the articles against the copies that the user has: whether these are the ones that were read, then the anchors.
fn own_copies(evidence: &Evidence, sources: &[PathBuf], verified: &mut Verified) {
    let mut report = Report::default();
    let (mut copies, mut hashes) = (Vec::new(), BTreeMap::new());
    for path in sources.iter().flat_map(|source| copy_paths(source, &mut report)) {
        let shown = path.display().to_string();
        match atomic_file::read(&path, LARGEST) {
            Ok(Some(bytes)) => {
                hashes.insert(shown.clone(), hash(&bytes));
                match copy::read(&shown, &bytes) {
                    Some(copy) => copies.push(copy),
                    None => verified.open.push(format!("{shown}: no text")),
                }
            }
            Ok(None) => verified.open.push(format!("{shown}: missing")),
            Err(error) => verified.open.push(format!("{shown}: cannot be read: {error}")),
        }
    }
    verified.open.extend(report.messages.into_iter().map(|message| message.message));
    let all = articles(evidence);
    let (mut found, mut said) = attached(&all, &copies);
    // A file with the name of a copy, in which the words are no longer found, may be that copy, changed.
    for (article, found) in all.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        let Some(read) = article.copy.as_ref().filter(|read| read.part.is_none()) else { continue };
        let is_it = |copy: &&Copy| file_name(&copy.name) == read.file;
        let Some(copy) = copies.iter().find(is_it) else { continue };
        said.retain(|line| !line.starts_with(&format!("{}: fits no article", copy.name)));
        let is_other = read.sha256.is_some() && hashes.get(&copy.name) != read.sha256.as_ref();
        *found = is_other.then(|| in_its_copy(article, copy)).flatten();
    }
    verified
        .open
        .extend(said.into_iter().map(|line| line.replace("no article of this corpus", "no article of this pack")));
    let without = found.iter().filter(|copy| copy.is_none()).count();
    if without > 0 {
        verified.open.push(format!("{} without a copy of yours", count(without, "article")));
    }
    for (article, copy) in all.iter().zip(&found).filter_map(|(article, copy)| Some((article, copy.as_ref()?))) {
        let Some(read) = article.copy.as_ref().filter(|read| read.part.is_none()) else { continue };
        let is = hashes.get(&copy.name);
        if let (Some(expected), Some(is)) = (&read.sha256, is)
            && expected != is
        {
            let name = &copy.name;
            verified
                .problems
                .push(format!("{name}: not the copy in which {} was read; its SHA-256 is {is}", article.id));
        }
    }
    // Where nothing of it is left, every anchor alone says nothing more.
    let is_left = |copy: &Attachment| copy.passages.iter().any(|(_, state)| *state != AnchorState::Orphan);
    for copy in &mut found {
        *copy = copy.take().filter(is_left);
    }
    compare(evidence, &all, &found, copies.len(), verified);
}

/// Compares the anchors and wordings of articles in their copies with what they were.
fn compare(
    evidence: &Evidence,
    articles: &[&PackedSource],
    found: &[Option<Attachment>],
    copies: usize,
    verified: &mut Verified,
) {
    let (mut anchors, mut wordings) = (0, 0);
    for (article, copy) in articles.iter().zip(found).filter_map(|(article, copy)| Some((article, copy.as_ref()?))) {
        for (passage, (_, state)) in article.passages.iter().zip(&copy.passages) {
            anchors += 1;
            if *state != AnchorState::Exact && state.word() != passage.state {
                let begins = format!("¶{}, which begins “{}”", passage.number, passage.anchor);
                let now = format!("is {} in {}; it was {}", state.word(), copy.name, passage.state);
                verified.problems.push(format!("{}: {begins}, {now}", article.id));
            }
        }
        wordings += words(evidence, article, copy, &mut verified.problems);
    }
    let looked_at = [count(anchors, "anchor"), count(wordings, "wording")].join(" and ");
    verified.looked_at.push(format!("{looked_at} in {}", count(copies, "copy")));
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
            let now = format!("is {} in {}; it was {before}", state.word(), copy.name);
            problems.push(format!("{}: “{words}” of ¶{passage} {now}", article.id));
        }
    }
    all.len()
}
