//! What sources state about an incident, held against a field: figures, dates, places, actors. Each answer says how
//! certainly the field holds, and by which statement. Knows no queries as typed, and no data sets.

use std::collections::{HashMap, HashSet};

use super::query::{Comparison, FieldValue};
use crate::model::dataset::{ATTACKERS_INCLUDED, Placing};
use crate::model::figure::Figure;
use crate::model::incident::{DayOf, Who};
use crate::model::time::Certainty;
use crate::model::{
    Account, ArticleId, Claim, Corpus, Facet, Incident, IncidentId, NameId, Party, Stance, Value, When,
};

/// Why a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ground {
    /// Nothing to add to the field itself.
    Field,
    /// A figure of a source, and why it is no statement about this incident alone.
    Figure(Figure, Option<&'static str>),
    /// A date; whether it was worked out.
    Date(When, bool),
    /// A place, and a place that a source names instead.
    Place(NameId, Option<NameId>),
    /// An actor.
    Actor(Who),
    /// An actor whose part is denied.
    Denied(Who),
    /// A place or actor of an incident that the passage reports.
    OfIncident(IncidentId),
}

/// Why a figure that its source does not assert, or that is hedged, meets a field at most possibly: it stands with a `?`.
const NOT_FIRM: &str = "in doubt (?)";

/// How certainly a field holds, and why.
pub(super) type Judged = (Certainty, Ground);

pub(super) const NO: Judged = (Certainty::No, Ground::Field);

pub(super) fn surer(a: Judged, b: Judged) -> Judged {
    if (b.0 as u8) < a.0 as u8 { b } else { a }
}

pub(super) fn surest(all: impl Iterator<Item = Judged>) -> Judged {
    all.fold(NO, surer)
}

pub(super) fn certain(holds: bool) -> Judged {
    if holds { (Certainty::Certainly, Ground::Field) } else { NO }
}

pub(super) fn at_most_possible((certainty, ground): Judged) -> Judged {
    (if certainty == Certainty::Certainly { Certainty::Possibly } else { certainty }, ground)
}

/// The claims of accounts that are weighed and not denied, with those of draft incidents, which satisfy a field at most
/// possibly.
pub(super) fn claims<'c>(
    corpus: &'c Corpus,
    accounts: impl IntoIterator<Item = &'c Account>,
) -> impl Iterator<Item = &'c Claim> {
    let claims = accounts.into_iter().flat_map(|account| corpus.claims_in(account.claims));
    let of_draft = |claim: &Claim| {
        let incident = corpus.account(claim.account).about.incident();
        corpus.is_weighed_in_draft(claim) && incident.is_some_and(|id| corpus.incident(id).drafted.is_some())
    };
    claims.filter(move |claim| claim.stance != Stance::Denied && (corpus.is_weighed(claim) || of_draft(claim)))
}

pub(super) fn own<'c>(corpus: &'c Corpus, incident: &Incident) -> &'c [Account] {
    corpus.accounts_in(incident.accounts)
}

/// Whether the dead of an incident satisfy a comparison, by any source.
pub(super) fn killed(corpus: &Corpus, incident: &Incident, comparison: Comparison, n: u32) -> Judged {
    figures(corpus, own(corpus, incident), comparison, n)
}

pub(super) fn figures<'c>(
    corpus: &'c Corpus,
    accounts: impl IntoIterator<Item = &'c Account>,
    comparison: Comparison,
    n: u32,
) -> Judged {
    let dead = claims(corpus, accounts).filter(|claim| claim.facet == Facet::Killed);
    surest(dead.filter_map(|claim| match claim.value {
        Value::Figure(figure) if figure.party != Party::Attackers => {
            let limit = match (claim.with.is_empty(), figure.party) {
                (false, _) => Some("a joint figure"),
                (true, Party::Total) => Some(ATTACKERS_INCLUDED),
                (true, _) => None,
            };
            // The share of one incident in a joint figure is between none and all, and so is that of the victims in one of all.
            let min = figure.min.filter(|_| limit.is_none());
            let limit = limit.or_else(|| (!corpus.is_firm(claim)).then_some(NOT_FIRM));
            let judged = (comparison.certainty(min, figure.max, n), Ground::Figure(figure, limit));
            Some(if limit.is_some() { at_most_possible(judged) } else { judged })
        }
        _ => None,
    }))
}

/// Whether a date satisfies `on:`, `after:` or `before:`. A date that its source doubts satisfies it at most possibly.
pub(super) fn satisfies(date: When, value: &FieldValue) -> Certainty {
    let (lo, hi) = date.reach();
    let side = |sure: bool, open: bool| match (sure, open) {
        (true, _) if !date.is_uncertain() => Certainty::Certainly,
        (_, true) => Certainty::Possibly,
        _ => Certainty::No,
    };
    match value {
        FieldValue::On(period) => date.lies_in(*period),
        FieldValue::After(period) => side(lo > period.latest(), hi > period.latest()),
        FieldValue::Before(period) => side(hi < period.earliest(), lo < period.earliest()),
        _ => Certainty::No,
    }
}

/// The dates of an incident, and whether one can satisfy a field certainly: those that sources claim, then the corpus's
/// own date. If a source dates it, the corpus's date is at most possible.
pub(super) fn date_statements(corpus: &Corpus, incident: &Incident) -> Vec<(When, bool)> {
    let claimed = dates(corpus, own(corpus, incident)).into_iter();
    let mut all: Vec<(When, bool)> = claimed.map(|(date, _)| (date, true)).collect();
    all.extend(incident.date.map(|date| (date, all.is_empty())));
    all
}

pub(super) fn dated(corpus: &Corpus, incident: &Incident, value: &FieldValue) -> Judged {
    let claimed = dates(corpus, own(corpus, incident))
        .into_iter()
        .map(|(date, basis)| (satisfies(date, value), Ground::Date(date, basis)));
    let claimed = claimed.reduce(surer);
    let basis = !corpus.str(incident.date_basis).is_empty();
    let of_corpus = incident.date.map_or(NO, |date| (satisfies(date, value), Ground::Date(date, basis)));
    claimed.map_or(of_corpus, |claimed| surer(claimed, at_most_possible(of_corpus)))
}

/// The dates that accounts claim, and whether each was worked out: those of the occurrence; if there are none, those of a
/// report, which the incident precedes. Dates of something else are left out.
pub(super) fn dates<'c>(corpus: &'c Corpus, accounts: impl IntoIterator<Item = &'c Account>) -> Vec<(When, bool)> {
    let (mut occurred, mut until) = (Vec::new(), Vec::new());
    for claim in claims(corpus, accounts).filter(|claim| claim.facet == Facet::Date) {
        let worked_out = !claim.basis.is_empty();
        match claim.value {
            Value::When(date, DayOf::Occurred) => occurred.push((date, worked_out)),
            Value::When(date, _) => until.extend(date.until().map(|date| (date, worked_out))),
            _ => {}
        }
    }
    if occurred.is_empty() { until } else { occurred }
}

/// The precision of the most exact place.
pub(super) fn precision(corpus: &Corpus, incident: &Incident) -> Placing {
    let places = incident.places.iter().map(|p| corpus.name(p.name).precision);
    places.map(|p| p.map_or(Placing::Unknown, Placing::Known)).min().unwrap_or(Placing::Unknown)
}

/// The places that sources claim for an incident.
pub(super) fn claimed_places<'c>(
    corpus: &'c Corpus,
    accounts: impl IntoIterator<Item = &'c Account>,
) -> impl Iterator<Item = NameId> {
    let places = claims(corpus, accounts).filter(|claim| claim.facet == Facet::Place);
    places.filter_map(|claim| match claim.value {
        Value::Place(name) => Some(name),
        _ => None,
    })
}

/// Whether an incident is at a place. `meant` says for a name whether it is meant itself, and whether it lies inside.
///
/// A place that a source names is certain. So is one that contains it, or that the corpus lists, unless a source puts the
/// incident in another place: then it is possible, as the editor's fact.
pub(super) fn placed(corpus: &Corpus, incident: &Incident, meant: &dyn Fn(NameId) -> (bool, bool)) -> Judged {
    let claimed: Vec<NameId> = claimed_places(corpus, own(corpus, incident)).collect();
    if let Some(&place) = claimed.iter().find(|&&n| meant(n).0) {
        return (Certainty::Certainly, Ground::Place(place, None));
    }
    let listed = incident.places.iter().map(|place| place.name);
    let all: Vec<NameId> = claimed.iter().copied().chain(listed).collect();
    inside(corpus, incident, &all, &claimed, meant)
}

/// Whether accounts place an incident there, judged like [`placed`] by the places that each account claims.
pub(super) fn places_of(corpus: &Corpus, accounts: &[&Account], meant: &dyn Fn(NameId) -> (bool, bool)) -> Judged {
    surest(accounts.iter().filter_map(|&account| Some((account, account.about.incident()?))).map(|(account, about)| {
        let claimed: Vec<NameId> = claimed_places(corpus, [account]).collect();
        match claimed.iter().find(|&&n| meant(n).0) {
            Some(&place) => (Certainty::Certainly, Ground::Place(place, None)),
            None => inside(corpus, corpus.incident(about), &claimed, &claimed, meant),
        }
    }))
}

/// Whether one of some places lies inside: possibly if a source claims another place that the incident's own exclude.
fn inside(
    corpus: &Corpus,
    incident: &Incident,
    places: &[NameId],
    claimed: &[NameId],
    meant: &dyn Fn(NameId) -> (bool, bool),
) -> Judged {
    let Some(&place) = places.iter().find(|&&n| meant(n).1) else { return NO };
    let dissents = |n: NameId| !meant(n).1 && !incident.places.iter().any(|place| corpus.is_akin(n, place.name));
    match claimed.iter().copied().find(|&n| dissents(n)) {
        Some(other) => (Certainty::Possibly, Ground::Place(place, Some(other))),
        None => (Certainty::Certainly, Ground::Place(place, None)),
    }
}

/// The article of each account of an incident, and how certainly it tells of it: possibly, where what it tells is a draft.
pub(super) fn told_in<'c>(corpus: &'c Corpus, incident: &Incident) -> impl Iterator<Item = (ArticleId, Judged)> + 'c {
    own(corpus, incident).iter().map(|account| {
        let holds = certain(true);
        (corpus.article_of(account), if corpus.is_draft(account) { at_most_possible(holds) } else { holds })
    })
}

/// How certainly an incident is told by one of these articles: possibly, where all that they tell of it is a draft.
pub(super) fn told_by(corpus: &Corpus, incident: &Incident, is_meant: impl Fn(ArticleId) -> bool) -> Judged {
    surest(told_in(corpus, incident).filter(|(article, _)| is_meant(*article)).map(|(_, judged)| judged))
}

/// How certainly each of these actors is one of the incident: possibly, if every claim that names one denies it.
pub(super) fn actors<'c>(
    corpus: &'c Corpus,
    incident: &'c Incident,
    is_meant: impl Fn(Who) -> bool,
) -> impl Iterator<Item = (Who, Judged)> {
    let meant: HashSet<Who> = incident.actors.iter().map(|actor| actor.who).filter(|who| is_meant(*who)).collect();
    // Of each that a claim names, whether all claims deny it.
    let mut denied: HashMap<Who, bool> = HashMap::new();
    if !meant.is_empty() {
        for claim in own(corpus, incident).iter().flat_map(|account| corpus.claims_in(account.claims)) {
            if let Value::Who(who) = claim.value
                && meant.contains(&who)
            {
                *denied.entry(who).or_insert(true) &= claim.stance == Stance::Denied;
            }
        }
    }
    let listed = incident.actors.iter().map(|actor| actor.who).filter(move |who| meant.contains(who));
    listed.map(move |who| match denied.get(&who) {
        Some(true) => (who, (Certainty::Possibly, Ground::Denied(who))),
        _ => (who, (Certainty::Certainly, Ground::Actor(who))),
    })
}
