//! The ledger of a subject: facets down, articles across, a verdict per facet.
//!
//! Claims of several members are compared by the words behind their ids ([`joint`](super::joint)).

use super::corpus::Corpus;
use super::figure::{Figure, Party};
use super::id::{AccountId, ArticleId, ClaimId, Id, In, IncidentId, OriginId};
use super::incident::{Claim, Facet, Scope, Value};
use super::joint::Joint;
use super::verdict::{Statement, Verdict, verdict};

/// All claims about one incident, arranged for comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// One column per article that says anything, by member and in the order of its corpus. Of articles of one origin
    /// the one with most claims comes in that order, the others after all independent ones.
    pub columns: Vec<Column>,
    /// One row per facet that any source speaks of; figures have a row per party counted.
    pub rows: Vec<LedgerRow>,
}

/// What one article says.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The article.
    pub article: In<ArticleId>,
    /// Its origin in the member's corpus; columns of one member and origin are one voice.
    pub origin: OriginId,
    /// Its accounts, in order of passage.
    pub accounts: Vec<In<AccountId>>,
}

impl Column {
    /// Whether both columns are of one origin.
    pub fn shares_origin(&self, other: &Self) -> bool {
        (self.article.member, self.origin) == (other.article.member, other.origin)
    }
}

/// What all articles say about one facet.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// The facet.
    pub facet: Facet,
    /// Whom a figure counts; [`Party::Victims`] where the facet is no figure.
    pub party: Party,
    /// One cell per column: the claims made there, those of summaries last.
    pub cells: Vec<Vec<In<ClaimId>>>,
    /// Whether the articles agree. `None` when only a site's own summary speaks.
    pub verdict: Option<Verdict>,
    /// The least that any source's figure can mean; `None` if some figure is open below.
    pub min: Option<u32>,
    /// The most that any source's figure can mean; `None` if some figure is open above.
    pub max: Option<u32>,
    /// How many origins speak.
    pub origins: usize,
}

/// What is compared: each member's corpus with the incident in it.
type Told<'c> = [(&'c Corpus, IncidentId)];

impl Ledger {
    /// The ledger of what these members tell; the scope is that of the first.
    pub fn of(told: &Told<'_>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for (member, &(corpus, incident)) in told.iter().enumerate() {
            columns.extend(columns_of(corpus, incident, member as u16));
        }
        let joint = Joint::new(told);
        let rows = Facet::ALL
            .iter()
            .flat_map(|&facet| {
                let parties: &[Party] = if facet.is_figure() { &Party::ALL } else { &[Party::Victims] };
                parties.iter().map(move |&party| (facet, party))
            })
            .filter_map(|(facet, party)| row(told, &joint, &columns, facet, party))
            .collect();
        Self { columns, rows }
    }

    /// The ledger of one incident of one corpus.
    pub fn of_incident(corpus: &Corpus, incident: IncidentId) -> Self {
        Self::of(&[(corpus, incident)])
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

impl Corpus {
    /// The gravest verdict on an incident's facets, as [`Ledger::verdict`] gives it; computed when first asked for.
    pub fn verdict(&self, incident: IncidentId) -> Verdict {
        *self.verdicts[incident.index()].get_or_init(|| Ledger::of_incident(self, incident).verdict())
    }
}

/// The columns of one member. Of articles of one origin the one with most claims comes in order, the others last.
fn columns_of(corpus: &Corpus, incident: IncidentId, member: u16) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for id in corpus.incident(incident).accounts.ids() {
        let account = corpus.account(id);
        let article = corpus.article_of(account);
        let id = In { member, id };
        match columns.iter_mut().find(|c| c.article.id == article) {
            Some(column) => column.accounts.push(id),
            None => columns.push(Column {
                article: In { member, id: article },
                origin: corpus.article(article).origin,
                accounts: vec![id],
            }),
        }
    }
    columns.sort_by_key(|c| c.article);
    let claims = |c: &Column| c.accounts.iter().map(|a| corpus.account(a.id).claims.len()).sum::<usize>();
    let echoes: Vec<bool> = columns
        .iter()
        .map(|c| {
            let telling = |other: &&Column| other.origin == c.origin;
            columns.iter().rev().filter(telling).max_by_key(|o| claims(o)).is_some_and(|o| o.article != c.article)
        })
        .collect();
    let mut order: Vec<(bool, Column)> = echoes.into_iter().zip(columns).collect();
    order.sort_by_key(|(echo, _)| *echo);
    order.into_iter().map(|(_, column)| column).collect()
}

fn row(told: &Told<'_>, joint: &Joint<'_>, columns: &[Column], facet: Facet, party: Party) -> Option<LedgerRow> {
    let fits = |claim: &Claim| {
        claim.facet == facet
            && match claim.value {
                Value::Figure(figure) => figure.party == party,
                _ => party == Party::Victims,
            }
    };
    let cells: Vec<Vec<In<ClaimId>>> = columns
        .iter()
        .map(|column| {
            let (corpus, _) = told[usize::from(column.article.member)];
            let is_summary = |id: ClaimId| corpus.is_summary(corpus.account(corpus.claim(id).account));
            let accounts = column.accounts.iter().map(|a| corpus.account(a.id));
            let mut claims: Vec<ClaimId> =
                accounts.flat_map(|a| a.claims.ids()).filter(|&id| fits(corpus.claim(id))).collect();
            claims.sort_by_key(|&id| (is_summary(id), id.index()));
            claims.into_iter().map(|id| column.article.with(id)).collect()
        })
        .collect();
    if cells.iter().all(Vec::is_empty) {
        return None;
    }
    let mut statements: Vec<Statement> = Vec::new();
    for (cell, column) in cells.iter().zip(columns) {
        let (corpus, _) = told[usize::from(column.article.member)];
        for id in cell {
            let claim = corpus.claim(id.id);
            if !corpus.is_summary(corpus.account(claim.account)) {
                statements.push(joint.statement(id.member, Statement::of(claim, column.origin)));
            }
        }
    }
    let mut origins: Vec<OriginId> = statements.iter().map(|s| s.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    let figures: Vec<Figure> = statements
        .iter()
        .filter_map(|s| match s.value {
            Value::Figure(figure) => Some(figure),
            _ => None,
        })
        .collect();
    let bound = |of: fn(&Figure) -> Option<u32>| figures.iter().map(of).collect::<Option<Vec<u32>>>();
    let scope = told.first().map_or(Scope::Single, |&(corpus, incident)| corpus.incident(incident).scope);
    Some(LedgerRow {
        facet,
        party,
        verdict: verdict(facet, scope, &statements, joint.names()),
        min: bound(|f| f.min).and_then(|all| all.into_iter().min()),
        max: bound(|f| f.max).and_then(|all| all.into_iter().max()),
        origins: origins.len(),
        cells,
    })
}
