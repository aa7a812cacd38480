//! JSON of a name with the claims about it, and of the facets that a corpus declares.

use serde::Serialize;

use super::annotation::{self, AnnotationJson};
use super::incident::{AccountJson, NoteJson, RowJson, account, note, row};
use super::outside::{OutsideNameJson, ReferenceJson, outside_names, printed, references};
use crate::model::{Corpus, DeclaredFacet, Ledger, NameId, Topic, Verdict};

/// A person, organisation or place.
#[derive(Debug, Serialize)]
pub struct NameJson<'c> {
    id: &'c str,
    name: &'c str,
    kind: &'static str,
    variants: Vec<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants_outside: Vec<OutsideNameJson<'c>>,
    part_of: Option<&'c str>,
    distinct_from: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_note: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    references: Vec<ReferenceJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor_annotations: Vec<AnnotationJson<'c>>,
    /// What passages say about it; omitted if they say nothing.
    #[serde(flatten)]
    claims: Option<NameClaimsJson<'c>>,
}

/// The claims about a name, and their verdicts.
#[derive(Debug, Serialize)]
struct NameClaimsJson<'c> {
    origins: usize,
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft_verdict: Option<&'static str>,
    accounts: Vec<AccountJson<'c>>,
    ledger: Vec<RowJson<'c>>,
    notes: Vec<NoteJson<'c>>,
}

/// One name.
pub fn name(corpus: &Corpus, id: NameId) -> NameJson<'_> {
    let record = corpus.name(id);
    let id_of = |n: NameId| corpus.str(corpus.name(n).id);
    let claims = (!record.accounts.is_empty() || !record.notes.is_empty()).then(|| {
        let ledger = Ledger::of_name(corpus, id);
        NameClaimsJson {
            origins: corpus.coverage_of(Topic::Name(id)).origins,
            verdict: ledger.verdict().map(Verdict::word),
            draft_verdict: ledger.draft_verdict().map(Verdict::word),
            accounts: corpus.accounts_in(record.accounts).iter().map(|a| account(corpus, a)).collect(),
            ledger: ledger
                .rows
                .iter()
                .map(|r| {
                    let claims = r.cells.iter().flatten().map(|id| corpus.claim(id.id));
                    let claims = claims.filter(|claim| corpus.is_weighed(claim));
                    row(corpus.facet_word(r.facet), r, |a| corpus.str(corpus.article(a.id).id), claims)
                })
                .collect(),
            notes: record.notes.ids().map(|id| note(corpus, id)).collect(),
        }
    });
    NameJson {
        id: corpus.str(record.id),
        name: corpus.str(record.name),
        kind: record.kind.word(),
        variants: printed(corpus, &record.variants, &record.outside),
        variants_outside: outside_names(corpus, &record.variants, &record.outside),
        part_of: record.part_of.map(id_of),
        distinct_from: record.distinct_from.iter().map(|&n| id_of(n)).collect(),
        country: corpus.given(record.country),
        note: corpus.given(record.note),
        place_note: corpus.given(record.place_note),
        references: references(corpus, &record.place_references),
        editor_annotations: annotation::on(corpus, Topic::Name(id)),
        claims,
    }
}

/// A facet that the corpus declares.
#[derive(Debug, Serialize)]
pub struct FacetJson<'c> {
    label: &'c str,
    #[serde(rename = "type")]
    kind: &'static str,
    single: bool,
    unit: Option<&'c str>,
    says: Option<&'c str>,
}

/// One declared facet.
pub fn facet<'c>(corpus: &'c Corpus, record: &DeclaredFacet) -> FacetJson<'c> {
    FacetJson {
        label: corpus.str(record.label),
        kind: record.kind.word(),
        single: record.single,
        unit: corpus.given(record.unit),
        says: corpus.given(record.says),
    }
}
