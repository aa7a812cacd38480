//! A corpus folder that is edited: what was decided is in its files whatever happens, and can be undone to the last byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use parallax::diagnostic::{Report, Severity};
use parallax::documents::document::Documents;
use parallax::documents::edit::{Edit, Refusal};
use parallax::documents::write::{self, WriteOptions};
use parallax::editing::past::past;
use parallax::editing::{BackWay, EditError, Edited, EditedCorpus};
use parallax::load::{Request, load};
use parallax::model::Corpus;
use proptest::prelude::*;

use crate::edits::{ARTICLE, INCIDENT, any_edit, set, table};
use crate::fixture::path;

/// A copy of a corpus of the fixtures, removed at the end.
pub struct Folder(pub PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    pub fn copy(fixture: &str, name: &str) -> Self {
        let to = std::env::temp_dir().join(format!("parallax-editing-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&to);
        copy_all(&path("tests/fixtures").join(fixture), &to);
        Self(to)
    }

    pub fn corpus(&self) -> EditedCorpus {
        EditedCorpus::new(&self.0, &[])
    }

    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let before = self.text(file);
        assert_eq!(before.matches(old).count(), 1, "{old}");
        fs::write(self.0.join(file), before.replace(old, new)).unwrap();
    }

    /// All files of the corpus with their bytes, without the journal.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
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
pub fn decide(corpus: &mut EditedCorpus, what: &str, edits: &[Edit]) -> Result<Edited, EditError> {
    corpus.edit(what, &mut |documents: &mut Documents| {
        edits.iter().try_for_each(|edit| documents.apply(edit).map(|_| ()))
    })
}

pub fn title(file: &str, words: &str) -> Edit {
    set(file, table(&[]), "title", words)
}

fn titles(edited: &Edited) -> Vec<&str> {
    edited.corpus.incidents().map(|(_, incident)| edited.corpus.str(incident.title)).collect()
}

#[test]
fn what_was_taken_back_by_hand_before_its_undo_is_decided_again_whole() {
    let folder = Folder::copy("tiny", "by-hand");
    let mut corpus = folder.corpus();
    let title_before = folder.text(INCIDENT).lines().next().unwrap().to_owned();
    decide(&mut corpus, "rename", &[title(INCIDENT, "Blast"), title(ARTICLE, "A new headline")]).unwrap();
    let decided = folder.files();
    folder.replace(INCIDENT, "title = \"Blast\"", &title_before);
    corpus.undo().unwrap();
    assert_eq!(corpus.redo().unwrap().what, "rename");
    assert_eq!(folder.files(), decided);
    // A new start reads the same from the journal.
    let mut again = folder.corpus();
    folder.replace(INCIDENT, "title = \"Blast\"", &title_before);
    again.undo().unwrap();
    folder.corpus().redo().unwrap();
    assert_eq!(folder.files(), decided);
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
    let folder = Folder::copy("tiny", "by-hand-2");
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
    assert_eq!(error.to_string(), format!("{INCIDENT} has other text now where “the title” changed it"));
    assert_eq!(folder.files(), before);
    // Once the text is back, it is undone.
    folder.replace(INCIDENT, "title = \"By hand\"", "title = \"Other\"");
    assert_eq!(corpus.undo().unwrap().undoable, 0);
}

#[test]
fn an_edit_that_cannot_be_undone_is_passed_over_for_good_and_those_before_it_are_undone() {
    let folder = Folder::copy("tiny", "passed");
    let before = folder.files();
    let mut corpus = folder.corpus();
    decide(&mut corpus, "first", &[title(ARTICLE, "First")]).unwrap();
    decide(&mut corpus, "second", &[title(INCIDENT, "Second")]).unwrap();
    folder.replace(INCIDENT, "title = \"Second\"", "title = \"By hand\"");
    let by_hand = folder.files();
    assert!(matches!(corpus.undo(), Err(EditError::Changed { .. })));
    let number = corpus.next_back(BackWay::Undo).unwrap();
    assert_eq!(corpus.pass(BackWay::Undo, number + 1).unwrap(), None, "another one is next by now");
    assert_eq!(corpus.pass(BackWay::Undo, number).unwrap().unwrap(), "second");
    assert_eq!(folder.files(), by_hand, "no file is touched");
    // Among what was decided about the file it stands too.
    let passed = past(&folder.0).unwrap().pop().unwrap();
    assert_eq!((passed.kind, passed.what.as_str(), passed.files), ("passed over", "second", vec![INCIDENT.to_owned()]));
    // Another start knows it, and a long journal keeps it out.
    let mut again = folder.corpus();
    let undone = again.undo().unwrap();
    assert_eq!((undone.what.as_str(), undone.undoable, undone.redoable), ("first", 0, 1));
    assert_eq!(folder.text(ARTICLE).as_bytes(), &before[&folder.0.join(ARTICLE)]);
    assert!(folder.text(INCIDENT).starts_with("title = \"By hand\""));
    // A redo whose place was edited by hand is passed over likewise.
    folder.replace(ARTICLE, "+++\ntitle = ", "+++\ntitle = \"By hand\" #");
    assert!(matches!(again.redo(), Err(EditError::Changed { .. })));
    let number = again.next_back(BackWay::Redo).unwrap();
    assert_eq!(again.pass(BackWay::Redo, number).unwrap().unwrap(), "first");
    assert!(matches!(folder.corpus().redo(), Err(EditError::Nothing)));
    decide(&mut again, "third", &[title("incidents/bridge-plot.toml", "Third")]).unwrap();
    assert_eq!(folder.corpus().undo().unwrap().what, "third");
    assert!(matches!(folder.corpus().undo(), Err(EditError::Nothing)));
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

#[test]
fn line_breaks_marks_permissions_and_links_of_files_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::copy("tiny", "kinds");
    let file = |inner: &str| folder.0.join(inner);
    let windows = format!("\u{feff}{}", folder.text(INCIDENT).replace('\n', "\r\n"));
    fs::write(file(INCIDENT), &windows).unwrap();
    fs::set_permissions(file(INCIDENT), fs::Permissions::from_mode(0o640)).unwrap();
    fs::rename(file(ARTICLE), file("courier-elsewhere.md")).unwrap();
    std::os::unix::fs::symlink("../courier-elsewhere.md", file(ARTICLE)).unwrap();
    let before = folder.files();
    let mut corpus = folder.corpus();
    decide(&mut corpus, "titles", &[title(INCIDENT, "Other"), title(ARTICLE, "Else")]).unwrap();
    assert_eq!(folder.text(INCIDENT), windows.replace("Depot blast at the port", "Other"));
    assert!(file(ARTICLE).is_symlink() && folder.text("courier-elsewhere.md").contains("title = \"Else\""));
    let gone = [Edit::RemoveFile { file: "quotes/courier.toml".into() }];
    let mode = |inner: &str| fs::metadata(file(inner)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(file("quotes/courier.toml"), fs::Permissions::from_mode(0o604)).unwrap();
    decide(&mut corpus, "gone", &gone).unwrap();
    assert!(!file("quotes/courier.toml").exists());
    let mut again = folder.corpus();
    for _ in 0..2 {
        again.undo().unwrap();
    }
    assert_eq!(folder.files(), before);
    assert_eq!((mode(INCIDENT), mode("quotes/courier.toml")), (0o640, 0o604));
    assert!(file(ARTICLE).is_symlink());
    again.redo().unwrap();
    again.redo().unwrap();
    again.undo().unwrap();
    assert_eq!(mode("quotes/courier.toml"), 0o604);
}

#[test]
fn a_decision_that_cannot_be_written_whole_is_not_written_at_all() {
    let folder = Folder::copy("tiny", "not-whole");
    // No folder of that name can be created, so that the second file cannot be written.
    fs::write(folder.0.join("names"), "in the way").unwrap();
    let before = folder.files();
    let mut corpus = folder.corpus();
    decide(&mut corpus, "first", &[title(ARTICLE, "First")]).unwrap();
    let journal = folder.text(".parallax/journal");
    let name = Edit::CreateFile {
        file: "names/port.toml".into(),
        text: "[[account]]\narticle = \"courier\"\npassage = 2\nclaims = []\n".into(),
    };
    let after_first = folder.files();
    let error = decide(&mut corpus, "both", &[title(INCIDENT, "Other"), name]).unwrap_err();
    assert!(matches!(error, EditError::Unwritable(_)), "{error:?}");
    assert_eq!((folder.files(), folder.text(".parallax/journal")), (after_first, journal));
    assert_eq!(corpus.undo().unwrap().what, "first");
    assert_eq!(folder.files(), before);
}

#[test]
fn files_that_change_while_something_is_decided_are_decided_on_anew() {
    let folder = Folder::copy("tiny", "meanwhile");
    let mut corpus = folder.corpus();
    let mut seen = Vec::new();
    let edited = corpus.edit("title", &mut |documents| {
        documents.apply(&title(INCIDENT, "Other"))?;
        seen.push(documents.text(INCIDENT).unwrap());
        if seen.len() == 1 {
            folder.replace(INCIDENT, "status = \"carried out\"\n", "status = \"carried out\" # by hand\n");
        }
        Ok(())
    });
    assert_eq!((edited.unwrap().undoable, seen.len()), (1, 2));
    let text = folder.text(INCIDENT);
    assert!(text.contains("\"Other\"") && text.contains("# by hand"), "{text}");
    let mut number = 0;
    let error = corpus.edit("title", &mut |documents| {
        documents.apply(&title(INCIDENT, "Again"))?;
        number += 1;
        fs::write(folder.0.join(INCIDENT), format!("{text}# {number}\n")).unwrap();
        Ok(())
    });
    assert_eq!(error.unwrap_err(), EditError::Changed { file: INCIDENT.into(), what: String::new() });
    assert_eq!(folder.text(INCIDENT), format!("{text}# {number}\n"));
}

#[test]
fn a_journal_from_elsewhere_touches_no_other_file() {
    let folder = Folder::copy("tiny", "hostile");
    decide(&mut folder.corpus(), "title", &[title(INCIDENT, "Other")]).unwrap();
    let outside = folder.0.with_extension("outside");
    fs::write(&outside, "mine").unwrap();
    let inner = format!("articles/../../{}", outside.file_name().unwrap().display());
    let lines = folder.text(".parallax/journal");
    let entry = lines.lines().find(|line| line.starts_with("{\"entry\"")).unwrap();
    let hostile =
        entry.replace(INCIDENT, &inner).replace("\"number\":1", "\"number\":2").replace("\"of\":1", "\"of\":2");
    fs::write(folder.0.join(".parallax/journal"), format!("{lines}{hostile}\n")).unwrap();
    let read = folder.corpus().read().unwrap();
    assert_eq!(read.undoable, 1);
    assert_eq!(read.notes, ["1 entries of .parallax/journal cannot be read and cannot be undone"]);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "mine");
    // Nor does the journal lead out of the folder by a link.
    let journal = folder.0.join(".parallax/journal");
    fs::remove_file(&journal).unwrap();
    std::os::unix::fs::symlink(&outside, &journal).unwrap();
    let error = decide(&mut folder.corpus(), "title", &[title(INCIDENT, "Again")]).unwrap_err();
    assert!(error.to_string().contains("journal is a link"), "{error}");
    assert_eq!(fs::read_to_string(&outside).unwrap(), "mine");
    fs::remove_file(outside).unwrap();
}

#[test]
fn the_journal_of_a_later_version_is_left_alone() {
    let folder = Folder::copy("tiny", "later");
    let mut corpus = folder.corpus();
    decide(&mut corpus, "title", &[title(INCIDENT, "Other")]).unwrap();
    let later = folder.text(".parallax/journal").replace("{\"version\":1}", "{\"version\":2}");
    fs::write(folder.0.join(".parallax/journal"), &later).unwrap();
    let before = folder.files();
    assert_eq!(
        decide(&mut folder.corpus(), "again", &[title(INCIDENT, "Again")]).unwrap_err(),
        EditError::LaterVersion
    );
    assert_eq!((folder.text(".parallax/journal"), folder.files()), (later, before));
}

#[test]
fn a_journal_that_is_removed_is_begun_anew() {
    let folder = Folder::copy("tiny", "removed");
    let mut corpus = folder.corpus();
    decide(&mut corpus, "one", &[title(INCIDENT, "One")]).unwrap();
    fs::remove_dir_all(folder.0.join(".parallax")).unwrap();
    let edited = decide(&mut corpus, "two", &[title(INCIDENT, "Two")]).unwrap();
    assert_eq!(edited.undoable, 1);
    assert_eq!(corpus.undo().unwrap().what, "two");
    assert!(folder.text(INCIDENT).starts_with("title = \"One\""));
}

/// All that a corpus holds, as files, and all messages.
fn told(corpus: &Corpus, report: &Report) -> (Vec<String>, Vec<String>) {
    let options = WriteOptions { with_text: true, ..WriteOptions::default() };
    let files = write::files(corpus, options).unwrap().files;
    let messages = report.sorted().into_iter().map(|message| report.render(message));
    (files.into_iter().map(|file| format!("{}\n{}", file.path, file.text)).collect(), messages.collect())
}

#[test]
fn what_is_kept_between_edits_is_what_the_folder_holds() {
    let folder = Folder::copy("tiny", "kept");
    let sources = [path("tests/fixtures/tiny-copies")];
    let mut corpus = EditedCorpus::new(&folder.0, &sources);
    // Files written just now are read again in any case.
    std::thread::sleep(std::time::Duration::from_secs(3));
    let check = |edited: &Edited| {
        let loaded = load(&Request { paths: vec![folder.0.clone()], sources: sources.to_vec() });
        let told = told(&edited.corpus, &edited.report);
        assert_eq!(told, self::told(&loaded.workspace.corpus, &loaded.report));
        assert!(told.1.iter().any(|message| message.contains("photo.png")), "copies are read");
    };
    check(&corpus.read().unwrap());
    check(&decide(&mut corpus, "title", &[title(INCIDENT, "Other")]).unwrap());
    let text = folder.text("incidents/bridge-plot.toml").replace("title = \"", "title = \"The other: ");
    let created = [
        Edit::CreateFile { file: "incidents/a-plot.toml".into(), text },
        title(ARTICLE, "A title that is longer than the one before"),
    ];
    check(&decide(&mut corpus, "created", &created).unwrap());
    // A mistake by hand, of the same length.
    let mistake = folder.text("incidents/threat-to-ferries.toml").replacen("kind", "kine", 1);
    fs::write(folder.0.join("incidents/threat-to-ferries.toml"), &mistake).unwrap();
    let edited = decide(&mut corpus, "title", &[title("names.toml", "x")]);
    assert!(edited.is_err());
    let edited = decide(&mut corpus, "title", &[title(INCIDENT, "Again")]).unwrap();
    assert!(edited.report.messages.iter().any(|message| message.message.contains("kine")), "{:?}", edited.report);
    check(&edited);
    let claims = "[[note]]\ntext = \"A note\"\n".to_owned();
    check(&decide(&mut corpus, "about", &[Edit::CreateFile { file: "names/port.toml".into(), text: claims }]).unwrap());
    for _ in 0..4 {
        check(&corpus.undo().unwrap());
    }
    for _ in 0..4 {
        check(&corpus.redo().unwrap());
    }
}
