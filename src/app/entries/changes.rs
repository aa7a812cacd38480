//! What is new or changed since the last visit. Only incidents are compared: records of data sets come by the million, and their
//! publishers say with each version what they changed.
//!
//! Compares prints; knows no files, no order and no drawing.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::Corpus;
use crate::present::fingerprint::{FORM, Fingerprint};
use crate::saved_state::visit::{MOST_PRINTS, Visit};

/// How an entry stands to the last visit; the later, the more it asks for a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum EntryChange {
    /// Not compared.
    #[default]
    Unknown,
    /// Nothing that a print holds is different.
    Same,
    /// It was there, and something of it is different.
    Changed,
    /// It was not there.
    New,
}

impl EntryChange {
    /// The sign in lists.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Unknown | Self::Same => " ",
            Self::Changed => "±",
            Self::New => "+",
        }
    }
}

/// What is known of the last visit to the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LastVisit {
    /// Nothing is kept, as with `--no-memory`.
    #[default]
    NotKept,
    /// It has no name to keep anything under, as what comes from a pipe.
    Unnamed,
    /// No earlier visit is known.
    NoneKnown,
    /// What was known then.
    Known(Arc<Visit>),
}

impl LastVisit {
    /// The visit, if its prints can be compared.
    pub fn of(visit: Option<&Visit>) -> Self {
        visit.filter(|visit| visit.form == FORM).map_or(Self::NoneKnown, |visit| Self::Known(Arc::new(visit.clone())))
    }
}

/// The incidents compared with the last visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitChanges {
    /// Of each incident; empty if none were compared.
    by_incident: Arc<[EntryChange]>,
    /// What differs, of those that have changed.
    differences: HashMap<u32, String>,
    /// The day on which the last visit ended: `27 Nov 2026`.
    pub since: String,
    /// The number of incidents that were there then and are no more.
    pub gone: usize,
}

impl VisitChanges {
    /// Compares the prints of a corpus, in the order of its incidents, with those of a visit.
    fn between(visit: &Visit, all: &[Fingerprint]) -> Self {
        let prints = visit.prints.iter().filter_map(|line| Fingerprint::parse(line));
        let mut before: HashMap<u64, Fingerprint> = prints.map(|print| (print.id, print)).collect();
        let mut differences = HashMap::new();
        let compared = all.iter().enumerate().map(|(n, now)| {
            let Some(before) = before.remove(&now.id) else { return EntryChange::New };
            if before == *now {
                return EntryChange::Same;
            }
            differences.insert(n as u32, now.differences(&before).join(", "));
            EntryChange::Changed
        });
        let by_incident = compared.collect();
        let day = NaiveDate::parse_from_str(&visit.day, "%Y-%m-%d");
        let since = day.map_or_else(|_| "the last visit".to_owned(), |day| day.format("%-d %b %Y").to_string());
        Self { by_incident, differences, since, gone: before.len() }
    }

    /// The entry's standing.
    pub fn of(&self, entry: u32) -> EntryChange {
        self.by_incident.get(entry as usize).copied().unwrap_or_default()
    }

    /// Of each incident, as sorting takes it.
    pub fn by_incident(&self) -> &Arc<[EntryChange]> {
        &self.by_incident
    }

    /// Whether anything was compared.
    pub fn is_known(&self) -> bool {
        !self.by_incident.is_empty()
    }

    /// `3 new, 2 changed, 1 no longer there`; empty if nothing is different.
    pub fn counts(&self) -> String {
        let number = |of: EntryChange| self.by_incident.iter().filter(|change| **change == of).count();
        let all = [
            (number(EntryChange::New), "new"),
            (number(EntryChange::Changed), "changed"),
            (self.gone, "no longer there"),
        ];
        let some = all.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        some.collect::<Vec<_>>().join(", ")
    }

    /// What is to be said of an entry: `changed since 27 Nov 2026: killed 9 → 31`; empty if nothing is.
    pub fn words(&self, entry: u32) -> String {
        match self.of(entry) {
            EntryChange::Unknown | EntryChange::Same => String::new(),
            EntryChange::New => format!("new since {}", self.since),
            EntryChange::Changed => {
                let what = self.differences.get(&entry).map_or("", String::as_str);
                format!("changed since {}: {what}", self.since)
            }
        }
    }
}

/// What a job finds out about the incidents of a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedIncidents {
    /// Their prints, to be kept until the next visit.
    pub prints: Arc<[String]>,
    /// How they stand to the last visit; the default if none is known.
    pub changes: VisitChanges,
}

impl ComparedIncidents {
    /// Compares the incidents of a corpus with the last visit; `None` if that is no longer wanted.
    pub fn of(last: &LastVisit, corpus: &Corpus, is_stale: &dyn Fn() -> bool) -> Option<Self> {
        let print = |(id, _)| (!is_stale()).then(|| Fingerprint::of(corpus, id));
        let all: Vec<Fingerprint> = corpus.incidents().map(print).collect::<Option<_>>()?;
        let changes = match last {
            LastVisit::Known(visit) => VisitChanges::between(visit, &all),
            _ => VisitChanges::default(),
        };
        Some(Self { prints: all.iter().map(Fingerprint::line).collect(), changes })
    }

    /// Whether a corpus can be compared: it has incidents, and not too many.
    pub fn fits(corpus: &Corpus) -> bool {
        (1..=MOST_PRINTS).contains(&corpus.incidents().len())
    }
}
