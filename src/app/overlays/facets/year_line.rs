//! The years beside a value: a bar for the entries that were certainly in the years of a column, a dot where others possibly were. Knows
//! columns of years and widths; knows no values.

use ratatui::text::Span;

use crate::search::year_profile::{YearAxis, YearProfile};
use crate::ui::text::width;
use crate::ui::theme::{Role, Theme};

/// The fewest columns that say something, where there are more years.
const LEAST: usize = 6;
/// Bars by height.
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Only possible entries.
const POSSIBLE: &str = "·";

/// The columns of the years, which are the same in each row.
#[derive(Debug, Clone, Copy)]
pub(super) struct YearLine {
    axis: YearAxis,
    /// How many columns of the axis are drawn as one.
    joined: usize,
    /// The width with a space before it.
    pub(super) width: usize,
}

impl YearLine {
    /// As many columns as there is room for; `None` if that is too few, or there is one year only.
    pub(super) fn fit(axis: YearAxis, room: usize) -> Option<Self> {
        let columns = axis.columns();
        let of = |joined: usize| Self { axis, joined, width: columns.div_ceil(joined).max(width(&ends(axis))) + 1 };
        let is_enough = |joined: &usize| columns > 1 && columns.div_ceil(*joined) >= LEAST.min(columns);
        (1..=columns).take_while(is_enough).map(of).find(|line| line.width <= room)
    }

    fn columns(&self) -> usize {
        self.axis.columns().div_ceil(self.joined)
    }

    /// Whether it is worth more than the bar of the number.
    pub(super) fn is_telling(&self) -> bool {
        self.columns() >= LEAST
    }

    /// The first and the last year, over the ends of the columns if there is room.
    pub(super) fn head(&self) -> String {
        let (first, last) = (self.axis.first.to_string(), self.axis.last.to_string());
        match self.columns().checked_sub(first.len() + last.len()) {
            Some(gap) if gap > 0 => format!("{first}{}{last}", " ".repeat(gap)),
            _ => ends(self.axis),
        }
    }

    /// What the signs mean.
    pub(super) fn legend(&self) -> String {
        let step = usize::try_from(self.axis.step).unwrap_or(1) * self.joined;
        let cut = if self.axis.is_cut { "; others not drawn" } else { "" };
        format!("years: █ the row's most, {POSSIBLE} only possibly; {step} a column{cut}")
    }

    /// The columns of a value.
    pub(super) fn spans(&self, years: &YearProfile, theme: Theme) -> Vec<Span<'static>> {
        let columns: Vec<(u32, bool)> = years.columns(self.axis, self.joined).collect();
        let most = columns.iter().map(|(number, _)| u64::from(*number)).max().unwrap_or(0).max(1);
        let mut spans: Vec<Span<'static>> = Vec::new();
        for (number, is_possible) in columns {
            let height = (u64::from(number) * BARS.len() as u64).div_ceil(most) as usize;
            let (sign, role) = match height.checked_sub(1) {
                Some(at) => (BARS[at], Role::Wording),
                None if is_possible => (POSSIBLE, Role::Dim),
                None => (" ", Role::Dim),
            };
            let style = theme.style(role);
            match spans.last_mut() {
                Some(last) if last.style == style => last.content.to_mut().push_str(sign),
                _ => spans.push(Span::styled(sign, style)),
            }
        }
        spans
    }
}

/// The first and the last year.
fn ends(axis: YearAxis) -> String {
    if axis.first == axis.last { axis.first.to_string() } else { format!("{}–{}", axis.first, axis.last) }
}
