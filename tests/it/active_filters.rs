//! The list of active filters: keys in, the parts with their numbers and the entries listed out.

use parallax::app::Effect;
use parallax::app::Msg;
use parallax::app::job::{Job, JobEnd, JobReport};
use parallax::keymap::chord::script;
use parallax::session::Session;

use crate::fixture::{built_in, press, screen, session};

/// The row of the list with these words.
fn row(s: &Session, words: &str) -> String {
    let screen = screen(s);
    screen.lines().find(|line| line.contains(words) && line.contains('[')).unwrap_or_else(|| panic!("{screen}")).into()
}

/// The number of entries that a filter lists alone.
fn alone(filter: &str) -> usize {
    let s = session(built_in(), (120, 40), &format!("f{filter}<enter><esc>"));
    assert_eq!(s.state().filter.text, filter);
    s.state().entries.shown.len()
}

#[test]
fn each_part_says_what_it_lets_through_and_is_switched_off_and_on() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "gf");
        assert!(screen(&s).contains("no filter is on"), "{}", screen(&s));
        press(&mut s, "fkilled:>50<enter>verdict:conflict<enter><esc>");
        let both = s.state().entries.shown.len();
        press(&mut s, "Sgf");
        let all = s.state().entries.all.len();
        for filter in ["killed:>50", "verdict:conflict"] {
            let line = row(&s, filter);
            assert!(line.contains("[x]") && line.contains(&format!(" {}", alone(filter))), "{line}");
            assert!(line.contains(&format!("of {all}")), "{line}");
        }
        assert!(row(&s, "told by several origins").contains("[x]"));
        let listed = s.state().entries.listed_certain().len();
        assert!(screen(&s).contains(&format!("Together: {listed} of {all}")), "{}", screen(&s));
        assert!(screen(&s).contains("not shown"));
        // Off, on, and off again: the part stays in its row.
        press(&mut s, "<space>");
        assert!(row(&s, "killed:>50").contains("[ ]"));
        assert_eq!(s.state().filter.text, "verdict:conflict");
        press(&mut s, "<space>");
        assert_eq!(s.state().filter.text, "killed:>50 verdict:conflict");
        press(&mut s, "jj<space>");
        assert_eq!(s.state().entries.listed_certain().len(), both, "S is a part as well");
        press(&mut s, "gg<space><esc>gf");
        assert!(row(&s, "killed:>50").contains("[ ]"), "what is off stays in the list");
        // Undo works over the list, and says which part it was.
        press(&mut s, "u");
        assert!(screen(&s).contains("undid: switching off killed:>50"), "{}", screen(&s));
        assert!(row(&s, "killed:>50").contains("[x]"));
    }
}

#[test]
fn parts_that_are_off_go_with_their_filter() {
    let mut s = session(built_in(), (100, 30), "fat:RU killed:>50<enter><esc>c");
    press(&mut s, "q");
    press(&mut s, "gf<down><space>");
    assert_eq!(s.state().filter.off, ["killed:>50"], "{}", screen(&s));
    press(&mut s, "q<bs>");
    assert_eq!((s.state().filter.text.as_str(), s.state().filter.off.len()), ("at:RU killed:>50", 0));
    press(&mut s, "<c-n>");
    assert_eq!((s.state().filter.text.as_str(), s.state().filter.off.join(" ")), ("at:RU", "killed:>50".to_owned()));
    // Typed again it is on, and not off besides.
    press(&mut s, "fkilled:>50<enter><esc>");
    assert_eq!((s.state().filter.text.as_str(), s.state().filter.off.len()), ("at:RU killed:>50", 0));
}

#[test]
fn a_part_is_edited_in_the_line_of_the_filter_and_deleted() {
    let mut s = session(built_in(), (80, 24), "fkilled:>50<enter>verdict:conflict<enter><esc>gf<enter>");
    assert!(screen(&s).contains("in place of killed:>50"), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert_eq!(s.state().filter.text, "killed:>50 verdict:conflict", "Esc leaves it as it is");
    press(&mut s, "gf<enter><bs><bs>10<enter><esc>");
    assert_eq!(s.state().filter.text, "verdict:conflict killed:>10");
    press(&mut s, "gfd");
    assert!(screen(&s).contains("verdict:conflict is out of the filter; u brings it back"), "{}", screen(&s));
    assert_eq!(s.state().filter.text, "killed:>10");
    press(&mut s, "x");
    assert!(!s.state().filter.is_on() && screen(&s).contains("No filter is on"), "{}", screen(&s));
    press(&mut s, "uu");
    assert_eq!(s.state().filter.text, "verdict:conflict killed:>10");
    // Any other action closes the list first.
    press(&mut s, "gt");
    assert!(s.state().overlay.is_none());
}

#[test]
fn values_are_counted_without_the_part_in_whose_place_they_would_stand() {
    let counts = |keys: &str| {
        let s = session(built_in(), (120, 40), keys);
        let shown = screen(&s);
        assert!(shown.contains("┌ Filter · "), "{shown}");
        // The names of the facets stand at the left, with a sign before those that are in the filter.
        let rows = shown.lines().filter(|line| line.contains('█') && line.contains("│ │"));
        rows.map(|line| line.chars().skip(36).collect::<String>()).collect::<Vec<_>>()
    };
    let edited = counts("fkilled:>50<enter>at:AF,IR,RU,TR<enter><esc>gf<enter><c-u><tab>");
    assert!(edited.len() > 3, "{edited:?}");
    assert_eq!(edited, counts("fat:AF,IR,RU,TR<enter><esc>f<tab>"));
    assert_ne!(edited, counts("fkilled:>50<enter>at:AF,IR,RU,TR<enter><esc>f<tab>"));
}

#[test]
fn the_status_line_says_how_many_are_not_shown() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "");
        let all = s.state().entries.all.len();
        assert!(!screen(&s).contains(&format!("of {all} ·")));
        press(&mut s, "S");
        let listed = s.state().entries.listed_len();
        assert!(screen(&s).contains(&format!("{listed} of {all} · S: several origins")), "{}", screen(&s));
        press(&mut s, "SSfkilled:>50<enter><esc>");
        let (certain, possible) = (s.state().entries.shown.len(), s.state().entries.possible.len());
        let said = format!("{certain} of {all} · {possible} possibly · gf lists the filter");
        assert!(certain + possible < all && possible > 0, "{said}");
        assert!(screen(&s).contains(&said), "{}", screen(&s));
    }
}

#[test]
fn numbers_of_filters_do_not_wait_for_a_job_that_failed() {
    for open in ["gf", "@"] {
        let mut s = session(built_in(), (100, 30), "fkilled:>50<enter><esc>@large<enter>");
        let mut counting = None;
        for key in script(open).unwrap() {
            for effect in s.step(Msg::Key(key)) {
                if let Effect::Start(id, Job::Count(_)) = effect {
                    counting = Some(id);
                }
            }
        }
        assert!(screen(&s).contains('…'), "{}", screen(&s));
        let failed = JobReport::Ended(JobEnd::Failed("no index".into()));
        let _ = s.step(Msg::Job(counting.unwrap(), failed));
        assert!(screen(&s).contains("counting failed: no index"), "{}", screen(&s));
        assert!(screen(&s).contains("not counted"), "{}", screen(&s));
    }
}
