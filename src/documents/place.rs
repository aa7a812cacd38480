//! Finds the file that says something, and the line in it, for an editor. Knows paths and words; starts no program.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// The largest file whose lines are looked at; a larger one opens at its first line.
const LARGEST: u64 = 32 << 20;

/// The file at `inner` of the first of some corpus folders that has it, as an absolute path, and the number of the first
/// line that holds `words`, or 1. `None` if no folder has it.
pub fn of_corpus(folders: &[PathBuf], inner: &str, words: &str) -> Option<(PathBuf, usize)> {
    let inner = Path::new(inner);
    // Ids are file names; one that leads elsewhere is none of ours.
    if !inner.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let files = folders.iter().map(|folder| folder.join(inner));
    files.filter_map(|file| fs::canonicalize(file).ok()).find(|file| file.is_file()).map(|file| at_line(file, words))
}

/// The file in which a raw article was found, as an absolute path, and the number of the first line that holds `words`,
/// else the first. `found` is where it was found: a path, and after ` › ` or `, no. ` a part of it. `None` if it is not a
/// file at or below one of the paths that were opened.
pub fn of_article(opened: &[PathBuf], found: &str, words: &str) -> Option<(PathBuf, usize)> {
    let path = found.split(" › ").next().unwrap_or(found);
    let path = if Path::new(path).exists() { path } else { path.rsplit_once(", no. ").map_or(path, |(path, _)| path) };
    let roots: Vec<PathBuf> = opened.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let file = fs::canonicalize(path).ok().filter(|file| file.is_file())?;
    roots.iter().any(|root| file.starts_with(root)).then(|| at_line(file, words))
}

/// When a file was changed last.
pub fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

fn at_line(file: PathBuf, words: &str) -> (PathBuf, usize) {
    let is_small = fs::metadata(&file).is_ok_and(|about| about.len() <= LARGEST);
    let bytes = if is_small && !words.is_empty() { fs::read(&file).unwrap_or_default() } else { Vec::new() };
    let before = memchr::memmem::find(&bytes, words.as_bytes()).map(|at| &bytes[..at]);
    let line = before.map_or(1, |before| memchr::memchr_iter(b'\n', before).count() + 1);
    (file, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_words_is_found_and_nothing_outside_what_is_open() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny");
        let folders = [folder.clone()];
        let (file, line) = of_corpus(&folders, "articles/courier.md", "### 2 ").unwrap();
        assert!(file.is_absolute() && file.ends_with("articles/courier.md") && line > 1, "{file:?} {line}");
        assert_eq!(of_corpus(&folders, "articles/courier.md", "not in it").unwrap().1, 1);
        assert_eq!(of_corpus(&folders, "articles/none.md", ""), None);
        assert_eq!(of_corpus(&folders, "../../../Cargo.toml", ""), None);
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert_eq!(of_article(&folders, manifest.to_str().unwrap(), ""), None);
        let inside = folder.join("corpus.toml");
        assert_eq!(of_article(&folders, inside.to_str().unwrap(), "").unwrap().1, 1);
    }
}
