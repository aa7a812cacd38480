//! Writes files atomically: a new file is written next to the old one, synced and renamed over it. A full disk, a signal
//! or a second copy of the program never leaves a partial file. Callers decide contents and messages; `load` reads
//! corpora and data sets.

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
    /// As the umask says, or as for the file that is replaced.
    Usual,
    /// Only the user.
    Own,
}

/// The temporary file while it is written; deleted unless it was renamed.
struct TemporaryFile {
    path: PathBuf,
    renamed: bool,
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        if !self.renamed {
            // If it cannot be deleted, nothing more can be done.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Replaces `path` with what `write` writes, whole or not at all. Links are followed. Devices and pipes are written to
/// directly. An error if writing fails, or if `path` is a folder or must not be written.
pub fn replace(path: &Path, access: Access, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut allowed = None;
    let mut target = path.to_owned();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(metadata) if metadata.is_file() => {
            // A rename would also replace a write-protected file, so this checks the permission first.
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
    // Other users cannot read the file before its final permissions are set.
    let (mut temporary, file) = create_temporary(&target, if allowed.is_some() { Access::Own } else { access })?;
    if let Some(allowed) = allowed {
        file.set_permissions(allowed)?;
    }
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(&temporary.path, &target)?;
    temporary.renamed = true;
    // The rename survives a power failure once the folder is synced; some file systems cannot do that.
    if let Some(folder) = target.parent().filter(|f| !f.as_os_str().is_empty()) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

fn create_temporary(target: &Path, access: Access) -> io::Result<(TemporaryFile, File)> {
    const TRIES: u32 = 100;
    let mode = if access == Access::Own { 0o600 } else { 0o666 };
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for n in 0..TRIES {
        // The name does not contain the target's, with which it could be too long.
        let path = target.with_file_name(format!(".parallax-{}-{n}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(mode).open(&path) {
            Ok(file) => return Ok((TemporaryFile { path, renamed: false }, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

/// Reads a file of at most `most` bytes; `None` if there is none. An error if it cannot be read or is larger.
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

/// Whether a path leads to the file that is open as `fd`.
pub fn is_open_as(path: &Path, fd: BorrowedFd<'_>) -> bool {
    let open = fd.try_clone_to_owned().and_then(|fd| File::from(fd).metadata());
    let (Ok(open), Ok(there)) = (open, fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// Renames an unusable file, so that it is kept but not read again; gives its new path.
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

/// Creates a folder and its parents, accessible only to the user.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// An exclusive lock on a file, released when dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not used")] File);

/// Locks a file against other copies of the program. Fails with `ResourceBusy` after `patience`.
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
