//! The list of marks, also on sources that are not open.
//!
//! Knows the marks; does not know how they are saved.

use ratatui::text::{Line, Span};

use crate::app::marks::{Mark, MarkTarget};
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::keymap::Context;
use crate::model::{Entry, In, Key, Member, Subject};
use crate::present::exported::{CitedItem, ExportedItem, ExportedView};
use crate::present::words::DRAFT;
use crate::sanitize;
use crate::saved_state::BookmarkKind;
use crate::ui::canvas::Content;
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, fill};
use crate::ui::theme::Role;

/// The list of marks.
#[derive(Debug, Clone, Copy, Default)]
pub struct MarkList {
    list: List,
}

impl MarkList {
    /// Keeps the cursor in a list of `len` marks after a removal.
    pub fn stay_within(&mut self, len: usize) {
        self.list.cursor = self.list.cursor.min(len.saturating_sub(1));
    }
}

impl Shown for MarkList {
    const NAME: &'static str = "marks";

    fn show(cx: &Cx, _over: &dyn Pane) -> Result<Self, &'static str> {
        if cx.marks.is_empty() { Err("no marks yet; mark an entry first") } else { Ok(Self::default()) }
    }
}

impl Pane for MarkList {
    fn context(&self) -> Context {
        Context::List
    }

    fn title(&self, _cx: &Cx) -> String {
        "Marks".into()
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        for (at, mark) in cx.marks.all().iter().enumerate() {
            content.item([line(cx, mark, at == self.list.cursor, columns.into())]);
        }
        content
    }

    fn item_count(&self, cx: &Cx) -> usize {
        cx.marks.all().len()
    }

    has_list!();

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let marked = cx.marks.all().get(self.list.cursor).ok_or("no mark is selected")?;
        match marked.target {
            Some(MarkTarget::Entry(entry)) => Ok(Lead::Entry(cx.workspace.key(entry))),
            Some(MarkTarget::Name(name)) => Ok(Lead::Entry(Key::name(&cx.workspace.corpus, name))),
            Some(MarkTarget::Passage(passage, Some(trail))) => {
                let subject = Subject::of(Member::topic(&cx.workspace.corpus, trail));
                Ok(Lead::Passage(subject.into(), In::first(passage)))
            }
            Some(MarkTarget::Passage(passage, None)) => Ok(Lead::Untrailed(passage)),
            Some(MarkTarget::Article(id)) => {
                let first = cx.workspace.corpus.article(id).passages.ids().next();
                first.map(Lead::Untrailed).ok_or_else(|| "the article has no passages".into())
            }
            Some(MarkTarget::Quote(id)) => Ok(Lead::Untrailed(cx.workspace.corpus.quote(id).passage)),
            Some(MarkTarget::Claim(id)) => {
                let corpus = &cx.workspace.corpus;
                let account = corpus.account(corpus.claim(id).account);
                let subject = Subject::of(Member::topic(corpus, account.about));
                Ok(Lead::Passage(subject.into(), In::first(account.passage)))
            }
            None => {
                let source = marked.key.source.as_str();
                Err(format!("{source} is not open; start with it to open this mark").into())
            }
        }
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        ExportedView::Citations(cx.marks.all().iter().map(exported).collect())
    }

    /// The selected mark, which the action removes.
    fn mark_target(&self, cx: &Cx) -> Option<(Key, Option<Key>)> {
        cx.marks.all().get(self.list.cursor).map(|m| (m.key.clone(), m.trail.clone()))
    }
}

/// A mark as it is exported.
fn exported(mark: &Mark) -> ExportedItem {
    let cited = match mark.target {
        Some(MarkTarget::Entry(Entry::Record(id))) => CitedItem::Record(id),
        target => target.and_then(MarkTarget::cited).map_or(CitedItem::Unopened, CitedItem::OfCorpus),
    };
    // The label of a record has the contents of its row, and whether these may be passed on is known only while it is open.
    let title = match (mark.kind(), cited) {
        (BookmarkKind::Record, CitedItem::Unopened) => format!("{} {}", mark.key.source.as_str(), mark.key.id),
        _ => mark.label.clone(),
    };
    ExportedItem { kind: mark.kind().word(), title, cited, tags: mark.tags.clone() }
}

/// Whether a mark is on something that nobody has confirmed.
fn is_draft(cx: &Cx, mark: &Mark) -> bool {
    let corpus = &cx.workspace.corpus;
    match mark.target {
        Some(MarkTarget::Entry(Entry::Incident(id))) => corpus.incident(id).drafted.is_some(),
        Some(MarkTarget::Claim(id)) => corpus.claim(id).drafted.is_some(),
        Some(MarkTarget::Quote(id)) => corpus.quote(id).drafted.is_some(),
        _ => false,
    }
}

/// The line of a mark in a list.
pub(super) fn line(cx: &Cx, mark: &Mark, selected: bool, columns: usize) -> Line<'static> {
    let mut words = mark.label.clone();
    if is_draft(cx, mark) {
        words = format!("{DRAFT} {words}");
    }
    if !mark.tags.is_empty() {
        words = format!("#{} · {words}", mark.tags.join(" #"));
    }
    if mark.target.is_none() {
        words = format!("{words} · not open: {}", mark.key.source.as_str());
    }
    let role = |role| cx.theme().style(if selected { Role::Selected } else { role });
    let text = if mark.target.is_some() { Role::Text } else { Role::Dim };
    Line::from(vec![
        Span::styled(fill(mark.kind().word(), 10), role(Role::Dim)),
        Span::styled(cut(&sanitize::line(&words), columns.saturating_sub(10)), role(text)),
    ])
}
