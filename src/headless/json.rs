//! The JSON that scripts rely on: `{"schema":"parallax/1", …}` (DESIGN section 6).
//!
//! Fields are only ever added. Numbers keep `min` and `max` (inclusive, null = open) beside the qualifier and
//! the figure as printed; dates are level 1 EDTF; ids are those on disk.

use serde::Serialize;

use super::words;
use crate::model::incident::{DayOf, Who};
use crate::model::ledger::{Ledger, Row};
use crate::model::name::Precision;
use crate::model::{
    Account, AnchorState, Article, Claim, Corpus, Figure, Incident, IncidentId, Name, NameKind, PassageKind, Quote, Role,
    Text, Value,
};

/// The name of this form of document.
pub const SCHEMA: &str = "parallax/1";

/// Everything, as `export --format json` gives it.
#[derive(Debug, Serialize)]
pub struct Document<'c> {
    schema: &'static str,
    title: &'c str,
    licence: &'c str,
    articles: Vec<ArticleJson<'c>>,
    incidents: Vec<IncidentJson<'c>>,
    quotes: Vec<QuoteJson<'c>>,
    names: Vec<NameJson<'c>>,
}

/// The whole corpus.
pub fn document(corpus: &Corpus) -> Document<'_> {
    Document {
        schema: SCHEMA,
        title: corpus.title(),
        licence: corpus.licence(),
        articles: corpus.articles().map(|(_, a)| article(corpus, a)).collect(),
        incidents: corpus.incidents().map(|(id, _)| incident(corpus, id)).collect(),
        quotes: corpus.quotes().map(|(_, q)| quote(corpus, q)).collect(),
        names: corpus.names().map(|(_, n)| name(corpus, n)).collect(),
    }
}

/// An article with its passages.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'c> {
    id: &'c str,
    title: &'c str,
    kicker: Option<&'c str>,
    publisher: &'c str,
    authors: Vec<&'c str>,
    published: Option<String>,
    published_basis: Option<&'c str>,
    language: &'c str,
    translated_from: Option<&'c str>,
    origin: &'c str,
    note: Option<&'c str>,
    passages: Vec<PassageJson<'c>>,
}

#[derive(Debug, Serialize)]
struct PassageJson<'c> {
    n: u32,
    kind: &'static str,
    heading: Option<&'c str>,
    digest: &'c str,
    text: Option<&'c str>,
    anchor: &'static str,
    opening: &'c str,
}

/// One article.
pub fn article<'c>(corpus: &'c Corpus, record: &'c Article) -> ArticleJson<'c> {
    ArticleJson {
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        kicker: corpus.given(record.kicker),
        publisher: corpus.str(record.publisher),
        authors: strings(corpus, &record.authors),
        published: record.published.map(crate::model::When::edtf),
        published_basis: corpus.given(record.published_basis),
        language: corpus.str(record.language),
        translated_from: corpus.given(record.translated_from),
        origin: corpus.origin(record.origin),
        note: corpus.given(record.note),
        passages: record
            .passages
            .ids()
            .map(|id| corpus.passage(id))
            .map(|p| PassageJson {
                n: p.number,
                kind: p.kind.word(),
                heading: corpus.given(p.heading),
                digest: corpus.str(p.digest),
                text: p.text.map(|t| corpus.str(t)),
                anchor: p.state.word(),
                opening: corpus.str(p.anchor),
            })
            .collect(),
    }
}

/// An incident with its accounts, ledger, relations and notes.
#[derive(Debug, Serialize)]
pub struct IncidentJson<'c> {
    id: &'c str,
    title: &'c str,
    aliases: Vec<&'c str>,
    kind: &'c str,
    scope: &'static str,
    status: &'static str,
    date: Option<String>,
    date_basis: Option<&'c str>,
    place: Option<PlaceJson<'c>>,
    places: Vec<PlaceJson<'c>>,
    actors: Vec<ActorJson<'c>>,
    origins: usize,
    verdict: &'static str,
    accounts: Vec<AccountJson<'c>>,
    ledger: Vec<RowJson>,
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
}

#[derive(Debug, Serialize)]
struct ActorJson<'c> {
    name: &'c str,
    id: Option<&'c str>,
    role: &'c str,
}

#[derive(Debug, Serialize)]
struct AccountJson<'c> {
    article: &'c str,
    passage: u32,
    summary: bool,
    hedge: Option<&'c str>,
    claims: Vec<ClaimJson<'c>>,
}

#[derive(Debug, Serialize)]
struct ClaimJson<'c> {
    facet: &'static str,
    #[serde(flatten)]
    value: ValueJson<'c>,
    stance: &'static str,
    words: &'c str,
    according_to: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedge: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<&'c str>,
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
    Date { value: String, day: &'static str, basis: Option<&'c str> },
    Name { value: &'c str, name: &'c str },
    Words { value: &'c str },
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
struct RowJson {
    facet: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'static str>,
    verdict: Option<&'static str>,
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
struct NoteJson<'c> {
    text: &'c str,
    by: &'c str,
    knowledge: &'static str,
    facet: Option<&'static str>,
}

/// One incident.
pub fn incident(corpus: &Corpus, id: IncidentId) -> IncidentJson<'_> {
    let record = corpus.incident(id);
    let ledger = Ledger::of(corpus, id);
    let places: Vec<PlaceJson> = record.places.iter().map(|p| place(corpus, corpus.name(p.name), p.role)).collect();
    IncidentJson {
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        aliases: strings(corpus, &record.aliases),
        kind: corpus.str(record.kind),
        scope: record.scope.word(),
        status: record.status.word(),
        date: record.date.map(crate::model::When::edtf),
        date_basis: corpus.given(record.date_basis),
        place: record.places.first().map(|p| place(corpus, corpus.name(p.name), p.role)),
        places,
        actors: actors(corpus, record),
        origins: corpus.coverage(record).origins,
        verdict: ledger.verdict().word(),
        accounts: corpus.accounts_in(record.accounts).iter().map(|a| account(corpus, a)).collect(),
        ledger: ledger.rows.iter().map(row).collect(),
        relations: relations(corpus, record),
        notes: record
            .notes
            .ids()
            .map(|n| corpus.note(n))
            .map(|n| NoteJson {
                text: corpus.str(n.text),
                by: corpus.str(n.by),
                knowledge: if n.general { "general" } else { "sources" },
                facet: n.facet.map(crate::model::Facet::word),
            })
            .collect(),
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
    }
}

fn actors<'c>(corpus: &'c Corpus, record: &'c Incident) -> Vec<ActorJson<'c>> {
    let id = |who| match who {
        Who::Name(name) => Some(corpus.str(corpus.name(name).id)),
        Who::Words(_) => None,
    };
    record.actors.iter().map(|a| ActorJson { name: corpus.who(a.who), id: id(a.who), role: corpus.str(a.role) }).collect()
}

fn account<'c>(corpus: &'c Corpus, record: &Account) -> AccountJson<'c> {
    let passage = corpus.passage(record.passage);
    AccountJson {
        article: corpus.str(corpus.article(passage.article).id),
        passage: passage.number,
        summary: passage.kind == PassageKind::Highlights,
        hedge: corpus.given(record.hedge),
        claims: corpus.claims_in(record.claims).iter().map(|c| claim(corpus, c)).collect(),
    }
}

fn claim<'c>(corpus: &'c Corpus, record: &'c Claim) -> ClaimJson<'c> {
    ClaimJson {
        facet: record.facet.word(),
        value: value(corpus, record),
        stance: record.stance.word(),
        words: corpus.str(record.words),
        according_to: strings(corpus, &record.according_to),
        hedge: corpus.given(record.hedge),
        with: record.with.iter().map(|&i| corpus.str(corpus.incident(i).id)).collect(),
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
        Value::Place(name) | Value::Who(Who::Name(name)) => named(corpus.name(name)),
        Value::Who(Who::Words(words)) | Value::Words(words) => ValueJson::Words { value: corpus.str(words) },
        Value::Status(status) => ValueJson::Words { value: status.word() },
    }
}

fn row(row: &Row) -> RowJson {
    RowJson {
        facet: row.facet.word(),
        of: row.facet.is_figure().then(|| row.party.word()),
        verdict: row.verdict.map(crate::model::Verdict::word),
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

/// A quotation.
#[derive(Debug, Serialize)]
pub struct QuoteJson<'c> {
    id: &'c str,
    article: &'c str,
    passage: u32,
    speaker: &'c str,
    role: Option<&'c str>,
    gist: &'c str,
    opening: &'c str,
    length: u32,
    incidents: Vec<&'c str>,
    form: &'static str,
    translated: bool,
    pieces: Vec<PieceJson<'c>>,
    according_to: Vec<&'c str>,
}

#[derive(Debug, Serialize)]
struct PieceJson<'c> {
    opening: &'c str,
    length: u32,
    anchor: &'static str,
}

/// One quotation.
pub fn quote<'c>(corpus: &'c Corpus, record: &'c Quote) -> QuoteJson<'c> {
    let passage = corpus.passage(record.passage);
    QuoteJson {
        id: corpus.str(record.id),
        article: corpus.str(corpus.article(passage.article).id),
        passage: passage.number,
        speaker: words::speaker(corpus, record),
        role: corpus.given(record.role),
        gist: corpus.str(record.gist),
        opening: record.pieces.first().map_or("", |p| corpus.str(p.opening)),
        length: record.length(),
        incidents: record.incidents.iter().map(|&i| corpus.str(corpus.incident(i).id)).collect(),
        form: record.form.word(),
        translated: record.translated,
        pieces: record
            .pieces
            .iter()
            .map(|p| PieceJson { opening: corpus.str(p.opening), length: p.length, anchor: AnchorState::word(p.state) })
            .collect(),
        according_to: strings(corpus, &record.according_to),
    }
}

/// A person, organisation or place.
#[derive(Debug, Serialize)]
pub struct NameJson<'c> {
    id: &'c str,
    name: &'c str,
    kind: &'static str,
    variants: Vec<&'c str>,
    part_of: Option<&'c str>,
    distinct_from: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'c str>,
}

/// One name.
pub fn name<'c>(corpus: &'c Corpus, record: &'c Name) -> NameJson<'c> {
    let id = |n: crate::model::NameId| corpus.str(corpus.name(n).id);
    NameJson {
        id: corpus.str(record.id),
        name: corpus.str(record.name),
        kind: NameKind::word(record.kind),
        variants: strings(corpus, &record.variants),
        part_of: record.part_of.map(id),
        distinct_from: record.distinct_from.iter().map(|&n| id(n)).collect(),
        country: corpus.given(record.country),
        note: corpus.given(record.note),
    }
}

/// The ledger of one incident, as `ledger --format json` gives it: rows with their cells.
#[derive(Debug, Serialize)]
pub struct LedgerJson<'c> {
    id: &'c str,
    title: &'c str,
    accounts: usize,
    articles: usize,
    origins: usize,
    verdict: &'static str,
    columns: Vec<ColumnJson<'c>>,
    rows: Vec<LedgerRowJson<'c>>,
}

#[derive(Debug, Serialize)]
struct ColumnJson<'c> {
    article: &'c str,
    origin: &'c str,
}

#[derive(Debug, Serialize)]
struct LedgerRowJson<'c> {
    #[serde(flatten)]
    row: RowJson,
    cells: Vec<Vec<CellJson<'c>>>,
}

#[derive(Debug, Serialize)]
struct CellJson<'c> {
    passage: u32,
    summary: bool,
    #[serde(flatten)]
    claim: ClaimJson<'c>,
}

/// One ledger.
pub fn ledger(corpus: &Corpus, id: IncidentId) -> LedgerJson<'_> {
    let record = corpus.incident(id);
    let ledger = Ledger::of(corpus, id);
    let coverage = corpus.coverage(record);
    let cell = |id: &crate::model::ClaimId| {
        let record = corpus.claim(*id);
        let account = corpus.account(record.account);
        CellJson {
            passage: corpus.passage(account.passage).number,
            summary: corpus.is_summary(account),
            claim: claim(corpus, record),
        }
    };
    LedgerJson {
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        accounts: coverage.accounts,
        articles: coverage.articles,
        origins: coverage.origins,
        verdict: ledger.verdict().word(),
        columns: ledger
            .columns
            .iter()
            .map(|c| ColumnJson { article: corpus.str(corpus.article(c.article).id), origin: corpus.origin(c.origin) })
            .collect(),
        rows: ledger
            .rows
            .iter()
            .map(|r| LedgerRowJson { row: row(r), cells: r.cells.iter().map(|c| c.iter().map(cell).collect()).collect() })
            .collect(),
    }
}

/// The accounts of one incident by article, as `compare --format json` gives them.
#[derive(Debug, Serialize)]
pub struct CompareJson<'c> {
    id: &'c str,
    title: &'c str,
    columns: Vec<CompareColumnJson<'c>>,
}

#[derive(Debug, Serialize)]
struct CompareColumnJson<'c> {
    article: &'c str,
    origin: &'c str,
    passages: Vec<ComparePassageJson<'c>>,
}

#[derive(Debug, Serialize)]
struct ComparePassageJson<'c> {
    n: u32,
    digest: &'c str,
    text: Option<&'c str>,
    anchor: &'static str,
    claims: Vec<ClaimJson<'c>>,
}

/// One comparison.
pub fn compare(corpus: &Corpus, id: IncidentId) -> CompareJson<'_> {
    let record = corpus.incident(id);
    let passage = |account: crate::model::AccountId| {
        let account = corpus.account(account);
        let passage = corpus.passage(account.passage);
        ComparePassageJson {
            n: passage.number,
            digest: corpus.str(passage.digest),
            text: passage.text.map(|t| corpus.str(t)),
            anchor: passage.state.word(),
            claims: corpus.claims_in(account.claims).iter().map(|c| claim(corpus, c)).collect(),
        }
    };
    CompareJson {
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        columns: Ledger::of(corpus, id)
            .columns
            .iter()
            .map(|c| CompareColumnJson {
                article: corpus.str(corpus.article(c.article).id),
                origin: corpus.origin(c.origin),
                passages: c.accounts.iter().map(|&a| passage(a)).collect(),
            })
            .collect(),
    }
}

fn strings<'c>(corpus: &'c Corpus, texts: &[Text]) -> Vec<&'c str> {
    texts.iter().map(|&t| corpus.str(t)).collect()
}
