//! Of which data sets a picture of the screen shows rows. It knows what is on screen, and draws nothing.

use super::marks::MarkTarget;
use super::panes::View;
use super::screen::Areas;
use super::state::State;
use crate::app::entries::TimelineRow;
use crate::model::{Entry, RecordId, Subject, Workspace};

/// The titles of the data sets that a picture of the screen shows rows of, and whose rows may not be passed on. Marks that the
/// list of marks has scrolled away count too.
pub fn pictured(workspace: &Workspace, state: &State) -> Vec<String> {
    let is_shown = |set| records(workspace, state).any(|record| usize::from(record.set) == set);
    workspace.held_back(is_shown).map(str::to_owned).collect()
}

/// The records on screen.
fn records<'s>(workspace: &'s Workspace, state: &'s State) -> Box<dyn Iterator<Item = RecordId> + 's> {
    let record = |entry| match entry {
        Entry::Record(id) => Some(id),
        Entry::Incident(_) => None,
    };
    match state.views.last() {
        Some(View::MarkList(_)) => Box::new(state.marks.all().iter().filter_map(move |mark| match mark.target {
            Some(MarkTarget::Entry(entry)) => record(entry),
            _ => None,
        })),
        Some(View::LinkDesk(desk)) => {
            let of_subject = state.current(workspace).into_iter().flat_map(|subject| of_members(subject));
            Box::new(desk.pictured().into_iter().filter_map(record).chain(of_subject))
        }
        Some(View::Map(map)) => {
            let of_subject = state.current(workspace).into_iter().flat_map(|subject| of_members(subject));
            Box::new(map.pictured().filter_map(move |number| record(workspace.entry(number))).chain(of_subject))
        }
        Some(View::Calendar(calendar)) => {
            let of_subject = state.current(workspace).into_iter().flat_map(|subject| of_members(subject));
            Box::new(calendar.pictured().filter_map(move |number| record(workspace.entry(number))).chain(of_subject))
        }
        Some(_) => Box::new(state.current(workspace).into_iter().flat_map(|subject| of_members(subject))),
        None => {
            let areas = Areas::of(&state.settings, state.focus, true).ok();
            let list = state.timeline.list;
            let rows = if areas.is_some_and(|areas| areas.timeline.is_some()) { list.height } else { 0 };
            let listed = (list.offset..list.offset + rows).filter_map(move |row| match state.entries.row(row)? {
                TimelineRow::Entry(number) => record(workspace.entry(number)),
                _ => None,
            });
            Box::new(listed.chain(state.subject.iter().flat_map(|subject| of_subject(state, workspace, subject))))
        }
    }
}

/// The records of a subject: its members, and those that a line says may be the same.
fn of_subject<'s>(
    state: &'s State,
    workspace: &'s Workspace,
    subject: &'s Subject,
) -> impl Iterator<Item = RecordId> + use<'s> {
    let here = subject.entry_in(workspace);
    let near = state.also.near.iter().filter(move |near| Some(near.of) == here);
    let near = near.flat_map(|near| near.links.iter().map(|link| link.other));
    let also = subject.also().filter_map(|also| also.other);
    let others = near.chain(also).filter_map(|entry| match entry {
        Entry::Record(id) => Some(id),
        Entry::Incident(_) => None,
    });
    of_members(subject).chain(others)
}

/// The records among the members of a subject.
fn of_members(subject: &Subject) -> impl Iterator<Item = RecordId> {
    subject.members().iter().filter_map(|member| member.record)
}
