//! The timeline pane: a density strip, years, incidents with how surely they are dated and told.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{cut, fill, fill_left, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::State;
use crate::app::job::JobKind;
use crate::app::state::{Focus, Mark, Zoom};
use crate::app::timeline::TimelineRow;
use crate::model::dataset::{day, given, number};
use crate::model::{DataSet, Entry, IncidentId, RecordId, When};
use crate::sanitize;

/// Columns of the date.
const DATE: usize = 7;

/// Where the entries stand in the pane: the first line inside is the strip, a second one holds the chips of a filter.
pub fn rows(state: &State, area: Rect) -> Rect {
    let inner = layout::inner(area);
    let above = 1 + u16::from(state.filter.is_on());
    Rect { y: inner.y + above, height: inner.height.saturating_sub(above), ..inner }
}

/// Draws the pane; gives the place of the selection.
pub fn draw(ctx: &Ctx, state: &State, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let focused = state.focus == Focus::Timeline;
    // The year of the first row, once its own line is out of sight.
    let title = match state.timeline.year_above(state.timeline.list.offset) {
        Some(Some(year)) => format!("Timeline · {year}"),
        Some(None) => "Timeline · undated".to_owned(),
        None => "Timeline".to_owned(),
    };
    frame::pane(ctx, &title, focused, area, buf);
    let inner = layout::inner(area);
    let strip = strip(ctx, state, inner.width.into());
    super::window(&[strip], 0, inner, buf);
    if state.filter.is_on() {
        let line = chips(ctx, state, inner.width.into());
        super::window(&[line], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
    }
    let list = rows(state, area);
    let selected = state.timeline.selected();
    let offset = state.timeline.list.offset;
    let mut cursor = None;
    for y in 0..list.height {
        let Some(row) = state.timeline.row(offset + usize::from(y)) else { break };
        let y = list.y + y;
        let line = match row {
            TimelineRow::Year(Some(year)) => Line::styled(year.to_string(), ctx.theme.style(Role::Title)),
            TimelineRow::Year(None) => Line::styled("undated", ctx.theme.style(Role::Title)),
            TimelineRow::Entry(number) => match ctx.library.entry(number) {
                Entry::Incident(id) => incident(ctx, id, state.is_marked(Mark::Incident(id)), list.width.into()),
                Entry::Record(id) => record(ctx, id, state.is_marked(Mark::Record(id)), list.width.into()),
            },
        };
        super::window(&[line], 0, Rect { y, height: 1, ..list }, buf);
        if matches!(row, TimelineRow::Entry(number) if Some(number) == selected) {
            buf.set_string(list.x, y, "▸", ctx.theme.style(Role::Key));
            let role = if focused { Role::Selected } else { Role::Marked };
            buf.set_style(Rect { y, height: 1, ..list }, ctx.theme.style(role));
            cursor = Some(Position { x: list.x, y });
        }
    }
    if state.timeline.shown.is_empty() {
        let said = match (state.filter.is_on(), state.jobs.running(JobKind::Open).is_some()) {
            (true, _) => "Nothing passes the filter; F takes it away.",
            (_, true) => "reading …",
            _ => "Nothing here.",
        };
        super::window(&[Line::styled(said, ctx.theme.style(Role::Dim))], 0, list, buf);
    }
    super::detail::more(ctx, state.timeline.rows() + usize::from(list.y - inner.y), offset, area, buf);
    cursor
}

/// The filter's chips, and how much passes.
fn chips(ctx: &Ctx, state: &State, columns: usize) -> Line<'static> {
    let thousands = |n: usize| crate::model::figure::thousands(u32::try_from(n).unwrap_or(u32::MAX));
    let passes = if state.filter.is_waiting() {
        " …".to_owned()
    } else {
        format!(" {} of {}", thousands(state.timeline.shown.len()), thousands(state.timeline.all.len()))
    };
    let room = columns.saturating_sub(width(&passes));
    let shown = fill(&sanitize::line(&state.filter.chips().join("  ")), room);
    Line::from(vec![
        Span::styled(shown, ctx.theme.style(Role::Notice)),
        Span::styled(passes, ctx.theme.style(Role::Dim)),
    ])
}

fn incident(ctx: &Ctx, id: IncidentId, marked: bool, columns: usize) -> Line<'static> {
    let corpus = &*ctx.library.corpus;
    let record = corpus.incident(id);
    let verdict = corpus.verdict(id);
    let origins = corpus.coverage(record).origins;
    let country = corpus.countries(record).first().map_or("  ", |c| c).to_owned();
    let tail = format!("{}{}", verdict.glyph(), fill_left(&origins.to_string(), 2));
    let tail = fill_left(&tail, tail_columns(ctx));
    entry(ctx, record.date, &country, corpus.str(record.title), marked, (&tail, Role::of(verdict)), columns)
}

/// A record: its killed where incidents have their verdict, and which data set it is from.
fn record(ctx: &Ctx, id: RecordId, marked: bool, columns: usize) -> Line<'static> {
    let (set, row) = (ctx.library.set(id), ctx.library.row(id));
    let killed = given(row.best).map_or_else(|| "–".to_owned(), crate::model::figure::thousands);
    let tag = if tail_columns(ctx) == RECORD_TAIL { set.about.tag } else { "" };
    let tail = format!("{} {tag}", fill_left(&killed, tail_columns(ctx).saturating_sub(width(tag) + 1)));
    let title = set.title(&row);
    let code = set.country(&row).code();
    entry(ctx, DataSet::when(&row), code, &sanitize::line(&title), marked, (&tail, Role::Single), columns)
}

/// Columns at the end of a line: more where several sources stand in one timeline.
fn tail_columns(ctx: &Ctx) -> usize {
    let kinds = ctx.library.sets.len() + usize::from(ctx.library.corpus.articles().len() > 0);
    match (ctx.library.sets.len(), kinds) {
        (0, _) => 3,
        (_, 1) => 6,
        _ => RECORD_TAIL,
    }
}

/// Killed, and the data set's tag.
const RECORD_TAIL: usize = 8;

fn entry(
    ctx: &Ctx,
    date: Option<When>,
    country: &str,
    title: &str,
    marked: bool,
    (tail, role): (&str, Role),
    columns: usize,
) -> Line<'static> {
    let date = fill_left(&date.map_or_else(String::new, short_date), DATE);
    let tail = format!("{}{tail}", if marked { "*" } else { " " });
    let room = columns.saturating_sub(DATE + 5 + width(&tail));
    Line::from(vec![
        Span::styled(format!(" {date}"), ctx.theme.style(Role::Dim)),
        Span::styled(format!(" {} ", fill(country, 2)), ctx.theme.style(Role::Dim)),
        Span::styled(fill(title, room), ctx.theme.style(Role::Text)),
        Span::styled(tail, ctx.theme.style(role)),
    ])
}

/// A date within its year, as imprecise as it is: `26 Mar`, `Oct`, `summer`, `~ Jul`, `Jun–Apr`, `Aug …`, and
/// the year itself where nothing finer is known.
pub fn short_date(when: When) -> String {
    let (lo, hi) = (when.earliest(), when.latest());
    let month = |d: chrono::NaiveDate| d.format("%b").to_string();
    let mark = if when.is_approximate() { "~ " } else { "" };
    let words = match (when.is_open_start(), when.is_open_end()) {
        (true, true) => "?".to_owned(),
        (true, false) => format!("… {}", month(hi)),
        (false, true) => format!("{} …", month(lo)),
        (false, false) if when.is_day() => lo.format("%-d %b").to_string(),
        (false, false) if lo.year() != hi.year() => {
            format!("{}–’{:02}", month(lo), hi.year() % 100)
        }
        (false, false) if lo.month() == hi.month() && lo.day() == 1 && (hi - lo).num_days() >= 27 => month(lo),
        (false, false) if lo.month() == hi.month() => {
            format!("{}–{} {}", lo.day(), hi.day(), month(lo))
        }
        (false, false) if (hi - lo).num_days() >= 364 => lo.year().to_string(),
        (false, false) if when.display().starts_with(|c: char| c.is_ascii_lowercase()) => {
            when.display().split(' ').next().unwrap_or_default().to_owned()
        }
        (false, false) => format!("{}–{}", month(lo), month(hi)),
    };
    cut(&format!("{mark}{words}"), DATE)
}

/// How many of the entries shown began when, as bars: all years, or months or days around the selection.
fn strip(ctx: &Ctx, state: &State, columns: usize) -> Line<'static> {
    const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let (library, timeline) = (ctx.library, &state.timeline);
    let Some((first, last)) = timeline.span(library).and_then(|(a, b)| Some((day(a)?, day(b)?))) else {
        return Line::default();
    };
    let selected = timeline.selected().and_then(|n| day(library.day(n))).unwrap_or(last);
    let bins = match state.zoom {
        Zoom::Whole => whole(first, last, columns),
        Zoom::Month => months(selected, columns),
        Zoom::Day => days(selected, columns),
    };
    let (edges, label) = bins;
    let counts: Vec<usize> = edges.windows(2).map(|e| timeline.count(library, e[0], e[1] - 1)).collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let here = number(selected);
    // The bin of the selection is marked where bins are looked at one by one.
    let at = if state.zoom == Zoom::Whole { None } else { edges.windows(2).position(|e| (e[0]..e[1]).contains(&here)) };
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (i, n) in counts.iter().enumerate() {
        let bar = BARS[(n * 8).div_ceil(most)].to_string();
        let role = if at == Some(i) { Role::Selected } else { Role::Wording };
        spans.push(Span::styled(bar, ctx.theme.style(role)));
    }
    spans.push(Span::styled(label, ctx.theme.style(Role::Dim)));
    Line::from(spans)
}

/// Edges of bins, as days, the last one after the last bin; and what stands beside them.
type Bins = (Vec<i32>, String);

/// All years from the first to the last.
fn whole(first: NaiveDate, last: NaiveDate, columns: usize) -> Bins {
    let label = format!("  {} … {}", first.year(), last.year());
    let room = columns.saturating_sub(width(&label));
    let from = year_start(first.year());
    let span = i64::from(year_start(last.year() + 1) - from);
    // A bin is months, as evenly as they go.
    let months = i64::from(last.year() - first.year() + 1) * 12;
    let edge = |i: usize| {
        let room = room.max(1) as i64;
        let month = (i as i64 * months + room - 1) / room;
        let (year, rest) = (first.year() + (month / 12) as i32, month % 12);
        NaiveDate::from_ymd_opt(year, rest as u32 + 1, 1).map_or(from, number)
    };
    let mut edges: Vec<i32> = (0..room).map(edge).collect();
    edges.push(from + span as i32);
    (edges, label)
}

/// A bin a month, the selection's month in the middle.
fn months(selected: NaiveDate, columns: usize) -> Bins {
    let label = format!("  {}", selected.format("%b %Y"));
    let room = columns.saturating_sub(width(&label));
    let middle = selected.year() * 12 + selected.month0().cast_signed();
    let edge = |i: usize| {
        let month = middle - (room / 2) as i32 + i as i32;
        let first = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12).cast_unsigned() + 1, 1);
        first.map_or(0, number)
    };
    ((0..=room).map(edge).collect(), label)
}

/// A bin a day, the selection's day in the middle.
fn days(selected: NaiveDate, columns: usize) -> Bins {
    let label = format!("  {}", selected.format("%-d %b %Y"));
    let room = columns.saturating_sub(width(&label)) as i32;
    let from = number(selected) - room / 2;
    ((0..=room).map(|i| from + i).collect(), label)
}

fn year_start(year: i32) -> i32 {
    NaiveDate::from_ymd_opt(year, 1, 1).map_or(0, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imprecise_dates_look_imprecise() {
        for (edtf, shown) in [
            ("2024-03-26", "26 Mar"),
            ("2022-10", "Oct"),
            ("2021-22", "summer"),
            ("2023-07~", "~ Jul"),
            ("2023-06/2024-04", "Jun–’24"),
            ("2022-04/2022-05", "Apr–May"),
            ("2024-03-27/2024-03-30", "27–30 …"),
            ("2015", "2015"),
            ("2021-08/..", "Aug …"),
            ("../2013-05", "… May"),
        ] {
            assert_eq!(short_date(When::parse(edtf).unwrap()), shown, "{edtf}");
        }
    }
}
