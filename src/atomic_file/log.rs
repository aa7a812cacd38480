//! A file that grows at its end, such as a journal; and what else is done to files beside it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Adds bytes at the end of a file, which is created if it does not exist. With `durable` they are on the disk when this
/// returns. If writing fails, the file is cut to the length that it had.
pub fn append(path: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
    let is_new = !path.exists();
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    let length = file.metadata()?.len();
    let written = file.write_all(bytes).and_then(|()| if durable { file.sync_all() } else { Ok(()) });
    if written.is_err() {
        // If it cannot be cut either, the reader drops the torn line.
        let _ = file.set_len(length);
    }
    written?;
    if is_new && durable {
        sync_folder(path);
    }
    Ok(())
}

/// Cuts a file to a length.
pub fn cut(path: &Path, length: u64) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(path)?;
    file.set_len(length)?;
    file.sync_all()
}

/// The bytes of a file from `from` on, none if it is shorter. `None` if there is no file. An error if they are more than
/// `most`.
pub fn read_from(path: &Path, from: u64, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(Some(bytes)) }
}

/// Removes a file, or a link and not what it leads to.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)?;
    sync_folder(path);
    Ok(())
}

/// The permissions of a file, for [`Access::As`](super::Access::As).
pub fn permissions(path: &Path) -> Option<u32> {
    Some(fs::metadata(path).ok()?.permissions().mode() & 0o7777)
}

/// Creates a folder, readable by others as the umask says. Its parent must exist.
pub fn shared_folder(path: &Path) -> io::Result<()> {
    match DirBuilder::new().create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Ok(()) => {
            sync_folder(path);
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// What was done to a file's name survives a power failure once its folder is synced; some file systems cannot do that.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_grows_is_read_from_a_place_and_is_cut() {
        let path = std::env::temp_dir().join(format!("parallax-log-{}", std::process::id()));
        let _ = fs::remove_file(&path);
        assert_eq!(read_from(&path, 0, 100).unwrap(), None);
        append(&path, b"one\n", true).unwrap();
        append(&path, b"two\n", false).unwrap();
        assert_eq!(read_from(&path, 4, 100).unwrap().unwrap(), b"two\n");
        assert_eq!(read_from(&path, 40, 100).unwrap().unwrap(), b"");
        assert_eq!(read_from(&path, 0, 7).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        cut(&path, 4).unwrap();
        assert_eq!(read_from(&path, 0, 100).unwrap().unwrap(), b"one\n");
        remove(&path).unwrap();
        assert!(!path.exists());
    }
}
