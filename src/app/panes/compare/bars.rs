//! The bars above the columns of the comparison: the selected facet with its verdict, and what every source says of it.
//!
//! Knows the sources compared; draws no passages.

use std::collections::HashSet;

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::model::{ArticleId, In, Subject, Verdict};
use crate::present::words::{self, superscript};
use crate::present::{silence, why};
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

/// What stands between two sources.
const GAP: &str = "   ";
/// What stands for the sources before the first one that is listed.
const MORE: &str = "… ";

/// The number, name and values of the sources on the selected facet, also of those whose column is not visible. Where not all
/// have room, the first ones are left out until the visible ones have.
pub(super) fn sources_bar(cx: &Cx, view: &ComparedSources, columns: usize) -> Line<'static> {
    let subject = view.subject;
    let ledger = subject.ledger();
    let Some(row) = ledger.rows.get(view.row) else { return Line::default() };
    let visible = view.across.offset..view.across.offset + view.across.height.max(1);
    let sources: Vec<(String, String, bool)> = ledger
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let corpus = subject.corpus(column.article.member);
            let mut known = HashSet::new();
            let values =
                row.cells[at].iter().map(|claim| words::value(subject.corpus(claim.member), subject.claim(*claim)));
            let said: Vec<String> = values.filter(|value| known.insert(value.clone())).collect();
            let said =
                if said.is_empty() { silence::sign(subject.silence_in(row, at)).to_owned() } else { said.join(", ") };
            let name = format!("{}{} ", superscript(at + 1), corpus.str(corpus.article(column.article.id).id));
            let shown =
                view.columns.iter().position(|&known| known == column.article).is_some_and(|at| visible.contains(&at));
            (name, said, shown)
        })
        .collect();
    let from = first_listed(&sources, columns);
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut room = columns;
    let mut put = |text: &str, role: Role| {
        let text = cut(text, room);
        room -= width(&text).min(room);
        spans.push(Span::styled(text, cx.theme().style(role)));
    };
    if from > 0 {
        put(MORE, Role::Dim);
    }
    for (name, said, shown) in &sources[from..] {
        put(name, if *shown { Role::Title } else { Role::Dim });
        put(said, Role::Value);
        put(GAP, Role::Dim);
    }
    Line::from(spans)
}

/// The first of the sources that are listed, each with its name, its values and whether its column is visible.
fn first_listed(sources: &[(String, String, bool)], columns: usize) -> usize {
    let needed = |of: &[(String, String, bool)]| -> usize {
        of.iter().map(|(name, said, _)| width(name) + width(said)).sum::<usize>()
            + width(GAP) * of.len().saturating_sub(1)
    };
    let is_visible = |source: &(String, String, bool)| source.2;
    let (Some(first), Some(last)) = (sources.iter().position(is_visible), sources.iter().rposition(is_visible)) else {
        return 0;
    };
    let fits = |from: &usize| needed(&sources[*from..=last]) + if *from > 0 { width(MORE) } else { 0 } <= columns;
    (0..first).find(fits).unwrap_or(first)
}
