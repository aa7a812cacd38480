//! A second start with the same articles takes all from the cache, shows the same, and is never misled by it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use parallax::datasets::ColumnMap;
use parallax::diagnostic::Report;
use parallax::export::json;
use parallax::load::{Loaded, Request, open_with};
use parallax::model::kept::TablesOnly;
use parallax::model::{Corpus, Entry, Subject};
use parallax::runtime::jobs::open::read_articles;

use crate::fixture::{built_in, path};
use crate::intake::fixture::{self, Folder, STORIES};

/// A folder of articles, with what is none and suggestions of which one is wrong. All is an hour old.
fn articles(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (number, story) in STORIES.iter().enumerate() {
        folder.put(&format!("{number}.txt"), fixture::keyed(story));
    }
    folder.put("more.zip", fixture::zip(&[("ferry.html", fixture::html(&STORIES[4]).as_bytes())]));
    folder.put("scan.pdf", b"%PDF-1.7 x");
    let suggestion = |file: &str| {
        format!(
            r#"{{"file":"{file}","facet":"killed","value":"4","words":"killing at least four people","by":"a program"}}"#
        )
    };
    folder.put("suggestions.jsonl", [suggestion("0.txt"), suggestion("nowhere.txt")].join("\n"));
    age(&folder.0);
    folder
}

/// Makes all files look as if they were changed an hour ago.
fn age(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let file = fs::File::options().append(true).open(entry.unwrap().path()).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
    }
}

fn loaded(folder: &Path, cache: Option<&Path>) -> Loaded {
    let request = Request { paths: vec![folder.to_owned()], sources: Vec::new() };
    open_with(&request, &ColumnMap::default(), cache).finish()
}

/// All that is exported of a corpus.
fn document(corpus: &Corpus) -> String {
    let subject = |id| Subject::entry(&parallax::model::Workspace::of(corpus.clone()), Entry::Incident(id));
    let subjects: Vec<Subject> = corpus.incidents().map(|(id, _)| subject(id)).collect();
    serde_json::to_string(&json::document(corpus, &subjects)).unwrap()
}

/// All that is exported, and all that is said.
fn said(loaded: &Loaded) -> (String, String) {
    (document(loaded.corpus()), format!("{:?}", loaded.report.messages))
}

/// The files of the sets that are kept.
fn sets(cache: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path());
    let is_sets = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("sets-");
    let folder = folders.into_iter().find(is_sets).unwrap();
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Whether all comes from what was kept: the workbench is handed the first articles and then the whole.
fn is_kept(folder: &Path, cache: &Path) -> bool {
    let request = Request { paths: vec![folder.to_owned()], sources: Vec::new() };
    let opened = open_with(&request, &ColumnMap::default(), Some(cache));
    let mut workspace = opened.loaded.workspace;
    let mut drafted = Vec::new();
    let mut revised = |revision: parallax::app::job::Revision| {
        drafted.push(revision.workspace.corpus.incidents().len() > 0);
    };
    let (stop, mut report) = (AtomicBool::new(false), Report::default());
    assert!(read_articles(&mut workspace, opened.articles.unwrap(), &stop, &mut revised, &mut |_| {}, &mut report));
    assert_eq!(drafted.last(), Some(&true));
    // Otherwise all articles are handed over before their drafts.
    drafted.len() == 2 && workspace.corpus.articles().len() > 5
}

#[test]
fn a_second_start_shows_and_says_what_the_first_did() {
    let (folder, cache) = (articles("second"), Folder::new("second-cache"));
    let plain = said(&loaded(&folder.0, None));
    assert!(plain.0.contains("a program"), "one suggestion fits");
    assert!(plain.1.contains("nowhere.txt") && plain.1.contains("scan.pdf"), "{}", plain.1);
    assert_eq!(said(&loaded(&folder.0, Some(&cache.0))), plain, "the first start");
    assert_eq!(sets(&cache.0).len(), 1);
    assert!(is_kept(&folder.0, &cache.0));
    assert_eq!(said(&loaded(&folder.0, Some(&cache.0))), plain, "the second start");
    assert_eq!(sets(&cache.0).len(), 1);
}

#[test]
fn whatever_is_changed_is_seen() {
    let (folder, cache) = (articles("changes"), Folder::new("changes-cache"));
    loaded(&folder.0, Some(&cache.0));
    let path = |name: &str| folder.0.join(name);
    let changes: [(&str, &dyn Fn()); 7] = [
        ("changed", &|| drop(folder.put("1.txt", fixture::keyed(&STORIES[0])))),
        ("added", &|| drop(folder.put("6.txt", fixture::markdown(&STORIES[3])))),
        ("renamed", &|| fs::rename(path("6.txt"), path("00.txt")).unwrap()),
        ("swapped", &|| {
            fs::rename(path("2.txt"), path("x")).unwrap();
            fs::rename(path("3.txt"), path("2.txt")).unwrap();
            fs::rename(path("x"), path("3.txt")).unwrap();
        }),
        ("removed", &|| fs::remove_file(path("0.txt")).unwrap()),
        ("suggested otherwise", &|| fs::remove_file(path("suggestions.jsonl")).unwrap()),
        ("explained otherwise", &|| fs::write(path("scan.pdf"), b"\xff\xd8\xff\xe0").unwrap()),
    ];
    for (what, change) in changes {
        change();
        age(&folder.0);
        let plain = said(&loaded(&folder.0, None));
        assert_eq!(said(&loaded(&folder.0, Some(&cache.0))), plain, "{what}");
        assert_eq!(said(&loaded(&folder.0, Some(&cache.0))), plain, "{what}, again");
        assert!(is_kept(&folder.0, &cache.0), "{what}");
    }
}

#[test]
fn a_damaged_set_is_none_and_made_anew() {
    let (folder, cache) = (articles("damaged-set"), Folder::new("damaged-set-cache"));
    let plain = said(&loaded(&folder.0, Some(&cache.0)));
    let file = sets(&cache.0).remove(0);
    let kept = fs::read(&file).unwrap();
    let flipped = |at: usize| {
        let mut damaged = kept.clone();
        damaged[at] ^= 1 << (at % 8);
        damaged
    };
    let mut all: Vec<Vec<u8>> = (0..kept.len()).step_by(kept.len() / 24 + 1).map(flipped).collect();
    all.extend((0..8).chain(kept.len() - 8..kept.len()).map(flipped));
    all.extend([0, 1, 7, 8, 39, 40, 41, kept.len() / 2, kept.len() - 1].map(|length| kept[..length].to_vec()));
    all.push([&kept[..], &kept[..]].concat());
    for (number, damaged) in all.into_iter().enumerate() {
        fs::write(&file, damaged).unwrap();
        assert_eq!(said(&loaded(&folder.0, Some(&cache.0))), plain, "{number}");
        assert_eq!(fs::read(&file).unwrap(), kept, "{number}: it is made anew");
    }
    // What other sources made lies in a folder of another name, which is deleted.
    let other = file.parent().unwrap().with_file_name("sets-0123456789abcdef");
    fs::rename(file.parent().unwrap(), &other).unwrap();
    assert_eq!(said(&loaded(&folder.0, Some(&cache.0))), plain, "other sources");
    assert!(!other.exists() && file.exists());
}

#[test]
fn the_sets_used_last_are_kept() {
    let cache = Folder::new("bound-cache");
    let folders: Vec<Folder> = (0..6).map(|n| articles(&format!("bound-{n}"))).collect();
    for folder in &folders {
        loaded(&folder.0, Some(&cache.0));
        assert!(is_kept(&folders[0].0, &cache.0), "used at every turn");
    }
    assert_eq!(sets(&cache.0).len(), 4);
    assert!(is_kept(&folders[5].0, &cache.0) && !is_kept(&folders[1].0, &cache.0));
}

#[test]
fn a_corpus_is_whole_after_it_was_kept() {
    let folder = articles("whole");
    let all = [built_in(), loaded(&path("tests/fixtures/tiny"), None), loaded(&folder.0, None)];
    for loaded in &all {
        let corpus = loaded.corpus();
        let tables = postcard::to_allocvec(&TablesOnly::of(corpus)).unwrap();
        let blocks = corpus.text_blocks().map(str::to_owned).collect();
        let read = postcard::from_bytes::<TablesOnly<'static>>(&tables).unwrap().with_texts(blocks);
        assert_eq!(format!("{read:?}"), format!("{:?}", corpus.clone()));
        assert_eq!(document(&read), document(corpus));
    }
}
