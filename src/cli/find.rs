//! `parallax find`: prints the hits of a query, one per line, best first; those that satisfy it only possibly after the
//! others, below a line with their number. Knows no ranking: the search does it.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use super::args::{Find, OutputFormat};
use super::output::{Outcome, complain, json_line, say, warn};
use crate::load::Loaded;
use crate::model::{DataSet, When};
use crate::present::words;
use crate::sanitize;
use crate::search::workspace::{WorkspaceIndex, search};
use crate::search::{Answer, Hit, Query, Target};

/// One hit as JSON. Fields are only ever added, never changed or removed.
#[derive(Debug, Serialize)]
struct HitJson<'c> {
    kind: &'static str,
    id: String,
    title: Cow<'c, str>,
    date: Option<String>,
    why: String,
    score: u32,
    certainty: &'static str,
}

/// Searches and prints. Exit status 1 if nothing is found, 2 if the query is wrong.
pub(super) fn run(args: &Find) -> Outcome {
    let asked = args.query.as_deref().unwrap_or_default();
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let workspace = &loaded.workspace;
    let typed = match &args.kind {
        Some(kind) => format!("{asked} kind:{kind}"),
        None => asked.to_owned(),
    };
    let query = Query::parse_in(&typed, loaded.corpus());
    if let Some(problem) = query.problems.first() {
        complain(&format!("{}: {}", &typed[problem.at.clone()], problem.why))?;
        return Ok(2);
    }
    let answer = search(workspace, &WorkspaceIndex::new(workspace, None), &query, args.limit as usize, &|| false)
        .unwrap_or_default();
    let mut out = String::new();
    let certain = answer.certain();
    for (n, hit) in answer.hits.iter().enumerate() {
        if n == certain && matches!(args.format, OutputFormat::Text) {
            let _ = writeln!(out, "possibly: {}", answer.possible);
        }
        match args.format {
            OutputFormat::Json => out.push_str(&json_line(&hit_json(&loaded, hit))?),
            OutputFormat::Text => {
                let _ = writeln!(out, "{}", sanitize::line(&line(&loaded, hit)));
            }
        }
    }
    if answer.hits.is_empty() {
        complain(&nothing(asked, &answer))?;
        return Ok(1);
    }
    say(&out)?;
    if answer.all > answer.hits.len() && matches!(args.format, OutputFormat::Text) {
        let possible = match answer.possible {
            0 => String::new(),
            possible => format!(", {possible} of them only possibly"),
        };
        complain(&format!("{} of {} hits{possible}; --limit N shows more", answer.hits.len(), answer.all))?;
    }
    Ok(0)
}

pub(super) fn nothing(query: &str, answer: &Answer) -> String {
    let near =
        if answer.near.is_empty() { String::new() } else { format!("; similar names: {}", answer.near.join(", ")) };
    format!("nothing found for “{query}”{near}")
}

fn hit_json<'c>(loaded: &'c Loaded, hit: &Hit) -> HitJson<'c> {
    let (id, title, date) = identity(loaded, hit.target);
    let certainty = if hit.is_certain() { "certain" } else { "possible" };
    HitJson { kind: hit.target.kind().word(), id, title, date, why: hit.reason(), score: hit.score, certainty }
}

/// A hit in one line.
pub(super) fn line(loaded: &Loaded, hit: &Hit) -> String {
    let (id, mut title, _) = identity(loaded, hit.target);
    if let Target::Incident(incident) = hit.target {
        title = Cow::Borrowed(loaded.corpus().str(loaded.corpus().incident(incident).shown_title));
    }
    let when = |when| format!("{}, ", words::date(when));
    let date = match hit.target {
        Target::Incident(incident) => when(loaded.corpus().incident(incident).date),
        Target::Record(record) => when(DataSet::when(&loaded.workspace.row(record))),
        _ => String::new(),
    };
    let kind = match hit.target {
        Target::Record(record) => loaded.workspace.set(record).about.tag,
        target => target.kind().word(),
    };
    format!("{kind:<9} {title} ({date}{})  [{id}]", hit.reason())
}

/// Id, title and date of a hit. The id of a passage is its article and number.
pub(super) fn identity(loaded: &Loaded, target: Target) -> (String, Cow<'_, str>, Option<String>) {
    let corpus = loaded.corpus();
    let str = |text| Cow::Borrowed(corpus.str(text));
    match target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            (corpus.str(record.id).to_owned(), str(record.title), record.date.map(When::edtf))
        }
        Target::Record(id) => {
            let (set, row) = (loaded.workspace.set(id), loaded.workspace.row(id));
            (loaded.record_id(id), Cow::Owned(set.title(&row)), DataSet::when(&row).map(When::edtf))
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            (corpus.str(record.id).to_owned(), str(record.title), record.published.map(When::edtf))
        }
        Target::Quote(id) => {
            let record = corpus.quote(id);
            (corpus.str(record.id).to_owned(), str(record.gist), None)
        }
        Target::Name(id) => {
            let record = corpus.name(id);
            (corpus.str(record.id).to_owned(), str(record.name), None)
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let article = corpus.str(corpus.article(record.article).id);
            (format!("{article}:{}", record.number), str(record.digest), None)
        }
    }
}
