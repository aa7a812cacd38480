//! The finder: a query, its hits with the reason for each match, and a preview.
//!
//! Knows the answer of the search job; searches nothing itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::overlay::{OverlayPane, OverlayCx};
use crate::app::effect::Effect;
use crate::app::job::{Job, JobId};
use crate::app::jobs::Jobs;
use crate::app::pane::Cx;
use crate::keymap::Context;
use crate::model::Verdict;
use crate::present::{outside, words};
use crate::sanitize;
use crate::search::highlight::highlight;
use crate::search::query::{FIELDS, TargetKind};
use crate::search::{Answer, Hit, Query, Target};
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::List;
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill, fill_left, marked, width, wrap};
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
        Context::Finder
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
            _ => format!("Find · {}", words::count(self.answer.all, "hit")),
        };
        canvas::frame(theme, &title, true, area, buf);
        let inner = inner(area);
        let columns = usize::from(inner.width);
        let cursor = self.prompt.draw("/ ", theme, inner, buf);
        if let Some(remark) = remark(typed) {
            let line = Line::styled(cut(&remark, columns), theme.style(Role::Notice));
            window(&[line], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
        }
        let list = results(inner);
        let hits = &self.answer.hits;
        let lines: Vec<Line<'static>> = if hits.is_empty() {
            wrap(&nothing(self), columns).into_iter().map(|l| Line::styled(l, theme.style(Role::Dim))).collect()
        } else {
            hits.iter().skip(self.list.offset).take(list.height.into()).map(|h| hit(cx, h, columns)).collect()
        };
        window(&lines, 0, list, buf);
        canvas::highlight_row(theme, &self.list, hits.len(), list, buf);
        canvas::more_rows(theme, &self.list, hits.len(), list, buf);
        if let Some(hit) = self.selected() {
            preview(cx, hit, below(inner), buf);
        }
        cursor
    }
}

/// The area of the hits: below the prompt and the line for remarks, above the preview if there is room for it.
pub fn results(inner: Rect) -> Rect {
    let preview = if inner.height >= 3 * PREVIEW { PREVIEW } else { 0 };
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2 + preview), ..inner }
}

/// The first problem of the query, or the values of the typed field.
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

/// Draws a description of the selected hit, with the matches marked.
fn preview(cx: &Cx, hit: &Hit, area: Rect, buf: &mut Buffer) {
    if area.height < 2 {
        return;
    }
    let corpus = &*cx.workspace.corpus;
    let body = match hit.target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            let mut facts = vec![words::places(corpus, record), words::coverage(corpus.coverage(record))];
            facts.retain(|f| !f.is_empty());
            let facts = facts.join(" · ");
            let also = outside::names(corpus, &record.aliases, &record.outside);
            let no_source = if record.outside.is_empty() { "" } else { " (* no source prints this name)" };
            if also.is_empty() { facts } else { format!("{facts} · also: {also}{no_source}") }
        }
        Target::Record(id) => record_facts(cx, id),
        Target::Article(id) => {
            let record = corpus.article(id);
            format!("{}. {}", words::source(corpus, record), corpus.str(record.note))
        }
        Target::Quote(id) => corpus.str(corpus.quote(id).gist).to_owned(),
        Target::Name(id) => {
            let record = corpus.name(id);
            outside::names(corpus, &record.variants, &record.outside)
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let body = record.text.filter(|_| cx.settings.text).map_or(record.digest, |t| t);
            corpus.str(body).to_owned()
        }
    };
    let shown = sanitize::line(&body).into_owned();
    let mark = cx.theme().style(Role::Match);
    let marks: Vec<(std::ops::Range<usize>, Style)> =
        highlight(&shown, &hit.words).into_iter().map(|range| (range, mark)).collect();
    let rule = "─".repeat(area.width.into());
    window(&[Line::styled(rule, cx.theme().style(Role::Border))], 0, area, buf);
    let lines = marked("", Style::new(), &shown, cx.theme().style(Role::Text), &marks, area.width.into());
    // Scroll to the first match.
    let first = lines.iter().position(|l| l.spans.iter().any(|s| s.style == mark)).unwrap_or(0);
    let room = usize::from(area.height) - 1;
    let offset = first.saturating_sub(room / 2).min(lines.len().saturating_sub(room));
    window(&lines, offset, Rect { y: area.y + 1, height: area.height - 1, ..area }, buf);
}

/// The facts of a record: place, number killed, kind, data set.
fn record_facts(cx: &Cx, id: crate::model::RecordId) -> String {
    let set = cx.workspace.set(id);
    let row = cx.workspace.row(id);
    let location = set.location(&row);
    let mut place: Vec<&str> = vec![&location.name];
    place.extend(location.within.iter().map(|w| &**w));
    place.push(&set.country(&row).name);
    place.retain(|p| !p.is_empty());
    let killed = set.killed(&row).map_or_else(|| "killed not given".to_owned(), |f| format!("killed {}", f.display()));
    let mut facts = vec![place.join(", "), set.event_type(&row).name.to_string(), killed, set.about.title.clone()];
    facts.retain(|f| !f.is_empty());
    facts.join(" · ")
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
