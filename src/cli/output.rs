//! Output: to standard output, to standard error, and to files that are replaced whole. Knows no commands.

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use crate::atomic_file::{self, Access, pipe};
use crate::diagnostic::Severity;
use crate::documents::write::WrittenFile;
use crate::export::json::{ArticleJson, IncidentJson, NameJson, QuoteJson};
pub(super) use crate::exporting::json_text::{json, json_line};
use crate::load::Loaded;
use crate::present::words::count;
use crate::runtime::signals;
use crate::sanitize;

/// The exit status of a command; an error is a message for the user.
pub(super) type Outcome = io::Result<u8>;

/// Any record as JSON.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub(super) enum AnyJson<'c> {
    Incident(Box<IncidentJson<'c>>),
    Article(ArticleJson<'c>),
    Quote(QuoteJson<'c>),
    Name(Box<NameJson<'c>>),
}

/// `/proc/self/status`; empty on other systems than Linux.
pub(super) fn process_status() -> String {
    const LARGEST: u64 = 1 << 16;
    let status = atomic_file::read(Path::new("/proc/self/status"), LARGEST).ok().flatten().unwrap_or_default();
    String::from_utf8_lossy(&status).into_owned()
}

/// Prints data.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Prints a message that already names the program.
pub(super) fn grumble(text: &str) -> io::Result<()> {
    heard(writeln!(io::stderr().lock(), "{}", text.trim_end()))
}

/// Prints a message, sanitized and with the program's name.
pub(super) fn complain(text: &str) -> io::Result<()> {
    heard(writeln!(io::stderr().lock(), "parallax: {}", sanitize::lines(text).trim_end()))
}

/// That nobody reads a message changes nothing: the exit status still says what was wrong.
fn heard(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// Writes what `write` writes to `path` or to standard output. A file is replaced whole or not at all, even on a full
/// disk or a signal. An error names the file and the reason.
pub(super) fn write_out(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let Some(path) = path else {
        let mut out = io::BufWriter::new(io::stdout().lock());
        write(&mut out)?;
        return out.flush();
    };
    let asked = signals::asked_to_end()?;
    let _pipe = once_read(path, &asked)?;
    let written = atomic_file::replace(path, Access::Usual, |out| write(&mut Until { out, asked: &asked }));
    asked.die_if_asked();
    written.map_err(|error| {
        // A closed pipe is not an error for the user; `status` recognises it by its kind.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return error;
        }
        let why = match error.kind() {
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            io::ErrorKind::FileTooLarge => "the file would exceed the size limit".to_owned(),
            io::ErrorKind::IsADirectory => "this is a folder; give the name of a file".to_owned(),
            io::ErrorKind::PermissionDenied => "no permission to write there".to_owned(),
            io::ErrorKind::NotFound => "no such folder".to_owned(),
            _ => error.to_string(),
        };
        let shown = path.display().to_string();
        io::Error::other(format!("{}: {why}; nothing was written", sanitize::line(&shown)))
    })
}

/// Waits until somebody reads a pipe, which it says, or until a signal ends the program. Gives the pipe, open, so that it can be
/// written without waiting; `None` for anything else.
fn once_read(path: &Path, asked: &signals::TerminationRequest) -> io::Result<Option<impl Sized>> {
    let mut is_said = false;
    pipe::once_read(path, &mut || {
        asked.die_if_asked();
        if is_said {
            return Ok(());
        }
        is_said = true;
        complain(&format!("{}: waits until something reads this pipe", path.display()))
    })
}

/// An error unless a folder can be written: it is new or empty.
pub(super) fn check_folder(folder: &Path) -> io::Result<()> {
    atomic_file::is_fillable(folder).map_err(|error| not_written(folder, &error))
}

/// Writes files into a new or empty folder, all or none. An error names the folder and the reason.
pub(super) fn write_folder(folder: &Path, files: &[WrittenFile]) -> io::Result<()> {
    fill_folder(folder, files.iter().map(|file| (file.path.as_str(), file.text.as_bytes())))
}

/// Writes files, each given by its path and bytes, into a new or empty folder, all or none.
pub(super) fn fill_folder<'f>(folder: &Path, files: impl Iterator<Item = (&'f str, &'f [u8])>) -> io::Result<()> {
    let asked = signals::asked_to_end()?;
    let stop = || asked.is_asked();
    let written = atomic_file::fill(folder, files, &stop);
    asked.die_if_asked();
    written.map_err(|error| not_written(folder, &error))
}

fn not_written(folder: &Path, error: &io::Error) -> io::Error {
    let (shown, why) = (folder.display().to_string(), atomic_file::why_not_filled(error));
    io::Error::other(format!("{}: {why}; nothing was written", sanitize::line(&shown)))
}

/// A path as an argument for a shell, safe to print.
pub(super) fn as_argument(path: &Path) -> String {
    let shown = path.display().to_string();
    sanitize::line(&sanitize::shell_argument(&shown)).into_owned()
}

/// Whether a path leads to the same file or device as standard output.
pub(super) fn is_standard_output(path: &Path) -> bool {
    atomic_file::is_open_as(path, io::stdout().as_fd())
}

/// Whether standard output is this input, a regular file (`>>`, `1<>`, a link of any kind); `-` is standard input.
pub(super) fn is_written_to(input: &Path) -> bool {
    if input.as_os_str() == "-" {
        return atomic_file::is_one_file(io::stdin().as_fd(), io::stdout().as_fd());
    }
    input.is_file() && is_standard_output(input)
}

/// Whether a path leads to the file that is standard input.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path.is_file() && atomic_file::is_open_as(path, io::stdin().as_fd())
}

/// A writer that fails after a signal asks the program to end.
struct Until<'w> {
    out: &'w mut dyn Write,
    asked: &'w signals::TerminationRequest,
}

impl Write for Until<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.asked.is_asked() {
            return Err(io::Error::other("stopped by a signal"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The exit status of the process. A closed pipe is not an error.
pub(super) fn status(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = complain(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// Reports mistakes in the sources on standard error: all of them if nothing can be opened, else their number.
pub(super) fn warn(loaded: &Loaded) {
    let errors = loaded.report.count(Severity::Error);
    if !loaded.is_usable() {
        for message in loaded.report.sorted() {
            let _ = complain(&loaded.report.render(message));
        }
        let _ = complain("nothing can be opened");
    } else if errors > 0 {
        let _ = complain(&format!("{}; the rest was loaded. `parallax check` lists them.", count(errors, "mistake")));
    }
}
