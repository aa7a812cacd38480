//! What a corpus is built of again after a few of its files have changed: what no change reaches is taken over, the rest is
//! resolved.
//!
//! An incident is taken over if its file is the same, nothing was reported of it, and all that it can refer to stands where it
//! stood: passages, names and facets; where incidents stand may be another place. What was reported of a record depends on
//! others, such as the ids that resemble an unknown one, so that it is resolved again, and the report is always that of a whole
//! build. Knows no copies of articles: they are attached to all articles at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::resolver::Resolver;
use super::texts::ArticleTexts;
use crate::documents::file_draft::IncidentFile;
use crate::documents::ids::PassageIds;
use crate::model::id::Id;
use crate::model::{Corpus, IncidentId};

/// A corpus with what the next build needs of it.
#[derive(Debug, Default)]
pub struct Built {
    /// The corpus.
    pub corpus: Arc<Corpus>,
    /// How many of its incidents were taken over from the one before, which tests read.
    pub taken_over: usize,
    pub(super) places: PassageIds,
    pub(super) texts: HashMap<usize, ArticleTexts>,
    /// Whether nothing was reported of the articles and their texts.
    pub(super) articles_are_right: bool,
    /// For each incident the number of its file, and whether nothing was reported of it.
    pub(super) incidents: Vec<(usize, bool)>,
}

/// What has changed since a corpus was built.
#[derive(Debug, Default)]
pub struct ChangedFiles {
    /// What everything refers to: the names, the facets, the defaults of the corpus.
    pub(super) frame: bool,
    pub(super) articles: bool,
    pub(super) texts: bool,
    /// The numbers of files of incidents.
    incidents: HashSet<usize>,
}

impl ChangedFiles {
    /// Notes that the file with this path and number is another one, is new or is gone.
    pub fn note(&mut self, path: &str, number: usize) {
        match path.split_once('/').map(|(part, _)| part) {
            None => self.frame = true,
            Some("articles") => self.articles = true,
            Some("texts") => self.texts = true,
            Some("incidents") => drop(self.incidents.insert(number)),
            // What comes after the incidents is resolved each time.
            Some(_) => {}
        }
    }
}

/// The incidents that may be taken over.
pub(super) struct TakenOver<'b> {
    earlier: &'b Corpus,
    /// By file: where the incident stood.
    stood: HashMap<usize, IncidentId>,
    /// By its former position: where an incident stands, unless it is gone.
    now: Vec<Option<IncidentId>>,
}

impl<'b> TakenOver<'b> {
    /// Those of the earlier `incidents`, each the number of its file and whether nothing was reported of it. `drafts` are those of
    /// now, in order.
    pub(super) fn new(
        earlier: &'b Corpus,
        incidents: &[(usize, bool)],
        drafts: &[(usize, IncidentFile)],
        changed: &ChangedFiles,
    ) -> Self {
        if incidents.is_empty() {
            return Self { earlier, stood: HashMap::new(), now: Vec::new() };
        }
        let stands: HashMap<usize, IncidentId> =
            drafts.iter().enumerate().map(|(at, (file, _))| (*file, IncidentId::at(at))).collect();
        let now = incidents.iter().map(|(file, _)| stands.get(file).copied()).collect();
        let may = incidents.iter().enumerate().filter(|(_, (file, right))| *right && !changed.incidents.contains(file));
        Self { earlier, stood: may.map(|(at, (file, _))| (*file, IncidentId::at(at))).collect(), now }
    }

    /// Takes the incident of a file over as the next one. `false`, and nothing is taken, if it must be resolved.
    pub(super) fn take(&self, file: usize, resolver: &mut Resolver<'_>) -> bool {
        let now = |id: IncidentId| self.now.get(id.index()).copied().flatten();
        let stood = self.stood.get(&file);
        stood.is_some_and(|id| resolver.builder.take_incident(self.earlier, *id, &now).is_some())
    }
}
