//! The sign of an incident on the timeline: its verdict, or its draft verdict. Draws nothing.

use crate::app::pane::Cx;
use crate::model::verdict::{Disputed, OverallVerdict};
use crate::model::{Corpus, IncidentId, Verdict};

/// The verdict that is shown: what is confirmed, or what drafts say where nothing is or the reader wants to see them.
fn shown<'v>(cx: &Cx, overall: &'v OverallVerdict) -> (bool, Option<&'v Disputed>) {
    match (&overall.confirmed, &overall.draft) {
        (Some(confirmed), Some(_) | None) if !cx.settings.drafts || overall.draft.is_none() => (false, Some(confirmed)),
        (_, draft) => (true, draft.as_ref()),
    }
}

/// The sign of the verdict shown, hollow for a draft verdict, and the verdict.
pub fn signed(cx: &Cx, overall: &OverallVerdict) -> (&'static str, Verdict) {
    let (is_draft, of) = shown(cx, overall);
    let verdict = of.map_or(Verdict::Single, |of| of.verdict);
    (if is_draft { verdict.draft_glyph() } else { verdict.glyph() }, verdict)
}

/// The facets in conflict, or those on which a source is inconsistent: `date, claimed-by`.
pub(super) fn disputed(cx: &Cx, corpus: &Corpus, id: IncidentId) -> String {
    let (_, of) = shown(cx, corpus.overall(id));
    let facets = of.map_or(&[][..], |of| &of.facets);
    facets.iter().map(|&facet| corpus.facet_word(facet)).collect::<Vec<_>>().join(", ")
}
