//! How the panes divide the columns of the screen: the widths that the user chose, and which panes are hidden.
//!
//! Knows columns and which pane has the focus; does not know what panes show, nor keys.

use crate::saved_state::SavedPanes;

/// Minimum columns of the timeline.
pub const LEAST_TIMELINE: u16 = 26;
/// Minimum columns of the ledger.
pub const LEAST_LEDGER: u16 = 30;
/// Minimum columns of the pane of passages.
pub const LEAST_PASSAGES: u16 = 30;

/// Minimum columns of a screen that has a pane of passages.
pub const WIDE: u16 = 160;

/// Parts of a screen that a share counts.
const WHOLE: u32 = 10_000;

/// The focused one of the two main panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The timeline.
    #[default]
    Timeline,
    /// The ledger.
    Ledger,
}

/// A boundary between two panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// Between the timeline and the ledger.
    Timeline,
    /// Between the ledger and the passages.
    Passages,
}

/// The widths of the panes that the user chose, and which panes are hidden. Any value makes usable panes on any screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaneSplit {
    /// The timeline's columns in parts of ten thousand of the screen's; 0 if the user chose none.
    pub timeline: u16,
    /// The same of the passages.
    pub passages: u16,
    /// Whether the focused pane fills the screen.
    pub zoomed: bool,
    /// Whether the timeline is hidden while another pane has the focus.
    pub hides_timeline: bool,
    /// Whether the list of keys stands below the panes.
    pub lists_keys: bool,
}

impl PaneSplit {
    /// The same, with the widths of another.
    #[must_use]
    pub fn with_widths_of(self, other: Self) -> Self {
        Self { timeline: other.timeline, passages: other.passages, ..self }
    }
}

/// The columns of each pane; 0 if it is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaneColumns {
    /// Those of the timeline.
    pub timeline: u16,
    /// Those of the ledger.
    pub ledger: u16,
    /// Those of the passages.
    pub passages: u16,
}

impl PaneColumns {
    /// The boundary that moves when the focused pane is resized; `None` if the pane is alone.
    pub fn boundary(self, focus: Focus) -> Option<Boundary> {
        match (focus, self.timeline, self.passages) {
            (Focus::Timeline, 1.., _) if self.ledger > 0 => Some(Boundary::Timeline),
            (Focus::Ledger, _, 1..) => Some(Boundary::Passages),
            (Focus::Ledger, 1.., 0) if self.ledger > 0 => Some(Boundary::Timeline),
            _ => None,
        }
    }

    /// The columns of the pane that has the focus.
    pub fn focused(self, focus: Focus) -> u16 {
        if focus == Focus::Timeline { self.timeline } else { self.ledger }
    }
}

impl PaneSplit {
    /// The columns of each pane on a screen of `screen` columns, at least the 60 of the smallest supported screen.
    pub fn columns(self, screen: u16, focus: Focus) -> PaneColumns {
        let shows_timeline = !self.hides_timeline || focus == Focus::Timeline;
        if self.zoomed {
            return match focus {
                Focus::Timeline => PaneColumns { timeline: screen, ..PaneColumns::default() },
                Focus::Ledger => PaneColumns { ledger: screen, ..PaneColumns::default() },
            };
        }
        let least_passages = if screen >= WIDE { LEAST_PASSAGES } else { 0 };
        let timeline = if shows_timeline {
            // The timeline gets no more columns than its lines can use, unless the user wants more.
            let usual = (screen / 2).clamp(30, 60);
            let most = screen.saturating_sub(LEAST_LEDGER + least_passages);
            within(chosen(self.timeline, screen).unwrap_or(usual), LEAST_TIMELINE, most)
        } else {
            0
        };
        let rest = screen - timeline;
        let passages = if least_passages > 0 {
            let most = rest.saturating_sub(LEAST_LEDGER);
            within(chosen(self.passages, screen).unwrap_or(rest / 2), least_passages, most)
        } else {
            0
        };
        PaneColumns { timeline, ledger: rest - passages, passages }
    }

    /// The split as it is saved.
    pub fn saved(self) -> SavedPanes {
        let Self { timeline, passages, zoomed, hides_timeline, lists_keys } = self;
        SavedPanes { timeline, passages, zoomed, hides_timeline, lists_keys }
    }

    /// The split of the last run.
    pub fn restored(saved: SavedPanes) -> Self {
        let SavedPanes { timeline, passages, zoomed, hides_timeline, lists_keys } = saved;
        Self { timeline, passages, zoomed, hides_timeline, lists_keys }
    }

    /// Moves a boundary to a column of a screen, as far as the panes beside it keep their minimum columns.
    #[must_use]
    pub fn with_boundary(self, boundary: Boundary, at: u16, screen: u16, focus: Focus) -> Self {
        let shown = self.columns(screen, focus);
        match boundary {
            Boundary::Timeline => {
                let most = screen.saturating_sub(LEAST_LEDGER + if shown.passages > 0 { LEAST_PASSAGES } else { 0 });
                Self { timeline: share(within(at, LEAST_TIMELINE, most), screen), ..self }
            }
            Boundary::Passages => {
                let most = screen.saturating_sub(shown.timeline + LEAST_LEDGER);
                let columns = within(screen.saturating_sub(at), LEAST_PASSAGES, most);
                Self { passages: share(columns, screen), ..self }
            }
        }
    }
}

/// `columns`, at least `least` and at most `most`; `least` if there is no room for it.
fn within(columns: u16, least: u16, most: u16) -> u16 {
    columns.min(most).max(least)
}

/// The smallest share that gives these columns.
fn share(columns: u16, screen: u16) -> u16 {
    let parts = (u32::from(columns) * WHOLE).div_ceil(u32::from(screen.max(1)));
    u16::try_from(parts).unwrap_or(u16::MAX)
}

/// The columns of a share; `None` if the user chose none.
fn chosen(share: u16, screen: u16) -> Option<u16> {
    let columns = u32::from(share) * u32::from(screen) / WHOLE;
    (share > 0).then(|| u16::try_from(columns).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split() -> impl Strategy<Value = PaneSplit> {
        (any::<u16>(), any::<u16>(), any::<bool>(), any::<bool>()).prop_map(
            |(timeline, passages, zoomed, hides_timeline)| PaneSplit {
                timeline,
                passages,
                zoomed,
                hides_timeline,
                lists_keys: false,
            },
        )
    }

    fn focus() -> impl Strategy<Value = Focus> {
        prop_oneof![Just(Focus::Timeline), Just(Focus::Ledger)]
    }

    proptest! {
        #[test]
        fn panes_fill_the_screen_and_each_has_its_minimum(split in split(), screen in 60u16..3000, focus in focus()) {
            let columns = split.columns(screen, focus);
            prop_assert_eq!(columns.timeline + columns.ledger + columns.passages, screen);
            prop_assert!(columns.timeline == 0 || columns.timeline >= LEAST_TIMELINE);
            prop_assert!(columns.ledger == 0 || columns.ledger >= LEAST_LEDGER);
            prop_assert!(columns.passages == 0 || columns.passages >= LEAST_PASSAGES);
            prop_assert!(columns.focused(focus) > 0, "the focused pane is shown");
        }

        #[test]
        fn a_boundary_stands_where_it_was_moved(at in 26u16..130, screen in 160u16..3000) {
            let split = PaneSplit::default().with_boundary(Boundary::Timeline, at.min(screen - 60), screen, Focus::Timeline);
            prop_assert_eq!(split.columns(screen, Focus::Timeline).timeline, at.min(screen - 60));
        }
    }

    #[test]
    fn a_width_chosen_on_a_large_screen_is_a_share_of_a_small_one() {
        let split = PaneSplit::default().with_boundary(Boundary::Timeline, 150, 200, Focus::Timeline);
        assert_eq!(split.columns(200, Focus::Timeline).timeline, 140, "the ledger and the passages keep 30 each");
        assert_eq!(split.columns(60, Focus::Ledger), PaneColumns { timeline: 30, ledger: 30, passages: 0 });
        assert_eq!(split.columns(200, Focus::Timeline).timeline, 140);
    }
}
