//! One record read in full, from its row in the file.

use super::cells::{self, text, trimmed};
use super::columns::Col;
use super::csv::{record_end, split};
use super::encode::hash;
use super::recognise::Layout;
use crate::model::dataset::{Basis, Record, RecordDetail};

/// The file is no longer what it was when it was loaded.
pub(super) struct Changed;

/// Reads the record at the beginning of `bytes`. `None` if it does not end there; an error if it is no longer the
/// record that was loaded: then the file was changed meanwhile.
pub(super) fn read(layout: &Layout, row: &Record, bytes: &[u8], ended: bool) -> Option<Result<RecordDetail, Changed>> {
    let fields = layout.columns.names.len();
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
            (!held.is_empty()).then(|| format!("{} {said}", layout.columns.names[i]))
        });
        named.collect::<Vec<_>>().join(", ")
    };
    Some(RecordDetail {
        id: id.strip_suffix(".0").unwrap_or(&id).to_owned(),
        text: one_line(&[said(Col::Text), said(Col::MoreText)].join(" ")),
        text_is_place: layout.format.text_is_place(),
        meanings: layout.format.meanings(&|col| cells::code(cell(col).as_bytes())),
        citations: layout.format.citations(&said),
        parties: layout
            .format
            .parties()
            .iter()
            .map(|&(col, party)| (party, said(col)))
            .filter(|(_, n)| cells::count(n.as_bytes()).ok().and_then(cells::Count::rounded).is_some_and(|n| n > 0))
            .collect(),
        date_words: said(Col::ApproxDate),
        cells: layout
            .columns
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
