//! JSON of the ledger of an incident, and of its passages by article.

use serde::Serialize;

use super::super::disputed;
use super::claim::{ClaimJson, claim_of};
use super::incident::{RowJson, row_of};
use super::member::{LinkedJson, LinkedRows, linked};
use crate::model::agreement::Agreement;
use crate::model::ledger::{Column, LedgerRow};
use crate::model::silence::Silence;
use crate::model::why::Held;
use crate::model::{AccountId, ArticleId, ClaimId, In, Subject, Verdict};
use crate::present::{silence, why as present};

/// The document of `ledger --format json`: rows with their cells.
#[derive(Debug, Serialize)]
pub struct LedgerJson<'c> {
    id: &'c str,
    title: &'c str,
    accounts: usize,
    articles: usize,
    origins: usize,
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft_verdict: Option<&'static str>,
    conflict_facets: Vec<String>,
    inconsistent_facets: Vec<String>,
    columns: Vec<ColumnJson<'c>>,
    rows: Vec<LedgerRowJson<'c>>,
    /// What links say of it; omitted if none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    linked: Option<LinkedJson<'c>>,
}

#[derive(Debug, Serialize)]
struct ColumnJson<'c> {
    article: &'c str,
    origin: &'c str,
    /// What an empty cell means, where it is not that the article does not give it; left out where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<UnreadJson>,
}

/// Of an article that nobody has read to the end: what it means that it makes no claim.
#[derive(Debug, Serialize)]
struct UnreadJson {
    /// `nothing confirmed` or `nothing drafted`.
    silence: &'static str,
    /// How many claims of it are drafts.
    draft_claims: usize,
}

impl UnreadJson {
    fn of(subject: &Subject, article: In<ArticleId>) -> Option<Self> {
        let silence = subject.silence(article);
        let is_unread = silence != Silence::NotGiven;
        is_unread.then(|| Self { silence: silence::word(silence), draft_claims: silence::drafts(silence) })
    }
}

#[derive(Debug, Serialize)]
struct LedgerRowJson<'c> {
    #[serde(flatten)]
    row: RowJson<'c>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<WhyJson<'c>>,
    cells: Vec<Vec<CellJson<'c>>>,
    /// The sources without a claim in it that count others, or name people without their roles; omitted if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set_apart: Vec<SetApartJson<'c>>,
}

/// A source that says something near what a row is about.
#[derive(Debug, Serialize)]
struct SetApartJson<'c> {
    article: &'c str,
    /// What it says, in words.
    says: String,
}

fn set_apart<'s>(subject: &'s Subject, row: &LedgerRow) -> Vec<SetApartJson<'s>> {
    let empty = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_empty()).map(|(at, _)| at);
    let near = empty.filter(|at| {
        let silence = subject.silence_in(row, *at);
        silence != Silence::NotGiven && !silence.is_unread()
    });
    let said = near.map(|at| SetApartJson {
        article: article_id(subject, subject.ledger().columns[at].article),
        says: silence::in_row(subject, row, at),
    });
    said.collect()
}

fn article_id(subject: &Subject, article: In<ArticleId>) -> &str {
    let corpus = subject.corpus(article.member);
    corpus.str(corpus.article(article.id).id)
}

#[derive(Debug, Serialize)]
struct CellJson<'c> {
    passage: u32,
    summary: bool,
    /// The hedge of its account.
    #[serde(skip_serializing_if = "Option::is_none")]
    account_hedge: Option<&'c str>,
    #[serde(flatten)]
    claim: ClaimJson<'c>,
}

/// Why the verdict of a row is what it is.
#[derive(Debug, Serialize)]
struct WhyJson<'c> {
    sentence: String,
    held: Vec<HeldJson<'c>>,
    inside: Vec<HeldJson<'c>>,
    further: usize,
    not_weighed: Vec<AsideJson<'c>>,
}

#[derive(Debug, Serialize)]
struct HeldJson<'c> {
    agreement: &'static str,
    rule: &'static str,
    sides: Vec<Vec<ReadJson<'c>>>,
}

#[derive(Debug, Serialize)]
struct AsideJson<'c> {
    rule: &'static str,
    #[serde(flatten)]
    claim: ReadJson<'c>,
}

#[derive(Debug, Serialize)]
struct ReadJson<'c> {
    article: &'c str,
    passage: u32,
    words: &'c str,
    read_as: String,
}

fn reasons(subject: &Subject, at: usize) -> Option<WhyJson<'_>> {
    let (row, why) = (subject.ledger().rows.get(at)?, subject.why(at)?);
    let read = |id: &In<ClaimId>| {
        let (corpus, claim) = (subject.corpus(id.member), subject.claim(*id));
        let passage = corpus.passage(corpus.account(claim.account).passage);
        ReadJson {
            article: corpus.str(corpus.article(passage.article).id),
            passage: passage.number,
            words: corpus.str(claim.words),
            read_as: present::reading(corpus, id.id),
        }
    };
    let held = |held: &Held| HeldJson {
        agreement: match held.agreement {
            Agreement::Same => "same",
            Agreement::Compatible => "compatible",
            Agreement::Excluding => "excluding",
        },
        rule: held.rule.word(),
        sides: held.sides.iter().map(|side| side.iter().map(read).collect()).collect(),
    };
    Some(WhyJson {
        sentence: present::why(subject, row, &why),
        held: why.across.iter().map(held).collect(),
        inside: why.inside.iter().map(held).collect(),
        further: why.further,
        not_weighed: why.aside.iter().map(|(id, rule)| AsideJson { rule: rule.word(), claim: read(id) }).collect(),
    })
}

/// One ledger.
pub fn ledger(subject: &Subject) -> LedgerJson<'_> {
    ledger_with(subject, false)
}

/// One ledger with the reasons for each verdict.
pub fn ledger_with_why(subject: &Subject) -> LedgerJson<'_> {
    ledger_with(subject, true)
}

fn ledger_with(subject: &Subject, with_reasons: bool) -> LedgerJson<'_> {
    let ledger = subject.ledger();
    let coverage = subject.coverage();
    let cell = |id: &In<ClaimId>| {
        let corpus = subject.corpus(id.member);
        let record = subject.claim(*id);
        let account = corpus.account(record.account);
        CellJson {
            passage: corpus.passage(account.passage).number,
            summary: corpus.is_summary(account),
            account_hedge: corpus.given(account.hedge),
            claim: claim_of(subject, *id),
        }
    };
    LedgerJson {
        id: subject.member(0).id(),
        title: subject.title(),
        accounts: coverage.accounts,
        articles: coverage.articles,
        origins: coverage.origins,
        verdict: ledger.verdict().map(Verdict::word),
        draft_verdict: ledger.draft_verdict().map(Verdict::word),
        conflict_facets: disputed::in_conflict(subject),
        inconsistent_facets: disputed::inconsistent(subject),
        columns: ledger.columns.iter().map(|c| column(subject, c)).collect(),
        rows: ledger
            .rows
            .iter()
            .enumerate()
            .map(|(at, r)| LedgerRowJson {
                row: row_of(subject, r),
                why: if with_reasons { reasons(subject, at) } else { None },
                cells: r.cells.iter().map(|c| c.iter().map(cell).collect()).collect(),
                set_apart: set_apart(subject, r),
            })
            .collect(),
        linked: linked(subject, LinkedRows::OfMembers),
    }
}

fn column<'s>(subject: &'s Subject, column: &Column) -> ColumnJson<'s> {
    let corpus = subject.corpus(column.article.member);
    ColumnJson {
        article: corpus.str(corpus.article(column.article.id).id),
        origin: subject.origin_name(column),
        unread: UnreadJson::of(subject, column.article),
    }
}

/// The document of `compare --format json`: accounts by article.
#[derive(Debug, Serialize)]
pub struct CompareJson<'c> {
    id: &'c str,
    title: &'c str,
    columns: Vec<CompareColumnJson<'c>>,
    /// The articles that report it and are not compared; omitted if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<&'c str>,
    /// What links say of it; omitted if none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    linked: Option<LinkedJson<'c>>,
}

#[derive(Debug, Serialize)]
struct CompareColumnJson<'c> {
    article: &'c str,
    origin: &'c str,
    /// What it means that it makes no claim, where it is not that the article does not give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<UnreadJson>,
    passages: Vec<ComparePassageJson<'c>>,
}

#[derive(Debug, Serialize)]
struct ComparePassageJson<'c> {
    n: u32,
    digest: &'c str,
    text: Option<&'c str>,
    anchor: &'static str,
    /// Whether it is a site's own summary of its article.
    summary: bool,
    hedge: Option<&'c str>,
    claims: Vec<ClaimJson<'c>>,
}

/// One comparison of all articles that report it.
pub fn compare(subject: &Subject) -> CompareJson<'_> {
    let all: Vec<In<ArticleId>> = subject.ledger().columns.iter().map(|column| column.article).collect();
    comparison(subject, &all)
}

/// One comparison of these articles; one that does not report the subject has no passages.
pub fn comparison<'s>(subject: &'s Subject, articles: &[In<ArticleId>]) -> CompareJson<'s> {
    let passage = |id: In<AccountId>| {
        let corpus = subject.corpus(id.member);
        let account = subject.account(id);
        let passage = corpus.passage(account.passage);
        ComparePassageJson {
            n: passage.number,
            digest: corpus.str(passage.digest),
            text: passage.text.map(|t| corpus.str(t)),
            anchor: passage.state.word(),
            summary: corpus.is_summary(account),
            hedge: corpus.given(account.hedge),
            claims: account.claims.ids().map(|claim| claim_of(subject, id.with(claim))).collect(),
        }
    };
    let all = &subject.ledger().columns;
    let named = |article: In<ArticleId>| article_id(subject, article);
    let compared = |&article: &In<ArticleId>| {
        let corpus = subject.corpus(article.member);
        let column = all.iter().find(|column| column.article == article);
        let own = || corpus.origin(corpus.article(article.id).origin);
        let accounts = column.map_or(&[][..], |column| &column.accounts);
        CompareColumnJson {
            article: named(article),
            origin: column.map_or_else(own, |column| subject.origin_name(column)),
            unread: UnreadJson::of(subject, article),
            passages: accounts.iter().map(|&account| passage(account)).collect(),
        }
    };
    let left_out = all.iter().map(|column| column.article).filter(|article| !articles.contains(article));
    CompareJson {
        id: subject.member(0).id(),
        title: subject.title(),
        columns: articles.iter().map(compared).collect(),
        left_out: left_out.map(named).collect(),
        linked: linked(subject, LinkedRows::OfMembers),
    }
}
