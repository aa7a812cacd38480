//! The bars above the columns of the comparison: the selected facet with its verdict, and what every source says of it.
//!
//! Knows the sources compared; draws no passages.

use std::collections::HashSet;

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::model::{ArticleId, In, Subject, Verdict};
use crate::present::why;
use crate::present::words::{self, superscript};
use crate::ui::list::List;
use crate::ui::text::{cut, width};
use crate::ui::theme::Role;

/// The sources compared at a row of the ledger of a subject.
pub(super) struct ComparedSources<'v> {
    pub subject: &'v Subject,
    pub row: usize,
    pub columns: &'v [In<ArticleId>],
    /// The selected and the first visible column.
    pub across: List,
}

/// The selected facet with its verdict, and the numbers of the visible sources.
pub(super) fn facet_bar(cx: &Cx, view: &ComparedSources, columns: usize) -> Vec<Line<'static>> {
    let ledger = view.subject.ledger();
    let Some(row) = ledger.rows.get(view.row) else {
        return vec![Line::styled("no source makes a claim", cx.theme().style(Role::Dim))];
    };
    let subject = view.subject;
    let origins = match row.verdict {
        None | Some(Verdict::Single) => String::new(),
        Some(_) => format!(", {}", words::count(row.origins, "origin")),
    };
    let verdict = format!("{} {}{origins}", why::signs(row), why::verdict(subject, row));
    let role = row.shown().map_or(Role::Single, Role::of);
    let place = format!("{}/{} ", view.row + 1, ledger.rows.len());
    let name = words::row(view.subject.facet_word(row), row.party);
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
        Span::styled(place, cx.theme().style(Role::Dim)),
        Span::styled(name, cx.theme().style(Role::Title)),
        Span::styled(format!("  {verdict}"), cx.theme().style(role)),
        Span::raw(" ".repeat(gap)),
        Span::styled(cut(&hidden, columns.saturating_sub(used + 1)), cx.theme().style(Role::Dim)),
    ])]
}

/// The number, name and values of every source on the selected facet, also of those whose column is not visible.
pub(super) fn sources_bar(cx: &Cx, view: &ComparedSources, columns: usize) -> Line<'static> {
    let subject = view.subject;
    let ledger = subject.ledger();
    let Some(row) = ledger.rows.get(view.row) else { return Line::default() };
    let visible = view.across.offset..view.across.offset + view.across.height.max(1);
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut room = columns;
    for (at, column) in ledger.columns.iter().enumerate() {
        let corpus = subject.corpus(column.article.member);
        let mut known = HashSet::new();
        let values = row.cells[at].iter().map(|claim| words::value(subject.corpus(claim.member), subject.claim(*claim)));
        let said: Vec<String> = values.filter(|value| known.insert(value.clone())).collect();
        let said = if said.is_empty() { "–".to_owned() } else { said.join(", ") };
        let name = format!("{}{} ", superscript(at + 1), corpus.str(corpus.article(column.article.id).id));
        let shown = view.columns.iter().position(|&known| known == column.article).is_some_and(|at| visible.contains(&at));
        for (text, role) in [(name, if shown { Role::Title } else { Role::Dim }), (said, Role::Value), ("   ".to_owned(), Role::Dim)] {
            let text = cut(&text, room);
            room -= width(&text).min(room);
            spans.push(Span::styled(text, cx.theme().style(role)));
        }
    }
    Line::from(spans)
}
