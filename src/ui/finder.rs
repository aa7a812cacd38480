//! The finder over the panes: the prompt, the hits, and why each is one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::text::{cut, fill, fill_left, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::finder::Finder;
use crate::gate;
use crate::headless::words;
use crate::search::{Hit, Target};

/// Hits in sight: the prompt and a blank line stand above them.
pub fn height(area: Rect) -> u16 {
    layout::inner(area).height.saturating_sub(2).max(1)
}

/// Draws the finder; gives the place of the prompt's cursor.
pub fn draw(ctx: &Ctx, finder: &Finder, area: Rect, buf: &mut Buffer) -> Option<Position> {
    Clear.render(area, buf);
    let found = words::count(finder.hits.len(), "hit");
    let title = if finder.input.value().is_empty() { "Find".to_owned() } else { format!("Find · {found}") };
    frame::pane(ctx, &title, true, area, buf);
    let inner = layout::inner(area);
    let columns = usize::from(inner.width);
    let room = columns.saturating_sub(4);
    let scroll = finder.input.visual_scroll(room);
    let typed: String = gate::line(finder.input.value()).chars().skip(scroll).collect();
    let prompt = Line::from(vec![
        Span::styled("/ ", ctx.theme.style(Role::Key)),
        Span::styled(cut(&typed, columns - 2), ctx.theme.style(Role::Title)),
    ]);
    super::window(&[prompt], 0, inner, buf);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let lines: Vec<Line<'static>> = if finder.hits.is_empty() {
        let text = if finder.input.value().trim().is_empty() {
            "Type part of a name, a place, a title, in any order: kerman, shrine iran, gwader …"
        } else {
            "Nothing here is called that. Try fewer or other letters."
        };
        super::text::wrap(text, columns).into_iter().map(|l| Line::styled(l, ctx.theme.style(Role::Dim))).collect()
    } else {
        let end = finder.list.offset + usize::from(list.height);
        (finder.list.offset..end.min(finder.hits.len())).map(|i| hit(ctx, &finder.hits[i], columns)).collect()
    };
    super::window(&lines, 0, list, buf);
    if let Some(row) = finder.list.cursor.checked_sub(finder.list.offset).filter(|_| !finder.hits.is_empty()) {
        let y = list.y + u16::try_from(row).unwrap_or(0);
        if y < list.bottom() {
            buf.set_style(Rect { y, height: 1, ..list }, ctx.theme.style(Role::Selected));
        }
    }
    let at = finder.input.visual_cursor().max(scroll) - scroll;
    let x = inner.x + 2 + u16::try_from(at.min(room)).unwrap_or(0);
    Some(Position { x, y: inner.y })
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
