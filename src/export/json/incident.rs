//! JSON of an incident: facts, accounts with claims, verdicts of the ledger, relations, notes.

use serde::Serialize;

use super::super::disputed;
use super::actor::{ActorJson, actors};
use super::annotation::{self, AnnotationJson};
use super::claim::{ClaimJson, claim, claim_of};
use super::draft::DraftJson;
use super::figures::{self, BoundsJson, OfJson};
use super::member::{LinkedJson, LinkedRows, linked};
use super::outside::{OutsideNameJson, ReferenceJson, outside_name, outside_names, printed, references};
use super::relation::{RelationJson, relations};
use crate::model::ledger::LedgerRow;
use crate::model::name::Precision;
use crate::model::{
    Account, AccountId, ArticleId, Claim, Corpus, In, Name, NoteId, PassageKind, Place, Role, Subject, Verdict,
};
use crate::present::placing;

/// An incident with its accounts, ledger, relations and notes.
#[derive(Debug, Serialize)]
pub struct IncidentJson<'c> {
    id: &'c str,
    /// Whether it matches the filter of an export certainly; omitted without a filter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<&'static str>,
    title: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_outside: Option<OutsideNameJson<'c>>,
    aliases: Vec<&'c str>,
    aliases_outside: Vec<OutsideNameJson<'c>>,
    kind: &'c str,
    scope: &'static str,
    status: Option<&'static str>,
    date: Option<String>,
    date_basis: Option<&'c str>,
    place: Option<PlaceJson<'c>>,
    places: Vec<PlaceJson<'c>>,
    countries: Vec<&'c str>,
    actors: Vec<ActorJson<'c>>,
    origins: usize,
    /// Null if all that is said is a draft.
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft_verdict: Option<&'static str>,
    #[serde(flatten)]
    draft: Option<DraftJson<'c>>,
    conflict_facets: Vec<String>,
    inconsistent_facets: Vec<String>,
    accounts: Vec<AccountJson<'c>>,
    ledger: Vec<RowJson<'c>>,
    relations: Vec<RelationJson<'c>>,
    notes: Vec<NoteJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor_annotations: Vec<AnnotationJson<'c>>,
    /// What links say of it; omitted if none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linked: Option<LinkedJson<'c>>,
}

#[derive(Debug, Serialize)]
struct PlaceJson<'c> {
    id: &'c str,
    name: &'c str,
    role: &'static str,
    country: Option<&'c str>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_note: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    references: Vec<ReferenceJson<'c>>,
    /// What the point stands for.
    point: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct AccountJson<'c> {
    article: &'c str,
    passage: u32,
    summary: bool,
    hedge: Option<&'c str>,
    claims: Vec<ClaimJson<'c>>,
}

#[derive(Debug, Serialize)]
pub(super) struct RowJson<'s> {
    facet: &'s str,
    /// Left out for what is no figure.
    #[serde(flatten)]
    of: Option<OfJson>,
    verdict: Option<&'static str>,
    /// With drafts taken for what they say; left out without drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft_verdict: Option<&'static str>,
    /// The articles whose statements exclude each other, or assert and only suspect the same.
    inconsistent: Vec<&'s str>,
    by_definition: bool,
    origins: usize,
    #[serde(flatten)]
    bounds: BoundsJson,
}

#[derive(Debug, Serialize)]
pub(super) struct NoteJson<'c> {
    text: &'c str,
    by: &'c str,
    knowledge: &'static str,
    facet: Option<&'c str>,
    /// Whether it is general knowledge without a reference.
    unchecked: bool,
    references: Vec<ReferenceJson<'c>>,
}

/// An incident or record: the facts of the first member; the accounts, relations and notes of all. `None` for a name.
pub fn incident(subject: &Subject) -> Option<IncidentJson<'_>> {
    let (corpus, record) = (subject.corpus(0), subject.incident(0)?);
    let all = || subject.members().iter().filter_map(|m| Some((&*m.corpus, m.as_incident()?)));
    let stands_for = if subject.record().is_some() { placing::coded_precision } else { placing::gazetteer };
    let place = |p: &Place| place(corpus, corpus.name(p.name), p.role, stands_for);
    let places: Vec<PlaceJson> = record.places.iter().map(place).collect();
    Some(IncidentJson {
        id: corpus.str(record.id),
        certainty: None,
        title: corpus.str(record.title),
        title_outside: record.outside(record.title).map(|o| outside_name(corpus, o)),
        aliases: printed(corpus, &record.aliases, &record.outside),
        aliases_outside: outside_names(corpus, &record.aliases, &record.outside),
        kind: corpus.str(record.kind),
        scope: record.scope.word(),
        status: record.status.map(crate::model::Status::word),
        date: record.date.map(crate::model::When::edtf),
        date_basis: corpus.given(record.date_basis),
        place: record.places.first().map(place),
        places,
        countries: corpus.countries(record),
        actors: actors(corpus, record, subject.record().is_some()),
        origins: subject.coverage().origins,
        verdict: subject.ledger().verdict().map(Verdict::word),
        draft_verdict: subject.ledger().draft_verdict().map(Verdict::word),
        draft: DraftJson::of(corpus, record.drafted),
        conflict_facets: disputed::in_conflict(subject),
        inconsistent_facets: disputed::inconsistent(subject),
        accounts: subject.accounts().map(|id| account_of(subject, id)).collect(),
        ledger: subject.ledger().rows.iter().map(|r| row_of(subject, r)).collect(),
        relations: all().flat_map(|(corpus, record)| relations(corpus, record)).collect(),
        notes: all().flat_map(|(corpus, r)| r.notes.ids().map(move |id| note(corpus, id))).collect(),
        editor_annotations: subject.members().iter().flat_map(|m| annotation::on(&m.corpus, m.topic)).collect(),
        linked: linked(subject, LinkedRows::Kept),
    })
}

/// A note.
pub(super) fn note(corpus: &Corpus, id: NoteId) -> NoteJson<'_> {
    let note = corpus.note(id);
    NoteJson {
        text: corpus.str(note.text),
        by: corpus.str(note.by),
        knowledge: if note.general { "general" } else { "sources" },
        facet: note.facet.map(|facet| corpus.facet_word(facet)),
        unchecked: note.is_unchecked(),
        references: references(corpus, &note.references),
    }
}

/// A place; `stands_for` says what a point of a precision stands for.
fn place<'c>(corpus: &'c Corpus, name: &Name, role: Role, stands_for: fn(Precision) -> &'static str) -> PlaceJson<'c> {
    PlaceJson {
        id: corpus.str(name.id),
        name: corpus.str(name.name),
        role: role.word(),
        country: corpus.given(name.country),
        // A point of unknown precision would look like a site.
        lat: name.precision.and(name.position).map(|p| p.0),
        lon: name.precision.and(name.position).map(|p| p.1),
        precision: name.precision.map(Precision::word),
        place_note: corpus.given(name.place_note),
        references: references(corpus, &name.place_references),
        point: name.position.and(name.precision).map(stands_for),
    }
}

/// An account of a member of a subject.
fn account_of(subject: &Subject, id: In<AccountId>) -> AccountJson<'_> {
    let record = subject.account(id);
    let claims = record.claims.ids().map(|claim| claim_of(subject, id.with(claim))).collect();
    AccountJson { claims, ..account(subject.corpus(id.member), record) }
}

pub(super) fn account<'c>(corpus: &'c Corpus, record: &Account) -> AccountJson<'c> {
    let passage = corpus.passage(record.passage);
    AccountJson {
        article: corpus.str(corpus.article(passage.article).id),
        passage: passage.number,
        summary: passage.kind == PassageKind::Highlights,
        hedge: corpus.given(record.hedge),
        claims: record.claims.ids().map(|id| claim(corpus, id)).collect(),
    }
}

/// The ids of the articles of a subject.
fn article_id<'s>(subject: &'s Subject) -> impl Fn(In<ArticleId>) -> &'s str {
    |id| subject.corpus(id.member).str(subject.article(id).id)
}

/// A row of the ledger of a subject.
pub(super) fn row_of<'s>(subject: &'s Subject, of: &'s LedgerRow) -> RowJson<'s> {
    row(subject.facet_word(of), of, article_id(subject), claims_of(subject, of))
}

/// The claims of a row that are weighed.
fn claims_of<'s>(subject: &'s Subject, row: &'s LedgerRow) -> impl Iterator<Item = &'s Claim> {
    row.cells.iter().flatten().filter(|id| subject.weighs(**id)).map(|&id| subject.claim(id))
}

/// A row of a ledger. `article` gives the ids of articles; `claims` are its claims that are weighed.
pub(super) fn row<'s>(
    facet: &'s str,
    row: &LedgerRow,
    article: impl Fn(In<ArticleId>) -> &'s str,
    claims: impl Iterator<Item = &'s Claim>,
) -> RowJson<'s> {
    RowJson {
        facet,
        of: row.facet.is_figure().then(|| OfJson { of: figures::of(row.facet, row.party) }),
        verdict: row.verdict.map(Verdict::word),
        inconsistent: row.inconsistent.iter().map(|&id| article(id)).collect(),
        by_definition: row.defined,
        draft_verdict: row.draft.map(|draft| draft.verdict.word()),
        origins: row.origins,
        bounds: figures::bounds(claims),
    }
}
