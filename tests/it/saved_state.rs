//! Saved state between runs: marks, queries, the last view.

use parallax::app::job::Job;
use parallax::app::{Effect, Msg};
use parallax::keymap::chord::script;
use parallax::load::{Request, load};
use parallax::saved_state::folder::Folder;
use parallax::saved_state::{Bookmark, BookmarkKind, Change, MOST_QUERIES, SavedState, SavedView};
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{built_in, path, press, screen, session, tiny};
use crate::terminal::{Scratch, Terminal, program};

fn bookmark(id: &str) -> Bookmark {
    Bookmark {
        what: BookmarkKind::Incident,
        source: "a corpus".into(),
        id: id.into(),
        trail: None,
        trail_kind: None,
        label: id.to_uppercase(),
        tags: Vec::new(),
    }
}

/// The changes that keys save, and the session after them.
fn changes(session: &mut Session, keys: &str) -> Vec<Change> {
    let mut all = Vec::new();
    for key in script(keys).unwrap() {
        let effects = session.step_through(Msg::Key(key)).into_iter();
        all.extend(effects.filter_map(|effect| match effect {
            Effect::Start(_, Job::Save(change)) => Some(change),
            _ => None,
        }));
    }
    all
}

/// A session with saved state.
fn again(paths: &[&str], memory: &SavedState, of: &str) -> Session {
    let paths = paths.iter().map(|p| path(p)).collect();
    let mut session = Session::new(load(&Request { paths, sources: Vec::new() }), (100, 30), Theme::Dark);
    let _ = session.step_through(Msg::Recalled(Box::new(memory.clone()), Some(of.to_owned())));
    session
}

#[test]
fn marks_on_incidents_passages_and_records_are_found_again() {
    let paths = ["data", "tests/fixtures/sets/ged-251.csv"];
    let mut first = again(&paths, &SavedState::default(), "here");
    let mut memory = SavedState::default();
    for keys in ["/kerman memorial<enter><tab>m", "/910002<enter>m", "/kerman memorial<enter><enter>m"] {
        for change in changes(&mut first, keys) {
            memory.apply(&change);
        }
    }
    assert_eq!(
        memory.marks.iter().map(|m| m.what).collect::<Vec<_>>(),
        [BookmarkKind::Incident, BookmarkKind::Record, BookmarkKind::Passage]
    );
    // Written and read again, beside another file in another order.
    let json = serde_json::to_string(&memory).unwrap();
    let memory: SavedState = serde_json::from_str(&json).unwrap();
    let mut second =
        again(&["tests/fixtures/sets/gtd.xlsx", "tests/fixtures/sets/ged-251.csv", "data"], &memory, "there");
    press(&mut second, "'");
    let shown = screen(&second);
    assert!(!shown.contains("not open"), "{shown}");
    press(&mut second, "j<enter>");
    assert!(screen(&second).contains("record 910002"), "{}", screen(&second));
    press(&mut second, "'jj<enter>");
    assert!(screen(&second).contains("¶"), "{}", screen(&second));
}

#[test]
fn a_mark_whose_source_is_not_open_stays_and_says_so() {
    let memory = SavedState { marks: vec![bookmark("depot")], ..SavedState::default() };
    let mut s = session(tiny(false), (100, 30), "");
    let _ = s.step_through(Msg::Recalled(Box::new(memory), Some("x".into())));
    press(&mut s, "'");
    assert!(screen(&s).contains("DEPOT · not open: a corpus"), "{}", screen(&s));
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("a corpus is not open"), "{}", screen(&s));
    let taken = changes(&mut s, "m");
    assert_eq!(taken, [Change::Unmark(bookmark("depot"))]);
}

#[test]
fn queries_come_back_and_one_is_where_one_was() {
    let mut memory = SavedState::default();
    let mut first = session(built_in(), (100, 30), "");
    let _ = first.step_through(Msg::Recalled(Box::new(memory.clone()), Some("built-in".into())));
    for change in changes(&mut first, "/gwadar<enter>++fat:PK<enter><esc>") {
        memory.apply(&change);
    }
    memory.apply(&Change::Leave(first.saved_view("built-in").into()));
    assert_eq!(memory.queries, ["gwadar"]);
    let mut second = session(built_in(), (100, 30), "");
    let _ = second.step_through(Msg::Recalled(Box::new(memory.clone()), Some("built-in".into())));
    assert_eq!(second.state().entry(second.workspace()), first.state().entry(first.workspace()));
    assert_eq!(second.state().filter.text, "at:PK");
    assert_eq!(second.state().settings.zoom, first.state().settings.zoom);
    assert!(screen(&second).contains("F clears the filter"), "{}", screen(&second));
    press(&mut second, "/<c-r>");
    assert!(screen(&second).contains("gwadar"));
    // Another workspace starts without a saved view.
    let mut other = session(built_in(), (100, 30), "");
    let _ = other.step_through(Msg::Recalled(Box::new(memory), Some("elsewhere".into())));
    assert_eq!(other.state().filter.text, "");
}

#[test]
fn copies_of_the_program_lose_nothing_of_each_other() {
    let scratch = Scratch::new("memory");
    let folder = Folder::at(&scratch.0.join("deep/parallax"));
    std::thread::scope(|scope| {
        for copy in 0..8 {
            let folder = folder.clone();
            scope.spawn(move || {
                for n in 0..10 {
                    folder.write(&[Change::Mark(bookmark(&format!("{copy}-{n}")))]).unwrap();
                    // Other processes always read a complete file.
                    let found = folder.read();
                    assert!(found.writable && found.message.is_none(), "{:?}", found.message);
                }
                folder.write(&[Change::Unmark(bookmark(&format!("{copy}-0")))]).unwrap();
            });
        }
    });
    assert_eq!(folder.read().state.marks.len(), 8 * 9);
    let names: Vec<_> =
        std::fs::read_dir(scratch.0.join("deep/parallax")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "the file and its lock: {names:?}");
}

#[test]
fn a_damaged_file_is_set_aside_and_a_later_one_left_alone() {
    let scratch = Scratch::new("memory");
    let folder = Folder::at(&scratch.0);
    for (n, damaged) in ["", "{\"version\":1,\"marks\":[", "\u{0}\u{1}", "{\"version\":0}", "[]"].iter().enumerate() {
        std::fs::write(folder.file(), damaged).unwrap();
        let found = folder.read();
        assert!(found.writable && found.state == SavedState::default());
        let said = found.message.unwrap();
        let aside = scratch.0.join(format!("memory.json.damaged-{}", n + 1));
        assert!(said.contains(&aside.display().to_string()), "{said}");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), *damaged);
        assert!(!folder.file().exists());
    }
    // The same if the file is damaged between reading and writing.
    std::fs::write(folder.file(), "{").unwrap();
    let said = folder.write(&[Change::Query("x".into())]).unwrap().unwrap();
    assert!(said.contains("damaged-6") && folder.read().state.queries == ["x"], "{said}");
    let later = "{\"version\":2,\"marks\":\"a form we do not know\"}";
    std::fs::write(folder.file(), later).unwrap();
    let found = folder.read();
    assert!(!found.writable && found.message.unwrap().contains("later parallax"));
    assert!(folder.write(&[Change::Query("x".into())]).unwrap_err().contains("later"));
    assert_eq!(std::fs::read_to_string(folder.file()).unwrap(), later);
}

#[test]
fn a_digest_of_megabytes_is_marked_by_its_beginning() {
    let scratch = Scratch::new("memory");
    let corpus = scratch.0.join("corpus");
    std::fs::create_dir_all(corpus.join("articles")).unwrap();
    std::fs::write(corpus.join("corpus.toml"), "title = \"t\"\n").unwrap();
    let long =
        format!("+++\ntitle = \"A\"\npublisher = \"P\"\n+++\n### 1 \"first words\"\n{}\n", "word ".repeat(2 << 20));
    std::fs::write(corpus.join("articles/a.md"), long).unwrap();
    let mut s = Session::new(load(&Request { paths: vec![corpus], sources: Vec::new() }), (80, 24), Theme::Dark);
    let _ = s.step_through(Msg::Recalled(Box::default(), None));
    let marked = changes(&mut s, "2<enter>m");
    assert!(matches!(&marked[..], [Change::Mark(mark)] if mark.label.len() < 1000));
    let folder = Folder::at(&scratch.0.join("state"));
    folder.write(&marked).unwrap();
    assert_eq!(folder.read().state.marks.len(), 1);
}

#[test]
fn one_who_leaves_before_all_is_read_is_there_again_the_next_time() {
    let mut memory = SavedState::default();
    let waiting = Bookmark { what: BookmarkKind::Record, source: "GED".into(), ..bookmark("0badcafe 2014-01-01") };
    memory.apply(&Change::Leave(
        SavedView { of: "here".into(), at: Some(waiting.clone()), ..SavedView::default() }.into(),
    ));
    let mut s = again(&["tests/fixtures/tiny"], &memory, "here");
    // While its source is not open, quitting keeps the entry; moving drops it.
    press(&mut s, "?<esc>");
    assert_eq!(s.saved_view("here").at, Some(waiting));
    press(&mut s, "j");
    assert_eq!(s.saved_view("here").at.unwrap().what, BookmarkKind::Incident);
}

#[test]
fn what_is_remembered_has_bounds() {
    let mut memory = SavedState::default();
    for n in 0..200 {
        memory.apply(&Change::Query(format!("q{n}")));
        memory.apply(&Change::Leave(SavedView { of: format!("v{n}"), ..SavedView::default() }.into()));
    }
    memory.apply(&Change::Query("q199".into()));
    assert_eq!(memory.queries.len(), MOST_QUERIES);
    assert_eq!(memory.queries.last().map(String::as_str), Some("q199"));
    assert_eq!(memory.views.len(), 100);
}

#[test]
fn on_a_terminal_a_mark_outlives_the_program_and_a_signal() {
    use std::os::unix::fs::PermissionsExt;
    let state = Scratch::new("state");
    let mut t = Terminal::run(program(&state.0, &[]), 100, 30);
    t.until_text("Timeline");
    t.press("/kerman\r");
    t.until_text("¶22 94");
    t.press("\tm");
    t.until_text("marked; '");
    // After a signal it still saves the last view.
    t.signal("-TERM");
    assert!(!t.ended().success());
    let file = state.0.join("parallax/memory.json");
    let written: SavedState = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(written.marks[0].id, "kerman-bombings");
    assert_eq!(written.views[0].at.as_ref().unwrap().id, "kerman-bombings");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "for the user alone");
    let mut t = Terminal::run(program(&state.0, &[]), 100, 30);
    t.until_text("Kerman bombings ─");
    t.press("'");
    t.until_text("incident  Kerman bombings");
    t.press("q/\u{12}");
    t.until_text("kerman");
    t.press("\u{3}");
    assert!(t.ended().success());
    // With saving off, it neither reads nor writes.
    let before = std::fs::read_to_string(&file).unwrap();
    let mut t = Terminal::run(program(&state.0, &["--no-memory"]), 100, 30);
    t.until_text("Timeline");
    t.press("m");
    t.until_text("marked until you quit");
    t.press("\u{3}");
    assert!(t.ended().success());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn what_comes_from_a_pipe_is_not_taken_for_what_came_from_the_last_one() {
    let state = Scratch::new("state");
    let piped = |script: &str| {
        let mut command = portable_pty::CommandBuilder::new("/bin/sh");
        command.args(["-c", script]);
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", &state.0);
        command.env("parallax", env!("CARGO_BIN_EXE_parallax"));
        command.cwd(path(""));
        Terminal::run(command, 100, 30)
    };
    let mut t = piped("cat tests/fixtures/sets/ged-251.csv | $parallax");
    t.until_text("GED 8 records");
    t.press("fkilled:>5\r");
    t.until_text("killed:>5  ");
    t.press("\u{3}");
    t.ended();
    let file = state.0.join("parallax/memory.json");
    assert!(!file.exists() || !std::fs::read_to_string(file).unwrap().contains("killed:>5"));
    let mut t = piped("cat tests/fixtures/sets/acled-2024.csv | $parallax -");
    t.until_text("records");
    t.until("no filter of the last one", |s| s.contents().contains("ACL") && !s.contents().contains("killed:>5"));
    t.press("\u{3}");
    t.ended();
}

#[test]
fn a_state_folder_that_cannot_be_written_is_told_and_nothing_else_fails() {
    let state = Scratch::new("state");
    // A file in place of the folder.
    std::fs::write(state.0.join("parallax"), "mine").unwrap();
    let mut t = Terminal::run(program(&state.0, &[]), 120, 30);
    t.until_text("nothing is restored or saved");
    t.press("m");
    t.until_text("marked until you quit");
    t.press("qq\u{3}");
    assert!(t.ended().success());
    assert_eq!(std::fs::read_to_string(state.0.join("parallax")).unwrap(), "mine");
}

#[test]
fn a_link_to_a_state_file_that_is_missing_is_filled() {
    let scratch = Scratch::new("dangling");
    let (state, file) = (scratch.0.join("parallax"), scratch.0.join("dotfiles/memory.json"));
    std::fs::create_dir(&state).unwrap();
    std::os::unix::fs::symlink(&file, state.join("memory.json")).unwrap();
    let left = state.join(".parallax-4294967295-0.tmp");
    std::fs::write(&left, "half").unwrap();
    let mut t = Terminal::run(program(&scratch.0, &[]), 80, 24);
    t.until_text("Timeline");
    t.press("mqq");
    assert!(t.ended().success(), "{}", t.screen.0.lock().unwrap().screen().contents());
    assert!(std::fs::read_to_string(&file).unwrap().contains("marks") && state.join("memory.json").is_symlink());
    assert!(!left.exists(), "what a killed copy left is removed at the start");
}
