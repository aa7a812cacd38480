//! The date that the statements about an incident leave to it, by the same rule as a filter. Knows no entries and no calendar.

use super::statements::date_statements;
use crate::model::{Corpus, Incident, When};

/// What the statements about when an incident was come to.
#[derive(Debug, Clone, PartialEq)]
pub enum AgreedDate {
    /// There is none.
    Undated,
    /// The most exact one that satisfies a filter certainly, which no other excludes; the first of them if all are in doubt.
    One(When),
    /// They exclude each other.
    Differ(Vec<When>),
}

/// The date of an incident: as its sources claim it, the corpus's own where none does.
pub fn agreed_date(corpus: &Corpus, incident: &Incident) -> AgreedDate {
    let statements = date_statements(corpus, incident);
    let certain = statements.iter().filter(|(date, is_certain)| *is_certain && !date.is_uncertain());
    let finest = certain.map(|(date, _)| *date).min_by_key(|date| {
        let (first, last) = date.reach();
        (last - first).num_days()
    });
    let Some(date) = finest.or(statements.first().map(|(date, _)| *date)) else { return AgreedDate::Undated };
    let (first, last) = date.reach();
    let excludes = |other: &When| {
        let (from, to) = other.reach();
        to < first || last < from
    };
    if statements.iter().any(|(other, _)| excludes(other)) {
        return AgreedDate::Differ(statements.into_iter().map(|(date, _)| date).collect());
    }
    AgreedDate::One(date)
}
