//! Builds a corpus again after a few of its files have changed: takes over what no change reaches, and resolves the rest.
//!
//! An incident is taken over if its file is the same, nothing was reported of it, and all that it can refer to stands where it
//! stood: passages, names and facets; where incidents stand may be another place. What was reported of a record depends on
//! others, such as the ids that resemble an unknown one, so that it is resolved again, and the report is always that of a whole
//! build. Knows no copies of articles: they are attached to all articles at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::texts::{self, ArticleTexts};
use super::{Resolver, article, describe, language, sort};
use crate::diagnostic::Report;
use crate::documents::facets::FacetIndex;
use crate::documents::file_draft::Drafts;
use crate::documents::ids::{Ids, PassageIds};
use crate::model::id::Id;
use crate::model::{ArticleId, Builder, Corpus, IncidentId};

/// A corpus with what the next build needs of it.
#[derive(Debug, Default)]
pub struct Built {
    /// The corpus.
    pub corpus: Arc<Corpus>,
    places: PassageIds,
    texts: HashMap<usize, ArticleTexts>,
    /// Whether nothing was reported of the articles and their texts.
    articles_are_right: bool,
    /// For each incident the number of its file, and whether nothing was reported of it.
    incidents: Vec<(usize, bool)>,
}

/// What has changed since a corpus was built.
#[derive(Debug, Default)]
pub struct ChangedFiles {
    /// What everything refers to: the names, the facets, the defaults of the corpus.
    frame: bool,
    articles: bool,
    texts: bool,
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

/// Builds the corpus of these drafts, over the arena that `before` was built over. With a `before` that is empty, everything is
/// resolved.
pub fn build_again(drafts: &mut Drafts, before: Built, changed: &ChangedFiles, report: &mut Report) -> Built {
    let texts = std::mem::take(&mut drafts.texts);
    sort(drafts, &texts);
    let mut builder = Builder::new(texts);
    describe(&mut builder, &drafts.corpora);
    let Built { corpus: earlier, places: known, texts: known_texts, articles_are_right, incidents } = before;
    let same_articles = articles_are_right && !changed.frame && !changed.articles;
    let begun = report.found();
    let (places, stand_still) = if same_articles {
        (known, true)
    } else {
        let places = PassageIds::new(drafts, &mut builder, report);
        let stand_still = places == known && !changed.frame;
        (places, stand_still)
    };
    let mut found = report.found() - begun;
    let ids = Ids::new(places, drafts, &mut builder, report);
    let begun = report.found();
    let same_texts = same_articles && !changed.texts;
    let article_texts = if same_texts {
        known_texts
    } else {
        texts::resolve(&drafts.article_texts, &drafts.articles, &ids, &mut builder, report)
    };
    found += report.found() - begun;
    if same_texts {
        builder.take_articles(&earlier);
    } else {
        builder.expect_passages(ids.places.passage_count());
    }
    for (at, (file, draft)) in drafts.articles.iter().enumerate() {
        let main = draft.fields.main.as_ref().and_then(|id| ids.incident(id, &mut builder, report));
        if same_texts {
            builder.main_incident(ArticleId::at(at), main);
        } else {
            article(&mut builder, draft, None, article_texts.get(&at), language(&drafts.corpora, *file), main);
        }
    }
    let facets = FacetIndex::new(&drafts.corpora, &mut builder, report);
    let mut resolver = Resolver { builder, ids, facets, attached: Vec::new(), texts: article_texts, report };
    resolver.names(&drafts.names);
    let stand_still = stand_still && !changed.texts;
    let taken = TakenOver::new(&earlier, if stand_still { &incidents } else { &[] }, drafts, changed);
    let incidents = resolver.incidents(drafts, &taken);
    resolver.rest(drafts);
    let (corpus, arena) = resolver.finish(&drafts.annotations, Builder::finish_and_go_on);
    let Resolver { ids: Ids { places, .. }, texts, .. } = resolver;
    drafts.texts = arena;
    Built { corpus: Arc::new(corpus), places, texts, articles_are_right: found == 0, incidents }
}

/// The incidents that may be taken over.
struct TakenOver<'b> {
    earlier: &'b Corpus,
    /// By file: where the incident stood.
    stood: HashMap<usize, IncidentId>,
    /// By its former position: where an incident stands, unless it is gone.
    now: Vec<Option<IncidentId>>,
}

impl<'b> TakenOver<'b> {
    fn new(earlier: &'b Corpus, incidents: &[(usize, bool)], drafts: &Drafts, changed: &ChangedFiles) -> Self {
        let stands: HashMap<usize, IncidentId> =
            drafts.incidents.iter().enumerate().map(|(at, (file, _))| (*file, IncidentId::at(at))).collect();
        let now = incidents.iter().map(|(file, _)| stands.get(file).copied()).collect();
        let may = incidents.iter().enumerate().filter(|(_, (file, right))| *right && !changed.incidents.contains(file));
        Self { earlier, stood: may.map(|(at, (file, _))| (*file, IncidentId::at(at))).collect(), now }
    }
}

impl Resolver<'_> {
    /// Adds all incidents; gives the number of the file of each, and whether nothing was reported of it.
    fn incidents(&mut self, drafts: &Drafts, taken: &TakenOver<'_>) -> Vec<(usize, bool)> {
        let now = |id: IncidentId| taken.now.get(id.index()).copied().flatten();
        let mut all = Vec::with_capacity(drafts.incidents.len());
        for (file, draft) in &drafts.incidents {
            let stood = taken.stood.get(file);
            if stood.and_then(|id| self.builder.take_incident(taken.earlier, *id, &now)).is_some() {
                all.push((*file, true));
                continue;
            }
            let found = self.report.found();
            self.incident(draft);
            all.push((*file, self.report.found() == found));
        }
        all
    }
}
