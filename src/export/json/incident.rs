//! JSON of an incident: facts, accounts with claims, verdicts of the ledger, relations, notes.

use serde::Serialize;

use super::outside::{OutsideNameJson, ReferenceJson, outside_name, outside_names, printed, references};
use super::strings;
use crate::model::incident::{DayOf, Who};
use crate::model::ledger::LedgerRow;
use crate::model::name::Precision;
use crate::model::{
    Account, ArticleId, Claim, Corpus, Figure, In, Incident, Name, NoteId, PassageKind, Role, Subject, Text, Value,
};

/// An incident with its accounts, ledger, relations and notes.
#[derive(Debug, Serialize)]
pub struct IncidentJson<'c> {
    id: &'c str,
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
    actors: Vec<ActorJson<'c>>,
    origins: usize,
    verdict: &'static str,
    accounts: Vec<AccountJson<'c>>,
    ledger: Vec<RowJson<'c>>,
    relations: Vec<RelationJson<'c>>,
    notes: Vec<NoteJson<'c>>,
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
}

#[derive(Debug, Serialize)]
struct ActorJson<'c> {
    name: &'c str,
    id: Option<&'c str>,
    role: &'c str,
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
pub(super) struct ClaimJson<'c> {
    facet: &'c str,
    #[serde(flatten)]
    value: ValueJson<'c>,
    stance: &'static str,
    words: &'c str,
    according_to: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedge: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<&'c str>,
    weighed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    borrowed: Option<&'static str>,
    anchor: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueJson<'c> {
    Figure {
        min: Option<u32>,
        max: Option<u32>,
        qualifier: &'static str,
        figure: Option<u32>,
        of: &'static str,
        whom: Option<&'c str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        parts: Vec<PartJson<'c>>,
    },
    Date {
        value: String,
        day: &'static str,
        basis: Option<&'c str>,
    },
    Quantity {
        min: Option<u64>,
        max: Option<u64>,
        qualifier: &'static str,
        figure: Option<u64>,
        unit: String,
        whom: Option<&'c str>,
    },
    Time {
        value: String,
    },
    Name {
        value: &'c str,
        name: &'c str,
    },
    Words {
        value: &'c str,
    },
}

#[derive(Debug, Serialize)]
struct PartJson<'c> {
    min: Option<u32>,
    max: Option<u32>,
    qualifier: &'static str,
    figure: Option<u32>,
    whom: Option<&'c str>,
}

#[derive(Debug, Serialize)]
pub(super) struct RowJson<'c> {
    facet: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'static str>,
    verdict: Option<&'static str>,
    /// The articles whose statements exclude each other, or assert and only suspect the same.
    inconsistent: Vec<&'c str>,
    by_definition: bool,
    origins: usize,
    min: Option<u32>,
    max: Option<u32>,
}

#[derive(Debug, Serialize)]
struct RelationJson<'c> {
    kind: &'static str,
    to: &'c str,
    article: &'c str,
    passage: u32,
    words: &'c str,
    according_to: Vec<&'c str>,
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
    let places: Vec<PlaceJson> = record.places.iter().map(|p| place(corpus, corpus.name(p.name), p.role)).collect();
    Some(IncidentJson {
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        title_outside: record.outside(record.title).map(|o| outside_name(corpus, o)),
        aliases: printed(corpus, &record.aliases, &record.outside),
        aliases_outside: outside_names(corpus, &record.aliases, &record.outside),
        kind: corpus.str(record.kind),
        scope: record.scope.word(),
        status: record.status.map(crate::model::Status::word),
        date: record.date.map(crate::model::When::edtf),
        date_basis: corpus.given(record.date_basis),
        place: record.places.first().map(|p| place(corpus, corpus.name(p.name), p.role)),
        places,
        actors: actors(corpus, record),
        origins: subject.coverage().origins,
        verdict: subject.ledger().verdict().word(),
        accounts: all()
            .flat_map(|(corpus, r)| corpus.accounts_in(r.accounts).iter().map(move |a| account(corpus, a)))
            .collect(),
        ledger: subject.ledger().rows.iter().map(|r| row(subject.facet_word(r), r, article_id(subject))).collect(),
        relations: all().flat_map(|(corpus, record)| relations(corpus, record)).collect(),
        notes: all().flat_map(|(corpus, r)| r.notes.ids().map(move |id| note(corpus, id))).collect(),
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

fn place<'c>(corpus: &'c Corpus, name: &Name, role: Role) -> PlaceJson<'c> {
    PlaceJson {
        id: corpus.str(name.id),
        name: corpus.str(name.name),
        role: role.word(),
        country: corpus.given(name.country),
        lat: name.position.map(|p| p.0),
        lon: name.position.map(|p| p.1),
        precision: name.precision.map(Precision::word),
        place_note: corpus.given(name.place_note),
        references: references(corpus, &name.place_references),
    }
}

fn actors<'c>(corpus: &'c Corpus, record: &'c Incident) -> Vec<ActorJson<'c>> {
    let id = |who| match who {
        Who::Name(name) => Some(corpus.str(corpus.name(name).id)),
        Who::Words(_) => None,
    };
    record
        .actors
        .iter()
        .map(|a| ActorJson { name: corpus.who(a.who), id: id(a.who), role: corpus.str(a.role) })
        .collect()
}

pub(super) fn account<'c>(corpus: &'c Corpus, record: &Account) -> AccountJson<'c> {
    let passage = corpus.passage(record.passage);
    AccountJson {
        article: corpus.str(corpus.article(passage.article).id),
        passage: passage.number,
        summary: passage.kind == PassageKind::Highlights,
        hedge: corpus.given(record.hedge),
        claims: corpus.claims_in(record.claims).iter().map(|c| claim(corpus, c)).collect(),
    }
}

pub(super) fn claim<'c>(corpus: &'c Corpus, record: &'c Claim) -> ClaimJson<'c> {
    ClaimJson {
        facet: corpus.facet_word(record.facet),
        value: value(corpus, record),
        stance: record.stance.word(),
        words: corpus.str(record.words),
        according_to: strings(corpus, &record.according_to),
        hedge: corpus.given(record.hedge),
        with: record.with.iter().map(|&i| corpus.str(corpus.incident(i).id)).collect(),
        weighed: record.weigh && corpus.account(record.account).weigh,
        borrowed: record.borrowed.map(crate::model::incident::Borrowed::word),
        anchor: record.state.word(),
    }
}

fn value<'c>(corpus: &'c Corpus, claim: &'c Claim) -> ValueJson<'c> {
    let part = |(f, whom): &(Figure, Text)| PartJson {
        min: f.min,
        max: f.max,
        qualifier: f.qualifier.word(),
        figure: f.stated,
        whom: corpus.given(*whom),
    };
    let named = |name: &Name| ValueJson::Name { value: corpus.str(name.id), name: corpus.str(name.name) };
    match claim.value {
        Value::Figure(f) => ValueJson::Figure {
            min: f.min,
            max: f.max,
            qualifier: f.qualifier.word(),
            figure: f.stated,
            of: f.party.word(),
            whom: corpus.given(claim.whom),
            parts: claim.parts.iter().map(part).collect(),
        },
        Value::When(when, day) => {
            ValueJson::Date { value: when.edtf(), day: DayOf::word(day), basis: corpus.given(claim.basis) }
        }
        Value::Time(time) => ValueJson::Time { value: time.to_string() },
        Value::Quantity(q) => {
            let (min, max) = q.printed();
            ValueJson::Quantity {
                min,
                max,
                qualifier: q.qualifier.word(),
                figure: q.stated,
                unit: q.unit.word().to_owned(),
                whom: corpus.given(claim.whom),
            }
        }
        Value::Place(name) | Value::Who(Who::Name(name)) => named(corpus.name(name)),
        Value::Who(Who::Words(words)) | Value::Words(words) => ValueJson::Words { value: corpus.str(words) },
        Value::Status(status) => ValueJson::Words { value: status.word() },
    }
}

/// The ids of the articles of a subject.
pub(super) fn article_id<'s>(subject: &'s Subject) -> impl Fn(In<ArticleId>) -> &'s str {
    |id| subject.corpus(id.member).str(subject.article(id).id)
}

/// A row of a ledger. `article` gives the ids of articles.
pub(super) fn row<'c>(facet: &'c str, row: &LedgerRow, article: impl Fn(In<ArticleId>) -> &'c str) -> RowJson<'c> {
    RowJson {
        facet,
        of: row.facet.is_figure().then(|| row.party.word()),
        verdict: row.verdict.map(crate::model::Verdict::word),
        inconsistent: row.inconsistent.iter().map(|&id| article(id)).collect(),
        by_definition: row.defined,
        origins: row.origins,
        min: row.min,
        max: row.max,
    }
}

fn relations<'c>(corpus: &'c Corpus, record: &'c Incident) -> Vec<RelationJson<'c>> {
    record
        .relations
        .iter()
        .map(|r| {
            let passage = corpus.passage(r.passage);
            RelationJson {
                kind: r.link.word(),
                to: corpus.str(corpus.incident(r.to).id),
                article: corpus.str(corpus.article(passage.article).id),
                passage: passage.number,
                words: corpus.str(r.words),
                according_to: strings(corpus, &r.according_to),
            }
        })
        .collect()
}
