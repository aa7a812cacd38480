//! `parallax pick`: the finder alone, for scripts; prints the ids of the hits that were picked. Exit status 0, or
//! 1 if there was no hit to pick, 130 if the user cancelled. Knows no terminal.

use super::args::Pick;
use super::find::identity;
use super::output::{Outcome, say, warn};
use crate::documents::files;
use crate::runtime::{self, Setup};
use crate::sanitize;
use crate::search::Target;

/// The exit status if the user cancels: as after Ctrl-C, and as fzf has it.
const CANCELLED: u8 = 130;

/// Opens the finder and prints ids, a line each.
pub(super) fn run(mut args: Pick, setup: &Setup) -> Outcome {
    // Piped input is opened without `-`, as in the workbench.
    if args.corpus.paths.is_empty() && files::is_given_on_standard_input() {
        args.corpus.paths.push("-".into());
    }
    let corpus = args.corpus.clone();
    let opened = move || {
        let opened = corpus.open(None);
        if opened.is_usable() { Ok(opened) } else { Err(Box::new(opened.loaded)) }
    };
    let (picked, loaded) = match runtime::pick(setup, &args.query, opened)? {
        Ok(picked) => picked,
        Err(unusable) => {
            warn(&unusable);
            return Ok(2);
        }
    };
    let Some(picked) = picked else { return Ok(CANCELLED) };
    if picked.is_empty() {
        return Ok(1);
    }
    // As `show`, `ledger` and `compare` take them: a bare id of a name can mean an incident.
    let ids = picked.into_iter().map(|target| match (target, identity(&loaded, target).0) {
        (Target::Name(_), id) => format!("name:{id}"),
        (_, id) => id,
    });
    let lines: String = ids.map(|id| format!("{}\n", sanitize::line(&id))).collect();
    say(&lines).map(|()| 0)
}
