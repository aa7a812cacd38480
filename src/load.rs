//! Opens the paths given on the command line: corpora ([`documents`]), data sets ([`datasets`]) and raw articles
//! ([`intake`](crate::intake)).
//!
//! Valid records are loaded, mistakes are reported. Opening is quick: it only recognises large sources, which
//! [`Opened::finish`] or a job reads later.

mod articles;
mod by_id;
pub mod gathered;
mod kept_readings;
mod kept_sets;
pub mod linked;
pub mod noted;
mod suggestions;

use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::datasets::{self, ColumnMap, DataSetFile, DataSetSource, DetailScope, Progress};
use crate::diagnostic::{Report, Severity};
use crate::documents::{self, built_in_name::is_built_in, files};
use crate::drafting;
use crate::model::dataset::{Record, RecordDetail, RecordRows, RecordTexts, TextHits, TextWanted};
use crate::model::{Builder, Corpus, DataSet, Entry, Member, RecordId, Rejection, Subject, Workspace};
use crate::reading::place::{Gazetteer, GeoPlace, towns};
pub use articles::{ArticleProgress, ArticleSource, RawArticles, ReadArticles, SetKeeper};
pub use kept_readings::ReadingsOnDisk;

/// The paths to load.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Corpus folders, files of data sets, and files and folders of articles (`-` is standard input); none means the
    /// built-in corpus.
    pub paths: Vec<PathBuf>,
    /// Folders or files with copies of the articles.
    pub sources: Vec<PathBuf>,
}

/// The result of loading.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The valid records: the corpus, and the data sets that have been read.
    pub workspace: Workspace,
    /// The files of the data sets, in the same order.
    pub files: Vec<Arc<DataSetFile>>,
    /// The mistakes.
    pub report: Report,
}

/// The files of data sets, for the texts of their records.
#[derive(Debug, Default)]
pub struct RecordFiles(pub Vec<Arc<DataSetFile>>);

impl RecordFiles {
    fn file(&self, number: usize) -> std::io::Result<&DataSetFile> {
        let file = self.0.get(number).ok_or_else(|| std::io::Error::other("the file of the data set is not open"))?;
        Ok(file)
    }
}

impl RecordTexts for RecordFiles {
    fn find(
        &self,
        number: usize,
        set: &DataSet,
        wanted: &TextWanted,
        fold: fn(&str) -> String,
        stale: &(dyn Fn() -> bool + Sync),
        found: &(dyn Fn(TextHits<'_>) + Sync),
    ) -> std::io::Result<Option<Vec<u32>>> {
        self.file(number)?.find_text(set, wanted, fold, stale, found)
    }

    fn read(&self, number: usize, row: &Record) -> std::io::Result<Vec<(String, String)>> {
        self.file(number)?.texts(row)
    }
}

impl RecordRows for RecordFiles {
    fn rows(
        &self,
        number: usize,
        set: &DataSet,
        records: &[u32],
        take: &mut dyn FnMut(u32, &Record, &RecordDetail),
    ) -> std::io::Result<()> {
        self.file(number)?.details(set, records, DetailScope::Words, &mut |at, row, detail| {
            take(records[at], row, detail);
            Ok(())
        })
    }
}

impl Loaded {
    /// Whether any source is usable.
    pub fn is_usable(&self) -> bool {
        self.corpus().articles().len() > 0 || !self.workspace.sets.is_empty()
    }

    /// The texts of the records.
    pub fn texts(&self) -> RecordFiles {
        RecordFiles(self.files.clone())
    }

    /// The corpus.
    pub fn corpus(&self) -> &Corpus {
        &self.workspace.corpus
    }

    /// All contents of a record's row.
    pub fn detail(&self, record: RecordId) -> std::io::Result<RecordDetail> {
        let file = self.files.get(usize::from(record.set)).ok_or(std::io::ErrorKind::NotFound)?;
        file.detail(&self.workspace.row(record))
    }

    /// The id of a record as commands take it: its own, or `tag:number` where the file has none or it cannot be read.
    pub fn record_id(&self, record: RecordId) -> String {
        let id = self.detail(record).map(|s| s.id).unwrap_or_default();
        if id.is_empty() { self.numbered(record) } else { id }
    }

    /// The id of a record without an id of its own: `acl:17`.
    pub fn numbered(&self, record: RecordId) -> String {
        self.workspace.set(record).row_id(record.row as usize)
    }

    /// An entry as a subject, of a record with everything in its row.
    pub fn subject(&self, entry: Entry) -> Subject {
        Subject::of(self.member(entry))
    }

    /// An entry as a member of a subject, of a record with everything in its row.
    fn member(&self, entry: Entry) -> Member {
        let Entry::Record(id) = entry else { return Member::entry(&self.workspace, entry) };
        let set = self.workspace.set(id);
        match self.detail(id) {
            Ok(detail) => Member::record(set, id, Some(&detail)).noted_in(&self.workspace),
            Err(error) => Member::unread_record(set, id, &error.to_string()).noted_in(&self.workspace),
        }
    }

    /// Exit status of `parallax check`: 0 clean, 1 errors, 2 not usable at all.
    pub fn status(&self) -> u8 {
        if self.is_usable() { u8::from(self.report.count(Severity::Error) > 0) } else { 2 }
    }
}

/// Opened sources: small corpora are loaded; large ones and data sets are recognised and can be read.
pub struct Opened {
    /// The corpora, unless one is [`pending`](Opened::pending).
    pub loaded: Loaded,
    /// The corpora, if they are too large to load at once. The caller reads them and passes the result to
    /// [`Workspace::set_corpus`].
    pub pending: Option<documents::Recognised>,
    /// Articles to be added to the corpora.
    pub articles: Option<ArticleSource>,
    /// The data sets, in the order of the paths.
    pub sets: Vec<DataSetSource>,
    /// The paths, as given.
    pub paths: Vec<PathBuf>,
    /// The corpus folder, if there is one and nothing else makes up the corpus.
    pub folder: Option<PathBuf>,
    /// The folders or files with copies of its articles.
    pub sources: Vec<PathBuf>,
    /// Corpus folders, only the rejected drafts of which count: what was rejected there is not drafted again.
    pub like: Vec<PathBuf>,
    /// The file of links, if one was given.
    pub links: Option<PathBuf>,
}

impl Opened {
    /// Whether any source is usable.
    pub fn is_usable(&self) -> bool {
        self.loaded.is_usable() || self.pending.is_some() || self.articles.is_some() || !self.sets.is_empty()
    }

    /// Reads the corpora, however large, and the articles.
    #[must_use]
    pub fn with_corpus(mut self) -> Self {
        if let Some(pending) = self.pending.take() {
            self.loaded.workspace.set_corpus(read_corpus(pending, &mut self.loaded.report));
        }
        for folder in std::mem::take(&mut self.like) {
            let Loaded { workspace, report, .. } = &mut self.loaded;
            let of = documents::Recognised::open(&[&folder], &[], report);
            workspace.set_corpus(with_rejections(workspace.whole_corpus(), &read_corpus(of, report)));
        }
        if let Some(articles) = self.articles.take() {
            let Loaded { workspace, report, .. } = &mut self.loaded;
            let stop = AtomicBool::new(false);
            match articles.read(workspace.whole_corpus().clone(), &stop, &mut |_, _| {}, report) {
                ReadArticles::Drafted(corpus) => workspace.set_corpus(*corpus),
                ReadArticles::Raw(read) => {
                    let drafted = with_drafts(&read, &stop, &|_, _| {});
                    let keeper = read.keeper;
                    workspace.set_corpus(drafted.unwrap_or(read.corpus));
                    keeper.keep(workspace.whole_corpus(), report);
                }
            }
        }
        self
    }

    /// Reads the corpora and the data sets.
    pub fn finish(self) -> Loaded {
        let Self { mut loaded, sets, .. } = self.with_corpus();
        let stop = AtomicBool::new(false);
        for set in sets {
            let file = Arc::clone(&set.file);
            let earlier = (&loaded.workspace.sets[..], &loaded.files[..]);
            let read = set.read(&stop, earlier, &mut |_: &DataSet, _: Progress| {}, &mut loaded.report);
            loaded.files.push(file);
            loaded.workspace.sets.push(Arc::new(read));
        }
        loaded.find_named();
        loaded
    }
}

/// Loads all sources completely.
pub fn load(request: &Request) -> Loaded {
    open(request).finish()
}

/// Opens the sources: loads small corpora, only recognises large ones, data sets and articles.
pub fn open(request: &Request) -> Opened {
    open_with(request, &ColumnMap::default(), None)
}

/// The same; `columns` says what columns of data sets hold, and what is read of articles is kept in the folder `cache`.
pub fn open_with(request: &Request, columns: &ColumnMap, cache: Option<&Path>) -> Opened {
    let mut report = Report::default();
    let mut sets: Vec<DataSetSource> = Vec::new();
    let (mut folders, mut articles): (Vec<&Path>, Vec<&Path>) = (Vec::new(), Vec::new());
    let (mut tables, mut no_sets) = (false, Vec::new());
    for path in once_each(&request.paths, &mut report).into_iter().filter(|p| !datasets::is_beside(p, &request.paths)) {
        if !files::is_table(path) {
            if !files::is_like_corpus(path)
                && let Some(found) = datasets::recognise_folder(path, columns, &mut report)
            {
                tables = true;
                sets.extend(found);
                continue;
            }
            let of_articles = path.is_dir() && !files::is_like_corpus(path);
            if of_articles { &mut articles } else { &mut folders }.push(path);
            continue;
        }
        if path.as_os_str() == "-" && pipes_articles() {
            articles.push(path);
            continue;
        }
        let mut own = Report::default();
        match datasets::recognise(path, columns, &mut own) {
            none if none.is_empty() && may_hold_articles(path) => {
                let name = format!("{}: ", path.display());
                no_sets.extend(own.messages.into_iter().map(|m| {
                    let what = m.message.strip_prefix(&name).unwrap_or(&m.message).to_owned();
                    (path.to_owned(), what, m.help.unwrap_or_default())
                }));
                articles.push(path);
            }
            found => {
                tables = true;
                report.join(own);
                sets.extend(found);
            }
        }
    }
    let corpora = if request.paths.is_empty() {
        documents::Recognised::built_in(&request.sources)
    } else {
        documents::Recognised::open(&folders, &request.sources, &mut report)
    };
    let (corpus, pending) =
        if corpora.is_small() { (read_corpus(corpora, &mut report), None) } else { (Corpus::default(), Some(corpora)) };
    let mut workspace = Workspace::of(corpus);
    if tables {
        // The names of the built-in corpus and those of armed groups apply to all data sets.
        let all = [documents::Recognised::built_in_names(), documents::Recognised::built_in_actors()];
        let all = all.map(|names| Arc::new(read_corpus(names, &mut Report::default())));
        workspace.names = std::iter::once(Arc::clone(&workspace.corpus)).chain(all).collect();
    }
    datasets::disambiguate(&mut sets);
    let folder = match folders.as_slice() {
        [only] if articles.is_empty() && !is_built_in(only) => Some((*only).to_owned()),
        _ => None,
    };
    let articles = (!articles.is_empty()).then(|| ArticleSource::new(&articles, cache).explained(no_sets));
    Opened {
        loaded: Loaded { workspace, files: Vec::new(), report },
        pending,
        articles,
        sets,
        paths: request.paths.clone(),
        folder,
        sources: request.sources.clone(),
        like: Vec::new(),
        links: None,
    }
}

/// Whether a file that is no data set may hold articles. A table is no article, whatever stands above its header.
fn may_hold_articles(path: &Path) -> bool {
    articles::holds_articles(path) && (!datasets::is_called_table(path) || articles::is_table_of_articles(path))
}

/// Towns, unpacked when the first is asked for: not at all where all that would ask is kept.
struct LateTowns;

impl Gazetteer for LateTowns {
    fn longest(&self, words: &[&str]) -> Option<(usize, Vec<GeoPlace>)> {
        towns::all().longest(words)
    }
}

/// Unpacks what drafts go by, so that they need not wait for it. Takes some tenths of a second.
pub fn prepare_drafts() {
    towns::all();
}

/// The corpus with drafts of what its raw articles tell, and of what is suggested about them. Calls `progress` with the number of articles read by rule, of all.
/// `None` if `stop` was set meanwhile.
pub fn with_drafts(read: &RawArticles, stop: &AtomicBool, progress: &(dyn Fn(usize, usize) + Sync)) -> Option<Corpus> {
    drafting::add(&read.corpus, &LateTowns, &read.suggestions, &read.kept, stop, progress)
}

/// Whether standard input holds articles and no data set. Looks at its first bytes, and takes none.
fn pipes_articles() -> bool {
    let mut input = std::io::stdin().lock();
    input.fill_buf().is_ok_and(|head| !datasets::is_recognised(head) && articles::begins_articles(head))
}

/// A corpus with what was rejected in another one.
fn with_rejections(corpus: &Corpus, other: &Corpus) -> Corpus {
    let mut builder = Builder::extend(corpus.clone());
    for rejection in other.rejections() {
        let mut text = |text| builder.text(other.str(text));
        let rejection = Rejection {
            address: text(rejection.address),
            print: text(rejection.print),
            what: text(rejection.what),
            passage: text(rejection.passage),
            words: text(rejection.words),
            figure: rejection.figure,
            file: text(rejection.file),
        };
        builder.rejection(rejection);
    }
    builder.finish()
}

/// Reads corpora and returns when they are complete.
fn read_corpus(corpora: documents::Recognised, report: &mut Report) -> Corpus {
    corpora.read(&AtomicBool::new(false), &mut |_| {}, report).unwrap_or_default()
}

/// The paths without duplicates: a source opened twice would contradict itself.
fn once_each<'p>(paths: &'p [PathBuf], report: &mut Report) -> Vec<&'p Path> {
    let mut known: Vec<PathBuf> = Vec::new();
    let mut all = Vec::new();
    for path in paths {
        let canonical = path.canonicalize().unwrap_or_else(|_| path.clone());
        if known.contains(&canonical) {
            let message = format!("{}: given twice; opened once", path.display());
            report.about_file(Severity::Warning, crate::diagnostic::DiagnosticCode::StrayFile, message, "");
            continue;
        }
        known.push(canonical);
        all.push(path.as_path());
    }
    all
}

/// Loads a corpus from memory: files by their paths within the corpus (`articles/scmp.md`), and copies of articles by
/// their names. For callers without a folder, such as tests that try thousands of corpora.
pub fn memory(texts: Vec<(String, Vec<u8>)>, copies: &[(String, Vec<u8>)]) -> Loaded {
    let mut report = Report::default();
    let corpora = documents::Recognised::memory(texts, copies, &mut report);
    let workspace = Workspace::of(read_corpus(corpora, &mut report));
    Loaded { workspace, files: Vec::new(), report }
}
