//! Sources side by side: two to four columns, each at what it says about the selected facet.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{cut, paragraph, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::State;
use crate::app::compare::Compare;
use crate::headless::text::superscript;
use crate::headless::words;
use crate::model::ledger::{Column, Ledger, Row};
use crate::model::{Claim, ClaimId, Party, Value, Verdict};

/// The least columns in which a source can be read.
const LEAST: u16 = 36;
/// More sources than this cannot be read side by side.
const MOST: u16 = 4;

/// Columns in sight, of how many, and lines in sight.
pub fn shape(ctx: &Ctx, view: &Compare, area: Rect) -> (usize, usize, usize) {
    let columns = Ledger::of(ctx.corpus, view.incident).columns.len();
    let shown = usize::from((area.width / LEAST).clamp(1, MOST)).min(columns.max(1));
    (shown, columns, usize::from(area.height.saturating_sub(6)))
}

/// Draws the comparison; gives the place of the facet bar.
pub fn draw(ctx: &Ctx, state: &State, view: &Compare, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let corpus = ctx.corpus;
    let ledger = Ledger::of(corpus, view.incident);
    let title = format!("{} · side by side", corpus.str(corpus.incident(view.incident).title));
    frame::pane(ctx, &title, true, area, buf);
    let inner = layout::inner(area);
    let [bar, body] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(inner);
    super::window(&facet_bar(ctx, &ledger, view, usize::from(bar.width)), 0, bar, buf);
    let row = ledger.rows.get(view.row);
    let (shown, ..) = shape(ctx, view, area);
    let seen: Vec<(usize, &Column)> = ledger.columns.iter().enumerate().skip(view.first).take(shown).collect();
    let areas = Layout::horizontal(vec![Constraint::Fill(1); seen.len()]).spacing(3).split(body);
    for ((at, column), &area) in seen.iter().zip(areas.iter()) {
        one(ctx, state, view, &ledger, row, (*at, column), area, buf);
        let rule = area.right() + 1;
        if rule < body.right() {
            for y in body.top()..body.bottom() {
                buf.set_string(rule, y, "│", ctx.theme.style(Role::Border));
            }
        }
    }
    Some(Position { x: bar.x, y: bar.y })
}

/// The selected facet with its verdict, and how many sources are out of sight.
fn facet_bar(ctx: &Ctx, ledger: &Ledger, view: &Compare, columns: usize) -> Vec<Line<'static>> {
    let Some(row) = ledger.rows.get(view.row) else {
        return vec![Line::styled("no source makes a claim", ctx.theme.style(Role::Dim))];
    };
    let (verdict, role) = match row.verdict {
        Some(Verdict::Single) => ("· only one origin speaks".to_owned(), Role::Single),
        Some(v) => (format!("{} {}, {} origins", v.glyph(), v.word(), row.origins), Role::of(v)),
        None => ("· told by a summary only".to_owned(), Role::Single),
    };
    let place = format!("{}/{} ", view.row + 1, ledger.rows.len());
    let name = words::row(row.facet, row.party);
    let hidden = ledger.columns.len().saturating_sub(view.shown);
    let hidden = if hidden == 0 {
        String::new()
    } else {
        let last = (view.first + view.shown).min(ledger.columns.len());
        format!("sources {}–{last} of {}, → for more", view.first + 1, ledger.columns.len())
    };
    let used = width(&place) + width(&name) + width(&verdict) + 2;
    let gap = columns.saturating_sub(used + width(&hidden)).max(1);
    vec![Line::from(vec![
        Span::styled(place, ctx.theme.style(Role::Dim)),
        Span::styled(name, ctx.theme.style(Role::Title)),
        Span::styled(format!("  {verdict}"), ctx.theme.style(role)),
        Span::raw(" ".repeat(gap)),
        Span::styled(hidden, ctx.theme.style(Role::Dim)),
    ])]
}

#[expect(clippy::too_many_arguments, reason = "one call site; a struct would only rename the arguments")]
fn one(
    ctx: &Ctx,
    state: &State,
    view: &Compare,
    ledger: &Ledger,
    row: Option<&Row>,
    (at, column): (usize, &Column),
    area: Rect,
    buf: &mut Buffer,
) {
    let corpus = ctx.corpus;
    let columns = usize::from(area.width);
    let article = corpus.article(column.article);
    let name = format!("{}{}", superscript(at + 1), corpus.str(article.id));
    let twin = ledger.columns.iter().position(|c| c.origin == column.origin && c.article != column.article);
    let source = match twin {
        Some(twin) => format!("one origin with {}", superscript(twin + 1)),
        None => words::source(corpus, article),
    };
    let mut head = vec![Line::styled(cut(&name, columns), ctx.theme.style(Role::Title))];
    head.push(Line::styled(cut(&source, columns), ctx.theme.style(Role::Dim)));
    let [top, rest] = Layout::vertical([Constraint::Length(3), Constraint::Min(1)]).areas(area);
    super::window(&head, 0, top, buf);
    let (lines, start) = passages(ctx, state, ledger, row, column, at, columns);
    // Paging moves all columns by as much, each as far as it has lines.
    let most = lines.len().saturating_sub(usize::from(rest.height));
    let offset = (start + view.scroll).min(most.max(start));
    super::window(&lines, offset, rest, buf);
    if lines.len() > offset + usize::from(rest.height) {
        buf.set_string(
            rest.right().saturating_sub(1),
            rest.bottom().saturating_sub(1),
            "↓",
            ctx.theme.style(Role::Key),
        );
    }
}

/// The passages of one source with their claims, and the line at which the selected facet is first told.
fn passages(
    ctx: &Ctx,
    state: &State,
    ledger: &Ledger,
    row: Option<&Row>,
    column: &Column,
    at: usize,
    columns: usize,
) -> (Vec<Line<'static>>, usize) {
    let corpus = ctx.corpus;
    let selected: &[ClaimId] = row.map_or(&[], |r| &r.cells[at]);
    let (mut lines, mut start) = (Vec::new(), None);
    if selected.is_empty() {
        let what = row.map_or_else(String::new, |r| words::row(r.facet, r.party));
        let text = format!("– says nothing on {what}");
        lines.extend(paragraph("", ctx.theme.style(Role::Dim), &text, ctx.theme.style(Role::Dim), columns));
        lines.push(Line::default());
        start = Some(0);
    }
    for &account in &column.accounts {
        let account = corpus.account(account);
        let passage = corpus.passage(account.passage);
        let here = account.claims.ids().any(|c| selected.contains(&c));
        if here && start.is_none() {
            start = Some(lines.len());
        }
        let body = match passage.text {
            Some(text) if state.text => corpus.str(text),
            _ => corpus.str(passage.digest),
        };
        let lead = format!("¶{} ", passage.number);
        let claims: Vec<ClaimId> = account.claims.ids().collect();
        // What is selected stands first, so that it is in sight however long the passage is.
        for &claim in claims.iter().filter(|c| selected.contains(c)) {
            lines.extend(claim_lines(ctx, ledger, corpus.claim(claim), true, columns));
        }
        lines.extend(paragraph(&lead, ctx.theme.style(Role::Key), body, ctx.theme.style(Role::Text), columns));
        for &claim in claims.iter().filter(|c| !selected.contains(c)) {
            lines.extend(claim_lines(ctx, ledger, corpus.claim(claim), false, columns));
        }
        lines.push(Line::default());
    }
    (lines, start.unwrap_or(0))
}

fn claim_lines(ctx: &Ctx, ledger: &Ledger, claim: &Claim, selected: bool, columns: usize) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let verdict = verdict_on(ledger, claim);
    let role = if selected { Role::Selected } else { verdict.map_or(Role::Dim, Role::of) };
    let glyph = verdict.map_or(" ", Verdict::glyph);
    let value = format!("{}: {}", claim.facet.word(), words::value(corpus, claim));
    let mut lines = paragraph(&format!("{glyph} "), ctx.theme.style(role), &value, ctx.theme.style(role), columns);
    if selected {
        let mut said = format!("“{}”", corpus.str(claim.words));
        if let Some(chain) = words::chain(corpus, claim) {
            said = format!("{said} {chain}");
        }
        lines.extend(paragraph("  ", ctx.theme.style(Role::Wording), &said, ctx.theme.style(Role::Wording), columns));
    }
    lines
}

fn verdict_on(ledger: &Ledger, claim: &Claim) -> Option<Verdict> {
    let party = match claim.value {
        Value::Figure(figure) => figure.party,
        _ => Party::Victims,
    };
    ledger.rows.iter().find(|r| r.facet == claim.facet && r.party == party).and_then(|r| r.verdict)
}
