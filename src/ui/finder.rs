//! The finder over the panes: the prompt, the hits, and why each is one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::text::{cut, fill, fill_left, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::finder::Finder;
use crate::app::list::List;
use crate::app::prompt::Prompt;
use crate::gate;
use crate::headless::words;
use crate::search::{Hit, Target};

/// Where results stand: the prompt and a blank line are above them.
pub fn results(inner: Rect) -> Rect {
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }
}

/// Results in sight.
pub fn height(area: Rect) -> u16 {
    results(layout::inner(area)).height.max(1)
}

/// Takes the area from what lies under it.
pub fn clear(area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
}

/// Draws a prompt into the first row; gives the place of its cursor.
pub fn prompt(ctx: &Ctx, sign: &'static str, prompt: &Prompt, inner: Rect, buf: &mut Buffer) -> Option<Position> {
    let room = usize::from(inner.width).saturating_sub(4);
    let (scroll, at) = prompt.scroll(room);
    let typed: String = prompt.text().chars().skip(scroll).collect();
    let line = Line::from(vec![
        Span::styled(sign, ctx.theme.style(Role::Key)),
        Span::styled(cut(&gate::line(&typed), room + 2), ctx.theme.style(Role::Title)),
    ]);
    super::window(&[line], 0, inner, buf);
    Some(Position { x: inner.x + 2 + u16::try_from(at.min(room)).unwrap_or(0), y: inner.y })
}

/// Marks the selected of `len` results.
pub fn select(ctx: &Ctx, list: &List, len: usize, area: Rect, buf: &mut Buffer) {
    let row = list.cursor.checked_sub(list.offset).and_then(|row| u16::try_from(row).ok());
    if let Some(row) = row.filter(|row| *row < area.height && len > 0) {
        buf.set_style(Rect { y: area.y + row, height: 1, ..area }, ctx.theme.style(Role::Selected));
    }
}

/// Draws the finder; gives the place of the prompt's cursor.
pub fn draw(ctx: &Ctx, finder: &Finder, area: Rect, buf: &mut Buffer) -> Option<Position> {
    clear(area, buf);
    let found = words::count(finder.hits.len(), "hit");
    let typed = finder.prompt.text();
    let title = if typed.is_empty() { "Find".to_owned() } else { format!("Find · {found}") };
    frame::pane(ctx, &title, true, area, buf);
    let inner = layout::inner(area);
    let columns = usize::from(inner.width);
    let cursor = prompt(ctx, "/ ", &finder.prompt, inner, buf);
    let list = results(inner);
    let lines: Vec<Line<'static>> = if finder.hits.is_empty() {
        let text = if typed.trim().is_empty() {
            "Type part of a name, a place, a title, in any order: kerman, shrine iran, gwader …"
        } else {
            "Nothing here is called that. Try fewer or other letters."
        };
        super::text::wrap(text, columns).into_iter().map(|l| Line::styled(l, ctx.theme.style(Role::Dim))).collect()
    } else {
        finder.hits.iter().skip(finder.list.offset).take(list.height.into()).map(|h| hit(ctx, h, columns)).collect()
    };
    super::window(&lines, 0, list, buf);
    select(ctx, &finder.list, finder.hits.len(), list, buf);
    cursor
}

fn hit(ctx: &Ctx, hit: &Hit, columns: usize) -> Line<'static> {
    let corpus = ctx.corpus;
    let (kind, date, title) = match hit.target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            ("incident", words::date(record.date), corpus.str(record.title))
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            ("article", words::date(record.published), corpus.str(record.title))
        }
    };
    let why = cut(&hit.reason(corpus), columns / 3);
    let room = columns.saturating_sub(10 + 14 + width(&why) + 2);
    Line::from(vec![
        Span::styled(fill(kind, 10), ctx.theme.style(Role::Dim)),
        Span::styled(format!("{}  ", fill_left(&date, 12)), ctx.theme.style(Role::Dim)),
        Span::styled(fill(title, room), ctx.theme.style(Role::Text)),
        Span::styled(format!("  {why}"), ctx.theme.style(Role::Wording)),
    ])
}
