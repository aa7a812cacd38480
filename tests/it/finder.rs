//! Tests search: a fixed set of look-ups, and properties of any query.

use std::collections::BTreeMap;

use parallax::model::corpus::Entity;
use parallax::search::engine::search;
use parallax::search::fold::fold;
use parallax::search::highlight::highlight;
use parallax::search::rank::Fit;
use parallax::search::{Answer, Index, Query, Target};
use proptest::prelude::*;

use crate::fixture::{built_in, footer, path, press, screen, session, tiny};

/// Minimum percentage of look-ups with the right first hit. Look-ups without a match must all find nothing.
const LEAST: usize = 97;

fn id(corpus: &parallax::model::Corpus, target: Target) -> String {
    let text = match target {
        Target::Record(_) => return String::new(),
        Target::Incident(id) => corpus.incident(id).id,
        Target::Article(id) => corpus.article(id).id,
        Target::Quote(id) => corpus.quote(id).id,
        Target::Name(id) => corpus.name(id).id,
        Target::Passage(id) => {
            let record = corpus.passage(id);
            return format!("{}:{}", corpus.str(corpus.article(record.article).id), record.number);
        }
    };
    corpus.str(text).to_owned()
}

#[test]
fn a_place_a_quotation_and_the_whole_are_called_what_they_are() {
    // A place without a ledger leads to a search for its incidents, which is said.
    let mut s = session(built_in(), (120, 40), "/istanbul kind:name<enter>");
    assert!(footer(&s).contains("this searches for incidents at Istanbul; Enter opens a hit"), "{}", footer(&s));
    press(&mut s, "<esc>");
    // A quotation has its article, and over an article the finder is no search in it.
    press(&mut s, "ga<enter>/kind:quote in:scmp");
    let shown = screen(&s);
    assert!(shown.contains("Find in everything · "), "{shown}");
    let row = shown.lines().find(|line| line.contains("quote ") && line.contains('¶')).unwrap();
    assert!(row.contains("  scmp: "), "{row}");
}

#[test]
fn look_ups_land_where_a_reporter_means() {
    let corpus = built_in().workspace.corpus;
    let index = Index::new(&corpus);
    let text = std::fs::read_to_string(path("tests/fixtures/lookups.tsv")).unwrap();
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut wrong, mut noise) = (Vec::new(), Vec::new());
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let [class, query, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not a look-up: {line}")
        };
        for wanted in expected.split('|').filter(|e| *e != "-") {
            assert!(corpus.find(wanted).is_some(), "{wanted}");
        }
        let parsed = Query::parse(query);
        assert!(parsed.problems.is_empty(), "{query}");
        let answer = search(&corpus, &index, &parsed, 5, &|| false).unwrap();
        let first = answer.hits.first().map(|h| id(&corpus, h.target));
        let right = match &first {
            None => expected == "-",
            Some(first) => expected.split('|').any(|e| e == first),
        };
        let tally = classes.entry(class).or_default();
        tally.1 += 1;
        tally.0 += usize::from(right);
        if !right {
            let said = format!("{class}: {query}: wanted {expected}, got {}", first.as_deref().unwrap_or("nothing"));
            if expected == "-" { noise.push(said) } else { wrong.push(said) }
        }
    }
    let asked: usize = classes.iter().filter(|(c, _)| **c != "nothing").map(|(_, t)| t.1).sum();
    let right: usize = classes.iter().filter(|(c, _)| **c != "nothing").map(|(_, t)| t.0).sum();
    assert!(asked >= 150, "{asked} look-ups");
    assert!(noise.is_empty(), "hits without a match: {noise:#?}");
    assert!(right * 100 >= asked * LEAST, "{right} of {asked} right: {classes:?}\n{wrong:#?}");
}

/// DESIGN section 5: the right incident is the first hit, at every keystroke from the fifth letter on.
#[test]
fn what_the_design_promises_lands_first() {
    let corpus = built_in().workspace.corpus;
    let index = Index::new(&corpus);
    let first = |query: &str| {
        let answer = search(&corpus, &index, &Query::parse(query), 1, &|| false).unwrap();
        answer.hits.first().map(|h| id(&corpus, h.target))
    };
    for (query, expected) in [
        ("kermna", "kerman-bombings"),
        ("soleymani", "soleimani-killing-2020"),
        ("shah cheragh", "shah-cheragh-2022"),
        ("church istanbul", "istanbul-church"),
        ("gwader", "gwadar-port"),
        ("iskp moscow", "crocus-city-hall"),
    ] {
        assert_eq!(first(query).as_deref(), Some(expected), "{query}");
    }
    assert!(first("turkiye").is_some_and(|id| corpus.find(&id).is_some_and(|r| matches!(r, Entity::Incident(_)))));
    for query in ["soley", "soleym", "soleyma", "kerma", "gwada", "istan", "croc", "shah c"] {
        let first = first(query).unwrap();
        assert!(corpus.find(&first).is_some_and(|r| matches!(r, Entity::Incident(_))), "{query}: {first}");
    }
    for query in ["bataclan", "beslan", "christchurch"] {
        assert_eq!(first(query), None, "{query}");
    }
}

/// Queries similar to words of a corpus, and unrelated ones.
fn any_query() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(
            "blast depot harbour front port plot bridge ferries threat courier gazette two days HF hafen !blast 'port ^dep \"depot blast\" \
             kind:incident at:ZZ killed:>5 verdict:conflict on:2031 sources:>=2 who:harbour kind: :x \" ! ' ^ killed:"
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        ),
        "[a-z]{1,9}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|p| p.join(" "))
}

fn ask(loaded: &parallax::load::Loaded, index: &Index, query: &str) -> Answer {
    search(loaded.corpus(), index, &Query::parse(query), usize::MAX, &|| false).unwrap()
}

#[test]
fn no_query_panics_and_adding_a_word_never_adds_hits() {
    let loaded = tiny(true);
    let index = Index::new(loaded.corpus());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&(any_query(), "[a-z]{1,9}"), |(query, word)| {
            let before = ask(&loaded, &index, &query);
            // An open quotation mark would swallow the word.
            prop_assume!(query.matches('"').count() % 2 == 0 && !Query::parse(&query).is_empty());
            // Words such as “y” and “on” are looked for alone, and narrow nothing beside others.
            let targets = |query: &str| ask(&loaded, &index, query).hits.into_iter().map(|hit| hit.target);
            let narrows = |other: &str| targets(&format!("{query} {other}")).ne(targets(other));
            prop_assume!(narrows("blast") || narrows("bridge"));
            let after = ask(&loaded, &index, &format!("{query} {word}"));
            // What lacks a word is no hit of the query.
            prop_assume!(after.without.is_empty() && before.without.is_empty());
            prop_assert!(after.all <= before.all, "{} then {}", before.all, after.all);
            for hit in &after.hits {
                prop_assert!(before.hits.iter().any(|h| h.target == hit.target));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_word_that_narrows_nothing_is_looked_for_only_alone() {
    let loaded = tiny(true);
    let index = Index::new(loaded.corpus());
    let targets = |query: &str| ask(&loaded, &index, query).hits.iter().map(|hit| hit.target).collect::<Vec<_>>();
    for word in ["e", "y", "on"] {
        assert!(!targets(word).is_empty(), "{word}");
        assert_eq!(targets(&format!("{word} b")), targets("b"), "{word}");
    }
}

#[test]
fn odd_queries_do_no_harm() {
    let loaded = tiny(true);
    let index = Index::new(loaded.corpus());
    for query in [
        "x".repeat(10_000),
        "blast ".repeat(3_000),
        "\"".repeat(99),
        "\u{202e}\u{1b}]0;x\u{7}\0".to_owned(),
        "👨‍👩‍👧‍👦 کرمان שלום".to_owned(),
        ":::!!!'''^^^".to_owned(),
        "killed:>99999999999999999999".to_owned(),
    ] {
        let _ = ask(&loaded, &index, &query);
    }
}

#[test]
fn marked_letters_spell_what_was_typed() {
    let loaded = built_in();
    let corpus = loaded.corpus();
    let index = Index::new(corpus);
    for query in ["kerman", "krmn", "istanbul church", "turk", "gwadar port", "soleim", "mazar"] {
        let answer = search(corpus, &index, &Query::parse(query), 10, &|| false).unwrap();
        assert!(!answer.hits.is_empty(), "{query}");
        for hit in answer.hits {
            let Target::Incident(id) = hit.target else { continue };
            let title = corpus.str(corpus.incident(id).title);
            for (word, fit, typed) in &hit.words {
                let marks = highlight(title, &[(word.clone(), *fit, typed.clone())]);
                let marked: String = marks.into_iter().map(|r| fold(&title[r])).collect();
                let typed_letters: String = typed.clone();
                let whole = matches!(fit, Fit::Slip | Fit::Sound);
                let spelled = marked.is_empty()
                    || whole
                    || marked == typed_letters.repeat(marked.len() / typed_letters.len().max(1));
                assert!(spelled, "{query}: {title}: {marked}");
            }
        }
    }
}

#[test]
fn the_limit_changes_how_many_not_which() {
    let loaded = built_in();
    let index = Index::new(loaded.corpus());
    for query in ["isis", "a", "attack", "iran", "kind:quote"] {
        let all = ask(&loaded, &index, query);
        let few = search(loaded.corpus(), &index, &Query::parse(query), 5, &|| false).unwrap();
        assert_eq!(few.all, all.all);
        let targets = |a: &Answer| a.hits.iter().take(5).map(|h| h.target).collect::<Vec<_>>();
        assert_eq!(targets(&few), targets(&all), "{query}");
    }
}

#[test]
fn dates_answer_certainly_possibly_no() {
    let loaded = built_in();
    let index = Index::new(loaded.corpus());
    let ids = |query: &str| {
        ask(&loaded, &index, query).hits.iter().map(|h| id(loaded.corpus(), h.target)).collect::<Vec<_>>()
    };
    let october = ids("on:2022-10 kind:incident");
    assert!(october.contains(&"shah-cheragh-2022".to_owned()), "{october:?}");
    assert!(!october.contains(&"shah-cheragh-2023".to_owned()));
    assert!(!ids("before:2017 kind:incident").contains(&"reina-club".to_owned()));
    assert!(ids("after:2016 before:2018 kind:incident").contains(&"reina-club".to_owned()));
    assert!(
        !ids("on:2017 kind:incident").contains(&"mashhad-clerics".to_owned()),
        "undated incidents are in no period"
    );
}

#[test]
fn a_search_nobody_waits_for_is_given_up() {
    let loaded = built_in();
    let index = Index::new(loaded.corpus());
    assert_eq!(search(loaded.corpus(), &index, &Query::parse("kerman"), 5, &|| true), None);
}
