//! The drafts of a folder's files and the corpus that was built of them, kept between two projections, so that only files that
//! have changed are read again, and only what they reach is built again.
//!
//! The strings are in one arena, which each corpus goes on from. A file keeps its number as long as the drafts are kept, as all
//! places in it have that number; where the order of files decides, their ranks do, which are set at each projection.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::build::again::{Built, ChangedFiles};
use super::build::{build, build_again};
use super::file_draft::Drafts;
use super::file_stamp::FileStamp;
use super::files::{self, CorpusFile};
use super::open::{CorpusProgress, Numbers, parallel};
use crate::align::copy::Copy;
use crate::diagnostic::{Diagnostic, Report, locate};
use crate::model::Corpus;
use crate::model::text::TextsBuilder;

/// Drafts of files, by the numbers that the files have here.
#[derive(Debug, Default)]
pub struct KeptDrafts {
    files: Vec<KeptFile>,
    numbers: HashMap<String, usize>,
    /// With the arena of all strings.
    drafts: Drafts,
    /// What was built of them last.
    built: Built,
    /// Messages about single files, by the file's number.
    messages: Vec<(usize, Diagnostic)>,
    /// Bytes and blocks of the arena when all files were read.
    size: (usize, usize),
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

impl KeptFile {
    /// Whether it was read from memory, and a file has the same text.
    fn is_in_memory_as(&self, file: &CorpusFile) -> bool {
        let (mut kept, mut now) = (Vec::new(), Vec::new());
        self.seen.is_none() && self.file.raw(&mut kept).is_ok_and(|text| file.raw(&mut now) == Ok(text))
    }
}

impl KeptDrafts {
    /// The corpus that these files describe, which are listed in order. The report must be a new one.
    pub(super) fn project(&mut self, files: Vec<CorpusFile>, copies: &[Copy], report: &mut Report) -> Arc<Corpus> {
        let never = AtomicBool::new(false);
        let changed = self.read(files, &never).unwrap_or_default();
        let mut own = Report::default();
        own.messages.extend(self.messages.iter().map(|(_, message)| message.clone()));
        let corpus = if copies.is_empty() {
            let before = std::mem::take(&mut self.built);
            self.built = build_again(&mut self.drafts, before, &changed, &never, &mut own).unwrap_or_default();
            Arc::clone(&self.built.corpus)
        } else {
            // What copies say is not kept: it is attached anew each time.
            self.built = Built::default();
            let texts = TextsBuilder::extend(Arc::new(self.drafts.texts.so_far()));
            Arc::new(build(self.drafts.over(texts), copies, &never, &mut own).unwrap_or_default())
        };
        self.note_size();
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

    /// Reads the files, and builds of them if copies are not to be attached then, so that the next projection does only what has
    /// changed by then. Nothing is kept if `stop` is set.
    pub(super) fn prepare(&mut self, files: Vec<CorpusFile>, with_copies: bool, stop: &AtomicBool) {
        let changed = self.read(files, stop);
        let before = std::mem::take(&mut self.built);
        let built = changed.and_then(|changed| {
            if with_copies {
                return Some(Built::default());
            }
            build_again(&mut self.drafts, before, &changed, stop, &mut Report::default())
        });
        match built {
            Some(built) => {
                self.built = built;
                self.note_size();
            }
            None => *self = Self::default(),
        }
    }

    /// What was built last, if nothing was attached to it. Tests read it.
    pub fn built(&self) -> &Built {
        &self.built
    }

    fn note_size(&mut self) {
        if self.size == (0, 0) {
            self.size = (self.drafts.texts.len(), self.drafts.texts.blocks());
        }
    }

    /// Whether the arena, which keeps the strings of all texts that a file has had, has become far larger than it was.
    fn is_worn(&self) -> bool {
        let (bytes, blocks) = self.size;
        self.drafts.texts.len() > 2 * bytes + (8 << 20) || self.drafts.texts.blocks() > 2 * blocks + 64
    }

    /// The stamps of the files on disk that were projected last, by their paths within the corpus.
    pub fn stamps(&self) -> impl Iterator<Item = (&str, FileStamp)> {
        let there = self.files.iter().filter(|kept| kept.is_there);
        there.filter_map(|kept| Some((kept.file.path(), kept.seen?)))
    }

    /// Reads the files that are not kept as they are now; gives what has changed. `None` if `stop` was set: then the strings of all
    /// drafts are lost.
    fn read(&mut self, files: Vec<CorpusFile>, stop: &AtomicBool) -> Option<ChangedFiles> {
        if self.is_worn() {
            *self = Self::default();
        }
        let was_there: Vec<bool> =
            self.files.iter_mut().map(|kept| std::mem::replace(&mut kept.is_there, false)).collect();
        let (mut again, mut numbers) = (Vec::new(), Vec::new());
        for (rank, file) in files.into_iter().enumerate() {
            let stamp = file.stamp();
            let number = self.numbers.get(file.path()).copied().unwrap_or(self.files.len());
            self.drafts.ranks.resize(self.files.len().max(number + 1), 0);
            self.drafts.ranks[number] = rank;
            let known = self.files.get_mut(number);
            let certain = stamp.filter(FileStamp::is_certain);
            if let Some(kept) = known {
                if stamp.is_some() && kept.stamp == stamp {
                    kept.is_there = true;
                    continue;
                }
                // What was projected from memory has been written since, or is projected again.
                if was_there.get(number) == Some(&true) && kept.is_in_memory_as(&file) {
                    *kept = KeptFile { file, seen: stamp, stamp: certain, is_there: true };
                    continue;
                }
            }
            let kept = KeptFile { file: file.clone(), seen: stamp, stamp: certain, is_there: true };
            if let Some(slot) = self.files.get_mut(number) {
                *slot = kept;
            } else {
                self.numbers.insert(file.path().to_owned(), number);
                self.files.push(kept);
            }
            again.push(file);
            numbers.push(number);
        }
        let mut changed = ChangedFiles::default();
        let mut is_kept: Vec<bool> = self.files.iter().map(|kept| kept.is_there).collect();
        for &number in &numbers {
            is_kept[number] = false;
            changed.note(self.files[number].file.path(), number);
        }
        for (number, kept) in self.files.iter_mut().enumerate().filter(|(_, kept)| !kept.is_there) {
            kept.stamp = None;
            if was_there.get(number) == Some(&true) {
                changed.note(kept.file.path(), number);
            }
        }
        if is_kept.contains(&false) {
            self.drafts.retain(&|number: usize| is_kept.get(number).copied().unwrap_or_default());
            self.messages.retain(|(number, _)| is_kept.get(*number).copied().unwrap_or_default());
        }
        if again.is_empty() {
            return Some(changed);
        }
        let (texts, all) = (std::mem::take(&mut self.drafts.texts), Numbers::Each(&numbers));
        let mut done = parallel(&again, all, texts, files::LARGEST_ALL, stop, &mut |_: CorpusProgress| {})?;
        self.drafts.texts = std::mem::take(&mut done.drafts.texts);
        self.drafts.join(done.drafts);
        self.messages.extend(done.messages.into_iter().map(|(at, message)| (all.at(at), message)));
        // The order must not depend on the threads.
        self.messages.sort_by_key(|(number, _)| *number);
        Some(changed)
    }
}
