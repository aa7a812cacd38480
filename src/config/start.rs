//! The table `[start]`: what is opened, and how. Knows no files.

use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::messages::Messages;
use super::settings::Config;
use crate::diagnostic::DiagnosticCode;

/// Its keys.
pub(super) const KEYS: [&str; 4] = ["paths", "sources", "outside", "memory"];

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
            ("outside", DeValue::Boolean(on)) => config.outside = *on,
            ("memory", DeValue::Boolean(on)) => config.memory = *on,
            ("outside" | "memory", _) => {
                messages.error(DiagnosticCode::WrongType, value.span(), &format!("“{name}” is true or false"), "");
            }
            _ => messages.unknown(key.span(), "key", name, &KEYS),
        }
    }
}
