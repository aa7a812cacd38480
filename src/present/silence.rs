//! What an article says nothing on, in words: whether it does not give it, or nobody has looked. Knows no layout.

use super::words::{count, superscript};
use crate::model::Subject;
use crate::model::ledger::{Column, LedgerRow};
use crate::model::silence::Silence;

/// The sign in a cell of an article that does not give something.
const NOT_GIVEN: &str = "–";
/// The sign in a cell of an article that nobody has read to the end.
const NOT_KNOWN: &str = "–?";

/// The sign of a cell without a claim; a word in brackets where the article says something near it.
pub fn sign(silence: Silence) -> &'static str {
    match silence {
        Silence::NotGiven => NOT_GIVEN,
        Silence::CountsAll(_) => "(all)",
        Silence::CountsVictims => "(victims)",
        Silence::RoleOpen => "(named)",
        Silence::NothingConfirmed(_) | Silence::NothingDrafted(_) => NOT_KNOWN,
    }
}

/// In a few words: `not given`, `nothing confirmed`, `nothing drafted`, `named, role not given`.
pub fn word(silence: Silence) -> &'static str {
    match silence {
        Silence::NotGiven => "not given",
        Silence::CountsAll(_) => "not comparable: counts all, attackers included",
        Silence::CountsVictims => "not comparable: counts the victims alone",
        Silence::RoleOpen => "named, role not given",
        Silence::NothingConfirmed(_) => "nothing confirmed",
        Silence::NothingDrafted(_) => "nothing drafted",
    }
}

/// How many claims of the article are drafts.
pub fn drafts(silence: Silence) -> usize {
    match silence {
        Silence::NothingConfirmed(drafts) | Silence::NothingDrafted(drafts) => drafts,
        _ => 0,
    }
}

/// In full: `not given`, `nothing confirmed, 3 draft claims of the article wait`, `counts all, attackers included: at most 16
/// victims`.
pub fn words(silence: Silence) -> String {
    match silence {
        Silence::CountsAll(Some(all)) => {
            format!("counts all, attackers included: at most {}", count(all as usize, "victim"))
        }
        _ => format!("{}{}", word(silence), waiting(silence)),
    }
}

/// The same of a column in a row, with the names where a record gives no roles: `named, role not given: A, B`.
pub fn in_row(subject: &Subject, row: &LedgerRow, at: usize) -> String {
    words_in(subject, subject.silence_in(row, at), at)
}

fn words_in(subject: &Subject, silence: Silence, at: usize) -> String {
    let mut words = words(silence);
    if silence == Silence::RoleOpen {
        let names: Vec<&str> = subject.named_without_role(subject.ledger().columns[at].article.member).collect();
        words = format!("{words}: {}", names.join(", "));
    }
    words
}

/// What waits, after a comma: `, 3 draft claims of the article wait`; empty if nothing does.
pub fn waiting(silence: Silence) -> String {
    match drafts(silence) {
        0 => String::new(),
        1 => ", 1 draft claim of the article waits".to_owned(),
        drafts => format!(", {} of the article wait", count(drafts, "draft claim")),
    }
}

/// The articles without a claim in a row, by what that means: the numbers of those that do not give it, then of each other one, with
/// what it means in words.
fn of_row(subject: &Subject, row: &LedgerRow) -> Vec<(Silence, String, Vec<usize>)> {
    let mut all: Vec<(Silence, String, Vec<usize>)> = Vec::new();
    for (at, _) in row.cells.iter().enumerate().filter(|(_, cell)| cell.is_empty()) {
        let silence = subject.silence_in(row, at);
        let words = words_in(subject, silence, at);
        match all.iter_mut().find(|(_, known, _)| *known == words) {
            Some((.., columns)) => columns.push(at),
            None => all.push((silence, words, vec![at])),
        }
    }
    all.sort_unstable();
    all
}

/// The same in lines: `² ³ not given`.
pub fn lines(subject: &Subject, row: &LedgerRow) -> Vec<String> {
    let line = |(_, words, columns): (Silence, String, Vec<usize>)| {
        let numbers: Vec<String> = columns.into_iter().map(|at| superscript(at + 1)).collect();
        format!("{} {words}", numbers.join(" "))
    };
    of_row(subject, row).into_iter().map(line).collect()
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
    let columns = || subject.ledger().columns.iter().zip(&row.cells).enumerate();
    let stated: Vec<&Column> = columns().filter(|(_, (_, cell))| !cell.is_empty()).map(|(_, (of, _))| of).collect();
    let silent = columns().filter(|(_, (_, cell))| cell.is_empty());
    let others = silent.filter(|(_, (column, _))| !stated.iter().any(|of| of.shares_origin(column)));
    let unread = others.filter(|(at, _)| subject.silence_in(row, *at).is_unread()).count();
    (unread > 0).then(|| format!("In {} nobody has confirmed anything on it.", count(unread, "other article")))
}
