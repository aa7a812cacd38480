//! Finds the records that links name, by their ids in the files.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::{Loaded, Opened};
use crate::datasets::{self, DataSetFile, DetailScope};
use crate::diagnostic::{DiagnosticCode, Report, Severity, did_you_mean};
use crate::links::{self, LinkSources, LinkTable};
use crate::model::curie::prefix;
use crate::model::figure::thousands;
use crate::model::{Curie, DataSet, Entry, LinkAnswer, Linked, Subject, Workspace};

impl Loaded {
    /// Finds the records that links and annotations name, and says which names are of nothing that is open.
    pub(super) fn find_named(&mut self) {
        self.find_noted();
        self.find_linked();
    }

    fn find_linked(&mut self) {
        if self.workspace.linked.links().is_empty() {
            return;
        }
        let linked = found(Linked::clone(&self.workspace.linked), &self.workspace.sets, &self.files);
        self.workspace.linked = Arc::new(linked);
        report_differences(&self.workspace, &mut self.report);
    }

    /// Takes the links of a table in place of those that are known, and says where the sources are others than those they were made
    /// with.
    pub fn take_links(&mut self, table: &LinkTable) {
        self.workspace.linked = Arc::new(linked(table));
        self.find_linked();
    }

    /// An entry with those that confirmed links show together with it, of records with everything in their rows.
    pub fn joined(&self, entry: Entry) -> Subject {
        Subject::joined_by(&self.workspace, entry, &|entry| self.member(entry))
    }
}

impl Opened {
    /// Puts the versions of one data set that are open behind the newest of them, so that a record which several have is that of the
    /// newest, whatever the order of files.
    pub fn newest_first(&mut self) {
        let mut sources: Vec<String> = self.sets.iter().map(|set| prefix(set.about())).collect();
        let mut seen = HashSet::new();
        sources.retain(|source| seen.insert(source.clone()));
        self.sets.sort_by_cached_key(|set| {
            let of = prefix(set.about());
            let at = sources.iter().position(|source| *source == of);
            (at, Reverse(links::version_order(&set.about().title)))
        });
    }

    /// Reads a file of links. Their records are found once the data sets have been read.
    pub fn read_links(&mut self, path: &Path) {
        let report = &mut self.loaded.report;
        match links::read(path, report) {
            Ok(table) => {
                self.loaded.workspace.linked = Arc::new(linked(&table));
                self.links = Some(path.to_owned());
            }
            Err(error) => {
                report.about_file(Severity::Error, DiagnosticCode::BadLink, error.to_string(), "");
            }
        }
    }
}

/// The links of a table.
fn linked(table: &LinkTable) -> Linked {
    Linked::new(table.links()).made_with(table.versions()).naming(table.sources())
}

/// The most events that a message names.
const EXAMPLES: usize = 3;

/// Says of the links of a workspace, once a source: which were made with another version of it, and which name none of its events.
/// For a workspace whose sources are all read.
pub fn report_differences(workspace: &Workspace, report: &mut Report) {
    let mut warn = |message: String, help: &str| {
        report.about_file(Severity::Warning, DiagnosticCode::BadLink, message, help);
    };
    let sources = LinkSources::of(workspace);
    for made_with in workspace.linked.versions() {
        let Some([was, open]) = sources.difference(&made_with.prefix, &made_with.version) else { continue };
        let links = match made_with.links {
            1 => "1 link was".to_owned(),
            n => format!("{} links were", thousands(n)),
        };
        let message = format!("{links} made with {was}, such as {}; open: {open}", named(&made_with.examples));
        warn(message, "ids, dates and figures can differ; `parallax link … --out` adds suggestions, and answers stay");
    }
    let links = workspace.linked.links().iter().filter(|link| link.answer != LinkAnswer::Rejected);
    let names: BTreeSet<&Curie> = links.flat_map(|link| [&link.subject, &link.object]).collect();
    let mut open: Vec<String> = workspace.sets.iter().map(|set| prefix(&set.about)).collect();
    open.sort();
    open.dedup();
    if workspace.corpus.incidents().len() > 0 {
        open.push(Curie::INCIDENT.to_owned());
    }
    // Files of links name sources whether they are open or not.
    let published: Vec<String> = datasets::format::published().iter().map(prefix).collect();
    for named in workspace.linked.sources() {
        let known = || published.iter().chain(&open).map(String::as_str).chain([Curie::INCIDENT]);
        if known().any(|known| known == named.prefix) {
            continue;
        }
        let links = match named.links {
            1 => "1 link names it".to_owned(),
            n => format!("{} links name it", thousands(n)),
        };
        let near = did_you_mean(&named.prefix, known());
        let near = if near.is_empty() { near } else { format!("; {near}") };
        let message = format!("line {}: no open source is called {}; {links}{near}", named.line, named.prefix);
        warn(message, "names begin with the source, in small letters: ged:412650, acled:LBY1234, gtd:201403230001");
    }
    let several: Vec<Curie> = workspace.linked.of_several().iter().cloned().collect();
    if !several.is_empty() {
        let message = match several.len() {
            1 => format!("a link names {}, an id of rows in several open tables", several[0]),
            n => format!("links name {} ids of rows in several open tables, such as {}", thousands(n), named(&several)),
        };
        warn(message, "it shows none of them; open one of the tables, or give their rows ids that differ");
    }
    for source in &open {
        let is_missing = |name: &&&Curie| {
            let is_one = !workspace.linked.of_several().contains(*name);
            name.prefix() == source && is_one && workspace.named(name).is_none()
        };
        let missing: Vec<Curie> = names.iter().filter(is_missing).copied().cloned().collect();
        let message = match missing.len() {
            0 => continue,
            1 => format!("a link names {}, which is in no open file", missing[0]),
            n => format!(
                "{} events that links name are in no open file of {}, such as {}",
                thousands(n),
                tag(workspace, source),
                named(&missing)
            ),
        };
        warn(message, "ids of some events change between versions of a data set; the links are kept");
    }
}

/// The short name of the source with a prefix.
fn tag<'w>(workspace: &'w Workspace, source: &'w str) -> &'w str {
    let set = workspace.sets.iter().find(|set| prefix(&set.about) == source);
    set.map_or("the articles", |set| set.about.tag)
}

/// Some events, by their names.
pub(super) fn named(events: &[Curie]) -> String {
    events.iter().take(EXAMPLES).map(Curie::as_str).collect::<Vec<_>>().join(", ")
}

/// The name of an entry in links; of a record its row is read. `None` if it has no id, or not alone.
pub fn curie(workspace: &Workspace, files: &[Arc<DataSetFile>], entry: Entry) -> Option<Curie> {
    let Entry::Record(record) = entry else { return workspace.name_of(entry) };
    if let Some(known) = workspace.linked.name(record) {
        return Some(known.clone());
    }
    let file = files.get(usize::from(record.set))?;
    let id = file.detail(&workspace.row(record)).ok()?.id;
    let is_of_several = !ids_of_several(workspace, files, record.set, &[&id]).is_empty();
    if is_of_several { None } else { Curie::record(&workspace.set(record).about, &id) }
}

/// Those of some ids of a data set that name no record, as another table without a publisher has them too.
pub fn ids_of_several<'i>(
    workspace: &Workspace,
    files: &[Arc<DataSetFile>],
    set: u16,
    all: &[&'i str],
) -> HashSet<&'i str> {
    workspace.ids_of_several(set, all, &|set, rows| ids(&workspace.sets, files, set, rows))
}

/// Links with the records that they name in data sets, which are read again from `files`.
pub fn found(linked: Linked, sets: &[Arc<DataSet>], files: &[Arc<DataSetFile>]) -> Linked {
    linked.found_in(sets, &|set, rows| ids(sets, files, set, rows))
}

/// The ids of records of a data set, which are read again.
pub(super) fn ids(sets: &[Arc<DataSet>], files: &[Arc<DataSetFile>], set: usize, rows: &[u32]) -> Vec<Option<String>> {
    let mut ids = vec![None; rows.len()];
    if let Some(file) = files.get(set) {
        // A file that has changed meanwhile gives no ids, and its records are not found.
        let _ = file.details(&sets[set], rows, DetailScope::Tables, &mut |at, _, detail| {
            ids[at] = Some(detail.id.clone());
            Ok(())
        });
    }
    ids
}
