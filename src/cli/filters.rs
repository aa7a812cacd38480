//! Filters saved in the workbench, for commands: `@name` in a filter, and `parallax filters`. Knows no corpus.

use super::output::{Outcome, complain, say};
use crate::diagnostic::did_you_mean;
use crate::sanitize;
use crate::saved_state::folder::Folder;
use crate::saved_state::saved_filter::{self, SavedFilter};

/// `filter` with the filter of each word `@name` in its place. With `memory` false, the state folder is not read. The error is
/// a message for the user.
pub(super) fn expanded(filter: &str, memory: bool) -> Result<String, String> {
    if !filter.contains('@') {
        return Ok(filter.to_owned());
    }
    let named = if memory { saved() } else { Vec::new() };
    saved_filter::expanded(&named, filter).map_err(|unknown| {
        let near = did_you_mean(&unknown, named.iter().map(|named| named.name.as_str()));
        let way = match near.is_empty() {
            false => near,
            true if memory => "`parallax filters` lists the saved ones, @ in the workbench saves one".to_owned(),
            true => "--no-memory leaves saved filters out".to_owned(),
        };
        format!("@{unknown}: no filter is saved under this name; {way}")
    })
}

/// Lists the saved filters, a line each: name, a tab, and the filter, as `--filter` takes it.
pub(super) fn list() -> Outcome {
    let named = saved();
    if named.is_empty() {
        complain("no filter is saved; in the workbench f filters, and @ saves the filter under a name")?;
        return Ok(0);
    }
    let line = |named: &SavedFilter| format!("@{}\t{}\n", sanitize::line(&named.name), sanitize::line(&named.filter));
    say(&named.iter().map(line).collect::<String>()).map(|()| 0)
}

fn saved() -> Vec<SavedFilter> {
    Folder::usual().map(|folder| folder.read().state.filters).unwrap_or_default()
}
