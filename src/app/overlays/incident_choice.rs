//! The incidents to choose from for a decision: the likeliest first, with the reason, then in time; narrowed by typed words.
//! Decides nothing itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::app::overlays::decision_form::DecisionForm;
use crate::desk::by_hand::HandClaim;
use crate::desk::decision::MovedDrafts;
use crate::desk::item::ClaimKey;
use crate::desk::likely::LikelyIncident;
use crate::keymap::Context;
use crate::model::{Corpus, When};
use crate::present::words;
use crate::sanitize;
use crate::search::fold::fold;
use crate::ui::canvas::{self, inner};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill, width};
use crate::ui::theme::Role;

/// Columns of a date.
const DATE: usize = 14;
/// The least columns that a title keeps beside the reason for its place.
const TITLE: usize = 24;

/// What the incident is chosen for.
#[derive(Debug, Clone)]
pub enum ChoiceFor {
    /// Drafts are moved to it.
    Move(MovedDrafts),
    /// A claim is about it and others together.
    Several(ClaimKey),
    /// A claim made by hand, in this form, is about it.
    Claim(HandClaim, Box<DecisionForm>),
    /// The incident with this id is joined with it.
    Join(String),
}

/// An incident to choose.
#[derive(Debug, Clone)]
struct ChoiceRow {
    id: String,
    title: String,
    date: String,
    /// Why it is likely; empty if nothing speaks for it.
    reason: String,
    folded: String,
}

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenIncident {
    /// The incident with this id and title.
    Known(String, String),
    /// A new one with the typed title.
    New(String),
}

/// The list.
#[derive(Debug, Clone)]
pub struct IncidentChoice {
    /// What the incident is chosen for.
    pub purpose: ChoiceFor,
    /// What is moved or joined, in words.
    subject: String,
    all: Vec<ChoiceRow>,
    /// The positions of those that the typed words match.
    rows: Vec<usize>,
    /// The positions of those that are ticked, where several can be chosen; how many were from the beginning.
    ticks: Vec<usize>,
    began_with: usize,
    prompt: Prompt,
    list: List,
}

impl IncidentChoice {
    /// These incidents, the likeliest first.
    pub fn new(corpus: &Corpus, purpose: ChoiceFor, subject: String, likely: Vec<LikelyIncident>) -> Self {
        let row = |LikelyIncident { id, reason }: LikelyIncident| {
            let incident = corpus.incident(id);
            let (id, title) = (corpus.str(incident.id).to_owned(), corpus.str(incident.title).to_owned());
            let folded = fold(&format!("{title} {id} {}", words::places(corpus, incident)));
            ChoiceRow { folded, date: incident.date.map(When::display).unwrap_or_default(), reason, id, title }
        };
        let all: Vec<ChoiceRow> = likely.into_iter().map(row).collect();
        let rows = (0..all.len()).collect();
        let (prompt, list) = (Prompt::default(), List::default());
        Self { purpose, subject, all, rows, ticks: Vec::new(), began_with: 0, prompt, list }
    }

    /// The same with the first incidents ticked, of which several can be chosen.
    #[must_use]
    pub fn with_ticks(self, first: usize) -> Self {
        let ticks: Vec<usize> = (0..first.min(self.all.len())).collect();
        Self { began_with: ticks.len(), ticks, ..self }
    }

    /// Whether several can be chosen.
    pub fn takes_several(&self) -> bool {
        matches!(self.purpose, ChoiceFor::Several(_))
    }

    /// Ticks the selected incident, or not any more.
    pub fn tick(&mut self) {
        let Some(&at) = self.rows.get(self.list.cursor) else { return };
        match self.ticks.iter().position(|ticked| *ticked == at) {
            Some(known) => drop(self.ticks.remove(known)),
            None => self.ticks.push(at),
        }
    }

    /// The ids and titles of the ticked incidents; if nobody has ticked any, those from the beginning with the selected one.
    pub fn ticked(&self) -> Vec<(String, String)> {
        let untouched = self.ticks == (0..self.began_with).collect::<Vec<_>>();
        let selected = self.rows.get(self.list.cursor).copied().filter(|at| untouched && !self.ticks.contains(at));
        let all = self.ticks.iter().copied().chain(selected).map(|at| &self.all[at]);
        all.map(|row| (row.id.clone(), row.title.clone())).collect()
    }

    /// Whether a typed title makes a new incident: a claim can be moved to one.
    fn new_title(&self) -> Option<&str> {
        let typed = self.prompt.text().trim();
        (!matches!(self.purpose, ChoiceFor::Join(_) | ChoiceFor::Several(_)) && !typed.is_empty()).then_some(typed)
    }

    /// What Enter chooses. `None` if nothing matches.
    pub fn chosen(&self) -> Option<ChosenIncident> {
        match self.rows.get(self.list.cursor) {
            Some(&at) => Some(ChosenIncident::Known(self.all[at].id.clone(), self.all[at].title.clone())),
            None => self.new_title().map(|title| ChosenIncident::New(title.to_owned())),
        }
    }

    /// What is moved or joined, in words.
    pub fn subject(&self) -> &str {
        &self.subject
    }
}

impl OverlayPane for IncidentChoice {
    fn context(&self) -> Context {
        Context::Incidents
    }

    fn row_count(&self) -> usize {
        self.rows.len() + usize::from(self.new_title().is_some())
    }

    has_list!();

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn edited(&mut self) -> bool {
        let typed = fold(self.prompt.text());
        let fits = |row: &ChoiceRow| typed.split_whitespace().all(|word| row.folded.contains(word));
        self.rows = (0..self.all.len()).filter(|&at| fits(&self.all[at])).collect();
        self.list = List { height: self.list.height, ..List::default() };
        false
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        let title = match self.purpose {
            ChoiceFor::Move(_) => format!("Move to which incident? {}", self.subject),
            ChoiceFor::Several(_) => format!("About which incidents together? Tab ticks · {}", self.subject),
            ChoiceFor::Claim(..) => format!("About which incident? {}", self.subject),
            ChoiceFor::Join(_) => format!("Join with which incident? {}", self.subject),
        };
        canvas::overlay_frame(theme, &sanitize::line(&title), area, buf);
        let cursor = self.prompt.draw("> ", theme, inner(area), buf);
        let list = self.rows(area);
        let columns = usize::from(list.width);
        let visible = self.rows.iter().skip(self.list.offset).take(list.height.into());
        let mut lines: Vec<Line<'static>> = visible
            .map(|&at| {
                let row = &self.all[at];
                let tick = match self.purpose {
                    ChoiceFor::Several(_) if self.ticks.contains(&at) => "✓ ",
                    ChoiceFor::Several(_) => "  ",
                    _ => "",
                };
                let columns = columns.saturating_sub(width(tick));
                let title = sanitize::line(&row.title);
                let room = columns.saturating_sub(DATE);
                // The title goes before the reason where both do not fit.
                let kept = width(&title).min(TITLE.max(room / 2));
                let reason = cut(&sanitize::line(&row.reason), room.saturating_sub(kept + 2));
                let gap = if reason.is_empty() { 0 } else { width(&reason) + 1 };
                let mut line = Line::from(vec![
                    Span::styled(tick, theme.style(Role::Key)),
                    Span::styled(fill(&row.date, DATE), theme.style(Role::Dim)),
                    Span::styled(fill(&title, room.saturating_sub(gap)), theme.style(Role::Text)),
                ]);
                if gap > 0 {
                    line.push_span(Span::styled(format!(" {reason}"), theme.style(Role::Note)));
                }
                line
            })
            .collect();
        match self.new_title() {
            Some(title) => {
                let text = format!("A new incident, “{}”", sanitize::line(title));
                lines.push(Line::styled(cut(&text, columns), theme.style(Role::Notice)));
            }
            None if self.rows.is_empty() => {
                lines.push(Line::styled("no incident matches", theme.style(Role::Dim)));
            }
            None => {}
        }
        canvas::rows(theme, &lines, &self.list, self.row_count(), list, buf);
        cursor
    }
}
