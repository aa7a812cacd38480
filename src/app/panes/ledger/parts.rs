//! The part of a value that differs from what the other sources say: `94`, `>90`, `≈90`; of `22 Mar 2024` beside `Mar 2024` the day.
//!
//! Knows values in words; draws nothing.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::ledger::LedgerRow;
use crate::model::{Subject, Verdict};
use crate::present::words;

/// What the values of a row have in common.
#[derive(Debug, Clone, Default)]
pub struct CommonParts {
    /// The words, numbers and signs that all values have; `None` if sources do not differ.
    common: Option<HashSet<String>>,
}

impl CommonParts {
    /// Of the values of a row on which sources differ.
    pub fn of_row(subject: &Subject, row: &LedgerRow) -> Self {
        if row.shown() < Some(Verdict::Compatible) {
            return Self::default();
        }
        let claims = row.cells.iter().flatten();
        Self::of(claims.map(|&claim| words::value(subject.corpus(claim.member), subject.claim(claim))))
    }

    fn of(values: impl Iterator<Item = String>) -> Self {
        let values: HashSet<String> = values.collect();
        if values.len() < 2 {
            return Self::default();
        }
        let mut all = values.iter().map(|value| parts(value).into_iter().map(|range| &value[range]));
        let mut common: HashSet<&str> = all.next().into_iter().flatten().collect();
        for of_value in all {
            let of_value: HashSet<&str> = of_value.collect();
            common.retain(|part| of_value.contains(part));
            if common.is_empty() {
                break;
            }
        }
        Self { common: Some(common.into_iter().map(str::to_owned).collect()) }
    }

    /// The bytes of a value that not all values of the row have. Values that have no word in common differ as a whole and are not
    /// marked, but figures are.
    pub fn differing(&self, value: &str, is_figure: bool) -> Vec<Range<usize>> {
        let Some(common) = &self.common else { return Vec::new() };
        let (same, different): (Vec<_>, Vec<_>) =
            parts(value).into_iter().partition(|range| common.contains(&value[range.clone()]));
        if same.is_empty() && !is_figure { Vec::new() } else { different }
    }
}

/// The words, numbers and signs of a value.
fn parts(value: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for (at, c) in value.char_indices() {
        let end = at + c.len_utf8();
        let is_word = c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | ',' | '.');
        match parts.last_mut().filter(|_| inside && is_word) {
            Some(last) => last.end = end,
            None if !c.is_whitespace() && !matches!(c, '(' | ')') => parts.push(at..end),
            None => {}
        }
        inside = is_word;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(values: &[&str], is_figure: bool) -> Vec<String> {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let common = CommonParts::of(values.iter().cloned());
        let of = |value: &String| {
            let ranges = common.differing(value, is_figure);
            ranges.into_iter().map(|range| &value[range]).collect::<Vec<_>>().join(" ")
        };
        values.iter().map(of).collect()
    }

    #[test]
    fn what_differs_is_marked_and_what_all_have_is_not() {
        assert_eq!(marked(&["94", ">90", "≈90"], true), ["94", "> 90", "≈ 90"]);
        assert_eq!(marked(&["14", "14?"], true), ["", "?"]);
        assert_eq!(marked(&["22 Mar 2024", "Mar 2024"], false), ["22", ""]);
        assert_eq!(marked(&["Isis-K", "Isis-K (suspected)"], false), ["", "suspected"]);
        assert_eq!(marked(&["Moscow", "Russia"], false), ["", ""]);
        assert_eq!(marked(&["94"], true), [""]);
    }
}
