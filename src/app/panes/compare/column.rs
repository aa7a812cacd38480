//! The columns of the comparison: their areas, and the lines of a source. Does not know what is selected in them.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::app::pane::Cx;
use crate::app::panes::passages::source_passages;
use crate::model::silence::Silence;
use crate::model::{ArticleId, In, Subject};
use crate::ui::canvas::inner;
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// Minimum width of a source in columns.
const MIN_WIDTH: u16 = 36;
/// Maximum number of visible sources. More are unreadable side by side.
const MAX_SOURCES: u16 = 4;

/// The areas of the visible ones of so many sources.
pub fn areas(sources: usize, area: Rect) -> Vec<Rect> {
    let [_, body] = Layout::vertical([Constraint::Length(3), Constraint::Min(1)]).areas(inner(area));
    let shown = usize::from((area.width / MIN_WIDTH).clamp(1, MAX_SOURCES)).min(sources.max(1));
    Layout::horizontal(vec![Constraint::Fill(1); shown]).spacing(3).split(body).to_vec()
}

/// The area of a source's passages, below its name.
pub fn body(column: Rect) -> Rect {
    let [_, body] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(column);
    body
}

/// The lines of a source, and the first one on a row of the ledger.
pub fn lines(
    cx: &Cx,
    subject: &Subject,
    row: usize,
    article: In<ArticleId>,
    columns: usize,
) -> (Vec<Line<'static>>, usize) {
    let ledger = subject.ledger();
    match ledger.columns.iter().position(|c| c.article == article) {
        Some(at) => source_passages(cx, subject, ledger.rows.get(row), at, columns),
        None => {
            let text = if subject.silence(article) == Silence::NotGiven {
                "This article does not report the incident; it was added from the finder."
            } else {
                "Nothing of the incident is drafted from this article; it was added from the finder."
            };
            (paragraph("", cx.theme().style(Role::Dim), text, cx.theme().style(Role::Dim), columns), 0)
        }
    }
}

/// The lines of a source, and the first one in its window. Paging scrolls all columns by the same number of lines, each at
/// most to its end.
pub fn window(
    cx: &Cx,
    subject: &Subject,
    (row, scroll): (usize, isize),
    article: In<ArticleId>,
    body: Rect,
) -> (Vec<Line<'static>>, usize) {
    let (lines, start) = lines(cx, subject, row, article, body.width.into());
    let last = lines.len().saturating_sub(usize::from(body.height));
    let offset = start.saturating_add_signed(scroll).min(last.max(start));
    (lines, offset)
}
