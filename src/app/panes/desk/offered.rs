//! Which actions the desk offers for the selected draft. Performs none.

use super::Desk;
use crate::app::pane::Cx;
use crate::desk::item::DraftItem;
use crate::keymap::Action;
use crate::model::Topic;

impl Desk {
    /// Whether an action can be performed on the selected draft; else why not.
    pub(super) fn offers(&self, cx: &Cx, action: Action) -> Result<(), &'static str> {
        let item = self.selected();
        let needs_item = matches!(
            action,
            Action::AcceptDraft
                | Action::RejectDraft
                | Action::PutOff
                | Action::Correct
                | Action::AcceptEqual
                | Action::AcceptPlain
                | Action::RejectRest
                | Action::RejectPassage
                | Action::MoveDraft
                | Action::SpreadClaim
                | Action::SplitIncident
                | Action::TickDraft
                | Action::TickPassage
                | Action::JoinIncidents
        );
        if needs_item && item.is_none() {
            return Err("nothing waits for a decision");
        }
        let claim = matches!(item, Some(DraftItem::Claim(_)));
        let moves = item.is_some_and(DraftItem::moves);
        let incident = item.and_then(|item| item.topic(&cx.workspace.corpus)).and_then(Topic::incident);
        match action {
            Action::AcceptEqual | Action::SpreadClaim if !claim => Err("select a claim first"),
            Action::MoveDraft if !moves && self.ticked.is_empty() => Err("select a claim or a quotation first"),
            Action::TickDraft | Action::TickPassage | Action::RejectPassage if !moves => {
                Err("select a claim or a quotation first")
            }
            Action::SplitIncident if self.ticked.is_empty() => Err("tick first what goes to the new incident"),
            Action::JoinIncidents if incident.is_none() => Err("select something about an incident first"),
            Action::RejectRest if item.is_some_and(|item| item.topic(&cx.workspace.corpus).is_none()) => {
                Err("select something about an incident or a name first")
            }
            Action::Correct if matches!(item, Some(DraftItem::Origin(_))) => Err("an origin is accepted or rejected"),
            _ => Ok(()),
        }
    }
}
