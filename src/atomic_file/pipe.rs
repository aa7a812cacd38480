//! What is no file: pipes, devices and sockets, and how a pipe is opened for writing without being stuck. Knows no contents.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileTypeExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;
use rustix::io::Errno;

/// What a path leads to, if that is neither a file nor a folder.
pub fn no_file(path: &Path) -> Option<&'static str> {
    let kind = fs::metadata(path).ok()?.file_type();
    match () {
        () if kind.is_file() || kind.is_dir() => None,
        () if kind.is_fifo() => Some("a pipe"),
        () if kind.is_socket() => Some("a socket"),
        () => Some("a device"),
    }
}

/// Opens a pipe for writing once somebody reads it; while nobody does, `wait` is called again and again. Without this a program
/// that opens it is stuck until then. `None` if the path leads to no pipe.
///
/// # Errors
///
/// It cannot be opened, or `wait` gives up.
pub fn once_read(path: &Path, wait: &mut dyn FnMut() -> io::Result<()>) -> io::Result<Option<File>> {
    while fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo()) {
        let nonblocking = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
        match OpenOptions::new().write(true).custom_flags(nonblocking).open(path) {
            Err(error) if error.raw_os_error() == Some(Errno::NXIO.raw_os_error()) => wait()?,
            opened => return opened.map(Some),
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(None)
}
