//! Reads TOML tables key by key, with a message for every mistake.
//!
//! Every value has its place. The [`Shape`] of a table defines its keys and their types. This module knows no corpus.

use std::ops::Range;

use super::schema::{Shape, Vocabulary};
use super::tree::{Node, NodeValue, Tree};
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned, did_you_mean};
use crate::model::Text;
use crate::model::text::TextsBuilder;

/// Collects strings in the arena and mistakes in the report.
#[derive(Debug, Default)]
pub struct TableReader {
    /// The arena.
    pub texts: TextsBuilder,
    /// The report; its messages refer to files by number.
    pub report: Report,
    /// The tree of the current file, reused for the next one.
    tree: Tree,
}

impl TableReader {
    /// A reader that continues to fill an arena.
    pub fn new(texts: TextsBuilder) -> Self {
        Self { texts, ..Self::default() }
    }

    /// Parses `text` at byte `base` of file `file`, reports syntax errors, and passes the rest to `read` as one table;
    /// the second argument is whether all of it was valid TOML.
    pub fn parse<T>(
        &mut self,
        text: &str,
        base: usize,
        file: usize,
        read: impl FnOnce(&Table, bool, &mut Self) -> T,
    ) -> T {
        let mut tree = std::mem::take(&mut self.tree);
        let errors = tree.parse(text);
        let valid = errors.is_empty();
        for error in errors {
            let span = SourceSpan::new(file, base + error.span.start..base + error.span.end);
            self.report.error(DiagnosticCode::Syntax, &span, format!("not TOML: {}", error.message), "");
        }
        let read = read(&Table { tree: &tree, text, file, base, at: 0 }, valid, self);
        self.tree = tree;
        read
    }

    /// The string behind a handle.
    pub fn str(&self, text: Text) -> &str {
        self.texts.get(text)
    }
}

/// One table of a file, or one table of a list of tables.
pub struct Table<'t> {
    tree: &'t Tree,
    text: &'t str,
    file: usize,
    base: usize,
    at: u32,
}

impl<'t> Table<'t> {
    /// Where the table begins.
    pub fn span(&self) -> SourceSpan {
        self.span_of(self.tree.node(self.at).span())
    }

    fn span_of(&self, range: Range<usize>) -> SourceSpan {
        SourceSpan::new(self.file, self.base + range.start..self.base + range.end)
    }

    fn get(&self, key: &str) -> Option<(SourceSpan, u32)> {
        let (at, node) = self.tree.get(self.text, self.at, key)?;
        Some((self.span_of(node.span()), at))
    }

    fn value(&self, at: u32) -> NodeValue {
        self.tree.node(at).value
    }

    /// The text of a node that is a string.
    fn string(&self, at: u32) -> Option<&'t str> {
        match self.value(at) {
            NodeValue::Text(str) => Some(self.tree.str(self.text, str)),
            _ => None,
        }
    }

    /// Whether the key is present.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The place of a key's value, or of the table if the key is missing.
    pub fn span_of_key(&self, key: &str) -> SourceSpan {
        self.get(key).map_or_else(|| self.span(), |(span, _)| span)
    }

    fn report_type(&self, r: &mut TableReader, span: &SourceSpan, key: &str, wanted: &str, found: u32) {
        let message = format!("“{key}” must be {wanted}, not {}", with_article(self.value(found).type_name()));
        r.report.error(DiagnosticCode::WrongType, span, message, "");
    }

    /// The string of a key without its place, if present.
    pub fn bare(&self, key: &str, r: &mut TableReader) -> Option<Spanned<&'t str>> {
        let (span, at) = self.get(key)?;
        let string = self.string(at);
        if string.is_none() {
            self.report_type(r, &span, key, "a string in quotation marks", at);
        }
        string.map(|value| Spanned { value, span })
    }

    /// A string, if the key is present.
    pub fn str(&self, key: &str, r: &mut TableReader) -> Option<Spanned<Text>> {
        self.bare(key, r).map(|s| s.map(|string| r.texts.add(string)))
    }

    /// A required key: if it is missing, reports that at the table, with an `example` of a value.
    pub fn need(&self, key: &str, example: &str, r: &mut TableReader) {
        if !self.has(key) {
            let help = format!("write {key} = {example}");
            r.report.error(DiagnosticCode::Missing, &self.span(), format!("“{key}” is missing"), help);
        }
    }

    /// Reports a blank string; returns any other.
    pub fn not_blank(key: &str, text: Option<Spanned<Text>>, r: &mut TableReader) -> Option<Spanned<Text>> {
        let text = text?;
        if r.str(text.value).trim().is_empty() {
            r.report.error(DiagnosticCode::Empty, &text.span, format!("“{key}” is empty"), "");
            return None;
        }
        Some(text)
    }

    /// A whole number of people, events or passages.
    pub fn number(&self, key: &str, r: &mut TableReader) -> Option<Spanned<u32>> {
        let whole = self.whole(key, r)?;
        Self::narrow(key, &whole, &mut r.report)
    }

    /// A whole number as one of people or events; a larger one is reported.
    pub fn narrow(key: &str, whole: &Spanned<u64>, report: &mut Report) -> Option<Spanned<u32>> {
        let Ok(value) = u32::try_from(whole.value) else {
            let message = format!("“{key}” must be a whole number up to {}", u32::MAX);
            report.error(DiagnosticCode::WrongType, &whole.span, message, "");
            return None;
        };
        Some(Spanned { value, span: whole.span })
    }

    /// A whole number of any size.
    pub fn whole(&self, key: &str, r: &mut TableReader) -> Option<Spanned<u64>> {
        let (span, at) = self.get(key)?;
        let number = match self.value(at) {
            NodeValue::Integer(digits, radix) => {
                u64::from_str_radix(&self.tree.str(self.text, digits).replace('_', ""), radix).ok()
            }
            _ => None,
        };
        if number.is_none() {
            self.report_type(r, &span, key, "a whole number from 0", at);
        }
        number.map(|value| Spanned { value, span })
    }

    /// A number with or without a fraction.
    pub fn float(&self, key: &str, r: &mut TableReader) -> Option<Spanned<f64>> {
        let (span, at) = self.get(key)?;
        let number = match self.value(at) {
            NodeValue::Float(digits) | NodeValue::Integer(digits, _) => {
                self.tree.str(self.text, digits).replace('_', "").parse().ok()
            }
            _ => None,
        };
        if number.is_none() {
            self.report_type(r, &span, key, "a number", at);
        }
        number.map(|value| Spanned { value, span })
    }

    /// `true` or `false`; `false` if the key is missing.
    pub fn flag(&self, key: &str, r: &mut TableReader) -> bool {
        let Some((span, at)) = self.get(key) else {
            return false;
        };
        if let NodeValue::Flag(flag) = self.value(at) {
            return flag;
        }
        self.report_type(r, &span, key, "true or false", at);
        false
    }

    /// A list of strings; empty if the key is missing.
    pub fn strings(&self, key: &str, r: &mut TableReader) -> Vec<Spanned<Text>> {
        let Some((span, at)) = self.get(key) else {
            return Vec::new();
        };
        if !matches!(self.value(at), NodeValue::List(_)) {
            self.report_type(r, &span, key, "a list of strings, [\"…\", \"…\"]", at);
            return Vec::new();
        }
        let mut out = Vec::with_capacity(self.tree.children(at).count());
        for (item, node) in self.tree.children(at) {
            let span = self.span_of(node.span());
            match self.string(item) {
                Some(text) => out.push(Spanned { value: r.texts.add(text), span }),
                None => self.report_type(r, &span, key, "a list of strings", item),
            }
        }
        out
    }

    /// A list of tables (`[[key]]` or `key = [{ … }]`), each passed to `read`; empty if the key is missing.
    pub fn tables(&self, key: &str, r: &mut TableReader, mut read: impl FnMut(&Table<'t>, &mut TableReader)) {
        let Some((span, at)) = self.get(key) else {
            return;
        };
        if !matches!(self.value(at), NodeValue::List(_)) {
            self.report_type(r, &span, key, &format!("a list of tables, [[{key}]]"), at);
            return;
        }
        for (item, node) in self.tree.children(at) {
            match node.value {
                NodeValue::Table => read(&Self { at: item, ..*self }, r),
                _ => self.report_type(r, &self.span_of(node.span()), key, "a table, { … }", item),
            }
        }
    }

    /// The table of a key, if its value is one.
    pub fn table(&self, key: &str) -> Option<Self> {
        let (_, at) = self.get(key)?;
        matches!(self.value(at), NodeValue::Table).then_some(Self { at, ..*self })
    }

    /// A list of strings and tables, each passed to `read`; empty if the key is missing.
    pub fn strings_or_tables(
        &self,
        key: &str,
        r: &mut TableReader,
        mut read: impl FnMut(Result<Spanned<Text>, Table<'t>>, &mut TableReader),
    ) {
        let Some((span, at)) = self.get(key) else {
            return;
        };
        if !matches!(self.value(at), NodeValue::List(_)) {
            self.report_type(r, &span, key, "a list of strings, [\"…\", \"…\"]", at);
            return;
        }
        for (item, node) in self.tree.children(at) {
            let span = self.span_of(node.span());
            match (self.string(item), node.value) {
                (Some(text), _) => {
                    let value = r.texts.add(text);
                    read(Ok(Spanned { value, span }), r);
                }
                (None, NodeValue::Table) => read(Err(Self { at: item, ..*self }), r),
                _ => self.report_type(r, &span, key, "a list of strings", item),
            }
        }
    }

    /// A word of a vocabulary.
    pub fn word<T: Vocabulary>(&self, key: &str, r: &mut TableReader) -> Option<Spanned<T>> {
        let Spanned { value, span } = self.bare(key, r)?;
        if let Some(meaning) = T::meaning(value) {
            return Some(Spanned { value: meaning, span });
        }
        let all: Vec<&str> = T::all().iter().map(|v| v.word()).collect();
        let help = format!("{} one of: {}", did_you_mean(value, all.iter().copied()), all.join(", "));
        r.report.error(
            DiagnosticCode::UnknownWord,
            &span,
            format!("“{value}” is not a word for “{key}”"),
            help.trim().to_owned(),
        );
        None
    }

    /// Reports the keys that a table of this shape, called `what`, must not have.
    pub fn known(&self, shape: &'static Shape, what: &str, r: &mut TableReader) {
        for (_, node) in self.tree.children(self.at) {
            if shape.field(self.tree.key(self.text, node)).is_none() {
                self.unknown(node, shape, what, r);
            }
        }
    }

    /// Reports one key that this table must not have.
    pub fn reject(&self, key: &str, shape: &'static Shape, what: &str, r: &mut TableReader) {
        if let Some((_, at)) = self.get(key) {
            self.unknown(self.tree.node(at), shape, what, r);
        }
    }

    fn unknown(&self, node: &Node, shape: &'static Shape, what: &str, r: &mut TableReader) {
        let name = self.tree.key(self.text, node);
        let keys: Vec<&str> = shape.all().map(|f| f.key).filter(|key| *key != name).collect();
        let near = did_you_mean(name, keys.iter().copied());
        let help = if near.is_empty() { format!("keys here: {}", keys.join(", ")) } else { near };
        let span = self.span_of(node.key_span());
        r.report.error(DiagnosticCode::UnknownKey, &span, format!("{what} has no key “{name}”"), help);
    }
}

/// A noun with its article.
pub fn with_article(noun: &str) -> String {
    if noun.starts_with(['a', 'i', 'o']) { format!("an {noun}") } else { format!("a {noun}") }
}
