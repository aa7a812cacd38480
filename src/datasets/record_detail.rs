//! Reads the columns of one record from its bytes in the file. Knows no files.

use std::borrow::Cow;
use std::ops::Range;

use super::cells::{self, Count, one_line, text, trimmed_text};
use super::columns::Col;
use super::csv::{cell_ranges, record_end, unquoted};
use super::encode::{Encoder, hash, own_id};
use super::recognise::Layout;
use super::row::Findings;
use crate::model::dataset::{Basis, NOT_GIVEN, Record, RecordDetail, flag};

/// The file has changed since it was loaded.
pub(super) struct Changed;

/// The parts of a record that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailScope {
    /// All.
    Whole,
    /// What tables are made of: id, citations, and the figures of killed and injured with their basis.
    Tables,
    /// What is said in words: id, description, citations.
    Words,
}

/// The cells of one record, taken from its bytes when they are asked for.
struct RecordCells<'b> {
    bytes: &'b [u8],
    ranges: &'b [Range<usize>],
    quoted: bool,
}

impl<'b> RecordCells<'b> {
    /// The bytes of a cell without its quotation marks; empty if there is none.
    fn bytes(&self, at: usize) -> Cow<'b, [u8]> {
        let cell = self.ranges.get(at).map_or(&b""[..], |range| &self.bytes[range.clone()]);
        if self.quoted { unquoted(cell) } else { Cow::Borrowed(cell) }
    }

    /// The text of a cell.
    fn text(&self, at: usize) -> Cow<'b, str> {
        match self.bytes(at) {
            Cow::Borrowed(bytes) => text(bytes),
            Cow::Owned(bytes) => Cow::Owned(text(&bytes).into_owned()),
        }
    }
}

/// Reads the record at the beginning of `bytes`; `ended` means that the file ends with `bytes`. `None` if more bytes are
/// needed. An error if it is not the record that was loaded: it is known by its id, or where the file is not as it was read
/// (`is_as_read`) or gives no ids, also by its dates and figures. `ranges` is room for the cells, which many records share.
pub(super) fn read(
    layout: &Layout,
    row: &Record,
    bytes: &[u8],
    ended: bool,
    scope: DetailScope,
    is_as_read: bool,
    ranges: &mut Vec<Range<usize>>,
) -> Option<Result<RecordDetail, Changed>> {
    let fields = layout.columns.names.len();
    let mut whole = false;
    // The same order as in loading: marks inside unquoted cells are read as marks first, then as text.
    for plain in [false, true] {
        let mut end = cell_ranges(bytes, layout.dialect, plain, ranges);
        if end == bytes.len() {
            // The record ends here, or goes on behind these bytes.
            let Some(found) = record_end(bytes, layout.dialect, ended, plain) else { continue };
            end = found;
            let breaks = bytes[..end].iter().rev().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            cell_ranges(&bytes[..end - breaks], layout.dialect, plain, ranges);
        }
        if let Some(last) = ranges.last_mut() {
            last.end -= bytes[last.clone()].iter().rev().take_while(|b| **b == b'\r').count();
        }
        // With marks as text a record may seem to end too early, so this end counts only if the other reading has one.
        whole |= !plain || ended;
        if ranges.len() != fields {
            continue;
        }
        let cells = RecordCells { bytes: &bytes[..end], ranges, quoted: layout.dialect.quoted };
        if (row.id == 0 || !is_as_read) && !has_numbers_of(layout, row, &cells) {
            continue;
        }
        if let Some(detail) = detail(layout, row, &cells, scope) {
            return Some(Ok(detail));
        }
    }
    whole.then_some(Err(Changed))
}

/// Whether cells give the dates and figures of the loaded record.
fn has_numbers_of(layout: &Layout, row: &Record, cells: &RecordCells<'_>) -> bool {
    let format = layout.format;
    let cells: Vec<Cow<'_, [u8]>> = (0..cells.ranges.len()).map(|at| cells.bytes(at)).collect();
    let mut found = Findings::default();
    let (read, open) = format.encode(&mut Encoder::default(), &layout.columns, &cells, row.at, &mut found);
    // The whole file decides which reading of such a date was loaded.
    let days = |row: &Record| if open.is_none() { [row.lo, row.hi] } else { [0; 2] };
    let undecided = flag::DAY_OPEN
        | flag::SLIPPED
        | flag::MISPLACED
        | flag::REPEAT
        | if open.is_none() { 0 } else { flag::APPROXIMATE };
    let numbers = |row: &Record| {
        let injured = if format.counts_injured() { row.injured } else { NOT_GIVEN };
        // These flags are set after encoding.
        let flags = row.flags & !(flag::BAD_CELL | flag::JOINED | undecided);
        (days(row), [row.low, row.best, row.high, injured], flags)
    };
    numbers(&read) == numbers(row)
}

fn detail(layout: &Layout, row: &Record, cells: &RecordCells<'_>, scope: DetailScope) -> Option<RecordDetail> {
    let cell = |col: Col| layout.index(col).map_or(Cow::Borrowed(""), |at| cells.text(at));
    let id = cell(Col::Id);
    if hash(id.as_bytes()) != row.id {
        return None;
    }
    let whole = scope == DetailScope::Whole;
    let held = |col: Col| match cell(col) {
        Cow::Borrowed(cell) => Cow::Borrowed(trimmed_text(cell)),
        Cow::Owned(cell) => Cow::Owned(trimmed_text(&cell).to_owned()),
    };
    let mut id = String::from_utf8_lossy(&own_id(id.as_bytes())).into_owned();
    if id.ends_with(".0") {
        id.truncate(id.len() - 2);
    }
    let described = || one_line(&[held(Col::Text), held(Col::MoreText)].join(" "));
    if scope == DetailScope::Words {
        let citations = layout.format.citations(&held);
        let text_is_place = layout.format.text_is_place();
        return Some(RecordDetail { id, text: described(), text_is_place, citations, ..RecordDetail::default() });
    }
    let number = |col: Col| match cells::count(&cells.bytes(layout.index(col)?), layout.columns.dots) {
        Ok(Count::Whole(n)) => Some(n),
        _ => None,
    };
    // The names and values of the cells that a claim is based on, empty ones left out.
    let basis = |cols: &[Col]| {
        let mut named = String::new();
        for &col in cols {
            let Some(at) = layout.index(col) else { continue };
            let cell = cells.text(at);
            let held = trimmed_text(&cell);
            if held.is_empty() {
                continue;
            }
            // Midnight means that no time is given.
            let value = held.strip_suffix(" 00:00:00.000").or(held.strip_suffix("T00:00:00")).unwrap_or(held);
            if named.is_empty() {
                named.reserve(48);
            } else {
                named.push_str(", ");
            }
            named.push_str(&layout.columns.names[at]);
            named.push(' ');
            named.push_str(value);
        }
        named
    };
    let mut detail = RecordDetail {
        id,
        citations: layout.format.citations(&held),
        killed: number(Col::Best),
        killed_bounds: [Col::Low, Col::High].map(number),
        attackers_killed: number(Col::BestAttackers),
        injured: number(Col::Injured),
        attackers_injured: number(Col::InjuredAttackers),
        basis: Basis {
            killed: basis(&[Col::Best, Col::BestScale, Col::Ambiguity, Col::Low, Col::High, Col::BestAttackers]),
            injured: basis(&[Col::Injured, Col::InjuredAttackers]),
            attackers: basis(&[Col::BestAttackers]),
            attackers_injured: basis(&[Col::InjuredAttackers]),
            ..Basis::default()
        },
        ..RecordDetail::default()
    };
    if whole {
        let parties = layout.format.parties().iter().map(|&(col, party)| (party, held(col).into_owned()));
        let is_some = |n: &str| {
            cells::count(n.as_bytes(), layout.columns.dots).ok().and_then(Count::rounded).is_some_and(|n| n > 0)
        };
        detail.parties = parties.filter(|(_, n)| is_some(n)).collect();
        detail.scale = held(Col::BestScale).into_owned();
        detail.date_words = held(Col::ApproxDate).into_owned();
        detail.text = described();
        detail.text_is_place = layout.format.text_is_place();
        detail.meanings = layout.format.meanings(&|col| cells::code(cell(col).as_bytes()));
        let all = layout.columns.distinct.iter().enumerate().map(|(at, name)| (name, cells.text(at)));
        let filled = all.filter(|(_, held)| !trimmed_text(held).is_empty());
        detail.cells = filled.map(|(name, held)| (name.clone(), one_line(&held))).collect();
        detail.basis.date = basis(&[
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
        ]);
        detail.basis.place = basis(&[Col::Place, Col::PlacePrecision]);
    }
    Some(detail)
}
