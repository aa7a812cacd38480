//! Writes files atomically: a new file is written next to the old one, synced and renamed over it. A full disk, a signal
//! or a second copy of the program never leaves a partial file. Callers decide contents and messages; `load` reads
//! corpora and data sets.

pub mod log;
pub mod pipe;

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
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
    /// As for the file that is replaced; with these permissions if there is none.
    As(u32),
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

/// Replaces `path` with what `write` writes, whole or not at all. Links are followed, also where their target is missing.
/// Devices and pipes are written to directly. What killed copies of the program left in the folder is removed. An error if
/// writing fails, or if `path` is a folder or must not be written.
pub fn replace(path: &Path, access: Access, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    put(path, access, true, write)
}

/// Writes a new file with what `write` writes, whole or not at all. An `AlreadyExists` error if a file of that name is there,
/// also if it appears while `write` runs; that file is kept. Links whose target is missing are followed.
pub fn create(path: &Path, access: Access, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    put(path, access, false, write)
}

fn put(
    path: &Path,
    access: Access,
    replaces: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut allowed = None;
    let target;
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) if !replaces => return Err(io::ErrorKind::AlreadyExists.into()),
        Ok(metadata) if metadata.is_file() => {
            // A rename would also replace a write-protected file, so this checks the permission first.
            OpenOptions::new().append(true).open(path)?;
            target = path.canonicalize()?;
            allowed = Some(metadata.permissions()).filter(|_| access != Access::Own);
        }
        Ok(_) => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            write(&mut out)?;
            return out.flush();
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            target = end_of_links(path)?;
            if let Access::As(mode) = access {
                allowed = Some(fs::Permissions::from_mode(mode));
            }
            if access == Access::Own
                && let Some(parent) = target.parent()
            {
                folder(parent)?;
            }
        }
        Err(error) => return Err(error),
    }
    remove_leftovers(target.parent().unwrap_or(Path::new("")));
    // Other users cannot read the file before its final permissions are set.
    let (mut temporary, file) = create_temporary(&target, if allowed.is_some() { Access::Own } else { access })?;
    if let Some(allowed) = allowed {
        file.set_permissions(allowed)?;
    }
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    if replaces {
        fs::rename(&temporary.path, &target)?;
        temporary.renamed = true;
    } else {
        move_to_free(&mut temporary, &target)?;
    }
    // The rename survives a power failure once the folder is synced; some file systems cannot do that.
    if let Some(folder) = target.parent().filter(|f| !f.as_os_str().is_empty()) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Gives a temporary file its name, unless a file of that name is there. Unlike a rename, a hard link replaces nothing; file
/// systems that know no hard links get a rename after a last look.
fn move_to_free(temporary: &mut TemporaryFile, target: &Path) -> io::Result<()> {
    match fs::hard_link(&temporary.path, target) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // The first name is deleted with the temporary file.
        Ok(()) => Ok(()),
        Err(_) if target.exists() || target.is_symlink() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => {
            fs::rename(&temporary.path, target)?;
            temporary.renamed = true;
            Ok(())
        }
    }
}

/// What a path leads to by links, if there is such a file or not.
///
/// # Errors
///
/// The links are too many, or a circle.
pub fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    // As many as Linux follows.
    const MOST: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..MOST {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many links"))
}

/// How the names of temporary files begin and end; between stand the process and a number.
const TEMPORARY: [&str; 2] = [".parallax-", ".tmp"];

/// Removes the temporary files and folders in a folder whose process was killed. Those that are being written are locked.
pub fn remove_leftovers(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(TEMPORARY[0])?.strip_suffix(TEMPORARY[1]));
        let Some((process, number)) = process.and_then(|inner| inner.split_once('-')) else { continue };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // A process may have created its file and not locked it yet.
        let may_live = if Path::new("/proc/self").exists() {
            Path::new("/proc").join(process).exists()
        } else {
            let age = entry.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
            age.is_none_or(|age| age < Duration::from_mins(1))
        };
        if !digits(process) || !digits(number) || may_live {
            continue;
        }
        let path = entry.path();
        let open = |file: io::Result<File>| file.is_ok_and(|file| file.try_lock().is_ok());
        // What cannot be deleted stays.
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_file() && open(OpenOptions::new().append(true).open(&path)) => fs::remove_file(path),
            Ok(kind) if kind.is_dir() && open(File::open(&path)) => fs::remove_dir_all(path),
            _ => continue,
        };
    }
}

fn create_temporary(target: &Path, access: Access) -> io::Result<(TemporaryFile, File)> {
    const TRIES: u32 = 100;
    let mode = if access == Access::Own { 0o600 } else { 0o666 };
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for n in 0..TRIES {
        // The name does not contain the target's, with which it could be too long.
        let path = target.with_file_name(temporary_name(n));
        match OpenOptions::new().write(true).create_new(true).mode(mode).open(&path) {
            Ok(file) => {
                // Released when the process ends, however it does. Some file systems know no locks.
                let _ = file.try_lock();
                return Ok((TemporaryFile { path, renamed: false }, file));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

/// An error unless `folder` does not exist yet, or is a folder that holds only hidden files.
pub fn is_fillable(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.is_symlink() => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        if !entry?.file_name().as_encoded_bytes().starts_with(b".") {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
    }
    Ok(())
}

/// Why [`fill`] wrote nothing, for the user.
pub fn why_not_filled(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::DirectoryNotEmpty => "the folder is not empty; give the name of a new one".to_owned(),
        io::ErrorKind::NotADirectory => "a file is in the way; give the name of a new folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to write there".to_owned(),
        _ => error.to_string(),
    }
}

/// Writes files into a new or empty folder, all or none; each is given by its path within the folder and its bytes. The
/// first is the last to appear: until then the folder is not what it will be. An error if the folder holds anything but
/// hidden files, if writing fails, or if `stop` says so. What killed copies of the program left in it is removed. Unlike [`replace`], it does not wait until the disk has it all.
pub fn fill<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f str, &'f [u8])>,
    stop: &dyn Fn() -> bool,
) -> io::Result<()> {
    is_fillable(folder)?;
    let is_new = !folder.exists();
    fs::create_dir_all(folder)?;
    remove_leftovers(folder);
    let mut filling =
        Filling { folder, is_new, temporary: folder.join(temporary_name(0)), moved: Vec::new(), done: false };
    fs::create_dir(&filling.temporary)?;
    // Released when the process ends, however it does. Some file systems know no locks.
    let lock = File::open(&filling.temporary)?;
    let _ = lock.try_lock();
    let mut parts: Vec<PathBuf> = Vec::new();
    for (path, bytes) in files {
        if stop() {
            return Err(io::Error::other("stopped by a signal"));
        }
        let target = filling.temporary.join(path);
        let part: PathBuf = Path::new(path).components().take(1).collect();
        if !parts.contains(&part) {
            parts.push(part);
        }
        if let Some(within) = target.parent() {
            fs::create_dir_all(within)?;
        }
        OpenOptions::new().write(true).create_new(true).open(target)?.write_all(bytes)?;
    }
    for part in parts.iter().rev() {
        let target = folder.join(part);
        fs::rename(filling.temporary.join(part), &target)?;
        filling.moved.push(target);
    }
    filling.done = true;
    Ok(())
}

/// A folder while it is filled; what was written is deleted unless all was.
struct Filling<'f> {
    folder: &'f Path,
    is_new: bool,
    temporary: PathBuf,
    moved: Vec<PathBuf>,
    done: bool,
}

impl Drop for Filling<'_> {
    fn drop(&mut self) {
        // What cannot be deleted stays.
        let _ = fs::remove_dir_all(&self.temporary);
        if self.done {
            return;
        }
        for path in &self.moved {
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
        if self.is_new {
            let _ = fs::remove_dir(self.folder);
        }
    }
}

fn temporary_name(n: u32) -> String {
    format!("{}{}-{n}{}", TEMPORARY[0], std::process::id(), TEMPORARY[1])
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
    let (Ok(open), Ok(there)) = (open_as(fd), fs::metadata(path)) else { return false };
    is_one(&open, &there)
}

/// Whether the same regular file is open as both.
pub fn is_one_file(a: BorrowedFd<'_>, b: BorrowedFd<'_>) -> bool {
    let (Ok(a), Ok(b)) = (open_as(a), open_as(b)) else { return false };
    a.is_file() && is_one(&a, &b)
}

/// Whether two paths lead to the same file, by links of any kind.
pub fn is_same(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (fs::metadata(a), fs::metadata(b)) else { return a == b };
    is_one(&a, &b)
}

fn open_as(fd: BorrowedFd<'_>) -> io::Result<fs::Metadata> {
    File::from(fd.try_clone_to_owned()?).metadata()
}

fn is_one(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    (a.dev(), a.ino()) == (b.dev(), b.ino())
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
    let open = || OpenOptions::new().create(true).append(true).mode(0o600).open(path);
    let mut file = open()?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            // Somebody may have removed the file meanwhile; others would lock a new one.
            Ok(()) if !is_open_as(path, file.as_fd()) => file = open()?,
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) if begun.elapsed() < patience => thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("parallax-atomic-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_link_whose_target_is_missing_is_filled() {
        let folder = scratch("link");
        std::os::unix::fs::symlink("second", folder.join("first")).unwrap();
        std::os::unix::fs::symlink("there/third", folder.join("second")).unwrap();
        let write = |access| replace(&folder.join("first"), access, |out| out.write_all(b"text"));
        assert_eq!(write(Access::Usual).unwrap_err().kind(), io::ErrorKind::NotFound);
        write(Access::Own).unwrap();
        assert_eq!(fs::read(folder.join("there/third")).unwrap(), b"text");
        assert!(folder.join("first").is_symlink() && folder.join("second").is_symlink());
        std::os::unix::fs::symlink("circle", folder.join("circle")).unwrap();
        assert!(replace(&folder.join("circle"), Access::Own, |_| Ok(())).is_err());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_file_that_appears_while_another_of_its_name_is_written_is_kept() {
        let folder = scratch("appears");
        let path = folder.join("table.csv");
        create(&path, Access::Usual, |out| out.write_all(b"first")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"first");
        let there = create(&path, Access::Usual, |out| out.write_all(b"second"));
        assert_eq!(there.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let late = folder.join("late.csv");
        let appeared = create(&late, Access::Usual, |out| {
            fs::write(&late, "of somebody else")?;
            out.write_all(b"own")
        });
        assert_eq!(appeared.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&late).unwrap(), b"of somebody else");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing temporary is left");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_killed_writes_left_is_removed_and_nothing_else() {
        let folder = scratch("left");
        let own = std::process::id();
        // No process has this number.
        let left = folder.join(".parallax-4294967295-0.tmp");
        let kept = [
            format!(".parallax-{own}-7.tmp"),
            ".parallax-4294967295-x.tmp".into(),
            ".parallax--.tmp".into(),
            "table.csv".into(),
        ];
        for name in &kept {
            fs::write(folder.join(name), "x").unwrap();
        }
        fs::write(&left, "half").unwrap();
        let locked = File::open(&left).unwrap();
        locked.lock().unwrap();
        replace(&folder.join("table.csv"), Access::Usual, |out| out.write_all(b"new")).unwrap();
        assert!(left.exists(), "it is being written");
        drop(locked);
        let half = folder.join(".parallax-4294967295-1.tmp");
        fs::create_dir_all(half.join("articles")).unwrap();
        fs::write(half.join("articles/one.toml"), "half").unwrap();
        replace(&folder.join("table.csv"), Access::Usual, |out| out.write_all(b"new")).unwrap();
        assert!(!left.exists() && !half.exists());
        assert!(kept.iter().all(|name| folder.join(name).exists()));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_that_a_killed_write_left_half_is_filled() {
        let folder = scratch("half");
        let half = folder.join(".parallax-4294967295-0.tmp/articles");
        fs::create_dir_all(&half).unwrap();
        fs::write(half.join("one.toml"), "half").unwrap();
        fill(&folder, [("corpus.toml", &b"x"[..]), ("articles/one.toml", b"y")].into_iter(), &|| false).unwrap();
        let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.len() == 2 && names.iter().all(|name| !name.as_encoded_bytes().starts_with(b".")), "{names:?}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn links_of_any_kind_lead_to_the_same_file() {
        let folder = scratch("same");
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| folder.join(name));
        fs::write(&a, "x").unwrap();
        fs::write(&d, "x").unwrap();
        fs::hard_link(&a, &b).unwrap();
        std::os::unix::fs::symlink(&a, &c).unwrap();
        assert!(is_same(&a, &b) && is_same(&b, &c) && !is_same(&a, &d));
        fs::remove_dir_all(folder).unwrap();
    }
}
