//! How the days are drawn, and what is said of them. Knows no keys.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::{Calendar, CalendarAreas, NAMES};
use crate::analysis::calendar::{YearCalendar, day_of};
use crate::app::pane::Cx;
use crate::app::panes::shading::{ShadesShown, shade_role};
use crate::map::grid::{NOT_GIVEN, SHADES, steps};
use crate::model::figure::thousands;
use crate::model::toll::CountedToll;
use crate::present::toll::{rule_words, with_range};
use crate::present::words::count;
use crate::ui::text::{cut, in_lines, width};
use crate::ui::theme::Role;

/// The sign of the day of the selected entry.
const SELECTED: &str = "◎";
/// The days of the week.
const WEEK: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Column and row of the day at a position in a year.
fn place(calendar: &YearCalendar, at: usize) -> (u16, u16) {
    let offset = calendar.date(0).map_or(0, |first| first.weekday().num_days_from_monday() as usize);
    (((at + offset) / 7) as u16, ((at + offset) % 7) as u16)
}

impl Calendar {
    /// The number by which a day is shaded; `None` if something was on it of which no number is added.
    pub(super) fn value(&self, calendar: &YearCalendar, at: usize) -> Option<u64> {
        match self.shading.tolls() {
            Some(tolls) if calendar.days[at] > 0 => tolls.killed[at],
            Some(_) => Some(0),
            None => Some(calendar.days[at] as u64),
        }
    }

    fn most(&self, calendar: &YearCalendar) -> u64 {
        (0..calendar.days.len()).filter_map(|at| self.value(calendar, at)).max().unwrap_or(0)
    }

    /// Draws the days. Gives the cell of the cursor.
    pub(super) fn draw_year(
        &self,
        cx: &Cx,
        calendar: &YearCalendar,
        areas: &CalendarAreas,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let theme = cx.theme();
        let (area, steps) = (areas.year, steps(self.most(calendar)));
        let mut put = |x: u16, y: u16, sign: &str, role: Role| {
            if x < area.right() && y < area.bottom() {
                buf.set_stringn(x, y, sign, usize::from(area.right() - x), theme.style(role));
            }
        };
        for (row, name) in (1..).zip(WEEK) {
            put(area.x, area.y + row, name, Role::Dim);
        }
        let selected = cx.selected().and_then(|number| Some((number, day_of(cx.workspace, number)?)));
        let selected = selected.filter(|(number, day)| {
            day.year() == calendar.year && calendar.on(day.ordinal0() as usize).any(|of| of == *number)
        });
        let selected = selected.map(|(_, day)| day);
        let mut cursor = None;
        for at in 0..calendar.days.len() {
            let Some(date) = calendar.date(at) else { continue };
            let (column, row) = place(calendar, at);
            let (x, y) = (area.x + NAMES + column * areas.week, area.y + 1 + row);
            if date.day() == 1 {
                put(x, area.y, &date.format("%b").to_string(), Role::Dim);
            }
            let value = self.value(calendar, at);
            let (sign, role) = match value {
                _ if calendar.days[at] == 0 => (" ", Role::Text),
                None => (NOT_GIVEN, Role::Title),
                Some(value) => {
                    let shade = steps.iter().rposition(|step| *step <= value).unwrap_or(0);
                    (SHADES[shade], shade_role(shade))
                }
            };
            let (sign, role) = if selected == Some(date) { (SELECTED, Role::Key) } else { (sign, role) };
            let begun = self.begun.zip(self.day).map(|(from, to)| (from.min(to), from.max(to)));
            let is_brushed = begun.is_some_and(|(from, to)| (from..=to).contains(&date));
            let is_here = self.day == Some(date);
            let role = match (is_here || is_brushed, self.listed.has_cursor()) {
                (true, true) if is_here => Role::Marked,
                (true, _) => Role::Selected,
                _ => role,
            };
            put(x, y, sign, role);
            if is_here && x < area.right() && y < area.bottom() {
                cursor = Some(Position { x, y });
            }
        }
        cursor
    }

    /// The day at a cell of the screen.
    pub(super) fn day_at(&self, areas: &CalendarAreas, at: Position) -> Option<NaiveDate> {
        let (_, calendar) = self.counted.as_ref()?;
        if !areas.year.contains(at) || at.y == areas.year.y {
            return None;
        }
        let wanted = (at.x.checked_sub(areas.year.x + NAMES)? / areas.week, at.y - areas.year.y - 1);
        (0..calendar.days.len()).find(|day| place(calendar, *day) == wanted).and_then(|day| calendar.date(day))
    }

    /// The day under the cursor in a line.
    pub(super) fn said(&self, cx: &Cx, columns: usize) -> String {
        let Some(day) = self.day else { return String::new() };
        let mut parts = vec![day.format("%a %-d %b %Y").to_string(), count(self.listed.entries().len(), "entry")];
        if let Some((_, CountedToll::By(rule, sum))) = self.looked_at {
            parts.push(format!("killed {}{}", with_range(sum), rule_words(cx.workspace, rule)));
        }
        cut(&parts.join(" · "), columns.max(8))
    }

    /// What is on a day, and what is not: together all entries shown.
    pub(super) fn beside(&self, cx: &Cx, columns: usize) -> Vec<String> {
        let Some((_, calendar)) = &self.counted else { return vec![String::new()] };
        let mut parts = vec![format!("{} on days", thousands(calendar.entries().len()))];
        let others = calendar.beside().into_iter().filter(|(number, _)| *number > 0);
        parts.extend(others.map(|(number, words)| format!("{} {words}", thousands(number))));
        let possible = cx.entries.possible.len();
        if possible > 0 {
            parts.push(format!("beside these {} only possibly", thousands(possible)));
        }
        in_lines(parts, columns)
    }

    /// What the signs mean.
    pub(super) fn legend(&self, cx: &Cx, calendar: &YearCalendar, columns: usize) -> Line<'static> {
        let theme = cx.theme();
        let most = self.most(calendar);
        let values = (0..calendar.days.len()).filter(|at| calendar.days[*at] > 0).map(|at| self.value(calendar, at));
        let (has_value, has_not_given) =
            values.fold((false, false), |(given, not), value| (given | value.is_some(), not | value.is_none()));
        let shades = ShadesShown { steps: steps(most), most: has_value.then_some(most), has_not_given };
        let mut spans = self.shading.legend(theme, &shades);
        let used: usize = spans.iter().map(|span| width(&span.content)).sum();
        let rest = format!("{SELECTED} selected");
        spans.push(Span::styled(cut(&rest, columns.saturating_sub(used)), theme.style(Role::Dim)));
        Line::from(spans)
    }
}
