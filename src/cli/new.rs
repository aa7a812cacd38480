//! `parallax new`: begins a corpus with an example of every file and every key.

use std::path::Path;

use super::output::{self, Outcome, say};
use crate::documents::example;
use crate::present::words::count;

/// Writes the example into a new or empty folder.
pub(super) fn run(folder: &Path) -> Outcome {
    let files = example::files();
    output::write_folder(folder, &files)?;
    let shown = output::as_argument(folder);
    say(&format!(
        "{} written to {shown}: an invented example of every file and every key, each with a comment.\n\
         `parallax {shown}` opens it, `parallax check {shown}` lists every mistake.\n\
         Replace the files in articles/ with your own; `parallax draft PATH… --out DIR` makes them from saved pages.",
        count(files.len(), "file")
    ))
    .map(|()| 0)
}
