//! Tells of what was found while a file was read: rows that cannot be read or are odd, repeats, rounded ids, dates in doubt.
//! Knows no formats.

use std::io;
use std::sync::Arc;

use super::cells;
use super::columns::Col;
use super::csv::Dialect;
use super::damaged::DamagedNames;
use super::losses::LostRecord;
use super::merge::{Merger, ProblemKind, RowProblem};
use super::oddity::Oddity;
use super::recognise::Layout;
use super::repeats;
use super::row::CellType;
use super::row_places::RowPlaces;
use super::same_rows;
use super::same_told;
use crate::diagnostic::{DiagnosticCode, Position, Report, Severity};
use crate::model::country;
use crate::model::dataset::{DataSet, Record};

/// Reads something of a record: of an earlier data set, by its number, or of the one that is read.
pub(super) type OfRecord<'r, T> = &'r dyn Fn(Option<usize>, &Record) -> T;

pub(super) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Counts of rows read, joined and left out, in words.
pub(super) fn row_counts(merger: &Merger) -> String {
    let rows = merger.records;
    let mut out = format!("{}, {}", count(rows, "row"), count(merger.set.len(), "record"));
    if merger.folds() {
        let folded = rows - merger.left_out - merger.set.len();
        out.push_str(&format!(" (one row per actor: {} joined to the record with their id)", count(folded, "row")));
    }
    if merger.left_out > 0 {
        out.push_str(&format!(", {} left out", merger.left_out));
    }
    out
}

/// Counts of rows that are odd, in words.
pub(super) fn odd_rows(merger: &Merger) -> Vec<String> {
    let [slipped, misplaced] = merger.odd_rows;
    let words = "whose columns seem to have slipped, or that are no records (row:slipped)";
    let slipped = (slipped > 0).then(|| format!("{} {words}", count(slipped, "row")));
    let misplaced =
        (misplaced > 0).then(|| format!("{} whose position cannot be (row:misplaced)", count(misplaced, "row")));
    slipped.into_iter().chain(misplaced).collect()
}

/// The countries that are known by their names in other languages, in words. `None` if there are none.
pub(super) fn translated_countries(merger: &Merger) -> Option<String> {
    const NAMED: usize = 8;
    let all: Vec<String> = merger
        .translated_countries
        .iter()
        .map(|(name, code)| format!("“{name}” is {}", country::english(&String::from_utf8_lossy(code))))
        .collect();
    let more = if all.len() > NAMED { format!(" and {} more", all.len() - NAMED) } else { String::new() };
    let named = all[..all.len().min(NAMED)].join(", ");
    (!all.is_empty()).then(|| format!("country names in other languages: {named}{more}"))
}

/// Marks the records that repeat earlier ones, tells of them and of ids that were rounded; gives a note for the user. `id_of` reads
/// the id of a record of an earlier data set, by its number, or of this one.
pub(super) fn report_repeats(
    name: &str,
    merger: &mut Merger,
    earlier: &[Arc<DataSet>],
    id_of: OfRecord<'_, String>,
    report: &mut Report,
) -> Option<String> {
    if let (n @ 1.., Some(id)) = &merger.rounded_ids {
        let message = format!(
            "{name}: {} rounded by a spreadsheet, such as {id}; such records go by their rows",
            if *n == 1 { "1 id was".to_owned() } else { format!("{n} ids were") }
        );
        report.about_file(
            Severity::Warning,
            DiagnosticCode::Repeat,
            message,
            "export the data again, with ids as text",
        );
    }
    let found = repeats::mark(&mut merger.set, earlier, |set, (of, row)| match earlier.get(of) {
        Some(other) => id_of(Some(of), &other.row(row)),
        None => id_of(None, &set.row(row)),
    });
    let (all, repeats) = (merger.set.len(), merger.set.repeats);
    if repeats == 0 {
        return None;
    }
    let named: Vec<String> = found.first.iter().map(|&row| id_of(None, &merger.set.row(row))).collect();
    let some = |n: usize, words: &str| if n > 0 { format!("; {n} {words}") } else { String::new() };
    let message = format!(
        "{name}: {} an earlier one with the same id, such as {}{}{}",
        if repeats == 1 { "1 record repeats".to_owned() } else { format!("{repeats} records repeat") },
        named.join(", "),
        some(found.elsewhere, "of a file opened before"),
        some(found.differing, "with another date, figure, place or actor"),
    );
    let help = if found.elsewhere > 0 && found.differing > 0 {
        "all are shown; the query row:once shows each as the file opened first has it, so give the newest file first"
    } else {
        "all are shown; the query row:once shows each once, row:repeat only the repeats"
    };
    report.about_file(Severity::Warning, DiagnosticCode::Repeat, message, help);
    Some(format!("{} without {}", count(all - repeats, "record"), count(repeats, "repeat")))
}

/// Tells of rows that say again what an earlier one says. Those of a table without ids are marked as repeats; where only the
/// ids differ, the publisher holds them to be different.
pub(super) fn report_same_rows(
    name: &str,
    merger: &mut Merger,
    cells_of: &dyn Fn(&Record) -> Option<Vec<String>>,
    report: &mut Report,
) -> Option<String> {
    let set = &mut merger.set;
    let found = same_rows::find(set, &|n| cells_of(&set.row(n)));
    let n = found.records.len();
    if n == 0 {
        return None;
    }
    let named: Vec<String> = found.records.iter().take(3).map(|n| (n + 1).to_string()).collect();
    let rows = if n == 1 { "1 record repeats".to_owned() } else { format!("{n} records repeat") };
    let (what, help) = if found.without_ids {
        ("in all cells", "all are shown; the query row:once shows each once, row:repeat only the repeats")
    } else {
        (
            "in all cells but the id",
            "they are not marked as repeats, since their ids differ; compare them with the source",
        )
    };
    let message = format!("{name}: {rows} an earlier one {what}, such as number {}", named.join(", "));
    report.about_file(Severity::Warning, DiagnosticCode::Repeat, message, help);
    if !found.without_ids {
        return None;
    }
    repeats::put_flags(set, &found.records);
    Some(format!("{} without {}", count(set.len() - n, "record"), count(n, "repeat")))
}

/// Tells of records that say under another id what a record of a file opened before says. They are not marked: their publisher has
/// given them ids of their own.
pub(super) fn report_same_told(
    name: &str,
    set: &DataSet,
    earlier: &[Arc<DataSet>],
    texts_of: OfRecord<'_, io::Result<Vec<(String, String)>>>,
    id_of: OfRecord<'_, String>,
    report: &mut Report,
) {
    let words_of = |of, row: &Record| texts_of(of, row).unwrap_or_default().into_iter().map(|(_, text)| text).collect();
    let found = same_told::find(set, earlier, &words_of);
    let Some(&(row, (number, other))) = found.pairs.first() else { return };
    let id = |of: &DataSet, file: Option<usize>, row: usize| {
        let id = id_of(file, &of.row(row));
        if id.is_empty() { of.row_id(row) } else { id }
    };
    let (one, earlier) = (id(set, None, row), id(&earlier[number], Some(number), other));
    let n = found.pairs.len();
    let message = format!(
        "{name}: {}{} what a record of a file opened before says under another id, such as {one} and {earlier}",
        if found.is_cut { "at least " } else { "" },
        if n == 1 { "1 record says".to_owned() } else { format!("{n} records say") },
    );
    let help = "the same day, place, actors, kind, figures and words; they are not marked as repeats, since their ids differ; \
                leave one file out if it is another export of the same events";
    report.about_file(Severity::Warning, DiagnosticCode::Repeat, message, help);
}

/// The remedy for a record with too many or too few cells.
pub(super) fn cells_help(dialect: Dialect) -> String {
    let delimiter = match dialect.delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "delimiter",
    };
    if dialect.quoted {
        format!("put a cell that holds a {delimiter}, a line break or a quotation mark in quotation marks")
    } else {
        format!("remove each {delimiter} and line break from inside its cells; a cell of such a file cannot hold them")
    }
}

/// Gives what is told of rows the numbers and lines of their records in the file, where a container has written the rows.
pub(super) fn place_rows(places: &RowPlaces, merger: &mut Merger) {
    for problem in &mut merger.problems {
        if let Some((number, line)) = places.of(problem.row) {
            (problem.row, problem.line) = (number, line);
        }
    }
    merger.dates.renumber(|row| places.of(row).map_or(row, |(number, _)| number));
}

/// Adds the records to `report` that were lost before they became rows.
pub(super) fn report_losses(name: &str, lost: Vec<LostRecord>, report: &mut Report) {
    for LostRecord { number, line, why } in lost {
        let position = Position { file: name.to_owned(), line: usize::try_from(line).unwrap_or(usize::MAX), column: 1 };
        let message = format!("record {number} cannot be read: {why}; it is left out");
        report.at(Severity::Error, DiagnosticCode::BadRecord, position, message, String::new());
    }
}

/// Adds to `report` what was read of names whose letters another program has damaged.
pub(super) fn report_damaged_names(name: &str, damaged: &DamagedNames, report: &mut Report) {
    let mut tell = |(count, first): &(usize, Option<String>), what: &str, help: &str| {
        if let Some(first) = first {
            let names = if *count == 1 { "1 name".to_owned() } else { format!("{count} names") };
            let message = format!("{name}: {names} {what}, such as “{first}”");
            report.about_file(Severity::Warning, DiagnosticCode::Odd, message, help.to_owned());
        }
    };
    tell(&damaged.twice, "encoded twice, read as encoded once", "save the file as UTF-8 where it was made");
    tell(
        &damaged.lost,
        "with letters that are lost",
        "export the data again as UTF-8; they cannot be had from this file",
    );
}

/// Adds the problems of a file to `report`, each with its row and line.
pub(super) fn report_problems(name: &str, layout: &Layout, merger: &Merger, report: &mut Report) {
    let fields = layout.columns.names.len();
    for what in &layout.mistaken {
        let roles = "the roles are in the README: id, date, place, country, killed, injured, actor1 …";
        report.about_file(Severity::Warning, DiagnosticCode::UnknownData, format!("{name}: {what}"), roles);
    }
    for RowProblem { row, line, what, .. } in &merger.problems {
        let line = usize::try_from(*line).unwrap_or(usize::MAX);
        let position = Position { file: name.to_owned(), line, column: 1 };
        let column = |at: usize| layout.columns.names.get(at).map_or("", String::as_str);
        let (severity, code, message, help) = match what {
            // The number is right only because the record runs on into the next ones.
            ProblemKind::Cells(found) if *found == fields => (
                Severity::Error,
                DiagnosticCode::BadRecord,
                format!("row {row} opens a quotation mark that it does not close; it is left out"),
                "close the quotation mark, or write it twice where it is part of the text".to_owned(),
            ),
            ProblemKind::Cells(found) => (
                Severity::Error,
                DiagnosticCode::BadRecord,
                format!("row {row} has {found} cells, not {fields}; it is left out"),
                cells_help(layout.dialect),
            ),
            ProblemKind::Cut => (
                Severity::Error,
                DiagnosticCode::BadRecord,
                format!("the file ends in the middle of row {row}; it is left out"),
                "download the file again".to_owned(),
            ),
            ProblemKind::Cell(bad) => {
                let (code, right) = match bad.wanted {
                    CellType::Day => (DiagnosticCode::BadDate, "a day such as 2022-10-26"),
                    CellType::Number if cells::is_doubtful(bad.found.trim().as_bytes()) => (
                        DiagnosticCode::BadFigure,
                        "thousands or a fraction? write thousands without a mark between them, as the file does not prove either",
                    ),
                    CellType::Number => {
                        (DiagnosticCode::BadFigure, "a whole number, or an empty cell if it is not known")
                    }
                };
                let is_date = layout.index(Col::Start) == Some(bad.column) && layout.index(Col::Year).is_some();
                let instead = if is_date { ", and the year of its row stands for it, if it has one" } else { "" };
                let (column, found) = (column(bad.column), &bad.found);
                let message = format!("row {row}, column {column}: “{found}”; it is left empty{instead}");
                (Severity::Error, code, message, right.to_owned())
            }
            ProblemKind::Header => (
                Severity::Warning,
                DiagnosticCode::Repeat,
                format!("the header stands again after row {row}; this line is not read as a record"),
                "several files seem to have been put one after the other".to_owned(),
            ),
            ProblemKind::Odd(Oddity::Slipped(words)) => (
                Severity::Warning,
                DiagnosticCode::Odd,
                format!("row {row}: columns seem to have slipped: {words}; shown as coded"),
                "the query row:slipped lists such rows".to_owned(),
            ),
            ProblemKind::Odd(Oddity::NoRecord(words)) => (
                Severity::Warning,
                DiagnosticCode::Odd,
                format!("row {row}: {words}; shown as coded"),
                "the query row:slipped lists such rows; remove them from the file, as sums count them too".to_owned(),
            ),
            ProblemKind::Odd(Oddity::Misplaced(words)) => (
                Severity::Warning,
                DiagnosticCode::Odd,
                format!("row {row}: {words}"),
                "the query row:misplaced lists such rows".to_owned(),
            ),
            ProblemKind::Odd(Oddity::Dated(words)) => (
                Severity::Warning,
                DiagnosticCode::BadDate,
                format!("row {row}: {words}; shown as coded"),
                String::new(),
            ),
            ProblemKind::Fraction => (
                Severity::Warning,
                DiagnosticCode::BadFigure,
                format!("row {row}: the number killed has a fraction; only whole numbers are shown"),
                "a whole number, or the lowest and the highest in columns of their own".to_owned(),
            ),
            ProblemKind::Order => (
                Severity::Warning,
                DiagnosticCode::Order,
                if merger.set.about.rule.takes_attackers_out {
                    format!("row {row}: more dead attackers than dead in all; shown as coded")
                } else {
                    format!("row {row}: low, best and high are not in that order; shown as coded")
                },
                String::new(),
            ),
        };
        report.at(severity, code, position, message, help);
    }
    if merger.more_problems > 0 {
        let message = format!("{name}: {} more messages about rows", merger.more_problems);
        report.about_file(Severity::Warning, DiagnosticCode::BadRecord, message, "");
    }
}
