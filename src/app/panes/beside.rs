//! Articles beside each other, each with its own selection; what several of them report goes together.
//!
//! Knows the articles' readers; does not know how it was opened. Needs no incident that the articles share.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::articles::listed;
use super::reader::Reader;
use crate::app::marks::MarkTarget;
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::app::view_search::Occurrence;
use crate::keymap::{Action, Context};
use crate::model::{ArticleId, Corpus, IncidentId, PassageId, Workspace};
use crate::present::words;
use crate::sanitize;
use crate::ui::canvas::{self, Content, inner, window};
use crate::ui::list::{List, Move};
use crate::ui::text::cut;
use crate::ui::theme::Role;

/// Minimum width of an article in columns.
const MIN_WIDTH: u16 = 36;
/// Maximum number of visible articles. More are unreadable beside each other.
const MAX_VISIBLE: u16 = 4;
/// Maximum number of articles taken from the marks or from the list at first.
const MOST_LISTED: usize = 8;

/// Articles beside each other.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The articles, in order of columns. Each follows no incident and belongs to the workspace's corpus.
    readers: Vec<Reader>,
    /// The selected and the first visible column.
    across: List,
}

impl Beside {
    /// Puts these passages beside each other, each in its article; the first is selected.
    pub fn new(workspace: &Workspace, passages: &[PassageId]) -> Self {
        let readers = passages.iter().map(|&passage| Reader::untrailed(workspace, passage)).collect();
        Self { readers, across: List::default() }
    }

    /// Adds the article of a passage as a column, or goes to the passage in the article's column.
    pub fn add(&mut self, workspace: &Workspace, passage: PassageId) {
        let added = Reader::untrailed(workspace, passage);
        match self.readers.iter().position(|reader| reader.article == added.article) {
            Some(at) => (self.across.cursor, self.readers[at]) = (at, added),
            None => {
                self.readers.push(added);
                self.across.cursor = self.readers.len() - 1;
            }
        }
    }

    /// Moves the other articles to what they report of the incidents in the selected passage; those that report nothing of
    /// them stay.
    fn follow(&mut self, workspace: &Workspace) {
        let corpus = &workspace.corpus;
        let Some(selected) = self.readers.get(self.across.cursor) else { return };
        let Some(passage) = selected.selected(workspace) else { return };
        let incidents = reported(corpus, passage);
        for (at, reader) in self.readers.iter_mut().enumerate() {
            if at == self.across.cursor || incidents.is_empty() {
                continue;
            }
            let stays = reader.selected(workspace).is_some_and(|p| shares(&reported(corpus, p), &incidents));
            let mut passages = corpus.article(reader.article.id).passages.ids();
            if !stays && let Some(found) = passages.find(|&p| shares(&reported(corpus, p), &incidents)) {
                let list = reader.list;
                *reader = Reader::untrailed(workspace, found);
                reader.list.offset = list.offset;
            }
        }
    }

    /// The next (or previous) passage of the selected article that tells of an incident which another of the articles
    /// reports too.
    fn next_shared(&self, corpus: &Corpus, from: PassageId, forward: bool) -> Option<PassageId> {
        let here = self.readers.get(self.across.cursor)?.article.id;
        let others: Vec<ArticleId> = self.readers.iter().map(|r| r.article.id).filter(|&id| id != here).collect();
        let is_shared = |incident: &IncidentId| {
            let accounts = corpus.accounts_in(corpus.incident(*incident).accounts).iter();
            accounts.map(|account| corpus.passage(account.passage).article).any(|article| others.contains(&article))
        };
        let mut passages = corpus.article(here).passages.ids();
        let wanted = |p: &PassageId| reported(corpus, *p).iter().any(is_shared);
        if forward { passages.find(|p| *p > from && wanted(p)) } else { passages.rfind(|p| *p < from && wanted(p)) }
    }

    fn reader(&self) -> Option<&Reader> {
        self.readers.get(self.across.cursor)
    }
}

/// The incidents that a passage reports.
fn reported(corpus: &Corpus, passage: PassageId) -> Vec<IncidentId> {
    corpus.accounts_of(passage).iter().filter_map(|&account| corpus.account(account).about.incident()).collect()
}

fn shares(some: &[IncidentId], others: &[IncidentId]) -> bool {
    some.iter().any(|incident| others.contains(incident))
}

impl Shown for Beside {
    const NAME: &'static str = "beside";

    /// The article selected below, then those that are marked, as many as there is room for, or if none is, those after and before it in the list.
    fn show(cx: &Cx, below: &dyn Pane) -> Result<Self, &'static str> {
        let corpus = &cx.workspace.corpus;
        let first = below.passage(cx).ok_or("no article of the corpus is selected")?;
        let article = |passage: PassageId| corpus.passage(passage).article;
        let mut passages = vec![first];
        for mark in cx.marks.all() {
            let marked = match mark.target {
                Some(MarkTarget::Passage(marked, _)) => Some(marked),
                Some(MarkTarget::Article(id)) => corpus.article(id).passages.ids().next(),
                _ => None,
            };
            if let Some(marked) = marked
                && passages.len() < MOST_LISTED
                && passages.iter().all(|&p| article(p) != article(marked))
            {
                passages.push(marked);
            }
        }
        if passages.len() == 1 {
            let list = listed(cx);
            let here = list.iter().position(|&id| id == article(first)).unwrap_or(0);
            let (before, after) = list.split_at(here.min(list.len()));
            let others = after.iter().chain(before).filter(|&&id| id != article(first));
            let begin = others.filter_map(|&id| corpus.article(id).passages.ids().next());
            passages.extend(begin.take(MOST_LISTED - 1));
        }
        if passages.len() < 2 {
            return Err("there is no other article to put beside it");
        }
        Ok(Self::new(cx.workspace, &passages))
    }

    fn can_show(cx: &Cx, below: &dyn Pane) -> Result<(), &'static str> {
        below.passage(cx).ok_or("no article of the corpus is selected")?;
        if cx.workspace.corpus.articles().len() > 1 {
            Ok(())
        } else {
            Err("there is no other article to put beside it")
        }
    }
}

impl Pane for Beside {
    fn context(&self) -> Context {
        Context::Beside
    }

    fn title(&self, cx: &Cx) -> String {
        let shown = if cx.settings.text { "text" } else { "digests" };
        let visible = self.across.height.max(1);
        let (from, all) = (self.across.offset + 1, self.readers.len());
        let hidden = if all <= visible {
            String::new()
        } else {
            format!(" · {from}–{} of {all}, ←→", (self.across.offset + visible).min(all))
        };
        format!("Articles side by side ({shown}){hidden}")
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        self.reader().map_or_else(Content::default, |reader| reader.content(cx, columns))
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.readers.len()
    }

    fn list(&self) -> &List {
        &self.across
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.across
    }

    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        self.readers.retain_mut(|reader| reader.rebase(old, new));
        self.across.cursor = self.across.cursor.min(self.readers.len().saturating_sub(1));
        !self.readers.is_empty()
    }

    fn passage(&self, cx: &Cx) -> Option<PassageId> {
        self.reader()?.passage(cx)
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        self.reader()?.pointed(cx)
    }

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        self.reader().map_or(Err("no article is selected".into()), |reader| reader.open(cx))
    }

    /// The lines of each article, one after the other; each article is an item.
    fn searched(&self, cx: &Cx, area: Rect) -> Content {
        let width = columns(self.readers.len(), area).first().map_or(0, |column| column.width);
        let mut content = Content::default();
        for reader in &self.readers {
            content.item(reader.content(cx, width).lines);
        }
        content
    }

    fn select_occurrence(&mut self, cx: &Cx, area: Rect, at: &Occurrence) {
        let Some((column, line)) = at.item else { return };
        let width = columns(self.readers.len(), area).first().map_or(0, |column| column.width);
        let Some(reader) = self.readers.get_mut(column) else { return };
        let items = reader.content(cx, width).items;
        reader.list.cursor = items.partition_point(|&(first, _)| first <= line).saturating_sub(1);
        self.across.cursor = column;
    }

    fn reveal(&mut self, cx: &Cx, area: Rect, at: &Occurrence) -> Option<Position> {
        let (column, line) = at.item?;
        let visible = column.checked_sub(self.across.offset)?;
        let [_, text] = parts(*columns(self.readers.len(), area).get(visible)?);
        let reader = self.readers.get_mut(column)?;
        let lines = reader.content(cx, text.width).lines.len();
        reader.list.show(line, line, lines, text.height.into());
        canvas::cell(text, line.checked_sub(reader.list.offset)?, at.column)
    }

    fn available(&self, _cx: &Cx, action: Action) -> Result<(), &'static str> {
        match action {
            Action::DropColumn if self.readers.len() < 2 => Err("the last article cannot be dropped"),
            _ => Ok(()),
        }
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        match action {
            Action::DropColumn => {
                self.readers.remove(self.across.cursor);
                self.across.cursor = self.across.cursor.min(self.readers.len() - 1);
            }
            Action::Left | Action::Right | Action::NextPane => {
                let (last, at) = (self.readers.len() - 1, self.across.cursor);
                self.across.cursor = match action {
                    Action::Left if at == 0 => return Some(Some("no more articles on this side".into())),
                    Action::Left => at - 1,
                    Action::Right if at == last => return Some(Some("no more articles on this side".into())),
                    _ if at == last => 0,
                    _ => at + 1,
                };
            }
            Action::NextAccount | Action::PreviousAccount => {
                let forward = action == Action::NextAccount;
                let corpus = &cx.workspace.corpus;
                let from = self.reader().and_then(|reader| reader.selected(cx.workspace))?;
                let Some(found) = self.next_shared(corpus, from, forward) else {
                    let side = if forward { "after" } else { "before" };
                    return Some(Some(format!("no passage {side} this one tells of what the others report")));
                };
                let reader = &mut self.readers[self.across.cursor];
                let offset = reader.list.offset;
                *reader = Reader::untrailed(cx.workspace, found);
                reader.list.offset = offset;
                self.follow(cx.workspace);
            }
            _ => return None,
        }
        Some(None)
    }

    fn go(&mut self, cx: &Cx, area: Rect, movement: Move) {
        let column = columns(self.readers.len(), area).first().copied().unwrap_or_default();
        if let Some(reader) = self.readers.get_mut(self.across.cursor) {
            reader.go_in(cx, parts(column)[1], movement);
        }
        self.follow(cx.workspace);
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        let at = self.across.cursor;
        let areas = columns(self.readers.len(), area);
        self.across.show(at, at, self.readers.len(), areas.len().max(1));
        for (reader, column) in self.readers.iter_mut().skip(self.across.offset).zip(areas) {
            let [_, text] = parts(column);
            reader.fit_to(cx, text);
        }
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        canvas::frame(cx.theme(), &self.title(cx), focused, area, buf);
        let areas = columns(self.readers.len(), area);
        let corpus = &cx.workspace.corpus;
        let mut cursor = None;
        for (i, (reader, &column)) in self.readers.iter().skip(self.across.offset).zip(&areas).enumerate() {
            let selected = self.across.offset + i == self.across.cursor;
            let [head, text] = parts(column);
            let record = corpus.article(reader.article.id);
            let (width, role) = (usize::from(column.width), if selected { Role::Focus } else { Role::Title });
            // The title begins the text; whose it is stays in sight.
            let sign = cx.mark_sign(corpus, MarkTarget::Article(reader.article.id)).trim_start();
            let source = cut(&format!("{sign}{}", sanitize::line(&words::source(corpus, record))), width);
            let lines = [Line::styled(source, cx.theme().style(role))];
            window(&lines, 0, head, buf);
            let content = reader.content(cx, text.width);
            window(&content.lines, reader.list.offset, text, buf);
            let style = cx.theme().style(Role::Key);
            if reader.list.offset > 0 {
                buf.set_string(column.right(), text.y, "↑", style);
            }
            if content.lines.len() > reader.list.offset + usize::from(text.height) && text.height > 0 {
                buf.set_string(column.right(), text.bottom() - 1, "↓", style);
            }
            if i + 1 < areas.len() {
                for y in column.top()..column.bottom() {
                    buf.set_string(column.right() + 1, y, "│", cx.theme().style(Role::Border));
                }
            }
            if selected && let Some((first, _)) = content.items.get(reader.list.cursor) {
                let row = u16::try_from(first.saturating_sub(reader.list.offset)).ok();
                cursor = row.filter(|row| *row < text.height).map(|row| Position { x: text.x, y: text.y + row });
            }
        }
        cursor
    }

    fn focus_at(&mut self, area: Rect, at: Position) {
        let areas = columns(self.readers.len(), area);
        if let Some(column) = areas.iter().position(|column| column.contains(at)) {
            self.across.cursor = (self.across.offset + column).min(self.readers.len() - 1);
        }
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let areas = columns(self.readers.len(), area);
        let Some(column) = areas.iter().position(|column| column.contains(at)) else { return false };
        self.across.cursor = (self.across.offset + column).min(self.readers.len() - 1);
        let [_, text] = parts(areas[column]);
        if let Some(row) = canvas::row_at(text, at) {
            let reader = &mut self.readers[self.across.cursor];
            if let Some(item) = reader.content(cx, text.width).at(&reader.list, row) {
                reader.list.cursor = item;
                self.follow(cx.workspace);
            }
        }
        true
    }
}

/// The areas of the visible columns of `all`.
fn columns(all: usize, area: Rect) -> Vec<Rect> {
    let shown = usize::from((area.width / MIN_WIDTH).clamp(1, MAX_VISIBLE)).min(all.max(1));
    // Columns of one width break their lines alike, so that a line that the search has found is the one that is shown.
    let gaps = u16::try_from(shown - 1).unwrap_or(0) * 3;
    let width = inner(area).width.saturating_sub(gaps) / u16::try_from(shown).unwrap_or(1);
    Layout::horizontal(vec![Constraint::Length(width); shown]).spacing(3).split(inner(area)).to_vec()
}

/// The head of a column, and its text.
fn parts(column: Rect) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(column)
}
