//! Reads Parquet in batches of rows, row group by row group. What a page claims is checked before its reader allocates for it.

use std::io::{self, Cursor, Read, SeekFrom, Write};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader};
use parquet::arrow::{ProjectionMask, parquet_to_arrow_field_levels};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, Length};

use super::super::super::losses::Losses;
use super::super::super::open_error::OpenError;
use super::super::super::pipe::pipe;
use super::super::super::seekable::{ReadSeek, Seekable};
use super::super::super::unpack::{PackedTable, PackedTables};
use super::super::batch::BatchRows;
use super::levels::CheckedColumns;

/// Rows of a batch.
const ROWS: usize = 1_024;
/// Maximum number of bytes of a page, unpacked.
const LARGEST: i64 = 256 << 20;
/// Bytes of the end of a file: the length of its description, and a mark.
const END: u64 = 8;

/// The only table of a file.
pub(super) fn tables(file: &Seekable) -> std::result::Result<PackedTables, OpenError> {
    let failed = |error: io::Error| (error.to_string(), String::new());
    let size = file.open(Arc::default()).and_then(|mut file| file.seek(SeekFrom::End(0))).map_err(failed)?;
    let file = file.clone();
    let open = Box::new(move |read, losses| pipe(move |out| write(&file, size, read, out, &losses)));
    Ok(PackedTables { tables: vec![PackedTable { name: String::new(), packed: Some(size), open }], others: 0 })
}

/// Writes the rows as CSV.
fn write(file: &Seekable, size: u64, read: Arc<AtomicU64>, out: &mut dyn Write, losses: &Losses) -> io::Result<()> {
    let wrong = |error: String| io::Error::other(format!("the Parquet file cannot be read: {error}"));
    let file = ParquetFile { bytes: Arc::new(Mutex::new(file.open(read)?)), size };
    // Another schema, which Arrow leaves in the file, would only be a further thing that can be wrong.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let described = ArrowReaderMetadata::load(&file, options).map_err(|e| wrong(e.to_string()))?;
    check_places(described.metadata(), size).map_err(|()| wrong("a column lies outside of it".to_owned()))?;
    let rows = BatchRows::begin(described.schema(), out, losses)?;
    let columns = CheckedColumns { file: Arc::new(file), metadata: Arc::clone(described.metadata()) };
    let batches = parquet_to_arrow_field_levels(described.parquet_schema(), ProjectionMask::all(), None)
        .and_then(|levels| ParquetRecordBatchReader::try_new_with_row_groups(&levels, &columns, ROWS, None));
    for batch in batches.map_err(|e| wrong(e.to_string()))? {
        batch.and_then(|batch| rows.write(&batch, out)).map_err(|e| wrong(e.to_string()))?;
    }
    Ok(())
}

/// An error if a column lies outside of the file; its reader takes for granted that none does, and panics.
fn check_places(metadata: &ParquetMetaData, size: u64) -> std::result::Result<(), ()> {
    for column in metadata.row_groups().iter().flat_map(RowGroupMetaData::columns) {
        let begin = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
        let place = [begin, column.data_page_offset(), column.compressed_size(), column.num_values()];
        if place.iter().any(|n| *n < 0)
            || begin.checked_add(column.compressed_size()).is_none_or(|end| end as u64 > size)
        {
            return Err(());
        }
    }
    Ok(())
}

/// The file, by position.
struct ParquetFile {
    bytes: Arc<Mutex<Box<dyn ReadSeek>>>,
    size: u64,
}

impl Length for ParquetFile {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for ParquetFile {
    type T = PageHeader;

    fn get_read(&self, start: u64) -> Result<PageHeader> {
        let is_end = start.checked_add(END) == Some(self.size);
        Ok(PageHeader { bytes: Arc::clone(&self.bytes), at: start, head: Cursor::default(), is_checked: is_end })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.size) {
            return Err(ParquetError::EOF("a part of it lies behind its end".into()));
        }
        let mut held = vec![0; length];
        read_at(&self.bytes, start, &mut held, true)?;
        Ok(held.into())
    }
}

/// Reads bytes from a position on, all of them or as many as there are; gives their number.
fn read_at(bytes: &Mutex<Box<dyn ReadSeek>>, at: u64, to: &mut [u8], all: bool) -> io::Result<usize> {
    let mut bytes = bytes.lock().unwrap_or_else(PoisonError::into_inner);
    bytes.seek(SeekFrom::Start(at))?;
    if all { bytes.read_exact(to).map(|()| to.len()) } else { bytes.read(to) }
}

/// Reads the header of a page, or the end of the file.
struct PageHeader {
    bytes: Arc<Mutex<Box<dyn ReadSeek>>>,
    at: u64,
    /// Bytes that were read ahead.
    head: Cursor<Vec<u8>>,
    is_checked: bool,
}

impl Read for PageHeader {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let held = self.head.read(to)?;
        if held > 0 {
            return Ok(held);
        }
        let mut next = vec![0; 512];
        let n = read_at(&self.bytes, self.at, &mut next, false)?;
        next.truncate(n);
        self.at += n as u64;
        if !std::mem::replace(&mut self.is_checked, true) && unpacked_size(&next).is_none_or(|size| size > LARGEST) {
            return Err(io::Error::other(format!("a page is broken, or larger than {} MiB", LARGEST >> 20)));
        }
        self.head = Cursor::new(next);
        self.head.read(to)
    }
}

/// The bytes that a page has once it is unpacked, by its header in Thrift's compact protocol: its first three fields are
/// numbers, the kind of page, this size and the packed size.
fn unpacked_size(header: &[u8]) -> Option<i64> {
    /// One field further, and a number of 32 bits.
    const NEXT_NUMBER: u8 = 0x15;
    let mut rest = header;
    let mut sizes = [0; 3];
    for size in &mut sizes {
        rest = rest.strip_prefix(&[NEXT_NUMBER])?;
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let (byte, after) = rest.split_first()?;
            rest = after;
            value |= u64::from(byte & 127) << shift;
            if byte & 128 == 0 {
                break;
            }
        }
        // Zigzag: the sign is the lowest bit.
        *size = (value >> 1) as i64 ^ -((value & 1) as i64);
    }
    let [_, unpacked, packed] = sizes;
    (unpacked >= 0 && packed >= 0).then_some(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_page_stands_in_its_header() {
        assert_eq!(unpacked_size(&[0x15, 0x00, 0x15, 0x80, 0x01, 0x15, 0x10, 0x2c]), Some(64));
        assert_eq!(unpacked_size(&[0x15, 0x00, 0x15, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x15, 0x10]), Some(i32::MAX.into()));
        assert_eq!(unpacked_size(&[0x15, 0x00, 0x15, 0x01, 0x15, 0x10]), None, "negative");
        assert_eq!(unpacked_size(&[0x15, 0x00, 0x25, 0x80, 0x01, 0x15, 0x10]), None, "other fields");
        assert_eq!(unpacked_size(&[0x15, 0x00, 0x15]), None, "cut");
    }
}
