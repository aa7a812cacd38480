//! Verifies a pack: the SHA-256 of every file, what is missing or too much, then the anchors of the articles against their copies.
//!
//! It reads the folder and changes nothing. It reads only regular files, none through a link, of at most 256 MiB. The copies are those in
//! the pack and, apart from them, the user's own. Any bag with SHA-256 can be verified; only a pack of this program has anchors.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::anchors::{articles, compare, in_its_copy};
use super::bag::{self, LAST_MANIFEST};
use super::evidence::{Evidence, PackedSource, SCHEMA};
use super::folder::{self, FolderFiles};
use super::own_copies::own_copies;
pub use super::verified::Verified;
use crate::align::attach::Attachment;
use crate::align::copy;
use crate::atomic_file;
use crate::editing::hash;
use crate::present::words::count;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;
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
            packed_copies(&bag, &evidence, sources.is_empty(), &mut verified);
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

/// Checks the anchors of the articles whose copies are in the pack. `alone` says that no others are checked.
fn packed_copies(bag: &Bag<'_>, evidence: &Evidence, alone: bool, verified: &mut Verified) {
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
        let none = "it has no copies of the articles";
        verified.open.push(if alone {
            format!("{none}, so no anchor was checked; --sources PATH checks them against yours")
        } else {
            none.to_owned()
        });
        return;
    }
    let without = all.len() - held.len();
    if without > 0 {
        verified.open.push(format!("{} without a copy in it", count(without, "article")));
    }
    compare(evidence, &held, &found, held.len(), verified);
}
