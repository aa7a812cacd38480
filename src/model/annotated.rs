//! What annotations are on: looked up by the ids that they name, whenever a corpus is finished.

use std::collections::HashMap;

use super::annotation::{Annotated, Annotation, AnnotationIndex};
use super::corpus::Corpus;
use super::id::{AnnotationId, ArticleId, ClaimId, Id, IncidentId, NameId, QuoteId};
use super::topic::Topic;

impl Corpus {
    /// Looks up what the annotations are on. The other cross-references must be there.
    pub(super) fn look_up_annotated(&self) -> AnnotationIndex {
        let (corpus, mut index) = (self, AnnotationIndex::default());
        if corpus.annotations.is_empty() {
            return index;
        }
        let articles: HashMap<&str, ArticleId> = corpus.articles().map(|(id, r)| (corpus.str(r.id), id)).collect();
        let incidents: HashMap<&str, IncidentId> = corpus.incidents().map(|(id, r)| (corpus.str(r.id), id)).collect();
        let names: HashMap<&str, NameId> = corpus.names().map(|(id, r)| (corpus.str(r.id), id)).collect();
        let quotes: HashMap<&str, QuoteId> = corpus.quotes().map(|(id, r)| (corpus.str(r.id), id)).collect();
        for (id, annotation) in corpus.annotations() {
            let place = &annotation.place;
            let article = articles.get(corpus.str(place.article)).copied();
            let passage = article.zip(place.passage).and_then(|(article, number)| {
                corpus.article(article).passages.ids().find(|&id| corpus.passage(id).number == number)
            });
            let topic = incidents.get(corpus.str(place.incident)).map(|&id| Topic::Incident(id));
            let topic = topic.or_else(|| names.get(corpus.str(place.name)).map(|&id| Topic::Name(id)));
            let on: Vec<Annotated> = if !place.facet.is_empty() {
                let is_any = place.incident.is_empty() && place.name.is_empty();
                let accounts = passage.map_or(&[][..], |passage| corpus.accounts_of(passage)).iter();
                let accounts = accounts.map(|&id| corpus.account(id));
                let claims =
                    accounts.filter(|a| is_any || topic == Some(a.about)).flat_map(|account| account.claims.ids());
                let is_meant = |claim: &ClaimId| {
                    let claim = corpus.claim(*claim);
                    corpus.facet_word(claim.facet) == corpus.str(place.facet)
                        && corpus.str(claim.words) == corpus.str(place.words)
                };
                claims.filter(is_meant).map(Annotated::Claim).collect()
            } else if place.passage.is_some() {
                passage.map(Annotated::Passage).into_iter().collect()
            } else if !place.article.is_empty() {
                article.map(Annotated::Article).into_iter().collect()
            } else if !place.quote.is_empty() {
                quotes.get(corpus.str(place.quote)).map(|&id| Annotated::Quote(id)).into_iter().collect()
            } else {
                topic.map(Annotated::from).into_iter().collect()
            };
            for &thing in &on {
                index.of.entry(thing).or_default().push(id);
            }
            index.on.push(on);
        }
        index
    }

    /// The annotations on something, in the order of the files.
    pub fn annotations_on(&self, thing: impl Into<Annotated>) -> impl Iterator<Item = &Annotation> {
        let ids = self.annotated.of.get(&thing.into()).map_or(&[][..], Vec::as_slice);
        ids.iter().map(|&id| self.annotation(id))
    }

    /// The annotations on an incident or name, then those on claims about it, each with its claim.
    pub fn annotations_about(&self, topic: Topic) -> impl Iterator<Item = (Option<ClaimId>, &Annotation)> {
        let accounts = self.accounts_about(topic).ids();
        let claims = accounts.flat_map(|account| self.account(account).claims.ids());
        let on_claims = claims.flat_map(|claim| {
            self.annotations_on(Annotated::Claim(claim)).map(move |annotation| (Some(claim), annotation))
        });
        // Most corpora have none, and then no claim is looked at.
        let is_any = !self.annotations.is_empty();
        let own = self.annotations_on(topic).map(|annotation| (None, annotation));
        own.chain(is_any.then_some(on_claims).into_iter().flatten())
    }

    /// What an annotation is on: nothing if that is gone, several claims if they have the same facet and words.
    pub fn annotated_by(&self, id: AnnotationId) -> &[Annotated] {
        self.annotated.on.get(id.index()).map_or(&[], Vec::as_slice)
    }
}
