//! Measures loading, step by step, for `.ci/measure-load`, `.ci/measure-scale` and `.ci/measure-articles`. Hidden from the help; draws no screen.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serde::Serialize;

use super::output::{Outcome, json_line, say};
use crate::app::job::Revision;
use crate::diagnostic::Report;
use crate::load::{ArticleSource, Opened};
use crate::model::Workspace;
use crate::runtime::jobs::open;
use crate::search::Query;
use crate::search::filter_result::filter_entries;
use crate::search::workspace::{WorkspaceIndex, search};

#[derive(Debug, Serialize)]
struct LoadReport {
    rows: usize,
    first_rows_ms: f64,
    loaded_ms: f64,
    searchable_ms: f64,
    search_ms: f64,
    filter_ms: f64,
    facets_ms: f64,
    peak_rss_kib: u64,
    anon_rss_kib: u64,
}

#[derive(Debug, Serialize)]
struct ArticlesReport {
    articles: usize,
    first_article_ms: f64,
    read_ms: f64,
    drafted_ms: f64,
    searchable_ms: f64,
    peak_rss_kib: u64,
    anon_rss_kib: u64,
}

/// Loads as the workbench does, then searches and filters. Times are in milliseconds.
pub(super) fn run(mut opened: Opened) -> Outcome {
    if let Some(articles) = opened.articles.take() {
        return run_articles(opened.loaded.workspace, articles);
    }
    let begun = Instant::now();
    let opened = opened.with_corpus();
    let ms = |since: Instant| since.elapsed().as_secs_f64() * 1e3;
    let mut first = None;
    let mut last = None;
    let workspace: Workspace = opened.loaded.workspace;
    let stop = AtomicBool::new(false);
    let mut revised = |revision| {
        first.get_or_insert_with(|| ms(begun));
        last = Some(revision);
    };
    open::read(workspace, opened.sets, &stop, &mut revised, &mut Report::default());
    let loaded_ms = ms(begun);
    let Some(revision) = last else { return Ok(2) };
    let prepared = WorkspaceIndex::new(&revision.workspace, None);
    let searchable_ms = ms(begun);
    let anon_rss_kib = status("RssAnon:");
    let searching = Instant::now();
    let found = search(&revision.workspace, &prepared, &Query::parse("kabul government"), 200, &|| false);
    let search_ms = ms(searching);
    let filtering = Instant::now();
    let filter = Query::parse("killed:>10 after:2010");
    let filtered = filter_entries(&revision.workspace, &prepared, &revision.order, &filter, false, &|| false);
    let filter_ms = ms(filtering);
    let counting = Instant::now();
    let counted = filter_entries(&revision.workspace, &prepared, &revision.order, &filter, true, &|| false);
    let facets_ms = ms(counting);
    if found.is_none() || filtered.is_none() || counted.is_none() {
        return Ok(2);
    }
    let report = LoadReport {
        rows: revision.workspace.len(),
        first_rows_ms: first.unwrap_or(loaded_ms),
        loaded_ms,
        searchable_ms,
        search_ms,
        filter_ms,
        facets_ms,
        peak_rss_kib: status("VmHWM:"),
        anon_rss_kib,
    };
    say(&json_line(&report)?).map(|()| 0)
}

/// Reads articles and makes their drafts as the workbench does, then prepares the search.
fn run_articles(mut workspace: Workspace, articles: ArticleSource) -> Outcome {
    let begun = Instant::now();
    let stop = AtomicBool::new(false);
    let mut times: Vec<(usize, f64)> = Vec::new();
    let mut last = None;
    let mut revised = |revision: Revision| {
        times.push((revision.workspace.corpus.articles().len(), begun.elapsed().as_secs_f64() * 1e3));
        last = Some(revision);
    };
    open::read_articles(&mut workspace, articles, &stop, &mut revised, &mut |_| {}, &mut Report::default());
    let Some(revision) = last else { return Ok(2) };
    let prepared = WorkspaceIndex::new(&revision.workspace, None);
    if search(&revision.workspace, &prepared, &Query::parse("kabul government"), 200, &|| false).is_none() {
        return Ok(2);
    }
    let articles = revision.workspace.corpus.articles().len();
    let ms = |found: Option<&(usize, f64)>| found.map(|(_, ms)| *ms).unwrap_or_default();
    let report = ArticlesReport {
        articles,
        first_article_ms: ms(times.first()),
        read_ms: ms(times.iter().find(|(count, _)| *count == articles)),
        // The last revision has the drafts.
        drafted_ms: ms(times.last()),
        searchable_ms: begun.elapsed().as_secs_f64() * 1e3,
        peak_rss_kib: status("VmHWM:"),
        anon_rss_kib: status("RssAnon:"),
    };
    say(&json_line(&report)?).map(|()| 0)
}

/// A line of `/proc/self/status` in KiB; 0 on other systems than Linux.
fn status(name: &str) -> u64 {
    let text = super::output::process_status();
    let line = text.lines().find_map(|l| l.strip_prefix(name));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
