//! The table `[commands]`: for each command of the user its name, the command line, keys, and whether it needs the terminal.
//! Knows no files and runs nothing.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::keys::{BoundAction, sequences};
use super::messages::Messages;
use crate::diagnostic::DiagnosticCode;
use crate::keymap::{Action, Context, Keymap, OwnCommand};

/// The keys of a command.
const KEYS: [&str; 3] = ["run", "keys", "terminal"];

/// Reads the table.
pub(super) fn read(table: &DeTable<'_>, keymap: &mut Keymap, all: &mut Vec<BoundAction>, messages: &mut Messages) {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let DeValue::Table(inner) = value.get_ref() else {
            let help = format!("write [commands.{name}] and run = \"…\" in it");
            messages.error(DiagnosticCode::WrongType, value.span(), &format!("“{name}” is a table"), &help);
            continue;
        };
        let Some((command, keys)) = command(name, value, inner, messages) else { continue };
        match keymap.add_command(command, keys) {
            Ok(action) => all.push(BoundAction { context: Context::Global, action, at: value.span() }),
            Err(why) => messages.error(DiagnosticCode::UnknownWord, key.span(), why, "leave some out"),
        }
    }
}

/// A command and its keys. `None` if it is wrong.
fn command(
    name: &str,
    whole: &TomlSpanned<DeValue<'_>>,
    table: &DeTable<'_>,
    messages: &mut Messages,
) -> Option<(OwnCommand, Vec<crate::keymap::KeySequence>)> {
    let (mut line, mut keys, mut in_terminal, mut sound) = (None, Vec::new(), false, true);
    for (key, value) in table {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("run", DeValue::String(text)) => line = Some((text.to_string(), value.span())),
            ("terminal", DeValue::Boolean(on)) => in_terminal = *on,
            ("keys", _) => {
                // The number of a command is not known yet, and does not matter.
                let texts = messages.strings(value, "a key");
                match texts.and_then(|texts| sequences(Context::Global, Action::Own(0), texts, messages)) {
                    Some(all) => keys = all,
                    None => sound = false,
                }
            }
            ("run", _) => {
                let help = "write the program and its arguments in quotation marks";
                messages.error(DiagnosticCode::WrongType, value.span(), "this is no string", help);
                return None;
            }
            ("terminal", _) => {
                messages.error(DiagnosticCode::WrongType, value.span(), "“terminal” is true or false", "");
                sound = false;
            }
            (unknown, _) => messages.unknown(key.span(), "key", unknown, &KEYS),
        }
    }
    let Some((line, at)) = line else {
        messages.error(
            DiagnosticCode::Missing,
            whole.span(),
            &format!("“{name}” runs nothing"),
            "write run = \"program {url}\"",
        );
        return None;
    };
    let words = shell_words::split(&line).map_err(|_| "a quotation mark has no end".to_owned());
    match words.and_then(|words| OwnCommand::new(name, words, in_terminal)) {
        Ok(command) if sound => Some((command, keys)),
        Ok(_) => None,
        Err(why) => {
            messages.error(DiagnosticCode::UnknownWord, at, &why, "");
            None
        }
    }
}
