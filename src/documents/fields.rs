//! Types of fields with their readers; `record!` generates drafts and shapes from lists of fields.

use super::schema::{FieldKind, MOST_WORDS, Shape, Vocabulary};
use super::table::{Table, TableReader, with_article};
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned, did_you_mean};
use crate::model::{Text, When};

/// A type of field with its reader.
pub trait FieldType {
    /// The type of the value read.
    type Value;
    /// Its type in the schema.
    const KIND: FieldKind;
    /// Reads it if it is present.
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value;
    /// Reads it; reports it if it is missing or empty.
    fn read_needed(table: &Table, key: &'static str, example: &'static str, r: &mut TableReader) -> Self::Value {
        table.need(key, example, r);
        Self::read(table, key, r)
    }
}

/// A record that is read from a table.
pub trait ReadRecord: Sized {
    /// The fields of such tables.
    const SHAPE: &'static Shape;
    /// Reads it. `None` if it cannot be used; the reason has been reported.
    fn read(table: &Table, r: &mut TableReader) -> Option<Self>;
}

/// A string without its place; empty if it is missing.
pub struct Plain;
/// A string with its place.
pub struct Str;
/// A few words of a source with their place.
pub struct Wording;
/// A date.
pub struct Date;
/// A date that is one day.
pub struct Day;
/// An address of the web; empty if it is missing or cannot be followed.
pub struct Address;
/// A whole number of people, events, passages or words.
pub struct Number;
/// A whole number of any size.
pub struct Whole;
/// A number.
pub struct Decimal;
/// `true` or `false`; `false` if it is missing.
pub struct Flag;
/// `true` or `false`; `true` if it is missing.
pub struct FlagUnlessFalse;
/// Strings without their places.
pub struct Plains;
/// Strings with their places.
pub struct Strs;
/// A word of a vocabulary.
pub struct Word<V>(std::marker::PhantomData<V>);
/// A list of tables.
pub struct Tables<R>(std::marker::PhantomData<R>);
/// A table, or a list of tables.
pub struct OneOrMore<R>(std::marker::PhantomData<R>);

impl FieldType for Plain {
    type Value = Text;
    const KIND: FieldKind = FieldKind::Text;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Text {
        table.str(key, r).map(|t| t.value).unwrap_or_default()
    }
}

impl FieldType for Str {
    type Value = Option<Spanned<Text>>;
    const KIND: FieldKind = FieldKind::Text;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        table.str(key, r)
    }
    fn read_needed(table: &Table, key: &'static str, example: &'static str, r: &mut TableReader) -> Self::Value {
        table.need(key, example, r);
        let text = table.str(key, r);
        Table::not_blank(key, text, r)
    }
}

impl FieldType for Wording {
    type Value = Option<Spanned<Text>>;
    const KIND: FieldKind = FieldKind::Wording;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        let text = table.str(key, r)?;
        is_short(r.texts.get(text.value), &text.span, &mut r.report).then_some(text)
    }
    fn read_needed(table: &Table, key: &'static str, example: &'static str, r: &mut TableReader) -> Self::Value {
        let text = Str::read_needed(table, key, example, r)?;
        is_short(r.texts.get(text.value), &text.span, &mut r.report).then_some(text)
    }
}

impl FieldType for Date {
    type Value = Option<When>;
    const KIND: FieldKind = FieldKind::Date;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        let text = table.bare(key, r)?;
        edtf(&text, &mut r.report)
    }
}

impl FieldType for Day {
    type Value = Option<When>;
    const KIND: FieldKind = FieldKind::Date;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        let text = table.bare(key, r)?;
        let when = edtf(&text, &mut r.report)?;
        if !when.is_day() || when.is_approximate() || when.is_uncertain() {
            let message = format!("“{key}” must be one day, not “{}”", text.value);
            r.report.error(DiagnosticCode::BadDate, &text.span, message, "write the day, as in 2024-03-22");
            return None;
        }
        Some(when)
    }
}

impl FieldType for Address {
    type Value = Text;
    const KIND: FieldKind = FieldKind::Text;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Text {
        let Some(text) = table.str(key, r) else { return Text::default() };
        match address_mistake(r.str(text.value)) {
            None => text.value,
            Some((mistake, help)) => {
                let message = format!("“{key}” is no address that can be followed: {mistake}");
                r.report.error(DiagnosticCode::BadAddress, &text.span, message, help);
                Text::default()
            }
        }
    }
}

/// Why `address` cannot be followed or pasted safely, with the remedy. Characters that an address writes as `%20` would
/// end it in a citation.
fn address_mistake(address: &str) -> Option<(&'static str, &'static str)> {
    let scheme = |s: &str| address.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)).then_some(s.len());
    let Some(start) = scheme("https://").or_else(|| scheme("http://")) else {
        return Some(("it does not begin with https:// or http://", "copy the whole address from the browser"));
    };
    if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Some((
            "it contains a control character or white space",
            "write a space as %20, and leave out the rest",
        ));
    }
    if !address.chars().all(|c| c.is_alphanumeric() || (c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c))) {
        return Some((
            "it contains a character that no address has",
            "write it in percent form, a quotation mark as %22",
        ));
    }
    let host = address[start..].split(['/', '?', '#']).next().unwrap_or_default();
    let named = host.rsplit('@').next().unwrap_or_default().starts_with(|c: char| c.is_alphanumeric() || c == '[');
    (!named).then_some(("it names no site", "copy the whole address from the browser"))
}

impl FieldType for Number {
    type Value = Option<Spanned<u32>>;
    const KIND: FieldKind = FieldKind::Number;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        table.number(key, r)
    }
}

impl FieldType for Whole {
    type Value = Option<Spanned<u64>>;
    const KIND: FieldKind = FieldKind::Number;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        table.whole(key, r)
    }
}

impl FieldType for Decimal {
    type Value = Option<Spanned<f64>>;
    const KIND: FieldKind = FieldKind::Decimal;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        table.float(key, r)
    }
}

impl FieldType for Flag {
    type Value = bool;
    const KIND: FieldKind = FieldKind::Flag;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> bool {
        table.flag(key, r)
    }
}

impl FieldType for FlagUnlessFalse {
    type Value = bool;
    const KIND: FieldKind = FieldKind::Flag;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> bool {
        let before = r.report.found();
        // A value of another type is reported, and means as little as none.
        table.flag(key, r) || !table.has(key) || r.report.found() > before
    }
}

impl FieldType for Plains {
    type Value = Vec<Text>;
    const KIND: FieldKind = FieldKind::Texts;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Vec<Text> {
        table.strings(key, r).into_iter().map(|t| t.value).collect()
    }
}

impl FieldType for Strs {
    type Value = Vec<Spanned<Text>>;
    const KIND: FieldKind = FieldKind::Texts;
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        table.strings(key, r)
    }
}

impl<V: Vocabulary> FieldType for Word<V> {
    type Value = Option<Spanned<V>>;
    const KIND: FieldKind = FieldKind::Word(|| V::all().iter().map(|v| v.word()).collect());
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        table.word(key, r)
    }
}

impl<R: ReadRecord> FieldType for Tables<R> {
    type Value = Vec<R>;
    const KIND: FieldKind = FieldKind::Tables(R::SHAPE);
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Vec<R> {
        let mut all = Vec::new();
        table.tables(key, r, |table, r| {
            let record = R::read(table, r);
            if R::SHAPE.what.is_empty() {
                table.known(R::SHAPE, &with_article(key), r);
            } else {
                table.known(R::SHAPE, R::SHAPE.what, r);
            }
            all.extend(record);
        });
        all.shrink_to_fit();
        all
    }
}

impl<R: ReadRecord> FieldType for OneOrMore<R> {
    type Value = Vec<R>;
    const KIND: FieldKind = FieldKind::Tables(R::SHAPE);
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Vec<R> {
        match table.table(key) {
            Some(table) => {
                let record = R::read(&table, r);
                table.known(R::SHAPE, R::SHAPE.what, r);
                record.into_iter().collect()
            }
            None => Tables::read(table, key, r),
        }
    }
}

/// Reads a date.
pub fn edtf(text: &Spanned<&str>, report: &mut Report) -> Option<When> {
    match When::parse(text.value) {
        Ok(when) => Some(when),
        Err(bad) => {
            let help = "dates are EDTF: 2024-03-22, 2022-10, 2021-22 (summer), 2021-08/2024-03, ../2013, 2023-04~";
            report.error(
                DiagnosticCode::BadDate,
                &text.span,
                format!("“{}” is not a date: {}", text.value, bad.reason),
                help,
            );
            None
        }
    }
}

/// Whether a wording is within the limit of words that may be copied; a longer one is reported.
pub fn is_short(words: &str, span: &SourceSpan, report: &mut Report) -> bool {
    let count = words.split_whitespace().count();
    if count > MOST_WORDS {
        let message = format!("{count} words of the source; at most {MOST_WORDS} may be copied");
        report.error(DiagnosticCode::LongWording, span, message, "keep the few words that carry the claim");
    }
    count <= MOST_WORDS
}

/// Warns of a word outside an open list.
pub fn is_likely(text: &Spanned<&str>, known: &[&'static str], what: &str, report: &mut Report) {
    if !known.contains(&text.value) {
        let near = did_you_mean(text.value, known.iter().copied());
        let help = format!("{near} kinds in use: {}", known.join(", "));
        let message = format!("“{}” is a new {what}", text.value);
        report.warning(DiagnosticCode::UnknownWord, &text.span, message, help.trim().to_owned());
    }
}

/// Generates from a list of fields their draft and their shape. A field is written as `name: Type`, with
/// `as "key"` if the key differs from the name, and with `needed "example"` if it is required.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident = $what:literal $(+ $($more:ident),+)? {
        $($(#[$fdoc:meta])* $field:ident: $type:ty $(, as $key:literal)? $(, needed $example:literal)?;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: <$type as $crate::documents::fields::FieldType>::Value,)*
        }

        impl $name {
            /// Its fields.
            pub const FIELDS: &'static $crate::documents::schema::Shape = &$crate::documents::schema::Shape {
                what: $what,
                fields: &[$($crate::documents::schema::Field {
                    key: record!(@key $field $($key)?),
                    kind: <$type as $crate::documents::fields::FieldType>::KIND,
                    needed: record!(@needed $($example)?),
                },)*],
                more: &[$($($more::FIELDS),+)?],
            };

            /// Reads the fields.
            pub fn fields(table: &$crate::documents::table::Table, r: &mut $crate::documents::table::TableReader) -> Self {
                Self { $($field: record!(@read $type, table, record!(@key $field $($key)?), r $(, $example)?),)* }
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@needed) => { None };
    (@needed $example:literal) => { Some($example) };
    (@read $type:ty, $table:ident, $key:expr, $r:ident) => {
        <$type as $crate::documents::fields::FieldType>::read($table, $key, $r)
    };
    (@read $type:ty, $table:ident, $key:expr, $r:ident, $example:literal) => {
        <$type as $crate::documents::fields::FieldType>::read_needed($table, $key, $example, $r)
    };
}

pub(super) use record;
