//! Every conflict and every disagreement inside one source of the built-in corpus, against a table read by hand.

use std::collections::BTreeMap;

use parallax::model::{Corpus, Ledger, Topic, Verdict};
use parallax::search::engine::search;
use parallax::search::index::Index;
use parallax::search::{Query, Target};

use crate::fixture::{built_in, path};

/// The rows in conflict or inconsistent: topic and facet, with their signs.
fn rows(corpus: &Corpus) -> BTreeMap<(String, String), String> {
    let incidents = corpus.incidents().map(|(id, i)| (format!("incident {}", corpus.str(i.id)), Topic::Incident(id)));
    let names = corpus.names().map(|(id, n)| (format!("name {}", corpus.str(n.id)), Topic::Name(id)));
    let mut found = BTreeMap::new();
    for (topic, about) in incidents.chain(names) {
        for row in Ledger::of(&[(corpus, about)]).rows {
            let mut signs = String::new();
            if row.verdict == Some(Verdict::Conflict) {
                signs.push('✗');
            }
            if !row.inconsistent.is_empty() {
                signs.push('≠');
            }
            if !signs.is_empty() {
                let facet = corpus.facet_word(row.facet).to_owned();
                found.insert((topic.clone(), facet), signs);
            }
        }
    }
    found
}

#[test]
fn the_table_of_conflicts_read_by_hand_is_what_the_program_finds() {
    let corpus = built_in().workspace.corpus;
    let text = std::fs::read_to_string(path("tests/fixtures/conflicts.tsv")).unwrap();
    let mut read = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [topic, facet, signs, why] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(why.ends_with('.') && why.split(' ').count() > 5, "the reason in a sentence: {line}");
        assert!(read.insert((topic.to_owned(), facet.to_owned()), signs.to_owned()).is_none(), "twice: {line}");
    }
    assert_eq!(read, rows(&corpus));
}

#[test]
fn queries_for_conflicts_and_inconsistencies_list_the_incidents_of_the_table() {
    let corpus = built_in().workspace.corpus;
    let index = Index::new(&corpus);
    let listed = |query: &str| {
        let answer = search(&corpus, &index, &Query::parse(query), 200, &|| false).unwrap();
        let mut ids: Vec<String> = answer
            .hits
            .iter()
            .filter_map(|hit| match hit.target {
                Target::Incident(id) => Some(format!("incident {}", corpus.str(corpus.incident(id).id))),
                _ => None,
            })
            .collect();
        ids.sort();
        ids
    };
    let of_table = |sign: char| {
        let mut ids: Vec<String> =
            rows(&corpus).into_iter().filter(|(_, signs)| signs.contains(sign)).map(|((topic, _), _)| topic).collect();
        ids.retain(|topic| topic.starts_with("incident"));
        ids.dedup();
        ids
    };
    assert_eq!(listed("kind:incident verdict:conflict"), of_table('✗'));
    let inconsistent = of_table('≠');
    for id in listed("kind:incident verdict:inconsistent") {
        assert!(inconsistent.contains(&id), "{id}");
    }
}
