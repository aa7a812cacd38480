//! Display settings, shared by all panes. They are not contents.

pub use super::split::Focus;
use super::split::{PaneSplit, WIDE};
use crate::ui::theme::{RoleColours, Theme};

/// Display settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The theme.
    pub theme: Theme,
    /// The colours of the user, while the theme has none.
    pub colours: Option<&'static RoleColours>,
    /// The unit of time of the density strip.
    pub zoom: Zoom,
    /// Whether passages show attached text instead of digests.
    pub text: bool,
    /// Whether the draft verdict stands beside what is confirmed.
    pub drafts: bool,
    /// Whether the ledger is a table, facets down and sources across, instead of a list.
    pub matrix: bool,
    /// Whether letters that are read from right to left are put into their order on the screen.
    pub orders_letters: bool,
    /// How the panes divide the screen.
    pub split: PaneSplit,
    /// Whether the corpus is a folder in which decisions are kept.
    pub keeps_decisions: bool,
}

impl Settings {
    /// Whether the screen is wide enough for passages beside a ledger.
    pub fn is_wide(&self) -> bool {
        self.size.0 >= WIDE
    }

    /// Whether the passages of the ledger's selection stand in a pane of their own.
    pub fn has_passages(&self) -> bool {
        self.is_wide() && !self.split.zoomed
    }
}

/// The unit of time of the density strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// Years, as many as fit.
    #[default]
    Whole,
    /// Months around the selection.
    Month,
    /// Days around the selection.
    Day,
}

impl Zoom {
    /// The name of the unit.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }

    /// The next finer unit, or the finest.
    #[must_use]
    pub fn finer(self) -> Self {
        if self == Self::Whole { Self::Month } else { Self::Day }
    }

    /// The next coarser unit, or the coarsest.
    #[must_use]
    pub fn coarser(self) -> Self {
        if self == Self::Day { Self::Month } else { Self::Whole }
    }
}

/// The unit with this name; years if there is none.
pub fn zoom(word: &str) -> Zoom {
    [Zoom::Month, Zoom::Day].into_iter().find(|z| z.word() == word).unwrap_or_default()
}
