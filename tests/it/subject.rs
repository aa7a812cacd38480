//! Subjects of several members: an incident of a corpus and a record of a data set in one ledger.

use parallax::app::pane::Pane as _;
use parallax::app::panes::compare::Compare;
use parallax::export::{json, text};
use parallax::load::{Request, load};
use parallax::model::{Entry, Facet, In, Member, Party, Subject, Verdict};
use parallax::present::citation::{Cited, cite};

use crate::fixture::path;

/// The Kerman bombings of the built-in corpus, and the invented record that stands for them in `tests/fixtures/twins`.
fn joined() -> (Subject, Subject, Subject) {
    let loaded =
        load(&Request { paths: vec![path("data"), path("tests/fixtures/twins/ged.csv")], sources: Vec::new() });
    let corpus = &loaded.workspace.corpus;
    let (kerman, _) = corpus.incidents().find(|(_, r)| corpus.str(r.id) == "kerman-bombings").unwrap();
    let record = loaded.record("990001").unwrap();
    let detail = loaded.detail(record).unwrap();
    let (article, coded) =
        (Member::incident(corpus, kerman), Member::record(loaded.workspace.set(record), record, Some(&detail)));
    let both = Subject::new(article.clone(), vec![coded.clone()]);
    (Subject::of(article), Subject::of(coded), both)
}

#[test]
fn an_incident_and_a_record_stand_in_one_ledger() {
    let (article, record, both) = joined();
    let columns = |s: &Subject| s.ledger().columns.len();
    assert_eq!(columns(&both), columns(&article) + columns(&record));
    let coverage = |s: &Subject| s.coverage().origins;
    assert_eq!(coverage(&both), coverage(&article) + coverage(&record));
    // The record counts 81 to 105 dead of all parties and the articles count victims, so they have separate rows.
    let killed: Vec<Party> = both.ledger().rows.iter().filter(|r| r.facet == Facet::Killed).map(|r| r.party).collect();
    assert!(killed.contains(&Party::Victims) && killed.contains(&Party::Total), "{killed:?}");
    // Both name Kerman, in their own words; the verdict on the date compares all members.
    let place = both.ledger().rows.iter().find(|r| r.facet == Facet::Place).unwrap();
    assert_ne!(place.verdict, Some(Verdict::Conflict));
    let date = both.ledger().rows.iter().find(|r| r.facet == Facet::Date).unwrap();
    assert_eq!(date.origins, 4);
    let article_rows = article.ledger().rows.iter().find(|r| r.facet == Facet::Date).unwrap();
    assert_eq!(date.verdict, article_rows.verdict, "a day that agrees changes no verdict");
}

#[test]
fn a_coded_total_is_no_sum_whether_or_not_its_row_was_read() {
    let loaded = load(&Request { paths: vec![path("tests/fixtures/twins/ged.csv")], sources: Vec::new() });
    let record = loaded.record("990001").unwrap();
    let (set, detail) = (loaded.workspace.set(record), loaded.detail(record).unwrap());
    let (read, unread) = (Member::record(set, record, Some(&detail)), Member::record(set, record, None));
    // The row gives the parts of the total, which the file prints.
    let twice = Subject::new(read, vec![unread]);
    let killed = twice.ledger().rows.iter().find(|r| (r.facet, r.party) == (Facet::Killed, Party::Total)).unwrap();
    let values: Vec<_> = killed.cells.iter().flatten().map(|&claim| twice.claim(claim).value).collect();
    assert!(values.len() == 2 && values[0] == values[1], "{values:?}");
    // One data set is one origin, however often it has a record.
    assert_eq!((killed.verdict, killed.origins), (Some(Verdict::Single), 1));
}

#[test]
fn the_order_of_members_changes_no_verdict() {
    let (_, _, both) = joined();
    let mut members = both.members().to_vec();
    let first = members.pop().unwrap();
    let turned = Subject::new(first, members);
    for row in &both.ledger().rows {
        let other = turned.ledger().rows.iter().find(|r| (r.facet, r.party) == (row.facet, row.party)).unwrap();
        assert_eq!(row.verdict, other.verdict, "{:?}", row.facet);
        assert_eq!((row.min, row.max, row.origins), (other.min, other.max, other.origins));
    }
}

#[test]
fn every_way_out_shows_all_members_and_cites_each_as_it_asks() {
    let (_, _, both) = joined();
    for shown in [text::ledger(&both, 100), text::compare(&both, 100), text::subject(&both, 100)] {
        assert!(shown.contains("limited-times") && shown.contains("UCDP GED"), "{shown}");
    }
    let ledger = serde_json::to_string(&json::ledger(&both)).unwrap();
    assert!(ledger.contains("limited-times") && ledger.contains("\"article\":\"ged\""), "{ledger}");
    let columns = &both.ledger().columns;
    let of = |member: u16| columns.iter().find(|c| c.article.member == member).unwrap().accounts[0];
    let passage = |account: In<_>| account.with(Cited::Passage(both.account(account).passage));
    assert!(cite(&both, passage(of(0)), false).contains("The Limited Times"));
    assert!(cite(&both, passage(of(1)), false).contains("UCDP"));
}

#[test]
fn a_comparison_has_the_columns_of_all_members() {
    let (_, _, both) = joined();
    let compare = Compare::new(&both.into(), 0);
    let members: Vec<u16> = compare.columns.iter().map(|c| c.member).collect();
    assert!(members.contains(&0) && members.contains(&1));
    assert_eq!(compare.context(), parallax::keymap::Context::Compare);
}

#[test]
fn a_subject_is_found_again_by_its_keys() {
    let loaded =
        load(&Request { paths: vec![path("data"), path("tests/fixtures/twins/ged.csv")], sources: Vec::new() });
    let again = load(&Request { paths: vec![path("data"), path("tests/fixtures/twins/ged.csv")], sources: Vec::new() });
    for number in 0..loaded.workspace.len() as u32 {
        let entry = loaded.workspace.entry(number);
        let key = loaded.workspace.key(entry);
        assert_eq!(again.workspace.find(&key), Some(entry), "{key:?}");
        let subject = Subject::entry(&loaded.workspace, entry);
        assert_eq!(subject.rebased(&again.workspace).unwrap().key(), &key);
    }
    let gone = load(&Request { paths: vec![path("data")], sources: Vec::new() });
    let record = Entry::Record(loaded.record("990001").unwrap());
    assert!(Subject::entry(&loaded.workspace, record).rebased(&gone.workspace).is_none());
}
