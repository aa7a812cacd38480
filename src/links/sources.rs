//! The sources of linked events, with their versions.

use crate::model::{Curie, Workspace, curie};

/// The sources whose events are linked, with their versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkSources(Vec<LinkSource>);

/// A source of events.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LinkSource {
    prefix: String,
    /// The version; empty if the source gives none.
    version: String,
}

impl LinkSources {
    /// The sources that are open. Of several versions of one data set the first is meant, as in looking for its records.
    pub fn of(workspace: &Workspace) -> Self {
        let mut all = Self::default();
        all.add(Curie::INCIDENT, "");
        for set in &workspace.sets {
            all.add(&curie::prefix(&set.about), version(&set.about.title));
        }
        all
    }

    fn add(&mut self, prefix: &str, version: &str) {
        if self.version(prefix).is_none() {
            self.0.push(LinkSource { prefix: prefix.to_owned(), version: version.to_owned() });
        }
    }

    /// The version of the source with a prefix; `None` if it is not open.
    pub(super) fn version(&self, prefix: &str) -> Option<&str> {
        self.0.iter().find(|source| source.prefix == prefix).map(|source| source.version.as_str())
    }
}

/// The version in the title of a data set: `25.1` of `UCDP GED 25.1`.
fn version(title: &str) -> &str {
    let last = title.rsplit(' ').next().unwrap_or("");
    if last.starts_with(|c: char| c.is_ascii_digit()) { last } else { "" }
}
