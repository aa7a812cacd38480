//! What the rules propose for an incident: its kind and date. Knows the model and the rules.

use super::Proposer;
use crate::desk::passage_reading::PassageReading;
use crate::documents::edit::{EditValue, Fields};
use crate::model::{Corpus, Facet, IncidentId, PassageId, Value};
use crate::reading::place::gazetteer::Nowhere;
use crate::reading::{ArticleText, read};

/// What the rules read of an incident in its title and in the passage that a claim of it stands in: its kind and date.
pub fn new_incident(corpus: &Corpus, title: &str, passage: Option<PassageId>) -> Fields {
    let text = |key: &str, text: &str| (key.to_owned(), EditValue::Text(text.to_owned()));
    let mut fields = vec![text("title", title)];
    let with_text = passage.filter(|&id| corpus.passage(id).text.is_some());
    let read = with_text.map(|id| PassageReading::of(corpus, id));
    let of_passage = read.as_ref().map(|read| Proposer::of(corpus, read));
    let kind = kind_in(title).or_else(|| {
        of_passage.as_ref()?.reading.incidents.first().map(|mention| mention.value.method.word().to_owned())
    });
    fields.extend(kind.map(|kind| text("kind", &kind)));
    let date = of_passage.as_ref().and_then(|passage| {
        let main = passage.reading.main.day.map(|(at, _)| at).or((passage.reading.dates.len() == 1).then_some(0));
        let date = &passage.reading.dates.get(main?)?.value;
        Some((date.edtf.clone(), passage.basis(date.basis)))
    });
    if let Some((date, basis)) = date {
        fields.push(text("date", &date));
        fields.extend(basis.map(|basis| text("date_basis", &basis)));
    }
    fields
}

/// The kind of incident that some words tell of.
fn kind_in(words: &str) -> Option<String> {
    let article = ArticleText { text: words, passages: &[], title_end: 0, published: None, english: true };
    read(&article, &Nowhere).incidents.first().map(|mention| mention.value.method.word().to_owned())
}

/// The kind of an incident whose file gives none: that of most claims on its method, or what its title tells of.
pub fn kind(corpus: &Corpus, id: IncidentId) -> Option<String> {
    let incident = corpus.incident(id);
    let accounts = corpus.accounts_in(incident.accounts).iter();
    let methods = accounts.flat_map(|account| corpus.claims_in(account.claims)).filter_map(|claim| match claim.value {
        Value::Words(words) if claim.facet == Facet::Method => Some(corpus.str(words)),
        _ => None,
    });
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for method in methods {
        match counts.iter_mut().find(|(known, _)| *known == method) {
            Some((_, count)) => *count += 1,
            None => counts.push((method, 1)),
        }
    }
    // Of those named as often, the first.
    let most = counts.iter().map(|(_, count)| *count).max();
    let method = counts.iter().find(|(_, count)| Some(*count) == most).map(|(method, _)| (*method).to_owned());
    method.or_else(|| kind_in(corpus.str(incident.title)))
}
