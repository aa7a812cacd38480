//! The third pane of wide screens: the passages of all sources on the selected facet. Also draws passages with their
//! claims for the comparison.
//!
//! Handles no keys; follows the ledger's selection.

use std::collections::{HashMap, HashSet};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::ledger::LedgerPane;
use super::ledger::claims::value_lines;
use super::ledger::items::Item;
use super::ledger::parts::CommonParts;
use crate::app::annotation_lines;
use crate::app::marks::MarkTarget;
use crate::app::pane::Cx;
use crate::model::annotation::Annotated;
use crate::model::ledger::{Ledger, LedgerRow};
use crate::model::silence::Silence;
use crate::model::{Account, AccountId, Claim, ClaimId, Corpus, In, Subject, Verdict};
use crate::present::words::{self, superscript};
use crate::present::{silence, why};
use crate::ui::canvas::{self, inner, window};
use crate::ui::text::{cut, highlighted, paragraph};
use crate::ui::theme::Role;

/// What a source says on the selected facet.
#[derive(Debug)]
struct SelectedClaims<'v> {
    claims: HashSet<In<ClaimId>>,
    /// What the values of all sources on it have in common.
    values: &'v CommonParts,
}

impl<'v> SelectedClaims<'v> {
    /// The claims of a source on it.
    fn of(cell: &[In<ClaimId>], values: &'v CommonParts) -> Self {
        Self { claims: cell.iter().copied().collect(), values }
    }

    /// Whether an account says something of it.
    fn is_said_by(&self, subject: &Subject, account: In<AccountId>) -> bool {
        subject.account(account).claims.ids().any(|claim| self.claims.contains(&account.with(claim)))
    }
}

/// Draws the pane.
pub fn draw(cx: &Cx, ledger: &LedgerPane, area: Rect, buf: &mut Buffer) {
    let inner = inner(area);
    let (title, lines) = content(cx, ledger, usize::from(inner.width));
    canvas::frame(cx.theme(), &title, false, area, buf);
    window(&lines, 0, inner, buf);
    canvas::more(cx.theme(), lines.len(), 0, area, buf);
}

/// Title and lines: the passages on the selected facet, else on the first figure; the selected source first.
fn content(cx: &Cx, pane: &LedgerPane, columns: usize) -> (String, Vec<Line<'static>>) {
    let Some(subject) = cx.subject else { return (String::new(), Vec::new()) };
    let ledger = subject.ledger();
    let (row, first) = match pane.selected(subject) {
        Some(Item::Cell(row, column, _)) if pane.focused => (row, column),
        _ => (ledger.rows.iter().position(|r| r.facet.is_figure()).unwrap_or(0), 0),
    };
    let Some(row) = ledger.rows.get(row) else { return ("Passages".into(), Vec::new()) };
    let mut order: Vec<usize> = (0..ledger.columns.len()).filter(|&c| !row.cells[c].is_empty()).collect();
    order.sort_by_key(|&c| (c != first, c));
    let values = CommonParts::of_row(subject, row);
    let mut lines = Vec::new();
    for column in order {
        let article = ledger.columns[column].article;
        let id = subject.corpus(article.member).str(subject.article(article).id);
        let name = format!("{}{id}", superscript(column + 1));
        lines.push(Line::styled(cut(&name, columns), cx.theme().style(Role::Title)));
        let selected = SelectedClaims::of(&row.cells[column], &values);
        for &account in &ledger.columns[column].accounts {
            if selected.is_said_by(subject, account) {
                lines.extend(passage(cx, subject, account, &selected, columns));
                lines.push(Line::default());
            }
        }
    }
    (format!("Passages on {}", words::row(subject.facet_word(row), row.party)), lines)
}

/// The passages of one source with their claims, and the first line on the selected facet.
pub fn source_passages(
    cx: &Cx,
    subject: &Subject,
    row: Option<&LedgerRow>,
    at: usize,
    columns: usize,
) -> (Vec<Line<'static>>, usize) {
    let cell: &[In<ClaimId>] = row.map_or(&[], |row| &row.cells[at]);
    let filled = row.filter(|_| !cell.is_empty());
    let values = filled.map_or_else(CommonParts::default, |row| CommonParts::of_row(subject, row));
    let selected = SelectedClaims::of(cell, &values);
    let (mut lines, mut start) = (Vec::new(), None);
    if cell.is_empty() {
        let facet = row.map_or_else(String::new, |r| words::row(subject.facet_word(r), r.party));
        let article = subject.ledger().columns[at].article;
        let silence = row.map_or_else(|| subject.silence(article), |row| subject.silence_in(row, at));
        let text = match silence {
            Silence::NotGiven => format!("– no claim on {facet}"),
            _ if !silence.is_unread() => {
                let words = row.map_or_else(String::new, |row| silence::in_row(subject, row, at));
                format!("– no claim on {facet}: {words}")
            }
            _ => {
                format!("{} {} on {facet}{}", silence::sign(silence), silence::word(silence), silence::waiting(silence))
            }
        };
        lines.extend(paragraph("", cx.theme().style(Role::Dim), &text, cx.theme().style(Role::Dim), columns));
        lines.push(Line::default());
        start = Some(0);
    }
    for &account in &subject.ledger().columns[at].accounts {
        if start.is_none() && selected.is_said_by(subject, account) {
            start = Some(lines.len());
        }
        lines.extend(passage(cx, subject, account, &selected, columns));
        lines.push(Line::default());
    }
    (lines, start.unwrap_or(0))
}

/// One passage: its claims on the selected facet first, so that they are visible even if the passage is long; then the
/// text with the wordings of its claims marked; then its other claims.
fn passage(
    cx: &Cx,
    subject: &Subject,
    account: In<AccountId>,
    selected: &SelectedClaims<'_>,
    columns: usize,
) -> Vec<Line<'static>> {
    let corpus = subject.corpus(account.member);
    let chosen = |claim: &ClaimId| selected.claims.contains(&account.with(*claim));
    let account = subject.account(account);
    let record = corpus.passage(account.passage);
    let mut lines = Vec::new();
    for claim in account.claims.ids().filter(chosen) {
        lines.extend(selected_lines(cx, corpus, claim, selected.values, columns));
        lines.extend(annotation_lines::of(cx, corpus, Annotated::Claim(claim), 2, columns));
    }
    let summary = if corpus.is_summary(account) { "(summary) " } else { "" };
    let sign = cx.mark_sign(corpus, MarkTarget::Passage(account.passage, None)).trim_start();
    let lead = format!("{sign}¶{} {summary}", record.number);
    let key = cx.theme().style(Role::Key);
    lines.extend(match record.text {
        Some(text) if cx.settings.text => highlighted(
            &lead,
            key,
            corpus.str(text),
            cx.theme().style(Role::Text),
            &marks(cx, subject.ledger(), corpus, account, chosen),
            columns,
        ),
        _ => paragraph(&lead, key, &words::passage(corpus, record, false), cx.theme().style(Role::Text), columns),
    });
    if let Some(hedge) = corpus.given(account.hedge) {
        let note = cx.theme().style(Role::Note);
        lines.extend(paragraph("  ", note, &format!("hedge: {hedge}"), note, columns));
    }
    lines.extend(annotation_lines::of(cx, corpus, Annotated::Passage(account.passage), 2, columns));
    for claim in account.claims.ids().filter(|c| !chosen(c)) {
        lines.extend(claim_lines(cx, subject.ledger(), corpus, claim, columns));
        lines.extend(annotation_lines::of(cx, corpus, Annotated::Claim(claim), 2, columns));
    }
    lines
}

/// The wordings of an account's claims with their styles: by verdict if sources differ, as selected if selected.
fn marks(
    cx: &Cx,
    ledger: &Ledger,
    corpus: &Corpus,
    account: &Account,
    is_selected: impl Fn(&ClaimId) -> bool,
) -> Vec<(String, Style)> {
    let mut marks: Vec<(String, Style)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for id in account.claims.ids() {
        let claim = corpus.claim(id);
        let role = match ledger.row_of(claim).and_then(LedgerRow::severity) {
            _ if is_selected(&id) => Role::Selected,
            Some(verdict) if verdict >= Verdict::Compatible => Role::of(verdict),
            _ => Role::Wording,
        };
        let words = corpus.str(claim.words);
        match known.get(words) {
            // A wording shared by several claims is marked once, as selected if one of them is.
            Some(&at) if role == Role::Selected => marks[at].1 = cx.theme().style(role),
            Some(_) => {}
            None => {
                known.insert(words, marks.len());
                marks.push((words.to_owned(), cx.theme().style(role)));
            }
        }
    }
    marks
}

fn claim_lines(cx: &Cx, ledger: &Ledger, corpus: &Corpus, id: ClaimId, columns: usize) -> Vec<Line<'static>> {
    let claim = corpus.claim(id);
    let row = ledger.row_of(claim);
    let verdict = row.and_then(LedgerRow::severity);
    let role = verdict.map_or(Role::Dim, Role::of);
    let glyph = row.map_or_else(|| " ".to_owned(), why::signs);
    let facet = words::row(corpus.facet_word(claim.facet), claim.party());
    let value = format!("{facet}: {}", words::value(corpus, claim));
    let mut lines = paragraph(
        &format!("{glyph}{}", cx.mark_sign(corpus, MarkTarget::Claim(id))),
        cx.theme().style(role),
        &value,
        cx.theme().style(role),
        columns,
    );
    lines.extend(remarks(cx, corpus, claim, columns));
    lines
}

/// A claim on the selected facet: its value with the part that differs from other sources, its wording. The facet and its verdict stand
/// above all sources.
fn selected_lines(cx: &Cx, corpus: &Corpus, id: ClaimId, values: &CommonParts, columns: usize) -> Vec<Line<'static>> {
    let claim = corpus.claim(id);
    let sign = cx.mark_sign(corpus, MarkTarget::Claim(id)).trim_start();
    let (value, style) = (words::value(corpus, claim), cx.theme().style(Role::Selected));
    let mut lines = value_lines(cx, (sign, style), &value, values, claim.facet.is_figure(), style, columns);
    let mut text = corpus.given(claim.words).map_or_else(String::new, |words| format!("“{words}”"));
    if let Some(chain) = words::chain(corpus, claim) {
        text = format!("{text} {chain}");
    }
    if !text.is_empty() {
        lines.extend(paragraph(
            "  ",
            cx.theme().style(Role::Wording),
            text.trim_start(),
            cx.theme().style(Role::Wording),
            columns,
        ));
    }
    lines.extend(remarks(cx, corpus, claim, columns));
    lines
}

/// The hedge and the reservations of a claim.
fn remarks(cx: &Cx, corpus: &Corpus, claim: &Claim, columns: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let own = words::own_hedge(corpus, claim).into_iter();
    for remark in own.chain(words::reservations(corpus, claim).into_iter().map(std::borrow::Cow::into_owned)) {
        lines.extend(paragraph("  ", cx.theme().style(Role::Note), &remark, cx.theme().style(Role::Note), columns));
    }
    lines
}
