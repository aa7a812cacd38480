//! Keeps what was read of a file, by the SHA-256 of its contents, so that a second start need not read it again. What rules
//! read in articles is kept in the same way, by the hash of what they read.
//!
//! ```text
//! FOLDER/NAME/pack     what was read of each contents, one entry after the other: its key, then JSON or other bytes
//! FOLDER/NAME/index    a line an entry: E, key, offset, length; a line a file: S, key, size, time of change, path
//! ```
//!
//! NAME says what is kept, and ends in the name of this program's sources: other rules never meet what these read. Folders of
//! other sources are deleted.
//!
//! Both files only grow, under a lock that one program holds at a time; another one reads and keeps nothing. An entry
//! counts only if its line is whole and the pack holds it with its key, so that a crash costs entries and never gives
//! a wrong one. A file whose path, size and time of change are those of a line has the contents of its key and is not
//! opened. Everything here may be deleted at any time.

use std::collections::HashMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::article::{ArticleLocation, IntakeItem};

/// The name of the program's sources and data, which changes with every rule.
const SOURCES: &str = env!("PARALLAX_SOURCES");
/// What the cache of files is called.
const FILES: &str = "files";
/// Bytes of an entry at most.
const MOST_ENTRY: usize = 256 << 20;
/// Bytes of the pack at most; beyond it the cache begins anew.
const MOST_PACK: u64 = 4 << 30;
/// A file that was changed within this time before it was read may change again within the same tick of the clock.
const RACE: i128 = 2_000_000_000;

/// The SHA-256 of contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of all that a stream holds.
    pub fn of_stream(input: &mut impl Read) -> io::Result<Self> {
        let mut hasher = ContentHasher::default();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match input.read(&mut buffer)? {
                0 => return Ok(hasher.finish()),
                n => hasher.add(&buffer[..n]),
            }
        }
    }

    /// In hexadecimal.
    pub fn hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]);
        digits.map(char::from).collect()
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn parse(hex: &str) -> Option<Self> {
        let mut key = [0; 32];
        if hex.len() != 64 {
            return None;
        }
        for (byte, digits) in key.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Self(key))
    }
}

/// The hash of bytes that come one after the other.
#[derive(Default)]
pub struct ContentHasher(Sha256);

impl ContentHasher {
    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was added.
    pub fn finish(self) -> ContentHash {
        ContentHash(self.0.finalize().into())
    }
}

/// An item with its place within the file.
#[derive(Deserialize)]
struct Stored {
    #[serde(default)]
    members: Vec<String>,
    item: IntakeItem,
}

#[derive(Serialize)]
struct StoredRef<'i> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    members: &'i [String],
    item: &'i IntakeItem,
}

/// What tells that a file is unchanged.
#[derive(Debug, Clone, Copy)]
struct Stamp {
    key: ContentHash,
    size: u64,
    changed: i128,
}

/// The cache in one folder.
#[derive(Debug)]
pub struct Cache {
    pack: File,
    entries: HashMap<ContentHash, (u64, usize)>,
    stamps: HashMap<Vec<u8>, Stamp>,
    /// `None` if another program writes.
    writer: Option<Mutex<Writer>>,
}

#[derive(Debug)]
struct Writer {
    pack: BufWriter<File>,
    index: BufWriter<File>,
    offset: u64,
}

impl Cache {
    /// Opens the cache of files in `folder`, which is made if need be.
    pub fn open(folder: &Path) -> io::Result<Self> {
        Self::open_called(FILES, folder)
    }

    /// Opens a cache of another kind.
    pub fn open_called(what: &str, folder: &Path) -> io::Result<Self> {
        let folder = own_folder(what, folder)?;
        let open =
            |name: &str| OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(folder.join(name));
        let (pack, index) = (open("pack")?, open("index")?);
        let ours = index.try_lock().is_ok();
        if ours && pack.metadata()?.len() > MOST_PACK {
            index.set_len(0)?;
            pack.set_len(0)?;
        }
        let mut lines = Vec::new();
        (&index).read_to_end(&mut lines)?;
        if ours && lines.last().is_some_and(|b| *b != b'\n') {
            (&index).write_all(b"\n")?;
        }
        let offset = pack.metadata()?.len();
        let writer = Writer { pack: BufWriter::new(pack.try_clone()?), index: BufWriter::new(index), offset };
        let mut cache =
            Self { pack, entries: HashMap::new(), stamps: HashMap::new(), writer: ours.then(|| Mutex::new(writer)) };
        for line in String::from_utf8_lossy(&lines).lines() {
            cache.line(line);
        }
        // After a crash lines may tell of more than was written.
        cache.entries.retain(|_, (start, length)| start.checked_add(*length as u64).is_some_and(|end| end <= offset));
        Ok(cache)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let mut parts = line.splitn(5, ' ');
        let kind = parts.next()?;
        let key = ContentHash::parse(parts.next()?)?;
        let (a, b) = (parts.next()?, parts.next()?);
        match kind {
            "E" => {
                self.entries.insert(key, (a.parse().ok()?, b.parse().ok()?));
            }
            "S" => {
                let stamp = Stamp { key, size: a.parse().ok()?, changed: b.parse().ok()? };
                self.stamps.insert(unescape(parts.next()?), stamp);
            }
            _ => {}
        }
        Some(())
    }

    /// The key of a file, if it is unchanged since it was stamped and the cache holds what was read of it.
    pub fn key(&self, path: &Path, metadata: &fs::Metadata) -> Option<ContentHash> {
        let stamp = self.stamps.get(absolute(path).as_os_str().as_bytes())?;
        let same = (stamp.size, stamp.changed) == tells(metadata);
        (same && self.holds(&stamp.key)).then_some(stamp.key)
    }

    /// Whether it holds what was read of the contents with this key.
    pub fn holds(&self, key: &ContentHash) -> bool {
        self.entries.contains_key(key)
    }

    /// What was read of the contents with this key, placed in this file.
    pub fn load(&self, key: &ContentHash, at: &ArticleLocation) -> Option<Vec<IntakeItem>> {
        let stored: Vec<Stored> = serde_json::from_slice(&self.bytes(key)?).ok()?;
        let placed = stored.into_iter().map(|mut s| {
            let mut place = at.clone();
            place.members = s.members;
            s.item.place(&place);
            s.item
        });
        Some(placed.collect())
    }

    /// The bytes kept under this key.
    pub fn bytes(&self, key: &ContentHash) -> Option<Vec<u8>> {
        let (offset, length) = *self.entries.get(key)?;
        let mut own = [0; 32];
        let rest = (length <= MOST_ENTRY).then_some(length)?.checked_sub(own.len())?;
        self.pack.read_exact_at(&mut own, offset).ok().filter(|()| own == key.0)?;
        let mut bytes = vec![0; rest];
        self.pack.read_exact_at(&mut bytes, offset + own.len() as u64).ok()?;
        Some(bytes)
    }

    /// Keeps what was read of the contents with this key.
    pub fn save(&self, key: &ContentHash, items: &[IntakeItem]) -> io::Result<()> {
        let stored: Vec<StoredRef<'_>> =
            items.iter().map(|item| StoredRef { members: &item.at().members, item }).collect();
        self.save_bytes(key, &serde_json::to_vec(&stored)?)
    }

    /// Keeps bytes under this key.
    pub fn save_bytes(&self, key: &ContentHash, stored: &[u8]) -> io::Result<()> {
        let Some(writer) = &self.writer else { return Err(io::ErrorKind::ResourceBusy.into()) };
        let bytes = [&key.0, stored].concat();
        if bytes.len() > MOST_ENTRY {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        let offset = writer.offset;
        writer.pack.write_all(&bytes)?;
        writer.offset += bytes.len() as u64;
        writeln!(writer.index, "E {} {offset} {}", key.hex(), bytes.len())
    }

    /// Stamps a file that was read just now; `metadata` is from before. Gives whether it did: not while another program
    /// writes, nor if the file was changed so late that it may change again within the same time.
    pub fn stamp(&self, path: &Path, metadata: &fs::Metadata, key: &ContentHash) -> io::Result<bool> {
        let Some(writer) = &self.writer else { return Ok(false) };
        let changed = changed(metadata);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos() as i128);
        if changed + RACE >= now {
            return Ok(false);
        }
        let path = absolute(path);
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(writer.index, "S {} {} {changed} {}", key.hex(), metadata.len(), escape(path.as_os_str().as_bytes()))?;
        Ok(true)
    }

    /// Writes what is not written yet: first the entries, then their lines.
    pub fn flush(&self) -> io::Result<()> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.pack.flush()?;
        writer.index.flush()
    }
}

/// The folder within `folder` in which this program keeps something, made if need be. That of other sources is deleted.
pub fn own_folder(what: &str, folder: &Path) -> io::Result<PathBuf> {
    let own = format!("{what}-{SOURCES}");
    let older = |name: &str| {
        name != own
            && name.strip_prefix(what).is_some_and(|rest| rest.len() == SOURCES.len() + 1 && rest.starts_with('-'))
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(older) {
            // What stays costs only room.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    let folder = folder.join(own);
    DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
    Ok(folder)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn changed(metadata: &fs::Metadata) -> i128 {
    i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec())
}

/// What tells that a file is unchanged: its size and time of change.
fn tells(metadata: &fs::Metadata) -> (u64, i128) {
    (metadata.len(), changed(metadata))
}

/// Whether a file is what it was when it had these metadata.
pub(super) fn is_unchanged(path: &Path, before: &fs::Metadata) -> bool {
    fs::metadata(path).is_ok_and(|now| tells(&now) == tells(before))
}

/// Writes bytes of a name so that they fit on a line.
fn escape(path: &[u8]) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path {
        if matches!(byte, 33..=126) && *byte != b'%' {
            out.push(char::from(*byte));
        } else {
            out.push_str(&format!("%{byte:02x}"));
        }
    }
    out
}

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|d| std::str::from_utf8(d).ok());
        let code = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
        out.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_bytes_fit_on_a_line() {
        for name in [&b"/a b/\xff\x1b%41\n"[..], b"", b"%", b"%zz"] {
            let escaped = escape(name);
            assert!(!escaped.contains([' ', '\n']));
            assert_eq!(unescape(&escaped), name);
        }
    }

    #[test]
    fn keys_are_what_sha256sum_says() {
        let key = ContentHash::of(b"abc");
        assert_eq!(key.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(ContentHash::parse(&key.hex()), Some(key));
        assert_eq!(ContentHash::of_stream(&mut &b"abc"[..]).unwrap(), key);
    }
}
