//! The kind of a change, by the words that changed and those beside them.

use std::ops::Range;

use super::super::words::ComparedWord;
use super::kind::ChangeKind;

/// Words on either side in which people harmed are looked for.
const NEAR: usize = 8;

const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "dozen",
    "dozens",
    "scores",
    "several",
    "many",
    "no",
    "none",
    "nobody",
    "both",
    "pair",
    "couple",
];

const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "midnight",
    "noon",
    "morning",
    "afternoon",
    "evening",
    "night",
];

const CLOCK: &[&str] = &["am", "pm", "a", "p", "o'clock", "o’clock", "hours", "gmt", "utc"];

const HARM: &[&str] = &[
    "kill", "dead", "death", "die", "dying", "toll", "wound", "injur", "hurt", "casualt", "victim", "fatal", "missing",
    "hostage", "kidnap", "abduct", "detain", "arrest", "bod", "murder", "shot", "slain", "surviv",
];

/// One side of a change: the passage, its words, and which of them changed.
pub(super) type ChangeSide<'a> = (&'a str, &'a [ComparedWord], Range<usize>);

/// Words that are put in or left out at once, from which they are a piece of text and no value.
const PIECE: usize = 9;

/// The kind of a change: of dates, numbers and names those count that only one side has.
pub(super) fn classify(sides: &[ChangeSide<'_>; 2], harm: bool) -> ChangeKind {
    let differ = |test: fn(&ChangeSide<'_>, usize) -> bool| {
        let [old, new] = [0, 1].map(|at| {
            let side = &sides[at];
            let mut keys: Vec<u32> = side.2.clone().filter(|at| test(side, *at)).map(|at| side.1[at].key).collect();
            keys.sort_unstable();
            keys
        });
        old != new
    };
    let number = |side: &ChangeSide<'_>, at: usize| is_number(side, at) && !is_date(side, at);
    let [old, new] = [0, 1].map(|at| sides[at].2.len());
    let piece = old.max(new) >= PIECE && old.min(new) * 3 <= old.max(new);
    if differ(number) && (harm || !piece) {
        ChangeKind::Figure
    } else if piece {
        if new > old { ChangeKind::Added } else { ChangeKind::Removed }
    } else if differ(is_date) {
        ChangeKind::Date
    } else if differ(is_name) {
        ChangeKind::Name
    } else {
        ChangeKind::Wording
    }
}

/// Whether people harmed are spoken of near words.
pub(super) fn near_harm(text: &str, words: &[ComparedWord], range: &Range<usize>) -> bool {
    let near = range.start.saturating_sub(NEAR)..(range.end + NEAR).min(words.len());
    words[near].iter().any(|word| {
        let lower = text[word.bytes()].to_lowercase();
        HARM.iter().any(|stem| lower.starts_with(stem))
    })
}

fn word<'a>((text, words, _): &ChangeSide<'a>, at: usize) -> &'a str {
    words.get(at).map_or("", |w| &text[w.bytes()])
}

fn among(word: &str, list: &[&str]) -> bool {
    let lower = word.to_lowercase();
    list.contains(&lower.as_str())
}

fn digits(word: &str) -> bool {
    word.starts_with(|c: char| c.is_numeric())
}

/// A month, a day of the week; a number beside a month, a year, a time of day.
fn is_date(side: &ChangeSide<'_>, at: usize) -> bool {
    let own = word(side, at);
    let capital = own.starts_with(char::is_uppercase);
    let calendar = |w: &str| {
        among(w, CALENDAR)
            && (w.starts_with(char::is_uppercase) || !among(w, &["may", "march", "sun", "mar", "dec", "sep"]))
    };
    if calendar(own) && (capital || own.len() > 3) {
        return true;
    }
    let beside = |at: Option<usize>| {
        at.is_some_and(|at| calendar(word(side, at)) && word(side, at).starts_with(char::is_uppercase))
    };
    let year = own.len() == 4 && own.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y));
    digits(own) && (year || beside(at.checked_sub(1)) || beside(Some(at + 1)) || is_clock(side, at))
}

/// A number of a time of day: `6:49`, `6 p.m.`
fn is_clock(side: &ChangeSide<'_>, at: usize) -> bool {
    let (text, words, _) = side;
    let colon = |a: usize, b: usize| match (words.get(a), words.get(b)) {
        (Some(a), Some(b)) => text.get(a.bytes().end..b.bytes().start) == Some(":") && digits(&text[b.bytes()]),
        _ => false,
    };
    colon(at, at + 1)
        || at.checked_sub(1).is_some_and(|before| colon(before, at))
        || among(word(side, at + 1), CLOCK) && among(word(side, at + 2), &["m", ""])
        || among(word(side, at + 1), &["am", "pm", "o'clock", "o’clock"])
}

fn is_number(side: &ChangeSide<'_>, at: usize) -> bool {
    let own = word(side, at);
    digits(own) || among(own, NUMBERS)
}

/// A capital that no sentence begins with.
fn is_name(side: &ChangeSide<'_>, at: usize) -> bool {
    let (text, words, _) = side;
    let Some(own) = words.get(at) else { return false };
    let before = text[..own.bytes().start].trim_end_matches(|c: char| c.is_whitespace() || "“\"‘'(".contains(c));
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '”', '—']);
    let capital = text[own.bytes()].starts_with(char::is_uppercase);
    let known = words.iter().enumerate().any(|(i, w)| i != at && w.key == own.key);
    capital && (!begins || known && own.weight == 1 && own.bytes().len() > 3)
}
