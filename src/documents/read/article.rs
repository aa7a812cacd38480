//! `articles/<id>.md`: TOML front matter between `+++` lines, then one digest per passage.
//!
//! A passage begins with a heading line `### 12 "its first few words"`; a kind may stand after the number
//! (`### 1 standfirst "…"`), and after the anchor `… "its last few words"` where the passage is printed in
//! several blocks. `## …` is a section heading of the article. Everything else is digest. Numbers are those of the
//! article's paragraphs; a paragraph without a digest is left out, and its number with it. Only a raw article, which
//! says in which file it was found, has passages without digests.

use std::ops::Range;

use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned};
use crate::documents::draft::ArticleDraft;
use crate::documents::fields::is_short;
use crate::documents::file_draft::{ArticleFile, PassageDetail, PassageDraft};
use crate::documents::schema::Vocabulary;
use crate::documents::table::{Table, TableReader};
use crate::model::Text;
use crate::model::article::PassageKind;
use crate::model::text::TextsBuilder;

/// Maximum number of bytes of an anchor. Eight words are far shorter; [`Text::split_at`] takes less than 1 MiB.
const LONGEST_ANCHOR: usize = 1 << 10;

/// Reads an article file. `None` if nothing in it can be used.
pub fn article(text: &str, file: usize, id: Spanned<Text>, r: &mut TableReader) -> Option<ArticleFile> {
    let Some((front, body)) = split(text) else {
        let span = SourceSpan::new(file, 0..text.lines().next().map_or(0, str::len));
        let help = "begin the file with a line +++, TOML, and a line +++";
        r.report.error(DiagnosticCode::Syntax, &span, "no front matter", help);
        return None;
    };
    let fields = r.parse(&text[front.clone()], front.start, file, |table, _, r| {
        let mut fields = ArticleDraft::fields(table, r);
        if fields.file.is_empty() {
            for (key, field) in [("title", &mut fields.title), ("publisher", &mut fields.publisher)] {
                table.need(key, "\"…\"", r);
                *field = Table::not_blank(key, *field, r);
            }
        }
        table.known(ArticleDraft::FIELDS, ArticleDraft::FIELDS.what, r);
        fields
    });
    let mut reading = Passages {
        file,
        is_raw: !fields.file.is_empty(),
        texts: &mut r.texts,
        report: &mut r.report,
        found: Vec::new(),
        details: Vec::new(),
        section: Text::default(),
        words: String::new(),
        open: false,
    };
    reading.read(text, body);
    let Passages { found: mut passages, details, .. } = reading;
    passages.shrink_to_fit();
    if passages.is_empty() {
        let span = SourceSpan::new(file, body..body);
        r.report.error(
            DiagnosticCode::Empty,
            &span,
            "no passages",
            "a passage begins with ### 1 \"its first few words\"",
        );
        return None;
    }
    Some(ArticleFile { id, fields, passages, details })
}

/// Bytes of the front matter, and the byte at which the body begins.
pub fn split(text: &str) -> Option<(Range<usize>, usize)> {
    let rest = text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n"))?;
    let start = text.len() - rest.len();
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// A line of an article's body.
pub enum ArticleLine<'t> {
    /// `### …`: the heading of a passage, without its marks.
    Passage(&'t str),
    /// `## …`: a section heading.
    Section(&'t str),
    /// A blank line.
    Blank,
    /// A line of a digest.
    Digest(&'t str),
}

impl<'t> ArticleLine<'t> {
    /// Classifies `line`, which may end with its line break.
    pub fn of(line: &'t str) -> Self {
        let line = line.trim_end();
        if let Some(heading) = line.strip_prefix("### ") {
            Self::Passage(heading)
        } else if let Some(heading) = line.strip_prefix("## ") {
            Self::Section(heading.trim())
        } else if line.is_empty() {
            Self::Blank
        } else {
            Self::Digest(line)
        }
    }
}

/// Reads the passages of an article.
struct Passages<'r> {
    file: usize,
    /// Whether passages may lack digests.
    is_raw: bool,
    texts: &'r mut TextsBuilder,
    report: &'r mut Report,
    found: Vec<PassageDraft>,
    details: Vec<(u32, PassageDetail)>,
    /// The section heading before the next passage.
    section: Text,
    /// The anchor of the last passage and its digest so far.
    words: String,
    /// Whether digest lines belong to the last passage; `false` after a heading that could not be read.
    open: bool,
}

impl Passages<'_> {
    fn read(&mut self, text: &str, body: usize) {
        let mut at = body;
        for line in text[body..].split_inclusive('\n') {
            let (file, start) = (self.file, at);
            at += line.len();
            let span = || SourceSpan::new(file, start..start + line.trim_end().len());
            match ArticleLine::of(line) {
                ArticleLine::Passage(heading) => {
                    self.close();
                    self.open = self.heading(heading, span());
                }
                ArticleLine::Section(heading) => {
                    self.close();
                    self.section = self.texts.add(heading);
                }
                ArticleLine::Blank => {}
                ArticleLine::Digest(line) if self.open => {
                    let anchor = self.found.last().map_or(0, |p| p.anchor as usize);
                    if self.words.len() > anchor {
                        self.words.push(' ');
                    }
                    self.words.push_str(line.trim_start());
                }
                ArticleLine::Digest(line) if line.starts_with('#') => {
                    let help = "headings are ## for a section and ### 12 \"first words\" for a passage";
                    let message = "a heading that is neither section nor passage";
                    self.report.error(DiagnosticCode::BadPassage, &span(), message, help);
                }
                ArticleLine::Digest(_) if self.found.is_empty() => {
                    let help = "begin with ### 1 \"first words\"";
                    self.report.error(DiagnosticCode::BadPassage, &span(), "text before the first passage", help);
                }
                ArticleLine::Digest(_) => {}
            }
        }
        self.close();
    }

    /// Ends the last passage.
    fn close(&mut self) {
        if std::mem::take(&mut self.open)
            && let Some(passage) = self.found.last_mut()
        {
            passage.words = self.texts.add(&self.words);
            if self.words.len() == passage.anchor as usize && !self.is_raw {
                let detail = self.details.last().filter(|(at, _)| *at as usize + 1 == self.found.len());
                let detail = detail.map(|(_, detail)| *detail).unwrap_or_default();
                let span = self.found[self.found.len() - 1].span(self.file, detail);
                let help = "summarise it in your own words";
                self.report.error(DiagnosticCode::Empty, &span, "a passage without a digest", help);
            }
        }
        self.words.clear();
    }

    /// Begins a passage. Returns whether digest lines belong to it.
    fn heading(&mut self, heading: &str, span: SourceSpan) -> bool {
        let start = span.bytes().start;
        let Some((Heading { number, anchor, end, .. }, kind)) = heading_line(heading, &span, self.report) else {
            // A heading that cannot be read still takes a number, so that later passages keep theirs.
            let numbered = begins_passage(heading);
            if numbered {
                let unread = Some(span.bytes().len() as u32);
                let number = number_after(self.last(), heading);
                self.begin(number, PassageKind::Body, 0, start, PassageDetail { unread, ..PassageDetail::default() });
            }
            return numbered;
        };
        let shift = start + "### ".len();
        let place = |bytes: &Range<usize>| SourceSpan::new(span.file(), shift + bytes.start..shift + bytes.end);
        // An anchor that is too long is reported; the passage stays, so that later passages keep their numbers.
        is_short(&heading[anchor.clone()], &place(&anchor), self.report);
        let mut detail = PassageDetail::default();
        if let Some(end) = end
            && is_short(&heading[end.clone()], &place(&end), self.report)
        {
            detail.end = self.texts.add(&heading[end]);
        }
        let last = self.last();
        if number <= last {
            let message = match last {
                0 => "passage 0 where passage 1 is the first".to_owned(),
                last => format!("passage {number} after passage {last}"),
            };
            let help = "number the passages in reading order, as the article's paragraphs are counted; a number may be \
                        left out";
            self.report.error(DiagnosticCode::BadPassage, &span, message, help);
        }
        self.words.push_str(&heading[anchor.clone()]);
        self.begin(number_after(last, heading), kind, anchor.len(), shift + anchor.start, detail);
        true
    }

    /// The number of the last passage; 0 before the first.
    fn last(&self) -> u32 {
        self.found.last().map_or(0, |passage| passage.number)
    }

    fn begin(&mut self, number: u32, kind: PassageKind, anchor: usize, at: usize, mut detail: PassageDetail) {
        detail.heading = std::mem::take(&mut self.section);
        if !detail.heading.is_empty() || !detail.end.is_empty() || detail.unread.is_some() {
            self.details.push((self.found.len() as u32, detail));
        }
        self.found.push(PassageDraft { number, kind, words: Text::default(), anchor: anchor as u32, at: at as u32 });
    }
}

/// The parts of `12 caption "first words" … "last words"`.
pub struct Heading<'t> {
    /// The passage's number.
    pub number: u32,
    /// The part of the article that it is, or an unknown word.
    pub kind: Result<PassageKind, &'t str>,
    /// Bytes of its first words.
    pub anchor: Range<usize>,
    /// Bytes of its last words, if given.
    pub end: Option<Range<usize>>,
}

/// Reads the heading of a passage, given without its marks; `None` if it cannot be read.
pub fn heading(words: &str) -> Option<Heading<'_>> {
    parse_heading(words).ok()
}

/// The same with the reason if it cannot be read.
fn parse_heading(heading: &str) -> Result<Heading<'_>, &'static str> {
    let quote = heading.find('"').ok_or("a passage heading without an anchor in quotation marks")?;
    let mut words = heading[..quote].split_whitespace();
    let number = words.next().and_then(|w| w.parse().ok()).ok_or("a passage heading without a number")?;
    let kind = words.next().map_or(Ok(PassageKind::Body), |word| PassageKind::meaning(word).ok_or(word));
    // `"start" … "end"`: an anchor can contain a single quotation mark, but not the separator.
    let anchors = heading[quote..].trim_end();
    if anchors.len() < 2 || !anchors.ends_with('"') {
        return Err("an anchor that does not end with a quotation mark");
    }
    let last = anchors.len() - 1;
    // The text has more than two quotation marks, or nothing between them.
    let separated = last < 8 || memchr::memchr(b'"', &anchors.as_bytes()[1..last]).is_some();
    let mut separators = ["\" … \"", "\" ... \""].into_iter().filter(|_| separated);
    let separator = separators.find_map(|s| anchors.find(s).map(|at| (at, s.len())));
    let (start, end) = match separator {
        Some((mid, len)) => (1..mid.max(1), Some(mid + len..last.max(mid + len))),
        None => (1..last, None),
    };
    let blank = |bytes: &Range<usize>| anchors.get(bytes.clone()).unwrap_or("").trim().is_empty();
    if blank(&start) {
        return Err("an empty anchor");
    }
    if end.as_ref().is_some_and(blank) {
        return Err("an empty anchor for the end");
    }
    if start.len() > LONGEST_ANCHOR || end.as_ref().is_some_and(|end| end.len() > LONGEST_ANCHOR) {
        return Err("an anchor of more than 1 KiB");
    }
    let place = |bytes: Range<usize>| quote + bytes.start..quote + bytes.end;
    Ok(Heading { number, kind, anchor: place(start), end: end.map(place) })
}

/// Whether a heading, given without its marks, begins a passage: it can be read, or at least its number.
pub fn begins_passage(words: &str) -> bool {
    let number = || words.split_whitespace().next().is_some_and(|word| word.parse::<u32>().is_ok());
    parse_heading(words).is_ok() || number()
}

/// The number of a passage with this heading, given without its marks, after passage `last`: its own, or the next one if
/// that is out of order or cannot be read.
pub fn number_after(last: u32, words: &str) -> u32 {
    let own = words.split_whitespace().next().and_then(|word| word.parse().ok());
    own.filter(|&number| number > last).unwrap_or(last.saturating_add(1))
}

/// Reads the heading of a passage and reports mistakes in it.
fn heading_line<'t>(heading: &'t str, span: &SourceSpan, report: &mut Report) -> Option<(Heading<'t>, PassageKind)> {
    const FORM: &str =
        "a passage heading is ### 12 \"first words\", ### 12 caption \"first words\", or with … \"last words\"";
    let read = parse_heading(heading);
    let kind = match &read {
        Ok(Heading { kind: Err(word), .. }) => Err(*word),
        Ok(Heading { kind: Ok(kind), .. }) => Ok(*kind),
        Err(_) => Ok(PassageKind::Body),
    };
    if let Err(word) = kind {
        let all: Vec<_> = PassageKind::ALL.iter().map(|k| k.word()).collect();
        let message = format!("“{word}” is not a kind of passage");
        report.error(DiagnosticCode::UnknownWord, span, message, format!("one of: {}", all.join(", ")));
    }
    match read {
        Ok(read) => Some((read, kind.unwrap_or(PassageKind::Body))),
        Err(why) => {
            report.error(DiagnosticCode::BadPassage, span, why, FORM);
            None
        }
    }
}
