//! Combines the fields of a number as a source states it: the number, its qualifier, and bounds given beside it. What they mean
//! together is said of plain values (`StatedNumber`), so that what is typed means what a file says.

use super::claim_draft::{FigureFields, PartDraft, PartFields};
use super::table::{Table, TableReader};
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned};
use crate::model::figure::{Figure, Party, Qualifier};

/// The fields of a number.
#[derive(Debug, Clone, Copy)]
pub struct Stated {
    /// The place of the claim.
    pub span: SourceSpan,
    /// Whom it counts.
    pub party: Party,
    /// The number.
    pub figure: Option<Spanned<u32>>,
    /// How the source qualifies it.
    pub qualifier: Option<Qualifier>,
    /// The lower bound.
    pub min: Option<Spanned<u32>>,
    /// The upper bound.
    pub max: Option<Spanned<u32>>,
}

/// The fields of a number without their places.
#[derive(Debug, Clone, Copy)]
pub struct StatedNumber {
    /// Whom it counts.
    pub party: Party,
    /// The number.
    pub figure: Option<u32>,
    /// How the source qualifies it.
    pub qualifier: Option<Qualifier>,
    /// The lower bound.
    pub min: Option<u32>,
    /// The upper bound.
    pub max: Option<u32>,
}

impl StatedNumber {
    /// The figure that they describe together, or with the parts of a sum, whose party is that of the sum. `None` if they give no
    /// number.
    pub fn with_parts(self, parts: &[Figure]) -> Option<Figure> {
        let Self { party, figure: stated, qualifier, min, max } = self;
        let bounds = (min.is_some(), max.is_some());
        let figure = match (stated, parts, bounds) {
            (Some(stated), ..) => Figure::new(stated, qualifier.unwrap_or(Qualifier::Exactly), party),
            (None, [], (false, false)) => return None,
            (None, [], (min, max)) => {
                let qualifier = qualifier.unwrap_or(Stated::implied(false, min, max));
                Figure { min: None, max: None, stated: None, qualifier, party }
            }
            (None, parts, _) => Figure::sum(&parts.iter().map(|part| Figure { party, ..*part }).collect::<Vec<_>>())?,
        };
        Some(Figure { min: min.or(figure.min), max: max.or(figure.max), ..figure })
    }
}

impl Stated {
    /// The fields of a claim; a number that is too large is reported and left out.
    pub fn of(span: SourceSpan, fields: &FigureFields, r: &mut TableReader) -> Self {
        let mut narrow = |key: &str, number: &Option<Spanned<u64>>| {
            number.as_ref().and_then(|number| Table::narrow(key, number, &mut r.report))
        };
        Self {
            span,
            party: fields.of.as_ref().map_or(Party::Victims, |p| p.value),
            figure: narrow("figure", &fields.figure),
            qualifier: fields.qualifier.as_ref().map(|q| q.value),
            min: narrow("min", &fields.min),
            max: narrow("max", &fields.max),
        }
    }

    /// The fields of a part.
    pub fn of_part(span: SourceSpan, fields: &PartFields) -> Self {
        Self {
            span,
            party: fields.of.as_ref().map_or(Party::Victims, |p| p.value),
            figure: fields.figure,
            qualifier: fields.qualifier.as_ref().map(|q| q.value),
            min: fields.min,
            max: fields.max,
        }
    }

    /// The qualifier of a number that gives none: by whether it is stated, or which of its bounds are.
    pub fn implied(stated: bool, min: bool, max: bool) -> Qualifier {
        match (stated, min, max) {
            (true, ..) => Qualifier::Exactly,
            (false, true, false) => Qualifier::AtLeast,
            (false, false, true) => Qualifier::UpTo,
            (false, ..) => Qualifier::About,
        }
    }

    /// The figure that the fields describe together.
    pub fn figure(&self, parts: &[PartDraft], report: &mut Report) -> Option<Figure> {
        let Self { party, figure: stated, qualifier, min, max, .. } = *self;
        are_bounds(min.as_ref(), max.as_ref(), report)?;
        if let Some(stated) = stated {
            if !parts.is_empty() {
                let help = "give only the parts; the sum is computed";
                report.error(DiagnosticCode::BadFigure, &stated.span, "both a figure and its parts", help);
                return None;
            }
            can_be(stated.value == 0, qualifier.unwrap_or(Qualifier::Exactly), &stated.span, report)?;
        }
        let value = |number: Option<Spanned<u32>>| number.map(|number| number.value);
        let number = StatedNumber { party, figure: value(stated), qualifier, min: value(min), max: value(max) };
        let parts: Vec<Figure> = parts.iter().map(|part| part.figure).collect();
        let Some(figure) = number.with_parts(&parts) else {
            missing(&self.span, report);
            return None;
        };
        if let (Some(least), Some(most)) = (figure.min, figure.max)
            && least > most
        {
            let span = min.or(max).map_or(self.span, |bound| bound.span);
            without_room(u64::from(least), u64::from(most), &span, report);
            return None;
        }
        Some(figure)
    }
}

/// Reports a claim about a number that gives none.
pub fn missing(span: &SourceSpan, report: &mut Report) {
    let help = "write figure = 94, or qualifier = \"several\" with min = 2, or parts = [ … ]";
    report.error(DiagnosticCode::BadFigure, span, "a claim about a number without a figure", help);
}

/// Reports bounds that contradict the number.
pub fn without_room(least: u64, most: u64, span: &SourceSpan, report: &mut Report) {
    let message = format!("the figure means {least} at least and {most} at most");
    report.error(DiagnosticCode::BadFigure, span, message, "min and max must leave room for the figure");
}

/// Reports a lower bound above the upper one; `None` then.
pub fn are_bounds<N: Copy + Into<u64>>(
    min: Option<&Spanned<N>>,
    max: Option<&Spanned<N>>,
    report: &mut Report,
) -> Option<()> {
    let (Some(min), Some(max)) = (min, max) else { return Some(()) };
    let (least, most): (u64, u64) = (min.value.into(), max.value.into());
    if least > most {
        let message = format!("{least} to {most} is not a range");
        let help = "min is the least that the source can mean, max the most";
        report.error(DiagnosticCode::BadFigure, &min.span, message, help);
        return None;
    }
    Some(())
}

/// Reports "less than 0"; `None` then.
pub fn can_be(is_zero: bool, qualifier: Qualifier, span: &SourceSpan, report: &mut Report) -> Option<()> {
    if is_zero && qualifier == Qualifier::LessThan {
        report.error(DiagnosticCode::BadFigure, span, "nothing is less than 0", "write figure = 0");
        return None;
    }
    Some(())
}
