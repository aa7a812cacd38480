//! The finder over the panes: the prompt, the hits, and why each is one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::text::{cut, fill, fill_left, marked, width};
use super::theme::Role;
use super::{Ctx, frame, layout};
use crate::app::finder::Finder;
use crate::app::list::List;
use crate::app::prompt::Prompt;
use crate::present::words;
use crate::sanitize;
use crate::search::highlight::highlight;
use crate::search::query::FIELDS;
use crate::search::{Hit, Query, Target};

/// Where results stand: the prompt and a line for remarks are above them, the preview below, if there is room.
pub fn results(inner: Rect) -> Rect {
    let kept = if inner.height >= 3 * PREVIEW { PREVIEW } else { 0 };
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2 + kept), ..inner }
}

/// Results in sight.
pub fn height(area: Rect) -> u16 {
    results(layout::inner(area)).height.max(1)
}

/// Takes the area from what lies under it.
pub fn clear(area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
}

/// Draws a prompt into the first row; gives the place of its cursor.
pub fn prompt(ctx: &Ctx, sign: &'static str, prompt: &Prompt, inner: Rect, buf: &mut Buffer) -> Option<Position> {
    let room = usize::from(inner.width).saturating_sub(4);
    let (scroll, at) = prompt.scroll(room);
    let shown = sanitize::line(prompt.text());
    let typed = skip_columns(&shown, scroll);
    let line = Line::from(vec![
        Span::styled(sign, ctx.theme.style(Role::Key)),
        Span::styled(cut(typed, room + 2), ctx.theme.style(Role::Title)),
    ]);
    super::window(&[line], 0, inner, buf);
    Some(Position { x: inner.x + 2 + u16::try_from(at.min(room)).unwrap_or(0), y: inner.y })
}

/// The text from that column on.
fn skip_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().find(|(_, c)| {
        let here = used;
        used += width(c.encode_utf8(&mut [0; 4]));
        here >= columns
    });
    start.map_or("", |(at, _)| &text[at..])
}

/// Marks the selected of `len` results.
pub fn select(ctx: &Ctx, list: &List, len: usize, area: Rect, buf: &mut Buffer) {
    let row = list.cursor.checked_sub(list.offset).and_then(|row| u16::try_from(row).ok());
    if let Some(row) = row.filter(|row| *row < area.height && len > 0) {
        buf.set_style(Rect { y: area.y + row, height: 1, ..area }, ctx.theme.style(Role::Selected));
    }
}

/// Arrows where there are more results above or below.
pub fn more(ctx: &Ctx, list: &List, len: usize, area: Rect, buf: &mut Buffer) {
    let style = ctx.theme.style(Role::Key);
    if list.offset > 0 {
        buf.set_string(area.right(), area.y, "↑", style);
    }
    if len > list.offset + usize::from(area.height) && area.height > 0 {
        buf.set_string(area.right(), area.bottom() - 1, "↓", style);
    }
}

/// Draws the finder; gives the place of the prompt's cursor.
pub fn draw(ctx: &Ctx, text: bool, finder: &Finder, area: Rect, buf: &mut Buffer) -> Option<Position> {
    clear(area, buf);
    let typed = finder.prompt.text();
    let title = match (typed.is_empty(), finder.is_waiting()) {
        (true, _) => "Find".to_owned(),
        (_, true) => "Find · searching …".to_owned(),
        _ => format!("Find · {}", words::count(finder.answer.all, "hit")),
    };
    frame::pane(ctx, &title, true, area, buf);
    let inner = layout::inner(area);
    let columns = usize::from(inner.width);
    let cursor = prompt(ctx, "/ ", &finder.prompt, inner, buf);
    if let Some(remark) = remark(typed) {
        let line = Line::styled(cut(&remark, columns), ctx.theme.style(Role::Notice));
        super::window(&[line], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
    }
    let list = results(inner);
    let hits = &finder.answer.hits;
    let lines: Vec<Line<'static>> = if hits.is_empty() {
        let said = nothing(finder);
        super::text::wrap(&said, columns).into_iter().map(|l| Line::styled(l, ctx.theme.style(Role::Dim))).collect()
    } else {
        hits.iter().skip(finder.list.offset).take(list.height.into()).map(|h| hit(ctx, h, columns)).collect()
    };
    super::window(&lines, 0, list, buf);
    select(ctx, &finder.list, hits.len(), list, buf);
    more(ctx, &finder.list, hits.len(), list, buf);
    if let Some(hit) = finder.selected() {
        preview(ctx, text, hit, below(inner), buf);
    }
    cursor
}

/// What is wrong with the query, or what the field being typed takes.
fn remark(typed: &str) -> Option<String> {
    let query = Query::parse(typed);
    let last = typed.rsplit(' ').next().unwrap_or("").trim_start_matches('!');
    let open = last.strip_suffix(':').and_then(|name| FIELDS.iter().find(|(field, _)| *field == name));
    match (open, query.problems.first()) {
        (Some((name, takes)), _) => Some(format!("{name}: takes {takes}")),
        (None, Some(problem)) => Some(format!("{}: {}", &typed[problem.at.clone()], problem.why)),
        _ => None,
    }
}

fn nothing(finder: &Finder) -> String {
    if finder.prompt.text().trim().is_empty() {
        return "Type part of a name, a place, a title, in any order: kerman, shrine iran, gwader …   Fields narrow: \
                at:TR killed:>50 verdict:conflict kind:quote by:webber on:2022-10"
            .into();
    }
    if finder.is_waiting() || Query::parse(finder.prompt.text()).is_empty() {
        return String::new();
    }
    if finder.answer.near.is_empty() {
        return "Nothing here is called that.".into();
    }
    format!("Nothing here is called that. Near it stand: {}", finder.answer.near.join(", "))
}

/// Lines kept for the preview at the bottom.
const PREVIEW: u16 = 5;

/// Where the preview stands, if there is room for one.
fn below(inner: Rect) -> Rect {
    let results = results(inner);
    Rect { y: results.bottom(), height: inner.bottom().saturating_sub(results.bottom()), ..inner }
}

/// What the selected hit is about, with the words found marked.
fn preview(ctx: &Ctx, text: bool, hit: &Hit, area: Rect, buf: &mut Buffer) {
    if area.height < 2 {
        return;
    }
    let corpus = &*ctx.library.corpus;
    let body = match hit.target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            let also: Vec<&str> = record.aliases.iter().map(|&a| corpus.str(a)).collect();
            let mut facts = vec![words::places(corpus, record), words::coverage(corpus, record)];
            facts.retain(|f| !f.is_empty());
            let facts = facts.join(" · ");
            if also.is_empty() { facts } else { format!("{facts} · also: {}", also.join("; ")) }
        }
        Target::Record(id) => record_facts(ctx, id),
        Target::Article(id) => {
            let record = corpus.article(id);
            format!("{}. {}", words::source(corpus, record), corpus.str(record.note))
        }
        Target::Quote(id) => corpus.str(corpus.quote(id).gist).to_owned(),
        Target::Name(id) => {
            let record = corpus.name(id);
            record.variants.iter().map(|&v| corpus.str(v)).collect::<Vec<_>>().join("; ")
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let body = record.text.filter(|_| text).map_or(record.digest, |t| t);
            corpus.str(body).to_owned()
        }
    };
    let shown = sanitize::line(&body).into_owned();
    let mark = ctx.theme.style(Role::Match);
    let marks: Vec<(std::ops::Range<usize>, Style)> =
        highlight(&shown, &hit.words).into_iter().map(|range| (range, mark)).collect();
    let rule = "─".repeat(area.width.into());
    super::window(&[Line::styled(rule, ctx.theme.style(Role::Border))], 0, area, buf);
    let lines = marked("", Style::new(), &shown, ctx.theme.style(Role::Text), &marks, area.width.into());
    // The first match is brought into sight.
    let first = lines.iter().position(|l| l.spans.iter().any(|s| s.style == mark)).unwrap_or(0);
    let room = usize::from(area.height) - 1;
    let offset = first.saturating_sub(room / 2).min(lines.len().saturating_sub(room));
    super::window(&lines, offset, Rect { y: area.y + 1, height: area.height - 1, ..area }, buf);
}

/// What the numbers of a record say.
fn record_facts(ctx: &Ctx, id: crate::model::RecordId) -> String {
    let set = ctx.library.set(id);
    let row = ctx.library.row(id);
    let spot = set.spot(&row);
    let mut place: Vec<&str> = vec![&spot.name];
    place.extend(spot.within.iter().map(|w| &**w));
    place.push(&set.country(&row).name);
    place.retain(|p| !p.is_empty());
    let killed = set.killed(&row).map_or_else(|| "killed not given".to_owned(), |f| format!("killed {}", f.display()));
    let mut facts = vec![place.join(", "), set.kind(&row).name.to_string(), killed, set.about.title.clone()];
    facts.retain(|f| !f.is_empty());
    facts.join(" · ")
}

fn hit(ctx: &Ctx, hit: &Hit, columns: usize) -> Line<'static> {
    let corpus = &*ctx.library.corpus;
    let (date, title) = match hit.target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            (words::date(record.date), corpus.str(record.title).to_owned())
        }
        Target::Record(id) => {
            let set = ctx.library.set(id);
            let row = ctx.library.row(id);
            (words::date(crate::model::DataSet::when(&row)), sanitize::line(&set.title(&row)).into_owned())
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            (words::date(record.published), corpus.str(record.title).to_owned())
        }
        Target::Quote(id) => {
            let record = corpus.quote(id);
            let passage = corpus.passage(record.passage);
            let place = format!("¶{}", passage.number);
            (place, format!("{}: {}", words::speaker(corpus, record), corpus.str(record.gist)))
        }
        Target::Name(id) => {
            let record = corpus.name(id);
            (record.kind.word().to_owned(), corpus.str(record.name).to_owned())
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let article = corpus.str(corpus.article(record.article).id);
            (format!("¶{}", record.number), format!("{article}: {}", corpus.str(record.digest)))
        }
    };
    let kind = match hit.target {
        Target::Record(id) => ctx.library.set(id).about.tag.to_owned(),
        other => other.kind().word().to_owned(),
    };
    let why = cut(&hit.reason(), columns / 3);
    let room = columns.saturating_sub(9 + 14 + width(&why) + 2);
    let title = fill(&title, room);
    let mut spans = vec![
        Span::styled(fill(&kind, 9), ctx.theme.style(Role::Dim)),
        Span::styled(format!("{}  ", fill_left(&date, 12)), ctx.theme.style(Role::Dim)),
    ];
    let mut at = 0;
    for range in highlight(&title, &hit.words) {
        spans.push(Span::styled(title[at..range.start].to_owned(), ctx.theme.style(Role::Text)));
        spans.push(Span::styled(title[range.clone()].to_owned(), ctx.theme.style(Role::Match)));
        at = range.end;
    }
    spans.push(Span::styled(title[at..].to_owned(), ctx.theme.style(Role::Text)));
    spans.push(Span::styled(format!("  {why}"), ctx.theme.style(Role::Dim)));
    Line::from(spans)
}
