//! The columns of the comparison: their areas, and the lines of a source. Does not know what is selected in them.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::app::marks::MarkTarget;
use crate::app::pane::Cx;
use crate::app::panes::passages::source_passages;
use crate::model::silence::Silence;
use crate::model::{ArticleId, In, Subject};
use crate::present::words::{self, superscript};
use crate::ui::canvas::inner;
use crate::ui::text::{cut, paragraph, wrap};
use crate::ui::theme::Role;

/// Minimum width of a source in columns.
const MIN_WIDTH: u16 = 36;
/// Maximum number of visible sources. More are unreadable side by side.
const MAX_SOURCES: u16 = 4;

/// Most lines of who published a source when.
const MAX_PUBLISHED: usize = 2;

/// The areas of the visible ones of so many sources.
pub fn areas(sources: usize, area: Rect) -> Vec<Rect> {
    let [_, body] = Layout::vertical([Constraint::Length(3), Constraint::Min(1)]).areas(inner(area));
    let shown = usize::from((area.width / MIN_WIDTH).clamp(1, MAX_SOURCES)).min(sources.max(1));
    Layout::horizontal(vec![Constraint::Fill(1); shown]).spacing(3).split(body).to_vec()
}

/// The area of a source's passages, below a head of so many rows.
pub fn body(column: Rect, head: u16) -> Rect {
    let [_, body] = Layout::vertical([Constraint::Length(head), Constraint::Min(1)]).areas(column);
    body
}

/// The head of a source: its number and id, then who published it when.
pub fn head(cx: &Cx, subject: &Subject, article: In<ArticleId>, role: Role, columns: usize) -> Vec<Line<'static>> {
    let ledger = subject.ledger();
    let corpus = subject.corpus(article.member);
    let record = corpus.article(article.id);
    let at = ledger.columns.iter().position(|c| c.article == article);
    let sign = cx.mark_sign(corpus, MarkTarget::Article(article.id)).trim_start();
    let number = at.map_or_else(|| "+".to_owned(), |at| superscript(at + 1));
    let name = format!("{sign}{number}{}", corpus.str(record.id));
    let same_origin = ledger
        .columns
        .iter()
        .position(|c| (c.article.member, c.origin) == (article.member, record.origin) && c.article != article);
    let published = match same_origin {
        Some(other) => format!("same origin as {} · {}", superscript(other + 1), words::source(corpus, record)),
        None => words::source(corpus, record),
    };
    let mut published = wrap(&published, columns);
    if published.len() > MAX_PUBLISHED {
        let rest = published.split_off(MAX_PUBLISHED - 1).join(" ");
        published.push(cut(&rest, columns));
    }
    let published = published.into_iter().map(|line| Line::styled(line, cx.theme().style(Role::Dim)));
    std::iter::once(Line::styled(cut(&name, columns), cx.theme().style(role))).chain(published).collect()
}

/// Rows of these heads, below which passages begin in the same row: as many as the longest needs.
pub fn rows_of(heads: &[Vec<Line<'static>>]) -> u16 {
    heads.iter().map(Vec::len).max().and_then(|rows| u16::try_from(rows).ok()).unwrap_or(0)
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
