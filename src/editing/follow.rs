//! Follows what others change in the folder: an editor, a version control, another copy of the program.

use std::time::SystemTime;

use super::new_errors::KnownErrors;
use super::seen::SeenFiles;
use super::{EditError, Edited, EditedCorpus};
use crate::diagnostic::Report;

/// What others have done to the files since they were read or written last.
#[derive(Debug)]
pub enum Followed {
    /// Nothing.
    Same,
    /// They have changed these files, which are read again; none if it is only possible that they have.
    Changed(Box<Edited>, Vec<String>),
    /// They have changed files, and the corpus would have mistakes that it did not have: `incidents/fire.toml:3: message and 2
    /// more`. What was handed over before holds until they are mended.
    Mistakes(String),
}

impl EditedCorpus {
    /// Notes that the folder was read elsewhere, with this report, and that this began at `since`. If files have changed from then
    /// on, the next look reads all again.
    pub fn opened(&mut self, report: &Report, since: SystemTime) {
        self.known = Some(KnownErrors::of(report));
        if let Ok(documents) = self.documents() {
            self.seen.assume(documents.stamps(), documents.copy_stamps(), report, since);
        }
    }

    /// Reads the folder again if others have changed its files.
    pub fn follow(&mut self) -> Result<Followed, EditError> {
        // What cannot be read is read again once it can, whatever it then is.
        let documents = self.documents().inspect_err(|_| self.seen = SeenFiles::default())?;
        let changed = self.seen.changed(&self.folder, &documents.stamps(), &documents.copy_stamps());
        if changed.is_empty() && !self.seen.is_doubtful() {
            return Ok(Followed::Same);
        }
        let mut read = self.look()?;
        let mistakes = self.known.as_ref().map(|known| known.new_in(&read.report)).unwrap_or_default();
        match self.told(&mistakes) {
            Some(mistakes) => {
                // What else is to be said is said with what is handed over.
                self.notes.append(&mut read.notes);
                Ok(Followed::Mistakes(mistakes))
            }
            None => {
                self.hand_over(&read.report);
                Ok(Followed::Changed(Box::new(read), changed))
            }
        }
    }
}
