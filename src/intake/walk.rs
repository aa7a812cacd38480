//! Walks folders in the order of their names, follows no link twice, and leaves out what belongs to a saved page.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::why::NoArticleReason;

/// One thing that a walk finds.
#[derive(Debug)]
pub enum FoundPath {
    /// A file, with its size in bytes.
    File(PathBuf, u64),
    /// A path that is not read, with the reason.
    Other(PathBuf, NoArticleReason),
}

/// A walk over files and folders, in order.
pub struct Walk {
    /// What is still to be visited; the last comes next.
    open: Vec<Open>,
    /// Folders visited, by device and number, so that links in circles end.
    visited: HashSet<(u64, u64)>,
}

/// What a folder says of a name, without a look at the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Type {
    File,
    Folder,
    Link,
    Other,
}

enum Open {
    /// A path as it was given: links are followed.
    Given(PathBuf),
    /// The rest of a folder, its names in reverse order.
    Folder(PathBuf, Vec<(OsString, Type)>),
}

impl Walk {
    /// A walk over these paths, in their order.
    pub fn new(paths: &[PathBuf]) -> Self {
        Self { open: paths.iter().rev().cloned().map(Open::Given).collect(), visited: HashSet::new() }
    }

    /// Visits one path; `None` if nothing is to be said of it.
    fn visit(&mut self, path: PathBuf, given: bool) -> Option<FoundPath> {
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            // A link that leads nowhere is no file of the user's.
            Err(_) if !given && path.is_symlink() => return None,
            Err(error) => return Some(FoundPath::Other(path, NoArticleReason::Unreadable(error.to_string()))),
        };
        if metadata.is_dir() {
            if !self.visited.insert((metadata.dev(), metadata.ino())) {
                return None;
            }
            return match names(&path) {
                Ok(names) => {
                    self.open.push(Open::Folder(path, names));
                    None
                }
                Err(error) => Some(FoundPath::Other(path, NoArticleReason::Unreadable(error.to_string()))),
            };
        }
        if !metadata.is_file() && !given {
            return Some(FoundPath::Other(path, NoArticleReason::Kind("a pipe, socket or device".to_owned())));
        }
        Some(FoundPath::File(path, metadata.len()))
    }
}

impl Iterator for Walk {
    type Item = FoundPath;

    fn next(&mut self) -> Option<FoundPath> {
        loop {
            let found = match self.open.pop()? {
                Open::Given(path) => self.visit(path, true),
                Open::Folder(folder, mut names) => {
                    let Some((name, kind)) = names.pop() else { continue };
                    let path = folder.join(&name);
                    let page = (kind == Type::Folder).then(|| page_of(&name, &folder)).flatten();
                    self.open.push(Open::Folder(folder, names));
                    match (kind, page) {
                        (_, Some(page)) => {
                            let files = count(&path);
                            return Some(FoundPath::Other(path, NoArticleReason::PageFiles { page, files }));
                        }
                        // A link is followed only to a file: links to folders are how trees become circles.
                        (Type::Link, _) if path.is_dir() => None,
                        (Type::Other, _) => {
                            Some(FoundPath::Other(path, NoArticleReason::Kind("a pipe, socket or device".to_owned())))
                        }
                        _ => self.visit(path, false),
                    }
                }
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// The names in a folder in reverse order. Hidden files are left out.
fn names(folder: &Path) -> std::io::Result<Vec<(OsString, Type)>> {
    let mut names: Vec<(OsString, Type)> = fs::read_dir(folder)?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let kind = entry.file_type().map_or(Type::File, |t| match () {
                () if t.is_file() => Type::File,
                () if t.is_dir() => Type::Folder,
                () if t.is_symlink() => Type::Link,
                () => Type::Other,
            });
            Some((entry.file_name(), kind))
        })
        .filter(|(name, _)| !name.as_bytes().starts_with(b".") && name.as_bytes() != b"__MACOSX")
        .collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    Ok(names)
}

/// The saved page that a folder of this name belongs to: `Page_files` or, in other languages, `Page-Dateien` beside
/// `Page.html`.
fn page_of(name: &OsString, folder: &Path) -> Option<String> {
    let text = name.to_string_lossy();
    let stem = page_stem(&text)?;
    let pages = ["html", "htm", "xhtml", "shtml"].iter().map(|ending| format!("{stem}.{ending}"));
    pages.into_iter().find(|page| folder.join(page).is_file())
}

/// The name of the page, if a folder's name is made of it.
pub fn page_stem(folder: &str) -> Option<&str> {
    const ENDINGS: [&str; 22] = [
        "_files",
        "-files",
        ".files",
        " files",
        "_file",
        "-file",
        "-Dateien",
        "_fichiers",
        "-filer",
        "_bestanden",
        "_archivos",
        "_arquivos",
        "_soubory",
        "_pliki",
        "_tiedostot",
        "_dosyalar",
        "_elemei",
        "_datoteke",
        "_fails",
        "_ficheiros",
        "_fitxers",
        "_fajlovi",
    ];
    ENDINGS.iter().find_map(|e| folder.strip_suffix(e)).filter(|s| !s.is_empty())
}

/// Number of files in a folder, without going deep.
fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, |entries| entries.take(100_000).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_pages_are_known_by_their_names() {
        assert_eq!(page_stem("Blast in Torvale_files"), Some("Blast in Torvale"));
        assert_eq!(page_stem("Seite-Dateien"), Some("Seite"));
        assert_eq!(page_stem("_files"), None);
        assert_eq!(page_stem("articles"), None);
    }
}
