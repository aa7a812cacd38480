//! The headings of groups in words.
//!
//! Knows groups; draws nothing.

use crate::app::entries::arrange::{Arrangement, EntryGroup, SortKey};
use crate::app::entries::changes::EntryChange;
use crate::app::pane::Cx;
use crate::model::Party;
use crate::model::figure::thousands;
use crate::present::toll::{KNOWN_TAKEN_OUT, bound_words};
use crate::present::words::count;

/// The heading of a group of `n` entries, which pass the filter certainly or only `possibly`.
pub(super) fn label(cx: &Cx, group: EntryGroup, n: usize, possibly: bool) -> String {
    let number = thousands(n);
    let Arrangement { key, turned, .. } = cx.entries.arrangement;
    let lowest = if turned && key == SortKey::Killed { ", lowest first" } else { "" };
    // In the order of time, series and what has no place in it stand in groups of their own.
    let others = || {
        let apart = [EntryGroup::Series, EntryGroup::OpenDates, EntryGroup::Undated];
        let has_others = apart.into_iter().any(|group| cx.entries.has_group(group, possibly));
        if has_others { ", others below" } else { "" }
    };
    match group {
        EntryGroup::Series => format!("series: {number} told together"),
        EntryGroup::OpenDates => format!("open dates: {number}"),
        EntryGroup::Undated => format!("undated: {number}"),
        EntryGroup::AsPrinted => {
            let first = if lowest.is_empty() { "highest" } else { "lowest" };
            // The header counts series too.
            let has_series = cx.entries.has_group(EntryGroup::Series, possibly);
            let what = if has_series { format!("{number} without series") } else { count(n, "incident") };
            format!("{what}, {first} printed first")
        }
        EntryGroup::Coded(set) => cx.workspace.sets.get(usize::from(set)).map_or_else(String::new, |set| {
            let (rule, tag) = (&set.about.rule, set.about.tag);
            if rule.takes_attackers_out {
                return format!("{tag}: {number}, {KNOWN_TAKEN_OUT}{lowest}");
            }
            let whom = if rule.party == Party::Total { ", attackers included" } else { "" };
            format!("{tag}: {number}, {}{lowest}{whom}", bound_words(rule.bound))
        }),
        EntryGroup::Origins(0) => format!("told by no origin that counts: {number}"),
        EntryGroup::Origins(n) => format!("told by {}: {number}{}", count(usize::from(n), "origin"), others()),
        EntryGroup::DraftOrigins(0) => format!("drafts of no origin that counts: {number}"),
        EntryGroup::DraftOrigins(n) => format!("drafts of {}: {number}{}", count(usize::from(n), "origin"), others()),
        EntryGroup::Change(change) => {
            let since = &cx.entries.changes.since;
            match change {
                EntryChange::New => format!("+ new since {since}: {number}"),
                EntryChange::Changed => format!("± changed since {since}: {number}"),
                EntryChange::Same => format!("unchanged since {since}: {number}"),
                EntryChange::Unknown => format!("not compared: {number}"),
            }
        }
        EntryGroup::Verdict(verdict) => format!("{} {}: {number}", verdict.glyph(), verdict.word()),
        EntryGroup::DraftVerdict(verdict) => format!("{} drafts, {}: {number}", verdict.draft_glyph(), verdict.word()),
    }
}

/// What belongs to a group, for the status line.
pub(super) fn meaning(group: EntryGroup) -> &'static str {
    match group {
        EntryGroup::Series => "series: several incidents that sources tell of together or in totals; Enter unfolds",
        EntryGroup::OpenDates => "open dates: dated only from or until a day, or by more than a year; Enter unfolds",
        EntryGroup::Undated => "undated: no source says when; Enter unfolds",
        EntryGroup::AsPrinted => {
            "by the highest number of killed that a source prints, several by its least; then joint numbers, then none; Enter unfolds"
        }
        EntryGroup::Coded(_) => {
            "by the number of killed as this data set counts them; others count otherwise; Enter unfolds"
        }
        EntryGroup::Origins(0) => "nothing of it is both confirmed and weighed; Enter unfolds",
        EntryGroup::Origins(_) => "by the number of origins that tell of it; Enter unfolds",
        EntryGroup::DraftOrigins(_) => {
            "nothing of it is confirmed; by the number of origins of its drafts; Enter unfolds"
        }
        EntryGroup::Change(EntryChange::Unknown) => {
            "not compared with the last visit: only incidents are compared; Enter unfolds"
        }
        EntryGroup::Change(_) => "by what has changed of it since the last visit; Enter unfolds",
        EntryGroup::Verdict(_) => "by the most severe verdict on a facet; Enter unfolds",
        EntryGroup::DraftVerdict(_) => "nothing of it is confirmed; by what its drafts say together; Enter unfolds",
    }
}
