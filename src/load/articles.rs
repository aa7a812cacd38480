//! Raw articles to be opened: files, folders and archives of any kind, or standard input, which the intake reads.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::gathered::GatheredArticles;
use super::kept_readings::ReadingsOnDisk;
use super::kept_sets::{KeptSet, KeptSets};
use super::suggestions;
use crate::datasets;
use crate::diagnostic::{DiagnosticCode, Report, Severity};
use crate::drafting::SuggestedDraft;
use crate::intake::cache::{ContentHash, ContentHasher};
use crate::intake::run::{self, IntakeEnd, IntakeEvent, IntakeOptions, IntakeProgress, IsKnown};
use crate::intake::{IntakeItem, NoArticleReason, PlacedSuggestion, probe};
use crate::model::Corpus;

/// Paths that hold articles.
#[derive(Debug, Default)]
pub struct ArticleSource {
    paths: Vec<PathBuf>,
    /// The folder that keeps what was read.
    cache: Option<PathBuf>,
    /// Why files are no data sets, each with the remedy.
    no_sets: Vec<(PathBuf, String, String)>,
}

/// The articles that were read.
#[derive(Debug)]
pub enum ReadArticles {
    /// With their drafts, as they were kept.
    Drafted(Box<Corpus>),
    /// Without drafts.
    Raw(Box<RawArticles>),
}

/// Articles without drafts.
#[derive(Debug)]
pub struct RawArticles {
    /// The corpus with the articles.
    pub corpus: Corpus,
    /// What other programs suggest about them.
    pub suggestions: Vec<SuggestedDraft>,
    /// What rules read in articles before.
    pub kept: ReadingsOnDisk,
    /// Keeps the corpus with its drafts.
    pub keeper: SetKeeper,
}

/// Keeps the corpus of a set of articles with its drafts, if the articles are all that it holds.
#[derive(Debug)]
pub struct SetKeeper {
    sets: Option<(KeptSets, ContentHash)>,
    /// Messages reported before the articles were read.
    messages: usize,
}

impl SetKeeper {
    /// Keeps the corpus, and what was reported of its articles.
    pub fn keep(self, corpus: &Corpus, report: &Report) {
        if let Some((sets, key)) = self.sets {
            sets.keep(&key, corpus, report.messages.get(self.messages..).unwrap_or_default());
        }
    }
}

/// Progress of reading articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ArticleProgress {
    /// Bytes read.
    pub read: u64,
    /// Bytes of all files; `None` until all are found.
    pub total: Option<u64>,
}

/// Whether a file that is no data set may hold articles.
pub(super) fn holds_articles(path: &Path) -> bool {
    probe::file(path)
}

/// Whether a file that is called a table, and is no data set, may be a table of articles; other text in it is none.
pub(super) fn is_table_of_articles(path: &Path) -> bool {
    let text = probe::head(path).and_then(|head| datasets::beginning(&head));
    text.is_some_and(|text| probe::is_table_of_articles(&text))
}

/// Whether what comes from standard input may be articles, by its first bytes.
pub(super) fn begins_articles(head: &[u8]) -> bool {
    probe::beginning(head)
}

impl ArticleSource {
    /// The paths, `-` for standard input; what is read is kept in the folder `cache`.
    pub fn new(paths: &[&Path], cache: Option<&Path>) -> Self {
        let paths = paths.iter().map(|p| (*p).to_owned()).collect();
        Self { paths, cache: cache.map(Path::to_owned), no_sets: Vec::new() }
    }

    /// The same; `no_sets` says why files are no data sets, each with the remedy, which is told of those that are no article
    /// either.
    #[must_use]
    pub fn explained(self, no_sets: Vec<(PathBuf, String, String)>) -> Self {
        Self { no_sets, ..self }
    }

    /// The title of a corpus of nothing else.
    fn title(&self) -> String {
        let name = |path: &PathBuf| match path.file_name() {
            _ if path.as_os_str() == "-" => "standard input".to_owned(),
            Some(name) => name.to_string_lossy().into_owned(),
            None => path.display().to_string(),
        };
        match self.paths.as_slice() {
            [] => String::new(),
            [one] => name(one),
            [first, others @ ..] => format!("{} and {} more", name(first), others.len()),
        }
    }

    /// Reads all articles into `corpus`, or takes the corpus that was kept of the same ones. Calls `grown` with what was read
    /// so far after each file and each article. Setting `stop` ends reading early. Every file that is no article is reported
    /// with the reason.
    pub fn read(
        self,
        corpus: Corpus,
        stop: &AtomicBool,
        grown: &mut dyn FnMut(&mut GatheredArticles, Option<ArticleProgress>),
        report: &mut Report,
    ) -> ReadArticles {
        let before = report.messages.len();
        let is_alone = corpus.is_blank() && !self.paths.iter().any(|path| path.as_os_str() == "-");
        let sets = KeptSets::open(self.cache.as_deref().filter(|_| is_alone));
        let found: Mutex<Option<KeptSet>> = Mutex::default();
        let seek = |files: &ContentHash| {
            let set = sets.as_ref().and_then(|sets| sets.find(&self.set_key(files)));
            let is_found = set.is_some();
            *found.lock().unwrap_or_else(PoisonError::into_inner) = set;
            is_found
        };
        let known: Option<&IsKnown<'_>> = if sets.as_ref().is_some_and(KeptSets::any) { Some(&seek) } else { None };
        let mut suggestions: Vec<PlacedSuggestion> = Vec::new();
        let mut gathered = GatheredArticles::new(corpus, &self.title());
        let (mut articles, mut others) = (0_usize, 0_usize);
        // The file of the last article.
        let mut last: Option<PathBuf> = None;
        let options = IntakeOptions { cache: self.cache.clone(), ..IntakeOptions::default() };
        let full = AtomicBool::new(false);
        let go_on = || !stop.load(Ordering::Relaxed) && !full.load(Ordering::Relaxed);
        let mut each = |event: IntakeEvent| match event {
            IntakeEvent::Item(IntakeItem::Article(mut article)) => {
                articles += 1;
                suggestions.extend(article.take_stated());
                if last.as_ref() != Some(&article.at.path) {
                    last = Some(article.at.path.clone());
                }
                if !gathered.add(*article) {
                    full.store(true, Ordering::Relaxed);
                }
                grown(&mut gathered, None);
            }
            IntakeEvent::Item(IntakeItem::Suggestion(suggestion)) => suggestions.push(*suggestion),
            IntakeEvent::Item(IntakeItem::Other(other)) => {
                others += 1;
                let is_data = matches!(other.why, NoArticleReason::DataSet(_));
                let no_set = self.no_sets.iter().find(|(path, ..)| is_data && *path == other.at.path);
                let (also, help) = no_set.map_or_else(Default::default, |(_, what, right)| {
                    (format!("; it cannot be opened as one: {what}"), right.as_str())
                });
                let message = format!("{}: {}{also}", other.at, other.why);
                let is_partial = other.why.is_rest() && last.as_ref() == Some(&other.at.path);
                let code = if is_partial { DiagnosticCode::Partial } else { DiagnosticCode::NoArticle };
                report.about_file(Severity::Warning, code, message, help);
            }
            IntakeEvent::Progress(IntakeProgress { bytes, bytes_found, all_found, .. }) => {
                let progress = ArticleProgress { read: bytes, total: all_found.then_some(bytes_found) };
                grown(&mut gathered, Some(progress));
            }
        };
        let (piped, files): (Vec<_>, Vec<_>) = self.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
        if !piped.is_empty() {
            run::input(&mut std::io::stdin(), &options, &go_on, &mut each);
        }
        let mut end = IntakeEnd::Stopped;
        if !files.is_empty() {
            // A cache that cannot be opened costs only time.
            let uncached = IntakeOptions { cache: None, ..options.clone() };
            end = run::files(&files, &options, &go_on, known, &mut each)
                .or_else(|_| run::files(&files, &uncached, &go_on, None, &mut each))
                .unwrap_or(IntakeEnd::Stopped);
        }
        let set = found.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (IntakeEnd::Known, Some(KeptSet { corpus, messages })) = (end, set) {
            report.messages.truncate(before);
            report.messages.extend(messages);
            return ReadArticles::Drafted(Box::new(corpus));
        }
        if full.into_inner() {
            let message = format!("{}: more than 1 GiB of text; the rest is not read", self.title());
            report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, "open parts of it");
        }
        if articles == 0 && !stop.load(Ordering::Relaxed) {
            let help =
                "it holds no page, text, mail, feed, web archive or Word file with an article, and no corpus.toml";
            match report.messages.last_mut().filter(|_| others == 1) {
                // The reason of a single file says it all.
                Some(only) => {
                    only.severity = Severity::Error;
                    only.help.get_or_insert_with(|| help.to_owned());
                }
                None => {
                    let message = format!("{}: no articles", self.title());
                    report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, help);
                }
            }
        }
        let corpus = gathered.into_corpus();
        let kept = ReadingsOnDisk::open(self.cache.as_deref());
        let suggestions = suggestions::resolve(&corpus, &suggestions, report);
        let set = match end {
            IntakeEnd::Complete(files) => sets.zip(files.map(|files| self.set_key(&files))),
            _ => None,
        };
        let keeper = SetKeeper { sets: set, messages: before };
        ReadArticles::Raw(Box::new(RawArticles { corpus, suggestions, kept, keeper }))
    }

    /// The key of the corpus that files with this key become: why files are no data sets is reported with it.
    fn set_key(&self, files: &ContentHash) -> ContentHash {
        let mut hasher = ContentHasher::default();
        hasher.add(files.as_bytes());
        hasher.add(format!("{:?}{:?}", self.paths, self.no_sets).as_bytes());
        hasher.finish()
    }
}
