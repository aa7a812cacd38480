//! One record read in full, from its row in the file.

use super::cells::{self, text, trimmed};
use super::cite;
use super::code::hash;
use super::format::{Col, Format};
use super::sniff::{Layout, record_end, split};
use crate::model::set::{Basis, Citation, Row, Sheet};

/// Reads the record at the beginning of `bytes`. `None` if it does not end there; `Some(None)` if it is no longer the
/// record that was loaded: then the file was changed meanwhile.
pub(super) fn read(layout: &Layout, row: &Row, bytes: &[u8], ended: bool) -> Option<Option<Sheet>> {
    let fields = layout.names.len();
    let mut whole = false;
    // Marks inside bare cells are read as they were when the record was loaded: as marks first, then as text.
    for plain in [false, true] {
        let Some(end) = record_end(bytes, layout.dialect, ended, plain) else { continue };
        whole = true;
        let cells: Vec<String> = split(&bytes[..end], layout.dialect, plain).map(|c| text(&c).into_owned()).collect();
        if cells.len() == fields
            && let Some(sheet) = sheet(layout, row, &cells)
        {
            return Some(Some(sheet));
        }
    }
    whole.then_some(None)
}

fn sheet(layout: &Layout, row: &Row, all: &[String]) -> Option<Sheet> {
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
    Some(Sheet {
        id: id.strip_suffix(".0").unwrap_or(&id).to_owned(),
        text: one_line(&[said(Col::Text), said(Col::MoreText)].join(" ")),
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
