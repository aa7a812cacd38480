//! The kinds of files that hold a data set: one file each in `container/`, and one line here. Each turns its bytes into
//! delimited text, which the other modules read. Knows no columns and no data formats.

mod arrow;
#[cfg(feature = "parquet")]
mod batch;
mod bzip2;
mod coordinates;
mod gzip;
mod json;
mod json_feature;
mod json_fields;
mod json_part;
mod json_table;
mod json_text;
mod old_workbook;
mod parquet;
mod row;
mod scanner;
mod tar;
mod utf16;
mod workbook;
mod xz;
mod zipped;
mod zstd;

use super::unpack::Container;

pub(super) use json::keys;
pub(super) use zipped::is_of_tables;

/// All kinds, in the order in which they are tried.
const ALL: &[Container] = &[
    gzip::GZIP,
    bzip2::BZIP2,
    xz::XZ,
    zstd::ZSTD,
    zipped::ZIP,
    old_workbook::XLS,
    tar::TAR,
    parquet::PARQUET,
    arrow::ARROW_FILE,
    arrow::ARROW_STREAM,
    utf16::UTF16,
    json::JSON,
];

/// First bytes that suffice to recognise any kind.
pub(super) const HEAD: usize = 512;

/// The kind of a file, by its first bytes and not by its name. `None` for text.
pub(super) fn kind(head: &[u8]) -> Option<&'static Container> {
    ALL.iter().find(|container| (container.begins)(head))
}
