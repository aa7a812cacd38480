//! Plain text of the ledger of an incident, and of its passages by article.

use super::{annotated, claim_text, head, notes, notes_on};
use crate::export::page::Page;
use crate::model::annotation::Annotated;
use crate::model::ledger::Column;
use crate::model::{Subject, Verdict};
use crate::present::{annotations, publication, silence, why, words};

/// The mark of a site's own summary of its article.
const SUMMARY: &str = " (summary, not counted)";

/// `parallax ledger ID`: for each facet the verdict, then value, wording and paragraph of each article.
pub fn ledger(subject: &Subject, width: usize) -> String {
    ledger_with(subject, width, false)
}

/// `parallax ledger ID --why`: the same with the reasons for each verdict.
pub fn ledger_with_why(subject: &Subject, width: usize) -> String {
    ledger_with(subject, width, true)
}

fn ledger_with(subject: &Subject, width: usize, reasons: bool) -> String {
    let ledger = subject.ledger();
    let mut page = Page::new(width);
    head(&mut page, subject);
    page.blank();
    for (i, column) in ledger.columns.iter().enumerate() {
        let corpus = subject.corpus(column.article.member);
        let article = corpus.article(column.article.id);
        let twins = ledger.columns.iter().enumerate().filter(|(n, c)| *n != i && c.shares_origin(column));
        let twin = |(n, c): (usize, &Column)| {
            let corpus = subject.corpus(c.article.member);
            format!("{} {}", words::superscript(n + 1), corpus.str(corpus.article(c.article.id).id))
        };
        let twins: Vec<String> = twins.map(twin).collect();
        let with = if twins.is_empty() { String::new() } else { format!(" · one origin with {}", twins.join(", ")) };
        let online =
            publication::online(corpus, article, false).map(|online| format!(", {online}")).unwrap_or_default();
        let draft = words::draft_origin(corpus, article).map(|origin| format!(" · {origin}")).unwrap_or_default();
        let text = format!("{}: {}{with}{draft}{online}", corpus.str(article.id), words::source(corpus, article));
        page.put(&format!("{} ", words::superscript(i + 1)), "  ", &text);
    }
    for (at, row) in ledger.rows.iter().enumerate() {
        page.blank();
        let origins = match row.verdict {
            None | Some(Verdict::Single) => String::new(),
            Some(_) => format!(" ({})", words::count(row.origins, "origin")),
        };
        let draft = why::with_drafts(row).map(|draft| format!(" · {draft}")).unwrap_or_default();
        let verdict = format!("{} {}{origins}{draft}", why::signs(row), why::verdict(subject, row));
        page.put("", "  ", &format!("{}  {verdict}", words::row(subject.facet_word(row), row.party)));
        if let Some(reasons) = subject.why(at).filter(|_| reasons) {
            page.put("  why: ", "    ", &why::why(subject, row, &reasons));
        }
        for (i, cell) in row.cells.iter().enumerate() {
            for &claim in cell {
                let corpus = subject.corpus(claim.member);
                let record = subject.claim(claim);
                let account = corpus.account(record.account);
                let summary = if corpus.is_summary(account) { SUMMARY } else { "" };
                let number = corpus.passage(account.passage).number;
                let first = format!("  {} ¶{number}{summary} ", words::superscript(i + 1));
                let of_account = corpus.given(account.hedge).map(|hedge| format!("  [hedge: {hedge}]"));
                let text = format!("{}{}", claim_text(corpus, record), of_account.unwrap_or_default());
                page.put(&first, "       ", &text);
                annotated(&mut page, "       ", &annotations::on(corpus, Annotated::Claim(claim.id)));
            }
        }
        for line in silence::lines(subject, row) {
            page.line(&format!("  {line}"));
        }
    }
    notes(&mut page, notes_on(subject));
    page.out
}

/// `parallax compare ID`: for each article the passages about the incident, with their claims.
pub fn compare(subject: &Subject, width: usize) -> String {
    let ledger = subject.ledger();
    let mut page = Page::new(width);
    head(&mut page, subject);
    for (i, column) in ledger.columns.iter().enumerate() {
        let corpus = subject.corpus(column.article.member);
        let article = corpus.article(column.article.id);
        page.blank();
        let name = format!("{}: {}", corpus.str(article.id), corpus.str(article.title));
        page.put(&format!("{} ", words::superscript(i + 1)), "  ", &name);
        for &account in &column.accounts {
            let account = subject.account(account);
            let passage = corpus.passage(account.passage);
            let body = passage.text.map_or(corpus.str(passage.digest), |t| corpus.str(t));
            let summary = if corpus.is_summary(account) { SUMMARY } else { "" };
            page.put(&format!("  ¶{}{summary} ", passage.number), "     ", body);
            if let Some(hedge) = corpus.given(account.hedge) {
                page.put("     hedge: ", "       ", hedge);
            }
            for claim in corpus.claims_in(account.claims) {
                let mark = ledger.row_of(claim).map_or_else(|| "-".to_owned(), why::signs);
                let facet = words::row(corpus.facet_word(claim.facet), claim.party());
                let claim = format!("{facet}: {}", claim_text(corpus, claim));
                page.put(&format!("     {mark} "), "       ", &claim);
            }
        }
    }
    page.out
}
