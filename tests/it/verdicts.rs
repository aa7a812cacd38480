//! Holds the verdicts of the built-in corpus to a table that was read by hand: every conflict, every inconsistency, and
//! every agreement of several origins.
//!
//! A row of `tests/fixtures/verdicts.tsv`: entry, facet, signs, number of origins, and what the reader found. After a
//! change of the corpus or the rules, `UPDATE=1 cargo test --test it verdicts` writes the new rows without a finding; the
//! test fails until each is read. A conflict or inconsistency has its reason in a sentence, with the passages in brackets.

use std::collections::{BTreeMap, BTreeSet};

use parallax::model::corpus::Entity;
use parallax::model::{Member, Subject, Verdict};
use parallax::present::{why, words};
use parallax::search::engine::search;
use parallax::search::index::Index;
use parallax::search::{Query, Target};

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
    for (row, finding) in read.iter().filter(|(row, _)| row[2].contains(['✗', '≠'])) {
        let reason = finding.split_once(" [").map_or(*finding, |(reason, _)| reason);
        assert!(reason.ends_with('.') && reason.split(' ').count() > 5, "the reason in a sentence: {row:?} {finding}");
    }
}

/// The queries list the incidents by the most severe sign of the table: one in conflict is not listed as inconsistent too.
#[test]
fn queries_for_conflicts_and_inconsistencies_list_the_incidents_of_the_table() {
    let corpus = built_in().workspace.corpus;
    let index = Index::new(&corpus);
    let listed = |query: &str| {
        let answer = search(&corpus, &index, &Query::parse(query), 200, &|| false).unwrap();
        let ids = answer.hits.iter().filter_map(|hit| match hit.target {
            Target::Incident(id) => Some(corpus.str(corpus.incident(id).id).to_owned()),
            _ => None,
        });
        ids.collect::<BTreeSet<String>>()
    };
    let table = std::fs::read_to_string(path(TABLE)).unwrap();
    let of_table = |sign: char| {
        let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
        let ids = rows.filter(|row| row[2].contains(sign)).map(|row| row[0].to_owned());
        ids.filter(|id| matches!(corpus.find(id), Some(Entity::Incident(_)))).collect::<BTreeSet<String>>()
    };
    let (conflicts, inconsistent) = (of_table('✗'), of_table('≠'));
    assert!(conflicts.len() > 1 && inconsistent.difference(&conflicts).count() > 3);
    assert_eq!(listed("kind:incident verdict:conflict"), conflicts);
    assert_eq!(listed("kind:incident verdict:inconsistent"), &inconsistent - &conflicts);
}
