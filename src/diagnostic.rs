//! Mistakes in a corpus or data set, with place and remedy.
//!
//! Loading returns them with the valid records. This module defines and formats messages, and holds no text but their lines.

mod code;
mod excerpt;
mod similar;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use crate::sanitize;
use excerpt::Lines;

pub use code::DiagnosticCode;
pub use excerpt::Excerpt;
pub use similar::did_you_mean;

/// Maximum number of messages about one file; the others are counted.
pub const MOST_MESSAGES: usize = 1_000;

/// A place in one of the files read. Small, since every string of a draft has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceSpan {
    file: u32,
    start: u32,
    end: u32,
}

impl SourceSpan {
    /// Bytes of file number `file` of [`Report::files`]; no file of a corpus has more than 4 GiB.
    pub fn new(file: usize, bytes: Range<usize>) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: narrow(file), start: narrow(bytes.start), end: narrow(bytes.end) }
    }

    /// Index into [`Report::files`].
    pub fn file(self) -> usize {
        self.file as usize
    }

    /// Bytes of that file.
    pub fn bytes(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: SourceSpan,
}

impl<T> Spanned<T> {
    /// Another value at the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as given, or as it is called inside the built-in corpus.
    pub name: String,
}

/// The severity of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was left out or is unreliable.
    Error,
    /// Everything was loaded, but it is probably a mistake.
    Warning,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Severity.
    pub severity: Severity,
    /// Kind of mistake.
    pub code: DiagnosticCode,
    /// Place; `None` if the message is about a whole file, which it then names.
    pub span: Option<SourceSpan>,
    /// The line at that place, once [`Report::locate`] has received the file's text.
    pub excerpt: Option<Excerpt>,
    /// Another place, appended to the help once it is located.
    pub other: Option<SourceSpan>,
    /// Place in a file that is not held in memory.
    pub place: Option<Position>,
    /// The problem.
    pub message: String,
    /// The remedy.
    pub help: Option<String>,
}

/// All messages about the loaded files.
#[derive(Debug, Default)]
pub struct Report {
    /// The files read, to which spans refer.
    pub files: Vec<SourceFile>,
    /// The messages, in the order in which they were found.
    pub messages: Vec<Diagnostic>,
    /// The messages of each file since they were last [summed up](Report::sum_up).
    counts: BTreeMap<usize, Count>,
}

/// The messages about one file.
#[derive(Debug, Default)]
struct Count {
    /// Number of messages kept.
    kept: usize,
    /// Number of messages left out.
    more: usize,
    /// The severity of the most severe message left out, and the code of the first.
    worst: Option<(Severity, DiagnosticCode)>,
}

/// The place of a message as editors count: from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl Report {
    /// Adds a file's name and returns its index for spans.
    pub fn file(&mut self, name: String) -> usize {
        self.files.push(SourceFile { name });
        self.files.len() - 1
    }

    /// Adds an error.
    pub fn error<'m>(
        &mut self,
        code: DiagnosticCode,
        span: &SourceSpan,
        message: impl Into<Cow<'m, str>>,
        help: impl Into<Cow<'m, str>>,
    ) {
        self.push(Severity::Error, code, Some(*span), message.into(), help.into());
    }

    /// Adds an error whose help ends with another place, as `file:line`.
    pub fn error_beside(
        &mut self,
        code: DiagnosticCode,
        span: &SourceSpan,
        message: &str,
        help: &str,
        other: SourceSpan,
    ) {
        if self.push(Severity::Error, code, Some(*span), message.into(), help.into())
            && let Some(last) = self.messages.last_mut()
        {
            last.other = Some(other);
        }
    }

    /// Adds a warning.
    pub fn warning<'m>(
        &mut self,
        code: DiagnosticCode,
        span: &SourceSpan,
        message: impl Into<Cow<'m, str>>,
        help: impl Into<Cow<'m, str>>,
    ) {
        self.push(Severity::Warning, code, Some(*span), message.into(), help.into());
    }

    /// Adds a message about a file as a whole.
    pub fn about_file<'m>(
        &mut self,
        severity: Severity,
        code: DiagnosticCode,
        message: impl Into<Cow<'m, str>>,
        help: impl Into<Cow<'m, str>>,
    ) {
        self.push(severity, code, None, message.into(), help.into());
    }

    /// Adds a message about a place in a file that is not held in memory.
    pub fn at(&mut self, severity: Severity, code: DiagnosticCode, place: Position, message: String, help: String) {
        self.push(severity, code, None, message.into(), help.into());
        if let Some(last) = self.messages.last_mut() {
            last.place = Some(place);
        }
    }

    /// Adds the messages of another report, which must not refer to files of its own.
    pub fn join(&mut self, other: Self) {
        self.messages.extend(other.messages);
    }

    fn push(
        &mut self,
        severity: Severity,
        code: DiagnosticCode,
        span: Option<SourceSpan>,
        message: Cow<'_, str>,
        help: Cow<'_, str>,
    ) -> bool {
        let count = span.map(|span| self.counts.entry(span.file()).or_default());
        let is_full = count.as_ref().is_some_and(|count| count.kept == MOST_MESSAGES);
        if is_full && let Some(count) = count {
            count.more += 1;
            let (worst, code) = count.worst.unwrap_or((severity, code));
            count.worst = Some((worst.min(severity), code));
            return false;
        }
        if let Some(count) = count {
            count.kept += 1;
        }
        let help = (!help.is_empty()).then(|| help.into_owned());
        let message = brief(message);
        let (excerpt, other, place) = (None, None, None);
        self.messages.push(Diagnostic { severity, code, span, excerpt, other, place, message, help });
        true
    }

    /// Adds for each file with more than [`MOST_MESSAGES`] messages one that counts the others, and begins to count anew.
    pub fn sum_up(&mut self) {
        for (file, count) in std::mem::take(&mut self.counts) {
            if let Some((severity, code)) = count.worst {
                // It is sorted after all others about this file.
                let end = SourceSpan::new(file, usize::MAX..usize::MAX);
                let message = format!("… and {} more about this file", count.more);
                self.push(severity, code, Some(end), message.into(), "".into());
            }
        }
        self.counts.clear();
    }

    /// The number of messages found, with those left out.
    pub fn found(&self) -> usize {
        self.messages.len() + self.counts.values().map(|count| count.more).sum::<usize>()
    }

    /// Takes the text of a file and stores the lines that its messages are about.
    pub fn locate(&mut self, file: usize, text: &str) {
        let name = self.files.get(file).map_or("", |f| f.name.as_str());
        locate(&mut self.messages, file, name, text);
    }

    /// The files whose texts [`Report::locate`] still needs because messages refer to them.
    pub fn unlocated(&self) -> BTreeSet<usize> {
        let own = self.messages.iter().filter(|m| m.excerpt.is_none()).filter_map(|m| m.span.as_ref());
        own.chain(self.messages.iter().filter_map(|m| m.other.as_ref())).map(|span| span.file()).collect()
    }

    /// The place of a message, if it has one.
    pub fn place(&self, message: &Diagnostic) -> Option<Position> {
        message.place.clone().or_else(|| {
            let (span, excerpt) = (message.span.as_ref()?, message.excerpt.as_ref());
            let (line, column) = excerpt.map_or((1, 1), |e| (e.line, e.column));
            Some(Position { file: self.name(span).to_owned(), line, column })
        })
    }

    /// The name of the file that a span refers to; empty until the file is added.
    fn name(&self, span: &SourceSpan) -> &str {
        self.files.get(span.file()).map_or("", |file| &file.name)
    }

    /// How many messages of that severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.messages.iter().filter(|m| m.severity == severity).count()
    }

    /// The messages by file and place, those about whole files first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.messages.iter().collect();
        all.sort_by_cached_key(|m| {
            let span = m.span.as_ref().map(|s| (self.name(s).to_owned(), s.bytes().start));
            span.or_else(|| m.place.as_ref().map(|p| (p.file.clone(), p.line)))
        });
        all
    }

    /// One message for people and editors: `file:line:column: error[P009]: …`, the line with the text in
    /// question marked, and the remedy. Safe to print.
    pub fn render(&self, message: &Diagnostic) -> String {
        let severity = match message.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let head = format!("{severity}[{}]: {}", message.code.number(), sanitize::line(&message.message));
        let mut out = match self.place(message) {
            Some(Position { file, line, column }) => format!("{}:{line}:{column}: {head}", sanitize::line(&file)),
            None => head,
        };
        if let Some(Excerpt { line, text, lead, width, .. }) = &message.excerpt {
            let number = line.to_string();
            let pad = " ".repeat(number.len());
            let (shown, lead, mark) = (sanitize::line(text), " ".repeat(*lead), "^".repeat(*width));
            let _ = write!(out, "\n {pad} |\n {number} | {shown}\n {pad} | {lead}{mark}");
        }
        if let Some(help) = &message.help {
            let _ = write!(out, "\n   = {}", sanitize::line(help));
        }
        out
    }
}

/// Stores in the messages about file `file`, called `name`, the lines of its `text` that they are about.
pub fn locate(messages: &mut [Diagnostic], file: usize, name: &str, text: &str) {
    let mut lines = None;
    let is_here = |span: &Option<SourceSpan>| span.as_ref().is_some_and(|s| s.file() == file);
    for message in messages {
        let own = message.excerpt.is_none() && is_here(&message.span);
        if !own && !is_here(&message.other) {
            continue;
        }
        let lines: &mut Lines<'_> = lines.get_or_insert_with(|| Lines::new(text));
        if own && let Some(span) = &message.span {
            message.excerpt = lines.excerpt(&span.bytes());
        }
        if is_here(&message.other)
            && let Some(other) = message.other.take()
        {
            let help = message.help.get_or_insert_default();
            let _ = write!(help, "{name}:{}", lines.at(other.bytes().start).0);
        }
    }
}

/// Shortens a message: the part of a file that it quotes may be megabytes long.
fn brief(message: Cow<'_, str>) -> String {
    const MOST: usize = 600;
    match message.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_line_column_text_and_remedy() {
        let mut report = Report::default();
        let file = report.file("incidents/x.toml".into());
        report.error(
            DiagnosticCode::UnknownArticle,
            &SourceSpan::new(file, 22..28),
            "no article “scpm”",
            "did you mean “scmp”?",
        );
        report.locate(file, "title = \"x\"\narticle = \"scpm\"\n");
        assert_eq!(
            report.render(&report.messages[0]),
            "incidents/x.toml:2:11: error[P009]: no article “scpm”\n   |\n 2 | article = \"scpm\"\n   |           ^^^^^^\n   = did you mean “scmp”?"
        );
    }

    #[test]
    fn nothing_from_a_file_commands_the_terminal() {
        let mut report = Report::default();
        let file = report.file("a\x1b]0;x\x07.toml".into());
        report.error(DiagnosticCode::UnknownKey, &SourceSpan::new(file, 0..2), "unknown key “k\x1b[31m”", "");
        report.locate(file, "k\x1b[31m = 1");
        assert!(!report.render(&report.messages[0]).contains('\x1b'));
    }

    #[test]
    fn a_message_names_another_place_once_that_is_located() {
        let mut report = Report::default();
        let (first, second) = (report.file("a.toml".into()), report.file("b.toml".into()));
        let other = SourceSpan::new(first, 5..6);
        let span = SourceSpan::new(second, 0..1);
        report.error_beside(DiagnosticCode::DuplicateId, &span, "twice", "the first is in ", other);
        assert_eq!(report.unlocated().into_iter().collect::<Vec<_>>(), [first, second]);
        report.locate(first, "x\ny\nz\n");
        report.locate(second, "k");
        assert!(report.unlocated().is_empty());
        assert!(report.render(&report.messages[0]).ends_with("= the first is in a.toml:3"));
    }

    #[test]
    fn places_in_a_long_line_are_counted_from_each_other() {
        let line = "é = 1, ".repeat(40_000);
        let text = format!("first\r\n{line}\r\nlast");
        let mut report = Report::default();
        let file = report.file("a.toml".into());
        let starts: Vec<usize> = (0..900).map(|n| 7 + 8 * (n * 44 % 39_000)).collect();
        for &start in &starts {
            report.error(DiagnosticCode::UnknownKey, &SourceSpan::new(file, start..start + 2), "k", "");
        }
        report.error(DiagnosticCode::UnknownKey, &SourceSpan::new(file, 0..text.len()), "k", "");
        let begun = std::time::Instant::now();
        report.locate(file, &text);
        assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
        for (message, start) in report.messages.iter().zip(starts) {
            let excerpt = message.excerpt.as_ref().unwrap();
            assert_eq!((excerpt.line, excerpt.column), (2, 1 + (start - 7) / 8 * 7));
            assert_eq!(excerpt.text.chars().nth(excerpt.lead), Some('é'));
            assert_eq!((excerpt.lead, excerpt.width), ((excerpt.column - 1).min(excerpt::BEFORE), 1));
        }
        let whole = report.messages.last().and_then(|m| m.excerpt.as_ref()).unwrap();
        assert_eq!((whole.text.as_str(), whole.lead, whole.width), ("first", 0, 5));
    }

    #[test]
    fn messages_of_a_file_beyond_the_limit_are_counted() {
        let mut report = Report::default();
        let (file, other) = (report.file("a.toml".into()), report.file("b.toml".into()));
        for n in 0..MOST_MESSAGES + 3 {
            report.warning(DiagnosticCode::UnknownWord, &SourceSpan::new(file, n..n), "w", "");
        }
        report.error_beside(
            DiagnosticCode::DuplicateId,
            &SourceSpan::new(file, 9..9),
            "e",
            "",
            SourceSpan::new(other, 0..1),
        );
        report.error(DiagnosticCode::UnknownKey, &SourceSpan::new(other, 0..1), "k", "");
        assert_eq!((report.messages.len(), report.found()), (MOST_MESSAGES + 1, MOST_MESSAGES + 5));
        assert!(report.messages.iter().all(|m| m.other.is_none()));
        report.sum_up();
        report.sum_up();
        assert_eq!((report.messages.len(), report.count(Severity::Error)), (MOST_MESSAGES + 2, 2));
        assert_eq!(report.messages[MOST_MESSAGES + 1].message, "… and 4 more about this file");
    }

    #[test]
    fn long_words_are_not_compared() {
        let long = "k".repeat(101);
        assert_eq!(did_you_mean(&long, [long.as_str()]), "");
        assert_eq!(did_you_mean("kk", [long.as_str(), "kkk"]), "did you mean “kkk”?");
    }

    #[test]
    fn a_message_about_a_file_not_yet_added_has_a_place_without_a_name() {
        let mut report = Report::default();
        report.error(DiagnosticCode::UnknownKey, &SourceSpan::new(3, 0..1), "k", "");
        assert_eq!(report.place(&report.messages[0]).map(|p| p.file), Some(String::new()));
        assert_eq!(report.sorted().len(), 1);
    }

    #[test]
    fn numbers_of_codes_are_unique() {
        let mut numbers: Vec<_> = DiagnosticCode::ALL.iter().map(|(c, _)| c.number()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), DiagnosticCode::ALL.len());
    }
}
