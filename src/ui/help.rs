//! The list of keys, from the one table. What means nothing now is dim and says why.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::text::{cut, fill};
use super::theme::Role;
use super::{Ctx, finder, frame, layout};
use crate::app::list::List;
use crate::keymap::{Action, Context, doc};

/// Says why an action means nothing now, if so.
pub type Unavailable<'a> = dyn Fn(Action) -> Option<&'static str> + 'a;

/// Draws the list of keys, those of `here` first.
pub fn draw(ctx: &Ctx, help: &List, here: Context, unavailable: &Unavailable, area: Rect, buf: &mut Buffer) {
    finder::clear(area, buf);
    frame::pane(ctx, "Keys", true, area, buf);
    let inner = layout::inner(area);
    let lines = content(ctx, here, unavailable, inner.width);
    super::window(&lines, help.offset, inner, buf);
    super::detail::more(ctx, lines.len(), help.offset, area, buf);
}

/// The keys of where one is, then the signs, then all other contexts with their keys.
pub fn content(ctx: &Ctx, here: Context, unavailable: &Unavailable, columns: u16) -> Vec<Line<'static>> {
    let columns = usize::from(columns);
    let mut lines = keys(ctx, here, unavailable, columns);
    lines.extend(signs(ctx, columns));
    for context in Context::ALL.into_iter().filter(|c| *c != here) {
        lines.extend(keys(ctx, context, if context == Context::Global { unavailable } else { &|_| None }, columns));
    }
    lines.pop();
    lines
}

fn signs(ctx: &Ctx, columns: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled("Signs", ctx.theme.style(Role::Title))];
    for (glyph, role, what) in [
        ("●", Role::Same, "sources of several origins say the same"),
        ("◐", Role::Compatible, "they differ, and can all be right"),
        ("✗", Role::Conflict, "they cannot all be right"),
        ("·", Role::Single, "only one origin speaks"),
        ("◐ 3", Role::Compatible, "how many origins tell of it; * what you marked"),
        ("≈ ≥ > ≤", Role::Value, "about, at least, more than, at most"),
        ("¶", Role::Key, "the paragraph that says so"),
    ] {
        lines.push(Line::from(vec![
            Span::styled(format!("  {}", fill(glyph, 20)), ctx.theme.style(role)),
            Span::styled(cut(what, columns.saturating_sub(22)), ctx.theme.style(Role::Text)),
        ]));
    }
    lines.push(Line::default());
    lines
}

fn keys(ctx: &Ctx, context: Context, unavailable: &Unavailable, columns: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(context.name(), ctx.theme.style(Role::Title))];
    for binding in doc::of(context) {
        let why = unavailable(binding.action);
        let role = if why.is_some() { Role::Dim } else { Role::Text };
        let text = why.map_or(binding.help.to_owned(), |why| format!("{} ({why})", binding.help));
        lines.push(Line::from(vec![
            Span::styled(format!("  {}", fill(&doc::chords(binding), 20)), ctx.theme.style(Role::Key)),
            Span::styled(cut(&text, columns.saturating_sub(22)), ctx.theme.style(role)),
        ]));
    }
    lines.push(Line::default());
    lines
}
