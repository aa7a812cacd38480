//! Builds text of wrapped, sanitized lines. Knows nothing of the model.

use std::fmt::Write as _;

use crate::sanitize;

/// Text under construction.
pub(super) struct Page {
    pub(super) width: usize,
    pub(super) out: String,
}

impl Page {
    pub(super) fn new(width: usize) -> Self {
        Self { width: width.max(40), out: String::new() }
    }

    /// Appends a paragraph; `first` is the prefix of its first line, `rest` that of the others.
    pub(super) fn put(&mut self, first: &str, rest: &str, text: &str) {
        let first = sanitize::line(first);
        let options = textwrap::Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(rest)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let shown = sanitize::line(text);
        for line in textwrap::wrap(&shown, options) {
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    pub(super) fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}", sanitize::line(text).trim_end());
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }
}
