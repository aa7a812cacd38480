//! Workbooks (XLSX): each sheet is a table.

use std::collections::HashSet;
use std::io::{self, BufReader, Read, Seek, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use ::zip::ZipArchive;
use calamine::{DataRef, Reader as _, SheetVisible, Xlsx, XlsxError};

use super::super::container_bound::{ContainerLimits, too_much as too_much_unpacked};
use super::super::losses::Losses;
use super::super::open_error::{OpenError, refused};
use super::super::pipe::pipe;
use super::super::row_source::{CacheShare, cache_limit};
use super::super::seekable::{ReadSeek, Seekable};
use super::super::unpack::{PackedTable, PackedTables};
use super::row::row;

/// Maximum number of sheets that are looked at.
const MOST: usize = 32;

type Book = Xlsx<BufReader<Box<dyn ReadSeek>>>;

/// The sheets of a workbook that has `sheets` of them; hidden ones come last, one called `Data` before others.
pub(super) fn tables(file: &Seekable, sheets: usize) -> Result<PackedTables, OpenError> {
    // Opening a workbook reads all its strings, so the only sheet is not looked up by its name.
    let mut names = vec![None];
    if sheets > 1 {
        let (book, _share) = open(file, Arc::default()).map_err(|error| (error.to_string(), String::new()))?;
        let sheets = book.sheets_metadata().iter();
        let mut named: Vec<(bool, bool, String)> = sheets
            .map(|s| (s.visible != SheetVisible::Visible, !s.name.eq_ignore_ascii_case("data"), s.name.clone()))
            .collect();
        named.sort_by_key(|(is_hidden, is_other, _)| (*is_hidden, *is_other));
        names = named.into_iter().map(|(is_hidden, _, name)| Some((name, is_hidden))).collect();
    }
    let others = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    let tables = names.into_iter().map(|sheet| {
        let file = file.clone();
        let name = match &sheet {
            Some((name, true)) => format!("{name} (hidden)"),
            Some((name, false)) => name.clone(),
            None => String::new(),
        };
        let sheet = sheet.map(|(name, _)| name);
        let open = Box::new(move |read, losses| pipe(move |out| write(&file, sheet, read, out, &losses)));
        PackedTable { name, packed: None, open }
    });
    Ok(PackedTables { tables: tables.collect(), others })
}

/// Opens a workbook, which reads all its strings into memory; they have a share of what may be kept.
fn open(file: &Seekable, read: Arc<AtomicU64>) -> io::Result<(Book, CacheShare)> {
    let limit = cache_limit();
    let too_much = || {
        let most = limit.bytes >> 20;
        refused(
            format!("the texts of the workbook unpack to more than {most} MiB ({})", limit.reason),
            "save it as CSV",
        )
    };
    let (packed, most) = (file.len(), ContainerLimits::USUAL.most(file.len()));
    let bomb = || refused(too_much_unpacked(packed, most), "save it as CSV, and open that");
    if sheets_len(file.open(Arc::default())?) > most {
        return Err(bomb());
    }
    let strings = strings_len(file.open(Arc::default())?, limit.bytes.min(most))
        .ok_or_else(|| if most < limit.bytes { bomb() } else { too_much() })?;
    let share = CacheShare::new(strings).ok_or_else(too_much)?;
    let book = Xlsx::new(BufReader::new(file.open(read)?)).map_err(wrong)?;
    Ok((book, share))
}

/// Bytes of all sheets of a workbook, unpacked, by its own word.
fn sheets_len(file: impl Read + Seek) -> u64 {
    let Ok(mut zip) = ZipArchive::new(BufReader::new(file)) else { return 0 };
    let lengths = (0..zip.len()).filter_map(|at| zip.by_index_raw(at).ok().map(|member| member.size()));
    lengths.fold(0, u64::saturating_add)
}

/// Bytes of the strings of a workbook, unpacked, as its own word for it need not be true; `None` if more than `most`.
fn strings_len(file: impl Read + Seek, most: u64) -> Option<u64> {
    let Ok(mut zip) = ZipArchive::new(BufReader::new(file)) else { return Some(0) };
    let at = zip.file_names_raw().position(|name| name.eq_ignore_ascii_case(b"xl/sharedStrings.xml"));
    let Some(Ok(member)) = at.map(|at| zip.by_index(at)) else { return Some(0) };
    // A damaged workbook is told where it is read.
    let len = io::copy(&mut member.take(most + 1), &mut io::sink()).unwrap_or(0);
    (len <= most).then_some(len)
}

#[expect(clippy::needless_pass_by_value, reason = "named where errors are mapped")]
fn wrong(error: XlsxError) -> io::Error {
    io::Error::other(format!("the workbook cannot be read: {error}"))
}

/// Writes a sheet as CSV; without a name, the first one that is not empty.
fn write(
    file: &Seekable,
    sheet: Option<String>,
    read: Arc<AtomicU64>,
    out: &mut dyn Write,
    losses: &Losses,
) -> io::Result<()> {
    let (mut book, _share) = open(file, read)?;
    let names = sheet.map_or_else(|| book.sheet_names(), |name| vec![name]);
    for name in names {
        if write_sheet(&mut book, &name, out, losses)? {
            return Ok(());
        }
    }
    Err(io::Error::other("the sheet is empty"))
}

/// Writes a sheet, and gives whether it had any cell.
fn write_sheet(book: &mut Book, sheet: &str, out: &mut dyn Write, losses: &Losses) -> io::Result<bool> {
    let from_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(sheet).map_err(wrong)?;
    let mut rows = Rows::default();
    let mut line = 0;
    let mut any = false;
    let mut doubts = Doubts::default();
    while let Some(cell) = reader.next_cell().map_err(wrong)? {
        any = true;
        let (at, column) = cell.get_position();
        if at != line {
            rows.finish(out)?;
            line = at;
        }
        let value = cell.get_value();
        match value {
            DataRef::Empty => doubts.empty(at, column),
            DataRef::Error(error) => doubts.error(error),
            DataRef::Float(n) if from_1904 && rows.is_of_days(column as usize, *n) => {
                doubts.from_1904 += 1;
                rows.put(column as usize, number(*n + DAYS_TO_1904));
                continue;
            }
            _ => {}
        }
        rows.put(column as usize, cell_text(value));
    }
    rows.finish(out)?;
    rows.flush(out)?;
    drop(reader);
    doubts.tell(book, sheet, line, losses);
    Ok(any)
}

/// Days from the first day of the usual date system to that of 1904.
const DAYS_TO_1904: f64 = 1_462.0;

/// Cells of a sheet that do not hold what they show in a spreadsheet.
#[derive(Default)]
struct Doubts {
    /// The first cells without a value.
    empty: Vec<(u32, u32)>,
    /// Cells that hold an error: how many, and the first.
    errors: (usize, String),
    /// Day numbers without a date's style, counted from 1904.
    from_1904: usize,
}

impl Doubts {
    /// Cells without a value that are looked at again.
    const EMPTY: usize = 1_000;
    /// Rows of a sheet that is read again for its merged cells.
    const SHORT: u32 = 50_000;

    fn empty(&mut self, row: u32, column: u32) {
        if self.empty.len() < Self::EMPTY {
            self.empty.push((row, column));
        }
    }

    fn error(&mut self, error: &calamine::CellErrorType) {
        if self.errors.0 == 0 {
            self.errors.1 = error.to_string();
        }
        self.errors.0 += 1;
    }

    /// Tells of them; the sheet has `rows` rows.
    fn tell(self, book: &mut Book, sheet: &str, rows: u32, losses: &Losses) {
        let cells = |n: usize| format!("{n} cell{}", if n == 1 { "" } else { "s" });
        let formulas = self.formulas(book, sheet);
        if formulas > 0 {
            let more = if self.empty.len() == Self::EMPTY { " at least" } else { "" };
            losses.warn(
                format!("{}{more} with a formula whose value is not stored; read as empty", cells(formulas)),
                "open the workbook in a spreadsheet and save it, which calculates and stores the values",
            );
        }
        if let (n @ 1.., error) = &self.errors {
            losses.warn(
                format!("{} with an error of the spreadsheet, such as {error}; read as empty", cells(*n)),
                "mend the formulas in the spreadsheet, and save it again",
            );
        }
        if self.from_1904 > 0 {
            losses.note(format!("the workbook counts days from 1904; {} read so", cells(self.from_1904)));
        }
        let merged =
            if rows < Self::SHORT { book.merge_cells_by_sheet_name(sheet).unwrap_or_default() } else { Vec::new() };
        let mut over_rows = merged.iter().filter(|area| area.start.0 > 0 && area.end.0 > area.start.0);
        if let Some(first) = over_rows.next() {
            losses.warn(
                format!(
                    "{} merged over several rows, such as rows {} to {}; only the first row has the value",
                    cells(1 + over_rows.count()),
                    first.start.0 + 1,
                    first.end.0 + 1
                ),
                "unmerge them in the spreadsheet, and fill in the value in each row",
            );
        }
    }

    /// The number of formulas among the cells without a value.
    fn formulas(&self, book: &mut Book, sheet: &str) -> usize {
        let (Some(last), Ok(mut reader)) = (self.empty.last(), book.worksheet_cells_reader(sheet)) else { return 0 };
        let empty: HashSet<&(u32, u32)> = self.empty.iter().collect();
        let mut formulas = 0;
        while let Ok(Some(cell)) = reader.next_cell_with_formula_metadata() {
            formulas += usize::from(cell.formula.is_some() && empty.contains(&cell.pos));
            if cell.pos >= *last {
                break;
            }
        }
        formulas
    }
}

/// Rows of a sheet, all as wide as the widest of the first ones: a title may precede the header, and cells beside the
/// table further down do not belong to it.
#[derive(Default)]
struct Rows {
    cells: Vec<String>,
    first: Vec<Vec<String>>,
    width: Option<usize>,
    /// Columns that one of the first rows calls a date.
    days: HashSet<usize>,
}

impl Rows {
    /// The header is among this many first rows.
    const FIRST: usize = super::super::recognise::PREAMBLE + 1;
    /// Maximum number of columns of a sheet in XLSX.
    const WIDEST: usize = 16_384;

    fn put(&mut self, column: usize, cell: String) {
        if column >= self.width.unwrap_or(Self::WIDEST) {
            return;
        }
        if self.width.is_none() && cell.to_lowercase().contains("date") {
            self.days.insert(column);
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = cell;
    }

    /// Whether a number without a date's style is that of a day, by the name of its column.
    fn is_of_days(&self, column: usize, n: f64) -> bool {
        self.days.contains(&column) && (1.0..100_000.0).contains(&n)
    }

    /// Ends a row.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        if let Some(width) = self.width {
            cells.resize(width, String::new());
            return row(out, cells.iter().map(String::as_str));
        }
        self.first.push(cells);
        if self.first.len() == Self::FIRST { self.flush(out) } else { Ok(()) }
    }

    /// Writes the first rows, whose width is now known.
    fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let first = std::mem::take(&mut self.first);
        let width = *self.width.get_or_insert(first.iter().map(Vec::len).max().unwrap_or(0));
        for mut cells in first {
            cells.resize(width, String::new());
            row(out, cells.iter().map(String::as_str))?;
        }
        Ok(())
    }
}

fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        // The workbook states its date system (1900 or 1904).
        DataRef::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(yes) => if *yes { "1" } else { "0" }.to_owned(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { n.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_counted_as_they_unpack() {
        let mut zip = ::zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        zip.start_file("xl/SharedStrings.xml", ::zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b'a'; 1 << 20]).unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 14);
        assert_eq!(strings_len(io::Cursor::new(&bytes), 1 << 20), Some(1 << 20));
        assert_eq!(strings_len(io::Cursor::new(&bytes), (1 << 20) - 1), None);
        assert_eq!(strings_len(io::Cursor::new(b"no archive"), 0), Some(0));
    }
}
