//! The errors that a corpus has after an edit and did not have before.

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::documents::added::added;
use crate::sanitize;

/// The errors of `after` that `before` does not have, wherever in the same file they stand.
pub fn new_errors(before: &Report, after: &Report) -> Vec<String> {
    let old = errors(before).map(|message| identity(before, message));
    let new = added(old, errors(after).collect(), |message| identity(after, message));
    new.into_iter().map(|message| shown(after, message)).collect()
}

/// Whether there are errors.
pub fn has_errors(report: &Report) -> bool {
    errors(report).next().is_some()
}

fn errors(report: &Report) -> impl Iterator<Item = &Diagnostic> {
    report.messages.iter().filter(|message| message.severity == Severity::Error)
}

/// What is the same of an error when other lines of its file change.
fn identity<'m>(report: &Report, message: &'m Diagnostic) -> (String, &'m str, &'m str) {
    let file = report.place(message).map(|place| place.file).unwrap_or_default();
    (file, message.code.number(), &message.message)
}

fn shown(report: &Report, message: &Diagnostic) -> String {
    let place = report.place(message).map(|place| format!("{}:{}: ", place.file, place.line)).unwrap_or_default();
    let help = message.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    sanitize::line(&format!("{place}{}{help}", message.message)).into_owned()
}
