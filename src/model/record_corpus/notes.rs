//! What has to be said of a record beside its claims: how it counts, what its codes mean, and what is wrong with its row.

use crate::model::builder::Builder;
use crate::model::dataset::{DataSet, OpenDay, Record, RecordDetail, flag, given};
use crate::model::facet::Facet;
use crate::model::id::{NoteId, Span};
use crate::model::incident::Note;

/// The three estimates of a row as its file has them: `low 5, best 3, high 9`.
pub(super) fn printed_order(row: &Record) -> String {
    let n = |n| given(n).map_or_else(|| "–".to_owned(), |n| n.to_string());
    format!("low {}, best {}, high {}", n(row.low), n(row.best), n(row.high))
}

/// The notes on a record.
pub(super) fn of(
    b: &mut Builder,
    set: &DataSet,
    row: &Record,
    detail: Option<&RecordDetail>,
    country: &str,
) -> Span<NoteId> {
    let about = &set.about;
    let by = b.text(&about.title);
    let mut notes: Vec<(String, Option<Facet>)> =
        vec![(format!("How it counts: {}", about.rule.sentence), Some(Facet::Killed))];
    if let Some(code) = given(row.best).and_then(|best| about.rule.code(best)) {
        notes.push((code.sentence.to_owned(), Some(Facet::Killed)));
    }
    if row.flags & flag::ORDER_BROKEN != 0 {
        let words = if about.rule.takes_attackers_out {
            "The file counts more dead attackers than dead in all; none are taken out.".to_owned()
        } else {
            format!("In the file: {}; not in that order.", printed_order(row))
        };
        notes.push((words, Some(Facet::Killed)));
    }
    if row.flags & flag::FRACTION != 0 {
        notes.push((
            "The file has a fraction, as the share of a joint toll; whole numbers shown are only near it.".into(),
            Some(Facet::Killed),
        ));
    }
    if row.flags & flag::RANGE_UNKNOWN != 0 {
        let scale = detail.map_or("", |s| s.scale.as_str());
        let words = if scale.is_empty() {
            "The number is not coded as the only one reported; no coded scale holds it.".to_owned()
        } else {
            format!(
                "The number is not coded as the only one reported; the coded scale ({scale}) does not hold this one."
            )
        };
        notes.push((words, Some(Facet::Killed)));
    }
    let meanings = detail.map(|s| s.meanings).unwrap_or_default();
    for (words, facet) in [(meanings.day, Facet::Date), (meanings.place, Facet::Place)] {
        if !words.is_empty() {
            notes.push((words.to_owned(), Some(facet)));
        }
    }
    let meant = set.actor_groups.get(row.actor_group as usize).meant;
    if !meant.is_empty() {
        notes.push((
            format!("In {country} this data set's {} is what others call {meant}.", about.wider_name),
            Some(Facet::Perpetrator),
        ));
    }
    if let Some(open) = OpenDay::of(row) {
        notes.push((open.sentence().into(), Some(Facet::Date)));
    }
    if set.lasted(row)
        && let Some(when) = DataSet::when(row)
    {
        notes.push((
            format!("It lasted from the first to the last of these days: {}.", when.display()),
            Some(Facet::Date),
        ));
    }
    if row.flags & flag::SLIPPED != 0 {
        let words = "The columns of this row seem to have slipped (a number or a region stands for a country or an actor), or it is no record, such as a total. Shown as coded.";
        notes.push((words.into(), None));
    }
    if row.flags & flag::MISPLACED != 0 {
        let words = "The position lies outside the country or beyond the globe; `parallax check` says more.";
        notes.push((words.into(), Some(Facet::Place)));
    }
    if row.flags & flag::REPEAT != 0 {
        notes.push(("An earlier record has the same id; row:once shows each once.".into(), None));
    }
    if row.flags & flag::JOINED != 0 {
        notes.push(("Several rows of the file describe this record, one per actor.".into(), None));
    }
    if row.flags & flag::BAD_CELL != 0 {
        notes.push((
            "A cell of this row could not be read, or contradicts another; `parallax check` says which.".into(),
            None,
        ));
    }
    if detail.is_some_and(|s| s.citations.len() > 1) {
        notes.push((
            "One source can stand behind many records; which source gave which figure is not coded.".into(),
            None,
        ));
    }
    let first = b.next_note();
    for (text, facet) in notes {
        let text = b.text(&text);
        b.note(Note { text, by, general: false, facet, references: Vec::new() });
    }
    Span::between(first, b.next_note())
}
