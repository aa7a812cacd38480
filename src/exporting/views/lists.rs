//! Lists of articles, quotations, names and citations, and an article with its passages, as Markdown and as tables.

use std::fmt::Write as _;

use serde::Serialize;

use super::text_table::TextTable;
use crate::model::{AnchorState, ArticleId, Corpus, QuoteId};
use crate::present::citation::{Cited, citation};
use crate::present::exported::{ExportedCitation, ExportedView};
use crate::present::{markdown, quotation, words};
use crate::sanitize;

/// A citation as JSON.
#[derive(Debug, Serialize)]
pub(super) struct CitationJson<'c> {
    kind: &'static str,
    title: &'c str,
    /// Null if its source is not open.
    citation: Option<&'c str>,
    /// The user's tags; omitted if there are none.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'c [String],
}

impl<'c> CitationJson<'c> {
    pub(super) fn of(item: &'c ExportedCitation) -> Self {
        let citation = Some(item.plain.as_str()).filter(|text| !text.is_empty());
        Self { kind: item.kind, title: &item.title, citation, tags: &item.tags }
    }
}

/// The items of a list with their citations; `None` if the view is no list.
pub(super) fn cited(corpus: &Corpus, view: &ExportedView) -> Option<Vec<ExportedCitation>> {
    let item = |kind, title: &str, cited| ExportedCitation::new(corpus, kind, title.to_owned(), cited);
    Some(match view {
        ExportedView::Articles(all) => {
            all.iter().map(|&id| item("article", corpus.str(corpus.article(id).title), Cited::Article(id))).collect()
        }
        ExportedView::Quotes(all) => all
            .iter()
            .map(|&id| item("quotation", words::speaker(corpus, corpus.quote(id)), Cited::Quote(id)))
            .collect(),
        ExportedView::Names(all) => {
            let named = |id| (corpus.name(id).kind.word(), corpus.str(corpus.name(id).name));
            all.iter().map(|&id| item(named(id).0, named(id).1, Cited::Name(id))).collect()
        }
        ExportedView::Citations(all) => all.clone(),
        _ => return None,
    })
}

/// Citations one after the other, as `Y` copies each.
pub(super) fn citations(items: &[ExportedCitation]) -> String {
    let one = |item: &ExportedCitation| match item.markdown.trim() {
        "" => format!("{} (its source is not open)\n{}", escaped(&item.title), tags(item)),
        text => format!("{text}\n{}", tags(item)),
    };
    items.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The user's tags in a line of their own, so that they are not taken for words of the source; empty if there are none.
fn tags(item: &ExportedCitation) -> String {
    if item.tags.is_empty() {
        return String::new();
    }
    format!("\n_tagged:_ {}\n", escaped(&item.tags.join(", ")))
}

/// Citations as a table.
pub(super) fn citation_table(items: Vec<ExportedCitation>) -> TextTable {
    let rows = items
        .into_iter()
        .map(|item| vec![item.kind.to_owned(), item.title, item.plain, item.tags.join("; ")])
        .collect();
    TextTable { columns: &["kind", "title", "citation", "tags"], rows }
}

/// Articles: one row each.
pub(super) fn articles(corpus: &Corpus, all: &[ArticleId]) -> TextTable {
    let row = |&id: &ArticleId| {
        let article = corpus.article(id);
        let given = |text| corpus.given(text).unwrap_or_default().to_owned();
        vec![
            corpus.str(article.id).to_owned(),
            corpus.str(article.title).to_owned(),
            given(article.publisher),
            words::published(corpus, article).unwrap_or_default(),
            corpus.origin(article.origin).to_owned(),
            given(article.online.url),
            article.passages.len().to_string(),
        ]
    };
    let columns = &["id", "title", "publisher", "published", "origin", "url", "passages"];
    TextTable { columns, rows: all.iter().map(row).collect() }
}

/// Quotations: one row each, of which the words are no more than the opening that the corpus holds.
pub(super) fn quotes(corpus: &Corpus, all: &[QuoteId]) -> TextTable {
    let row = |&id: &QuoteId| {
        let quote = corpus.quote(id);
        let passage = corpus.passage(quote.passage);
        let about: Vec<&str> = quote.incidents.iter().map(|&i| corpus.str(corpus.incident(i).id)).collect();
        vec![
            corpus.str(quote.id).to_owned(),
            words::speaker(corpus, quote).to_owned(),
            words::attribution(corpus, &quote.according_to).unwrap_or_default(),
            corpus.str(corpus.article(passage.article).id).to_owned(),
            passage.number.to_string(),
            quote.pieces.first().map_or("", |piece| corpus.str(piece.opening)).to_owned(),
            quote.length().to_string(),
            if quote.translated { "yes".to_owned() } else { String::new() },
            quotation::gist(corpus, quote),
            about.join("; "),
            citation(corpus, Cited::Quote(id), false),
        ]
    };
    let columns = &[
        "id",
        "speaker",
        "according_to",
        "article",
        "passage",
        "opening",
        "words",
        "translated",
        "gist",
        "incidents",
        "citation",
    ];
    TextTable { columns, rows: all.iter().map(row).collect() }
}

/// The passages of an article: one row each.
pub(super) fn passages(corpus: &Corpus, id: ArticleId) -> TextTable {
    let article = corpus.article(id);
    let row = |id| {
        let passage = corpus.passage(id);
        let reported: Vec<&str> =
            corpus.accounts_of(id).iter().map(|&a| corpus.topic_id(corpus.account(a).about)).collect();
        vec![
            corpus.str(article.id).to_owned(),
            passage.number.to_string(),
            passage.kind.word().to_owned(),
            corpus.given(passage.heading).unwrap_or_default().to_owned(),
            corpus.str(passage.digest).to_owned(),
            passage.text.map_or("", |text| corpus.str(text)).to_owned(),
            reported.join("; "),
        ]
    };
    let columns = &["article", "passage", "kind", "heading", "digest", "text", "reports"];
    TextTable { columns, rows: article.passages.ids().map(row).collect() }
}

/// An article with its passages: citation, headings, and of each passage its number, its text or digest, and what it reports.
pub(super) fn article(corpus: &Corpus, id: ArticleId) -> String {
    let article = corpus.article(id);
    let mut out = format!("# {}\n\n{}\n", escaped(corpus.str(article.title)), escaped(&words::source(corpus, article)));
    if let Some(online) = words::online(corpus, article, true) {
        let _ = writeln!(out, "\n{online}");
    }
    for id in article.passages.ids() {
        let passage = corpus.passage(id);
        if let Some(heading) = corpus.given(passage.heading) {
            let _ = writeln!(out, "\n## {}", escaped(heading));
        }
        // A digest is parallax's own words, and must not be taken for the article's.
        let own = if passage.text.is_none() && !passage.digest.is_empty() { " (digest)" } else { "" };
        let _ = write!(out, "\n¶{}{own} {}", passage.number, escaped(&words::passage(corpus, passage, true)));
        if !matches!(passage.state, AnchorState::Exact | AnchorState::Unattached) {
            let _ = write!(out, " (anchor {})", passage.state.word());
        }
        let reported: Vec<String> =
            corpus.accounts_of(id).iter().map(|&a| escaped(corpus.topic_id(corpus.account(a).about))).collect();
        if !reported.is_empty() {
            let _ = write!(out, "\n\n_reports: {}_", reported.join(", "));
        }
        out.push('\n');
    }
    out
}

/// One line as Markdown that shows just this text.
pub(super) fn escaped(text: &str) -> String {
    markdown::escape(&sanitize::line(text))
}
