//! The claims of a ledger as lines: a list, or a table with facets down and articles across; the same cells either way.
//!
//! Knows subjects and widths; nothing of selection beyond which cell is marked.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ratatui::text::{Line, Span};

use super::items::Item;
use crate::app::pane::Cx;
use crate::model::ledger::{Column, LedgerRow};
use crate::model::{Claim, ClaimId, Corpus, In, Subject, Verdict};
use crate::present::words::{self, superscript};
use crate::ui::canvas::Content;
use crate::ui::text::{cut, fill, paragraph, width, wrap};
use crate::ui::theme::Role;

/// Columns of a facet's name.
const FACET: usize = 12;
/// Columns of a verdict.
const VERDICT: usize = 3;
/// The least that a source's column of the table can do with.
const LEAST: usize = 16;

/// Whether the ledger must be a list in so many columns. One source is no table: its wordings are worth more than columns.
pub fn is_list(subject: Option<&Subject>, columns: usize) -> bool {
    let sources = subject.map_or(0, |s| s.ledger().columns.len());
    sources < 2 || columns < FACET + VERDICT + sources * (LEAST + 1)
}

/// The id of a column's article.
fn article_id<'s>(subject: &'s Subject, column: &Column) -> &'s str {
    let corpus = subject.corpus(column.article.member);
    corpus.str(corpus.article(column.article.id).id)
}

fn verdict_words(row: &LedgerRow) -> (String, Role) {
    match row.verdict {
        Some(Verdict::Single) => (format!("{} one origin", Verdict::Single.glyph()), Role::Single),
        Some(verdict) => (format!("{} {}", verdict.glyph(), verdict.word()), Role::of(verdict)),
        None => ("summary only".to_owned(), Role::Single),
    }
}

/// The names of the columns, each once, for the list.
fn sources(cx: &Cx, subject: &Subject, columns: usize) -> Vec<Line<'static>> {
    let named: Vec<String> = subject
        .ledger()
        .columns
        .iter()
        .enumerate()
        .map(|(i, c)| format!("{}{}", superscript(i + 1), article_id(subject, c)))
        .collect();
    let style = cx.theme().style(Role::Dim);
    let mut lines = paragraph("", style, &named.join("  "), style, columns);
    lines.push(Line::default());
    lines
}

pub fn list(cx: &Cx, subject: &Subject, columns: usize, selected: Option<Item>, content: &mut Content) {
    content.put(sources(cx, subject, columns));
    for (r, row) in subject.ledger().rows.iter().enumerate() {
        let (verdict, role) = verdict_words(row);
        let name = words::row(row.facet, row.party);
        let gap = columns.saturating_sub(width(&name) + width(&verdict)).max(1);
        content.put([Line::from(vec![
            Span::styled(name, cx.theme().style(Role::Title)),
            Span::raw(" ".repeat(gap)),
            Span::styled(verdict, cx.theme().style(role)),
        ])]);
        for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let here = matches!(selected, Some(Item::Cell(sr, sc, _)) if (sr, sc) == (r, c));
            content.item(
                told_once(subject, cell)
                    .into_iter()
                    .flat_map(|(claim, also)| claim_lines(cx, subject, c, claim, &also, columns, here))
                    .collect::<Vec<_>>(),
            );
        }
    }
}

/// Each value of a cell once: the claim that says it first, and the numbers of the other passages that say the
/// same with the same distance. Every wording stands in the comparison.
fn told_once(subject: &Subject, cell: &[In<ClaimId>]) -> Vec<(In<ClaimId>, Vec<u32>)> {
    let mut told: Vec<(In<ClaimId>, Vec<u32>)> = Vec::new();
    let mut at: HashMap<_, usize> = HashMap::new();
    for &claim in cell {
        let (corpus, record) = (subject.corpus(claim.member), subject.claim(claim));
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
    cx: &Cx,
    subject: &Subject,
    column: usize,
    claim: In<ClaimId>,
    also: &[u32],
    columns: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let (corpus, record) = (subject.corpus(claim.member), subject.claim(claim));
    let account = corpus.account(record.account);
    let summary = if corpus.is_summary(account) { "(summary) " } else { "" };
    let numbers: String = also.iter().map(|n| format!(",{n}")).collect();
    let lead = format!(" {}¶{}{numbers} {summary}", superscript(column + 1), corpus.passage(account.passage).number);
    let role = |role| cx.theme().style(if selected { Role::Selected } else { role });
    let mut lines = paragraph(&lead, role(Role::Dim), &words::value(corpus, record), role(Role::Value), columns);
    let said = crate::sanitize::line(&said(corpus, record)).into_owned();
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

fn said(corpus: &Corpus, claim: &Claim) -> String {
    let mut out = corpus.given(claim.words).map_or_else(String::new, |words| format!("“{words}”"));
    if let Some(chain) = words::chain(corpus, claim) {
        out = format!("{out} {chain}");
    }
    if let Some(hedge) = corpus.given(claim.hedge) {
        out = format!("{out} [{hedge}]");
    }
    out
}

pub fn table(cx: &Cx, subject: &Subject, columns: usize, selected: Option<Item>, content: &mut Content) {
    let ledger = subject.ledger();
    // A table is drawn only where its columns are wide enough; until that is worked out they may have no width at all.
    let each = (columns.saturating_sub(FACET + VERDICT) / ledger.columns.len().max(1)).max(2);
    let mut head = vec![Span::raw(" ".repeat(FACET))];
    for (i, column) in ledger.columns.iter().enumerate() {
        let name = format!("{}{}", superscript(i + 1), article_id(subject, column));
        head.push(Span::styled(fill(&cut(&name, each.saturating_sub(1)), each), cx.theme().style(Role::Title)));
    }
    content.put([Line::from(head)]);
    for (r, row) in ledger.rows.iter().enumerate() {
        let first = content.lines.len();
        let cells: Vec<Vec<String>> = row.cells.iter().map(|cell| cell_words(subject, cell, each - 1)).collect();
        let tall = cells.iter().map(Vec::len).max().unwrap_or(1);
        let name = wrap(&words::row(row.facet, row.party), FACET - 1);
        for line in 0..tall.max(name.len()) {
            let mut spans = vec![Span::styled(
                fill(name.get(line).map_or("", String::as_str), FACET),
                cx.theme().style(Role::Title),
            )];
            for (c, cell) in cells.iter().enumerate() {
                let here = matches!(selected, Some(Item::Cell(sr, sc, _)) if (sr, sc) == (r, c));
                let role = if here { Role::Selected } else { Role::Value };
                let text = cell.get(line).map_or("", String::as_str);
                let role = if row.cells[c].is_empty() { Role::Dim } else { role };
                spans.push(Span::styled(fill(text, each - 1), cx.theme().style(role)));
                spans.push(Span::raw(" "));
            }
            if line == 0 {
                let (glyph, role) = match row.verdict {
                    Some(verdict) => (verdict.glyph(), Role::of(verdict)),
                    None => ("", Role::Single),
                };
                spans.push(Span::styled(format!(" {glyph}"), cx.theme().style(role)));
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
fn cell_words(subject: &Subject, cell: &[In<ClaimId>], columns: usize) -> Vec<String> {
    const MOST: usize = 3;
    if cell.is_empty() {
        return vec!["–".to_owned()];
    }
    let mut values: Vec<(String, Vec<u32>)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for &claim in cell {
        let (corpus, record) = (subject.corpus(claim.member), subject.claim(claim));
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
pub fn cell_in_full(cx: &Cx, subject: &Subject, row: usize, column: usize, columns: usize) -> Vec<Line<'static>> {
    let (row, source) = (&subject.ledger().rows[row], &subject.ledger().columns[column]);
    let corpus = subject.corpus(source.article.member);
    let article = corpus.article(source.article.id);
    let (verdict, role) = verdict_words(row);
    let mut lines = vec![Line::from(vec![
        Span::styled(words::row(row.facet, row.party), cx.theme().style(Role::Title)),
        Span::styled(format!("  {verdict}  "), cx.theme().style(role)),
    ])];
    let named = format!("{}{}: {}", superscript(column + 1), corpus.str(article.id), words::source(corpus, article));
    lines.extend(paragraph("", cx.theme().style(Role::Dim), &named, cx.theme().style(Role::Dim), columns));
    let cell = &row.cells[column];
    for &claim in cell {
        lines.extend(claim_lines(cx, subject, column, claim, &[], columns, false));
    }
    if let Some(&claim) = cell.first() {
        let passage = subject.passage(subject.passage_of(claim));
        let lead = format!(" ¶{} ", passage.number);
        lines.extend(paragraph(
            &lead,
            cx.theme().style(Role::Dim),
            corpus.str(passage.digest),
            cx.theme().style(Role::Text),
            columns,
        ));
    }
    lines.push(Line::default());
    lines
}
