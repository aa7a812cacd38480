//! The table of bindings as text and Markdown. It adds no keys of its own.

use std::fmt::Write as _;

use super::table::{BINDINGS, Binding, Context};

/// The labels of a binding's keys: `j ↓`.
pub fn chords(binding: &Binding) -> String {
    binding.chords.iter().map(|c| c.label()).collect::<Vec<_>>().join(" ")
}

/// The bindings of one context.
pub fn bindings_of(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |b| b.context == context)
}

/// The output of `parallax keys`.
pub fn text() -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let _ = writeln!(out, "{}", context.name());
        for binding in bindings_of(context) {
            let _ = writeln!(out, "  {:<20} {}", chords(binding), binding.help);
        }
        out.push('\n');
    }
    out.push_str("In the finder's prompt: characters, arrows and Emacs keys edit the query.\n");
    out
}

/// The key section of the README.
pub fn markdown() -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let _ = writeln!(out, "\n**{}**\n\n| keys | action |\n|---|---|", context.name());
        for binding in bindings_of(context) {
            let keys: Vec<String> = binding.chords.iter().map(|c| format!("`{}`", c.label())).collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), binding.help);
        }
    }
    out
}
