//! Reads claims: checks which fields a facet allows and combines the fields of a figure.

use crate::diagnostic::{DiagnosticCode, Spanned};
use crate::documents::draft::{ClaimDraft, ClaimFields, FigureFields, PartDraft, PartFields, ValueDraft, ValueFields};
use crate::documents::fields::{ReadRecord, edtf};
use crate::documents::schema::{Shape, Vocabulary};
use crate::documents::table::{Table, TableReader};
use crate::model::figure::{Figure, Party, Qualifier};
use crate::model::incident::{DayOf, Facet, Status};

impl ReadRecord for ClaimDraft {
    const SHAPE: &'static Shape = ClaimFields::FIELDS;

    /// A claim with an invalid field is left out, since the rest of it would be a different claim.
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let fields = ClaimFields::fields(table, r);
        let facet = fields.facet.as_ref()?.value;
        let (value, parts) = if facet.is_figure() { figure_value(table, facet, r)? } else { value(table, facet, r)? };
        if facet != Facet::Date {
            table.reject("day", Self::SHAPE, Self::SHAPE.what, r);
            table.reject("borrowed", Self::SHAPE, Self::SHAPE.what, r);
        }
        let stance_is_sound = fields.stance.is_some() || !table.has("stance");
        (stance_is_sound && fields.words.is_some()).then_some(Self { value, parts, fields })
    }
}

type ValueAndParts = (ValueDraft, Vec<PartDraft>);

fn figure_value(table: &Table, facet: Facet, r: &mut TableReader) -> Option<ValueAndParts> {
    if table.has("value") {
        let help = format!("write figure = 94 (and a qualifier) for “{}”", facet.word());
        r.report.error(DiagnosticCode::WrongFacet, &table.span_of_key("value"), "a figure has no “value”", help);
    }
    let before = r.report.found();
    let fields = FigureFields::fields(table, r);
    let figure = Stated::of(&fields).figure(table, &fields.parts, r);
    let sound = r.report.found() == before && !table.has("value");
    figure.filter(|_| sound).map(|figure| (ValueDraft::Figure(figure), fields.parts))
}

/// The value of a facet that is not a figure; keys of figures are reported.
fn value(table: &Table, facet: Facet, r: &mut TableReader) -> Option<ValueAndParts> {
    for field in FigureFields::FIELDS.fields.iter().map(|f| f.key).chain(["whom"]) {
        if table.has(field) {
            let help = format!("“{}” takes value = \"…\"", facet.word());
            let message = format!("“{field}” belongs to figures");
            r.report.error(DiagnosticCode::WrongFacet, &table.span_of_key(field), message, help);
            return None;
        }
    }
    let fields = ValueFields::fields(table, r);
    let text = fields.value?;
    let bare = Spanned { value: r.texts.get(text.value), span: text.span };
    let value = match facet {
        Facet::Date => {
            let day = fields.day.as_ref().map_or(DayOf::Occurred, |d| d.value);
            let when = edtf(&bare, &mut r.report)?;
            if fields.day.is_none() && table.has("day") {
                return None;
            }
            ValueDraft::When(when, day)
        }
        Facet::Place => ValueDraft::Place(text),
        Facet::Perpetrator | Facet::ClaimedBy | Facet::Target => ValueDraft::Who(text),
        Facet::Status => {
            let status = Status::meaning(bare.value);
            if status.is_none() {
                let all: Vec<_> = Status::ALL.iter().map(|s| s.word()).collect();
                let message = format!("“{}” is not a status", bare.value);
                r.report.error(DiagnosticCode::UnknownWord, &text.span, message, format!("one of: {}", all.join(", ")));
            }
            ValueDraft::Status(status?)
        }
        _ => ValueDraft::Words(text.value),
    };
    Some((value, Vec::new()))
}

impl ReadRecord for PartDraft {
    const SHAPE: &'static Shape = PartFields::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let fields = PartFields::fields(table, r);
        let figure = Stated::of_part(&fields).figure(table, &[], r);
        figure.map(|figure| Self { figure, whom: fields.whom })
    }
}

/// The fields of a figure as the source states it.
struct Stated<'f> {
    party: Party,
    figure: Option<&'f Spanned<u32>>,
    qualifier: Option<Qualifier>,
    min: Option<&'f Spanned<u32>>,
    max: Option<&'f Spanned<u32>>,
}

macro_rules! stated {
    ($fields:ident) => {
        Self {
            party: $fields.of.as_ref().map_or(Party::Victims, |p| p.value),
            figure: $fields.figure.as_ref(),
            qualifier: $fields.qualifier.as_ref().map(|q| q.value),
            min: $fields.min.as_ref(),
            max: $fields.max.as_ref(),
        }
    };
}

impl<'f> Stated<'f> {
    fn of(fields: &'f FigureFields) -> Self {
        stated!(fields)
    }

    fn of_part(fields: &'f PartFields) -> Self {
        stated!(fields)
    }

    /// The figure that the fields describe together.
    fn figure(&self, table: &Table, parts: &[PartDraft], r: &mut TableReader) -> Option<Figure> {
        let Self { party, figure: stated, qualifier, min, max } = *self;
        if let (Some(min), Some(max)) = (min, max)
            && min.value > max.value
        {
            let message = format!("{} to {} is not a range", min.value, max.value);
            let help = "min is the least that the source can mean, max the most";
            r.report.error(DiagnosticCode::BadFigure, &min.span, message, help);
            return None;
        }
        let mut figure = match (stated, parts.is_empty()) {
            (Some(stated), false) => {
                let help = "give only the parts; the sum is computed";
                r.report.error(DiagnosticCode::BadFigure, &stated.span, "both a figure and its parts", help);
                return None;
            }
            (Some(stated), true) => Figure::new(stated.value, qualifier.unwrap_or(Qualifier::Exactly), party),
            (None, false) => {
                let figures: Vec<Figure> = parts.iter().map(|p| Figure { party, ..p.figure }).collect();
                Figure::sum(&figures)?
            }
            (None, true) if min.is_some() || max.is_some() => {
                let qualifier = qualifier.unwrap_or(match (min, max) {
                    (Some(_), None) => Qualifier::AtLeast,
                    (None, Some(_)) => Qualifier::UpTo,
                    _ => Qualifier::About,
                });
                Figure { min: None, max: None, stated: None, qualifier, party }
            }
            // A figure of the wrong type has already been reported.
            (None, true) if table.has("figure") || table.has("parts") => return None,
            (None, true) => {
                let help = "write figure = 94, or qualifier = \"several\" with min = 2, or parts = [ … ]";
                r.report.error(
                    DiagnosticCode::BadFigure,
                    &table.span(),
                    "a claim about a number without a figure",
                    help,
                );
                return None;
            }
        };
        figure.min = min.map_or(figure.min, |m| Some(m.value));
        figure.max = max.map_or(figure.max, |m| Some(m.value));
        if let (Some(least), Some(most)) = (figure.min, figure.max)
            && least > most
        {
            let span = min.or(max).map_or_else(|| table.span(), |bound| bound.span);
            let message = format!("the figure means {least} at least and {most} at most");
            r.report.error(DiagnosticCode::BadFigure, &span, message, "min and max must leave room for the figure");
            return None;
        }
        Some(figure)
    }
}
