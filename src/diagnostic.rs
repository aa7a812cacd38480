//! Mistakes in a corpus or data set, with place and remedy.
//!
//! Mistakes in data are data: loading returns them together with the valid records. This module defines and formats
//! messages; it does not know how mistakes are found. It holds no file's text: a message keeps only its own line.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use crate::sanitize;

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

/// The line that a message is about, cut to a width that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Its number, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The part of the line around that column.
    text: String,
    /// Characters of that part before the column.
    lead: usize,
    /// Number of characters to mark.
    width: usize,
}

/// The beginnings of a text's lines, to locate many places.
struct Lines<'t> {
    text: &'t str,
    begins: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { text, begins: std::iter::once(0).chain(breaks).collect() }
    }

    /// The line that holds a byte: its number, from 1, and where it begins.
    fn at(&self, byte: usize) -> (usize, usize) {
        let line = self.begins.partition_point(|&begin| begin <= byte);
        (line, self.begins.get(line - 1).copied().unwrap_or(0))
    }

    fn excerpt(&self, bytes: &Range<usize>) -> Option<Excerpt> {
        let meant = self.text.get(bytes.clone())?;
        let (line, begin) = self.at(bytes.start);
        let before = self.text.get(begin..bytes.start)?.chars().count();
        let full = self.text.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let (text, lead) = clip(full, before);
        let meant = meant.lines().next().unwrap_or("").chars().count();
        let width = meant.min(text.chars().count().saturating_sub(lead)).max(1);
        Some(Excerpt { line, column: before + 1, text, lead, width })
    }
}

/// The severity of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was left out or is unreliable.
    Error,
    /// Everything was loaded, but it is probably a mistake.
    Warning,
}

macro_rules! codes {
    ($($code:ident = $number:literal, $doc:literal;)*) => {
        /// Kinds of mistakes. Their numbers are stable for scripts and searches.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum DiagnosticCode { $(#[doc = $doc] $code,)* }
        impl DiagnosticCode {
            /// All codes with what they stand for.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$code, $doc),)*];
            /// The stable number, such as `P009`.
            pub fn number(self) -> &'static str {
                match self { $(Self::$code => $number,)* }
            }
        }
    };
}

codes! {
    Unreadable = "P001", "a file or folder that cannot be read, or is not UTF-8";
    Syntax = "P002", "text that is not TOML, or front matter that does not end";
    Missing = "P003", "a key that is missing but required";
    WrongType = "P004", "a value of the wrong type";
    UnknownKey = "P005", "a key that is unknown here";
    UnknownWord = "P006", "a word outside the vocabulary of its key";
    BadDate = "P007", "a date that cannot be read";
    DuplicateId = "P008", "an id that is already taken";
    UnknownArticle = "P009", "an article that does not exist";
    NoSuchPassage = "P010", "a passage number beyond the article";
    UnknownName = "P011", "a person, organisation or place that does not exist";
    UnknownIncident = "P012", "an incident that does not exist";
    LongWording = "P013", "a wording or opening of more than eight words";
    BadFigure = "P014", "a figure that contradicts itself, or is not a number";
    BadPassage = "P015", "a passage heading that cannot be read or is out of order";
    Empty = "P016", "a record that says nothing";
    Circle = "P017", "names that are part of each other";
    NotInPassage = "P018", "a wording or quotation that is not in its passage";
    TwiceInPassage = "P019", "a wording or quotation that stands more than once in its passage";
    UnknownCopy = "P020", "an attached file that fits no article";
    BadPlace = "P021", "a country code or coordinates that cannot be";
    StrayFile = "P022", "a file that is not part of a corpus";
    WrongFacet = "P023", "a key that does not belong to the claim's facet";
    DoubleAccount = "P024", "two accounts of one incident in one passage";
    AnchorLost = "P025", "a passage whose anchor does not stand once and in order in the copy";
    DoubleCopy = "P026", "an attached file for an article that already has a better one";
    UnknownData = "P027", "a file of no known format";
    BadRecord = "P028", "a record of a data set that cannot be read";
    Order = "P029", "low, best and high out of order";
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
        self.push(Severity::Error, code, Some(*span), message.into(), help.into());
        if let Some(last) = self.messages.last_mut() {
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

    /// Adds the messages of another report, which must not refer to its own files.
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
    ) {
        let help = (!help.is_empty()).then(|| help.into_owned());
        let message = brief(message);
        let (excerpt, other, place) = (None, None, None);
        self.messages.push(Diagnostic { severity, code, span, excerpt, other, place, message, help });
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
            Some(Position { file: self.files[span.file()].name.clone(), line, column })
        })
    }

    /// How many messages of that severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.messages.iter().filter(|m| m.severity == severity).count()
    }

    /// The messages by file and place, those about whole files first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.messages.iter().collect();
        all.sort_by_cached_key(|m| {
            let span = m.span.as_ref().map(|s| (self.files[s.file()].name.clone(), s.bytes().start));
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
        let lines = lines.get_or_insert_with(|| Lines::new(text));
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

/// The part of a line around a column, and the column within that part.
fn clip(line: &str, column: usize) -> (String, usize) {
    const BEFORE: usize = 40;
    const WIDTH: usize = 100;
    let from = column.saturating_sub(if line.chars().count() > WIDTH { BEFORE } else { column });
    (line.chars().skip(from).take(WIDTH).collect(), column - from)
}

/// The word of `known` most similar to `word`, as a question; empty if none is similar.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let word = word.to_lowercase();
    let mut near: Vec<(f64, &str)> = known
        .into_iter()
        .map(|k| (strsim::jaro_winkler(&word, &k.to_lowercase()), k))
        .filter(|(score, _)| *score > 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.first().map_or_else(String::new, |(_, k)| format!("did you mean “{k}”?"))
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
    fn numbers_of_codes_are_unique() {
        let mut numbers: Vec<_> = DiagnosticCode::ALL.iter().map(|(c, _)| c.number()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), DiagnosticCode::ALL.len());
    }
}
