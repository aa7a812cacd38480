//! The ledger of an incident: facets down, articles across, a verdict per facet.

use super::corpus::Corpus;
use super::figure::Party;
use super::id::{AccountId, ArticleId, ClaimId, Id, IncidentId, OriginId};
use super::incident::{Claim, Facet, Value};
use super::verdict::{Statement, Verdict, verdict};

/// All claims about one incident, arranged for comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The incident.
    pub incident: IncidentId,
    /// One column per article that says anything, in the corpus's order. Of articles of one origin the most
    /// telling comes in that order, the others after all independent voices.
    pub columns: Vec<Column>,
    /// One row per facet that anybody speaks of; figures have a row per party counted.
    pub rows: Vec<LedgerRow>,
}

/// What one article says.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The article.
    pub article: ArticleId,
    /// Its origin; columns of one origin speak with one voice.
    pub origin: OriginId,
    /// Its accounts, in order of passage.
    pub accounts: Vec<AccountId>,
}

/// What all articles say about one facet.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// The facet.
    pub facet: Facet,
    /// Whom a figure counts; [`Party::Victims`] where the facet is no figure.
    pub party: Party,
    /// One cell per column: the claims made there, those of summaries last.
    pub cells: Vec<Vec<ClaimId>>,
    /// Whether the articles agree. `None` when only a site's own summary speaks.
    pub verdict: Option<Verdict>,
    /// The least that any source's figure can mean; `None` if some figure is open below.
    pub min: Option<u32>,
    /// The most that any source's figure can mean; `None` if some figure is open above.
    pub max: Option<u32>,
    /// How many origins speak.
    pub origins: usize,
}

impl Ledger {
    /// The ledger of `incident`.
    pub fn of(corpus: &Corpus, incident: IncidentId) -> Self {
        let record = corpus.incident(incident);
        let mut columns: Vec<Column> = Vec::new();
        for id in record.accounts.ids() {
            let account = corpus.account(id);
            let article = corpus.article_of(account);
            match columns.iter_mut().find(|c| c.article == article) {
                Some(column) => column.accounts.push(id),
                None => columns.push(Column { article, origin: corpus.article(article).origin, accounts: vec![id] }),
            }
        }
        columns.sort_by_key(|c| c.article);
        let claims = |c: &Column| c.accounts.iter().map(|&a| corpus.account(a).claims.len()).sum::<usize>();
        let echoes: Vec<bool> = columns
            .iter()
            .map(|c| {
                let telling = |other: &&Column| other.origin == c.origin;
                columns.iter().rev().filter(telling).max_by_key(|o| claims(o)).is_some_and(|o| o.article != c.article)
            })
            .collect();
        let mut order: Vec<(bool, Column)> = echoes.into_iter().zip(columns).collect();
        order.sort_by_key(|(echo, _)| *echo);
        let columns: Vec<Column> = order.into_iter().map(|(_, column)| column).collect();
        let rows = Facet::ALL
            .iter()
            .flat_map(|&facet| {
                let parties: &[Party] = if facet.is_figure() { &Party::ALL } else { &[Party::Victims] };
                parties.iter().map(move |&party| (facet, party))
            })
            .filter_map(|(facet, party)| row(corpus, incident, &columns, facet, party))
            .collect();
        Self { incident, columns, rows }
    }

    /// The row of `facet`, of victims where it counts people.
    pub fn row(&self, facet: Facet) -> Option<&LedgerRow> {
        self.rows.iter().find(|r| r.facet == facet && r.party == Party::Victims)
    }

    /// The verdict on the row that a claim stands in.
    pub fn verdict_on(&self, claim: &Claim) -> Option<Verdict> {
        let party = match claim.value {
            Value::Figure(figure) => figure.party,
            _ => Party::Victims,
        };
        self.rows.iter().find(|r| r.facet == claim.facet && r.party == party).and_then(|r| r.verdict)
    }

    /// The gravest verdict of all rows: a conflict, else compatible, else same; `Single` when no facet has
    /// two origins.
    pub fn verdict(&self) -> Verdict {
        self.rows.iter().filter_map(|r| r.verdict).max().unwrap_or(Verdict::Single)
    }
}

fn row(corpus: &Corpus, incident: IncidentId, columns: &[Column], facet: Facet, party: Party) -> Option<LedgerRow> {
    let fits = |id: &ClaimId| {
        let claim = corpus.claim(*id);
        claim.facet == facet
            && match claim.value {
                Value::Figure(figure) => figure.party == party,
                _ => party == Party::Victims,
            }
    };
    let is_summary = |id: ClaimId| corpus.is_summary(corpus.account(corpus.claim(id).account));
    let cells: Vec<Vec<ClaimId>> = columns
        .iter()
        .map(|column| {
            let accounts = column.accounts.iter().map(|&a| corpus.account(a));
            let mut claims: Vec<ClaimId> = accounts.flat_map(|a| a.claims.ids()).filter(fits).collect();
            claims.sort_by_key(|&id| (is_summary(id), id.index()));
            claims
        })
        .collect();
    if cells.iter().all(Vec::is_empty) {
        return None;
    }
    let statements: Vec<Statement> = cells
        .iter()
        .zip(columns)
        .flat_map(|(cell, column)| cell.iter().map(move |&id| (id, column.origin)))
        .filter(|(id, _)| !is_summary(*id))
        .map(|(id, origin)| Statement::of(corpus.claim(id), origin))
        .collect();
    let mut origins: Vec<OriginId> = statements.iter().map(|s| s.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    let figures: Vec<_> = statements
        .iter()
        .filter_map(|s| match s.value {
            Value::Figure(figure) => Some(figure),
            _ => None,
        })
        .collect();
    let bound = |of: fn(&super::figure::Figure) -> Option<u32>| figures.iter().map(of).collect::<Option<Vec<u32>>>();
    Some(LedgerRow {
        facet,
        party,
        verdict: verdict(facet, corpus.incident(incident).scope, &statements, corpus.name_table()),
        min: bound(|f| f.min).and_then(|all| all.into_iter().min()),
        max: bound(|f| f.max).and_then(|all| all.into_iter().max()),
        origins: origins.len(),
        cells,
    })
}
