//! The result of the intake: raw articles with who stated each of their particulars, and files that are no articles.
//!
//! Knows no format and reads nothing.

use std::ffi::OsStr;
use std::fmt;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::suggestion::RawSuggestion;
use super::why::NoArticleReason;
use crate::model::figure::bytes_in_words;

/// Where an article was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleLocation {
    /// The file, as it was given or found. Empty for standard input.
    pub path: PathBuf,
    /// The names inside archives, from the outermost to the innermost. Bytes that are no UTF-8 are replaced.
    pub members: Vec<String>,
    /// Its number among the articles of one file (a feed, JSON lines), from 1.
    pub part: Option<u32>,
}

impl ArticleLocation {
    /// A file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// A member of this archive.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let mut inner = self.clone();
        inner.members.push(name.to_owned());
        inner
    }

    /// The last part of the innermost name.
    pub fn name(&self) -> String {
        match self.members.last() {
            Some(member) => member.rsplit('/').next().unwrap_or(member).to_owned(),
            None => self.path.file_name().map_or_else(String::new, lossy),
        }
    }
}

fn lossy(name: &OsStr) -> String {
    String::from_utf8_lossy(name.as_bytes()).into_owned()
}

impl fmt::Display for ArticleLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.as_os_str().is_empty() {
            f.write_str("standard input")?;
        } else {
            f.write_str(&lossy(self.path.as_os_str()))?;
        }
        for member in &self.members {
            write!(f, " › {member}")?;
        }
        match self.part {
            Some(part) => write!(f, ", no. {part}"),
            None => Ok(()),
        }
    }
}

/// A particular of an article with who stated it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particular<T> {
    /// What is stated.
    pub value: T,
    /// Where it is stated.
    pub by: StatedBy,
}

impl<T> Particular<T> {
    /// A value as stated by `by`.
    pub const fn new(value: T, by: StatedBy) -> Self {
        Self { value, by }
    }
}

/// Who states a particular of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatedBy {
    /// The description for search engines (JSON-LD).
    JsonLd,
    /// A `meta` element of this name.
    Meta(String),
    /// The `title` element.
    TitleElement,
    /// The main heading of the page.
    Heading,
    /// A `time` element.
    TimeElement,
    /// An element marked as author, by `rel`, `itemprop` or class.
    Marked(String),
    /// The `lang` attribute.
    LangAttribute,
    /// The link to the page's own address.
    Canonical,
    /// A comment that the browser or an extension wrote when it saved the page.
    SavedFrom,
    /// A whole segment of the address' path, or its host.
    Address,
    /// A key of the front matter or of the lines at the top.
    Key(String),
    /// The first line that can be a title.
    FirstLine,
    /// A line above the text.
    Line,
    /// A header of the mail or of the saved page.
    MailHeader(String),
    /// The record of the web archive.
    ArchiveRecord,
    /// The item of the feed.
    FeedItem,
    /// The feed.
    Feed,
    /// The properties of the document.
    DocumentProperties,
    /// A column of this name.
    Column(String),
    /// The letters and words of the text.
    Words,
}

impl fmt::Display for StatedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::JsonLd => f.write_str("JSON-LD"),
            Self::Meta(name) => write!(f, "meta {name}"),
            Self::TitleElement => f.write_str("title element"),
            Self::Heading => f.write_str("heading of the page"),
            Self::TimeElement => f.write_str("time element"),
            Self::Marked(how) => write!(f, "element marked {how}"),
            Self::LangAttribute => f.write_str("lang attribute"),
            Self::Canonical => f.write_str("canonical link"),
            Self::SavedFrom => f.write_str("note of the browser that saved the page"),
            Self::Address => f.write_str("address"),
            Self::Key(key) => write!(f, "line {key}:"),
            Self::FirstLine => f.write_str("first line"),
            Self::Line => f.write_str("line above the text"),
            Self::MailHeader(name) => write!(f, "header {name}"),
            Self::ArchiveRecord => f.write_str("record of the web archive"),
            Self::FeedItem => f.write_str("item of the feed"),
            Self::Feed => f.write_str("feed"),
            Self::DocumentProperties => f.write_str("properties of the document"),
            Self::Column(name) => write!(f, "column {name}"),
            Self::Words => f.write_str("words of the text"),
        }
    }
}

/// A day, month or year, and the words that state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// `2024`, `2024-03` or `2024-03-24`: valid EDTF, in the calendar of whoever states it (no change of time zone).
    pub edtf: String,
    /// The words, for example `2024-03-24T05:05:13Z`.
    pub wording: String,
}

/// A paragraph of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyParagraph {
    /// Its text, white space collapsed; never empty.
    pub text: String,
    /// Whether it is a heading within the text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heading: bool,
}

/// What the bytes were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ArticleFormat {
    Text,
    Markdown,
    Html,
    Mhtml,
    Mail,
    Feed,
    Docx,
    Json,
    Table,
}

/// Why a body may not be the article's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// The body is this percentage of the visible text.
    SmallShare(u8),
    /// The body has this number of paragraphs.
    FewParagraphs(u32),
    /// No body was found; the whole text of the page stands for it.
    WholePage,
    /// It is longer than any article; only this number of bytes was read.
    Cut(u64),
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SmallShare(share) => write!(f, "the body is only {share} % of the text of the page"),
            Self::FewParagraphs(1) => f.write_str("the body is a single paragraph"),
            Self::FewParagraphs(n) => write!(f, "the body has only {n} paragraphs"),
            Self::WholePage => f.write_str("no body was found: this is the whole text of the page"),
            Self::Cut(read) => {
                write!(f, "only the first {} of it are read, no article is longer", bytes_in_words(*read))
            }
        }
    }
}

/// An article as read, before anything is drafted from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawArticle {
    /// Where it was found. Not kept in the cache: the same contents may lie elsewhere.
    #[serde(skip)]
    pub at: ArticleLocation,
    /// Its number in its file; see [`ArticleLocation::part`].
    pub(super) part: Option<u32>,
    /// SHA-256 of the file or member, in hexadecimal. Articles of one file share it.
    pub hash: String,
    /// What the bytes were.
    pub format: ArticleFormat,
    /// The headline.
    pub title: Option<Particular<String>>,
    /// The address of the original.
    pub url: Option<Particular<String>>,
    /// The outlet.
    pub publisher: Option<Particular<String>>,
    /// Authors, in the order stated.
    pub authors: Vec<Particular<String>>,
    /// When it was published.
    pub published: Option<Particular<StatedDate>>,
    /// When it was changed.
    pub modified: Option<Particular<StatedDate>>,
    /// When this copy was made.
    pub accessed: Option<Particular<StatedDate>>,
    /// BCP 47, for example `en`.
    pub language: Option<Particular<String>>,
    /// The body.
    pub body: Vec<BodyParagraph>,
    /// The visible text of the whole page or file, a line per block, where it holds more than the body.
    pub whole: Option<String>,
    /// Why the body may not be the article's.
    pub doubt: Option<Doubt>,
    /// What fields of the file say of the incident that the article tells of, apart from its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<PlacedSuggestion>,
}

impl RawArticle {
    /// An article without particulars.
    pub fn new(format: ArticleFormat, body: Vec<BodyParagraph>) -> Self {
        Self {
            at: ArticleLocation::default(),
            part: None,
            hash: String::new(),
            format,
            title: None,
            url: None,
            publisher: None,
            authors: Vec::new(),
            published: None,
            modified: None,
            accessed: None,
            language: None,
            body,
            whole: None,
            doubt: None,
            stated: Vec::new(),
        }
    }

    /// What fields of its file say of its incident, as suggestions about this article.
    pub fn take_stated(&mut self) -> impl Iterator<Item = PlacedSuggestion> + use<> {
        let at = self.at.clone();
        std::mem::take(&mut self.stated).into_iter().map(move |stated| {
            let says = RawSuggestion { file: at.to_string(), ..stated.says };
            PlacedSuggestion { at: at.clone(), part: at.part, says, ..stated }
        })
    }

    /// Number of words in the body.
    pub fn words(&self) -> usize {
        self.body.iter().map(|p| word_count(&p.text)).sum()
    }
}

/// Number of words. A text without spaces between its words counts two letters as a word.
pub(super) fn word_count(text: &str) -> usize {
    let spaced = text.split_whitespace().count();
    if text.len() < 24 * spaced.max(1) {
        return spaced;
    }
    let unspaced = text.chars().filter(|c| matches!(*c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{9fff}')).count() / 2;
    spaced.max(unspaced)
}

/// A file or record that is no article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAnArticle {
    /// Where it was found.
    #[serde(skip)]
    pub at: ArticleLocation,
    /// Its number in its file; see [`ArticleLocation::part`].
    pub(super) part: Option<u32>,
    /// Why it is none.
    pub why: NoArticleReason,
}

impl NotAnArticle {
    /// Whatever is read, without its place.
    pub(super) fn new(why: NoArticleReason) -> Self {
        Self { at: ArticleLocation::default(), part: None, why }
    }
}

/// What another program suggests about an article, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedSuggestion {
    /// The file it stands in.
    #[serde(skip)]
    pub at: ArticleLocation,
    /// Its number in its file; see [`ArticleLocation::part`].
    pub(super) part: Option<u32>,
    /// The line of the file, from 1.
    pub line: u32,
    /// What it says.
    pub says: RawSuggestion,
}

impl PlacedSuggestion {
    /// Whatever a line says, without its place.
    pub(super) fn new(line: u32, says: RawSuggestion) -> Self {
        Self { at: ArticleLocation::default(), part: None, line, says }
    }
}

/// One result of the intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IntakeItem {
    /// An article.
    Article(Box<RawArticle>),
    /// What another program suggests about an article.
    Suggestion(Box<PlacedSuggestion>),
    /// Something else, with the reason.
    Other(NotAnArticle),
}

impl IntakeItem {
    /// Where it was found.
    pub fn at(&self) -> &ArticleLocation {
        match self {
            Self::Article(article) => &article.at,
            Self::Suggestion(suggestion) => &suggestion.at,
            Self::Other(other) => &other.at,
        }
    }

    /// Sets the place; the number within the file stays.
    pub(super) fn place(&mut self, at: &ArticleLocation) {
        let (own, part) = match self {
            Self::Article(article) => (&mut article.at, article.part),
            Self::Suggestion(suggestion) => (&mut suggestion.at, suggestion.part),
            Self::Other(other) => (&mut other.at, other.part),
        };
        let members = std::mem::take(&mut own.members);
        *own = at.clone();
        own.members.extend(members);
        own.part = part;
    }

    pub(super) fn number(&mut self, number: u32) {
        match self {
            Self::Article(article) => article.part = Some(number),
            Self::Suggestion(suggestion) => suggestion.part = Some(number),
            Self::Other(other) => other.part = Some(number),
        }
    }
}

impl From<NoArticleReason> for IntakeItem {
    fn from(why: NoArticleReason) -> Self {
        Self::Other(NotAnArticle::new(why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_paths() {
        let at = ArticleLocation { path: "a/b.zip".into(), members: vec!["c.jsonl".into()], part: Some(3) };
        assert_eq!(at.to_string(), "a/b.zip › c.jsonl, no. 3");
        assert_eq!(ArticleLocation::default().to_string(), "standard input");
    }

    #[test]
    fn words_are_counted_without_spaces_too() {
        assert_eq!(word_count("one two three"), 3);
        assert_eq!(word_count("在城市发生的爆炸造成多人死亡警方正在调查"), 10);
    }
}
