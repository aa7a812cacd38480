//! Writes what a view of the workbench shows, other than entries: a ledger, a comparison, lists and an article. The words are
//! those of `present`, the JSON is that of the commands.

mod claims;
mod lists;
mod text_table;

use std::io;

use serde::Serialize;

use super::json_text::{add_json, json};
use crate::export::json as shapes;
use crate::model::{Corpus, Subject};
use crate::present::exported::{ExportedView, ViewFormat};
use text_table::TextTable;

/// The text of a view as Markdown, CSV or JSON; `None` if it is written otherwise: entries, and pictures of the screen.
///
/// # Errors
///
/// A value cannot be written as JSON, or a row of a data set would be passed on that may not be.
pub fn text(corpus: &Corpus, view: &ExportedView, format: ViewFormat) -> io::Result<Option<Vec<u8>>> {
    if let ExportedView::Ledger(subject) | ExportedView::Comparison(subject, _) = view {
        may_be_passed_on(subject)?;
    }
    Ok(match format {
        ViewFormat::Json => as_json(corpus, view)?,
        ViewFormat::Csv => as_table(corpus, view).map(|table| table.csv()),
        ViewFormat::Markdown => as_markdown(corpus, view).map(String::into_bytes),
        ViewFormat::Geojson | ViewFormat::Svg => None,
    })
}

/// Checks that no record of a data set is among a subject's members whose rows may not be passed on.
fn may_be_passed_on(subject: &Subject) -> io::Result<()> {
    let held_back = subject.members().iter().filter_map(|member| member.about.as_ref()).find(|about| !about.shareable);
    held_back.map_or(Ok(()), |about| {
        Err(io::Error::other(format!(
            "rows of {} may not be passed on; `parallax export --private` writes them for your own use",
            about.title
        )))
    })
}

fn as_json(corpus: &Corpus, view: &ExportedView) -> io::Result<Option<Vec<u8>>> {
    let text = match view {
        ExportedView::Ledger(subject) => json(&shapes::ledger_with_why(subject))?.into_bytes(),
        ExportedView::Comparison(subject, _) => json(&shapes::compare(subject))?.into_bytes(),
        ExportedView::Article(id) => json(&shapes::article(corpus, corpus.article(*id)))?.into_bytes(),
        ExportedView::Articles(all) => {
            list("articles", all.iter().map(|&id| shapes::article(corpus, corpus.article(id))))?
        }
        ExportedView::Quotes(all) => list("quotes", all.iter().map(|&id| shapes::quote(corpus, corpus.quote(id))))?,
        ExportedView::Names(all) => list("names", all.iter().map(|&id| shapes::name(corpus, id)))?,
        ExportedView::Citations(all) => list("citations", all.iter().map(lists::CitationJson::of))?,
        ExportedView::Entries { .. } | ExportedView::Picture => return Ok(None),
    };
    Ok(Some(text))
}

/// A document of the schema with one list, an item in each line.
fn list<T: Serialize>(name: &str, items: impl Iterator<Item = T>) -> io::Result<Vec<u8>> {
    let mut out = format!("{{\"schema\":\"{}\",\"{name}\":[", shapes::SCHEMA).into_bytes();
    for (at, item) in items.enumerate() {
        out.extend_from_slice(if at > 0 { b",\n" } else { b"\n" });
        add_json(&item, &mut out)?;
    }
    out.extend_from_slice(b"\n]}\n");
    Ok(out)
}

fn as_markdown(corpus: &Corpus, view: &ExportedView) -> Option<String> {
    Some(match view {
        ExportedView::Ledger(subject) => claims::by_facet(subject),
        ExportedView::Comparison(subject, columns) => claims::side_by_side(subject, columns),
        ExportedView::Article(id) => lists::article(corpus, *id),
        view => lists::citations(&lists::cited(corpus, view)?),
    })
}

fn as_table(corpus: &Corpus, view: &ExportedView) -> Option<TextTable> {
    Some(match view {
        ExportedView::Ledger(subject) => claims::table(subject, |_| true),
        ExportedView::Comparison(subject, columns) => claims::table(subject, |article| columns.contains(&article)),
        ExportedView::Article(id) => lists::passages(corpus, *id),
        ExportedView::Articles(all) => lists::articles(corpus, all),
        ExportedView::Quotes(all) => lists::quotes(corpus, all),
        view => lists::citation_table(lists::cited(corpus, view)?),
    })
}
