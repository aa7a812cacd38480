//! Files that somebody changes while the program is open: an editor, git, a second copy. The screen follows.

use std::fs;
use std::sync::Arc;

use parallax::editing::{EditedCorpus, Followed};

use crate::desk::FILES;
use crate::desk_keys::{AtDesk, PORT};
use crate::editing::{Folder, decide, title};
use crate::edits::INCIDENT;
use crate::terminal::{Scratch, Terminal};

impl AtDesk {
    /// Changes a file as an editor does.
    fn write(&self, path: &str, old: &str, new: &str) {
        let before = self.file(path);
        assert!(before.contains(old), "{before}");
        fs::write(self.scratch.0.join(path), before.replacen(old, new, 1)).unwrap();
    }
}

#[test]
fn the_screen_follows_a_file_that_is_edited_and_stays_where_it_is() {
    let mut desk = AtDesk::new("follow-edit", (100, 30));
    desk.press("jj");
    desk.says("gazette ¶1");
    desk.says("Desk · 3 of 8 drafts");
    desk.write(PORT, "figure = 11, draft = \"plain\"", "figure = 12, draft = \"plain\"");
    desk.look();
    desk.says("incidents/port-fire.toml has changed and is read again");
    desk.says("killed 12");
    // What was written elsewhere is confirmed there: it waits no more, and the cursor stays beside it.
    desk.write(PORT, "figure = 9, draft = \"plain\", rule = \"figure\", ", "figure = 9, ");
    desk.look();
    desk.says("Desk · 2 of 7 drafts");
    desk.says("killed 12");
    // A new file, and one that is gone.
    let mill = desk.file("incidents/mill-fire.toml");
    fs::write(desk.scratch.0.join("incidents/other-fire.toml"), mill.replace("Fire at the mill", "The other fire"))
        .unwrap();
    fs::remove_file(desk.scratch.0.join("quotes/courier.toml")).unwrap();
    desk.look();
    desk.says("2 files have changed and are read again");
    desk.says("The other fire");
    desk.says("killed 12");
}

#[test]
fn a_mistake_leaves_what_was_read_before_until_it_is_mended() {
    let mut desk = AtDesk::new("follow-mistake", (120, 30));
    desk.look();
    let shown = desk.screen();
    desk.write(PORT, "kind = \"arson\"", "kine = \"arson\"");
    desk.write(PORT, "Fire at the port", "Fire at the quay");
    desk.look();
    desk.says("incidents/port-fire.toml:3: ");
    desk.says("until that is mended, what was read");
    desk.says("changed files are not read");
    desk.says("Fire at the port");
    assert!(!desk.screen().contains("quay"), "{}", desk.screen());
    // Other files that change meanwhile wait too.
    desk.write("incidents/mill-fire.toml", "Fire at the mill", "Fire at the windmill");
    desk.look();
    assert!(!desk.screen().contains("windmill"), "{}", desk.screen());
    desk.write(PORT, "kine", "kind");
    desk.look();
    desk.says("Fire at the quay");
    desk.says("windmill");
    assert!(!desk.screen().contains("changed files are not read"), "{}", desk.screen());
    // A decision is made in what the files are, and says what is wrong with them.
    desk.write("incidents/mill-fire.toml", "kind = \"arson\"", "kine = \"arson\"");
    desk.look();
    desk.press("gga");
    desk.says("the files are read with a mistake: incidents/mill-fire.toml:2: ");
    assert!(!desk.screen().contains("changed files are not read") && shown != desk.screen(), "{}", desk.screen());
}

#[test]
fn a_folder_that_is_gone_and_comes_back_is_read_again() {
    let mut desk = AtDesk::new("follow-gone", (100, 30));
    let (here, there) = (desk.scratch.0.clone(), desk.scratch.0.with_extension("moved"));
    fs::rename(&here, &there).unwrap();
    desk.look();
    desk.says("changed files are not read: the folder cannot be read");
    desk.says("Fire at the port");
    fs::rename(&there, &here).unwrap();
    desk.look();
    desk.says("read again");
    desk.says("Fire at the port");
}

#[test]
fn what_the_program_writes_itself_is_not_read_again() {
    let mut desk = AtDesk::new("follow-own", (100, 30));
    desk.look();
    for key in ["a", "a", "u"] {
        desk.press(key);
        let corpus = Arc::clone(&desk.session.workspace().corpus);
        desk.look();
        assert!(Arc::ptr_eq(&corpus, &desk.session.workspace().corpus), "{}", desk.screen());
    }
    // A touch changes no text.
    let text = desk.file(PORT);
    fs::write(desk.scratch.0.join(PORT), text).unwrap();
    let corpus = Arc::clone(&desk.session.workspace().corpus);
    desk.look();
    assert!(Arc::ptr_eq(&corpus, &desk.session.workspace().corpus), "{}", desk.screen());
}

#[test]
fn what_is_being_typed_stays_while_its_file_changes() {
    let mut desk = AtDesk::new("follow-form", (100, 30));
    desk.press("jc<c-u>at least 9");
    desk.write(PORT, "# counted", "# counted twice");
    desk.look();
    desk.says("> at least 9");
    desk.press("<enter>");
    assert!(
        desk.file(PORT).contains("qualifier = \"at-least\"") && desk.file(PORT).contains("twice"),
        "{}",
        desk.file(PORT)
    );
    // The claim that it is about is gone.
    desk.press("c<c-u>some 11");
    desk.says("> some 11");
    desk.write(PORT, "figure = 11", "figure = 13");
    desk.look();
    desk.says("this claim is not there any more");
    desk.says("> some 11");
}

#[test]
fn a_change_within_the_same_instant_is_seen_where_the_stamps_are_the_same() {
    let folder = Folder::copy("tiny", "instant");
    let mut corpus = folder.corpus();
    corpus.read().unwrap();
    assert!(matches!(corpus.follow().unwrap(), Followed::Same));
    let path = folder.0.join(INCIDENT);
    let metadata = fs::metadata(&path).unwrap();
    let text = folder.text(INCIDENT).replacen("Depot", "Depft", 1);
    fs::write(&path, text).unwrap();
    fs::File::options().append(true).open(&path).unwrap().set_modified(metadata.modified().unwrap()).unwrap();
    let Followed::Changed(read, files) = corpus.follow().unwrap() else { panic!("it is not seen") };
    assert_eq!(files, [INCIDENT]);
    assert!(read.corpus.incidents().any(|(_, incident)| read.corpus.str(incident.title).starts_with("Depft")));
}

#[test]
fn two_copies_follow_each_other() {
    let folder = Folder::copy("tiny", "two-follow");
    let (mut one, mut other) = (folder.corpus(), folder.corpus());
    for corpus in [&mut one, &mut other] {
        corpus.read().unwrap();
    }
    for n in 0..5 {
        decide(&mut one, "one", &[title(INCIDENT, &format!("Title {n}"))]).unwrap();
        assert!(matches!(one.follow().unwrap(), Followed::Same), "its own edit");
        assert!(matches!(other.follow().unwrap(), Followed::Changed(..)), "an edit of the other");
        assert!(matches!(other.follow().unwrap(), Followed::Same), "it is read once");
        other.undo().unwrap();
        assert!(matches!(other.follow().unwrap(), Followed::Same));
        assert!(matches!(one.follow().unwrap(), Followed::Changed(..)));
    }
}

#[test]
fn copies_of_articles_are_followed_too() {
    let folder = Folder::copy("tiny", "follow-copies");
    let copies = Scratch::new("follow-copies");
    let mut corpus = EditedCorpus::new(&folder.0, std::slice::from_ref(&copies.0));
    corpus.read().unwrap();
    let copy = crate::fixture::path("tests/fixtures/tiny-copies/printout.txt");
    fs::copy(copy, copies.0.join("printout.txt")).unwrap();
    let Followed::Changed(read, files) = corpus.follow().unwrap() else { panic!("it is not seen") };
    assert!(read.corpus.has_text() && files[0].ends_with("printout.txt"), "{files:?}");
    assert!(matches!(corpus.follow().unwrap(), Followed::Same));
}

#[test]
fn in_a_terminal_the_screen_follows_without_a_key() {
    let scratch = Scratch::new("follow-terminal");
    for (path, text) in FILES {
        let path = scratch.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut t = Terminal::start(&[scratch.0.to_str().unwrap()], 100, 30);
    t.until_text("Port burns");
    t.press("D");
    t.until_text("Desk · 1 of 8 drafts");
    let path = scratch.0.join(PORT);
    let text = fs::read_to_string(&path).unwrap();
    // As editors write: beside the file, then in its place.
    let beside = scratch.0.join("incidents/.port-fire.toml.swp");
    fs::write(&beside, text.replace("Fire at the port", "Fire at the quay")).unwrap();
    fs::rename(&beside, &path).unwrap();
    t.until_text("Fire at the quay");
    t.until_text("incidents/port-fire.toml has changed and is read again");
    // A folder that was not there, and a mistake.
    fs::create_dir(scratch.0.join("annotations")).unwrap();
    fs::write(scratch.0.join("annotations/check.toml"), "[[annotation]]\nincident = \"port-fire\"\nnot = 1\n").unwrap();
    t.until_text("annotations/check.toml:1: the annotation says nothing");
    fs::write(scratch.0.join("annotations/check.toml"), "[[annotation]]\nincident = \"port-fire\"\ntags = [\"x\"]\n")
        .unwrap();
    t.until_text("annotations/check.toml has changed and is read again");
    // What is decided here is written and not read a second time.
    t.press("a");
    t.until_text("accepted the incident “Fire at the quay”");
    t.press("qqq");
    assert!(t.ended().success());
    t.restored();
}
