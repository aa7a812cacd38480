//! Counts of people as a text states them: number or vague plural, qualifier, and the noun counted.
//!
//! Leaves out ages, clock times, dates, money, shares and addresses. What happened to those counted is `harm.rs`'s to find.

use super::change::{changes_from, goes_up, stands_at};
pub use super::counted::{CountedNoun, noun};
use crate::model::Qualifier;
use crate::reading::lexicon::Is;
use crate::reading::number;
use crate::reading::token::{TokenClass, Tokens};

/// A count.
#[derive(Debug, Clone, Copy)]
pub struct CountPhrase {
    /// The first token, qualifier included.
    pub start: usize,
    /// The first token of the number.
    pub number: usize,
    /// The token after the number.
    pub number_end: usize,
    /// The token after the noun.
    pub end: usize,
    /// The number, or the least that a vague plural means.
    pub value: u32,
    /// The upper number of "12 to 15"; else `value`.
    pub upper: u32,
    /// The qualifier.
    pub qualifier: Qualifier,
    /// Whether it adds to a count before: "another three", "two others".
    pub more: bool,
    /// What is counted.
    pub counted: CountedNoun,
}

/// The count that begins at token `i`, if one does.
pub fn read(t: &Tokens, i: usize) -> Option<CountPhrase> {
    if !t.has(i, Is::NUMBER | Is::COUNT) || goes_up(t, i) {
        return None;
    }
    let (qualifier, mut at) = qualifier(t, i);
    let mut more = false;
    if t.is(i, "between") {
        return between(t, i);
    }
    if t.one_of(at, &["another", "additional", "further"]) {
        more = true;
        at += 1;
    } else if t.one_of(at, &["a", "an"]) && t.one_of(at + 1, &["further", "additional"]) {
        more = true;
        at += 2;
    } else if t.are(at, &["the", "other"]) || t.are(at, &["a", "total", "of"]) {
        more = t.is(at + 1, "other");
        at += if more { 2 } else { 3 };
    }
    let vague = vague(t, at);
    let (value, upper, number_end, qualifier) = if let Some((value, end)) = vague {
        (value, value, end, Qualifier::Several)
    } else {
        let number = number::read(t, at)?;
        if number.end == at + 1 && !t.list[at].capital && t.is(at, "one") && !one_counts(t, at) {
            return None;
        }
        // "rose from nine to 14": two counts.
        let single = t.is(number.end, "to") && changes_from(t, i);
        let (upper, end) = if single { (number.value, number.end) } else { range(t, number.end, number.value) };
        let (qualifier, end) = after(t, end, qualifier);
        (number.value, upper, end, qualifier)
    };
    if value > 5_000_000 || vague.is_none() && !counts(t, i, at, number_end) {
        return None;
    }
    let (counted, end, others) = noun(t, number_end);
    Some(CountPhrase { start: i, number: at, number_end, end, value, upper, qualifier, more: more || others, counted })
}

/// "between 12 and 15".
fn between(t: &Tokens, i: usize) -> Option<CountPhrase> {
    let low = number::read(t, i + 1)?;
    let high = number::read(t, low.end + 1).filter(|h| t.is(low.end, "and") && h.value > low.value)?;
    if !counts(t, i, i + 1, high.end) {
        return None;
    }
    let (counted, end, more) = noun(t, high.end);
    Some(CountPhrase {
        start: i,
        number: i + 1,
        number_end: high.end,
        end,
        value: low.value,
        upper: high.value,
        qualifier: Qualifier::Exactly,
        more,
        counted,
    })
}

/// The qualifier that begins at token `i`, and the token after it.
fn qualifier(t: &Tokens, i: usize) -> (Qualifier, usize) {
    use Qualifier::{About, AtLeast, Exactly, LessThan, MoreThan, Nearly, UpTo};
    const WORDS: &[(&[&str], Qualifier)] = &[
        (&["at", "least"], AtLeast),
        (&["at", "the", "least"], AtLeast),
        (&["no", "fewer", "than"], AtLeast),
        (&["no", "less", "than"], AtLeast),
        (&["not", "less", "than"], AtLeast),
        (&["a", "minimum", "of"], AtLeast),
        (&["more", "than"], MoreThan),
        (&["well", "over"], MoreThan),
        (&["upwards", "of"], MoreThan),
        (&["upward", "of"], MoreThan),
        (&["in", "excess", "of"], MoreThan),
        (&["greater", "than"], MoreThan),
        (&["over"], MoreThan),
        (&["above"], MoreThan),
        (&["as", "many", "as"], UpTo),
        (&["no", "more", "than"], UpTo),
        (&["not", "more", "than"], UpTo),
        (&["up", "to"], UpTo),
        (&["at", "most"], UpTo),
        (&["a", "maximum", "of"], UpTo),
        (&["fewer", "than"], LessThan),
        (&["less", "than"], LessThan),
        (&["under"], LessThan),
        (&["close", "to"], Nearly),
        (&["just", "under"], Nearly),
        (&["nearly"], Nearly),
        (&["almost"], Nearly),
        (&["an", "estimated"], About),
        (&["estimated"], About),
        (&["approximately"], About),
        (&["roughly"], About),
        (&["about"], About),
        (&["around"], About),
        (&["some"], About),
        (&["circa"], About),
        (&["exactly"], Exactly),
    ];
    for (words, qualifier) in WORDS {
        if t.are(i, words) {
            return (*qualifier, i + words.len());
        }
    }
    (Exactly, i)
}

/// A vague plural at token `i`: the least that it means, and the token after it.
fn vague(t: &Tokens, i: usize) -> Option<(u32, usize)> {
    if t.one_of(i, &["tens", "hundreds", "dozens", "scores", "thousands", "several"]) || t.has(i, Is::VAGUE) {
        let mut end = i + 1;
        let mut value = t.list.get(i)?.value.max(2);
        if t.is(i, "several") && t.has(i + 1, Is::SCALE) {
            value = t.list[i + 1].value * 2;
            end += 1;
        }
        if t.is(i, "tens") {
            if !t.are(i + 1, &["of", "thousands"]) {
                return None;
            }
            value = 10_000;
            end = i + 3;
        }
        if t.is(end, "more") {
            end += 1;
        }
        if t.is(end, "of") {
            end += 1;
        }
        return Some((value, end));
    }
    let few = t.are(i, &["a", "few"]) || t.are(i, &["a", "handful", "of"]) || t.are(i, &["a", "number", "of"]);
    few.then(|| (2, if t.is(i + 1, "few") { i + 2 } else { i + 3 }))
}

/// Whether "one" at `i` counts someone: "one person", "one of the", "one was killed", not "no one" or "one day".
fn one_counts(t: &Tokens, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    !t.one_of(before, &["no", "any", "every", "this", "that", "which", "each"])
        && !t.has(i + 1, Is::UNIT)
        && (t.has(
            i + 1,
            Is::PEOPLE | Is::ATTACKER | Is::KILLED | Is::INJURED | Is::DEAD | Is::DIED | Is::ROLE | Is::AUX,
        ) || t.are(i + 1, &["of"])
            || t.list.get(i + 1).is_some_and(|n| n.word() && !n.has(Is::PREP | Is::CONJ | Is::PRON | Is::THING)))
}

/// The upper end of "12 to 15", "12-15", "two or three", and the token after it.
fn range(t: &Tokens, end: usize, value: u32) -> (u32, usize) {
    let joined = t.one_of(end, &["to", "or"]) || t.kind(end) == TokenClass::Hyphen || t.word(end) == "–";
    if joined
        && let Some(upper) = number::read(t, end + 1).filter(|u| u.value > value && u.value <= value.saturating_mul(4))
    {
        return (upper.value, upper.end);
    }
    (value, end)
}

/// A qualifier after the number: "20 or more", "20-plus", "20 or so".
fn after(t: &Tokens, end: usize, before: Qualifier) -> (Qualifier, usize) {
    if t.are(end, &["or", "more"]) {
        (Qualifier::AtLeast, end + 2)
    } else if t.are(end, &["or", "so"]) {
        (Qualifier::About, end + 2)
    } else if t.word(end) == "+" {
        (Qualifier::AtLeast, end + 1)
    } else if t.kind(end) == TokenClass::Hyphen && t.is(end + 1, "plus") {
        (Qualifier::AtLeast, end + 2)
    } else {
        (before, end)
    }
}

/// Words before a number that is no count: an age, a road, a flight.
const NUMBERED: [&str; 20] = [
    "aged",
    "age",
    "ages",
    "at",
    "route",
    "highway",
    "interstate",
    "flight",
    "room",
    "apartment",
    "no",
    "number",
    "chapter",
    "grade",
    "section",
    "article",
    "page",
    "unit",
    "channel",
    "block",
];

/// Words after a number that is no count: a time of day, a share, an address.
const MEASURES: [&str; 20] = [
    "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "percent", "per", "million", "billion", "hrs", "st", "nd",
    "th", "ave", "avenue", "street", "rd", "mm",
];

/// Whether a number counts: it is no age, clock time, part of a date, money, share, ordinal or address.
fn counts(t: &Tokens, start: usize, at: usize, end: usize) -> bool {
    let before = start.wrapping_sub(1);
    let mark = t.word(before);
    let glued_before = !t.list[at].spaced
        && matches!(t.kind(before), TokenClass::Hyphen | TokenClass::Other | TokenClass::Colon | TokenClass::Quote);
    if glued_before && !matches!(mark, "/" | "\"" | "“" | "‘" | "'")
        || matches!(mark, "$" | "£" | "€" | "#" | "No" | "No." | "US$")
    {
        return false;
    }
    let next = t.word(end);
    let glued_after = t.list.get(end).is_some_and(|n| !n.spaced);
    if matches!(next, "%" | "°")
        || next == "/"
        || glued_after && t.kind(end) == TokenClass::Colon && t.kind(end + 1) == TokenClass::Number
    {
        return false;
    }
    if t.kind(end) == TokenClass::Hyphen {
        return false;
    }
    if t.one_of(end, &MEASURES) {
        return false;
    }
    if t.has(end, Is::UNIT) && !t.list.get(end + 1).is_some_and(|n| n.has(Is::DEAD)) {
        return false;
    }
    if t.has(end, Is::MONTH) && t.list[end].capital
        || t.has(before, Is::MONTH) && t.list[before].capital && t.list[at].kind == TokenClass::Number
    {
        return false;
    }
    // "aged 23", "age 5"; "Rowe, 23, was"; "Rowe, 23".
    if t.one_of(before, &NUMBERED) && !stands_at(t, before) {
        return false;
    }
    // "aged 19 to 26": the second number.
    let joins =
        t.one_of(before, &["to", "and", "or"]) || matches!(t.kind(before), TokenClass::Hyphen | TokenClass::Dash);
    if joins && start >= 3 && t.kind(start - 2) == TokenClass::Number && t.one_of(start - 3, &["aged", "age", "ages"]) {
        return false;
    }
    let digits = t.kind(at) == TokenClass::Number;
    // "2501 Carter Road": an address.
    let next_name = t
        .list
        .get(end)
        .is_some_and(|n| n.named() && !n.has(Is::PEOPLE | Is::ATTACKER | Is::KILLED | Is::DEAD | Is::INJURED));
    if digits && t.list[at].value >= 100 && next_name && !t.upper && !t.word(end).ends_with('s') {
        return false;
    }
    let person = start >= 2
        && t.kind(before) == TokenClass::Comma
        && (t.list[start - 2].named()
            || t.one_of(start - 2, &["man", "woman", "boy", "girl", "victim", "suspect", "jr", "sr"]))
        || start >= 3
            && t.kind(before) == TokenClass::Comma
            && t.word(start - 2) == "."
            && t.one_of(start - 3, &["jr", "sr"]);
    if digits
        && start == at
        && person
        && t.list[at].value < 110
        && matches!(
            t.kind(end),
            TokenClass::Comma | TokenClass::Stop | TokenClass::Break | TokenClass::Close | TokenClass::Dash
        )
    {
        return false;
    }
    let age_in_brackets = digits && t.kind(before) == TokenClass::Open && t.kind(end) == TokenClass::Close;
    let year = digits
        && start == at
        && t.word(at).len() == 4
        && (1900..2100).contains(&t.list[at].value)
        && !t.has(end, Is::PEOPLE | Is::ATTACKER | Is::DEAD | Is::KILLED);
    // "five-year-old", "7.62", "24-hour".
    let range_of_ages = t.one_of(end, &["years", "year"]);
    !age_in_brackets && !year && !range_of_ages
}

/// Whether a noun in small letters stands for several.
pub fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || matches!(
            word,
            "people" | "men" | "women" | "children" | "policemen" | "gunmen" | "police" | "troops" | "personnel"
        )
}
