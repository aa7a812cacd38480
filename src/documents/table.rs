//! Reading TOML tables key by key, with a message for everything that is not as it should be.
//!
//! Every value comes with its place. Keys nobody asked for are reported when the table is
//! [finished](Table::finish), with the nearest key that exists. Nothing here knows what a corpus is.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{At, Code, Report, SourceSpan, did_you_mean};

/// One table of a file, or one table of an array of tables.
pub struct Table<'t, 'i> {
    file: usize,
    base: usize,
    table: &'t DeTable<'i>,
    at: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

/// Parses `text`, which stands at byte `base` of file `file`; says what is not TOML and keeps the rest.
pub fn parse<'i>(text: &'i str, base: usize, file: usize, report: &mut Report) -> Spanned<DeTable<'i>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let spot = SourceSpan { file, bytes: base + span.start..base + span.end };
        report.error(Code::Syntax, &spot, format!("not TOML: {}", error.message().trim()), "");
    }
    table
}

impl<'t, 'i> Table<'t, 'i> {
    /// The whole of a parsed text.
    pub fn root(table: &'t Spanned<DeTable<'i>>, base: usize, file: usize) -> Self {
        Self { file, base, table: table.get_ref(), at: 0..0, asked: RefCell::default() }
    }

    /// Where the table begins.
    pub fn spot(&self) -> SourceSpan {
        self.spot_of(self.at.clone())
    }

    fn spot_of(&self, range: Range<usize>) -> SourceSpan {
        SourceSpan { file: self.file, bytes: self.base + range.start..self.base + range.end }
    }

    fn get(&self, key: &'static str) -> Option<(SourceSpan, &'t DeValue<'i>)> {
        self.asked.borrow_mut().push(key);
        let value = self.table.get(key)?;
        Some((self.spot_of(value.span()), value.get_ref()))
    }

    /// Takes a key as known, without reading it.
    pub fn expect(&self, key: &'static str) {
        self.asked.borrow_mut().push(key);
    }

    /// Whether the key is there, without asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The place of a key's value, if it is there.
    pub fn spot_of_key(&self, key: &str) -> SourceSpan {
        self.table.get(key).map_or_else(|| self.spot(), |v| self.spot_of(v.span()))
    }

    fn wrong(report: &mut Report, spot: &SourceSpan, key: &str, wanted: &str, found: &DeValue<'_>) {
        let message = format!("“{key}” must be {wanted}, not {}", article(found.type_str()));
        report.error(Code::WrongType, spot, message, "");
    }

    /// A string, if the key is there.
    pub fn str(&self, key: &'static str, report: &mut Report) -> Option<At<String>> {
        let (spot, value) = self.get(key)?;
        match value.as_str() {
            Some(text) => Some(At { value: text.to_owned(), spot }),
            None => {
                Self::wrong(report, &spot, key, "a string in quotation marks", value);
                None
            }
        }
    }

    /// A string that must be there and not be blank. A missing key is reported at the table.
    pub fn need_str(&self, key: &'static str, report: &mut Report) -> Option<At<String>> {
        let missing = !self.has(key);
        let text = self.str(key, report);
        if missing {
            report.error(Code::Missing, &self.spot(), format!("“{key}” is missing"), format!("write {key} = \"…\""));
        } else if let Some(At { value, spot }) = &text
            && value.trim().is_empty()
        {
            report.error(Code::Empty, spot, format!("“{key}” is empty"), "");
            return None;
        }
        text
    }

    /// A string's text, or the empty string.
    pub fn text(&self, key: &'static str, report: &mut Report) -> String {
        self.str(key, report).map(|t| t.value).unwrap_or_default()
    }

    /// A whole number of people, events or passages.
    pub fn number(&self, key: &'static str, report: &mut Report) -> Option<At<u32>> {
        let (spot, value) = self.get(key)?;
        let number = value.as_integer().and_then(|i| u32::from_str_radix(&i.as_str().replace('_', ""), i.radix()).ok());
        match number {
            Some(value) => Some(At { value, spot }),
            None => {
                Self::wrong(report, &spot, key, "a whole number from 0", value);
                None
            }
        }
    }

    /// A number with or without a fraction.
    pub fn float(&self, key: &'static str, report: &mut Report) -> Option<At<f64>> {
        let (spot, value) = self.get(key)?;
        let text =
            value.as_float().map(|f| f.as_str().to_owned()).or(value.as_integer().map(|i| i.as_str().to_owned()));
        match text.and_then(|t| t.replace('_', "").parse().ok()) {
            Some(value) => Some(At { value, spot }),
            None => {
                Self::wrong(report, &spot, key, "a number", value);
                None
            }
        }
    }

    /// `true` or `false`; `false` if the key is not there.
    pub fn flag(&self, key: &'static str, report: &mut Report) -> bool {
        let Some((spot, value)) = self.get(key) else {
            return false;
        };
        value.as_bool().unwrap_or_else(|| {
            Self::wrong(report, &spot, key, "true or false", value);
            false
        })
    }

    /// A list of strings; empty if the key is not there.
    pub fn strings(&self, key: &'static str, report: &mut Report) -> Vec<At<String>> {
        let Some((spot, value)) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.as_array() else {
            Self::wrong(report, &spot, key, "a list of strings, [\"…\", \"…\"]", value);
            return Vec::new();
        };
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let spot = self.spot_of(item.span());
            match item.get_ref().as_str() {
                Some(text) => out.push(At { value: text.to_owned(), spot }),
                None => Self::wrong(report, &spot, key, "a list of strings", item.get_ref()),
            }
        }
        out
    }

    /// A list of tables (`[[key]]` or `key = [{ … }]`); empty if the key is not there.
    pub fn tables(&self, key: &'static str, report: &mut Report) -> Vec<Table<'t, 'i>> {
        let Some((spot, value)) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.as_array() else {
            Self::wrong(report, &spot, key, &format!("a list of tables, [[{key}]]"), value);
            return Vec::new();
        };
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => out.push(Table {
                    file: self.file,
                    base: self.base,
                    table,
                    at: item.span(),
                    asked: RefCell::default(),
                }),
                None => Self::wrong(report, &self.spot_of(item.span()), key, "a table, { … }", item.get_ref()),
            }
        }
        out
    }

    /// A word of a vocabulary, each word with its meaning.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)], report: &mut Report) -> Option<At<T>> {
        let At { value, spot } = self.str(key, report)?;
        if let Some(&(_, meaning)) = words.iter().find(|(word, _)| *word == value) {
            return Some(At { value: meaning, spot });
        }
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let help = format!("{} one of: {}", did_you_mean(&value, all.iter().copied()), all.join(", "));
        report.error(Code::UnknownWord, &spot, format!("“{value}” is no word for “{key}”"), help.trim());
        None
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, what: &str, report: &mut Report) {
        let asked = self.asked.into_inner();
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !asked.contains(&name) {
                let spot =
                    SourceSpan { file: self.file, bytes: self.base + key.span().start..self.base + key.span().end };
                let near = did_you_mean(name, asked.iter().copied());
                let help = if near.is_empty() { format!("keys here: {}", asked.join(", ")) } else { near };
                report.error(Code::UnknownKey, &spot, format!("{what} has no key “{name}”"), help);
            }
        }
    }
}

/// A type's name with its article.
fn article(kind: &str) -> String {
    if kind.starts_with(['a', 'i', 'o']) { format!("an {kind}") } else { format!("a {kind}") }
}
