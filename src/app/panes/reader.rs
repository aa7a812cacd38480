//! The reader: an article passage by passage, with the incidents and quotations of each passage.
//!
//! Knows one article and the subject it follows; does not know how it was opened.

use std::sync::Arc;

use ratatui::text::{Line, Span};

use crate::app::pane::{Cx, Lead, Pane, Reason};
use crate::keymap::{Action, Context};
use crate::model::id::Id;
use crate::model::{
    AnchorState, ArticleId, Corpus, Entry, In, Key, Member, PassageId, PassageKind, RecordId, Subject, Workspace,
};
use crate::present::citation::{self, Cited};
use crate::present::words;
use crate::sanitize;
use crate::ui::canvas::Content;
use crate::ui::list::List;
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// The reader. The list's cursor counts passages, its offset lines.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The subject whose accounts `n` and `N` follow. The article belongs to one of its members.
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
        let record = corpus.passage(passage.id);
        let cursor = record.number as usize - 1;
        Self { trail, article: passage.with(record.article), list: List { cursor, ..List::default() } }
    }

    /// The corpus of the article.
    fn corpus<'a>(&'a self, workspace: &'a Workspace) -> &'a Corpus {
        self.trail.as_ref().map_or(&*workspace.corpus, |subject| subject.corpus(self.article.member))
    }

    /// The selected passage.
    fn passage(&self, corpus: &Corpus) -> In<PassageId> {
        let first = corpus.article(self.article.id).passages.range().start;
        self.article.with(PassageId::at(first + self.list.cursor))
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
        let here = self.passage(corpus);
        let passages: Vec<In<PassageId>> =
            subject.accounts().map(|account| account.with(subject.account(account).passage)).collect();
        let mut passages = passages.into_iter();
        if forward { passages.find(|&p| p > here) } else { passages.rev().find(|&p| p < here) }
    }
}

impl Pane for Reader {
    fn context(&self) -> Context {
        Context::Reader
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
                let what = if cx.settings.text && !article.copy.is_empty() { "text" } else { "digest" };
                format!("{} ({what}){trail}", corpus.str(article.id))
            }
        };
        sanitize::line(&title).into_owned()
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
        if let Some(online) = words::online(corpus, article, false) {
            content.put(paragraph("", dim, &online, dim, columns));
        }
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
            if let Some(heading) = corpus.given(record.heading) {
                content.put(paragraph("", plain, heading, title, columns));
                content.put([Line::default()]);
            }
            content.item(passage(cx, corpus, self, id, i == self.list.cursor, columns));
        }
        content
    }

    fn item_count(&self, cx: &Cx) -> usize {
        self.corpus(cx.workspace).article(self.article.id).passages.len()
    }

    fn list(&self) -> &List {
        &self.list
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.list
    }

    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        self.trail.as_ref()
    }

    fn set_subject(&mut self, subject: &Arc<Subject>) {
        self.trail = Some(Arc::clone(subject));
    }

    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        let key = Key::article(self.corpus(old), self.article.id);
        let trail = self.trail.as_ref().map(|subject| subject.rebased(new));
        match trail {
            Some(None) => return false,
            Some(Some(subject)) => {
                // The corpus of a record always has its one article.
                let found = subject.numbered().find_map(|(member, m)| key.article_in(&m.corpus).map(|id| In { member, id }));
                let Some(article) = found else { return false };
                self.article = article;
                self.trail = Some(Arc::new(subject));
            }
            None => {
                let Some(id) = key.article_in(&new.corpus) else { return false };
                self.article = In::first(id);
            }
        }
        let passages = self.corpus(new).article(self.article.id).passages.len();
        self.list.cursor = self.list.cursor.min(passages.saturating_sub(1));
        true
    }

    fn citation(&self, cx: &Cx, markdown: bool) -> Option<String> {
        let corpus = self.corpus(cx.workspace);
        let passage = self.passage(corpus);
        Some(match &self.trail {
            Some(subject) => citation::cite(subject, passage.with(Cited::Passage(passage.id)), markdown),
            None => citation::citation(corpus, Cited::Passage(passage.id), markdown),
        })
    }

    /// The passage with its trail. For a record, the record.
    fn mark_target(&self, cx: &Cx) -> Option<(Key, Option<Key>)> {
        let trail = self.trail.as_ref().map(|subject| subject.members()[usize::from(self.article.member)].key.clone());
        if self.record().is_some() {
            return trail.map(|key| (key, None));
        }
        let corpus = self.corpus(cx.workspace);
        Some((Key::passage(corpus, self.passage(corpus).id), trail))
    }

    /// Goes to the incident that the passage reports. All passages of a record report the record.
    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        if let (Some(record), Some(_)) = (self.record(), &self.trail) {
            return Ok(Lead::Entry(cx.workspace.key(Entry::Record(record))));
        }
        let corpus = self.corpus(cx.workspace);
        let accounts = corpus.accounts_of(self.passage(corpus).id).iter();
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

fn passage(
    cx: &Cx,
    corpus: &Corpus,
    reader: &Reader,
    id: PassageId,
    selected: bool,
    columns: usize,
) -> Vec<Line<'static>> {
    let record = corpus.passage(id);
    let (plain, dim) = (cx.theme().style(Role::Text), cx.theme().style(Role::Dim));
    let body = match record.text {
        Some(text) if cx.settings.text => corpus.str(text),
        _ => corpus.str(record.digest),
    };
    let kind = match record.kind {
        PassageKind::Body | PassageKind::Citation | PassageKind::Column => String::new(),
        kind => format!("({}) ", kind.word()),
    };
    let topics: Vec<_> = corpus.accounts_of(id).iter().map(|&a| corpus.account(a).about).collect();
    let followed = reader.followed().is_some_and(|member| topics.contains(&member.topic));
    let margin = match (selected, followed) {
        (true, _) => "▌",
        (false, true) => "│",
        _ => " ",
    };
    let lead = format!("{margin}{:>3} {kind}", format!("¶{}", record.number));
    let number = cx.theme().style(if selected { Role::Selected } else { Role::Key });
    let mut lines = paragraph(&lead, number, body, plain, columns);
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
    if !topics.is_empty() && reader.record().is_none() {
        let titles: Vec<&str> = topics.iter().map(|&topic| corpus.str(corpus.topic_title(topic))).collect();
        lines.extend(paragraph("     → ", dim, &titles.join(" · "), dim, columns));
    }
    for &quote in corpus.quotes_in(id) {
        let quote = corpus.quote(quote);
        let text = format!("{}: {}", words::speaker(corpus, quote), corpus.str(quote.gist));
        lines.extend(paragraph("     ” ", dim, &text, dim, columns));
    }
    if selected {
        mark_margin(cx, &mut lines);
    }
    debug_assert!(id.index() < corpus.passages().len());
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
