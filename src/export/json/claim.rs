//! JSON of a claim: its value, its wording, who says it, and how it is weighed.

use serde::Serialize;

use super::annotation::{self, AnnotationJson};
use super::draft::DraftJson;
use super::figures::{self, FigureJson};
use crate::model::annotation::Annotated;
use crate::model::incident::{DayOf, Who};
use crate::model::{Claim, ClaimId, Corpus, In, Name, Subject, Text, Value};

/// A claim.
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
    pub(super) weighed: bool,
    /// Of a draft, whether it is weighed in a draft verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft_weighed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    borrowed: Option<&'static str>,
    anchor: &'static str,
    #[serde(flatten)]
    draft: Option<DraftJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor_annotations: Vec<AnnotationJson<'c>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueJson<'c> {
    Figure(FigureJson<'c>),
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

/// Strings of texts.
pub(super) fn strings<'c>(corpus: &'c Corpus, texts: &[Text]) -> Vec<&'c str> {
    texts.iter().map(|&t| corpus.str(t)).collect()
}

/// The ids of the other incidents that a claim covers.
pub(super) fn with<'c>(corpus: &'c Corpus, claim: &Claim) -> Vec<&'c str> {
    claim.with.iter().map(|&i| corpus.str(corpus.incident(i).id)).collect()
}

/// A claim of a member of a subject.
pub(super) fn claim_of(subject: &Subject, id: In<ClaimId>) -> ClaimJson<'_> {
    ClaimJson { weighed: subject.weighs(id), ..claim(subject.corpus(id.member), id.id) }
}

pub(super) fn claim(corpus: &Corpus, id: ClaimId) -> ClaimJson<'_> {
    let record = corpus.claim(id);
    ClaimJson {
        facet: corpus.facet_word(record.facet),
        value: value(corpus, record),
        stance: record.stance.word(),
        words: corpus.str(record.words),
        according_to: strings(corpus, &record.according_to),
        hedge: corpus.given(record.hedge),
        with: with(corpus, record),
        weighed: corpus.is_weighed(record),
        draft_weighed: record.drafted.map(|_| corpus.is_weighed_in_draft(record)),
        borrowed: record.borrowed.map(crate::model::incident::Borrowed::word),
        anchor: record.state.word(),
        draft: DraftJson::of(corpus, record.drafted),
        editor_annotations: annotation::on(corpus, Annotated::Claim(id)),
    }
}

fn value<'c>(corpus: &'c Corpus, claim: &'c Claim) -> ValueJson<'c> {
    let named = |name: &Name| ValueJson::Name { value: corpus.str(name.id), name: corpus.str(name.name) };
    match claim.value {
        Value::Figure(f) => ValueJson::Figure(figures::figure(corpus, claim, f)),
        Value::When(when, day) => {
            ValueJson::Date { value: when.edtf(), day: DayOf::word(day), basis: corpus.given(claim.basis) }
        }
        Value::Time(time) => ValueJson::Time { value: time.to_string() },
        Value::Quantity(q) => {
            // A number that is worked out ("two decades") is not printed.
            let stated = claim.basis.is_empty();
            let (min, max) = if stated { q.printed() } else { (None, None) };
            ValueJson::Quantity {
                min,
                max,
                qualifier: q.qualifier.word(),
                figure: q.stated.filter(|_| stated),
                unit: q.unit.word().to_owned(),
                whom: corpus.given(claim.whom),
            }
        }
        Value::Place(name) | Value::Who(Who::Name(name)) => named(corpus.name(name)),
        Value::Who(Who::Words(words)) | Value::Words(words) => ValueJson::Words { value: corpus.str(words) },
        Value::Status(status) => ValueJson::Words { value: status.word() },
    }
}
