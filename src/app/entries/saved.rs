//! The order of the timeline between two runs of the program.

use super::Entries;
use super::arrange::{Arrangement, EntryGroup, SortKey, ToldBy};
use super::changes::VisitChanges;
use crate::model::Workspace;
use crate::saved_state::SavedView;

impl Entries {
    /// The order, as it is saved.
    pub fn saved(&self) -> SavedView {
        let Arrangement { key, turned, told_by } = self.arrangement;
        let word = |word: &str, is_usual: bool| if is_usual { String::new() } else { word.to_owned() };
        SavedView {
            sort: word(key.word(), key == SortKey::default()),
            turned,
            told_by: word(told_by.word(), told_by == ToldBy::default()),
            folded: self.folded.iter().filter_map(|group| group.word()).map(str::to_owned).collect(),
            ..SavedView::default()
        }
    }

    /// Lists the entries in a saved order. Words that mean nothing are passed over.
    pub fn restore(&mut self, workspace: &Workspace, view: &SavedView) {
        let key = SortKey::ALL.into_iter().find(|key| key.word() == view.sort).unwrap_or_default();
        let told_by = ToldBy::ALL.into_iter().find(|told| told.word() == view.told_by).unwrap_or_default();
        self.folded =
            EntryGroup::NAMED.into_iter().filter(|group| view.folded.iter().any(|w| group.word() == Some(w))).collect();
        self.set_arrangement(workspace, Arrangement { key, turned: view.turned, told_by });
    }

    /// Takes what has changed since the last visit.
    pub fn set_changes(&mut self, workspace: &Workspace, changes: VisitChanges) {
        self.changes = changes;
        if self.arrangement.key == SortKey::Changes {
            self.arrange(workspace);
        }
    }
}
