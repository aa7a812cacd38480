//! Chooses among the dates of a text the day of its main incident: the one nearest to the first words of an incident.
//!
//! A proposal with its reason; the other dates stay.

use super::another::begins_another;
use super::{IncidentWords, Method};
use crate::model::Grade;
use crate::model::Status;
use crate::reading::date::{DateGrain, ResolvedDate};
use crate::reading::lexicon::Is;
use crate::reading::span::Mention;
use crate::reading::token::{TokenClass, Tokens};

/// What must speak for a date.
const LEAST: i32 = -4;

/// What makes a date likely rather than a guess.
const LIKELY: i32 = 14;

/// Words after a day and month that make a name of it: "the 19 April Movement", "9 October Avenue".
const NAMES: [&str; 17] = [
    "movement",
    "avenue",
    "avenues",
    "street",
    "people's",
    "group",
    "command",
    "front",
    "brigade",
    "accord",
    "neighborhood",
    "elections",
    "election",
    "coup",
    "revolution",
    "agreement",
    "colony",
];

/// Words near a date of speaking, or of what follows an incident: "referred today to", "today released a note".
const ASIDE: [&str; 33] = [
    "released",
    "referred",
    "protested",
    "phoned",
    "visited",
    "arrived",
    "responsibility",
    "arrested",
    "detained",
    "captured",
    "resumed",
    "continued",
    "signed",
    "met",
    "decided",
    "arrive",
    "issued",
    "held",
    "opened",
    "buried",
    "attended",
    "condemned",
    "charged",
    "sent",
    "messages",
    "decree",
    "scheduled",
    "extended",
    "established",
    "seized",
    "dialogue",
    "talks",
    "visit",
];

/// Words before a date that say when something occurred.
const OCCURRED: [&str; 4] = ["occurred", "happened", "began", "perpetrated"];

/// What the choice is made from.
#[derive(Debug, Clone, Copy)]
pub struct DayChoice<'r, 'a> {
    /// The text.
    pub tokens: &'r Tokens<'a>,
    /// Its sentences.
    pub sentences: &'r [(usize, usize)],
    /// Its dates.
    pub dates: &'r [Mention<ResolvedDate>],
    /// Its words of incidents.
    pub incidents: &'r [Mention<IncidentWords>],
    /// The day that the text counts from.
    pub today: Option<chrono::NaiveDate>,
}

impl DayChoice<'_, '_> {
    /// The number of the date on which the text's main incident was, and how sure that is.
    pub fn day(&self) -> Option<(usize, Grade)> {
        let main = self.incidents.iter().find(|m| happened(m));
        if let Some(period) = main.and_then(|main| self.period_of(main)) {
            return Some((period, Grade::Guess));
        }
        let first = main.map(|m| self.sentence(m.span.start));
        let mut best: Option<(usize, i32)> = None;
        for (i, date) in self.dates.iter().enumerate() {
            let after = self.tokens.at(date.span.end);
            let before = self.tokens.at(date.span.start).wrapping_sub(1);
            let marks = [before, after].map(|j| self.tokens.kind(j) == TokenClass::Quote);
            let name = (after..after + 2).any(|j| self.tokens.one_of(j, &NAMES)) || marks == [true; 2];
            let hours = date.rule == "date.hours-ago";
            let is_day = date.value.grain == DateGrain::Day && date.rule != "date.dateline";
            if !is_day || name || hours || self.of_another(date) {
                continue;
            }
            let score = self.score(date, first.unwrap_or(0));
            if best.is_none_or(|(_, b)| score > b) {
                best = Some((i, score));
            }
        }
        let Some((at, score)) = best.filter(|(_, s)| *s >= LEAST) else {
            // A report of the same day may leave its own day out; the dateline has it.
            let line = self.dates.iter().position(|d| d.rule == "date.dateline");
            return line.filter(|_| first.is_some()).map(|i| (i, Grade::Guess));
        };
        let spoken = self.is_spoken(at);
        if spoken && self.known(&self.dates[at]) {
            return None;
        }
        let is_sure = score >= LIKELY && !spoken && !self.is_of_wounds(&self.dates[at]);
        Some((at, if is_sure { Grade::Likely } else { Grade::Guess }))
    }

    /// Whether a date, by its number, is the day on which somebody spoke of the incident.
    pub fn is_spoken(&self, at: usize) -> bool {
        self.spoken(&self.dates[at])
    }

    /// The period beside the words of an incident, by its number, where its sentence tells of no other: "remembered the victims of
    /// the bombing of 2015", "the 1998 bombing", "last week's bombing".
    fn period_of(&self, main: &Mention<IncidentWords>) -> Option<usize> {
        /// Words before an incident that only compare with it.
        const COMPARED: [&str; 6] = ["since", "after", "before", "like", "than", "as"];
        let t = self.tokens;
        let (from, to) = (t.at(main.span.start), t.at(main.span.end));
        let is_beside = |date: &Mention<ResolvedDate>| {
            let (begins, ends) = (t.at(date.span.start), t.at(date.span.end));
            let follows = begins == to + 1 && t.one_of(to, &["of", "in"]);
            let is_plain = |i: usize| t.kind(i) == TokenClass::Word && !t.has(i, Is::PREP | Is::AUX | Is::CONJ);
            let leads = ends <= from && from <= ends + 2 && (ends..from).all(is_plain);
            match date.value.grain {
                DateGrain::Year => follows || leads && t.has(begins.wrapping_sub(1), Is::DET),
                DateGrain::Week | DateGrain::Month => leads && t.is(begins, "last"),
                _ => false,
            }
        };
        let is_alone = || {
            let bounds = self.sentences.get(self.sentence(main.span.start)).copied().unwrap_or_default();
            self.inside(bounds).filter(|m| happened(m)).count() == 1
        };
        let is_compared = || (from.saturating_sub(4)..from).any(|i| t.one_of(i, &COMPARED));
        self.dates.iter().position(is_beside).filter(|_| is_alone() && !is_compared())
    }

    /// The number of the sentence in which a byte lies.
    fn sentence(&self, byte: usize) -> usize {
        let at = self.tokens.at(byte);
        self.sentences.partition_point(|s| s.1 <= at)
    }

    /// The bounds of the sentence in which a date stands.
    fn bounds(&self, date: &Mention<ResolvedDate>) -> (usize, usize) {
        self.sentences.get(self.sentence(date.span.start)).copied().unwrap_or((0, self.tokens.list.len()))
    }

    /// Whether a date stands in a sentence that begins another incident.
    fn of_another(&self, date: &Mention<ResolvedDate>) -> bool {
        let (start, end) = self.bounds(date);
        begins_another(self.tokens.span(start, end).of(self.tokens.text))
    }

    /// The words of incidents within a sentence.
    fn inside(&self, bounds: (usize, usize)) -> impl Iterator<Item = &Mention<IncidentWords>> {
        let bytes = self.tokens.span(bounds.0, bounds.1);
        let from = self.incidents.partition_point(|m| m.span.start < bytes.start);
        self.incidents[from..].iter().take_while(move |m| m.span.start < bytes.end)
    }

    /// How much speaks for a date.
    fn score(&self, date: &Mention<ResolvedDate>, first: usize) -> i32 {
        let t = self.tokens;
        let (at, end) = (t.at(date.span.start), t.at(date.span.end));
        let away = self.sentence(date.span.start).abs_diff(first);
        let mut score = 10 - (away as i32).min(8);
        let bounds = self.bounds(date);
        let near = self.inside(bounds).filter(|m| happened(m)).map(|m| t.at(m.span.start).abs_diff(at)).min();
        score += near.map_or(-4, |distance| 12 - (distance as i32 / 2).min(10));
        let back = |n: usize| at.wrapping_sub(n);
        // "On 23 October, the government extended": its verb stands further on.
        let after = end + if t.kind(end) == TokenClass::Comma { 6 } else { 2 };
        if (at.saturating_sub(3)..at).chain(end..after).any(|i| t.one_of(i, &ASIDE)) {
            score -= 5;
        }
        let took_place = |i: usize| t.is(i, "place") && t.one_of(i.wrapping_sub(1), &["took", "taken"]);
        let talks = (at.saturating_sub(8)..at).any(|i| t.one_of(i, &["dialogue", "talks", "negotiations", "visit"]));
        if talks {
            score -= 5;
        } else if (at.saturating_sub(7)..at).any(|i| t.one_of(i, &OCCURRED) || took_place(i)) {
            score += 5;
        }
        let outside = ["since", "until", "till", "before", "after", "through"];
        if t.one_of(back(1), &outside) || t.is(back(1), "the") && t.one_of(back(2), &outside) {
            score -= if t.is(back(1), "since") { 8 } else { 4 };
        }
        if self.spoken(date) {
            score -= 9;
        }
        let age = self.today.map_or(0, |today| (today - date.value.first).num_days());
        score -= match age {
            ..0 => 12,
            0..=30 => 0,
            // Without an incident beside it, an old date is another one's.
            31.. if near.is_none() => 12,
            31..=400 => 2,
            _ => 4,
        };
        let clock = t.is(end, "at") && t.kind(end + 1) == TokenClass::Number;
        score + if clock || (at..end).any(|i| t.has(i, Is::DAYPART)) { 2 } else { 0 }
    }

    /// Whether a date is the day on which somebody spoke: "said today", "today the police announced".
    fn spoken(&self, date: &Mention<ResolvedDate>) -> bool {
        let t = self.tokens;
        let (at, end) = (t.at(date.span.start), t.at(date.span.end));
        let Some(mut before) = at.checked_sub(1) else { return false };
        if t.one_of(before, &["on", "late", "early", "earlier"]) && before > 0 {
            before -= 1;
        }
        let told = ["issued", "released", "published", "conference", "reporters", "broadcast", "statement"];
        let by_sources =
            || t.has(before, Is::SPEAKER) && (before.saturating_sub(5)..before).any(|i| t.is(i, "according"));
        t.has(before, Is::SAY)
            || t.one_of(before, &told)
            || t.has(end, Is::SAY)
            || t.has(end, Is::AUX) && t.has(end + 1, Is::SAY)
            || by_sources()
    }

    /// Whether a date is the day on which somebody died of wounds had before: "two more died of their wounds on Friday".
    fn is_of_wounds(&self, date: &Mention<ResolvedDate>) -> bool {
        let t = self.tokens;
        let at = t.at(date.span.start);
        let mut before = at.saturating_sub(4)..at;
        before.any(|i| {
            t.one_of(i, &["wounds", "injuries"]) && (i.saturating_sub(3)..i).any(|i| t.one_of(i, &["of", "from"]))
        })
    }

    /// Whether the incident of a date's sentence is one that readers know already: "the murder of".
    fn known(&self, date: &Mention<ResolvedDate>) -> bool {
        let t = self.tokens;
        let bounds = self.bounds(date);
        let mut inside = self.inside(bounds).map(|m| t.at(m.span.start));
        inside.next().is_some_and(|i| t.is(i.wrapping_sub(1), "the") && t.one_of(i + 1, &["of", "on", "against"]))
    }
}

/// Whether words of an incident tell of one that happened.
fn happened(m: &Mention<IncidentWords>) -> bool {
    let real = matches!(m.value.status, Status::CarriedOut | Status::Claimed | Status::Alleged);
    real && !m.value.denied && !m.value.earlier && !matches!(m.value.method, Method::Arrest | Method::Plot)
}
