//! A list of entries to choose from, when a passage reports several.
//!
//! Knows their keys; does not know the passage.

use super::marks::line;
use crate::app::marks::Mark;
use crate::app::pane::{Cx, Lead, Pane, Reason};
use crate::keymap::Context;
use crate::model::Key;
use crate::ui::canvas::Content;
use crate::ui::list::{List, has_list};

/// The list.
#[derive(Debug, Clone)]
pub struct Choice {
    title: &'static str,
    keys: Vec<Key>,
    list: List,
}

impl Choice {
    /// Lists these entries.
    pub fn new(title: &'static str, keys: Vec<Key>) -> Self {
        Self { title, keys, list: List::default() }
    }
}

impl Pane for Choice {
    fn context(&self) -> Context {
        Context::List
    }

    fn title(&self, _cx: &Cx) -> String {
        self.title.to_owned()
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        for (at, key) in self.keys.iter().enumerate() {
            let mark = Mark::new(cx.workspace, key.clone(), None);
            content.item([line(cx, &mark, at == self.list.cursor, columns.into())]);
        }
        content
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.keys.len()
    }

    has_list!();

    fn open(&self, _cx: &Cx) -> Result<Lead, Reason> {
        self.keys.get(self.list.cursor).cloned().map(Lead::Entry).ok_or("no incident is selected".into())
    }
}
