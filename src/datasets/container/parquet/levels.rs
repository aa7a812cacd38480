//! Checks the levels of a page, which say where cells are empty or lists: the crate that reads them takes for granted that
//! no run of them is cut, and panics where one is.

use std::sync::Arc;

use bytes::Bytes;
use parquet::arrow::arrow_reader::RowGroups;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;

/// The columns of a file, whose pages are checked.
pub(super) struct CheckedColumns<R> {
    pub(super) file: Arc<R>,
    pub(super) metadata: Arc<ParquetMetaData>,
}

impl<R: ChunkReader + 'static> RowGroups for CheckedColumns<R> {
    fn num_rows(&self) -> usize {
        let rows = self.metadata.row_groups().iter().map(RowGroupMetaData::num_rows);
        rows.map(|rows| usize::try_from(rows).unwrap_or(0)).fold(0, usize::saturating_add)
    }

    fn column_chunks(&self, column: usize) -> Result<Box<dyn PageIterator>> {
        let (file, metadata) = (Arc::clone(&self.file), Arc::clone(&self.metadata));
        Ok(Box::new(Chunks { file, metadata, column, group: 0 }))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(self.metadata.row_groups().iter())
    }

    fn metadata(&self) -> &ParquetMetaData {
        &self.metadata
    }
}

/// A column, row group by row group.
struct Chunks<R> {
    file: Arc<R>,
    metadata: Arc<ParquetMetaData>,
    column: usize,
    group: usize,
}

impl<R: ChunkReader + 'static> Iterator for Chunks<R> {
    type Item = Result<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        let group = self.metadata.row_groups().get(self.group)?;
        self.group += 1;
        let column = group.columns().get(self.column)?;
        let (def, rep) = (column.column_descr().max_def_level(), column.column_descr().max_rep_level());
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let pages = SerializedPageReader::new(Arc::clone(&self.file), column, rows, None);
        Some(pages.map(|pages| Box::new(CheckedPages { pages, def, rep }) as Box<dyn PageReader>))
    }
}

impl<R: ChunkReader + 'static> PageIterator for Chunks<R> {}

/// The pages of a column in a row group.
struct CheckedPages<R: ChunkReader> {
    pages: SerializedPageReader<R>,
    /// The highest level of each kind.
    def: i16,
    rep: i16,
}

impl<R: ChunkReader> Iterator for CheckedPages<R> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl<R: ChunkReader> PageReader for CheckedPages<R> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        match &page {
            Some(page) if check(page, self.rep, self.def).is_none() => {
                Err(ParquetError::General("the levels of a page are broken".to_owned()))
            }
            _ => Ok(page),
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

/// `None` if a run of levels of a page is cut.
fn check(page: &Page, rep: i16, def: i16) -> Option<()> {
    match page {
        Page::DataPage { buf, num_values, def_level_encoding, rep_level_encoding, .. } => {
            let mut rest = buf.clone();
            for (encoding, highest) in [(rep_level_encoding, rep), (def_level_encoding, def)] {
                if highest > 0 {
                    rest = after_levels(&rest, *encoding, *num_values, width(highest))?;
                }
            }
            Some(())
        }
        Page::DataPageV2 { buf, num_values, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let (rep_end, def_len) = (*rep_levels_byte_len as usize, *def_levels_byte_len as usize);
            let rep_levels = buf.get(..rep_end)?;
            let def_levels = buf.get(rep_end..rep_end.checked_add(def_len)?)?;
            for (levels, highest) in [(rep_levels, rep), (def_levels, def)] {
                if highest > 0 {
                    check_runs(levels, *num_values, width(highest))?;
                }
            }
            Some(())
        }
        Page::DictionaryPage { .. } => Some(()),
    }
}

/// What follows the levels at the beginning of a page of the first version.
fn after_levels(page: &Bytes, encoding: Encoding, values: u32, width: u32) -> Option<Bytes> {
    let end = if encoding == Encoding::RLE {
        let length = u32::from_le_bytes(*page.first_chunk::<4>()?);
        let end = 4_usize.checked_add(usize::try_from(length).ok()?)?;
        check_runs(page.get(4..end)?, values, width)?;
        end
    } else {
        // Bits, one level after the other.
        usize::try_from((u64::from(values) * u64::from(width)).div_ceil(8)).ok()?
    };
    (end <= page.len()).then(|| page.slice(end..))
}

/// Bits of a level.
fn width(highest: i16) -> u32 {
    u16::BITS - highest.unsigned_abs().leading_zeros()
}

/// `None` if a run of levels is cut, as far as so many values need them.
fn check_runs(levels: &[u8], values: u32, width: u32) -> Option<()> {
    let (mut rest, mut left) = (levels, u64::from(values));
    while left > 0 && !rest.is_empty() {
        let (header, after) = number(rest)?;
        let (count, bytes) = if header & 1 == 1 {
            // Groups of eight, each with a byte for each bit of a level. The last ones may be left out.
            let count = (header >> 1).checked_mul(8)?;
            (count, (count.min(left) * u64::from(width)).div_ceil(8))
        } else {
            (header >> 1, u64::from(width.div_ceil(8)))
        };
        let bytes = usize::try_from(bytes).ok()?;
        rest = after.get(bytes..)?;
        left = left.saturating_sub(count);
    }
    Some(())
}

/// A number in groups of seven bits, the lowest first.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        value |= u64::from(byte & 127) << (7 * at);
        if byte & 128 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_are_cut_are_noticed() {
        assert_eq!(check_runs(&[0x28, 1], 20, 1), Some(()), "twenty times one");
        assert_eq!(check_runs(&[0x07, 0xff, 0xff, 0x0f], 20, 1), Some(()), "three groups of bits");
        assert_eq!(check_runs(&[0x07, 0xff, 0xff], 16, 1), Some(()), "the last group may be left out");
        assert_eq!(check_runs(&[0x07, 0xff, 0xff], 20, 1), None);
        assert_eq!(check_runs(&[0x29, 1], 20, 1), None);
        assert_eq!(check_runs(&[0x28], 20, 1), None);
        assert_eq!(check_runs(&[0xff; 12], 20, 1), None, "no end of the number");
        assert_eq!((width(1), width(2), width(3), width(4)), (1, 2, 2, 3));
    }
}
