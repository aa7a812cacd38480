//! The lines of the reader's items: passages, and paragraphs of the copy without a digest.
//!
//! Knows one item at a time; does not know the order of items.

use ratatui::text::{Line, Span};

use super::stops::Stop;
use crate::app::annotation_lines;
use crate::app::marks::MarkTarget;
use crate::app::pane::Cx;
use crate::model::annotation::Annotated;
use crate::model::article::Paragraph;
use crate::model::id::Id;
use crate::model::{AnchorState, Article, Corpus, PassageId, PassageKind, Topic};
use crate::present::{annotations, quotation, words};
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// How an item stands in the reader.
#[derive(Clone, Copy)]
pub struct ReaderItem {
    /// Whether it is selected.
    pub selected: bool,
    /// The incident or name that the reader follows.
    pub followed: Option<Topic>,
    /// Whether the article stands for a record.
    pub is_record: bool,
}

/// The words of a passage: its text or its digest.
pub fn body(cx: &Cx, corpus: &Corpus, id: PassageId, item: ReaderItem, columns: usize) -> Vec<Line<'static>> {
    let selected = item.selected;
    let record = corpus.passage(id);
    let plain = cx.theme().style(Role::Text);
    let body = words::passage(corpus, record, cx.settings.text);
    let kind = match record.kind {
        PassageKind::Body | PassageKind::Citation | PassageKind::Column => String::new(),
        kind => format!("({}) ", kind.word()),
    };
    let followed = item.followed.is_some_and(|topic| topics(corpus, id).contains(&topic));
    let margin = match (selected, followed) {
        (true, _) => "▌",
        (false, true) => "│",
        _ => " ",
    };
    let sign = cx.mark_sign(corpus, MarkTarget::Passage(id, None));
    let lead = format!("{margin}{:>3}{sign}{kind}", format!("¶{}", record.number));
    let number = cx.theme().style(if selected { Role::Selected } else { Role::Key });
    paragraph(&lead, number, &body, plain, columns)
}

/// What passages show of an article: its `text` as it is copied, or what there is without it.
pub fn what_is_shown(corpus: &Corpus, article: &Article, text: bool) -> &'static str {
    match (text, corpus.is_raw(article)) {
        (true, true) if !article.paragraphs.is_empty() => "whole page",
        (true, _) => "text",
        (false, true) if article.passages.ids().all(|id| corpus.passage(id).is_opening()) => "first words",
        (false, true) => "body",
        (false, false) => "digest",
    }
}

/// First and last line of the words of each passage, and of each paragraph if those are shown; `items` has the lines of each stop.
pub fn own_words(
    cx: &Cx,
    corpus: &Corpus,
    stops: &[Stop],
    text: bool,
    items: &[(usize, usize)],
    columns: usize,
) -> Vec<(usize, usize)> {
    // Whatever stands in the margin, the words take as many lines.
    let item = ReaderItem { selected: false, followed: None, is_record: false };
    let lines = stops.iter().zip(items).filter_map(|(stop, &(first, last))| match *stop {
        Stop::Passage(id) => Some((first, (first + body(cx, corpus, id, item, columns).len()).saturating_sub(1))),
        Stop::Rest(_) => text.then_some((first, last)),
    });
    lines.collect()
}

/// The incidents and names that a passage speaks of.
fn topics(corpus: &Corpus, id: PassageId) -> Vec<Topic> {
    corpus.accounts_of(id).iter().map(|&a| corpus.account(a).about).collect()
}

/// A passage with its incidents and quotations.
pub fn passage(cx: &Cx, corpus: &Corpus, id: PassageId, item: ReaderItem, columns: usize) -> Vec<Line<'static>> {
    let (selected, topics) = (item.selected, topics(corpus, id));
    let record = corpus.passage(id);
    let dim = cx.theme().style(Role::Dim);
    let mut lines = body(cx, corpus, id, item, columns);
    if !matches!(record.state, AnchorState::Exact | AnchorState::Unattached) {
        let text =
            format!("the anchor “{}” is {} in the attached copy", corpus.str(record.anchor), record.state.word());
        lines.extend(paragraph(
            "     ! ",
            cx.theme().style(Role::Notice),
            &text,
            cx.theme().style(Role::Notice),
            columns,
        ));
    }
    if !topics.is_empty() && !item.is_record {
        let titles: Vec<String> = topics.iter().map(|&topic| words::topic(corpus, topic)).collect();
        lines.extend(paragraph("     → ", dim, &titles.join(" · "), dim, columns));
    }
    for &quote_id in corpus.quotes_in(id) {
        let quote = corpus.quote(quote_id);
        let text = format!("{}: {}", words::speaker(corpus, quote), quotation::gist(corpus, quote));
        let sign = cx.mark_sign(corpus, MarkTarget::Quote(quote_id));
        lines.extend(paragraph(&format!("    {sign}” "), dim, &text, dim, columns));
        lines.extend(annotation_lines::of(cx, corpus, Annotated::Quote(quote_id), 7, columns));
    }
    lines.extend(annotation_lines::of(cx, corpus, Annotated::Passage(id), 5, columns));
    for claim_id in corpus.accounts_of(id).iter().flat_map(|&account| corpus.account(account).claims.ids()) {
        let note = cx.theme().style(Role::Note);
        let claim = corpus.claim(claim_id);
        for said in annotations::on(corpus, Annotated::Claim(claim_id)) {
            let text = format!("{} {}: {said}", corpus.facet_word(claim.facet), words::value(corpus, claim));
            lines.extend(paragraph(&format!("     {}", annotations::SIGN), note, &text, note, columns));
        }
    }
    if selected {
        mark_margin(cx, &mut lines);
    }
    debug_assert!(id.index() < corpus.passages().len());
    lines
}

/// A paragraph of the copy without a digest, dimmed.
pub fn rest(cx: &Cx, corpus: &Corpus, record: &Paragraph, selected: bool, columns: usize) -> Vec<Line<'static>> {
    let dim = cx.theme().style(Role::Dim);
    let number = if record.number > 0 { format!("¶{}", record.number) } else { "·".to_owned() };
    let lead = format!("{}{number:>3} ", if selected { "▌" } else { " " });
    let style = if selected { cx.theme().style(Role::Selected) } else { dim };
    let mut lines = paragraph(&lead, style, corpus.str(record.text), dim, columns);
    if selected {
        mark_margin(cx, &mut lines);
    }
    lines
}

/// Extends the selection's bar down the margin.
fn mark_margin(cx: &Cx, lines: &mut [Line<'static>]) {
    for line in lines.iter_mut().skip(1) {
        if let Some(first) = line.spans.first_mut()
            && let Some(rest) = first.content.strip_prefix(' ')
        {
            let rest = Span::styled(rest.to_owned(), first.style);
            *first = Span::styled("▌", cx.theme().style(Role::Key));
            line.spans.insert(1, rest);
        }
    }
}
