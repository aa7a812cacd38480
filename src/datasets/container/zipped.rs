//! Zip archives, and the workbooks that are zip archives.

use std::io::{self, BufReader, Read as _};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::super::open_error::OpenError;
use super::super::pipe::pipe;
use super::super::seekable::{Bytes, ReadSeek, Seekable};
use super::super::unpack::{Container, ENDINGS, PERHAPS, PackedTable, PackedTables, Unpack};
use super::workbook;

pub(super) const ZIP: Container = Container {
    begins: |head| head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"),
    unpack: Unpack::Tables(tables),
};

/// Maximum number of files of an archive that are looked at.
const MOST: usize = 64;
fn tables(archive: &Seekable) -> Result<PackedTables, OpenError> {
    let broken = |error: ZipError| (format!("the archive cannot be read: {error}"), String::new());
    let mut zip = open(archive, Arc::default()).map_err(|error| (error.to_string(), String::new()))?;
    if zip.index_for_name("xl/workbook.xml").is_some() {
        let sheets = sheets(&mut zip).map_err(|error| (error.to_string(), String::new()))?;
        return workbook::tables(archive, sheets);
    }
    if zip.file_names_raw().any(|name| name.eq_ignore_ascii_case(b"xl\\workbook.xml")) {
        return Err((
            "a workbook whose parts have names with backslashes, which are none of XLSX".into(),
            "open it in a spreadsheet, and save it again as XLSX or CSV".into(),
        ));
    }
    for (part, what) in [("xl/workbook.bin", "workbooks in the format XLSB"), ("content.xml", "OpenDocument files")] {
        if zip.index_for_name(part).is_some() {
            return Err((format!("{what} cannot be read"), "save it as XLSX or CSV".into()));
        }
    }
    let mut members = Vec::new();
    for index in 0..zip.len() {
        let member = zip.by_index_raw(index).map_err(broken)?;
        let name = member.name().map_err(broken)?.into_owned();
        let lower = name.to_lowercase();
        let last = lower.rsplit('/').next().unwrap_or_default();
        let hidden = lower.starts_with("__macosx") || last.starts_with('.') || member.is_dir();
        let ends = |all: &[&str]| all.iter().any(|end| last.ends_with(end));
        if !hidden && (ends(&ENDINGS) || ends(&PERHAPS)) {
            members.push((ends(&PERHAPS), std::cmp::Reverse(member.size()), index, name, member.compressed_size()));
        }
    }
    if members.is_empty() {
        return Err((
            "the archive holds no table".into(),
            "it needs a .csv, .tsv, .xlsx, .json or .geojson file".into(),
        ));
    }
    members.sort();
    let others = members.len().saturating_sub(MOST);
    members.truncate(MOST);
    let tables = members.into_iter().map(|(_, _, index, name, packed)| {
        let archive = archive.clone();
        let open = Box::new(move |read: Arc<AtomicU64>, _| member(&archive, index, &read));
        PackedTable { name, packed: Some(packed), open }
    });
    Ok(PackedTables { tables: tables.collect(), others })
}

fn open(archive: &Seekable, read: Arc<AtomicU64>) -> io::Result<ZipArchive<BufReader<Box<dyn ReadSeek>>>> {
    let broken = |error| io::Error::other(format!("the archive cannot be read: {error}"));
    ZipArchive::new(BufReader::new(archive.open(read)?)).map_err(broken)
}

/// The number of sheets that a workbook lists. Their parts may have any names.
fn sheets(zip: &mut ZipArchive<BufReader<Box<dyn ReadSeek>>>) -> io::Result<usize> {
    /// Bytes of the list of sheets that are looked at.
    const MOST: u64 = 1 << 20;
    let mut list = Vec::new();
    let part = zip.by_name("xl/workbook.xml").map_err(io::Error::other)?;
    part.take(MOST).read_to_end(&mut list)?;
    let is_element = |at: usize| at > 0 && matches!(list[at - 1], b'<' | b':');
    Ok(memchr::memmem::find_iter(&list, b"sheet ").filter(|at| is_element(*at)).count())
}

/// The bytes of a file of an archive.
fn member(archive: &Seekable, index: usize, read: &Arc<AtomicU64>) -> io::Result<Bytes> {
    let mut zip = open(archive, Arc::clone(read))?;
    read.store(0, std::sync::atomic::Ordering::Relaxed);
    pipe(move |out| {
        let mut member = zip.by_index(index).map_err(io::Error::other)?;
        io::copy(&mut member, out).map(|_| ())
    })
}

/// Whether the first bytes of an archive name a table or a sheet.
pub fn is_of_tables(head: &[u8]) -> bool {
    memchr::memmem::find_iter(head, b"PK\x03\x04").any(|at| {
        let byte = |n: usize| head.get(at + n).copied().unwrap_or(0);
        let length = usize::from(u16::from_le_bytes([byte(26), byte(27)]));
        let name = head.get(at + 30..at + 30 + length).unwrap_or_default().to_ascii_lowercase();
        name.starts_with(b"xl/") || ENDINGS.iter().any(|end| name.ends_with(end.as_bytes()))
    })
}
