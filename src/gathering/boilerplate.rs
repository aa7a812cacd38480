//! Finds passages that an outlet prints under many articles: appeals, addresses, lists of other news.
//!
//! They would tie articles of one outlet together whatever these are about.

use std::collections::HashSet;

use crate::reading::TextSpan;
use chrono::NaiveDate;

/// A passage in as many articles is no part of any one story, if they were published well apart.
const ARTICLES: usize = 3;

/// How many days apart.
const DAYS: i64 = 14;

/// The passages that are boilerplate in a gathering.
#[derive(Debug, Default)]
pub struct Boilerplate {
    numbers: HashSet<u64>,
}

impl Boilerplate {
    /// That of articles, each with the numbers of its passages and the day of its publication.
    pub fn of<'a>(articles: impl Iterator<Item = (&'a [u64], Option<NaiveDate>)>) -> Self {
        let mut seen: Vec<(u64, Option<NaiveDate>)> = Vec::new();
        for (numbers, published) in articles {
            let mut own = numbers.to_vec();
            own.sort_unstable();
            own.dedup();
            seen.extend(own.into_iter().map(|number| (number, published)));
        }
        seen.sort_unstable();
        let is_common = |run: &&[(u64, Option<NaiveDate>)]| {
            // The days are in order, after those that are not known.
            let mut days = run.iter().filter_map(|(_, day)| *day);
            let (first, last) = (days.next(), days.next_back());
            run.len() >= ARTICLES && first.zip(last).is_some_and(|(a, b)| (b - a).num_days() > DAYS)
        };
        Self { numbers: seen.chunk_by(|a, b| a.0 == b.0).filter(is_common).map(|run| run[0].0).collect() }
    }

    /// The passages of an article that are boilerplate, in order. `numbers` are theirs.
    pub fn among(&self, passages: &[TextSpan], numbers: &[u64]) -> Vec<TextSpan> {
        let common = passages.iter().zip(numbers).filter(|(_, number)| self.numbers.contains(number));
        common.map(|(passage, _)| *passage).collect()
    }
}

/// The numbers of passages of a text, in order.
pub fn numbers(text: &str, passages: &[TextSpan]) -> Vec<u64> {
    passages.iter().map(|passage| number(passage.of(text))).collect()
}

/// A passage's letters as a number (FNV-1a); digits, spaces and the case of plain letters do not matter.
fn number(passage: &str) -> u64 {
    let letters = passage.bytes().filter(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b | 0x20)).wrapping_mul(0x0100_0000_01b3))
}
