//! Files that are ours to write. A file is replaced only once the new one is whole: written beside, synced, renamed,
//! so that neither a full disk, a signal nor a second copy of the program leaves half of one. What is written, and
//! what of it the user is told, is for the callers; the files that others wrote are read by `load`.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::os::fd::BorrowedFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever the user's settings let, or could read the one before it.
    Usual,
    /// The user alone.
    Own,
}

/// A file that is being written; taken away again unless it takes its place.
struct Beside {
    path: PathBuf,
    placed: bool,
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.placed {
            // If it cannot be taken away there is nothing more to be done.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Puts what `write` writes in the place of `path`, all of it or nothing. Links are followed. A device or a pipe is
/// written to as it is. An error if writing fails, or if what stands there is a folder or may not be written.
pub fn replace(path: &Path, access: Access, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut allowed = None;
    let mut target = path.to_owned();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(metadata) if metadata.is_file() => {
            // What may not be written may not be replaced either, though a rename would do it.
            OpenOptions::new().append(true).open(path)?;
            target = path.canonicalize()?;
            allowed = Some(metadata.permissions()).filter(|_| access == Access::Usual);
        }
        Ok(_) => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            write(&mut out)?;
            return out.flush();
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => {}
        Err(error) => return Err(error),
    }
    // Nobody else sees what is being written before it may be seen.
    let (mut beside, file) = create_beside(&target, if allowed.is_some() { Access::Own } else { access })?;
    if let Some(allowed) = allowed {
        file.set_permissions(allowed)?;
    }
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(&beside.path, &target)?;
    beside.placed = true;
    // The new name outlives a power failure once its folder is on the disk; not every file system can be asked.
    if let Some(folder) = target.parent().filter(|f| !f.as_os_str().is_empty()) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

fn create_beside(target: &Path, access: Access) -> io::Result<(Beside, File)> {
    const TRIES: u32 = 100;
    let mode = if access == Access::Own { 0o600 } else { 0o666 };
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for n in 0..TRIES {
        // A name of its own: with the other's before it, it could be too long.
        let path = target.with_file_name(format!(".parallax-{}-{n}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(mode).open(&path) {
            Ok(file) => return Ok((Beside { path, placed: false }, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

/// The bytes of a file; `None` if there is none. An error if it cannot be read or has more than `most`.
pub fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(Some(bytes)) }
}

/// Whether a path leads to what is open as `fd`.
pub fn is_open_as(path: &Path, fd: BorrowedFd<'_>) -> bool {
    let open = fd.try_clone_to_owned().and_then(|fd| File::from(fd).metadata());
    let (Ok(open), Ok(there)) = (open, fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// Renames a file that cannot be used, so that it is neither lost nor in the way; gives its new name.
pub fn set_aside(path: &Path) -> io::Result<PathBuf> {
    const MOST: u32 = 1000;
    for n in 1..=MOST {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".damaged-{n}"));
        let aside = PathBuf::from(name);
        if !aside.exists() {
            fs::rename(path, &aside)?;
            return Ok(aside);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Makes a folder, and those it lies in, for the user alone.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// A file that only one copy of the program holds, until this is dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not used")] File);

/// Holds a file that only one copy of the program can hold at a time. Gives up after `patience`.
pub fn lock(path: &Path, patience: Duration) -> io::Result<Lock> {
    let file = OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) if begun.elapsed() < patience => thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}
