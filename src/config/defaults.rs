//! The configuration as it is without a file, as text with comments. It reads nothing.

use std::fmt::Write as _;

use crate::keymap::{Context, KeySequence, Keymap};
use crate::ui::colours::hex;
use crate::ui::theme::{Role, Theme};

const HEAD: &str = "\
# The configuration of parallax, as it is without a file. Keep the lines that you change.
#
# It is read from the file given with --config, else from $PARALLAX_CONFIG, else from
# $XDG_CONFIG_HOME/parallax/config.toml (~/.config/parallax/config.toml). Options on the command line come before the
# environment (NO_COLOR), and the environment before this file. `parallax config check` names every mistake.

[start]
# What is opened if no path is given; nothing is the built-in corpus. Relative paths begin in the folder of this file.
paths = []
# Folders with your own copies of the articles, as with --sources.
sources = []
# Whether what no source says is shown: notes of general knowledge, and names that no source prints.
outside = true
# Whether marks, queries and views are kept between runs.
memory = true
# Who you are, as your annotations say and their file is called.
author = \"\"
# How the workbench begins where you have not chosen otherwise before: the timeline sorted by date, killed, origins,
# verdict or changes; all entries, what several origins tell of (several), or series; the ledger as a list or a matrix.
sort = \"date\"
told-by = \"all\"
ledger = \"list\"
# Who puts text that is read from right to left into its order: app (parallax, and the terminal is told to leave it), terminal,
# off (nobody), or auto: terminal where it does so by itself and cannot be told to leave it (Konsole, mlterm, Terminal of macOS), else app.
bidi = \"auto\"

[theme]
# auto asks the terminal; dark, light, or mono for no colours.
base = \"auto\"
# The colours of roles: a name such as lightred, which the terminal chooses, or \"#rrggbb\", of which the contrast is
# checked. The dark theme has:
";

const COMMANDS: &str = "
# Commands of your own: a program and its arguments, split into words as a shell does, and run without one. {id}, {url},
# {file} and {line} stand for what the cursor is on; each stays within its argument. With terminal = true the program has
# the terminal until it ends. Without keys, the palette (:) runs it by its name.
# [commands.archive]
# run = \"xdg-open 'https://web.archive.org/web/{url}'\"
# keys = \"g w\"
# terminal = false
";

const KEYS: &str = "
# Keys: in the table of a context, an action and its key, or a list of keys. Keys are named as help shows them (j, Ctrl-d,
# Shift-Tab, F2, Space); a sequence has blanks between its keys: \"g t\". The list replaces the keys that the action has
# here; [] leaves it without. A key that two actions of a context have is an error.
";

/// The configuration without a file, with comments. It reads as the defaults.
pub fn defaults() -> String {
    let mut out = HEAD.to_owned();
    for role in Role::ALL {
        if let Some(colour) = Theme::Dark.style(role).fg.and_then(hex) {
            let _ = writeln!(out, "# {} = \"{colour}\"", role.word());
        }
    }
    out.push_str(COMMANDS);
    out.push_str(KEYS);
    for context in Context::ALL {
        let _ = writeln!(out, "\n# {}\n[keys.{}]", context.name(), context.word());
        for binding in Keymap::standard().of(context) {
            let _ = writeln!(out, "# {}\n{} = {}", binding.help, binding.action.name(), list(&binding.keys));
        }
    }
    out
}

/// A configuration to begin with: the same, with every setting as a comment, so that later defaults hold too.
pub fn template() -> String {
    let text = defaults().replacen(
        "as it is without a file. Keep the lines that you change.",
        "as it is without a file. Take the # from the lines that you change.",
        1,
    );
    let line = |line: &str| {
        let is_setting = !line.is_empty() && !line.starts_with(['#', '[']);
        if is_setting { format!("#{line}\n") } else { format!("{line}\n") }
    };
    text.lines().map(line).collect()
}

/// A key as a string, several as a list of strings.
fn list(keys: &[KeySequence]) -> String {
    let quoted = |keys: &KeySequence| format!("\"{}\"", keys.written().replace('\\', "\\\\").replace('"', "\\\""));
    match keys {
        [one] => quoted(one),
        all => format!("[{}]", all.iter().map(quoted).collect::<Vec<_>>().join(", ")),
    }
}
