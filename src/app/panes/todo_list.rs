//! The list of what is left to do in the corpus: drafts, conflicts that no note explains, anchors and wordings that are not where they were, claims
//! without wording, articles without date or address. It waits for a job to find them.
//!
//! Knows what is left and where it leads; does not know how it is found.

use std::sync::Arc;

use ratatui::text::{Line, Span};

use super::articles::ONLY_DATA_SETS;
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::app::todo_words;
use crate::app::view_search::rows::SearchedRows;
use crate::desk::todo::{Todo, TodoItem, TodoKind};
use crate::keymap::{Action, Context};
use crate::model::{Corpus, Key, PassageId, Topic, Workspace};
use crate::present::citation::Cited;
use crate::sanitize;
use crate::ui::canvas::Content;
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, fill};
use crate::ui::theme::Role;

/// Width of the word for the kind.
const SIGN: usize = 12;

/// The list.
#[derive(Debug, Clone, Default)]
pub struct TodoList {
    /// What is left; `None` until it is found.
    todo: Option<Arc<Todo>>,
    /// The kind that is listed; `None` for all.
    which: Option<TodoKind>,
    /// What is listed.
    listed: Arc<[TodoItem]>,
    list: List,
}

impl TodoList {
    /// Whether it waits for what is left.
    pub fn waits(&self) -> bool {
        self.todo.is_none()
    }

    /// Takes what a job has found.
    pub fn take(&mut self, todo: Arc<Todo>) {
        self.todo = Some(todo);
        self.collect();
    }

    /// Lists the kind chosen, or all if nothing of it is left.
    fn collect(&mut self) {
        let Some(todo) = &self.todo else { return };
        self.which = self.which.filter(|kind| todo.count(*kind) > 0);
        let kinds = TodoKind::ALL.into_iter().filter(|kind| self.which.is_none_or(|which| which == *kind));
        self.listed = kinds.flat_map(|kind| todo.of_kind(kind)).collect();
        self.list.cursor = self.list.cursor.min(self.listed.len().saturating_sub(1));
    }

    fn selected(&self) -> Option<TodoItem> {
        self.listed.get(self.list.cursor).copied()
    }

    /// Lists the next kind of which something is left; all after the last one.
    fn next_kind(&mut self) {
        let Some(todo) = &self.todo else { return };
        let left: Vec<TodoKind> = TodoKind::ALL.into_iter().filter(|kind| todo.count(*kind) > 0).collect();
        let next = self.which.map_or(0, |which| left.iter().position(|kind| *kind == which).map_or(0, |at| at + 1));
        self.which = left.get(next).copied();
        self.list = List { height: self.list.height, ..List::default() };
        self.collect();
    }
}

/// The passage of an item: its own, or the first of its article.
fn passage_of(corpus: &Corpus, item: TodoItem) -> Option<PassageId> {
    match item {
        TodoItem::Drafts(..) | TodoItem::Conflict(..) | TodoItem::Inconsistency(..) => None,
        TodoItem::Anchor(id, _) => Some(id),
        TodoItem::Wording(id, _) | TodoItem::Wordless(id) => Some(corpus.account(corpus.claim(id).account).passage),
        TodoItem::Undigested(id) => {
            corpus.article(id).passages.ids().find(|&passage| corpus.passage(passage).digest.is_empty())
        }
        TodoItem::Undated(id) | TodoItem::Unaddressed(id) => corpus.article(id).passages.ids().next(),
    }
}

/// The incident or name of an item.
fn topic_of(corpus: &Corpus, item: TodoItem) -> Option<Topic> {
    match item {
        TodoItem::Drafts(topic, _) => topic,
        TodoItem::Conflict(topic, ..) | TodoItem::Inconsistency(topic, ..) => Some(topic),
        TodoItem::Wording(id, _) | TodoItem::Wordless(id) => Some(corpus.account(corpus.claim(id).account).about),
        _ => None,
    }
}

/// What an item is about, to be cited: its claim, passage, article, incident or name.
fn cited(corpus: &Corpus, item: TodoItem) -> Option<Cited> {
    match item {
        TodoItem::Wording(id, _) | TodoItem::Wordless(id) => Some(Cited::Claim(id)),
        TodoItem::Anchor(id, _) => Some(Cited::Passage(id)),
        TodoItem::Undigested(id) | TodoItem::Undated(id) | TodoItem::Unaddressed(id) => Some(Cited::Article(id)),
        TodoItem::Drafts(..) | TodoItem::Conflict(..) | TodoItem::Inconsistency(..) => {
            topic_of(corpus, item).map(|topic| match topic {
                Topic::Incident(id) => Cited::Incident(id),
                Topic::Name(id) => Cited::Name(id),
            })
        }
    }
}

/// The text of an item for the search in the list.
pub(super) fn row_text(workspace: &Workspace, item: TodoItem) -> String {
    format!("{} {}", todo_words::sign(item.kind()), todo_words::line(&workspace.corpus, item))
}

impl Shown for TodoList {
    const NAME: &'static str = "todo";

    fn show(cx: &Cx, over: &dyn Pane) -> Result<Self, &'static str> {
        Self::can_show(cx, over).map(|()| Self::default())
    }

    fn can_show(cx: &Cx, _over: &dyn Pane) -> Result<(), &'static str> {
        if cx.workspace.corpus.articles().len() == 0 { Err(ONLY_DATA_SETS) } else { Ok(()) }
    }
}

impl Pane for TodoList {
    fn context(&self) -> Context {
        Context::Todo
    }

    fn title(&self, _cx: &Cx) -> String {
        let Some(todo) = &self.todo else { return "Left to do · counting…".to_owned() };
        if let Some(kind) = self.which {
            return format!("Left to do · {}", todo_words::heading(kind, todo));
        }
        let left = TodoKind::ALL.into_iter().filter(|kind| todo.count(*kind) > 0);
        let numbers: Vec<String> = left.map(|kind| todo_words::short(kind, todo)).collect();
        if numbers.is_empty() {
            "Left to do · nothing".to_owned()
        } else {
            format!("Left to do · {}", numbers.join(" · "))
        }
    }

    /// Only the visible lines.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        let visible = self.listed.iter().enumerate().skip(self.list.offset).take(self.list.height);
        content.put(visible.map(|(at, &item)| {
            let role = |role| cx.theme().style(if at == self.list.cursor { Role::Selected } else { role });
            let text = todo_words::line(&cx.workspace.corpus, item);
            let room = usize::from(columns).saturating_sub(SIGN + 1);
            let text = cut(&sanitize::line(&text), room);
            Line::from(vec![
                Span::styled(format!(" {}", fill(todo_words::sign(item.kind()), SIGN)), role(Role::Dim)),
                Span::styled(text, role(Role::Text)),
            ])
        }));
        if self.listed.is_empty() && self.todo.is_some() {
            content.put([Line::styled("Nothing is left to do.", cx.theme().style(Role::Dim))]);
        }
        content
    }

    fn has_visible_lines_only(&self) -> bool {
        true
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.listed.len()
    }

    has_list!();

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let corpus = &*cx.workspace.corpus;
        let item = self.selected().ok_or("nothing is left to do")?;
        if let Some(passage) = passage_of(corpus, item) {
            return Ok(Lead::Untrailed(passage));
        }
        if let TodoItem::Conflict(topic, facet, party) | TodoItem::Inconsistency(topic, facet, party) = item {
            return Ok(Lead::Facet(Key::topic(corpus, topic), facet, party));
        }
        if let Some(topic) = topic_of(corpus, item) {
            return Ok(Lead::Entry(Key::topic(corpus, topic)));
        }
        let desk = cx.keymap.label(Context::Global, Action::Show("desk"));
        let no_text = "the article has no passages";
        Err(if matches!(item, TodoItem::Drafts(..)) { format!("{desk} shows them").into() } else { no_text.into() })
    }

    fn passage(&self, cx: &Cx) -> Option<PassageId> {
        passage_of(&cx.workspace.corpus, self.selected()?)
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        let corpus = &cx.workspace.corpus;
        Some(Pointed::new(corpus, cited(corpus, self.selected()?)?))
    }

    fn written_by(&self) -> Option<&'static str> {
        Some("parallax todo prints the list")
    }

    fn rebase(&mut self, _old: &Workspace, _new: &Workspace) -> bool {
        // The ids are of the old corpus. A job finds what is left in the new one.
        (self.todo, self.listed) = (None, Arc::default());
        true
    }

    fn searched_rows(&self, _cx: &Cx) -> Option<SearchedRows> {
        Some(SearchedRows::Todo(Arc::clone(&self.listed)))
    }

    fn act(&mut self, _cx: &Cx, action: Action) -> Option<Option<String>> {
        (action == Action::NextKind).then(|| {
            self.next_kind();
            None
        })
    }
}
