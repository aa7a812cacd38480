//! What has changed since the last visit: compared once everything is read, and kept for the next one. It does not know files.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::effect::Effects;
use crate::app::entries::arrange::SortKey;
use crate::app::entries::changes::{ComparedIncidents, EntryChange, LastVisit, VisitChanges};
use crate::app::job::Job;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::model::figure::thousands;
use crate::present::fingerprint::FORM;
use crate::saved_state::visit::{MOST_PRINTS, Visit};

/// What is known at the end of a visit, on a day in UTC; `None` if not all has been read, or there is nothing to compare or too
/// much.
pub fn visit(state: &State, workspace: &Workspace, of: &str, day: NaiveDate) -> Option<Visit> {
    if !is_whole(state) {
        return None;
    }
    let corpus = workspace.whole_corpus();
    if !ComparedIncidents::fits(corpus) {
        return None;
    }
    // Whoever quits at once waits for the prints.
    let made = || ComparedIncidents::of(&LastVisit::NoneKnown, corpus, &|| false).map(|compared| compared.prints);
    let prints = state.prints.clone().or_else(made)?.to_vec();
    Some(Visit { of: of.to_owned(), form: FORM, day: day.to_string(), prints })
}

/// Whether everything has been read. What is known of a part would make the rest new the next time.
fn is_whole(state: &State) -> bool {
    !state.jobs.is_opening() && state.stopped.is_none()
}

/// Starts a job that compares the incidents with the last visit, if everything has been read and a visit is kept. What was
/// compared before is of an earlier corpus.
pub(super) fn compare(state: &mut State, workspace: &Workspace) -> Effects {
    state.prints = None;
    show(state, workspace, VisitChanges::default());
    let is_kept = matches!(state.last_visit, LastVisit::NoneKnown | LastVisit::Known(_));
    if !is_kept || !is_whole(state) || !ComparedIncidents::fits(workspace.whole_corpus()) {
        return Effects::none();
    }
    state.jobs.start(Job::Compare(state.last_visit.clone())).1.into()
}

/// Takes what the job found, and says for the first time what is new or changed.
pub(super) fn compared(state: &mut State, workspace: &Workspace, compared: &ComparedIncidents) {
    state.prints = Some(Arc::clone(&compared.prints));
    show(state, workspace, compared.changes.clone());
    let changes = &state.entries.changes;
    let counts = changes.counts();
    if std::mem::replace(&mut state.told_changes, true) || !changes.is_known() || counts.is_empty() {
        return;
    }
    let can_list = changes.by_incident().iter().any(|change| *change >= EntryChange::Changed);
    let first =
        if can_list { format!("; {} lists them first", state.key(Action::SortByChanges)) } else { String::new() };
    let since = format!("since {}: {counts}{first}", changes.since);
    state.notice = Some(match state.notice.take() {
        Some(notice) => format!("{notice}; {since}"),
        None => since,
    });
}

fn show(state: &mut State, workspace: &Workspace, changes: VisitChanges) {
    if changes == state.entries.changes {
        return;
    }
    // The cursor of a list that has just been opened stays at its head.
    let selected = state.selected().filter(|_| state.touched || state.timeline.list.cursor > 0);
    state.entries.set_changes(workspace, changes);
    if state.entries.arrangement.key != SortKey::Changes {
        return;
    }
    state.timeline.list.cursor = 0;
    if let Some(entry) = selected {
        state.select(workspace, entry);
    }
}

/// What the order by changes goes by, or why it has nothing to go by.
pub(super) fn since(state: &State, workspace: &Workspace) -> String {
    let changes = &state.entries.changes;
    if changes.is_known() {
        let counts = changes.counts();
        let counts = if counts.is_empty() { "nothing new or changed" } else { &counts };
        let records = if workspace.sets.is_empty() { "" } else { "; records are not compared" };
        return format!("since {}: {counts}{records}", changes.since);
    }
    let incidents = workspace.whole_corpus().incidents().len();
    match &state.last_visit {
        _ if state.jobs.is_opening() => "sources are still being read".to_owned(),
        _ if state.stopped.is_some() => "not all has been read, so nothing is compared".to_owned(),
        _ if incidents == 0 => "only incidents of articles are compared, and there are none".to_owned(),
        _ if incidents > MOST_PRINTS => format!("more than {} incidents are not compared", thousands(MOST_PRINTS)),
        LastVisit::Known(_) if state.prints.is_none() => "the incidents are still being compared".to_owned(),
        LastVisit::NotKept => "nothing is kept of visits, as with --no-memory".to_owned(),
        LastVisit::Unnamed => "what comes from a pipe has no name to keep it under".to_owned(),
        LastVisit::NoneKnown | LastVisit::Known(_) => {
            "no earlier visit is known; the next one is compared with this one".to_owned()
        }
    }
}
