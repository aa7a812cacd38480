//! The sources of linked events, with their versions.

use crate::model::figure::thousands;
use crate::model::{Curie, Workspace, curie};

/// The sources whose events are linked, with their versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkSources(Vec<LinkSource>);

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
    /// The sources that are open.
    pub fn of(workspace: &Workspace) -> Self {
        let mut all = Self::default();
        all.0.push(LinkSource {
            prefix: Curie::INCIDENT.to_owned(),
            name: String::new(),
            versions: Vec::new(),
            records: 0,
        });
        for set in &workspace.sets {
            all.add(&curie::prefix(&set.about), &set.about.title, set.len());
        }
        all
    }

    fn add(&mut self, prefix: &str, title: &str, records: usize) {
        let version = version(title);
        let at = self.0.iter().position(|source| source.prefix == prefix).unwrap_or_else(|| {
            let name = title.strip_suffix(version).unwrap_or(title).trim_end().to_owned();
            self.0.push(LinkSource { prefix: prefix.to_owned(), name, versions: Vec::new(), records: 0 });
            self.0.len() - 1
        });
        let source = &mut self.0[at];
        source.records += records;
        if !version.is_empty() {
            source.versions.push(version.to_owned());
        }
    }

    /// What is written as the version of the source with a prefix; empty if it is not open or has none. Of several versions of one
    /// data set the first is meant, as in looking for its records. Where the publisher names no version, the number of records
    /// is what tells two files apart.
    pub(super) fn version(&self, prefix: &str) -> String {
        let source = self.0.iter().find(|source| source.prefix == prefix);
        source.map_or_else(String::new, |source| match (source.versions.first(), source.records) {
            (Some(version), _) => version.clone(),
            (None, 0) => String::new(),
            (None, records) => format!("{records}{COUNTED}"),
        })
    }

    /// Whether a version is a number of records.
    pub(super) fn is_number(version: &str) -> bool {
        version.ends_with(COUNTED)
    }

    /// What links were made with and what is open instead, in words: `UCDP GED 24.1` and `UCDP GED 25.1`, or `8 records of ACLED` and
    /// `10`. `None` if the version that a file of links names is open, or that is not known: the source is not open, or names no
    /// version.
    pub fn difference(&self, prefix: &str, made_with: &str) -> Option<[String; 2]> {
        let source = self.0.iter().find(|source| source.prefix == prefix && source.records > 0)?;
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
