//! The entries that a command writes: those that match a filter, or that are marked in the workbench. Says what is left out.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use super::output::complain;
use crate::app::entries;
use crate::app::marks::{Mark, MarkTarget, Marks};
use crate::diagnostic::did_you_mean;
use crate::exporting::ChosenEntries;
use crate::load::Loaded;
use crate::saved_state::folder::Folder;
use crate::search::Query;
use crate::search::filter_result::filter_entries;
use crate::search::workspace::WorkspaceIndex;

/// Filters the entries, or only those that are `marked`. With `possibly`, or a filter with `?`, those too that match only possibly. `None`, with a message, if
/// there is nothing to write.
pub(super) fn choose(
    loaded: &Loaded,
    possibly: bool,
    query: &Query,
    marked: Option<&HashSet<u32>>,
) -> io::Result<Option<ChosenEntries>> {
    let mut order = entries::order(&loaded.workspace);
    if let Some(marked) = marked {
        order = order.iter().copied().filter(|number| marked.contains(number)).collect();
    }
    let entry = if marked.is_some() { "marked entry" } else { "entry" };
    if query.is_empty() {
        return Ok(Some(ChosenEntries { shown: order, possible: Arc::default(), filtered: false }));
    }
    let prepared = WorkspaceIndex::new(&loaded.workspace, None);
    let result = filter_entries(&loaded.workspace, &prepared, &order, query, false, &|| false).unwrap_or_default();
    let asked = possibly || query.filters.iter().any(|filter| filter.possibly && !filter.not);
    let possible = result.possible.len();
    match (result.shown.is_empty(), possible) {
        (true, 0) => complain(&format!("no {entry} matches the filter"))?,
        (true, _) if !asked => {
            complain(&format!(
                "no {entry} matches the filter certainly; --possibly writes those that match possibly: {possible}"
            ))?;
        }
        (false, 1..) if !asked => {
            complain(&format!("left out, since they match only possibly: {possible}; --possibly writes them too"))?;
        }
        _ => {}
    }
    if result.shown.is_empty() && (possible == 0 || !asked) {
        return Ok(None);
    }
    let possible = if asked { result.possible } else { Arc::default() };
    Ok(Some(ChosenEntries { shown: result.shown, possible, filtered: true }))
}

/// The entries that are marked in the workbench, with `tag` those that have it. Says which marks are none of them; `None`, with
/// a message, if no entry is.
pub(super) fn marked(loaded: &Loaded, tag: Option<&str>) -> io::Result<Option<HashSet<u32>>> {
    let Some(folder) = Folder::usual() else {
        complain("there is no home folder, and so no marks")?;
        return Ok(None);
    };
    let found = folder.read();
    if let Some(message) = found.message {
        complain(&message)?;
    }
    let marks = Marks::from_bookmarks(&loaded.workspace, &found.state.marks);
    let number = |mark: &Mark| match mark.target {
        Some(MarkTarget::Entry(entry)) => Some(loaded.workspace.number(entry)),
        _ => None,
    };
    let tag = tag.map(|tag| tag.strip_prefix('#').unwrap_or(tag));
    let has = |mark: &&Mark| tag.is_none_or(|tag| mark.tags.iter().any(|own| own == tag));
    let chosen: Vec<&Mark> = marks.all().iter().filter(has).collect();
    if let Some(tag) = tag.filter(|_| chosen.is_empty()) {
        let known = marks.all().iter().flat_map(|mark| &mark.tags).map(String::as_str);
        complain(format!("no mark has the tag “{tag}”; {}", did_you_mean(tag, known)).trim_end_matches("; "))?;
        return Ok(None);
    }
    let marked: HashSet<u32> = chosen.iter().copied().filter_map(number).collect();
    let is_other = |mark: &&&Mark| matches!(mark.target, Some(MarkTarget::Passage(..) | MarkTarget::Name(_)));
    let (others, closed) =
        (chosen.iter().filter(is_other).count(), chosen.iter().filter(|mark| mark.target.is_none()).count());
    if others > 0 {
        complain(&format!("left out, since they are passages or names: {others} of your marks"))?;
    }
    if closed > 0 {
        complain(&format!("left out, since their sources are not given: {closed} of your marks"))?;
    }
    if marked.is_empty() {
        match tag {
            Some(tag) => complain(&format!("no marked entry has the tag “{tag}”"))?,
            None => complain("no entry is marked; the workbench marks them")?,
        }
        return Ok(None);
    }
    Ok(Some(marked))
}
