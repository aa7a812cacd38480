//! The palette: the actions of the pane below by name, with their keys, or a date to go to.
//!
//! Knows the bindings; performs no action itself.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::finder::results;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::{Action, Binding, Context, KeyMeaning, Keymap};
use crate::model::When;
use crate::sanitize;
use crate::search::fold::fold;
use crate::search::rank::Ranker;
use crate::search::spoken_date::periods;
use crate::ui::canvas::{self, inner};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill};
use crate::ui::theme::Role;

/// Words that other programs have for actions whose own words are others.
const ALSO: [(Action, &str); 12] = [
    (Action::Help, "help manual"),
    (Action::Quit, "q quit exit x wq qa"),
    (Action::Close, "q quit close"),
    (Action::SearchView, "grep text"),
    (Action::CopyCitation, "yank clipboard citation"),
    (Action::Browse, "url web link"),
    (Action::EditFile, "edit vim"),
    (Action::Show("marks"), "bookmarks"),
    (Action::Export, "save write w csv json markdown svg"),
    (Action::SortByKilled, "toll deaths dead"),
    (Action::NextTheme, "colors background"),
    (Action::Configure, "settings preferences config options bind shortcut key edit"),
];

/// The palette.
#[derive(Debug, Clone)]
pub struct Palette {
    /// The bindings in force.
    keymap: Arc<Keymap>,
    /// The context in which it was opened, whose actions it lists.
    pub context: Context,
    /// The typed text.
    pub prompt: Prompt,
    /// The matching bindings, best first, by their position in the keymap.
    pub entries: Vec<usize>,
    /// Selection and scroll.
    pub list: List,
}

impl Palette {
    /// All actions of `context`.
    pub fn new(keymap: Arc<Keymap>, context: Context) -> Self {
        let mut palette =
            Self { keymap, context, prompt: Prompt::default(), entries: Vec::new(), list: List::default() };
        palette.search();
        palette
    }

    /// Finds the bindings whose words match every typed word.
    pub fn search(&mut self) {
        let ranker = Ranker::default();
        let typed = fold(self.prompt.text());
        // An action without keys is listed too: here it can be run.
        let here = |b: &Binding| {
            let reached = |means| matches!(means, KeyMeaning::Action(action) if action == b.action);
            let reached = b.keys.iter().any(|keys| reached(self.keymap.meaning(self.context, keys.chords())));
            (reached || b.keys.is_empty()) && matches!(b.context, c if c == self.context || c == Context::Global)
        };
        let mut ranked: Vec<_> = self
            .keymap
            .bindings()
            .iter()
            .enumerate()
            .filter(|(_, binding)| here(binding))
            .filter_map(|(at, binding)| {
                let also = ALSO.iter().filter(|(action, _)| *action == binding.action).map(|(_, words)| *words);
                let also: String = also.collect();
                let words = fold(&format!("{} {} {also}", binding.hint, binding.help));
                let fits: Option<Vec<_>> =
                    typed.split(' ').filter(|w| !w.is_empty()).map(|w| ranker.fit(w, &words)).collect();
                // Sort by the worst match of a word, then by whether the words stand there as they were typed; what belongs to
                // the pane first, then what begins with them. Keep the order of the table among equals.
                let parted = !format!(" {words} ").contains(&format!(" {typed} "));
                let later = !fold(binding.help).starts_with(&typed);
                fits.map(|fits| (fits.into_iter().max(), parted, binding.context == Context::Global, later, at))
            })
            .collect();
        ranked.sort();
        self.entries = ranked.into_iter().map(|(.., at)| at).collect();
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// An action of another pane that the typed words begin, where no action here has them: in which pane, and its keys.
    fn elsewhere(&self) -> Option<&Binding> {
        let typed = fold(self.prompt.text().trim());
        let begins = |binding: &Binding| fold(binding.help).starts_with(&typed);
        let is_here = self.entries.iter().filter_map(|&at| self.binding(at)).any(begins);
        let is_other = |b: &&Binding| b.context == Context::Timeline && b.context != self.context && begins(b);
        self.keymap.bindings().iter().find(is_other).filter(|_| !typed.is_empty() && !is_here)
    }

    /// The typed date, if it is one with its year; several where it can be read in several ways. They are listed first.
    pub fn typed_dates(&self) -> Vec<When> {
        periods(self.prompt.text()).unwrap_or_default()
    }

    /// The typed date, if it is selected.
    pub fn date(&self) -> Option<When> {
        self.typed_dates().get(self.list.cursor).copied()
    }

    /// The selected action.
    pub fn selected(&self) -> Option<Action> {
        let at = self.list.cursor.checked_sub(self.typed_dates().len())?;
        self.binding(*self.entries.get(at)?).map(|b| b.action)
    }

    /// The typed text as a query for the finder, if that row is selected. It is the last one.
    pub fn query(&self) -> Option<&str> {
        let typed = self.prompt.text().trim();
        (!typed.is_empty() && self.list.cursor + 1 == self.row_count()).then_some(typed)
    }

    fn binding(&self, at: usize) -> Option<&Binding> {
        self.keymap.bindings().get(at)
    }
}

impl OverlayPane for Palette {
    fn context(&self) -> Context {
        Context::Palette
    }

    fn row_count(&self) -> usize {
        let query = usize::from(!self.prompt.text().trim().is_empty());
        self.entries.len() + self.typed_dates().len() + query
    }

    has_list!();

    fn rows(&self, area: Rect) -> Rect {
        results(inner(area))
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn edited(&mut self) -> bool {
        self.search();
        false
    }

    /// Actions that are not available are dim, with the reason.
    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        canvas::overlay_frame(theme, &format!("Actions · {}", self.context.name()), area, buf);
        let cursor = self.prompt.draw(": ", theme, inner(area), buf);
        let list = self.rows(area);
        let columns = usize::from(list.width);
        let mut lines: Vec<Line<'static>> = Vec::new();
        let dates = self.typed_dates();
        for when in dates.iter().skip(self.list.offset).take(list.height.into()) {
            let text = format!("Go to {} in the timeline", when.display());
            lines.push(Line::styled(cut(&text, columns), theme.style(Role::Text)));
        }
        let offset = self.list.offset.saturating_sub(dates.len());
        let entries = self.entries.iter().filter_map(|&at| self.binding(at));
        for binding in entries.skip(offset).take(list.height.into()) {
            let why = (cx.unavailable)(binding.action);
            let role = if why.is_some() { Role::Dim } else { Role::Text };
            let text = why.map_or(binding.help.to_owned(), |why| format!("{} ({why})", binding.help));
            lines.push(Line::from(vec![
                Span::styled(fill(&binding.labels(), 18), theme.style(Role::Key)),
                Span::styled(cut(&text, columns.saturating_sub(18)), theme.style(role)),
            ]));
        }
        let typed = self.prompt.text().trim();
        if !typed.is_empty() && self.row_count() <= self.list.offset + usize::from(list.height) {
            let text = format!("Find “{}” in everything that is open", sanitize::line(typed));
            lines.push(Line::from(vec![
                Span::styled(fill("/", 18), theme.style(Role::Key)),
                Span::styled(cut(&text, columns.saturating_sub(18)), theme.style(Role::Text)),
            ]));
        }
        canvas::rows(theme, &lines, &self.list, self.row_count(), list, buf);
        let below = u16::try_from(self.row_count().saturating_sub(self.list.offset)).unwrap_or(u16::MAX);
        if let Some(binding) = self.elsewhere().filter(|_| below < list.height) {
            let goes = self.keymap.label(self.context, Action::Timeline);
            let text = format!("In the timeline ({goes}) {}: {}", binding.labels(), binding.help);
            let line = Line::styled(cut(&text, columns), theme.style(Role::Notice));
            canvas::window(&[line], 0, Rect { y: list.y + below, height: 1, ..list }, buf);
        }
        cursor
    }
}
