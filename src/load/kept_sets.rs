//! Keeps the corpus that a set of articles became, with its drafts, so that a start with the same articles reads none.
//!
//! ```text
//! FOLDER/sets-SOURCES/KEY     tables after their length, blocks of text each after its length, SHA-256 of all before it
//! ```
//!
//! The key is that of the paths and contents of all files. Whether a file has still the contents that it had is known by its
//! path, size and time of change (`intake/cache.rs`); it is not opened. A set that is damaged counts as none and is written
//! anew. Everything here may be deleted at any time.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::atomic_file::{self, Access};
use crate::diagnostic::{Diagnostic, DiagnosticCode, Position, Severity};
use crate::intake::cache::{ContentHash, ContentHasher, own_folder};
use crate::model::Corpus;
use crate::model::kept::TablesOnly;

/// What the cache of sets is called.
const SETS: &str = "sets";
/// Sets at most; the one that was used longest ago goes first.
const MOST: usize = 4;
/// Bytes of all sets together at most.
const MOST_BYTES: u64 = 1 << 30;
/// Bytes of the hash, which stands last.
const SUM: usize = 32;

/// The sets kept in a folder.
#[derive(Debug)]
pub(super) struct KeptSets(PathBuf);

/// A set of articles as it was kept.
#[derive(Debug)]
pub(super) struct KeptSet {
    /// The corpus with its drafts.
    pub(super) corpus: Corpus,
    /// What was reported when it was read.
    pub(super) messages: Vec<Diagnostic>,
}

/// A message about a file as a whole, or about a line of it.
#[derive(Serialize, Deserialize)]
struct KeptMessage {
    is_error: bool,
    code: String,
    place: Option<(String, usize, usize)>,
    message: String,
    help: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Tables<'c> {
    messages: Vec<KeptMessage>,
    corpus: TablesOnly<'c>,
}

impl KeptSets {
    /// Those in `folder`, which is made if need be. `None` if it cannot be opened, which costs only time.
    pub(super) fn open(folder: Option<&Path>) -> Option<Self> {
        own_folder(SETS, folder?).ok().map(Self)
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        fs::read_dir(&self.0).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// The set with this key, if it is kept and whole. A damaged one is deleted.
    pub(super) fn find(&self, key: &ContentHash) -> Option<KeptSet> {
        let path = self.path(key);
        let file = File::open(&path).ok()?;
        let set = read(&file);
        // What was used last is the last to go. What cannot be noted or deleted costs only time.
        let _ = if set.is_some() { file.set_modified(SystemTime::now()) } else { fs::remove_file(path) };
        set
    }

    /// Keeps a set, unless it is kept. What cannot be kept is read again.
    pub(super) fn keep(&self, key: &ContentHash, corpus: &Corpus, messages: &[Diagnostic]) {
        let path = self.path(key);
        if path.exists() {
            return;
        }
        let messages: Option<Vec<KeptMessage>> = messages.iter().map(KeptMessage::of).collect();
        let Some(messages) = messages else { return };
        let Ok(tables) = postcard::to_allocvec(&Tables { messages, corpus: TablesOnly::of(corpus) }) else { return };
        let texts: usize = corpus.text_blocks().map(|block| 4 + block.len()).sum();
        let size = (8 + tables.len() + texts + SUM) as u64;
        if size > MOST_BYTES {
            return;
        }
        self.make_room(size);
        let _ = atomic_file::replace(&path, Access::Own, |out| write(out, &tables, corpus));
    }

    fn path(&self, key: &ContentHash) -> PathBuf {
        self.0.join(key.hex())
    }

    /// Deletes the sets used longest ago until there is room for one of `size` bytes.
    fn make_room(&self, size: u64) {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        let of = |entry: fs::DirEntry| {
            let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len(), entry.path()))
        };
        let mut kept: Vec<_> = entries.filter_map(of).collect();
        kept.sort_unstable();
        let mut bytes: u64 = kept.iter().map(|(_, size, _)| size).sum();
        let mut count = kept.len();
        for (_, its, path) in kept {
            if count < MOST && bytes + size <= MOST_BYTES {
                return;
            }
            let _ = fs::remove_file(path);
            (bytes, count) = (bytes - its, count - 1);
        }
    }
}

/// Writes a set.
fn write(out: &mut dyn Write, tables: &[u8], corpus: &Corpus) -> io::Result<()> {
    let mut hasher = ContentHasher::default();
    let mut put = |bytes: &[u8]| {
        hasher.add(bytes);
        out.write_all(bytes)
    };
    put(&(tables.len() as u64).to_le_bytes())?;
    put(tables)?;
    for block in corpus.text_blocks() {
        let length = u32::try_from(block.len()).map_err(io::Error::other)?;
        put(&length.to_le_bytes())?;
        put(block.as_bytes())?;
    }
    out.write_all(hasher.finish().as_bytes())
}

/// Reads a set. `None` if the file is none, or is not whole: nothing of it is looked at before its hash.
fn read(file: &File) -> Option<KeptSet> {
    let size = file.metadata().ok()?.len();
    let left = size.checked_sub(SUM as u64).filter(|_| size <= MOST_BYTES)?;
    let mut input = HashedInput { input: BufReader::new(file), left, hasher: ContentHasher::default() };
    let length = u64::from_le_bytes(input.take(8)?.try_into().ok()?);
    let tables = input.take(length)?;
    let mut blocks = Vec::new();
    while input.left > 0 {
        let length = u32::from_le_bytes(input.take(4)?.try_into().ok()?);
        blocks.push(input.take(length.into())?);
    }
    let mut sum = [0; SUM];
    input.input.read_exact(&mut sum).ok()?;
    if input.hasher.finish().as_bytes() != &sum {
        return None;
    }
    let Tables { messages, corpus } = postcard::from_bytes::<Tables<'static>>(&tables).ok()?;
    drop(tables);
    let blocks = blocks.into_iter().map(|block| String::from_utf8(block).ok()).collect::<Option<_>>()?;
    let messages = messages.into_iter().map(KeptMessage::message).collect::<Option<_>>()?;
    Some(KeptSet { corpus: corpus.with_texts(blocks), messages })
}

/// What is read of a file with its hash.
struct HashedInput<R> {
    input: R,
    /// Bytes that are left.
    left: u64,
    hasher: ContentHasher,
}

impl<R: Read> HashedInput<R> {
    /// The next bytes, if so many are left.
    fn take(&mut self, length: u64) -> Option<Vec<u8>> {
        self.left = self.left.checked_sub(length)?;
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        self.input.read_exact(&mut bytes).ok()?;
        self.hasher.add(&bytes);
        Some(bytes)
    }
}

impl KeptMessage {
    /// `None` of a message about a file whose text is at hand, as no file of articles is.
    fn of(message: &Diagnostic) -> Option<Self> {
        let place = message.place.as_ref().map(|p| (p.file.clone(), p.line, p.column));
        (message.span.is_none() && message.other.is_none()).then(|| Self {
            is_error: message.severity == Severity::Error,
            code: message.code.number().to_owned(),
            place,
            message: message.message.clone(),
            help: message.help.clone(),
        })
    }

    fn message(self) -> Option<Diagnostic> {
        let Self { is_error, code, place, message, help } = self;
        let (code, _) = DiagnosticCode::ALL.iter().find(|(known, _)| known.number() == code)?;
        let severity = if is_error { Severity::Error } else { Severity::Warning };
        let place = place.map(|(file, line, column)| Position { file, line, column });
        Some(Diagnostic { severity, code: *code, span: None, excerpt: None, other: None, place, message, help })
    }
}
