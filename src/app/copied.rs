//! What `y` copies: the citation of what the cursor is on, or of what is marked of its kind, and, pressed again, the other of these; or
//! the reasons for a verdict.
//!
//! It changes nothing and does not know the clipboard.

use super::marks::{Mark, MarkTarget};
use super::overlays::Overlay;
use super::pane::Cx;
use super::panes::View;
use super::state::State;
use crate::keymap::Context;
use crate::model::figure::thousands;
use crate::model::{Entry, KeyKind, Workspace};
use crate::present::citation::citation;
use crate::present::words::count;
use crate::sanitize;

/// A text for the clipboard, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedText {
    /// The text.
    pub text: String,
    /// What it is, as the beginning of a sentence: `the citation of the claim`.
    pub what: String,
    /// The same for a line in which that has no room: `claim`.
    pub short: String,
    /// The words by which it is known, which may be cut; empty if `what` says it.
    pub words: String,
    /// What the same key does if it is pressed again, after its name: ` copies the 2 marks`; empty if the same.
    pub next: String,
}

impl CopiedText {
    /// What `what` says in full.
    fn new(text: String, what: String) -> Self {
        Self { text, short: what.clone(), what, words: String::new(), next: String::new() }
    }
}

/// Whether there is anything to copy.
pub fn can_copy(state: &State, cx: &Cx) -> bool {
    let marks = matches!(state.views.last(), Some(View::MarkList(_))) && !state.marks.is_empty();
    // A folded group at the end of a range of the timeline has no citation; its entries have.
    let range = state.range_from.is_some() && state.beneath() == Context::Timeline;
    marks || range || matches!(state.overlay, Some(Overlay::Reasons(_))) || state.pane().pointed(cx).is_some()
}

/// Whether records are among what is copied of the list of marks. Their rows are not read, and the ids are there.
pub fn cites_records(state: &State, workspace: &Workspace, again: bool) -> bool {
    let all = state.marks.all();
    let copied = match state.views.last() {
        _ if copies_marks(state, workspace, again) => all,
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
    CopiedText::new(cited.join("\n"), format!("{} with {whose}", count(cited.len(), word)))
}

/// Whether all marks are copied: the last key copied what the cursor is on, of whose kind nothing else is marked, and nothing else
/// is read out.
fn copies_marks(state: &State, workspace: &Workspace, again: bool) -> bool {
    let marks = state.marks.all().len();
    let is_any = match state.views.last() {
        Some(View::MarkList(_)) => marks > 1,
        _ => has_others(state, &state.cx(workspace)) && marked_alike(state, &state.cx(workspace)).is_empty(),
    };
    again && is_any && !matches!(state.overlay, Some(Overlay::Reasons(_)))
}

/// Whether anything else is marked than what the cursor is on.
fn has_others(state: &State, cx: &Cx) -> bool {
    let here = state.pane().mark_target(cx).map(|(key, _)| key);
    state.marks.all().iter().any(|mark| Some(&mark.key) != here.as_ref())
}

/// The marks of the kind of what the cursor is on, if they are other than that alone. Records are cited one by one.
fn marked_alike<'s>(state: &'s State, cx: &Cx) -> Vec<&'s Mark> {
    let Some((key, _)) = state.pane().mark_target(cx).filter(|(key, _)| key.kind != KeyKind::Record) else {
        return Vec::new();
    };
    let alike: Vec<&Mark> = state.marks.of_kind(key.kind).collect();
    if matches!(alike.as_slice(), [only] if only.key == key) { Vec::new() } else { alike }
}

/// What the cursor is on, or what is marked of its kind. If `again`, which says that the last key copied this, the other of the
/// two, or all marks.
pub fn copied(state: &State, workspace: &Workspace, markdown: bool, again: bool) -> Option<CopiedText> {
    if let Some(Overlay::Reasons(reasons)) = &state.overlay {
        return Some(CopiedText::new(reasons.text(markdown), "the reasons for the verdict".into()));
    }
    let cx = state.cx(workspace);
    let all = state.marks.all();
    let copies_all = || format!(" copies the {}", count(all.len(), "mark"));
    if let Some(View::MarkList(list)) = state.views.last() {
        if copies_marks(state, workspace, again) {
            return Some(of_marks(workspace, all, markdown, "mark"));
        }
        let at = super::pane::Pane::list(list).cursor;
        let text = of_mark(workspace, all.get(at)?, markdown);
        let of = if all.len() > 1 { format!(" ({} of {})", at + 1, all.len()) } else { String::new() };
        let next = if all.len() > 1 { copies_all() } else { String::new() };
        return Some(CopiedText { next, ..CopiedText::new(text, format!("the mark{of}")) });
    }
    let alike = marked_alike(state, &cx);
    if copies_marks(state, workspace, again) {
        return Some(of_marks(workspace, all, markdown, "mark"));
    }
    let pointed = state.pane().pointed(&cx)?;
    if !alike.is_empty() && !again {
        let cited: Vec<String> = alike.iter().map(|mark| of_mark(workspace, mark, markdown)).collect();
        let what = count(alike.len(), &format!("marked {}", pointed.word()));
        return Some(CopiedText { next: ": only this one".into(), ..CopiedText::new(cited.join("\n"), what) });
    }
    let next = if !has_others(state, &cx) {
        String::new()
    } else if alike.is_empty() {
        copies_all()
    } else {
        format!(": the {} marked", thousands(alike.len()))
    };
    let words = sanitize::line(&pointed.words()).into_owned();
    Some(CopiedText {
        text: pointed.citation(markdown),
        what: format!("the citation of the {}", pointed.word()),
        short: pointed.word().to_owned(),
        words,
        next,
    })
}

/// The citation of what is marked; its label where its source is not open, and of a record ([`cites_records`]).
fn of_mark(workspace: &Workspace, mark: &Mark, markdown: bool) -> String {
    let corpus = &*workspace.corpus;
    match mark.target {
        Some(target) => target.cited().map_or_else(|| mark.label.clone(), |cited| citation(corpus, cited, markdown)),
        None => format!("{} (not open: {})", mark.label, mark.key.source.as_str()),
    }
}
