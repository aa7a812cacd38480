//! Writes what a view of the workbench shows, other than entries: a ledger, a comparison, lists and an article. The words are
//! those of `present`, the JSON is that of the commands.

mod claims;
mod lists;
mod text_table;

use std::io;
use std::sync::Arc;

use serde::Serialize;

use super::json_text::{add_json, json};
use crate::export::json as shapes;
use crate::load::Loaded;
use crate::model::{ArticleId, In, Member, Subject};
use crate::present::exported::{ExportedView, ViewFormat};
use text_table::TextTable;

/// The text of a view as Markdown, CSV or JSON; `None` if it is written otherwise: entries, and pictures of the screen.
///
/// # Errors
///
/// A value cannot be written as JSON, the row of a record cannot be read, or the view may not be passed on ([`check`]).
pub fn text(loaded: &Loaded, view: &ExportedView, format: ViewFormat) -> io::Result<Option<Vec<u8>>> {
    check(view)?;
    Ok(match format {
        ViewFormat::Json => as_json(loaded, view)?,
        ViewFormat::Csv => as_table(loaded, view)?.map(|table| table.csv()),
        ViewFormat::Markdown => as_markdown(loaded, view)?.map(String::into_bytes),
        ViewFormat::Geojson
        | ViewFormat::Svg
        | ViewFormat::Pack
        | ViewFormat::Csl
        | ViewFormat::Biblatex
        | ViewFormat::Ris
        | ViewFormat::WebAnnotations
        | ViewFormat::FollowTheMoney => None,
    })
}

/// The ledger of a subject as Markdown. The caller has left out what may not be passed on.
pub fn ledger_markdown(subject: &Subject) -> String {
    claims::by_facet(subject)
}

/// A view without what may not be passed on: of the records that stand in a ledger or a comparison by links alone only their ids are
/// left. Gives the titles of their data sets too. A view that would show nothing else stays as it is.
pub fn without_held_back(view: ExportedView) -> (ExportedView, Vec<String>) {
    let is_held_back = |member: &Member| member.about.as_ref().is_some_and(|about| !about.shareable);
    let (ExportedView::Ledger(subject) | ExportedView::Comparison(subject, _)) = &view else {
        return (view, Vec::new());
    };
    let held_back = subject.members().iter().filter(|member| is_held_back(member));
    let mut sets: Vec<String> = Vec::new();
    for about in held_back.filter_map(|member| member.about.as_ref()) {
        if !sets.contains(&about.title) {
            sets.push(about.title.clone());
        }
    }
    if sets.is_empty() || is_held_back(subject.member(0)) {
        return (view, Vec::new());
    }
    let kept = Arc::new(subject.without(&is_held_back));
    let ExportedView::Comparison(_, columns) = &view else { return (ExportedView::Ledger(kept), sets) };
    let columns = columns.iter().filter_map(|column| {
        let (before, own) = subject.members().split_at(usize::from(column.member));
        let member = before.iter().filter(|member| !is_held_back(member)).count() as u16;
        own.first().filter(|own| !is_held_back(own))?;
        Some(In { member, id: column.id })
    });
    let columns: Vec<In<ArticleId>> = columns.collect();
    if columns.is_empty() { (view, Vec::new()) } else { (ExportedView::Comparison(kept, columns), sets) }
}

/// Checks that a view may be passed on in any format: that it is not of a record whose data set forbids that.
///
/// # Errors
///
/// The rows of the data set of a record may not be passed on.
pub fn check(view: &ExportedView) -> io::Result<()> {
    let (ExportedView::Ledger(subject) | ExportedView::Comparison(subject, _)) = view else { return Ok(()) };
    let held_back = subject.members().iter().filter_map(|member| member.about.as_ref()).find(|about| !about.shareable);
    held_back.map_or(Ok(()), |about| {
        Err(io::Error::other(format!(
            "rows of {} may not be passed on; `parallax export --private` writes them for your own use",
            about.title
        )))
    })
}

fn as_json(loaded: &Loaded, view: &ExportedView) -> io::Result<Option<Vec<u8>>> {
    let corpus = loaded.corpus();
    let text = match view {
        ExportedView::Ledger(subject) => json(&shapes::ledger_with_why(subject))?.into_bytes(),
        ExportedView::Comparison(subject, articles) => json(&shapes::comparison(subject, articles))?.into_bytes(),
        ExportedView::Article(id) => json(&shapes::article(corpus, *id))?.into_bytes(),
        ExportedView::Articles(all) => list("articles", all.iter().map(|&id| shapes::article(corpus, id)))?,
        ExportedView::Quotes(all) => list("quotes", all.iter().map(|&id| shapes::quote(corpus, id)))?,
        ExportedView::Names(all) => list("names", all.iter().map(|&id| shapes::name(corpus, id)))?,
        ExportedView::Citations(_) => list("citations", lists::cited(loaded, view)?.into_iter().flatten())?,
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

fn as_markdown(loaded: &Loaded, view: &ExportedView) -> io::Result<Option<String>> {
    Ok(Some(match view {
        ExportedView::Ledger(subject) => claims::by_facet(subject),
        ExportedView::Comparison(subject, columns) => claims::side_by_side(subject, columns),
        ExportedView::Article(id) => lists::article(loaded.corpus(), *id),
        view => return Ok(lists::cited(loaded, view)?.map(|items| lists::citations(&items))),
    }))
}

fn as_table(loaded: &Loaded, view: &ExportedView) -> io::Result<Option<TextTable>> {
    Ok(Some(match view {
        ExportedView::Ledger(subject) => claims::table(subject, |_| true),
        ExportedView::Comparison(subject, columns) => claims::table(subject, |article| columns.contains(&article)),
        ExportedView::Article(id) => lists::passages(loaded.corpus(), *id),
        ExportedView::Articles(all) => lists::articles(loaded.corpus(), all),
        ExportedView::Quotes(all) => lists::quotes(loaded.corpus(), all),
        view => return Ok(lists::cited(loaded, view)?.map(lists::citation_table)),
    }))
}
