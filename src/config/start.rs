//! The table `[start]`: what is opened, and how. Knows no files.

use std::path::PathBuf;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::messages::Messages;
use super::settings::Config;
use crate::diagnostic::DiagnosticCode;
use crate::ui::bidi::BidiMode;

/// Its keys.
pub(super) const KEYS: [&str; 9] =
    ["paths", "sources", "outside", "memory", "author", "sort", "told-by", "ledger", "bidi"];
/// What the timeline can be sorted by.
pub const SORTS: [&str; 5] = ["date", "killed", "origins", "verdict", "changes"];
/// Which entries the timeline can list: all, what several origins tell of, or series.
pub const TOLD_BY: [&str; 3] = ["all", "several", "series"];
/// The forms of the ledger.
pub const LEDGERS: [&str; 2] = ["list", "matrix"];

/// Reads the table.
pub(super) fn read(table: &DeTable<'_>, config: &mut Config, messages: &mut Messages) {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("paths" | "sources", _) => {
                let Some(paths) = messages.strings(value, "a path") else { continue };
                let paths = paths.into_iter().map(|(path, _)| PathBuf::from(path)).collect();
                if name == "paths" { config.paths = paths } else { config.sources = paths }
            }
            ("author", DeValue::String(author)) => author.trim().clone_into(&mut config.author),
            ("author", _) => {
                let help = "write who you are in quotation marks";
                messages.error(DiagnosticCode::WrongType, value.span(), "this is no string", help);
            }
            ("outside", DeValue::Boolean(on)) => config.outside = *on,
            ("memory", DeValue::Boolean(on)) => config.memory = *on,
            ("outside" | "memory", _) => {
                messages.error(DiagnosticCode::WrongType, value.span(), &format!("“{name}” is true or false"), "");
            }
            ("sort", _) => choose(value, &SORTS, &mut config.sort, messages),
            ("told-by", _) => choose(value, &TOLD_BY, &mut config.told_by, messages),
            ("ledger", _) => choose(value, &LEDGERS, &mut config.ledger, messages),
            ("bidi", _) => {
                let mut word = config.bidi.word();
                choose(value, &BidiMode::WORDS, &mut word, messages);
                config.bidi = BidiMode::of(word);
            }
            _ => messages.unknown(key.span(), "key", name, &KEYS),
        }
    }
}

/// Takes one of some words.
fn choose(
    value: &TomlSpanned<DeValue<'_>>,
    words: &'static [&'static str],
    chosen: &mut &'static str,
    messages: &mut Messages,
) {
    let DeValue::String(text) = value.get_ref() else {
        let help = format!("write one of {} in quotation marks", words.join(", "));
        messages.error(DiagnosticCode::WrongType, value.span(), "this is no string", &help);
        return;
    };
    match words.iter().find(|word| **word == text.as_ref()) {
        Some(word) => *chosen = word,
        None => messages.unknown_word(value.span(), text, words),
    }
}
