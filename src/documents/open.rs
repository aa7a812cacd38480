//! Opens corpora in two steps: finds them, which is quick, then reads them on all processors, which can be cancelled.
//!
//! A file's text is dropped once its draft is made; its strings are stored in the arena that the corpus takes over. The
//! threads end with the call. Order is kept, so the corpus and the messages do not depend on the number of threads.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

use super::build::build;
use super::built_in_name::{BUILT_IN_NAME, is_built_in};
use super::file_draft::{Drafts, FileDraft};
use super::files::{self, CorpusFile, CorpusFolder};
use super::read::read;
use super::table::TableReader;
use crate::align::copy::Copy;
use crate::diagnostic::{Diagnostic, DiagnosticCode, Report, Severity, locate};
use crate::model::Corpus;
use crate::model::text::TextsBuilder;

/// Maximum number of threads; more would wait for each other.
const MOST_THREADS: usize = 8;
/// Maximum number of files that a thread takes at once.
const BATCH: usize = 32;

/// Progress of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CorpusProgress {
    /// Files read.
    pub read: usize,
    /// Number of all files.
    pub total: usize,
}

/// Corpora that are found but not yet read: the built-in one, or folders that together make one corpus.
///
/// Data sets are opened in the same two steps. `open` may run on the thread that draws. For a large corpus
/// ([`is_small`](Recognised::is_small) is `false`), another thread calls [`read`](Recognised::read) and passes each
/// [`CorpusProgress`] on.
#[derive(Debug, Default)]
pub struct Recognised {
    files: Vec<CorpusFile>,
    folders: Vec<CorpusFolder>,
    sources: Vec<PathBuf>,
    copies: Vec<Copy>,
}

impl Recognised {
    /// The built-in corpus, with copies of its articles from `sources`.
    pub fn built_in(sources: &[PathBuf]) -> Self {
        Self { files: files::built_in(), sources: sources.to_vec(), ..Self::default() }
    }

    /// The names of the built-in corpus alone.
    pub fn built_in_names() -> Self {
        let mut files = files::built_in();
        files.retain(|f| f.path() == "names.toml");
        Self { files, ..Self::default() }
    }

    /// The names of armed groups in data sets.
    pub fn built_in_actors() -> Self {
        let names = include_bytes!("../../data/vocabulary/actors.toml");
        Self { files: vec![CorpusFile::given("names.toml".to_owned(), names.to_vec())], ..Self::default() }
    }

    /// The folders at `paths`, with copies of their articles from `sources`. A path without a corpus is reported and left
    /// out. The word `built-in` names the built-in corpus, where no file has that name.
    pub fn open(paths: &[&Path], sources: &[PathBuf], report: &mut Report) -> Self {
        let is_named = |path: &&&Path| is_built_in(path);
        let named = paths.iter().filter(is_named).count();
        if named > 0 && named == paths.len() {
            return Self::built_in(sources);
        }
        if named > 0 {
            let message =
                format!("{BUILT_IN_NAME}: the built-in corpus stands with no other corpus folder; it is left out");
            report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, "");
        }
        let paths = paths.iter().filter(|path| !is_named(path));
        let folders = paths.filter_map(|path| files::folder(path, report)).collect();
        Self { folders, sources: sources.to_vec(), ..Self::default() }
    }

    /// Files in memory, by their paths within the corpus (`articles/scmp.md`), and copies of articles by name.
    pub fn memory(texts: Vec<(String, Vec<u8>)>, copies: &[(String, Vec<u8>)], report: &mut Report) -> Self {
        let files = texts.into_iter().map(|(path, bytes)| CorpusFile::given(path, bytes)).collect();
        let copies = copies.iter().filter_map(|(name, bytes)| files::copy(name, bytes, report)).collect();
        Self { files, copies, ..Self::default() }
    }

    /// Whether it is read within a frame or two, so that it needs no job of its own.
    pub fn is_small(&self) -> bool {
        files::is_small(self.size())
    }

    /// Number of files, and of bytes in folders. For a large corpus both are lower bounds.
    pub fn size(&self) -> (usize, u64) {
        let of = |(files, bytes), folder: &CorpusFolder| (files + folder.size.0, bytes + folder.size.1);
        self.folders.iter().fold((self.files.len(), 0), of)
    }

    /// Reads all of it. Calls `grown` from time to time with the progress, which never decreases; the last call reports
    /// all files. `None` if `stop` was set; then nothing is reported.
    pub fn read(self, stop: &AtomicBool, grown: &mut dyn FnMut(CorpusProgress), report: &mut Report) -> Option<Corpus> {
        let Self { mut files, folders, sources, mut copies } = self;
        let mut collected = Vec::new();
        let mut own = Report::default();
        // The files of each folder.
        let mut ends = Vec::new();
        for folder in &folders {
            let (listed, messages) = folder.list();
            collected.extend(messages.into_iter().map(|(at, message)| (files.len() + at, message)));
            files.extend(listed);
            ends.push(files.len());
        }
        let first = report.files.len();
        let texts = TextsBuilder::default();
        let mut done = parallel(&files, Numbers::From(first), texts, files::LARGEST_ALL, stop, grown)?;
        cut(&mut done, &folders, &ends, &files, files::LARGEST_ALL, &mut collected);
        collected.append(&mut done.messages);
        collected.sort_by_key(|(at, _)| *at);
        own.messages.extend(collected.into_iter().map(|(_, message)| message));
        let mut total = 0;
        for path in &sources {
            copies.extend(super::copies::copies(path, &mut total, stop, &mut own)?);
        }
        let corpus = build(done.drafts, &copies, stop, &mut own)?;
        own.sum_up();
        // Mistakes across files are found after the texts are dropped.
        let mut buffer = Vec::new();
        for at in own.unlocated() {
            if let Some(file) = at.checked_sub(first).and_then(|n| files.get(n)) {
                locate(&mut own.messages, at, &file.name, file.read(&mut buffer).unwrap_or(""));
            }
        }
        report.join(own);
        for file in files {
            report.file(file.name);
        }
        Some(corpus)
    }
}

/// The numbers that reports give files.
#[derive(Debug, Clone, Copy)]
pub(super) enum Numbers<'n> {
    /// From this one on.
    From(usize),
    /// One for each.
    Each(&'n [usize]),
}

impl Numbers<'_> {
    fn first(self) -> usize {
        self.at(0)
    }

    /// The number of the file at a position.
    pub(super) fn at(self, position: usize) -> usize {
        match self {
            Self::From(first) => first + position,
            Self::Each(numbers) => numbers.get(position).copied().unwrap_or_default(),
        }
    }
}

/// The drafts read; messages and lengths have the position of their file.
#[derive(Default)]
pub(super) struct Done {
    /// The number that reports give the file at position 0.
    first: usize,
    pub(super) drafts: Drafts,
    pub(super) messages: Vec<(usize, Diagnostic)>,
    /// Lengths of the files that could be read.
    lengths: Vec<(usize, u64)>,
    /// Files that were taken but not read, since the limit was reached.
    left: Vec<usize>,
}

/// Reads files on all processors, including the calling thread, until they have more than `most` bytes.
pub(super) fn parallel(
    files: &[CorpusFile],
    numbers: Numbers<'_>,
    texts: TextsBuilder,
    most: u64,
    stop: &AtomicBool,
    grown: &mut dyn FnMut(CorpusProgress),
) -> Option<Done> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    // A few files are read before another thread runs.
    let threads = processors.min(MOST_THREADS).min(files.len().div_ceil(BATCH).max(1));
    let shared = Shared {
        files,
        numbers,
        batch: (files.len() / (threads * 16)).clamp(1, BATCH),
        next: AtomicUsize::new(0),
        read: AtomicUsize::new(0),
        bytes: AtomicU64::new(0),
        most,
        stop,
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| {
                let (texts, shared) = (texts.sibling(), &shared);
                thread::Builder::new()
                    .name("corpus".into())
                    .spawn_scoped(scope, move || shared.work(texts, &mut |_| {}))
            })
            .collect();
        let mut done = shared.work(texts, grown);
        // If no further thread could be started, this one has read everything.
        for other in others.into_iter().flatten() {
            done.join(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    done.lengths.sort_unstable();
    shared.fill_gaps(&mut done);
    grown(CorpusProgress { read: files.len(), total: files.len() });
    Some(done)
}

/// State shared by the threads.
struct Shared<'f> {
    files: &'f [CorpusFile],
    numbers: Numbers<'f>,
    batch: usize,
    next: AtomicUsize,
    read: AtomicUsize,
    bytes: AtomicU64,
    most: u64,
    stop: &'f AtomicBool,
}

impl Shared<'_> {
    /// Reads files until there are no more.
    fn work(&self, texts: TextsBuilder, grown: &mut dyn FnMut(CorpusProgress)) -> Done {
        let mut reader = TableReader::new(texts);
        let (mut done, mut buffer) = (Done { first: self.numbers.first(), ..Done::default() }, Vec::new());
        while !self.is_over() {
            let from = self.next.fetch_add(self.batch, Ordering::Relaxed);
            let batch = from..(from + self.batch).min(self.files.len());
            if batch.is_empty() {
                break;
            }
            for at in batch.clone() {
                if self.is_over() {
                    done.left.push(at);
                } else {
                    self.file(at, &mut reader, &mut buffer, &mut done);
                }
            }
            let read = self.read.fetch_add(batch.len(), Ordering::Relaxed) + batch.len();
            grown(CorpusProgress { read, total: self.files.len() });
        }
        done.drafts.texts = reader.texts;
        done
    }

    /// Whether reading ends before the last file.
    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.bytes.load(Ordering::Relaxed) > self.most
    }

    /// Reads the files that a thread left out because other threads, with later files, had reached the limit, until the
    /// files before them reach it. So the files read do not depend on the threads.
    fn fill_gaps(&self, done: &mut Done) {
        let mut left = std::mem::take(&mut done.left);
        left.sort_unstable();
        let mut reader = TableReader::new(std::mem::take(&mut done.drafts.texts));
        for at in left {
            let before = done.lengths.iter().take_while(|(file, _)| *file < at);
            if self.stop.load(Ordering::Relaxed) || before.map(|(_, length)| length).sum::<u64>() > self.most {
                break;
            }
            self.file(at, &mut reader, &mut Vec::new(), done);
            done.lengths.sort_unstable();
        }
        done.drafts.texts = reader.texts;
    }

    fn file(&self, at: usize, reader: &mut TableReader, buffer: &mut Vec<u8>, done: &mut Done) {
        let (file, number) = (&self.files[at], self.numbers.at(at));
        match file.read(buffer) {
            Ok(text) => {
                self.bytes.fetch_add(text.len() as u64, Ordering::Relaxed);
                done.lengths.push((at, text.len() as u64));
                let draft = read(file.path(), text, number, reader);
                reader.report.sum_up();
                locate(&mut reader.report.messages, number, &file.name, text);
                done.take(number, draft);
            }
            Err((message, help)) => {
                reader.report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, help);
            }
        }
        done.messages.extend(reader.report.messages.drain(..).map(|message| (at, message)));
    }
}

impl Done {
    fn take(&mut self, number: usize, draft: Option<FileDraft>) {
        match draft {
            Some(FileDraft::Corpus(corpus)) => self.drafts.corpora.push((number, corpus)),
            Some(FileDraft::Article(article)) => self.drafts.articles.push((number, article)),
            Some(FileDraft::Incident(incident)) => self.drafts.incidents.push((number, incident)),
            Some(FileDraft::Quotes(quotes)) => self.drafts.quotes.push((number, quotes)),
            Some(FileDraft::Names(names)) => self.drafts.names.push((number, names)),
            Some(FileDraft::NameClaims(claims)) => self.drafts.name_claims.push((number, claims)),
            Some(FileDraft::Texts(texts)) => self.drafts.article_texts.push((number, texts)),
            Some(FileDraft::Annotations(annotations)) => self.drafts.annotations.push((number, annotations)),
            Some(FileDraft::Rejected(rejected)) => self.drafts.rejected.push((number, rejected)),
            None => {}
        }
    }

    /// Drops the drafts of some files and the messages about them.
    fn leave_out(&mut self, files: &[Range<usize>]) {
        let first = self.first;
        let kept = |at: usize| !files.iter().any(|range| range.contains(&at));
        self.drafts.retain(&|number| kept(number - first));
        self.messages.retain(|(at, message)| kept(*at) || message.span.is_none());
    }

    fn join(&mut self, other: Self) {
        self.drafts.join(other.drafts);
        self.messages.extend(other.messages);
        self.lengths.extend(other.lengths);
        self.left.extend(other.left);
    }
}

/// Leaves out files beyond the size limit and folders without articles, and reports them.
fn cut(
    done: &mut Done,
    folders: &[CorpusFolder],
    ends: &[usize],
    files: &[CorpusFile],
    most: u64,
    collected: &mut Vec<(usize, Diagnostic)>,
) {
    let mut dropped: Vec<Range<usize>> = Vec::new();
    let (mut begin, mut total) = (0, 0);
    for (folder, &end) in folders.iter().zip(ends) {
        let mut lengths = done.lengths.iter().filter(|(at, _)| (begin..end).contains(at));
        let is_full = total > most;
        let too_much = lengths.clone().find(|(_, length)| {
            total += length;
            total > most
        });
        let mut report = Report::default();
        let mut from = end;
        if is_full {
            folder.too_much(&mut report);
            from = begin;
        } else if let Some((at, _)) = too_much {
            folder.too_much(&mut report);
            from = *at;
        } else if !lengths.any(|(at, _)| files[*at].path().starts_with("articles/")) {
            folder.without_articles(&mut report);
            from = begin;
        }
        if from < end || !report.messages.is_empty() {
            dropped.push(from..end);
        }
        collected.extend(report.messages.into_iter().map(|message| (end, message)));
        begin = end;
    }
    if !dropped.is_empty() {
        done.leave_out(&dropped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_limit_files_are_left_out_in_order_and_every_folder_says_so() {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tiny"));
        let folders: Vec<_> = (0..3).filter_map(|_| files::folder(path, &mut Report::default())).collect();
        let mut files = Vec::new();
        let ends: Vec<_> = folders
            .iter()
            .map(|folder| {
                files.extend(folder.list().0);
                files.len()
            })
            .collect();
        let lengths: Vec<u64> = files.iter().map(|file| file.read(&mut Vec::new()).unwrap().len() as u64).collect();
        let one: u64 = lengths[..ends[0]].iter().sum();
        let read = |most: u64| {
            let mut done =
                parallel(&files, Numbers::From(0), TextsBuilder::default(), most, &AtomicBool::new(false), &mut |_| {})
                    .unwrap();
            let mut collected = Vec::new();
            cut(&mut done, &folders, &ends, &files, most, &mut collected);
            let drafts = &done.drafts;
            let counts = [drafts.corpora.len(), drafts.articles.len(), drafts.incidents.len()];
            let messages: Vec<_> = collected.into_iter().map(|(at, message)| (at, message.message)).collect();
            (counts, messages)
        };
        for _ in 0..50 {
            let (counts, messages) = read(one);
            assert_eq!(counts, [1, 3, 3]);
            assert_eq!(messages.iter().map(|(at, _)| *at).collect::<Vec<_>>(), ends[1..]);
            assert!(
                messages.iter().all(|(_, message)| message.contains("in all; the rest is not read")),
                "{messages:?}"
            );
        }
        assert_eq!(read(3 * one), ([3, 9, 9], Vec::new()));
    }
}
