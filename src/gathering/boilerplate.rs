//! Finds passages that an outlet prints under many articles: appeals, addresses, lists of other news.
//!
//! They would tie articles of one outlet together whatever these are about.

use crate::reading::TextSpan;
use chrono::NaiveDate;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A passage in as many articles is no part of any one story, if they were published well apart.
const ARTICLES: u32 = 3;

/// How many days apart.
const DAYS: i64 = 14;

/// A passage's articles: how many, the first and the last day of publication.
type Seen = (u32, Option<(NaiveDate, NaiveDate)>);

/// Passages seen in the articles of a gathering.
#[derive(Debug, Default)]
pub struct Passages {
    seen: HashMap<u64, Seen, FixedState>,
}

impl Passages {
    /// Counts the passages of an article, which have these numbers.
    pub fn add(&mut self, numbers: &[u64], published: Option<NaiveDate>) {
        let mut own = numbers.to_vec();
        own.sort_unstable();
        own.dedup();
        for passage in own {
            let seen = self.seen.entry(passage).or_default();
            seen.0 += 1;
            if let Some(day) = published {
                seen.1 = Some(seen.1.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
        }
    }

    /// The passages of an article that are boilerplate, in order. `numbers` are theirs.
    pub fn of(&self, passages: &[TextSpan], numbers: &[u64]) -> Vec<TextSpan> {
        let common = |(_, number): &(&TextSpan, &u64)| {
            let seen = self.seen.get(*number);
            let apart = |days: Option<(NaiveDate, NaiveDate)>| days.is_some_and(|(a, b)| (b - a).num_days() > DAYS);
            seen.is_some_and(|(n, days)| *n >= ARTICLES && apart(*days))
        };
        passages.iter().zip(numbers).filter(common).map(|(p, _)| *p).collect()
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
