//! Reads all columns of one record from its bytes in the file. Knows no files.

use std::borrow::Cow;

use super::cells::{self, Count, text, trimmed};
use super::columns::Col;
use super::csv::{record_end, split};
use super::encode::{Encoder, hash};
use super::recognise::Layout;
use crate::model::dataset::{Basis, NOT_GIVEN, Record, RecordDetail, flag};

/// The file has changed since it was loaded.
pub(super) struct Changed;

/// Reads the record at the beginning of `bytes`; `ended` means that the file ends with `bytes`. `None` if more bytes are
/// needed. An error if it is not the record that was loaded.
pub(super) fn read(layout: &Layout, row: &Record, bytes: &[u8], ended: bool) -> Option<Result<RecordDetail, Changed>> {
    let fields = layout.columns.names.len();
    let mut whole = false;
    // The same order as in loading: marks inside unquoted cells are read as marks first, then as text.
    for plain in [false, true] {
        let Some(end) = record_end(bytes, layout.dialect, ended, plain) else { continue };
        // With marks as text a record may seem to end too early, so this end counts only if the other reading has one.
        whole |= !plain || ended;
        let cells: Vec<Cow<'_, [u8]>> = split(&bytes[..end], layout.dialect, plain).collect();
        if cells.len() != fields || (row.id == 0 && !has_numbers_of(layout, row, &cells)) {
            continue;
        }
        let cells: Vec<String> = cells.iter().map(|c| text(c).into_owned()).collect();
        if let Some(detail) = detail(layout, row, &cells) {
            return Some(Ok(detail));
        }
    }
    whole.then_some(Err(Changed))
}

/// Whether cells give the dates and figures of the loaded record. This recognises records without an id.
fn has_numbers_of(layout: &Layout, row: &Record, cells: &Vec<Cow<'_, [u8]>>) -> bool {
    let format = layout.format;
    let read = format.encode(&mut Encoder::default(), &layout.columns, cells, row.at, &mut |_| {});
    let numbers = |row: &Record| {
        let injured = if format.counts_injured() { row.injured } else { NOT_GIVEN };
        // These flags are set after encoding.
        let flags = row.flags & !(flag::BAD_CELL | flag::JOINED);
        ([row.lo, row.hi], [row.low, row.best, row.high, injured], flags)
    };
    numbers(&read) == numbers(row)
}

fn detail(layout: &Layout, row: &Record, all: &[String]) -> Option<RecordDetail> {
    let cell = |col: Col| layout.index(col).and_then(|i| all.get(i)).map_or("", String::as_str);
    if hash(cell(Col::Id).as_bytes()) != row.id {
        return None;
    }
    let held = |col: Col| String::from_utf8_lossy(trimmed(cell(col).as_bytes())).into_owned();
    let id = held(Col::Id);
    let number = |col: Col| match cells::count(cell(col).as_bytes()) {
        Ok(Count::Whole(n)) => Some(n),
        _ => None,
    };
    // The names and values of the cells that a claim is based on, empty ones left out.
    let basis = |cols: &[Col]| {
        let named = cols.iter().filter_map(|&col| {
            let i = layout.index(col)?;
            let held = trimmed(all[i].as_bytes());
            // Midnight means that no time is given.
            let value = text(held);
            let value = value.strip_suffix(" 00:00:00.000").or(value.strip_suffix("T00:00:00")).unwrap_or(&value);
            (!held.is_empty()).then(|| format!("{} {value}", layout.columns.names[i]))
        });
        named.collect::<Vec<_>>().join(", ")
    };
    Some(RecordDetail {
        id: id.strip_suffix(".0").unwrap_or(&id).to_owned(),
        text: one_line(&[held(Col::Text), held(Col::MoreText)].join(" ")),
        text_is_place: layout.format.text_is_place(),
        meanings: layout.format.meanings(&|col| cells::code(cell(col).as_bytes())),
        citations: layout.format.citations(&held),
        parties: layout
            .format
            .parties()
            .iter()
            .map(|&(col, party)| (party, held(col)))
            .filter(|(_, n)| cells::count(n.as_bytes()).ok().and_then(cells::Count::rounded).is_some_and(|n| n > 0))
            .collect(),
        killed: number(Col::Best),
        attackers_killed: number(Col::BestAttackers),
        injured: number(Col::Injured),
        attackers_injured: number(Col::InjuredAttackers),
        scale: held(Col::BestScale),
        date_words: held(Col::ApproxDate),
        cells: layout
            .columns
            .distinct
            .iter()
            .zip(all)
            .filter(|(_, held)| !trimmed(held.as_bytes()).is_empty())
            .map(|(name, held)| (name.clone(), one_line(held)))
            .collect(),
        basis: Basis {
            date: basis(&[
                Col::Start,
                Col::End,
                Col::Year,
                Col::Month,
                Col::Day,
                Col::EndYear,
                Col::EndMonth,
                Col::EndDay,
                Col::Resolution,
                Col::DatePrecision,
            ]),
            place: basis(&[Col::Place, Col::PlacePrecision]),
            killed: basis(&[Col::Best, Col::BestScale, Col::Ambiguity, Col::Low, Col::High, Col::BestAttackers]),
            injured: basis(&[Col::Injured, Col::InjuredAttackers]),
            attackers: basis(&[Col::BestAttackers]),
            attackers_injured: basis(&[Col::InjuredAttackers]),
        },
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
