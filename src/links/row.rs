//! From a row of an SSSOM table to a link. Knows no file: mistakes name the column.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::slot::{self, BY_HAND, NOT, PREDICATES, REVIEWED, Slot};
use crate::diagnostic::did_you_mean;
use crate::model::{Curie, Link, LinkAnswer, LinkRelation};

/// What is wrong with a row, and whether the row gives a link all the same.
#[derive(Debug)]
pub(super) struct RowMistake {
    /// The column; `None` for the row as a whole.
    pub(super) slot: Option<Slot>,
    /// Whether the row gives no link.
    pub(super) is_fatal: bool,
    pub(super) message: String,
    pub(super) help: String,
}

impl RowMistake {
    fn new(slot: Slot, is_fatal: bool, message: String, help: impl Into<String>) -> Self {
        Self { slot: Some(slot), is_fatal, message, help: help.into() }
    }
}

/// What a row names and says.
#[derive(Debug, Default)]
pub(super) struct ReadRow {
    /// Subject and object as the row has them.
    pub(super) pair: Option<(Curie, Curie)>,
    /// The link, in order.
    pub(super) link: Option<Link>,
    /// What is wrong.
    pub(super) mistakes: Vec<RowMistake>,
}

/// Reads a row, whose cells `cell` gives.
pub(super) fn read<'c>(cell: &dyn Fn(Slot) -> Cow<'c, str>) -> ReadRow {
    let mut row = ReadRow::default();
    let [subject, object] = [Slot::SubjectId, Slot::ObjectId].map(|slot| name(slot, &cell(slot), &mut row.mistakes));
    let (Some(subject), Some(object)) = (subject, object) else { return row };
    if subject == object {
        let message = format!("{subject} is linked to itself");
        row.mistakes.push(RowMistake::new(Slot::ObjectId, true, message, "name the other event, or delete the row"));
        return row;
    }
    row.pair = Some((subject.clone(), object.clone()));
    let relation = relation(&cell(Slot::PredicateId), &cell(Slot::PredicateModifier), &mut row.mistakes);
    let agreement = cell(Slot::ReviewerAgreement);
    let answer = slot::answer(agreement.trim());
    if answer.is_none() {
        let message = format!("“{agreement}” is no agreement");
        let help = "1 is yes, 0 unsure, -1 no; leave it empty if nobody has answered";
        row.mistakes.push(RowMistake::new(Slot::ReviewerAgreement, true, message, help));
    }
    let (Some(relation), Some(answer)) = (relation, answer) else { return row };
    let justification = cell(Slot::MappingJustification);
    let by_person = [BY_HAND, REVIEWED].contains(&justification.trim());
    let is_answered = !agreement.trim().is_empty();
    // What a person has made and nobody reviewed is said by that person.
    let answer = if by_person && !is_answered { LinkAnswer::Confirmed } else { answer };
    let first = |slots: [Slot; 2]| {
        let texts = slots.map(|slot| (slot, cell(slot)));
        texts.into_iter().find(|(_, text)| !text.trim().is_empty())
    };
    let by = first([Slot::ReviewerLabel, Slot::AuthorLabel]);
    let on = first([Slot::ReviewDate, Slot::MappingDate]);
    let on = on.and_then(|(slot, text)| day(slot, &text, &mut row.mistakes));
    let confidence = cell(Slot::Confidence);
    let precision = slot::thousandths(confidence.trim());
    if precision.is_none() && !confidence.trim().is_empty() {
        let message = format!("“{confidence}” is no share between 0 and 1");
        row.mistakes.push(RowMistake::new(Slot::Confidence, false, message, "write it as in 0.95"));
    }
    let comment = cell(Slot::Comment);
    let (strength, reason) = slot::comment(&comment);
    // A word that a person begins a remark with is no strength.
    let (strength, reason) = if by_person { (None, &*comment) } else { (strength, reason) };
    let given = answer.is_given();
    let link = Link {
        subject,
        object,
        relation,
        answer,
        strength,
        precision,
        reason: reason.into(),
        by: by.filter(|_| given).map_or_else(Box::default, |(_, text)| (*text).into()),
        on: on.filter(|_| given),
    };
    row.link = Some(link.ordered());
    row
}

fn name(slot: Slot, text: &str, mistakes: &mut Vec<RowMistake>) -> Option<Curie> {
    let read = Curie::parse(text.trim());
    if read.is_none() {
        let message = if text.trim().is_empty() {
            format!("{} is empty", slot.name())
        } else {
            format!("“{text}” names no event")
        };
        mistakes.push(RowMistake::new(slot, true, message, "write source and id, such as ged:412650 or acled:LBY1234"));
    }
    read
}

fn relation(predicate: &str, modifier: &str, mistakes: &mut Vec<RowMistake>) -> Option<LinkRelation> {
    let known = PREDICATES.iter().find(|(word, _)| *word == predicate.trim());
    let Some((_, relation)) = known else {
        let near = did_you_mean(predicate.trim(), PREDICATES.iter().map(|(word, _)| *word));
        let words: Vec<&str> = PREDICATES[..4].iter().map(|(word, _)| *word).collect();
        let help = if near.is_empty() { format!("one of {}", words.join(", ")) } else { near };
        mistakes.push(RowMistake::new(Slot::PredicateId, true, format!("unknown predicate “{predicate}”"), help));
        return None;
    };
    match modifier.trim() {
        "" => Some(*relation),
        // To be no part of something, or not related to it, says less.
        NOT if *relation == LinkRelation::Same => Some(LinkRelation::Different),
        NOT => {
            let message = format!("{NOT} of {predicate} is not read");
            let help = "a link that does not hold has reviewer_agreement -1";
            mistakes.push(RowMistake::new(Slot::PredicateModifier, true, message, help));
            None
        }
        other => {
            let message = format!("unknown modifier “{other}”");
            mistakes.push(RowMistake::new(Slot::PredicateModifier, true, message, "Not, or leave it empty"));
            None
        }
    }
}

fn day(slot: Slot, text: &str, mistakes: &mut Vec<RowMistake>) -> Option<NaiveDate> {
    // A time of day may follow.
    let day = text.trim().get(..10).unwrap_or(text.trim());
    let read = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok();
    if read.is_none() {
        mistakes.push(RowMistake::new(slot, false, format!("“{text}” is no day"), "write it as in 2024-03-22"));
    }
    read
}
