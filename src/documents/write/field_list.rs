//! The fields of a table that is written. What is empty, and so means nothing, is left out.

use crate::documents::edit::{EditValue, Fields};

/// The fields so far.
#[derive(Debug, Default)]
pub struct FieldList {
    /// Each with its key.
    pub all: Fields,
}

impl FieldList {
    fn put(&mut self, key: &str, value: EditValue) {
        self.all.push((key.to_owned(), value));
    }

    /// A string, a date or a word.
    pub fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.put(key, EditValue::Text(text.to_owned()));
        }
    }

    /// A whole number.
    pub fn number(&mut self, key: &str, number: Option<impl Into<u64>>) {
        if let Some(number) = number {
            self.put(key, EditValue::Number(number.into()));
        }
    }

    /// A number.
    pub fn decimal(&mut self, key: &str, number: f64) {
        self.put(key, EditValue::Decimal(number));
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str, flag: bool) {
        self.put(key, EditValue::Flag(flag));
    }

    /// A list of strings.
    pub fn texts(&mut self, key: &str, texts: Vec<String>) {
        if !texts.is_empty() {
            self.put(key, EditValue::Texts(texts));
        }
    }

    /// A list of strings and tables.
    pub fn names(&mut self, key: &str, names: Vec<EditValue>) {
        let text = |name: &EditValue| match name {
            EditValue::Text(text) => Some(text.clone()),
            _ => None,
        };
        match names.iter().map(text).collect::<Option<Vec<String>>>() {
            Some(texts) => self.texts(key, texts),
            None => self.put(key, EditValue::Mixed(names)),
        }
    }

    /// A list of tables.
    pub fn tables(&mut self, key: &str, tables: Vec<Fields>) {
        if !tables.is_empty() {
            self.put(key, EditValue::Tables(tables));
        }
    }

    /// A table, or a list of tables.
    pub fn one_or_more(&mut self, key: &str, mut tables: Vec<Fields>) {
        match tables.len() {
            1 => {
                let table = tables.swap_remove(0);
                self.put(key, EditValue::Table(table));
            }
            _ => self.tables(key, tables),
        }
    }
}
