//! The list of keys, from the one table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::text::{cut, fill};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::list::List;
use crate::keymap::{Context, doc};

/// Draws the list of keys.
pub fn draw(ctx: &Ctx, help: &List, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    frame::pane(ctx, "Keys", true, area, buf);
    let inner = layout::inner(area);
    let lines = content(ctx, inner.width);
    super::window(&lines, help.offset, inner, buf);
    super::detail::more(ctx, lines.len(), help.offset, area, buf);
}

/// Signs first, then every context with its keys.
pub fn content(ctx: &Ctx, columns: u16) -> Vec<Line<'static>> {
    let columns = usize::from(columns);
    let title = ctx.theme.style(Role::Title);
    let mut lines = vec![Line::styled("Signs", title)];
    for (glyph, role, what) in [
        ("●", Role::Same, "sources of several origins say the same"),
        ("◐", Role::Compatible, "they differ, and can all be right"),
        ("✗", Role::Conflict, "they cannot all be right"),
        ("·", Role::Single, "only one origin speaks"),
        ("≈ ≥ > ≤", Role::Value, "about, at least, more than, at most"),
        ("¶", Role::Key, "the paragraph that says so"),
    ] {
        lines.push(Line::from(vec![
            Span::styled(format!("  {}", fill(glyph, 20)), ctx.theme.style(role)),
            Span::styled(cut(what, columns.saturating_sub(22)), ctx.theme.style(Role::Text)),
        ]));
    }
    for context in Context::ALL {
        lines.push(Line::default());
        lines.push(Line::styled(context.name(), title));
        for binding in doc::of(context) {
            lines.push(Line::from(vec![
                Span::styled(format!("  {}", fill(&doc::chords(binding), 20)), ctx.theme.style(Role::Key)),
                Span::styled(cut(binding.help, columns.saturating_sub(22)), ctx.theme.style(Role::Text)),
            ]));
        }
    }
    lines
}
