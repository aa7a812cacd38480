//! Opens the configuration in the editor, and takes its keys and colours up when the editor ends, whoever wrote them. Knows no keys and no colours:
//! whoever starts the workbench says how the file is read.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::programs;
use crate::app::msg::Reconfigured;
use crate::atomic_file::{self, Access};
use crate::sanitize;

/// The configuration file of this run.
#[derive(Debug, Clone)]
pub struct ConfigurationFile {
    /// Its path, whether there is such a file or not.
    pub path: PathBuf,
    /// What a new file holds: all settings as comments.
    pub template: fn() -> String,
    /// Reads the file; an error is a message for the user.
    pub read: fn(&Path) -> Result<Reconfigured, String>,
}

/// The file while it is in the editor.
pub(super) struct OpenedConfiguration<'f> {
    file: &'f ConfigurationFile,
    /// What stood in it before.
    before: Option<Vec<u8>>,
    is_new: bool,
    /// The editor, and its arguments.
    pub(super) command: (OsString, Vec<OsString>),
}

impl ConfigurationFile {
    fn shown(&self) -> String {
        sanitize::line(&self.path.display().to_string()).into_owned()
    }

    /// Writes the file if there is none, and says how it is opened. The error is a reason for the user.
    pub(super) fn open(&self) -> Result<OpenedConfiguration<'_>, String> {
        let wrong = |error: io::Error| format!("{}: {error}", self.shown());
        let is_new = !self.path.exists();
        if is_new {
            if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                atomic_file::folder(folder).map_err(wrong)?;
            }
            let text = (self.template)();
            atomic_file::create(&self.path, Access::Own, |out| out.write_all(text.as_bytes())).map_err(wrong)?;
        }
        let command = programs::editor_for(&self.path, 1)?;
        Ok(OpenedConfiguration { file: self, before: fs::read(&self.path).ok(), is_new, command })
    }
}

impl OpenedConfiguration<'_> {
    /// Looks at the file after the editor, which `did_well` or could not be run: what holds from now on, and what the user is told. A
    /// new file in which nothing was changed is removed.
    pub(super) fn close(self, did_well: bool) -> Result<Reconfigured, String> {
        let shown = self.file.shown();
        let is_unchanged = fs::read(&self.file.path).ok() == self.before;
        if is_unchanged && self.is_new {
            // A link that led to no file stays, and so may the file: it says nothing.
            let _ = atomic_file::end_of_links(&self.file.path).and_then(fs::remove_file);
        }
        if is_unchanged && (self.is_new || !did_well) {
            return Err(format!("{shown}: nothing was changed"));
        }
        // Another program may have written it before the editor was opened.
        let read = (self.file.read)(&self.file.path)?;
        let name = self.file.path.file_name().unwrap_or_default().display().to_string();
        let changed = if is_unchanged { "nothing was changed here; " } else { "" };
        let notice = read.notice.or_else(|| {
            let name = sanitize::line(&name);
            Some(format!("{name}: {changed}its keys and colours are in force; the rest is from the next start on"))
        });
        Ok(Reconfigured { notice, ..read })
    }
}
