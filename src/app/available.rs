//! Whether an action is available in the current state, and the reason if it is not. A key press shows the reason in
//! the footer; help and palette show it beforehand. It changes nothing.

use super::copied;
use super::entries::arrange::ToldBy;
use super::job::JobKind;
use super::overlays::Overlay;
use super::pane::{Cx, Reason};
use super::panes::View;
use super::pointed::AddressHints;
use super::state::State;
use crate::keymap::{Action, Context};
use crate::model::{RecordId, Workspace};

/// Why something cannot be marked.
const NO_ID: &str = "the selection cannot be marked: links, notes and paragraphs without a digest have no id";

/// Whether several incidents can be chosen.
fn takes_several(state: &State) -> bool {
    matches!(&state.overlay, Some(Overlay::IncidentChoice(choice)) if choice.takes_several())
}

/// Checks whether an action is available. The error is the reason, for the user.
pub fn available(state: &State, workspace: &Workspace, action: Action) -> Result<(), Reason> {
    let need = |condition: bool, why: &'static str| if condition { Ok(()) } else { Err(Reason::from(why)) };
    let cx = state.cx(workspace);
    forbidden_here(state, action).map_or(Ok(()), |why| Err(Reason::from(why)))?;
    match action {
        Action::Back => need(state.history.has_past(), "nothing to go back to"),
        Action::Forward => need(state.history.has_future(), "nothing to go forward to"),
        Action::ToggleText => {
            need(workspace.corpus.has_text(), "no text is attached; start with --sources DIR to read your copies")
        }
        Action::ToggleOutside => {
            need(!state.jobs.is_opening(), "sources are still being opened")?;
            let busy = [JobKind::Decide, JobKind::WriteCorpus, JobKind::Follow];
            need(
                !busy.into_iter().any(|kind| state.jobs.running(kind).is_some()),
                "something is being written; try again",
            )
        }
        Action::Show(name) => View::available(name, &cx, state.pane()).map_err(Reason::from),
        Action::CopyCitation | Action::CopyMarkdown => {
            need(copied::can_copy(state, &cx), "there is nothing here to copy")
        }
        Action::Mark => need(state.pane().mark_target(&cx).is_some(), NO_ID),
        Action::MarkRange => need(
            state.pane().has_ranges() && (state.range_from.is_some() || state.pane().mark_target(&cx).is_some()),
            "ranges are marked in the timeline, in articles, ledgers and lists",
        ),
        Action::MarkShown => need(!state.entries.listed_certain().is_empty(), "the timeline lists nothing certainly"),
        Action::Narrow | Action::LeaveOut => {
            need(state.pane().narrowing(&cx).is_some(), "nothing to filter by is under the cursor")
        }
        Action::Browse => match state.pane().pointed(&cx) {
            Some(pointed) => pointed.address(&address_hints(state, workspace)).map(drop).map_err(Reason::from),
            None => Err("nothing here has an address".into()),
        },
        Action::EditFile => match state.pane().pointed(&cx) {
            Some(pointed) => pointed.place(state.settings.keeps_decisions).map(drop).map_err(Reason::from),
            None => Err("nothing here stands in a file".into()),
        },
        Action::DeleteFilter => need(has_filter_selected(state), "no filter is selected"),
        Action::Jumps if state.history.has_past() || state.history.has_future() => Ok(()),
        Action::Jumps => {
            let (open, compare) = (state.key(Action::Open), state.key(Action::Show("compare")));
            Err(format!("no jump yet: {open}, {compare} and the finder's hits are jumps").into())
        }
        Action::TickIncident => need(takes_several(state), "one incident is chosen here"),
        Action::SwitchPart => need(has_filter_selected(state), "no part of a filter is selected"),
        Action::ActiveFilters => {
            let is_any = state.filter.is_on()
                || !state.filter.off.is_empty()
                || state.entries.arrangement.told_by != ToldBy::Any;
            need(is_any, "no filter is on")
        }
        Action::Why => has_reasons(state, &cx),
        Action::Open if state.views.is_empty() => {
            let group = state.entries.group_at(state.timeline.list.cursor);
            need(state.subject.is_some() || group.is_some(), "there is nothing to open")
        }
        Action::Fold | Action::FoldAll | Action::UnfoldAll => {
            need(state.entries.has_groups(), "nothing here folds: there are no series, open dates or undated entries")
        }
        Action::Matrix => {
            let sources = state.pane().subject(&cx).map_or(0, |subject| subject.ledger().columns.len());
            need(sources > 1, "a single source has nothing beside it")
        }
        Action::ToldBy => {
            need(cx.workspace.corpus.articles().len() > 0, "each record of a data set is told by one source")
        }
        Action::CountingRule => {
            need(state.current_record(workspace).is_some(), "counting rules exist for records of data sets only")
        }
        Action::Narrower | Action::Wider | Action::ZoomPane | Action::HideTimeline => {
            need(state.views.is_empty(), "this view fills the screen; only the timeline and the ledger share it")
        }
        Action::LookUp => need(state.pane().named(&cx).is_some(), "this is the ledger of an incident, not of a name"),
        Action::Annotate => can_annotate(state, &cx),
        Action::Revise => can_revise(state, &cx),
        action if action.decides() && matches!(state.views.last(), Some(View::LinkDesk(_))) => {
            state.pane().available(&cx, action).map_err(Reason::from)
        }
        // Without a corpus folder there are annotations beside data sets only.
        Action::UndoDecision | Action::RedoDecision
            if !state.settings.keeps_decisions && state.folder.beside.contains(&true) =>
        {
            can_note(state, None)
        }
        Action::PutOff => state.pane().available(&cx, action).map_err(Reason::from),
        action if action.decides() || action == Action::MakeClaim => can_decide(state, &cx, action),
        Action::WriteCorpus => can_write(state, workspace),
        Action::Undo => need(state.undo.has_past(), "nothing to undo"),
        Action::Redo => need(state.undo.has_future(), "nothing to redo"),
        Action::ClearFilter => need(state.filter.is_on(), "no filter is on"),
        Action::StopReading => {
            let busy = [JobKind::Open, JobKind::Export].into_iter().any(|kind| state.jobs.running(kind).is_some());
            need(busy, "nothing is being read or exported")
        }
        action => state.pane().available(&cx, action).map_err(Reason::from),
    }
}

/// Why the open overlay forbids an action, if it does.
fn forbidden_here(state: &State, action: Action) -> Option<&'static str> {
    match &state.overlay {
        Some(Overlay::Jumps(_)) if acts_on_item(action) => {
            Some("a jump is only a place: go there with Enter, then use the key")
        }
        Some(Overlay::DecisionForm(form)) if action == Action::RemoveClaim && form.ask.removable().is_none() => {
            Some("only a claim is removed here")
        }
        Some(Overlay::DecisionForm(form)) if action == Action::ChooseIncident && !form.is_new_claim() => {
            Some("only of a new claim the incident is chosen")
        }
        _ => None,
    }
}

/// Whether an action takes what the cursor of a pane is on, or what it shows.
fn acts_on_item(action: Action) -> bool {
    matches!(
        action,
        Action::CopyCitation
            | Action::CopyMarkdown
            | Action::Browse
            | Action::EditFile
            | Action::Export
            | Action::Mark
            | Action::Tag
            | Action::Annotate
            | Action::Revise
            | Action::Narrow
            | Action::LeaveOut
    )
}

/// Whether the corpus can be written as a folder now.
fn can_write(state: &State, workspace: &Workspace) -> Result<(), Reason> {
    let need = |condition: bool, why: &'static str| if condition { Ok(()) } else { Err(Reason::from(why)) };
    need(!state.jobs.is_opening(), "sources are still being read")?;
    let busy = [JobKind::Decide, JobKind::WriteCorpus, JobKind::Outside, JobKind::Follow];
    need(!busy.into_iter().any(|kind| state.jobs.running(kind).is_some()), "something is being written; try again")?;
    need(workspace.corpus.articles().len() > 0, "only data sets are open; a folder holds articles")
}

/// Whether decisions can be kept now, and whether the selected draft allows this one.
fn can_decide(state: &State, cx: &Cx, action: Action) -> Result<(), Reason> {
    if !state.settings.keeps_decisions {
        let key = state.key(Action::WriteCorpus);
        return Err(format!("{key} writes the corpus as a folder first, where decisions are kept").into());
    }
    if state.jobs.is_opening() {
        return Err("sources are still being read".into());
    }
    if state.jobs.running(JobKind::Outside).is_some() {
        return Err("outside knowledge is being hidden or shown".into());
    }
    if state.jobs.running(JobKind::WriteCorpus).is_some() {
        return Err("the corpus is being written".into());
    }
    state.pane().available(cx, action).map_err(Reason::from)
}

/// Whether what the cursor is on can be annotated now.
fn can_annotate(state: &State, cx: &Cx) -> Result<(), Reason> {
    let pointed = state.pane().pointed(cx);
    let record = pointed.and_then(|pointed| pointed.named_record(cx.workspace)).transpose()?;
    if record.is_none() && pointed.is_none_or(|pointed| pointed.annotated().is_none()) {
        return Err("annotations are on incidents, names, articles, passages, quotations, claims and records".into());
    }
    if cx.workspace.hides_outside() {
        let key = state.key(Action::ToggleOutside);
        return Err(format!("annotations are hidden with outside knowledge; {key} shows it").into());
    }
    match record {
        Some((_, record)) if !state.settings.keeps_decisions => can_note(state, Some(record)),
        _ => can_decide(state, cx, Action::Annotate),
    }
}

/// Whether annotations can be kept beside data sets now: on a record, or on any that was annotated.
fn can_note(state: &State, record: Option<RecordId>) -> Result<(), Reason> {
    let beside = &state.folder.beside;
    if !record.map_or(beside.contains(&true), |record| beside.get(usize::from(record.set)) == Some(&true)) {
        return Err("this data set comes from a pipe, and has no file beside which an annotation could be kept".into());
    }
    if state.jobs.is_opening() {
        return Err("sources are still being read".into());
    }
    if state.jobs.running(JobKind::Outside).is_some() {
        return Err("outside knowledge is being hidden or shown".into());
    }
    Ok(())
}

/// Whether what the cursor is on can be corrected now.
fn can_revise(state: &State, cx: &Cx) -> Result<(), Reason> {
    let pointed = state.pane().pointed(cx);
    if pointed.is_none_or(|pointed| pointed.annotated().is_none()) {
        return Err("incidents, claims, quotations and digests of a corpus are corrected".into());
    }
    if cx.workspace.hides_outside() {
        let key = state.key(Action::ToggleOutside);
        return Err(format!("outside knowledge is hidden; {key} shows it").into());
    }
    can_decide(state, cx, Action::Revise)
}

/// Whether a saved filter or a part of the present one is selected.
fn has_filter_selected(state: &State) -> bool {
    match &state.overlay {
        Some(Overlay::SavedFilters(saved)) => saved.selected().is_some(),
        Some(Overlay::ActiveFilters(active)) => active.selected().is_some(),
        _ => false,
    }
}

/// What is said where an address is missing.
pub fn address_hints<'a>(state: &State, workspace: &'a Workspace) -> AddressHints<'a> {
    let hidden = workspace.whole.as_deref().map(|whole| (whole, state.key(Action::ToggleOutside)));
    AddressHints { hidden, folder: folder_hint(state) }
}

/// How a corpus becomes a folder whose files can be edited; empty if it is one.
pub fn folder_hint(state: &State) -> String {
    if state.settings.keeps_decisions {
        String::new()
    } else {
        format!("; {} writes such a folder", state.key(Action::WriteCorpus))
    }
}

/// Whether what is selected has sources that are compared. The error says what to select.
fn has_reasons(state: &State, cx: &Cx) -> Result<(), Reason> {
    if state.pane().subject(cx).is_none_or(|subject| subject.ledger().rows.is_empty()) {
        return Err("select an incident to see why its sources agree or differ".into());
    }
    let on = state.pane().pointed(cx).map_or("", |pointed| pointed.word());
    if state.context() == Context::Ledger && matches!(on, "link" | "note" | "quotation" | "passage") {
        return Err("no sources are compared on this line; facets above are weighed".into());
    }
    Ok(())
}
