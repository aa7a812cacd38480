//! Whether an action means anything where one is, and if not, why. Said when the key is pressed, and shown in
//! help and palette before.

use super::job::JobKind;
use super::state::{Focus, State, View};
use crate::keymap::Action;
use crate::model::Workspace;
use crate::model::ledger::Ledger;

/// `Err` says why not.
pub fn available(state: &State, library: &Workspace, action: Action) -> Result<(), &'static str> {
    let need = |holds: bool, why| if holds { Ok(()) } else { Err(why) };
    let corpus = state.corpus(library);
    let ledger = || state.current(library).map(|incident| Ledger::of(corpus, incident));
    match action {
        Action::Back => need(!state.past.is_empty(), "nothing to go back to"),
        Action::Forward => need(!state.future.is_empty(), "nothing to go forward to"),
        Action::ToggleText => {
            need(library.corpus.has_text(), "no text is attached; start with --sources DIR to read your copies")
        }
        Action::Compare => need(state.current(library).is_some(), "no incident is selected"),
        Action::NextDisagreement | Action::PreviousDisagreement => need(
            ledger().is_some_and(|l| l.rows.iter().any(super::detail::differs)),
            "the sources differ on nothing here",
        ),
        Action::NextAccount | Action::PreviousAccount => match state.views.last() {
            Some(View::Reader(reader)) => {
                need(reader.incident.is_some(), "no incident is followed here; Enter picks one")
            }
            _ => Err("accounts are followed in the reader"),
        },
        Action::DropColumn => match state.views.last() {
            Some(View::Compare(view)) => need(view.columns.len() > 1, "the last source stays"),
            _ => Err("there are no columns here"),
        },
        Action::AllColumns => match state.views.last() {
            Some(View::Compare(view)) => need(
                ledger().is_some_and(|l| l.columns.iter().any(|c| !view.columns.contains(&c.article))),
                "every source on this incident is here already",
            ),
            _ => Err("there are no columns here"),
        },
        Action::CopyCitation | Action::CopyMarkdown => need(
            state.about_record(library).is_some() || state.cited(library).is_some(),
            "no passage is selected; a claim, passage or quote can be cited",
        ),
        Action::Mark => need(
            state.current(library).is_some() || matches!(state.views.last(), Some(View::Reader(_) | View::Marks(_))),
            "nothing to mark is selected",
        ),
        Action::Marks => need(!state.marks.is_empty(), "nothing is marked yet; m marks"),
        Action::Open => need(
            !(state.views.is_empty() && state.focus == Focus::Timeline && state.timeline.selected().is_none()),
            "there is nothing to open",
        ),
        Action::CountingRule => {
            need(state.about_record(library).is_some(), "an incident of a corpus: its figures are each source's own")
        }
        Action::ClearFilter => need(state.filter.is_on(), "no filter is on; f narrows the timeline"),
        Action::StopReading => need(state.jobs.running(JobKind::Open).is_some(), "nothing is being read"),
        Action::Articles | Action::Quotes => {
            need(library.corpus.articles().len() > 0, "only data sets are open; open a corpus folder beside them")
        }
        _ => Ok(()),
    }
}
