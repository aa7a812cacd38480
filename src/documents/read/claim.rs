//! Reads claims: checks which fields a facet allows and combines the fields of a figure.

use crate::diagnostic::{DiagnosticCode, Spanned};
use crate::documents::claim_draft::{
    ClaimDraft, ClaimFields, ClaimValue, DeclaredValue, FigureFields, PartDraft, PartFields, UnitFields, ValueDraft,
    ValueFields,
};
use crate::documents::fields::{FieldType, ReadRecord, Str, edtf};
use crate::documents::schema::{Shape, Vocabulary};
use crate::documents::stated::Stated;
use crate::documents::table::{Table, TableReader};
use crate::model::incident::{DayOf, Status};
use crate::model::{Facet, TimeOfDay};

impl ReadRecord for ClaimDraft {
    const SHAPE: &'static Shape = ClaimFields::FIELDS;

    /// A claim with an invalid field is left out, since the rest of it would be a different claim.
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let fields = ClaimFields::fields(table, r);
        let word = fields.facet.as_ref()?.value;
        let (value, parts) = match Facet::built_in(r.str(word)) {
            Some(facet) => {
                let found = if facet.is_figure() { figure_value(table, facet, r)? } else { value(table, facet, r)? };
                table.reject("unit", Self::SHAPE, &format!("a claim about “{}”", r.str(word).to_owned()), r);
                (ClaimValue::BuiltIn(facet, found.0), found.1)
            }
            None => (ClaimValue::Declared(Box::new(declared_value(table, r)?)), Vec::new()),
        };
        if !matches!(value, ClaimValue::BuiltIn(Facet::Date, _)) {
            table.reject("day", Self::SHAPE, Self::SHAPE.what, r);
            table.reject("borrowed", Self::SHAPE, Self::SHAPE.what, r);
        }
        let stance_is_sound = fields.stance.is_some() || !table.has("stance");
        (stance_is_sound && fields.words.is_some()).then_some(Self { value, parts, fields })
    }
}

/// The fields of a claim whose facet is not built in; those that no declared facet has are reported.
fn declared_value(table: &Table, r: &mut TableReader) -> Option<DeclaredValue> {
    let before = r.report.found();
    for key in ["of", "parts"] {
        table.reject(key, ClaimDraft::SHAPE, "a claim about a declared facet", r);
    }
    let FigureFields { figure, qualifier, min, max, .. } = FigureFields::fields(table, r);
    let (value, unit) = (Str::read(table, "value", r), UnitFields::fields(table, r).unit);
    let value = if value.is_some() { Some(Table::not_blank("value", value, r)?) } else { None };
    let draft = DeclaredValue { span: table.span(), value, figure, qualifier, min, max, unit };
    (r.report.found() == before).then_some(draft)
}

type ValueAndParts = (ValueDraft, Vec<PartDraft>);

fn figure_value(table: &Table, facet: Facet, r: &mut TableReader) -> Option<ValueAndParts> {
    if table.has("value") {
        let word = facet.built_in_word().unwrap_or("");
        let help = format!("write figure = 94 (and a qualifier) for “{word}”");
        r.report.error(DiagnosticCode::WrongFacet, &table.span_of_key("value"), "a figure has no “value”", help);
    }
    let before = r.report.found();
    let fields = FigureFields::fields(table, r);
    let stated = Stated::of(table.span(), &fields, r);
    // A number of the wrong type has already been reported.
    if stated.figure.is_none() && fields.parts.is_empty() && (table.has("figure") || table.has("parts")) {
        return None;
    }
    let figure = stated.figure(&fields.parts, &mut r.report);
    let sound = r.report.found() == before && !table.has("value");
    figure.filter(|_| sound).map(|figure| (ValueDraft::Figure(figure), fields.parts))
}

/// The value of a facet that is not a figure; keys of figures are reported.
fn value(table: &Table, facet: Facet, r: &mut TableReader) -> Option<ValueAndParts> {
    for field in FigureFields::FIELDS.fields.iter().map(|f| f.key).chain(["whom"]) {
        if table.has(field) {
            let help = format!("“{}” takes value = \"…\"", facet.built_in_word().unwrap_or(""));
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
        Facet::Time => {
            let time = TimeOfDay::parse(bare.value);
            if time.is_none() {
                let message = format!("“{}” is not a time of day", bare.value);
                let help = "times are 14:30, 14:30/15:00 or ~14:30, in local time";
                r.report.error(DiagnosticCode::BadDate, &text.span, message, help);
            }
            ValueDraft::Time(time?)
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
        // A number of the wrong type has already been reported.
        if fields.figure.is_none() && table.has("figure") {
            return None;
        }
        let figure = Stated::of_part(table.span(), &fields).figure(&[], &mut r.report);
        figure.map(|figure| Self { figure, whom: fields.whom })
    }
}
