//! The record of a data set that is looked at: its row when it has been read, and how its data set counts. It knows no
//! files: rows are asked for as jobs.

use std::sync::Arc;

use super::jump;
use crate::app::detail::Item;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobId};
use crate::app::state::{Focus, State};
use crate::model::dataset::RecordDetail;
use crate::model::{Entry, Facet, Party, Sight, Workspace};

/// To the note on how the record's data set counts, in its ledger.
pub(super) fn counting_rule(state: &mut State, library: &Workspace) {
    if let Some(record) = state.about_record(library).filter(|_| !state.views.is_empty()) {
        jump(state, library, library.number(Entry::Record(record)));
    }
    state.focus = Focus::Ledger;
    if let Some((_, items)) = state.ledger_items(library)
        && let Some(at) = items.iter().position(|i| matches!(i, Item::Note(_)))
    {
        state.detail.list.cursor = at;
    }
}

/// Asks for the row of the record looked at, unless it has been read or is being read.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    let record = state.sight.as_ref().filter(|s| !s.full)?.record;
    if state.row.is_some_and(|(_, asked)| asked == record) {
        return None;
    }
    let (id, effect) = state.jobs.start(Job::ReadRow(record));
    state.row = Some((id, record));
    Some(effect)
}

/// Takes in a record's row, or why it cannot be read, if the record is still looked at.
pub(super) fn row_read(state: &mut State, library: &Workspace, job: JobId, row: Result<&RecordDetail, &str>) {
    let Some((_, record)) = state.row.take_if(|(asked, _)| *asked == job) else { return };
    if state.sight.as_ref().is_none_or(|s| s.record != record || s.full) {
        return;
    }
    let selected = state.record(library).filter(|&r| r == record).and_then(|_| selected_row(state, library));
    let set = library.set(record);
    let sight = match row {
        Ok(detail) => Sight::new(set, record, Some(detail)),
        Err(why) => {
            state.notice = Some(format!("the record's row cannot be read: {why}"));
            Sight::unread(set, record, why)
        }
    };
    state.sight = Some(Arc::new(sight));
    if let Some(selected) = selected {
        select_row(state, library, selected);
    }
}

/// The row selected in the ledger, by what it says; `None` at the top and below the table.
fn selected_row(state: &State, library: &Workspace) -> Option<(Facet, Party)> {
    let (ledger, items) = state.ledger_items(library)?;
    match state.detail.selected(&items)? {
        Item::Cell(row, ..) if state.detail.list.cursor > 0 => ledger.rows.get(row).map(|r| (r.facet, r.party)),
        _ => None,
    }
}

/// Selects that row again: a record's row can put figures before it.
fn select_row(state: &mut State, library: &Workspace, (facet, party): (Facet, Party)) {
    if let Some((ledger, items)) = state.ledger_items(library)
        && let Some(row) = ledger.rows.iter().position(|r| (r.facet, r.party) == (facet, party))
    {
        state.detail.select_row(row, &items);
    }
}
