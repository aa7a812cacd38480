//! The entries that a command writes: those that match a filter, or that are marked in the workbench. Says what is left out.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use super::filters;
use super::output::complain;
use crate::app::entries;
use crate::app::marks::{Mark, MarkTarget, Marks};
use crate::diagnostic::did_you_mean;
use crate::exporting::ChosenEntries;
use crate::load::Loaded;
use crate::saved_state::folder::Folder;
use crate::search::Query;
use crate::search::filter_result::filter_entries;
use crate::search::texts;
use crate::search::workspace::WorkspaceIndex;

/// The entries that a command is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct AskedEntries<'a> {
    /// The filter, in which `@name` is one saved in the workbench; empty for all.
    pub(super) filter: &'a str,
    /// Only those that are marked.
    pub(super) marked: bool,
    /// Only those of the marked that have this tag.
    pub(super) tag: Option<&'a str>,
    /// Those too that match only possibly; `None` if the command has no option for it.
    pub(super) possibly: Option<bool>,
    /// Whether saved state may be read.
    pub(super) memory: bool,
}

impl AskedEntries<'_> {
    /// Chooses them. The exit status, with a message, if the filter is wrong (2) or there are none (1).
    pub(super) fn choose(self, loaded: &Loaded) -> io::Result<Result<ChosenEntries, u8>> {
        let filter = match filters::expanded(self.filter, self.memory) {
            Ok(filter) => filter,
            Err(unknown) => return complain(&unknown).map(|()| Err(2)),
        };
        if let Some(wrong) = filters::wrong(&filter, loaded.corpus()) {
            return complain(&wrong).map(|()| Err(2));
        }
        let mut query = Query::parse_in(&filter, loaded.corpus());
        texts::resolve(&mut query, &loaded.workspace, &loaded.texts(), |_| true, &|| false)?;
        let only = match self.marked || self.tag.is_some() {
            true if !self.memory => {
                let option = if self.marked { "--marked" } else { "--tag" };
                complain(&format!("--no-memory leaves marks out, so {option} has nothing to write"))?;
                return Ok(Err(2));
            }
            true => match marked(loaded, self.tag)? {
                Some(only) => Some(only),
                None => return Ok(Err(1)),
            },
            false => None,
        };
        let chosen = choose(loaded, self.possibly, &query, only.as_ref())?;
        let given = (!query.is_empty()).then(|| filter.trim().to_owned());
        Ok(chosen.map(|chosen| ChosenEntries { filter: given, ..chosen }).ok_or(1))
    }
}

/// Filters the entries, or only those that are `marked`. With `possibly`, or a filter with `?`, those too that match only possibly, if
/// the command has that option. `None`, with a message, if there is nothing to write.
fn choose(
    loaded: &Loaded,
    possibly: Option<bool>,
    query: &Query,
    marked: Option<&HashSet<u32>>,
) -> io::Result<Option<ChosenEntries>> {
    let mut order = entries::order(&loaded.workspace);
    if let Some(marked) = marked {
        order = order.iter().copied().filter(|number| marked.contains(number)).collect();
    }
    let entry = if marked.is_some() { "marked entry" } else { "entry" };
    if query.is_empty() {
        return Ok(Some(ChosenEntries { shown: order, ..ChosenEntries::default() }));
    }
    let prepared = WorkspaceIndex::new(&loaded.workspace, None);
    let result = filter_entries(&loaded.workspace, &prepared, &order, query, false, &|| false).unwrap_or_default();
    let is_doubtful = || query.filters.iter().any(|filter| filter.possibly && !filter.not);
    // A command without the option counts what is certain only, whatever the filter asks for.
    let asked = possibly.is_some_and(|possibly| possibly || is_doubtful());
    let possible = result.possible.len();
    match (result.shown.is_empty(), possible) {
        (true, 0) => complain(&format!("no {entry} matches the filter"))?,
        (true, _) if !asked => {
            complain(&format!(
                "no {entry} matches the filter certainly; {}: {possible}",
                if possibly.is_some() { "--possibly writes those that match possibly" } else { "possibly match" }
            ))?;
        }
        (false, 1..) if !asked => {
            let way = if possibly.is_some() { "; --possibly writes them too" } else { "" };
            complain(&format!("left out, since they match only possibly: {possible}{way}"))?;
        }
        _ => {}
    }
    if result.shown.is_empty() && (possible == 0 || !asked) {
        return Ok(None);
    }
    let (possible, left_out) = if asked { (result.possible, 0) } else { (Arc::default(), possible) };
    Ok(Some(ChosenEntries { shown: result.shown, possible, left_out, ..ChosenEntries::default() }))
}

/// The entries that are marked in the workbench, with `tag` those that have it. Says which marks are none of them; `None`, with
/// a message, if no entry is.
fn marked(loaded: &Loaded, tag: Option<&str>) -> io::Result<Option<HashSet<u32>>> {
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
    let is_other = |mark: &&&Mark| mark.target.is_some() && number(mark).is_none();
    let (others, closed) =
        (chosen.iter().filter(is_other).count(), chosen.iter().filter(|mark| mark.target.is_none()).count());
    if others > 0 {
        complain(&format!("left out, since they are no incidents or records: {others} of your marks"))?;
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
