//! Tests the finder with queries as people type them: dates, figures, questions, other languages, words that nothing has.

use std::collections::BTreeSet;

use parallax::app::panes::ledger::items::Item;
use parallax::model::time::Certainty;
use parallax::model::{Corpus, Facet, When};
use parallax::search::engine::search;
use parallax::search::{Answer, Hit, Index, Query, Target};
use parallax::session::Session;
use proptest::prelude::*;

use crate::fixture::{built_in, path, press, screen, session};

struct Finder {
    loaded: parallax::load::Loaded,
    index: Index,
}

impl Finder {
    fn new() -> Self {
        let loaded = built_in();
        let index = Index::new(loaded.corpus());
        Self { loaded, index }
    }

    fn corpus(&self) -> &Corpus {
        self.loaded.corpus()
    }

    fn ask(&self, query: &str) -> Answer {
        search(self.corpus(), &self.index, &Query::parse(query), usize::MAX, &|| false).unwrap()
    }

    fn id(&self, hit: &Hit) -> &str {
        let corpus = self.corpus();
        match hit.target {
            Target::Incident(id) => corpus.str(corpus.incident(id).id),
            Target::Name(id) => corpus.str(corpus.name(id).id),
            Target::Quote(id) => corpus.str(corpus.quote(id).id),
            Target::Article(id) => corpus.str(corpus.article(id).id),
            Target::Passage(_) | Target::Record(_) => "",
        }
    }

    fn first(&self, query: &str) -> String {
        let answer = self.ask(query);
        answer.hits.first().map_or_else(|| "nothing".to_owned(), |hit| self.id(hit).to_owned())
    }

    fn reason(&self, query: &str, id: &str) -> String {
        let answer = self.ask(query);
        let hit = answer.hits.iter().find(|hit| self.id(hit) == id);
        hit.unwrap_or_else(|| panic!("{query}: no {id}")).reason()
    }
}

/// The queries of the second set of look-ups.
fn look_ups() -> Vec<String> {
    let text = std::fs::read_to_string(path("tests/fixtures/lookups2.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn a_date_in_any_usual_form_finds_what_happened_then() {
    let finder = Finder::new();
    for query in [
        "22 march 2024",
        "March 22",
        "22.03.2024",
        "2024-03-22",
        "22/3/24",
        "march 22nd, 2024",
        "22 march 24",
        "22nd of march 24",
    ] {
        assert_eq!(finder.first(query), "crocus-city-hall", "{query}");
    }
    for query in ["last week of january 2024", "january 2024 last week of"] {
        assert_eq!(finder.first(query), "istanbul-church", "{query}");
    }
    // What may have happened then comes after what did.
    let answer = finder.ask("22 march 2024");
    assert!(answer.possible > 0 && answer.hits[0].is_certain() && !answer.hits.last().unwrap().is_certain());
    // An article printed before that month tells of nothing in it.
    assert!(finder.ask("october 2024").hits.is_empty());
}

#[test]
fn reasons_say_which_source_states_it() {
    let finder = Finder::new();
    assert_eq!(finder.reason("kerman 94", "kerman-bombings"), "title; killed 94, The Limited Times ¶22");
    assert!(finder.reason("13 americans killed", "kabul-airport").contains("killed 13 "), "the part, not the sum");
    assert!(finder.reason("22 march 2024", "crocus-city-hall").starts_with("dated 22 Mar 2024"));
    assert!(finder.reason("2 april 2024", "qom-shrine-arrests").contains("reported 2 Apr 2024"));
    assert!(finder.reason("Türkei kirche", "istanbul-church").contains("≈ Türkei = Turkey"));
}

#[test]
fn a_question_asks_about_a_facet() {
    let finder = Finder::new();
    for (query, id, facet) in [
        ("how many died in kerman", "kerman-bombings", Facet::Killed),
        ("who claimed moscow", "crocus-city-hall", Facet::ClaimedBy),
        ("where was soleimani killed", "soleimani-killing-2020", Facet::Place),
        ("when was the istanbul church attack", "istanbul-church", Facet::Date),
    ] {
        let answer = finder.ask(query);
        assert_eq!((finder.id(&answer.hits[0]), answer.asked.first()), (id, Some(&facet)), "{query}");
    }
    assert!(finder.ask("kerman killed").asked.is_empty());
}

/// Keys in, screen out: Enter lands on the facet that was asked about.
#[test]
fn enter_lands_on_what_was_asked() {
    let mut workbench = session(built_in(), (100, 30), "/how many were wounded in kerman<enter>");
    assert_eq!(facet(&workbench), Some(Facet::Injured));
    press(&mut workbench, "/who claimed moscow<enter>");
    assert_eq!(facet(&workbench), Some(Facet::ClaimedBy));
    press(&mut workbench, "/how many were arrested in mashhad clerics<enter>");
    // Without an answer it says so.
    let shown = screen(&workbench);
    assert!(shown.contains("no source states detained") || shown.contains("without"), "{shown}");
}

/// The facet of the selected cell of the ledger.
fn facet(session: &Session) -> Option<Facet> {
    let state = session.state();
    let subject = state.subject.as_ref()?;
    match state.ledger.selected(subject)? {
        Item::Cell(row, ..) => Some(subject.ledger().rows[row].facet),
        _ => None,
    }
}

#[test]
fn a_word_that_nothing_has_is_struck_through() {
    let mut workbench = session(built_in(), (80, 24), "/moscow concert flamethrower");
    let shown = screen(&workbench);
    assert!(shown.contains("without “flamethrower”: moscow concert flamethrower"), "{shown}");
    assert!(shown.contains("Crocus City Hall attack"), "{shown}");
    press(&mut workbench, "<esc>/bataclan attack");
    assert!(screen(&workbench).contains("No hits."));
}

#[test]
fn a_partial_answer_names_the_word_that_is_missing() {
    let finder = Finder::new();
    let answer = finder.ask("moscow concert hall flamethrower attack");
    assert_eq!(answer.without, ["flamethrower"]);
    assert_eq!(finder.id(&answer.hits[0]), "crocus-city-hall");
    // No name that is known, another place, another date, another figure, another target: no answer.
    for query in [
        "bataclan attack",
        "kabul university shooting",
        "moscow metro bombing",
        "20 cyclists killed",
        "kerman 412 dead",
        "22 march 2018",
    ] {
        let answer = finder.ask(query);
        assert!(answer.hits.is_empty(), "{query}: {:?}", answer.hits);
        let words: BTreeSet<&str> = query.split(' ').collect();
        assert!(answer.near.iter().all(|near| !words.contains(near.as_str())), "{query}: {:?}", answer.near);
    }
}

/// What is counted does not depend on how many are listed.
#[test]
fn counts_hold_for_partial_answers_too() {
    let finder = Finder::new();
    let corpus = finder.corpus();
    let fields = ["isis sniper at:moscow", "crash moscow", "kabul embassy sniper", "russia sniper at:moscow"];
    for query in look_ups().iter().map(String::as_str).chain(fields) {
        let all = finder.ask(query);
        let one = search(corpus, &finder.index, &Query::parse(query), 1, &|| false).unwrap();
        assert_eq!((one.all, one.possible, &one.without), (all.all, all.possible, &all.without), "{query}");
        assert!(all.possible <= all.all && all.hits.len() == all.all, "{query}");
        assert_eq!(all.hits.iter().filter(|hit| !hit.is_certain()).count(), all.possible, "{query}");
    }
}

#[test]
fn what_is_literally_there_stands_above_guesses() {
    let finder = Finder::new();
    for query in look_ups() {
        let answer = finder.ask(&query);
        let certain = &answer.hits[..answer.certain()];
        let guessed = certain.iter().position(|hit| hit.words.iter().any(|(_, fit, _)| fit.is_guess()));
        let plain = certain.iter().rposition(|hit| hit.words.iter().all(|(_, fit, _)| fit.is_plain()));
        assert!(guessed.is_none_or(|guessed| plain.is_none_or(|plain| plain < guessed)), "{query}");
    }
}

/// Words of all kinds: names, targets, dates, figures, questions, other languages.
const WORDS: &str = "kerman moscow istanbul kabul airport church shrine attack attacks bombing killed dead 94 13 7 22 march january \
    2024 2021 summer who how many was in the people is last week iran isis-k taliban governor chinese engineers concert 22.03.2024 Türkei москва \
    zzyzx bataclan crash hostage warned embassy russia pakistan 3rd seven detained claimed";

fn words() -> impl Strategy<Value = Vec<String>> {
    let all: Vec<String> = WORDS.split_ascii_whitespace().map(str::to_owned).collect();
    prop::collection::vec(prop::sample::select(all), 1..5)
}

fn targets(answer: &Answer) -> BTreeSet<Target> {
    // Hits without all the words are no hits of the query.
    let all = if answer.without.is_empty() { answer.certain() } else { 0 };
    answer.hits[..all].iter().map(|hit| hit.target).collect()
}

#[test]
fn a_word_more_never_adds_certain_hits() {
    let finder = Finder::new();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let word = prop::sample::select(WORDS.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let only_small = |words: &[String]| {
        words.iter().all(|word| {
            ["who", "how", "many", "was", "in", "the", "people", "is", "last", "week", "3rd"].contains(&word.as_str())
        })
    };
    runner
        .run(&(words(), word), |(words, word)| {
            // Small words narrow nothing beside others; alone they are looked up. “3rd week” is a date only with a month.
            prop_assume!(!only_small(&words));
            // Of “last” and “3rd” only one can count the weeks; the other is the day, or a word without weight.
            let counts_weeks = |all: &[String], one: &str| {
                ["week", "last", "3rd"].iter().all(|w| *w == one || all.iter().any(|word| word == w))
            };
            prop_assume!(!counts_weeks(&words, &word));
            let before = targets(&finder.ask(&words.join(" ")));
            let after = targets(&finder.ask(&format!("{} {word}", words.join(" "))));
            prop_assert!(after.is_subset(&before), "{} + {word}", words.join(" "));
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_order_of_words_changes_nothing() {
    let finder = Finder::new();
    let mut queries: Vec<Vec<String>> =
        look_ups().iter().map(|query| query.split(' ').map(str::to_owned).collect()).collect();
    // A period between two dates, and names of three words, are read as typed.
    let in_order = ["to", "since", "until", "between", "before", "after", "-"];
    queries.retain(|words| words.len() > 1 && !words.iter().any(|word| in_order.contains(&word.as_str())));
    for words in queries {
        let typed = words.join(" ");
        let answer = finder.ask(&typed);
        let turned: Vec<String> = words.iter().rev().cloned().collect();
        let other = finder.ask(&turned.join(" "));
        let all = |answer: &Answer| answer.hits.iter().map(|hit| (hit.target, hit.doubt)).collect::<BTreeSet<_>>();
        assert_eq!(all(&answer), all(&other), "{typed}");
        assert_eq!(answer.without.len(), other.without.len(), "{typed}");
    }
}

/// Every date and figure in a reason is one that a source states about that incident, and no hit of a partial answer has
/// the word that is said to be missing.
#[test]
fn every_reason_and_every_missing_word_is_true() {
    let finder = Finder::new();
    let corpus = finder.corpus();
    let mut seen = 0;
    for query in look_ups() {
        let answer = finder.ask(&query);
        for word in &answer.without {
            let with: BTreeSet<Target> = targets(&finder.ask(&format!("'{word}")));
            assert!(answer.hits.iter().all(|hit| !with.contains(&hit.target)), "{query}: {word}");
        }
        for hit in &answer.hits {
            let Target::Incident(id) = hit.target else { continue };
            let incident = corpus.incident(id);
            let claims = || {
                let accounts = corpus.accounts_in(incident.accounts);
                accounts.iter().flat_map(|account| corpus.claims_in(account.claims))
            };
            for reason in &hit.reasons {
                if let Some((_, other)) = reason.words.strip_prefix("≈ ").and_then(|words| words.split_once(" = ")) {
                    // The word that is given for the typed one is there, or is the name of a place that is.
                    let there = finder.ask(&other.split(' ').map(|word| format!("'{word} ")).collect::<String>());
                    let has = |answer: &Answer| answer.hits.iter().any(|there| there.target == hit.target);
                    let place = Query::parse_in(&format!("at:\"{other}\""), corpus);
                    let placed = search(corpus, &finder.index, &place, usize::MAX, &|| false).unwrap();
                    assert!(has(&there) || has(&placed) || other.contains(' '), "{query}: {}", reason.words);
                    seen += 1;
                }
                if let Some(date) = reason.words.strip_prefix("dated ") {
                    let date = date.split(", worked out").next().unwrap();
                    let claimed = claims().filter_map(|claim| match claim.value {
                        parallax::model::Value::When(when, _) => Some(when),
                        _ => None,
                    });
                    let mut dates = claimed.chain(incident.date).map(When::display);
                    assert!(dates.any(|shown| shown == date), "{query}: {}", reason.words);
                    seen += 1;
                }
                if let Some((value, place)) = reason.words.rsplit_once(", ").filter(|(_, place)| place.contains(" ¶"))
                {
                    let (publisher, number) = place.rsplit_once(" ¶").unwrap();
                    let number: u32 = number.parse().unwrap();
                    let (facet, value) = value.split_once(' ').unwrap();
                    let value = value.strip_suffix(", a joint figure").unwrap_or(value);
                    let stated = claims().any(|claim| {
                        let passage = corpus.passage(corpus.account(claim.account).passage);
                        let figure = match claim.value {
                            parallax::model::Value::Figure(figure) => figure.display(),
                            _ => value.to_owned(),
                        };
                        corpus.facet_word(claim.facet) == facet
                            && passage.number == number
                            && corpus.str(corpus.article(passage.article).publisher) == publisher
                            && (value == figure || value.ends_with(&format!(" of {figure}")))
                    });
                    assert!(stated, "{query}: {}", reason.words);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 100, "{seen} reasons");
}

/// A certain hit for a day happened on that day by a source or the corpus; a possible one may have.
#[test]
fn a_day_finds_certainly_only_what_happened_then() {
    let finder = Finder::new();
    let corpus = finder.corpus();
    for (query, day) in [("22 march 2024", "2024-03-22"), ("3 january 2024", "2024-01-03"), ("1.1.2017", "2017-01-01")]
    {
        let day = When::parse(day).unwrap();
        for hit in finder.ask(query).hits {
            let Target::Incident(id) = hit.target else { continue };
            let incident = corpus.incident(id);
            let claimed = corpus.accounts_in(incident.accounts).iter().flat_map(|account| {
                corpus.claims_in(account.claims).iter().filter_map(|claim| match claim.value {
                    parallax::model::Value::When(when, _) => Some(when),
                    _ => None,
                })
            });
            let mut certainties = claimed.chain(incident.date).map(|when| when.lies_in(day));
            let wanted = |certainty: Certainty| {
                if hit.is_certain() { certainty == Certainty::Certainly } else { certainty != Certainty::No }
            };
            assert!(certainties.any(wanted), "{query}: {}", corpus.str(incident.id));
        }
    }
}
