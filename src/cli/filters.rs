//! Filters saved in the workbench, for commands: `@name` in a filter, and `parallax filters`. Says what is wrong with a filter.

use super::output::{Outcome, complain, say};
use crate::diagnostic::did_you_mean;
use crate::keymap::context::Context;
use crate::keymap::{Action, Keymap};
use crate::model::Corpus;
use crate::sanitize;
use crate::saved_state::folder::Folder;
use crate::saved_state::saved_filter::{self, SavedFilter};
use crate::search::Query;

/// `filter` with the filter of each word `@name` in its place. With `memory` false, the state folder is not read. The error is
/// a message for the user.
pub(super) fn expanded(filter: &str, memory: bool) -> Result<String, String> {
    if !filter.contains('@') {
        return Ok(filter.to_owned());
    }
    let (named, message) = if memory { saved() } else { (Vec::new(), None) };
    saved_filter::expanded(&named, filter).map_err(|unknown| {
        if let Some(message) = message {
            return message;
        }
        let near = did_you_mean(&unknown, named.iter().map(|named| named.name.as_str()));
        let way = match near.is_empty() {
            false => near,
            true if memory => "`parallax filters` lists the saved ones, @ in the workbench saves one".to_owned(),
            true => "--no-memory leaves saved filters out".to_owned(),
        };
        format!("@{unknown}: no filter is saved under this name; {way}")
    })
}

/// What is wrong with a filter, if anything is. `corpus` is what it filters.
pub(super) fn wrong(filter: &str, corpus: &Corpus) -> Option<String> {
    let problem = Query::parse_in(filter, corpus).problems.into_iter().next()?;
    Some(problem.said(filter))
}

/// Lists the saved filters, a line each: name, a tab, and the filter, as `--filter` takes it. Without `memory`, the state
/// folder is not read. `keymap` has the keys that the message names if there are none.
pub(super) fn list(memory: bool, keymap: &Keymap) -> Outcome {
    if !memory {
        return complain("--no-memory leaves saved filters out, so there is nothing to list").map(|()| 2);
    }
    let (named, message) = saved();
    if let Some(message) = &message {
        complain(message)?;
    }
    if named.is_empty() && message.is_some() {
        return Ok(2);
    }
    if named.is_empty() {
        let key = |action| keymap.label(Context::Timeline, action);
        let (filters, saves) = (key(Action::Filter), key(Action::SavedFilters));
        complain(&format!(
            "no filter is saved; in the workbench {filters} filters, and {saves} saves the filter under a name"
        ))?;
        return Ok(0);
    }
    let line = |named: &SavedFilter| format!("@{}\t{}\n", sanitize::line(&named.name), sanitize::line(&named.filter));
    say(&named.iter().map(line).collect::<String>()).map(|()| 0)
}

/// The saved filters, and a message if the state file cannot be read.
fn saved() -> (Vec<SavedFilter>, Option<String>) {
    Folder::usual()
        .map(|folder| folder.read())
        .map_or_else(Default::default, |found| (found.state.filters, found.message))
}
