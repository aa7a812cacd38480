//! The timeline pane: a density strip, years, incidents with how surely they are dated and told.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{cut, fill, fill_left, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::State;
use crate::app::state::Focus;
use crate::app::timeline::Row;
use crate::model::ledger::Ledger;
use crate::model::{Corpus, IncidentId, When};

/// Columns of the date.
const DATE: usize = 7;

/// Rows for incidents in the pane: the first line inside is the strip.
pub fn height(area: Rect) -> u16 {
    layout::inner(area).height.saturating_sub(1).max(1)
}

/// Draws the pane; gives the place of the selection.
pub fn draw(ctx: &Ctx, state: &State, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let focused = state.focus == Focus::Timeline;
    frame::pane(ctx, "Timeline", focused, area, buf);
    let inner = layout::inner(area);
    let strip = strip(ctx, inner.width.into());
    super::window(&[strip], 0, inner, buf);
    let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    let selected = state.timeline.selected();
    let offset = state.timeline.list.offset;
    let mut cursor = None;
    for (i, row) in state.timeline.rows.iter().skip(offset).take(list.height.into()).enumerate() {
        let y = list.y + u16::try_from(i).unwrap_or(0);
        let line = match row {
            Row::Year(Some(year)) => Line::styled(year.to_string(), ctx.theme.style(Role::Title)),
            Row::Year(None) => Line::styled("undated", ctx.theme.style(Role::Title)),
            Row::Incident(id) => incident(ctx, *id, list.width.into()),
        };
        super::window(&[line], 0, Rect { y, height: 1, ..list }, buf);
        if matches!(row, Row::Incident(id) if Some(*id) == selected) {
            let role = if focused { Role::Selected } else { Role::Marked };
            buf.set_style(Rect { y, height: 1, ..list }, ctx.theme.style(role));
            cursor = Some(Position { x: list.x, y });
        }
    }
    cursor
}

fn incident(ctx: &Ctx, id: IncidentId, columns: usize) -> Line<'static> {
    let corpus = ctx.corpus;
    let record = corpus.incident(id);
    let verdict = Ledger::of(corpus, id).verdict();
    let origins = corpus.coverage(record).origins;
    let country = corpus.countries(record).first().map_or("  ", |c| c).to_owned();
    let date = fill_left(&record.date.map_or_else(String::new, short_date), DATE);
    let tail = format!(" {}{}", verdict.glyph(), fill_left(&origins.to_string(), 2));
    let room = columns.saturating_sub(DATE + 4 + width(&tail));
    Line::from(vec![
        Span::styled(date, ctx.theme.style(Role::Dim)),
        Span::styled(format!(" {} ", fill(&country, 2)), ctx.theme.style(Role::Dim)),
        Span::styled(fill(corpus.str(record.title), room), ctx.theme.style(Role::Text)),
        Span::styled(tail, ctx.theme.style(Role::of(verdict))),
    ])
}

/// A date within its year, as imprecise as it is: `26 Mar`, `Oct`, `summer`, `~ Jul`, `Jun–Apr`, `from Aug`,
/// `all year` for a year without a month.
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
        (false, false) if (hi - lo).num_days() >= 364 => "in year".to_owned(),
        (false, false) if when.display().starts_with(|c: char| c.is_ascii_lowercase()) => {
            when.display().split(' ').next().unwrap_or_default().to_owned()
        }
        (false, false) => format!("{}–{}", month(lo), month(hi)),
    };
    cut(&format!("{mark}{words}"), DATE)
}

/// How many incidents began when, from the first to the last year, as bars.
fn strip(ctx: &Ctx, columns: usize) -> Line<'static> {
    const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let Some((first, last)) = years(ctx.corpus) else {
        return Line::default();
    };
    let label = format!("  {first} … {last}");
    let room = columns.saturating_sub(width(&label));
    let mut bins = vec![0_usize; room];
    let span = f64::from(last - first + 1);
    for (_, incident) in ctx.corpus.incidents() {
        if let Some(when) = incident.date.filter(|w| !w.is_open_start()) {
            let day = when.earliest();
            let at = (f64::from(day.year() - first) + f64::from(day.ordinal0()) / 366.0) / span;
            if let Some(bin) = bins.get_mut((at * room as f64) as usize) {
                *bin += 1;
            }
        }
    }
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    let bars: String = bins.iter().map(|&n| BARS[(n * 8).div_ceil(most)]).collect();
    Line::from(vec![
        Span::styled(bars, ctx.theme.style(Role::Wording)),
        Span::styled(label, ctx.theme.style(Role::Dim)),
    ])
}

fn years(corpus: &Corpus) -> Option<(i32, i32)> {
    let dated = || corpus.incidents().filter_map(|(_, i)| i.date).filter(|w| !w.is_open_start());
    Some((dated().map(When::year).min()?, dated().map(When::year).max()?))
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
            ("2015", "in year"),
            ("2021-08/..", "Aug …"),
            ("../2013-05", "… May"),
        ] {
            assert_eq!(short_date(When::parse(edtf).unwrap()), shown, "{edtf}");
        }
    }
}
