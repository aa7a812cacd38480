//! The list of facets to filter by: facets at the left, the values of one with their counts at the right. A typed text lists
//! what it matches in all facets, and what else it can mean.
//!
//! Knows the counts from the jobs; filters no entries itself.

mod chosen;
mod names;
mod row;
mod year_line;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use names::NAMES;
use row::{GreatestNumbers, RowLayout, ShownValue, ValueColumns, ValueNumbers};

use crate::app::effect::Effect;
use crate::app::filter::Filter;
use crate::app::job::{Job, JobId};
use crate::app::jobs::Jobs;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::{Action, Context};
use crate::model::Corpus;
use crate::model::figure::thousands;
use crate::present::words::count;
use crate::sanitize;
use crate::saved_state::saved_filter::is_named;
use crate::search::Query;
use crate::search::facets::{ValueFit, find_values};
use crate::search::filter_result::{FACETS, FacetCounts, FacetValue, FilterCount};
use crate::search::fold::fold;
use crate::search::suggestion::{FilterPart, Suggestion, suggestions};
use crate::search::year_profile::YearAxis;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill, width};
use crate::ui::theme::Role;

/// Of how many rows the labels are measured; a data set can have tens of thousands.
const MEASURED: usize = 500;
/// Rows inside the frame from which on the columns have a head and a foot.
const TALL: u16 = 15;

/// The rows of the head and of the foot of the columns.
fn head_and_foot(inner: Rect) -> (u16, u16) {
    if inner.height >= TALL { (1, 1) } else { (0, 0) }
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// A value, by the numbers of its facet and of it in the facet; whether it is only similar to the typed text.
    Value { facet: usize, at: usize, similar: bool },
    /// Something else that the typed text can mean.
    Suggestion(usize),
}

/// The facets and the values listed.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// A value of any facet, a date, a figure, or a query to add to the filter.
    pub prompt: Prompt,
    /// The running job that counts what the typed text can mean.
    pub job: Option<JobId>,
    /// The part of the filter that is edited: what is chosen stands in its place.
    pub edited: Option<String>,
    /// Whether to choose the first row when the numbers arrive, because Enter was pressed before.
    pub eager: bool,
    /// All facets with their counts; empty until the job ends.
    all: Arc<[FacetCounts]>,
    /// The years over which their entries lie.
    axis: Option<YearAxis>,
    /// The selected facet.
    facet: usize,
    /// What the typed text can mean, and the numbers of each once they are counted.
    suggestions: Vec<Suggestion>,
    counts: Vec<FilterCount>,
    /// The values and meanings listed.
    rows: Vec<Row>,
    /// What stands beside them.
    layout: RowLayout,
    /// Selection and scroll of the rows.
    list: List,
}

impl Facets {
    /// Takes the numbers of what the typed text can mean.
    pub fn take_counts(&mut self, counts: Vec<FilterCount>) {
        let chosen = self.chosen();
        (self.job, self.counts) = (None, counts);
        self.list_again(chosen.as_ref());
    }

    /// Starts a job that counts what the typed text can mean, if it is no listed value alone.
    pub fn ask(&mut self, jobs: &mut Jobs, filter: &Filter) -> Option<Effect> {
        self.job = None;
        (!self.suggestions.is_empty()).then_some(())?;
        let mut filter = filter.clone();
        self.edited.iter().for_each(|edited| filter.remove(edited));
        let filters = self.suggestions.iter().map(|suggestion| filter.with(&suggestion.part)).collect();
        let (id, effect) = jobs.start(Job::Count(filters));
        self.job = Some(id);
        Some(effect)
    }

    /// Whether Enter must wait: the user has chosen no row, and a better one may come.
    pub fn is_undecided(&self) -> bool {
        let typed = self.prompt.text().trim();
        let whole = self.rows.first().is_some_and(|row| match *row {
            Row::Value { facet, at, .. } => self.all[facet].values[at].is(typed, &fold(typed)),
            Row::Suggestion(n) => self.suggestions[n].fit == Some(ValueFit::Whole),
        });
        self.is_waiting() && self.list.cursor == 0 && !whole
    }

    /// Whether more rows may come.
    fn is_waiting(&self) -> bool {
        !self.suggestions.is_empty() && (self.job.is_some() || self.all.is_empty())
    }

    /// Replaces the typed text.
    pub fn retype(&mut self, prompt: Prompt) {
        self.prompt = prompt;
        self.narrow();
    }

    /// Finds what the typed text matches and means.
    fn narrow(&mut self) {
        self.suggestions = suggestions(self.prompt.text());
        (self.job, self.eager, self.counts) = (None, false, Vec::new());
        self.lay_out();
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// Lists the rows, and finds what stands beside them.
    fn lay_out(&mut self) {
        self.rows = if is_named(self.prompt.text()) { Vec::new() } else { self.found() };
        let first = || self.rows.iter().take(MEASURED);
        let longest = first().map(|row| width(&self.label(*row).1)).max().unwrap_or(0);
        let has_years = |row: &Row| self.value(*row).is_some_and(|value| !value.years.is_empty());
        let is_cut = self.rows.iter().any(|row| self.value(*row).is_some_and(|value| value.years.is_beyond()));
        let axis = self.axis.filter(|_| first().any(has_years)).map(|axis| axis.cut_if(is_cut));
        let greatest = GreatestNumbers::of(self.rows.iter().map(|row| self.numbers(*row)));
        self.layout = RowLayout { with_title: self.is_typed(), longest, axis, greatest };
    }

    /// The value of a row.
    fn value(&self, row: Row) -> Option<&FacetValue> {
        match row {
            Row::Value { facet, at, .. } => self.all.get(facet)?.values.get(at),
            Row::Suggestion(_) => None,
        }
    }

    /// The rows: the values of the selected facet, or what the typed text matches in all facets and what else it means.
    fn found(&self) -> Vec<Row> {
        let typed = self.prompt.text();
        if typed.trim().is_empty() {
            let values = self.all.get(self.facet).map_or(0, |facet| facet.values.len());
            return (0..values).map(|at| Row::Value { facet: self.facet, at, similar: false }).collect();
        }
        let mut rows: Vec<(ValueFit, Row)> = Vec::new();
        let is_query = |s: &Suggestion| matches!(s.part, FilterPart::Query(_)) && s.fit.is_some();
        if !self.suggestions.iter().any(is_query) {
            let values = find_values(&self.all, typed, self.facet).into_iter();
            rows.extend(
                values.map(|f| (f.fit, Row::Value { facet: f.facet, at: f.at, similar: f.fit == ValueFit::Similar })),
            );
        }
        let listed = |suggestion: &Suggestion| match &suggestion.part {
            FilterPart::Value(field, value) => self.value_of(&rows, field).any(|v| v.value == *value),
            FilterPart::Query(_) => false,
        };
        let sure = self.suggestions.iter().enumerate().filter(|(_, suggestion)| !listed(suggestion));
        let sure: Vec<_> = sure.filter_map(|(n, suggestion)| Some((suggestion.fit?, Row::Suggestion(n)))).collect();
        if !sure.is_empty() {
            rows.retain(|(fit, _)| *fit != ValueFit::Similar);
        }
        let open = self.suggestions.iter().enumerate().zip(&self.counts).filter(|((_, suggestion), count)| {
            let shows = count.certain + count.possible > 0;
            // Those that show what a listed value of that name shows say nothing new.
            let same = |v: &FacetValue| (v.count, v.possible) == (count.certain, count.possible);
            let is_new = match &suggestion.part {
                FilterPart::Value(field, _) => !self.value_of(&rows, field).any(same),
                FilterPart::Query(_) => true,
            };
            suggestion.fit.is_none() && shows && is_new
        });
        let open: Vec<_> =
            open.map(|((n, s), count)| (s.fit_as_read(count.reading.as_deref()), Row::Suggestion(n))).collect();
        rows.extend(sure);
        rows.extend(open);
        rows.sort_by_key(|(fit, _)| *fit);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Values of a field among rows.
    fn value_of<'f>(&'f self, rows: &'f [(ValueFit, Row)], field: &'f str) -> impl Iterator<Item = &'f FacetValue> {
        rows.iter().filter_map(move |(_, row)| match *row {
            Row::Value { facet, at, .. } if self.all[facet].field == field => self.all[facet].values.get(at),
            _ => None,
        })
    }

    /// Selects the next or previous facet.
    pub fn turn(&mut self, forward: bool) {
        self.facet = (self.facet + if forward { 1 } else { FACETS.len() - 1 }) % FACETS.len();
        self.retype(Prompt::default());
    }

    /// The typed text, if it is a query with fields.
    pub fn typed(&self, corpus: &Corpus) -> Option<String> {
        let text = self.prompt.text().trim();
        let query = Query::parse_in(text, corpus);
        // An unclosed quotation mark would include the next chip.
        let closed = text.matches('"').count().is_multiple_of(2);
        (closed && !query.filters.is_empty() && query.problems.is_empty()).then(|| text.to_owned())
    }

    /// The numbers of entries that the selected row shows, certainly and possibly; `None` until they are counted.
    pub fn selected_count(&self) -> Option<(usize, usize)> {
        self.numbers(*self.rows.get(self.list.cursor)?).entries
    }

    /// Why nothing is listed.
    pub fn nothing(&self, corpus: &Corpus) -> String {
        let problem = Query::parse_in(self.prompt.text(), corpus).problems.into_iter().next().map(|p| p.why);
        problem.unwrap_or_else(|| "no value matches; you can also type a field such as killed:>50".to_owned())
    }

    fn numbers(&self, row: Row) -> ValueNumbers {
        match row {
            Row::Value { .. } => {
                let value = self.value(row);
                ValueNumbers { entries: value.map(|v| (v.count, v.possible)), killed: value.map(|v| v.killed) }
            }
            Row::Suggestion(n) => {
                ValueNumbers { entries: self.counts.get(n).map(|count| (count.certain, count.possible)), killed: None }
            }
        }
    }

    /// Title and label of a row.
    fn label(&self, row: Row) -> (&str, String) {
        match row {
            Row::Value { facet, at, similar } => {
                let facet = &self.all[facet];
                (facet.title, format!("{}{}", if similar { "≈ " } else { "" }, facet.values[at].label))
            }
            Row::Suggestion(n) => {
                let suggestion = &self.suggestions[n];
                let reading = self.counts.get(n).and_then(|count| count.reading.as_ref());
                let label = match (&suggestion.part, reading) {
                    // A name as it was read, as chips show it.
                    (FilterPart::Value(..), Some(reading)) if suggestion.fit.is_none() => reading,
                    _ => &suggestion.label,
                };
                (suggestion.title, label.clone())
            }
        }
    }

    fn is_typed(&self) -> bool {
        !self.prompt.text().trim().is_empty()
    }

    /// A row as it is shown.
    fn shown(&self, cx: &OverlayCx, row: Row) -> ShownValue<'_> {
        let (title, label) = self.label(row);
        let part = match row {
            Row::Value { facet, at, .. } => Some((self.all[facet].field, self.all[facet].values[at].value.as_str())),
            Row::Suggestion(n) => match &self.suggestions[n].part {
                FilterPart::Value(field, value) => Some((*field, value.as_str())),
                FilterPart::Query(_) => None,
            },
        };
        let chosen = part.is_some_and(|(field, value)| cx.cx.filter.has(field, value));
        let title = if self.is_typed() { title } else { "" };
        let years = self.value(row).map(|value| &value.years);
        ShownValue { chosen, title, label, numbers: self.numbers(row), years }
    }
}

impl OverlayPane for Facets {
    fn context(&self) -> Context {
        Context::Filter
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    has_list!();

    /// The area beside the names of the facets; all of it once something is typed.
    fn rows(&self, area: Rect) -> Rect {
        let inner = inner(area);
        let names = if self.is_typed() { 0 } else { NAMES.min(inner.width) };
        let (head, foot) = head_and_foot(inner);
        let height = inner.height.saturating_sub(2 + head + foot);
        Rect { x: inner.x + names, y: inner.y + 2 + head, width: inner.width - names, height }
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn edited(&mut self) -> bool {
        self.narrow();
        true
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        let shown = if cx.cx.filter.is_waiting() {
            "counting …".to_owned()
        } else {
            let possible = match cx.cx.entries.possible.len() {
                0 => String::new(),
                possible => format!(" · {} possibly", thousands(possible)),
            };
            let (passing, listed) = (cx.cx.entries.shown.len(), cx.cx.entries.listed_certain().len());
            let key = cx.cx.keymap.label(Context::Timeline, Action::ToldBy);
            let hidden = if listed == passing { String::new() } else { format!(", {key} lists {}", thousands(listed)) };
            format!("{} of {}{hidden}{possible}", thousands(passing), count(cx.cx.entries.all.len(), "entry"))
        };
        canvas::overlay_frame(theme, &format!("Filter · {shown}"), area, buf);
        let inner = inner(area);
        let cursor = self.prompt.draw("f ", theme, inner, buf);
        let chips = if cx.cx.filter.is_on() {
            cx.cx.filter.shown_chips(&cx.cx.workspace.corpus).join("  ")
        } else {
            "No filter. Type a name, kind, date or number, or a field: killed:>50.".to_owned()
        };
        let chips = Line::styled(fill(&sanitize::line(&chips), inner.width.into()), theme.style(Role::Notice));
        window(&[chips], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
        let list = self.rows(area);
        if !self.is_typed() {
            let names = names::lines(|field| cx.cx.filter.has_field(field), self.facet, theme);
            window(&names, 0, Rect { x: inner.x, width: NAMES, ..list }, buf);
        }
        let (head, foot) = head_and_foot(inner);
        // Years are drawn only where their ends are said.
        let layout = RowLayout { axis: self.layout.axis.filter(|_| head > 0), ..self.layout };
        let columns = ValueColumns::new(layout, list.width.into());
        let visible = self.rows.iter().skip(self.list.offset).take(list.height.into());
        let lines: Vec<Line<'static>> = visible.map(|row| columns.line(&self.shown(cx, *row), theme)).collect();
        if head > 0 && !lines.is_empty() {
            window(&[columns.head(theme)], 0, Rect { y: list.y - 1, height: 1, ..list }, buf);
        }
        if let Some(legend) = columns.legend().filter(|_| !lines.is_empty()) {
            canvas::foot(theme, &legend, Role::Dim, area, buf);
        }
        if let Some(row) = self.rows.get(self.list.cursor).filter(|_| foot > 0) {
            let text = row::foot(cx.cx.workspace, &self.shown(cx, *row));
            let foot = Line::styled(cut(&sanitize::line(&text), inner.width.into()), theme.style(Role::Dim));
            window(&[foot], 0, Rect { y: inner.bottom() - 1, height: 1, ..inner }, buf);
        }
        if lines.is_empty() {
            let text = match () {
                () if is_named(self.prompt.text()) => names::saved(cx.saved_filters, self.prompt.text()),
                () if self.typed(&cx.cx.workspace.corpus).is_some() => "Enter adds this to the filter.".to_owned(),
                () if self.is_waiting() => "counting …".to_owned(),
                () if self.is_typed() => self.nothing(&cx.cx.workspace.corpus),
                () => "No values.".to_owned(),
            };
            window(&row::told(&text, list.width.into(), theme), 0, list, buf);
        }
        canvas::rows(theme, &lines, &self.list, self.rows.len(), list, buf);
        cursor
    }
}
