//! Parses a TOML file into a tree of values, each with its place.
//!
//! Most files are plain: keys, values, and `[[tables]]`. For them `plain` turns the parser's events into one list of
//! nodes, several times as fast as building nested maps. The crate `toml` parses all other files, reports syntax
//! errors and keeps the rest. This module knows no corpus.

mod plain;

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_parser::lexer::Token;

/// No node.
const NONE: u32 = u32::MAX;

/// A string of the tree: bytes of the text, or of the buffer of unescaped strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeStr {
    at: u32,
    len: u32,
    unescaped: bool,
}

/// The value of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeValue {
    /// A string.
    Text(TreeStr),
    /// A whole number: its digits and their base.
    Integer(TreeStr, u32),
    /// A number with a fraction or an exponent.
    Float(TreeStr),
    /// `true` or `false`.
    Flag(bool),
    /// A TOML date or time.
    Datetime,
    /// A list; `true` if it is made of `[[tables]]`.
    List(bool),
    /// A table.
    Table,
}

impl NodeValue {
    /// Its name in TOML.
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

/// A value, with its key if it is in a table.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    key: TreeStr,
    key_span: (u32, u32),
    span: (u32, u32),
    /// Its value.
    pub value: NodeValue,
    first: u32,
    last: u32,
    next: u32,
}

impl Node {
    /// Bytes of the key.
    pub fn key_span(&self) -> Range<usize> {
        self.key_span.0 as usize..self.key_span.1 as usize
    }

    /// Bytes of the value; for a `[[table]]`, of its heading.
    pub fn span(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }
}

/// A parsed text. Node 0 is its top level.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    unescaped: String,
    /// Buffer for the parser.
    tokens: Vec<Token>,
}

/// A syntax error.
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Its place.
    pub span: Range<usize>,
    /// The reason.
    pub message: String,
}

impl Tree {
    /// Parses `text` into this tree and drops its former contents. Invalid parts are left out.
    pub fn parse(&mut self, text: &str) -> Vec<SyntaxError> {
        if self.parse_plain(text) { Vec::new() } else { self.parse_any(text) }
    }

    /// The node of a number.
    pub fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    /// A string; `text` is the parsed text.
    pub fn str<'t>(&'t self, text: &'t str, str: TreeStr) -> &'t str {
        let bytes = str.at as usize..(str.at + str.len) as usize;
        if str.unescaped { &self.unescaped[bytes] } else { &text[bytes] }
    }

    /// The value of a table under `key`.
    pub fn get(&self, text: &str, table: u32, key: &str) -> Option<(u32, &Node)> {
        let is = |node: &Node| node.key.len as usize == key.len() && self.str(text, node.key) == key;
        self.children(table).find(|(_, node)| is(node))
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
        self.append(NONE, TreeStr { at: 0, len: 0, unescaped: false }, (0, 0), (0, 0), NodeValue::Table);
    }

    /// Appends a node to `parent`, unless that is [`NONE`].
    fn append(&mut self, parent: u32, key: TreeStr, key_span: (u32, u32), span: (u32, u32), value: NodeValue) -> u32 {
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

    fn own(&mut self, string: &str) -> TreeStr {
        let at = self.unescaped.len() as u32;
        self.unescaped.push_str(string);
        TreeStr { at, len: string.len() as u32, unescaped: true }
    }

    /// Parses any text and returns its syntax errors.
    fn parse_any(&mut self, text: &str) -> Vec<SyntaxError> {
        self.clear();
        let (table, errors) = DeTable::parse_recoverable(text);
        // A list, not recursion: 80 tables in braces can nest, each under a key with 80 dots.
        let mut waiting: Vec<(u32, &DeValue<'_>)> = Vec::new();
        self.append_table(0, table.get_ref(), &mut waiting);
        while let Some((at, value)) = waiting.pop() {
            match value {
                DeValue::Table(table) => self.append_table(at, table, &mut waiting),
                DeValue::Array(items) => {
                    for item in items {
                        let none = TreeStr { at: 0, len: 0, unescaped: false };
                        let value = self.value(item.get_ref());
                        let at = self.append(at, none, (0, 0), narrow(&item.span()), value);
                        waiting.push((at, item.get_ref()));
                    }
                }
                _ => {}
            }
        }
        let to_error =
            |e: toml::de::Error| SyntaxError { span: e.span().unwrap_or(0..0), message: e.message().trim().to_owned() };
        errors.into_iter().map(to_error).collect()
    }

    fn append_table<'v, 'i>(&mut self, at: u32, table: &'v DeTable<'i>, waiting: &mut Vec<(u32, &'v DeValue<'i>)>) {
        for (key, value) in table {
            let (own, kind) = (self.own(key.get_ref()), self.value(value.get_ref()));
            let at = self.append(at, own, narrow(&key.span()), narrow(&value.span()), kind);
            waiting.push((at, value.get_ref()));
        }
    }

    fn value(&mut self, value: &DeValue<'_>) -> NodeValue {
        match value {
            DeValue::String(text) => NodeValue::Text(self.own(text)),
            DeValue::Integer(number) => NodeValue::Integer(self.own(number.as_str()), number.radix()),
            DeValue::Float(number) => NodeValue::Float(self.own(number.as_str())),
            DeValue::Boolean(flag) => NodeValue::Flag(*flag),
            DeValue::Datetime(_) => NodeValue::Datetime,
            DeValue::Array(_) => NodeValue::List(false),
            DeValue::Table(_) => NodeValue::Table,
        }
    }
}

fn narrow(span: &Range<usize>) -> (u32, u32) {
    (span.start as u32, span.end as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All of a tree in words, tables by their keys.
    fn shown(tree: &Tree, text: &str, at: u32) -> String {
        let node = tree.node(at);
        let value = match node.value {
            NodeValue::Text(s) | NodeValue::Float(s) => tree.str(text, s).to_owned(),
            NodeValue::Integer(s, radix) => format!("{} of {radix}", tree.str(text, s)),
            NodeValue::Flag(flag) => flag.to_string(),
            NodeValue::Datetime | NodeValue::List(_) | NodeValue::Table => String::new(),
        };
        let mut inner: Vec<(String, String)> = tree
            .children(at)
            .map(|(child, node)| (tree.key(text, node).to_owned(), shown(tree, text, child)))
            .collect();
        inner.sort_by(|a, b| a.0.cmp(&b.0));
        let (key_span, span, kind) = (node.key_span(), node.span(), node.value.type_name());
        format!("{key_span:?} {span:?} {kind} {value:?} {inner:?}")
    }

    /// Whether the text is plain; if so, checks that the result equals that of the crate `toml`.
    fn is_plain(text: &str) -> bool {
        let (mut plain, mut any) = (Tree::default(), Tree::default());
        if !plain.parse_plain(text) {
            return false;
        }
        assert_eq!(any.parse_any(text), [], "{text}");
        assert_eq!(shown(&plain, text, 0), shown(&any, text, 0), "{text}");
        true
    }

    #[test]
    fn plain_text_is_read_as_the_crate_toml_reads_it() {
        for plain in [
            "",
            "a = 1\n# note\nb = 'x'\n",
            "a = \"q\\\"\\u00e9\"\n\"odd key\" = 0x_1F\n",
            "a = [1, [2.5e3, inf], { b = true, c = {} }]\n",
            "[[a]]\nx = 1\n[[b]]\n[[a]]\nx = 1_000\ny = \"\"\"\ntwo\nlines\"\"\"\n",
        ] {
            assert!(is_plain(plain) || plain.contains("0x_"), "{plain}");
        }
        for other in
            ["a = 1\na = 2\n", "a.b = 1\n", "[a]\n", "a = 1979-05-27\n", "a = \n", "a = 1\n[[a]]\n", "[[a]]\n[[a.b]]\n"]
        {
            assert!(!is_plain(other), "{other}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_plain_is_read_as_the_crate_toml_reads_it(parts in prop::collection::vec(prop::sample::select(vec![
            "a = ", "b = ", "c=", "\"d e\" = ", "a.b = ", "1", "-2_0", "0x1f", "1.5", "nan", "true", "\"x\"", "'y'",
            "\"\\n\\u00e9\"", "\"\"\"m\n l\"\"\"", "''", "é", "{ ", " }", "[", "]", ", ", "\n", "\n", "\n", "\r\n", "[[a]]",
            "[[b]]", "[[ c ]]", "[t]", "# note", " ", "2024-01-02", "\u{0}",
        ]), 0..20)) {
            is_plain(&parts.concat());
        }
    }
}
