//! Opens a path, and each table in it as a stream of delimited text. Knows no kinds of files, no formats and no columns.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::column_map::ColumnMap;
use super::container;
use super::container_bound::{ContainerBound, ContainerLimits};
use super::line_ends::with_line_feeds;
use super::losses::Losses;
use super::open_error::{OpenError, Refused};
use super::pipe::pipe;
use super::row_source::{RowCache, RowSource};
use super::seekable::{Bytes, CountedBytes, Seekable};
use super::unpack::{Container, ENDINGS, PackedTables, Unpack};

/// Bytes read to recognise a format.
const HEAD: usize = 1 << 17;
/// Maximum number of containers within each other.
const DEEPEST: usize = 4;

/// A table, opened.
pub(super) struct Input {
    /// The beginning, already read from `reader`.
    pub(super) head: Vec<u8>,
    /// Whether `head` is all of it.
    pub(super) ended: bool,
    /// The error that ended reading.
    pub(super) broken: Option<io::Error>,
    /// Whether it is a pipe.
    pub(super) live: bool,
    pub(super) reader: Bytes,
    pub(super) rows: RowSource,
    /// Keeps the chunks of a stream that cannot be read again.
    pub(super) cache: Option<Arc<RowCache>>,
    /// The name inside an archive.
    pub(super) inner: Option<String>,
    /// Whether it is one of several tables of an archive.
    pub(super) one_of_many: bool,
    /// Size of the file in bytes; `None` for a pipe.
    pub(super) total: Option<u64>,
    /// Bytes read so far.
    pub(super) read: Arc<AtomicU64>,
    /// Records lost before they became rows.
    pub(super) losses: Losses,
}

/// Takes a table that was opened; an error says why it is no data set.
pub(super) type Take<'t> = dyn FnMut(Input) -> Result<(), OpenError> + 't;

/// Bytes that may be a container.
struct Source {
    bytes: Bytes,
    /// The file again, if `bytes` are its own.
    again: Option<(Seekable, File)>,
    inner: Option<String>,
    one_of_many: bool,
    total: Option<u64>,
    read: Arc<AtomicU64>,
    live: bool,
    columns: Arc<ColumnMap>,
    losses: Losses,
    /// The bound of all that the file unpacks to.
    bound: ContainerBound,
}

/// Opens a path (`-` is standard input) and hands over each table in it. Gives the names of the tables that were not taken,
/// with the reasons, if any was; else an error, with the reason and the remedy. `columns` is what the user says of columns.
pub(super) fn open(path: &Path, columns: &Arc<ColumnMap>, take: &mut Take<'_>) -> Result<Vec<String>, OpenError> {
    open_within(ContainerLimits::USUAL, path, columns, take)
}

/// The same within other limits.
fn open_within(
    limits: ContainerLimits,
    path: &Path,
    columns: &Arc<ColumnMap>,
    take: &mut Take<'_>,
) -> Result<Vec<String>, OpenError> {
    let read = Arc::new(AtomicU64::new(0));
    let piped = |bytes: Bytes, read| {
        let bound = ContainerBound::new(limits, None, Arc::clone(&read));
        let bytes = Box::new(CountedBytes { inner: bytes, read: Arc::clone(&read) });
        Source {
            bytes,
            again: None,
            inner: None,
            one_of_many: false,
            total: None,
            read,
            live: true,
            columns: Arc::clone(columns),
            losses: Losses::default(),
            bound,
        }
    };
    if path.as_os_str() == "-" {
        return unpack(piped(Box::new(io::stdin()), read), 0, take);
    }
    let mut file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    // A shell passes `<(command)` as a named pipe.
    if metadata.file_type().is_fifo() {
        return unpack(piped(Box::new(file), read), 0, take);
    }
    let mut head = Vec::new();
    file.by_ref().take(container::HEAD as u64).read_to_end(&mut head).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let source = Source {
        bytes: Box::new(CountedBytes { inner: file, read: Arc::clone(&read) }),
        again: Some((Seekable::File(path.to_owned()), File::open(path).map_err(failed)?)),
        inner: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
        one_of_many: false,
        total: Some(metadata.len()),
        bound: ContainerBound::new(limits, Some(metadata.len()), Arc::clone(&read)),
        read,
        live: false,
        columns: Arc::clone(columns),
        losses: Losses::default(),
    };
    of_kind(source, container::kind(&head), 0, take)
}

/// Maximum number of files of a folder that are looked at.
const MOST_FILES: usize = 128;
/// Number of files of a folder of which one must be a data set.
const FIRST_FILES: usize = 8;

/// The files of a folder of data sets, in the order of their names: those that may be tables, if they are at least half of
/// all. `None` for another folder.
pub(super) fn files_of(folder: &Path) -> Option<Vec<PathBuf>> {
    let (mut tables, mut others) = (Vec::new(), 0);
    for entry in std::fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if name.starts_with('.') || name == super::column_map::FILE || name.ends_with(super::beside::ANNOTATIONS) {
            continue;
        }
        let is_table = ENDINGS.iter().any(|end| name.ends_with(end)) || name.ends_with(".json");
        if is_table && entry.path().is_file() {
            tables.push(entry.path());
        } else {
            others += 1;
        }
        if others + tables.len() > MOST_FILES {
            return None;
        }
    }
    tables.sort();
    (!tables.is_empty() && tables.len() >= others).then_some(tables)
}

/// Whether it is no use to look at more files of a folder after `seen` of them.
pub(super) fn is_in_vain(seen: usize) -> bool {
    seen >= FIRST_FILES
}

/// Recognises what bytes are, and hands over each table in them.
fn unpack(mut source: Source, depth: usize, take: &mut Take<'_>) -> Result<Vec<String>, OpenError> {
    // A pipe delivers its bytes as it has them.
    let (mut head, mut ended) = (Vec::new(), false);
    while !ended && head.len() < container::HEAD && !(source.live && head.len() >= 16) {
        let from = head.len();
        head.resize(container::HEAD, 0);
        let outcome = source.bytes.read(&mut head[from..]);
        head.truncate(from + outcome.as_ref().map_or(0, |n| *n));
        match outcome {
            Ok(n) => ended = n == 0,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if from == 0 => return Err(failed(error)),
            Err(error) => {
                // It comes again after the bytes before it.
                source.bytes = Box::new(Failing(Some(error)));
                break;
            }
        }
    }
    let kind = container::kind(&head);
    source.bytes = Box::new(Cursor::new(head).chain(source.bytes));
    of_kind(source, kind, depth, take)
}

/// Hands over each table in a container of a kind.
fn of_kind(
    source: Source,
    kind: Option<&Container>,
    depth: usize,
    take: &mut Take<'_>,
) -> Result<Vec<String>, OpenError> {
    let Some(kind) = kind else {
        let again = source.again.map(|(_, file)| file);
        let source = Source { again: None, ..source };
        return take(read_head(source, again)?).map(|()| Vec::new());
    };
    if depth == DEEPEST {
        let what =
            format!("a file in more than {DEEPEST} archives or compressions, one within the other, is not unpacked");
        return Err((what, "unpack the outer ones and open what they hold".into()));
    }
    match kind.unpack {
        Unpack::No(what, right) => Err((what.into(), right.into())),
        Unpack::Stream(open) => {
            let bytes = source.bound.meter(open(source.bytes).map_err(failed)?);
            unpack(Source { bytes, again: None, ..source }, depth + 1, take)
        }
        Unpack::Text(write) => {
            let (losses, bytes) = (source.losses.clone(), source.bytes);
            let bytes = pipe(move |out| write(bytes, out, &losses)).map_err(failed)?;
            let bytes = source.bound.meter_text(bytes);
            let source = Source { bytes, again: None, ..source };
            take(read_head(source, None)?).map(|()| Vec::new())
        }
        Unpack::Tables(tables) => {
            let (columns, bound) = (source.columns, source.bound);
            let archive = match source.again {
                Some((archive, _)) => archive,
                None => Seekable::keep(source.bytes).map_err(failed)?,
            };
            each(tables(&archive)?, &columns, &bound, depth, take)
        }
    }
}

/// Hands over each table of an archive.
fn each(
    PackedTables { tables, others }: PackedTables,
    columns: &Arc<ColumnMap>,
    bound: &ContainerBound,
    depth: usize,
    take: &mut Take<'_>,
) -> Result<Vec<String>, OpenError> {
    let one_of_many = tables.len() > 1;
    let (mut skipped, mut first, mut opened) = (Vec::new(), None, false);
    for table in tables {
        let read = Arc::new(AtomicU64::new(0));
        let name = table.name;
        let losses = Losses::default();
        let outcome = (table.open)(Arc::clone(&read), losses.clone()).map_err(failed).and_then(|bytes| {
            let inner = (!name.is_empty()).then(|| name.clone());
            let source = Source {
                bytes: bound.meter(bytes),
                again: None,
                inner,
                one_of_many,
                total: table.packed,
                read,
                live: false,
                columns: Arc::clone(columns),
                losses,
                bound: bound.clone(),
            };
            unpack(source, depth + 1, take)
        });
        match outcome {
            Ok(more) => {
                opened = true;
                skipped.extend(more);
            }
            Err((what, right)) => {
                skipped.push(format!("{name} ({what})"));
                let what = if one_of_many { format!("{name}: {what}") } else { what };
                first.get_or_insert((what, right));
            }
        }
    }
    match first {
        Some(error) if !opened => Err(error),
        _ => {
            if others > 0 {
                skipped.push(format!("{others} more, as too many to look at"));
            }
            Ok(skipped)
        }
    }
}

/// The text with which a stream begins, unpacked as where it is opened. `None` if it is a container that cannot be read in part;
/// of JSON the keys are given, as the names of columns.
pub fn beginning(head: &[u8]) -> Option<Vec<u8>> {
    if let Some(keys) = container::keys(head) {
        let names: Vec<String> = keys.iter().map(|key| key.replace([',', '\n'], " ")).collect();
        return Some(format!("{}\n", names.join(",")).into_bytes());
    }
    let mut text = Vec::new();
    match container::kind(head).map(|kind| kind.unpack) {
        None => text.extend_from_slice(head),
        Some(Unpack::Stream(open)) => {
            // The end is missing, so this fails after what there is.
            let _ = open(Box::new(Cursor::new(head.to_vec()))).ok()?.take(HEAD as u64).read_to_end(&mut text);
        }
        Some(_) => return None,
    }
    Some(with_line_feeds(&text, Box::new(io::empty())).map_or(text, |(text, _)| text))
}

/// Reads the head. Without a file that can be read `again`, all chunks are kept in memory.
fn read_head(source: Source, again: Option<File>) -> Result<Input, OpenError> {
    let Source { bytes: mut reader, inner, one_of_many, total, read, live, columns, losses, .. } = source;
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
        // Times since 1970 need some more rows to show their unit.
        if live && super::recognise::recognise_mapped(&head, false, &columns).is_ok_and(|l| !l.columns.open_unit) {
            break;
        }
    }
    let mut again = again;
    reader = match with_line_feeds(&head, reader) {
        Ok((text, rest)) => {
            losses.note("carriage returns end its lines".to_owned());
            (head, again) = (text, None);
            rest
        }
        Err(reader) => reader,
    };
    let (rows, cache) = match again {
        Some(file) => (RowSource::of_file(file), None),
        None => {
            let cache = Arc::new(RowCache::default());
            (RowSource::Memory(Arc::clone(&cache)), Some(cache))
        }
    };
    Ok(Input { head, ended, broken, live, reader, rows, cache, inner, one_of_many, total, read, losses })
}

/// A reader that fails once.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _to: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn failed(error: io::Error) -> OpenError {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => match error.downcast::<Refused>() {
            Ok(Refused(why)) => return why,
            Err(error) => error.to_string(),
        },
    };
    (what, String::new())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const HEADER: &str = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,country,location,\
                          latitude,longitude,geo_precision,source,notes,fatalities\n";
    const ROW: &str = "AFG1,2020-01-02,2020,1,Battles,Armed clash,A,Afghanistan,Kabul,34.5,69.2,1,Post,Said again.,3\n";

    /// Reads a file of these bytes within a bound of 64 KiB, to its end or the first error. Gives what was read of its
    /// first table, and the error.
    fn read(name: &str, bytes: &[u8]) -> (usize, String) {
        let path = std::env::temp_dir().join(format!("parallax-bound-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let limits = ContainerLimits { floor: 64 << 10, ratio: 20 };
        let mut outcome = None;
        let opened = open_within(limits, &path, &Arc::default(), &mut |mut input| {
            let mut all = std::mem::take(&mut input.head);
            let read = input.reader.read_to_end(&mut all).err();
            let why = input.broken.or(read).map(|e| e.to_string()).unwrap_or_default();
            outcome.get_or_insert((all.len(), why));
            Ok(())
        });
        std::fs::remove_file(&path).unwrap();
        outcome.unwrap_or_else(|| panic!("{name}: {opened:?}"))
    }

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, ::zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn what_unpacks_to_too_much_is_read_up_to_the_bound_and_told() {
        let rows = format!("{HEADER}{}", ROW.repeat(4_000));
        let objects =
            format!("[{}]", vec!["{\"event_id_cnty\":\"AFG1\",\"event_date\":\"2020-01-02\"}"; 9_000].join(","));
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(rows.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (name, bytes) in [
            ("a.csv.gz", gzip(rows.as_bytes())),
            ("a.csv.gz.gz", gzip(&gzip(rows.as_bytes()))),
            ("a.csv.bz2", include_bytes!("../../tests/fixtures/bombs/rows.csv.bz2").to_vec()),
            ("a.csv.xz", include_bytes!("../../tests/fixtures/bombs/rows.csv.xz").to_vec()),
            ("a.csv.zst", include_bytes!("../../tests/fixtures/bombs/rows.csv.zst").to_vec()),
            ("a.zip", zip(&[("a.csv", rows.as_bytes())])),
            ("b.zip", zip(&[("a.csv.gz", &gzip(rows.as_bytes()))])),
            ("a.json.gz", gzip(objects.as_bytes())),
            ("wide.csv.gz", gzip(&wide)),
        ] {
            let (length, why) = read(name, &bytes);
            assert!(why.contains("unpack to more than 64 KiB: the rest is not read"), "{name}: {length} {why}");
            assert!(length < 256 << 10, "{name}: {length}");
        }
    }

    #[test]
    fn sound_files_are_read_whole() {
        let rows = format!("{HEADER}{}", ROW.repeat(400));
        let plain = format!("{HEADER}{}", ROW.repeat(4_000));
        let small = gzip(rows.as_bytes());
        for (name, bytes, length) in [
            ("a.csv", plain.as_bytes(), plain.len()),
            ("a.csv.gz", &small[..], rows.len()),
            ("a.zip", &zip(&[("a.csv", rows.as_bytes())])[..], rows.len()),
        ] {
            assert_eq!(read(name, bytes), (length, String::new()), "{name}");
        }
        // Both the JSON and the table that is written of it are within the bound, but not their sum.
        let object = "{\"event_id_cnty\":\"AFG1\",\"event_date\":\"2020-01-02\"}";
        let objects = format!("[{}]", vec![object; 1_150].join(","));
        let (length, why) = read("b.json.gz", &gzip(objects.as_bytes()));
        assert_eq!(why, "");
        assert!(objects.len() < 64 << 10 && length + objects.len() > 64 << 10, "{length}");
    }

    #[test]
    fn the_tables_of_one_archive_share_the_bound() {
        let rows = format!("{HEADER}{}", ROW.repeat(450));
        let archive = zip(&[("a.csv", rows.as_bytes()), ("b.csv", rows.as_bytes())]);
        let path = std::env::temp_dir().join(format!("parallax-bound-{}-two.zip", std::process::id()));
        std::fs::write(&path, archive).unwrap();
        let mut told = Vec::new();
        open_within(ContainerLimits { floor: 64 << 10, ratio: 1 }, &path, &Arc::default(), &mut |mut input| {
            let error = input.broken.take().or_else(|| input.reader.read_to_end(&mut Vec::new()).err());
            told.push(error.is_some());
            Ok(())
        })
        .unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(told, [false, true]);
    }
}
