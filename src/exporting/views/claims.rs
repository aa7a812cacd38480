//! What sources say of an incident, record or name: by facet or side by side as Markdown, and as a table of claims.

use std::fmt::Write as _;

use super::lists::escaped;
use super::text_table::TextTable;
use crate::export::text::claim_text;
use crate::model::annotation::Annotated;
use crate::model::ledger::LedgerRow;
use crate::model::silence::Silence;
use crate::model::{ArticleId, ClaimId, In, Subject, Verdict};
use crate::present::citation::{Cited, cite};
use crate::present::{annotations, linked, silence, why, words};

/// The columns of a table of claims.
const COLUMNS: &[&str] = &[
    "id",
    "facet",
    "verdict",
    "origins",
    "draft_verdict",
    "article",
    "publisher",
    "origin",
    "passage",
    "value",
    "words",
    "according_to",
    "hedge",
    "worked_out",
    "reservations",
    "editor_annotations",
];

/// The mark of a site's own summary of its article.
const SUMMARY: &str = " (summary, not counted)";

/// Title, date and places, and each of these sources with its number and citation.
fn head(subject: &Subject, articles: &[In<ArticleId>]) -> String {
    let mut out = format!("# {}\n\n", escaped(subject.title()));
    if let Some(incident) = subject.member(0).as_incident() {
        let corpus = &subject.member(0).corpus;
        let draft = if incident.drafted.is_some() { words::DRAFT_INCIDENT } else { "" };
        let facts = [words::date(incident.date), words::places(corpus, incident), draft.to_owned()];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let _ = writeln!(out, "{}\n", escaped(&facts.join(" · ")));
    }
    let _ = writeln!(out, "{}\n", linked::coverage(subject));
    for how in subject.members().iter().filter_map(|member| Some((member.title(), linked::how(member)?))) {
        let _ = writeln!(out, "{}\n", escaped(&format!("{}: {}", how.0, how.1)));
    }
    let remarks = linked::origins(subject).into_iter().chain(linked::withheld(subject));
    for remark in remarks.chain(linked::also_to_pass_on(subject)) {
        let _ = writeln!(out, "{}\n", escaped(&remark));
    }
    for member in subject.members() {
        annotated(&mut out, "", &annotations::on(&member.corpus, member.topic));
    }
    let all = &subject.ledger().columns;
    for &article in articles {
        let column = all.iter().find(|column| column.article == article);
        let origin = match column {
            None if subject.silence(article) == Silence::NotGiven => " It does not report this.".to_owned(),
            None => " Nothing of this is drafted from it.".to_owned(),
            Some(column) if all.iter().filter(|other| other.shares_origin(column)).count() > 1 => {
                format!(" One origin with others: {}.", subject.origin_name(column))
            }
            Some(_) => String::new(),
        };
        let cited = cite(subject, article.with(Cited::Article(article.id)), false);
        let number = number(subject, article).map(|number| format!("{number} ")).unwrap_or_default();
        let _ = writeln!(out, "- {number}{}{}", escaped(&cited), escaped(&origin));
    }
    let left_out = all.iter().filter(|column| !articles.contains(&column.article)).count();
    if left_out > 0 {
        let _ = writeln!(out, "\n{} left out; the verdicts are of all.", words::count(left_out, "source"));
    }
    out.push('\n');
    out
}

/// The number of a source, as the ledger has it; `None` if it reports nothing of the subject.
fn number(subject: &Subject, article: In<ArticleId>) -> Option<String> {
    let at = subject.ledger().columns.iter().position(|column| column.article == article)?;
    Some(words::superscript(at + 1))
}

/// The sign and the words of a row's verdict.
fn verdict(subject: &Subject, row: &LedgerRow) -> String {
    let origins = match row.verdict {
        None | Some(Verdict::Single) => String::new(),
        Some(_) => format!(" ({})", words::count(row.origins, "origin")),
    };
    let draft = why::with_drafts(row).map(|draft| format!(" · {draft}")).unwrap_or_default();
    format!("{} {}{origins}{draft}", why::signs(row), why::verdict(subject, row))
}

/// The number of origins behind the verdict that is written for a row: the draft verdict if all is a draft.
fn origins(row: &LedgerRow) -> usize {
    match row.draft {
        Some(draft) if row.verdict.is_none() => draft.origins,
        _ => row.origins,
    }
}

/// A claim with the number of its passage, and the hedge of its passage.
fn claim(subject: &Subject, id: In<ClaimId>) -> String {
    let (corpus, claim) = (subject.corpus(id.member), subject.claim(id));
    let account = corpus.account(claim.account);
    let summary = if corpus.is_summary(account) { SUMMARY } else { "" };
    let hedge = corpus.given(account.hedge).map(|hedge| format!("  [hedge: {hedge}]")).unwrap_or_default();
    let part = if subject.is_weighed(id.member) { "" } else { "  [of a part, not weighed]" };
    format!("¶{}{summary} {}{hedge}{part}", corpus.passage(account.passage).number, claim_text(corpus, claim))
}

/// Annotations of editors as items of a list, with their sign, so that they are not taken for words of a source.
fn annotated(out: &mut String, indent: &str, all: &[String]) {
    for annotation in all {
        let _ = writeln!(out, "{indent}- {}{}", annotations::SIGN, escaped(annotation));
    }
}

fn title(subject: &Subject, row: &LedgerRow) -> String {
    words::row(subject.facet_word(row), row.party)
}

/// The ledger: for each facet its verdict, what each source says, and who is silent.
pub(super) fn by_facet(subject: &Subject) -> String {
    let articles: Vec<In<ArticleId>> = subject.ledger().columns.iter().map(|column| column.article).collect();
    let mut out = head(subject, &articles);
    for row in &subject.ledger().rows {
        let _ = writeln!(out, "## {}\n\n{}\n", escaped(&title(subject, row)), escaped(&verdict(subject, row)));
        for (at, cell) in row.cells.iter().enumerate() {
            for &id in cell {
                let _ = writeln!(out, "- {} {}", words::superscript(at + 1), escaped(&claim(subject, id)));
                annotated(&mut out, "  ", &annotations::on(subject.corpus(id.member), Annotated::Claim(id.id)));
            }
        }
        for line in silence::lines(subject, row) {
            let _ = writeln!(out, "- {}", escaped(&line));
        }
        out.push('\n');
    }
    out
}

/// The comparison: a table with a row for each facet and a column for each of these sources.
pub(super) fn side_by_side(subject: &Subject, articles: &[In<ArticleId>]) -> String {
    let ledger = subject.ledger();
    let mut out = head(subject, articles);
    let publisher = |&article: &In<ArticleId>| {
        let corpus = subject.corpus(article.member);
        let record = corpus.article(article.id);
        let name = escaped(corpus.given(record.publisher).unwrap_or(corpus.str(record.id)));
        number(subject, article).map_or_else(|| name.clone(), |number| format!("{number} {name}"))
    };
    let heads: Vec<String> = articles.iter().map(publisher).collect();
    let _ = writeln!(out, "| facet | verdict | {} |", heads.join(" | "));
    let _ = writeln!(out, "|---|---|{}", "---|".repeat(articles.len()));
    for row in &ledger.rows {
        let cell = |article: &In<ArticleId>| {
            let at = ledger.columns.iter().position(|column| column.article == *article);
            let claims = at.map_or(&[][..], |at| &row.cells[at]);
            let claims: Vec<String> = claims.iter().map(|&id| escaped(&claim(subject, id))).collect();
            match at {
                _ if !claims.is_empty() => claims.join("<br>"),
                Some(at) => escaped(&silence::in_row(subject, row, at)),
                None => silence::words(subject.silence(*article)),
            }
        };
        let cells: Vec<String> = articles.iter().map(cell).collect();
        let (facet, verdict) = (escaped(&title(subject, row)), escaped(&verdict(subject, row)));
        let _ = writeln!(out, "| {facet} | {verdict} | {} |", cells.join(" | "));
    }
    out
}

/// The claims of the articles that are to be kept: one row each.
pub(super) fn table(subject: &Subject, keeps: impl Fn(In<ArticleId>) -> bool) -> TextTable {
    let ledger = subject.ledger();
    let mut rows = Vec::new();
    for row in &ledger.rows {
        for (column, cell) in ledger.columns.iter().zip(&row.cells).filter(|(column, _)| keeps(column.article)) {
            for &id in cell {
                let (corpus, claim) = (subject.corpus(id.member), subject.claim(id));
                let account = corpus.account(claim.account);
                let article = corpus.article(column.article.id);
                let given = |text| corpus.given(text).unwrap_or_default().to_owned();
                let mut reservations = words::reservations(corpus, claim);
                if corpus.is_summary(account) {
                    reservations.insert(0, "summary, not counted".into());
                }
                if !subject.is_weighed(id.member) {
                    reservations.push("of a part, not weighed".into());
                }
                rows.push(vec![
                    subject.member(id.member).id().to_owned(),
                    title(subject, row),
                    why::verdict(subject, row),
                    origins(row).to_string(),
                    row.draft.map(|draft| draft.verdict.word()).unwrap_or_default().to_owned(),
                    corpus.str(article.id).to_owned(),
                    given(article.publisher),
                    subject.origin_name(column).to_owned(),
                    corpus.passage(account.passage).number.to_string(),
                    words::value(corpus, claim),
                    given(claim.words),
                    words::chain(corpus, claim).unwrap_or_default(),
                    words::hedge(corpus, claim).unwrap_or_default(),
                    given(claim.basis),
                    reservations.join("; "),
                    annotations::on(corpus, Annotated::Claim(id.id)).join("; "),
                ]);
            }
        }
    }
    // Of a member whose row may not be passed on there is its id, and the reason.
    for other in subject.other_links().iter().filter(|other| other.is_withheld()) {
        let mut row = vec![String::new(); COLUMNS.len()];
        row[0] = other.link.event.to_string();
        row[6] = other.source.clone().unwrap_or_default();
        linked::WITHHELD.clone_into(&mut row[14]);
        rows.push(row);
    }
    TextTable { columns: COLUMNS, rows }
}
