//! Lists of articles, quotations, names and citations, and an article with its passages, as Markdown and as tables.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use super::text_table::TextTable;
use crate::load::Loaded;
use crate::model::{AnchorState, ArticleId, Corpus, Member, QuoteId, Subject};
use crate::present::citation::{self as cited, Cited, citation};
use crate::present::exported::{CitedItem, ExportedItem, ExportedView};
use crate::present::{markdown, publication, quotation, words};
use crate::sanitize;

/// An item of a list with its citation.
#[derive(Debug, Serialize)]
pub(super) struct CitedLine {
    kind: &'static str,
    title: String,
    /// As plain text; null if its source is not open.
    citation: Option<String>,
    /// The same as Markdown.
    #[serde(skip)]
    markdown: Option<String>,
    /// The user's tags; omitted if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
}

impl CitedLine {
    fn of_corpus(corpus: &Corpus, kind: &'static str, title: String, cited: Cited) -> Self {
        let [plain, markdown] = [false, true].map(|markdown| Some(citation(corpus, cited, markdown)));
        Self { kind, title, citation: plain, markdown, tags: Vec::new() }
    }

    /// An item of a view. The row of a record is read, which holds its id.
    fn of(loaded: &Loaded, item: &ExportedItem) -> io::Result<Self> {
        let (kind, title) = (item.kind, item.title.clone());
        let line = match item.cited {
            CitedItem::OfCorpus(cited) => Self::of_corpus(loaded.corpus(), kind, title, cited),
            CitedItem::Unopened => Self { kind, title, citation: None, markdown: None, tags: Vec::new() },
            CitedItem::Record(record) => {
                let (set, detail) = (loaded.workspace.set(record), loaded.detail(record)?);
                let subject = Subject::of(Member::record(set, record, Some(&detail)));
                let cite = if set.about.shareable { cited::record } else { cited::record_id };
                let [plain, markdown] = [false, true].map(|markdown| cite(&subject, 0, markdown));
                // What an item is called has the contents of the row.
                let title = if set.about.shareable { title } else { String::new() };
                Self { kind, title, citation: plain, markdown, tags: Vec::new() }
            }
        };
        Ok(Self { tags: item.tags.clone(), ..line })
    }
}

/// The items of a list with their citations; `None` if the view is no list.
///
/// # Errors
///
/// The row of a record cannot be read.
pub(super) fn cited(loaded: &Loaded, view: &ExportedView) -> io::Result<Option<Vec<CitedLine>>> {
    let corpus = loaded.corpus();
    let item = |kind, title: &str, cited| CitedLine::of_corpus(corpus, kind, title.to_owned(), cited);
    Ok(Some(match view {
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
        ExportedView::Citations(all) => {
            all.iter().map(|item| CitedLine::of(loaded, item)).collect::<io::Result<_>>()?
        }
        _ => return Ok(None),
    }))
}

/// Citations one after the other, as `Y` copies each.
pub(super) fn citations(items: &[CitedLine]) -> String {
    let one = |item: &CitedLine| match &item.markdown {
        None => format!("{} (its source is not open)\n{}", escaped(&item.title), tags(item)),
        Some(text) => format!("{}\n{}", text.trim(), tags(item)),
    };
    items.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The user's tags in a line of their own, so that they are not taken for words of the source; empty if there are none.
fn tags(item: &CitedLine) -> String {
    if item.tags.is_empty() {
        return String::new();
    }
    format!("\n_tagged:_ {}\n", escaped(&item.tags.join(", ")))
}

/// Citations as a table.
pub(super) fn citation_table(items: Vec<CitedLine>) -> TextTable {
    let row = |item: CitedLine| {
        vec![item.kind.to_owned(), item.title, item.citation.unwrap_or_default(), item.tags.join("; ")]
    };
    let rows = items.into_iter().map(row).collect();
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
            publication::published(corpus, article).unwrap_or_default(),
            corpus.origin(article.origin).to_owned(),
            given(article.online.url),
            given(article.online.basis),
            article.passages.len().to_string(),
        ]
    };
    let columns = &["id", "title", "publisher", "published", "origin", "url", "url_basis", "passages"];
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
        "word_count",
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
    if let Some(online) = publication::online(corpus, article, true) {
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
