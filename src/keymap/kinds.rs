//! What several actions have in common: that they decide, select words or scroll. It does not know what they do.

use super::action::Action;

impl Action {
    /// Whether it decides about a draft or a pair, or takes a decision back.
    pub fn decides(self) -> bool {
        matches!(
            self,
            Self::AcceptDraft
                | Self::RejectDraft
                | Self::PutOff
                | Self::Correct
                | Self::AcceptEqual
                | Self::AcceptPlain
                | Self::RejectRest
                | Self::RejectPassage
                | Self::MoveDraft
                | Self::SpreadClaim
                | Self::SplitIncident
                | Self::JoinIncidents
                | Self::UndoDecision
                | Self::RedoDecision
                | Self::LinkSame
                | Self::LinkPart
                | Self::LinkWhole
                | Self::LinkRelated
                | Self::LinkUnsure
        )
    }

    /// Whether it selects words of a passage.
    pub fn selects_words(self) -> bool {
        matches!(
            self,
            Self::SelectWords
                | Self::SelectAround
                | Self::SwapEnds
                | Self::NextPhrase
                | Self::PreviousPhrase
                | Self::NextClause
                | Self::PreviousClause
                | Self::NextSentence
                | Self::PreviousSentence
        )
    }

    /// Whether the action only scrolls, redraws or suspends, so that the list of keys stays open.
    pub fn scrolls(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::HalfPageDown
                | Self::HalfPageUp
                | Self::PageDown
                | Self::PageUp
                | Self::First
                | Self::Last
                | Self::SearchView
                | Self::NextMatch
                | Self::PreviousMatch
                | Self::Repaint
                | Self::Suspend
        )
    }
}
