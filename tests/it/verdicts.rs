//! Holds the verdicts of the built-in corpus to a table that was read by hand: every conflict, every inconsistency, and
//! every agreement of several origins.
//!
//! A row of `tests/fixtures/verdicts.tsv`: entry, facet, signs, number of origins, and what the reader found. After a
//! change of the corpus or the rules, `UPDATE=1 cargo test --test it verdicts` writes the new rows without a finding; the
//! test fails until each is read.

use std::collections::BTreeMap;

use parallax::model::{Member, Subject, Verdict};
use parallax::present::{why, words};

use crate::fixture::{built_in, path};

const TABLE: &str = "tests/fixtures/verdicts.tsv";
const HEAD: &str = "entry\tfacet\tsigns\torigins\tread by hand";

#[test]
fn conflicts_inconsistencies_and_agreements_were_read_by_hand() {
    let corpus = built_in().workspace.corpus;
    let incidents = corpus.incidents().map(|(id, _)| Member::incident(&corpus, id));
    let members = incidents.chain(corpus.names_with_claims().map(|id| Member::name(&corpus, id)));
    let mut now: Vec<[String; 4]> = Vec::new();
    for subject in members.map(Subject::of) {
        for row in &subject.ledger().rows {
            let told = matches!(row.verdict, Some(Verdict::Same | Verdict::Conflict));
            if !told && row.inconsistent.is_empty() {
                continue;
            }
            let signs = why::signs(row);
            let facet = words::row(subject.facet_word(row), row.party);
            now.push([subject.members()[0].id().to_owned(), facet, signs, row.origins.to_string()]);
        }
    }
    now.sort();
    let table = std::fs::read_to_string(path(TABLE)).unwrap_or_default();
    let read: BTreeMap<[String; 4], &str> = table
        .lines()
        .skip(1)
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [entry, facet, signs, origins, finding] = fields[..] else { return None };
            Some(([entry, facet, signs, origins].map(str::to_owned), finding))
        })
        .collect();
    let rows = now.iter().map(|row| format!("{}\t{}\n", row.join("\t"), read.get(row).copied().unwrap_or_default()));
    let wanted: String = std::iter::once(format!("{HEAD}\n")).chain(rows).collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path(TABLE), &wanted).unwrap();
    }
    assert_eq!(table, wanted, "UPDATE=1 writes the table; then read the new rows by hand");
    let unread: Vec<&[String; 4]> =
        now.iter().filter(|row| read.get(*row).is_none_or(|finding| finding.is_empty())).collect();
    assert!(unread.is_empty(), "not read by hand: {unread:?}");
}
