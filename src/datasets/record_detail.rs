//! One record read in full, from its row in the file.

use super::cells::{self, text, trimmed};
use super::cite;
use super::code::hash;
use super::format::{Col, Format};
use super::sniff::{Layout, record_end, split};
use crate::model::dataset::{Basis, Citation, Meanings, Record, RecordDetail};

/// The file is no longer what it was when it was loaded.
pub(super) struct Changed;

/// Reads the record at the beginning of `bytes`. `None` if it does not end there; an error if it is no longer the
/// record that was loaded: then the file was changed meanwhile.
pub(super) fn read(layout: &Layout, row: &Record, bytes: &[u8], ended: bool) -> Option<Result<RecordDetail, Changed>> {
    let fields = layout.names.len();
    let mut whole = false;
    // Marks inside bare cells are read as they were when the record was loaded: as marks first, then as text.
    for plain in [false, true] {
        let Some(end) = record_end(bytes, layout.dialect, ended, plain) else { continue };
        // Marks as text find an end sooner, which may be none: until the other way has found one, more is read.
        whole |= !plain || ended;
        let cells: Vec<String> = split(&bytes[..end], layout.dialect, plain).map(|c| text(&c).into_owned()).collect();
        if cells.len() == fields
            && let Some(sheet) = sheet(layout, row, &cells)
        {
            return Some(Ok(sheet));
        }
    }
    whole.then_some(Err(Changed))
}

fn sheet(layout: &Layout, row: &Record, all: &[String]) -> Option<RecordDetail> {
    let cell = |col: Col| layout.place(col).and_then(|i| all.get(i)).map_or("", String::as_str);
    if hash(cell(Col::Id).as_bytes()) != row.id {
        return None;
    }
    let said = |col: Col| String::from_utf8_lossy(trimmed(cell(col).as_bytes())).into_owned();
    let id = said(Col::Id);
    // Which cells a claim rests on, by name, as far as they hold anything.
    let basis = |cols: &[Col]| {
        let named = cols.iter().filter_map(|&col| {
            let i = layout.place(col)?;
            let held = trimmed(all[i].as_bytes());
            // A time of midnight says nothing.
            let said = text(held);
            let said = said.strip_suffix(" 00:00:00.000").or(said.strip_suffix("T00:00:00")).unwrap_or(&said);
            (!held.is_empty()).then(|| format!("{} {said}", layout.names[i]))
        });
        named.collect::<Vec<_>>().join(", ")
    };
    let citations: Vec<Citation> = match layout.format {
        Format::Ged => cite::ged(&said(Col::Sources)),
        Format::Acled => cite::outlets(&said(Col::Sources)),
        Format::Gtd => {
            [Col::Sources, Col::Sources2, Col::Sources3].iter().filter_map(|&c| cite::whole(&said(c))).collect()
        }
    };
    let parties = [
        (Col::DeathsA, "side A"),
        (Col::DeathsB, "side B"),
        (Col::DeathsCivilians, "civilians"),
        (Col::DeathsUnknown, "unknown"),
        (Col::BestAttackers, "attackers"),
    ];
    Some(RecordDetail {
        id: id.strip_suffix(".0").unwrap_or(&id).to_owned(),
        text: one_line(&[said(Col::Text), said(Col::MoreText)].join(" ")),
        // GED describes the place; what happened it leaves to its sources.
        text_is_place: layout.format == Format::Ged,
        meanings: meanings(layout.format, |col| cells::code(cell(col).as_bytes())),
        citations,
        parties: parties
            .into_iter()
            .map(|(col, party)| (party, said(col)))
            .filter(|(_, n)| cells::count(n.as_bytes()).ok().and_then(cells::Count::rounded).is_some_and(|n| n > 0))
            .collect(),
        date_words: said(Col::ApproxDate),
        cells: layout
            .names
            .iter()
            .zip(all)
            .filter(|(_, held)| !trimmed(held.as_bytes()).is_empty())
            .map(|(name, held)| (name.clone(), one_line(held)))
            .collect(),
        basis: Basis {
            date: basis(&[Col::Start, Col::End, Col::Year, Col::Month, Col::Day, Col::Resolution, Col::DatePrecision]),
            place: basis(&[Col::Place, Col::PlacePrecision]),
            killed: basis(&[Col::Best, Col::Low, Col::High, Col::BestAttackers]),
            injured: basis(&[Col::Injured, Col::InjuredAttackers]),
            attackers: basis(&[Col::BestAttackers]),
        },
    })
}

/// What the precision codes say, by the codebooks: of the day, and of the place.
fn meanings(format: Format, code: impl Fn(Col) -> Option<i32>) -> Meanings {
    let day = match (format, code(Col::DatePrecision)) {
        (Format::Ged, Some(2)) => "Some time in a span of two to six days.",
        (Format::Ged, Some(3)) => "Some time in that week; which day is not known.",
        (Format::Ged, Some(4)) => "Some time in that month, or in up to thirty days.",
        (Format::Ged, Some(5)) => "Some time in a span of more than a month, up to a year.",
        (Format::Acled, Some(2)) => "Some day of that week or weekend; the file gives its middle.",
        (Format::Acled, Some(3)) => "Some day of that month; the day in the file means nothing.",
        (Format::Gtd, _) if code(Col::Month) == Some(0) => "The month is not known.",
        (Format::Gtd, _) if code(Col::Day) == Some(0) => "The day is not known.",
        _ => "",
    };
    let place = match (format, code(Col::PlacePrecision)) {
        (Format::Ged, Some(2)) => "The position is within about 25 km of where it happened.",
        (Format::Ged, Some(3)) => "The position stands for a district (second-order region).",
        (Format::Ged, Some(4)) => "The position stands for a province (first-order region).",
        (Format::Ged, Some(5)) => "The position stands for a line, a border or a fuzzy area.",
        (Format::Ged, Some(6)) => "Only the country is known; the position stands for it.",
        (Format::Ged, Some(7)) => "It happened at sea or in the air.",
        (Format::Acled | Format::Gtd, Some(1)) => "The position is the town's, not the event's.",
        (Format::Acled, Some(2)) => {
            "Near a town, or in a part of a region; the position is a town's that stands for it."
        }
        (Format::Acled, Some(3)) => "Only a larger region is known; the position is a landmark or provincial capital.",
        (Format::Gtd, Some(2)) => "In the town; the position is the centre of the smallest region around it.",
        (Format::Gtd, Some(3)) => "Not in a town; the position is the centre of the smallest region around it.",
        (Format::Gtd, Some(4)) => "The position is the centre of the province.",
        (Format::Gtd, Some(5)) => "The place is not known.",
        _ => "",
    };
    Meanings { day, place }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
