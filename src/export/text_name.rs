//! Plain text of a person, organisation or place, with what passages say about it.

use super::outside;
use super::page::Page;
use super::text::{accounts, notes};
use crate::model::{Corpus, NameId, Topic};
use crate::present::{quotation, words};

/// `parallax show ID` of a person, organisation or place.
pub fn name(corpus: &Corpus, id: NameId, width: usize) -> String {
    let record = corpus.name(id);
    let mut page = Page::new(width);
    page.line(&format!("{}  [{}]  {}", corpus.str(record.name), corpus.str(record.id), record.kind.word()));
    if !record.variants.is_empty() {
        outside::names(&mut page, corpus, &record.variants, &record.outside);
    }
    if let Some(parent) = record.part_of {
        page.line(&format!("part of: {}", corpus.str(corpus.name(parent).name)));
    }
    for &twin in &record.distinct_from {
        page.line(&format!("not to be confused with: {}", corpus.str(corpus.name(twin).name)));
    }
    if let Some((lat, lon)) = record.position {
        page.line(&format!("at: {lat:.2}, {lon:.2}"));
    }
    if let Some(note) = corpus.given(record.note) {
        page.put("note: ", "  ", note);
    }
    outside::place(&mut page, corpus, record);
    for (_, incident) in corpus.incidents() {
        let here = incident.places.iter().any(|p| p.name == id)
            || incident.actors.iter().any(|a| a.who == crate::model::incident::Who::Name(id));
        if here {
            page.put("  in: ", "    ", &format!("{} [{}]", corpus.str(incident.shown_title), corpus.str(incident.id)));
        }
    }
    for (_, quote) in corpus.quotes().filter(|(_, q)| q.speaker == Some(id)) {
        let passage = corpus.passage(quote.passage);
        let article = corpus.str(corpus.article(passage.article).id);
        let text =
            format!("{article} ¶{}: {} [{}]", passage.number, quotation::gist(corpus, quote), corpus.str(quote.id));
        page.put("  says: ", "    ", &text);
    }
    if !record.accounts.is_empty() {
        page.blank();
        let coverage = words::coverage(corpus.coverage_of(Topic::Name(id)));
        page.put("", "  ", &format!("Said about it: {coverage}"));
        accounts(&mut page, corpus, record.accounts);
    }
    notes(&mut page, record.notes.ids().map(|note| (corpus, corpus.note(note))).collect());
    page.out
}
