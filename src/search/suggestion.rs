//! What a text typed into the filter can mean besides a listed value: a query, a date, a figure, names, words. Knows
//! neither records nor names; `filter_result` counts what each meaning shows.

use super::comparison::Comparison;
use super::facets::ValueFit;
use super::fold::fold;
use super::query::Query;
use super::spoken_date::{self, Reading};
use crate::model::When;

/// A part of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterPart {
    /// A value of a field. Values of one field are alternatives.
    Value(&'static str, String),
    /// A query, which narrows the filter.
    Query(String),
}

/// One meaning of a typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The part of the filter that it stands for.
    pub part: FilterPart,
    /// What it is, as a facet's title.
    pub title: &'static str,
    /// Label on screen; that of a name follows from its reading.
    pub label: String,
    /// Its place among listed values; `None` for names and words, which are listed only if they show something.
    pub fit: Option<ValueFit>,
}

impl Suggestion {
    /// The place among listed values of a name that was read so (`at:=Kabul`, `at:'kabul`, `at:^kab`); words come last.
    pub fn fit_as_read(&self, reading: Option<&str>) -> ValueFit {
        let name = reading.and_then(|reading| Some(reading.split_once(':')?.1.trim_matches('"')));
        match (&self.part, name) {
            (FilterPart::Query(_), _) | (_, None) => ValueFit::Similar,
            (_, Some(name)) if name.starts_with('\'') => ValueFit::Words,
            (_, Some(name)) if name.starts_with('^') => ValueFit::Beginning,
            (_, Some(name)) if name.starts_with('=') || is_code(name) => ValueFit::Whole,
            // What bears no such name shows only what is possible.
            _ => ValueFit::Beginning,
        }
    }

    fn value(field: &'static str, value: String, title: &'static str, label: String, fit: Option<ValueFit>) -> Self {
        Self { part: FilterPart::Value(field, value), title, label, fit }
    }

    fn query(query: String, title: &'static str, fit: Option<ValueFit>) -> Self {
        Self { part: FilterPart::Query(query.clone()), title, label: query, fit }
    }
}

/// Whether a name that was read is a country code.
fn is_code(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The fields of names in which a typed text is sought, with the title of each.
const NAMED: [(&str, &str); 4] = [("at", "place"), ("who", "actor"), ("kind", "kind"), ("in", "source")];

/// The meanings of a typed text.
pub fn suggestions(typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim();
    let query = Query::parse(typed);
    let closed = typed.matches('"').count().is_multiple_of(2);
    if typed.is_empty() || !closed || !query.problems.is_empty() {
        return Vec::new();
    }
    if !query.filters.is_empty() {
        return vec![Suggestion::query(typed.to_owned(), "query", Some(ValueFit::Whole))];
    }
    let mut all = Vec::new();
    let periods = spoken_date::periods(typed).unwrap_or_default();
    let figure = figure(typed).filter(|(_, is_plain)| !is_plain || periods.is_empty());
    for period in &periods {
        all.push(Suggestion::value("on", period.edtf(), "date", period.display(), Some(ValueFit::Whole)));
    }
    if let Some((value, is_plain)) = figure {
        let fit = if is_plain { ValueFit::Words } else { ValueFit::Whole };
        all.push(Suggestion::value("killed", value.clone(), "victims killed", value, Some(fit)));
    }
    if fold(typed).is_empty() || typed.starts_with(['<', '>']) {
        return all;
    }
    // A `?` would ask for what is only possible.
    let name = format!("\"{}\"", typed.replace('"', "").trim_start_matches(['?', ' ']));
    for (field, title) in NAMED {
        all.push(Suggestion::value(field, name.clone(), title, typed.to_owned(), None));
    }
    if periods.is_empty() {
        all.extend(with_date(typed).map(|query| Suggestion::query(query, "words and date", None)));
    }
    all.push(Suggestion::query(typed.to_owned(), "words", None));
    all
}

/// `kabul 2021` as a query: its words, and its date as a field.
fn with_date(typed: &str) -> Option<String> {
    let [date] = &spoken_date::dates(typed)[..] else { return None };
    let words = format!("{} {}", &typed[..date.at.start], &typed[date.at.end..]);
    let periods: Vec<String> =
        date.readings.iter().filter_map(|reading| Reading::period(*reading)).map(When::edtf).collect();
    let wanted = !periods.is_empty() && !Query::parse(&words).terms.is_empty();
    wanted.then(|| format!("{} on:{}", words.split_whitespace().collect::<Vec<_>>().join(" "), periods.join(",")))
}

/// A typed number as a value of `killed:`, and whether it is a number alone: `>50`, `50+`, `at least 50 killed`, `94`.
fn figure(typed: &str) -> Option<(String, bool)> {
    const SIGNS: [(&str, &str); 12] = [
        ("more than ", ">"),
        ("over ", ">"),
        ("above ", ">"),
        ("at least ", ">="),
        ("≥", ">="),
        ("less than ", "<"),
        ("fewer than ", "<"),
        ("under ", "<"),
        ("below ", "<"),
        ("at most ", "<="),
        ("up to ", "<="),
        ("≤", "<="),
    ];
    let folded = typed.to_lowercase();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let counted = |word: &&str| !matches!(*word, "killed" | "dead" | "deaths" | "people" | "victims");
    let rest = words.iter().copied().filter(counted).collect::<Vec<_>>().join(" ");
    let is_named = rest.split(' ').count() < words.len();
    let said = SIGNS.iter().find_map(|(said, sign)| Some(format!("{sign}{}", rest.strip_prefix(said)?.trim())));
    let signed = said.or_else(|| Some(format!(">={}", rest.strip_suffix('+')?))).unwrap_or(rest);
    let (comparison, digits) = Comparison::split(&signed);
    let number: u32 = digits.replace(',', "").parse().ok()?;
    let sign = &signed[..signed.len() - digits.len()];
    let plain = comparison == Comparison::Equal;
    Some((format!("{}{number}", if plain { "" } else { sign.trim() }), plain && !is_named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sure meanings, as parts of a filter.
    fn sure(typed: &str) -> Vec<String> {
        let sure = suggestions(typed).into_iter().filter(|s| s.fit.is_some());
        let part = |s: Suggestion| match s.part {
            FilterPart::Value(field, value) => format!("{field}:{value}"),
            FilterPart::Query(query) => query,
        };
        sure.map(part).collect()
    }

    #[test]
    fn dates_figures_and_queries_are_read() {
        for (typed, parts) in [
            ("2024", &["on:2024"][..]),
            ("march 2024", &["on:2024-03"]),
            ("3/1/2024", &["on:2024-01-03", "on:2024-03-01"]),
            ("summer 2021", &["on:2021-22"]),
            (">50", &["killed:>50"]),
            ("> 50", &["killed:>50"]),
            (">=1,000 dead", &["killed:>=1000"]),
            ("50+", &["killed:>=50"]),
            ("more than 50 killed", &["killed:>50"]),
            ("at least 50", &["killed:>=50"]),
            ("94", &["killed:94"]),
            ("killed 94", &["killed:94"]),
            ("2024 killed", &["killed:2024"]),
            ("killed:>50 at:PK", &["killed:>50 at:PK"]),
            ("killed:>50 attack", &["killed:>50 attack"]),
            ("boko haram", &[]),
            ("killed", &[]),
            ("killed:many", &[]),
            ("in:\"the", &[]),
            ("march", &[]),
            ("", &[]),
            (">", &[]),
        ] {
            assert_eq!(sure(typed), parts, "{typed}");
        }
        let all = suggestions("kabul airport 2021");
        let mixed = all.iter().find(|s| s.title == "words and date").unwrap();
        assert_eq!(mixed.part, FilterPart::Query("kabul airport on:2021".into()));
    }

    proptest! {
        #[test]
        fn every_meaning_is_a_query_without_mistakes(
            typed in prop_oneof![".{0,30}", prop::collection::vec(prop::sample::select(vec![
                "2024", "march", "22.3.24", ">", "50", "+", "killed", "at:PK", "\"", "!x", "'y", "boko", ",", "≥5", "=", "?", "/", ":"
            ]), 0..6).prop_map(|words| words.join(" "))]
        ) {
            for suggestion in suggestions(&typed) {
                let text = match suggestion.part {
                    FilterPart::Value(field, value) => format!("{field}:{value}"),
                    FilterPart::Query(query) => query,
                };
                let query = Query::parse(&text);
                prop_assert!(query.problems.is_empty() && !query.is_empty(), "{}: {:?}", text, query);
            }
        }
    }
}
