//! The third pane of wide screens: for the selected facet, the passage of every source that speaks of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::text::cut;
use super::theme::Role;
use super::{Ctx, compare, frame, layout};
use crate::app::State;
use crate::app::detail::Item;
use crate::app::state::Focus;
use crate::export::text::superscript;
use crate::model::ClaimId;
use crate::present::words;

/// Draws the pane.
pub fn draw(ctx: &Ctx, state: &State, area: Rect, buf: &mut Buffer) {
    let inner = layout::inner(area);
    let (title, lines) = content(ctx, state, usize::from(inner.width));
    frame::pane(ctx, &title, false, area, buf);
    super::window(&lines, 0, inner, buf);
    super::detail::more(ctx, lines.len(), 0, area, buf);
}

/// The facet of the ledger's selection, or the first figure; the selected source first.
fn content(ctx: &Ctx, state: &State, columns: usize) -> (String, Vec<Line<'static>>) {
    let corpus = ctx.corpus;
    let Some((ledger, items)) = state.ledger_items(ctx.library) else { return (String::new(), Vec::new()) };
    let (row, first) = match state.detail.selected(&items) {
        Some(Item::Cell(row, column, _)) if state.focus == Focus::Ledger => (row, column),
        _ => (ledger.rows.iter().position(|r| r.facet.is_figure()).unwrap_or(0), 0),
    };
    let Some(row) = ledger.rows.get(row) else { return ("Passages".into(), Vec::new()) };
    let mut order: Vec<usize> = (0..ledger.columns.len()).filter(|&c| !row.cells[c].is_empty()).collect();
    order.sort_by_key(|&c| (c != first, c));
    let mut lines = Vec::new();
    for column in order {
        let article = corpus.str(corpus.article(ledger.columns[column].article).id);
        let name = format!("{}{article}", superscript(column + 1));
        lines.push(Line::styled(cut(&name, columns), ctx.theme.style(Role::Title)));
        let cell: &[ClaimId] = &row.cells[column];
        for &account in &ledger.columns[column].accounts {
            if corpus.account(account).claims.ids().any(|c| cell.contains(&c)) {
                lines.extend(compare::passage(ctx, state, &ledger, account, cell, columns));
                lines.push(Line::default());
            }
        }
    }
    (format!("Passages on {}", words::row(row.facet, row.party)), lines)
}
