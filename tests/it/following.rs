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
    desk.says("> some 11");
    desk.says("Its file says 13 by now.");
    desk.press("<enter>");
    assert!(desk.file(PORT).contains("figure = 11, qualifier = \"about\""), "{}", desk.file(PORT));
    // The claim that it is about is gone.
    desk.press("ggjc<c-u>mill");
    desk.write(PORT, "words = \"at the port\"", "words = \"died at the port\"");
    desk.look();
    desk.says("this claim is not there any more");
    desk.says("> mill");
}

#[test]
fn what_was_typed_for_a_decision_that_is_refused_comes_back_with_the_reason() {
    let mut desk = AtDesk::new("refused-value", (100, 30));
    // Nobody has looked at the files when it is decided.
    desk.press("jc<c-u>at least 8");
    desk.write(PORT, "words = \"Nine people died\"", "words = \"Nine people\"");
    desk.press("<enter>");
    desk.says("Correct the value");
    desk.says("> at least 8");
    desk.says("this claim is not there any more");
    desk.press("<esc>");
    // A title, whose incident is gone.
    desk.press("ggc<c-u>The port burns");
    let port = desk.file(PORT);
    fs::remove_file(desk.scratch.0.join(PORT)).unwrap();
    desk.press("<enter>");
    desk.says("Title of the incident");
    desk.says("> The port burns");
    desk.says("this incident is not there any more");
    desk.says("written: the file does not exist");
    // Once the file is back, it is accepted.
    fs::write(desk.scratch.0.join(PORT), port).unwrap();
    desk.look();
    desk.press("<enter>");
    assert!(desk.file(PORT).contains("The port burns"), "{}", desk.screen());
}

#[test]
fn a_gist_and_a_claim_by_hand_come_back_too() {
    let mut desk = AtDesk::new("refused-gist", (100, 30));
    desk.press("GkcIt was fast");
    let quotes = desk.file("quotes/courier.toml");
    fs::write(desk.scratch.0.join("quotes/courier.toml"), quotes.replace("It was fast", "It went fast")).unwrap();
    desk.press("<enter>");
    desk.says("Gist of the quotation");
    desk.says("> It was fast");
    desk.says("it is settled already, or its file has changed");
    desk.press("<esc>");
    desk.press("ggj<enter>Cjvlll<enter><c-u>injured about 12<enter>");
    desk.says("About which incident?");
    let before = desk.file(PORT);
    fs::write(desk.scratch.0.join(PORT), before.replace("passage = 1\nclaims", "passage = 1\nhedge = \n")).unwrap();
    desk.press("<enter>");
    desk.says("> injured about 12");
    fs::write(desk.scratch.0.join(PORT), before).unwrap();
    desk.press("<enter><enter>");
    assert!(desk.file(PORT).contains("qualifier = \"about\""), "{}", desk.screen());
}

#[test]
fn a_folder_that_cannot_be_written_is_asked_for_again() {
    let mut desk = AtDesk::new("refused-folder", (100, 30));
    desk.session.keep_decisions(false);
    desk.press("W<c-u>");
    for c in desk.scratch.0.to_str().unwrap().to_owned().chars() {
        desk.press(&c.to_string());
    }
    desk.press("<enter>");
    desk.says("Write the corpus as a folder");
    desk.says("the folder is not empty;");
}

#[test]
fn an_undo_that_a_hand_edit_blocks_is_gone_past_by_the_same_key() {
    let mut desk = AtDesk::new("blocked-undo", (120, 30));
    let start = desk.file("incidents/mill-fire.toml");
    desk.press("Gkkk");
    desk.says("Is this one incident");
    desk.press("a");
    desk.says("accepted the incident “Fire at the mill”");
    desk.press("ggja");
    desk.says("accepted killed 9");
    desk.write(PORT, "figure = 9, words", "figure = 10, words");
    desk.press("u");
    desk.says("incidents/port-fire.toml has other text now where “accepted killed 9 (courier ¶1)” changed it;");
    // Another key takes the offer back.
    desk.press("ju");
    desk.says("has other text now");
    desk.press("u");
    desk.says("undone: accepted the incident “Fire at the mill”");
    desk.says("“accepted killed 9 (courier ¶1)” stays as the file has it");
    assert_eq!(desk.file("incidents/mill-fire.toml"), start);
    assert!(desk.file(PORT).contains("figure = 10, words"));
    desk.press("u");
    desk.says("there is nothing to undo");
    desk.press("<c-r>");
    desk.says("decided again: accepted the incident “Fire at the mill”");
}

#[test]
fn an_undo_that_was_blocked_is_done_once_the_file_is_mended() {
    let mut desk = AtDesk::new("mended-undo", (120, 30));
    let start = desk.file(PORT);
    desk.press("ja");
    desk.write(PORT, "figure = 9, words", "figure = 10, words");
    desk.press("u");
    desk.says("has other text now");
    desk.write(PORT, "figure = 10, words", "figure = 9, words");
    desk.press("u");
    desk.says("undone: accepted killed 9");
    assert_eq!(desk.file(PORT), start);
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
