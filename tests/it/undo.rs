//! Undo and redo of the filter, the marks and the view: keys in, the screen and the state out.

use parallax::app::job::Job;
use parallax::app::msg::Reconfigured;
use parallax::app::{Effect, Msg};
use parallax::keymap::chord::script;
use parallax::saved_state::Change;
use parallax::session::Session;
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{built_in, footer, press, screen, session, tiny};

/// The filter, the entry under the cursor, and the number of entries listed.
fn filtered(s: &Session) -> (String, Option<u32>, usize) {
    (s.state().filter.text.clone(), s.state().selected(), s.state().entries.len())
}

#[test]
fn a_filter_is_undone_and_done_again_with_the_entry_under_the_cursor() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "u");
        assert!(footer(&s).contains("nothing to undo"), "{}", footer(&s));
        press(&mut s, "<c-r>");
        assert!(footer(&s).contains("nothing to redo"), "{}", footer(&s));
        press(&mut s, "jjj");
        let before = filtered(&s);
        press(&mut s, "fkilled:>50<enter><esc>");
        let narrowed = filtered(&s);
        assert!(before.2 != narrowed.2 && before.1 != narrowed.1);
        press(&mut s, "u");
        assert!(footer(&s).contains("undid: filter killed:>50; Ctrl-r redoes it"), "{}", footer(&s));
        assert_eq!(filtered(&s), before);
        press(&mut s, "<c-r>");
        assert!(footer(&s).contains("redid: filter killed:>50; u undoes it"), "{}", footer(&s));
        assert_eq!(filtered(&s), narrowed);
        // A cursor that has been moved since stays where it is.
        press(&mut s, "jj");
        let moved = filtered(&s);
        press(&mut s, "u");
        assert_eq!(filtered(&s), (String::new(), moved.1, before.2));
        press(&mut s, "<c-r>");
        assert_eq!(filtered(&s), moved);
        // Clearing says what it cleared and what brings it back, and the cursor goes back to its entry.
        press(&mut s, "j");
        let at = filtered(&s);
        press(&mut s, "F");
        assert!(footer(&s).contains("filter killed:>50 cleared; u brings it back"), "{}", footer(&s));
        press(&mut s, "Gku");
        assert!(footer(&s).contains("undid: clearing the filter killed:>50"), "{}", footer(&s));
        assert_eq!(filtered(&s), at);
    }
}

#[test]
fn undo_leaves_what_something_else_has_put_in_place() {
    // A way back is a jump, which brings the filter of that time.
    let mut s = session(built_in(), (100, 30), "fkilled:>50<enter><esc>c<esc>Ffat:RU<enter><esc><bs>");
    assert_eq!(s.state().filter.text, "killed:>50", "{}", screen(&s));
    press(&mut s, "u");
    assert!(footer(&s).contains("undid: filter killed:>50;"), "what is in effect: {}", footer(&s));
    press(&mut s, "<c-r>");
    assert_eq!(s.state().filter.text, "killed:>50", "{}", footer(&s));
}

#[test]
fn marks_sorts_and_forms_are_undone_by_name() {
    let mut s = session(built_in(), (120, 40), "");
    for (keys, said) in [
        ("sk", "sort by killed"),
        ("S", "list of only told by several origins"),
        ("<tab>L", "ledger as a"),
        ("m", "marking “"),
        ("m", "unmarking “"),
        ("gM", "marks"),
        ("+", "zoom to months"),
        ("zM", "folding of groups"),
    ] {
        let before = (screen(&s), s.state().entries.arrangement, s.state().marks.all().len());
        press(&mut s, keys);
        press(&mut s, "u");
        let footer = footer(&s);
        assert!(footer.contains("undid: ") && footer.contains(said), "{keys}: {footer}");
        assert_eq!((s.state().entries.arrangement, s.state().marks.all().len()), (before.1, before.2), "{keys}");
        press(&mut s, "<c-r><esc>");
    }
    press(&mut s, "3u");
    assert!(footer(&s).contains("undid 3: folding of groups; zoom to months; "), "{}", footer(&s));
    press(&mut s, "99u");
    assert!(s.state().marks.is_empty() && !s.state().undo.has_past());
    // A new change leaves nothing to do again.
    press(&mut s, "so<c-r>");
    assert!(footer(&s).contains("nothing to redo"), "{}", footer(&s));
}

#[test]
fn a_mark_that_comes_back_is_saved_again() {
    let mut s = session(tiny(false), (100, 30), "");
    let _ = s.step_through(Msg::Recalled(Box::default(), None));
    let mut saved = |keys: &str| -> Vec<Change> {
        let effects = script(keys).unwrap().into_iter().flat_map(|key| s.step_through(Msg::Key(key)).into_iter());
        let save = |effect| if let Effect::Start(_, Job::Save(change)) = effect { Some(change) } else { None };
        effects.filter_map(save).collect()
    };
    let marked = saved("m");
    let [Change::Mark(mark)] = marked.as_slice() else { panic!("{marked:?}") };
    assert_eq!(saved("u"), [Change::Unmark(mark.clone())]);
    assert_eq!(saved("<c-r>"), marked);
}

#[test]
fn a_jump_is_undone_by_going_back_and_not_by_undo() {
    let mut s = session(built_in(), (100, 30), "sk/kerman<enter>");
    let at = s.state().selected();
    press(&mut s, "u");
    assert!(footer(&s).contains("undid: sort by killed"), "{}", footer(&s));
    assert_eq!(s.state().selected(), at);
    // A filter that a jump has cleared is not in effect, so what was done before it is undone.
    let mut s = session(built_in(), (100, 30), "sofat:RU<enter><esc>/kerman<enter>");
    assert!(footer(&s).contains("the filter hid this and was cleared"), "{}", footer(&s));
    press(&mut s, "u");
    assert!(footer(&s).contains("undid: sort by origins"), "{}", footer(&s));
}

/// What the user sees of the view and the marks.
fn view(s: &Session) -> (String, String, Vec<String>) {
    let state = s.state();
    let view = state.undo_state(s.workspace()).view;
    let marks = state.marks.all().iter().map(|mark| format!("{:?} {:?}", mark.key, mark.target)).collect();
    (format!("{view:?}"), format!("{:?}", state.entries.items()), marks)
}

const CHANGES: &[&str] = &[
    "m",
    "jm",
    "kkm",
    "VjjV",
    "gM",
    "S",
    "sk",
    "sd",
    "so",
    "sv",
    "+",
    "-",
    "zM",
    "zR",
    "jjza",
    "L",
    "F",
    ",",
    ";",
    "fverdict:conflict<enter><esc>",
    "fkilled:>5<enter><esc>",
    "gd",
    "G",
    "gg",
    "<tab>",
    "gv<esc>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Any changes, undone one by one, give back each state before them; done again, each state after.
    #[test]
    fn undo_is_the_inverse_of_change(keys in proptest::collection::vec(select(CHANGES), 1..14)) {
        let mut s = session(tiny(false), (100, 30), "");
        let mut states = vec![view(&s)];
        for keys in keys {
            for key in script(keys).unwrap() {
                let _ = s.step_through(Msg::Key(key));
                if &view(&s) != states.last().unwrap() {
                    states.push(view(&s));
                }
            }
        }
        press(&mut s, "<esc><esc><esc><esc>");
        prop_assert_eq!(&view(&s), states.last().unwrap());
        for state in states.iter().rev().skip(1) {
            press(&mut s, "u");
            prop_assert_eq!(&view(&s), state, "{}", footer(&s));
        }
        press(&mut s, "u");
        prop_assert!(footer(&s).contains("nothing to undo"), "{}", footer(&s));
        for state in states.iter().skip(1) {
            press(&mut s, "<c-r>");
            prop_assert_eq!(&view(&s), state, "{}", footer(&s));
        }
    }
}

#[test]
fn columns_of_the_comparison_come_back_and_go_again() {
    for size in [(80, 24), (120, 40)] {
        let columns = |s: &Session| match s.state().views.last() {
            Some(parallax::app::panes::View::Compare(view)) => view.columns.clone(),
            _ => panic!("no comparison is open"),
        };
        let mut s = session(built_in(), size, "jjc");
        let all = columns(&s);
        assert!(all.len() > 2);
        let before = screen(&s);
        press(&mut s, "x");
        let fewer = columns(&s);
        assert_eq!(fewer[..], all[1..]);
        press(&mut s, "u");
        assert!(footer(&s).contains("undid: dropping of 1 column; Ctrl-r redoes it"), "{}", footer(&s));
        assert_eq!(columns(&s), all);
        let above = |shown: &str| shown.lines().take(20).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(above(&screen(&s)), above(&before), "the column is selected again");
        press(&mut s, "<c-r>");
        assert!(footer(&s).contains("redid: dropping of 1 column"), "{}", footer(&s));
        assert_eq!(columns(&s), fewer);
        // A column that was added, and all at once.
        press(&mut s, "/kind:article jamestown<c-t>");
        let more = columns(&s);
        assert_eq!(more.len(), fewer.len() + 1, "{}", screen(&s));
        press(&mut s, "uu");
        assert_eq!(columns(&s), all, "{more:?}");
        press(&mut s, "<c-r><c-r>");
        assert_eq!(columns(&s), more);
        // To leave the comparison changes nothing that could be undone.
        press(&mut s, "gtu");
        assert!(footer(&s).contains("nothing to undo"), "{}", footer(&s));
    }
}

#[test]
fn what_the_configuration_brings_is_no_change_to_undo() {
    let mut s = session(built_in(), (100, 30), "");
    let (config, _) = parallax::config::read("[theme]\nnote = \"#d787d7\"\n", "config.toml".to_owned());
    let colours: &'static _ = Box::leak(Box::new(config.colours));
    let read = Reconfigured { keymap: config.keymap, colours, notice: None };
    let _ = s.step_through(Msg::Reconfigured(Box::new(read)));
    let theme = s.state().settings.theme;
    assert_eq!(theme.own(), Some(colours));
    press(&mut s, "u");
    assert!(screen(&s).contains("nothing to undo"), "{}", screen(&s));
    assert_eq!(s.state().settings.theme, theme);
}

#[test]
fn panes_that_are_resized_in_a_row_are_taken_back_at_once() {
    let mut s = session(built_in(), (80, 24), ",");
    let before = screen(&s);
    press(&mut s, ">>>");
    press(&mut s, "u");
    assert!(screen(&s).contains("undid: layout of the panes"), "{}", screen(&s));
    let body = |shown: &str| shown.lines().take(20).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&screen(&s)), body(&before));
    press(&mut s, "u");
    assert!(screen(&s).contains("undid: filter"), "{}", screen(&s));
}
