//! The errors that a corpus has and did not have before.

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::documents::added::added;
use crate::sanitize;

/// What is the same of an error when other lines of its file change: the file, the code and the message.
type Identity = (String, &'static str, String);

/// The errors of a report, to hold a later one against.
#[derive(Debug, Clone, Default)]
pub struct KnownErrors(Vec<Identity>);

impl KnownErrors {
    /// Those of a report.
    pub fn of(report: &Report) -> Self {
        Self(errors(report).map(|message| identity(report, message)).collect())
    }

    /// What is to be said of the errors of a later report that are not among them: the first, and how many more there are.
    pub fn first_new_in(&self, later: &Report) -> Option<String> {
        let new = self.new_in(later);
        let (first, others) = new.split_first()?;
        Some(if others.is_empty() { first.clone() } else { format!("{first} and {} more", others.len()) })
    }

    /// The errors of a later report that are not among them, wherever in the same file they stand: `file:3: message`.
    pub fn new_in(&self, later: &Report) -> Vec<String> {
        let new = added(self.0.iter().cloned(), errors(later).collect(), |message| identity(later, message));
        new.into_iter().map(|message| shown(later, message)).collect()
    }
}

/// Whether there are errors.
pub fn has_errors(report: &Report) -> bool {
    errors(report).next().is_some()
}

fn errors(report: &Report) -> impl Iterator<Item = &Diagnostic> {
    report.messages.iter().filter(|message| message.severity == Severity::Error)
}

fn identity(report: &Report, message: &Diagnostic) -> Identity {
    let file = report.place(message).map(|place| place.file).unwrap_or_default();
    (file, message.code.number(), message.message.clone())
}

fn shown(report: &Report, message: &Diagnostic) -> String {
    let place = report.place(message).map(|place| format!("{}:{}: ", place.file, place.line)).unwrap_or_default();
    let help = message.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    sanitize::line(&format!("{place}{}{help}", message.message)).into_owned()
}
