//! Asks whether drafts are rejected together. It does not know files.

use super::asking::confirm;
use crate::app::state::State;
use crate::desk::decision::{Decided, Decision};
use crate::desk::rejected::mentions;
use crate::desk::rest::RestDrafts;
use crate::model::Corpus;
use crate::present::counted::counted;
use crate::present::words::count;

/// Asks whether to reject drafts together; `whose` says which.
pub(super) fn ask_reject(state: &mut State, corpus: &Corpus, rest: &RestDrafts, whose: &str) {
    if rest.items.is_empty() {
        let why = match rest.kept {
            0 => format!("no claim {whose} is a draft"),
            _ => format!("nothing else is told {whose}: a claim must be confirmed before the others are rejected"),
        };
        state.notice = Some(why);
        return;
    }
    let what = format!("{} {whose}", counted(&[(rest.claims, "draft claim"), (rest.quotes, "draft quotation")]));
    let titles = rest.incidents.iter().map(|&id| format!("“{}”", corpus.str(corpus.incident(id).title)));
    let titles = titles.collect::<Vec<_>>().join(", ");
    let gone =
        if titles.is_empty() { String::new() } else { format!(" Nothing else is told of {titles}, so that goes too.") };
    let stay = |number: usize, noun: &str, (one, several): (&str, &str)| match number {
        0 => String::new(),
        1 => format!(" 1 {noun} stays, as {one}."),
        number => format!(" {} stay, as {several}.", count(number, noun)),
    };
    let kept = stay(rest.kept, "claim", ("nothing else is told there", "nothing else is told there"));
    let about = ("it is about other incidents too", "they are about other incidents too");
    let shared = stay(rest.shared, "quotation", about);
    let keys = rest.items.iter().map(|item| item.key(corpus)).collect();
    let mentions = rest.items.iter().flat_map(|&item| mentions(corpus, item)).collect();
    let decided = Decided { decision: Decision::Reject(keys, mentions), what: format!("rejected {what}") };
    confirm(state, decided, format!("Reject {what}?{gone}{kept}{shared}"));
}
