//! The table `[theme]`: the theme, and colours of roles, with their contrast. Knows no terminal.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::messages::Messages;
use super::settings::{BaseTheme, Config};
use crate::diagnostic::{DiagnosticCode, did_you_mean};
use crate::ui::colours::{ANSI_NAMES, colour, contrast};
use crate::ui::theme::Role;

/// The themes by name.
const BASES: [(&str, BaseTheme); 4] =
    [("auto", BaseTheme::Auto), ("dark", BaseTheme::Dark), ("light", BaseTheme::Light), ("mono", BaseTheme::Mono)];

/// Reads the table.
pub(super) fn read(table: &DeTable<'_>, config: &mut Config, messages: &mut Messages) {
    let mut coloured: Vec<(Role, Range<usize>)> = Vec::new();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let DeValue::String(text) = value.get_ref() else {
            messages.error(DiagnosticCode::WrongType, value.span(), "this is no string", "write it in quotation marks");
            continue;
        };
        if name == "base" {
            match BASES.iter().find(|(base, _)| base == text) {
                Some((_, base)) => config.base = *base,
                None => {
                    let near = did_you_mean(text, BASES.map(|(base, _)| base));
                    let help = if near.is_empty() { "auto, dark, light or mono".to_owned() } else { near };
                    messages.error(
                        DiagnosticCode::UnknownWord,
                        value.span(),
                        &format!("no theme is called “{text}”"),
                        &help,
                    );
                }
            }
        } else if let Some(role) = Role::ALL.into_iter().find(|role| role.word() == name) {
            match colour(text) {
                Some(colour) => {
                    config.colours.set(role, colour);
                    coloured.push((role, value.span()));
                }
                None => {
                    let near = did_you_mean(text, ANSI_NAMES);
                    let help = if near.is_empty() {
                        format!("write #rrggbb, or one of {}", ANSI_NAMES.join(", "))
                    } else {
                        near
                    };
                    messages.error(DiagnosticCode::UnknownWord, value.span(), &format!("“{text}” is no colour"), &help);
                }
            }
        } else {
            let words = Role::ALL.map(Role::word);
            let known: Vec<&str> = words.iter().map(String::as_str).chain(["base"]).collect();
            messages.unknown(key.span(), "role", name, &known);
        }
    }
    for (role, at) in coloured {
        warn_of_contrast(role, at, config, messages);
    }
}

/// Warns of a colour that is hard to read on the background of the theme.
fn warn_of_contrast(role: Role, at: Range<usize>, config: &Config, messages: &mut Messages) {
    let grounds: &[bool] = match config.base {
        BaseTheme::Auto => &[false, true],
        BaseTheme::Dark => &[false],
        BaseTheme::Light => &[true],
        BaseTheme::Mono => &[],
    };
    let Some(colour) = config.colours.get(role) else { return };
    for &light in grounds {
        let least = role.least_contrast();
        let Some(contrast) = contrast(colour, light).filter(|contrast| *contrast < least) else { continue };
        let ground = if light { "light" } else { "dark" };
        let message = format!("“{}” has a contrast of {contrast:.1} on a {ground} background", role.word());
        let help = format!("text that can be read has at least {least}");
        messages.warning(DiagnosticCode::UnknownWord, at.clone(), &message, &help);
    }
}
