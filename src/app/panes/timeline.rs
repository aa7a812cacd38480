//! The timeline: the density strip, years, and entries with dates as precise as known and verdicts.
//!
//! Knows the entries in order; does not know other panes.

mod sign;

use std::sync::Arc;

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use sign::{disputed, signed};

use crate::analysis::time_bins::TimeBins;
use crate::app::entries::TimelineRow;
use crate::app::pane::{Cx, Lead, Pane, Reason};
use crate::app::settings::Zoom;
use crate::keymap::Context;
use crate::model::dataset::{day, given, number};
use crate::model::{DataSet, Entry, IncidentId, Key, RecordId, Subject, When};
use crate::present::{citation, words};
use crate::sanitize;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::List;
use crate::ui::text::{cut, fill, fill_left, paragraph, width};
use crate::ui::theme::Role;

/// Width of the date in columns.
const DATE: usize = 7;

/// The timeline. The list's offset counts rows, its cursor entries.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Selection and scroll.
    pub list: List,
}

impl Pane for Timeline {
    fn context(&self) -> Context {
        Context::Timeline
    }

    /// Includes the headings of the first visible row that are not visible: possibly, and the year.
    fn title(&self, cx: &Cx) -> String {
        let part = if cx.entries.is_possible(self.list.offset) { "Timeline · possibly" } else { "Timeline" };
        match cx.entries.year_above(self.list.offset) {
            Some(Some(year)) => format!("{part} · {year}"),
            Some(None) => format!("{part} · undated"),
            None => part.to_owned(),
        }
    }

    /// Only the visible rows, because the timeline may have millions.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        for row in self.list.offset..self.list.offset + self.list.height {
            let Some(row) = cx.entries.row(row) else { break };
            content.put([row_line(cx, row, columns.into())]);
        }
        content
    }

    fn item_count(&self, cx: &Cx) -> usize {
        cx.entries.len()
    }

    fn list(&self) -> &List {
        &self.list
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.list
    }

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        cx.subject.map(|_| Lead::Ledger).ok_or("no entry is selected".into())
    }

    fn subject<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        cx.subject
    }

    /// A record is cited as its data set requests. The claims on an incident are cited in the ledger.
    fn citation(&self, cx: &Cx, markdown: bool) -> Option<String> {
        citation::record(cx.subject?, 0, markdown)
    }

    fn mark_target(&self, cx: &Cx) -> Option<(Key, Option<Key>)> {
        cx.subject.map(|subject| (subject.key().clone(), None))
    }

    /// Makes the selection visible, with the year's heading if it is the first of its year.
    fn fit(&mut self, cx: &Cx, area: Rect) {
        let height = usize::from(rows(cx, area).height);
        if cx.entries.is_empty() {
            self.list.offset = 0;
            self.list.height = height;
            return;
        }
        let rows = cx.entries.rows_of(self.list.cursor);
        self.list.show(rows.start, rows.end - 1, cx.entries.rows(), height);
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.theme();
        canvas::frame(theme, &self.title(cx), focused, area, buf);
        let inner = inner(area);
        window(&[strip(cx, self.selected(cx), inner.width.into())], 0, inner, buf);
        if cx.filter.is_on() {
            let line = chips(cx, inner.width.into());
            window(&[line], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
        }
        let list = rows(cx, area);
        let selected = self.selected(cx);
        let mut cursor = None;
        for y in 0..list.height {
            let Some(row) = cx.entries.row(self.list.offset + usize::from(y)) else { break };
            let y = list.y + y;
            window(&[row_line(cx, row, list.width.into())], 0, Rect { y, height: 1, ..list }, buf);
            if matches!(row, TimelineRow::Entry(number) if Some(number) == selected) {
                buf.set_string(list.x, y, "▸", theme.style(Role::Key));
                let role = if focused { Role::Selected } else { Role::Marked };
                buf.set_style(Rect { y, height: 1, ..list }, theme.style(role));
                cursor = Some(Position { x: list.x, y });
            }
        }
        if cx.entries.is_empty() {
            let text = match (cx.filter.is_on(), cx.reading) {
                (true, _) => "No entry passes the filter; F clears it.",
                (_, true) => "reading …",
                _ if cx.workspace.corpus.articles().len() > 0 => {
                    "No incidents are known in these articles; 2 lists the articles."
                }
                _ => "No entries.",
            };
            let dim = theme.style(Role::Dim);
            window(&paragraph("", dim, text, dim, list.width.into()), 0, list, buf);
        }
        if let Some(Entry::Incident(id)) = selected.map(|number| cx.workspace.entry(number)) {
            let corpus = &cx.workspace.corpus;
            let (glyph, verdict) = signed(cx, corpus.overall(id));
            let facets = disputed(cx, corpus, id);
            if !facets.is_empty() {
                let text = format!("{glyph} {}", sanitize::line(&facets));
                canvas::foot(theme, &text, Role::of(verdict), area, buf);
            }
        }
        canvas::more(theme, cx.entries.rows() + usize::from(list.y - inner.y), self.list.offset, area, buf);
        cursor
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let Some(row) = row_at(rows(cx, area), at) else { return false };
        if let Some(TimelineRow::Entry(entry)) = cx.entries.row(self.list.offset + row)
            && let Some(at) = cx.entries.position(cx.workspace, entry)
        {
            self.list.cursor = at;
            return true;
        }
        false
    }
}

impl Timeline {
    /// The number of the selected entry; `None` only in an empty timeline.
    fn selected(&self, cx: &Cx) -> Option<u32> {
        cx.entries.get(self.list.cursor)
    }
}

/// The area of the entries, below the strip and the chips of a filter.
fn rows(cx: &Cx, area: Rect) -> Rect {
    let inner = inner(area);
    let above = 1 + u16::from(cx.filter.is_on());
    Rect { y: inner.y + above, height: inner.height.saturating_sub(above), ..inner }
}

fn row_line(cx: &Cx, row: TimelineRow, columns: usize) -> Line<'static> {
    let title = cx.theme().style(Role::Title);
    match row {
        TimelineRow::Possibly(number) => {
            let number = crate::model::figure::thousands(u32::try_from(number).unwrap_or(u32::MAX));
            Line::styled(fill(&format!("possibly: {number}"), columns), cx.theme().style(Role::Notice))
        }
        TimelineRow::Year(Some(year)) => Line::styled(year.to_string(), title),
        TimelineRow::Year(None) => Line::styled("undated", title),
        TimelineRow::Entry(number) => {
            let entry = cx.workspace.entry(number);
            let marked = cx.marks.holds(entry);
            match entry {
                Entry::Incident(id) => incident(cx, id, marked, columns),
                Entry::Record(id) => record(cx, id, marked, columns),
            }
        }
    }
}

/// The filter's chips, and the numbers of entries that pass it certainly and possibly.
fn chips(cx: &Cx, columns: usize) -> Line<'static> {
    let thousands = |n: usize| crate::model::figure::thousands(u32::try_from(n).unwrap_or(u32::MAX));
    let chips = sanitize::line(&cx.filter.shown_chips(&cx.workspace.corpus).join("  ")).into_owned();
    let shown = thousands(cx.entries.shown.len());
    let all = format!(" {shown} of {}", thousands(cx.entries.all.len()));
    let passes = match cx.entries.possible.len() {
        _ if cx.filter.is_waiting() => " …".to_owned(),
        0 => all,
        possible => {
            let possible = format!(" · {} possibly", thousands(possible));
            // Where room is short, the numbers of those that pass are what matters.
            let fits = width(&chips) + width(&all) + width(&possible) <= columns;
            if fits { format!("{all}{possible}") } else { format!(" {shown}{possible}") }
        }
    };
    let room = columns.saturating_sub(width(&passes));
    let shown = fill(&chips, room);
    Line::from(vec![
        Span::styled(shown, cx.theme().style(Role::Notice)),
        Span::styled(passes, cx.theme().style(Role::Dim)),
    ])
}

fn incident(cx: &Cx, id: IncidentId, marked: bool, columns: usize) -> Line<'static> {
    let corpus = &*cx.workspace.corpus;
    let record = corpus.incident(id);
    let (glyph, verdict) = signed(cx, corpus.overall(id));
    let origins = corpus.coverage(record).origins;
    let country = words::countries(corpus, record);
    let tail = format!("{glyph}{}", fill_left(&origins.to_string(), 2));
    let tail = fill_left(&tail, tail_columns(cx));
    let disputed = disputed(cx, corpus, id);
    let title = Title { text: corpus.str(record.shown_title), disputed: &disputed };
    entry_line(cx, record.date, &country, title, marked, (&tail, Role::of(verdict)), columns)
}

/// The title of an entry, and the facets in dispute.
#[derive(Clone, Copy)]
struct Title<'t> {
    text: &'t str,
    disputed: &'t str,
}

impl Title<'_> {
    /// In `room` columns, with the facets only if enough of the title remains.
    fn spans(&self, cx: &Cx, room: usize, role: Role) -> Vec<Span<'static>> {
        const ENOUGH: usize = 16;
        let text = cx.theme().style(Role::Text);
        let facets = width(self.disputed) + 2;
        if self.disputed.is_empty() || room < facets + width(self.text).min(ENOUGH) {
            return vec![Span::styled(fill(self.text, room), text)];
        }
        vec![
            Span::styled(fill(self.text, room - facets), text),
            Span::styled(format!(" {} ", sanitize::line(self.disputed)), cx.theme().style(role)),
        ]
    }
}

/// The line of a record: the number killed in place of a verdict, and the tag of its data set.
fn record(cx: &Cx, id: RecordId, marked: bool, columns: usize) -> Line<'static> {
    let (set, row) = (cx.workspace.set(id), cx.workspace.row(id));
    let killed = given(row.best).map_or_else(|| "–".to_owned(), crate::model::figure::thousands);
    let tag = if tail_columns(cx) == RECORD_TAIL { set.about.tag } else { "" };
    let tail = format!("{} {tag}", fill_left(&killed, tail_columns(cx).saturating_sub(width(tag) + 1)));
    let title = set.title(&row);
    let code = set.country(&row).code();
    let title = sanitize::line(&title);
    let marks = words::row_marks(row.flags).join(", ");
    // The words are left out where room is short, so a sign comes first.
    let title = if marks.is_empty() { title } else { format!("! {title}").into() };
    let title = Title { text: &title, disputed: &marks };
    entry_line(cx, DataSet::when(&row), code, title, marked, (&tail, Role::Single), columns)
}

/// Width of the end of a line in columns: more if the timeline has several sources.
fn tail_columns(cx: &Cx) -> usize {
    let kinds = cx.workspace.sets.len() + usize::from(cx.workspace.corpus.articles().len() > 0);
    match (cx.workspace.sets.len(), kinds) {
        (0, _) => 3,
        (_, 1) => 6,
        _ => RECORD_TAIL,
    }
}

/// Width of the number killed and the data set's tag, in columns.
const RECORD_TAIL: usize = 8;

fn entry_line(
    cx: &Cx,
    date: Option<When>,
    country: &str,
    title: Title,
    marked: bool,
    (tail, role): (&str, Role),
    columns: usize,
) -> Line<'static> {
    let date = fill_left(&date.map_or_else(String::new, short_date), DATE);
    let tail = format!("{}{tail}", if marked { "*" } else { " " });
    // The number of further countries takes columns of the title.
    let country = fill(country, width(country).max(2));
    let room = columns.saturating_sub(DATE + 3 + width(&country) + width(&tail));
    let mut spans = vec![
        Span::styled(format!(" {date}"), cx.theme().style(Role::Dim)),
        Span::styled(format!(" {country} "), cx.theme().style(Role::Dim)),
    ];
    spans.extend(title.spans(cx, room, role));
    spans.push(Span::styled(tail, cx.theme().style(role)));
    Line::from(spans)
}

/// A date within its year, as precise as known: `26 Mar`, `Oct`, `summer`, `~ Jul`, `Jun–Apr`, `Aug …`, and
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

/// The density strip: the number of entries that pass certainly by their first day, as bars by year, month or day.
fn strip(cx: &Cx, selected: Option<u32>, columns: usize) -> Line<'static> {
    const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let Some((first, last)) = cx.entries.span(cx.workspace).and_then(|(a, b)| Some((day(a)?, day(b)?))) else {
        return Line::default();
    };
    let selected = selected.and_then(|n| day(cx.workspace.day(n))).unwrap_or(last);
    let room = |label: &str| columns.saturating_sub(width(label));
    let bins = match cx.settings.zoom {
        Zoom::Whole => TimeBins::years(first, last, room),
        Zoom::Month => TimeBins::months(selected, room),
        Zoom::Day => TimeBins::days(selected, room),
    };
    let counts: Vec<usize> = bins.bins().map(|(lo, hi)| cx.entries.count(cx.workspace, lo, hi)).collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let here = number(selected);
    // The selection's bin is highlighted for months and days only.
    let by_year = cx.settings.zoom == Zoom::Whole;
    let at = if by_year { None } else { bins.bins().position(|(lo, hi)| (lo..=hi).contains(&here)) };
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (i, n) in counts.iter().enumerate() {
        let bar = BARS[(n * 8).div_ceil(most)].to_string();
        let role = if at == Some(i) { Role::Selected } else { Role::Wording };
        spans.push(Span::styled(bar, cx.theme().style(role)));
    }
    spans.push(Span::styled(bins.label, cx.theme().style(Role::Dim)));
    Line::from(spans)
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
