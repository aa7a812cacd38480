//! The timeline pane: a density strip, years, incidents with how surely they are dated and told.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{cut, fill, fill_left, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::State;
use crate::app::state::{Focus, Mark};
use crate::app::timeline::Row;
use crate::model::{IncidentId, When};

/// Columns of the date.
const DATE: usize = 7;

/// Where the incidents stand in the pane: the first line inside is the strip.
pub fn rows(area: Rect) -> Rect {
    let inner = layout::inner(area);
    Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner }
}

/// Draws the pane; gives the place of the selection.
pub fn draw(ctx: &Ctx, state: &State, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let focused = state.focus == Focus::Timeline;
    frame::pane(ctx, "Timeline", focused, area, buf);
    let inner = layout::inner(area);
    let strip = strip(ctx, &state.timeline.months, inner.width.into());
    super::window(&[strip], 0, inner, buf);
    let list = rows(area);
    let selected = state.timeline.selected();
    let offset = state.timeline.list.offset;
    let mut cursor = None;
    for (i, row) in state.timeline.rows.iter().skip(offset).take(list.height.into()).enumerate() {
        let y = list.y + u16::try_from(i).unwrap_or(0);
        let line = match row {
            Row::Year(Some(year)) => Line::styled(year.to_string(), ctx.theme.style(Role::Title)),
            Row::Year(None) => Line::styled("undated", ctx.theme.style(Role::Title)),
            Row::Incident(id) => {
                let marked = state.marks.contains(&Mark::Incident(*id));
                incident(ctx, *id, marked, list.width.into())
            }
        };
        super::window(&[line], 0, Rect { y, height: 1, ..list }, buf);
        if matches!(row, Row::Incident(id) if Some(*id) == selected) {
            buf.set_string(list.x, y, "▸", ctx.theme.style(Role::Key));
            let role = if focused { Role::Selected } else { Role::Marked };
            buf.set_style(Rect { y, height: 1, ..list }, ctx.theme.style(role));
            cursor = Some(Position { x: list.x, y });
        }
    }
    super::detail::more(ctx, state.timeline.rows.len() + 1, offset, area, buf);
    cursor
}

fn incident(ctx: &Ctx, id: IncidentId, marked: bool, columns: usize) -> Line<'static> {
    let corpus = ctx.corpus;
    let record = corpus.incident(id);
    let verdict = corpus.verdict(id);
    let origins = corpus.coverage(record).origins;
    let country = corpus.countries(record).first().map_or("  ", |c| c).to_owned();
    let date = fill_left(&record.date.map_or_else(String::new, short_date), DATE);
    let sign = if marked { "*" } else { " " };
    let tail = format!("{sign}{}{}", verdict.glyph(), fill_left(&origins.to_string(), 2));
    let room = columns.saturating_sub(DATE + 5 + width(&tail));
    Line::from(vec![
        Span::styled(format!(" {date}"), ctx.theme.style(Role::Dim)),
        Span::styled(format!(" {} ", fill(&country, 2)), ctx.theme.style(Role::Dim)),
        Span::styled(fill(corpus.str(record.title), room), ctx.theme.style(Role::Text)),
        Span::styled(tail, ctx.theme.style(Role::of(verdict))),
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

/// How many incidents began when, from the first to the last year, as bars.
fn strip(ctx: &Ctx, months: &[(i32, usize)], columns: usize) -> Line<'static> {
    const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let (Some((first, _)), Some((last, _))) = (months.first(), months.last()) else { return Line::default() };
    let (first, last) = (first.div_euclid(12), last.div_euclid(12));
    let label = format!("  {first} … {last}");
    let room = columns.saturating_sub(width(&label));
    let mut bins = vec![0_usize; room];
    let span = usize::try_from((last - first + 1) * 12).unwrap_or(1);
    for &(month, count) in months {
        let at = usize::try_from(month - first * 12).unwrap_or(0) * room / span;
        if let Some(bin) = bins.get_mut(at) {
            *bin += count;
        }
    }
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    let bars: String = bins.iter().map(|&n| BARS[(n * 8).div_ceil(most)]).collect();
    Line::from(vec![
        Span::styled(bars, ctx.theme.style(Role::Wording)),
        Span::styled(label, ctx.theme.style(Role::Dim)),
    ])
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
