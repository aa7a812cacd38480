//! How the file of a data set is called, and whether it is as it was when it was opened. Reads nothing of it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file as it was when it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedFile {
    /// Its path.
    pub path: PathBuf,
    bytes: u64,
    written: Option<SystemTime>,
}

impl OpenedFile {
    /// The file at a path; `None` for a pipe.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let found = path.metadata().ok()?;
        let opened = || Self { path: path.to_owned(), bytes: found.len(), written: found.modified().ok() };
        found.is_file().then(opened)
    }

    /// What has become of it since, and what can be done, for the user; `None` if it is as it was.
    pub fn has_become(&self) -> Option<&'static str> {
        match Self::of(&self.path) {
            None => Some("is gone; what was read of it stays"),
            Some(now) if now == *self => None,
            Some(now) if now.bytes > self.bytes => Some("has grown since it was opened; start again to read it anew"),
            Some(_) => Some("was written anew since it was opened; start again to read it anew"),
        }
    }
}

/// How a file is called.
pub(super) fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() }
}
