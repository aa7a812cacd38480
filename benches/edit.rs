//! How long an edit takes until its files are written and the new corpus is there: in the built-in corpus, and in a copy of
//! the folder that `PARALLAX_CORPUS` names, such as one of 5,000 incidents that `.ci/generate-corpus` has written. Run with
//! `cargo bench --bench edit`.

use std::fs;
use std::path::{Path, PathBuf};

use divan::{Bencher, black_box};
use parallax::documents::edit::{Edit, EditPlace, EditValue};
use parallax::documents::files::built_in as built_in_files;
use parallax::editing::EditedCorpus;

fn main() {
    divan::main();
}

/// A folder that is removed at the end.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("parallax-bench-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }
}

/// Gives the first incident another title, again and again.
fn edits(bencher: Bencher, folder: &Path) {
    let mut names: Vec<_> = fs::read_dir(folder.join("incidents")).expect("a corpus").flatten().collect();
    names.sort_by_key(fs::DirEntry::file_name);
    let file = format!("incidents/{}", names[0].file_name().display());
    // Files written within the last seconds would be read again by every edit.
    std::thread::sleep(std::time::Duration::from_secs(3));
    let mut corpus = EditedCorpus::new(folder, &[]);
    let mut number = 0;
    bencher.bench_local(move || {
        number += 1;
        let value = EditValue::Text(format!("Title {number}"));
        let edit = Edit::Set { file: file.clone(), at: EditPlace::Table(Vec::new()), field: "title".into(), value };
        black_box(corpus.edit("title", &mut |documents| documents.apply(&edit).map(|_| ())).expect("it fits"))
    });
}

#[divan::bench]
fn built_in(bencher: Bencher) {
    let folder = Scratch::new("built-in");
    for file in built_in_files() {
        let path = folder.0.join(file.path());
        fs::create_dir_all(path.parent().expect("in the folder")).expect("written");
        fs::write(path, file.raw(&mut Vec::new()).expect("built in")).expect("written");
    }
    edits(bencher, &folder.0);
}

#[divan::bench]
fn folder(bencher: Bencher) {
    let Some(from) = std::env::var_os("PARALLAX_CORPUS").map(PathBuf::from) else { return };
    let folder = Scratch::new("folder");
    fs::create_dir_all(&folder.0).expect("written");
    for part in ["", "annotations", "articles", "incidents", "names", "quotes", "texts"] {
        for entry in fs::read_dir(from.join(part)).into_iter().flatten().flatten() {
            let to = folder.0.join(part).join(entry.file_name());
            if entry.path().is_file() {
                fs::create_dir_all(to.parent().expect("in the folder")).expect("written");
                fs::copy(entry.path(), to).expect("written");
            }
        }
    }
    edits(bencher, &folder.0);
}
