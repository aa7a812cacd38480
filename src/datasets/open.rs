//! Opens a path as a stream of delimited text: plain text, gzip, zip, XLSX, GeoJSON, a pipe or standard input.
//! Knows no formats and no columns.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::container;
use super::pipe::pipe;
use super::recognise::OpenError;
use super::row_source::{RowCache, RowSource};

/// Bytes read to recognise a format.
const HEAD: usize = 1 << 17;

/// An opened file or pipe.
pub(super) struct Input {
    /// The beginning, already read from `reader`.
    pub(super) head: Vec<u8>,
    /// Whether `head` is all of it.
    pub(super) ended: bool,
    /// The error that ended reading.
    pub(super) broken: Option<io::Error>,
    /// Whether it is a pipe.
    pub(super) live: bool,
    pub(super) reader: Box<dyn Read + Send>,
    pub(super) rows: RowSource,
    /// Keeps the chunks of a stream that cannot be read again.
    pub(super) cache: Option<Arc<RowCache>>,
    /// The name inside an archive.
    pub(super) inner: Option<String>,
    /// Size of the file in bytes; `None` for a pipe.
    pub(super) total: Option<u64>,
    /// Bytes read so far.
    pub(super) read: Arc<AtomicU64>,
    /// A note for the user.
    pub(super) note: Option<String>,
}

/// Opens a path; `-` is standard input. An error names the reason and the remedy.
pub(super) fn open(path: &Path) -> Result<Input, OpenError> {
    let read = Arc::new(AtomicU64::new(0));
    if path.as_os_str() == "-" {
        return piped(io::stdin(), read);
    }
    let mut file = File::open(path).map_err(failed)?;
    // A shell passes `<(command)` as a named pipe.
    if file.metadata().is_ok_and(|m| m.file_type().is_fifo()) {
        return piped(file, read);
    }
    let total = file.metadata().map_err(failed)?.len();
    let mut magic = Vec::new();
    file.by_ref().take(512).read_to_end(&mut magic).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let again = || File::open(path).map_err(failed);
    let counted = Counted { inner: file, read: Arc::clone(&read) };
    match kind(&magic) {
        FileKind::Gzip => {
            let reader = Box::new(MultiGzDecoder::new(BufReader::new(counted)));
            let inner = path.file_stem().map(|s| s.to_string_lossy().into_owned());
            read_head(reader, None, inner, Some(total), read, false)
        }
        FileKind::Json => {
            let reader = pipe(move |out| container::geojson(counted, out)).map_err(failed)?;
            read_head(reader, None, None, Some(total), read, false)
        }
        FileKind::Zip => zipped(counted, again()?, total, read),
        FileKind::Xls => {
            Err(("workbooks in the old XLS format cannot be read".into(), "save it as XLSX or CSV".into()))
        }
        FileKind::Text => read_head(Box::new(counted), Some(again()?), None, Some(total), read, false),
    }
}

/// The text with which a stream begins, unpacked as [`open`] does; `None` for containers.
pub(super) fn beginning(head: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    match kind(head) {
        // The end is missing, so this fails after what there is.
        FileKind::Gzip => drop(MultiGzDecoder::new(head).read_to_end(&mut text)),
        FileKind::Text => text.extend_from_slice(head),
        // Features become rows in a thread, which would wait for their end.
        FileKind::Json => return memchr::memmem::find(head, b"FeatureCollection").map(|_| Vec::new()),
        FileKind::Zip | FileKind::Xls => return None,
    }
    Some(text)
}

/// Opens a pipe, which can be read only once and has no known size.
fn piped(input: impl Read + Send + 'static, read: Arc<AtomicU64>) -> Result<Input, OpenError> {
    let mut input = Counted { inner: input, read: Arc::clone(&read) };
    let mut magic = Vec::new();
    input.by_ref().take(4).read_to_end(&mut magic).map_err(failed)?;
    let input = io::Cursor::new(magic.clone()).chain(input);
    let reader: Box<dyn Read + Send> = match kind(&magic) {
        FileKind::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(input))),
        FileKind::Zip | FileKind::Xls => {
            return Err((
                "archives and workbooks cannot be read from a pipe".into(),
                "open the file by its name".into(),
            ));
        }
        FileKind::Json => pipe(move |out| container::geojson(input, out)).map_err(failed)?,
        FileKind::Text => Box::new(input),
    };
    read_head(reader, None, None, None, read, true)
}

fn zipped(counted: Counted<File>, again: File, total: u64, read: Arc<AtomicU64>) -> Result<Input, OpenError> {
    let broken = |error: zip::result::ZipError| (format!("the archive cannot be read: {error}"), String::new());
    let mut archive = zip::ZipArchive::new(BufReader::new(counted)).map_err(broken)?;
    if archive.index_for_name("xl/workbook.xml").is_some() {
        read.store(0, Ordering::Relaxed);
        let file = Counted { inner: again, read: Arc::clone(&read) };
        let reader = pipe(move |out| container::workbook(file.inner, out)).map_err(failed)?;
        return read_head(reader, None, None, None, read, false);
    }
    let mut members: Vec<(u64, usize, String)> = Vec::new();
    for i in 0..archive.len() {
        let member = archive.by_index_raw(i).map_err(broken)?;
        let name = member.name().map_err(broken)?.into_owned();
        let lower = name.to_lowercase();
        let table = [".csv", ".tsv", ".txt", ".json", ".geojson"].iter().any(|e| lower.ends_with(e));
        if table && !lower.starts_with("__macosx") {
            members.push((member.size(), i, name));
        }
    }
    let others = members.len().saturating_sub(1);
    let Some((_, index, name)) = members.into_iter().max() else {
        return Err(("the archive holds no table".into(), "it needs a .csv, .tsv or .geojson file".into()));
    };
    read.store(0, Ordering::Relaxed);
    let json = name.to_lowercase().ends_with("json");
    let reader = pipe(move |out| {
        let mut member = archive.by_index(index).map_err(io::Error::other)?;
        if json { container::geojson(member, out) } else { io::copy(&mut member, out).map(|_| ()) }
    });
    let note = format!("only the largest table of the archive, {name}, is read, not the {others} others");
    let input = read_head(reader.map_err(failed)?, None, Some(name), Some(total), read, false)?;
    Ok(Input { note: (others > 0).then_some(note), ..input })
}

/// Reads the head. Without a file that can be read `again`, all chunks are kept in memory.
fn read_head(
    mut reader: Box<dyn Read + Send>,
    again: Option<File>,
    inner: Option<String>,
    total: Option<u64>,
    read: Arc<AtomicU64>,
    live: bool,
) -> Result<Input, OpenError> {
    let mut head = Vec::new();
    let mut broken = None;
    let mut ended = false;
    while !ended && head.len() < HEAD {
        let from = head.len();
        // Reading a pipe starts as soon as its header is recognised.
        head.resize(if live { (from + (1 << 14)).min(HEAD) } else { HEAD }, 0);
        let read = reader.read(&mut head[from..]);
        head.truncate(from + read.as_ref().map_or(0, |n| *n));
        match read {
            Ok(n) => ended = n == 0,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if from > 0 => (ended, broken) = (true, Some(error)),
            Err(error) => return Err(failed(error)),
        }
        if live && super::recognise::recognise(&head, false).is_ok() {
            break;
        }
    }
    let (rows, cache) = match again {
        Some(file) => (RowSource::File(Mutex::new(file)), None),
        None => {
            let cache = Arc::new(RowCache::default());
            (RowSource::Memory(Arc::clone(&cache)), Some(cache))
        }
    };
    Ok(Input { head, ended, broken, live, reader, rows, cache, inner, total, read, note: None })
}

enum FileKind {
    Gzip,
    Zip,
    /// A workbook in the format used before 2007.
    Xls,
    Json,
    Text,
}

/// The kind of file, by its first bytes and not by its name.
fn kind(magic: &[u8]) -> FileKind {
    match magic {
        [0x1f, 0x8b, ..] => FileKind::Gzip,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => FileKind::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => FileKind::Xls,
        _ if magic.strip_prefix(b"\xef\xbb\xbf").unwrap_or(magic).trim_ascii_start().starts_with(b"{") => {
            FileKind::Json
        }
        _ => FileKind::Text,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "named where errors are mapped")]
fn failed(error: io::Error) -> OpenError {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => error.to_string(),
    };
    (what, String::new())
}

/// A reader that counts the bytes read.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(to)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
