//! The text of a TOML file as a tree of values, each with its place.
//!
//! Nearly all files are plain: keys, values, and `[[tables]]`. Those are taken straight from the parser's events into one
//! list of nodes, several times as fast as into nested maps. Whatever is not plain, or not TOML, is left to the crate
//! `toml`, which decides what is wrong with it and keeps the rest. Nothing here knows what a corpus is.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

/// No node.
const NONE: u32 = u32::MAX;
/// Keys of one table up to which each new one is compared with all others.
const FEW_KEYS: usize = 64;
/// How deep values may be nested; as in the crate `toml`.
const DEEPEST: u32 = 80;

/// A string of the tree: bytes of the text where it stands there as it is, else of what had to be unescaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Str {
    at: u32,
    len: u32,
    unescaped: bool,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A string.
    Text(Str),
    /// A whole number: its digits and their base.
    Integer(Str, u32),
    /// A number with a fraction or an exponent.
    Float(Str),
    /// `true` or `false`.
    Flag(bool),
    /// A date or time of TOML's own.
    Datetime,
    /// A list; `true` if it is made of `[[tables]]`.
    List(bool),
    /// A table.
    Table,
}

impl Value {
    /// What TOML calls it.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Integer(..) => "integer",
            Self::Float(_) => "float",
            Self::Flag(_) => "boolean",
            Self::Datetime => "datetime",
            Self::List(_) => "array",
            Self::Table => "table",
        }
    }
}

/// A value with its key, if it stands in a table.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    key: Str,
    key_span: (u32, u32),
    span: (u32, u32),
    /// What it is.
    pub value: Value,
    first: u32,
    last: u32,
    next: u32,
}

impl Node {
    /// Bytes of the key.
    pub fn key_span(&self) -> Range<usize> {
        self.key_span.0 as usize..self.key_span.1 as usize
    }

    /// Bytes of the value; of a `[[table]]`, of its heading.
    pub fn span(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }
}

/// A parsed text. Node 0 is the whole of it.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    unescaped: String,
}

/// What is not TOML.
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Range<usize>,
    /// Why.
    pub message: String,
}

impl Tree {
    /// Parses `text` into this tree, whose former contents are dropped. What is not TOML is left out.
    pub fn parse(&mut self, text: &str) -> Vec<SyntaxError> {
        if self.parse_plain(text) { Vec::new() } else { self.parse_any(text) }
    }

    /// The node of a number.
    pub fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    /// A string; `text` is what was parsed.
    pub fn str<'t>(&'t self, text: &'t str, str: Str) -> &'t str {
        let bytes = str.at as usize..(str.at + str.len) as usize;
        if str.unescaped { &self.unescaped[bytes] } else { &text[bytes] }
    }

    /// The key of a node.
    pub fn key<'t>(&'t self, text: &'t str, node: &Node) -> &'t str {
        self.str(text, node.key)
    }

    /// The values of a table or list, in order.
    pub fn children(&self, of: u32) -> impl Iterator<Item = (u32, &Node)> {
        let at = |n: u32| (n != NONE).then(|| (n, self.node(n)));
        std::iter::successors(at(self.node(of).first), move |(_, node)| at(node.next))
    }

    fn clear(&mut self) {
        self.nodes.clear();
        self.unescaped.clear();
        self.append(NONE, Str { at: 0, len: 0, unescaped: false }, (0, 0), (0, 0), Value::Table);
    }

    /// Appends a node to `parent`, unless that is [`NONE`].
    fn append(&mut self, parent: u32, key: Str, key_span: (u32, u32), span: (u32, u32), value: Value) -> u32 {
        let at = self.nodes.len() as u32;
        self.nodes.push(Node { key, key_span, span, value, first: NONE, last: NONE, next: NONE });
        if parent != NONE {
            let last = std::mem::replace(&mut self.nodes[parent as usize].last, at);
            if last == NONE {
                self.nodes[parent as usize].first = at;
            } else {
                self.nodes[last as usize].next = at;
            }
        }
        at
    }

    fn own(&mut self, string: &str) -> Str {
        let at = self.unescaped.len() as u32;
        self.unescaped.push_str(string);
        Str { at, len: string.len() as u32, unescaped: true }
    }

    /// Parses plain text; `false` if it is not plain.
    fn parse_plain(&mut self, text: &str) -> bool {
        self.clear();
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut error: Option<ParseError> = None;
        let mut growing = Growing::new(self, text);
        {
            let mut valid = ValidateWhitespace::new(&mut growing, source);
            let mut guarded = RecursionGuard::new(&mut valid, DEEPEST);
            parse_document(&tokens, &mut guarded, &mut error);
        }
        growing.plain && error.is_none()
    }

    /// Parses any text, with all that is wrong with it.
    fn parse_any(&mut self, text: &str) -> Vec<SyntaxError> {
        self.clear();
        let (table, errors) = DeTable::parse_recoverable(text);
        // Dotted keys may nest deeper than the stack.
        let mut waiting: Vec<(u32, &DeValue<'_>)> = Vec::new();
        self.append_table(0, table.get_ref(), &mut waiting);
        while let Some((at, value)) = waiting.pop() {
            match value {
                DeValue::Table(table) => self.append_table(at, table, &mut waiting),
                DeValue::Array(items) => {
                    for item in items {
                        let none = Str { at: 0, len: 0, unescaped: false };
                        let value = self.value(item.get_ref());
                        let at = self.append(at, none, (0, 0), narrow(&item.span()), value);
                        waiting.push((at, item.get_ref()));
                    }
                }
                _ => {}
            }
        }
        let wrong =
            |e: toml::de::Error| SyntaxError { span: e.span().unwrap_or(0..0), message: e.message().trim().to_owned() };
        errors.into_iter().map(wrong).collect()
    }

    fn append_table<'v, 'i>(&mut self, at: u32, table: &'v DeTable<'i>, waiting: &mut Vec<(u32, &'v DeValue<'i>)>) {
        for (key, value) in table {
            let (own, kind) = (self.own(key.get_ref()), self.value(value.get_ref()));
            let at = self.append(at, own, narrow(&key.span()), narrow(&value.span()), kind);
            waiting.push((at, value.get_ref()));
        }
    }

    fn value(&mut self, value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::Text(self.own(text)),
            DeValue::Integer(number) => Value::Integer(self.own(number.as_str()), number.radix()),
            DeValue::Float(number) => Value::Float(self.own(number.as_str())),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(_) => Value::Datetime,
            DeValue::Array(_) => Value::List(false),
            DeValue::Table(_) => Value::Table,
        }
    }
}

fn narrow(span: &Range<usize>) -> (u32, u32) {
    (span.start as u32, span.end as u32)
}

/// A key with its place.
type Key = (Str, (u32, u32));

/// The tree of a plain text while it is parsed.
struct Growing<'t> {
    tree: &'t mut Tree,
    text: &'t str,
    /// Whether all was plain so far.
    plain: bool,
    /// Where `[[` of an open heading stands, and its key.
    heading: Option<(u32, Option<Key>)>,
    /// A key that waits for its value.
    key: Option<Key>,
    /// The tables and lists that are open, the innermost last.
    open: Vec<u32>,
}

impl<'t> Growing<'t> {
    fn new(tree: &'t mut Tree, text: &'t str) -> Self {
        Self { tree, text, plain: true, heading: None, key: None, open: vec![0] }
    }

    fn inner(&self) -> u32 {
        self.open.last().copied().unwrap_or(0)
    }

    /// A string that the parser has decoded.
    fn str(&mut self, decoded: &str) -> Str {
        let (from, text) = (decoded.as_ptr() as usize, self.text.as_ptr() as usize);
        let at = from.wrapping_sub(text);
        if at <= self.text.len() && self.text.get(at..at + decoded.len()) == Some(decoded) {
            return Str { at: at as u32, len: decoded.len() as u32, unescaped: false };
        }
        self.tree.own(decoded)
    }

    fn raw(&mut self, span: Span, encoding: Option<Encoding>) -> Option<Raw<'t>> {
        let raw = self.text.get(span.start()..span.end());
        self.plain &= raw.is_some();
        raw.map(|raw| Raw::new_unchecked(raw, encoding, span))
    }

    /// The value of a table under `key`.
    fn find(&mut self, table: u32, key: Str) -> Option<u32> {
        let (mut found, mut seen) = (None, 0);
        let name = self.tree.str(self.text, key);
        for (at, node) in self.tree.children(table) {
            seen += 1;
            if seen > FEW_KEYS {
                break;
            }
            if self.tree.str(self.text, node.key) == name {
                found = Some(at);
                break;
            }
        }
        self.plain &= seen <= FEW_KEYS;
        found
    }

    /// Puts a value where it belongs and gives its node.
    fn put(&mut self, span: Span, value: Value) -> u32 {
        let (parent, span) = (self.inner(), (span.start() as u32, span.end() as u32));
        let key = self.key.take();
        if self.tree.node(parent).value == Value::Table {
            let Some((key, key_span)) = key else {
                self.plain = false;
                return parent;
            };
            self.plain &= self.find(parent, key).is_none();
            return self.tree.append(parent, key, key_span, span, value);
        }
        self.plain &= key.is_none();
        self.tree.append(parent, Str { at: 0, len: 0, unescaped: false }, (0, 0), span, value)
    }

    fn close(&mut self, span: Span) {
        let inner = self.inner();
        self.tree.nodes[inner as usize].span.1 = span.end() as u32;
        if self.open.len() > 1 {
            self.open.pop();
        } else {
            self.plain = false;
        }
    }
}

impl EventReceiver for Growing<'_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.plain = false;
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.heading = Some((span.start() as u32, None));
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let Some((start, Some((key, key_span)))) = self.heading.take() else {
            self.plain = false;
            return;
        };
        let heading = (start, span.end() as u32);
        let list = match self.find(0, key) {
            Some(list) => list,
            None => self.tree.append(0, key, key_span, heading, Value::List(true)),
        };
        self.plain &= self.tree.node(list).value == Value::List(true);
        let none = Str { at: 0, len: 0, unescaped: false };
        self.open.clear();
        self.open.push(self.tree.append(list, none, (0, 0), heading, Value::Table));
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let at = self.put(span, Value::Table);
        self.open.push(at);
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let at = self.put(span, Value::List(false));
        self.open.push(at);
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.raw(span, encoding) else { return };
        let mut decoded = Cow::Borrowed("");
        raw.decode_key(&mut decoded, error);
        let key = (self.str(&decoded), (span.start() as u32, span.end() as u32));
        let place = match &mut self.heading {
            Some((_, place)) => place,
            None => &mut self.key,
        };
        // A second key is a dotted one.
        self.plain &= place.replace(key).is_none();
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.plain = false;
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.raw(span, encoding) else { return };
        let mut decoded = Cow::Borrowed("");
        let value = match raw.decode_scalar(&mut decoded, error) {
            ScalarKind::String => Value::Text(self.str(&decoded)),
            ScalarKind::Boolean(flag) => Value::Flag(flag),
            ScalarKind::Float => Value::Float(self.str(&decoded)),
            ScalarKind::Integer(radix) => Value::Integer(self.str(&decoded), radix.value()),
            // Whether it is a day of the calendar, `toml` knows.
            ScalarKind::DateTime => {
                self.plain = false;
                Value::Datetime
            }
        };
        self.put(span, value);
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.plain = false;
    }
}
