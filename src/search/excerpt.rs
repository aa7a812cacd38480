//! Parts of texts around what was searched for. Knows no texts and no queries.

use std::cmp::Reverse;
use std::ops::Range;

use super::highlight::phrases;
use crate::model::dataset::TextPhrase;

/// Characters before and after a match that its reason shows.
const SHOWN: (usize, usize) = (10, 80);
/// Maximum length of a match in characters: one word may be as long as a text.
const LONGEST: usize = 400;

/// The reason of a hit in a text: the words at a place of it, in their context.
pub(super) fn reason(text: &str, at: Range<usize>) -> String {
    format!("text: {}", around(text, at, SHOWN))
}

/// The match with the most phrases near it; the first of several.
pub(super) fn densest(text: &str, wanted: &[TextPhrase]) -> Range<usize> {
    let found: Vec<Vec<Range<usize>>> = wanted.iter().map(|p| phrases(text, std::slice::from_ref(p))).collect();
    let near = |at: &Range<usize>| {
        let shown = at.start..at.end + SHOWN.1;
        found.iter().filter(|all| all.iter().any(|range| shown.contains(&range.start))).count()
    };
    let best = found.iter().flatten().min_by_key(|at| (Reverse(near(at)), at.start));
    best.cloned().unwrap_or(0..0)
}

/// A part of a text in one line, with so many characters before and after a range of it, cut at words.
pub(super) fn around(text: &str, at: Range<usize>, (before, after): (usize, usize)) -> String {
    let most = text[at.start..].char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| at.start + end);
    let at = at.start..at.end.min(most);
    let (head, tail) = (&text[..at.start], &text[at.end..]);
    let start = head.char_indices().rev().nth(before).map(|(start, _)| start);
    let start = start.map(|start| head[start..].find(char::is_whitespace).map_or(at.start, |space| start + space));
    let end = tail.char_indices().nth(after).map(|(end, _)| end);
    let end = end.map(|end| at.end + tail[..end].rfind(char::is_whitespace).unwrap_or(0));
    let part = &text[start.unwrap_or(0)..end.unwrap_or(text.len())];
    let line = part.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{line}{}", if start.is_some() { "… " } else { "" }, if end.is_some() { " …" } else { "" })
}
