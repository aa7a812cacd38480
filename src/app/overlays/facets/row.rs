//! The columns of the values of facets: label, entries, possible ones, killed, bar, years; their head, and the foot that says what the
//! killed of the selected value are. Knows values and widths; knows no filter.

use ratatui::text::{Line, Span};

use super::year_line::YearLine;
use crate::model::Workspace;
use crate::model::figure::thousands;
use crate::model::toll::{CountedToll, TollRule, TollSum};
use crate::present::toll::{rule_words, short, with_range};
use crate::sanitize;
use crate::search::year_profile::{YearAxis, YearProfile};
use crate::ui::text::{fill, fill_left, width, wrap};
use crate::ui::theme::{Role, Theme};

/// Width of a facet's title beside a value of any facet.
const TITLE: usize = 16;
/// Width of the bar.
const BAR: usize = 6;
/// The fewest columns of a label for which bar and killed make way.
const LABEL: usize = 12;
/// The most columns of a label for which the years make way.
const LONG_LABEL: usize = 24;

/// A value or meaning as it is shown.
#[derive(Debug, Clone)]
pub(super) struct ShownValue<'f> {
    pub(super) chosen: bool,
    pub(super) title: &'f str,
    pub(super) label: String,
    pub(super) numbers: ValueNumbers,
    pub(super) years: Option<&'f YearProfile>,
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
    years: Option<YearLine>,
    /// The most entries in a row.
    most: usize,
}

/// What stands beside the values besides their numbers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RowLayout {
    /// Whether the title of its facet stands before each value.
    pub(super) with_title: bool,
    /// The width of the longest label.
    pub(super) longest: usize,
    /// The years over which entries lie, if they can be drawn and their ends said.
    pub(super) axis: Option<YearAxis>,
    /// The greatest numbers of all rows.
    pub(super) greatest: GreatestNumbers,
}

/// The greatest numbers of the rows of a list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct GreatestNumbers {
    entries: usize,
    possible: usize,
    /// Of the killed, `None` if no row has any.
    killed: Option<u64>,
    /// Whether the killed of a row are a range.
    has_ranges: bool,
}

impl GreatestNumbers {
    /// Of these rows.
    pub(super) fn of(rows: impl Iterator<Item = ValueNumbers>) -> Self {
        let mut greatest = Self::default();
        for numbers in rows {
            let (certain, possible) = numbers.entries.unwrap_or_default();
            greatest.entries = greatest.entries.max(certain);
            greatest.possible = greatest.possible.max(possible);
            let killed = match numbers.killed {
                Some(CountedToll::By(_, sum)) => {
                    greatest.has_ranges |= sum.low != sum.high;
                    Some(sum.high)
                }
                Some(CountedToll::BySeveral) => Some(0),
                _ => None,
            };
            greatest.killed = greatest.killed.max(killed);
        }
        greatest
    }
}

impl ValueColumns {
    /// For the rows of a list in so many columns.
    pub(super) fn new(layout: RowLayout, columns: usize) -> Self {
        let GreatestNumbers { entries, possible, killed, has_ranges } = layout.greatest;
        let most = entries.max(1);
        let number = (width(&thousands(most)) + 1).max(8);
        let possible = if possible == 0 { 0 } else { (width(&thousands(possible)) + 2).max(10) };
        let killed = killed.map_or(0, |high| {
            let low = if has_ranges { high.saturating_sub(1) } else { high };
            (width(&short(TollSum { drawn: high, low, high, is_open: false })) + 2).max(8)
        });
        let title = if layout.with_title { TITLE } else { 0 };
        let rest = columns.saturating_sub(2 + title + number + possible);
        let killed = if rest >= LABEL + killed { killed } else { 0 };
        let bar = if rest > LABEL + killed + BAR { BAR + 1 } else { 0 };
        // The years take the place of the bar where there is none for both: the number says what the bar says.
        let room = rest.saturating_sub(killed + layout.longest.clamp(LABEL, LONG_LABEL));
        let beside = |bar: usize| Some((bar, YearLine::fit(layout.axis?, room.checked_sub(bar)?)?));
        let (bar, years) = beside(bar)
            .or_else(|| beside(0).filter(|(_, years)| years.is_telling()))
            .map_or((bar, None), |(bar, years)| (bar, Some(years)));
        let label = rest.saturating_sub(killed + bar + years.map_or(0, |years| years.width));
        Self { title, label, number, possible, killed, bar, years, most }
    }

    /// What the columns are.
    pub(super) fn head(&self, theme: Theme) -> Line<'static> {
        let before = " ".repeat(2 + self.title + self.label);
        let (number, possible) = (fill_left("entries", self.number), fill(" +possible", self.possible));
        let killed = fill_left("killed", self.killed);
        let years = self.years.map_or_else(String::new, |years| format!("{} {}", " ".repeat(self.bar), years.head()));
        Line::styled(format!("{before}{number}{possible}{killed}{years}"), theme.style(Role::Dim))
    }

    /// What the signs of the years mean; `None` if none are drawn.
    pub(super) fn legend(&self) -> Option<String> {
        self.years.map(|years| years.legend())
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
        let mut spans = vec![
            Span::styled(if row.chosen { "● " } else { "  " }, theme.style(Role::Key)),
            Span::styled(fill(row.title, self.title), dim),
            Span::styled(fill(&sanitize::line(&row.label), self.label), theme.style(Role::Text)),
            Span::styled(fill_left(&number, self.number), dim),
            Span::styled(fill(&format!(" {possible}"), self.possible), dim),
            Span::styled(fill_left(&killed, self.killed), dim),
            Span::styled(fill(&format!(" {bar}"), self.bar), theme.style(Role::Wording)),
        ];
        if let (Some(line), Some(years)) = (self.years, row.years) {
            spans.push(Span::raw(" "));
            spans.extend(line.spans(years, theme));
        }
        Line::from(spans)
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
        Some(CountedToll::BySeveral) => {
            format!("{label}: killed —: several rules count these entries, and are not added")
        }
        Some(CountedToll::Nothing) if certain > 0 => format!("{label}: killed: no number that can be added"),
        _ => String::new(),
    }
}

/// Why nothing is listed, in as many lines as it takes: nothing of it is cut.
pub(super) fn told(text: &str, columns: usize, theme: Theme) -> Vec<Line<'static>> {
    let lines = wrap(&sanitize::line(text), columns).into_iter();
    lines.map(|line| Line::styled(line, theme.style(Role::Dim))).collect()
}
