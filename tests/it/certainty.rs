//! What is certain and what is only possible: in filters, facets, the finder and on screen.

use std::collections::HashSet;
use std::path::PathBuf;

use parallax::load::{Loaded, Request, load};
use parallax::present::killed::in_column;
use parallax::search::filter_result::{FilterResult, filter_entries};
use parallax::search::workspace::{WorkspaceIndex, search};
use parallax::search::{Answer, Hit, Query};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::fixture::{built_in, path, press, screen, session, tiny};

/// Every data set of the tests that can be read whole.
const SETS: [&str; 12] = [
    "ged-251.csv",
    "ged-191.csv",
    "ged-hdx.csv",
    "acled-2024.csv",
    "acled-v5-upper.csv",
    "gtd-full.csv",
    "gtd-reduced.csv",
    "gtd.xlsx",
    "pitf.tsv",
    "icews.tab",
    "polecat.tab",
    "hostile.csv",
];

fn set(name: &str) -> PathBuf {
    path("tests/fixtures/sets").join(name)
}

struct Opened {
    loaded: Loaded,
    index: WorkspaceIndex,
    order: std::sync::Arc<[u32]>,
}

impl Opened {
    fn new(loaded: Loaded) -> Self {
        let index = WorkspaceIndex::new(&loaded.workspace, None);
        let order = parallax::app::entries::order(&loaded.workspace);
        Self { loaded, index, order }
    }

    fn of(paths: Vec<PathBuf>) -> Self {
        Self::new(load(&Request { paths, sources: Vec::new() }))
    }

    fn filter(&self, typed: &str) -> FilterResult {
        let query = Query::parse(typed);
        assert!(query.problems.is_empty(), "{typed}: {:?}", query.problems);
        filter_entries(&self.loaded.workspace, &self.index, &self.order, &query, true, &|| false).unwrap()
    }

    fn find(&self, typed: &str) -> Answer {
        search(&self.loaded.workspace, &self.index, &Query::parse(typed), usize::MAX, &|| false).unwrap()
    }

    /// Ids of the incidents that pass certainly, and of those that pass possibly.
    fn ids(&self, typed: &str) -> (Vec<String>, Vec<String>) {
        let corpus = self.loaded.corpus();
        let ids = |list: &[u32]| {
            let all = list.iter().filter_map(|&n| match self.loaded.workspace.entry(n) {
                parallax::model::Entry::Incident(id) => Some(corpus.str(corpus.incident(id).id).to_owned()),
                parallax::model::Entry::Record(_) => None,
            });
            all.collect::<Vec<_>>()
        };
        let result = self.filter(typed);
        (ids(&result.shown), ids(&result.possible))
    }
}

/// Chooses every value of every facet, with each filter already on, and compares the numbers.
fn check_every_value(opened: &Opened, before: &[&str]) -> usize {
    let mut checked = 0;
    for before in before {
        for facet in opened.filter(before).facets.iter() {
            // The count is that of the filter without the facet's own field.
            let others = without(before, facet.field);
            for value in &facet.values {
                let chosen = format!("{others} {}:{}", facet.field, value.value);
                let shown = opened.filter(&chosen);
                let numbers = (shown.shown.len(), shown.possible.len());
                assert_eq!(numbers, (value.count, value.possible), "{chosen}, with {before} on");
                checked += 1;
            }
        }
    }
    checked
}

const BEFORE: [&str; 6] = ["", "killed:>=5", "on:2024", "killed:?>=100", "at:AF,PK !verdict:same", "after:2015 attack"];

/// The parts of a filter without the field that choosing a value of a facet changes.
fn without(before: &str, field: &str) -> String {
    before.split(' ').filter(|chip| !chip.starts_with(&format!("{field}:"))).collect::<Vec<_>>().join(" ")
}

/// Narrows every value of every facet to every year, and compares the numbers with the columns of the value.
fn check_every_year(opened: &Opened, before: &[&str]) -> usize {
    let mut checked = 0;
    for before in before {
        let counted = opened.filter(before);
        let axis = counted.axis.unwrap();
        assert_eq!(axis.step, 1, "each column is a year");
        for facet in counted.facets.iter().filter(|facet| facet.field != "on") {
            let others = without(before, facet.field);
            for value in &facet.values {
                for (year, (certain, possible)) in (axis.first..).zip(value.years.columns(axis, 1)) {
                    let chosen = format!("{others} {}:{} on:{year}", facet.field, value.value);
                    let shown = opened.filter(&chosen);
                    assert_eq!(shown.shown.len(), certain as usize, "{chosen}");
                    assert_eq!(!shown.possible.is_empty(), possible, "{chosen}");
                    checked += 1;
                }
            }
        }
    }
    checked
}

#[test]
fn every_column_of_years_has_as_many_as_the_value_in_that_year() {
    assert!(check_every_year(&Opened::new(built_in()), &["", "killed:>=5"]) > 2000);
    assert!(check_every_year(&Opened::new(tiny(false)), &[""]) > 20);
    for name in ["ged-251.csv", "acled-2024.csv", "polecat.tab"] {
        assert!(check_every_year(&Opened::of(vec![set(name)]), &["", "killed:>=1"]) > 5, "{name}");
    }
}

#[test]
fn every_value_of_every_facet_shows_as_many_as_it_says_in_the_corpus() {
    assert!(check_every_value(&Opened::new(built_in()), &BEFORE) > 200);
    assert!(check_every_value(&Opened::new(tiny(false)), &["", "killed:>1"]) > 10);
}

#[test]
fn every_value_of_every_facet_shows_as_many_as_it_says_in_each_data_set() {
    for name in SETS {
        let opened = Opened::of(vec![set(name)]);
        assert!(check_every_value(&opened, &["", "killed:>=1", "before:2020"]) > 3, "{name}");
    }
}

#[test]
fn every_value_of_every_facet_shows_as_many_as_it_says_with_all_open() {
    let paths = std::iter::once(path("data")).chain(SETS.map(set)).collect();
    assert!(check_every_value(&Opened::of(paths), &["", "killed:>=5", "on:2024"]) > 300);
}

#[test]
fn a_figure_satisfies_certainly_only_what_its_source_states() {
    let opened = Opened::new(built_in());
    // 94 is printed by one source; about 90, more than 90 and open bounds are possible.
    let (certain, possible) = opened.ids("killed:94");
    assert_eq!(certain, ["kerman-bombings"]);
    assert!(!possible.is_empty() && !possible.contains(&"kerman-bombings".to_owned()));
    // Nothing in the five articles certainly has a thousand dead; Kerman's "more than 90" has no upper bound.
    let (certain, possible) = opened.ids("killed:>=1000");
    assert!(!certain.contains(&"kerman-bombings".to_owned()) && possible.contains(&"kerman-bombings".to_owned()));
    // The dead of the checkpoint are attackers; the toll of the shrine is joint.
    let (certain, possible) = opened.ids("killed:>=5");
    assert!(!certain.iter().chain(&possible).any(|id| id == "tajik-checkpoint-2019"));
    assert!(!certain.contains(&"shah-cheragh-2022".to_owned()) && possible.contains(&"shah-cheragh-2022".to_owned()));
}

#[test]
fn a_figure_in_doubt_satisfies_possibly_at_most() {
    let opened = Opened::new(built_in());
    // More than 30, which may be part of what the branch claimed.
    let (certain, possible) = opened.ids("killed:>5");
    let tebyan = "tebyan-centre-bombing".to_owned();
    assert!(!certain.contains(&tebyan) && possible.contains(&tebyan), "{certain:?}");
    let reason = opened.find("killed:>5 kind:incident tebyan").hits[0].reason();
    assert!(reason.contains("possibly: killed >30, in doubt (?)"), "{reason}");
    // What satisfies certainly stands without a `?` in the timeline.
    let corpus = opened.loaded.corpus();
    for id in opened.ids("killed:>=0").0 {
        let shown = in_column(corpus, corpus.find_incident(&id).unwrap());
        assert!(!shown.is_empty() && !shown.ends_with('?'), "{id}: {shown}");
    }
}

#[test]
fn a_date_satisfies_certainly_only_if_all_its_days_do() {
    let opened = Opened::new(built_in());
    let (certain, possible) = opened.ids("before:2016");
    // "Until 22 March 2024" is not before 2016.
    assert!(!certain.contains(&"us-warning-russia".to_owned()) && possible.contains(&"us-warning-russia".to_owned()));
    let (certain, possible) = opened.ids("on:2023");
    // "A year ago" in March 2024 is about 2023.
    assert!(!certain.contains(&"foreign-policy-warning-2023".to_owned()), "{certain:?}");
    assert!(possible.contains(&"foreign-policy-warning-2023".to_owned()));
}

#[test]
fn a_place_that_only_the_editor_gives_is_possible() {
    // A copy of the corpus whose editor puts the shrine into another city than its only source.
    let folder = std::env::temp_dir().join(format!("parallax-shrine-{}", std::process::id()));
    for part in ["articles", "incidents", "quotes", "names"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
        for file in std::fs::read_dir(path("data").join(part)).into_iter().flatten() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.join(part).join(file.file_name())).unwrap();
        }
    }
    std::fs::copy(path("data/corpus.toml"), folder.join("corpus.toml")).unwrap();
    let names = std::fs::read_to_string(path("data/names.toml")).unwrap();
    let (before, after) = names.split_once("id = \"shah-cheragh\"").unwrap();
    let after = after.replacen("part_of = \"isfahan\"", "part_of = \"fars\"", 1);
    let fars = "[[place]]\nid = \"fars\"\nname = \"Fars Province\"\npart_of = \"iran\"\ncountry = \"IR\"\n";
    std::fs::write(folder.join("names.toml"), format!("{before}id = \"shah-cheragh\"{after}\n{fars}")).unwrap();
    let opened = Opened::of(vec![folder.clone()]);
    std::fs::remove_dir_all(&folder).unwrap();
    let shrines = |ids: &[String]| ids.iter().filter(|id| id.starts_with("shah-cheragh")).count();
    let (certain, possible) = opened.ids("at:\"Fars Province\"");
    assert_eq!((certain.len(), shrines(&possible)), (0, 2), "{certain:?} {possible:?}");
    // The source says Isfahan, and names the shrine.
    assert_eq!(shrines(&opened.ids("at:Isfahan").0), 2);
    assert_eq!(shrines(&opened.ids("at:\"Shah Cheragh\"").0), 2);
    assert_eq!(shrines(&opened.ids("at:IR").0), 2);
    let answer = opened.find("at:Fars kind:incident");
    assert_eq!(answer.readings[0], "at:'Fars");
    let reason = answer.hits[0].reason();
    assert!(reason.starts_with("possibly: ") && reason.contains("by the editor; a source says Isfahan"), "{reason}");
    // The passage that makes the claim is no more certain.
    assert!(opened.find("at:Fars").hits.iter().all(|hit| !hit.is_certain()));
}

#[test]
fn what_an_account_says_of_something_else_satisfies_and_corroborates_nothing() {
    let folder = std::env::temp_dir().join(format!("parallax-aside-{}", std::process::id()));
    for part in ["articles", "incidents"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
        for file in std::fs::read_dir(path("tests/fixtures/tiny").join(part)).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.join(part).join(file.file_name())).unwrap();
        }
    }
    for file in ["corpus.toml", "names.toml"] {
        std::fs::copy(path("tests/fixtures/tiny").join(file), folder.join(file)).unwrap();
    }
    let aside = "\n[[account]]\narticle = \"courier\"\npassage = 1\nhedge = \"of another threat\"\nweigh = false\n\
                 claims = [ { facet = \"killed\", figure = 500, words = \"five hundred\" } ]\n";
    let file = folder.join("incidents/threat-to-ferries.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text + aside).unwrap();
    let opened = Opened::of(vec![folder.clone()]);
    std::fs::remove_dir_all(&folder).unwrap();
    let (certain, possible) = opened.ids("killed:>400");
    assert!(!certain.contains(&"threat-to-ferries".to_owned()), "{certain:?}");
    assert!(!possible.contains(&"threat-to-ferries".to_owned()), "{possible:?}");
    // Two articles report it, of which one speaks of another threat.
    assert_eq!(opened.ids("sources:1").0, Opened::new(tiny(false)).ids("sources:1").0);
}

#[test]
fn an_alternative_that_does_not_apply_voids_no_other() {
    let opened = Opened::new(built_in());
    let quotes = opened.find("kind:quote").all;
    assert!(quotes > 0);
    // No quotation is a bombing, and no bombing a quotation.
    assert_eq!(opened.find("kind:quote,bombing").all, quotes + opened.find("kind:bombing").all);
}

#[test]
fn a_country_is_one_whatever_it_is_called() {
    let opened = Opened::new(built_in());
    for names in [
        ["at:Russia", "at:RU", "at:\"=Russia\""],
        ["at:Pakistan", "at:pk", "at:\"=Pakistan\""],
        ["at:Afghanistan", "at:AF", "at:\"=Afghanistan\""],
        ["at:Uzbekistan", "at:UZ", "at:\"=Uzbekistan\""],
    ] {
        let found = names.map(|typed| opened.ids(typed));
        assert!(!found[0].0.is_empty() && found.iter().all(|f| *f == found[0]), "{names:?}");
    }
    // A set that writes alpha-3 codes has names.
    let pitf = Opened::of(vec![set("pitf.tsv"), set("polecat.tab")]);
    let countries = &pitf.filter("").facets[0].values;
    assert!(countries.iter().all(|v| v.label.len() != 3), "{countries:?}");
    assert_eq!(pitf.filter("at:nigeria").shown, pitf.filter("at:NG").shown);
    assert!(!pitf.filter("at:nigeria").shown.is_empty());
}

#[test]
fn a_name_is_read_whole_before_its_words_and_a_beginning_last() {
    let opened = Opened::new(built_in());
    let read = |typed: &str| opened.filter(typed).readings;
    assert_eq!(read("at:Kerman in:scmp"), ["at:=Kerman", "in:=scmp"]);
    assert_eq!(read("kind:war !at:I killed:>5"), ["kind:=war", "!at:^I", "killed:>5"]);
    assert_eq!(read("at:ru who:ttp"), ["at:RU", "who:=ttp"]);
    // A warning is no war.
    let kinds = opened.find("kind:war");
    assert!(kinds.hits.iter().all(|hit| hit.reason().contains("kind:=war")) && !kinds.hits.is_empty());
    assert!(opened.filter("kind:war").shown.len() < opened.filter("kind:^war").shown.len());
    // The article, not its republication.
    assert!(opened.filter("in:scmp").shown.len() < opened.filter("in:^scmp").shown.len());
    // The group, not its branches.
    let group = opened.filter("who:\"Islamic State\"").shown.len();
    assert!(group < opened.filter("who:\"^islamic state\"").shown.len());
}

#[test]
fn a_passage_is_judged_by_what_it_says_itself() {
    let opened = Opened::new(built_in());
    let kinds = |typed: &str| {
        let hits = opened.find(typed).hits;
        hits.into_iter().filter(Hit::is_certain).map(|hit| hit.target.kind().word()).collect::<HashSet<_>>()
    };
    assert!(!kinds("killed:>=1000").contains("quote"));
    let all = opened.find("on:2024-03-22");
    assert!(all.all < 71, "{} hits", all.all);
    for hit in all.hits.iter().filter(|hit| hit.is_certain()) {
        assert!(hit.reason().contains("dated 22 Mar 2024"), "{}", hit.reason());
    }
    assert_eq!(kinds("verdict:conflict kind:passage").len(), 0);
}

#[test]
fn what_is_possible_stands_after_what_is_certain_under_its_number() {
    let mut s = session(built_in(), (120, 40), "fkilled:>=100<enter><esc>");
    let (certain, possible) = (s.state().entries.shown.len(), s.state().entries.possible.len());
    assert!(certain > 0 && possible > 0);
    let shown = screen(&s);
    assert!(shown.contains(&format!("{certain} of 91 · {possible} possibly")), "{shown}");
    assert!(shown.contains(&format!("possibly: {possible}")), "{shown}");
    // Moving goes through both parts, and every row can be found again.
    press(&mut s, "G");
    assert_eq!(s.state().timeline.list.cursor, certain + possible - 1);
    let entries = &s.state().entries;
    for at in 0..entries.len() {
        let entry = entries.get(at).unwrap();
        assert_eq!(entries.position(s.workspace(), entry), Some(at));
        let rows = entries.rows_of(at);
        assert_eq!(entries.row(rows.end - 1), Some(parallax::app::entries::TimelineRow::Entry(entry)));
        assert_eq!(entries.row_of(at), rows.end - 1);
        assert_eq!(entries.is_possible(rows.end - 1), at >= certain);
        assert_eq!(entries.shows(s.workspace(), entry), at < certain);
    }
    press(&mut s, "ggm:2015<enter>");
    assert!(s.state().timeline.list.cursor < certain, "a date is sought among the certain ones");
    // Only possible ones: they are listed under the heading too.
    press(&mut s, "Ffkilled:?>=1000<enter><esc>");
    assert!(s.state().entries.shown.is_empty() && !s.state().entries.possible.is_empty());
    assert!(screen(&s).contains("0 of 91"), "{}", screen(&s));
    press(&mut s, ":2024-01<enter>jk");
    assert!(s.state().subject.is_some());
}

#[test]
fn the_finder_lists_possible_hits_below_a_heading() {
    let mut s = session(built_in(), (120, 40), "/kind:incident killed:>=100");
    let answer = &s.state().finder().unwrap().answer;
    let (certain, all) = (answer.certain(), answer.all);
    assert!(certain > 0 && certain + answer.possible == all);
    let shown = screen(&s);
    assert!(shown.contains(&format!("possibly: {}", all - certain)), "{shown}");
    assert!(shown.contains("no upper bound"), "{shown}");
    // The heading is no hit: the next one below it is.
    for _ in 0..certain {
        press(&mut s, "<down>");
    }
    let finder = s.state().finder().unwrap();
    assert!(!finder.selected().unwrap().is_certain());
    assert!(screen(&s).contains(&format!("{certain} hit")));
}

/// Fields, and words, of the built-in corpus and the data sets.
fn any_field() -> impl Strategy<Value = String> {
    let fields = "killed:>5 killed:94 killed:<=20 killed:?>=1000 on:2024 on:2023-03 on:?2024 after:2020 before:2016 before:?2020 \
                  at:AF at:Russia at:?Shiraz at:I who:ttp who:isis-k kind:attack kind:battle in:scmp in:ged verdict:single \
                  precision:town dated:day sources:>=2 attack kabul !moscow !killed:>5 !on:2024 !killed:?>5 !at:IR";
    prop::sample::select(fields.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
}

#[test]
fn the_laws_of_certainty_hold() {
    let opened =
        Opened::of(vec![path("data"), set("ged-251.csv"), set("acled-2024.csv"), set("pitf.tsv"), set("gtd-full.csv")]);
    let config = ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() };
    let set = |list: &[u32]| list.iter().copied().collect::<HashSet<u32>>();
    TestRunner::new(config)
        .run(&(prop::collection::vec(any_field(), 0..3), any_field()), |(before, field)| {
            let before = before.join(" ");
            let (a, b) = (opened.filter(&before), opened.filter(&format!("{before} {field}")));
            let (certain, possible) = (set(&a.shown), set(&a.possible));
            prop_assert!(certain.is_disjoint(&possible));
            // A further field never adds a certain entry, nor any entry.
            prop_assert!(set(&b.shown).is_subset(&certain));
            let all: HashSet<u32> = certain.union(&possible).copied().collect();
            prop_assert!(set(&b.possible).is_subset(&all));
            // A negated field and the field share no certain entry.
            let (plain, not) = (opened.filter(&field), opened.filter(&format!("!{field}").replace("!!", "")));
            prop_assert!(set(&plain.shown).is_disjoint(&set(&not.shown)));
            // `?x` is what `x` lets through only possibly, and nothing of it is certain.
            if let Some((name, value)) = field.split_once(':')
                && !value.starts_with('?')
                && !name.starts_with('!')
                && ["killed", "on", "after", "before", "at", "who"].contains(&name)
            {
                let asked = opened.filter(&format!("{name}:?{value}"));
                prop_assert!(asked.shown.is_empty());
                prop_assert_eq!(&asked.possible, &plain.possible);
            }
            // The finder counts entries as the filter does.
            if !field.contains("in:scmp") && field.contains(':') {
                let found = opened.find(&format!("kind:incident {field}"));
                prop_assert_eq!(found.all - found.possible, plain.shown.len());
                prop_assert_eq!(found.possible, plain.possible.len());
            }
            Ok(())
        })
        .unwrap();
}
