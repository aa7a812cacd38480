//! What an article says nothing on, in words: whether it does not give it, or nobody has looked. Knows no layout.

use super::words::{count, superscript};
use crate::model::Subject;
use crate::model::ledger::{Column, LedgerRow};
use crate::model::silence::Silence;

/// The sign in a cell of an article that does not give something.
const NOT_GIVEN: &str = "–";
/// The sign in a cell of an article that nobody has read to the end.
const NOT_KNOWN: &str = "–?";

/// The sign of a cell without a claim.
pub fn sign(silence: Silence) -> &'static str {
    if silence == Silence::NotGiven { NOT_GIVEN } else { NOT_KNOWN }
}

/// In a few words: `not given`, `nothing confirmed`, `nothing drafted`.
pub fn word(silence: Silence) -> &'static str {
    match silence {
        Silence::NotGiven => "not given",
        Silence::NothingConfirmed(_) => "nothing confirmed",
        Silence::NothingDrafted(_) => "nothing drafted",
    }
}

/// How many claims of the article are drafts.
pub fn drafts(silence: Silence) -> usize {
    match silence {
        Silence::NotGiven => 0,
        Silence::NothingConfirmed(drafts) | Silence::NothingDrafted(drafts) => drafts,
    }
}

/// In full: `not given`, `nothing confirmed, 3 draft claims of the article wait`.
pub fn words(silence: Silence) -> String {
    format!("{}{}", word(silence), waiting(silence))
}

/// What waits, after a comma: `, 3 draft claims of the article wait`; empty if nothing does.
pub fn waiting(silence: Silence) -> String {
    match drafts(silence) {
        0 => String::new(),
        1 => ", 1 draft claim of the article waits".to_owned(),
        drafts => format!(", {} of the article wait", count(drafts, "draft claim")),
    }
}

/// The articles without a claim in a row, by what that means in each column: the numbers of those that do not give it, then of each
/// other one.
fn of_row(silences: &[Silence], row: &LedgerRow) -> Vec<(Silence, Vec<usize>)> {
    let columns = silences.iter().zip(&row.cells).enumerate();
    let mut all: Vec<(Silence, Vec<usize>)> = Vec::new();
    for (at, (&silence, _)) in columns.filter(|(_, (_, cell))| cell.is_empty()) {
        match all.iter_mut().find(|(known, _)| *known == silence) {
            Some((_, columns)) => columns.push(at),
            None => all.push((silence, vec![at])),
        }
    }
    all.sort_unstable();
    all
}

/// The same in lines: `² ³ not given`. `silences` are those of the columns.
pub fn lines(silences: &[Silence], row: &LedgerRow) -> Vec<String> {
    let line = |(silence, columns): (Silence, Vec<usize>)| {
        let numbers: Vec<String> = columns.into_iter().map(|at| superscript(at + 1)).collect();
        format!("{} {}", numbers.join(" "), words(silence))
    };
    of_row(silences, row).into_iter().map(line).collect()
}

/// How many articles that tell of a subject nobody has read to the end; `None` if all are read.
pub fn unread(subject: &Subject) -> Option<String> {
    // Records are no articles.
    let is_article = |column: &&Column| subject.member(column.article.member).about.is_none();
    let columns: Vec<&Column> = subject.ledger().columns.iter().filter(is_article).collect();
    let unread = columns.iter().filter(|column| subject.silence(column.article) != Silence::NotGiven).count();
    let of = if unread == columns.len() { String::new() } else { format!("{unread} of ") };
    let all = count(columns.len(), "article");
    (unread > 0).then(|| format!("Nobody has read {of}{all} to the end: what is left out there is not known."))
}

/// What one origin alone says does not stand alone where others are unread: the sentence that says so.
pub fn beside_one_origin(subject: &Subject, row: &LedgerRow) -> Option<String> {
    let columns = || subject.ledger().columns.iter().zip(&row.cells);
    let stated: Vec<&Column> = columns().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| column).collect();
    let silent = columns().filter(|(_, cell)| cell.is_empty()).map(|(column, _)| column);
    let others = silent.filter(|column| !stated.iter().any(|of| of.shares_origin(column)));
    let unread = others.filter(|column| subject.silence(column.article) != Silence::NotGiven).count();
    (unread > 0).then(|| format!("In {} nobody has confirmed anything on it.", count(unread, "other article")))
}
