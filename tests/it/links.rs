//! Files of links: read, changed and written, with mistakes in them.

use std::path::PathBuf;

use chrono::NaiveDate;
use parallax::diagnostic::Report;
use parallax::links::{self, LinkSources, LinkTable, Unwritable};
use parallax::model::{Curie, Link, LinkAnswer, LinkRelation, LinkStrength, Links};
use proptest::prelude::*;

fn curie(text: &str) -> Curie {
    Curie::parse(text).unwrap()
}

fn pair(a: &str, b: &str) -> (Curie, Curie) {
    (curie(a), curie(b))
}

fn suggestion(a: &str, b: &str) -> Link {
    Link::suggested(pair(a, b), LinkRelation::Same, LinkStrength::Likely, Some(960), "same day · 1.4 km · 24 = 24")
}

fn day(n: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, n)
}

/// A table, and the messages about it.
fn read(text: &[u8]) -> (LinkTable, Vec<String>) {
    let mut report = Report::default();
    let file = report.file("L.tsv".into());
    let table = LinkTable::parse(text, file, &mut report);
    (table, report.sorted().into_iter().map(|message| report.render(message)).collect())
}

fn written(table: &LinkTable) -> String {
    String::from_utf8(table.bytes()).unwrap()
}

const HEAD: &str = "#mapping_set_id: https://example.org/mine\n#license: CC0\n#curie_map:\n#  ged: \"x\"\n";

#[test]
fn a_new_file_holds_ids_and_answers_and_no_row_of_a_data_set() {
    let rejected = suggestion("ged:9", "acled:LBY1").answered(LinkAnswer::Rejected, "ab", day(3));
    let part =
        Link::by_hand(pair("incident:port-fire", "ged:7"), LinkRelation::HasPart, LinkAnswer::Confirmed, "cd", day(4));
    let links: Links = [suggestion("gtd:201403230001", "acled:LBY1"), rejected, part].into_iter().collect();
    let text = String::from_utf8(links::text(&links, &LinkSources::default())).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    let column = |name: &str| rows[0].iter().position(|c| *c == name).unwrap();
    let cells = |name: &str| rows[1..].iter().map(|row| row[column(name)]).collect::<Vec<_>>();
    assert_eq!(cells("subject_id"), ["acled:LBY1", "acled:LBY1", "ged:7"]);
    assert_eq!(cells("object_id"), ["ged:9", "gtd:201403230001", "incident:port-fire"]);
    assert_eq!(cells("predicate_id"), ["plx:sameEvent", "plx:sameEvent", "plx:partOfEvent"]);
    assert_eq!(cells("reviewer_agreement"), ["-1.0", "", "1.0"]);
    assert_eq!(cells("reviewer_label"), ["ab", "", "cd"]);
    assert_eq!(cells("confidence"), ["0.96", "0.96", ""]);
    assert_eq!(
        cells("mapping_justification"),
        ["semapv:CompositeMatching", "semapv:CompositeMatching", "semapv:ManualMappingCuration"]
    );
    assert!(cells("comment")[1].starts_with("likely: same day"));
    for prefix in ["acled", "ged", "gtd", "incident", "plx"] {
        assert!(text.contains(&format!("#  {prefix}: ")), "{text}");
    }
    let (table, messages) = read(text.as_bytes());
    assert_eq!(messages, [""; 0]);
    assert_eq!((table.links(), written(&table)), (links, text));
}

#[test]
fn an_answer_changes_its_cells_and_nothing_else() {
    let text = format!(
        "{HEAD}# mine\r\nmy column\tsubject_id\tobject_id\tpredicate_id\tmapping_justification\tcomment\r\n\
         x\tgtd:2\tged:1\tskos:broadMatch\tsemapv:LexicalMatching\tpossible: \"same\" day\r\n\r\n# why not\r\n\
         \"y\"\ty\tged:5\tgtd:9\tskos:exactMatch\tsemapv:CompositeMatching\r\n\
         z\tged:3\tged:4\towl:sameAs\tsemapv:CompositeMatching\r\n"
    )
    .replace("\"y\"\ty\t", "\"y\ty\"\t");
    let (mut table, _) = read(text.as_bytes());
    assert_eq!(written(&table), text);
    let link = table.links().between(&curie("ged:1"), &curie("gtd:2")).unwrap().clone();
    assert_eq!((link.relation, link.strength), (LinkRelation::HasPart, Some(LinkStrength::Possible)));
    table.put(&link.answered(LinkAnswer::Confirmed, "ab", day(1)), &LinkSources::default()).unwrap();
    let expected = text
        .replace(
            "justification\tcomment\r\n",
            "justification\tcomment\treviewer_label\treviewer_agreement\treview_date\r\n",
        )
        .replace("\"same\" day\r\n", "\"same\" day\tab\t1.0\t2026-11-01\r\n")
        .replace("semapv:CompositeMatching\r\n", "semapv:CompositeMatching\t\t\t\t\r\n");
    assert_eq!(written(&table), expected);
    let (again, messages) = read(expected.as_bytes());
    assert_eq!(messages, [""; 0]);
    assert_eq!(again.links(), table.links());
    // Taken back, the row is a suggestion as before.
    table.put(&link, &LinkSources::default()).unwrap();
    assert_eq!(written(&table), expected.replace("\tab\t1.0\t2026-11-01", "\t\t\t"));
}

#[test]
fn new_rows_stand_in_order_and_answers_stay() {
    let sources = LinkSources::default();
    let mut table = LinkTable::new();
    table.suggest([suggestion("ged:1", "gtd:1"), suggestion("acled:A1", "ged:2")], &sources).unwrap();
    let rejected = suggestion("ged:1", "gtd:1").answered(LinkAnswer::Rejected, "ab", day(2));
    table.put(&rejected, &sources).unwrap();
    let before = written(&table);
    let new = table.suggest([suggestion("ged:1", "gtd:1"), suggestion("acled:A2", "ged:1")], &sources).unwrap();
    assert_eq!(new, 1);
    assert_eq!(table.links().between(&curie("gtd:1"), &curie("ged:1")), Some(&rejected));
    let rows = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|l| !l.starts_with('#')).skip(1);
        rows.map(|l| l.split('\t').next().unwrap().to_owned()).collect()
    };
    assert_eq!(rows(&written(&table)), ["acled:A1", "acled:A2", "ged:1"]);
    table.remove((&curie("acled:A2"), &curie("ged:1"))).unwrap();
    assert_eq!(written(&table), before);
}

#[test]
fn every_mistake_is_said_with_its_place_and_the_rest_is_read() {
    let columns =
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\treviewer_agreement\n";
    let rows = [
        "ged:1\tskos:exactMatch\t\tgtd:1\tsemapv:CompositeMatching\t",
        "ged 2\tskos:exactMatch\t\tgtd:2\tsemapv:CompositeMatching\t",
        "ged:3\tskos:exactMach\t\tgtd:3\tsemapv:CompositeMatching\t",
        "ged:4\tskos:exactMatch\t\tgtd:4\tsemapv:CompositeMatching\tyes",
        "ged:5\tskos:exactMatch\t\tged:5\tsemapv:CompositeMatching\t",
        "ged:6\tskos:related\tNot\tgtd:6\tsemapv:CompositeMatching\t",
        "ged:1\tskos:exactMatch\tNot\tgtd:1\tsemapv:ManualMappingCuration\t",
        "ged:7\tskos:exactMatch\t\tgtd:7\t\"open\t",
    ];
    let text = format!("{HEAD}{columns}{}\n", rows.join("\n"));
    let (table, messages) = read(text.as_bytes());
    assert_eq!(written(&table), text);
    let heads: Vec<&str> = messages.iter().map(|m| m.lines().next().unwrap()).collect();
    assert_eq!(
        heads,
        [
            "L.tsv:7:1: error[P039]: “ged 2” names no event",
            "L.tsv:8:7: error[P039]: unknown predicate “skos:exactMach”",
            "L.tsv:9:55: error[P039]: “yes” is no agreement",
            "L.tsv:10:24: error[P039]: ged:5 is linked to itself",
            "L.tsv:11:20: error[P039]: Not of skos:related is not read",
            "L.tsv:12:1: error[P039]: ged:1 and gtd:1 are linked twice, and not alike; an answer counts more than none, the \
             latest most",
            "L.tsv:13:1: error[P039]: a quotation mark is not closed; the row is not read",
        ]
    );
    assert!(messages[1].ends_with("did you mean “skos:exactMatch”?"), "{}", messages[1]);
    assert!(messages[5].ends_with("L.tsv:6"), "{}", messages[5]);
    let links = table.links();
    assert_eq!(links.len(), 1);
    let different = links.iter().next().unwrap();
    assert_eq!((different.relation, different.answer), (LinkRelation::Different, LinkAnswer::Confirmed));
}

#[test]
fn of_two_answers_neither_of_which_is_later_the_one_that_joins_less_counts_and_that_is_said() {
    let columns =
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\treviewer_agreement\n";
    let same = "ged:1\tplx:sameEvent\t\tgtd:1\tsemapv:ManualMappingCuration\t1\n";
    for no in [
        "ged:1\tplx:sameEvent\tNot\tgtd:1\tsemapv:ManualMappingCuration\t\n",
        "ged:1\tplx:sameEvent\t\tgtd:1\tsemapv:ManualMappingCuration\t-1\n",
        "ged:1\tplx:sameEvent\t\tgtd:1\tsemapv:ManualMappingCuration\t0\n",
    ] {
        for (rows, which) in [([same, no], "this row"), ([no, same], "the other row")] {
            let (table, messages) = read(format!("{HEAD}{columns}{}", rows.concat()).as_bytes());
            let wanted = format!("are linked twice, and not alike; neither is later; {which} counts");
            assert!(messages[0].lines().next().unwrap().ends_with(&wanted), "{messages:?}");
            assert!(!table.links().iter().next().unwrap().joins(), "{no}");
        }
    }
}

#[test]
fn a_table_without_its_columns_is_none_and_stays_as_it_is() {
    for (text, message) in [
        ("name,place,day\na,b,c\n", "no columns of links"),
        ("subject_id\tobject_id\nged:1\tgtd:1\n", "no column predicate_id"),
        ("subject_id\tpredicate_id\tobject_id\nged:1\tskos:exactMatch\tgtd:1\n", "no column mapping_justification"),
    ] {
        let (mut table, messages) = read(text.as_bytes());
        assert!(messages.iter().any(|m| m.contains(message)), "{messages:?}");
        assert_eq!(written(&table), text);
        if message == "no columns of links" {
            let put = table.put(&suggestion("ged:1", "gtd:1"), &LinkSources::default());
            assert_eq!(put, Err(Unwritable::Unknown));
        }
    }
}

#[test]
fn two_columns_of_ids_are_links_that_their_author_holds_to_be_right() {
    let (mut table, messages) = read(b"ged_id,event_id_cnty\r\n1,LBY12\r\n\"2\",LBY13\r\n,LBY14\r\n");
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].starts_with("L.tsv:4:1: error[P039]: “” names no event"), "{}", messages[0]);
    let links = table.links();
    assert_eq!(links.len(), 2);
    assert!(links.iter().all(Link::joins));
    assert!(links.between(&curie("ged:2"), &curie("acled:LBY13")).is_some());
    assert_eq!(table.put(&suggestion("ged:1", "gtd:1"), &LinkSources::default()), Err(Unwritable::Pairs));
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("parallax-links-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn what_several_copies_write_at_once_is_all_there() {
    let folder = scratch("copies");
    let path = folder.join("L.tsv");
    std::thread::scope(|scope| {
        for copy in 0..8 {
            let path = &path;
            scope.spawn(move || {
                for n in 0..5 {
                    let link = suggestion(&format!("ged:{copy}"), &format!("gtd:{n}"));
                    let link = link.answered(LinkAnswer::Unsure, "ab", day(1));
                    links::change(path, |table| table.put(&link, &LinkSources::default())).unwrap();
                }
            });
        }
    });
    let mut report = Report::default();
    let table = links::read(&path, &mut report).unwrap();
    assert_eq!((table.links().len(), report.messages.len()), (40, 0));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
    // What cannot be done leaves the file alone.
    let before = std::fs::read(&path).unwrap();
    let refused = links::change(&path, |_| Err::<(), _>(Unwritable::Changed)).unwrap_err();
    assert!(refused.to_string().ends_with("somebody else has changed this link; nothing was written"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Texts that stand in cells, among them those that mean something there.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    const KNOWN: &[&[u8]] = &[
        b"\t",
        b"\t",
        b"\t",
        b"\n",
        b"\n",
        b"\r\n",
        b",",
        b";",
        b"\"",
        b"\"\"",
        b"#",
        b"# curie_map:\n",
        b"#  ged: x\n",
        b"ged:1",
        b"gtd:2",
        b"acled:LBY3",
        b"incident:a",
        b"subject_id",
        b"object_id",
        b"predicate_id",
        b"mapping_justification",
        b"reviewer_agreement",
        b"comment",
        b"skos:exactMatch",
        b"plx:partOfEvent",
        b"Not",
        b"1.0",
        b"-1",
        b"likely: x",
        b"2026-11-01",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\0",
        "è".as_bytes(),
        b" ",
        b"ged",
        b"acled",
        b"subject_id\tpredicate_id\tobject_id\tmapping_justification\n",
        b"ged:1\tskos:exactMatch\tgtd:2\tx\n",
    ];
    (0..KNOWN.len()).prop_map(|at| KNOWN[at].to_vec())
}

#[test]
fn an_answer_leaves_a_row_that_cannot_be_read_as_it_is() {
    let head = "subject_id\tpredicate_id\tobject_id\tmapping_justification";
    let (mut table, _) = read(format!("{head}\n\"\nged:1\tskos:exactMatch\tgtd:2\tx\n").as_bytes());
    let link = suggestion("ged:1", "gtd:2").answered(LinkAnswer::Confirmed, "ab", day(1));
    table.put(&link, &LinkSources::default()).unwrap();
    let text = String::from_utf8(table.bytes()).unwrap();
    assert!(text.contains("\n\"\nged:1\t"), "{text}");
    let (again, _) = read(text.as_bytes());
    assert_eq!(again.links(), table.links());
    assert_eq!(again.links().iter().count(), 1);
}

fn any_text() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn whatever_is_read_is_written_as_it_was(text in any_text()) {
        let (table, _) = read(&text);
        prop_assert_eq!(table.bytes(), text);
    }

    #[test]
    fn an_answer_in_any_file_is_read_again_and_leaves_the_other_links(text in any_text(), answer in 1..4_usize) {
        let (mut table, _) = read(&text);
        let before = table.links();
        let link = suggestion("ged:1", "gtd:2").answered(LinkAnswer::ALL[answer], "ab", day(1));
        if table.put(&link, &LinkSources::default()).is_err() {
            prop_assert_eq!(table.bytes(), text);
            return Ok(());
        }
        let (again, _) = read(&table.bytes());
        prop_assert_eq!(again.links(), table.links());
        prop_assert_eq!(again.links().between(&link.subject, &link.object).map(|l| l.answer), Some(link.answer));
        let others = |links: &Links| links.iter().filter(|l| l.pair() != link.pair()).cloned().collect::<Vec<_>>();
        prop_assert_eq!(others(&again.links()), others(&before));
    }
}

#[test]
fn what_another_table_has_no_column_for_stays_as_it_is() {
    let text = format!(
        "{HEAD}subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tobject_source_version\tmapping_tool\tcomment\n\
         acled:A1\tplx:sameEvent\tged:1\tsemapv:CompositeMatching\t0.96\t25.1\tparallax\tlikely: same day\n"
    );
    let given = format!(
        "{HEAD}subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_agreement\n\
         acled:A1\tplx:partOfEvent\tged:1\tsemapv:MappingReview\t1\n"
    );
    let ((mut table, _), (other, messages)) = (read(text.as_bytes()), read(given.as_bytes()));
    assert_eq!(messages, [""; 0]);
    assert_eq!(table.carry_over(&other).unwrap(), []);
    let expected = text
        .replace("\tcomment\n", "\tcomment\treviewer_agreement\n")
        .replace("plx:sameEvent", "plx:partOfEvent")
        .replace("CompositeMatching", "MappingReview")
        .replace("same day\n", "same day\t1\n");
    assert_eq!(written(&table), expected);
}
