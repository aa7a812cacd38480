//! The style of each role. Colour-blind readers can tell the few colours apart, and no meaning depends on colour alone.
//!
//! Two palettes after Okabe and Ito, one for dark and one for light backgrounds, in the nearest of the 256 terminal
//! colours. Text colours have a contrast of at least 4.5 (WCAG 2). Without colour (`NO_COLOR`, `TERM=dumb`, `--theme
//! mono`) weight, underline and reversal remain.

use ratatui::style::{Color, Modifier, Style};

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
    pub const ALL: [Self; 17] = [
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
        Self::Single,
        Self::Note,
        Self::Key,
        Self::Notice,
        Self::Match,
    ];

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
}

impl Theme {
    /// The style of `role`.
    pub fn style(self, role: Role) -> Style {
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
            Role::Same => (75, 25, bold),
            Role::Compatible => (221, 94, bold),
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
            Self::Mono => style,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mono_theme_has_no_colours() {
        assert!(Role::ALL.iter().all(|&role| Theme::Mono.style(role).fg.is_none()));
    }

    #[test]
    fn colours_reach_their_contrast() {
        // Relative luminance and contrast as WCAG 2 define them; colours of the 6×6×6 cube and the greys.
        let channel = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        let rgb = |index: u8| {
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            match index {
                232.. => [8 + 10 * (index - 232); 3],
                _ => [level((index - 16) / 36), level((index - 16) / 6 % 6), level((index - 16) % 6)],
            }
        };
        let luminance = |[r, g, b]: [u8; 3]| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        for role in Role::ALL {
            for (theme, ground) in [(Theme::Dark, [0x1e; 3]), (Theme::Light, [0xff; 3])] {
                let Some(Color::Indexed(index)) = theme.style(role).fg else { continue };
                let (a, b) = (luminance(rgb(index)), luminance(ground));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                let least = if role == Role::Border { 2.0 } else { 4.5 };
                assert!(contrast >= least, "{role:?} on {theme:?}: {contrast:.1}");
            }
        }
    }
}
