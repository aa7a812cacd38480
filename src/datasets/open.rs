//! A path as a stream of comma-separated text: plain, compressed, a workbook, GeoJSON, or standard input.

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
use super::recognise::Unknown;
use super::row_source::{RowCache, RowSource};

/// Bytes looked at to recognise a format.
const HEAD: usize = 1 << 17;

/// An opened path.
pub(super) struct Stream {
    /// Its beginning, taken out of the reader.
    pub(super) head: Vec<u8>,
    /// Whether the head is all of it.
    pub(super) ended: bool,
    /// What reading it ended with.
    pub(super) broken: Option<io::Error>,
    /// Whether it comes from a pipe.
    pub(super) live: bool,
    pub(super) reader: Box<dyn Read + Send>,
    pub(super) keep: RowSource,
    /// Where pieces are put if they cannot be read again.
    pub(super) store: Option<Arc<RowCache>>,
    /// Name inside an archive.
    pub(super) inner: Option<String>,
    /// Bytes of the file; nobody knows those of a pipe.
    pub(super) total: Option<u64>,
    /// How many of them have been read.
    pub(super) read: Arc<AtomicU64>,
    /// What the reader should know.
    pub(super) said: Option<String>,
}

/// Opens a path; `-` is standard input.
pub(super) fn open(path: &Path) -> Result<Stream, Unknown> {
    let read = Arc::new(AtomicU64::new(0));
    if path.as_os_str() == "-" {
        return piped(io::stdin(), read);
    }
    let mut file = File::open(path).map_err(failed)?;
    // What a shell puts in the place of `<(command)`.
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
        EventType::Gzip => {
            let reader = Box::new(MultiGzDecoder::new(BufReader::new(counted)));
            let inner = path.file_stem().map(|s| s.to_string_lossy().into_owned());
            stream(reader, None, inner, Some(total), read, false)
        }
        EventType::Json => {
            let reader = pipe(move |out| container::geojson(counted, out)).map_err(failed)?;
            stream(reader, None, None, Some(total), read, false)
        }
        EventType::Zip => zipped(counted, again()?, total, read),
        EventType::Old => Err(("an old workbook (XLS)".into(), "save it as XLSX or CSV".into())),
        EventType::Text => stream(Box::new(counted), Some(again()?), None, Some(total), read, false),
    }
}

/// What comes only once, and of which nobody knows how much there is.
fn piped(input: impl Read + Send + 'static, read: Arc<AtomicU64>) -> Result<Stream, Unknown> {
    let mut input = Counted { inner: input, read: Arc::clone(&read) };
    let mut magic = Vec::new();
    input.by_ref().take(4).read_to_end(&mut magic).map_err(failed)?;
    let input = io::Cursor::new(magic.clone()).chain(input);
    let reader: Box<dyn Read + Send> = match kind(&magic) {
        EventType::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(input))),
        EventType::Zip | EventType::Old => {
            return Err(("an archive or workbook from a pipe".into(), "give it as a file".into()));
        }
        EventType::Json => pipe(move |out| container::geojson(input, out)).map_err(failed)?,
        EventType::Text => Box::new(input),
    };
    stream(reader, None, None, None, read, true)
}

fn zipped(counted: Counted<File>, again: File, total: u64, read: Arc<AtomicU64>) -> Result<Stream, Unknown> {
    let broken = |error: zip::result::ZipError| (format!("the archive cannot be read: {error}"), String::new());
    let mut archive = zip::ZipArchive::new(BufReader::new(counted)).map_err(broken)?;
    if archive.index_for_name("xl/workbook.xml").is_some() {
        read.store(0, Ordering::Relaxed);
        let file = Counted { inner: again, read: Arc::clone(&read) };
        let reader = pipe(move |out| container::workbook(file.inner, out)).map_err(failed)?;
        return stream(reader, None, None, None, read, false);
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
        return Err(("an archive without a table".into(), "it should hold a .csv, .tsv or .geojson file".into()));
    };
    read.store(0, Ordering::Relaxed);
    let json = name.to_lowercase().ends_with("json");
    let reader = pipe(move |out| {
        let mut member = archive.by_index(index).map_err(io::Error::other)?;
        if json { container::geojson(member, out) } else { io::copy(&mut member, out).map(|_| ()) }
    });
    let said = format!("the archive holds {others} further tables; only the largest, {name}, is read");
    let stream = stream(reader.map_err(failed)?, None, Some(name), Some(total), read, false)?;
    Ok(Stream { said: (others > 0).then_some(said), ..stream })
}

/// Takes the head off; without a file to read again everything is kept in memory.
fn stream(
    mut reader: Box<dyn Read + Send>,
    again: Option<File>,
    inner: Option<String>,
    total: Option<u64>,
    read: Arc<AtomicU64>,
    live: bool,
) -> Result<Stream, Unknown> {
    let mut head = Vec::new();
    let mut broken = None;
    let mut ended = false;
    while !ended && head.len() < HEAD {
        let from = head.len();
        // A pipe gives what it has; a header that is known is enough to begin with.
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
    let (keep, store) = match again {
        Some(file) => (RowSource::File(Mutex::new(file)), None),
        None => {
            let store = Arc::new(RowCache::default());
            (RowSource::Memory(Arc::clone(&store)), Some(store))
        }
    };
    Ok(Stream { head, ended, broken, live, reader, keep, store, inner, total, read, said: None })
}

enum EventType {
    Gzip,
    Zip,
    /// A workbook of before 2007.
    Old,
    Json,
    Text,
}

/// By the first bytes, whatever the file is called.
fn kind(magic: &[u8]) -> EventType {
    match magic {
        [0x1f, 0x8b, ..] => EventType::Gzip,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => EventType::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => EventType::Old,
        _ if magic.strip_prefix(b"\xef\xbb\xbf").unwrap_or(magic).trim_ascii_start().starts_with(b"{") => {
            EventType::Json
        }
        _ => EventType::Text,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "named where errors are mapped")]
fn failed(error: io::Error) -> Unknown {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => error.to_string(),
    };
    (what, String::new())
}

/// A reader that counts.
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
