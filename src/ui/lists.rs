//! Lists over the panes: articles with their origins, quotations, marks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::{cut, fill, paragraph};
use super::theme::Role;
use super::{Content, Ctx, frame, layout};
use crate::app::list::List;
use crate::app::marks::bookmark;
use crate::app::state::{Mark, State, View};
use crate::model::{ArticleId, QuoteId};
use crate::present::words;
use crate::saved_state::Bookmark;

/// Draws the list on top; gives the place of the selection.
pub fn draw(ctx: &Ctx, state: &State, view: &View, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let (title, list) = match view {
        View::Articles(list) if state.filter.is_on() => ("Articles · what the filter lets through", list),
        View::Articles(list) => ("Articles", list),
        View::Quotes(list) if state.filter.is_on() => ("Quotes · what the filter lets through", list),
        View::Quotes(list) => ("Quotes", list),
        View::Marks(list) => ("Marks", list),
        View::Told(list, _) => ("The passage tells of", list),
        View::Reader(_) | View::Compare(_) => return None,
    };
    frame::pane(ctx, title, true, area, buf);
    let inner = layout::inner(area);
    let content = content(ctx, state, view, inner.width);
    super::window(&content.lines, list.offset, inner, buf);
    super::detail::more(ctx, content.lines.len(), list.offset, area, buf);
    let (first, _) = *content.items.get(list.cursor)?;
    let row = u16::try_from(first.checked_sub(list.offset)?).ok()?;
    (row < inner.height).then_some(Position { x: inner.x, y: inner.y + row })
}

/// Everything the list would show.
pub fn content(ctx: &Ctx, state: &State, view: &View, columns: u16) -> Content {
    let columns = usize::from(columns);
    let mut content = Content::default();
    match view {
        View::Articles(list) => {
            for id in state.articles(ctx.library) {
                let here = content.items.len() == list.cursor;
                content.item(article(ctx, id, here, columns));
            }
        }
        View::Quotes(list) => quotes(ctx, state, list, columns, &mut content),
        View::Marks(list) => {
            for (at, mark) in state.marks.iter().enumerate() {
                content.item([marked(ctx, &mark.bookmark, mark.on.is_some(), at == list.cursor, columns)]);
            }
        }
        View::Told(list, told) => {
            for (at, &incident) in told.iter().enumerate() {
                let incident = bookmark(ctx.library, Mark::Incident(incident));
                content.item([marked(ctx, &incident, true, at == list.cursor, columns)]);
            }
        }
        View::Reader(_) | View::Compare(_) => {}
    }
    content
}

/// An article: title, source, origin, what it tells of and what it alone tells of.
fn article(ctx: &Ctx, id: ArticleId, selected: bool, columns: usize) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let record = corpus.article(id);
    let style = |role| ctx.theme.style(if selected { Role::Selected } else { role });
    let dim = ctx.theme.style(Role::Dim);
    let mut lines = paragraph("", style(Role::Title), corpus.str(record.title), style(Role::Title), columns);
    lines.extend(paragraph("  ", dim, &words::source(corpus, record), dim, columns));
    let mut told: Vec<_> =
        record.passages.ids().flat_map(|p| corpus.accounts_of(p)).map(|&a| corpus.account(a).incident).collect();
    told.sort_unstable();
    told.dedup();
    let alone = told.iter().filter(|&&i| corpus.coverage(corpus.incident(i)).articles == 1).count();
    let twins: Vec<&str> = corpus
        .articles()
        .filter(|(other, a)| *other != id && a.origin == record.origin)
        .map(|(_, a)| corpus.str(a.id))
        .collect();
    let origin = if twins.is_empty() { String::new() } else { format!(" · one origin with {}", twins.join(", ")) };
    let amounts = format!(
        "{} · {}, {alone} told nowhere else{origin}",
        words::count(record.passages.len(), "passage"),
        words::count(told.len(), "incident"),
    );
    lines.extend(paragraph("  ", dim, &amounts, ctx.theme.style(Role::Text), columns));
    if let Some(note) = corpus.given(record.note) {
        lines.extend(paragraph("  ", dim, note, ctx.theme.style(Role::Note), columns));
    }
    lines.push(Line::default());
    lines
}

fn quotes(ctx: &Ctx, state: &State, list: &List, columns: usize, content: &mut Content) {
    let corpus = ctx.corpus;
    let mut before: Option<ArticleId> = None;
    for id in state.quotes(ctx.library) {
        let quote = corpus.quote(id);
        let article = corpus.passage(quote.passage).article;
        if before != Some(article) {
            if before.is_some() {
                content.put([Line::default()]);
            }
            let name = corpus.str(corpus.article(article).id).to_owned();
            content.put([Line::styled(cut(&name, columns), ctx.theme.style(Role::Title))]);
            before = Some(article);
        }
        let here = content.items.len() == list.cursor;
        content.item(quote_lines(ctx, id, here, columns));
    }
}

fn quote_lines(ctx: &Ctx, id: QuoteId, selected: bool, columns: usize) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let quote = corpus.quote(id);
    let style = |role| ctx.theme.style(if selected { Role::Selected } else { role });
    let lead = format!(" ¶{:<3} ", corpus.passage(quote.passage).number);
    let opening = quote.pieces.first().map_or("", |p| corpus.str(p.opening));
    let more = if quote.form == crate::model::Form::Term { "" } else { " …" };
    let translated = if quote.translated { ", translated" } else { "" };
    let length = words::count(quote.length() as usize, "word");
    let said = format!("{}: “{opening}{more}” ({length}{translated})", words::speaker(corpus, quote));
    let mut lines = paragraph(&lead, style(Role::Key), &said, style(Role::Text), columns);
    lines.extend(paragraph(
        "      ",
        ctx.theme.style(Role::Dim),
        corpus.str(quote.gist),
        ctx.theme.style(Role::Dim),
        columns,
    ));
    lines
}

fn marked(ctx: &Ctx, bookmark: &Bookmark, open: bool, selected: bool, columns: usize) -> Line<'static> {
    let mut words = bookmark.label.clone();
    if !open {
        words = format!("{words} · not open: {}", bookmark.source);
    }
    let role = |role| ctx.theme.style(if selected { Role::Selected } else { role });
    let text = if open { Role::Text } else { Role::Dim };
    Line::from(vec![
        Span::styled(fill(bookmark.what.word(), 10), role(Role::Dim)),
        Span::styled(cut(&crate::sanitize::line(&words), columns.saturating_sub(10)), role(text)),
    ])
}
