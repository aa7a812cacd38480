//! The reader: an article passage by passage, with the incidents and quotations of each passage; its text view shows the
//! whole copy.
//!
//! Knows one article and the subject it follows; does not know how it was opened.

mod lines;
pub mod stops;

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::annotation_lines;
use crate::app::marks::MarkTarget;
use crate::app::pane::{Cx, Lead, Pane, Reason};
use crate::app::pointed::Pointed;
use crate::app::view_search::OwnWords;
use crate::keymap::{Action, Context};
use crate::model::annotation::Annotated;
use crate::model::id::Id;
use crate::model::{
    Article, ArticleId, Corpus, Entry, In, Key, Member, PassageId, PassageKind, RecordId, Subject, Workspace,
};
use crate::present::citation::Cited;
use crate::present::exported::ExportedView;
use crate::present::{publication, words};
use crate::sanitize;
use crate::ui::canvas::{Content, inner};
use crate::ui::list::{List, Move, has_list};
use crate::ui::text::paragraph;
use crate::ui::theme::Role;
use lines::ReaderItem;
use stops::{Stop, stops};

/// The reader. The list's cursor counts `stops`, its offset lines.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The subject whose accounts `}` and `{` follow. The article belongs to one of its members.
    pub trail: Option<Arc<Subject>>,
    /// The article. Without a trail, it belongs to the workspace's corpus.
    pub article: In<ArticleId>,
    /// Selection and scroll.
    pub list: List,
}

impl Reader {
    /// Opens a passage of a subject.
    pub fn on_trail(subject: &Arc<Subject>, passage: In<PassageId>) -> Self {
        Self::at(subject.corpus(passage.member), Some(Arc::clone(subject)), passage)
    }

    /// Opens a passage of the workspace's corpus, without a trail.
    pub fn untrailed(workspace: &Workspace, passage: PassageId) -> Self {
        Self::at(&workspace.corpus, None, In::first(passage))
    }

    fn at(corpus: &Corpus, trail: Option<Arc<Subject>>, passage: In<PassageId>) -> Self {
        let article = corpus.passage(passage.id).article;
        let cursor =
            stops(corpus, corpus.article(article)).iter().position(|s| *s == Stop::Passage(passage.id)).unwrap_or(0);
        Self { trail, article: passage.with(article), list: List { cursor, ..List::default() } }
    }

    /// The corpus of the article.
    fn corpus<'a>(&'a self, workspace: &'a Workspace) -> &'a Corpus {
        self.trail.as_ref().map_or(&*workspace.corpus, |subject| subject.corpus(self.article.member))
    }

    /// The selected item.
    fn stop(&self, corpus: &Corpus) -> Stop {
        let article = corpus.article(self.article.id);
        let first = Stop::Passage(PassageId::at(article.passages.range().start));
        stops(corpus, article).get(self.list.cursor).copied().unwrap_or(first)
    }

    /// The selected passage, or the passage before the selected paragraph.
    fn passage_of(&self, corpus: &Corpus) -> In<PassageId> {
        let article = corpus.article(self.article.id);
        let passages = article.passages.range();
        self.article.with(match self.stop(corpus) {
            Stop::Passage(passage) => passage,
            Stop::Rest(at) => {
                let before = article.paragraphs[at].before.saturating_sub(1);
                PassageId::at((passages.start + before).min(passages.end.saturating_sub(1)))
            }
        })
    }

    /// The selected passage of an article of the workspace's corpus.
    pub fn selected(&self, workspace: &Workspace) -> Option<PassageId> {
        let corpus = self.corpus(workspace);
        std::ptr::eq(corpus, Arc::as_ptr(&workspace.corpus)).then(|| self.passage_of(corpus).id)
    }

    /// Scrolls so that the selection is visible in an area without a frame. Selects a passage first if the present view does
    /// not show the selected paragraph.
    pub fn fit_to(&mut self, cx: &Cx, area: Rect) {
        let corpus = self.corpus(cx.workspace);
        let shown = Self::shown(cx, corpus, corpus.article(self.article.id));
        let upto = shown.partition_point(|&at| at <= self.list.cursor);
        self.list.cursor = shown.get(upto.saturating_sub(1)).copied().unwrap_or(0);
        self.content(cx, area.width).fit(&mut self.list, area.height);
    }

    /// Moves the selection among the items that are shown, in an area without a frame.
    pub fn go_in(&mut self, cx: &Cx, area: Rect, movement: Move) {
        let corpus = self.corpus(cx.workspace);
        let shown = Self::shown(cx, corpus, corpus.article(self.article.id));
        let list = List { cursor: shown.partition_point(|&at| at < self.list.cursor), ..self.list };
        let mut content = if movement.is_by_screens() { self.content(cx, area.width) } else { Content::default() };
        content.items = shown.iter().filter_map(|&at| content.items.get(at).copied()).collect();
        let number = |at: usize| shown.get(at).copied().unwrap_or(0);
        if content.items.is_empty() {
            // The window stays where it was turned to while the same one is selected.
            self.list.cursor = number(list.moved(movement, shown.len()));
        } else {
            self.list = content.moved(&list, movement).of_items(number);
        }
    }

    /// Whether the text view has something to show.
    fn shows_text(cx: &Cx, article: &Article) -> bool {
        cx.settings.text && !article.copy.is_empty()
    }

    /// The positions of the items that the present view shows.
    fn shown(cx: &Cx, corpus: &Corpus, article: &Article) -> Vec<usize> {
        let text = Self::shows_text(cx, article);
        let shows = |stop: &Stop| text || matches!(stop, Stop::Passage(_));
        stops(corpus, article).iter().enumerate().filter(|(_, stop)| shows(stop)).map(|(at, _)| at).collect()
    }

    /// The followed incident or name, in the article's corpus.
    fn followed(&self) -> Option<&Member> {
        self.trail.as_ref().map(|subject| subject.member(self.article.member))
    }

    /// The record that the article stands for, if any.
    fn record(&self) -> Option<RecordId> {
        self.trail.as_ref().and_then(|subject| subject.members()[usize::from(self.article.member)].record)
    }

    /// The passage of the next (or previous) account of the subject, in any article.
    fn next_account(&self, corpus: &Corpus, forward: bool) -> Option<In<PassageId>> {
        let subject = self.trail.as_ref()?;
        let here = self.passage_of(corpus);
        // From a paragraph, the account of the passage beside it is the next or the previous one.
        let paragraphs = &corpus.article(self.article.id).paragraphs;
        let (above, below) = match self.stop(corpus) {
            Stop::Passage(_) => (false, false),
            Stop::Rest(at) => (paragraphs[at].before == 0, paragraphs[at].before > 0),
        };
        let passages: Vec<In<PassageId>> =
            subject.accounts().map(|account| account.with(subject.account(account).passage)).collect();
        let mut passages = passages.into_iter();
        if forward {
            passages.find(|&p| p > here || (above && p == here))
        } else {
            passages.rev().find(|&p| p < here || (below && p == here))
        }
    }
}

impl Pane for Reader {
    fn context(&self) -> Context {
        Context::Reader
    }

    fn title_sign(&self, cx: &Cx) -> String {
        if let (Some(_), Some(subject)) = (self.record(), &self.trail) {
            return cx.subject_sign(subject);
        }
        let sign = cx.mark_sign(self.corpus(cx.workspace), MarkTarget::Article(self.article.id)).trim_start();
        if sign.is_empty() { String::new() } else { format!("{sign} ") }
    }

    fn title(&self, cx: &Cx) -> String {
        let corpus = self.corpus(cx.workspace);
        let article = corpus.article(self.article.id);
        let trail = self.followed().map_or_else(String::new, |member| format!(" · on {}", member.title()));
        let title = match (self.record(), self.followed()) {
            (Some(_), Some(member)) => {
                let id = member.id();
                format!("{} record {id}{trail}", corpus.str(article.title))
            }
            _ => {
                let what = lines::what_is_shown(corpus, article, Self::shows_text(cx, article));
                format!("{} ({what}){trail}", corpus.str(article.id))
            }
        };
        sanitize::line(&title).into_owned()
    }

    fn trail(&self, cx: &Cx) -> Vec<String> {
        let corpus = self.corpus(cx.workspace);
        let article = corpus.article(self.article.id);
        let passage = self.passage_of(corpus).id;
        let headings = article.passages.ids().take_while(|id| *id <= passage).map(|id| corpus.passage(id).heading);
        let heading = headings.filter_map(|heading| corpus.given(heading)).last().map(str::to_owned);
        let number = format!("¶{}", corpus.passage(passage).number);
        [corpus.str(article.title).to_owned()].into_iter().chain(heading).chain([number]).collect()
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let corpus = self.corpus(cx.workspace);
        let article = corpus.article(self.article.id);
        let columns = usize::from(columns);
        let title = cx.theme().style(Role::Title);
        let (plain, dim) = (cx.theme().style(Role::Text), cx.theme().style(Role::Dim));
        let mut content = Content::default();
        content.put(paragraph("", plain, corpus.str(article.title), title, columns));
        content.put(paragraph("", dim, &words::source(corpus, article), dim, columns));
        if let Some(online) = publication::online(corpus, article, false) {
            content.put(paragraph("", dim, &online, dim, columns));
        }
        if let Some(note) = corpus.given(article.note) {
            content.put(paragraph("", dim, note, dim, columns));
        }
        content.put(annotation_lines::of(cx, corpus, Annotated::Article(self.article.id), 0, columns));
        let text = Self::shows_text(cx, article);
        let mut last = 0;
        let mut missing = 0;
        for (i, stop) in stops(corpus, article).into_iter().enumerate() {
            let id = match stop {
                Stop::Passage(id) => id,
                Stop::Rest(_) if !text => {
                    let line = content.lines.len().saturating_sub(1);
                    content.items.push((line, line));
                    continue;
                }
                Stop::Rest(at) => {
                    content.put([Line::default()]);
                    if let Some(heading) = stops::heading(corpus, article, at) {
                        content.put(paragraph("", dim, &heading, title, columns));
                        content.put([Line::default()]);
                    }
                    missing += 1;
                    content.item(lines::rest(cx, corpus, &article.paragraphs[at], i == self.list.cursor, columns));
                    continue;
                }
            };
            let record = corpus.passage(id);
            if std::mem::take(&mut missing) == 0
                && let Some(gap) = words::left_out(last, record.number)
            {
                content.put([Line::default()]);
                content.put(paragraph("     ", dim, &gap, dim, columns));
            }
            last = record.number;
            // Sources and columns of a record are lists, not prose.
            let listed =
                matches!(record.kind, PassageKind::Citation | PassageKind::Column) && record.heading.is_empty();
            if !listed {
                content.put([Line::default()]);
            }
            if let Some(heading) = corpus.given(record.heading) {
                content.put(paragraph("", plain, heading, title, columns));
                content.put([Line::default()]);
            }
            let item = ReaderItem {
                selected: i == self.list.cursor,
                followed: self.followed().map(|member| member.topic),
                is_record: self.record().is_some(),
            };
            content.item(lines::passage(cx, corpus, id, item, columns));
        }
        content
    }

    fn own_words(&self, cx: &Cx, searched: &Content, area: Rect) -> Option<OwnWords> {
        if self.record().is_some() {
            return None;
        }
        let corpus = self.corpus(cx.workspace);
        let article = corpus.article(self.article.id);
        let (stops, is_text) = (stops(corpus, article), Self::shows_text(cx, article));
        let lines = lines::own_words(cx, corpus, &stops, is_text, &searched.items, inner(area).width.into());
        Some(OwnWords { lines, word: lines::what_is_shown(corpus, article, is_text), is_text })
    }

    fn item_count(&self, cx: &Cx) -> usize {
        let corpus = self.corpus(cx.workspace);
        stops(corpus, corpus.article(self.article.id)).len()
    }

    fn go(&mut self, cx: &Cx, area: Rect, movement: Move) {
        self.go_in(cx, inner(area), movement);
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        self.fit_to(cx, inner(area));
    }

    has_list!();

    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        self.trail.as_ref()
    }

    fn set_subject(&mut self, subject: &Arc<Subject>) {
        self.trail = Some(Arc::clone(subject));
    }

    fn passage(&self, cx: &Cx) -> Option<PassageId> {
        self.selected(cx.workspace)
    }

    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        let corpus = self.corpus(old);
        let nth = self.passage_of(corpus).id.index() - corpus.article(self.article.id).passages.range().start;
        let key = Key::article(corpus, self.article.id);
        let trail = self.trail.as_ref().map(|subject| subject.rebased(new));
        match trail {
            Some(None) => return false,
            Some(Some(subject)) => {
                // The corpus of a record always has its one article.
                let found =
                    subject.numbered().find_map(|(member, m)| key.article_in(&m.corpus).map(|id| In { member, id }));
                let Some(article) = found else { return false };
                self.article = article;
                self.trail = Some(Arc::new(subject));
            }
            None => {
                let Some(id) = key.article_in(&new.corpus) else { return false };
                self.article = In::first(id);
            }
        }
        // The copy of the article may be another one.
        let corpus = self.corpus(new);
        let article = corpus.article(self.article.id);
        let passages = article.passages.range();
        let passage = Stop::Passage(PassageId::at((passages.start + nth).min(passages.end.saturating_sub(1))));
        self.list.cursor = stops(corpus, article).iter().position(|stop| *stop == passage).unwrap_or(0);
        true
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        let corpus = self.corpus(cx.workspace);
        let cited = match self.stop(corpus) {
            Stop::Passage(passage) => Cited::Passage(passage),
            Stop::Rest(at) => Cited::Paragraph(self.article.id, at),
        };
        Some(match &self.trail {
            Some(subject) => Pointed::of(subject, self.article.with(cited)),
            None => Pointed::new(corpus, cited),
        })
    }

    fn exported(&self, _cx: &Cx) -> ExportedView {
        match &self.trail {
            Some(subject) if self.record().is_some() => ExportedView::Ledger(Arc::clone(subject)),
            _ => ExportedView::Article(self.article.id),
        }
    }

    /// Goes to the incident that the passage reports. All passages of a record report the record.
    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        if let (Some(record), Some(_)) = (self.record(), &self.trail) {
            return Ok(Lead::Entry(cx.workspace.key(Entry::Record(record))));
        }
        let corpus = self.corpus(cx.workspace);
        let Stop::Passage(passage) = self.stop(corpus) else {
            return Err("this paragraph has no digest, so it reports no incident".into());
        };
        let accounts = corpus.accounts_of(passage).iter();
        let keys: Vec<Key> = accounts.map(|&a| Key::topic(corpus, corpus.account(a).about)).collect();
        match keys.len() {
            0 => Err("this passage reports no incident".into()),
            1 => keys.into_iter().next().map(Lead::Entry).ok_or("this passage reports no incident".into()),
            _ => Ok(Lead::Choose(keys)),
        }
    }

    fn available(&self, _cx: &Cx, action: Action) -> Result<(), &'static str> {
        match action {
            Action::NextAccount | Action::PreviousAccount if self.trail.is_none() => {
                Err("no incident is followed; press Enter to go to one")
            }
            _ => Ok(()),
        }
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        let forward = match action {
            Action::NextAccount => true,
            Action::PreviousAccount => false,
            _ => return None,
        };
        let trail = self.trail.clone()?;
        Some(match self.next_account(self.corpus(cx.workspace), forward) {
            Some(passage) => {
                *self = Self::on_trail(&trail, passage);
                None
            }
            None => Some(format!("this is the {} account of the incident", if forward { "last" } else { "first" })),
        })
    }
}
