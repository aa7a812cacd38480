//! Workbooks (XLSX): each sheet is a table.

use std::io::{self, BufReader, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::super::open_error::OpenError;
use super::super::pipe::pipe;
use super::super::seekable::{ReadSeek, Seekable};
use super::super::unpack::{PackedTable, PackedTables};
use super::row::row;

/// Maximum number of sheets that are looked at.
const MOST: usize = 32;

type Book = Xlsx<BufReader<Box<dyn ReadSeek>>>;

/// The sheets of a workbook that has `sheets` of them; one called `Data` comes before others.
pub(super) fn tables(file: &Seekable, sheets: usize) -> Result<PackedTables, OpenError> {
    // Opening a workbook reads all its strings, so the only sheet is not looked up by its name.
    let mut names = vec![None];
    if sheets > 1 {
        let book = open(file, Arc::default()).map_err(|error| (error.to_string(), String::new()))?;
        let mut named = book.sheet_names();
        named.sort_by_key(|n| !n.eq_ignore_ascii_case("data"));
        names = named.into_iter().map(Some).collect();
    }
    let others = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    let tables = names.into_iter().map(|sheet| {
        let file = file.clone();
        let name = sheet.clone().unwrap_or_default();
        let open = Box::new(move |read| pipe(move |out| write(&file, sheet, read, out)));
        PackedTable { name, packed: None, open }
    });
    Ok(PackedTables { tables: tables.collect(), others })
}

fn open(file: &Seekable, read: Arc<AtomicU64>) -> io::Result<Book> {
    Xlsx::new(BufReader::new(file.open(read)?)).map_err(wrong)
}

#[expect(clippy::needless_pass_by_value, reason = "named where errors are mapped")]
fn wrong(error: XlsxError) -> io::Error {
    io::Error::other(format!("the workbook cannot be read: {error}"))
}

/// Writes a sheet as CSV; without a name, the first one that is not empty.
fn write(file: &Seekable, sheet: Option<String>, read: Arc<AtomicU64>, out: &mut dyn Write) -> io::Result<()> {
    let mut book = open(file, read)?;
    let names = sheet.map_or_else(|| book.sheet_names(), |name| vec![name]);
    for name in names {
        if write_sheet(&mut book, &name, out)? {
            return Ok(());
        }
    }
    Err(io::Error::other("the sheet is empty"))
}

/// Writes a sheet, and gives whether it had any cell.
fn write_sheet(book: &mut Book, sheet: &str, out: &mut dyn Write) -> io::Result<bool> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(wrong)?;
    let mut rows = Rows::default();
    let mut line = 0;
    let mut any = false;
    while let Some(cell) = reader.next_cell().map_err(wrong)? {
        any = true;
        let (at, column) = cell.get_position();
        if at != line {
            rows.finish(out)?;
            line = at;
        }
        rows.put(column as usize, cell_text(cell.get_value()));
    }
    rows.finish(out)?;
    rows.flush(out)?;
    Ok(any)
}

/// Rows of a sheet, all as wide as the widest of the first ones: a title may precede the header, and cells beside the
/// table further down do not belong to it.
#[derive(Default)]
struct Rows {
    cells: Vec<String>,
    first: Vec<Vec<String>>,
    width: Option<usize>,
}

impl Rows {
    /// The header is among this many first rows.
    const FIRST: usize = 6;
    /// Maximum number of columns of a sheet in XLSX.
    const WIDEST: usize = 16_384;

    fn put(&mut self, column: usize, cell: String) {
        if column >= self.width.unwrap_or(Self::WIDEST) {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = cell;
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
