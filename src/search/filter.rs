//! Evaluates the fields of a query on records of a corpus, by what sources state. Knows nothing of words, ranking or data
//! sets.
//!
//! A field holds certainly if one source's statement certainly satisfies it, and possibly if a statement leaves it open:
//! an open upper bound, an approximate figure, a joint figure, a date of which only some days fit. Denied claims, the
//! attackers' dead, and figures, dates and places of something else satisfy nothing. A passage, and a quotation in it, is
//! judged by the claims of that passage alone; the places and actors of its incidents are possible.

use super::annotated;
use super::box_field::{boxed, boxed_by};
use super::index::Target;
use super::query::FieldValue;
use super::read_query::{NameSet, ReadFilter, ReadValue};
use super::statements::{
    Ground, Judged, NO, actors, at_most_possible, certain, claims, dated, dates, figures, killed, own, placed,
    places_of, precision, satisfies, surest, told_by,
};
use crate::model::dataset::RowState;
use crate::model::id::Id;
use crate::model::incident::Who;
use crate::model::time::{Certainty, Grain};
use crate::model::{Account, ArticleId, Corpus, Facet, Incident, IncidentId, NameId, Value, When};

/// Number of fields that hold only possibly; `None` if a field does not hold.
pub(super) fn doubt(corpus: &Corpus, target: Target, filters: &[ReadFilter]) -> Option<u8> {
    filters.iter().try_fold(0, |doubt, filter| match holds(corpus, target, filter).0 {
        Certainty::Certainly => Some(doubt),
        Certainty::Possibly => Some(doubt + 1),
        Certainty::No => None,
    })
}

/// Whether a field holds: the most certain of its alternatives, negated by `!`, or by `?` only what is possible.
pub(super) fn holds(corpus: &Corpus, target: Target, filter: &ReadFilter) -> Judged {
    let sure = |value: &ReadValue| {
        let holds_of_drafts = match value {
            ReadValue::Noted(..) => true,
            ReadValue::Plain(value) => matches!(value, FieldValue::Target(_) | FieldValue::Draft(_)),
            _ => false,
        };
        holds_of_drafts || !is_draft(corpus, target)
    };
    let judge = |value| {
        let judged = judge(corpus, target, value)?;
        Some(if sure(value) { judged } else { at_most_possible(judged) })
    };
    let judged: Vec<Judged> = filter.any.iter().filter_map(judge).collect();
    // A field that does not apply lets nothing through, negated or not.
    if judged.is_empty() {
        return NO;
    }
    let best = surest(judged.into_iter());
    (asked(best.0, filter.possibly, filter.not), best.1)
}

/// The answer of a field by that of its alternatives.
pub(super) fn asked(answer: Certainty, possibly: bool, not: bool) -> Certainty {
    match (answer, possibly, not) {
        (Certainty::Possibly, true, true) | (Certainty::Certainly, false, true) => Certainty::No,
        (Certainty::Certainly, true, false) => Certainty::No,
        (Certainty::Certainly | Certainty::No, true, true) | (Certainty::No, false, true) => Certainty::Certainly,
        (answer, ..) => answer,
    }
}

/// Whether a target rests on drafts alone. What is read by rule satisfies a field at most possibly.
fn is_draft(corpus: &Corpus, target: Target) -> bool {
    match target {
        Target::Incident(id) => corpus.incident(id).drafted.is_some(),
        Target::Quote(id) => corpus.quote(id).drafted.is_some(),
        Target::Passage(id) => {
            let mut accounts = corpus.accounts_of(id).iter().map(|&id| corpus.account(id)).peekable();
            accounts.peek().is_some() && accounts.all(|account| corpus.is_draft(account))
        }
        _ => false,
    }
}

/// Whether a value holds; `None` if its field does not apply to such a record.
fn judge(corpus: &Corpus, target: Target, value: &ReadValue) -> Option<Judged> {
    Some(match value {
        ReadValue::Plain(FieldValue::Target(kind)) => certain(target.kind() == *kind),
        ReadValue::By(set) => certain(by(corpus, target, set)?),
        ReadValue::Source(set) => match target {
            Target::Incident(id) => told_by(corpus, corpus.incident(id), |article| set.named[article.index()]),
            _ => certain(articles(corpus, target)?.iter().any(|a| set.named[a.index()])),
        },
        ReadValue::Place(set) => {
            let meant = |n: NameId| (set.named[n.index()], set.inside[n.index()]);
            match target {
                Target::Incident(id) => placed(corpus, corpus.incident(id), &meant),
                _ => reported(
                    corpus,
                    target,
                    |accounts| places_of(corpus, accounts, &meant),
                    |incident| placed(corpus, incident, &meant),
                )?,
            }
        }
        ReadValue::Plain(FieldValue::Within(part)) => match target {
            Target::Incident(id) => boxed(corpus, corpus.incident(id), *part),
            _ => reported(
                corpus,
                target,
                |accounts| boxed_by(corpus, accounts, *part),
                |incident| boxed(corpus, incident, *part),
            )?,
        },
        ReadValue::Actor(set) => match target {
            Target::Incident(id) => acted(corpus, corpus.incident(id), set),
            _ => reported(
                corpus,
                target,
                |accounts| actors_of(corpus, accounts, set),
                |incident| acted(corpus, incident, set),
            )?,
        },
        ReadValue::Kind(set) => certain(set.says(corpus.str(incident(corpus, target)?.1.kind))),
        ReadValue::Noted(value, _) => certain(annotated::holds(corpus, target, value)),
        ReadValue::Plain(value) => plain(corpus, target, value)?,
    })
}

fn plain(corpus: &Corpus, target: Target, value: &FieldValue) -> Option<Judged> {
    Some(match value {
        FieldValue::On(_) | FieldValue::After(_) | FieldValue::Before(_) => match target {
            Target::Incident(id) => dated(corpus, corpus.incident(id), value),
            _ => {
                let accounts = accounts(corpus, target)?;
                let dates = accounts.into_iter().flat_map(|account| dates(corpus, [account]));
                surest(dates.map(|(date, basis)| (satisfies(date, value), Ground::Date(date, basis))))
            }
        },
        FieldValue::Killed(comparison, n) => match target {
            Target::Incident(id) => killed(corpus, corpus.incident(id), *comparison, *n),
            _ => figures(corpus, accounts(corpus, target)?, *comparison, *n),
        },
        FieldValue::Sources(comparison, n) => {
            let origins = u32::try_from(corpus.coverage(incident(corpus, target)?.1).origins).ok();
            certain(comparison.possible(origins, origins, *n))
        }
        FieldValue::Precision(wanted) => certain(precision(corpus, incident(corpus, target)?.1) == *wanted),
        FieldValue::Dated(wanted) => {
            certain(incident(corpus, target)?.1.date.map_or(Grain::Never, When::grain) == *wanted)
        }
        // An incident of articles has no row that could repeat another.
        FieldValue::Row(state) => incident(corpus, target).map(|_| certain(*state == RowState::Once))?,
        FieldValue::Text(field) => match target {
            Target::Passage(id) => certain(field.holds(corpus, id)),
            _ => return None,
        },
        FieldValue::Verdict(verdict) => certain(corpus.verdict(incident(corpus, target)?.0) == Some(*verdict)),
        FieldValue::Draft(verdict) => certain(corpus.draft_verdict(incident(corpus, target)?.0) == Some(*verdict)),
        FieldValue::Declared(field) => {
            let said = claims(corpus, said_about(corpus, target)?);
            let of_facet = said.filter(|claim| claim.facet == Facet::Declared(field.facet));
            surest(of_facet.map(|claim| (field.certainty(corpus, claim), Ground::Field)))
        }
        // Read as names, or handled above.
        _ => return None,
    })
}

fn incident(corpus: &Corpus, target: Target) -> Option<(IncidentId, &Incident)> {
    match target {
        Target::Incident(id) => Some((id, corpus.incident(id))),
        _ => None,
    }
}

/// What a passage, or the one that a quotation stands in, says about the incidents it reports; `None` for others.
fn accounts(corpus: &Corpus, target: Target) -> Option<Vec<&Account>> {
    let of = |passage, reports: &dyn Fn(IncidentId) -> bool| {
        let accounts = corpus.accounts_of(passage).iter().map(|&a| corpus.account(a));
        Some(accounts.filter(|account| account.about.incident().is_some_and(reports)).collect())
    };
    match target {
        Target::Passage(id) => of(id, &|_| true),
        Target::Quote(id) => of(corpus.quote(id).passage, &|id_of| corpus.quote(id).incidents.contains(&id_of)),
        _ => None,
    }
}

/// The accounts of an incident or a name, or those of a passage.
fn said_about(corpus: &Corpus, target: Target) -> Option<Vec<&Account>> {
    Some(match target {
        Target::Incident(id) => own(corpus, corpus.incident(id)).iter().collect(),
        Target::Name(id) => corpus.accounts_in(corpus.name(id).accounts).iter().collect(),
        Target::Passage(id) => corpus.accounts_of(id).iter().map(|&a| corpus.account(a)).collect(),
        Target::Quote(_) => return accounts(corpus, target),
        Target::Article(_) | Target::Record(_) => return None,
    })
}

/// A field of a passage or quotation: by its own claims, else possibly by its incidents.
fn reported<'c>(
    corpus: &'c Corpus,
    target: Target,
    own: impl Fn(&[&'c Account]) -> Judged,
    of_incident: impl Fn(&'c Incident) -> Judged,
) -> Option<Judged> {
    let accounts = accounts(corpus, target)?;
    let possible = |id| match of_incident(corpus.incident(id)).0 {
        Certainty::No => NO,
        _ => (Certainty::Possibly, Ground::OfIncident(id)),
    };
    let incidents: Vec<IncidentId> = match target {
        Target::Quote(id) => corpus.quote(id).incidents.clone(),
        _ => accounts.iter().filter_map(|account| account.about.incident()).collect(),
    };
    Some(surest(std::iter::once(own(&accounts)).chain(incidents.into_iter().map(possible))))
}

/// Whether a person or group is meant.
fn is_meant(corpus: &Corpus, who: Who, set: &NameSet) -> bool {
    match who {
        Who::Name(name) => set.named[name.index()],
        Who::Words(words) => set.says(corpus.str(words)),
    }
}

/// Whether an incident has an actor. One whose part every source denies is possible.
fn acted(corpus: &Corpus, incident: &Incident, set: &NameSet) -> Judged {
    surest(actors(corpus, incident, |who| is_meant(corpus, who, set)).map(|(_, judged)| judged))
}

fn actors_of(corpus: &Corpus, accounts: &[&Account], set: &NameSet) -> Judged {
    let named = claims(corpus, accounts.iter().copied()).filter_map(|claim| match claim.value {
        Value::Who(who) if is_meant(corpus, who, set) => Some(who),
        _ => None,
    });
    surest(named.map(|who| (Certainty::Certainly, Ground::Actor(who))))
}

/// The article itself, or the one that contains the record; `None` for others.
fn articles(corpus: &Corpus, target: Target) -> Option<Vec<ArticleId>> {
    Some(match target {
        Target::Article(id) => vec![id],
        Target::Quote(id) => vec![corpus.passage(corpus.quote(id).passage).article],
        Target::Passage(id) => vec![corpus.passage(id).article],
        Target::Incident(_) | Target::Name(_) | Target::Record(_) => return None,
    })
}

/// Whether a quotation is by a speaker, or an article by a publisher or author; `None` for others.
fn by(corpus: &Corpus, target: Target, set: &NameSet) -> Option<bool> {
    match target {
        Target::Quote(id) => {
            let record = corpus.quote(id);
            Some(match record.speaker {
                Some(name) => set.named[name.index()],
                None => set.says(corpus.str(record.speaker_words)),
            })
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            Some(set.says(corpus.str(record.publisher)) || record.authors.iter().any(|&a| set.says(corpus.str(a))))
        }
        _ => None,
    }
}
