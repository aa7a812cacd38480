//! The comparison's columns and the way from difference to difference.

use super::leave;
use crate::app::compare::Compare;
use crate::app::detail::{disagreement, items};
use crate::app::finder::Finder;
use crate::app::state::{Focus, State, View};
use crate::model::ledger::Ledger;
use crate::model::{Corpus, Workspace};
use crate::search::Target;

pub(super) fn compare(state: &mut State, library: &Workspace) {
    let here = state.here(library);
    let corpus: &Corpus = &here;
    let record = state.about_record(library);
    let Some(incident) = state.current(library) else { return };
    let ledger = Ledger::of(corpus, incident);
    let row = match state.views.last() {
        None if state.focus == Focus::Ledger => state.detail.row(&items(corpus, &ledger)),
        _ => ledger.rows.iter().position(|r| r.facet.is_figure()).unwrap_or(0),
    };
    if ledger.columns.len() < 2 {
        state.notice = Some("only one article tells of this; it stands alone".into());
    }
    leave(state);
    state.views.push(View::Compare(Compare { record, ..Compare::new(&ledger, row) }));
}

pub(super) fn drop_column(state: &mut State) {
    if let Some(View::Compare(view)) = state.views.last_mut()
        && view.drop_selected()
    {
        state.notice = Some("dropped; a brings all sources back".into());
    }
}

pub(super) fn all_columns(state: &mut State, library: &Workspace) {
    let here = state.here(library);
    let corpus: &Corpus = &here;
    if let Some(View::Compare(view)) = state.views.last_mut() {
        view.restore(&Ledger::of(corpus, view.incident));
    }
}

/// The selected hit as a column: an article itself, or the first article that tells of an incident. Without a
/// comparison under the finder, the incident that was selected is compared.
pub(super) fn add_column(state: &mut State, library: &Workspace) {
    let corpus = &*library.corpus;
    let Some(target) = state.finder.as_ref().and_then(Finder::selected).map(|h| h.target) else {
        state.notice = Some("nothing is found; change the query or leave with Esc".into());
        return;
    };
    if let Target::Record(_) = target {
        state.notice = Some("a record stands alone; Enter opens it".into());
        return;
    }
    state.finder = None;
    if !matches!(state.views.last(), Some(View::Compare(_))) {
        compare(state, library);
    }
    if matches!(state.views.last(), Some(View::Compare(Compare { record: Some(_), .. }))) {
        state.notice = Some("a record stands alone; articles are compared on an incident of theirs".into());
        return;
    }
    let article = match target {
        Target::Article(article) => Some(article),
        Target::Incident(incident) => Ledger::of(corpus, incident).columns.first().map(|c| c.article),
        Target::Quote(quote) => Some(corpus.passage(corpus.quote(quote).passage).article),
        Target::Passage(passage) => Some(corpus.passage(passage).article),
        Target::Name(_) | Target::Record(_) => None,
    };
    if let (Some(View::Compare(view)), Some(article)) = (state.views.last_mut(), article) {
        view.add(article);
    }
}

pub(super) fn differ(state: &mut State, library: &Workspace, forward: bool) {
    let here = state.here(library);
    let corpus: &Corpus = &here;
    let found = match state.views.last_mut() {
        Some(View::Compare(view)) => {
            let to = disagreement(&Ledger::of(corpus, view.incident), view.row, forward);
            if let Some(row) = to {
                view.row = row;
                view.scroll = 0;
            }
            to
        }
        _ => state.ledger_items(library).and_then(|(ledger, items)| {
            let to = disagreement(&ledger, state.detail.row(&items), forward)?;
            state.detail.select_row(to, &items);
            Some(to)
        }),
    };
    if found.is_none() {
        let (side, other) = if forward { ("further down", "[ goes up") } else { ("further up", "] goes down") };
        state.notice = Some(format!("no difference between the sources {side}; {other}"));
    }
}
