//! Jobs: how the state applies their reports, and the effect of slow and failing jobs.

use std::sync::Arc;

use parallax::app::job::{Job, JobEnd, JobId, JobKind, JobReport, JobResult, Revision};
use parallax::app::pane::Pane as _;
use parallax::app::{Effect, Msg};
use parallax::keymap::chord;
use parallax::load::{Request, load};
use parallax::saved_state::Change;
use parallax::session::Session;

use crate::fixture::{path, press, screen, session, tiny};
use crate::terminal::{Scratch, Terminal, program};

const GED: &str = "tests/fixtures/sets/ged-251.csv";

/// The effects of keys, which are not carried out.
fn effects(session: &mut Session, keys: &str) -> Vec<Effect> {
    chord::script(keys).unwrap().into_iter().flat_map(|key| session.step(Msg::Key(key))).collect()
}

fn searches(effects: &[Effect]) -> Vec<(JobId, String)> {
    let queries = effects.iter().filter_map(|effect| match effect {
        Effect::Start(id, Job::Search(query)) => Some((*id, query.clone())),
        _ => None,
    });
    queries.collect()
}

fn done(id: JobId, result: JobResult) -> Msg {
    Msg::Job(id, JobReport::Ended(JobEnd::Done(result)))
}

fn failed(id: JobId, why: &str) -> Msg {
    Msg::Job(id, JobReport::Ended(JobEnd::Failed(why.into())))
}

#[test]
fn a_superseded_search_never_shows_whatever_comes_first() {
    for late in [false, true] {
        let mut s = session(tiny(false), (100, 30), "");
        let asked = searches(&effects(&mut s, "/fe"));
        assert_eq!(asked.iter().map(|(_, q)| q.as_str()).collect::<Vec<_>>(), ["f", "fe"]);
        let answers: Vec<_> =
            asked.iter().map(|(_, q)| s.search().search(q, 200, &|| false).unwrap().unwrap()).collect();
        assert_ne!(answers[0], answers[1]);
        let order = if late { [1, 0] } else { [0, 1] };
        for at in order {
            let answer = JobResult::Found(answers[at].clone());
            assert!(s.step(done(asked[at].0, answer)).is_empty());
            let finder = s.state().finder().unwrap();
            assert_ne!(finder.answer, answers[0], "the first answer shows");
        }
        assert_eq!(s.state().finder().unwrap().answer, answers[1]);
        assert!(s.state().jobs.running(JobKind::Search).is_none());
    }
}

#[test]
fn a_failed_search_is_told_and_waited_for_no_more() {
    let mut s = session(tiny(false), (100, 30), "");
    let asked = searches(&effects(&mut s, "/f"));
    assert!(s.step(failed(asked[0].0, "no reason")).is_empty());
    let shown = screen(&s);
    assert!(shown.contains("the search failed: no reason") && !shown.contains("searching"), "{shown}");
    press(&mut s, "e");
    assert!(!s.state().finder().unwrap().answer.hits.is_empty());
}

#[test]
fn effects_come_in_the_order_in_which_they_are_asked_for() {
    let mut s = session(tiny(false), (100, 30), "");
    let _ = s.step_through(Msg::Recalled(Box::default(), None));
    // A name saves the query that led to it, then searches for where the name stands.
    press(&mut s, "/kind:name");
    let all = effects(&mut s, "<enter>");
    let query = Change::Query("kind:name".into());
    assert!(
        matches!(&all[..], [Effect::Start(_, Job::Save(c)), Effect::Start(_, Job::Search(_))] if *c == query),
        "{all:?}"
    );
}

#[test]
fn a_save_that_fails_is_told_once_until_one_succeeds() {
    let mut s = session(tiny(false), (100, 30), "");
    let _ = s.step_through(Msg::Recalled(Box::default(), None));
    let mut told = Vec::new();
    for end in [Some("the disk is full"), Some("the disk is full"), None, Some("the disk is full")] {
        let saves = effects(&mut s, "m");
        let [Effect::Start(id, Job::Save(_))] = &saves[..] else { panic!("{saves:?}") };
        let before = s.state().notice.clone();
        let end = end.map_or_else(|| done(*id, JobResult::Saved), |why| failed(*id, why));
        assert!(s.step(end).is_empty());
        told.push(s.state().notice != before);
    }
    assert_eq!(told, [true, false, false, true]);
}

#[test]
fn a_row_is_asked_for_once_and_a_late_one_is_dropped() {
    let loaded = load(&Request { paths: vec![path(GED)], sources: Vec::new() });
    let mut s = Session::open(loaded, (120, 40), parallax::ui::theme::Theme::Dark);
    let rows = |effects: Vec<Effect>| -> Vec<(JobId, Job)> {
        let rows = effects.into_iter().filter_map(|effect| match effect {
            Effect::Start(id, job @ Job::ReadRow(_)) => Some((id, job)),
            _ => None,
        });
        rows.collect()
    };
    let first = rows(s.step(Msg::Begin { more: false }).into_iter().collect());
    assert_eq!(first.len(), 1);
    // The record shows at once; a key that keeps the selection requests nothing again.
    assert!(rows(effects(&mut s, "?<esc>")).is_empty());
    let second = rows(effects(&mut s, "j"));
    assert_eq!(second.len(), 1);
    assert!(effects(&mut s, "y").is_empty() && screen(&s).contains("still being read"), "{}", screen(&s));
    let result = |s: &Session, job: &Job| s.task(job).unwrap()(&|| false, &|_| {}).unwrap().unwrap();
    let late = result(&s, &first[0].1);
    assert!(s.step(done(first[0].0, late)).is_empty());
    assert!(s.state().subject.as_ref().unwrap().unread().is_some(), "it is another record's row");
    let row = result(&s, &second[0].1);
    assert!(s.step(done(second[0].0, row)).is_empty());
    assert!(s.state().subject.as_ref().unwrap().unread().is_none());
    assert!(matches!(&effects(&mut s, "y")[..], [Effect::Copy(_)]));
}

#[test]
fn a_row_that_comes_late_leaves_the_selection_in_the_ledger_where_it_is() {
    let loaded = load(&Request { paths: vec![path("tests/fixtures/sets/gtd-full.csv")], sources: Vec::new() });
    let mut s = Session::open(loaded, (120, 40), parallax::ui::theme::Theme::Dark);
    let mut begun: Vec<Effect> = s.step(Msg::Begin { more: false }).into_iter().collect();
    let selected = |s: &Session| {
        let rows = &s.state().subject.as_ref().unwrap().ledger().rows;
        let row = &rows[s.state().ledger.ledger_row(&s.state().cx(s.workspace())).unwrap()];
        (row.facet, row.party, rows.len())
    };
    let mut grown = 0;
    for _ in 0..s.state().entries.all.len() {
        begun.extend(effects(&mut s, "<enter>jjjj"));
        let (facet, party, rows) = selected(&s);
        let row = begun.drain(..).find_map(|effect| match effect {
            Effect::Start(id, job @ Job::ReadRow(_)) => Some((id, job)),
            _ => None,
        });
        let (id, job) = row.unwrap();
        let result = s.task(&job).unwrap()(&|| false, &|_| {}).unwrap().unwrap();
        assert!(s.step(done(id, result)).is_empty());
        let after = selected(&s);
        assert_eq!((facet, party), (after.0, after.1));
        grown += after.2 - rows;
        begun = effects(&mut s, "qj");
    }
    assert!(grown > 0, "no row put figures into its ledger");
}

#[test]
fn a_superseded_job_hands_nothing_over_any_more() {
    let mut s = session(tiny(false), (100, 30), "");
    let opens = |s: &mut Session| match s.step(Msg::Begin { more: true }).into_iter().next() {
        Some(Effect::Start(id, Job::Open)) => id,
        other => panic!("{other:?}"),
    };
    let (first, second) = (opens(&mut s), opens(&mut s));
    let workspace = Arc::new(
        load(&Request { paths: vec![path("tests/fixtures/tiny"), path(GED)], ..Request::default() }).workspace,
    );
    let order = parallax::app::entries::order(&workspace);
    let revision = || Revision { workspace: Arc::clone(&workspace), order: order.clone(), progress: None };
    let before = s.workspace().len();
    assert!(s.step(Msg::Revised(first, revision())).is_empty());
    assert_eq!((s.workspace().len(), s.state().entries.all.len()), (before, before), "a superseded job handed it over");
    let _ = s.step(Msg::Revised(second, revision()));
    assert_eq!((s.workspace().len(), s.state().entries.all.len()), (before + 8, before + 8));
}

/// The program with a fault in its jobs, which test builds inject on request.
fn disturbed(how: &str, args: &[&str]) -> (Terminal, Scratch) {
    let state = Scratch::new("jobs");
    let mut command = program(&state.0, args);
    command.env("PARALLAX_TEST_JOB", how);
    (Terminal::run(command, 120, 40), state)
}

#[test]
fn a_panic_in_a_job_is_told_and_the_workbench_goes_on() {
    let (mut t, _state) = disturbed("Search panic", &[]);
    t.until_text("Timeline");
    t.press("/ker");
    t.until_text("the search failed: a mistake in the program");
    t.press("\u{1b}");
    t.until("the timeline", |s| !s.contents().contains("Find ·"));
    // Everything else works, and so does the next filter.
    t.press("fat:TR\r");
    t.until_text("at:TR");
    t.until("what passes", |s| s.contents().contains(" of ") && !s.contents().contains("counting"));
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn a_panic_while_opening_is_told_and_what_is_open_stays() {
    let (mut t, _state) = disturbed("Open panic", &["data", GED]);
    t.until_text("opening failed: a mistake in the program");
    t.until_text("stopped before the end");
    t.press("/ker\r");
    t.until_text("Kerman bombings");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn a_slow_row_does_not_delay_the_echo_of_a_key() {
    let scratch = Scratch::new("jobs-row");
    let file = scratch.0.join("now");
    let (mut t, _state) = disturbed(&format!("ReadRow until {}", file.display()), &[GED]);
    t.until_text("GED 8 records");
    t.press("?");
    t.until_text("Signs on this screen");
    t.press("q");
    t.press("G");
    t.until_text("record ged:");
    t.until("no row yet", |s| !s.contents().contains("record 9100"));
    // The row arrives later, with the id of the record.
    std::fs::write(&file, "").unwrap();
    t.until_text("record 9100");
    t.press("\u{3}");
    assert!(t.ended().success());
}
