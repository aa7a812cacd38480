//! Finds the file that says something, and the line in it, for an editor. Knows paths and words; starts no program.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// The largest file whose lines are looked at; a larger one opens at its first line.
const LARGEST: u64 = 32 << 20;

/// The file at `inner` of the first of some corpus folders in whose file `words` stand, as an absolute path, and the number of
/// their first line; else the first file at `inner`, and 1. `None` if no folder has it.
pub fn of_corpus(folders: &[PathBuf], inner: &str, words: &str) -> Option<(PathBuf, usize)> {
    let inner = Path::new(inner);
    // Ids are file names; one that leads elsewhere is none of ours.
    if !inner.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let files = folders.iter().map(|folder| folder.join(inner));
    let mut first = None;
    for file in files.filter_map(|file| fs::canonicalize(file).ok()).filter(|file| file.is_file()) {
        match line_of(&file, words) {
            Some(line) => return Some((file, line)),
            None => first = first.or(Some(file)),
        }
    }
    first.map(|file| (file, 1))
}

/// The file in which a raw article was found, as an absolute path, and the number of the first line that holds `words`,
/// else the first. `found` is where it was found: a path, and after ` › ` or `, no. ` a part of it. `None` if it is not a
/// file at or below one of the paths that were opened.
pub fn of_article(opened: &[PathBuf], found: &str, words: &str) -> Option<(PathBuf, usize)> {
    let path = found.split(" › ").next().unwrap_or(found);
    let path = if Path::new(path).exists() { path } else { path.rsplit_once(", no. ").map_or(path, |(path, _)| path) };
    let roots: Vec<PathBuf> = opened.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let file = fs::canonicalize(path).ok().filter(|file| file.is_file())?;
    roots.iter().any(|root| file.starts_with(root)).then(|| {
        let line = line_of(&file, words).unwrap_or(1);
        (file, line)
    })
}

/// When a file was changed last.
pub fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// The number of the first line of a file that holds `words`; `None` if none does, or the file is too large.
fn line_of(file: &Path, words: &str) -> Option<usize> {
    fs::metadata(file).ok().filter(|about| about.len() <= LARGEST)?;
    let bytes = if words.is_empty() { Vec::new() } else { fs::read(file).ok()? };
    let at = memchr::memmem::find(&bytes, words.as_bytes())?;
    Some(memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1)
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
        // Of two corpora with such a file, the one whose file says it.
        let other = std::env::temp_dir().join(format!("parallax-place-{}", std::process::id()));
        fs::create_dir_all(other.join("articles")).unwrap();
        fs::write(other.join("articles/courier.md"), "another article").unwrap();
        let both = [other.clone(), folder.clone()];
        let (file, at) = of_corpus(&both, "articles/courier.md", "### 2 ").unwrap();
        assert!(file.ends_with("tiny/articles/courier.md") && at == line, "{file:?} {at}");
        assert_eq!(of_corpus(&both, "articles/courier.md", "in neither").unwrap().1, 1);
        fs::remove_dir_all(other).unwrap();
        assert_eq!(of_corpus(&folders, "articles/none.md", ""), None);
        assert_eq!(of_corpus(&folders, "../../../Cargo.toml", ""), None);
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert_eq!(of_article(&folders, manifest.to_str().unwrap(), ""), None);
        let inside = folder.join("corpus.toml");
        assert_eq!(of_article(&folders, inside.to_str().unwrap(), "").unwrap().1, 1);
    }
}
