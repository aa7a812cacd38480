//! What the timeline can be narrowed to, over the panes: facets at the left, the values of one with their counts.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{fill, fill_left};
use super::theme::Role;
use super::{Ctx, finder, frame, layout};
use crate::app::State;
use crate::app::filter::Facets;
use crate::model::figure::thousands;
use crate::present::words::count;
use crate::sanitize;
use crate::search::filter_result::FACETS;

/// Columns of the facets' names.
const NAMES: u16 = 31;

/// Where the values stand.
pub fn values(area: Rect) -> Rect {
    let inner = layout::inner(area);
    Rect {
        x: inner.x + NAMES.min(inner.width),
        y: inner.y + 2,
        width: inner.width.saturating_sub(NAMES),
        height: inner.height.saturating_sub(2),
    }
}

/// Draws the list; gives the place of the prompt's cursor.
pub fn draw(ctx: &Ctx, state: &State, facets: &Facets, area: Rect, buf: &mut Buffer) -> Option<Position> {
    finder::clear(area, buf);
    let shown = if state.filter.is_waiting() {
        "counting …".to_owned()
    } else {
        format!(
            "{} of {}",
            thousands(narrow(state.timeline.shown.len())),
            count(state.timeline.all.len(), "entry").replace("entrys", "entries")
        )
    };
    frame::pane(ctx, &format!("Filter · {shown}"), true, area, buf);
    let inner = layout::inner(area);
    let cursor = finder::prompt(ctx, "f ", &facets.prompt, inner, buf);
    let chips = if state.filter.is_on() {
        state.filter.chips().join("  ")
    } else {
        "Nothing is left out. Type to narrow the values, or a field such as killed:>50.".to_owned()
    };
    let chips = Line::styled(fill(&sanitize::line(&chips), inner.width.into()), ctx.theme.style(Role::Notice));
    super::window(&[chips], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
    let names: Vec<Line<'static>> = FACETS
        .iter()
        .enumerate()
        .map(|(n, (field, title))| {
            let chosen = state.filter.chips().iter().any(|c| c.starts_with(&format!("{field}:")));
            let sign = if chosen { "●" } else { " " };
            let role = if n == facets.facet { Role::Selected } else { Role::Text };
            Line::styled(fill(&format!("{sign} {title:<15} {field}:"), usize::from(NAMES) - 2), ctx.theme.style(role))
        })
        .collect();
    let list = values(area);
    super::window(&names, 0, Rect { x: inner.x, width: NAMES, ..list }, buf);
    let columns = usize::from(list.width);
    let most = facets.values.iter().map(|v| v.count).max().unwrap_or(1).max(1);
    let field = FACETS.get(facets.facet).map_or("", |(field, _)| *field);
    let lines: Vec<Line<'static>> = facets
        .values
        .iter()
        .skip(facets.list.offset)
        .take(list.height.into())
        .map(|value| {
            const BAR: usize = 10;
            let chosen = state.filter.has(field, &value.value);
            let sign = if chosen { "● " } else { "  " };
            let bar = "█".repeat((value.count * BAR).div_ceil(most));
            let number = fill_left(&thousands(narrow(value.count)), 10);
            let room = columns.saturating_sub(2 + 10 + 1 + BAR);
            Line::from(vec![
                Span::styled(sign, ctx.theme.style(Role::Key)),
                Span::styled(fill(&sanitize::line(&value.label), room), ctx.theme.style(Role::Text)),
                Span::styled(format!("{number} "), ctx.theme.style(Role::Dim)),
                Span::styled(fill(&bar, BAR), ctx.theme.style(Role::Wording)),
            ])
        })
        .collect();
    if lines.is_empty() {
        let said = if state.filter.is_waiting() && facets.all.is_empty() { "counting …" } else { "No value here." };
        super::window(&[Line::styled(said, ctx.theme.style(Role::Dim))], 0, list, buf);
    }
    super::window(&lines, 0, list, buf);
    finder::select(ctx, &facets.list, facets.values.len(), list, buf);
    finder::more(ctx, &facets.list, facets.values.len(), list, buf);
    cursor
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
