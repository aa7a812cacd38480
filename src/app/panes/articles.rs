//! The list of articles with their origins; with a filter, those that report an incident shown.
//!
//! Knows the workspace's corpus and the entries shown; does not know other panes' selections.

use std::collections::HashMap;

use ratatui::text::Line;

use crate::app::annotation_lines;
use crate::app::marks::MarkTarget;
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::app::view_search::rows::SearchedRows;
use crate::keymap::Context;
use crate::model::annotation::Annotated;
use crate::model::{ArticleId, Entry, IncidentId, OriginId, PassageId, Workspace};
use crate::present::citation::Cited;
use crate::present::exported::ExportedView;
use crate::present::{publication, words};
use crate::sanitize;
use crate::ui::canvas::Content;
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, paragraph};
use crate::ui::theme::Role;

/// The list of articles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Articles {
    list: List,
}

/// The reason why there are no articles or quotations to list.
pub(super) const ONLY_DATA_SETS: &str = "only data sets are open; open a corpus folder too";

impl Shown for Articles {
    const NAME: &'static str = "articles";

    fn show(cx: &Cx, _over: &dyn Pane) -> Result<Self, &'static str> {
        if cx.workspace.corpus.articles().len() > 0 { Ok(Self::default()) } else { Err(ONLY_DATA_SETS) }
    }
}

/// More articles than this are listed in two lines each, of which only those on the screen are made.
const MANY: usize = 500;
/// Lines of an article in a long list.
const BRIEF: usize = 3;

impl Articles {
    /// A long list: titles and sources, cut to the width.
    fn brief(&self, cx: &Cx, ids: &[ArticleId], columns: usize) -> Content {
        let corpus = &*cx.workspace.corpus;
        let shown = self.list.offset..self.list.offset + self.list.height.max(1) + BRIEF;
        let mut content = Content::default();
        for (at, &id) in ids.iter().enumerate() {
            let top = at * BRIEF;
            if top + BRIEF <= shown.start || top >= shown.end {
                content.item((0..BRIEF).map(|_| Line::default()));
                continue;
            }
            let record = corpus.article(id);
            let role = if at == self.list.cursor { Role::Selected } else { Role::Title };
            let source = format!("  {}", words::source(corpus, record));
            let title = format!(
                "{}{}",
                cx.mark_sign(corpus, MarkTarget::Article(id)).trim_start(),
                sanitize::line(corpus.str(record.title))
            );
            content.item([
                Line::styled(cut(&title, columns), cx.theme().style(role)),
                Line::styled(cut(&sanitize::line(&source), columns), cx.theme().style(Role::Dim)),
                Line::default(),
            ]);
        }
        content
    }
}

/// The articles listed.
pub fn listed(cx: &Cx) -> Vec<ArticleId> {
    let corpus = &cx.workspace.corpus;
    let is_shown = |article: ArticleId| {
        let accounts = corpus.article(article).passages.ids().flat_map(|p| corpus.accounts_of(p));
        accounts.filter_map(|&a| corpus.account(a).about.incident()).map(Entry::Incident).any(|entry| cx.shows(entry))
    };
    corpus.articles().map(|(id, _)| id).filter(|&id| !cx.filter.is_on() || is_shown(id)).collect()
}

impl Pane for Articles {
    fn context(&self) -> Context {
        Context::List
    }

    fn title(&self, cx: &Cx) -> String {
        if cx.filter.is_on() {
            format!("Articles · filtered: {} of {}", listed(cx).len(), cx.workspace.corpus.articles().len())
        } else {
            "Articles".into()
        }
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let ids = listed(cx);
        if ids.len() > MANY {
            return self.brief(cx, &ids, columns.into());
        }
        // What another article reports is only known once somebody has read it to the end.
        let corpus = &cx.workspace.corpus;
        let unread = corpus.articles().map(|(id, _)| id).filter(|&id| !corpus.is_read_to_the_end(id));
        let unread: Vec<ArticleId> = unread.take(2).collect();
        let mut by_origin: HashMap<OriginId, Vec<ArticleId>> = HashMap::new();
        for (id, article) in cx.workspace.corpus.articles() {
            by_origin.entry(article.origin).or_default().push(id);
        }
        let mut content = Content::default();
        for id in ids {
            let here = content.items.len() == self.list.cursor;
            let same_origin = &by_origin[&cx.workspace.corpus.article(id).origin];
            let is_read = unread.iter().all(|&other| other == id);
            content.item(article(cx, id, (same_origin, is_read), here, columns.into()));
        }
        content
    }

    fn item_count(&self, cx: &Cx) -> usize {
        listed(cx).len()
    }

    has_list!();

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        let article = *listed(cx).get(self.list.cursor)?;
        Some(Pointed::new(&cx.workspace.corpus, Cited::Article(article)))
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        ExportedView::Articles(listed(cx))
    }

    fn searched_rows(&self, cx: &Cx) -> Option<SearchedRows> {
        let ids = listed(cx);
        (ids.len() > MANY).then(|| SearchedRows::Articles(ids.into()))
    }

    fn passage(&self, cx: &Cx) -> Option<PassageId> {
        let article = *listed(cx).get(self.list.cursor)?;
        cx.workspace.corpus.article(article).passages.ids().next()
    }

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        if listed(cx).get(self.list.cursor).is_none() {
            return Err("no article is selected".into());
        }
        self.passage(cx).map(Lead::Untrailed).ok_or("the article has no passages".into())
    }
}

/// The text of an article for the search in a long list: title and source.
pub(super) fn row_text(workspace: &Workspace, id: ArticleId) -> String {
    let corpus = &*workspace.corpus;
    let record = corpus.article(id);
    format!("{} {}", corpus.str(record.title), words::source(corpus, record))
}

/// An article: title, source, origin, and the number of incidents it reports, in all and as the only article.
fn article(
    cx: &Cx,
    id: ArticleId,
    (same_origin, others_are_read): (&[ArticleId], bool),
    selected: bool,
    columns: usize,
) -> Vec<Line<'static>> {
    let corpus = &*cx.workspace.corpus;
    let record = corpus.article(id);
    let style = |role| cx.theme().style(if selected { Role::Selected } else { role });
    let dim = cx.theme().style(Role::Dim);
    let sign = cx.mark_sign(corpus, MarkTarget::Article(id)).trim_start();
    let mut lines = paragraph(sign, style(Role::Title), corpus.str(record.title), style(Role::Title), columns);
    lines.extend(paragraph("  ", dim, &words::source(corpus, record), dim, columns));
    if let Some(online) = publication::online(corpus, record, false) {
        lines.extend(paragraph("  ", dim, &online, dim, columns));
    }
    let mut incidents: Vec<IncidentId> = record
        .passages
        .ids()
        .flat_map(|p| corpus.accounts_of(p))
        .filter_map(|&a| corpus.account(a).about.incident())
        .collect();
    incidents.sort_unstable();
    incidents.dedup();
    let is_only_here = |&&told: &&IncidentId| {
        corpus.accounts_in(corpus.incident(told).accounts).iter().all(|account| corpus.article_of(account) == id)
    };
    let unique = incidents.iter().filter(is_only_here).count();
    let same_origin: Vec<&str> =
        same_origin.iter().filter(|other| **other != id).map(|other| corpus.str(corpus.article(*other).id)).collect();
    let origin =
        if same_origin.is_empty() { String::new() } else { format!(" · same origin as {}", same_origin.join(", ")) };
    let passages = words::count(record.passages.len(), "passage");
    let only = if unique == 0 || others_are_read { "reported nowhere else" } else { "found in no other" };
    let amounts = if corpus.incidents().len() == 0 {
        format!("{passages}{origin}")
    } else {
        format!("{passages} · {}, {unique} {only}{origin}", words::count(incidents.len(), "incident"))
    };
    lines.extend(paragraph("  ", dim, &amounts, cx.theme().style(Role::Text), columns));
    if let Some(origin) = words::draft_origin(corpus, record) {
        lines.extend(paragraph("  ", dim, &origin, cx.theme().style(Role::Text), columns));
    }
    if let Some(note) = corpus.given(record.note) {
        lines.extend(paragraph("  ", dim, note, cx.theme().style(Role::Note), columns));
    }
    lines.extend(annotation_lines::of(cx, corpus, Annotated::Article(id), 2, columns));
    lines.push(Line::default());
    lines
}
