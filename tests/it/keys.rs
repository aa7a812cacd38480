//! The table of bindings, and the effect of keys.

use parallax::app::overlays::Overlay;
use parallax::app::panes::View;
use parallax::app::settings::Focus;
use parallax::app::{Msg, State};
use parallax::keymap::{Action, Context, Keymap, doc, habits};

use crate::fixture::{built_in, footer, path, press, screen, session, tiny};

/// The part of the README between two markers.
fn section(text: &str, name: &str) -> (usize, usize) {
    let (from, to) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&from).expect("the README has the section") + from.len();
    (start, start + text[start..].find(&to).expect("the section ends"))
}

#[test]
fn the_readme_lists_the_keys_as_they_are() {
    let readme = path("README.md");
    let keymap = Keymap::standard();
    for (name, wanted) in [("keys", doc::markdown(&keymap)), ("habits", habits::markdown(&keymap))] {
        let text = std::fs::read_to_string(&readme).unwrap();
        let (start, end) = section(&text, name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&readme, format!("{}{wanted}{}", &text[..start], &text[end..])).unwrap();
        } else {
            assert_eq!(&text[start..end], wanted, "run UPDATE=1 cargo test to bring the README up to date");
        }
    }
}

#[test]
fn footers_show_the_way_out_at_eighty_columns() {
    for context in Context::ALL {
        let mut used = 1;
        let mut shown = Vec::new();
        for binding in Keymap::standard().hints(context) {
            used += binding.keys[0].label().chars().count() + 1 + binding.hint.chars().count() + 3;
            if used <= 83 {
                shown.push(binding.hint);
            }
        }
        assert!(!shown.is_empty(), "{context:?}");
        let way_out = ["back/quit", "cancel", "close"];
        assert!(shown.iter().any(|h| way_out.contains(h)), "{context:?}: {shown:?}");
    }
}

#[test]
fn every_action_is_bound_and_every_context_has_keys() {
    let keymap = Keymap::standard();
    let bound = |action| keymap.bindings().iter().any(|b| b.action == action);
    for action in Action::ALL {
        assert!(bound(*action), "{action:?} has no key");
    }
    for context in Context::ALL {
        assert!(keymap.of(context).next().is_some(), "{context:?} has no keys");
    }
    for name in View::NAMES {
        assert!(bound(Action::Show(name)), "{name} has no key");
    }
    for binding in keymap.bindings() {
        if let Action::Show(name) = binding.action {
            assert!(View::NAMES.contains(&name), "no view is called {name}");
        }
    }
}

/// The screen without its last row.
fn above_footer(session: &parallax::session::Session) -> Vec<String> {
    let mut rows: Vec<String> = screen(session).lines().map(str::to_owned).collect();
    rows.pop();
    rows
}

#[test]
fn a_first_key_shows_what_may_follow_and_waits_for_it() {
    let mut s = session(built_in(), (80, 24), "");
    let before = screen(&s);
    press(&mut s, "g");
    let shown = screen(&s);
    assert!(footer(&s).starts_with(" g…"), "{shown}");
    for (key, help) in [
        ("g", "Go to the first item"),
        ("t", "Show the timeline"),
        ("a", "List all articles"),
        ("r", "Show the counting"),
    ] {
        assert!(shown.contains(&format!("{key}  {help}")), "{key} {help} is not on:\n{shown}");
    }
    press(&mut s, "<esc>");
    assert_eq!(screen(&s), before, "Esc drops it and nothing else");
    for (keys, view) in [
        ("ga", "Articles"),
        ("<f3>", "Articles"),
        ("gq", "Quotes"),
        ("<f4>", "Quotes"),
        ("gn", "Names"),
        ("<f5>", "Names"),
    ] {
        press(&mut s, keys);
        let title = screen(&s).lines().nth(1).unwrap().to_owned();
        assert!(title.contains(view), "{keys}: {title}");
    }
    press(&mut s, "gt");
    assert_eq!(s.state().views.len(), 0);
}

#[test]
fn a_count_goes_that_far_and_to_that_item() {
    let at = |s: &parallax::session::Session| s.state().timeline.list.cursor;
    let mut s = session(built_in(), (80, 24), "12");
    assert!(footer(&s).starts_with(" 12…"), "{}", footer(&s));
    press(&mut s, "j");
    assert_eq!(at(&s), 12);
    press(&mut s, "3k");
    assert_eq!(at(&s), 9);
    press(&mut s, "5G");
    assert_eq!(at(&s), 4, "the fifth item");
    press(&mut s, "3gg");
    assert_eq!(at(&s), 2);
    press(&mut s, "9<esc>j");
    assert_eq!(at(&s), 3, "Esc drops the count");
    press(&mut s, "99999999999999999999G");
    assert_eq!(at(&s) + 1, s.state().entries.len());
    press(&mut s, "/2024");
    assert_eq!(s.state().finder().unwrap().prompt.text(), "2024", "digits are text in a prompt");
    let mut s = session(tiny(false), (100, 30), "/blast<enter><enter>");
    press(&mut s, "2}");
    assert!(screen(&s).contains("courier-mirror"), "{}", screen(&s));
    press(&mut s, "9}");
    assert!(footer(&s).contains("this is the last account"), "{}", footer(&s));
}

#[test]
fn an_unbound_key_says_so_and_the_last_command_stands_in_the_footer() {
    let mut s = session(built_in(), (120, 40), "");
    for (keys, said) in [
        ("}", "} works in Reader and Side by side (next account), not here. In vim: a paragraph down; here:"),
        ("zz", "zz does nothing here. In vim: scroll the row to the middle; here: rows scroll by themselves"),
        (
            "x",
            "x works in Compare and Side by side (drop column), not here. In lazygit: menu of actions; here: palette (:)",
        ),
        ("]", "] works in Ledger"),
        ("J", "J is not bound: ? lists the keys, g= shows how to bind it"),
        ("Q", "Q does nothing here. In less: quit; here: quit (Ctrl-c)"),
        ("&", "& works in Desk (join incidents), not here. In less: only lines that match; here: filter (f)"),
        ("gQ", "gQ is not bound"),
        ("0", "0 works in Map (whole map), not here"),
        ("<f11>", "F11 is not bound"),
    ] {
        press(&mut s, keys);
        assert!(screen(&s).contains(said), "{keys}: {}", screen(&s));
    }
    // Where the keys leave room for it.
    let mut s = session(built_in(), (160, 40), "3j");
    assert!(footer(&s).ends_with(" 3j down"), "{}", footer(&s));
    press(&mut s, "gt");
    assert!(footer(&s).ends_with(" gt timeline"), "{}", footer(&s));
}

#[test]
fn keys_are_explained_over_a_box_which_comes_back_with_what_was_typed() {
    for (opens, typed) in [("f", "killed:>9"), ("/", "kerman")] {
        let mut s = session(built_in(), (100, 30), &format!("{opens}{typed}"));
        // The footer names the last command.
        let before = above_footer(&s);
        press(&mut s, "<f1>");
        assert!(screen(&s).contains("Keys and signs"), "{}", screen(&s));
        press(&mut s, "<esc>");
        assert_eq!(above_footer(&s), before);
    }
    let mut s = session(built_in(), (100, 60), "f<f1>");
    assert!(screen(&s).contains("Toggle the selected value"), "the keys of the box come first: {}", screen(&s));
    // Another action leaves the box closed.
    press(&mut s, "<tab><esc><esc>");
    assert!(s.state().overlay.is_none());
}

#[test]
fn what_cannot_be_seen_is_said() {
    // No group is on the screen.
    let mut s = session(built_in(), (100, 30), "zM");
    assert!(footer(&s).contains("3 groups folded; zR unfolds all"), "{}", footer(&s));
    press(&mut s, "zR");
    assert!(footer(&s).contains("3 groups unfolded; zM folds all"), "{}", footer(&s));
    // Below the rows of a ledger the status line says what each line is.
    let mut s = session(built_in(), (120, 40), "S<enter>G");
    let mut said = Vec::new();
    for _ in 0..12 {
        said.push(screen(&s).lines().rev().nth(1).unwrap().trim().to_owned());
        press(&mut s, "k");
    }
    assert!(said.iter().all(|line| !line.is_empty()), "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("note, ")), "{said:?}");
    // The keys of differences are named as the footer offers them.
    let s = session(built_in(), (160, 40), "S<enter>]");
    assert!(footer(&s).ends_with(" ] next difference"), "{}", footer(&s));
}

#[test]
fn the_list_of_keys_is_left_before_anything_else_happens() {
    let s = session(built_in(), (80, 24), "?fkerman");
    let Some(Overlay::Facets(facets)) = &s.state().overlay else { panic!("the filter is not open") };
    assert_eq!(facets.prompt.text(), "kerman");
}

#[test]
fn marks_are_listed_and_taken_away() {
    let mut s = session(tiny(false), (100, 30), "mjm'");
    assert_eq!(s.state().marks.all().len(), 2);
    assert!(screen(&s).contains("Plot against the old bridge"));
    press(&mut s, "m");
    assert_eq!(s.state().marks.all().len(), 1);
    press(&mut s, "<enter>");
    assert_eq!(s.state().focus, Focus::Ledger);
}

#[test]
fn a_passage_that_tells_of_several_incidents_lets_one_choose() {
    let s = session(built_in(), (100, 30), "/kerman<enter><enter><enter>");
    let shown = screen(&s);
    assert!(
        shown.contains("Incidents and names in this passage") && shown.contains("Istanbul church shooting"),
        "{shown}"
    );
}

#[test]
fn columns_are_dropped_added_and_brought_back_in_order() {
    let columns = |s: &parallax::session::Session| match s.state().views.last() {
        Some(View::Compare(c)) => {
            c.columns.iter().map(|&a| s.corpus().str(s.corpus().article(a.id).id).to_owned()).collect::<Vec<_>>()
        }
        _ => panic!("not comparing"),
    };
    let mut s = session(tiny(false), (160, 40), "/blast<enter>c");
    let all = columns(&s);
    assert_eq!(all, ["courier", "gazette", "courier-mirror"]);
    press(&mut s, "x");
    assert_eq!(columns(&s), ["gazette", "courier-mirror"]);
    press(&mut s, "a");
    assert_eq!(columns(&s), all);
    press(&mut s, "xxx");
    assert!(screen(&s).contains("the last source cannot be dropped"));
    press(&mut s, "/gazette<c-t>/mirror<c-t>");
    assert!(["gazette", "courier-mirror"].iter().all(|a| columns(&s).contains(&(*a).to_owned())), "{:?}", columns(&s));
}

#[test]
fn the_dead_of_kerman_are_five_keys_away() {
    let session = session(built_in(), (80, 24), "/ker<enter>");
    let shown = screen(&session);
    for wanted in ["Kerman bombings", "killed", "¶22 94", "¶18 >90", "¶12 ≈90", "◐ compatible"] {
        assert!(shown.contains(wanted), "{wanted} is not on:\n{shown}");
    }
}

#[test]
fn enter_leads_to_the_passage_and_back_returns() {
    let mut s = session(tiny(false), (100, 30), "/blast<enter>");
    let before = above_footer(&s);
    press(&mut s, "<enter>");
    assert!(matches!(s.state().views.last(), Some(View::Reader(_))));
    assert!(screen(&s).contains("courier"), "{}", screen(&s));
    press(&mut s, "<c-o>");
    assert_eq!(above_footer(&s), before);
    press(&mut s, "<c-n>");
    assert!(matches!(s.state().views.last(), Some(View::Reader(_))));
}

#[test]
fn n_goes_from_source_to_source() {
    let mut s = session(tiny(false), (100, 30), "/blast<enter><enter>");
    let article = |s: &parallax::session::Session| match s.state().views.last() {
        Some(View::Reader(r)) => s.corpus().str(s.corpus().article(r.article.id).id).to_owned(),
        _ => panic!("not reading"),
    };
    let mut seen = vec![article(&s)];
    for _ in 0..3 {
        press(&mut s, "n");
        seen.push(article(&s));
    }
    assert_eq!(seen, ["courier", "courier", "courier-mirror", "gazette"]);
    press(&mut s, "n");
    assert!(screen(&s).contains("this is the last account"), "{}", screen(&s));
    press(&mut s, "NNN");
    assert_eq!(article(&s), "courier");
}

#[test]
fn brackets_go_through_the_differences() {
    let mut s = session(tiny(false), (100, 30), "/blast<enter>ggc");
    let mut facets = Vec::new();
    for _ in 0..4 {
        let bar = screen(&s).lines().nth(2).unwrap().trim_matches(['│', ' ']).to_owned();
        facets.push(bar.split("  ").next().unwrap().to_owned());
        press(&mut s, "]");
    }
    assert_eq!(facets, ["1/6 date", "2/6 killed", "3/6 injured", "3/6 injured"].map(str::to_owned));
    assert!(screen(&s).contains("no difference between the sources further down"));
}

#[test]
fn escape_never_quits_and_q_goes_back_step_by_step() {
    let mut s = session(tiny(false), (100, 30), "<esc><esc>/x<esc><esc>?<esc>");
    assert_eq!(s.state().focus, Focus::Timeline);
    press(&mut s, "<enter><enter>");
    assert_eq!(s.state().views.len(), 1);
    press(&mut s, "q");
    assert_eq!((s.state().views.len(), s.state().focus), (0, Focus::Ledger));
    press(&mut s, "q");
    assert_eq!(s.state().focus, Focus::Timeline);
    let quit = parallax::keymap::chord::script("q").unwrap()[0];
    assert_eq!(s.step(parallax::app::Msg::Key(quit)), parallax::app::Effect::Quit.into());
}

#[test]
fn what_does_not_apply_says_why() {
    for (keys, why) in [
        ("<enter><enter>v", "no text is attached"),
        ("<bs>", "nothing to go back to"),
        ("/nothing-like-this<enter>", "no hits; change the query"),
        ("/ferries<enter>c", "only one article reports this incident"),
    ] {
        let s = session(tiny(false), (100, 30), keys);
        assert!(screen(&s).contains(why), "{keys}: {why} is not on:\n{}", screen(&s));
    }
}

#[test]
fn any_keys_on_any_screen_leave_a_drawable_state() {
    use proptest::prelude::*;
    let key = prop::sample::select(
        "j k g gg gt ga gq gn gr go gd gi G l h c / ? q n N v ] [ a x é 1 2 3 : m ' y Y M f F + - i X <f1> <f5> <c-x> <c-t> <enter> <esc> <tab> <bs> <c-d> <c-u> <c-o> <c-n> <pgdn> <space> <down> <home> <end>"
            .split(' ')
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    );
    let size = prop_oneof![Just((80, 24)), (1u16..220, 1u16..70)];
    let script = prop::collection::vec((key, size), 1..40);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&script, |steps| {
            // Alternately a corpus with copies, and a corpus with data sets.
            let mut s = session(if steps.len() % 2 == 0 { tiny(true) } else { data_sets() }, (80, 24), "");
            for (key, (columns, rows)) in steps {
                let _ = s.step(parallax::app::Msg::Resize(columns, rows));
                press(&mut s, &key);
                let buf = s.screen();
                for cell in buf.content() {
                    prop_assert!(!cell.symbol().chars().any(char::is_control));
                }
            }
            Ok(())
        })
        .unwrap();
}

/// A corpus and two data sets in one timeline.
fn data_sets() -> parallax::load::Loaded {
    let paths = ["tiny", "sets/ged-251.csv", "sets/hostile.csv"].map(|p| path("tests/fixtures").join(p));
    parallax::load::load(&parallax::load::Request { paths: paths.into(), sources: Vec::new() })
}

#[test]
fn an_empty_corpus_is_no_reason_to_fall_over() {
    use parallax::diagnostic::Report;
    use parallax::load::Loaded;
    let loaded = Loaded { report: Report::default(), ..Loaded::default() };
    let s = session(loaded, (80, 24), "jjG<enter>c<tab>j]/x<enter><esc>?");
    assert_eq!(s.state().settings.size, State::default().settings.size.max((80, 24)));
}

#[test]
fn a_click_beside_the_entries_opens_nothing() {
    let mut s = session(built_in(), (100, 30), "");
    assert!(screen(&s).lines().nth(4).unwrap().starts_with("│ 2024"));
    let before = screen(&s);
    let _ = s.step_through(Msg::Point(4, 4));
    assert_eq!(screen(&s), before, "a heading");
    press(&mut s, "/kerman kind:article");
    let hits = s.state().finder().unwrap().answer.hits.len();
    let before = screen(&s);
    for _ in 0..2 {
        let _ = s.step_through(Msg::Point(6, 6 + hits as u16));
        assert_eq!(screen(&s), before, "below the last hit");
    }
}

#[test]
fn the_list_of_keys_cuts_nothing_at_80_columns() {
    for here in ["", "c", "gq", "/kerman bombings<enter>"] {
        let mut s = session(built_in(), (80, 24), &format!("{here}?"));
        loop {
            let before = screen(&s);
            let of_list = before.lines().map(|line| line.trim_matches(|c| c == '│' || c == ' ' || c == '▸'));
            let cut: Vec<&str> = of_list
                .skip(2)
                .take(20)
                .filter(|line| line.ends_with('…') && !line.ends_with("year …") && !line.contains(" · "))
                .collect();
            assert!(cut.is_empty(), "{cut:?}");
            press(&mut s, "<space>");
            if screen(&s) == before {
                break;
            }
        }
    }
}

#[test]
fn the_keys_of_the_focused_pane_stay_listed_below_the_work() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "K");
        let shown = screen(&s);
        assert!(shown.contains("── Keys: Timeline ") && shown.contains("Enter l →   "), "{shown}");
        press(&mut s, "/kabul airport<enter>");
        let shown = screen(&s);
        assert!(shown.contains("── Keys: Ledger ") && shown.contains("Kabul airport bombing"), "{shown}");
        press(&mut s, "f");
        assert!(screen(&s).contains("── Keys: Filter "), "{}", screen(&s));
        press(&mut s, "<esc>K");
        assert!(!screen(&s).contains("── Keys: "), "{}", screen(&s));
        press(&mut s, "K");
        assert!(s.saved_view("x").panes.lists_keys, "it lasts");
    }
    let s = session(built_in(), (80, 18), "K");
    assert!(screen(&s).contains("too low for the list of keys; ? shows them all"), "{}", screen(&s));
}

#[test]
fn a_count_goes_over_hits_and_is_not_shown_where_it_changes_nothing() {
    for size in [(80, 24), (120, 40)] {
        let hit = |s: &parallax::session::Session| s.state().hit_trail.as_ref().map(|trail| trail.at);
        let mut s = session(built_in(), size, "/bombing<enter>");
        let count = s.state().hit_trail.as_ref().unwrap().targets.len();
        assert!(count > 6 && hit(&s) == Some(0), "{count} hits");
        press(&mut s, "5n");
        assert_eq!(hit(&s), Some(5));
        assert!(footer(&s).contains(&format!("hit 6 of {count} for “bombing”")), "{}", footer(&s));
        press(&mut s, "3N");
        assert_eq!(hit(&s), Some(2));
        press(&mut s, "3N");
        assert_eq!(hit(&s), Some(count - 1));
        assert!(footer(&s).contains("from the last again"), "{}", footer(&s));
        press(&mut s, &format!("{}n", count + 2));
        assert_eq!(hit(&s), Some(1));
        assert!(footer(&s).contains("from the first again"), "{}", footer(&s));
        press(&mut s, "gt3m");
        assert_eq!(s.state().marks.all().len(), 1);
        assert!(footer(&s).ends_with("m mark (takes no count)"), "{}", footer(&s));
        press(&mut s, "3y");
        assert!(!footer(&s).contains("3y"), "{}", footer(&s));
        press(&mut s, "3j");
        assert!(!footer(&s).contains("no count"), "{}", footer(&s));
    }
}

#[test]
fn a_search_begun_in_the_list_of_keys_stays_there() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "?");
        assert!(footer(&s).contains("/ search"), "{}", footer(&s));
        press(&mut s, "/filter");
        let shown = screen(&s);
        assert!(shown.contains("Keys") && shown.contains("in here: filter"), "{shown}");
        let rows = above_footer(&s).join("\n");
        assert!(rows.contains("filter"), "{shown}");
        press(&mut s, "<enter>n");
        assert!(screen(&s).contains("“filter”  2/"), "{}", screen(&s));
        assert!(s.state().finder().is_none());
    }
}
