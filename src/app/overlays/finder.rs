//! The finder: a query, its hits with the reason for each match, and a preview.
//!
//! Knows the answer of the search job; searches nothing itself.

mod preview;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::overlay::{OverlayPane, OverlayCx};
use crate::app::effect::Effect;
use crate::app::job::{Job, JobId};
use crate::app::jobs::Jobs;
use crate::app::pane::Cx;
use crate::keymap::Context;
use crate::model::{Corpus, Verdict};
use crate::model::figure::thousands;
use crate::present::words;
use crate::sanitize;
use crate::search::highlight::highlight;
use crate::search::query::{FIELDS, TargetKind};
use crate::search::{Answer, Hit, Query, Target};
use crate::ui::canvas::{self, inner, row_at, window};
use crate::ui::list::{List, Move};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill, fill_left, width, wrap};
use crate::ui::theme::Role;

/// Maximum number of hits. A longer query helps more than a longer list.
pub const MOST_HITS: usize = 200;

/// The finder.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// The query.
    pub prompt: Prompt,
    /// The running search. Answers of earlier searches are dropped; the last answer stays visible meanwhile.
    pub job: Option<JobId>,
    /// Whether to open the first hit when the answer arrives, because Enter was pressed before.
    pub eager: bool,
    /// Whether the workspace has grown since the search began, so that it must run again.
    pub grown: bool,
    /// Whether the search repeats the same query, so that the selection is kept if possible.
    pub again: bool,
    /// Hits, best first, or similar words if there are none.
    pub answer: Answer,
    /// Selection and scroll.
    pub list: List,
    /// Number of earlier queries recalled so far.
    pub recalled: usize,
    /// The hits picked so far, in `parallax pick`.
    pub picked: Option<Vec<Target>>,
}

impl Finder {
    /// Starts a job that searches for the query.
    pub fn ask(&mut self, jobs: &mut Jobs) -> Effect {
        let (id, effect) = jobs.start(Job::Search(self.prompt.text().to_owned()));
        self.job = Some(id);
        self.eager = false;
        self.again = false;
        effect
    }

    /// Whether a search is running.
    pub fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// Shows the answer.
    pub fn take(&mut self, answer: Answer) {
        let selected = self.selected().map(|h| h.target).filter(|_| self.again && self.list.cursor > 0);
        self.answer = answer;
        self.job = None;
        let at = selected.and_then(|target| self.answer.hits.iter().position(|h| h.target == target));
        self.list = List { height: self.list.height, cursor: at.unwrap_or(0), ..List::default() };
    }

    /// The selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        self.answer.hits.get(self.list.cursor)
    }

    /// The row of the heading above the possible hits, if one is listed.
    fn heading(&self) -> Option<usize> {
        let certain = self.answer.certain();
        (certain < self.answer.hits.len()).then_some(certain)
    }

    /// Number of rows, with the heading.
    fn all_rows(&self) -> usize {
        self.answer.hits.len() + usize::from(self.heading().is_some())
    }

    /// The row of a hit.
    fn row_of(&self, hit: usize) -> usize {
        hit + usize::from(self.heading().is_some_and(|heading| heading <= hit))
    }

    /// The hit in a row; `None` if it is the heading.
    fn hit_in(&self, row: usize) -> Option<usize> {
        match self.heading() {
            Some(heading) if heading == row => None,
            Some(heading) if heading < row => Some(row - 1),
            _ => Some(row),
        }
    }

    /// How the names in the query were read, if they are not shown as typed.
    fn as_read(&self) -> Option<String> {
        let typed = self.prompt.text();
        let read: Vec<&str> =
            self.answer.readings.iter().map(String::as_str).filter(|reading| !typed.contains(reading)).collect();
        (!self.is_waiting() && !read.is_empty()).then(|| format!("read as {}", read.join("  ")))
    }

    /// Picks the selected hit, or leaves it out again, and goes to the next.
    pub fn pick(&mut self) {
        let Some(target) = self.selected().map(|h| h.target) else { return };
        if let Some(picked) = &mut self.picked {
            match picked.iter().position(|known| *known == target) {
                Some(at) => drop(picked.remove(at)),
                None => picked.push(target),
            }
            self.go(Move::By(1));
        }
    }

    /// Puts the next earlier query into the prompt. Returns `false` if there is none.
    pub fn recall(&mut self, queries: &[String]) -> bool {
        let Some(query) = queries.len().checked_sub(self.recalled + 1).and_then(|at| queries.get(at)) else {
            return false;
        };
        self.recalled += 1;
        self.prompt = Prompt::default();
        self.prompt.paste(query);
        true
    }

    /// Completes the typed field, or its value if the field has few values. Returns `false` if nothing matches.
    pub fn complete(&mut self) -> bool {
        let text = self.prompt.text().to_owned();
        let last = text.rsplit(' ').next().unwrap_or("");
        let bare = last.trim_start_matches('!');
        let rest = match bare.split_once(':') {
            None if bare.is_empty() => return false,
            None => {
                let field = FIELDS.iter().find(|(name, _)| name.starts_with(bare));
                field.map(|(name, _)| format!("{}:", &name[bare.len()..]))
            }
            Some((name, value)) => {
                let values: Vec<&str> = match name {
                    "kind" => TargetKind::ALL.iter().map(|k| k.word()).collect(),
                    "verdict" => Verdict::ALL.iter().map(|v| v.word()).collect(),
                    _ => Vec::new(),
                };
                values.into_iter().find(|v| v.starts_with(value)).map(|v| format!("{} ", &v[value.len()..]))
            }
        };
        rest.is_some_and(|rest| {
            self.prompt.append(&rest);
            true
        })
    }
}

impl OverlayPane for Finder {
    fn context(&self) -> Context {
        if self.picked.is_some() { Context::Pick } else { Context::Finder }
    }

    fn row_count(&self) -> usize {
        self.answer.hits.len()
    }

    fn list(&self) -> &List {
        &self.list
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.list
    }

    fn rows(&self, area: Rect) -> Rect {
        results(inner(area))
    }

    /// Scrolls by rows, since a heading stands above the possible hits.
    fn fit(&mut self, _cx: &OverlayCx, area: Rect) {
        let (rows, height) = (self.all_rows(), self.rows(area).height.max(1).into());
        let last = self.row_of(self.list.cursor);
        let first = last - usize::from(last > 0 && self.hit_in(last - 1).is_none());
        self.list.show(first, last, rows, height);
    }

    fn select_at(&mut self, area: Rect, at: Position) -> bool {
        let Some(row) = row_at(self.rows(area), at) else { return false };
        let hit = self.hit_in(self.list.offset + row).filter(|at| *at < self.answer.hits.len());
        if let Some(hit) = hit {
            self.list.cursor = hit;
        }
        hit.is_some()
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn edited(&mut self) -> bool {
        true
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (cx, theme) = (&cx.cx, cx.cx.theme());
        canvas::clear(area, buf);
        let typed = self.prompt.text();
        let title = match (typed.is_empty(), self.is_waiting()) {
            (true, _) => "Find".to_owned(),
            (_, true) => "Find · searching …".to_owned(),
            _ => format!("Find · {}", hits(&self.answer)),
        };
        let title = match &self.picked {
            Some(picked) if !picked.is_empty() => format!("{title} · {} picked", picked.len()),
            _ => title,
        };
        canvas::frame(theme, &title, true, area, buf);
        let inner = inner(area);
        let columns = usize::from(inner.width);
        let cursor = self.prompt.draw("/ ", theme, inner, buf);
        if let Some(remark) = remark(&cx.workspace.corpus, typed).or_else(|| self.as_read()) {
            let line = Line::styled(cut(&remark, columns), theme.style(Role::Notice));
            window(&[line], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
        }
        let list = results(inner);
        let hits = &self.answer.hits;
        let lines: Vec<Line<'static>> = if hits.is_empty() {
            wrap(&nothing(&cx.workspace.corpus, self), columns).into_iter().map(|l| Line::styled(l, theme.style(Role::Dim))).collect()
        } else {
            let rows = self.list.offset..self.all_rows().min(self.list.offset + usize::from(list.height));
            let row = |row| match self.hit_in(row).and_then(|at| hits.get(at)) {
                Some(found) => hit(cx, found, columns),
                None => Line::styled(possibly(&self.answer), theme.style(Role::Notice)),
            };
            rows.map(row).collect()
        };
        window(&lines, 0, list, buf);
        let by_row = List { cursor: self.row_of(self.list.cursor), ..self.list };
        canvas::highlight_row(theme, &by_row, hits.len(), list, buf);
        canvas::more_rows(theme, &by_row, self.all_rows(), list, buf);
        for (row, y) in (self.list.offset..).zip(list.top()..list.bottom()) {
            let target = self.hit_in(row).and_then(|at| hits.get(at)).map(|hit| hit.target);
            if target.is_some_and(|target| self.picked.as_ref().is_some_and(|picked| picked.contains(&target))) {
                // On the frame, so that no column moves.
                buf.set_string(area.x, y, "●", theme.style(Role::Key));
            }
        }
        if let Some(hit) = self.selected() {
            preview::draw(cx, hit, below(inner), buf);
        }
        cursor
    }
}

/// `2 hits · 13 possibly`
fn hits(answer: &Answer) -> String {
    let certain = words::count(answer.all - answer.possible, "hit");
    match answer.possible {
        0 => certain,
        possible => format!("{certain} · {} possibly", thousands(u32::try_from(possible).unwrap_or(u32::MAX))),
    }
}

/// The heading of the possible hits.
fn possibly(answer: &Answer) -> String {
    format!("possibly: {}", thousands(u32::try_from(answer.possible).unwrap_or(u32::MAX)))
}

/// The area of the hits: below the prompt and the line for remarks, above the preview if there is room for it.
pub fn results(inner: Rect) -> Rect {
    let preview = if inner.height >= 3 * PREVIEW { PREVIEW } else { 0 };
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2 + preview), ..inner }
}

/// The first problem of the query, or the values of the typed field.
fn remark(corpus: &Corpus, typed: &str) -> Option<String> {
    let query = Query::parse_in(typed, corpus);
    let last = typed.rsplit(' ').next().unwrap_or("").trim_start_matches('!');
    let open = last.strip_suffix(':').and_then(|name| FIELDS.iter().find(|(field, _)| *field == name));
    match (open, query.problems.first()) {
        (Some((name, takes)), _) => Some(format!("{name}: takes {takes}")),
        (None, Some(problem)) => Some(format!("{}: {}", &typed[problem.at.clone()], problem.why)),
        _ => None,
    }
}

fn nothing(corpus: &Corpus, finder: &Finder) -> String {
    if finder.prompt.text().trim().is_empty() {
        return "Type part of a name, a place, a title, in any order: kerman, shrine iran, gwader …   Fields narrow: \
                at:TR killed:>50 verdict:conflict kind:quote by:webber on:2022-10"
            .into();
    }
    if finder.is_waiting() || Query::parse_in(finder.prompt.text(), corpus).is_empty() {
        return String::new();
    }
    if finder.answer.near.is_empty() {
        return "No hits.".into();
    }
    format!("No hits. Similar words: {}", finder.answer.near.join(", "))
}

/// Height of the preview in lines.
const PREVIEW: u16 = 5;

/// The area of the preview; empty if there is no room.
fn below(inner: Rect) -> Rect {
    let results = results(inner);
    Rect { y: results.bottom(), height: inner.bottom().saturating_sub(results.bottom()), ..inner }
}

fn hit(cx: &Cx, hit: &Hit, columns: usize) -> Line<'static> {
    let corpus = &*cx.workspace.corpus;
    let (date, title) = match hit.target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            (words::date(record.date), corpus.str(record.shown_title).to_owned())
        }
        Target::Record(id) => {
            let set = cx.workspace.set(id);
            let row = cx.workspace.row(id);
            (words::date(crate::model::DataSet::when(&row)), sanitize::line(&set.title(&row)).into_owned())
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            let date = match corpus.given(record.published_basis) {
                Some(_) => "not printed".to_owned(),
                None => words::date(record.published),
            };
            (date, corpus.str(record.title).to_owned())
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
        Target::Record(id) => cx.workspace.set(id).about.tag.to_owned(),
        other => other.kind().word().to_owned(),
    };
    let why = cut(&hit.reason(), columns / 3);
    let room = columns.saturating_sub(9 + 14 + width(&why) + 2);
    let title = fill(&title, room);
    let mut spans = vec![
        Span::styled(fill(&kind, 9), cx.theme().style(Role::Dim)),
        Span::styled(format!("{}  ", fill_left(&date, 12)), cx.theme().style(Role::Dim)),
    ];
    let mut at = 0;
    for range in highlight(&title, &hit.words) {
        spans.push(Span::styled(title[at..range.start].to_owned(), cx.theme().style(Role::Text)));
        spans.push(Span::styled(title[range.clone()].to_owned(), cx.theme().style(Role::Match)));
        at = range.end;
    }
    spans.push(Span::styled(title[at..].to_owned(), cx.theme().style(Role::Text)));
    spans.push(Span::styled(format!("  {why}"), cx.theme().style(Role::Dim)));
    Line::from(spans)
}
