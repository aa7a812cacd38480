//! Finds records of a corpus by their ids on disk. Knows no spellings.

use super::corpus::{Corpus, Entity};
use super::curie::Curie;
use super::id::{ArticleId, IncidentId, NameId, QuoteId};

impl Corpus {
    /// The name with this id on disk.
    pub fn find_name(&self, id: &str) -> Option<NameId> {
        self.names().find(|(_, r)| self.str(r.id) == id).map(|(id, _)| id)
    }

    /// The record with this id on disk; incidents before articles before quotes before names. An incident is also found as files of
    /// links name it: `incident:kerman-bombings`.
    pub fn find(&self, id: &str) -> Option<Entity> {
        let named = Curie::parse(id).filter(|name| name.prefix() == Curie::INCIDENT);
        let incident = self.find_incident(id).or_else(|| self.find_incident(&named?.id())).map(Entity::Incident);
        incident
            .or_else(|| self.find_article(id).map(Entity::Article))
            .or_else(|| self.find_quote(id).map(Entity::Quote))
            .or_else(|| self.find_name(id).map(Entity::Name))
    }

    /// The incident with that id.
    pub fn find_incident(&self, id: &str) -> Option<IncidentId> {
        self.incidents().find(|(_, incident)| self.str(incident.id) == id).map(|(at, _)| at)
    }

    /// The quotation with that id.
    pub fn find_quote(&self, id: &str) -> Option<QuoteId> {
        self.quotes().find(|(_, quote)| self.str(quote.id) == id).map(|(at, _)| at)
    }

    /// The article with that id.
    pub fn find_article(&self, id: &str) -> Option<ArticleId> {
        self.articles().find(|(_, article)| self.str(article.id) == id).map(|(at, _)| at)
    }
}
