//! The list of saved filters: each with its filter and the number of entries that it shows. A typed name saves the present
//! filter under it.
//!
//! Knows the names and the counts from the job; filters and saves nothing itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::counting::FilterCounting;
use crate::app::effect::Effect;
use crate::app::entries::arrange::Arrangement;
use crate::app::jobs::Jobs;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::Context;
use crate::sanitize;
use crate::saved_state::saved_filter::{self, SavedFilter};
use crate::search::fold::fold;
use crate::ui::canvas::{self, inner};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill, fill_left};
use crate::ui::theme::Role;

/// Columns of a name.
const NAME: usize = 20;
/// Columns of the numbers of entries.
const NUMBER: usize = 18;

/// What Enter does with the selected row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavedChoice {
    /// Filter by this.
    Apply(SavedFilter),
    /// Save the present filter under this name.
    Save(String),
}

/// The list of saved filters.
#[derive(Debug, Clone, Default)]
pub struct SavedFilters {
    /// A name to find, or to save the present filter under.
    pub prompt: Prompt,
    /// The numbers of entries of each.
    pub counting: FilterCounting,
    named: Vec<SavedFilter>,
    /// The present filter; empty if there is none.
    present: String,
    /// The present order in words; empty for the usual one.
    order: String,
    /// The positions of those that the typed text matches.
    rows: Vec<usize>,
    /// Whether the row that saves the present filter stands before them.
    saves_first: bool,
    list: List,
}

impl SavedFilters {
    /// All saved filters, over the present filter.
    pub fn new(named: &[SavedFilter], present: &str, order: String) -> Self {
        let mut saved = Self { named: named.to_vec(), present: present.trim().to_owned(), order, ..Self::default() };
        saved.narrow();
        saved
    }

    /// Starts a job that counts the entries of each.
    pub fn ask(&mut self, jobs: &mut Jobs) -> Option<Effect> {
        self.counting.ask(jobs, self.named.iter().map(|named| named.filter.as_str()))
    }

    /// The typed name, under which the present filter can be saved.
    fn new_name(&self) -> Option<&str> {
        let name = saved_filter::name(self.prompt.text()).ok()?;
        (!self.present.is_empty()).then_some(name)
    }

    /// What Enter does. The error says why it does nothing.
    pub fn choice(&self) -> Result<SavedChoice, &'static str> {
        if let Some(filter) = self.selected() {
            return Ok(SavedChoice::Apply(filter.clone()));
        }
        let typed = self.prompt.text().trim();
        match self.new_name() {
            Some(name) => Ok(SavedChoice::Save(name.to_owned())),
            None if self.present.is_empty() && saved_filter::name(typed).is_ok() => {
                Err("no saved filter matches, and no filter is on that could be saved under this name")
            }
            None if self.present.is_empty() && !typed.is_empty() => Err("no saved filter matches"),
            None if self.present.is_empty() => Err("no filter is on that could be saved"),
            None if typed.is_empty() => Err("type a name to save the present filter under it"),
            None => Err(saved_filter::name(typed).err().unwrap_or("nothing has that name")),
        }
    }

    /// The selected filter.
    pub fn selected(&self) -> Option<&SavedFilter> {
        let at = self.list.cursor.checked_sub(usize::from(self.saves_first))?;
        self.rows.get(at).map(|&at| &self.named[at])
    }

    fn narrow(&mut self) {
        let typed = fold(self.prompt.text());
        let fits = |named: &SavedFilter| fold(&named.name).contains(&typed);
        self.rows = (0..self.named.len()).filter(|&at| fits(&self.named[at])).collect();
        // A name that is new is most likely for a filter that is saved under none.
        self.saves_first = self
            .new_name()
            .is_some_and(|name| self.named.iter().all(|named| named.name != name && named.filter != self.present));
        self.list = List { height: self.list.height, ..List::default() };
    }

    fn row(&self, cx: &OverlayCx, at: usize, columns: usize) -> Line<'static> {
        let (theme, named) = (cx.cx.theme(), &self.named[at]);
        let number = self.counting.number(&named.filter);
        let room = columns.saturating_sub(NAME + NUMBER + 2);
        let order = named.order.as_ref().map_or_else(String::new, |order| Arrangement::of_saved(order).words());
        let filter = with_order(&named.filter, &order);
        let filter = sanitize::line(&filter);
        Line::from(vec![
            Span::styled(fill(&format!("@{}", sanitize::line(&named.name)), NAME), theme.style(Role::Key)),
            Span::styled(fill(&filter, room), theme.style(Role::Text)),
            Span::styled(fill_left(&number, NUMBER), theme.style(Role::Dim)),
        ])
    }
}

/// A filter, and its order where that is not the usual one.
fn with_order(filter: &str, order: &str) -> String {
    if order.is_empty() { filter.to_owned() } else { format!("{filter} · {order}") }
}

impl OverlayPane for SavedFilters {
    fn context(&self) -> Context {
        Context::Saved
    }

    fn row_count(&self) -> usize {
        self.rows.len() + usize::from(self.new_name().is_some())
    }

    has_list!();

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn edited(&mut self) -> bool {
        self.narrow();
        false
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        canvas::overlay_frame(theme, "Saved filters · entries shown, + possibly", area, buf);
        let cursor = self.prompt.draw("@ ", theme, inner(area), buf);
        let list = self.rows(area);
        let columns = usize::from(list.width);
        let mut lines: Vec<Line<'static>> = self.rows.iter().map(|&at| self.row(cx, at, columns)).collect();
        if let Some(name) = self.new_name() {
            let is_new = self.named.iter().all(|named| named.name != name);
            let how = if is_new { "Save the present filter as" } else { "Save the present filter in place of" };
            let text = format!("{how} @{name}: {}", sanitize::line(&with_order(&self.present, &self.order)));
            let at = if self.saves_first { 0 } else { lines.len() };
            lines.insert(at, Line::styled(cut(&text, columns), theme.style(Role::Notice)));
        }
        lines = lines.into_iter().skip(self.list.offset).take(list.height.into()).collect();
        if self.row_count() == 0 {
            let text = match self.choice() {
                Err(why) => why.to_owned(),
                Ok(_) => String::new(),
            };
            lines.push(Line::styled(cut(&text, columns), theme.style(Role::Dim)));
        }
        canvas::rows(theme, &lines, &self.list, self.row_count(), list, buf);
        cursor
    }
}

/// What to say of a name that no filter has, with one that continues it or that it continues.
pub fn unknown_filter(named: &[SavedFilter], name: &str) -> String {
    let (saved, typed) = (|filter: &SavedFilter| fold(&filter.name), fold(name));
    let goes_on = |long: &str, short: &str| !short.is_empty() && long.starts_with(short);
    let near = named.iter().find(|filter| goes_on(&saved(filter), &typed) || goes_on(&typed, &saved(filter)));
    let meant = near.map_or_else(String::new, |near| format!("; did you mean “@{}”?", near.name));
    format!("no filter is saved as @{name}{meant}")
}
