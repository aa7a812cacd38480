//! The reader: an article passage by passage, with what each passage tells and quotes in the margin.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text::paragraph;
use super::theme::Role;
use super::{Content, Ctx, frame, layout};
use crate::app::State;
use crate::app::reader::Reader;
use crate::model::id::Id;
use crate::model::{AnchorState, PassageId, PassageKind};
use crate::present::words;

/// Draws the reader; gives the place of the selection.
pub fn draw(ctx: &Ctx, state: &State, reader: &Reader, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let corpus = ctx.corpus;
    let article = corpus.article(reader.article);
    let trail = reader.incident.map_or(String::new(), |i| format!(" · on {}", corpus.str(corpus.incident(i).title)));
    let title = match (reader.record, reader.incident) {
        (Some(_), Some(incident)) => {
            let id = corpus.str(corpus.incident(incident).id);
            format!("{} record {id}{trail}", corpus.str(article.title))
        }
        _ => {
            let what = if state.text && !article.copy.is_empty() { "text" } else { "digest" };
            format!("{} ({what}){trail}", corpus.str(article.id))
        }
    };
    frame::pane(ctx, &crate::sanitize::line(&title), true, area, buf);
    let inner = layout::inner(area);
    let content = content(ctx, state, reader, inner.width);
    super::window(&content.lines, reader.list.offset, inner, buf);
    super::detail::more(ctx, content.lines.len(), reader.list.offset, area, buf);
    let (first, _) = *content.items.get(reader.list.cursor)?;
    let row = u16::try_from(first.checked_sub(reader.list.offset)?).ok()?;
    (row < inner.height).then_some(Position { x: inner.x, y: inner.y + row })
}

/// Everything the reader would show.
pub fn content(ctx: &Ctx, state: &State, reader: &Reader, columns: u16) -> Content {
    let corpus = ctx.corpus;
    let article = corpus.article(reader.article);
    let columns = usize::from(columns);
    let (plain, dim) = (ctx.theme.style(Role::Text), ctx.theme.style(Role::Dim));
    let mut content = Content::default();
    content.put(paragraph("", plain, corpus.str(article.title), ctx.theme.style(Role::Title), columns));
    content.put(paragraph("", dim, &words::source(corpus, article), dim, columns));
    if let Some(note) = corpus.given(article.note) {
        content.put(paragraph("", dim, note, dim, columns));
    }
    for (i, id) in article.passages.ids().enumerate() {
        let record = corpus.passage(id);
        // Sources and columns of a record are lists, not prose.
        let listed = matches!(record.kind, PassageKind::Citation | PassageKind::Column) && record.heading.is_empty();
        if !listed {
            content.put([Line::default()]);
        }
        if let Some(heading) = corpus.given(corpus.passage(id).heading) {
            content.put(paragraph("", plain, heading, ctx.theme.style(Role::Title), columns));
            content.put([Line::default()]);
        }
        let lines = passage(ctx, state, reader, id, i == reader.list.cursor, columns);
        content.item(lines);
    }
    content
}

fn passage(
    ctx: &Ctx,
    state: &State,
    reader: &Reader,
    id: PassageId,
    selected: bool,
    columns: usize,
) -> Vec<Line<'static>> {
    let corpus = ctx.corpus;
    let record = corpus.passage(id);
    let (plain, dim) = (ctx.theme.style(Role::Text), ctx.theme.style(Role::Dim));
    let body = match record.text {
        Some(text) if state.text => corpus.str(text),
        _ => corpus.str(record.digest),
    };
    let kind = match record.kind {
        PassageKind::Body | PassageKind::Citation | PassageKind::Column => String::new(),
        kind => format!("({}) ", kind.word()),
    };
    let told: Vec<_> = corpus.accounts_of(id).iter().map(|&a| corpus.account(a).incident).collect();
    let followed = reader.incident.is_some_and(|i| told.contains(&i));
    let margin = match (selected, followed) {
        (true, _) => "▌",
        (false, true) => "│",
        _ => " ",
    };
    let lead = format!("{margin}{:>3} {kind}", format!("¶{}", record.number));
    let number = ctx.theme.style(if selected { Role::Selected } else { Role::Key });
    let mut lines = paragraph(&lead, number, body, plain, columns);
    if !matches!(record.state, AnchorState::Exact | AnchorState::Unattached) {
        let text =
            format!("the anchor “{}” is {} in the attached copy", corpus.str(record.anchor), record.state.word());
        lines.extend(paragraph(
            "     ! ",
            ctx.theme.style(Role::Notice),
            &text,
            ctx.theme.style(Role::Notice),
            columns,
        ));
    }
    if !told.is_empty() && reader.record.is_none() {
        let titles: Vec<&str> = told.iter().map(|&i| corpus.str(corpus.incident(i).title)).collect();
        lines.extend(paragraph("     → ", dim, &titles.join(" · "), dim, columns));
    }
    for &quote in corpus.quotes_in(id) {
        let quote = corpus.quote(quote);
        let text = format!("{}: {}", words::speaker(corpus, quote), corpus.str(quote.gist));
        lines.extend(paragraph("     ” ", dim, &text, dim, columns));
    }
    if selected {
        mark_margin(ctx, &mut lines);
    }
    debug_assert!(id.index() < corpus.passages().len());
    lines
}

/// Runs the selection's bar down the margin.
fn mark_margin(ctx: &Ctx, lines: &mut [Line<'static>]) {
    for line in lines.iter_mut().skip(1) {
        if let Some(first) = line.spans.first_mut()
            && let Some(rest) = first.content.strip_prefix(' ')
        {
            let rest = Span::styled(rest.to_owned(), first.style);
            *first = Span::styled("▌", ctx.theme.style(Role::Key));
            line.spans.insert(1, rest);
        }
    }
}
