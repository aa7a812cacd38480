//! How things are shown, for all panes alike.

use crate::ui::theme::Theme;

/// How things are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// How roles look.
    pub theme: Theme,
    /// The unit of the strip above the timeline.
    pub zoom: Zoom,
    /// Whether attached text is read rather than digests.
    pub text: bool,
    /// Whether data sets are being read.
    pub reading: bool,
}

/// Which of the two panes under the views takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The timeline.
    #[default]
    Timeline,
    /// The ledger.
    Ledger,
}

/// From this many columns on there is room for a third pane.
const WIDE: u16 = 160;

impl Settings {
    /// Whether there is room for the third pane.
    pub fn is_wide(&self) -> bool {
        self.size.0 >= WIDE
    }
}

/// The unit of the strip above the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// All years that fit.
    #[default]
    Whole,
    /// Months around the selection.
    Month,
    /// Days around the selection.
    Day,
}

impl Zoom {
    /// The unit in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }

    /// The next finer unit, or the same.
    #[must_use]
    pub fn finer(self) -> Self {
        if self == Self::Whole { Self::Month } else { Self::Day }
    }

    /// The next coarser unit, or the same.
    #[must_use]
    pub fn coarser(self) -> Self {
        if self == Self::Day { Self::Month } else { Self::Whole }
    }
}

/// The unit of the strip that goes by a word; years if none does.
pub fn zoom(word: &str) -> Zoom {
    [Zoom::Month, Zoom::Day].into_iter().find(|z| z.word() == word).unwrap_or_default()
}
