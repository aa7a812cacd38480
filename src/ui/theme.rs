//! The style of each role. Colour-blind readers can tell the few colours apart, and no meaning depends on colour alone.
//!
//! Two palettes after Okabe and Ito, one for dark and one for light backgrounds, in the nearest of the 256 terminal
//! colours. Text colours have a contrast of at least 4.5 (WCAG 2). Without colour (`NO_COLOR`, `TERM=dumb`, `--theme
//! mono`) weight, underline and reversal remain.

use ratatui::style::{Color, Modifier, Style};

use super::colours::LEAST_CONTRAST;
use crate::keymap::action::kebab;
use crate::model::Verdict;

/// The purpose of a piece of text, which decides its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Secondary text.
    Dim,
    /// Titles.
    Title,
    /// Frames.
    Border,
    /// The frame of the focused pane.
    Focus,
    /// The selection.
    Selected,
    /// The selection of a pane without focus.
    Marked,
    /// The wording of a source.
    Wording,
    /// A value as a source gives it.
    Value,
    /// Sources say the same.
    Same,
    /// Sources differ and can all be right.
    Compatible,
    /// Sources contradict each other.
    Conflict,
    /// The part of a value that differs from what other sources say.
    Differing,
    /// Only one origin makes the claim.
    Single,
    /// A note of the editor.
    Note,
    /// A key.
    Key,
    /// A status message.
    Notice,
    /// The letters that match the query.
    Match,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 18] = [
        Self::Text,
        Self::Dim,
        Self::Title,
        Self::Border,
        Self::Focus,
        Self::Selected,
        Self::Marked,
        Self::Wording,
        Self::Value,
        Self::Same,
        Self::Compatible,
        Self::Conflict,
        Self::Differing,
        Self::Single,
        Self::Note,
        Self::Key,
        Self::Notice,
        Self::Match,
    ];

    /// The least contrast with the background: frames are no text.
    pub fn least_contrast(self) -> f64 {
        if self == Self::Border { 2.0 } else { LEAST_CONTRAST }
    }

    /// The name in the configuration.
    pub fn word(self) -> String {
        kebab(&format!("{self:?}"))
    }

    /// The role of a verdict.
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Single => Self::Single,
            Verdict::Same => Self::Same,
            Verdict::Compatible => Self::Compatible,
            Verdict::Inconsistent | Verdict::Conflict => Self::Conflict,
        }
    }
}

/// Colours that the user gives to roles; the other roles have those of the theme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleColours([Option<Color>; Role::ALL.len()]);

impl RoleColours {
    /// Gives a role a colour.
    pub fn set(&mut self, role: Role, colour: Color) {
        self.0[role as usize] = Some(colour);
    }

    /// The colour given to a role.
    pub fn get(&self, role: Role) -> Option<Color> {
        self.0[role as usize]
    }

    /// Whether no role has been given a colour.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// The styles of all roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// For dark backgrounds.
    #[default]
    Dark,
    /// For light backgrounds.
    Light,
    /// Without colour.
    Mono,
    /// For dark backgrounds, with colours of the user.
    OwnDark(&'static RoleColours),
    /// For light backgrounds, with colours of the user.
    OwnLight(&'static RoleColours),
}

impl Theme {
    /// The theme with colours of the user; without colour, the same.
    #[must_use]
    pub fn with(self, colours: &'static RoleColours) -> Self {
        match self {
            _ if colours.is_empty() => self,
            Self::Dark | Self::OwnDark(_) => Self::OwnDark(colours),
            Self::Light | Self::OwnLight(_) => Self::OwnLight(colours),
            Self::Mono => Self::Mono,
        }
    }

    /// The same without colours of the user.
    #[must_use]
    pub fn standard(self) -> Self {
        match self {
            Self::OwnDark(_) => Self::Dark,
            Self::OwnLight(_) => Self::Light,
            Self::Dark | Self::Light | Self::Mono => self,
        }
    }

    /// Whether it is for light backgrounds.
    pub fn is_light(self) -> bool {
        matches!(self, Self::Light | Self::OwnLight(_))
    }

    /// The next theme: dark, light, without colour; with colours of the user, if there are any.
    #[must_use]
    pub fn next(self, colours: Option<&'static RoleColours>) -> Self {
        let next = match self {
            Self::Dark | Self::OwnDark(_) => Self::Light,
            Self::Light | Self::OwnLight(_) => Self::Mono,
            Self::Mono => Self::Dark,
        };
        colours.map_or(next, |colours| next.with(colours))
    }

    /// The colours of the user in it.
    pub fn own(self) -> Option<&'static RoleColours> {
        match self {
            Self::OwnDark(colours) | Self::OwnLight(colours) => Some(colours),
            Self::Dark | Self::Light | Self::Mono => None,
        }
    }

    /// What it is for, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Dark | Self::OwnDark(_) => "colours for a dark background",
            Self::Light | Self::OwnLight(_) => "colours for a light background",
            Self::Mono => "no colours",
        }
    }

    /// The style of `role`.
    pub fn style(self, role: Role) -> Style {
        let own = |base: Self, colours: &RoleColours| {
            let style = base.style(role);
            colours.get(role).map_or(style, |colour| style.fg(colour))
        };
        match self {
            Self::OwnDark(colours) => return own(Self::Dark, colours),
            Self::OwnLight(colours) => return own(Self::Light, colours),
            Self::Dark | Self::Light | Self::Mono => {}
        }
        let none = Modifier::empty();
        let bold = Modifier::BOLD;
        // Colours on dark and light backgrounds, and the modifiers that need no colour.
        let (dark, light, modifiers) = match role {
            Role::Text | Role::Value => return Style::new(),
            Role::Title => return Style::new().add_modifier(bold),
            Role::Selected => return Style::new().add_modifier(Modifier::REVERSED),
            Role::Marked => return Style::new().add_modifier(Modifier::UNDERLINED),
            Role::Dim | Role::Single => (247, 241, none),
            Role::Border => (244, 246, none),
            Role::Focus | Role::Key => (117, 25, bold),
            Role::Wording => (79, 29, none),
            // Colour says how much attention is due: agreement is quiet, conflict is loud.
            Role::Same => (75, 25, none),
            Role::Compatible => (144, 58, none),
            Role::Differing => return Style::new().add_modifier(bold.union(Modifier::UNDERLINED)),
            Role::Conflict => (209, 160, bold),
            Role::Note => (182, 90, Modifier::ITALIC),
            Role::Notice => (221, 94, bold),
            Role::Match => (215, 130, Modifier::BOLD.union(Modifier::UNDERLINED)),
        };
        let style = Style::new().add_modifier(modifiers);
        match self {
            Self::Dark => style.fg(Color::Indexed(dark)),
            Self::Light => style.fg(Color::Indexed(light)),
            Self::Mono if matches!(role, Role::Dim | Role::Single | Role::Border) => style.add_modifier(Modifier::DIM),
            Self::Mono | Self::OwnDark(_) | Self::OwnLight(_) => style,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::colours::contrast;

    #[test]
    fn roles_stand_in_the_order_of_their_numbers() {
        assert!(Role::ALL.iter().enumerate().all(|(at, role)| *role as usize == at));
    }

    #[test]
    fn the_mono_theme_has_no_colours() {
        assert!(Role::ALL.iter().all(|&role| Theme::Mono.style(role).fg.is_none()));
    }

    #[test]
    fn colours_reach_their_contrast() {
        for role in Role::ALL {
            for theme in [Theme::Dark, Theme::Light] {
                let Some(colour) = theme.style(role).fg else { continue };
                let contrast = contrast(colour, theme.is_light()).unwrap();
                let least = role.least_contrast();
                assert!(contrast >= least, "{role:?} on {theme:?}: {contrast:.1}");
            }
        }
    }
}
