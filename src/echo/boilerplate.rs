//! Passages that stand in many texts without telling that these carry one another: an outlet's own lines and invitations
//! of the page.
//!
//! Knows how often a passage occurs, by whom and when; not what it says.

use chrono::NaiveDate;

use super::shingle::mix;
use super::text::EchoText;
use super::words::ComparedWord;

/// A passage of this number of texts of one publisher is doubtful.
const OF_PUBLISHER: usize = 3;
/// So is one of this number of texts whose days of publication lie further apart than [`NEWS_DAYS`].
const LASTING: usize = 3;
/// Days within which a report is taken up by others.
pub(super) const NEWS_DAYS: i64 = 30;
/// And one of this number of texts without days or publishers.
const UNDATED: usize = 5;

/// How a passage is repeated elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repetition {
    /// Not more often than reports are.
    No,
    /// In several texts of one publisher, or in many of unknown day.
    Often,
    /// In several texts, over a time in which no report is taken up.
    Lasting,
}

/// The passages of all texts by what they say.
#[derive(Debug, Default)]
pub(super) struct PassageRepeats {
    /// Hash of the words of a passage, number of its text, its position.
    entries: Vec<(u32, u32, u32)>,
}

impl PassageRepeats {
    /// Adds the passages of text `number`.
    pub fn add(&mut self, number: usize, words: &[ComparedWord]) {
        for passage in words.chunk_by(|a, b| a.passage == b.passage) {
            let telling = passage.iter().filter(|word| word.telling());
            let hash = telling.fold(0, |hash, word| mix(hash, word.key));
            self.entries.push((hash, number as u32, passage[0].passage));
        }
    }

    /// Adds the passages of other texts.
    pub fn join(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// Which passages are repeated.
    pub fn repeated(mut self, texts: &[EchoText<'_>]) -> RepeatedPassages {
        self.entries.sort_unstable();
        let mut found = Vec::new();
        for same in self.entries.chunk_by(|a, b| a.0 == b.0) {
            let how = repeated(same, texts);
            if how != Repetition::No {
                found.extend(same.iter().map(|(_, text, passage)| (*text, *passage, how)));
            }
        }
        found.sort_unstable();
        RepeatedPassages { found }
    }
}

fn repeated(same: &[(u32, u32, u32)], texts: &[EchoText<'_>]) -> Repetition {
    let carriers: Vec<&EchoText<'_>> = same.chunk_by(|a, b| a.1 == b.1).map(|c| &texts[c[0].1 as usize]).collect();
    if carriers.len() < LASTING.min(OF_PUBLISHER) {
        return Repetition::No;
    }
    let days = || carriers.iter().filter_map(|t| t.published);
    let span = |(first, last): (NaiveDate, NaiveDate)| (last - first).num_days();
    if days().min().zip(days().max()).is_some_and(|ends| span(ends) > NEWS_DAYS) {
        return Repetition::Lasting;
    }
    let mut publishers: Vec<&str> = carriers.iter().filter_map(|t| t.publisher).collect();
    publishers.sort_unstable();
    let of_one = publishers.chunk_by(|a, b| a == b).map(<[_]>::len).max().unwrap_or(0);
    let unknown = carriers.iter().filter(|t| t.publisher.is_none() || t.published.is_none()).count();
    if of_one >= OF_PUBLISHER || unknown >= UNDATED { Repetition::Often } else { Repetition::No }
}

/// The repeated passages of all texts, sorted by text and passage.
#[derive(Debug, Default)]
pub(super) struct RepeatedPassages {
    found: Vec<(u32, u32, Repetition)>,
}

impl RepeatedPassages {
    /// How each passage of a text is repeated that is.
    pub fn of(&self, text: usize) -> &[(u32, u32, Repetition)] {
        let start = self.found.partition_point(|f| (f.0 as usize) < text);
        let end = self.found.partition_point(|f| f.0 as usize <= text);
        &self.found[start..end]
    }

    /// How a passage of a text is repeated.
    pub fn how(&self, text: usize, passage: u32) -> Repetition {
        let own = self.of(text);
        own.binary_search_by_key(&passage, |f| f.1).map_or(Repetition::No, |at| own[at].2)
    }

    /// Number of words of a text in passages that are not repeated.
    pub fn own_words(&self, text: usize, words: &[ComparedWord]) -> usize {
        let passages = words.chunk_by(|a, b| a.passage == b.passage);
        passages.filter(|p| self.how(text, p[0].passage) == Repetition::No).map(<[_]>::len).sum()
    }
}
