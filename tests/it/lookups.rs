//! Measures search by look-ups that were written from the articles alone, before the program was tried.

use std::collections::BTreeMap;
use std::io::Write as _;

use parallax::model::Corpus;
use parallax::search::engine::search;
use parallax::search::{Answer, Index, Query, Target};

use crate::fixture::{built_in, path};

/// How many look-ups have the right first hit, at least; what is expected of a look-up is never changed to reach it.
/// A little below what is reached, as titles of the corpus are revised.
const LEAST: usize = 365;
/// How many queries that no text answers find nothing, at least.
const LEAST_NOTHING: usize = 115;

/// A look-up of the file.
struct LookUp<'f> {
    class: &'f str,
    query: &'f str,
    /// Ids that are equally right as the first hit; none if nothing must be found.
    expected: Vec<&'f str>,
    /// A word of the query that no text holds, so that the answer must say that it is left out.
    without: Option<&'f str>,
}

fn look_ups(text: &str) -> Vec<LookUp<'_>> {
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [class, query, expected, ref notes @ ..] = fields[..] else { panic!("not a look-up: {line}") };
            let without = notes.iter().find_map(|note| note.strip_prefix("without "));
            LookUp { class, query, expected: expected.split('|').filter(|id| *id != "-").collect(), without }
        })
        .collect()
}

fn id(corpus: &Corpus, target: Target) -> &str {
    corpus.str(match target {
        Target::Incident(id) => corpus.incident(id).id,
        Target::Article(id) => corpus.article(id).id,
        Target::Quote(id) => corpus.quote(id).id,
        Target::Name(id) => corpus.name(id).id,
        Target::Record(_) | Target::Passage(_) => return "",
    })
}

impl LookUp<'_> {
    fn is_right(&self, corpus: &Corpus, answer: &Answer) -> bool {
        let Some(first) = answer.hits.first() else { return self.expected.is_empty() };
        // A hit for the word that no text holds is a guess.
        let guessed = |word: &str| first.words.iter().any(|(_, _, typed)| typed == word);
        self.expected.contains(&id(corpus, first.target)) && !self.without.is_some_and(guessed)
    }
}

#[test]
fn look_ups_from_the_texts_alone() {
    let corpus = built_in().workspace.corpus;
    let index = Index::new(&corpus);
    let text = std::fs::read_to_string(path("tests/fixtures/lookups2.tsv")).unwrap();
    let mut classes: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for look_up in look_ups(&text) {
        for id in &look_up.expected {
            assert!(corpus.find(id).is_some(), "{id}");
        }
        let answer = search(&corpus, &index, &Query::parse(look_up.query), 5, &|| false).unwrap();
        let (asked, wrong) = classes.entry(look_up.class).or_default();
        *asked += 1;
        if !look_up.is_right(&corpus, &answer) {
            let first = answer.hits.first().map_or("nothing", |hit| id(&corpus, hit.target));
            wrong.push(format!("{}: {first}, not {}", look_up.query, look_up.expected.join("|")));
        }
    }
    // Straight to the terminal: the table is the purpose.
    let mut table = String::from("right at rank one, by class (the wrong ones with LOOKUPS=1):\n");
    let (mut right, mut all) = (0, 0);
    for (class, (asked, wrong)) in &classes {
        table.push_str(&format!("  {class:9} {:3} of {asked:3}\n", asked - wrong.len()));
        if std::env::var_os("LOOKUPS").is_some() {
            table.extend(wrong.iter().map(|w| format!("    {w}\n")));
        }
        (right, all) = (right + asked - wrong.len(), all + asked);
    }
    table.push_str(&format!("  all       {right:3} of {all:3}\n"));
    let _ = std::io::stderr().write_all(table.as_bytes());
    let (right, all) = (right - (classes["nothing"].0 - classes["nothing"].1.len()), all - classes["nothing"].0);
    assert!(all > 150 && right >= LEAST, "{right} right, not {LEAST}\n{table}");
    let (asked, noisy) = &classes["nothing"];
    assert!(asked - noisy.len() >= LEAST_NOTHING, "hits without a match: {noisy:#?}");
}
