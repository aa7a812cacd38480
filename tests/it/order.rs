//! The order of the timeline: groups that fold, sorting, what several origins tell of, and a span of time as a filter.

use std::fmt::Write as _;

use parallax::app::entries::arrange::{Arrangement, SortKey, ToldBy, arrange};
use parallax::app::entries::{Entries, order};
use parallax::load::{Loaded, Request, load};
use parallax::model::Entry;
use parallax::session::Session;

use crate::fixture::{built_in, path, press, screen, session, tiny};
use crate::weighing::told;

/// The ids of the incidents listed, in the order of the list.
fn listed(session: &Session) -> Vec<String> {
    let state = session.state();
    let corpus = session.corpus();
    let entries = (0..state.entries.len()).filter_map(|at| state.entries.get(at));
    let incidents = entries.filter_map(|n| match session.workspace().entry(n) {
        Entry::Incident(id) => Some(corpus.str(corpus.incident(id).id).to_owned()),
        Entry::Record(_) => None,
    });
    incidents.collect()
}

fn mixed() -> Loaded {
    let paths = ["tests/fixtures/tiny", "tests/fixtures/sets/ged-251.csv", "tests/fixtures/sets/acled-2024.csv"];
    load(&Request { paths: paths.map(path).to_vec(), sources: Vec::new() })
}

#[test]
fn every_order_lists_each_entry_once_and_finds_it_again() {
    for loaded in [built_in(), tiny(false), mixed()] {
        let workspace = &loaded.workspace;
        let all = order(workspace);
        for key in SortKey::ALL {
            for turned in [false, true] {
                let arrangement = Arrangement { key, turned, told_by: ToldBy::Any };
                let mut entries = Entries::new(workspace, all.clone());
                entries.set_arrangement(workspace, arrangement);
                let mut numbers: Vec<u32> = (0..entries.len()).map(|at| entries.get(at).unwrap()).collect();
                for (at, &n) in numbers.iter().enumerate() {
                    assert_eq!(entries.position(workspace, n), Some(at), "{arrangement:?}");
                    assert_eq!(entries.item_at(entries.row_of(at)), Some(at), "{arrangement:?}");
                }
                numbers.sort_unstable();
                let mut wanted = all.to_vec();
                wanted.sort_unstable();
                assert_eq!(numbers, wanted, "{arrangement:?}");
            }
        }
    }
}

#[test]
fn entries_of_one_value_keep_the_order_of_time() {
    let loaded = mixed();
    let workspace = &loaded.workspace;
    let all = order(workspace);
    for key in [SortKey::Origins, SortKey::Verdict] {
        for section in arrange(workspace, &all, Arrangement { key, ..Arrangement::default() }, &[]) {
            let days: Vec<i32> = section.list.iter().map(|&n| workspace.day(n)).collect();
            assert!(days.is_sorted_by(|a, b| a >= b), "{key:?}: {days:?}");
        }
    }
}

#[test]
fn what_can_be_compared_comes_before_series_open_dates_and_what_has_no_date() {
    let s = session(built_in(), (120, 60), "");
    let ids = listed(&s);
    let at = |id: &str| ids.iter().position(|known| known == id).unwrap();
    assert!(at("kerman-bombings") < at("boston-marathon-2013"));
    assert!(at("boston-marathon-2013") < at("qom-shrine-arrests"), "a date open at its beginning");
    let corpus = s.corpus();
    let first_series = corpus.incidents().filter(|(_, i)| i.scope == parallax::model::Scope::Series);
    let first_series = first_series.map(|(_, i)| at(corpus.str(i.id))).min().unwrap();
    assert!(at("qom-shrine-arrests") < first_series && first_series < at("ukraine-war"));
}

#[test]
fn groups_fold_and_a_jump_into_one_unfolds_it() {
    let mut s = session(built_in(), (80, 24), "GzM");
    let shown = screen(&s);
    assert!(shown.contains("+ series: 39") && shown.contains("▸+ undated: 6"), "{shown}");
    assert_eq!(s.state().selected(), None);
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("− undated: 6"), "{}", screen(&s));
    press(&mut s, "za");
    assert!(screen(&s).contains("▸+ undated: 6"), "{}", screen(&s));
    press(&mut s, "/ukraine war<enter>");
    assert!(screen(&s).contains("− undated: 6") && screen(&s).contains("+ series: 39"), "{}", screen(&s));
    press(&mut s, "<esc>zR");
    assert!(!screen(&s).contains("+ series"), "{}", screen(&s));
}

#[test]
fn the_deadliest_come_first_and_counting_rules_are_kept_apart() {
    let mut s = session(mixed(), (120, 40), "sk");
    let shown = screen(&s);
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words} is not on:\n{shown}"));
    assert!(at("3 incidents, highest printed first") < at("GED: 8, best estimate"));
    assert!(at("GED: 8, best estimate") < at("ACL: 6, at least"), "{shown}");
    assert!(at("Depot blast") < at("Plot against"), "no number is last");
    assert!(at("GED: 8") < at("2023       Feb Tarn"), "the year stands in the date:\n{shown}");
    press(&mut s, "sk");
    let turned = screen(&s);
    assert!(turned.contains("▴killed") && turned.contains("the lowest number first"), "{turned}");
    assert!(turned.contains("3 incidents, lowest printed first"), "the heading says it too:\n{turned}");
}

#[test]
fn the_column_that_is_sorted_by_stays_on_a_narrow_screen() {
    for size in [(60, 16), (80, 24)] {
        for (keys, head) in [("sk", "▾killed"), ("so", "▾orig"), ("sv", "▾sign")] {
            let shown = screen(&session(mixed(), size, keys));
            assert!(shown.contains(head), "{size:?} {keys}: no {head} on:\n{shown}");
        }
    }
}

#[test]
fn only_the_order_by_date_has_headings_of_years() {
    for keys in ["sk", "sksk", "so", "sv"] {
        let mut s = session(built_in(), (120, 60), keys);
        loop {
            let shown = screen(&s);
            let is_heading = |line: &str| {
                let left: String = line.chars().skip(1).take(58).collect();
                left.trim().len() == 4 && left.trim().parse::<i32>().is_ok()
            };
            assert!(!shown.lines().any(is_heading), "{keys}:\n{shown}");
            let before = s.state().timeline.list.cursor;
            press(&mut s, "<pgdn>");
            if s.state().timeline.list.cursor == before {
                break;
            }
        }
    }
}

#[test]
fn the_head_bears_the_sign_of_the_order() {
    for (keys, sign) in [
        ("", "▾date"),
        ("sd", "▴date"),
        ("sk", "▾killed"),
        ("so", "▾origins"),
        ("sv", "▾verdict"),
        ("svsv", "▴verdict"),
    ] {
        let shown = screen(&session(built_in(), (120, 40), keys));
        assert!(shown.contains(sign), "{keys}: {sign} is not on:\n{shown}");
    }
}

#[test]
fn what_several_origins_tell_of_is_one_key_away() {
    let mut s = session(built_in(), (120, 40), "S");
    let several = listed(&s);
    assert_eq!(several.len(), 20, "{several:?}");
    let shown = screen(&s);
    assert!(shown.contains("told by several origins"), "{shown}");
    // The more origins, the further up; within one number, the latest first.
    assert_eq!(several[..4], ["taliban-takeover-2021", "crocus-city-hall", "istanbul-church", "kerman-bombings"]);
    for heading in
        ["− told by 4 origins: 1", "− told by 3 origins: 3", "− told by 2 origins: 2", "− series: 12 told together"]
    {
        assert!(shown.contains(heading), "{heading} is not on:\n{shown}");
    }
    press(&mut s, "sd");
    let turned = listed(&s);
    assert_eq!(turned[..4], ["taliban-takeover-2021", "kerman-bombings", "istanbul-church", "crocus-city-hall"]);
    press(&mut s, "sd");
    press(&mut s, "S");
    assert_eq!(listed(&s).len(), 39);
    press(&mut s, "S");
    assert_eq!(listed(&s).len(), 91);
}

#[test]
fn a_span_of_time_becomes_a_chip() {
    let mut s = session(built_in(), (120, 40), "/kerman bombings<enter><esc>v/crocus<enter><esc>v");
    let shown = screen(&s);
    assert!(shown.contains("on:2024-01-03/2024-03-22"), "{shown}");
    assert!(shown.contains("Istanbul church") && !shown.contains("Besham"), "{shown}");
    press(&mut s, "Fv<esc>v");
    assert!(!s.state().filter.is_on(), "given up, then begun again");
}

#[test]
fn many_entries_are_sorted_by_a_job() {
    let sample = std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    let (head, rest) = sample.split_once('\n').unwrap();
    let row = rest.lines().find(|row| row.starts_with("910002")).unwrap();
    let mut text = format!("{head}\n");
    for n in 0..20_010 {
        writeln!(text, "{}", row.replacen("910002", &(1_000_000 + n).to_string(), 1)).unwrap();
    }
    let folder = std::env::temp_dir().join(format!("parallax-order-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("ged-251.csv");
    std::fs::write(&file, text).unwrap();
    let mut s = session(load(&Request { paths: vec![file], sources: Vec::new() }), (80, 24), "");
    let effects =
        ["s", "k"].map(|key| s.step(parallax::app::Msg::Key(parallax::keymap::chord::script(key).unwrap()[0])));
    let asked = effects.iter().flat_map(parallax::app::Effects::iter);
    let jobs = asked.filter(|effect| format!("{effect:?}").contains("Sort {")).count();
    assert_eq!(jobs, 1, "a job is asked for");
    assert!(s.state().entries.is_waiting() && screen(&s).contains("sorting …"), "{}", screen(&s));
    let mut s = session(s.into_loaded(), (80, 24), "sk");
    assert!(!s.state().entries.is_waiting() && screen(&s).contains("GED: 20,010"), "{}", screen(&s));
    press(&mut s, "sd");
    assert!(!screen(&s).contains("GED: 20,010"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn who_sorts_at_the_top_stays_at_the_top() {
    let mut s = session(built_in(), (100, 30), "");
    let latest = s.state().selected();
    press(&mut s, "sk");
    assert_eq!(s.state().timeline.list.cursor, 0);
    assert_ne!(s.state().selected(), latest);
    // Elsewhere the entry is what was looked at.
    press(&mut s, "sdjjj");
    let looked_at = s.state().selected();
    press(&mut s, "sk");
    assert_eq!(s.state().selected(), looked_at);
}

/// The row of the histogram that says what it is, and the rest of the screen's first rows.
fn histogram(loaded: Loaded, size: (u16, u16), keys: &str) -> String {
    let s = session(loaded, size, keys);
    screen(&s).lines().take(8).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_histogram_shows_the_killed_where_the_list_is_sorted_by_them_and_one_rule_counts_them() {
    let shown = histogram(crate::fixture::tiny(false), (120, 44), "sk/depot<enter>");
    assert!(shown.contains("killed, highest printed · ▲ 14 (12–14) in 1 entry"), "{shown}");
    assert!(shown.contains("│14 "), "the scale is the highest bar's number: {shown}");
    let by_date = histogram(crate::fixture::tiny(false), (120, 44), "");
    assert!(!by_date.contains("killed, ") && by_date.contains("│1 "), "{by_date}");
    let set = || load(&Request { paths: vec![path("tests/fixtures/sets/ged-251.csv")], sources: Vec::new() });
    let shown = histogram(set(), (120, 44), "sk");
    assert!(shown.contains("killed with attackers, GED best estimate · ▲ 30"), "{shown}");
    // Where several rules count, nothing is added up.
    let shown = histogram(mixed(), (120, 44), "sk");
    assert!(shown.contains("bars: entries; 3 rules of counting killed, not added"), "{shown}");
    // A filter that leaves one rule brings them back, and undo takes the order back.
    let shown = histogram(mixed(), (120, 44), "skfin:ged<enter><esc>");
    assert!(shown.contains("GED best estimate"), "{shown}");
    assert!(!histogram(set(), (120, 44), "sku").contains("killed with attackers"));
    // On a low screen the strip counts entries.
    let low = histogram(set(), (120, 30), "sk");
    assert!(low.contains("█=") && !low.contains("killed with attackers"), "{low}");
}

#[test]
fn sums_of_the_killed_count_no_one_twice() {
    let s = session(built_in(), (120, 44), "sk");
    let (corpus, entries) = (s.corpus(), &s.state().entries);
    let listed = entries.listed_certain();
    let highest = |id| parallax::model::toll::PrintedToll::of(corpus, id).highest.unwrap_or(0);
    let naive: u64 = corpus.incidents().map(|(id, _)| u64::from(highest(id))).sum();
    let is_part = |incident: &parallax::model::Incident| {
        let mut links = incident.relations.iter();
        links.any(|link| link.link == parallax::model::incident::Link::PartOf && highest(link.to) > 0)
    };
    let single = corpus.incidents().filter(|(_, i)| i.scope == parallax::model::Scope::Single && !is_part(i));
    let wanted: u64 = single.map(|(id, _)| u64::from(highest(id))).sum();
    let sum = entries.tolls.between(0, listed.len());
    assert_eq!(sum.drawn, wanted);
    assert!(sum.low <= sum.drawn && sum.drawn <= sum.high && wanted <= naive, "{sum:?}, {naive}");
}

#[test]
fn series_and_parts_of_what_has_a_number_are_not_added() {
    let sum = |changes: &[(&str, &str)]| {
        let scratch = crate::visits::copied();
        let corpus = scratch.0.join("corpus");
        for (from, to) in changes {
            crate::visits::edit(&corpus, "incidents/bridge-plot.toml", from, to);
        }
        let s = session(load(&Request { paths: vec![corpus], sources: Vec::new() }), (120, 44), "sk");
        let entries = &s.state().entries;
        entries.tolls.between(0, entries.listed_certain().len())
    };
    let drawn = |changes: &[(&str, &str)]| sum(changes).drawn;
    let five = ("claims = [\n", "claims = [\n  { facet = \"killed\", figure = 5, words = \"five\" },\n");
    let part = "\n[[relation]]\nkind = \"part-of\"\nto = \"depot-blast\"\narticle = \"gazette\"\npassage = 2\nwords = \"part\"\n";
    assert_eq!(drawn(&[five]), 19);
    assert_eq!(drawn(&[five, ("kind = ", "scope = \"series\"\nkind = ")]), 14);
    assert_eq!(drawn(&[five, ("\n[[account]]", &format!("{part}\n[[account]]"))]), 14);
    // The end of *up to five* is no lower end: nobody says that five died.
    let up_to =
        (five.0, "claims = [\n  { facet = \"killed\", figure = 5, qualifier = \"up-to\", words = \"up to five\" },\n");
    let (exactly, at_most) = (sum(&[five]), sum(&[up_to]));
    assert_eq!((exactly.low - at_most.low, exactly.drawn, at_most.drawn), (5, 19, 19));
}

#[test]
fn a_date_keeps_its_year_where_the_order_is_another() {
    for (size, keys) in [((60, 20), "sk"), ((80, 24), "sk"), ((60, 20), "sv"), ((120, 40), "sk")] {
        let s = session(built_in(), size, keys);
        let shown = screen(&s);
        let rows: Vec<&str> = shown.lines().skip(4).take(8).filter_map(|row| row.split(['│', '┃']).nth(1)).collect();
        let has_year = |row: &&str| {
            let digits: Vec<&str> = row.split(|c: char| !c.is_ascii_digit() && c != '’').collect();
            digits.iter().any(|word| word.len() == 4 && word.starts_with("20") || word.contains('’'))
        };
        let dated: Vec<&&str> = rows.iter().filter(|row| row.contains(" Mar") || row.contains("Aug")).collect();
        assert!(!dated.is_empty() && dated.iter().all(|row| has_year(row)), "{keys}:\n{shown}");
    }
}

#[test]
fn origins_of_drafts_tell_nothing_yet_and_no_origin_is_no_number() {
    let said = r#"facet = "place", value = "town""#;
    let draft = r#"facet = "place", value = "town", draft = "plain", rule = "place""#;
    let drafted = "draft = \"guess\"\nrule = \"incident\"";
    for (head, weigh, claim, heading) in [
        ("", "", said, "− told by 2 origins: 1"),
        (drafted, "", draft, "− drafts of 2 origins: 1"),
        ("", "weigh = false", said, "− told by no origin that counts: 1"),
        (drafted, "weigh = false", draft, "− drafts of no origin that counts: 1"),
    ] {
        let loaded = told(head, &[("a", 1, weigh, claim), ("b", 1, weigh, claim)]);
        // Where nothing is confirmed, the articles are shown first.
        let keys = if head.is_empty() { "so" } else { "qso" };
        let shown = screen(&session(loaded, (80, 24), keys));
        assert!(shown.contains(heading), "{heading} is not on:\n{shown}");
    }
}
