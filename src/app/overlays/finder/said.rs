//! What the finder says of an answer and of a query, in a line. Knows no drawing.

use super::lacking;
use crate::model::Corpus;
use crate::model::figure::thousands;
use crate::present::words;
use crate::search::query::FIELDS;
use crate::search::{Answer, Query};

/// `2 hits · 13 possibly`, `1 hit without “crash”`
pub(super) fn hits(answer: &Answer) -> String {
    let mut certain = words::count(answer.all - answer.possible, "hit");
    if !answer.without.is_empty() {
        certain = format!("{certain} {}", lacking::left_out(&answer.without));
    }
    match answer.possible {
        0 => certain,
        possible => format!("{certain} · {} possibly", thousands(possible)),
    }
}

/// The heading of the possible hits.
pub(super) fn possibly(answer: &Answer) -> String {
    format!("possibly: {}", thousands(answer.possible))
}

/// The first problem of the query, or the values of the typed field.
pub(super) fn remark(corpus: &Corpus, typed: &str) -> Option<String> {
    let query = Query::parse_in(typed, corpus);
    let last = typed.rsplit(' ').next().unwrap_or("").trim_start_matches('!');
    let open = last.strip_suffix(':').and_then(|name| FIELDS.iter().find(|(field, _)| *field == name));
    match (open, query.problems.first()) {
        (Some((name, takes)), _) => Some(format!("{name}: takes {takes}")),
        (None, Some(problem)) => Some(problem.said(typed)),
        _ => None,
    }
}
