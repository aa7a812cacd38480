//! The settings that a configuration file can change, and what they are without one. Knows no TOML.

use std::path::PathBuf;
use std::sync::Arc;

use crate::keymap::Keymap;
use crate::ui::bidi::BidiMode;
use crate::ui::theme::RoleColours;

/// The settings of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The bindings in force.
    pub keymap: Arc<Keymap>,
    /// The theme.
    pub base: BaseTheme,
    /// Colours of roles.
    pub colours: RoleColours,
    /// Who orders letters that are read from right to left.
    pub bidi: BidiMode,
    /// Folders and files that are opened if no path is given.
    pub paths: Vec<PathBuf>,
    /// Folders with copies of articles.
    pub sources: Vec<PathBuf>,
    /// Whether what no source says is shown.
    pub outside: bool,
    /// Whether saved state is read and written.
    pub memory: bool,
    /// Who annotates; empty if that is not said.
    pub author: String,
    /// What the timeline is sorted by where nothing else was chosen: a word of [`super::start::SORTS`].
    pub sort: &'static str,
    /// Which entries it lists: a word of [`super::start::TOLD_BY`].
    pub told_by: &'static str,
    /// The form of the ledger: a word of [`super::start::LEDGERS`].
    pub ledger: &'static str,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            keymap: Keymap::standard(),
            base: BaseTheme::Auto,
            colours: RoleColours::default(),
            bidi: BidiMode::Auto,
            paths: Vec::new(),
            sources: Vec::new(),
            outside: true,
            memory: true,
            author: String::new(),
            sort: "date",
            told_by: "all",
            ledger: "list",
        }
    }
}

/// The theme that the configuration names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseTheme {
    /// As the terminal says.
    Auto,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// Without colour.
    Mono,
}
