//! The list of active filters: each part of the filter with what it lets through alone, and what all let through together. A part
//! can be switched off, which keeps it in the list.
//!
//! Knows the parts and their numbers from the job; changes no filter itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::counting::FilterCounting;
use crate::app::effect::Effect;
use crate::app::entries::arrange::{ToldBy, told_count};
use crate::app::filter::Filter;
use crate::app::jobs::Jobs;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::{Action, Context};
use crate::model::Workspace;
use crate::model::figure::thousands;
use crate::sanitize;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, fill, fill_left};
use crate::ui::theme::Role;

/// What a part of the list stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivePart {
    /// A part of the filter's query: a field or a word.
    Chip(String),
    /// The selection by the sources that tell of an entry.
    ToldBy(ToldBy),
}

/// The list of active filters.
#[derive(Debug, Clone, Default)]
pub struct ActiveFilters {
    /// The numbers of the parts.
    pub counting: FilterCounting,
    /// The parts, and whether each is switched on.
    parts: Vec<(ActivePart, bool)>,
    /// The numbers of entries by the sources that tell of them.
    told: Vec<(ToldBy, usize)>,
    list: List,
}

impl ActiveFilters {
    /// Takes over the parts of the present filter in the order of the list, new ones at its end, and counts what is not counted.
    pub fn sync(&mut self, jobs: &mut Jobs, workspace: &Workspace, filter: &Filter, told_by: ToldBy) -> Option<Effect> {
        let mut chips = filter.chips();
        let mut off = filter.off.clone();
        let take = |list: &mut Vec<String>, text: &String| {
            let at = list.iter().position(|chip| chip == text);
            at.map(|at| list.remove(at)).is_some()
        };
        self.parts.retain_mut(|(part, is_on)| match part {
            ActivePart::Chip(text) => {
                *is_on = take(&mut chips, text);
                *is_on || take(&mut off, text)
            }
            ActivePart::ToldBy(told) if told_by == ToldBy::Any => {
                *is_on = false;
                *told != ToldBy::Any
            }
            ActivePart::ToldBy(told) => {
                *is_on = *told == told_by;
                *is_on
            }
        });
        self.parts.extend(chips.into_iter().map(|chip| (ActivePart::Chip(chip), true)));
        self.parts.extend(off.into_iter().map(|chip| (ActivePart::Chip(chip), false)));
        let told = ActivePart::ToldBy(told_by);
        if told_by != ToldBy::Any && self.parts.iter().all(|(part, _)| *part != told) {
            self.parts.push((told, true));
        }
        for (part, _) in &self.parts {
            if let ActivePart::ToldBy(by) = part
                && self.told.iter().all(|(known, _)| known != by)
            {
                self.told.push((*by, told_count(workspace, *by)));
            }
        }
        self.list.cursor = self.list.cursor.min(self.parts.len().saturating_sub(1));
        let chips = self.parts.iter().filter_map(|(part, _)| match part {
            ActivePart::Chip(text) => Some(text.as_str()),
            ActivePart::ToldBy(_) => None,
        });
        self.counting.ask(jobs, chips)
    }

    /// Counts again in a workspace that has grown.
    pub fn grow(&mut self, jobs: &mut Jobs) -> Option<Effect> {
        self.told.clear();
        self.counting.grow(jobs)
    }

    /// The parts of the query, switched on or off.
    pub fn chips(&self, on: bool) -> Vec<String> {
        let of = |(part, is_on): &(ActivePart, bool)| match part {
            ActivePart::Chip(text) if *is_on == on => Some(text.clone()),
            _ => None,
        };
        self.parts.iter().filter_map(of).collect()
    }

    /// The selected part, and whether it is switched on.
    pub fn selected(&self) -> Option<&(ActivePart, bool)> {
        self.parts.get(self.list.cursor)
    }

    /// Switches the selected part on or off.
    pub fn switch(&mut self) {
        if let Some((_, is_on)) = self.parts.get_mut(self.list.cursor) {
            *is_on = !*is_on;
        }
    }

    /// Removes the selected part.
    pub fn remove(&mut self) -> Option<(ActivePart, bool)> {
        (self.list.cursor < self.parts.len()).then(|| self.parts.remove(self.list.cursor))
    }

    fn row(&self, cx: &OverlayCx, (part, is_on): &(ActivePart, bool), columns: usize) -> Line<'static> {
        let theme = cx.cx.theme();
        let all = thousands(cx.cx.entries.all.len());
        let (text, number) = match part {
            ActivePart::Chip(chip) => (sanitize::line(chip).into_owned(), self.counting.number(chip)),
            ActivePart::ToldBy(by) => {
                let number = self.told.iter().find(|(known, _)| known == by).map_or(0, |(_, n)| *n);
                let key = cx.cx.keymap.label(Context::Timeline, Action::ToldBy);
                (format!("{key}: only {}", by.word()), thousands(number))
            }
        };
        let alone =
            if number.starts_with(|c: char| c.is_ascii_digit()) { format!("{number} of {all}") } else { number };
        let (sign, role) = if *is_on { ("[x] ", Role::Text) } else { ("[ ] ", Role::Dim) };
        let room = columns.saturating_sub(4 + alone.chars().count() + 1);
        Line::from(vec![
            Span::styled(sign, theme.style(Role::Key)),
            Span::styled(fill(&text, room), theme.style(role)),
            Span::styled(fill_left(&alone, alone.chars().count() + 1), theme.style(Role::Dim)),
        ])
    }
}

/// What passes all parts that are switched on: `12 of 91 entries · 79 not shown`.
fn together(cx: &OverlayCx) -> String {
    let entries = cx.cx.entries;
    if cx.cx.filter.is_waiting() || entries.is_waiting() {
        return "Together: counting …".to_owned();
    }
    let (listed, all) = (entries.listed_certain().len(), entries.all.len());
    let possible = match entries.listed_len().saturating_sub(listed) {
        0 => String::new(),
        possible => format!(" · {} possibly", thousands(possible)),
    };
    let hidden = all.saturating_sub(entries.listed_len());
    format!("Together: {} of {}{possible} · {} not shown", thousands(listed), thousands(all), thousands(hidden))
}

impl OverlayPane for ActiveFilters {
    fn context(&self) -> Context {
        Context::Active
    }

    fn row_count(&self) -> usize {
        self.parts.len()
    }

    has_list!();

    fn stays_open(&self, action: Action) -> bool {
        use Action::{Accept, ClearFilter, DeleteFilter, Mouse, Redo, SwitchPart, Undo};
        matches!(action, Accept | ClearFilter | DeleteFilter | Mouse | Redo | SwitchPart | Undo)
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        canvas::overlay_frame(theme, "Active filters · what each lets through alone", area, buf);
        let list = self.rows(area);
        let columns = usize::from(list.width);
        let head = Line::styled(cut(&together(cx), columns), theme.style(Role::Notice));
        window(&[head], 0, Rect { height: 1, ..inner(area) }, buf);
        let visible = self.parts.iter().skip(self.list.offset).take(list.height.into());
        let mut lines: Vec<Line<'static>> = visible.map(|part| self.row(cx, part, columns)).collect();
        if lines.is_empty() {
            let key = |action| cx.cx.keymap.label(Context::Timeline, action);
            let text = format!(
                "No filter is on: {} filters, {} lists saved filters, {} undoes.",
                key(Action::Filter),
                key(Action::SavedFilters),
                key(Action::Undo)
            );
            lines.push(Line::styled(cut(&text, columns), theme.style(Role::Dim)));
        }
        canvas::rows(theme, &lines, &self.list, self.row_count(), list, buf);
        None
    }
}
