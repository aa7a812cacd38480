//! `parallax find`: the finder's answer, a line per hit, best first.

use std::fmt::Write as _;

use serde::Serialize;

use super::args::{Find, Format};
use super::output::{Outcome, complain, json_line, say};
use super::warn;
use crate::gate;
use crate::headless::words;
use crate::load::load;
use crate::model::Corpus;
use crate::search::engine::search;
use crate::search::{Answer, Hit, Index, Query, Target};

/// One hit as JSON; the fields are a promise (DESIGN section 6).
#[derive(Debug, Serialize)]
struct HitJson<'c> {
    kind: &'static str,
    id: String,
    title: &'c str,
    date: Option<String>,
    why: String,
    score: u32,
}

/// Looks up and prints. Exit status 1 when nothing is found, 2 when the query cannot be read.
pub(super) fn run(args: &Find) -> Outcome {
    let loaded = load(&args.corpus.request());
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let corpus = &loaded.corpus;
    let typed = match &args.kind {
        Some(kind) => format!("{} kind:{kind}", args.query),
        None => args.query.clone(),
    };
    let query = Query::parse(&typed);
    if let Some(problem) = query.problems.first() {
        complain(&format!("{}: {}", &typed[problem.at.clone()], problem.why))?;
        return Ok(2);
    }
    let answer = search(corpus, &Index::new(corpus), &query, args.limit, &|| false).unwrap_or_default();
    let mut out = String::new();
    for hit in &answer.hits {
        match args.format {
            Format::Json => out.push_str(&json_line(&hit_json(corpus, hit))?),
            Format::Text => {
                let _ = writeln!(out, "{}", gate::line(&line(corpus, hit)));
            }
        }
    }
    if answer.hits.is_empty() {
        complain(&nothing(&args.query, &answer))?;
        return Ok(1);
    }
    say(&out).map(|()| 0)
}

fn nothing(query: &str, answer: &Answer) -> String {
    let near =
        if answer.near.is_empty() { String::new() } else { format!("; near it stand: {}", answer.near.join(", ")) };
    format!("nothing is called “{query}”{near}")
}

fn hit_json<'c>(corpus: &'c Corpus, hit: &Hit) -> HitJson<'c> {
    let (id, title, date) = told(corpus, hit.target);
    HitJson { kind: hit.target.kind().word(), id, title, date, why: hit.reason(), score: hit.score }
}

fn line(corpus: &Corpus, hit: &Hit) -> String {
    let (id, title, _) = told(corpus, hit.target);
    let date = match hit.target {
        Target::Incident(incident) => format!("{}, ", words::date(corpus.incident(incident).date)),
        _ => String::new(),
    };
    format!("{:<9} {title} ({date}{})  [{id}]", hit.target.kind().word(), hit.reason())
}

/// Id, title and date of a record. A passage goes by its article and number.
fn told(corpus: &Corpus, target: Target) -> (String, &str, Option<String>) {
    match target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            (corpus.str(record.id).to_owned(), corpus.str(record.title), record.date.map(crate::model::When::edtf))
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            (corpus.str(record.id).to_owned(), corpus.str(record.title), record.published.map(crate::model::When::edtf))
        }
        Target::Quote(id) => {
            let record = corpus.quote(id);
            (corpus.str(record.id).to_owned(), corpus.str(record.gist), None)
        }
        Target::Name(id) => {
            let record = corpus.name(id);
            (corpus.str(record.id).to_owned(), corpus.str(record.name), None)
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let article = corpus.str(corpus.article(record.article).id);
            (format!("{article}:{}", record.number), corpus.str(record.digest), None)
        }
    }
}
