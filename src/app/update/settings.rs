//! Changes of display settings: drafts beside verdicts, the unit of the strip, the form of the ledger; a record's counting rules. It does not know keys.

use crate::app::msg::Reconfigured;
use crate::app::navigate::jump;
use crate::app::screen::key_rows;
use crate::app::settings::Focus;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::{Entry, Workspace};

/// Shows or hides the draft verdict beside what is confirmed.
pub(super) fn toggle_drafts(state: &mut State, workspace: &Workspace) {
    let corpus = &workspace.corpus;
    let is_draft = corpus.incidents().any(|(_, incident)| incident.drafted.is_some());
    state.notice = Some(if !is_draft && corpus.claims().all(|(_, claim)| claim.drafted.is_none()) {
        "nothing here is a draft".to_owned()
    } else {
        state.settings.drafts = !state.settings.drafts;
        let is =
            if state.settings.drafts { "shown beside each verdict" } else { "shown only where nothing is confirmed" };
        format!("what drafts say is {is}; {} changes it", state.key(Action::ToggleDrafts))
    });
}

/// Changes the unit of time of the density strip.
pub(super) fn zoom(state: &mut State, finer: bool) {
    let zoom = state.settings.zoom;
    let to = if finer { zoom.finer() } else { zoom.coarser() };
    if to == zoom {
        let how = if finer { "finer" } else { "coarser" };
        state.notice = Some(format!("the strip shows {}s; there is no {how} unit", to.word()));
    }
    state.settings.zoom = to;
}

/// Opens or shuts the list of keys below the work.
pub(super) fn list_keys(state: &mut State) {
    let settings = &mut state.settings;
    settings.split.lists_keys = !settings.split.lists_keys;
    if settings.split.lists_keys && key_rows(settings.size.1) == 0 {
        let help = state.key(Action::Help);
        state.notice = Some(format!("the screen is too low for the list of keys; {help} shows them all"));
    } else if settings.split.lists_keys {
        let (key, cancel) = (state.key(Action::ListKeys), state.key(Action::Cancel));
        state.notice = Some(format!("the keys stay listed, in later runs too, until {key} or {cancel}"));
    }
}

/// Turns to the next theme.
pub(super) fn next_theme(state: &mut State) {
    let settings = &mut state.settings;
    settings.colours = settings.theme.own().or(settings.colours);
    settings.theme = settings.theme.next(settings.colours);
    let words = settings.theme.words();
    state.notice = Some(format!("{words} until you quit; [theme] in the configuration keeps a choice"));
}

/// Puts the keys and colours of a changed configuration in force.
pub(super) fn reconfigured(state: &mut State, read: Reconfigured) {
    let Reconfigured { keymap, colours, notice } = read;
    state.keymap = keymap;
    state.settings.theme = state.settings.theme.standard().with(colours);
    state.settings.colours = Some(colours).filter(|colours| !colours.is_empty());
    state.notice = notice;
}

/// Shows the ledger as a list, or as a table.
pub(super) fn toggle_matrix(state: &mut State) {
    state.settings.matrix = !state.settings.matrix;
    let form = if state.settings.matrix { "a matrix: facets down, sources across" } else { "a list" };
    state.notice = Some(format!("the ledger is {form}; {} changes it", state.key(Action::Matrix)));
}

/// Goes to the note on counting rules in the record's ledger.
pub(super) fn counting_rule(state: &mut State, workspace: &Workspace) {
    if let Some(record) = state.current_record(workspace).filter(|_| !state.views.is_empty()) {
        jump(state, workspace, Entry::Record(record));
    }
    state.focus = Focus::Ledger;
    if let Some(subject) = &state.subject {
        state.ledger.select_note(subject);
    }
}
