//! The columns of the values of facets: label, entries, possible ones, killed, bar; their head, and the foot that says what the
//! killed of the selected value are. Knows values and widths; knows no filter.

use ratatui::text::{Line, Span};

use crate::model::toll::{CountedToll, TollRule, TollSum};
use crate::model::figure::thousands;
use crate::model::Workspace;
use crate::present::toll::{rule_words, short, with_range};
use crate::sanitize;
use crate::ui::text::{fill, fill_left, width};
use crate::ui::theme::{Role, Theme};

/// Width of a facet's title beside a value of any facet.
const TITLE: usize = 16;
/// Width of the bar.
const BAR: usize = 6;
/// The fewest columns of a label for which bar and killed make way.
const LABEL: usize = 12;

/// A value or meaning as it is shown.
#[derive(Debug, Clone)]
pub(super) struct ShownValue<'f> {
    pub(super) chosen: bool,
    pub(super) title: &'f str,
    pub(super) label: String,
    pub(super) numbers: ValueNumbers,
}

/// The numbers of a row: entries that it shows certainly and possibly, `None` until they are counted; and the killed in the certain
/// ones, `None` where nobody adds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ValueNumbers {
    pub(super) entries: Option<(usize, usize)>,
    pub(super) killed: Option<CountedToll>,
}

/// The widths of the columns; a column of no width is left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct ValueColumns {
    title: usize,
    label: usize,
    number: usize,
    possible: usize,
    killed: usize,
    bar: usize,
    /// The most entries in a row.
    most: usize,
}

impl ValueColumns {
    /// For these rows, all of the list, in so many columns.
    pub(super) fn new(rows: impl Iterator<Item = ValueNumbers>, with_title: bool, columns: usize) -> Self {
        let (mut most, mut most_possible, mut highest, mut ranges) = (1, 0, None, false);
        for numbers in rows {
            let (certain, possible) = numbers.entries.unwrap_or_default();
            (most, most_possible) = (most.max(certain), most_possible.max(possible));
            let high = match numbers.killed {
                Some(CountedToll::By(_, sum)) => {
                    ranges |= sum.low != sum.high;
                    Some(sum.high)
                }
                Some(CountedToll::BySeveral) => Some(0),
                _ => None,
            };
            highest = highest.max(high);
        }
        let number = (width(&thousands(most)) + 1).max(8);
        let possible = if most_possible == 0 { 0 } else { (width(&thousands(most_possible)) + 2).max(10) };
        let killed = highest.map_or(0, |high| {
            let low = if ranges { high.saturating_sub(1) } else { high };
            (width(&short(TollSum { drawn: high, low, high })) + 2).max(8)
        });
        let title = if with_title { TITLE } else { 0 };
        let rest = columns.saturating_sub(2 + title + number + possible);
        let killed = if rest >= LABEL + killed { killed } else { 0 };
        let bar = if rest > LABEL + killed + BAR { BAR + 1 } else { 0 };
        Self { title, label: rest.saturating_sub(killed + bar), number, possible, killed, bar, most }
    }

    /// What the columns are.
    pub(super) fn head(&self, theme: Theme) -> Line<'static> {
        let before = " ".repeat(2 + self.title + self.label);
        let (number, possible) = (fill_left("entries", self.number), fill(" +possible", self.possible));
        Line::styled(format!("{before}{number}{possible}{}", fill_left("killed", self.killed)), theme.style(Role::Dim))
    }

    /// One row: sign, title if values of all facets are listed, label, numbers and bar.
    pub(super) fn line(&self, row: &ShownValue<'_>, theme: Theme) -> Line<'static> {
        let (number, possible, bar) = match row.numbers.entries {
            Some((count, possible)) => (
                thousands(count),
                if possible == 0 { String::new() } else { format!("+{}", thousands(possible)) },
                "█".repeat((count * BAR).div_ceil(self.most)),
            ),
            None => ("…".to_owned(), String::new(), String::new()),
        };
        let killed = match row.numbers.killed {
            Some(CountedToll::By(_, sum)) => short(sum),
            Some(CountedToll::BySeveral) => "—".to_owned(),
            _ => String::new(),
        };
        let dim = theme.style(Role::Dim);
        Line::from(vec![
            Span::styled(if row.chosen { "● " } else { "  " }, theme.style(Role::Key)),
            Span::styled(fill(row.title, self.title), dim),
            Span::styled(fill(&sanitize::line(&row.label), self.label), theme.style(Role::Text)),
            Span::styled(fill_left(&number, self.number), dim),
            Span::styled(fill(&format!(" {possible}"), self.possible), dim),
            Span::styled(fill_left(&killed, self.killed), dim),
            Span::styled(fill(&format!(" {bar}"), self.bar), theme.style(Role::Wording)),
        ])
    }
}

/// What the killed of the selected value are, or why there is no number.
pub(super) fn foot(workspace: &Workspace, selected: &ShownValue<'_>) -> String {
    let (numbers, label) = (selected.numbers, &selected.label);
    let (certain, possible) = numbers.entries.unwrap_or_default();
    match numbers.killed {
        Some(CountedToll::By(rule, sum)) => {
            let certain = if possible == 0 { String::new() } else { format!(" in {} certain", thousands(certain)) };
            let left_out = if rule == TollRule::Printed { "; without series and parts" } else { "; without repeats" };
            format!("{label}: killed{}: {}{certain}{left_out}", rule_words(workspace, rule), with_range(sum))
        }
        Some(CountedToll::BySeveral) => format!("{label}: killed —: several rules count these entries, and are not added"),
        Some(CountedToll::Nothing) if certain > 0 => format!("{label}: killed: no number that can be added"),
        _ => String::new(),
    }
}
