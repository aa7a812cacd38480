//! The facets of the filter, their values with counts, and which values a typed text means.
//!
//! Holds names and numbers only; `filter_result` counts.

use crate::model::toll::CountedToll;
use std::cmp::Reverse;

use super::fold::fold;
use super::rank::Ranker;
use super::year_profile::YearProfile;

/// A facet: a property by which entries can be filtered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// Name of the query field.
    pub field: &'static str,
    /// Title on screen.
    pub title: &'static str,
    /// Its values, most frequent first; years latest first; ranges and precisions in their own order.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetValue {
    /// Label on screen.
    pub label: String,
    /// The folded label.
    pub folded: String,
    /// The value as written in a query.
    pub value: String,
    /// Number of entries that selecting it would show as certain.
    pub count: usize,
    /// Number of entries that selecting it would show as possible, after those.
    pub possible: usize,
    /// The number killed in the certain ones.
    pub killed: CountedToll,
    /// How they lie over the years.
    pub years: YearProfile,
}

impl FacetValue {
    /// Whether a typed text, also given folded, is its whole label or its value as written in a query.
    pub fn is(&self, typed: &str, folded: &str) -> bool {
        self.folded == folded && !folded.is_empty() || self.value.eq_ignore_ascii_case(typed)
    }
}

/// The facet of countries.
const COUNTRY: (&str, &str) = ("at", "country");

/// Query field and title of each facet.
pub const FACETS: [(&str, &str); 11] = [
    COUNTRY,
    ("kind", "kind"),
    ("who", "actor"),
    ("in", "source"),
    ("on", "year"),
    ("killed", "victims killed"),
    ("precision", "place known to"),
    ("dated", "day known to"),
    ("verdict", "verdict"),
    ("draft", "draft verdict"),
    ("tag", "editor's tag"),
];

/// How well a typed text matches a value; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueFit {
    /// It is the label, or the value as written in a query.
    Whole,
    /// Its words are words of the label.
    Words,
    /// Its words are beginnings of words of the label.
    Beginning,
    /// Its words are similar to words of the label.
    Similar,
}

/// A value that a typed text matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundValue {
    /// Number of its facet.
    pub facet: usize,
    /// Its number in the facet.
    pub at: usize,
    /// How well it matches.
    pub fit: ValueFit,
}

/// Number of first letters from which on a country is meant as well as a group that is called by them.
const COUNTRY_LETTERS: usize = 4;
/// Maximum number of values of a facet among which similar ones are sought.
const MOST_SIMILAR: usize = 500;

/// The values of all facets that a typed text matches, best first; among equals those of the facet `first`, then the most
/// frequent. Similar values only if there are no others.
pub fn find_values(facets: &[FacetCounts], typed: &str, first: usize) -> Vec<FoundValue> {
    let typed = typed.trim();
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    // A comparison such as `>50` is no label.
    let words = if typed.starts_with(['<', '>', '=']) { Vec::new() } else { words };
    let fit = |facet: usize, value: &FacetValue| {
        let is_country = facets[facet].field == COUNTRY.0;
        if value.is(typed, &folded) {
            return Some(ValueFit::Whole);
        }
        // `afghan` means the country as much as groups that have the word.
        if is_country && folded.chars().count() >= COUNTRY_LETTERS && value.folded.starts_with(&folded) {
            return Some(ValueFit::Words);
        }
        let of_word = |word: &&str| {
            let begins = value.folded.split(' ').filter(|w| w.starts_with(word));
            let whole = |w: &str| if w.len() == word.len() { ValueFit::Words } else { ValueFit::Beginning };
            begins.map(whole).min()
        };
        words.iter().map(of_word).try_fold(None, |worst, fit| fit.map(|fit| worst.max(Some(fit)))).flatten()
    };
    let mut found = found(facets, usize::MAX, &fit);
    if found.is_empty() && !words.is_empty() {
        let ranker = Ranker::default();
        let similar = |_: usize, value: &FacetValue| words.iter().all(|word| ranker.fit(word, &value.folded).is_some());
        found = self::found(facets, MOST_SIMILAR, &|facet, value| similar(facet, value).then_some(ValueFit::Similar));
    }
    found.sort_by_key(|f| {
        let value = &facets[f.facet].values[f.at];
        (f.fit, f.facet != first, Reverse((value.count, value.possible)))
    });
    found
}

fn found(facets: &[FacetCounts], most: usize, fit: &dyn Fn(usize, &FacetValue) -> Option<ValueFit>) -> Vec<FoundValue> {
    let each = facets.iter().enumerate().flat_map(|(facet, counts)| {
        let values = counts.values.iter().take(most).enumerate();
        values.filter_map(move |(at, value)| Some(FoundValue { facet, at, fit: fit(facet, value)? }))
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facets() -> Vec<FacetCounts> {
        let value = |label: &str, count| FacetValue {
            label: label.into(),
            folded: fold(label),
            value: format!("\"={label}\""),
            count,
            ..FacetValue::default()
        };
        let facet = |(field, title), labels: &[(&str, usize)]| FacetCounts {
            field,
            title,
            values: labels.iter().map(|(label, count)| value(label, *count)).collect(),
        };
        let mut all = vec![
            facet(FACETS[0], &[("Mali", 9), ("Malaysia", 2)]),
            facet(FACETS[1], &[("raid", 7), ("suicide bombing", 3)]),
            facet(FACETS[2], &[("Government of Mali", 5), ("Boko Haram", 1), ("Malian Police", 1), ("Malay Front", 8)]),
        ];
        all[0].values[0].value = "ML".into();
        all
    }

    fn labels(typed: &str, first: usize) -> Vec<String> {
        let all = facets();
        find_values(&all, typed, first).into_iter().map(|f| all[f.facet].values[f.at].label.clone()).collect()
    }

    #[test]
    fn values_of_all_facets_are_found_best_first() {
        assert_eq!(labels("mali", 0), ["Mali", "Government of Mali", "Malian Police"]);
        assert_eq!(labels("mal", 0), ["Mali", "Malaysia", "Malay Front", "Government of Mali", "Malian Police"]);
        // The facet that was turned to leads among equals.
        assert_eq!(labels("mal", 2), ["Malay Front", "Government of Mali", "Malian Police", "Mali", "Malaysia"]);
        // The beginning of a country is as good as a whole word of a group.
        assert_eq!(labels("malay", 0), ["Malaysia", "Malay Front"]);
        assert_eq!(labels("suicide", 0), ["suicide bombing"]);
        assert_eq!(labels("haram boko", 0), ["Boko Haram"]);
        assert_eq!(labels("ml", 0), ["Mali"]);
        assert_eq!(labels("bkoo haram", 0), ["Boko Haram"]);
        assert!(labels("bataclan", 0).is_empty() && labels(">50", 0).is_empty() && labels(" ", 0).is_empty());
    }
}
