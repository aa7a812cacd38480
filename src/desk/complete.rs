//! What can stand where a line of a claim, an incident or a quotation ends: facets, names, words of the fields, and what is there.
//! Knows the model.

use super::ask::DecisionAsk;
use super::claim_line::{self, ClaimPart};
use super::incident_line::IncidentPart;
use super::line::{last_part, named, word_and_rest};
use super::quote_line::QuotePart;
use super::typed::ValueKind;
use super::{incident_line, quote_line};
use crate::model::incident::{DayOf, Role, Scope, Stance, Status, Who};
use crate::model::quote::Form;
use crate::model::{Corpus, Facet, FacetType, NameKind, Value};

/// How many are offered at most.
const MOST: usize = 40;

/// What the end of a line can become: the byte from which on it is replaced, and the candidates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completions {
    /// The byte.
    pub from: usize,
    /// The candidates, the likeliest first.
    pub all: Vec<String>,
}

/// The candidates for the end of a line.
pub fn completions(corpus: &Corpus, ask: &DecisionAsk, line: &str, sources: &[String]) -> Completions {
    let mut from = last_part(line);
    from += line[from..].len() - line[from..].trim_start().len();
    let is_head = !line[..from].contains(';');
    let part = &line[from..];
    let (word, rest) = word_and_rest(part);
    let has_word = part.contains(char::is_whitespace);
    let value_from = from + (part.len() - part.trim_start_matches(word).trim_start().len());
    let others = ask.others(corpus);
    let words = |all: Vec<&'static str>| starting(all.into_iter().map(str::to_owned), word);
    let all = match ask {
        DecisionAsk::Claim(..) if is_head && !has_word => facets(corpus, word),
        DecisionAsk::Claim(..) if is_head => {
            let facet = claim_line::facet(corpus, word).map(|(_, facet)| facet);
            return Completions {
                from: value_from,
                all: facet.map(|facet| values(corpus, facet, rest)).unwrap_or_default(),
            };
        }
        DecisionAsk::Revise(key, _) if is_head => {
            let facet = corpus.facet(&key.facet);
            facet.map(|facet| values(corpus, facet, part)).unwrap_or_default()
        }
        DecisionAsk::Claim(..) | DecisionAsk::Revise(..) if !has_word => {
            words(claim_line::PARTS.iter().map(|(word, _)| *word).collect())
        }
        DecisionAsk::Claim(..) | DecisionAsk::Revise(..) => {
            let part = named(word, &claim_line::PARTS);
            let all = part.map(|part| of_claim(corpus, part, (rest, sources))).unwrap_or_default();
            return Completions { from: value_from, all: with_present(&others, word, rest, all) };
        }
        DecisionAsk::Incident { .. } | DecisionAsk::NewIncident(..) | DecisionAsk::ClaimOfNew(_) if is_head => {
            Vec::new()
        }
        DecisionAsk::Incident { .. } | DecisionAsk::NewIncident(..) | DecisionAsk::ClaimOfNew(_) if !has_word => {
            words(incident_line::PARTS.iter().map(|(word, _)| *word).collect())
        }
        DecisionAsk::Incident { .. } | DecisionAsk::NewIncident(..) | DecisionAsk::ClaimOfNew(_) => {
            let all =
                named(word, &incident_line::PARTS).map(|part| of_incident(corpus, part, rest)).unwrap_or_default();
            return Completions { from: value_from, all: with_present(&others, word, rest, all) };
        }
        DecisionAsk::Quote(..) if is_head => Vec::new(),
        DecisionAsk::Quote(..) if !has_word => words(quote_line::PARTS.iter().map(|(word, _)| *word).collect()),
        DecisionAsk::Quote(..) => {
            let all = named(word, &quote_line::PARTS).map(|part| of_quote(corpus, part, rest)).unwrap_or_default();
            return Completions { from: value_from, all: with_present(&others, word, rest, all) };
        }
        DecisionAsk::Digest(..)
        | DecisionAsk::Annotation(..)
        | DecisionAsk::Confirm(_)
        | DecisionAsk::Folder
        | DecisionAsk::LinksFile => Vec::new(),
    };
    Completions { from, all }
}

/// What is there of a field first, so that it can be changed.
fn with_present(others: &[String], word: &str, rest: &str, all: Vec<String>) -> Vec<String> {
    let present: Vec<&str> = others
        .iter()
        .filter_map(|part| part.strip_prefix(word)?.strip_prefix(' '))
        .filter(|value| rest.is_empty() && !value.is_empty())
        .collect();
    let joint = format!(" ; {word} ");
    let present =
        (!present.is_empty()).then(|| present.iter().map(|p| p.replace(';', ";;")).collect::<Vec<_>>().join(&joint));
    present.into_iter().chain(all).take(MOST).collect()
}

/// Those that begin with what is typed, in their order, without repeats.
fn starting(all: impl Iterator<Item = String>, typed: &str) -> Vec<String> {
    let lower = typed.to_lowercase();
    let mut found: Vec<String> = Vec::new();
    for one in all.map(|one| one.replace(';', ";;")) {
        if one.to_lowercase().starts_with(&lower) && !found.contains(&one) {
            found.push(one);
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

fn facets(corpus: &Corpus, typed: &str) -> Vec<String> {
    let built_in = Facet::BUILT_IN.iter().filter_map(|facet| facet.built_in_word());
    let declared = corpus.facets().iter().map(|facet| corpus.str(facet.label));
    starting(built_in.chain(declared).map(str::to_owned), typed)
}

/// The ids of names that are called so, or that begin so.
fn names(corpus: &Corpus, typed: &str, is_kind: impl Fn(NameKind) -> bool) -> Vec<String> {
    let lower = typed.to_lowercase();
    let begins = |text: &str| text.to_lowercase().starts_with(&lower);
    let named = corpus.names().filter(|(_, name)| is_kind(name.kind)).filter(|(_, name)| {
        begins(corpus.str(name.id))
            || begins(corpus.str(name.name))
            || name.variants.iter().any(|&variant| begins(corpus.str(variant)))
    });
    named.map(|(_, name)| corpus.str(name.id).to_owned()).take(MOST).collect()
}

fn incidents(corpus: &Corpus, typed: &str) -> Vec<String> {
    let lower = typed.to_lowercase();
    let fits = |text: &str| text.to_lowercase().split([' ', '-']).any(|word| word.starts_with(&lower));
    let id = |incident: &crate::model::Incident| corpus.str(incident.id).to_owned();
    let by_id = corpus.incidents().map(|(_, incident)| id(incident)).filter(|id| id.starts_with(&lower));
    let by_title = corpus.incidents().filter(|(_, incident)| fits(corpus.str(incident.title)));
    let mut all: Vec<String> = by_id.take(MOST).collect();
    for (_, incident) in by_title {
        if all.len() < MOST && !all.contains(&id(incident)) {
            all.push(id(incident));
        }
    }
    all
}

/// The values of a facet that begin so: names, or what other claims have.
fn values(corpus: &Corpus, facet: Facet, typed: &str) -> Vec<String> {
    match facet {
        Facet::Place => names(corpus, typed, |kind| kind == NameKind::Place),
        Facet::Status => starting(Status::ALL.iter().map(|status| status.word().to_owned()), typed),
        facet if ValueKind::of(corpus, facet).is_who() => {
            let words = corpus.claims().filter_map(|(_, claim)| match claim.value {
                Value::Who(Who::Words(words)) if claim.facet == facet => Some(corpus.str(words).to_owned()),
                _ => None,
            });
            let mut all = names(corpus, typed, |kind| kind != NameKind::Place);
            all.extend(starting(words, typed));
            all.extend(names(corpus, typed, |kind| kind == NameKind::Place));
            all.truncate(MOST);
            all
        }
        facet => starting(
            corpus.claims().filter_map(|(_, claim)| match claim.value {
                Value::Words(words) if claim.facet == facet => Some(corpus.str(words).to_owned()),
                _ => None,
            }),
            typed,
        ),
    }
}

/// The last of several ids between commas, and what stands before it.
fn listed(typed: &str, all: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let (before, last) = typed.rsplit_once(',').map_or(("", typed), |(before, last)| (before, last.trim()));
    let before = if before.is_empty() { String::new() } else { format!("{}, ", before.trim()) };
    all(last).into_iter().map(|id| format!("{before}{id}")).collect()
}

fn of_claim(corpus: &Corpus, part: ClaimPart, (typed, sources): (&str, &[String])) -> Vec<String> {
    let words = |all: Vec<&'static str>| starting(all.into_iter().map(str::to_owned), typed);
    match part {
        ClaimPart::By => {
            let all =
                corpus.claims().flat_map(|(_, claim)| claim.according_to.iter().map(|&by| corpus.str(by).to_owned()));
            // Whom the passage names comes first.
            starting(sources.iter().cloned().chain(all), typed)
        }
        ClaimPart::Stance => words(Stance::ALL.iter().map(|stance| stance.word()).collect()),
        ClaimPart::Day => words(DayOf::ALL.iter().map(|day| day.word()).collect()),
        ClaimPart::Borrowed => words(vec!["year"]),
        ClaimPart::Weigh => words(vec!["no", "yes"]),
        ClaimPart::With => listed(typed, |id| incidents(corpus, id)),
        ClaimPart::About => {
            incidents(corpus, typed).into_iter().chain(names(corpus, typed, |_| true)).take(MOST).collect()
        }
        ClaimPart::New => words(NameKind::ALL.iter().rev().map(|kind| kind.word()).collect()),
        ClaimPart::Alias => names(corpus, typed, |_| true),
        ClaimPart::Type => words(FacetType::ALL.iter().map(|kind| kind.word()).collect()),
        ClaimPart::Basis => starting(corpus.claims().map(|(_, claim)| corpus.str(claim.basis).to_owned()), typed),
        ClaimPart::Whom => starting(corpus.claims().map(|(_, claim)| corpus.str(claim.whom).to_owned()), typed),
        ClaimPart::Hedge | ClaimPart::As(_) | ClaimPart::Unweighed | ClaimPart::Says | ClaimPart::Words => Vec::new(),
    }
    .into_iter()
    .filter(|one| !one.is_empty())
    .collect()
}

fn of_incident(corpus: &Corpus, part: IncidentPart, typed: &str) -> Vec<String> {
    let words = |all: Vec<&'static str>| starting(all.into_iter().map(str::to_owned), typed);
    let (plus, bare) = if let Some(bare) = typed.strip_prefix('+') { ("+", bare.trim()) } else { ("", typed) };
    let named = |is_kind: fn(NameKind) -> bool| {
        names(corpus, bare, is_kind).into_iter().map(|id| format!("{plus}{id}")).collect::<Vec<_>>()
    };
    match (part, typed.rsplit_once('=')) {
        (IncidentPart::Kind, _) => {
            let kinds = corpus.incidents().map(|(_, incident)| corpus.str(incident.kind).to_owned());
            starting(kinds.filter(|kind| !kind.is_empty()), typed)
        }
        (IncidentPart::Status, _) => words(Status::ALL.iter().map(|status| status.word()).collect()),
        (IncidentPart::Scope, _) => words(Scope::ALL.iter().map(|scope| scope.word()).collect()),
        (IncidentPart::Place, Some((name, role))) => {
            let roles = starting(Role::ALL.iter().map(|role| role.word().to_owned()), role.trim());
            roles.into_iter().map(|role| format!("{} = {role}", name.trim_end())).collect()
        }
        (IncidentPart::Place, None) => named(|kind| kind == NameKind::Place),
        (IncidentPart::Actor, Some((name, role))) => {
            let all = corpus.incidents().flat_map(|(_, incident)| &incident.actors);
            let roles = starting(
                all.map(|actor| corpus.str(actor.role).to_owned()).filter(|role| !role.is_empty()),
                role.trim(),
            );
            roles.into_iter().map(|role| format!("{} = {role}", name.trim_end())).collect()
        }
        (IncidentPart::Actor, None) => named(|kind| kind != NameKind::Place),
        (IncidentPart::New, _) => words(NameKind::ALL.iter().rev().map(|kind| kind.word()).collect()),
        (IncidentPart::Date | IncidentPart::Basis | IncidentPart::Alias, _) => Vec::new(),
    }
}

fn of_quote(corpus: &Corpus, part: QuotePart, typed: &str) -> Vec<String> {
    match part {
        QuotePart::Speaker => names(corpus, typed, |kind| kind != NameKind::Place),
        QuotePart::Role => {
            starting(corpus.quotes().map(|(_, q)| corpus.str(q.role).to_owned()).filter(|role| !role.is_empty()), typed)
        }
        QuotePart::By => {
            let all =
                corpus.quotes().flat_map(|(_, quote)| quote.according_to.iter().map(|&by| corpus.str(by).to_owned()));
            starting(all, typed)
        }
        QuotePart::Form => starting(Form::ALL.iter().map(|form| form.word().to_owned()), typed),
        QuotePart::Translated => starting(["yes".to_owned(), "no".to_owned()].into_iter(), typed),
        QuotePart::Incidents => listed(typed, |id| incidents(corpus, id)),
    }
}
