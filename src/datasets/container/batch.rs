//! Batches of columns, as Parquet and Arrow have them, written as rows of text. Knows neither of the two formats.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::timezone::Tz;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, make_array};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType, Schema};

use super::super::losses::Losses;
use super::row::row;

/// Writes rows of the columns that can be text.
pub(super) struct BatchRows {
    /// Their positions.
    columns: Vec<usize>,
}

impl BatchRows {
    /// Writes the names of the columns. Those that are not read, and zones that are not known, become a note.
    pub(super) fn begin(schema: &Schema, out: &mut dyn Write, losses: &Losses) -> io::Result<Self> {
        let fields = schema.fields();
        let columns: Vec<usize> = (0..fields.len()).filter(|n| is_readable(fields[*n].data_type())).collect();
        if columns.len() < fields.len() {
            let nested = fields.iter().filter(|field| !is_readable(field.data_type()));
            let names: Vec<&str> = nested.map(|field| field.name().as_str()).take(8).collect();
            losses.note(format!("columns with columns inside are not read: {}", names.join(", ")));
        }
        for field in fields {
            if let DataType::Timestamp(_, Some(zone)) = field.data_type()
                && !is_known(zone)
                && !zone.eq_ignore_ascii_case("UTC")
            {
                losses.note(format!("{}: times of {zone} are read as days of UTC", field.name()));
            }
        }
        row(out, columns.iter().map(|n| fields[*n].name().as_str()))?;
        Ok(Self { columns })
    }

    /// Writes the rows of a batch.
    pub(super) fn write(&self, batch: &RecordBatch, out: &mut dyn Write) -> Result<(), ArrowError> {
        let arrays: Vec<ArrayRef> =
            self.columns.iter().map(|n| in_known_zone(batch.column(*n))).collect::<Result<_, _>>()?;
        let shown: Vec<CellWriter<'_>> = arrays.iter().map(|array| cell_writer(array)).collect::<Result<_, _>>()?;
        let mut cells = vec![String::new(); shown.len()];
        for n in 0..batch.num_rows() {
            for ((cell, show), array) in cells.iter_mut().zip(&shown).zip(&arrays) {
                cell.clear();
                // A value that is no date or number of its type has no text.
                if array.is_valid(n) && show(n, cell).is_err() {
                    cell.clear();
                }
            }
            row(out, cells.iter().map(String::as_str))?;
        }
        Ok(())
    }
}

/// Whether a column can be text: it is no column of columns, other than a list of values.
fn is_readable(kind: &DataType) -> bool {
    match kind {
        DataType::List(of) | DataType::LargeList(of) | DataType::FixedSizeList(of, _) => !of.data_type().is_nested(),
        DataType::Dictionary(_, of) => !of.is_nested(),
        other => !other.is_nested(),
    }
}

/// Whether the offset of a zone is known without a table of zones.
fn is_known(zone: &str) -> bool {
    zone.parse::<Tz>().is_ok()
}

/// The column, with times of a zone that is not known as those of UTC.
fn in_known_zone(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match array.data_type() {
        DataType::Timestamp(unit, Some(zone)) if !is_known(zone) => {
            let data = array.to_data().into_builder().data_type(DataType::Timestamp(*unit, None)).build()?;
            Ok(make_array(data))
        }
        _ => Ok(Arc::clone(array)),
    }
}

/// Writes the value of a row, which is not null.
type CellWriter<'a> = Box<dyn Fn(usize, &mut String) -> Result<(), ArrowError> + 'a>;

fn cell_writer(array: &dyn Array) -> Result<CellWriter<'_>, ArrowError> {
    Ok(match array.data_type() {
        DataType::Float64 => {
            let values = array.as_primitive::<Float64Type>();
            values_of(move |n, to| number(values.value(n), values.value(n), to))
        }
        DataType::Float32 => {
            let values = array.as_primitive::<Float32Type>();
            values_of(move |n, to| number(values.value(n), values.value(n).into(), to))
        }
        DataType::Binary => {
            let values = array.as_binary::<i32>();
            values_of(move |n, to| text(values.value(n), to))
        }
        DataType::LargeBinary => {
            let values = array.as_binary::<i64>();
            values_of(move |n, to| text(values.value(n), to))
        }
        DataType::BinaryView => {
            let values = array.as_binary_view();
            values_of(move |n, to| text(values.value(n), to))
        }
        DataType::List(_) => {
            let lists = array.as_list::<i32>();
            list(lists.values().as_ref(), move |n| {
                [lists.value_offsets()[n] as usize, lists.value_offsets()[n + 1] as usize]
            })?
        }
        DataType::LargeList(_) => {
            let lists = array.as_list::<i64>();
            list(lists.values().as_ref(), move |n| {
                [lists.value_offsets()[n] as usize, lists.value_offsets()[n + 1] as usize]
            })?
        }
        DataType::FixedSizeList(_, length) => {
            let length = usize::try_from(*length).unwrap_or(0);
            list(array.as_fixed_size_list().values().as_ref(), move |n| [n * length, (n + 1) * length])?
        }
        _ => {
            let values = ArrayFormatter::try_new(array, &FormatOptions::default().with_display_error(false))?;
            Box::new(move |n, to| values.value(n).write(to))
        }
    })
}

/// Writes the values of a list with semicolons between them; `range` gives where those of a row begin and end.
fn list<'a>(values: &'a dyn Array, range: impl Fn(usize) -> [usize; 2] + 'a) -> Result<CellWriter<'a>, ArrowError> {
    let show = cell_writer(values)?;
    Ok(Box::new(move |n, to| {
        let [from, end] = range(n);
        for n in (from..end).filter(|n| values.is_valid(*n)) {
            if !to.is_empty() {
                to.push_str("; ");
            }
            show(n, to)?;
        }
        Ok(())
    }))
}

/// A writer that cannot fail.
fn values_of<'a>(show: impl Fn(usize, &mut String) + 'a) -> CellWriter<'a> {
    Box::new(move |n, to| {
        show(n, to);
        Ok(())
    })
}

/// Writes a number; a whole one has no fraction, as tables keep counts with gaps as fractions.
fn number(value: impl std::fmt::Display, exact: f64, to: &mut String) {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if exact.fract() == 0.0 && exact.abs() < WHOLE {
        to.push_str(&format!("{exact:.0}"));
    } else if exact.is_finite() {
        to.push_str(&value.to_string());
    }
}

/// Writes bytes that are text; others have none.
fn text(bytes: &[u8], to: &mut String) {
    to.push_str(std::str::from_utf8(bytes).unwrap_or_default());
}
