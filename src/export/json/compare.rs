//! JSON of the ledger of an incident, and of its passages by article.

use serde::Serialize;

use super::incident::{ClaimJson, RowJson, claim, row};
use crate::model::ledger::Column;
use crate::model::{AccountId, ClaimId, In, Subject};

/// The document of `ledger --format json`: rows with their cells.
#[derive(Debug, Serialize)]
pub struct LedgerJson<'c> {
    id: &'c str,
    title: &'c str,
    accounts: usize,
    articles: usize,
    origins: usize,
    verdict: &'static str,
    columns: Vec<ColumnJson<'c>>,
    rows: Vec<LedgerRowJson<'c>>,
}

#[derive(Debug, Serialize)]
struct ColumnJson<'c> {
    article: &'c str,
    origin: &'c str,
}

#[derive(Debug, Serialize)]
struct LedgerRowJson<'c> {
    #[serde(flatten)]
    row: RowJson<'c>,
    cells: Vec<Vec<CellJson<'c>>>,
}

#[derive(Debug, Serialize)]
struct CellJson<'c> {
    passage: u32,
    summary: bool,
    #[serde(flatten)]
    claim: ClaimJson<'c>,
}

/// One ledger.
pub fn ledger(subject: &Subject) -> LedgerJson<'_> {
    let ledger = subject.ledger();
    let coverage = subject.coverage();
    let cell = |id: &In<ClaimId>| {
        let corpus = subject.corpus(id.member);
        let record = subject.claim(*id);
        let account = corpus.account(record.account);
        CellJson {
            passage: corpus.passage(account.passage).number,
            summary: corpus.is_summary(account),
            claim: claim(corpus, record),
        }
    };
    LedgerJson {
        id: subject.member(0).id(),
        title: subject.title(),
        accounts: coverage.accounts,
        articles: coverage.articles,
        origins: coverage.origins,
        verdict: ledger.verdict().word(),
        columns: ledger.columns.iter().map(|c| column(subject, c)).collect(),
        rows: ledger
            .rows
            .iter()
            .map(|r| LedgerRowJson {
                row: row(subject.facet_word(r), r),
                cells: r.cells.iter().map(|c| c.iter().map(cell).collect()).collect(),
            })
            .collect(),
    }
}

fn column<'s>(subject: &'s Subject, column: &Column) -> ColumnJson<'s> {
    let corpus = subject.corpus(column.article.member);
    ColumnJson { article: corpus.str(corpus.article(column.article.id).id), origin: corpus.origin(column.origin) }
}

/// The document of `compare --format json`: accounts by article.
#[derive(Debug, Serialize)]
pub struct CompareJson<'c> {
    id: &'c str,
    title: &'c str,
    columns: Vec<CompareColumnJson<'c>>,
}

#[derive(Debug, Serialize)]
struct CompareColumnJson<'c> {
    article: &'c str,
    origin: &'c str,
    passages: Vec<ComparePassageJson<'c>>,
}

#[derive(Debug, Serialize)]
struct ComparePassageJson<'c> {
    n: u32,
    digest: &'c str,
    text: Option<&'c str>,
    anchor: &'static str,
    claims: Vec<ClaimJson<'c>>,
}

/// One comparison.
pub fn compare(subject: &Subject) -> CompareJson<'_> {
    let passage = |id: In<AccountId>| {
        let corpus = subject.corpus(id.member);
        let account = subject.account(id);
        let passage = corpus.passage(account.passage);
        ComparePassageJson {
            n: passage.number,
            digest: corpus.str(passage.digest),
            text: passage.text.map(|t| corpus.str(t)),
            anchor: passage.state.word(),
            claims: corpus.claims_in(account.claims).iter().map(|c| claim(corpus, c)).collect(),
        }
    };
    CompareJson {
        id: subject.member(0).id(),
        title: subject.title(),
        columns: subject
            .ledger()
            .columns
            .iter()
            .map(|c| {
                let ColumnJson { article, origin } = column(subject, c);
                CompareColumnJson { article, origin, passages: c.accounts.iter().map(|&a| passage(a)).collect() }
            })
            .collect(),
    }
}
