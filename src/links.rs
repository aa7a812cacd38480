//! Files of links: SSSOM (TSV), and plain tables of two columns of ids. Reads, changes and writes them; knows no workspace
//! but the names and versions of its sources.
//!
//! A file holds ids only, so that it can be passed on although the rows of some data sets cannot. What is not changed stays
//! as it is, byte for byte: comments, the order of columns and rows, columns of others. A mistake is a message with its
//! place; the other rows are read.

mod carried;
mod cells;
mod head;
mod pairs;
mod reading;
mod row;
mod slot;
mod sources;
mod table;
mod versions;

use std::io;
use std::path::Path;
use std::time::Duration;

pub use sources::{LinkSources, version_order};
pub use table::{LinkTable, Unwritable};

use crate::atomic_file::{self, Access, pipe};
use crate::diagnostic::Report;
use crate::model::Links;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 1 << 30;
/// How long a change waits for another copy of the program.
const PATIENCE: Duration = Duration::from_secs(2);

/// The text of a new file with these links.
pub fn text(links: &Links, sources: &LinkSources) -> Vec<u8> {
    let mut table = LinkTable::new();
    // A new table takes every link.
    let _ = table.suggest(links.iter().cloned(), sources);
    table.bytes()
}

/// Reads a file of links. Mistakes in it go to `report`.
///
/// # Errors
///
/// It cannot be read at all; the message says why and what to do.
pub fn read(path: &Path, report: &mut Report) -> io::Result<LinkTable> {
    let shown = path.display().to_string();
    check_is_file(path).map_err(|error| unreadable(&shown, &why(&error)))?;
    let bytes = atomic_file::read(path, LARGEST).map_err(|error| unreadable(&shown, &why(&error)))?;
    let bytes = bytes.ok_or_else(|| unreadable(&shown, "no such file"))?;
    let file = report.file(shown);
    Ok(LinkTable::parse(&bytes, file, report))
}

/// Reads a file anew, changes it, and writes it whole or not at all. Other copies of the program wait meanwhile, so that
/// none loses what another wrote. A missing file is created. Gives what `change` gives, and the links as they are now.
///
/// # Errors
///
/// The file cannot be read or written, or `change` refuses; then nothing was written.
pub fn change<T>(path: &Path, change: impl FnOnce(&mut LinkTable) -> Result<T, Unwritable>) -> io::Result<(T, Links)> {
    let shown = path.display().to_string();
    let failed = |error: io::Error| io::Error::other(format!("{shown}: {}; nothing was written", why(&error)));
    check_is_file(path).map_err(failed)?;
    match atomic_file::create(path, Access::Usual, |out| out.write_all(&LinkTable::new().bytes())) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
        _ => {}
    }
    let _lock = atomic_file::lock(path, PATIENCE).map_err(failed)?;
    let before = atomic_file::read(path, LARGEST).map_err(failed)?.unwrap_or_default();
    let mut table = LinkTable::parse(&before, 0, &mut Report::default());
    let changed = change(&mut table).map_err(|why| failed(io::Error::other(why.to_string())))?;
    let after = table.bytes();
    if after != before {
        atomic_file::replace(path, Access::Usual, |out| out.write_all(&after)).map_err(failed)?;
    }
    Ok((changed, table.links()))
}

/// Refuses what is there and is no file: links are read again and written, and a pipe would be waited for.
///
/// # Errors
///
/// It is a pipe, a device or a socket, which the message says.
pub fn check_is_file(path: &Path) -> io::Result<()> {
    let Some(kind) = pipe::no_file(path) else { return Ok(()) };
    Err(io::Error::other(format!("this is {kind}, and links are read again and written")))
}

fn unreadable(shown: &str, why: &str) -> io::Error {
    io::Error::other(format!("{shown}: {why}; give a file of links (SSSOM, or two columns of ids)"))
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        io::ErrorKind::NotFound => "no such folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::FileTooLarge => "the file is too large".to_owned(),
        io::ErrorKind::ResourceBusy => "another copy of parallax is writing it".to_owned(),
        _ => error.to_string(),
    }
}
