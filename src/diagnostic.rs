//! What is wrong with a corpus, where, and what would be right.
//!
//! Mistakes in data are data: loading returns them beside what is sound. This module says how they look;
//! it does not know how they are found.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use crate::sanitize;

/// A place in one of the files read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSpan {
    /// Index into [`Report::files`].
    pub file: usize,
    /// Bytes of that file.
    pub bytes: Range<usize>,
}

/// A value together with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub spot: SourceSpan,
}

impl<T> At<T> {
    /// Another value at the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> At<U> {
        At { value: f(self.value), spot: self.spot }
    }
}

/// A file that was read, by the name under which the reader knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as given, or as it is called inside the built-in corpus.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Where its lines begin, once somebody asks.
    lines: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// Where the lines begin, in bytes.
    fn lines(&self) -> &[usize] {
        let breaks = || memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1);
        self.lines.get_or_init(|| std::iter::once(0).chain(breaks()).collect())
    }

    /// The line that holds a byte: its number, from 0, and where it begins.
    fn line_of(&self, at: usize) -> (usize, usize) {
        let lines = self.lines();
        let line = lines.partition_point(|&begin| begin <= at).saturating_sub(1);
        (line, lines.get(line).copied().unwrap_or(0))
    }
}

/// How grave a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was left out or cannot be relied on.
    Error,
    /// Everything was taken, but it looks like a slip.
    Warning,
}

macro_rules! codes {
    ($($code:ident = $number:literal, $doc:literal;)*) => {
        /// Kinds of mistakes; the number is what scripts and searches can rely on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $(#[doc = $doc] $code,)* }
        impl Code {
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
    Missing = "P003", "a key that must be there";
    WrongType = "P004", "a value of the wrong type";
    UnknownKey = "P005", "a key that means nothing here";
    UnknownWord = "P006", "a word outside the vocabulary of its key";
    BadDate = "P007", "a date that cannot be read";
    DuplicateId = "P008", "an id that is already taken";
    UnknownArticle = "P009", "an article that does not exist";
    NoSuchPassage = "P010", "a passage number beyond the article";
    UnknownName = "P011", "a person, organisation or place that does not exist";
    UnknownIncident = "P012", "an incident that does not exist";
    LongWording = "P013", "a wording or opening of more than eight words";
    BadFigure = "P014", "a figure that contradicts itself, or is no number";
    BadPassage = "P015", "a passage heading that cannot be read or is out of order";
    Empty = "P016", "a record that says nothing";
    Circle = "P017", "names that are part of each other";
    NotInPassage = "P018", "a wording or quotation that is not in its passage";
    TwiceInPassage = "P019", "a wording or quotation that stands more than once in its passage";
    UnknownCopy = "P020", "an attached file that fits no article";
    BadPlace = "P021", "a country code or coordinates that cannot be";
    StrayFile = "P022", "a file that is no part of a corpus";
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
    /// How grave.
    pub severity: Severity,
    /// What kind.
    pub code: Code,
    /// Where; `None` if about a file as a whole, which the message then names.
    pub spot: Option<SourceSpan>,
    /// Where in a file that is not held in memory.
    pub place: Option<Position>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// Everything that is wrong with what was loaded.
#[derive(Debug, Default)]
pub struct Report {
    /// The files read, to which spots refer.
    pub files: Vec<SourceFile>,
    /// The messages, in the order in which they were found.
    pub messages: Vec<Diagnostic>,
}

/// Where a spot is, as editors count: from 1, columns in characters.
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
    /// Takes in a file and gives its index for spots.
    pub fn file(&mut self, name: String, text: String) -> usize {
        self.files.push(SourceFile { name, text, lines: OnceLock::new() });
        self.files.len() - 1
    }

    /// Adds an error.
    pub fn error(&mut self, code: Code, spot: &SourceSpan, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Error, code, Some(spot.clone()), message.into(), help.into());
    }

    /// Adds a warning.
    pub fn warning(&mut self, code: Code, spot: &SourceSpan, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Warning, code, Some(spot.clone()), message.into(), help.into());
    }

    /// Adds a message about a file as a whole.
    pub fn about_file(&mut self, severity: Severity, code: Code, message: impl Into<String>, help: impl Into<String>) {
        self.push(severity, code, None, message.into(), help.into());
    }

    /// Adds a message about a place in a file that is not held in memory.
    pub fn at(&mut self, severity: Severity, code: Code, place: Position, message: String, help: String) {
        self.push(severity, code, None, message, help);
        if let Some(last) = self.messages.last_mut() {
            last.place = Some(place);
        }
    }

    /// Takes in what another report says; its messages must not be about its files' spots.
    pub fn join(&mut self, other: Self) {
        self.messages.extend(other.messages);
    }

    fn push(&mut self, severity: Severity, code: Code, spot: Option<SourceSpan>, message: String, help: String) {
        let help = (!help.is_empty()).then_some(help);
        let message = brief(message);
        self.messages.push(Diagnostic { severity, code, spot, place: None, message, help });
    }

    /// Where a message is about, if it is about a place.
    pub fn place(&self, message: &Diagnostic) -> Option<Position> {
        message.place.clone().or_else(|| message.spot.as_ref().map(|spot| self.position(spot)))
    }

    /// How many messages of that severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.messages.iter().filter(|m| m.severity == severity).count()
    }

    /// Line and column of a spot.
    pub fn position(&self, spot: &SourceSpan) -> Position {
        let file = &self.files[spot.file];
        let at = spot.bytes.start.min(file.text.len());
        let (line, start) = file.line_of(at);
        let column = file.text.get(start..at).map_or(0, |before| before.chars().count()) + 1;
        Position { file: file.name.clone(), line: line + 1, column }
    }

    /// The messages by file and place, those about whole files first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.messages.iter().collect();
        all.sort_by_cached_key(|m| {
            let spot = m.spot.as_ref().map(|s| (self.files[s.file].name.clone(), s.bytes.start));
            spot.or_else(|| m.place.as_ref().map(|p| (p.file.clone(), p.line)))
        });
        all
    }

    /// One message for people and editors: `file:line:column: error[P009]: …`, the line with the text in
    /// question marked, and what would be right. Safe to print.
    pub fn render(&self, message: &Diagnostic) -> String {
        let severity = match message.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let head = format!("{severity}[{}]: {}", message.code.number(), sanitize::line(&message.message));
        let mut out = match &message.spot {
            Some(spot) => {
                let Position { file, line, column } = self.position(spot);
                let number = line.to_string();
                let source = &self.files[spot.file];
                let begin = source.lines().get(line - 1).copied().unwrap_or(0);
                let text = source.text.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or("");
                let (shown, lead) = clip(text, column - 1);
                let width =
                    marked(&self.files[spot.file].text, spot).min(shown.chars().count().saturating_sub(lead)).max(1);
                let pad = " ".repeat(number.len());
                format!(
                    "{}:{line}:{column}: {head}\n {pad} |\n {number} | {}\n {pad} | {}{}",
                    sanitize::line(&file),
                    sanitize::line(&shown),
                    " ".repeat(lead),
                    "^".repeat(width)
                )
            }
            None => match &message.place {
                Some(Position { file, line, column }) => format!("{}:{line}:{column}: {head}", sanitize::line(file)),
                None => head,
            },
        };
        if let Some(help) = &message.help {
            let _ = write!(out, "\n   = {}", sanitize::line(help));
        }
        out
    }
}

/// A message that can be read: what it repeats of a file may be megabytes.
fn brief(message: String) -> String {
    const MOST: usize = 600;
    match message.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message,
    }
}

/// The part of a line around a column, and the column within that part.
fn clip(line: &str, column: usize) -> (String, usize) {
    const BEFORE: usize = 40;
    const WIDTH: usize = 100;
    let from = column.saturating_sub(if line.chars().count() > WIDTH { BEFORE } else { column });
    (line.chars().skip(from).take(WIDTH).collect(), column - from)
}

fn marked(text: &str, spot: &SourceSpan) -> usize {
    let bytes = text.get(spot.bytes.clone()).unwrap_or("");
    bytes.lines().next().unwrap_or("").chars().count()
}

/// Of `known`, the words nearest to `word`, as a sentence; empty if none is near.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut near: Vec<(f64, &str)> = known
        .into_iter()
        .map(|k| (strsim::jaro_winkler(&word.to_lowercase(), &k.to_lowercase()), k))
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
        let file = report.file("incidents/x.toml".into(), "title = \"x\"\narticle = \"scpm\"\n".into());
        report.error(
            Code::UnknownArticle,
            &SourceSpan { file, bytes: 22..28 },
            "no article “scpm”",
            "did you mean “scmp”?",
        );
        assert_eq!(
            report.render(&report.messages[0]),
            "incidents/x.toml:2:11: error[P009]: no article “scpm”\n   |\n 2 | article = \"scpm\"\n   |           ^^^^^^\n   = did you mean “scmp”?"
        );
    }

    #[test]
    fn nothing_from_a_file_commands_the_terminal() {
        let mut report = Report::default();
        let file = report.file("a\x1b]0;x\x07.toml".into(), "k\x1b[31m = 1".into());
        report.error(Code::UnknownKey, &SourceSpan { file, bytes: 0..2 }, "unknown key “k\x1b[31m”", "");
        assert!(!report.render(&report.messages[0]).contains('\x1b'));
    }

    #[test]
    fn numbers_of_codes_are_unique() {
        let mut numbers: Vec<_> = Code::ALL.iter().map(|(c, _)| c.number()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), Code::ALL.len());
    }
}
