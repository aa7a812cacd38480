//! The copies in which articles were read: where they are now, their SHA-256, and what of them goes into a pack.
//!
//! Knows where an article says that its copy is; it reads no corpus.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::packed_file::file_name;
use crate::atomic_file;
use crate::editing::hash;
use crate::model::{Article, Corpus};

/// Largest copy that is read, in bytes; no article is that long.
const LARGEST: u64 = 256 << 20;

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
}

/// A copy, and the bytes that go into the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCopy {
    /// What the pack says of it.
    pub about: PackedCopy,
    /// The bytes for the path within `data/`.
    pub bytes: Option<Vec<u8>>,
}

/// The copy of an article, with its bytes if `with_text`. `None` if it has none. `roots` are the folders and files that were
/// opened, in which a corpus names its own texts.
pub fn find(corpus: &Corpus, article: &Article, roots: &[PathBuf], with_text: bool) -> Option<FoundCopy> {
    let named = corpus.given(article.copy)?;
    let (path, part) = place(named, roots);
    let bytes = path.as_deref().and_then(|path| atomic_file::read(path, LARGEST).ok().flatten());
    let shown = path.as_deref().unwrap_or(Path::new(named));
    let file = shown.file_name().map_or_else(|| named.to_owned(), |name| name.to_string_lossy().into_owned());
    let sha256 = bytes.as_deref().map(hash);
    let id = file_name(corpus.str(article.id));
    // What holds more than the article, or is no page, is not taken along; the text is.
    let is_page = part.is_none() && shown.extension().is_none_or(|ending| ending != "toml");
    let ending = shown.extension().map(|ending| file_name(&ending.to_string_lossy()));
    let (packed, bytes, text_only) = match (with_text, bytes.filter(|_| is_page)) {
        (false, _) => (None, None, false),
        (true, Some(bytes)) => {
            let ending = ending.filter(|ending| !ending.is_empty()).unwrap_or_else(|| "txt".to_owned());
            (Some(format!("copies/{id}.{ending}")), Some(bytes), false)
        }
        (true, None) => match text(corpus, article) {
            text if text.is_empty() => (None, None, false),
            text => (Some(format!("copies/{id}.txt")), Some(text.into_bytes()), true),
        },
    };
    Some(FoundCopy { about: PackedCopy { file, part, sha256, packed, text_only }, bytes })
}

/// The file that an article names as its copy, if it is there, and the part of it.
fn place(named: &str, roots: &[PathBuf]) -> (Option<PathBuf>, Option<String>) {
    let (whole, part) = match named.split_once(" › ").or_else(|| named.rsplit_once(", no. ")) {
        Some((file, part)) if !Path::new(named).exists() => (file, Some(part.to_owned())),
        _ => (named, None),
    };
    let candidates = std::iter::once(PathBuf::from(whole)).chain(roots.iter().map(|root| root.join(whole)));
    (candidates.into_iter().find(|path| path.is_file()), part)
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

/// An error unless a copy can be read: for callers that must have it.
///
/// # Errors
///
/// It is not there, or is longer than 256 MiB.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    atomic_file::read(path, LARGEST)?.ok_or_else(|| io::ErrorKind::NotFound.into())
}
