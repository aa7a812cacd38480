//! What a change of the view is called in messages: `filter killed:>10`, `sort by verdict`, `3 marks`.
//!
//! Knows the change; restores nothing.

use super::columns::ComparedColumns;
use super::snapshot::ViewSnapshot;
use crate::app::entries::arrange::ToldBy;
use crate::app::marks::Mark;
use crate::app::settings::Settings;
use crate::present::words::count;
use crate::saved_state::saved_filter::SavedFilter;
use crate::search::query;
use crate::ui::text::cut;

/// Columns of a mark's label.
const LABEL: usize = 30;

/// Marks that were added or removed: the verb for one of them, and the words before a number of several.
pub(super) fn marks(one: &str, several: &str, marks: &[(usize, Mark)]) -> Option<String> {
    match marks {
        [] => None,
        [(_, only)] => Some(format!("{one} “{}”", cut(&only.label, LABEL))),
        all => Some(format!("{several}{}", count(all.len(), "mark"))),
    }
}

/// What differs between two views.
pub(super) fn view(before: &ViewSnapshot, after: &ViewSnapshot) -> Vec<String> {
    let mut parts = Vec::new();
    if (&before.filter, &before.off) != (&after.filter, &after.off) {
        let new = |of: &ViewSnapshot, than: &ViewSnapshot| of.off.iter().find(|part| !than.off.contains(part)).cloned();
        let (off, on) = (new(after, before), new(before, after).filter(|part| has_chip(&after.filter, part)));
        parts.push(match (before.filter.as_str(), after.filter.as_str()) {
            _ if off.is_some() => format!("switching off {}", off.unwrap_or_default()),
            _ if on.is_some() => format!("switching on {}", on.unwrap_or_default()),
            (before, after) if before == after => "deleting a part that was switched off".to_owned(),
            (_, "") => format!("clearing the filter {}", before.filter),
            ("", filter) => format!("filter {filter}"),
            (before, after) => format!("filter {after} (it was {before})"),
        });
    }
    let (was, is) = (before.arrangement, after.arrangement);
    if (was.key, was.turned) != (is.key, is.turned) {
        let turned = if is.turned { ", turned round" } else { "" };
        parts.push(format!("sort by {}{turned}", is.key.word()));
    }
    if was.told_by != is.told_by {
        parts.push(match is.told_by {
            ToldBy::Any => "list of all".to_owned(),
            ToldBy::Several | ToldBy::Series => format!("list of only {}", is.told_by.word()),
        });
    }
    if before.folded != after.folded {
        let how = if before.folded.len() < after.folded.len() { "folding" } else { "unfolding" };
        parts.push(format!("{how} of groups"));
    }
    let columns = |of: &ViewSnapshot| of.columns.as_ref().map_or(0, ComparedColumns::count);
    match (columns(before), columns(after)) {
        _ if before.columns == after.columns => {}
        (was, is) if is < was => parts.push(format!("dropping of {}", count(was - is, "column"))),
        (was, is) => parts.push(format!("adding of {}", count(is - was, "column"))),
    }
    parts.extend(settings(&before.settings, &after.settings));
    parts.extend(saved_filters(&before.saved_filters, &after.saved_filters));
    parts
}

/// The saved filters that are new or gone.
fn saved_filters(before: &[SavedFilter], after: &[SavedFilter]) -> Vec<String> {
    let only = |of: &[SavedFilter], than: &[SavedFilter]| -> Vec<String> {
        of.iter().filter(|one| !than.contains(one)).map(|one| one.name.clone()).collect()
    };
    let (gone, new) = (only(before, after), only(after, before));
    let deleted = gone.iter().filter(|name| !new.contains(name)).map(|name| format!("deletion of @{name}"));
    deleted.chain(new.iter().map(|name| format!("saving of @{name}"))).collect()
}

/// Whether a filter has a part.
fn has_chip(filter: &str, part: &str) -> bool {
    query::pieces(filter).into_iter().any(|range| filter[range] == *part)
}

/// The settings changed.
fn settings(before: &Settings, after: &Settings) -> Vec<String> {
    let mut parts = Vec::new();
    if before.theme != after.theme {
        parts.push(format!("theme: {}", after.theme.words()));
    }
    if before.zoom != after.zoom {
        parts.push(format!("zoom to {}s", after.zoom.word()));
    }
    if before.text != after.text {
        parts.push(if after.text { "text" } else { "digests" }.to_owned());
    }
    if before.drafts != after.drafts {
        parts.push(if after.drafts { "drafts shown" } else { "drafts hidden" }.to_owned());
    }
    if before.matrix != after.matrix {
        parts.push(format!("ledger as a {}", if after.matrix { "matrix" } else { "list" }));
    }
    if before.split != after.split {
        parts.push("layout of the panes".to_owned());
    }
    parts
}
