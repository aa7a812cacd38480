//! Sources side by side: up to four columns, each at what it says about the selected facet.

use std::collections::{HashMap, HashSet};

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text::{cut, highlighted, paragraph, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::State;
use crate::app::compare::Compare;
use crate::export::text::superscript;
use crate::model::ledger::{Ledger, LedgerRow};
use crate::model::{Account, AccountId, ArticleId, Claim, ClaimId, Verdict};
use crate::present::words;

/// The least columns in which a source can be read.
const LEAST: u16 = 36;
/// More sources than this cannot be read side by side.
const MOST: u16 = 4;

/// Columns in sight, and lines.
pub fn shape(view: &Compare, area: Rect) -> (usize, usize) {
    let shown = usize::from((area.width / LEAST).clamp(1, MOST)).min(view.columns.len().max(1));
    (shown, usize::from(area.height.saturating_sub(7)))
}

/// Columns in sight, lines in sight, and how many lines the longest column has from where it starts.
pub fn extent(ctx: &Ctx, state: &State, view: &Compare, area: Rect) -> (usize, usize, usize) {
    let ledger = Ledger::of(ctx.corpus, view.incident);
    let (shown, height) = shape(view, area);
    let areas = columns(view, area);
    let lines = areas.iter().enumerate().filter_map(|(i, column)| {
        let article = view.columns.get(view.across.offset + i)?;
        let at = ledger.columns.iter().position(|c| c.article == *article)?;
        let row = ledger.rows.get(view.row);
        let (lines, start) = passages(ctx, state, &ledger, row, at, usize::from(column.width));
        Some(lines.len() - start)
    });
    (shown, height, lines.max().unwrap_or(0))
}

/// Where the columns in sight are drawn.
pub fn columns(view: &Compare, area: Rect) -> Vec<Rect> {
    let inner = layout::inner(area);
    let [_, body] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(inner);
    let (shown, _) = shape(view, area);
    Layout::horizontal(vec![Constraint::Fill(1); shown]).spacing(3).split(body).to_vec()
}

/// Draws the comparison; gives the place of the selected column.
pub fn draw(ctx: &Ctx, state: &State, view: &Compare, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let corpus = ctx.corpus;
    let ledger = Ledger::of(corpus, view.incident);
    let what = if state.text { "text" } else { "digests" };
    let title = format!("{} · side by side ({what})", corpus.str(corpus.incident(view.incident).title));
    frame::pane(ctx, &title, true, area, buf);
    let inner = layout::inner(area);
    let bar = Rect { height: 1, ..inner };
    super::window(&facet_bar(ctx, &ledger, view, usize::from(bar.width)), 0, bar, buf);
    let areas = columns(view, area);
    let mut cursor = None;
    for (i, &column) in areas.iter().enumerate() {
        let at = view.across.offset + i;
        let Some(&article) = view.columns.get(at) else { break };
        let selected = at == view.across.cursor;
        one(ctx, state, view, &ledger, article, selected, column, buf);
        if selected {
            cursor = Some(Position { x: column.x, y: column.y });
        }
        if i + 1 < areas.len() {
            for y in column.top()..column.bottom() {
                buf.set_string(column.right() + 1, y, "│", ctx.theme.style(Role::Border));
            }
        }
    }
    cursor
}

/// The selected facet with its verdict, and which sources are in sight.
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
    let shown = view.across.height.max(1);
    let hidden = if view.columns.len() <= shown {
        String::new()
    } else {
        let last = (view.across.offset + shown).min(view.columns.len());
        format!("sources {}–{last} of {}, ←→", view.across.offset + 1, view.columns.len())
    };
    let used = width(&place) + width(&name) + width(&verdict) + 2;
    let gap = columns.saturating_sub(used + width(&hidden)).max(1);
    vec![Line::from(vec![
        Span::styled(place, ctx.theme.style(Role::Dim)),
        Span::styled(name, ctx.theme.style(Role::Title)),
        Span::styled(format!("  {verdict}"), ctx.theme.style(role)),
        Span::raw(" ".repeat(gap)),
        Span::styled(cut(&hidden, columns.saturating_sub(used + 1)), ctx.theme.style(Role::Dim)),
    ])]
}

#[expect(clippy::too_many_arguments, reason = "one call site; a struct would only rename the arguments")]
fn one(
    ctx: &Ctx,
    state: &State,
    view: &Compare,
    ledger: &Ledger,
    article: ArticleId,
    selected: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let corpus = ctx.corpus;
    let columns = usize::from(area.width);
    let at = ledger.columns.iter().position(|c| c.article == article);
    let record = corpus.article(article);
    let sign = at.map_or_else(|| "+".to_owned(), |at| superscript(at + 1));
    let name = format!("{sign}{}", corpus.str(record.id));
    let twin = ledger.columns.iter().position(|c| c.origin == record.origin && c.article != article);
    let source = match twin {
        Some(twin) => format!("one origin with {}", superscript(twin + 1)),
        None => words::source(corpus, record),
    };
    let role = if selected { Role::Focus } else { Role::Title };
    let head = [
        Line::styled(cut(&name, columns), ctx.theme.style(role)),
        Line::styled(cut(&source, columns), ctx.theme.style(Role::Dim)),
    ];
    let [top, rest] = Layout::vertical([Constraint::Length(3), Constraint::Min(1)]).areas(area);
    super::window(&head, 0, top, buf);
    let (lines, start) = match at {
        Some(at) => passages(ctx, state, ledger, ledger.rows.get(view.row), at, columns),
        None => {
            let text = "This article says nothing on the incident; it was added from the finder.";
            (paragraph("", ctx.theme.style(Role::Dim), text, ctx.theme.style(Role::Dim), columns), 0)
        }
    };
    // Paging moves all columns by as much, each as far as it has lines.
    let most = lines.len().saturating_sub(usize::from(rest.height));
    let offset = (start + view.scroll).min(most.max(start));
    super::window(&lines, offset, rest, buf);
    if lines.len() > offset + usize::from(rest.height) {
        let (x, y) = (rest.right().saturating_sub(1), rest.bottom().saturating_sub(1));
        buf.set_string(x, y, "↓", ctx.theme.style(Role::Key));
    }
}

/// The passages of one source with their claims, and the line at which the selected facet is first told.
fn passages(
    ctx: &Ctx,
    state: &State,
    ledger: &Ledger,
    row: Option<&LedgerRow>,
    at: usize,
    columns: usize,
) -> (Vec<Line<'static>>, usize) {
    let selected: &[ClaimId] = row.map_or(&[], |r| &r.cells[at]);
    let (mut lines, mut start) = (Vec::new(), None);
    if selected.is_empty() {
        let what = row.map_or_else(String::new, |r| words::row(r.facet, r.party));
        let text = format!("– says nothing on {what}");
        lines.extend(paragraph("", ctx.theme.style(Role::Dim), &text, ctx.theme.style(Role::Dim), columns));
        lines.push(Line::default());
        start = Some(0);
    }
    for &account in &ledger.columns[at].accounts {
        if start.is_none() && ctx.corpus.account(account).claims.ids().any(|c| selected.contains(&c)) {
            start = Some(lines.len());
        }
        lines.extend(passage(ctx, state, ledger, account, selected, columns));
        lines.push(Line::default());
    }
    (lines, start.unwrap_or(0))
}

/// One passage: what it says on the selected facet first, so that it is in sight however long the passage is;
/// then the passage with the words of its claims marked; then its other claims.
pub fn passage(
    ctx: &Ctx,
    state: &State,
    ledger: &Ledger,
    account: AccountId,
    selected: &[ClaimId],
    columns: usize,
) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let account = corpus.account(account);
    let record = corpus.passage(account.passage);
    let selected: HashSet<ClaimId> = selected.iter().copied().collect();
    let chosen = |c: &ClaimId| selected.contains(c);
    let mut lines = Vec::new();
    for claim in account.claims.ids().filter(chosen) {
        lines.extend(claim_lines(ctx, ledger, corpus.claim(claim), true, columns));
    }
    let lead = format!("¶{} ", record.number);
    let key = ctx.theme.style(Role::Key);
    lines.extend(match record.text {
        Some(text) if state.text => highlighted(
            &lead,
            key,
            corpus.str(text),
            ctx.theme.style(Role::Text),
            &marks(ctx, ledger, account, &selected),
            columns,
        ),
        _ => paragraph(&lead, key, corpus.str(record.digest), ctx.theme.style(Role::Text), columns),
    });
    for claim in account.claims.ids().filter(|c| !chosen(c)) {
        lines.extend(claim_lines(ctx, ledger, corpus.claim(claim), false, columns));
    }
    lines
}

/// The words of an account's claims with how they are to be marked: those on which sources differ by their
/// verdict, the selected ones as selected.
fn marks(ctx: &Ctx, ledger: &Ledger, account: &Account, selected: &HashSet<ClaimId>) -> Vec<(String, Style)> {
    let corpus = ctx.corpus;
    let mut marks: Vec<(String, Style)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for id in account.claims.ids() {
        let claim = corpus.claim(id);
        let role = match ledger.verdict_on(claim) {
            _ if selected.contains(&id) => Role::Selected,
            Some(verdict @ (Verdict::Compatible | Verdict::Conflict)) => Role::of(verdict),
            _ => Role::Wording,
        };
        let words = corpus.str(claim.words);
        match known.get(words) {
            // Words of several claims are marked once: as selected, if one of these is.
            Some(&at) if role == Role::Selected => marks[at].1 = ctx.theme.style(role),
            Some(_) => {}
            None => {
                known.insert(words, marks.len());
                marks.push((words.to_owned(), ctx.theme.style(role)));
            }
        }
    }
    marks
}

fn claim_lines(ctx: &Ctx, ledger: &Ledger, claim: &Claim, selected: bool, columns: usize) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let verdict = ledger.verdict_on(claim);
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
