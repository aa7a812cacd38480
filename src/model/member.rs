//! A member of a subject: an incident, a name or a record, as a corpus with a topic of it. Knows no ledger.

use std::sync::Arc;

use super::QuoteId;
use super::corpus::Corpus;
use super::dataset::{About, DataSet, RecordDetail};
use super::id::{AccountId, Id, IncidentId, NameId, NoteId, Span};
use super::incident::{Incident, Relation};
use super::key::Key;
use super::links::SeenLink;
use super::member_link::MemberLink;
use super::name::Name;
use super::record_corpus::{record_corpus, unread_record_corpus};
use super::shared_report;
use super::topic::Topic;
use super::workspace::{Entry, RecordId, Workspace};

/// A member of a subject: a corpus and the topic in it.
#[derive(Debug, Clone)]
pub struct Member {
    /// The stable name of the incident, name or record.
    pub key: Key,
    /// The corpus.
    pub corpus: Arc<Corpus>,
    /// The incident or name in it.
    pub topic: Topic,
    /// The record from which the corpus was made, if any.
    pub record: Option<RecordId>,
    /// The data set of that record.
    pub about: Option<Arc<About>>,
    /// Whether it is complete: false for a record whose row has not been read.
    pub full: bool,
    /// The link by which it stands beside the first member; `None` for the first.
    pub link: Option<Arc<MemberLink>>,
    /// The headlines of the reports that a record cites, as they are compared.
    pub(super) cited: Arc<[Box<str>]>,
}

impl Member {
    /// An incident of a corpus.
    pub fn incident(corpus: &Arc<Corpus>, id: IncidentId) -> Self {
        Self::topic(corpus, Topic::Incident(id))
    }

    /// A name of a corpus.
    pub fn name(corpus: &Arc<Corpus>, id: NameId) -> Self {
        Self::topic(corpus, Topic::Name(id))
    }

    /// An incident or a name of a corpus.
    pub fn topic(corpus: &Arc<Corpus>, topic: Topic) -> Self {
        let key = Key::topic(corpus, topic);
        let cited = Arc::default();
        Self { key, corpus: Arc::clone(corpus), topic, record: None, about: None, full: true, link: None, cited }
    }

    /// What a key names in the workspace; a record without the contents of its row.
    pub fn find(workspace: &Workspace, key: &Key) -> Option<Self> {
        match key.name_in(&workspace.corpus) {
            Some(name) => Some(Self::name(&workspace.corpus, name)),
            None => workspace.find(key).map(|entry| Self::entry(workspace, entry)),
        }
    }

    /// Its title, or the name as shown.
    pub fn title(&self) -> &str {
        self.corpus.str(self.corpus.topic_title(self.topic))
    }

    /// Its id on disk.
    pub fn id(&self) -> &str {
        self.corpus.topic_id(self.topic)
    }

    /// The incident, if it is one.
    pub fn as_incident(&self) -> Option<&Incident> {
        self.topic.incident().map(|id| self.corpus.incident(id))
    }

    /// The name, if it is one.
    pub fn as_name(&self) -> Option<&Name> {
        self.topic.name().map(|id| self.corpus.name(id))
    }

    /// Links from it to other incidents.
    pub fn relations(&self) -> &[Relation] {
        self.as_incident().map_or(&[], |incident| &incident.relations)
    }

    /// Quotations about it.
    pub fn quotes_about(&self) -> &[QuoteId] {
        self.topic.incident().map_or(&[], |id| self.corpus.quotes_about(id))
    }

    /// Its accounts, in order of article and passage.
    pub fn accounts(&self) -> Span<AccountId> {
        self.corpus.accounts_about(self.topic)
    }

    /// Its notes.
    pub fn notes(&self) -> Span<NoteId> {
        self.corpus.notes_on(self.topic)
    }

    /// A record of a data set, with the contents of its row if `detail` is given.
    pub fn record(set: &DataSet, id: RecordId, detail: Option<&RecordDetail>) -> Self {
        let mut member = Self::of_record(set, id, record_corpus(set, id, detail), detail.is_some());
        if let Some(detail) = detail {
            member.cited = shared_report::cited(&detail.citations).into();
        }
        member
    }

    /// This member, beside the first one by a link.
    #[must_use]
    pub fn linked(self, seen: &SeenLink<'_>) -> Self {
        let link = MemberLink { link: seen.link.clone(), event: seen.other.clone(), relation: seen.relation };
        Self { link: Some(Arc::new(link)), ..self }
    }

    /// An entry of the workspace; records without the contents of their rows.
    pub fn entry(workspace: &Workspace, entry: Entry) -> Self {
        match entry {
            Entry::Incident(id) => Self::incident(&workspace.corpus, id),
            Entry::Record(id) => Self::record(workspace.set(id), id, None).noted_in(workspace),
        }
    }

    /// A record whose row cannot be read; its corpus contains the reason.
    pub fn unread_record(set: &DataSet, id: RecordId, why: &str) -> Self {
        Self::of_record(set, id, unread_record_corpus(set, id, why), true)
    }

    fn of_record(set: &DataSet, id: RecordId, corpus: Corpus, full: bool) -> Self {
        let key = Key::record(set, id, &set.row(id.row as usize));
        let about = Some(Arc::clone(&set.about));
        let topic = Topic::Incident(IncidentId::at(0));
        let (corpus, cited) = (Arc::new(corpus), Arc::default());
        Self { key, corpus, topic, record: Some(id), about, full, link: None, cited }
    }
}
