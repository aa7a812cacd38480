//! Builds a tree of plain TOML from the parser's events.
//!
//! If anything is not plain (a dotted key, a `[table]`, a TOML date, a duplicate key, a mistake), the crate `toml`
//! parses the whole text instead.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::{NodeValue, Tree, TreeStr};

/// Maximum number of keys of a table for which a new key is compared with all others.
const FEW_KEYS: usize = 64;
/// Maximum depth of nested values, as in the crate `toml`.
const DEEPEST: u32 = 80;

impl Tree {
    /// Parses plain text; `false` if it is not plain.
    pub(super) fn parse_plain(&mut self, text: &str) -> bool {
        self.clear();
        let source = Source::new(text);
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.clear();
        tokens.reserve(text.len() / 4);
        tokens.extend(source.lex());
        let mut error: Option<ParseError> = None;
        let mut growing = Growing::new(self, text);
        {
            let mut valid = ValidateWhitespace::new(&mut growing, source);
            let mut guarded = RecursionGuard::new(&mut valid, DEEPEST);
            parse_document(&tokens, &mut guarded, &mut error);
        }
        let plain = growing.plain && error.is_none();
        self.tokens = tokens;
        plain
    }
}

/// A key with its place.
type Key = (TreeStr, (u32, u32));

/// The tree of a plain text while it is parsed.
struct Growing<'t> {
    tree: &'t mut Tree,
    text: &'t str,
    /// Whether everything has been plain so far.
    plain: bool,
    /// The place of `[[` of an open heading, and its key.
    heading: Option<(u32, Option<Key>)>,
    /// A key that waits for its value.
    key: Option<Key>,
    /// The open tables and lists, the innermost last.
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
    fn str(&mut self, decoded: Cow<'_, str>) -> TreeStr {
        match decoded {
            // A borrowed string is a part of the text, unless it is a constant such as `inf`.
            Cow::Borrowed(string) => {
                let at = (string.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
                if at < self.text.len() {
                    return TreeStr { at: at as u32, len: string.len() as u32, unescaped: false };
                }
                self.tree.own(string)
            }
            Cow::Owned(string) => self.tree.own(&string),
        }
    }

    fn raw(&mut self, span: Span, encoding: Option<Encoding>) -> Option<Raw<'t>> {
        let raw = self.text.get(span.start()..span.end());
        self.plain &= raw.is_some();
        raw.map(|raw| Raw::new_unchecked(raw, encoding, span))
    }

    /// The value of a table under `key`.
    fn find(&mut self, table: u32, key: TreeStr) -> Option<u32> {
        let (mut found, mut seen) = (None, 0);
        let name = self.tree.str(self.text, key);
        for (at, node) in self.tree.children(table) {
            seen += 1;
            if seen > FEW_KEYS {
                break;
            }
            if node.key.len == key.len && self.tree.str(self.text, node.key) == name {
                found = Some(at);
                break;
            }
        }
        self.plain &= seen <= FEW_KEYS;
        found
    }

    /// Adds a value to the open table or list and returns its node.
    fn put(&mut self, span: Span, value: NodeValue) -> u32 {
        let (parent, span) = (self.inner(), (span.start() as u32, span.end() as u32));
        let key = self.key.take();
        if self.tree.node(parent).value == NodeValue::Table {
            let Some((key, key_span)) = key else {
                self.plain = false;
                return parent;
            };
            self.plain &= self.find(parent, key).is_none();
            return self.tree.append(parent, key, key_span, span, value);
        }
        self.plain &= key.is_none();
        self.tree.append(parent, TreeStr { at: 0, len: 0, unescaped: false }, (0, 0), span, value)
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
            None => self.tree.append(0, key, key_span, heading, NodeValue::List(true)),
        };
        self.plain &= self.tree.node(list).value == NodeValue::List(true);
        let none = TreeStr { at: 0, len: 0, unescaped: false };
        self.open.clear();
        self.open.push(self.tree.append(list, none, (0, 0), heading, NodeValue::Table));
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let at = self.put(span, NodeValue::Table);
        self.open.push(at);
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let at = self.put(span, NodeValue::List(false));
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
        let key = (self.str(decoded), (span.start() as u32, span.end() as u32));
        let place = match &mut self.heading {
            Some((_, place)) => place,
            None => &mut self.key,
        };
        // A second key makes it a dotted key.
        self.plain &= place.replace(key).is_none();
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.plain = false;
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.raw(span, encoding) else { return };
        let mut decoded = Cow::Borrowed("");
        let value = match raw.decode_scalar(&mut decoded, error) {
            ScalarKind::String => NodeValue::Text(self.str(decoded)),
            ScalarKind::Boolean(flag) => NodeValue::Flag(flag),
            ScalarKind::Float => NodeValue::Float(self.str(decoded)),
            ScalarKind::Integer(radix) => NodeValue::Integer(self.str(decoded), radix.value()),
            // The crate `toml` checks whether the date exists.
            ScalarKind::DateTime => {
                self.plain = false;
                NodeValue::Datetime
            }
        };
        self.put(span, value);
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.plain = false;
    }
}
