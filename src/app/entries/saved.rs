//! The order of the timeline between two runs of the program.

use super::Entries;
use super::arrange::{Arrangement, EntryGroup, SortKey, ToldBy};
use super::changes::VisitChanges;
use crate::model::Workspace;
use crate::saved_state::SavedView;
use crate::saved_state::order::SavedOrder;

impl Arrangement {
    /// The order, as it is saved.
    pub fn saved(self) -> SavedOrder {
        let Self { key, turned, told_by } = self;
        let word = |word: &str, is_usual: bool| if is_usual { String::new() } else { word.to_owned() };
        SavedOrder {
            sort: word(key.word(), key == SortKey::default()),
            turned,
            told_by: word(told_by.word(), told_by == ToldBy::default()),
        }
    }

    /// A saved order. Words that mean nothing are passed over.
    pub fn of_saved(order: &SavedOrder) -> Self {
        let key = SortKey::ALL.into_iter().find(|key| key.word() == order.sort).unwrap_or_default();
        let told_by = ToldBy::ALL.into_iter().find(|told| told.word() == order.told_by).unwrap_or_default();
        Self { key, turned: order.turned, told_by }
    }

    /// The order in words; empty for the usual one.
    pub fn words(self) -> String {
        let mut parts = Vec::new();
        if self.key != SortKey::default() || self.turned {
            let turned = if self.turned { ", turned round" } else { "" };
            parts.push(format!("by {}{turned}", self.key.word()));
        }
        if self.told_by != ToldBy::Any {
            parts.push(self.told_by.word().to_owned());
        }
        parts.join(" · ")
    }
}

impl Entries {
    /// The order and the folded groups, as they are saved.
    pub fn saved(&self) -> SavedView {
        SavedView {
            order: self.arrangement.saved(),
            folded: self.folded.iter().filter_map(|group| group.word()).map(str::to_owned).collect(),
            ..SavedView::default()
        }
    }

    /// Lists the entries in a saved order.
    pub fn restore(&mut self, workspace: &Workspace, view: &SavedView) {
        self.folded =
            EntryGroup::NAMED.into_iter().filter(|group| view.folded.iter().any(|w| group.word() == Some(w))).collect();
        self.set_arrangement(workspace, Arrangement::of_saved(&view.order));
    }

    /// Takes what has changed since the last visit.
    pub fn set_changes(&mut self, workspace: &Workspace, changes: VisitChanges) {
        self.changes = changes;
        if self.arrangement.key == SortKey::Changes {
            self.arrange(workspace);
        }
    }
}
