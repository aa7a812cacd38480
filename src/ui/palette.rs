//! The palette over the panes: every action of where one is, with its keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{cut, fill};
use super::theme::Role;
use super::{Ctx, finder, frame, layout};
use crate::app::palette::Palette;
use crate::keymap::{Action, doc};

/// Draws the palette; gives the place of the prompt's cursor. Actions that mean nothing now are dim.
pub fn draw(
    ctx: &Ctx,
    palette: &Palette,
    unavailable: &dyn Fn(Action) -> Option<&'static str>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    finder::clear(area, buf);
    frame::pane(ctx, &format!("Actions · {}", palette.context.name()), true, area, buf);
    let inner = layout::inner(area);
    let cursor = finder::prompt(ctx, ": ", &palette.prompt, inner, buf);
    let list = finder::results(inner);
    let columns = usize::from(list.width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut offset = palette.list.offset;
    if let Some(when) = palette.typed_date() {
        if offset == 0 {
            let text = format!("Go to {} in the timeline", when.display());
            lines.push(Line::styled(cut(&text, columns), ctx.theme.style(Role::Text)));
        }
        offset = offset.saturating_sub(1);
    }
    for binding in palette.entries.iter().skip(offset).take(list.height.into()) {
        let why = unavailable(binding.action);
        let role = if why.is_some() { Role::Dim } else { Role::Text };
        let text = why.map_or(binding.help.to_owned(), |why| format!("{} ({why})", binding.help));
        lines.push(Line::from(vec![
            Span::styled(fill(&doc::chords(binding), 18), ctx.theme.style(Role::Key)),
            Span::styled(cut(&text, columns.saturating_sub(18)), ctx.theme.style(role)),
        ]));
    }
    if palette.is_empty() {
        lines.push(Line::styled("No action is called that.", ctx.theme.style(Role::Dim)));
    }
    super::window(&lines, 0, list, buf);
    finder::select(ctx, &palette.list, palette.len(), list, buf);
    finder::more(ctx, &palette.list, palette.len(), list, buf);
    cursor
}
