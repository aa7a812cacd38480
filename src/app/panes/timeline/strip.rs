//! The density strip: how many entries began in each year, month or day, with a scale, an axis and the place of the selection. On
//! tall screens it is a histogram, of the number killed where the list is sorted by that.
//!
//! Knows the days of entries; does not know titles or verdicts.

use chrono::Datelike;
use ratatui::text::{Line, Span};

use crate::analysis::time_bins::TimeBins;
use crate::app::pane::Cx;
use crate::app::settings::Zoom;
use crate::model::dataset::{day, number};
use crate::model::figure::thousands;
use crate::present::toll::{rule_words, with_range};
use crate::present::words::count;
use crate::ui::text::{cut, fill_left, width};
use crate::ui::theme::Role;

/// Rows of a screen from which on the strip is a histogram.
const TALL: u16 = 40;
/// Rows of the bars of a histogram; its axis is one more.
const BARS: u16 = 3;

/// A span of the strip that the mouse is marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sweep {
    /// The day that stays in the middle of the strip meanwhile.
    pub middle: i32,
    /// The days of the bar where it began.
    pub from: (i32, i32),
    /// The days of the bar where it is.
    pub to: (i32, i32),
}

impl Sweep {
    /// First and last day of the span.
    pub fn days(&self) -> (i32, i32) {
        (self.from.0.min(self.to.0), self.from.1.max(self.to.1))
    }
}

/// Number of rows of the strip on this screen.
pub(super) fn height(cx: &Cx) -> u16 {
    let caption = u16::from(!cx.entries.tolls.rules.is_empty());
    if is_tall(cx) { BARS + 1 + caption } else { 1 }
}

fn is_tall(cx: &Cx) -> bool {
    cx.settings.size.1 >= TALL
}

/// Whether the bars are the number killed: on a tall screen, sorted by it, and counted by one rule.
fn draws_killed(cx: &Cx) -> bool {
    is_tall(cx) && cx.entries.tolls.rule().is_some()
}

/// Columns of the most that a bin can hold, with a space; its width is not known before the bins are.
fn scale_columns(cx: &Cx) -> usize {
    let entries = cx.entries.listed_certain().len();
    let most =
        if draws_killed(cx) { cx.entries.tolls.between(0, entries).drawn } else { cx.entries.shown.len() as u64 };
    width(&thousands(most)) + 1
}

/// What the bars are, where the list is sorted by the number killed, and what the bin of the selection holds.
fn caption(cx: &Cx, bin: Option<(i32, i32)>) -> String {
    let tolls = &cx.entries.tolls;
    let Some(rule) = tolls.rule() else {
        return format!("bars: entries; {} rules of counting killed, not added", tolls.rules.len());
    };
    let here = bin.map_or_else(String::new, |(lo, hi)| {
        let sum = cx.entries.toll(cx.workspace, lo, hi);
        let entries = count(cx.entries.count(cx.workspace, lo, hi), "entry");
        format!(" · ▲ {} in {entries}", with_range(sum))
    });
    format!("killed{}{here}", rule_words(cx.workspace, rule))
}

/// The day in the middle of a strip of months or days: the selected entry's, or the one that the mouse holds there.
pub(super) fn middle(cx: &Cx, selected: Option<u32>, sweep: Option<Sweep>) -> Option<i32> {
    let (_, last) = cx.entries.span(cx.workspace)?;
    let here = selected.map(|n| cx.workspace.day(n)).filter(|n| day(*n).is_some());
    Some(sweep.map(|sweep| sweep.middle).or(here).unwrap_or(last))
}

/// The bins of the strip, and the column of the first one.
pub(super) fn bins(cx: &Cx, selected: Option<u32>, sweep: Option<Sweep>, columns: usize) -> Option<(TimeBins, usize)> {
    let (first, last) = cx.entries.span(cx.workspace)?;
    let middle = day(middle(cx, selected, sweep)?)?;
    let tall = is_tall(cx);
    let scale = scale_columns(cx);
    let room = |label: &str| columns.saturating_sub(if tall { scale } else { width(label) + scale + 2 });
    let bins = match cx.settings.zoom {
        Zoom::Whole => TimeBins::years(day(first)?, day(last)?, room),
        Zoom::Month => TimeBins::months(middle, room),
        Zoom::Day => TimeBins::days(middle, room),
    };
    Some((bins, if tall { scale } else { 0 }))
}

/// The strip of the entries that pass the filter certainly, by their first day, with the span of time that is being marked: from the
/// days of `brush` to the selected entry, or by the mouse.
pub(super) fn strip(
    cx: &Cx,
    selected: Option<u32>,
    brush: Option<(i32, i32)>,
    sweep: Option<Sweep>,
    columns: usize,
) -> Vec<Line<'static>> {
    let Some((bins, _)) = bins(cx, selected, sweep, columns) else { return Vec::new() };
    let (tall, scale_room) = (is_tall(cx), scale_columns(cx));
    let here = selected.and_then(|n| day(cx.workspace.day(n)));
    let is_killed = draws_killed(cx);
    let of_bin = |(lo, hi): (i32, i32)| {
        let toll = || cx.entries.toll(cx.workspace, lo, hi).drawn;
        if is_killed { toll() } else { cx.entries.count(cx.workspace, lo, hi) as u64 }
    };
    let counts: Vec<u64> = bins.bins().map(of_bin).collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let at = here.and_then(|here| bins.bins().position(|(lo, hi)| (lo..=hi).contains(&number(here))));
    let brush = brush.zip(here.map(number)).map(|((first, last), here)| (first.min(here), last.max(here)));
    let span = sweep.map(|sweep| sweep.days()).or(brush);
    let within = |(lo, hi): (i32, i32)| span.is_some_and(|(first, last)| lo <= last && first <= hi);
    let brushed: Vec<bool> = bins.bins().map(within).collect();
    let drawing = Drawing { cx, counts: &counts, most, at, brushed: &brushed };
    let scale = thousands(most);
    let dim = cx.theme().style(Role::Dim);
    if !tall {
        let mut spans = drawing.bars(1, 0);
        let label = match selected.filter(|_| cx.settings.zoom == Zoom::Day && sweep.is_none()) {
            Some(entry) => stated(cx, entry).unwrap_or(bins.label),
            None => bins.label,
        };
        spans.push(Span::styled(format!("{label} █={scale}"), dim));
        return vec![Line::from(spans)];
    }
    let mut lines = Vec::new();
    for row in (0..usize::from(BARS)).rev() {
        let label = if row + 1 == usize::from(BARS) { scale.as_str() } else { "" };
        let mut spans = vec![Span::styled(format!("{} ", fill_left(label, scale_room - 1)), dim)];
        spans.extend(drawing.bars(usize::from(BARS), row));
        lines.push(Line::from(spans));
    }
    let mut spans = vec![Span::styled(format!("{} ", fill_left("0", scale_room - 1)), dim)];
    for (i, cell) in axis(&bins, cx.settings.zoom).into_iter().enumerate() {
        let (sign, role) = match cell {
            ' ' if at == Some(i) => ('▲', Role::Key),
            cell if at == Some(i) => (cell, Role::Selected),
            cell => (cell, Role::Dim),
        };
        spans.push(Span::styled(sign.to_string(), cx.theme().style(role)));
    }
    lines.push(Line::from(spans));
    if !cx.entries.tolls.rules.is_empty() {
        let bin = at.and_then(|at| bins.bins().nth(at));
        lines.push(Line::styled(cut(&caption(cx, bin), columns), dim));
    }
    lines
}

/// The date of an entry whose source gives no day, in place of the first day that it may be; never wider than that.
fn stated(cx: &Cx, entry: u32) -> Option<String> {
    let when = cx.workspace.when(cx.workspace.entry(entry))?;
    let (first, last) = (when.earliest(), when.latest());
    if first == last || when.is_open_start() || when.is_open_end() {
        return None;
    }
    let months = (first.year(), first.month()) == (last.year(), last.month());
    Some(if months {
        first.format("%b %Y").to_string()
    } else if first.year() == last.year() {
        first.year().to_string()
    } else {
        format!("{}–’{:02}", first.year(), last.year().rem_euclid(100))
    })
}

/// What the bars are drawn from.
struct Drawing<'c> {
    cx: &'c Cx<'c>,
    counts: &'c [u64],
    most: u64,
    /// The bin of the selection.
    at: Option<usize>,
    /// Which bins the span of time that is being marked touches.
    brushed: &'c [bool],
}

impl Drawing<'_> {
    /// One row of bars that are `rows` rows high, counted from below.
    fn bars(&self, rows: usize, row: usize) -> Vec<Span<'static>> {
        const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        let eighths = 8 * rows as u128;
        let bar = |(i, n): (usize, &u64)| {
            let filled = (u128::from(*n) * eighths).div_ceil(self.most.into()) as usize;
            let filled = filled.saturating_sub(8 * row).min(8);
            let role = if self.at == Some(i) || self.brushed[i] { Role::Selected } else { Role::Wording };
            Span::styled(EIGHTHS[filled].to_string(), self.cx.theme().style(role))
        };
        self.counts.iter().enumerate().map(bar).collect()
    }
}

/// The axis: each year, or month of days, below the bin that begins it, as far as there is room.
fn axis(bins: &TimeBins, zoom: Zoom) -> Vec<char> {
    let count = bins.edges.len().saturating_sub(1);
    let mut cells: Vec<char> = Vec::new();
    let mut before = None;
    for (i, (lo, _)) in bins.bins().enumerate() {
        let Some(first) = day(lo) else { continue };
        let (unit, label) = match zoom {
            Zoom::Whole | Zoom::Month => (first.year(), first.year().to_string()),
            Zoom::Day => (first.year() * 12 + first.month0().cast_signed(), first.format("%b %Y").to_string()),
        };
        // A label is never cut, and a column is between two.
        let fits = (cells.is_empty() || cells.len() < i) && i + width(&label) <= count;
        if before.replace(unit) != Some(unit) && fits {
            cells.resize(i, ' ');
            cells.extend(label.chars());
        }
    }
    cells.resize(count, ' ');
    cells
}
