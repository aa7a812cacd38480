//! Programs that edit one corpus folder and are killed, or do so at the same time: nothing that was reported is lost, no file
//! is torn. `.ci/kill-edits` kills more of them.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use parallax::diagnostic::Severity;
use parallax::documents::document::Documents;
use parallax::documents::edit::{Edit, EditValue};
use parallax::editing::{EditError, EditedCorpus};

use crate::editing::{Folder, decide, title};
use crate::edits::{ARTICLE, INCIDENT, create, table};

/// The file that every second round creates, and the next removes.
const EXTRA: &str = "incidents/extra.toml";

/// The number of the round that a file's title names; 0 for a file as it was.
fn round(text: &str) -> u32 {
    let line = text.lines().find(|line| line.starts_with("title = ")).unwrap();
    line.strip_prefix("title = \"Round ").map_or(0, |rest| rest.trim_end_matches('"').parse().unwrap())
}

/// A round changes two files and creates or removes a third.
fn edit_round(documents: &mut Documents, number: u32) -> Result<(), parallax::documents::edit::Refusal> {
    let words = format!("Round {number}");
    documents.apply(&title("corpus.toml", &words))?;
    documents.apply(&title(ARTICLE, &words))?;
    if documents.text(EXTRA).is_some() {
        documents.apply(&Edit::RemoveFile { file: EXTRA.into() })?;
    } else {
        let text = documents.text("incidents/bridge-plot.toml").unwrap();
        documents.apply(&Edit::CreateFile { file: EXTRA.into(), text })?;
        documents.apply(&title(EXTRA, &words))?;
    }
    Ok(())
}

/// Another copy of this program that runs the test of that name with an environment of its own.
pub fn copy_of(test: &str, environment: &[(&str, OsString)]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--test-threads", "1"]).envs(environment.iter().cloned());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    command
}

/// Rounds of edits, undone and redone now and then. Each is reported once it is done. Started by another test, it goes on
/// until it is killed.
#[test]
fn rounds_of_edits_are_reported_in_order() {
    let folder = std::env::var_os("PARALLAX_ROUNDS");
    let scratch = folder.is_none().then(|| Folder::copy("tiny", "rounds"));
    let folder = folder.map_or_else(|| scratch.as_ref().unwrap().0.clone(), Into::into);
    let mut corpus = EditedCorpus::new(&folder, &[]);
    let report = |number: u32| {
        if scratch.is_none() {
            let mut out = std::io::stdout();
            writeln!(out, "round {number}").and_then(|()| out.flush()).unwrap();
        }
    };
    let mut number = corpus.read().unwrap().undoable as u32;
    while scratch.is_none() || number < 6 {
        number += 1;
        let edited = corpus.edit("a round", &mut |documents| edit_round(documents, number)).unwrap();
        assert_eq!(edited.undoable, number as usize);
        report(number);
        if number.is_multiple_of(3) {
            assert_eq!(corpus.undo().unwrap().undoable + 1, number as usize);
            report(number - 1);
            assert_eq!(corpus.redo().unwrap().undoable, number as usize);
            report(number);
        }
    }
    assert_eq!(round(&fs::read_to_string(folder.join(ARTICLE)).unwrap()), 6);
}

/// The last round that a killed copy reported.
fn last_reported(lines: impl Iterator<Item = String>) -> u32 {
    let numbers = lines.filter_map(|line| line.split("round ").nth(1)?.parse().ok());
    numbers.last().unwrap()
}

/// What lies in a folder and its subfolders under the name of a temporary file.
fn temporary(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(temporary(&path));
        } else if path.extension().is_some_and(|ending| ending == "tmp") {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_killed_program_loses_nothing_that_it_reported() {
    let kills = std::env::var("PARALLAX_KILLS").map_or(20, |number| number.parse().unwrap());
    let folder = Folder::copy("tiny", "killed");
    let before = folder.files();
    let mut seed = std::process::id();
    let mut interrupted = 0;
    for _ in 0..kills {
        let mut child = copy_of(
            "killed_edits::rounds_of_edits_are_reported_in_order",
            &[("PARALLAX_ROUNDS", folder.0.clone().into())],
        )
        .spawn()
        .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        // It has begun.
        let mut lines = String::new();
        while !lines.contains("round ") {
            assert_ne!(out.read_line(&mut lines).unwrap(), 0, "it ended by itself: {lines}");
        }
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        std::thread::sleep(Duration::from_micros(u64::from(seed >> 12) % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        out.read_to_string(&mut lines).unwrap();
        let complete = lines.rfind('\n').map_or("", |end| &lines[..end]);
        let reported = last_reported(complete.lines().map(str::to_owned));
        let read = folder.corpus().read().unwrap();
        interrupted += usize::from(!read.notes.is_empty());
        // What was under way was not reported, and is done all the same or not at all.
        let number = read.undoable as u32;
        assert!(number.abs_diff(reported) <= 1, "{number} is there, {reported} was reported");
        assert_eq!(read.report.count(Severity::Error), 0);
        assert_eq!([round(&folder.text("corpus.toml")), round(&folder.text(ARTICLE))], [number; 2]);
        assert_eq!(folder.0.join(EXTRA).exists(), number % 2 == 1);
        assert_eq!(temporary(&folder.0), Vec::<String>::new());
    }
    let mut corpus = folder.corpus();
    while corpus.undo().is_ok() {}
    assert_eq!(folder.files(), before);
    if kills >= 100 {
        assert!(interrupted > 0, "no kill came between the journal and the files");
    }
}

/// Adds notes to one incident.
#[test]
fn notes_are_added_one_by_one() {
    let folder = std::env::var_os("PARALLAX_NOTES");
    let scratch = folder.is_none().then(|| Folder::copy("tiny", "notes"));
    let folder = folder.map_or_else(|| scratch.as_ref().unwrap().0.clone(), Into::into);
    let mut corpus = EditedCorpus::new(&folder, &[]);
    for number in 0..15 {
        let words = format!("{} {number}", std::process::id());
        let fields = [("text", EditValue::Text(words.clone()))];
        let edit = create(INCIDENT, table(&[]), "note", 0, &fields);
        decide(&mut corpus, "a note", &[edit]).unwrap();
        let text = fs::read_to_string(folder.join(INCIDENT)).unwrap();
        assert!(text.contains(&format!("text = \"{words}\"")), "{text}");
    }
}

#[test]
fn two_programs_that_edit_one_folder_keep_each_others_edits() {
    let folder = Folder::copy("tiny", "two");
    let before = folder.files();
    let start = || {
        let environment = [("PARALLAX_NOTES", folder.0.clone().into())];
        copy_of("killed_edits::notes_are_added_one_by_one", &environment).spawn().unwrap()
    };
    let children: Vec<Child> = (0..2).map(|_| start()).collect();
    let numbers: Vec<u32> = children.iter().map(Child::id).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let text = folder.text(INCIDENT);
    for process in numbers {
        for number in 0..15 {
            assert!(text.contains(&format!("text = \"{process} {number}\"")), "{process} {number}: {text}");
        }
    }
    let mut corpus = folder.corpus();
    assert_eq!(corpus.read().unwrap().undoable, 30);
    while corpus.undo().is_ok() {}
    assert_eq!(folder.files(), before);
}

#[test]
fn a_folder_that_another_program_holds_is_not_waited_for_without_end() {
    let folder = Folder::copy("tiny", "held");
    let mut corpus = folder.corpus();
    decide(&mut corpus, "first", &[title(INCIDENT, "First")]).unwrap();
    let held = fs::File::open(folder.0.join(".parallax/lock")).unwrap();
    held.lock().unwrap();
    let error = decide(&mut corpus, "second", &[title(INCIDENT, "Second")]).unwrap_err();
    assert_eq!(error, EditError::Busy);
    assert_eq!(error.to_string(), "another copy of the program is writing to this folder; try again");
    drop(held);
    assert_eq!(decide(&mut corpus, "second", &[title(INCIDENT, "Second")]).unwrap().undoable, 2);
}

/// What a user finds who may only read the folder.
fn only_read(folder: &Path) {
    let mut corpus = EditedCorpus::new(folder, &[]);
    assert_eq!(corpus.read().unwrap().corpus.incidents().count(), 3);
    let error = decide(&mut corpus, "title", &[title(INCIDENT, "Other")]).unwrap_err();
    let EditError::Unwritable(why) = &error else { panic!("{error:?}") };
    assert!(why.ends_with("you have no permission to write it"), "{why}");
    assert!(error.to_string().ends_with("; make the folder writable, or copy it and open the copy"), "{error}");
}

#[test]
fn a_folder_that_may_not_be_written_is_read_and_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    if let Some(folder) = std::env::var_os("PARALLAX_ONLY_READ") {
        return only_read(Path::new(&folder));
    }
    let folder = Folder::copy("tiny", "only-read");
    let before = folder.files();
    let allow = |mode| fs::set_permissions(&folder.0, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    if fs::write(folder.0.join("probe"), "").is_err() {
        only_read(&folder.0);
    } else {
        // The superuser may write anywhere; a user without rights may not.
        fs::remove_file(folder.0.join("probe")).unwrap();
        let environment = [("PARALLAX_ONLY_READ", folder.0.clone().into())];
        let test = "killed_edits::a_folder_that_may_not_be_written_is_read_and_stays_as_it_is";
        let output = copy_of(test, &environment).uid(65_534).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    allow(0o755);
    assert_eq!(folder.files(), before);
    assert!(!folder.0.join(".parallax").exists());
}
