//! Parts of a sentence among the words of a passage: where one begins, and as much of one around some words as a claim keeps. Knows
//! words and marks only.

use crate::desk::by_hand::{MOST_WORDS, TextSpan};

/// The marks after which a part of a sentence begins.
pub(super) const CLAUSE: [char; 10] = [',', ';', ':', '—', '–', '(', ')', '“', '”', '"'];

/// Whether a part that one of these marks ends, or a sentence, begins at a word.
fn begins(text: &str, words: &[TextSpan], number: usize, marks: &[char]) -> bool {
    let Some(before) = number.checked_sub(1) else { return true };
    let between = &text[words[before].end..words[number].start];
    between.contains(['.', '!', '?', '…']) || between.contains(marks)
}

/// The next or the previous word at which such a part begins, or else the last or the first.
pub(super) fn step(text: &str, words: &[TextSpan], here: usize, forward: bool, marks: &[char]) -> usize {
    let last = words.len() - 1;
    let begins = |number: &usize| begins(text, words, *number, marks);
    if forward { (here + 1..=last).find(begins).unwrap_or(last) } else { (0..here).rev().find(begins).unwrap_or(0) }
}

/// The words around some within the part of their sentence, one on each side by turns, as many as a claim keeps.
pub(super) fn around(text: &str, words: &[TextSpan], (mut first, mut last): (usize, usize)) -> (usize, usize) {
    let begins = |number: usize| begins(text, words, number, &CLAUSE);
    let fits =
        |first: usize, last: usize| words[first].to(words[last]).of(text).split_whitespace().count() <= MOST_WORDS;
    loop {
        let before = (first, last);
        if last + 1 < words.len() && !begins(last + 1) && fits(first, last + 1) {
            last += 1;
        }
        if !begins(first) && fits(first - 1, last) {
            first -= 1;
        }
        if (first, last) == before {
            return before;
        }
    }
}
