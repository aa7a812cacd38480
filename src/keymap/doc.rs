//! The bindings as text and Markdown. It adds no keys of its own.

use std::fmt::Write as _;

use super::bindings::Keymap;
use super::context::Context;

/// The output of `parallax keys`.
pub fn text(keymap: &Keymap) -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let _ = writeln!(out, "{}", context.name());
        for binding in keymap.of(context) {
            let _ = writeln!(out, "  {:<20} {}", binding.labels(), binding.help);
        }
        out.push('\n');
    }
    out.push_str("A number before a motion repeats it: 3j. A number before G or gg goes to that item.\n");
    out.push_str("In the finder's prompt: characters, arrows and Emacs keys edit the query.\n");
    out
}

/// A text as code in Markdown: between two marks if it has the mark itself.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// The key section of the README.
pub fn markdown(keymap: &Keymap) -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let _ = writeln!(out, "\n**{}**\n\n| keys | action |\n|---|---|", context.name());
        for binding in keymap.of(context) {
            let keys: Vec<String> = binding.keys.iter().map(|keys| code(&keys.label())).collect();
            // A bar ends a cell, in code too.
            let (keys, help) = (keys.join(" ").replace('|', "\\|"), binding.help.replace('|', "\\|"));
            let _ = writeln!(out, "| {keys} | {help} |");
        }
    }
    out
}
