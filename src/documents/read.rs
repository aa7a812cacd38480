//! Reads each corpus file into drafts and checks everything that needs no other file.
//!
//! [`draft`](super::draft) lists the fields. This module adds the rules beyond such a list: fields that require or
//! contradict each other, and the records that are left out when one is invalid.

mod annotation;
pub mod article;
mod claim;

use super::claim_draft::{AccountDraft, AccountFields};
use super::declared::{check_unit, is_label};
use super::draft::{
    ActorDraft, AnnotationsDraft, CorpusDraft, FacetDraft, FacetFields, IncidentDraft, NameClaimsDraft, NameDraft,
    NamesDraft, NoteDraft, ParagraphDraft, PassageTextDraft, PieceDraft, PlaceDraft, QuoteDraft, QuotesDraft,
    RelationDraft, TextsDraft,
};
use super::fields::{ReadRecord, is_likely};
use super::file_draft::{
    AnnotationsFile, FileDraft, IncidentFile, NameClaimsFile, QuotesFile, RejectedFile, TextsFile,
};
use super::rejected_draft::{RejectedDraft, RejectedDraftsFile};
use super::schema::Shape;
use super::table::{Table, TableReader};
use super::vocabulary::KINDS;
use crate::diagnostic::{DiagnosticCode, SourceSpan, Spanned};
use crate::model::{Facet, Text};

/// Reads file `file`, whose path within its corpus is `path`. `None` if nothing in it can be used.
pub fn read(path: &str, text: &str, file: usize, r: &mut TableReader) -> Option<FileDraft> {
    let stem = path.rsplit('/').next().and_then(|n| n.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let first_line = text.lines().next().map_or(0, str::len);
    let span = SourceSpan::new(file, 0..first_line);
    let id = |r: &mut TableReader| Spanned { value: r.texts.add(stem), span };
    match path.split('/').next().unwrap_or("") {
        "articles" => {
            let id = id(r);
            article::article(text, file, id, r).map(FileDraft::Article)
        }
        "incidents" => {
            let id = id(r);
            Some(FileDraft::Incident(incident(text, file, id, r)))
        }
        "quotes" => {
            let article = id(r);
            let fields = read_table::<QuotesDraft>(text, file, r, QuotesDraft::FIELDS, QuotesDraft::fields);
            Some(FileDraft::Quotes(QuotesFile { article, fields }))
        }
        "texts" => {
            let article = id(r);
            let fields = read_table::<TextsDraft>(text, file, r, TextsDraft::FIELDS, TextsDraft::fields);
            Some(FileDraft::Texts(TextsFile { article, fields }))
        }
        "annotations" => {
            let name = id(r);
            let fields =
                read_table::<AnnotationsDraft>(text, file, r, AnnotationsDraft::FIELDS, AnnotationsDraft::fields);
            Some(FileDraft::Annotations(AnnotationsFile { name, fields }))
        }
        "rejected" => {
            let name = id(r);
            let (shape, fields) = (RejectedDraftsFile::FIELDS, RejectedDraftsFile::fields);
            let fields = read_table::<RejectedDraftsFile>(text, file, r, shape, fields);
            Some(FileDraft::Rejected(RejectedFile { name, fields }))
        }
        "names" => {
            let name = id(r);
            Some(FileDraft::NameClaims(name_claims(text, file, name, r)))
        }
        "names.toml" => Some(FileDraft::Names(read_table(text, file, r, NamesDraft::FIELDS, NamesDraft::fields))),
        _ => Some(FileDraft::Corpus(read_table(text, file, r, CorpusDraft::FIELDS, CorpusDraft::fields))),
    }
}

/// Reads a file that is one table.
fn read_table<T>(
    text: &str,
    file: usize,
    r: &mut TableReader,
    shape: &'static Shape,
    fields: impl FnOnce(&Table, &mut TableReader) -> T,
) -> T {
    r.parse(text, 0, file, |table, _, r| {
        let draft = fields(table, r);
        table.known(shape, shape.what, r);
        draft
    })
}

fn incident(text: &str, file: usize, id: Spanned<Text>, r: &mut TableReader) -> IncidentFile {
    r.parse(text, 0, file, |table, is_toml, r| {
        let mut fields = IncidentDraft::fields(table, r);
        if fields.draft.is_none() {
            table.need("kind", "\"…\"", r);
            fields.kind = Table::not_blank("kind", fields.kind, r);
        }
        if let Some(kind) = &fields.kind {
            let kind = Spanned { value: r.texts.get(kind.value), span: kind.span };
            is_likely(&kind, &KINDS, "kind of incident", &mut r.report);
        }
        if is_toml && !table.has("account") {
            let message = "no passage reports this incident";
            r.report.error(DiagnosticCode::Empty, &id.span, message, "add an [[account]]");
        }
        table.known(IncidentDraft::FIELDS, IncidentDraft::FIELDS.what, r);
        IncidentFile { id, fields }
    })
}

fn name_claims(text: &str, file: usize, name: Spanned<Text>, r: &mut TableReader) -> NameClaimsFile {
    r.parse(text, 0, file, |table, is_toml, r| {
        let fields = NameClaimsDraft::fields(table, r);
        if is_toml && !table.has("account") && !table.has("note") {
            let message = "no passage says anything about this name";
            r.report.error(DiagnosticCode::Empty, &name.span, message, "add an [[account]]");
        }
        table.known(NameClaimsDraft::FIELDS, NameClaimsDraft::FIELDS.what, r);
        NameClaimsFile { name, fields }
    })
}

impl ReadRecord for FacetDraft {
    const SHAPE: &'static Shape = FacetFields::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let fields = FacetFields::fields(table, r);
        let (label, kind) = (fields.label.as_ref()?, fields.kind.as_ref()?.value);
        let word = r.texts.get(label.value);
        let is_built_in = Facet::built_in(word).is_some();
        if is_built_in || !is_label(word) {
            let (message, help) = if is_built_in {
                (format!("“{word}” is a built-in facet"), "leave it out, or choose another word")
            } else {
                (format!("“{word}” cannot be a label"), "lower-case letters, digits and hyphens: located-in")
            };
            r.report.error(DiagnosticCode::BadFacet, &label.span, message, help);
            return None;
        }
        if let Some(unit) = &fields.unit {
            check_unit(kind, &Spanned { value: r.texts.get(unit.value), span: unit.span }, &mut r.report)?;
        }
        let single = table.has("single").then_some(fields.single);
        Some(Self { fields, single })
    }
}

impl ReadRecord for PlaceDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let place = Self::fields(table, r);
        place.place.is_some().then_some(place)
    }
}

impl ReadRecord for ActorDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let actor = Self::fields(table, r);
        actor.name.is_some().then_some(actor)
    }
}

impl ReadRecord for AccountDraft {
    const SHAPE: &'static Shape = AccountFields::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let fields = AccountFields::fields(table, r);
        let complete = fields.article.is_some() && fields.passage.is_some();
        complete.then(|| Self { span: table.span(), fields })
    }
}

impl ReadRecord for RelationDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let relation = Self::fields(table, r);
        let place = relation.article.is_some() && relation.passage.is_some();
        let complete = place && relation.link.is_some() && relation.to.is_some() && relation.words.is_some();
        complete.then_some(relation)
    }
}

impl ReadRecord for NoteDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let note = Self::fields(table, r);
        note.text.is_some().then_some(note)
    }
}

impl ReadRecord for QuoteDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let quote = Self::fields(table, r);
        if quote.draft.is_none() {
            for (key, field) in [("speaker", quote.speaker), ("gist", quote.gist)] {
                table.need(key, "\"…\"", r);
                Table::not_blank(key, field, r)?;
            }
        }
        quote.passage.is_some().then_some(quote)
    }
}

impl ReadRecord for PieceDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let piece = Self::fields(table, r);
        let (opening, length) = (piece.opening.as_ref()?, piece.length.as_ref()?);
        let words = r.str(opening.value).split_whitespace().count();
        if (length.value as usize) < words {
            let message = format!("a quotation of {} words cannot open with {words}", length.value);
            let help = "length counts the words between the quotation marks";
            r.report.error(DiagnosticCode::BadFigure, &length.span, message, help);
            return None;
        }
        Some(piece)
    }
}

impl ReadRecord for PassageTextDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let draft = Self::fields(table, r);
        (draft.number.is_some() && draft.text.is_some()).then_some(draft)
    }
}

impl ReadRecord for RejectedDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let draft = Self::fields(table, r);
        (draft.what.is_some() && draft.words.is_some()).then_some(draft)
    }
}

impl ReadRecord for ParagraphDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let draft = Self::fields(table, r);
        draft.text.is_some().then_some(draft)
    }
}

impl ReadRecord for NameDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let name = Self::fields(table, r);
        if let Some(country) = &name.country {
            let code = r.texts.get(country.value);
            if !(code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())) {
                let message = format!("“{code}” is not a country code");
                let help = "two capital letters of ISO 3166: IR, TR, GB";
                r.report.error(DiagnosticCode::BadPlace, &country.span, message, help);
            }
        }
        match (&name.lat, &name.lon) {
            (Some(one), None) | (None, Some(one)) => {
                let message = "only one of latitude and longitude";
                r.report.error(DiagnosticCode::BadPlace, &one.span, message, "give both lat and lon");
            }
            (Some(lat), Some(lon)) if name.position().is_none() => {
                let message = format!("{}, {} is not a position on Earth", lat.value, lon.value);
                let help = "degrees: lat from -90 to 90, lon from -180 to 180";
                r.report.error(DiagnosticCode::BadPlace, &lat.span, message, help);
            }
            _ => {}
        }
        (name.id.is_some() && name.name.is_some()).then_some(name)
    }
}

impl NameDraft {
    /// Latitude and longitude, if both are given and possible.
    pub fn position(&self) -> Option<(f64, f64)> {
        let possible = |at: f64, most: f64| at.is_finite() && at.abs() <= most;
        let (lat, lon) = (self.lat.as_ref()?.value, self.lon.as_ref()?.value);
        (possible(lat, 90.0) && possible(lon, 180.0)).then_some((lat, lon))
    }
}
