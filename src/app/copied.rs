//! What `y` copies: the citation of what the cursor is on and, pressed again, of all marks, or the reasons for a verdict.
//!
//! It changes nothing and does not know the clipboard.

use super::marks::{Mark, MarkTarget};
use super::overlays::Overlay;
use super::pane::Cx;
use super::panes::View;
use super::state::State;
use crate::keymap::Context;
use crate::model::{Entry, Workspace};
use crate::present::citation::{Cited, citation};
use crate::present::words::count;
use crate::sanitize;

/// A text for the clipboard, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedText {
    /// The text.
    pub text: String,
    /// What it is, as the beginning of a sentence: `the claim's citation`.
    pub what: String,
    /// How many marks the same key copies if it is pressed again.
    pub next: usize,
}

/// Whether there is anything to copy.
pub fn can_copy(state: &State, cx: &Cx) -> bool {
    let marks = matches!(state.views.last(), Some(View::MarkList(_))) && !state.marks.is_empty();
    // A folded group at the end of a range of the timeline has no citation; its entries have.
    let range = state.range_from.is_some() && state.beneath() == Context::Timeline;
    marks || range || matches!(state.overlay, Some(Overlay::Reasons(_))) || state.pane().pointed(cx).is_some()
}

/// Whether records are among what is copied of the list of marks. Their rows are not read, and the ids are there.
pub fn cites_records(state: &State, again: bool) -> bool {
    let all = state.marks.all();
    let copied = match state.views.last() {
        _ if copies_marks(state, again) => all,
        Some(View::MarkList(list)) => {
            let at = super::pane::Pane::list(list).cursor;
            all.get(at..=at).unwrap_or_default()
        }
        _ => &[],
    };
    are_records(copied)
}

/// Whether records are among what is marked.
pub fn are_records(marks: &[Mark]) -> bool {
    marks.iter().any(|mark| matches!(mark.target, Some(MarkTarget::Entry(Entry::Record(_)))))
}

/// The citations of all that is marked; each is one `word`.
pub fn of_marks(workspace: &Workspace, marks: &[Mark], markdown: bool, word: &str) -> CopiedText {
    let cited: Vec<String> = marks.iter().map(|mark| of_mark(workspace, mark, markdown)).collect();
    citations(&cited, word)
}

/// Several citations, a line each; each is one `word`.
pub fn citations(cited: &[String], word: &str) -> CopiedText {
    let whose = if cited.len() == 1 { "its source" } else { "their sources" };
    CopiedText { text: cited.join("\n"), what: format!("{} with {whose}", count(cited.len(), word)), next: 0 }
}

/// Whether all marks are copied: the last key copied what the cursor is on, and nothing else is read out.
fn copies_marks(state: &State, again: bool) -> bool {
    let least = if matches!(state.views.last(), Some(View::MarkList(_))) { 2 } else { 1 };
    again && state.marks.all().len() >= least && !matches!(state.overlay, Some(Overlay::Reasons(_)))
}

/// What the cursor is on; all marks if `again`, which says that the last key copied what the cursor is on.
pub fn copied(state: &State, workspace: &Workspace, markdown: bool, again: bool) -> Option<CopiedText> {
    if let Some(Overlay::Reasons(reasons)) = &state.overlay {
        return Some(CopiedText { text: reasons.text(markdown), what: "the reasons for the verdict".into(), next: 0 });
    }
    let cx = state.cx(workspace);
    let all = state.marks.all();
    if copies_marks(state, again) {
        return Some(of_marks(workspace, all, markdown, "mark"));
    }
    if let Some(View::MarkList(list)) = state.views.last() {
        let at = super::pane::Pane::list(list).cursor;
        let text = of_mark(workspace, all.get(at)?, markdown);
        let (of, next) =
            if all.len() > 1 { (format!(" ({} of {})", at + 1, all.len()), all.len()) } else { (String::new(), 0) };
        return Some(CopiedText { text, what: format!("the mark{of}"), next });
    }
    let pointed = state.pane().pointed(&cx)?;
    Some(CopiedText {
        text: pointed.citation(markdown),
        what: format!("the citation of the {} {}", pointed.word(), sanitize::line(&pointed.id())),
        next: all.len(),
    })
}

/// The citation of what is marked; its label where its source is not open, and of a record ([`cites_records`]).
fn of_mark(workspace: &Workspace, mark: &Mark, markdown: bool) -> String {
    let corpus = &*workspace.corpus;
    match mark.target {
        Some(MarkTarget::Entry(Entry::Incident(id))) => citation(corpus, Cited::Incident(id), markdown),
        Some(MarkTarget::Entry(Entry::Record(_))) => mark.label.clone(),
        Some(MarkTarget::Name(id)) => citation(corpus, Cited::Name(id), markdown),
        Some(MarkTarget::Passage(id, _)) => citation(corpus, Cited::Passage(id), markdown),
        None => format!("{} (not open: {})", mark.label, mark.key.source.as_str()),
    }
}
