//! Countries of an incident.

use crate::model::name::Precision;
use crate::model::{Corpus, Incident, NameId};

/// The country of the first place by name, with the number of further ones: `Iran +3`; `None` at sea and in regions across
/// borders, even if other places lie in a country.
pub(super) fn country(corpus: &Corpus, record: &Incident) -> Option<String> {
    let codes = corpus.countries(record);
    let place = record.places.first()?.name;
    let name = of_code(corpus, place, corpus.given(corpus.name(place).country)?);
    Some(if codes.len() == 1 { name } else { format!("{name} +{}", codes.len() - 1) })
}

/// The name of the country of a place: the largest area that holds it, else another name of a country with that code, else
/// the code.
fn of_code(corpus: &Corpus, place: NameId, code: &str) -> String {
    let is_country = |id: NameId| corpus.name(id).precision == Some(Precision::Country);
    let above = top(corpus, place).filter(|&top| top != place || is_country(top));
    let found = above.or_else(|| {
        let mut countries = corpus.names().filter(|(id, n)| is_country(*id) && corpus.str(n.country) == code);
        countries.next().map(|(id, _)| id)
    });
    found.map_or_else(|| code.to_owned(), |id| name(corpus, id).to_owned())
}

/// The largest area that holds a place; itself if there is none.
fn top(corpus: &Corpus, place: NameId) -> Option<NameId> {
    corpus.with_wholes(place).last()
}

fn name(corpus: &Corpus, id: NameId) -> &str {
    corpus.str(corpus.name(id).name)
}
