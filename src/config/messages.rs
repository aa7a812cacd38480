//! Messages about the configuration file, and the values that all of its tables have. Knows no table.

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, did_you_mean};

/// Takes messages about the file.
pub(super) struct Messages {
    pub(super) report: Report,
    pub(super) file: usize,
}

impl Messages {
    pub(super) fn error(&mut self, code: DiagnosticCode, at: Range<usize>, message: &str, help: &str) {
        self.report.error(code, &SourceSpan::new(self.file, at), message, help);
    }

    pub(super) fn warning(&mut self, code: DiagnosticCode, at: Range<usize>, message: &str, help: &str) {
        self.report.warning(code, &SourceSpan::new(self.file, at), message, help);
    }

    /// A word that is not among those that can stand there.
    pub(super) fn unknown(&mut self, at: Range<usize>, what: &str, word: &str, known: &[&str]) {
        let mut help = did_you_mean(word, known.iter().copied());
        if help.is_empty() {
            help = format!("known are {}", known.join(", "));
        }
        self.error(DiagnosticCode::UnknownKey, at, &format!("unknown {what} “{word}”"), &help);
    }

    /// A value that is not among those that can stand there.
    pub(super) fn unknown_word(&mut self, at: Range<usize>, word: &str, known: &[&str]) {
        let mut help = did_you_mean(word, known.iter().copied());
        if help.is_empty() {
            help = format!("it is one of {}", known.join(", "));
        }
        self.error(DiagnosticCode::UnknownWord, at, &format!("“{word}” is not known here"), &help);
    }

    /// The strings of a value: one, or a list of them, each with its place.
    pub(super) fn strings(
        &mut self,
        value: &TomlSpanned<DeValue<'_>>,
        what: &str,
    ) -> Option<Vec<(String, Range<usize>)>> {
        let mut all = Vec::new();
        let items: Vec<&TomlSpanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for item in items {
            let DeValue::String(text) = item.get_ref() else {
                let help = format!("write {what} in quotation marks, or a list of them");
                self.error(DiagnosticCode::WrongType, item.span(), "this is no string", &help);
                return None;
            };
            all.push((text.to_string(), item.span()));
        }
        Some(all)
    }
}
