//! References from record to record: ids on disk into positions, with a message for every one that leads nowhere.

use std::collections::HashMap;

use super::draft::{Drafts, PassageRef};
use crate::diagnostic::{At, Code, Report, SourceSpan, did_you_mean};
use crate::model::id::Id;
use crate::model::{IncidentId, NameId, PassageId};

/// Positions by id on disk.
pub struct Ids {
    articles: HashMap<String, usize>,
    incidents: HashMap<String, usize>,
    names: HashMap<String, usize>,
    /// Per article: the position of its first passage, and how many it has.
    passages: Vec<(usize, usize)>,
}

impl Ids {
    /// Numbers the records in the order in which they stand.
    pub fn new(drafts: &Drafts, report: &mut Report) -> Self {
        let mut first = 0;
        let mut passages = Vec::new();
        for article in &drafts.articles {
            passages.push((first, article.passages.len()));
            first += article.passages.len();
        }
        Self {
            articles: index(drafts.articles.iter().map(|a| &a.id), "article", report),
            incidents: index(drafts.incidents.iter().map(|i| &i.id), "incident", report),
            names: index(drafts.names.iter().map(|n| &n.id), "name", report),
            passages,
        }
    }

    /// The incident with that id.
    pub fn incident(&self, id: &At<String>, report: &mut Report) -> Option<IncidentId> {
        let found = self.incidents.get(&id.value).copied();
        if found.is_none() {
            let help = did_you_mean(&id.value, self.incidents.keys().map(String::as_str));
            report.error(Code::UnknownIncident, &id.spot, format!("no incident “{}”", id.value), help);
        }
        found.map(IncidentId::at)
    }

    /// The name with that id.
    pub fn name(&self, id: &At<String>, report: &mut Report) -> Option<NameId> {
        let found = self.name_at(&id.value);
        if found.is_none() {
            let near = did_you_mean(&id.value, self.names.keys().map(String::as_str));
            let help = if near.is_empty() { "add it to names.toml".into() } else { near };
            report.error(Code::UnknownName, &id.spot, format!("no name “{}” in names.toml", id.value), help);
        }
        found
    }

    /// The name with that id, if there is one; nothing is reported.
    pub fn name_at(&self, id: &str) -> Option<NameId> {
        self.names.get(id).copied().map(NameId::at)
    }

    /// The passage, and the position of its article.
    pub fn passage(&self, at: &PassageRef, report: &mut Report) -> Option<(PassageId, usize)> {
        let Some(&article) = self.articles.get(&at.article.value) else {
            let near = did_you_mean(&at.article.value, self.articles.keys().map(String::as_str));
            let message = format!("no article “{}”", at.article.value);
            report.error(Code::UnknownArticle, &at.article.spot, message, near);
            return None;
        };
        let (first, count) = self.passages[article];
        let number = at.number.value as usize;
        if !(1..=count).contains(&number) {
            let message = format!("“{}” has no passage {number}", at.article.value);
            report.error(Code::NoSuchPassage, &at.number.spot, message, format!("its passages are 1 to {count}"));
            return None;
        }
        Some((PassageId::at(first + number - 1), article))
    }
}

/// Numbers the records; a second record of an id is reported, and the first keeps it.
fn index<'d>(ids: impl Iterator<Item = &'d At<String>>, what: &str, report: &mut Report) -> HashMap<String, usize> {
    let mut seen: HashMap<String, (usize, SourceSpan)> = HashMap::new();
    for (at, id) in ids.enumerate() {
        if let Some((_, first)) = seen.get(&id.value) {
            let first = report.position(first);
            let message = format!("a second {what} has the id “{}”", id.value);
            report.error(
                Code::DuplicateId,
                &id.spot,
                message,
                format!("the first is in {}:{}", first.file, first.line),
            );
        } else {
            seen.insert(id.value.clone(), (at, id.spot.clone()));
        }
    }
    seen.into_iter().map(|(id, (at, _))| (id, at)).collect()
}
