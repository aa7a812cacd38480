//! The drafts of a folder's files, kept between two projections, so that only files that have changed are read again.
//!
//! The strings of the drafts are in one arena, which each corpus goes on from. A file keeps its number as long as the drafts
//! are kept, as all places in it have that number.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::build::build;
use super::file_draft::Drafts;
use super::file_stamp::FileStamp;
use super::files::{self, CorpusFile};
use super::open::{CorpusProgress, Numbers, parallel};
use crate::align::copy::Copy;
use crate::diagnostic::{Diagnostic, Report, locate};
use crate::model::Corpus;
use crate::model::text::{Texts, TextsBuilder};

/// Drafts of files, by the numbers that the files have here.
#[derive(Debug, Default)]
pub struct KeptDrafts {
    files: Vec<KeptFile>,
    numbers: HashMap<String, usize>,
    drafts: Drafts,
    texts: Arc<Texts>,
    /// Messages about single files, by the file's number.
    messages: Vec<(usize, Diagnostic)>,
    /// Bytes of the arena when all files were read.
    size: usize,
}

/// One file whose draft is kept.
#[derive(Debug)]
struct KeptFile {
    file: CorpusFile,
    /// Its stamp just before it was read; `None` of a text in memory.
    seen: Option<FileStamp>,
    /// The same, unless it is to be read again in any case.
    stamp: Option<FileStamp>,
    /// Whether it is one of the files projected last.
    is_there: bool,
}

impl KeptDrafts {
    /// The corpus that these files describe, which are listed in order. The report must be a new one.
    pub(super) fn project(&mut self, files: Vec<CorpusFile>, copies: &[Copy], report: &mut Report) -> Corpus {
        // An arena keeps the strings of all texts that a file has had.
        if self.texts.len() > 2 * self.size + (8 << 20) || self.must_begin_anew(&files) {
            *self = Self::default();
        }
        self.read(files);
        let drafts = self.drafts.over(TextsBuilder::extend(Arc::clone(&self.texts)));
        let mut own = Report::default();
        own.messages.extend(self.messages.iter().map(|(_, message)| message.clone()));
        let corpus = build(drafts, copies, &AtomicBool::new(false), &mut own).unwrap_or_default();
        own.sum_up();
        let mut buffer = Vec::new();
        for at in own.unlocated() {
            if let Some(KeptFile { file, .. }) = self.files.get(at) {
                locate(&mut own.messages, at, &file.name, file.read(&mut buffer).unwrap_or(""));
            }
        }
        report.join(own);
        for KeptFile { file, .. } in &self.files {
            report.file(file.name.clone());
        }
        corpus
    }

    /// The stamps of the files on disk that were projected last, by their paths within the corpus.
    pub fn stamps(&self) -> impl Iterator<Item = (&str, FileStamp)> {
        let there = self.files.iter().filter(|kept| kept.is_there);
        there.filter_map(|kept| Some((kept.file.path(), kept.seen?)))
    }

    /// Whether there is a new file whose place among the others decides the order in the corpus.
    fn must_begin_anew(&self, files: &[CorpusFile]) -> bool {
        let by_place =
            |path: &str| !["articles/", "incidents/", "texts/", "rejected/"].iter().any(|part| path.starts_with(part));
        files.iter().map(CorpusFile::path).any(|path| by_place(path) && !self.numbers.contains_key(path))
    }

    /// Reads the files that are not kept as they are now.
    fn read(&mut self, files: Vec<CorpusFile>) {
        self.files.iter_mut().for_each(|kept| kept.is_there = false);
        let (mut changed, mut numbers) = (Vec::new(), Vec::new());
        for file in files {
            let stamp = file.stamp();
            let number = self.numbers.get(file.path()).copied();
            let known = number.and_then(|number| self.files.get_mut(number));
            if let Some(kept) = known.filter(|kept| stamp.is_some() && kept.stamp == stamp) {
                kept.is_there = true;
                continue;
            }
            let number = number.unwrap_or(self.files.len());
            let certain = stamp.filter(FileStamp::is_certain);
            let kept = KeptFile { file: file.clone(), seen: stamp, stamp: certain, is_there: true };
            if let Some(slot) = self.files.get_mut(number) {
                *slot = kept;
            } else {
                self.numbers.insert(file.path().to_owned(), number);
                self.files.push(kept);
            }
            changed.push(file);
            numbers.push(number);
        }
        let mut is_kept: Vec<bool> = self.files.iter().map(|kept| kept.is_there).collect();
        for &number in &numbers {
            is_kept[number] = false;
        }
        for kept in self.files.iter_mut().filter(|kept| !kept.is_there) {
            kept.stamp = None;
        }
        let is_kept = |number: usize| is_kept.get(number).copied().unwrap_or_default();
        self.drafts.retain(&is_kept);
        self.messages.retain(|(number, _)| is_kept(*number));
        if changed.is_empty() {
            return;
        }
        let is_first = self.texts.is_empty();
        let texts = TextsBuilder::extend(std::mem::take(&mut self.texts));
        let (all, never) = (Numbers::Each(&numbers), AtomicBool::new(false));
        let none = &mut |_: CorpusProgress| {};
        let Some(mut done) = parallel(&changed, all, texts, files::LARGEST_ALL, &never, none) else { return };
        let texts = std::mem::take(&mut done.drafts.texts);
        self.texts = Arc::new(texts.finish());
        self.drafts.join(done.drafts);
        self.messages.extend(done.messages.into_iter().map(|(at, message)| (all.at(at), message)));
        // The order must not depend on the threads.
        self.messages.sort_by_key(|(number, _)| *number);
        if is_first {
            self.size = self.texts.len();
        }
    }
}
