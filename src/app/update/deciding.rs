//! Carries out decisions about the drafts of the desk, and names them. It does not know files.

use super::decided::start_on;
use crate::app::desk_step::DeskStep;
use crate::app::effect::Effects;
use crate::app::overlays::Overlay;
use crate::app::panes::View;
use crate::app::panes::desk::{AfterDecision, Desk};
use crate::app::state::State;
use crate::desk::decision::{Decided, Decision};
use crate::desk::item::{DraftItem, DraftKey};
use crate::model::{Corpus, Workspace};
use crate::present::words;

/// The desk, if it is the topmost view.
pub(super) fn desk(state: &mut State) -> Option<&mut Desk> {
    match state.views.last_mut() {
        Some(View::Desk(desk)) => Some(desk),
        _ => None,
    }
}

/// A draft in a few words: `killed 94 (courier ¶12)`.
pub(super) fn brief(corpus: &Corpus, item: DraftItem) -> String {
    let place = item.passage(corpus).map(|passage| {
        let passage = corpus.passage(passage);
        format!(" ({} ¶{})", corpus.str(corpus.article(passage.article).id), passage.number)
    });
    match item {
        DraftItem::Incident(id) => format!("the incident “{}”", corpus.str(corpus.incident(id).title)),
        DraftItem::Claim(id) => {
            let claim = corpus.claim(id);
            let said = format!("{} {}", corpus.facet_word(claim.facet), words::bare_value(corpus, claim));
            format!("{said}{}", place.unwrap_or_default())
        }
        DraftItem::Quote(_) => format!("the quotation{}", place.unwrap_or_default()),
        DraftItem::Origin(id) => format!("the origin of {}", corpus.str(corpus.article(id).id)),
    }
}

/// Whether a draft does not wait any more where it is, once this is decided.
fn settles(decision: &Decision, key: &DraftKey) -> bool {
    match decision {
        Decision::Accept(keys) | Decision::Reject(keys, _) => keys.contains(key),
        Decision::Move(moved, _) | Decision::MoveToNew(moved, _) => match key {
            DraftKey::Claim(key) => moved.claims.contains(key),
            DraftKey::Quote(key) => moved.quotes.iter().any(|(quote, _)| quote == key),
            DraftKey::Incident(_) | DraftKey::Origin(_) => false,
        },
        // It waits with each of the incidents.
        Decision::Spread(..) => false,
        _ => true,
    }
}

/// Carries out a decision about the selected draft and goes on to the next. Where it is refused, `asked` comes back.
pub(super) fn decide(state: &mut State, workspace: &Workspace, decided: Decided, asked: Option<Overlay>) -> Effects {
    if let Some(desk) = desk(state) {
        desk.work_on(workspace);
        // Where others are settled, the selected one stays.
        let selected = desk.selected().map(|item| item.key(&workspace.corpus));
        if selected.is_none_or(|key| settles(&decided.decision, &key)) {
            desk.go_on();
        }
        if let Decision::Join { stays, .. } = &decided.decision {
            desk.go_after(AfterDecision::Incident(stays.clone()));
        }
    }
    let key = match &decided.decision {
        Decision::Accept(keys) | Decision::Reject(keys, _) => keys.first().cloned(),
        _ => None,
    };
    start_on(state, DeskStep::Decide(Box::new(decided)), asked, key)
}
