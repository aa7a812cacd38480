//! The built-in corpus beside invented records of its attacks in three formats, with links between them.

use std::process::Command;

use parallax::app::pictured::pictured;
use parallax::diagnostic::Severity;
use parallax::exporting::views;
use parallax::load::{Loaded, Request, load, open};
use parallax::model::figure::Party;
use parallax::model::{Curie, Entry, Facet, Subject, Verdict};
use parallax::present::exported::{ExportedView, ViewFormat};
use parallax::session::Session;
use serde_json::Value as Json;

use crate::fixture::{path, press, screen, session};

const SETS: [&str; 3] = ["ged251.csv", "acled.csv", "gtd.csv"];

fn request() -> Request {
    let sets = SETS.map(|name| path("tests/fixtures/crosswalk").join(name));
    Request { paths: std::iter::once(path("data")).chain(sets).collect(), sources: Vec::new() }
}

fn linked() -> Loaded {
    let mut opened = open(&request());
    opened.read_links(&path("tests/fixtures/crosswalk/links.tsv"));
    let loaded = opened.finish();
    assert!(loaded.report.messages.is_empty(), "{:?}", loaded.report.messages);
    loaded
}

fn entry(loaded: &Loaded, name: &str) -> Entry {
    loaded.workspace.named(&Curie::parse(name).unwrap()).unwrap()
}

fn subject(loaded: &Loaded, name: &str) -> Subject {
    loaded.joined(entry(loaded, name))
}

/// The verdict and the figures of a row, each with its source.
fn row(subject: &Subject, facet: Facet, party: Party) -> (Option<Verdict>, Vec<String>) {
    let row = subject.ledger().rows.iter().find(|r| (r.facet, r.party) == (facet, party)).unwrap();
    let said = row.cells.iter().flatten().map(|&id| {
        let corpus = subject.corpus(id.member);
        let claim = corpus.claim(id.id);
        let article = corpus.article(corpus.article_of(corpus.account(claim.account)));
        let hedge = corpus.given(claim.hedge).map(|hedge| format!(" [{hedge}]")).unwrap_or_default();
        format!("{} {}{hedge}", corpus.str(article.id), parallax::present::words::value(corpus, claim))
    });
    (row.verdict, said.collect())
}

fn run(args: &[&str]) -> String {
    let sets = SETS.map(|name| format!("tests/fixtures/crosswalk/{name}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.current_dir(path("")).args(args).arg("data").args(sets).arg("--no-memory");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const LINKS: &str = "tests/fixtures/crosswalk/links.tsv";

#[test]
fn the_ledger_of_moscow_has_the_articles_and_all_three_data_sets_each_by_its_rule() {
    let moscow = subject(&linked(), "incident:crocus-city-hall");
    let killed = row(&moscow, Facet::Killed, Party::Victims);
    assert_eq!(killed.0, Some(Verdict::Compatible));
    assert_eq!(
        killed.1,
        [
            "limited-times ≥133",
            "scmp 137",
            "region-plus >130",
            "ged 141 [133–151] (141 civilians) [best of low and high]",
            "gtd 137 [attackers taken out]"
        ],
        "all whom GED counts are civilians; the four attackers that GTD counts among 141 are taken out"
    );
    let total = row(&moscow, Facet::Killed, Party::Total);
    assert_eq!(total.0, Some(Verdict::Compatible));
    assert_eq!(
        total.1,
        [
            "acl ≥133 [lowest reported]",
            "ged 141 [133–151] (141 civilians) [best of low and high]",
            "gtd 141 [attackers included]"
        ]
    );
    assert_eq!(row(&moscow, Facet::Killed, Party::Attackers).1, ["gtd 4"]);
    assert_eq!(row(&moscow, Facet::Date, Party::Victims).0, Some(Verdict::Same));
    // Each source has its own list of places, and none knows whether Krasnogorsk is in Moscow.
    assert_eq!(row(&moscow, Facet::Place, Party::Victims).0, Some(Verdict::Compatible));
    assert_eq!(moscow.coverage().origins, 6);
    let remarks = parallax::present::linked::origins(&moscow);
    assert_eq!(
        remarks,
        [
            "Whether the articles, ACLED, UCDP GED 25.1 and GTD rest on reports of their own is not known; each counts as an \
          origin."
        ]
    );
}

#[test]
fn a_part_is_shown_and_not_weighed() {
    let kerman = subject(&linked(), "incident:kerman-bombings");
    let (verdict, said) = row(&kerman, Facet::Killed, Party::Total);
    assert_eq!(verdict, Some(Verdict::Single), "60 and 31 are parts, and do not contradict 92");
    assert_eq!(said.len(), 3);
    assert_eq!(kerman.coverage().origins, 4);
}

#[test]
fn only_a_confirmed_link_adds_to_a_ledger_and_from_either_end() {
    let loaded = linked();
    let members = |name: &str| subject(&loaded, name).members().len();
    for (name, number) in [
        ("incident:istanbul-church", 1),
        ("incident:besham-bombing", 1),
        ("incident:shah-cheragh-2022", 1),
        ("gtd:202403220901", 2),
        ("ged:990004", 2),
        ("acled:IRN90002", 2),
    ] {
        assert_eq!(members(name), number, "{name}");
    }
    let also = parallax::present::linked::also(&subject(&loaded, "incident:istanbul-church"));
    assert!(also[0].starts_with("likely also: gtd:202401280901, Istanbul: "), "{also:?}");
    assert!(
        also[0].ends_with("same day · city centroid · 1 = 1 · church")
            && also[1].starts_with("possibly also: ged:990003")
    );
    let besham = parallax::present::linked::also(&subject(&loaded, "incident:besham-bombing"));
    assert_eq!(besham.len(), 1, "what was rejected is not suggested: {besham:?}");
    assert!(besham[0].starts_with("possibly also (unsure): ged:990005"));
}

#[test]
fn counts_of_filters_and_facets_are_the_same_with_links_and_without() {
    let shown = |loaded: Loaded, keys: &str| {
        let session: Session = session(loaded, (120, 40), keys);
        let entries = &session.state().entries;
        (entries.shown.to_vec(), entries.possible.to_vec(), screen(&session).lines().next().unwrap().to_owned())
    };
    for filter in ["killed:>100", "verdict:conflict", "sources:>=2", "at:RU", "moscow"] {
        let keys = format!("f{filter}<enter>");
        assert_eq!(shown(linked(), &keys), shown(load(&request()), &keys), "{filter}");
        for format in ["csv", "geojson"] {
            let export = ["export", "--format", format, "--filter", filter];
            let with = run(&[&export[..], &["--links", LINKS]].concat());
            assert_eq!(with, run(&export), "{filter} as {format}");
        }
    }
    let facets = |loaded: Loaded| screen(&session(loaded, (120, 40), "f"));
    assert_eq!(facets(linked()), facets(load(&request())));
}

#[test]
fn the_numbers_of_parts_are_in_no_range() {
    let ledger = ["ledger", "kerman-bombings", "--format", "json", "--links", LINKS];
    let shown: Json = serde_json::from_str(&run(&ledger)).unwrap();
    let mut parts = 0;
    for row in shown["rows"].as_array().unwrap().iter().filter(|row| row["facet"] == "killed") {
        let claims: Vec<&Json> = row["cells"].as_array().unwrap().iter().flat_map(|c| c.as_array().unwrap()).collect();
        let (weighed, aside): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| claim["weighed"] == true);
        parts += aside.len();
        let least = weighed.iter().filter_map(|claim| claim["min"].as_u64()).min();
        assert_eq!(row["lowest"].as_u64(), least, "{row}");
    }
    assert!(parts >= 2, "the parts are shown: {shown}");
}

#[test]
fn an_export_names_the_members_and_holds_no_row_that_may_not_be_passed_on() {
    let document: Json = serde_json::from_str(&run(&["export", "--format", "json", "--links", LINKS])).unwrap();
    let of = |id: &str| document["incidents"].as_array().unwrap().iter().find(|i| i["id"] == id).unwrap().clone();
    let moscow = of("crocus-city-hall");
    let members = moscow["linked"]["members"].as_array().unwrap();
    let events: Vec<&str> = members.iter().map(|m| m["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["acled:RUS90001", "ged:990004", "gtd:202403220901"]);
    assert_eq!(members[2]["killed_rule"], "attackers-included");
    assert_eq!((&members[1]["killed"][0]["figure"], &members[1]["killed"][0]["max"]), (&141.into(), &151.into()));
    assert_eq!((&members[2]["killed"], &members[2]["title"]), (&Json::Null, &Json::Null), "GTD is not passed on");
    let private = ["export", "--format", "json", "--private", "--links", LINKS];
    let private: Json = serde_json::from_str(&run(&private)).unwrap();
    let private = private["incidents"].as_array().unwrap().iter().find(|i| i["id"] == "crocus-city-hall").unwrap();
    let gtd = &private["linked"]["members"][2];
    assert!(gtd["title"].as_str().unwrap().starts_with("Moscow: "), "{gtd}");
    let killed: Vec<&Json> = gtd["killed"].as_array().unwrap().iter().map(|claim| &claim["figure"]).collect();
    assert_eq!(killed, [&Json::Null, &4.into(), &141.into()], "137 is not printed");
    assert_eq!((&gtd["killed"][0]["derived_min"], &gtd["killed"][0]["basis"]), (&137.into(), &"141 − 4".into()));
    assert_eq!((&members[1]["by"], &members[1]["on"]), (&Json::from("ab"), &Json::from("2026-11-29")));
    assert!(of("gaza-war").get("linked").is_none(), "no link names it");
    let text = document.to_string();
    assert!(!text.contains("Invented note") && !text.contains("Invented summary"));
    let mut without: Json = serde_json::from_str(&run(&["export", "--format", "json"])).unwrap();
    let mut with = document;
    for incident in with["incidents"].as_array_mut().unwrap().iter_mut() {
        incident.as_object_mut().unwrap().remove("linked");
    }
    assert_eq!(with["incidents"].take(), without["incidents"].take(), "nothing else of an incident changes");
}

/// The ids in a list of the links of an entry, each with its relation, strength and reviewer.
fn named(linked: &Json, list: &str) -> Vec<String> {
    let events = linked[list].as_array().into_iter().flatten();
    let word = |event: &Json, field: &str| event[field].as_str().unwrap_or("–").to_owned();
    let told =
        |event: &Json| ["event", "relation", "answer", "strength", "by"].map(|field| word(event, field)).join(" ");
    events.map(told).collect()
}

#[test]
fn an_export_lists_the_links_of_incidents_and_records_by_their_answers() {
    let document: Json = serde_json::from_str(&run(&["export", "--format", "json", "--links", LINKS])).unwrap();
    let linked = |list: &str, id: &str| {
        let all = document[list].as_array().unwrap();
        all.iter().find(|entry| entry["id"] == id).unwrap()["linked"].clone()
    };
    let besham = linked("incidents", "besham-bombing");
    assert_eq!(named(&besham, "members"), [""; 0]);
    assert_eq!(named(&besham, "unsure"), ["ged:990005 same unsure possible ab"]);
    assert_eq!(named(&besham, "rejected"), ["acled:PAK90001 same rejected possible ab"]);
    let istanbul = linked("incidents", "istanbul-church");
    assert_eq!(
        named(&istanbul, "suggested"),
        ["gtd:202401280901 same suggested likely –", "ged:990003 same suggested possible –"]
    );
    assert_eq!(istanbul["suggested"][0]["title"], Json::Null, "a row of GTD is not passed on");
    assert!(istanbul["suggested"][1]["title"].as_str().unwrap().starts_with("Istanbul town"), "{istanbul}");
    let shah = linked("incidents", "shah-cheragh-2022");
    assert_eq!(named(&shah, "apart"), ["gtd:202210260901 related confirmed possible ab"]);
    // From the side of the records, those of a data set that is passed on and those of one that is not.
    let ged = linked("records", "990004");
    assert_eq!(named(&ged, "members"), ["incident:crocus-city-hall same confirmed likely ab"]);
    assert_eq!(ged["members"][0]["title"], "Crocus City Hall attack");
    assert_eq!(ged["verdict"], "conflict", "over both members, and articles of the incident disagree");
    let part = linked("records", "IRN90002");
    assert_eq!(named(&part, "members"), ["incident:kerman-bombings part of confirmed likely ab"]);
    assert_eq!(
        named(&linked("records", "PAK90001"), "rejected"),
        ["incident:besham-bombing same rejected possible ab"]
    );
    // Without links no record has the field, and nothing else of one changes.
    let mut with = document;
    for record in with["records"].as_array_mut().unwrap() {
        record.as_object_mut().unwrap().remove("linked");
    }
    let mut without: Json = serde_json::from_str(&run(&["export", "--format", "json"])).unwrap();
    assert_eq!(with["records"].take(), without["records"].take());
}

#[test]
fn found_and_shown_entries_name_what_is_linked_with_them() {
    let found = run(&["find", "crocus", "--links", LINKS]);
    let line = found.lines().find(|line| line.starts_with("incident")).unwrap();
    assert!(line.ends_with("[crocus-city-hall] · linked: acled:RUS90001, ged:990004, gtd:202403220901"), "{line}");
    let hits = run(&["find", "besham bombing", "--format", "json", "--links", LINKS]);
    let hit: Json = serde_json::from_str(hits.lines().next().unwrap()).unwrap();
    assert_eq!(named(&hit["linked"], "rejected"), ["acled:PAK90001 same rejected possible ab"]);
    let shown = run(&["show", "besham-bombing", "--links", LINKS]);
    assert!(shown.contains("possibly also (unsure): ged:990005"), "{shown}");
    assert!(shown.contains("rejected by ab on 29 Nov 2026: the same as acled:PAK90001, "), "{shown}");
    let shown = run(&["show", "990004", "--links", LINKS]);
    assert!(shown.contains("[crocus-city-hall]") && shown.contains("the same, linked by ab on 29 Nov 2026"), "{shown}");
    // What was rejected is in no ledger.
    assert!(!run(&["ledger", "besham-bombing", "--links", LINKS]).contains("PAK90001"));
}

#[test]
fn the_workbench_shows_what_is_linked_and_what_is_suggested() {
    let mut session = session(linked(), (120, 90), "/crocus<enter>");
    let shown = screen(&session);
    for words in [
        "UCDP GED 25.1 record 990004",
        "the same, linked by ab on 29 Nov 2026",
        "attackers taken out",
        "best of low and high",
    ] {
        assert!(shown.contains(words), "{words} is not on\n{shown}");
    }
    press(&mut session, "c");
    assert!(screen(&session).contains("GTD"), "{}", screen(&session));
    press(&mut session, "q/istanbul church<enter>");
    assert!(screen(&session).contains("likely also: GTD 202401280901"), "{}", screen(&session));
}

#[test]
fn a_pair_is_as_strong_as_the_file_of_links_says_and_each_number_has_its_rule() {
    // The crosswalk finds the pair likely; who wrote the file thought it possible.
    let mut session = session(linked(), (120, 60), "/istanbul church<enter>");
    let shown = screen(&session);
    assert!(shown.contains("possibly also: GED 990003") && !shown.contains("likely also: GED 990003"), "{shown}");
    press(&mut session, "Ajj");
    let shown = screen(&session);
    assert!(shown.contains("1 victim (attackers taken out), 1 (attackers"), "none of GTD's is an attacker: {shown}");
}

#[test]
fn a_check_says_how_many_links_it_read() {
    let checked = run(&["check", "--links", LINKS]);
    assert!(checked.contains("12 links: 7 confirmed, 1 rejected, 1 unsure, 3 suggested"), "{checked}");
    let checked: Json = serde_json::from_str(&run(&["check", "--links", LINKS, "--format", "json"])).unwrap();
    assert_eq!(checked["links"], 12);
}

/// The lines of a screen from the first one with these words on.
fn from<'s>(shown: &'s str, words: &str) -> Vec<&'s str> {
    shown.lines().skip_while(|line| !line.contains(words)).collect()
}

#[test]
fn the_ledger_of_moscow_has_figures_verdicts_and_rules_in_view_on_small_and_usual_screens() {
    for size in [(80, 24), (120, 40)] {
        // The ledger alone, at the first difference; the head of its facet is a line further up.
        let mut session = session(linked(), size, "/crocus<enter>Z]kkkkkkkk");
        let shown = screen(&session);
        let killed = from(&shown, "killed  ");
        assert!(killed[0].ends_with("◐ compatible │"), "{size:?}\n{shown}");
        for (line, words) in [
            (1, "¹¶4 ≥133  “at least 133 dead”"),
            (2, "²¶7 137  “on a concert hall that killed 137 people”"),
            (3, "³¶1 >130  “which resulted in over 130 fatalities”"),
            (4, "⁶¶1 141 [133–151] (141 civilians)  “best 141, low 133, high 151”"),
            (5, "counted: best of low and high"),
            (6, "⁷¶1 137  “nkill 141, nkillter 4”"),
            (7, "counted: attackers taken out"),
            (9, "⁷¶1 4  “nkillter 4”"),
            (11, "⁵¶1 ≥133  “fatalities 133”"),
            (12, "counted: lowest reported"),
            (13, "⁶¶1 141 [133–151] (141 civilians)  “best 141, low 133, high 151”"),
        ] {
            assert!(killed[line].contains(words), "{words} on\n{shown}");
        }
        assert!(killed[8].contains("killed (attackers)") && killed[8].ends_with("· one origin │"), "{shown}");
        assert!(killed[10].contains("killed (total)") && killed[10].ends_with("◐ compatible │"), "{shown}");
        // Side by side: the figures of the columns in view are in the bar above them, the rules in the columns.
        press(&mut session, "jjjjc<right><right><right><right><right><right>");
        let shown = screen(&session);
        let bar = shown.lines().nth(3).unwrap();
        assert!(bar.contains("⁷gtd 137"), "{size:?}\n{shown}");
        assert!(bar.starts_with("│ … "), "{shown}");
        assert!(shown.contains("attackers taken out") && shown.contains("best of low and high"), "{shown}");
    }
}

#[test]
fn the_readme_shows_a_picture_of_that_ledger() {
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    assert!(readme.contains("](.ci/pictures/crosswalk.svg)"));
    let picture = std::fs::read_to_string(path(".ci/pictures/crosswalk.svg")).unwrap();
    for words in ["attackers taken out", "best of low and high", "lowest reported", "compatible"] {
        assert!(picture.contains(words), "{words}");
    }
}

#[test]
fn a_link_whose_event_is_not_there_is_said_and_kept() {
    let mut opened = open(&request());
    let folder = std::env::temp_dir().join(format!("parallax-crosswalk-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("L.csv");
    std::fs::write(&file, "ged,gtd\n990004,202403220901\n7,202403220901\n").unwrap();
    opened.read_links(&file);
    let loaded = opened.finish();
    let messages: Vec<&str> = loaded.report.messages.iter().map(|m| m.message.as_str()).collect();
    assert_eq!(messages, ["a link names ged:7, which is in no open file"]);
    assert_eq!(loaded.report.count(Severity::Error), 0);
    assert_eq!(loaded.workspace.linked.links().len(), 2);
    assert_eq!(subject(&loaded, "ged:990004").members().len(), 2);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_file_of_links_that_is_not_there_ends_the_program_with_a_remedy() {
    for args in [&["ledger", "crocus-city-hall"][..], &["--print"][..]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let output = command.args(args).args(["--no-memory", "--links", "/nowhere/L.tsv"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "parallax: --links /nowhere/L.tsv: no such file; `parallax link A B --out /nowhere/L.tsv` writes one\n"
        );
    }
}

/// The text of a view of the workbench in each format for people and programs, once what may not be passed on is left out.
fn passed_on(session: &Session, title: &str) -> Vec<String> {
    let (view, loaded) = session.exported();
    assert!(views::check(&view).is_err(), "with them it is refused");
    let (view, left_out) = views::without_held_back(view);
    assert_eq!(left_out, ["ACLED", "GTD"], "{title}");
    // Without the escapes of Markdown.
    let text = |format| String::from_utf8(views::text(&loaded, &view, format).unwrap().unwrap()).unwrap();
    let text = |format| text(format).replace("\\:", ":");
    [ViewFormat::Markdown, ViewFormat::Csv, ViewFormat::Json].map(text).to_vec()
}

#[test]
fn the_ledger_and_the_comparison_of_an_incident_are_exported_with_the_ids_alone_of_what_may_not_be_passed_on() {
    let mut session = session(linked(), (120, 40), "/crocus<enter>");
    let ledger = passed_on(&session, "ledger");
    press(&mut session, "c");
    let shown = screen(&session);
    assert!(shown.contains("GTD") && shown.contains("ACLED"), "the screen shows all: {shown}");
    let comparison = passed_on(&session, "comparison");
    for text in ledger.iter().chain(&comparison) {
        // What may be passed on stays, GED's figure too.
        assert!(text.contains("141") && text.contains("limited-times"), "{text}");
        assert!(text.contains("acled:RUS90001") && text.contains("gtd:202403220901"), "{text}");
        for held_back in ["Invented note", "Invented summary", "attackers taken out", "lowest reported"] {
            assert!(!text.contains(held_back), "{held_back} in {text}");
        }
    }
    for text in [&ledger[0], &comparison[0]] {
        let sentence = "gtd:202403220901: its row may not be passed on, and the verdicts are without it.";
        assert!(text.contains(sentence), "{text}");
    }
    let json: Json = serde_json::from_str(&comparison[2]).unwrap();
    let columns = json["columns"].as_array().unwrap();
    let articles: Vec<&str> = columns.iter().map(|column| column["article"].as_str().unwrap()).collect();
    assert!(articles.contains(&"ged") && !articles.iter().any(|a| ["acl", "gtd"].contains(a)), "{articles:?}");
    assert_eq!(
        named(&json["linked"], "apart"),
        ["acled:RUS90001 same confirmed likely ab", "gtd:202403220901 same confirmed likely ab"]
    );
    let csv: Vec<&str> = comparison[1].lines().filter(|line| line.contains("may not be passed on")).collect();
    assert_eq!(csv.len(), 2, "{csv:?}");
    assert!(csv[1].starts_with("gtd:202403220901,,"), "{csv:?}");
}

#[test]
fn a_comparison_of_nothing_but_what_may_not_be_passed_on_is_refused() {
    let session = session(linked(), (120, 40), "/crocus<enter>");
    let (ExportedView::Ledger(subject), _) = session.exported() else { panic!("no ledger") };
    let columns = subject.ledger().columns.iter().map(|column| column.article);
    let held_back = |member: u16| subject.member(member).about.as_ref().is_some_and(|about| !about.shareable);
    let columns: Vec<_> = columns.filter(|column| held_back(column.member)).collect();
    assert_eq!(columns.len(), 2);
    let (view, left_out) = views::without_held_back(ExportedView::Comparison(subject, columns));
    assert!(left_out.is_empty() && views::check(&view).is_err());
}

#[test]
fn what_is_only_suggested_is_exported_and_declared_by_the_same_rule() {
    let mut session = session(linked(), (120, 60), "/istanbul church<enter>");
    let title = {
        let workspace = session.workspace();
        workspace.title(workspace.named(&Curie::parse("gtd:202401280901").unwrap()).unwrap())
    };
    let (view, loaded) = session.exported();
    assert!(matches!(view, ExportedView::Ledger(_)));
    let (view, left_out) = views::without_held_back(view);
    assert!(left_out.is_empty(), "no row of them stands in it: {left_out:?}");
    let text = String::from_utf8(views::text(&loaded, &view, ViewFormat::Markdown).unwrap().unwrap()).unwrap();
    // The id may go, the words of the row may not; those of GED may.
    assert!(text.contains("gtd:202401280901") && text.contains("ged:990003, "), "{text}");
    assert!(!text.contains(&title), "{title} in {text}");
    let declared = |session: &Session| pictured(session.workspace(), session.state());
    assert!(screen(&session).contains("likely also: GTD 202401280901"), "{}", screen(&session));
    assert!(declared(&session).contains(&"GTD".to_owned()), "{:?}", declared(&session));
    press(&mut session, "A");
    assert!(screen(&session).contains("GTD"), "{}", screen(&session));
    assert!(declared(&session).contains(&"GTD".to_owned()), "{:?}", declared(&session));
}
