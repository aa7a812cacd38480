//! The list of quotations by article; with a filter, those about incidents shown.
//!
//! Knows the workspace's corpus and the entries shown; does not know other panes' selections.

use ratatui::text::Line;

use super::articles::ONLY_DATA_SETS;
use crate::app::annotation_lines;
use crate::app::marks::MarkTarget;
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::keymap::Context;
use crate::model::annotation::Annotated;
use crate::model::{ArticleId, Entry, QuoteId};
use crate::present::citation::Cited;
use crate::present::exported::ExportedView;
use crate::present::{quotation, words};
use crate::ui::canvas::Content;
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, paragraph};
use crate::ui::theme::Role;

/// The list of quotations.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quotes {
    list: List,
}

impl Shown for Quotes {
    const NAME: &'static str = "quotes";

    fn show(cx: &Cx, _over: &dyn Pane) -> Result<Self, &'static str> {
        if cx.workspace.corpus.articles().len() > 0 { Ok(Self::default()) } else { Err(ONLY_DATA_SETS) }
    }
}

/// The quotations listed.
pub fn listed(cx: &Cx) -> Vec<QuoteId> {
    let about = |incidents: &[crate::model::IncidentId]| incidents.iter().any(|&i| cx.shows(Entry::Incident(i)));
    let all = cx.workspace.corpus.quotes();
    all.filter(|(_, q)| !cx.filter.is_on() || about(&q.incidents)).map(|(id, _)| id).collect()
}

impl Pane for Quotes {
    fn context(&self) -> Context {
        Context::List
    }

    fn title(&self, cx: &Cx) -> String {
        if cx.filter.is_on() { "Quotes · filtered".into() } else { "Quotes".into() }
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let corpus = &*cx.workspace.corpus;
        let columns = usize::from(columns);
        let mut content = Content::default();
        let mut before: Option<ArticleId> = None;
        for id in listed(cx) {
            let article = corpus.passage(corpus.quote(id).passage).article;
            if before != Some(article) {
                if before.is_some() {
                    content.put([Line::default()]);
                }
                let name = corpus.str(corpus.article(article).id).to_owned();
                content.put([Line::styled(cut(&name, columns), cx.theme().style(Role::Title))]);
                before = Some(article);
            }
            let here = content.items.len() == self.list.cursor;
            content.item(quote_lines(cx, id, here, columns));
        }
        content
    }

    fn item_count(&self, cx: &Cx) -> usize {
        listed(cx).len()
    }

    has_list!();

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let quote = *listed(cx).get(self.list.cursor).ok_or("no quotation is selected")?;
        Ok(Lead::Untrailed(cx.workspace.corpus.quote(quote).passage))
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        ExportedView::Quotes(listed(cx))
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        let quote = *listed(cx).get(self.list.cursor)?;
        Some(Pointed::new(&cx.workspace.corpus, Cited::Quote(quote)))
    }
}

fn quote_lines(cx: &Cx, id: QuoteId, selected: bool, columns: usize) -> Vec<Line<'static>> {
    let corpus = &*cx.workspace.corpus;
    let quote = corpus.quote(id);
    let style = |role| cx.theme().style(if selected { Role::Selected } else { role });
    let lead = format!("{}¶{:<3} ", cx.mark_sign(corpus, MarkTarget::Quote(id)), corpus.passage(quote.passage).number);
    let translated = if quote.translated { ", translated" } else { "" };
    let length = words::count(quote.length() as usize, "word");
    let text =
        format!("{}: {} ({length}{translated})", words::speaker(corpus, quote), quotation::opening(corpus, quote));
    let mut lines = paragraph(&lead, style(Role::Key), &text, style(Role::Text), columns);
    lines.extend(paragraph(
        "      ",
        cx.theme().style(Role::Dim),
        &quotation::gist(corpus, quote),
        cx.theme().style(Role::Dim),
        columns,
    ));
    lines.extend(annotation_lines::of(cx, corpus, Annotated::Quote(id), 6, columns));
    lines
}
