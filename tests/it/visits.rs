//! What is new or changed since the last visit.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use parallax::app::Msg;
use parallax::load::{Request, load};
use parallax::saved_state::visit::MOST_PRINTS;
use parallax::saved_state::{Change, SavedState};
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{path, press, screen};
use crate::terminal::{Scratch, Terminal, program};

/// A copy of the invented corpus.
pub fn copied() -> Scratch {
    let scratch = Scratch::new("visits");
    copy(&path("tests/fixtures/tiny"), &scratch.0.join("corpus"));
    scratch
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// A start with a saved state, as the runtime makes it.
fn start(paths: &[&Path], memory: &SavedState, of: Option<&str>) -> Session {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let mut session = Session::open(load(&Request { paths, sources: Vec::new() }), (100, 30), Theme::Dark);
    let _ = session.step_through(Msg::Recalled(Box::new(memory.clone()), of.map(str::to_owned)));
    let _ = session.step_through(Msg::Begin { more: false });
    session
}

/// Quits on a day of November 2026, and reads what was kept as the next start does.
fn quit(session: &Session, memory: &SavedState, day: u32) -> SavedState {
    let mut memory = memory.clone();
    let day = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    memory.apply(&Change::Leave(session.saved_view("here").into()));
    if let Some(visit) = session.visit("here", day) {
        memory.apply(&Change::Visit(visit.into()));
    }
    serde_json::from_str(&serde_json::to_string(&memory).unwrap()).unwrap()
}

/// Changes a file of the corpus.
pub fn edit(corpus: &Path, file: &str, from: &str, to: &str) {
    let file = corpus.join(file);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from));
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// The row of the screen that holds some words.
fn row<'s>(screen: &'s str, words: &str) -> &'s str {
    screen.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words} in\n{screen}"))
}

#[test]
fn what_is_new_or_changed_since_the_last_visit_comes_first_and_says_how() {
    let scratch = copied();
    let corpus = scratch.0.join("corpus");
    let first = start(&[&corpus], &SavedState::default(), Some("here"));
    assert!(!screen(&first).contains("since"), "a first visit has nothing to tell:\n{}", screen(&first));
    let memory = quit(&first, &SavedState::default(), 27);

    // Nothing was done between two visits.
    let mut second = start(&[&corpus], &memory, Some("here"));
    assert!(!screen(&second).contains("27 Nov"), "{}", screen(&second));
    press(&mut second, "sc");
    assert!(screen(&second).contains("since 27 Nov 2026: nothing new or changed"), "{}", screen(&second));
    assert!(screen(&second).contains("unchanged since 27 Nov 2026: 3"), "{}", screen(&second));

    // A figure was corrected, an incident was added, and one was taken out.
    edit(&corpus, "incidents/depot-blast.toml", "figure = 12", "figure = 9");
    edit(
        &corpus,
        "incidents/depot-blast.toml",
        "[[relation]]\nkind = \"same-cell-as\"\nto = \"bridge-plot\"\narticle = \"gazette\"\npassage = 2\nwords = \"the same group\"\n",
        "",
    );
    fs::remove_file(corpus.join("incidents/bridge-plot.toml")).unwrap();
    let new = "title = \"Fire in the mill\"\nkind = \"fire\"\n\n[[account]]\narticle = \"gazette\"\npassage = 2\nclaims = []\n";
    fs::write(corpus.join("incidents/mill-fire.toml"), new).unwrap();
    let mut third = start(&[&corpus], &memory, Some("here"));
    let shown = screen(&third);
    // The order by changes has nothing of an incident that is gone.
    let gone = corpus.join("incidents/mill-fire.toml");
    let text = fs::read(&gone).unwrap();
    fs::remove_file(&gone).unwrap();
    edit(&corpus, "incidents/depot-blast.toml", "figure = 9", "figure = 12");
    let less = screen(&start(&[&corpus], &memory, Some("here")));
    assert!(less.contains("1 no longer there"), "{less}");
    edit(&corpus, "incidents/depot-blast.toml", "figure = 12", "figure = 9");
    fs::write(&gone, text).unwrap();
    assert!(shown.contains("since 27 Nov 2026: 1 new, 1 changed, 1 no longer there; sc lists them first"), "{shown}");
    press(&mut third, "sc");
    let shown = screen(&third);
    assert!(shown.contains("Timeline by changes") && shown.contains("│▾"), "{shown}");
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("no {words} in\n{shown}"));
    assert!(at("+ new since 27 Nov 2026: 1") < at("± changed since 27 Nov 2026: 1"), "{shown}");
    assert!(at("± changed since 27 Nov 2026: 1") < at("unchanged since 27 Nov 2026: 1"), "{shown}");
    // The line of the cursor has its sign; the status line says what the sign means.
    press(&mut third, "gg");
    assert!(screen(&third).contains("new since 27 Nov 2026 · "), "{}", screen(&third));
    assert!(row(&screen(&third), "Depot blast at").starts_with("│±"), "{}", screen(&third));
    press(&mut third, "j");
    assert!(row(&screen(&third), "Fire in the mill").starts_with("│+"), "{}", screen(&third));
    assert!(screen(&third).contains("changed since 27 Nov 2026: killed 12–14 → 9–14"), "{}", screen(&third));
    // The order is turned round, undone, and kept.
    press(&mut third, "sc");
    let turned = screen(&third);
    assert!(turned.find("unchanged since").unwrap() < turned.find("+ new since").unwrap(), "{turned}");
    press(&mut third, "u");
    assert!(screen(&third).contains("sort by changes, turned round"), "{}", screen(&third));
    let memory = quit(&third, &memory, 29);
    assert_eq!(memory.views[0].order.sort, "changes");
    // What was new is known now.
    let fourth = start(&[&corpus], &memory, Some("here"));
    assert!(screen(&fourth).contains("unchanged since 29 Nov 2026: 3"), "{}", screen(&fourth));
}

#[test]
fn the_order_by_changes_says_why_it_has_nothing_to_go_by() {
    let corpus = path("tests/fixtures/tiny");
    let said = |session: &mut Session| {
        press(session, "sc");
        let shown = screen(session);
        assert!(!shown.contains("│+") && !shown.contains("│±"), "{shown}");
        shown
    };
    let mut unkept =
        Session::new(load(&Request { paths: vec![corpus.clone()], sources: Vec::new() }), (120, 30), Theme::Dark);
    assert!(said(&mut unkept).contains("nothing is kept of visits, as with --no-memory"));
    let mut first = start(&[&corpus], &SavedState::default(), Some("here"));
    let shown = said(&mut first);
    assert!(shown.contains("no earlier visit is known") && shown.contains("not compared: 3"), "{shown}");
    let mut pipe = start(&[&corpus], &SavedState::default(), None);
    assert!(said(&mut pipe).contains("what comes from a pipe has no name"));
    let set = path("tests/fixtures/sets/ged-251.csv");
    let mut records = start(&[&set], &SavedState::default(), Some("here"));
    assert!(said(&mut records).contains("only incidents of articles are compared"));
    assert!(quit(&records, &SavedState::default(), 27).visits.is_empty());
    // Records beside incidents are not compared, and it says so.
    let memory = quit(&start(&[&corpus, &set], &SavedState::default(), Some("here")), &SavedState::default(), 27);
    let mut both = start(&[&corpus, &set], &memory, Some("here"));
    let shown = said(&mut both);
    assert!(shown.contains("not compared:") && shown.contains("records are not compared"), "{shown}");
    // What is still being read is neither compared nor kept.
    let mut reading =
        Session::open(load(&Request { paths: vec![corpus], sources: Vec::new() }), (120, 30), Theme::Dark);
    let _ = reading.step_through(Msg::Recalled(Box::new(memory), Some("here".into())));
    let _ = reading.step(Msg::Begin { more: true });
    assert!(said(&mut reading).contains("sources are still being read"));
    assert!(reading.visit("here", NaiveDate::MIN).is_none());
}

#[test]
fn visits_of_other_forms_and_damaged_prints_are_not_compared_and_visits_are_bounded() {
    let corpus = path("tests/fixtures/tiny");
    let mut memory = quit(&start(&[&corpus], &SavedState::default(), Some("here")), &SavedState::default(), 27);
    assert_eq!(memory.visits[0].prints.len(), 3);
    let mut other = memory.clone();
    other.visits[0].form += 1;
    let mut session = start(&[&corpus], &other, Some("here"));
    press(&mut session, "sc");
    assert!(screen(&session).contains("no earlier visit is known"), "{}", screen(&session));
    memory.visits[0].prints[0] = "\u{1b}[31m".into();
    memory.visits[0].day = "\u{1b}]0;x".into();
    let session = start(&[&corpus], &memory, Some("here"));
    assert!(screen(&session).contains("since the last visit: 1 new"), "{}", screen(&session));
    // Files of an earlier version have no visits.
    let old: SavedState = serde_json::from_str("{\"version\":1}").unwrap();
    assert!(old.visits.is_empty());
    // Large visits drop the oldest ones.
    let visit = |of: usize| parallax::saved_state::visit::Visit {
        of: of.to_string(),
        prints: vec![String::new(); MOST_PRINTS],
        ..Default::default()
    };
    let mut memory = SavedState::default();
    (0..6).for_each(|of| memory.apply(&Change::Visit(visit(of).into())));
    let kept: Vec<&str> = memory.visits.iter().map(|visit| visit.of.as_str()).collect();
    assert_eq!(kept, ["2", "3", "4", "5"]);
}

#[test]
fn the_program_keeps_a_visit_when_it_is_left_and_none_without_memory() {
    let scratch = copied();
    let (corpus, state) = (scratch.0.join("corpus"), scratch.0.join("state"));
    let corpus = corpus.to_str().unwrap();
    let left = |args: &[&str]| {
        let mut terminal = Terminal::run(program(&state, args), 100, 30);
        terminal.until_text("Depot blast");
        terminal.press("q");
        assert!(terminal.ended().success());
    };
    left(&["--no-memory", corpus]);
    assert!(!state.join("parallax").exists());
    left(&[corpus]);
    let kept = fs::read_to_string(state.join("parallax/memory.json")).unwrap();
    let kept: SavedState = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept.visits.len(), 1);
    assert_eq!(kept.visits[0].prints.len(), 3);
    assert_eq!(kept.visits[0].of, kept.views[0].of);
}
