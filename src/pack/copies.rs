//! The copies in which articles were read: where they are now, their SHA-256, and what of them goes into a pack.
//!
//! A corpus may name any file. Only what lies below a path that the user gave is read, and only if the article's words were read
//! from it. It reads no corpus.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::atomic_file;
use crate::editing::hash;
use crate::model::{AnchorState, Article, Corpus};
use crate::present::words::file_name;

/// Largest copy that is read, in bytes; no article is that long.
const LARGEST: u64 = 256 << 20;

/// Largest file of a data set that is hashed, in bytes: a tenth of a second.
const LARGEST_TABLE: u64 = 32 << 20;

/// The copy of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedCopy {
    /// The name of the file, without its folder.
    pub file: String,
    /// The part of the file, if it is an archive or holds several articles.
    pub part: Option<String>,
    /// SHA-256 of the file, in hexadecimal; `None` if it could not be read again.
    pub sha256: Option<String>,
    /// Its path within `data/`, if it is in the pack.
    pub packed: Option<String>,
    /// Whether what is in the pack is only the text that was read from it.
    pub text_only: bool,
    /// Whether the article's passages were found in what is in the pack, when it was packed.
    pub anchored: bool,
}

/// The paths that the user gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenPaths {
    /// What was opened: corpus folders, articles, data sets.
    pub opened: Vec<PathBuf>,
    /// Files and folders with copies.
    pub sources: Vec<PathBuf>,
}

/// A copy, and what of it can go into a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCopy {
    /// What the pack says of it.
    pub about: PackedCopy,
    /// The file, if it holds the article and nothing else.
    pub bytes: Option<Vec<u8>>,
    /// The text of the article as it was read; empty if there is none.
    pub text: String,
}

/// The copy in which an article was read; its bytes and text only if it `is_taken` along. `None` if it was read in none that is known.
pub fn find(corpus: &Corpus, article: &Article, given: &GivenPaths, is_taken: bool) -> Option<FoundCopy> {
    let named = corpus.given(article.copy)?;
    let is_attached =
        article.passages.ids().any(|id| corpus.passage(id).state != AnchorState::Unattached) || corpus.is_raw(article);
    let (whole, part) = parts(named);
    let path = place(whole, given);
    if path.is_none() && !is_attached {
        return None;
    }
    let bytes = path.as_deref().and_then(|path| atomic_file::read(path, LARGEST).ok().flatten());
    let shown = path.as_deref().unwrap_or(Path::new(whole));
    let (file, part) = (file_name(&shown.to_string_lossy()), part.map(str::to_owned));
    // What holds more than the article, or is no page, is not taken along; the text is.
    let is_page = part.is_none() && shown.extension().is_none_or(|ending| ending != "toml");
    let about =
        PackedCopy { file, part, sha256: bytes.as_deref().map(hash), packed: None, text_only: false, anchored: false };
    let text = if is_taken { text(corpus, article) } else { String::new() };
    Some(FoundCopy { about, bytes: bytes.filter(|_| is_page && is_taken), text })
}

/// The file of a data set, as the user named it. It is hashed only if that takes no time.
pub fn data_set(named: &str) -> PackedCopy {
    let path = Path::new(named);
    let is_small = path.metadata().is_ok_and(|file| file.is_file() && file.len() <= LARGEST_TABLE);
    let bytes = is_small.then(|| atomic_file::read(path, LARGEST_TABLE).ok().flatten()).flatten();
    let sha256 = bytes.as_deref().map(hash);
    PackedCopy { file: file_name(named), part: None, sha256, packed: None, text_only: false, anchored: false }
}

/// The file that an article names as its copy, and the part of it.
fn parts(named: &str) -> (&str, Option<&str>) {
    match named.split_once(" › ").or_else(|| named.rsplit_once(", no. ")) {
        Some((file, part)) if !Path::new(named).exists() => (file, Some(part)),
        _ => (named, None),
    }
}

/// That file, if it is there and below what the user gave.
fn place(whole: &str, given: &GivenPaths) -> Option<PathBuf> {
    let is_corpus = |root: &&PathBuf| root.join("corpus.toml").is_file();
    let is_below = |path: &Path, root: &Path| {
        let whole = path.canonicalize().ok().zip(root.canonicalize().ok());
        whole.is_some_and(|(path, root)| path.is_file() && path.starts_with(root))
    };
    // A corpus folder names only the texts that it holds itself.
    let articles = given.opened.iter().filter(|root| !is_corpus(root)).chain(&given.sources);
    let direct = articles.filter(|root| is_below(Path::new(whole), root)).map(|_| PathBuf::from(whole));
    let texts = given.opened.iter().filter(|root| is_corpus(root) && whole.starts_with("texts/"));
    let texts = texts.map(|root| (root, root.join(whole))).filter(|(root, path)| is_below(path, root));
    direct.chain(texts.map(|(_, path)| path)).next()
}

/// The text of an article as it was read: title, headings and passages, a blank line between.
fn text(corpus: &Corpus, article: &Article) -> String {
    let mut blocks: Vec<&str> = Vec::new();
    for id in article.passages.ids() {
        let passage = corpus.passage(id);
        let Some(text) = passage.text else { continue };
        if let Some(heading) = corpus.given(passage.heading).filter(|heading| !blocks.contains(heading)) {
            blocks.push(heading);
        }
        blocks.push(corpus.str(text));
    }
    if blocks.is_empty() {
        return String::new();
    }
    blocks.insert(0, corpus.str(article.title));
    blocks.join("\n\n") + "\n"
}
