//! Which dates of an article can be those of an incident, and not of a source, a statement or a court.

use crate::reading::date::{DateGrain, ResolvedDate};
use crate::reading::{Mention, TextSpan};

use super::article::ReadArticle;

/// Words beside the date on which somebody spoke, or a court sat.
const SAID: [&str; 17] = [
    "said",
    "says",
    "told",
    "announced",
    "reported",
    "released",
    "identified",
    "charged",
    "testified",
    "confirmed",
    "updated",
    "posted",
    "published",
    "pleaded",
    "sentenced",
    "arraigned",
    "interviewed",
];

/// Whether two dates share a day.
pub fn overlap(a: &ResolvedDate, b: &ResolvedDate) -> bool {
    a.first <= b.last && b.first <= a.last
}

/// Whether a date can be an incident's: no dateline, no source's date, no bound of a span, not to come.
pub fn usable(article: &ReadArticle, date: &Mention<ResolvedDate>, sentence: TextSpan) -> bool {
    let text = article.text;
    let when = &date.value;
    let grain = matches!(
        when.grain,
        DateGrain::Day | DateGrain::Weekend | DateGrain::Month | DateGrain::Season | DateGrain::Year
    );
    let future = article.written().is_some_and(|today| when.first > today);
    if !grain || date.rule == "date.dateline" || future {
        return false;
    }
    let before = text.get(sentence.start..date.span.start).unwrap_or("");
    let after = text.get(date.span.end..sentence.end).unwrap_or("");
    let is = |word: &&str, list: &[&str]| {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        list.iter().any(|w| plain.eq_ignore_ascii_case(w))
    };
    let last: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let spoken = match &last[..] {
        [on, said] if is(on, &["on", "late", "early"]) => is(said, &SAID),
        [said, ..] => is(said, &SAID),
        [] => false,
    };
    let told = after.split_whitespace().take(4).any(|w| is(&w, &SAID));
    let bounds = |w: &&str| is(w, &["since", "until", "till", "before", "after", "by"]);
    // "since 2015", "since the 2015 bombing".
    let bounded = match &last[..] {
        [the, bound] if is(the, &["the"]) => bounds(bound),
        [bound, ..] => bounds(bound),
        [] => false,
    };
    !spoken && !told && !bounded && !is_source(article, before, date.span.end)
}

/// "(Tarn News, 12 March)": a date in brackets after a comma is that of the source.
fn is_source(article: &ReadArticle, before: &str, end: usize) -> bool {
    let Some(open) = before.rfind('(').filter(|open| !before[*open..].contains(')')) else { return false };
    let closed = article.text.get(end..).and_then(|t| t.find([')', '\n'])).is_some_and(|n| n < 60);
    closed && before[open..].contains(',')
}
