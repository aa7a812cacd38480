//! What the files of a folder were when this program read or wrote them last, so that a change by others is told from its own.
//!
//! A stamp decides. Where it was too young to show a later change, and where the program wrote the text itself, the text's hash
//! does.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use super::entry::hash;
use super::new_errors::KnownErrors;
use super::writing::{NewText, present_hash};
use crate::diagnostic::Report;
use crate::documents::file_stamp::FileStamp;

/// The files as they were.
#[derive(Debug, Default)]
pub struct SeenFiles {
    /// By their paths within the corpus.
    files: BTreeMap<String, SeenFile>,
    /// The copies of articles, by their whole paths.
    copies: BTreeMap<String, FileStamp>,
    /// Whether one of them may have changed while it was read.
    doubtful: bool,
    /// The errors that they have together.
    errors: KnownErrors,
}

#[derive(Debug)]
struct SeenFile {
    stamp: FileStamp,
    /// The hash of its text, where the stamp does not suffice.
    hash: Option<String>,
}

impl SeenFiles {
    /// Notes the files that were read, and what was reported of them; the stamps were taken before that.
    pub fn note<'f>(
        &mut self,
        folder: &Path,
        files: impl Iterator<Item = (&'f str, FileStamp)>,
        copies: BTreeMap<String, FileStamp>,
        report: &Report,
    ) {
        let seen = |(path, stamp): (&str, FileStamp)| {
            if stamp.is_certain() {
                return Some((path.to_owned(), SeenFile { stamp, hash: None }));
            }
            let whole = folder.join(path);
            let hash = present_hash(&whole).ok()?;
            // One that has changed since is not known.
            (FileStamp::at(&whole) == Some(stamp)).then(|| (path.to_owned(), SeenFile { stamp, hash }))
        };
        self.files = files.filter_map(seen).collect();
        (self.copies, self.doubtful, self.errors) = (copies, false, KnownErrors::of(report));
    }

    /// Notes files that were read elsewhere, with this report; that began at `since`.
    pub fn assume(
        &mut self,
        files: BTreeMap<String, FileStamp>,
        copies: BTreeMap<String, FileStamp>,
        report: &Report,
        since: SystemTime,
    ) {
        self.files = files.into_iter().map(|(path, stamp)| (path, SeenFile { stamp, hash: None })).collect();
        (self.copies, self.errors) = (copies, KnownErrors::of(report));
        let stamps = self.files.values().map(|seen| &seen.stamp).chain(self.copies.values());
        self.doubtful = stamps.into_iter().any(|stamp| stamp.is_since(since));
    }

    /// Whether a file may have changed while it was read, so that all are to be read again.
    pub fn is_doubtful(&self) -> bool {
        self.doubtful
    }

    /// Whether the files, which now have these stamps, are those that were seen, and had all errors of this report.
    pub fn had_errors_of(
        &mut self,
        folder: &Path,
        files: &BTreeMap<String, FileStamp>,
        copies: &BTreeMap<String, FileStamp>,
        report: &Report,
    ) -> bool {
        !self.doubtful && self.errors.new_in(report).is_empty() && self.changed(folder, files, copies).is_empty()
    }

    /// Notes a file that was written.
    pub fn wrote(&mut self, folder: &Path, new: &NewText) {
        self.files.remove(&new.file);
        if let (Some(text), Some(stamp)) = (&new.after, FileStamp::at(&folder.join(&new.file))) {
            let hash = Some(hash(text.as_bytes()));
            self.files.insert(new.file.clone(), SeenFile { stamp, hash });
        }
    }

    /// The files that others have changed, created or removed since, in order.
    pub fn changed(
        &mut self,
        folder: &Path,
        files: &BTreeMap<String, FileStamp>,
        copies: &BTreeMap<String, FileStamp>,
    ) -> Vec<String> {
        let mut changed: Vec<String> = files
            .iter()
            .filter(|(path, stamp)| !self.files.get_mut(*path).is_some_and(|seen| seen.is_still(folder, path, **stamp)))
            .map(|(path, _)| path.clone())
            .collect();
        changed.extend(self.files.keys().filter(|path| !files.contains_key(*path)).cloned());
        let differ = |path: &&String| self.copies.get(*path) != copies.get(*path);
        changed.extend(copies.keys().filter(differ).cloned());
        changed.extend(self.copies.keys().filter(|path| !copies.contains_key(*path)).cloned());
        changed
    }
}

impl SeenFile {
    /// Whether the file, which now has this stamp, has the text that it had.
    fn is_still(&mut self, folder: &Path, path: &str, stamp: FileStamp) -> bool {
        let Some(hash) = &self.hash else { return self.stamp == stamp };
        let is_same = present_hash(&folder.join(path)).is_ok_and(|now| now.as_ref() == Some(hash));
        // Once its age shows every change, the stamp suffices.
        if is_same && stamp.is_certain() && FileStamp::at(&folder.join(path)) == Some(stamp) {
            *self = Self { stamp, hash: None };
        }
        is_same
    }
}
