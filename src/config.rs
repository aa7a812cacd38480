//! The configuration file: keys, colours, and what the program starts with. TOML in, settings and messages out: what is
//! sound holds, whatever else is wrong. Knows no files, no environment and no terminal.

mod colours;
mod commands;
mod defaults;
mod keys;
mod messages;
mod settings;
mod sound;
pub mod start;

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

pub use defaults::{defaults, template};
pub use settings::{BaseTheme, Config};

use crate::diagnostic::{DiagnosticCode, Report};
use crate::keymap::Keymap;
use messages::Messages;

/// The tables of the file.
const TABLES: [&str; 4] = ["start", "theme", "keys", "commands"];

/// Reads the text of a configuration file called `name`. What is wrong is in the report, with its place, and holds as if it
/// were not there.
pub fn read(text: &str, name: String) -> (Config, Report) {
    let mut report = Report::default();
    let file = report.file(name);
    let mut messages = Messages { report, file };
    let (sound, mistakes) = sound::without_mistakes(text);
    for mistake in mistakes {
        let help = sound::remedy(text, &mistake.at);
        messages.error(DiagnosticCode::Syntax, mistake.at, &mistake.message, &help);
    }
    let (table, _) = DeTable::parse_recoverable(&sound);
    let mut config = Config::default();
    let (mut keymap, mut bound) = (Keymap::default(), Vec::new());
    for (key, value) in table.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("start", DeValue::Table(table)) => start::read(table, &mut config, &mut messages),
            ("theme", DeValue::Table(table)) => colours::read(table, &mut config, &mut messages),
            ("keys", DeValue::Table(table)) => keys::read(table, &mut keymap, &mut bound, &mut messages),
            ("commands", DeValue::Table(table)) => commands::read(table, &mut keymap, &mut bound, &mut messages),
            (known, _) if TABLES.contains(&known) => {
                messages.error(
                    DiagnosticCode::WrongType,
                    value.span(),
                    &format!("“{known}” is a table"),
                    &format!("write [{known}]"),
                );
            }
            (unknown, _) => messages.unknown(key.span(), "table", unknown, &TABLES),
        }
    }
    let bound = keys::take_back_clashes(&mut keymap, bound, &mut messages);
    keys::warn_of_hidden(&keymap, &bound, &mut messages);
    config.keymap = Arc::new(keymap);
    messages.report.sum_up();
    let mut report = messages.report;
    report.locate(file, text);
    (config, report)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn told(text: &str) -> (Config, String) {
        let (config, report) = read(text, "config.toml".to_owned());
        let lines = report.sorted().into_iter().map(|message| report.render(message) + "\n").collect();
        (config, lines)
    }

    #[test]
    fn the_printed_defaults_are_the_defaults() {
        let (config, told) = told(&defaults());
        assert_eq!((told.as_str(), config), ("", Config::default()));
        let (config, told) = self::told(&template());
        assert_eq!((told.as_str(), config), ("", Config::default()));
        // One # less, and a line holds.
        let changed = template().replacen("\n#sort = \"date\"\n", "\nsort = \"killed\"\n", 1);
        assert_eq!(self::told(&changed).0.sort, "killed");
    }

    #[test]
    fn what_is_sound_holds_whatever_else_is_wrong() {
        let (config, told) = told(
            "[theme]\nbase = \"ligth\"\nkee = \"red\"\nnote = \"#c0c0c0\"\n[kees]\n[start]\nsources = [\"a\", 3]\npaths = \"b\"\n",
        );
        for said in [
            "config.toml:2:8: error[P006]",
            "did you mean “light”?",
            "config.toml:3:1: error[P005]: unknown role “kee”",
            "did you mean “key”?",
            "config.toml:5:2: error[P005]: unknown table “kees”",
            "config.toml:7:17: error[P004]: this is no string",
        ] {
            assert!(told.contains(said), "{said} is not in:\n{told}");
        }
        assert!(!config.colours.is_empty());
        assert_eq!((config.paths, config.sources), (vec![PathBuf::from("b")], Vec::new()));
    }

    #[test]
    fn text_that_is_not_toml_leaves_what_can_be_read() {
        let (config, told) = told("[start]\npaths = [\"a\"]\nsources = \n[keys.global\nfind = \"x\"\n");
        assert!(told.contains("error[P002]") && told.contains("config.toml:3:"), "{told}");
        assert_eq!(config.paths, [PathBuf::from("a")]);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_left_out_and_the_others_hold() {
        for (line, said) in [
            ("ledger: \"matrix\"", "write ledger = \"matrix\""),
            ("ledger matrix", "write ledger = \"matrix\""),
            ("ledger = matrix", "write ledger = \"matrix\""),
            ("// what is opened", "a remark begins with #"),
            ("paths = [\"a\"", "a list ends with ]"),
            ("author = \"\"\"me", ""),
        ] {
            let text = format!(
                "[start]\n{line}\nsort = \"killed\"\n\n[theme]\nbase = \"light\"\n\n[keys.global]\nfind = \"F9\"\n"
            );
            let (config, told) = told(&text);
            assert!(told.contains("config.toml:2:") && told.contains(said), "{line}: {told}");
            assert_eq!((config.sort, config.base), ("killed", BaseTheme::Light), "{line}: {told}");
            let find = config.keymap.label(crate::keymap::Context::Global, crate::keymap::Action::Find);
            assert_eq!(find, "F9", "{line}: {told}");
        }
    }
}
