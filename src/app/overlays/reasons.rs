//! Why a verdict is what it is: the reasons for one or several rows of a ledger, in sentences.
//!
//! Knows no subject once it is open; has a scroll offset but no selection.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::app::pane::Cx;
use crate::keymap::Context;
use crate::model::Subject;
use crate::present::{why, words};
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, Move};
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// The reasons for verdicts.
#[derive(Debug, Clone)]
pub struct Reasons {
    /// The title of the subject.
    title: String,
    /// Each row with its signs, and its reasons.
    rows: Vec<(String, Vec<String>)>,
    /// The scroll offset.
    list: List,
}

impl Reasons {
    /// The reasons for a row; without one, for the rows that have the verdict of the whole. `None` if there is no row.
    pub fn new(subject: &Subject, row: Option<usize>) -> Option<Self> {
        let ledger = subject.ledger();
        let at: Vec<usize> = match row.filter(|&row| row < ledger.rows.len()) {
            Some(row) => vec![row],
            None => {
                let whole = Some(ledger.verdict());
                (0..ledger.rows.len()).filter(|&row| ledger.rows[row].severity() == whole).collect()
            }
        };
        let told = |at: usize| {
            let (row, reasons) = (&ledger.rows[at], subject.why(at)?);
            let name = words::row(subject.facet_word(row), row.party);
            let head = format!("{name}  {} {}", why::signs(row), why::verdict(subject, row));
            Some((head, why::reasons(subject, row, &reasons)))
        };
        let rows: Vec<(String, Vec<String>)> = at.into_iter().filter_map(told).collect();
        (!rows.is_empty()).then(|| Self { title: subject.title().to_owned(), rows, list: List::default() })
    }

    /// Each row, then its reasons, one to a line.
    fn content(&self, cx: &Cx, columns: u16) -> Vec<Line<'static>> {
        let style = |role| cx.theme().style(role);
        let mut lines = Vec::new();
        for (head, reasons) in &self.rows {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(paragraph("", style(Role::Title), head, style(Role::Title), columns.into()));
            for reason in reasons {
                lines.extend(paragraph("- ", style(Role::Key), reason, style(Role::Text), columns.into()));
            }
        }
        lines
    }
}

impl OverlayPane for Reasons {
    fn context(&self) -> Context {
        Context::Reasons
    }

    fn row_count(&self) -> usize {
        0
    }

    fn list(&self) -> &List {
        &self.list
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.list
    }

    fn rows(&self, area: Rect) -> Rect {
        inner(area)
    }

    /// Scrolls; `fit` keeps the offset in bounds.
    fn go(&mut self, movement: Move) {
        let at = List { cursor: self.list.offset, ..self.list };
        self.list.offset = at.moved(movement, usize::MAX);
    }

    fn fit(&mut self, cx: &OverlayCx, area: Rect) {
        let inner = inner(area);
        let lines = self.content(&cx.cx, inner.width).len();
        self.list.height = inner.height.into();
        self.list.offset = self.list.offset.min(lines.saturating_sub(self.list.height));
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        canvas::clear(area, buf);
        canvas::frame(cx.cx.theme(), &format!("Why · {}", self.title), true, area, buf);
        let inner = inner(area);
        let lines = self.content(&cx.cx, inner.width);
        window(&lines, self.list.offset, inner, buf);
        canvas::more(cx.cx.theme(), lines.len(), self.list.offset, area, buf);
        None
    }

    fn select_at(&mut self, _area: Rect, _at: Position) -> bool {
        false
    }
}
