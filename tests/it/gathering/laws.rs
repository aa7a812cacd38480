//! Laws: order changes nothing, everything is counted once, no text breaks it.

use parallax::gathering::{Decisions, Gathered};

use super::support::{Written, folder, gathered, written};

/// Numbers that look random and are the same at each run.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// Articles thrown together from pieces.
fn thrown(dice: &mut Dice, count: usize) -> Vec<Written> {
    const PIECES: [&str; 24] = [
        "A gunman opened fire in Tarnvik on Monday.",
        "Three people were killed.",
        "On 9 March 2019 a bomb exploded in Osbeck.",
        "Police said on Tuesday that they had arrested Jorn Askil.",
        "In May 2020 five people were wounded in Velmora.",
        "The attack followed a shooting in Osbeck on Sunday.",
        "\n\n",
        "Inspector Lise Holmgard spoke at the Rex cinema.",
        "Last year two people were stabbed in Tarnvik.",
        "Red Lantern claimed the bombing.",
        "(Osbeck Courier, 4 March)",
        "Nine were hurt, four of them children.",
        "“It was loud,” said Per Dagfinn.",
        "Halvard fish market",
        "12 May 2021",
        "A double homicide in Velmora.",
        "…",
        "Überfall in Osbeck — später",
        "\u{0}\u{7}",
        "the the the",
        "shot",
        "killed in",
        "At least 20 people were killed in separate shootings this year.",
        "It was 1999, or 31 February 2020.",
    ];
    let article = |i: usize, dice: &mut Dice| {
        let text: Vec<&str> = (0..dice.next(14)).map(|_| PIECES[dice.next(PIECES.len())]).collect();
        let day = format!("2021-{:02}-{:02}", dice.next(12) + 1, dice.next(28) + 1);
        written(&format!("t{i:03}"), if dice.next(4) == 0 { "" } else { &day }, &text.join(" "))
    };
    (0..count).map(|i| article(i, dice)).collect()
}

/// Drafts with the articles' ids instead of their positions.
fn by_id(articles: &[Written], all: &Gathered) -> Vec<String> {
    let draft = |d: &parallax::gathering::DraftIncident| {
        let coverage: Vec<String> = d
            .coverage
            .iter()
            .map(|c| format!("{} {} {:?} {:?}", articles[c.article].id, c.main, c.sentences, c.figures))
            .collect();
        format!("{} {} {:?} {:?} {:?} {coverage:?}", d.id, d.title, d.killed, d.reasons, d.grade)
    };
    all.incidents.iter().map(draft).collect()
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let mut dice = Dice(7);
    for round in 0..12 {
        let mut articles = if round == 0 { folder() } else { thrown(&mut dice, 12) };
        let before = by_id(&articles, &gathered(&articles, &Decisions::default()));
        for i in (1..articles.len()).rev() {
            let other = dice.next(i + 1);
            articles.swap(i, other);
        }
        assert_eq!(by_id(&articles, &gathered(&articles, &Decisions::default())), before);
    }
}

#[test]
fn coverage_is_sound() {
    let mut dice = Dice(11);
    for _ in 0..30 {
        let count = dice.next(20);
        let articles = thrown(&mut dice, count);
        let all = gathered(&articles, &Decisions::default());
        assert_eq!(all.main.len(), articles.len());
        let mut ids: Vec<&str> = all.incidents.iter().map(|d| &*d.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all.incidents.len(), "ids are distinct");
        for (number, draft) in all.incidents.iter().enumerate() {
            let mut own: Vec<usize> = draft.coverage.iter().map(|c| c.article).collect();
            own.sort_unstable();
            own.dedup();
            assert_eq!(own.len(), draft.coverage.len(), "an article covers an incident once");
            for c in &draft.coverage {
                assert_eq!(all.main[c.article] == Some(number), c.main);
                assert!(c.sentences.is_sorted_by(|a, b| a < b));
                assert!(c.killed.is_none_or(|at| c.figures.contains(&at)));
            }
        }
    }
}

#[test]
fn a_sentence_belongs_to_one_incident_or_to_those_whose_dates_it_names() {
    let articles = folder();
    let all = gathered(&articles, &Decisions::default());
    for (number, _) in articles.iter().enumerate() {
        let mut sentences: Vec<usize> = all
            .incidents
            .iter()
            .flat_map(|d| &d.coverage)
            .filter(|c| c.article == number)
            .flat_map(|c| c.sentences.clone())
            .collect();
        let count = sentences.len();
        sentences.sort_unstable();
        sentences.dedup();
        assert_eq!(count, sentences.len());
    }
}

#[test]
fn an_incident_with_hundreds_of_articles_stays_whole() {
    let mut dice = Dice(3);
    let words: Vec<String> = (0..900).map(|i| format!("w{}x{}", i * 7_919 % 9_973, i)).collect();
    let article = |i: usize, dice: &mut Dice| {
        let filler: Vec<&str> = (0..40).map(|_| words[dice.next(words.len())].as_str()).collect();
        let text = format!(
            "Nine killed in Velmora depot bombing\n\nNine people were killed on 12 May 2021 when a car bomb exploded in Velmora. \
             The dead include Ines Quadra, Rui Pestana and Olga Varela. {}.",
            filler.join(" ")
        );
        written(&format!("v{i:04}"), &format!("2021-05-{:02}", 12 + i % 5), &text)
    };
    let articles: Vec<Written> = (0..400).map(|i| article(i, &mut dice)).collect();
    let all = gathered(&articles, &Decisions::default());
    let most = all.incidents.iter().map(|d| d.coverage.len()).max().unwrap();
    assert!(most >= 390, "{most} of 400");
}

#[test]
fn the_same_article_twice_is_one_incident() {
    let mut articles = folder();
    let mut copy = articles[0].clone();
    copy.id = "z-copy".to_owned();
    articles.push(copy);
    let all = gathered(&articles, &Decisions::default());
    assert_eq!(all.main[0], all.main[5]);
}

#[test]
fn a_hostile_text_is_gathered() {
    let long = "On 9 March 2019 a bomb exploded in Osbeck. ".repeat(3_000);
    let odd = ["", " ", "\n\n\n", "((((((((", "“““", "12 12 12 12 killed killed", &long];
    let articles: Vec<Written> =
        odd.iter().enumerate().map(|(i, t)| written(&format!("o{i}"), "2021-05-13", t)).collect();
    let all = gathered(&articles, &Decisions::default());
    assert!(all.incidents.len() < 20);
}
