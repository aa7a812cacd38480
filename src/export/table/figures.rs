//! The figures of an incident, by kind and as its sources print them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::kind::{Kind, PrintedFigures};
use super::said::{self, Said, members};
use super::wholes::Wholes;
use crate::model::dataset::ATTACKERS_INCLUDED;
use crate::model::{Claim, Corpus, Facet, Figure, IncidentId, Party, Qualifier, Stance, Subject, Value};
use crate::present::words;

/// The columns in which a figure of that facet and party stands; `None` for a kind that has none.
fn kind(facet: Facet, party: Party) -> Option<Kind> {
    Some(match (facet, party) {
        (Facet::Killed, Party::Attackers) => Kind::AttackersKilled,
        (Facet::Killed, _) => Kind::Killed,
        (Facet::Injured, Party::Attackers) => Kind::AttackersInjured,
        (Facet::Injured, _) => Kind::Injured,
        (Facet::Casualties, Party::Victims | Party::Total) => Kind::Casualties,
        (Facet::Detained, Party::Attackers) => Kind::AttackersDetained,
        (Facet::Detained, _) => Kind::Detained,
        (Facet::Jailed, Party::Attackers) => Kind::AttackersJailed,
        (Facet::Jailed, _) => Kind::Jailed,
        (Facet::Attackers, _) => Kind::Attackers,
        (Facet::Count, _) => Kind::Count,
        _ => return None,
    })
}

fn kind_of(claim: &Claim) -> Option<(Kind, Figure)> {
    match claim.value {
        Value::Figure(figure) => kind(claim.facet, figure.party).map(|kind| (kind, figure)),
        _ => None,
    }
}

/// The figures of a subject by kind.
pub(super) fn of(subject: &Subject, wholes: &Wholes) -> Vec<(Kind, PrintedFigures<'static>)> {
    let mut gathered: Vec<Gathered> = Vec::new();
    for (corpus, incident) in members(subject) {
        let parts = wholes.parts_of(incident);
        for account in corpus.accounts_in(corpus.incident(incident).accounts) {
            for claim in corpus.claims_in(account.claims) {
                let Some((kind, figure)) = kind_of(claim) else { continue };
                let at = match gathered.iter().position(|g| g.kind == kind) {
                    Some(at) => at,
                    None => {
                        gathered.push(Gathered::new(kind));
                        gathered.len() - 1
                    }
                };
                let mut with: BTreeSet<IncidentId> = claim.with.iter().copied().collect();
                // The figure of a series takes in those of its parts.
                if parts.iter().any(|&part| figures_of(corpus, part, kind).any(|own| own.with.is_empty())) {
                    with.extend(parts.iter().filter(|&&part| figures_of(corpus, part, kind).next().is_some()));
                }
                let summary = if corpus.is_summary(account) { "summary" } else { "" };
                let both = if figure.party == Party::Total { ATTACKERS_INCLUDED } else { "" };
                let held = said::listed(&[both.to_owned(), said::holder(corpus, claim), summary.to_owned()]);
                let text = printed(corpus, claim, figure);
                let gathered = &mut gathered[at];
                if with.is_empty() {
                    gathered.said.add(corpus, account, text, held);
                    // A denied figure is no figure of the source.
                    if claim.stance != Stance::Denied && corpus.is_weighed(claim) {
                        gathered.take(claim, figure);
                    }
                } else {
                    gathered.joint.add(corpus, account, text, held);
                    gathered.with.extend(with.iter().map(|&id| corpus.str(corpus.incident(id).id).to_owned()));
                }
            }
        }
    }
    gathered.sort_by_key(|g| g.kind);
    gathered.into_iter().map(|g| (g.kind, g.figures())).collect()
}

/// Figures of kinds without columns, durations, amounts of money and times of day, each with its facet.
pub(super) fn others(subject: &Subject) -> Vec<String> {
    let mut all = Said::default();
    for (corpus, incident) in members(subject) {
        for account in corpus.accounts_in(corpus.incident(incident).accounts) {
            for claim in corpus.claims_in(account.claims) {
                let value = match claim.value {
                    Value::Figure(figure) if kind_of(claim).is_none() => printed(corpus, claim, figure),
                    Value::Quantity(_) if !claim.basis.is_empty() => format!("“{}”", corpus.str(claim.words)),
                    Value::Quantity(_) | Value::Time(_) => words::value(corpus, claim),
                    _ => continue,
                };
                let text = format!("{}: {value}", words::row(corpus.facet_word(claim.facet), claim.party()));
                all.add(corpus, account, text, said::holder(corpus, claim));
            }
        }
    }
    all.texts()
}

/// The claims of an incident about figures of a kind.
fn figures_of(corpus: &Corpus, incident: IncidentId, kind: Kind) -> impl Iterator<Item = &Claim> {
    let accounts = corpus.accounts_in(corpus.incident(incident).accounts).iter();
    let claims = accounts.flat_map(|a| corpus.claims_in(a.claims));
    claims.filter(move |claim| kind_of(claim).is_some_and(|(of, _)| of == kind))
}

/// A figure as its source prints it: the number with its qualifier and whom it counts, the parts of a breakdown, or the
/// words where it prints no number.
pub(super) fn printed(corpus: &Corpus, claim: &Claim, figure: Figure) -> String {
    let one = |figure: Figure, whom| match corpus.given(whom) {
        Some(whom) => format!("{} {whom}", figure.display()),
        None => figure.display(),
    };
    let numbered = |figure: Figure| figure.qualifier != Qualifier::Several;
    let words = || corpus.given(claim.words).map(|words| format!("“{words}”"));
    if !claim.basis.is_empty() || !numbered(figure) {
        words().unwrap_or_else(|| one(figure, claim.whom))
    } else if !claim.summed {
        one(figure, claim.whom)
    } else if claim.parts.iter().all(|(part, _)| numbered(*part)) {
        claim.parts.iter().map(|&(part, whom)| one(part, whom)).collect::<Vec<_>>().join(" + ")
    } else {
        words().unwrap_or_default()
    }
}

/// The figures of one kind under construction.
struct Gathered {
    kind: Kind,
    said: Said,
    joint: Said,
    with: BTreeSet<String>,
    /// The figures that bound, with whether they count attackers too.
    figures: Vec<(Figure, bool)>,
}

impl Gathered {
    fn new(kind: Kind) -> Self {
        Self { kind, said: Said::default(), joint: Said::default(), with: BTreeSet::new(), figures: Vec::new() }
    }

    fn take(&mut self, claim: &Claim, figure: Figure) {
        self.figures.push((figure, claim.is_worked_out()));
    }

    fn figures(self) -> PrintedFigures<'static> {
        // Totals with attackers give the numbers only where no source counts the victims alone.
        let alone = self.figures.iter().any(|(f, _)| f.party != Party::Total);
        let counted: Vec<(Figure, bool)> =
            self.figures.into_iter().filter(|(f, _)| !alone || f.party != Party::Total).collect();
        let (lowest, highest) = lowest_and_highest(&counted);
        let bound = |of: fn(&Figure) -> Option<u32>| counted.iter().map(|(f, _)| of(f)).collect::<Option<Vec<u32>>>();
        PrintedFigures {
            printed: self.said.joined().into(),
            lowest,
            highest,
            derived_min: bound(|f| f.min).and_then(|all| all.into_iter().min()),
            derived_max: bound(|f| f.max).and_then(|all| all.into_iter().max()),
            joint: self.joint.joined().into(),
            joint_with: self.with.into_iter().map(Cow::from).collect(),
        }
    }
}

/// The lowest and highest number printed, of figures each with whether it is worked out.
fn lowest_and_highest(figures: &[(Figure, bool)]) -> (Option<u32>, Option<u32>) {
    let numbers = || {
        let printed = figures.iter().filter(|(_, worked_out)| !worked_out).map(|(f, _)| f.printed());
        printed.flat_map(|(min, max)| [min, max]).flatten()
    };
    (numbers().min(), numbers().max())
}
