//! The sources of linked events, with their versions.

use std::collections::HashMap;

use crate::model::dataset::About;
use crate::model::figure::thousands;
use crate::model::{Curie, Workspace, curie};

/// The sources whose events are linked, with their versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkSources {
    all: Vec<LinkSource>,
    /// The versions in which some events were found, where several of their source are open.
    found: HashMap<Curie, String>,
}

/// A source of events.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LinkSource {
    prefix: String,
    /// Its title, without a version.
    name: String,
    /// The versions of its files that name one, in the order of opening.
    versions: Vec<String>,
    /// How many records its files have; 0 for incidents of articles, which have no versions.
    records: usize,
}

impl LinkSources {
    /// The sources that are open, and the records that links are known to name.
    pub fn of(workspace: &Workspace) -> Self {
        let mut all = Self::default();
        all.all.push(LinkSource {
            prefix: Curie::INCIDENT.to_owned(),
            name: String::new(),
            versions: Vec::new(),
            records: 0,
        });
        for set in &workspace.sets {
            all.add(&curie::prefix(&set.about), &set.about.title, set.len());
        }
        for (name, record) in workspace.linked.records() {
            all.found(name, &workspace.set(record).about);
        }
        all
    }

    fn add(&mut self, prefix: &str, title: &str, records: usize) {
        let version = version(title);
        let at = self.all.iter().position(|source| source.prefix == prefix).unwrap_or_else(|| {
            let name = title.strip_suffix(version).unwrap_or(title).trim_end().to_owned();
            self.all.push(LinkSource { prefix: prefix.to_owned(), name, versions: Vec::new(), records: 0 });
            self.all.len() - 1
        });
        let source = &mut self.all[at];
        source.records += records;
        if !version.is_empty() {
            source.versions.push(version.to_owned());
        }
    }

    /// What is written as the version of the source of an event; empty if it is not open or has none. Of several versions of one
    /// data set it is the newest in which the event was found, else the newest, whatever the order of files. Where the publisher
    /// names no version, the number of records is what tells two files apart.
    pub(super) fn version(&self, event: &Curie) -> String {
        if let Some(version) = self.found.get(event) {
            return version.clone();
        }
        let source = self.all.iter().find(|source| source.prefix == event.prefix());
        source.map_or_else(String::new, |source| match (source.newest(), source.records) {
            (Some(version), _) => version.to_owned(),
            (None, 0) => String::new(),
            (None, records) => format!("{records}{COUNTED}"),
        })
    }

    /// Notes that an event was found in a data set.
    pub fn found(&mut self, event: &Curie, about: &About) {
        let several = self.all.iter().any(|source| source.prefix == event.prefix() && source.versions.len() > 1);
        let version = version(&about.title);
        if !several || version.is_empty() {
            return;
        }
        match self.found.get_mut(event) {
            Some(known) if order(known) >= order(version) => {}
            Some(known) => version.clone_into(known),
            None => {
                self.found.insert(event.clone(), version.to_owned());
            }
        }
    }

    /// The sources of which several versions are open, in words, and which version is written of what is suggested of them.
    pub fn several(&self) -> Vec<[String; 2]> {
        let several = self.all.iter().filter(|source| source.versions.iter().any(|v| Some(&**v) != source.newest()));
        several
            .map(|source| {
                let mut versions = source.versions.clone();
                versions.sort_by_key(|version| order(version));
                versions.dedup();
                let written = match versions.len() {
                    0..=2 => format!("of both is linked as of {}", source.newest().unwrap_or_default()),
                    _ => "of several is linked as of the newest that has it".to_owned(),
                };
                [format!("{} {}", source.name, versions.join(" and ")), written]
            })
            .collect()
    }

    /// Whether a version is a number of records.
    pub(super) fn is_number(version: &str) -> bool {
        version.ends_with(COUNTED)
    }

    /// What links were made with and what is open instead, in words: `UCDP GED 24.1` and `UCDP GED 25.1`, or `8 records of ACLED` and
    /// `10`. `None` if the version that a file of links names is open, or that is not known: the source is not open, or names no
    /// version.
    pub fn difference(&self, prefix: &str, made_with: &str) -> Option<[String; 2]> {
        let source = self.all.iter().find(|source| source.prefix == prefix && source.records > 0)?;
        if let Some(records) = made_with.strip_suffix(COUNTED) {
            let is_open = records == source.records.to_string();
            let made_with = format!("{} of {}", plural(records.parse().ok()?), source.name);
            return (!is_open).then(|| [made_with, thousands(source.records)]);
        }
        let is_known = !source.versions.is_empty() && source.versions.iter().all(|open| open != made_with);
        let name = &source.name;
        is_known.then(|| [format!("{name} {made_with}"), format!("{name} {}", source.versions.join(", "))])
    }
}

impl LinkSource {
    /// The newest version.
    fn newest(&self) -> Option<&str> {
        self.versions.iter().map(String::as_str).max_by_key(|version| order(version))
    }
}

/// What orders the version in the title of a data set.
pub fn version_order(title: &str) -> (Vec<u32>, usize) {
    order(version(title))
}

/// What orders a version: its numbers, then its length. `25.1` is newer than `24.0.12`, and older than `25.1-b`.
fn order(version: &str) -> (Vec<u32>, usize) {
    (version.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect(), version.len())
}

/// The end of a version that is a number of records.
const COUNTED: &str = " records";

fn plural(records: usize) -> String {
    if records == 1 { "1 record".to_owned() } else { format!("{} records", thousands(records)) }
}

/// The version in the title of a data set: `25.1` of `UCDP GED 25.1`.
fn version(title: &str) -> &str {
    let last = title.rsplit(' ').next().unwrap_or("");
    if last.starts_with(|c: char| c.is_ascii_digit()) { last } else { "" }
}
