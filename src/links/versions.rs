//! Which sources the rows of a table name, and which versions of them.

use super::cells::text;
use super::slot::{Slot, position};
use super::sources::LinkSources;
use super::table::{LinkTable, TableKind};
use crate::datasets::csv;
use crate::model::{Curie, NamedSource, SourceVersion};

/// The most events that are named of a version.
const EXAMPLES: usize = 3;

impl LinkTable {
    /// The sources that links name, in the order of their first rows.
    pub fn sources(&self) -> Vec<NamedSource> {
        let breaks = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count();
        let mut all: Vec<NamedSource> = Vec::new();
        let mut line = 1 + breaks(&self.head);
        for row in &self.rows {
            line += breaks(&row.before);
            if let (Some((subject, object)), Some(_)) = (&row.pair, &row.link) {
                let other = Some(object).filter(|object| object.prefix() != subject.prefix());
                for event in std::iter::once(subject).chain(other) {
                    match all.iter_mut().find(|known| known.prefix == event.prefix()) {
                        Some(known) => known.links += 1,
                        None => all.push(NamedSource { prefix: event.prefix().to_owned(), links: 1, line }),
                    }
                }
            }
            line += breaks(&row.raw);
        }
        all
    }

    /// The versions of sources that the links of the table were made with, in the order of their first rows. A number of records
    /// counts for suggestions only: an answer holds whatever is added to a data set.
    pub fn versions(&self) -> Vec<SourceVersion> {
        let TableKind::Sssom(slots) = &self.kind else { return Vec::new() };
        let columns = [Slot::SubjectSourceVersion, Slot::ObjectSourceVersion].map(|slot| position(slots, slot));
        if columns == [None; 2] {
            return Vec::new();
        }
        let mut all: Vec<SourceVersion> = Vec::new();
        let mut ranges = Vec::new();
        for row in &self.rows {
            let (Some((subject, object)), Some(link)) = (&row.pair, &row.link) else { continue };
            csv::cell_ranges(&row.raw, self.dialect, true, &mut ranges);
            for (event, column) in [subject, object].into_iter().zip(columns) {
                let cell = column.and_then(|at| text(&row.raw[ranges.get(at)?.clone()], self.dialect));
                if let Some(version) = cell.as_deref().map(str::trim).filter(|version| !version.is_empty())
                    && (!link.answer.is_given() || !LinkSources::is_number(version))
                {
                    add(&mut all, event, version);
                }
            }
        }
        all
    }
}

fn add(all: &mut Vec<SourceVersion>, event: &Curie, version: &str) {
    let is_of = |known: &SourceVersion| known.prefix == event.prefix() && known.version == version;
    let at = all.iter().position(is_of).unwrap_or_else(|| {
        let (prefix, version) = (event.prefix().to_owned(), version.to_owned());
        all.push(SourceVersion { prefix, version, links: 0, examples: Vec::new() });
        all.len() - 1
    });
    all[at].links += 1;
    if all[at].examples.len() < EXAMPLES && !all[at].examples.contains(event) {
        all[at].examples.push(event.clone());
    }
}
