//! Measures echoes on texts that are no part of the project: `.ci/measure-echoes` gives them, one JSON object a line.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use chrono::NaiveDate;
use parallax::echo::{Echo, EchoText, agencies, echoes, quoted_ranges, suggested_origins};
use parallax::model::Grade;
use parallax::reading::{TextSpan, quotation, token::Tokens};
use serde::Deserialize;

use super::edits::{Edit, edited, vocabulary};

/// A text of a set.
#[derive(Deserialize)]
struct Line {
    /// Texts of one group may carry one another.
    group: String,
    passages: Vec<String>,
    publisher: Option<String>,
    /// `2024-05-02`.
    published: Option<String>,
    /// Equal for one page that the set has twice.
    page: Option<String>,
    title: Option<String>,
}

/// The lines of the file that the variable names; none without it.
fn lines(variable: &str) -> Option<Vec<Line>> {
    let Ok(path) = std::env::var(variable) else {
        // Straight to the terminal, as of other tests that skip.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {variable} names no texts; .ci/measure-echoes makes them");
        return None;
    };
    let read = std::fs::read_to_string(path).unwrap();
    Some(read.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The quoted words of passages, as the rules of reading find them.
fn quoted(passages: &[String]) -> Vec<Vec<Range<usize>>> {
    let text = passages.join("\n");
    let mut spans = Vec::new();
    let mut start = 0;
    for passage in passages {
        spans.push(TextSpan::new(start, start + passage.len()));
        start += passage.len() + 1;
    }
    quoted_ranges(&spans, &quotation::quotes(&Tokens::new(&text, &spans)))
}

fn text(passages: &[String]) -> EchoText<'_> {
    EchoText {
        passages: passages.iter().map(String::as_str).collect(),
        quoted: quoted(passages),
        ..EchoText::default()
    }
}

/// Edits of each text, in one collection with the texts: how many are found, and echoes of texts that have none.
#[test]
fn edits_are_found() {
    let Some(lines) = lines("ECHO_EDITED") else { return };
    let mut groups = BTreeMap::new();
    for line in lines {
        let words: usize = line.passages.iter().map(|p| p.split_whitespace().count()).sum();
        if words >= 80 {
            groups.entry(line.group).or_insert(line.passages);
        }
    }
    let step = groups.len().div_ceil(400);
    let mut originals: Vec<Vec<String>> = groups.into_values().step_by(step).collect();
    let taken = originals.len();
    // Some are speech throughout, or nothing but the page around an article.
    originals.retain(|t| !echoes(&[text(t), text(t)]).is_empty());
    let count = originals.len();
    println!("{} of {taken} texts have too few words of their own", taken - count);
    let own: Vec<[usize; 2]> =
        echoes(&originals.iter().map(|p| text(p)).collect::<Vec<_>>()).iter().map(|e| e.articles).collect();
    println!("{count} texts of 80 words and more, of different groups; echoes among them {}", own.len());
    let words = vocabulary(originals.iter().flatten().map(String::as_str));
    for edit in Edit::ALL {
        for percent in [10, 20, 30, 40] {
            let lead = |i: usize| &originals[(i + 1) % count];
            let edits: Vec<Vec<String>> = originals
                .iter()
                .enumerate()
                .map(|(i, t)| edited(t, edit, percent, lead(i), &words, i as u64))
                .collect();
            let all: Vec<EchoText> = originals.iter().chain(&edits).map(|p| text(p)).collect();
            let mut found = vec![None; count];
            let mut wrong = 0;
            for echo in echoes(&all) {
                let [a, b] = echo.articles;
                let (one, two) = (a % count, b % count);
                // The lead of an edit is another text's beginning.
                let lead = [Edit::OtherLead, Edit::All].contains(&edit)
                    && ((one + 1) % count == two || (two + 1) % count == one);
                if b == a + count {
                    found[a] = Some(echo.grade);
                } else if !lead && !own.contains(&[one.min(two), one.max(two)]) {
                    wrong += 1;
                }
            }
            let right = found.iter().flatten().count();
            let plain = found.iter().flatten().filter(|g| **g == Grade::Plain).count();
            println!(
                "{edit:?} {percent} %: found {right} of {count} = {:.3} (plain {:.3}), wrong {wrong}, precision {:.3}",
                right as f32 / count as f32,
                plain as f32 / count as f32,
                right as f32 / (right + wrong).max(1) as f32,
            );
        }
    }
}

/// Echoes among real articles of many incidents, by grade; with ECHO_SHOW their passages, to be judged by hand.
#[test]
fn echoes_among_real_articles() {
    let Some(lines) = lines("ECHO_REAL") else { return };
    let texts: Vec<EchoText> = lines
        .iter()
        .map(|l| EchoText {
            publisher: l.publisher.as_deref(),
            published: l.published.as_deref().and_then(|day| day.parse::<NaiveDate>().ok()),
            title: l.title.as_deref(),
            ..text(&l.passages)
        })
        .collect();
    let found = echoes(&texts);
    let mut counts: BTreeMap<(Grade, &str), usize> = BTreeMap::new();
    for echo in &found {
        let [a, b] = echo.articles.map(|at| &lines[at]);
        let kind = match (a.group == b.group, a.publisher.is_some() && a.publisher == b.publisher) {
            _ if a.page.is_some() && a.page == b.page => "one page twice",
            (true, true) => "one group, one outlet",
            (true, false) => "one group, two outlets",
            (false, true) => "two groups, one outlet",
            (false, false) => "two groups, two outlets",
        };
        *counts.entry((echo.grade, kind)).or_default() += 1;
        if std::env::var("ECHO_SHOW").is_ok() {
            show(echo, kind, &texts);
        }
    }
    println!("{} texts, {} echoes", texts.len(), found.len());
    for ((grade, kind), count) in counts {
        println!("    {:<8}{kind:<26}{count}", grade.word());
    }
    let origins = suggested_origins(texts.len(), &found);
    let largest = origins.iter().map(|o| o.articles.len()).max().unwrap_or(0);
    println!("{} suggested origins, the largest of {largest} articles", origins.len());
    let mut credited: BTreeMap<String, usize> = BTreeMap::new();
    for text in &texts {
        for line in agencies(&text.passages) {
            *credited.entry(format!("{} {:?}", line.agency, line.role)).or_default() += 1;
        }
    }
    println!("agency lines: {credited:?}");
}

fn show(echo: &Echo, kind: &str, texts: &[EchoText]) {
    let [a, b] = echo.articles;
    let outlets = [a, b].map(|at| texts[at].publisher.unwrap_or("-"));
    println!("## {} {kind} {a} {b} {outlets:?} {} words, shares {:.2?}", echo.grade.word(), echo.words, echo.shares);
    for shared in echo.passages.iter().take(4) {
        for (at, side) in [a, b].into_iter().zip(0..2) {
            let words = &texts[at].passages[shared.passages[side]][shared.ranges[side].clone()];
            println!("    {} {}", shared.passages[side], words.chars().take(150).collect::<String>());
        }
    }
}

/// The five articles of the built-in corpus as raw text: the republication is found, and nothing else.
#[test]
fn the_republication_is_the_only_echo_among_the_five() {
    let Some(lines) = lines("ECHO_FIVE") else { return };
    let texts: Vec<EchoText> = lines.iter().map(|l| text(&l.passages)).collect();
    let found = echoes(&texts);
    for echo in &found {
        println!(
            "echo of texts {:?}: {}, {} words, shares {:.2?}",
            echo.articles,
            echo.grade.word(),
            echo.words,
            echo.shares
        );
    }
    assert_eq!(found.iter().map(|e| (e.articles, e.grade)).collect::<Vec<_>>(), [([0, 1], Grade::Plain)]);
    let origins = suggested_origins(texts.len(), &found);
    assert_eq!(origins.iter().map(|o| o.articles.clone()).collect::<Vec<_>>(), [[0, 1]]);
}
