//! Says how the dates of a file were read: the order of day and month with the cells that prove it, and what is in
//! doubt. Knows no formats.

use super::date_counts::{DateCounts, Example, OrderGround};
use super::dates::{DayOrder, Notation, Proof};
use super::epoch::{EpochCounts, EpochUnit};

/// What the user is told about the dates of a file.
#[derive(Debug, Default)]
pub(super) struct DateNotes {
    /// Decisions that dates prove.
    pub(super) notes: Vec<String>,
    /// What is in doubt, each with the remedy.
    pub(super) warnings: Vec<(String, &'static str)>,
}

const CHECK: &str = "compare one such date with its source; a date written as 2025-01-13 is never in doubt";

/// What to say about the dates counted; `columns` are the names of the columns, `month_first` is the format's usual order.
pub(super) fn date_notes(counts: &DateCounts, columns: &[String], month_first: bool) -> DateNotes {
    let mut out = DateNotes::default();
    for notation in [Notation::YearLast, Notation::YearFirst, Notation::Iso] {
        order_notes(counts, columns, notation, month_first, &mut out);
    }
    if let Some(example) = counts.first(Notation::Epoch) {
        time_notes(&counts.times, column(columns, example), &mut out);
    }
    let mut used: Vec<(&Example, Notation)> =
        Notation::ALL.iter().filter_map(|&notation| Some((counts.first(notation)?, notation))).collect();
    if used.len() > 1 {
        used.sort_by_key(|(example, _)| example.row);
        let each: Vec<String> = used
            .iter()
            .map(|&(example, notation)| format!("{} {} ({})", counts.all(notation), notation.words(), shown(example)))
            .collect();
        let name = column(columns, used[0].0);
        out.warnings.push((format!("{name} mixes notations of dates: {}", each.join("; ")), CHECK));
    }
    out
}

/// What to say about times since 1970.
fn time_notes(times: &EpochCounts, name: &str, out: &mut DateNotes) {
    let each = |unit: EpochUnit, n: u32| format!("{} of {} since 1970", dates(n), unit.words());
    if let Some(unit) = times.unit() {
        out.notes.push(format!("{name}: {}, read as days of UTC", each(unit, times.all())));
    } else if times.is_mixed() {
        let all: Vec<String> =
            times.examples().map(|(unit, n, some)| format!("{} ({})", each(unit, n), examples(some))).collect();
        let message = format!("{name} seems to mix two units: {}; each is read by its size", all.join("; "));
        out.warnings.push((message, CHECK));
    }
}

/// What to say about the order of day and month in one notation.
fn order_notes(counts: &DateCounts, columns: &[String], notation: Notation, month_first: bool, out: &mut DateNotes) {
    let Some(first) = counts.first(notation) else { return };
    let name = column(columns, first);
    let (order, ground) = counts.order(notation, month_first);
    let read = match (notation, order) {
        (Notation::YearLast, DayOrder::Swapped) => "month first",
        (Notation::YearLast, _) => "day first",
        (_, DayOrder::Swapped) => "year, day, month",
        _ => "year, month, day",
    };
    let open = counts.count(notation, Proof::Open);
    let proof = |proof| proofs(counts, notation, proof);
    let own = if order == DayOrder::Swapped { Proof::Swapped } else { Proof::Usual };
    let other = if order == DayOrder::Swapped { Proof::Usual } else { Proof::Swapped };
    match ground {
        OrderGround::Proved if notation == Notation::Iso => {}
        // Nothing else is usual.
        OrderGround::Assumed if notation == Notation::Iso && (open == 0 || !counts.is_split()) => {}
        OrderGround::Proved if notation == Notation::YearFirst && order == DayOrder::Usual => {}
        OrderGround::Proved => out.notes.push(format!("{name}: dates are read {read}, as {} prove", proof(own))),
        OrderGround::Assumed if notation == Notation::YearFirst || open == 0 => {}
        OrderGround::Assumed if notation != Notation::Iso => {
            let message = format!(
                "{name}: dates are read {read}, the usual order, but none proves it: {}",
                proofs(counts, notation, Proof::Open)
            );
            out.warnings.push((message, CHECK));
        }
        OrderGround::Mostly => {
            let message = format!(
                "{name}: dates are read {read}, as {} prove, but {} prove the other order",
                proof(own),
                proof(other)
            );
            out.warnings.push((message, CHECK));
        }
        OrderGround::Both if notation == Notation::YearLast || counts.count(notation, Proof::Swapped) > 0 => {
            let message = format!(
                "{name}: some dates prove one order of day and month, others the other: {}; {}; {} that allow both are left open",
                proof(Proof::Usual),
                proof(Proof::Swapped),
                dates(open)
            );
            out.warnings.push((message, CHECK));
        }
        OrderGround::Assumed | OrderGround::Both | OrderGround::Spreadsheet => {
            let (seems, done) = match ground {
                OrderGround::Assumed => ("may", "they are read year, month, day"),
                OrderGround::Both => ("seems to", "they are left open"),
                _ => ("seems to", "they are read year, day, month"),
            };
            let message = format!(
                "{name}: a spreadsheet {seems} have swapped day and month in {} ({}), since all others are of days over 12: {}; {done}",
                dates(open),
                examples(counts.examples(notation, Proof::Open)),
                examples(
                    &[
                        counts.examples(Notation::YearLast, Proof::Usual),
                        counts.examples(Notation::YearLast, Proof::Swapped)
                    ]
                    .concat()
                ),
            );
            out.warnings.push((message, "export the data again, with dates as text or as 2025-01-13"));
        }
    }
}

/// The cells that prove something: `“1/13/2025” (row 5), “1/16/2025” (row 6) and 11 more`.
fn proofs(counts: &DateCounts, notation: Notation, proof: Proof) -> String {
    let shown = counts.examples(notation, proof);
    let more = counts.count(notation, proof) as usize - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", examples(shown))
}

fn examples(all: &[Example]) -> String {
    all.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn shown(example: &Example) -> String {
    format!("“{}” (row {})", example.cell.trim(), example.row)
}

fn column<'c>(columns: &'c [String], example: &Example) -> &'c str {
    columns.get(example.column).map_or("", String::as_str)
}

fn dates(n: u32) -> String {
    format!("{n} date{}", if n == 1 { "" } else { "s" })
}
