//! The comparison: sources side by side; the selected facet scrolls all columns together.
//!
//! Knows its subject and the articles compared; does not know how it was opened.

mod bars;
mod column;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use bars::{ComparedSources, facet_bar, sources_bar};

use super::ledger::items::{AGREE, differs, disagreement, no_difference};
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::app::view_search::Occurrence;
use crate::keymap::{Action, Context};
use crate::model::{ArticleId, ClaimId, In, Key, Subject, Workspace};
use crate::present::citation::Cited;
use crate::present::exported::ExportedView;
use crate::ui::canvas::{self, Content, inner, window};
use crate::ui::list::{List, Move};
use crate::ui::theme::Role;

/// The comparison.
#[derive(Debug, Clone)]
pub struct Compare {
    /// The subject.
    pub subject: Arc<Subject>,
    /// The selected row of its ledger.
    pub row: usize,
    /// The articles compared, in order of columns. Added articles need not report the incident.
    pub columns: Vec<In<ArticleId>>,
    /// The selected and the first visible column.
    pub across: List,
    /// Lines scrolled beyond the selected facet; negative are before it.
    pub scroll: isize,
    /// Number of visible lines at the last layout.
    pub height: usize,
}

impl Compare {
    /// Compares all sources of a subject, at a row of its ledger.
    pub fn new(subject: &Arc<Subject>, row: usize) -> Self {
        let columns = subject.ledger().columns.iter().map(|c| c.article).collect();
        Self { subject: Arc::clone(subject), row, columns, across: List::default(), scroll: 0, height: 1 }
    }

    /// The selected article.
    pub fn selected(&self) -> Option<In<ArticleId>> {
        self.columns.get(self.across.cursor).copied()
    }

    /// Adds an article of the workspace's corpus as a column, or selects its column. Returns `false` if the subject has
    /// no member of that corpus.
    pub fn add(&mut self, workspace: &Workspace, article: ArticleId) -> bool {
        let mut members = self.subject.numbered();
        let Some((member, _)) = members.find(|(_, m)| Arc::ptr_eq(&m.corpus, &workspace.corpus)) else {
            return false;
        };
        let article = In { member, id: article };
        let at = self.columns.iter().position(|&a| a == article).unwrap_or_else(|| {
            self.columns.push(article);
            self.columns.len() - 1
        });
        self.across.cursor = at;
        true
    }

    /// Restores dropped columns in their order. Added columns stay at the end.
    fn restore(&mut self) {
        let selected = self.selected();
        let all: Vec<In<ArticleId>> = self.subject.ledger().columns.iter().map(|c| c.article).collect();
        let added = self.columns.iter().copied().filter(|a| !all.contains(a));
        self.columns = all.iter().copied().chain(added.collect::<Vec<_>>()).collect();
        self.across.cursor = self.columns.iter().position(|&a| Some(a) == selected).unwrap_or(0);
    }

    /// Drops the selected column, unless it is the only one. Returns whether it was dropped.
    fn drop_selected(&mut self) -> bool {
        if self.columns.len() < 2 {
            return false;
        }
        self.columns.remove(self.across.cursor);
        self.across.cursor = self.across.cursor.min(self.columns.len() - 1);
        true
    }

    /// The first claim of the selected source on the selected facet.
    fn claim(&self) -> Option<In<ClaimId>> {
        let ledger = self.subject.ledger();
        let column = ledger.columns.iter().position(|c| Some(c.article) == self.selected())?;
        ledger.rows.get(self.row)?.cells[column].first().copied()
    }
}

impl Shown for Compare {
    const NAME: &'static str = "compare";

    fn show(cx: &Cx, below: &dyn Pane) -> Result<Self, &'static str> {
        let subject = below.subject(cx).ok_or("no incident is selected")?;
        let figure = || subject.ledger().rows.iter().position(|r| r.facet.is_figure());
        Ok(Self::new(subject, below.ledger_row(cx).or_else(figure).unwrap_or(0)))
    }
}

impl Pane for Compare {
    fn context(&self) -> Context {
        Context::Compare
    }

    fn title(&self, cx: &Cx) -> String {
        let shown = if cx.settings.text { "text" } else { "digests" };
        format!("{} · side by side ({shown})", self.subject.title())
    }

    /// The bar of the selected facet, with the value of each source. `draw` adds the columns.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        let bars =
            ComparedSources { subject: &self.subject, row: self.row, columns: &self.columns, across: self.across };
        content.put(facet_bar(cx, &bars, columns.into()));
        content.put([sources_bar(cx, &bars, columns.into())]);
        content
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.columns.len()
    }

    fn list(&self) -> &List {
        &self.across
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.across
    }

    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        Some(&self.subject)
    }

    fn ledger_row(&self, _cx: &Cx) -> Option<usize> {
        Some(self.row)
    }

    fn set_subject(&mut self, subject: &Arc<Subject>) {
        self.subject = Arc::clone(subject);
        self.row = self.row.min(subject.ledger().rows.len().saturating_sub(1));
    }

    fn rebase(&mut self, _old: &Workspace, new: &Workspace) -> bool {
        let key = |article: &In<ArticleId>| Key::article(self.subject.corpus(article.member), article.id);
        let keys: Vec<Key> = self.columns.iter().map(key).collect();
        let Some(subject) = self.subject.rebased(new) else { return false };
        self.set_subject(&Arc::new(subject));
        let corpora: Vec<_> = self.subject.numbered().map(|(n, m)| (n, Arc::clone(&m.corpus))).collect();
        let find =
            |key: &Key| corpora.iter().find_map(|(member, c)| key.article_in(c).map(|id| In { member: *member, id }));
        self.columns = keys.iter().filter_map(find).collect();
        self.across.cursor = self.across.cursor.min(self.columns.len().saturating_sub(1));
        true
    }

    /// The claim on the selected facet, else the selected source.
    fn pointed<'a>(&'a self, _cx: &Cx<'a>) -> Option<Pointed<'a>> {
        let claim = self.claim().map(|claim| claim.with(Cited::Claim(claim.id)));
        let cited = claim.or_else(|| self.selected().map(|article| article.with(Cited::Article(article.id))))?;
        Some(Pointed::of(&self.subject, cited))
    }

    fn exported(&self, _cx: &Cx) -> ExportedView {
        ExportedView::Comparison(Arc::clone(&self.subject), self.columns.clone())
    }

    /// Opens the claim's passage. If the source makes no claim on the facet, opens its first account of the incident,
    /// else its first passage.
    fn open(&self, _cx: &Cx) -> Result<Lead, Reason> {
        let subject = &self.subject;
        let passage = match (self.claim(), self.selected()) {
            (Some(claim), _) => Some(subject.passage_of(claim)),
            (None, Some(article)) => {
                let corpus = subject.corpus(article.member);
                let accounts = corpus.accounts_in(subject.member(article.member).accounts()).iter();
                let first = accounts.map(|a| a.passage).find(|&p| corpus.passage(p).article == article.id);
                let first = first.or_else(|| corpus.article(article.id).passages.ids().next());
                Some(article.with(first.ok_or("the article has no passages")?))
            }
            (None, None) => None,
        };
        passage.map(|passage| Lead::Passage(Arc::clone(subject), passage)).ok_or("no source is selected".into())
    }

    /// The lines of each source, one after the other; each source is an item.
    fn searched(&self, cx: &Cx, area: Rect) -> Content {
        let mut content = Content::default();
        let width = column::areas(self.columns.len(), area).first().map_or(0, |column| column.width.into());
        for article in &self.columns {
            content.item(column::lines(cx, &self.subject, self.row, *article, width).0);
        }
        content
    }

    fn select_occurrence(&mut self, cx: &Cx, area: Rect, at: &Occurrence) {
        let Some((column, line)) = at.item else { return };
        let Some(&article) = self.columns.get(column) else { return };
        self.across.cursor = column;
        let width = column::areas(self.columns.len(), area).first().map_or(0, |column| column.width.into());
        let (lines, start) = column::lines(cx, &self.subject, self.row, article, width);
        let top = start.saturating_add_signed(self.scroll).min(lines.len());
        if !(top..top + self.height).contains(&line) {
            let signed = |lines: usize| isize::try_from(lines).unwrap_or(isize::MAX);
            self.scroll = signed(line.saturating_sub(self.height / 2)) - signed(start);
        }
    }

    /// The occurrence was made visible when it was selected.
    fn reveal(&mut self, cx: &Cx, area: Rect, at: &Occurrence) -> Option<Position> {
        let (column, line) = at.item?;
        let areas = column::areas(self.columns.len(), area);
        let body = column::body(
            *areas.get(column.checked_sub(self.across.offset)?)?,
            column::rows_of(&heads(cx, self, &areas)),
        );
        let at_row = (self.row, self.scroll);
        let (_, offset) = column::window(cx, &self.subject, at_row, *self.columns.get(column)?, body);
        canvas::cell(body, line.checked_sub(offset)?, at.column)
    }

    fn available(&self, _cx: &Cx, action: Action) -> Result<(), &'static str> {
        let need = |condition: bool, why| if condition { Ok(()) } else { Err(why) };
        let ledger = self.subject.ledger();
        match action {
            Action::NextDisagreement | Action::PreviousDisagreement => need(ledger.rows.iter().any(differs), AGREE),
            Action::DropColumn => need(self.columns.len() > 1, "the last source cannot be dropped"),
            Action::AllColumns => need(
                ledger.columns.iter().any(|c| !self.columns.contains(&c.article)),
                "all sources on this incident are shown",
            ),
            _ => Ok(()),
        }
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        match action {
            Action::DropColumn => {
                let key = cx.keymap.label(Context::Compare, Action::AllColumns);
                return Some(self.drop_selected().then(|| format!("source dropped; {key} restores all sources")));
            }
            Action::AllColumns => self.restore(),
            Action::Left | Action::Right => {
                let by = if action == Action::Right { 1 } else { -1 };
                let to = self.across.moved(Move::By(by), self.columns.len());
                if to == self.across.cursor {
                    return Some(Some("no more sources on this side".into()));
                }
                self.across.cursor = to;
            }
            Action::NextDisagreement | Action::PreviousDisagreement => {
                let forward = action == Action::NextDisagreement;
                match disagreement(self.subject.ledger(), self.row, forward) {
                    Some(row) => (self.row, self.scroll) = (row, 0),
                    None => return Some(Some(no_difference(forward))),
                }
            }
            _ => return None,
        }
        Some(None)
    }

    /// Pages scroll all columns; other movements select a row of the ledger.
    fn go(&mut self, _cx: &Cx, _area: Rect, movement: Move) {
        if let Move::Page(_) | Move::Half(_) = movement {
            let cursor = usize::try_from(self.scroll).unwrap_or(0);
            let at = List { cursor, height: self.height, ..List::default() };
            self.scroll = isize::try_from(at.moved(movement, usize::MAX)).unwrap_or(isize::MAX);
        } else {
            let rows = self.subject.ledger().rows.len();
            self.row = List { cursor: self.row, ..List::default() }.moved(movement, rows);
            self.scroll = 0;
        }
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        let (shown, height, longest) = extent(cx, self, area);
        self.height = height.max(1);
        let last = longest.saturating_sub(self.height);
        self.scroll = self.scroll.min(isize::try_from(last).unwrap_or(isize::MAX));
        let at = self.across.cursor;
        self.across.show(at, at, self.columns.len(), shown.max(1));
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        canvas::frame(cx.theme(), &(self.title_sign(cx) + &self.title(cx)), focused, area, buf);
        let inner = inner(area);
        window(&self.content(cx, inner.width).lines, 0, Rect { height: 2, ..inner }, buf);
        let areas = column::areas(self.columns.len(), area);
        let heads = heads(cx, self, &areas);
        let head = column::rows_of(&heads);
        let mut cursor = None;
        for (i, (&column, lines)) in areas.iter().zip(&heads).enumerate() {
            let at = self.across.offset + i;
            let Some(&article) = self.columns.get(at) else { break };
            let selected = at == self.across.cursor;
            window(lines, 0, Rect { height: column.height.min(head), ..column }, buf);
            source(cx, self, article, column::body(column, head), buf);
            if selected {
                cursor = Some(Position { x: column.x, y: column.y });
            }
            if i + 1 < areas.len() {
                for y in column.top()..column.bottom() {
                    buf.set_string(column.right() + 1, y, "│", cx.theme().style(Role::Border));
                }
            }
        }
        cursor
    }

    fn select_at(&mut self, _cx: &Cx, area: Rect, at: Position) -> bool {
        let Some(column) = column::areas(self.columns.len(), area).iter().position(|c| c.contains(at)) else {
            return false;
        };
        self.across.cursor = (self.across.offset + column).min(self.columns.len().saturating_sub(1));
        true
    }
}

/// Number of visible columns, of visible lines, and of lines of the longest column from the selected facet on.
fn extent(cx: &Cx, view: &Compare, area: Rect) -> (usize, usize, usize) {
    let areas = column::areas(view.columns.len(), area);
    let lines = areas.iter().zip(view.columns.iter().skip(view.across.offset)).map(|(column, &article)| {
        let (lines, start) = column::lines(cx, &view.subject, view.row, article, column.width.into());
        lines.len() - start
    });
    let height = area.height.saturating_sub(5 + column::rows_of(&heads(cx, view, &areas)));
    (areas.len(), height.into(), lines.max().unwrap_or(0))
}

/// The heads of the visible sources.
fn heads(cx: &Cx, view: &Compare, areas: &[Rect]) -> Vec<Vec<Line<'static>>> {
    let visible = view.columns.iter().enumerate().skip(view.across.offset).zip(areas);
    let head = |((at, &article), area): ((usize, &In<ArticleId>), &Rect)| {
        let role = if at == view.across.cursor { Role::Focus } else { Role::Title };
        column::head(cx, &view.subject, article, role, area.width.into())
    };
    visible.map(head).collect()
}

/// Draws the passages of one source from the selected facet on.
fn source(cx: &Cx, view: &Compare, article: In<ArticleId>, rest: Rect, buf: &mut Buffer) {
    let (lines, offset) = column::window(cx, &view.subject, (view.row, view.scroll), article, rest);
    window(&lines, offset, rest, buf);
    if lines.len() > offset + usize::from(rest.height) {
        let (x, y) = (rest.right().saturating_sub(1), rest.bottom().saturating_sub(1));
        buf.set_string(x, y, "↓", cx.theme().style(Role::Key));
    }
}
