//! Draws the claims of a ledger: as a list, or as a table with facets down and articles across, with the same cells.
//!
//! Knows subjects and widths; does not know how the selection moves.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::items::Item;
use super::parts::CommonParts;
use crate::app::annotation_lines;
use crate::app::marks::MarkTarget;
use crate::app::pane::Cx;
use crate::model::annotation::Annotated;
use crate::model::ledger::{Column, LedgerRow};
use crate::model::{Claim, ClaimId, Corpus, In, PassageKind, Subject, Verdict};
use crate::present::words::{self, superscript};
use crate::present::{silence, why};
use crate::ui::bidi::tags::{GoesOn, going_on};
use crate::ui::canvas::Content;
use crate::ui::divided::{cell_divided, id_divided};
use crate::ui::text::{cut, filled, marked, paragraph, width};
use crate::ui::theme::Role;

/// Width of a facet's name in columns.
const FACET: usize = 12;
/// Width of a verdict in columns.
const VERDICT: usize = 2;
/// Minimum width of a source in the table, in columns, with the space after it.
const MIN_WIDTH: usize = 11;
/// Width of a source from which on its wordings stand in the table too.
const WORDED: usize = 24;

/// The most sources that stand side by side in the table at a width of `columns`.
fn side_by_side(columns: usize) -> usize {
    (columns.saturating_sub(FACET + VERDICT) / MIN_WIDTH).max(1)
}

/// Whether one origin makes all that is said. Then no row needs to say so.
fn is_of_one_origin(subject: &Subject) -> bool {
    subject
        .ledger()
        .rows
        .iter()
        .all(|row| row.verdict == Some(Verdict::Single) && row.inconsistent.is_empty() && row.draft.is_none())
}

/// The id of a column's article.
fn article_id<'s>(subject: &'s Subject, column: &Column) -> &'s str {
    let corpus = subject.corpus(column.article.member);
    corpus.str(corpus.article(column.article.id).id)
}

/// The signs of a row with its verdict in words.
fn verdict_words(cx: &Cx, subject: &Subject, row: &LedgerRow) -> (String, Role) {
    (format!("{} {}{}", why::signs(row), why::verdict(subject, row), with_drafts(cx, row)), role_of(row))
}

/// The verdict in words as far as there is room: of inconsistent sources alone without their names, since their claims stand below
/// it, else cut.
fn fitting(row: &LedgerRow, verdict: String, room: usize) -> String {
    if width(&verdict) <= room {
        return verdict;
    }
    let short = format!("{} {}", why::signs(row), Verdict::Inconsistent.word());
    let is_alone =
        !row.inconsistent.is_empty() && matches!(row.verdict, None | Some(Verdict::Single)) && row.draft.is_none();
    if is_alone && width(&short) <= room { short } else { cut(&verdict, room) }
}

/// The draft verdict beside the verdict, if drafts are shown with what is confirmed.
fn with_drafts(cx: &Cx, row: &LedgerRow) -> String {
    let shown = why::with_drafts(row).filter(|_| cx.settings.drafts);
    shown.map_or_else(String::new, |draft| format!(" {draft}"))
}

/// The style of a row's verdict.
fn role_of(row: &LedgerRow) -> Role {
    row.shown().map_or(Role::Single, Role::of)
}

/// The names of the articles with their numbers, above the list.
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

/// Adds the ledger as a list.
pub fn list(cx: &Cx, subject: &Subject, columns: usize, selected: Option<Item>, content: &mut Content) {
    content.put(sources(cx, subject, columns));
    let is_alone = is_of_one_origin(subject);
    for (r, row) in subject.ledger().rows.iter().enumerate() {
        let (verdict, role) = verdict_words(cx, subject, row);
        let verdict = if is_alone { String::new() } else { verdict };
        let values = CommonParts::of_row(subject, row);
        let name = words::row(subject.facet_word(row), row.party);
        let verdict = fitting(row, verdict, columns.saturating_sub(width(&name) + 1));
        let gap = columns.saturating_sub(width(&name) + width(&verdict)).max(1);
        content.put([Line::from(vec![
            Span::styled(name, cx.theme().style(Role::Title)),
            Span::raw(" ".repeat(gap)),
            Span::styled(verdict, cx.theme().style(role)),
        ])]);
        for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let here = matches!(selected, Some(Item::Cell(sr, sc, _)) if (sr, sc) == (r, c));
            content.item(
                distinct_values(subject, cell)
                    .into_iter()
                    .flat_map(|(claim, also)| claim_lines(cx, subject, (c, claim), &also, &values, columns, here))
                    .collect::<Vec<_>>(),
            );
        }
    }
}

/// Each value of a cell once: its first claim, and the numbers of the other passages that repeat it with the same
/// attribution. The comparison shows every wording.
fn distinct_values(subject: &Subject, cell: &[In<ClaimId>]) -> Vec<(In<ClaimId>, Vec<u32>)> {
    let mut values: Vec<(In<ClaimId>, Vec<u32>)> = Vec::new();
    let mut at: HashMap<_, usize> = HashMap::new();
    for &claim in cell {
        let (corpus, record) = (subject.corpus(claim.member), subject.claim(claim));
        let account = corpus.account(record.account);
        let key = (
            words::value(corpus, record),
            words::chain(corpus, record),
            words::hedge(corpus, record),
            corpus.is_summary(account),
        );
        match at.entry(key) {
            Entry::Occupied(known) => values[*known.get()].1.push(corpus.passage(account.passage).number),
            Entry::Vacant(new) => {
                new.insert(values.len());
                values.push((claim, Vec::new()));
            }
        }
    }
    values
}

/// A claim in full: number of its source, paragraphs, value, wording, attribution.
fn claim_lines(
    cx: &Cx,
    subject: &Subject,
    (column, claim): (usize, In<ClaimId>),
    also: &[u32],
    values: &CommonParts,
    columns: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let (corpus, record) = (subject.corpus(claim.member), subject.claim(claim));
    let account = corpus.account(record.account);
    let summary = if corpus.is_summary(account) { "(summary) " } else { "" };
    let numbers: String = also.iter().map(|n| format!(",{n}")).collect();
    let sign = cx.mark_sign(corpus, MarkTarget::Claim(claim.id));
    let lead =
        format!("{sign}{}¶{}{numbers} {summary}", superscript(column + 1), corpus.passage(account.passage).number);
    let role = |role| cx.theme().style(if selected { Role::Selected } else { role });
    let value = words::value(corpus, record);
    let mut lines =
        value_lines(cx, (&lead, role(Role::Dim)), &value, values, record.facet.is_figure(), role(Role::Value), columns);
    let text = crate::sanitize::line(&wording(corpus, record)).into_owned();
    // Value and wording share a line where they fit.
    let room = columns.saturating_sub(lines.last().map_or(0, Line::width) + 2);
    match lines.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if width(&text) <= room => {
            last.push_span(Span::styled(format!("  {text}"), role(Role::Wording)));
        }
        _ => lines.extend(paragraph("    ", role(Role::Wording), &text, role(Role::Wording), columns)),
    }
    if let Some(hedge) = words::hedge(corpus, record) {
        lines.extend(paragraph("    ", role(Role::Note), &hedge, role(Role::Note), columns));
    }
    lines.extend(annotation_lines::of(cx, corpus, Annotated::Claim(claim.id), 4, columns));
    lines
}

/// A value after a lead, with the part that differs from other values marked.
pub fn value_lines(
    cx: &Cx,
    (lead, lead_style): (&str, Style),
    value: &str,
    values: &CommonParts,
    is_figure: bool,
    style: Style,
    columns: usize,
) -> Vec<Line<'static>> {
    let shown = crate::sanitize::line(value);
    // Ranges hold for the value as it is shown.
    let ranges = if shown == value { values.differing(value, is_figure) } else { Vec::new() };
    let mark = style.patch(cx.theme().style(Role::Differing));
    let found: Vec<_> = ranges.into_iter().map(|range| (range, mark)).collect();
    marked(lead, lead_style, &shown, style, &found, columns)
}

/// The wording of a claim with attribution.
fn wording(corpus: &Corpus, claim: &Claim) -> String {
    let mut out = corpus.given(claim.words).map_or_else(String::new, |words| format!("“{words}”"));
    if let Some(chain) = words::chain(corpus, claim) {
        out = format!("{out} {chain}");
    }
    if claim.drafted.is_some()
        && let Some(basis) = corpus.given(claim.basis)
    {
        out = format!("{out} [worked out: {basis}]");
    }
    for reservation in words::reservations(corpus, claim) {
        out = format!("{out} [{reservation}]");
    }
    out
}

/// Adds the ledger as a table: as many sources side by side as fit, the selected one among them.
pub fn table(cx: &Cx, subject: &Subject, columns: usize, selected: Option<Item>, content: &mut Content) {
    let ledger = subject.ledger();
    let fitting = side_by_side(columns).min(ledger.columns.len()).max(1);
    let chosen = if let Some(Item::Cell(_, column, _)) = selected { column } else { 0 };
    let first = chosen.saturating_sub(fitting - 1).min(ledger.columns.len().saturating_sub(fitting));
    let shown = first..(first + fitting).min(ledger.columns.len());
    // Before the first layout the pane may have no width.
    let each = (columns.saturating_sub(FACET + VERDICT) / fitting).max(2);
    let is_alone = is_of_one_origin(subject);
    if shown.len() < ledger.columns.len() {
        let which =
            if shown.len() == 1 { shown.end.to_string() } else { format!("{}–{}", shown.start + 1, shown.end) };
        let text = format!("sources {which} of {}; ← → for the others", ledger.columns.len());
        content.put([Line::styled(cut(&text, columns), cx.theme().style(Role::Dim))]);
    }
    let name = |i: usize| format!("{}{}", superscript(i + 1), article_id(subject, &ledger.columns[i]));
    let title = cx.theme().style(Role::Title);
    let names: Vec<Vec<Line>> = shown.clone().map(|i| id_divided(&name(i), title, each - 1)).collect();
    for line in 0..names.iter().map(Vec::len).max().unwrap_or(0) {
        let names = names.iter().flat_map(|name| filled(name.get(line), title, each));
        content.put([std::iter::once(Span::raw(" ".repeat(FACET))).chain(names).collect::<Line>()]);
    }
    for (r, row) in ledger.rows.iter().enumerate() {
        let first = content.lines.len();
        let is_selected = |column| matches!(selected, Some(Item::Cell(sr, sc, _)) if (sr, sc) == (r, column));
        let style = |column, role| cx.theme().style(if is_selected(column) { Role::Selected } else { role });
        let cells = shown.clone().zip(&row.cells[shown.clone()]);
        let cells: Vec<Vec<Line<'static>>> = cells
            .map(|(column, cell)| {
                let silent = if cell.is_empty() { silence::sign(subject.silence_in(row, column)) } else { "" };
                cell_words(cx, subject, cell, silent, &|role| style(column, role), each - 1)
            })
            .collect();
        let tall = cells.iter().map(Vec::len).max().unwrap_or(1);
        let name = cell_divided(&words::row(subject.facet_word(row), row.party), title, FACET - 1);
        for line in 0..tall.max(name.len()) {
            let mut spans = filled(name.get(line), title, FACET);
            for (column, cell) in shown.clone().zip(&cells) {
                spans.extend(filled(cell.get(line), style(column, Role::Value), each - 1));
                spans.push(Span::raw(" "));
            }
            if line == 0 && !is_alone {
                let draft = row.draft.filter(|_| cx.settings.drafts && !row.is_all_draft());
                let draft = draft.map_or("", |draft| draft.verdict.draft_glyph());
                let (glyph, role) = (format!("{}{draft}", why::signs(row)), role_of(row));
                spans.push(Span::styled(glyph, cx.theme().style(role)));
            }
            content.lines.push(Line::from(spans));
        }
        let last = content.lines.len() - 1;
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        content.items.extend(std::iter::repeat_n((first, last), filled));
    }
    content.put([Line::default()]);
}

/// A table cell: each value once with its paragraphs, and its wordings where there is room for them; without a value, what stands for
/// that.
fn cell_words(
    cx: &Cx,
    subject: &Subject,
    cell: &[In<ClaimId>],
    silent: &str,
    style: &dyn Fn(Role) -> Style,
    columns: usize,
) -> Vec<Line<'static>> {
    if cell.is_empty() {
        return vec![Line::from(Span::styled(silent.to_owned(), style(Role::Dim)))];
    }
    let mut lines = Vec::new();
    for (claim, also) in distinct_values(subject, cell) {
        let (corpus, record) = (subject.corpus(claim.member), subject.claim(claim));
        let account = corpus.account(record.account);
        let summary = if corpus.is_summary(account) { " (summary)" } else { "" };
        let numbers: String = also.iter().map(|n| format!(",{n}")).collect();
        let sign = cx.mark_sign(corpus, MarkTarget::Claim(claim.id)).trim_start();
        let (value, number) = (words::value(corpus, record), corpus.passage(account.passage).number);
        let value = format!("{sign}{value}{summary} ¶{number}{numbers}");
        lines.extend(cell_divided(&value, style(Role::Value), columns));
        let words = wording(corpus, record);
        if columns >= WORDED && !words.is_empty() {
            let wording = going_on(style(Role::Wording), GoesOn::Words);
            lines.extend(paragraph(" ", wording, &words, wording, columns));
        }
    }
    lines
}

/// The selected cell below the table: every paragraph and wording, and the digest of the first passage.
pub fn cell_in_full(cx: &Cx, subject: &Subject, row: usize, column: usize, columns: usize) -> Vec<Line<'static>> {
    let (row, source) = (&subject.ledger().rows[row], &subject.ledger().columns[column]);
    let corpus = subject.corpus(source.article.member);
    let article = corpus.article(source.article.id);
    let (verdict, role) = verdict_words(cx, subject, row);
    let mut lines = vec![Line::from(vec![
        Span::styled(words::row(subject.facet_word(row), row.party), cx.theme().style(Role::Title)),
        Span::styled(format!("  {verdict}  "), cx.theme().style(role)),
    ])];
    let named = format!("{}{}: {}", superscript(column + 1), corpus.str(article.id), words::source(corpus, article));
    lines.extend(paragraph("", cx.theme().style(Role::Dim), &named, cx.theme().style(Role::Dim), columns));
    let cell = &row.cells[column];
    let values = CommonParts::of_row(subject, row);
    for &claim in cell {
        lines.extend(claim_lines(cx, subject, (column, claim), &[], &values, columns, false));
    }
    if let Some(&claim) = cell.first() {
        let passage = subject.passage(subject.passage_of(claim));
        let summary = if passage.kind == PassageKind::Highlights { "(summary) " } else { "" };
        let lead = format!(" ¶{} {summary}", passage.number);
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
