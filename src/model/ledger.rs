//! The ledger of a subject: rows are facets, columns are articles, each row has a verdict. Knows nothing of display.
//!
//! Claims of several members are compared in joint tables ([`joint`](super::joint)).

use std::collections::BTreeSet;

use super::agreement::{FigureShare, Statement};
use super::class::Scales;
pub use super::column::Column;
use super::column::columns_of;
use super::compared::{Bearing, ComparedMembers};
use super::corpus::Corpus;
use super::counted;
use super::facet::Facet;
use super::figure::{Figure, Party};
use super::id::{ArticleId, ClaimId, Id, In, IncidentId, NameId};
use super::incident::{Claim, Scope, Value};
use super::joint::Joint;
use super::rule::Rule;
use super::topic::Topic;
use super::verdict::{Disputed, OverallVerdict, Verdict, Weighing};
use super::why::{Weighed, Why};

/// All claims about one incident or name, by facet and article.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// One column per article with an account, by member, in the order of the corpus. Of the articles of one origin only
    /// the one with most claims is in that order; the others follow at the end.
    pub columns: Vec<Column>,
    /// One row per facet with a claim; figures have a row per party.
    pub rows: Vec<LedgerRow>,
}

/// The claims of all articles about one facet.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// The facet.
    pub facet: Facet,
    /// Whom a figure counts; [`Party::Victims`] for other facets.
    pub party: Party,
    /// One cell per column: its claims, those of summaries last.
    pub cells: Vec<Vec<In<ClaimId>>>,
    /// The verdict; `None` if no claim is weighed.
    pub verdict: Option<Verdict>,
    /// Whether the facet defines the incident, so that no claim is weighed.
    pub defined: bool,
    /// The minimum of all figures, denied and joint ones included; `None` if a figure is open below.
    pub min: Option<u32>,
    /// The maximum of all figures, denied and joint ones included; `None` if a figure is open above.
    pub max: Option<u32>,
    /// Number of independent origins behind the verdict.
    pub origins: usize,
    /// The verdict of all claims, drafts included; `None` without drafts.
    pub draft: Option<DraftVerdict>,
    /// The articles whose statements exclude each other, or assert and only suspect the same value. Two articles that
    /// carry one text are both listed if one says what the other excludes.
    pub inconsistent: Vec<In<ArticleId>>,
}

/// What the claims about one facet say together if drafts are taken for what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftVerdict {
    /// The verdict, inconsistencies inside one origin included.
    pub verdict: Verdict,
    /// Number of independent origins behind it.
    pub origins: usize,
}

impl LedgerRow {
    /// Whether only drafts are weighed in it.
    pub fn is_all_draft(&self) -> bool {
        self.verdict.is_none() && self.draft.is_some()
    }

    /// The verdict for sorting out the most severe: [`Verdict::Inconsistent`] unless the row is in conflict.
    pub fn severity(&self) -> Option<Verdict> {
        let inside = (!self.inconsistent.is_empty()).then_some(Verdict::Inconsistent);
        self.verdict.max(inside)
    }

    /// The verdict that stands for the row on screen: [`LedgerRow::severity`], or the draft verdict if all is a draft.
    pub fn shown(&self) -> Option<Verdict> {
        self.severity().or_else(|| self.draft_severity())
    }

    /// The same with drafts.
    fn draft_severity(&self) -> Option<Verdict> {
        self.draft.map(|draft| draft.verdict).or_else(|| self.severity())
    }
}

impl Ledger {
    /// The ledger of members; the scope is that of the first.
    pub fn of(members: &[(&Corpus, Topic)]) -> Self {
        Self::with_bearings(members, &[])
    }

    /// The ledger of members whose claims bear on each other so.
    pub fn with_bearings(members: &[(&Corpus, Topic)], bearings: &[Bearing]) -> Self {
        let compared = &ComparedMembers { members, bearings };
        let mut columns: Vec<Column> = Vec::new();
        for (member, &(corpus, topic)) in compared.iter().enumerate() {
            let joint = compared.bearing(member as u16).origin();
            columns.extend(columns_of(corpus, topic, member as u16, joint));
        }
        let joint = Joint::new(compared);
        let rows = facets(compared, &joint)
            .into_iter()
            .flat_map(|facet| {
                let parties: &[Party] = if facet.is_figure() { &Party::ALL } else { &[Party::Victims] };
                parties.iter().map(move |&party| (facet, party))
            })
            .filter_map(|(facet, party)| row(compared, &joint, &columns, facet, party))
            .collect();
        Self { columns, rows }
    }

    /// The ledger of one incident of one corpus.
    pub fn of_incident(corpus: &Corpus, incident: IncidentId) -> Self {
        Self::of(&[(corpus, Topic::Incident(incident))])
    }

    /// The ledger of one name of one corpus.
    pub fn of_name(corpus: &Corpus, name: NameId) -> Self {
        Self::of(&[(corpus, Topic::Name(name))])
    }

    /// The row of `facet`; for figures the one of victims.
    pub fn row(&self, facet: Facet) -> Option<&LedgerRow> {
        self.rows.iter().find(|r| r.facet == facet && r.party == Party::Victims)
    }

    /// The row of the facet of a claim.
    pub fn row_of(&self, claim: &Claim) -> Option<&LedgerRow> {
        self.rows.iter().find(|r| r.facet == claim.facet && r.party == claim.party())
    }

    /// The most severe verdict of all rows: conflict, inconsistent, compatible, same; `Single` if no facet has two origins.
    /// `None` if all claims are drafts.
    pub fn verdict(&self) -> Option<Verdict> {
        let weighed = self.rows.iter().filter_map(LedgerRow::severity).max();
        let all_draft = self.rows.iter().any(LedgerRow::is_all_draft);
        weighed.or_else(|| (!all_draft).then_some(Verdict::Single))
    }

    /// The most severe draft verdict of all rows that have drafts, those without at their verdict; `None` without drafts.
    pub fn draft_verdict(&self) -> Option<Verdict> {
        self.rows.iter().any(|row| row.draft.is_some()).then_some(())?;
        self.rows.iter().filter_map(LedgerRow::draft_severity).max()
    }

    /// The most severe verdict, confirmed and in draft, each with the facets that have it.
    pub fn overall(&self) -> OverallVerdict {
        OverallVerdict {
            confirmed: self.verdict().map(|verdict| self.disputed(verdict, LedgerRow::severity)),
            draft: self.draft_verdict().map(|verdict| self.disputed(verdict, LedgerRow::draft_severity)),
        }
    }

    fn disputed(&self, verdict: Verdict, of: fn(&LedgerRow) -> Option<Verdict>) -> Disputed {
        let is_disputed = verdict >= Verdict::Inconsistent;
        let has = |row: &&LedgerRow| is_disputed && of(row) == Some(verdict);
        let mut facets: Vec<Facet> = self.rows.iter().filter(has).map(|row| row.facet).collect();
        facets.dedup();
        Disputed { verdict, facets: facets.into() }
    }

    /// Why the verdict of a row is what it is. `compared` are the members that the ledger is of.
    pub(super) fn why(&self, compared: &ComparedMembers<'_, '_>, row: usize) -> Option<Why> {
        let (joint, row) = (Joint::new(compared), self.rows.get(row)?);
        let kind = (row.facet, row.party);
        let (stated, aside) = stated(compared, &joint, &self.columns, (kind, &row.cells), row.is_all_draft());
        Some(Why::of(&scales(compared, &joint, row.facet), &stated, aside))
    }
}

impl Corpus {
    /// The [`Ledger::verdict`] of an incident, computed on first use. `None` if all that is said is a draft.
    pub fn verdict(&self, incident: IncidentId) -> Option<Verdict> {
        self.overall(incident).confirmed.as_ref().map(|of| of.verdict)
    }

    /// The [`Ledger::draft_verdict`] of an incident, computed on first use.
    pub fn draft_verdict(&self, incident: IncidentId) -> Option<Verdict> {
        self.overall(incident).draft.as_ref().map(|of| of.verdict)
    }

    /// The verdicts of an incident, confirmed and in draft, computed on first use: each with the facets in conflict or,
    /// without a conflict, those on which an origin is inconsistent.
    pub fn overall(&self, incident: IncidentId) -> &OverallVerdict {
        self.verdicts[incident.index()].get_or_init(|| Ledger::of_incident(self, incident).overall())
    }

    /// The [`Ledger::verdict`] of a name, computed on first use.
    pub fn name_verdict(&self, name: NameId) -> Option<Verdict> {
        let overall = self.name_verdicts[name.index()].get_or_init(|| Ledger::of_name(self, name).overall());
        overall.confirmed.as_ref().map(|of| of.verdict)
    }
}

/// The facets of all claims, the built-in ones first.
fn facets(compared: &ComparedMembers<'_, '_>, joint: &Joint<'_>) -> BTreeSet<Facet> {
    let of_member = |(member, &(corpus, topic)): (usize, &(&Corpus, Topic))| {
        let accounts = corpus.accounts_in(corpus.accounts_about(topic)).iter();
        let claims = accounts.flat_map(|account| corpus.claims_in(account.claims));
        claims.map(|claim| joint.facet(member as u16, claim.facet)).collect::<BTreeSet<Facet>>()
    };
    compared.iter().enumerate().flat_map(of_member).collect()
}

/// What the statements about a facet are weighed by. The scope is that of the first member.
fn scales<'j>(compared: &ComparedMembers<'_, '_>, joint: &'j Joint<'_>, facet: Facet) -> Scales<'j> {
    let scope = match compared.first() {
        // What a corpus declares says for itself whether it has one value.
        Some(&(_, Topic::Name(_))) if matches!(facet, Facet::Declared(_)) => Scope::Single,
        Some(&(corpus, topic)) => corpus.scope_of(topic),
        None => Scope::Single,
    };
    Scales { facet, scope, names: joint.names() }
}

/// The statements of the claims in these cells of a row, and the claims that are not weighed: those of summaries, and those that
/// are marked as being of something else, and drafts unless they are wanted. What counts attackers too bounds the victims.
fn stated<'c>(
    compared: &ComparedMembers<'_, 'c>,
    joint: &Joint<'_>,
    columns: &[Column],
    (kind, cells): ((Facet, Party), &[Vec<In<ClaimId>>]),
    with_drafts: bool,
) -> (Vec<Weighed<'c>>, Vec<(In<ClaimId>, Rule)>) {
    let (mut stated, mut aside): (Vec<Weighed>, Vec<(In<ClaimId>, Rule)>) = (Vec::new(), Vec::new());
    for (cell, column) in cells.iter().zip(columns) {
        let (corpus, _) = compared[usize::from(column.article.member)];
        let is_part = compared.bearing(column.article.member).is_part;
        let weighs = if with_drafts { Corpus::is_weighed_in_draft } else { Corpus::is_weighed };
        for &id in cell {
            let claim = corpus.claim(id.id);
            let account = corpus.account(claim.account);
            if corpus.is_summary(account) {
                aside.push((id, Rule::Summary));
            } else if is_part {
                aside.push((id, Rule::LinkedPart));
            } else if weighs(corpus, claim) {
                let origin = if with_drafts { corpus.origin_in_draft(column.article.id) } else { column.origin };
                stated.push((id, joint.statement(id.member, Statement::of(claim, origin))));
            } else {
                let is_draft = claim.drafted.is_some() && corpus.is_weighed_in_draft(claim);
                aside.push((id, if is_draft { Rule::Draft } else { Rule::Aside }));
            }
        }
    }
    // Bounds decide nothing among themselves.
    if !stated.is_empty() && kind.1 == Party::Victims && counted::counts_harmed(kind.0) {
        for (_, column) in cells.iter().zip(columns).filter(|(cell, _)| cell.is_empty()) {
            let (member, (corpus, _)) = (column.article.member, compared[usize::from(column.article.member)]);
            let accounts = column.accounts.iter().map(|id| corpus.account(id.id)).filter(|a| !corpus.is_summary(a));
            let weighs = if with_drafts { Corpus::is_weighed_in_draft } else { Corpus::is_weighed };
            let claims = accounts.flat_map(|account| account.claims.ids()).map(|id| (id, corpus.claim(id)));
            let is_part = compared.bearing(member).is_part;
            for (id, claim) in claims.filter(|(_, claim)| !is_part && claim.facet == kind.0 && weighs(corpus, claim)) {
                let origin = if with_drafts { corpus.origin_in_draft(column.article.id) } else { column.origin };
                let bound = counted::bound(claim, joint.statement(member, Statement::of(claim, origin)));
                stated.extend(bound.map(|bound| (In { member, id }, bound)));
            }
        }
    }
    let mut statements: Vec<Statement> = stated.iter().map(|(_, s)| *s).collect();
    joint.name_speakers(&mut statements);
    let stated = stated.into_iter().zip(statements).map(|((id, _), s)| (id, s)).collect();
    (stated, aside)
}

fn row(
    compared: &ComparedMembers<'_, '_>,
    joint: &Joint<'_>,
    columns: &[Column],
    facet: Facet,
    party: Party,
) -> Option<LedgerRow> {
    let mut cells: Vec<Vec<In<ClaimId>>> = columns
        .iter()
        .map(|column| {
            let member = column.article.member;
            let fits = |claim: &Claim| joint.facet(member, claim.facet) == facet && claim.party() == party;
            column.claims(compared[usize::from(member)].0, &fits)
        })
        .collect();
    if cells.iter().all(Vec::is_empty) {
        return None;
    }
    // What counts all, and all are victims, stands beside the victims of others.
    if party == Party::Victims && counted::counts_harmed(facet) {
        for (cell, column) in cells.iter_mut().zip(columns).filter(|(cell, _)| cell.is_empty()) {
            let (corpus, _) = compared[usize::from(column.article.member)];
            *cell = column.claims(corpus, &|claim| claim.facet == facet && counted::is_all_victims(corpus, claim));
        }
    }
    let weighed = |with_drafts| stated(compared, joint, columns, ((facet, party), &cells), with_drafts).0;
    let stated = weighed(false);
    let statements: Vec<Statement> = stated.iter().map(|(_, s)| *s).collect();
    let defines = |(member, &(corpus, topic)): (usize, &(&Corpus, Topic))| {
        let incident = topic.incident().map(|id| corpus.incident(id));
        incident.is_some_and(|i| i.defined_by.iter().any(|&own| joint.facet(member as u16, own) == facet))
    };
    let defined = compared.iter().enumerate().any(defines);
    let scales = scales(compared, joint, facet);
    let weighing = scales.weigh(&statements);
    let is_draft = |&id: &In<ClaimId>| compared[usize::from(id.member)].0.claim(id.id).drafted.is_some();
    let draft = (!defined && cells.iter().flatten().any(is_draft)).then(|| {
        let all: Vec<Statement> = weighed(true).iter().map(|(_, s)| *s).collect();
        let Weighing { verdict, origins, inconsistent } = scales.weigh(&all);
        let inside = (!inconsistent.is_empty()).then_some(Verdict::Inconsistent);
        verdict.max(inside).map(|verdict| DraftVerdict { verdict, origins })
    });
    let Weighing { verdict, origins, inconsistent } = if defined { Weighing::default() } else { weighing };
    let mut articles: Vec<In<ArticleId>> = inconsistent
        .into_iter()
        .map(|at| {
            let (claim, _) = stated[at];
            let (corpus, _) = compared[usize::from(claim.member)];
            claim.with(corpus.article_of(corpus.account(corpus.claim(claim.id).account)))
        })
        .collect();
    articles.sort_unstable();
    articles.dedup();
    let figures: Vec<Figure> = statements
        .iter()
        .filter(|s| s.share != FigureShare::OfAll)
        .filter_map(|s| match s.value {
            Value::Figure(figure) => Some(figure),
            _ => None,
        })
        .collect();
    let bound = |of: fn(&Figure) -> Option<u32>| figures.iter().map(of).collect::<Option<Vec<u32>>>();
    Some(LedgerRow {
        facet,
        party,
        verdict,
        defined,
        min: bound(|f| f.min).and_then(|all| all.into_iter().min()),
        max: bound(|f| f.max).and_then(|all| all.into_iter().max()),
        origins,
        draft: draft.flatten(),
        inconsistent: articles,
        cells,
    })
}
