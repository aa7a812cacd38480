//! The quoted words of an article, passage by passage, from the quotations that were read in it.
//!
//! Knows quotations as spans only.

use std::ops::Range;

use crate::reading::quotation::Quotation;
use crate::reading::{Mention, TextSpan};

/// Bytes of each passage that lie within quotations, in order. Names of works in quotation marks are not quoted words.
/// `passages` and the spans of `quotes` are of one text.
pub fn quoted_ranges(passages: &[TextSpan], quotes: &[Mention<Quotation>]) -> Vec<Vec<Range<usize>>> {
    let spoken = quotes.iter().filter(|quote| quote.value.form.is_some());
    let mut pieces: Vec<TextSpan> = spoken.flat_map(|quote| quote.value.pieces.iter().copied()).collect();
    pieces.sort_unstable();
    let mut from = 0;
    let mut found = Vec::with_capacity(passages.len());
    for passage in passages {
        while pieces.get(from).is_some_and(|piece| piece.end <= passage.start) {
            from += 1;
        }
        let within = pieces[from..].iter().take_while(|piece| piece.start < passage.end);
        let cut = |piece: &TextSpan| {
            piece.start.max(passage.start) - passage.start
                ..piece.end.min(passage.end).max(passage.start) - passage.start
        };
        found.push(within.map(cut).filter(|range| !range.is_empty()).collect());
    }
    found
}
