//! The record of a data set that is looked at: its row when it has been read, and how its data set counts.

use std::sync::Arc;

use super::jump;
use crate::app::state::{Focus, State};
use crate::model::dataset::RecordDetail;
use crate::model::{Entry, RecordId, Sight, Workspace};

/// To the note on how the record's data set counts, in its ledger.
pub(super) fn counting_rule(state: &mut State, library: &Workspace) {
    if let Some(record) = state.about_record(library).filter(|_| !state.views.is_empty()) {
        jump(state, library, library.number(Entry::Record(record)));
    }
    state.focus = Focus::Ledger;
    if let Some((_, items)) = state.ledger_items(library)
        && let Some(at) = items.iter().position(|i| matches!(i, crate::app::detail::Item::Note(_)))
    {
        state.detail.list.cursor = at;
    }
}

/// Takes in a record's row, if it is still looked at.
pub(super) fn sheet_read(
    state: &mut State,
    library: &Workspace,
    record: RecordId,
    sheet: &Result<Box<RecordDetail>, String>,
) {
    if state.sight.as_ref().is_none_or(|s| s.record != record || s.full) {
        return;
    }
    let set = library.set(record);
    let sight = match sheet {
        Ok(sheet) => Sight::new(set, record, Some(sheet)),
        Err(why) => {
            state.notice = Some(format!("the record's row cannot be read: {why}"));
            Sight::unread(set, record, why)
        }
    };
    state.sight = Some(Arc::new(sight));
}
