//! Drafts of what comes from outside the articles: references, and names that no source prints.
//!
//! Knows no incident and no name; [`draft`](super::draft) says where these fields stand.

use super::fields::{FieldType, Flag, OneOrMore, Plain, ReadRecord, Str, Strs, record};
use super::schema::{FieldKind, Shape};
use super::table::{Table, TableReader};
use crate::diagnostic::Spanned;
use crate::model::Text;

record! {
    /// A publication that bears out what no article of the corpus says.
    ReferenceDraft = "a reference" {
        /// Title as printed.
        title: Str, needed "\"…\"";
        /// Publisher.
        publisher: Str, needed "\"…\"";
        /// Date of publication in words.
        date: Plain;
        /// Address, or another way to find it.
        locator: Str, as "where", needed "\"https://…\"";
    }
}

record! {
    /// A table among the aliases of an incident or the variants of a name.
    AliasDraft = "a name" {
        /// The name.
        name: Str;
        /// Several names with the same remark.
        names: Strs;
        /// Whether no source prints it.
        outside: Flag;
        /// Remark on it.
        note: Plain;
        /// Publications that use it.
        references: OneOrMore<ReferenceDraft>, as "reference";
    }
}

/// A list of names, each a string or a table. A string is printed by a source, or the editor's own description.
pub struct Aliases;

impl AliasDraft {
    /// A name without remarks.
    pub fn plain(name: Spanned<Text>) -> Self {
        let (note, references) = (Text::default(), Vec::new());
        Self { name: Some(name), names: Vec::new(), outside: false, note, references }
    }

    /// Its names.
    pub fn all(&self) -> impl Iterator<Item = &Spanned<Text>> {
        self.name.iter().chain(&self.names)
    }
}

impl FieldType for Aliases {
    type Value = Vec<AliasDraft>;
    const KIND: FieldKind = FieldKind::TextsOrTables(AliasDraft::FIELDS);
    fn read(table: &Table, key: &'static str, r: &mut TableReader) -> Self::Value {
        let mut all = Vec::new();
        table.strings_or_tables(key, r, |item, r| match item {
            Ok(name) => all.push(AliasDraft::plain(name)),
            Err(table) => {
                let alias = AliasDraft::fields(&table, r);
                table.known(AliasDraft::FIELDS, AliasDraft::FIELDS.what, r);
                if alias.all().next().is_none() {
                    table.need("name", "\"…\"", r);
                }
                all.push(alias);
            }
        });
        all
    }
}

impl ReadRecord for ReferenceDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let reference = Self::fields(table, r);
        let complete = reference.title.is_some() && reference.publisher.is_some() && reference.locator.is_some();
        complete.then_some(reference)
    }
}
