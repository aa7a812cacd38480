//! The articles are their publishers' property: nowhere in the project stand more than eight of their words in
//! a row, titles aside.

use std::collections::HashSet;
use std::path::Path;

use parallax::search::fold::fold;

use crate::fixture::{built_in, path, sources};

/// One more than may be copied.
const RUN: usize = 9;

/// All runs of that length. An apostrophe parts words: "Israel's" counts as two.
fn runs(text: &str) -> Vec<String> {
    let folded = fold(&text.replace(['\'', '’'], " "));
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(RUN).map(|w| w.join(" ")).collect()
}

fn walk(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", ".git"].contains(&name.as_str()) {
            walk(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

#[test]
fn no_sentence_of_a_source_stands_in_the_project() {
    let Some(folder) = sources() else { return };
    let mut theirs: HashSet<String> = HashSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        // Line by line: a run from one paragraph into the next is nobody's sentence.
        theirs.extend(std::fs::read_to_string(entry.unwrap().path()).unwrap().lines().flat_map(runs));
    }
    assert!(theirs.len() > 3_000, "the sources are there and read");
    let corpus = built_in().workspace.corpus;
    let titles = corpus.articles().map(|(_, a)| a.title).chain(corpus.passages().map(|(_, p)| p.heading));
    for run in titles.flat_map(|title| runs(corpus.str(title))) {
        theirs.remove(&run);
    }
    let mut files = Vec::new();
    walk(&path(""), &mut files);
    assert!(files.len() > 100);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let copied: Vec<String> = runs(&text).into_iter().filter(|r| theirs.contains(r)).collect();
        assert!(copied.is_empty(), "{}: {copied:?}", file.display());
    }
}
