//! The text typed into the filter: what it finds in all facets, what else it can mean, and the numbers it shows.

use parallax::app::Msg;
use parallax::app::overlays::Overlay;
use parallax::app::overlays::facets::Facets;
use parallax::load::{Loaded, Request, load};
use parallax::present::toll::{rule_words, with_range};
use parallax::search::filter_result::FACETS;
use parallax::search::suggestion::FilterPart;
use parallax::session::Session;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::fixture::{built_in, path, press, screen, session, tiny};

const SETS: [&str; 6] = ["ged-251.csv", "acled-2024.csv", "gtd-full.csv", "pitf.tsv", "icews.tab", "polecat.tab"];

/// The built-in corpus with data sets.
fn all_open() -> Loaded {
    let sets = SETS.map(|name| path("tests/fixtures/sets").join(name));
    load(&Request { paths: std::iter::once(path("data")).chain(sets).collect(), sources: Vec::new() })
}

fn facets(session: &Session) -> &Facets {
    match &session.state().overlay {
        Some(Overlay::Facets(facets)) => facets,
        _ => panic!("the filter is not open"),
    }
}

fn shown(session: &Session) -> (usize, usize) {
    let entries = &session.state().entries;
    (entries.shown.len(), entries.possible.len())
}

#[test]
fn a_typed_text_finds_the_value_in_whichever_facet_it_lies() {
    for (typed, filter) in [
        ("2024", "on:2024"),
        ("march 2024", "on:2024-03"),
        ("22.03.2024", "on:2024-03-22"),
        ("summer 2021", "on:2021-22"),
        ("suicide", "kind:\"=suicide bombing\""),
        ("turk", "at:TR"),
        ("pk", "at:PK"),
        ("baloch", "who:\"=Baloch separatists\""),
        ("conflict", "verdict:conflict"),
        ("town", "precision:town"),
        (">50", "killed:>50"),
        ("at least 25 killed", "killed:>=25"),
        ("94", "killed:94"),
        ("scmp-republished", "in:=scmp-republished"),
        // A name that is no value: by a variant, a place inside a country, a misspelt one.
        ("iskp", "who:iskp"),
        ("kabul", "at:kabul"),
        ("crocus", "at:crocus"),
        ("pakistn", "at:PK"),
        // Words of a title, with a date among them.
        ("flight", "flight"),
        ("kabul airport 2021", "kabul airport on:2021"),
        // A query, as before.
        ("killed:>50 at:IR", "killed:>50 at:IR"),
        ("on:march-2024 attack", "on:march-2024 attack"),
    ] {
        let mut s = session(built_in(), (120, 40), &format!("f{typed}"));
        let numbers = facets(&s).selected_count();
        press(&mut s, "<enter>");
        assert_eq!(s.state().filter.text, filter, "{typed}");
        assert_eq!(numbers, Some(shown(&s)), "{typed}");
        assert!(numbers.unwrap().0 > 0, "{typed} shows something");
    }
    let mut s = session(all_open(), (120, 40), "ftarn front");
    assert!(screen(&s).contains("actor           Tarn Front"), "{}", screen(&s));
    press(&mut s, "<enter><esc>");
    assert_eq!(s.state().filter.text, "who:\"=Tarn Front\"");
}

#[test]
fn what_no_source_has_is_not_listed_and_enter_says_so() {
    for typed in ["bataclan", "beslan", "killed:many", "on:\"3 march\"", "\"unclosed", "1700", ">100000"] {
        let mut s = session(built_in(), (80, 24), &format!("f{typed}"));
        let before = shown(&s);
        if facets(&s).selected().is_some() {
            // A date or figure is shown with its number, none.
            assert_eq!(facets(&s).selected_count().unwrap().0, 0, "{typed}");
            continue;
        }
        press(&mut s, "<enter>");
        assert!(!s.state().filter.is_on() && shown(&s) == before, "{typed}");
        assert!(s.state().notice.is_some(), "{typed}");
    }
}

#[test]
fn certain_and_possible_are_told_apart_and_both_readings_are_listed() {
    let s = session(built_in(), (80, 24), "f3/1/2024");
    let shown = screen(&s);
    let row = |label: &str| shown.lines().find(|line| line.contains(label)).unwrap().to_owned();
    assert!(row("3 Jan 2024").contains(" 1 +") && row("1 Mar 2024").contains(" 0 +"), "{shown}");
    let first = shown.find("3 Jan 2024").unwrap();
    assert!(first < shown.find("1 Mar 2024").unwrap());
}

#[test]
fn choosing_what_is_listed_shows_as_many_as_it_says() {
    let words = "2024 2023 1 3 94 >5 50+ kabul iran russia mos is isis taliban front ta bomb raid attack suicide battle town day \
                 week conflict single scmp ged acled on:2024 killed:>=1 tr pk march 22.03.2024 3/1/2024 summer winter q1 since \
                 2021 at least none unknown kotu a e ! 'iran ^ta"
        .split_whitespace()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let typed = prop::collection::vec(prop::sample::select(words), 1..3).prop_map(|words| words.join(" "));
    let before =
        prop::sample::select(vec!["", "killed:>=1", "at:AF,PK", "on:2024 attack", "!verdict:same", "KIND:attack"]);
    let config = ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() };
    let (chosen, opened) = (std::cell::Cell::new(0), [built_in(), all_open()]);
    TestRunner::new(config)
        .run(&(0..2_usize, before, typed, 0..4_usize), |(which, before, typed, down)| {
            let Loaded { workspace, files, .. } = &opened[which];
            let loaded = Loaded { workspace: workspace.clone(), files: files.clone(), ..Loaded::default() };
            let mut s = session(loaded, (100, 30), "f");
            if !before.is_empty() {
                press(&mut s, &format!("{before}<enter>"));
            }
            let _ = s.step_through(Msg::Paste(typed.clone()));
            press(&mut s, &"<down>".repeat(down));
            let (part, numbers) = (facets(&s).selected(), facets(&s).selected_count());
            // The number of a value is that of the value alone: with another one chosen both are shown.
            let alone = match &part {
                // What is chosen already is taken out.
                Some(FilterPart::Value("killed", value)) => {
                    let chosen = format!("killed:{value}");
                    !s.state().filter.text.split_whitespace().any(|part| part == chosen)
                }
                Some(FilterPart::Value(field, _)) => !s.state().filter.has_field(field),
                Some(FilterPart::Query(query)) => !s.state().filter.text.contains(query.as_str()),
                None => false,
            };
            press(&mut s, "<enter>");
            if alone {
                prop_assert_eq!(numbers, Some(shown(&s)), "{}, with {}: {}", typed, before, s.state().filter.text);
                chosen.set(chosen.get() + 1);
            }
            Ok(())
        })
        .unwrap();
    assert!(chosen.get() > 20, "{} choices were checked", chosen.get());
}

#[test]
fn enter_waits_for_numbers_that_may_bring_a_better_row() {
    use parallax::app::Effect;
    use parallax::app::job::{Job, JobEnd, JobReport, JobResult};
    use parallax::keymap::chord;

    let mut s = session(built_in(), (80, 24), "f");
    let mut count = None;
    for key in chord::script("kabul<enter>").unwrap() {
        for effect in s.step(Msg::Key(key)) {
            if let Effect::Start(id, Job::Count(filters)) = effect {
                count = Some((id, filters));
            }
        }
    }
    // The actors in whose names the word stands are listed at once; the place is not, and is the better one.
    assert!(!s.state().filter.is_on());
    let (id, filters) = count.unwrap();
    let counts = s.search().count(&filters, &|| false).unwrap().unwrap();
    let _ = s.step_through(Msg::Job(id, JobReport::Ended(JobEnd::Done(JobResult::Counted(counts)))));
    assert_eq!(s.state().filter.text, "at:kabul");
    // A whole value needs no waiting.
    let mut s = session(built_in(), (80, 24), "f");
    for key in chord::script("iran<enter>").unwrap() {
        let _ = s.step(Msg::Key(key));
    }
    assert_eq!(s.state().filter.text, "at:IR");
}

/// What the foot of the values says of the killed in the selected one.
fn foot(session: &Session) -> String {
    let shown = screen(session);
    let line = shown.lines().find(|line| line.contains(": killed") && !line.contains(">50")).unwrap_or_default();
    line.split(": killed").nth(1).map_or_else(String::new, |rest| rest.trim_end_matches(['│', ' ', '█']).to_owned())
}

#[test]
fn the_killed_beside_a_value_are_those_of_the_entries_that_it_shows() {
    let (mut checked, mut by_several) = (0, 0);
    for loaded in [built_in(), all_open()] {
        let mut s = session(loaded, (120, 44), "skf");
        for _ in FACETS {
            for at in [0, 3] {
                press(&mut s, &"<down>".repeat(at));
                let (said, count) = (foot(&s), facets(&s).selected_count());
                press(&mut s, "<enter>");
                let entries = &s.state().entries;
                let tolls = &entries.tolls;
                let sum = with_range(tolls.between(0, entries.listed_certain().len()));
                match (&tolls.rules[..], count) {
                    (_, None | Some((0, _))) => {}
                    ([], _) => assert_eq!(said, ": no number that can be added"),
                    ([rule], _) => {
                        let rule = rule_words(s.workspace(), *rule);
                        assert!(said.starts_with(&format!("{rule}: {sum}")), "{said} for {rule}: {sum}");
                        checked += 1;
                    }
                    _ => {
                        assert!(said.starts_with(" —: "), "{said}");
                        by_several += 1;
                    }
                }
                press(&mut s, "<enter>");
                press(&mut s, &"<up>".repeat(at));
            }
            press(&mut s, "<tab>");
        }
    }
    assert!(checked > 12 && by_several > 3, "{checked} sums and {by_several} dashes were checked");
}

#[test]
fn the_list_of_values_shows_the_killed_or_a_dash_and_why() {
    // The depot: at least 12, 14. The range stays a range.
    let s = session(tiny(false), (80, 24), "f<tab>");
    let shown = screen(&s);
    assert!(shown.contains("entries") && shown.contains("entries  killed"), "{shown}");
    let row = |label: &str| shown.lines().find(|line| line.contains(label)).unwrap_or_default().to_owned();
    assert!(row("bombing").contains(" 1   12–14 █"), "{shown}");
    assert_eq!(foot(&s), ", highest printed: 14 (12–14); without series and parts");
    // Data sets count each by a rule: of a country in several, nothing is added.
    let s = session(all_open(), (80, 24), "f<down><down>");
    let shown = screen(&s);
    assert!(shown.contains(" — ") && foot(&s).starts_with(" —: several rules count these entries"), "{shown}");
    // One data set counts by one rule.
    let s = session(all_open(), (80, 24), "fin:ged<enter>");
    assert!(foot(&s).starts_with(" with attackers, GED best estimate: "), "{}", screen(&s));
    // No word of it where there is no room.
    let s = session(tiny(false), (60, 16), "f<tab>");
    assert!(!screen(&s).contains("12–14 ") && screen(&s).contains("bombing "), "{}", screen(&s));
}

#[test]
fn nothing_whole_ends_in_the_sign_of_a_cut() {
    for size in [(80, 24), (120, 40)] {
        for keys in ["fat:XX<enter><esc>", "fat:ZZ<enter><esc>", "fat:kab<enter><esc>"] {
            let mut s = session(built_in(), size, keys);
            let typed = s.state().filter.text.clone();
            let chip = |s: &Session| {
                let shown = screen(s);
                let at = shown.find("at:").unwrap_or_else(|| panic!("{typed} is not on:\n{shown}"));
                shown[at..].split_whitespace().next().unwrap_or_default().to_owned()
            };
            let wanted = if typed == "at:kab" { "at:^kab".to_owned() } else { typed.clone() };
            assert_eq!(chip(&s), wanted);
            press(&mut s, "gf");
            assert!(chip(&s).starts_with("at:") && !chip(&s).contains('…'), "{}", screen(&s));
        }
    }
}

#[test]
fn the_filter_says_in_full_why_it_lists_nothing() {
    for size in [(80, 24), (120, 40), (60, 20)] {
        let s = session(built_in(), size, "ffoo:bar");
        let nothing = facets(&s).nothing(&s.workspace().corpus);
        let shown = screen(&s).replace(['│', '┃'], " ");
        let words: Vec<&str> = shown.split_whitespace().collect();
        assert!(words.join(" ").contains(&nothing), "{nothing} is not on:\n{shown}");
    }
}

#[test]
fn the_filter_says_that_no_filter_has_a_name() {
    let mut s = session(built_in(), (80, 24), "fkilled:>50<enter><esc>@big<enter>f@big");
    assert!(screen(&s).contains("Enter adds the filter saved under this name."), "{}", screen(&s));
    press(&mut s, "x");
    let shown = screen(&s);
    assert!(shown.contains("no filter is saved as @bigx; did you mean “@big”?"), "{shown}");
    press(&mut s, "<enter>");
    assert!(screen(&s).lines().last().unwrap().contains("no filter is saved as @bigx"), "{}", screen(&s));
    press(&mut s, "<esc>f@nope");
    assert!(screen(&s).contains("no filter is saved as @nope") && !screen(&s).contains("Enter adds"), "{}", screen(&s));
}

#[test]
fn the_status_line_counts_as_the_chips_do() {
    for size in [(80, 24), (120, 40)] {
        let s = session(built_in(), size, "fkilled:>10<enter><esc>");
        let (certain, possible) = shown(&s);
        assert!(certain > 0 && possible > 0);
        let status = screen(&s).lines().rev().nth(1).unwrap().to_owned();
        assert!(status.contains(&format!("{certain} of 91 · {possible} possibly")), "{status}");
    }
}
