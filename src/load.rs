//! From files to a corpus: everything sound is taken, everything else is reported.
//!
//! Data flows one way: `files` reads, `wire` turns each file into drafts, `attach` finds out which copy is of
//! which article, `build` resolves and builds. Mistakes are data ([`diagnostic`](crate::diagnostic)): loading never stops at the
//! first. Only `files` touches the file system.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::align::{attach, copy};
use crate::datasets::{self, DataSetFile, DataSetSource, Progress};
use crate::diagnostic::{At, Report, Severity, SourceSpan};
use crate::documents::draft::Drafts;
use crate::documents::files::CorpusFile;
use crate::documents::{build, files, wire};

use crate::model::dataset::{RecordDetail, id_hash};
use crate::model::{Corpus, DataSet, Entry, Member, RecordId, Subject, Workspace};

/// What to load.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Corpus folders and files of data sets (`-` is standard input); none means the built-in corpus.
    pub paths: Vec<PathBuf>,
    /// Folders or files with copies of the articles.
    pub sources: Vec<PathBuf>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Everything sound: the corpus, and the data sets that have been read.
    pub workspace: Workspace,
    /// The files of the data sets, in the same order.
    pub files: Vec<Arc<DataSetFile>>,
    /// Everything else.
    pub report: Report,
}

impl Loaded {
    /// Whether there is anything at all to work with.
    pub fn is_usable(&self) -> bool {
        self.corpus().articles().len() > 0 || !self.workspace.sets.is_empty()
    }

    /// The corpus.
    pub fn corpus(&self) -> &Corpus {
        &self.workspace.corpus
    }

    /// Everything the row of a record holds.
    pub fn detail(&self, record: RecordId) -> std::io::Result<RecordDetail> {
        let file = self.files.get(usize::from(record.set)).ok_or(std::io::ErrorKind::NotFound)?;
        file.detail(&self.workspace.row(record))
    }

    /// The id of a record as commands take it: its own, or `tag:number` where the file has none or it cannot be read.
    pub fn record_id(&self, record: RecordId) -> String {
        let id = self.detail(record).map(|s| s.id).unwrap_or_default();
        if id.is_empty() { self.numbered(record) } else { id }
    }

    /// What a record without an id of its own goes by: `acl:17`.
    pub fn numbered(&self, record: RecordId) -> String {
        format!("{}:{}", self.workspace.set(record).about.tag.to_lowercase(), record.row + 1)
    }

    /// The record that goes by `id`.
    pub fn record(&self, id: &str) -> Option<RecordId> {
        let hash = id_hash(id.as_bytes());
        for (n, set) in self.workspace.sets.iter().enumerate() {
            let number = id.strip_prefix(&format!("{}:", set.about.tag.to_lowercase()));
            if let Some(row) = number.and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1))
                && row < set.len()
            {
                return Some(RecordId { set: n as u16, row: row as u32 });
            }
            for row in 0..set.len() {
                let record = RecordId { set: n as u16, row: row as u32 };
                // Ids that only share a hash are told apart by their rows.
                if set.row(row).id == hash && self.record_id(record).eq_ignore_ascii_case(id) {
                    return Some(record);
                }
            }
        }
        None
    }

    /// An entry as a subject, of a record with everything in its row.
    pub fn subject(&self, entry: Entry) -> Subject {
        let Entry::Record(id) = entry else { return Subject::entry(&self.workspace, entry) };
        let set = self.workspace.set(id);
        Subject::of(match self.detail(id) {
            Ok(detail) => Member::record(set, id, Some(&detail)),
            Err(error) => Member::unread_record(set, id, &error.to_string()),
        })
    }

    /// Exit status of `parallax check`: 0 clean, 1 errors, 2 not usable at all.
    pub fn status(&self) -> u8 {
        if self.is_usable() { u8::from(self.report.count(Severity::Error) > 0) } else { 2 }
    }
}

/// What has been opened: corpora are loaded, data sets are recognised and can be read.
pub struct Opened {
    /// The corpora.
    pub loaded: Loaded,
    /// The data sets, in the order asked for.
    pub sets: Vec<DataSetSource>,
}

impl Opened {
    /// Whether there is anything at all to work with.
    pub fn is_usable(&self) -> bool {
        self.loaded.is_usable() || !self.sets.is_empty()
    }

    /// Reads the data sets.
    pub fn finish(self) -> Loaded {
        let Self { mut loaded, sets } = self;
        let stop = AtomicBool::new(false);
        for set in sets {
            loaded.files.push(Arc::clone(&set.file));
            let read = set.read(&stop, &mut |_: &DataSet, _: Progress| {}, &mut loaded.report);
            loaded.workspace.sets.push(Arc::new(read));
        }
        loaded
    }
}

/// Loads what is asked for, all of it.
pub fn load(request: &Request) -> Loaded {
    open(request).finish()
}

/// Opens what is asked for: corpora are loaded, data sets only recognised.
pub fn open(request: &Request) -> Opened {
    let mut report = Report::default();
    let (tables, folders): (Vec<&Path>, Vec<&Path>) =
        once_each(&request.paths, &mut report).into_iter().partition(|path| files::is_table(path));
    let mut files = Vec::new();
    if request.paths.is_empty() {
        files.push(files::built_in(&mut report));
    }
    for path in &folders {
        files.push(files::folder(path, &mut report));
    }
    let copies: Vec<_> = request.sources.iter().flat_map(|path| files::copies(path, &mut report)).collect();
    let wanted = !folders.is_empty() || request.paths.is_empty();
    let corpus = corpus(files.into_iter().flatten(), &copies, wanted, &mut report);
    let mut workspace = Workspace::of(corpus);
    if !tables.is_empty() {
        // What the built-in corpus knows of names holds for all data sets.
        let mut known = Report::default();
        let mut files = files::built_in(&mut known);
        files.retain(|f| f.path == "names.toml");
        let named = drafts(files.into_iter(), &mut known);
        let built_in = build::build(named, &attach::attach(&[], &[], &mut known), &mut known);
        workspace.names = vec![Arc::clone(&workspace.corpus), Arc::new(built_in)];
    }
    let mut sets: Vec<DataSetSource> =
        tables.into_iter().filter_map(|path| datasets::recognise(path, &mut report)).collect();
    datasets::disambiguate(&mut sets);
    Opened { loaded: Loaded { workspace, files: Vec::new(), report }, sets }
}

/// The paths without those that lead where an earlier one does: opened twice, everything would contradict itself.
fn once_each<'p>(paths: &'p [PathBuf], report: &mut Report) -> Vec<&'p Path> {
    let mut known: Vec<PathBuf> = Vec::new();
    let mut all = Vec::new();
    for path in paths {
        let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
        if known.contains(&whole) {
            let message = format!("{}: given twice; opened once", path.display());
            report.about_file(Severity::Warning, crate::diagnostic::Code::StrayFile, message, "");
            continue;
        }
        known.push(whole);
        all.push(path.as_path());
    }
    all
}

/// Loads a corpus from what is in memory: files by their paths within the corpus (`articles/scmp.md`), and copies of
/// articles by their names. For who has no folder, such as the tests that try thousands of corpora.
pub fn memory(texts: Vec<(String, Vec<u8>)>, copies: &[(String, Vec<u8>)]) -> Loaded {
    let mut report = Report::default();
    let files: Vec<_> = texts.into_iter().filter_map(|(path, bytes)| files::given(path, bytes, &mut report)).collect();
    let copies: Vec<_> = copies.iter().filter_map(|(name, bytes)| files::copy(name, bytes, &mut report)).collect();
    let workspace = Workspace::of(corpus(files.into_iter(), &copies, true, &mut report));
    Loaded { workspace, files: Vec::new(), report }
}

/// The corpus of these files, empty unless it is `wanted`; mistakes are told either way.
fn corpus(files: impl Iterator<Item = CorpusFile>, copies: &[copy::Copy], wanted: bool, report: &mut Report) -> Corpus {
    let mut read = drafts(files, report);
    // Sources stand in the order in which they were published, everywhere.
    read.articles.sort_by_key(|a| (a.published.map(crate::model::When::earliest), a.id.value.clone()));
    let attached = attach::attach(&read.articles, copies, report);
    if wanted { build::build(read, &attached, report) } else { Corpus::default() }
}

fn drafts(files: impl Iterator<Item = CorpusFile>, report: &mut Report) -> Drafts {
    let mut drafts = Drafts::default();
    for CorpusFile { path, file } in files {
        let stem = path.rsplit('/').next().and_then(|n| n.rsplit_once('.')).map_or("", |(stem, _)| stem);
        let first_line = report.files[file].text.lines().next().map_or(0, str::len);
        let id = At { value: stem.to_owned(), spot: SourceSpan { file, bytes: 0..first_line } };
        match path.split('/').next().unwrap_or("") {
            "articles" => drafts.articles.extend(wire::article(file, id, report)),
            "incidents" => drafts.incidents.push(wire::incident(file, id, report)),
            "quotes" => drafts.quotes.extend(wire::quotes(file, &id, report)),
            "names.toml" => drafts.names.extend(wire::names(file, report)),
            _ => drafts.corpora.push(wire::corpus(file, report)),
        }
    }
    drafts
}
