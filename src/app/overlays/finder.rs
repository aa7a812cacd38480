//! The finder: a query, its hits with the reason for each match, and a preview.
//!
//! Knows the answer of the search job; searches nothing itself.

mod hit_row;
mod lacking;
mod preview;
mod said;
pub mod texts;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::effect::Effect;
use crate::app::job::{Job, JobId};
use crate::app::jobs::Jobs;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::{Action, Context, Keymap};
use crate::model::{Corpus, Verdict, Workspace};
use crate::search::query::{FIELDS, TargetKind};
use crate::search::texts::{self as text_search, TextAnswer, TextHit};
use crate::search::{Answer, Hit, Query, Target};
use crate::ui::canvas::{self, inner, row_at, window};
use crate::ui::list::{List, Move, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, wrap};
use crate::ui::theme::Role;
use texts::TextSection;

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
    /// What texts of records say besides.
    pub texts: TextSection,
    /// Selection and scroll.
    pub list: List,
    /// The place to select in the next answer, where the hits were dropped.
    pub kept: Option<usize>,
    /// Number of earlier queries recalled so far.
    pub recalled: usize,
    /// The hits picked so far, in `parallax pick`.
    pub picked: Option<Vec<Target>>,
}

impl Finder {
    /// Starts a job that searches for the query; `again` if it is the same as before. Another query supersedes the search of
    /// texts too.
    pub fn ask(&mut self, jobs: &mut Jobs, again: bool) -> Effect {
        let (id, effect) = jobs.start(Job::Search(self.prompt.text().to_owned()));
        self.job = Some(id);
        self.again = again;
        if !again {
            self.eager = false;
            self.texts.job = None;
        }
        effect
    }

    /// Starts a job that searches the texts of records for the query, if it asks something of them. A running search of the
    /// same query ends first.
    pub fn ask_texts(&mut self, jobs: &mut Jobs, workspace: &Workspace) -> Option<Effect> {
        let query = Query::parse_in(self.prompt.text(), &workspace.corpus);
        if workspace.sets.is_empty() || !text_search::asks(&query) {
            return None;
        }
        self.texts.grown = self.texts.is_waiting();
        if self.texts.grown {
            return None;
        }
        let (id, effect) = jobs.start(Job::Texts(self.prompt.text().to_owned()));
        self.texts.job = Some(id);
        Some(effect)
    }

    /// Shows what has been found in texts so far. A hit that the user went to stays selected.
    pub fn take_texts(&mut self, answer: TextAnswer) {
        let selected = self.selected().map(|h| h.target);
        self.texts.answer = answer;
        if self.list.cursor > 0 && self.list.cursor >= self.answer.hits.len() {
            let found = self.texts.answer.hits.iter().position(|f| Some(f.hit.target) == selected);
            self.list.cursor = self.answer.hits.len() + found.unwrap_or(0);
        }
        self.list.cursor = self.list.cursor.min(self.row_count().saturating_sub(1));
    }

    /// Whether a search is running.
    pub fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// Drops the hits, which are those in a workspace that is replaced. The hit at the same place will be selected.
    pub fn forget_hits(&mut self) {
        self.job = None;
        (self.answer, self.texts) = (Answer::default(), TextSection::default());
        self.kept = Some(self.list.cursor);
    }

    /// Shows the answer.
    pub fn take(&mut self, answer: Answer) {
        let selected = self.selected().map(|h| h.target).filter(|_| self.again && self.list.cursor > 0);
        self.answer = answer;
        self.job = None;
        if !self.again {
            self.texts = TextSection::default();
        }
        let kept = self.kept.take().filter(|&at| self.again && at < self.row_count());
        let at = selected.and_then(|target| (0..self.row_count()).find(|&at| self.hit(at).target == target)).or(kept);
        self.list = List { height: self.list.height, cursor: at.unwrap_or(0), ..List::default() };
    }

    /// The selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        (self.list.cursor < self.row_count()).then(|| self.hit(self.list.cursor))
    }

    /// What all hits lead to, in their order.
    pub fn targets(&self) -> Vec<Target> {
        (0..self.row_count()).map(|at| self.hit(at).target).collect()
    }

    /// A hit by its number, of which those in texts are the last.
    fn hit(&self, at: usize) -> &Hit {
        self.text_hit(at).map_or_else(|| &self.answer.hits[at], |found| &found.hit)
    }

    /// A hit by its number, if it is one in texts.
    fn text_hit(&self, at: usize) -> Option<&TextHit> {
        self.texts.answer.hits.get(at.checked_sub(self.answer.hits.len())?)
    }

    /// The headings, each with the number of the hit that it stands above: of possible hits, and of those in texts.
    fn headings(&self) -> Vec<(usize, String)> {
        let (certain, all) = (self.answer.certain(), self.answer.hits.len());
        let possible = (certain < all).then(|| (certain, said::possibly(&self.answer)));
        let texts = self.texts.headings().into_iter().map(|(hit, words)| (all + hit, words));
        possible.into_iter().chain(texts).collect()
    }

    /// Each row: a heading, or the number of a hit.
    fn all_rows(&self) -> Vec<Result<usize, String>> {
        let mut headings = self.headings().into_iter().peekable();
        let mut rows = Vec::with_capacity(self.row_count() + headings.len());
        for hit in 0..self.row_count() {
            while let Some((_, words)) = headings.next_if(|(above, _)| *above == hit) {
                rows.push(Err(words));
            }
            rows.push(Ok(hit));
        }
        rows
    }

    /// The row of a hit.
    fn row_of(&self, hit: usize) -> usize {
        hit + self.headings().iter().filter(|(above, _)| *above <= hit).count()
    }

    /// The hit in a row; `None` if it is a heading, or below the last one.
    fn hit_in(&self, row: usize) -> Option<usize> {
        self.all_rows().into_iter().nth(row)?.ok()
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
                    "verdict" | "draft" => Verdict::ALL.iter().map(|v| v.word()).collect(),
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
        self.answer.hits.len() + self.texts.answer.hits.len()
    }

    has_list!();

    fn rows(&self, area: Rect) -> Rect {
        results(inner(area))
    }

    /// Scrolls by rows, since a heading stands above the possible hits.
    fn fit(&mut self, _cx: &OverlayCx, area: Rect) {
        let (rows, height) = (self.all_rows(), self.rows(area).height.max(1).into());
        let last = self.row_of(self.list.cursor);
        let above = rows.iter().take(last).rev().take_while(|row| row.is_err()).count();
        self.list.show(last - above, last, rows.len(), height);
    }

    fn select_at(&mut self, area: Rect, at: Position) -> bool {
        let Some(row) = row_at(self.rows(area), at) else { return false };
        let hit = self.hit_in(self.list.offset + row);
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
        // Over a view one may take it for a search in that view.
        let is_over_view = !matches!(cx.beneath, Context::Timeline | Context::Ledger | Context::Pick);
        let find = if is_over_view { "Find in everything" } else { "Find" };
        let (cx, theme) = (&cx.cx, cx.cx.theme());
        let typed = self.prompt.text();
        let title = match (typed.is_empty(), self.is_waiting()) {
            (true, _) => find.to_owned(),
            (_, true) => format!("{find} · searching …"),
            _ => format!("{find} · {}", said::hits(&self.answer)),
        };
        let title =
            self.texts.title().filter(|_| !typed.is_empty()).map_or(title.clone(), |t| format!("{title} · {t}"));
        let title = match &self.picked {
            Some(picked) if !picked.is_empty() => format!("{title} · {} picked", picked.len()),
            _ => title,
        };
        canvas::overlay_frame(theme, &title, area, buf);
        let inner = inner(area);
        let columns = usize::from(inner.width);
        let cursor = self.prompt.draw("/ ", theme, inner, buf);
        if !self.answer.without.is_empty() && !self.is_waiting() {
            window(
                &[lacking::line(cx, typed, &self.answer.without)],
                0,
                Rect { y: inner.y + 1, height: 1, ..inner },
                buf,
            );
        } else if let Some(remark) = said::remark(&cx.workspace.corpus, typed).or_else(|| self.as_read()) {
            let line = Line::styled(cut(&remark, columns), theme.style(Role::Notice));
            window(&[line], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
        }
        let list = results(inner);
        let rows = self.all_rows();
        let lines: Vec<Line<'static>> = if rows.is_empty() {
            wrap(&nothing(cx.keymap, &cx.workspace.corpus, !cx.workspace.sets.is_empty(), self), columns)
                .into_iter()
                .map(|l| Line::styled(l, theme.style(Role::Dim)))
                .collect()
        } else {
            let visible = rows.iter().skip(self.list.offset).take(list.height.into());
            let row = |row: &Result<usize, String>| match row {
                Ok(at) => match self.text_hit(*at) {
                    Some(found) => texts::row(cx, found, &self.texts.answer, columns),
                    None => hit_row::draw(cx, self.hit(*at), columns),
                },
                Err(heading) => Line::styled(heading.clone(), theme.style(Role::Notice)),
            };
            visible.map(row).collect()
        };
        window(&lines, 0, list, buf);
        let by_row = List { cursor: self.row_of(self.list.cursor), ..self.list };
        canvas::highlight_row(theme, &by_row, self.row_count(), list, buf);
        canvas::more_rows(theme, &by_row, rows.len(), list, buf);
        for (row, y) in (self.list.offset..).zip(list.top()..list.bottom()) {
            let target = rows.get(row).and_then(|row| row.as_ref().ok()).map(|&at| self.hit(at).target);
            if target.is_some_and(|target| self.picked.as_ref().is_some_and(|picked| picked.contains(&target))) {
                // On the frame, so that no column moves.
                buf.set_string(area.x, y, "●", theme.style(Role::Key));
            }
        }
        if let Some(hit) = self.selected() {
            let text = self.text_hit(self.list.cursor).map(|found| (found, &self.texts.answer));
            preview::draw(cx, hit, text, below(inner), buf);
        }
        cursor
    }
}

/// The area of the hits: below the prompt and the line for remarks, above the preview if there is room for it.
pub fn results(inner: Rect) -> Rect {
    let preview = if inner.height >= 3 * PREVIEW { PREVIEW } else { 0 };
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2 + preview), ..inner }
}

/// What is said where there is no hit.
fn nothing(keymap: &Keymap, corpus: &Corpus, has_sets: bool, finder: &Finder) -> String {
    if finder.prompt.text().trim().is_empty() {
        return "Type part of a name, a place, a title, in any order: kerman, shrine iran, gwader …   Fields narrow: \
                at:TR killed:>50 verdict:conflict kind:quote by:webber on:2022-10   / again searches only in what is open"
            .into();
    }
    let query = Query::parse_in(finder.prompt.text(), corpus);
    if finder.is_waiting() || query.is_empty() {
        return String::new();
    }
    if finder.texts.is_waiting() {
        return "No hits yet; the texts of records are being searched.".into();
    }
    let mut said = "No hits.".to_owned();
    if finder.answer.near.is_empty() {
        let texts = corpus.passages().any(|(_, passage)| passage.text.is_some());
        if query.filters.iter().any(text_search::is_text) && !texts && !has_sets {
            said.push_str(" No texts are open: text: searches data sets, and articles attached with --sources.");
        }
    } else {
        said = format!("{said} Similar words: {}.", finder.answer.near.join(", "));
    }
    let map = keymap.label(Context::Global, Action::Show("map"));
    let place = keymap.label(Context::Map, Action::FindPlace);
    if finder.picked.is_none() && query.filters.is_empty() && !map.is_empty() && !place.is_empty() {
        said = format!("{said} Towns that nothing here names are on the map: {map}, then {place}.");
    }
    said
}

/// Height of the preview in lines.
const PREVIEW: u16 = 5;

/// The area of the preview; empty if there is no room.
fn below(inner: Rect) -> Rect {
    let results = results(inner);
    Rect { y: results.bottom(), height: inner.bottom().saturating_sub(results.bottom()), ..inner }
}
