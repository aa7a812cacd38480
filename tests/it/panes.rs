//! The division of the screen: panes narrower, wider, alone or hidden, by keys, at any size, and over restarts.

use parallax::app::screen::{Areas, MIN_SIZE};
use parallax::app::split::{LEAST_LEDGER, LEAST_PASSAGES, LEAST_TIMELINE};
use parallax::app::{Msg, State};
use parallax::load::{Request, load};
use parallax::saved_state::{Change, SavedPanes, SavedState, SavedView};
use parallax::session::Session;
use proptest::prelude::*;

use crate::fixture::{built_in, path, press, screen, session, tiny};

fn areas(state: &State) -> Result<Areas, String> {
    Areas::of(&state.settings, state.focus, state.views.is_empty())
}

/// The columns of timeline, ledger and passages.
fn columns(s: &Session) -> [u16; 3] {
    let areas = areas(s.state()).unwrap();
    [areas.timeline, areas.ledger, areas.passages].map(|area| area.map_or(0, |area| area.width))
}

#[test]
fn keys_make_the_focused_pane_narrower_and_wider_and_say_how_wide_it_is() {
    let mut s = session(built_in(), (80, 24), ">");
    assert_eq!(columns(&s), [44, 36, 0]);
    assert!(screen(&s).contains("the timeline has 44 of 80 columns"), "{}", screen(&s));
    press(&mut s, "3<lt>");
    assert_eq!(columns(&s), [41, 39, 0], "a count is a number of columns");
    press(&mut s, "<tab>10>");
    assert_eq!(columns(&s), [31, 49, 0], "the ledger grows to the left");
    assert!(screen(&s).contains("the ledger has 49 of 80 columns"), "{}", screen(&s));
    press(&mut s, "99>");
    assert_eq!(columns(&s), [LEAST_TIMELINE, 80 - LEAST_TIMELINE, 0]);
    press(&mut s, ">");
    assert!(screen(&s).contains("the other pane has its least"), "{}", screen(&s));
    press(&mut s, "99<lt><lt>");
    assert_eq!(columns(&s)[1], LEAST_LEDGER);
    assert!(screen(&s).contains("the least it can have"), "{}", screen(&s));
}

#[test]
fn a_wide_ledger_takes_its_columns_from_the_passages() {
    let mut s = session(built_in(), (200, 60), "<tab>20>");
    assert_eq!(columns(&s), [60, 90, 50]);
    press(&mut s, "<tab>20>");
    assert_eq!(columns(&s)[0], 80);
}

#[test]
fn a_pane_alone_fills_the_screen_and_goes_with_the_focus() {
    let mut s = session(built_in(), (80, 24), "Z");
    assert_eq!(columns(&s), [80, 0, 0]);
    assert!(screen(&s).contains("the timeline alone; Z brings the other panes back"), "{}", screen(&s));
    press(&mut s, ">");
    assert!(screen(&s).contains("the timeline is alone on the screen; Z"), "{}", screen(&s));
    press(&mut s, "<enter>");
    assert_eq!(columns(&s), [0, 80, 0]);
    // The header says so for as long as it is so, and not over a view.
    let header = |s: &Session| screen(s).lines().next().unwrap().to_owned();
    assert!(header(&s).contains(" one pane (Z shows all) "), "{}", header(&s));
    press(&mut s, "ga");
    assert!(!header(&s).contains("one pane"), "{}", header(&s));
    press(&mut s, "qqZ");
    assert_eq!(columns(&s), [40, 40, 0]);
    assert!(!header(&s).contains("one pane"), "{}", header(&s));
    press(&mut s, "<f3>>");
    assert!(screen(&s).contains("only the timeline and the ledger share it"), "{}", screen(&s));
}

#[test]
fn a_hidden_timeline_comes_back_while_it_has_the_focus() {
    let mut s = session(built_in(), (120, 40), "jH");
    assert_eq!(columns(&s), [0, 120, 0]);
    assert!(screen(&s).contains("Tab goes to it, H shows it always"), "{}", screen(&s));
    assert!(screen(&s).contains(" timeline hidden (H shows all) "), "{}", screen(&s));
    press(&mut s, "<lt>");
    assert!(screen(&s).contains("the ledger is alone on the screen; H brings the timeline back"), "{}", screen(&s));
    press(&mut s, "<tab>");
    assert_eq!(columns(&s), [60, 60, 0]);
    press(&mut s, "j<enter>");
    assert_eq!(columns(&s), [0, 120, 0]);
    press(&mut s, "H");
    assert_eq!(columns(&s), [60, 60, 0]);
}

/// Starts anew with what the last run left.
fn restarted(view: SavedView, size: (u16, u16)) -> Session {
    let mut memory = SavedState::default();
    memory.apply(&Change::Leave(view.into()));
    let written = serde_json::to_string(&memory).unwrap();
    let memory: SavedState = serde_json::from_str(&written).unwrap();
    let mut s = session(built_in(), size, "");
    let _ = s.step_through(Msg::Recalled(Box::new(memory), Some("here".into())));
    s
}

#[test]
fn the_division_is_kept_over_restarts_and_a_smaller_screen_between() {
    let s = session(built_in(), (120, 40), "18>");
    assert_eq!(columns(&s), [78, 42, 0]);
    let s = restarted(s.saved_view("here"), (80, 24));
    assert_eq!(columns(&s), [50, 30, 0], "within what the ledger leaves");
    let s = restarted(s.saved_view("here"), (120, 40));
    assert_eq!(columns(&s), [78, 42, 0]);
    let s = restarted(session(built_in(), (120, 40), "H").saved_view("here"), (120, 40));
    assert_eq!(columns(&s), [0, 120, 0]);
    assert!(screen(&s).contains("the timeline is hidden as in your last session; Tab goes to it"), "{}", screen(&s));
    let s = restarted(session(built_in(), (120, 40), "Z").saved_view("here"), (120, 40));
    assert_eq!(columns(&s), [120, 0, 0]);
    let wild = SavedPanes { timeline: u16::MAX, passages: u16::MAX, ..SavedPanes::default() };
    let s = restarted(SavedView { of: "here".into(), panes: wild, ..SavedView::default() }, (200, 50));
    assert_eq!(columns(&s), [140, 30, 30]);
    // A file from before panes could be resized.
    let old = r#"{"version":1,"views":[{"of":"here","zoom":"month"}]}"#;
    let old: SavedState = serde_json::from_str(old).unwrap();
    assert!(old.view("here").unwrap().panes.is_usual());
}

#[test]
fn the_narrowest_timeline_still_has_titles_and_the_sorted_column() {
    let paths = ["tiny", "sets/ged-251.csv"].map(|p| path("tests/fixtures").join(p));
    for (sort, head) in [("", "▾date"), ("sk", "▾killed"), ("so", "▾orig"), ("sv", "▾sign")] {
        let loaded = load(&Request { paths: paths.to_vec(), sources: Vec::new() });
        let s = session(loaded, (60, 16), &format!("99<lt>{sort}"));
        assert_eq!(columns(&s)[0], LEAST_TIMELINE);
        let shown = screen(&s);
        assert!(shown.contains(head) && shown.contains(" what"), "{sort}:\n{shown}");
    }
}

#[test]
fn the_footer_does_not_offer_what_a_pane_never_does() {
    let footer = |keys: &str| screen(&session(built_in(), (140, 40), keys)).lines().last().unwrap().to_owned();
    // An article opened from the list follows no incident.
    let shown = footer("<f3><enter>");
    assert!(!shown.contains("next account") && shown.contains("side by side"), "{shown}");
    assert!(footer("<enter><enter>").contains("next account"));
    // A marked incident is no article.
    assert!(!footer("m<f2>'").contains("side by side"));
    assert!(footer("<f3>").contains("side by side"));
}

#[test]
fn no_size_and_no_keys_leave_a_pane_without_its_least_columns() {
    let key = prop_oneof![
        Just("<lt>"),
        Just(">"),
        Just("Z"),
        Just("H"),
        Just("9<lt>"),
        Just("99>"),
        Just("<tab>"),
        Just("j"),
        Just("<enter>"),
        Just("q"),
        Just("<esc>"),
        Just("L"),
        Just("G"),
        Just("c"),
    ];
    let size = prop_oneof![Just((80, 24)), (55u16..260, 14u16..70)];
    let config = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&prop::collection::vec((key, size), 1..30), |steps| {
            let mut s = session(tiny(true), (80, 24), "");
            for (key, (columns, rows)) in steps {
                let _ = s.step(Msg::Resize(columns, rows));
                // `q` at the top asks the caller to quit, which a test does not.
                press(&mut s, key);
                let _ = s.screen();
                let Ok(areas) = areas(s.state()) else {
                    prop_assert!(columns < MIN_SIZE.0 || rows < MIN_SIZE.1);
                    continue;
                };
                if areas.covered {
                    continue;
                }
                let all = [areas.timeline, areas.ledger, areas.passages].map(|area| area.map(|area| area.width));
                prop_assert_eq!(all.iter().flatten().sum::<u16>(), columns);
                for (width, least) in all.into_iter().zip([LEAST_TIMELINE, LEAST_LEDGER, LEAST_PASSAGES]) {
                    prop_assert!(width.is_none_or(|width| width >= least));
                }
                prop_assert!(s.state().focused_area().is_some());
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_hit_becomes_a_column_or_the_open_finder_says_why_not() {
    use parallax::app::panes::View;
    let columns = |s: &Session| match s.state().views.last() {
        Some(View::Compare(view)) => Some(view.columns.len()),
        _ => None,
    };
    for size in [(80, 24), (120, 40)] {
        // All articles on the other incident are compared already.
        let mut s = session(built_in(), size, "jjc");
        let before = columns(&s);
        press(&mut s, "/istanbul church<c-t>");
        let shown = screen(&s);
        assert!(before.is_some() && columns(&s) == before, "{shown}");
        assert!(s.state().finder().is_some() && shown.contains("no column is added: the comparison has "), "{shown}");
        press(&mut s, "<esc>x/istanbul church<c-t>");
        assert_eq!((columns(&s), s.state().finder().is_some()), (before, false), "{}", screen(&s));
        // The only article on the incident holds the quotation too. No comparison is open.
        let s = session(built_in(), size, "/besham<enter>/kind:quote webber<c-t>");
        let shown = screen(&s);
        assert!(
            s.state().finder().is_some() && shown.contains("no column is added: a comparison opens with "),
            "{shown}"
        );
        assert_eq!(columns(&s), None);
    }
}
