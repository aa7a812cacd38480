//! One incident's ledger and its passages by article, as JSON.

use serde::Serialize;

use super::incident::{ClaimJson, RowJson, claim, row};
use crate::model::ledger::Ledger;
use crate::model::{Corpus, IncidentId};

/// The ledger of one incident, as `ledger --format json` gives it: rows with their cells.
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
    row: RowJson,
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
pub fn ledger(corpus: &Corpus, id: IncidentId) -> LedgerJson<'_> {
    let record = corpus.incident(id);
    let ledger = Ledger::of(corpus, id);
    let coverage = corpus.coverage(record);
    let cell = |id: &crate::model::ClaimId| {
        let record = corpus.claim(*id);
        let account = corpus.account(record.account);
        CellJson {
            passage: corpus.passage(account.passage).number,
            summary: corpus.is_summary(account),
            claim: claim(corpus, record),
        }
    };
    LedgerJson {
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        accounts: coverage.accounts,
        articles: coverage.articles,
        origins: coverage.origins,
        verdict: ledger.verdict().word(),
        columns: ledger
            .columns
            .iter()
            .map(|c| ColumnJson { article: corpus.str(corpus.article(c.article).id), origin: corpus.origin(c.origin) })
            .collect(),
        rows: ledger
            .rows
            .iter()
            .map(|r| LedgerRowJson {
                row: row(r),
                cells: r.cells.iter().map(|c| c.iter().map(cell).collect()).collect(),
            })
            .collect(),
    }
}

/// The accounts of one incident by article, as `compare --format json` gives them.
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
pub fn compare(corpus: &Corpus, id: IncidentId) -> CompareJson<'_> {
    let record = corpus.incident(id);
    let passage = |account: crate::model::AccountId| {
        let account = corpus.account(account);
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
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        columns: Ledger::of(corpus, id)
            .columns
            .iter()
            .map(|c| CompareColumnJson {
                article: corpus.str(corpus.article(c.article).id),
                origin: corpus.origin(c.origin),
                passages: c.accounts.iter().map(|&a| passage(a)).collect(),
            })
            .collect(),
    }
}
