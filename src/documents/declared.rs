//! Declared facets: checks their declarations, and reads the values of claims about them by their type.

use super::claim_draft::{DeclaredValue, ValueDraft};
use super::fields::edtf;
use super::stated::{Stated, are_bounds, can_be, missing, without_room};
use super::table::Table;
use crate::diagnostic::{DiagnosticCode, Report, Spanned};
use crate::model::figure::Party;
use crate::model::incident::DayOf;
use crate::model::quantity::{Currency, Quantity, TimeUnit, Unit};
use crate::model::{FacetType, Text};

/// A declared facet, as far as its values need it.
#[derive(Debug, Clone, Copy)]
pub struct Declaration<'d> {
    /// Its word.
    pub label: &'d str,
    /// The type of its values.
    pub kind: FacetType,
    /// The unit of its values, if claims give no other.
    pub unit: &'d str,
}

/// Whether a label can be a word of a query: lower-case letters, digits and hyphens, a letter first.
pub fn is_label(label: &str) -> bool {
    let fits = |c: char| c == '-' || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_uppercase());
    label.chars().all(fits) && label.chars().next().is_some_and(char::is_alphabetic)
}

/// The unit that a word names for durations or money.
fn unit(kind: FacetType, word: &str) -> Option<Unit> {
    match kind {
        FacetType::Money => Currency::of(word).map(Unit::Money),
        _ => TimeUnit::of(word).map(Unit::Time),
    }
}

/// Reports a unit that the type of a facet does not have; `None` then.
pub fn check_unit(kind: FacetType, word: &Spanned<&str>, report: &mut Report) -> Option<()> {
    let help = match kind {
        FacetType::Number => return Some(()),
        FacetType::Duration | FacetType::Money if unit(kind, word.value).is_some() => return Some(()),
        FacetType::Duration => {
            let all: Vec<&str> = TimeUnit::ALL.iter().map(|unit| unit.word()).collect();
            format!("one of: {}", all.join(", "))
        }
        FacetType::Money => "three capital letters of ISO 4217: USD, EUR, AFN".to_owned(),
        FacetType::Text | FacetType::Date | FacetType::Name => {
            "only numbers, durations and amounts of money have units".to_owned()
        }
    };
    let message = format!("“{}” is not a unit of {}", word.value, kind.noun());
    report.error(DiagnosticCode::UnknownWord, &word.span, message, help);
    None
}

/// The value of a claim about a declared facet; `None` if its fields do not fit the type, which is reported.
pub fn value<'t>(
    facet: &Declaration<'t>,
    draft: &DeclaredValue,
    str: &impl Fn(Text) -> &'t str,
    report: &mut Report,
) -> Option<ValueDraft> {
    let Declaration { label, kind, .. } = *facet;
    if let Some(word) = &draft.unit
        && !matches!(kind, FacetType::Duration | FacetType::Money)
    {
        let message = format!("claims about “{label}” have no unit of their own");
        let help = "durations and amounts of money have one; a number has that of its [[facet]]";
        report.error(DiagnosticCode::WrongFacet, &word.span, message, help);
        return None;
    }
    match kind {
        FacetType::Number | FacetType::Duration | FacetType::Money => {
            if let Some(value) = &draft.value {
                let help = format!("write figure = 94 (and a qualifier) for “{label}”");
                report.error(DiagnosticCode::WrongFacet, &value.span, "a number has no “value”", help);
                return None;
            }
            if kind == FacetType::Number {
                return stated(draft, report)?.figure(&[], report).map(ValueDraft::Figure);
            }
            quantity(facet, draft, str, report).map(ValueDraft::Quantity)
        }
        FacetType::Text | FacetType::Date | FacetType::Name => {
            let qualifier = draft.qualifier.map(|q| ("qualifier", q.span));
            let numbers = [("figure", draft.figure), ("min", draft.min), ("max", draft.max)];
            let numbers = numbers.into_iter().filter_map(|(key, number)| Some((key, number?.span)));
            if let Some((key, span)) = numbers.chain(qualifier).next() {
                let help = format!("“{label}” takes value = \"…\"");
                report.error(DiagnosticCode::WrongFacet, &span, format!("“{key}” belongs to figures"), help);
                return None;
            }
            let Some(value) = draft.value else {
                let help = format!("write value = {}", if kind == FacetType::Date { "\"2014\"" } else { "\"…\"" });
                report.error(DiagnosticCode::Missing, &draft.span, "“value” is missing", help);
                return None;
            };
            Some(match kind {
                FacetType::Date => ValueDraft::When(edtf(&value.map(str), report)?, DayOf::Occurred),
                FacetType::Name => ValueDraft::Who(value),
                _ => ValueDraft::Words(value.value),
            })
        }
    }
}

/// The fields of a number of people or things.
fn stated(draft: &DeclaredValue, report: &mut Report) -> Option<Stated> {
    let before = report.found();
    let mut narrow = |key: &str, number: Option<Spanned<u64>>| number.and_then(|n| Table::narrow(key, &n, report));
    let (figure, min, max) = (narrow("figure", draft.figure), narrow("min", draft.min), narrow("max", draft.max));
    let qualifier = draft.qualifier.map(|q| q.value);
    (report.found() == before).then_some(Stated {
        span: draft.span,
        party: Party::Victims,
        figure,
        qualifier,
        min,
        max,
    })
}

/// A duration or an amount of money.
fn quantity<'t>(
    facet: &Declaration<'t>,
    draft: &DeclaredValue,
    str: &impl Fn(Text) -> &'t str,
    report: &mut Report,
) -> Option<Quantity> {
    let DeclaredValue { span, figure, qualifier, min, max, .. } = draft;
    if let Some(word) = &draft.unit {
        check_unit(facet.kind, &word.map(str), report)?;
    }
    let word = draft.unit.map_or(facet.unit, |word| str(word.value));
    let Some(unit) = unit(facet.kind, word) else {
        let help = match facet.kind {
            FacetType::Money => "write unit = \"USD\", here or in its [[facet]]",
            _ => "write unit = \"minutes\", here or in its [[facet]]",
        };
        report.error(DiagnosticCode::Missing, span, format!("“{}” needs a unit", facet.label), help);
        return None;
    };
    are_bounds(min.as_ref(), max.as_ref(), report)?;
    if figure.is_none() && min.is_none() && max.is_none() {
        missing(span, report);
        return None;
    }
    let implied = Stated::implied(figure.is_some(), min.is_some(), max.is_some());
    let qualifier = qualifier.map_or(implied, |q| q.value);
    let stated = figure.map(|n| n.value);
    if let Some(number) = figure {
        can_be(number.value == 0, qualifier, &number.span, report)?;
    }
    let quantity = Quantity { stated, min: min.map(|n| n.value), max: max.map(|n| n.value), qualifier, unit };
    let (least, most) = quantity.reach();
    if least > most {
        let span = min.or(*max).map_or(*span, |bound| bound.span);
        without_room(least, most, &span, report);
        return None;
    }
    Some(quantity)
}
