//! A corpus folder that is edited: what was decided is in its files whatever happens, and can be undone to the last byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use parallax::diagnostic::Severity;
use parallax::documents::document::Documents;
use parallax::documents::edit::{Edit, Refusal};
use parallax::editing::{EditError, Edited, EditedCorpus};
use proptest::prelude::*;

use crate::edits::{ARTICLE, INCIDENT, any_edit, set, table};
use crate::fixture::path;

/// A copy of a corpus of the fixtures, removed at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    fn copy(fixture: &str, name: &str) -> Self {
        let to = std::env::temp_dir().join(format!("parallax-editing-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&to);
        copy_all(&path("tests/fixtures").join(fixture), &to);
        Self(to)
    }

    fn corpus(&self) -> EditedCorpus {
        EditedCorpus::new(&self.0, &[])
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let before = self.text(file);
        assert_eq!(before.matches(old).count(), 1, "{old}");
        fs::write(self.0.join(file), before.replace(old, new)).unwrap();
    }

    /// All files of the corpus with their bytes, without the journal.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = files_in(&self.0);
        all.retain(|path, _| !path.starts_with(self.0.join(".parallax")));
        all
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &to);
        } else {
            fs::write(to, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

fn files_in(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            all.extend(files_in(&path));
        } else {
            all.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    all
}

/// Applies these edits.
fn decide(corpus: &mut EditedCorpus, what: &str, edits: &[Edit]) -> Result<Edited, EditError> {
    corpus.edit(what, &mut |documents: &mut Documents| {
        edits.iter().try_for_each(|edit| documents.apply(edit).map(|_| ()))
    })
}

fn title(file: &str, words: &str) -> Edit {
    set(file, table(&[]), "title", words)
}

fn titles(edited: &Edited) -> Vec<&str> {
    edited.corpus.incidents().map(|(_, incident)| edited.corpus.str(incident.title)).collect()
}

#[test]
fn what_is_decided_is_in_the_file_and_in_the_corpus() {
    let folder = Folder::copy("tiny", "plain");
    let before = folder.files();
    let mut corpus = folder.corpus();
    assert_eq!(folder.files(), before);
    let edited = decide(&mut corpus, "rename the blast", &[title(INCIDENT, "Blast at the depot")]).unwrap();
    assert!(titles(&edited).contains(&"Blast at the depot"), "{:?}", titles(&edited));
    assert_eq!((edited.what.as_str(), edited.undoable, edited.redoable), ("rename the blast", 1, 0));
    assert_eq!((edited.report.count(Severity::Error), edited.notes.len()), (0, 0));
    assert!(folder.text(INCIDENT).starts_with("title = \"Blast at the depot\"\nkind"));
    assert_eq!(folder.text(".parallax/.gitignore"), "*\n");
    let undone = corpus.undo().unwrap();
    assert!(titles(&undone).contains(&"Depot blast at the port"));
    assert_eq!((undone.what.as_str(), undone.undoable, undone.redoable), ("rename the blast", 0, 1));
    assert_eq!(folder.files(), before);
    assert!(matches!(corpus.undo(), Err(EditError::Nothing)));
    assert_eq!(corpus.redo().unwrap().undoable, 1);
    assert!(folder.text(INCIDENT).starts_with("title = \"Blast at the depot\""));
}

#[test]
fn a_folder_that_is_only_looked_at_is_not_touched() {
    let folder = Folder::copy("tiny", "looked-at");
    let mut corpus = folder.corpus();
    assert_eq!(titles(&corpus.read().unwrap()).len(), 3);
    assert!(matches!(corpus.undo(), Err(EditError::Nothing)));
    assert!(matches!(corpus.redo(), Err(EditError::Nothing)));
    assert!(!folder.0.join(".parallax").exists());
    let nowhere = EditedCorpus::new(&folder.0.join("articles"), &[]).read().unwrap_err();
    assert!(nowhere.to_string().contains("no corpus.toml in this folder"), "{nowhere}");
}

#[test]
fn an_edit_that_is_refused_changes_nothing() {
    let folder = Folder::copy("tiny", "refused");
    let before = folder.files();
    let mut corpus = folder.corpus();
    let edits = [title(INCIDENT, "Other"), set(INCIDENT, table(&[]), "colour", "red")];
    assert!(matches!(decide(&mut corpus, "colour", &edits), Err(EditError::Refused(Refusal::NoField(_)))));
    // No single file is wrong, but an account speaks of an article that is gone.
    let error = decide(&mut corpus, "drop", &[Edit::RemoveFile { file: "articles/gazette.md".into() }]).unwrap_err();
    let EditError::Mistakes(messages) = &error else { panic!("{error:?}") };
    assert!(messages.iter().any(|message| message.contains("gazette")), "{messages:?}");
    assert!(error.to_string().starts_with("not written, as the corpus would not load: "));
    assert_eq!(folder.files(), before);
    assert_eq!(corpus.read().unwrap().undoable, 0);
}

#[test]
fn errors_that_were_there_do_not_hinder_an_edit() {
    let folder = Folder::copy("tiny", "errors");
    let quotes = folder.text("quotes/courier.toml") + "nonsense = 1\n";
    fs::write(folder.0.join("quotes/courier.toml"), quotes).unwrap();
    let mut corpus = folder.corpus();
    let errors = corpus.read().unwrap().report.count(Severity::Error);
    assert!(errors > 0);
    let edited = decide(&mut corpus, "rename", &[title(INCIDENT, "Other")]).unwrap();
    assert_eq!(edited.report.count(Severity::Error), errors);
    let gone = [Edit::RemoveFile { file: "articles/gazette.md".into() }];
    assert!(matches!(decide(&mut corpus, "drop", &gone), Err(EditError::Mistakes(_))));
}

#[test]
fn a_new_edit_drops_what_was_undone_and_the_journal_outlives_the_program() {
    let folder = Folder::copy("tiny", "history");
    for n in 0..4 {
        decide(&mut folder.corpus(), &format!("title {n}"), &[title(INCIDENT, &format!("Title {n}"))]).unwrap();
    }
    assert_eq!(folder.corpus().undo().unwrap().what, "title 3");
    assert_eq!(folder.corpus().undo().unwrap().what, "title 2");
    assert_eq!(folder.corpus().redo().unwrap().what, "title 2");
    let read = folder.corpus().read().unwrap();
    assert_eq!((read.undoable, read.redoable), (3, 1));
    let edited = decide(&mut folder.corpus(), "else", &[title(INCIDENT, "Else")]).unwrap();
    assert_eq!((edited.undoable, edited.redoable), (4, 0));
    assert!(matches!(folder.corpus().redo(), Err(EditError::Nothing)));
    for what in ["else", "title 2", "title 1", "title 0"] {
        assert_eq!(folder.corpus().undo().unwrap().what, what);
    }
    assert!(folder.text(INCIDENT).starts_with("title = \"Depot blast at the port\""));
}

#[test]
fn an_undo_keeps_what_was_edited_by_hand_elsewhere() {
    let folder = Folder::copy("tiny", "by-hand");
    let mut corpus = folder.corpus();
    let edits = [title(INCIDENT, "Other"), set(INCIDENT, table(&[("account", 0), ("claims", 2)]), "hedge", "perhaps")];
    decide(&mut corpus, "two places", &edits).unwrap();
    folder.replace(
        INCIDENT,
        "[[account]]\narticle = \"courier\"\npassage = 2",
        "# by hand\n\n[[account]]\narticle = \"courier\"\npassage = 2",
    );
    let by_hand = folder.text(INCIDENT);
    corpus.undo().unwrap();
    let undone = folder.text(INCIDENT);
    assert!(undone.starts_with("title = \"Depot blast at the port\"") && undone.contains("# by hand\n\n[[account]]"));
    assert!(!undone.contains("perhaps"));
    corpus.redo().unwrap();
    assert_eq!(folder.text(INCIDENT), by_hand);
}

#[test]
fn an_undo_over_a_hand_edit_at_the_same_place_loses_nothing() {
    let folder = Folder::copy("tiny", "same-place");
    let mut corpus = folder.corpus();
    decide(&mut corpus, "the title", &[title(INCIDENT, "Other"), title(ARTICLE, "Else")]).unwrap();
    folder.replace(INCIDENT, "title = \"Other\"", "title = \"By hand\"");
    let before = folder.files();
    let error = corpus.undo().unwrap_err();
    assert_eq!(error, EditError::Changed { file: INCIDENT.into(), what: "the title".into() });
    assert_eq!(
        error.to_string(),
        format!("{INCIDENT} has other text now where “the title” changed it; edit the file to take that back")
    );
    assert_eq!(folder.files(), before);
    // Once the text is back, it is undone.
    folder.replace(INCIDENT, "title = \"By hand\"", "title = \"Other\"");
    assert_eq!(corpus.undo().unwrap().undoable, 0);
}

#[test]
fn a_torn_end_of_the_journal_is_cut_off() {
    let folder = Folder::copy("tiny", "torn");
    let journal = folder.0.join(".parallax/journal");
    for n in 0..3 {
        decide(&mut folder.corpus(), &format!("title {n}"), &[title(INCIDENT, &format!("Title {n}"))]).unwrap();
    }
    let whole = fs::read(&journal).unwrap();
    let whole_files = folder.files();
    let torn: &[&[u8]] = &[b"{\"entry\":{\"number\":4,\"ti", b"\0\0\0\0", b"{", b"\xff\xfe"];
    for torn in torn {
        fs::write(&journal, [&whole[..], torn].concat()).unwrap();
        let mut corpus = folder.corpus();
        assert_eq!(corpus.read().unwrap().undoable, 3);
        assert_eq!(fs::read(&journal).unwrap(), whole);
        fs::write(&journal, [&whole[..], torn].concat()).unwrap();
        decide(&mut corpus, "after", &[title(INCIDENT, "After")]).unwrap();
        assert_eq!(folder.corpus().undo().unwrap().what, "after");
        assert_eq!(folder.files(), whole_files);
    }
}

#[test]
fn an_edit_whose_files_were_not_written_is_finished() {
    let folder = Folder::copy("tiny", "interrupted");
    let before = folder.files();
    decide(&mut folder.corpus(), "both", &[title(INCIDENT, "Other"), title(ARTICLE, "Else")]).unwrap();
    let after = folder.files();
    let journal = folder.0.join(".parallax/journal");
    let whole = folder.text(".parallax/journal");
    let without_end = whole.lines().filter(|line| !line.starts_with("{\"done\"")).map(|line| format!("{line}\n"));
    let without_end = without_end.collect::<String>();
    assert_ne!(whole, without_end);
    // As after a crash before each of the files.
    for written in [&[][..], &[INCIDENT], &[ARTICLE], &[INCIDENT, ARTICLE]] {
        for (path, bytes) in if written.len() == 2 { &after } else { &before } {
            fs::write(path, bytes).unwrap();
        }
        for file in written {
            let path = folder.0.join(file);
            fs::write(&path, &after[&path]).unwrap();
        }
        fs::write(&journal, &without_end).unwrap();
        let read = folder.corpus().read().unwrap();
        assert_eq!((folder.files(), read.undoable), (after.clone(), 1));
        assert_eq!(read.notes.len(), usize::from(written.len() < 2), "{:?}", read.notes);
        assert!(folder.corpus().read().unwrap().notes.is_empty(), "it is told once");
        assert_eq!(folder.text(".parallax/journal"), whole);
    }
    // Other hands were there meanwhile: their text stays, and that is said once.
    folder.replace(INCIDENT, "title = \"Other\"", "title = \"By hand\"");
    fs::write(&journal, &without_end).unwrap();
    let by_hand = folder.files();
    let read = folder.corpus().read().unwrap();
    assert_eq!(read.notes, [format!("{INCIDENT} has changed since “both” and is left as it is")]);
    assert_eq!(folder.files(), by_hand);
    assert!(folder.corpus().read().unwrap().notes.is_empty());
}

#[test]
fn random_edits_undone_to_the_last_leave_the_folder_byte_for_byte() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 8,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let done = std::cell::Cell::new(0);
    runner
        .run(
            &(prop::collection::vec(prop::collection::vec(any_edit(), 1..4), 60), any::<u64>()),
            |(decisions, seed)| {
                let folder = Folder::copy("tiny", "random");
                let before = folder.files();
                let mut corpus = folder.corpus();
                let mut states = vec![before.clone()];
                for (n, edits) in decisions.iter().enumerate() {
                    let was = folder.files();
                    let mut decide = |documents: &mut Documents| {
                        // Of the edits at random many are refused.
                        for edit in edits {
                            let _ = documents.apply(edit);
                        }
                        Ok(())
                    };
                    match corpus.edit(&n.to_string(), &mut decide) {
                        Ok(edited) if edited.undoable == states.len() => states.push(folder.files()),
                        // Nothing but what is decided changes a file.
                        _ => prop_assert_eq!(folder.files(), was),
                    }
                    // Sometimes back and forth, sometimes a new start.
                    if (seed >> (n % 64)) & 1 == 1 && states.len() > 2 {
                        corpus = folder.corpus();
                        corpus.undo().unwrap();
                        prop_assert_eq!(&folder.files(), &states[states.len() - 2]);
                        corpus.redo().unwrap();
                        prop_assert_eq!(&folder.files(), &states[states.len() - 1]);
                    }
                }
                done.set(done.get() + states.len() - 1);
                for state in states.iter().rev().skip(1) {
                    corpus.undo().unwrap();
                    prop_assert_eq!(&folder.files(), state);
                }
                prop_assert!(matches!(corpus.undo(), Err(EditError::Nothing)));
                for state in states.iter().skip(1) {
                    corpus.redo().unwrap();
                    prop_assert_eq!(&folder.files(), state);
                }
                Ok(())
            },
        )
        .unwrap();
    assert!(done.get() > 100, "{} edits were carried out", done.get());
}
