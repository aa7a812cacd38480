//! The manual page and the shell completions, generated from the arguments and the table of keys.

use std::io;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::Args;
use crate::keymap::{Context, doc};

/// The manual page, in roff.
pub(super) fn page() -> io::Result<String> {
    let mut out = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut out)?;
    let mut page = String::from_utf8_lossy(&out).into_owned();
    // The commands have no manual pages of their own, so the references to them are removed.
    page = page.replace("parallax\\-", "parallax ").replace("(1)\n", "\n");
    page.push_str(".SH KEYS\n");
    for context in Context::ALL {
        page.push_str(&format!(".SS {}\n", context.name()));
        for binding in doc::bindings_of(context) {
            // roff reads a backslash or a leading dot as a request.
            let keys = doc::chords(binding).replace('\\', "\\e");
            page.push_str(&format!(".TP\n\\fB\\&{keys}\\fR\n{}\n", binding.help));
        }
    }
    Ok(page)
}

/// The completions for a shell.
pub(super) fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "parallax", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
