//! What a new incident may be that some claims of another tell of: kind, date and places as they give them, and a title of these.
//! Whoever splits an incident takes it by Enter, or changes it. Knows the model only.

use super::item::DraftItem;
use crate::documents::edit::{EditValue, Fields};
use crate::model::incident::DayOf;
use crate::model::{Claim, Corpus, Facet, Role, Stance, Topic, Value, When};
use crate::reading::capital::capital;

/// The fields of an incident that these drafts tell of. Its kind is that of the incident that they are about now, where they give none.
pub fn incident(corpus: &Corpus, items: &[DraftItem]) -> Fields {
    let claims: Vec<&Claim> = items
        .iter()
        .filter_map(|item| match item {
            DraftItem::Claim(id) => Some(corpus.claim(*id)),
            _ => None,
        })
        .filter(|claim| claim.stance != Stance::Denied && corpus.is_weighed_in_draft(claim))
        .collect();
    let first = |facet: Facet| claims.iter().copied().find(move |claim| claim.facet == facet);
    let own = claims.first().and_then(|claim| corpus.account(claim.account).about.incident());
    let kind = match first(Facet::Method).map(|claim| claim.value) {
        Some(Value::Words(words)) => Some(corpus.str(words)),
        _ => own.and_then(|id| corpus.given(corpus.incident(id).kind)),
    };
    // The day on which it was reported, confirmed or claimed is another one.
    let date = claims.iter().filter(|claim| claim.facet == Facet::Date).find_map(|claim| match claim.value {
        Value::When(when, DayOf::Occurred) => Some((when, corpus.given(claim.basis))),
        _ => None,
    });
    let mut places: Vec<crate::model::NameId> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.facet == Facet::Place) {
        if let Value::Place(name) = claim.value
            && !places.contains(&name)
        {
            places.push(name);
        }
    }
    let place = places.first().map(|&name| corpus.str(corpus.name(name).name));
    let text = |key: &str, text: &str| (key.to_owned(), EditValue::Text(text.to_owned()));
    let mut fields = vec![text("title", &title(kind, place, date.map(|(when, _)| when)))];
    fields.extend(kind.map(|kind| text("kind", kind)));
    if let Some((when, basis)) = date {
        fields.push(text("date", &when.edtf()));
        fields.extend(basis.map(|basis| text("date_basis", basis)));
    }
    let of_place = |name: &crate::model::NameId| {
        vec![text("place", corpus.str(corpus.name(*name).id)), text("role", Role::Where.word())]
    };
    let places: Vec<Fields> = places.iter().map(of_place).collect();
    fields.extend((!places.is_empty()).then(|| ("places".to_owned(), EditValue::Tables(places))));
    fields
}

/// `Bombing in Kabul, 26 Aug 2021`; empty if neither place nor date tells it from another.
fn title(kind: Option<&str>, place: Option<&str>, date: Option<When>) -> String {
    if place.is_none() && date.is_none() {
        return String::new();
    }
    let mut title = capital(kind.unwrap_or("incident"));
    if let Some(place) = place {
        title = format!("{title} in {place}");
    }
    date.map_or(title.clone(), |date| format!("{title}, {}", date.display()))
}

/// How many confirmed claims about the same stay behind in the passages of drafts.
pub fn confirmed_beside(corpus: &Corpus, items: &[DraftItem]) -> usize {
    let mut seen: Vec<crate::model::AccountId> = Vec::new();
    for &item in items {
        if let DraftItem::Claim(id) = item
            && !seen.contains(&corpus.claim(id).account)
        {
            seen.push(corpus.claim(id).account);
        }
    }
    let claims = seen.into_iter().flat_map(|account| corpus.claims_in(corpus.account(account).claims));
    claims.filter(|claim| claim.drafted.is_none()).count()
}

/// An incident, or a name with a note, all of whose claims are among some drafts: without them nothing would tell of it.
pub fn emptied(corpus: &Corpus, items: &[DraftItem]) -> Option<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for item in items.iter().filter(|item| matches!(item, DraftItem::Claim(_))) {
        topics.extend(item.topic(corpus).filter(|topic| !topics.contains(topic)));
    }
    // A name without a note is one without claims, too.
    topics.retain(|&topic| topic.incident().is_some() || !corpus.notes_on(topic).is_empty());
    topics.into_iter().find(|&topic| {
        let mut accounts = corpus.accounts_about(topic).ids().map(|id| corpus.account(id));
        accounts.all(|account| {
            !account.claims.is_empty() && account.claims.ids().all(|id| items.contains(&DraftItem::Claim(id)))
        })
    })
}
