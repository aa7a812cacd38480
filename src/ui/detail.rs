//! The ledger pane: an incident's facts, what each source says about each facet, notes, links and quotes.
//!
//! With room enough the ledger is a table, facets down and articles across; without, it is a list with the
//! same cells, each with its paragraph and wording.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{cut, fill, paragraph, width, wrap};
use super::theme::Role;
use super::{Content, Ctx, frame, layout};
use crate::app::State;
use crate::app::detail::{Item, items};
use crate::app::state::Focus;
use crate::export::text::superscript;
use crate::model::ledger::{Ledger, LedgerRow};
use crate::model::{Claim, ClaimId, RecordId, Verdict};
use crate::present::words;

/// Columns of a facet's name.
const FACET: usize = 12;
/// Columns of a verdict.
const VERDICT: usize = 3;
/// The least that a source's column of the table can do with.
const LEAST: usize = 16;

/// Whether the ledger must be a list in a pane of this size.
pub fn stacked(ctx: &Ctx, state: &State, area: Rect) -> bool {
    let columns = state.ledger(ctx.library).map_or(0, |l| l.columns.len());
    // One source is no table: its wordings are worth more than its columns.
    columns < 2 || usize::from(layout::inner(area).width) < FACET + VERDICT + columns * (LEAST + 1)
}

/// Draws the pane; gives the place of the selection.
pub fn draw(ctx: &Ctx, state: &State, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let focused = state.focus == Focus::Ledger;
    let title = state.entry(ctx.library).map_or_else(String::new, |entry| ctx.library.title(entry));
    frame::pane(ctx, &crate::sanitize::line(&title), focused, area, buf);
    let inner = layout::inner(area);
    let content = content(ctx, state, inner);
    let offset = state.detail.list.offset;
    super::window(&content.lines, offset, inner, buf);
    more(ctx, content.lines.len(), offset, area, buf);
    let (first, _) = *content.items.get(state.detail.list.cursor)?;
    let row = u16::try_from(first.checked_sub(offset)?).ok()?;
    (row < inner.height).then_some(Position { x: inner.x, y: inner.y + row })
}

/// Arrows on the frame where there is more above or below.
pub fn more(ctx: &Ctx, lines: usize, offset: usize, area: Rect, buf: &mut Buffer) {
    let style = ctx.theme.style(Role::Key);
    let x = area.right().saturating_sub(3);
    if offset > 0 {
        buf.set_string(x, area.y, "↑", style);
    }
    if lines > offset + usize::from(layout::inner(area).height) {
        buf.set_string(x, area.bottom().saturating_sub(1), "↓", style);
    }
}

/// Everything the pane would show.
pub fn content(ctx: &Ctx, state: &State, inner: Rect) -> Content {
    let mut content = Content::default();
    let Some(ledger) = state.ledger(ctx.library) else {
        return content;
    };
    let columns = usize::from(inner.width);
    let all = items(ctx.corpus, &ledger);
    let selected = (state.focus == Focus::Ledger).then(|| state.detail.selected(&all)).flatten();
    content.put(facts(ctx, &ledger, columns, state.record(ctx.library)));
    if state.detail.stacked {
        list(ctx, &ledger, columns, selected, &mut content);
    } else {
        table(ctx, &ledger, columns, selected, &mut content);
        // Wide screens show the passages in a pane of their own.
        if let (Some(Item::Cell(row, column, _)), false) = (selected, layout::is_wide(state)) {
            content.put(cell_in_full(ctx, &ledger, row, column, columns));
        }
    }
    below(ctx, &ledger, &all, selected, columns, &mut content);
    content
}

fn facts(ctx: &Ctx, ledger: &Ledger, columns: usize, record_of: Option<RecordId>) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let record = corpus.incident(ledger.incident);
    let (plain, dim) = (ctx.theme.style(Role::Text), ctx.theme.style(Role::Dim));
    let facts = [words::date(record.date), words::places(corpus, record), corpus.str(record.kind).to_owned()];
    let mut facts: Vec<String> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    facts.push(record.status.word().to_owned());
    if record.scope == crate::model::Scope::Series {
        facts.push("series".to_owned());
    }
    let mut lines = paragraph("", plain, &facts.join(" · "), plain, columns);
    let told = match record_of {
        Some(id) => format!("{} record {}", ctx.library.set(id).about.title, corpus.str(record.id)),
        None => format!("{} · {}", words::coverage(corpus, record), corpus.str(record.id)),
    };
    if record_of.is_some() {
        for actor in &record.actors {
            let lead = format!("{}: ", corpus.str(actor.role));
            lines.extend(paragraph(&lead, dim, corpus.who(actor.who), plain, columns));
        }
    }
    lines.extend(paragraph("", dim, &told, dim, columns));
    lines.push(Line::default());
    lines
}

fn verdict_words(row: &LedgerRow) -> (String, Role) {
    match row.verdict {
        Some(Verdict::Single) => (format!("{} one origin", Verdict::Single.glyph()), Role::Single),
        Some(verdict) => (format!("{} {}", verdict.glyph(), verdict.word()), Role::of(verdict)),
        None => ("summary only".to_owned(), Role::Single),
    }
}

/// The names of the columns, each once, for the list.
fn sources(ctx: &Ctx, ledger: &Ledger, columns: usize) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let named: Vec<String> = ledger
        .columns
        .iter()
        .enumerate()
        .map(|(i, c)| format!("{}{}", superscript(i + 1), corpus.str(corpus.article(c.article).id)))
        .collect();
    let style = ctx.theme.style(Role::Dim);
    let mut lines = paragraph("", style, &named.join("  "), style, columns);
    lines.push(Line::default());
    lines
}

fn list(ctx: &Ctx, ledger: &Ledger, columns: usize, selected: Option<Item>, content: &mut Content) {
    content.put(sources(ctx, ledger, columns));
    for (r, row) in ledger.rows.iter().enumerate() {
        let (verdict, role) = verdict_words(row);
        let name = words::row(row.facet, row.party);
        let gap = columns.saturating_sub(width(&name) + width(&verdict)).max(1);
        content.put([Line::from(vec![
            Span::styled(name, ctx.theme.style(Role::Title)),
            Span::raw(" ".repeat(gap)),
            Span::styled(verdict, ctx.theme.style(role)),
        ])]);
        for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let here = matches!(selected, Some(Item::Cell(sr, sc, _)) if (sr, sc) == (r, c));
            content.item(
                told_once(ctx, cell)
                    .into_iter()
                    .flat_map(|(claim, also)| claim_lines(ctx, c, claim, &also, columns, here))
                    .collect::<Vec<_>>(),
            );
        }
    }
}

/// Each value of a cell once: the claim that says it first, and the numbers of the other passages that say the
/// same with the same distance. Every wording stands in the comparison.
fn told_once(ctx: &Ctx, cell: &[ClaimId]) -> Vec<(ClaimId, Vec<u32>)> {
    let corpus = ctx.corpus;
    let mut told: Vec<(ClaimId, Vec<u32>)> = Vec::new();
    let mut at: HashMap<_, usize> = HashMap::new();
    for &claim in cell {
        let record = corpus.claim(claim);
        let account = corpus.account(record.account);
        let key = (words::value(corpus, record), words::chain(corpus, record), corpus.is_summary(account));
        match at.entry(key) {
            Entry::Occupied(known) => told[*known.get()].1.push(corpus.passage(account.passage).number),
            Entry::Vacant(new) => {
                new.insert(told.len());
                told.push((claim, Vec::new()));
            }
        }
    }
    told
}

/// A claim in full: number of its source, paragraphs, value, wording, according to whom.
fn claim_lines(
    ctx: &Ctx,
    column: usize,
    claim: ClaimId,
    also: &[u32],
    columns: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let record = corpus.claim(claim);
    let account = corpus.account(record.account);
    let summary = if corpus.is_summary(account) { "(summary) " } else { "" };
    let numbers: String = also.iter().map(|n| format!(",{n}")).collect();
    let lead = format!(" {}¶{}{numbers} {summary}", superscript(column + 1), corpus.passage(account.passage).number);
    let role = |role| ctx.theme.style(if selected { Role::Selected } else { role });
    let mut lines = paragraph(&lead, role(Role::Dim), &words::value(corpus, record), role(Role::Value), columns);
    let said = crate::sanitize::line(&said(ctx, record)).into_owned();
    // Value and wording share a line where they fit.
    let room = columns.saturating_sub(lines.last().map_or(0, Line::width) + 2);
    match lines.last_mut() {
        _ if said.is_empty() => {}
        Some(last) if width(&said) <= room => {
            last.push_span(Span::styled(format!("  {said}"), role(Role::Wording)));
        }
        _ => lines.extend(paragraph("    ", role(Role::Wording), &said, role(Role::Wording), columns)),
    }
    lines
}

fn said(ctx: &Ctx, claim: &Claim) -> String {
    let corpus = ctx.corpus;
    let mut out = corpus.given(claim.words).map_or_else(String::new, |words| format!("“{words}”"));
    if let Some(chain) = words::chain(corpus, claim) {
        out = format!("{out} {chain}");
    }
    if let Some(hedge) = corpus.given(claim.hedge) {
        out = format!("{out} [{hedge}]");
    }
    out
}

fn table(ctx: &Ctx, ledger: &Ledger, columns: usize, selected: Option<Item>, content: &mut Content) {
    let corpus = ctx.corpus;
    // A table is drawn only where its columns are wide enough; until that is worked out they may have no width at all.
    let each = (columns.saturating_sub(FACET + VERDICT) / ledger.columns.len().max(1)).max(2);
    let mut head = vec![Span::raw(" ".repeat(FACET))];
    for (i, column) in ledger.columns.iter().enumerate() {
        let name = format!("{}{}", superscript(i + 1), corpus.str(corpus.article(column.article).id));
        head.push(Span::styled(fill(&cut(&name, each.saturating_sub(1)), each), ctx.theme.style(Role::Title)));
    }
    content.put([Line::from(head)]);
    for (r, row) in ledger.rows.iter().enumerate() {
        let first = content.lines.len();
        let cells: Vec<Vec<String>> = row.cells.iter().map(|cell| cell_words(ctx, cell, each - 1)).collect();
        let tall = cells.iter().map(Vec::len).max().unwrap_or(1);
        let name = wrap(&words::row(row.facet, row.party), FACET - 1);
        for line in 0..tall.max(name.len()) {
            let mut spans = vec![Span::styled(
                fill(name.get(line).map_or("", String::as_str), FACET),
                ctx.theme.style(Role::Title),
            )];
            for (c, cell) in cells.iter().enumerate() {
                let here = matches!(selected, Some(Item::Cell(sr, sc, _)) if (sr, sc) == (r, c));
                let role = if here { Role::Selected } else { Role::Value };
                let text = cell.get(line).map_or("", String::as_str);
                let role = if row.cells[c].is_empty() { Role::Dim } else { role };
                spans.push(Span::styled(fill(text, each - 1), ctx.theme.style(role)));
                spans.push(Span::raw(" "));
            }
            if line == 0 {
                let (glyph, role) = match row.verdict {
                    Some(verdict) => (verdict.glyph(), Role::of(verdict)),
                    None => ("", Role::Single),
                };
                spans.push(Span::styled(format!(" {glyph}"), ctx.theme.style(role)));
            }
            content.lines.push(Line::from(spans));
        }
        let last = content.lines.len() - 1;
        let told = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        content.items.extend(std::iter::repeat_n((first, last), told));
    }
    content.put([Line::default()]);
}

/// A table cell: each value once with its paragraphs, at most three lines.
fn cell_words(ctx: &Ctx, cell: &[ClaimId], columns: usize) -> Vec<String> {
    const MOST: usize = 3;
    let corpus = ctx.corpus;
    if cell.is_empty() {
        return vec!["–".to_owned()];
    }
    let mut values: Vec<(String, Vec<u32>)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for &claim in cell {
        let record = corpus.claim(claim);
        let number = corpus.passage(corpus.account(record.account).passage).number;
        let value = words::value(corpus, record);
        match at.entry(value.clone()) {
            // Two numbers are shown, and that there are more.
            Entry::Occupied(known) => {
                let numbers: &mut Vec<u32> = &mut values[*known.get()].1;
                if numbers.len() <= 2 && !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
            Entry::Vacant(new) => {
                new.insert(values.len());
                values.push((value, vec![number]));
            }
        }
    }
    let numbers = |n: &[u32]| {
        let more = if n.len() > 2 { "…" } else { "" };
        format!("{}{more}", n.iter().take(2).map(ToString::to_string).collect::<Vec<_>>().join(","))
    };
    let wrapped = |(value, n): &(String, Vec<u32>)| wrap(&format!("{value} ¶{}", numbers(n)), columns);
    let mut lines: Vec<String> = values.iter().take(MOST + 1).flat_map(wrapped).collect();
    if lines.len() > MOST {
        let more = format!("… {} more", lines.len() - MOST + 1 + values.len().saturating_sub(MOST + 1));
        lines.truncate(MOST - 1);
        lines.push(cut(&more, columns));
    }
    lines
}

/// Under the table, the selected cell with every paragraph and wording, and the digest of the first.
fn cell_in_full(ctx: &Ctx, ledger: &Ledger, row: usize, column: usize, columns: usize) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let (row, source) = (&ledger.rows[row], &ledger.columns[column]);
    let article = corpus.article(source.article);
    let (verdict, role) = verdict_words(row);
    let mut lines = vec![Line::from(vec![
        Span::styled(words::row(row.facet, row.party), ctx.theme.style(Role::Title)),
        Span::styled(format!("  {verdict}  "), ctx.theme.style(role)),
    ])];
    let named = format!("{}{}: {}", superscript(column + 1), corpus.str(article.id), words::source(corpus, article));
    lines.extend(paragraph("", ctx.theme.style(Role::Dim), &named, ctx.theme.style(Role::Dim), columns));
    let cell = &row.cells[column];
    for &claim in cell {
        lines.extend(claim_lines(ctx, column, claim, &[], columns, false));
    }
    if let Some(&claim) = cell.first() {
        let passage = corpus.passage(corpus.account(corpus.claim(claim).account).passage);
        let lead = format!(" ¶{} ", passage.number);
        lines.extend(paragraph(
            &lead,
            ctx.theme.style(Role::Dim),
            corpus.str(passage.digest),
            ctx.theme.style(Role::Text),
            columns,
        ));
    }
    lines.push(Line::default());
    lines
}

/// Notes, links and quotes.
fn below(ctx: &Ctx, ledger: &Ledger, all: &[Item], selected: Option<Item>, columns: usize, content: &mut Content) {
    let corpus = ctx.corpus;
    let record = corpus.incident(ledger.incident);
    let mut heading = "";
    for &item in all {
        let (title, lead, text, role) = match item {
            Item::Cell(..) => continue,
            Item::Note(note) => {
                let note = corpus.note(note);
                let lead = if note.general { " general knowledge: " } else { " " };
                ("Notes", lead.to_owned(), corpus.str(note.text).to_owned(), Role::Note)
            }
            Item::Citation(passage) => {
                ("Sources it names", " ".to_owned(), corpus.str(corpus.passage(passage).digest).to_owned(), Role::Text)
            }
            Item::Relation(at) => {
                let relation = &record.relations[at];
                let passage = corpus.passage(relation.passage);
                let to = corpus.incident(relation.to);
                let source = corpus.str(corpus.article(passage.article).id);
                let text = format!("{} ({source} ¶{})", corpus.str(to.title), passage.number);
                ("Linked by the sources", format!(" {}: ", relation.link.word()), text, Role::Text)
            }
            Item::Quote(quote) => {
                let quote = corpus.quote(quote);
                let passage = corpus.passage(quote.passage);
                let source = corpus.str(corpus.article(passage.article).id);
                let lead = format!(" {}: ", words::speaker(corpus, quote));
                ("Quotes", lead, format!("{} ({source} ¶{})", corpus.str(quote.gist), passage.number), Role::Text)
            }
        };
        if title != heading {
            if !heading.is_empty() || content.lines.last().is_some_and(|l| l.width() != 0) {
                content.put([Line::default()]);
            }
            heading = title;
            content.put([Line::styled(title, ctx.theme.style(Role::Title))]);
        }
        let here = selected == Some(item);
        let style = |role| ctx.theme.style(if here { Role::Selected } else { role });
        let lead = cut(&lead, columns / 2);
        let mut lines = wrap(&format!("{}{text}", lead.trim_start()), columns.saturating_sub(3)).into_iter();
        let first = lines.next().unwrap_or_default();
        let rest = lines.map(|l| Line::styled(format!("   {l}"), style(role)));
        content.item(std::iter::once(Line::styled(format!(" {first}"), style(role))).chain(rest).collect::<Vec<_>>());
    }
}
