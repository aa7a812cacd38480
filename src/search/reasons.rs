//! Says in a few words why a record satisfies each field of a query, and whether it does so certainly.

use super::clause::ClauseSense;
use super::clause_match::{date_of, statement};
use super::excerpt;
use super::filter::holds;
use super::index::Target;
use super::query::FieldValue;
use super::read_query::{NameSet, ReadFilter, ReadValue};
use super::record_sense::RecordSense;
use super::statements::Ground;
use super::typed_name::{NameReading, forms};
use super::vocabulary::WordMeaning;
use crate::model::dataset::{DataSet, NOT_GIVEN, Record};
use crate::model::figure::{Figure, Qualifier, thousands};
use crate::model::incident::DayOf;
use crate::model::time::Certainty;
use crate::model::{Account, Corpus, PassageId, Value, When};

/// The reason of a field: `killed ≥131, no upper bound`, and whether the field holds certainly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReason {
    /// Whether it holds certainly.
    pub is_certain: bool,
    /// The words.
    pub words: String,
}

/// The reasons of a record of the corpus.
pub(super) fn of_target(corpus: &Corpus, target: Target, filters: &[ReadFilter]) -> Vec<FieldReason> {
    let reasons = filters.iter().filter(|filter| !is_kind_of_target(filter)).map(|filter| {
        let (certainty, ground) = holds(corpus, target, filter);
        let is_certain = certainty == Certainty::Certainly;
        let name = |n| corpus.str(corpus.name(n).name);
        let words = match ground {
            _ if filter.not => filter.shown.clone(),
            Ground::Field => said(corpus, target, filter).unwrap_or_else(|| filter.shown.clone()),
            Ground::Figure(figure, limit) => killed(figure, limit, is_certain),
            Ground::Date(date, worked_out) => dated(date, worked_out),
            Ground::Place(place, None) => format!("at {}{}", name(place), as_read(filter)),
            Ground::Place(place, Some(other)) => {
                format!("{} lies there by the editor; a source says {}", name(place), name(other))
            }
            Ground::Actor(who) => format!("actor {}{}", corpus.who(who), as_read(filter)),
            Ground::Denied(who) => format!("{}, denied", corpus.who(who)),
            Ground::OfIncident(id) => format!("about {}", corpus.str(corpus.incident(id).shown_title)),
        };
        FieldReason { is_certain, words }
    });
    reasons.collect()
}

/// What the text of a passage says of the words that `text:` asks for.
fn said(corpus: &Corpus, target: Target, filter: &ReadFilter) -> Option<String> {
    let Target::Passage(passage) = target else { return None };
    let text = corpus.str(corpus.passage(passage).text?);
    let asked = filter.any.iter().filter_map(|value| match value {
        ReadValue::Plain(FieldValue::Text(field)) => Some(field.phrase.clone()),
        _ => None,
    });
    let asked: Vec<_> = asked.collect();
    (!asked.is_empty()).then(|| excerpt::reason(text, excerpt::densest(text, &asked)))
}

/// The reason of a word or date of the query that a statement of a source matches.
pub(super) fn of_sense(corpus: &Corpus, target: Target, sense: &ClauseSense, is_certain: bool) -> Option<FieldReason> {
    let words = match (target, sense) {
        (Target::Incident(id), ClauseSense::Date(_) | ClauseSense::OneOfDates(_) | ClauseSense::DayOfMonth(_)) => {
            let (_, found) = date_of(corpus, corpus.incident(id), sense)?;
            match found.day {
                DayOf::Occurred => dated(found.date, found.is_worked_out),
                day => format!("{} {}", day.word(), found.date.display()),
            }
        }
        (Target::Article(id), _) => format!("published {}", corpus.article(id).published?.display()),
        (Target::Incident(id), _) => stated(corpus, corpus.accounts_in(corpus.incident(id).accounts), sense)?,
        (Target::Name(id), _) => stated(corpus, corpus.accounts_in(corpus.name(id).accounts), sense)?,
        _ => return None,
    };
    Some(FieldReason { is_certain, words })
}

/// Each reason once: two words can ask for one date. What is only possible for one of them is not certain.
pub(super) fn distinct(reasons: impl Iterator<Item = FieldReason>) -> Vec<FieldReason> {
    let mut all: Vec<FieldReason> = Vec::new();
    for reason in reasons {
        match all.iter_mut().find(|known| known.words == reason.words) {
            Some(known) => known.is_certain &= reason.is_certain,
            None => all.push(reason),
        }
    }
    all
}

/// The reason of a word that stands for another: `≈ Türkei = Turkey`, `≈ blast = bombing`. `word` is the word of the index
/// that matches: the name of a place is shown as it is written, other words as they stand in the record.
pub(super) fn of_meaning(typed: &str, meaning: &WordMeaning, word: &str, is_certain: bool) -> FieldReason {
    let has = |name: &&String| name.split(' ').any(|part| part == word);
    let found = meaning.words.iter().find(|name| *name == word).or_else(|| meaning.words.iter().find(has));
    let shown = if meaning.name { &meaning.shown } else { found.unwrap_or(&meaning.shown) };
    FieldReason { is_certain, words: format!("≈ {typed} = {shown}") }
}

/// The reason of a word or date of the query that the numbers of a data set's record match.
pub(super) fn of_coded(set: &DataSet, row: &Record, sense: &RecordSense, is_certain: bool) -> Option<FieldReason> {
    let injured = || (row.injured != NOT_GIVEN).then(|| format!("injured {}", thousands(row.injured)));
    let words = match sense {
        RecordSense::Days(..) | RecordSense::DayOfMonth(_) => dated(DataSet::when(row)?, false),
        RecordSense::Figure(n) if row.best != *n => injured()?,
        RecordSense::Injured => injured()?,
        RecordSense::Figure(_) | RecordSense::Killed => format!("killed {}", set.killed(row)?.display()),
    };
    Some(FieldReason { is_certain, words })
}

/// `killed 94, Limited Times ¶22`
fn stated(corpus: &Corpus, accounts: &[Account], sense: &ClauseSense) -> Option<String> {
    let (_, claim) = statement(corpus, accounts, sense)?;
    let part = claim.parts.iter().find(|(part, _)| matches!(sense, ClauseSense::Figure(n) if part.stated == Some(*n)));
    let value = match claim.value {
        Value::Figure(figure) if part.is_some_and(|(part, _)| part.stated != figure.stated) => {
            let (part, whom) = part?;
            format!("{} {} of {}", part.display(), corpus.str(*whom), figure.display())
        }
        Value::Figure(figure) => figure.display(),
        Value::When(when, _) => when.display(),
        Value::Who(who) => corpus.who(who).to_owned(),
        Value::Place(name) => corpus.str(corpus.name(name).name).to_owned(),
        Value::Words(words) => corpus.str(words).to_owned(),
        Value::Status(status) => status.word().to_owned(),
        Value::Time(_) | Value::Quantity(_) => corpus.str(claim.words).to_owned(),
    };
    let joint = if claim.with.is_empty() { "" } else { ", a joint figure" };
    let at = passage(corpus, corpus.account(claim.account).passage);
    Some(format!("{} {value}{joint}, {at}", corpus.facet_word(claim.facet)))
}

/// `Limited Times ¶22`
fn passage(corpus: &Corpus, passage: PassageId) -> String {
    let record = corpus.passage(passage);
    let article = corpus.article(record.article);
    let publisher = corpus.given(article.publisher).unwrap_or_else(|| corpus.str(article.id));
    format!("{publisher} ¶{}", record.number)
}

/// The reasons of a record of a data set; `certainty` says how each field holds.
pub(super) fn of_record(
    set: &DataSet,
    row: &Record,
    filters: &[ReadFilter],
    certainty: impl Fn(usize) -> Certainty,
) -> Vec<FieldReason> {
    let numbered = filters.iter().enumerate().filter(|(_, filter)| !is_kind_of_target(filter));
    let reasons = numbered.map(|(n, filter)| {
        let is_certain = certainty(n) == Certainty::Certainly;
        let location = set.location(row);
        let words = filter.any.iter().filter(|_| !filter.not).find_map(|value| match value {
            ReadValue::Plain(FieldValue::Killed(..)) => set.killed(row).map(|f| killed(f, None, is_certain)),
            ReadValue::Plain(FieldValue::On(_) | FieldValue::After(_) | FieldValue::Before(_)) => {
                DataSet::when(row).map(|date| dated(date, false))
            }
            ReadValue::Place(names) => {
                let country = &set.country(row).name;
                let all =
                    || std::iter::once(&location.name).chain(&location.within).chain([country]).map(|name| &**name);
                let place = all().find(|name| says(names, name)).or_else(|| all().find(|name| !name.is_empty()));
                place.map(|name| format!("at {name}{}", as_read(filter)))
            }
            ReadValue::Actor(names) => {
                let actors = || set.actor_group(row).map(|(name, _)| name);
                let actor = actors().find(|name| says(names, name));
                let doubted = || {
                    let meant = set.actor_groups.get(row.actor_group as usize).meant;
                    actors().chain([meant]).find_map(|name| {
                        let forms = forms(name);
                        let doubt = names.doubts.iter().find(|doubt| forms.contains(&doubt.name))?;
                        Some(format!("possibly {name}: {}", doubt.why))
                    })
                };
                match actor {
                    Some(name) => Some(format!("actor {name}{}", as_read(filter))),
                    None if is_certain => None,
                    None => doubted(),
                }
            }
            _ => None,
        });
        FieldReason { is_certain, words: words.unwrap_or_else(|| filter.shown.clone()) }
    });
    reasons.collect()
}

fn says(names: &NameSet, name: &str) -> bool {
    !name.is_empty() && names.says(name)
}

/// Whether the field only asks for a kind of record, which the hit shows anyway.
fn is_kind_of_target(filter: &ReadFilter) -> bool {
    filter.any.iter().all(|value| matches!(value, ReadValue::Plain(FieldValue::Target(_))))
}

/// The field in brackets, if its name was not read as a whole one.
fn as_read(filter: &ReadFilter) -> String {
    let partly = filter.any.iter().any(|value| match value {
        ReadValue::Place(names) | ReadValue::Actor(names) => {
            matches!(names.name, Some((_, NameReading::Words | NameReading::Beginning)))
        }
        _ => false,
    });
    if partly { format!(" ({})", filter.shown) } else { String::new() }
}

fn killed(figure: Figure, limit: Option<&str>, is_certain: bool) -> String {
    let number = |n: Option<u32>| n.map(thousands).unwrap_or_default();
    let why = match (is_certain, limit, figure.qualifier) {
        (true, ..) => String::new(),
        (_, Some(limit), _) => format!(", {limit}"),
        (_, _, Qualifier::About | Qualifier::Nearly) => {
            format!(", read as {} to {}", number(figure.min), number(figure.max))
        }
        _ if figure.max.is_none() => ", no upper bound".to_owned(),
        _ if figure.min.is_none() => ", no lower bound".to_owned(),
        _ => String::new(),
    };
    format!("killed {}{why}", figure.display())
}

fn dated(date: When, worked_out: bool) -> String {
    format!("dated {}{}", date.display(), if worked_out { ", worked out" } else { "" })
}
