//! How each role looks: few colours, all of them readable to colour-blind eyes, none of them the only sign.
//!
//! The sixteen colours of the terminal's own scheme are used, so that light and dark backgrounds both work.
//! Without colour (`NO_COLOR`, `TERM=dumb`) weight, underline and reversal remain.

use ratatui::style::{Color, Modifier, Style};

use crate::model::Verdict;

/// What a piece of the screen is, as far as its looks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// What is there but need not be read.
    Dim,
    /// Titles.
    Title,
    /// Frames.
    Border,
    /// The frame of the pane that takes the keys.
    Focus,
    /// The selection.
    Selected,
    /// The selection of a pane that does not take the keys.
    Marked,
    /// The words of a source.
    Wording,
    /// A value as a source gives it.
    Value,
    /// Sources say the same.
    Same,
    /// Sources can all be right.
    Compatible,
    /// Sources exclude each other.
    Conflict,
    /// Only one origin speaks.
    Single,
    /// The editor's words.
    Note,
    /// A key.
    Key,
    /// A word to the user.
    Notice,
}

impl Role {
    /// The role of a verdict.
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Single => Self::Single,
            Verdict::Same => Self::Same,
            Verdict::Compatible => Self::Compatible,
            Verdict::Conflict => Self::Conflict,
        }
    }
}

/// The looks of all roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With or without colour.
    pub fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// How `role` looks.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new();
        let bold = Modifier::BOLD;
        let (colour, modifiers) = match role {
            Role::Text | Role::Value => (None, Modifier::empty()),
            Role::Dim | Role::Single | Role::Border => (Some(Color::DarkGray), Modifier::DIM),
            Role::Title => (None, bold),
            Role::Focus | Role::Key => (Some(Color::Cyan), bold),
            Role::Selected => (None, Modifier::REVERSED),
            Role::Marked => (None, Modifier::UNDERLINED),
            Role::Wording => (Some(Color::Cyan), Modifier::empty()),
            Role::Same => (Some(Color::Blue), bold),
            Role::Compatible => (Some(Color::Yellow), bold),
            Role::Conflict => (Some(Color::Red), bold),
            Role::Note => (Some(Color::Magenta), Modifier::ITALIC),
            Role::Notice => (Some(Color::Yellow), bold),
        };
        match colour {
            // Dark grey is dim already; dimming it again would make it vanish.
            Some(colour) if self.colour => style.fg(colour).add_modifier(modifiers - Modifier::DIM),
            _ => style.add_modifier(modifiers),
        }
    }
}
