//! Writing: to standard output, to standard error, to a file that is never left half written.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use crate::gate;
use crate::headless::json::{ArticleJson, IncidentJson, NameJson, QuoteJson};

/// What a command comes to: its exit status.
pub(super) type Outcome = io::Result<u8>;

/// Any record as JSON.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub(super) enum AnyJson<'c> {
    Incident(Box<IncidentJson<'c>>),
    Article(ArticleJson<'c>),
    Quote(QuoteJson<'c>),
    Name(NameJson<'c>),
}

/// A value as indented JSON with a line break at its end.
pub(super) fn json(value: &impl Serialize) -> io::Result<String> {
    Ok(safe(serde_json::to_string_pretty(value)?))
}

/// A value as JSON on one line.
pub(super) fn json_line(value: &impl Serialize) -> io::Result<String> {
    Ok(safe(serde_json::to_string(value)?))
}

/// Controls are escaped by JSON itself; what JSON leaves as it is but a terminal must not see is escaped too.
fn safe(mut text: String) -> String {
    text.push('\n');
    if text.lines().all(|line| matches!(gate::line(line), std::borrow::Cow::Borrowed(_))) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let safe = matches!(gate::line(c.encode_utf8(&mut [0; 4])), std::borrow::Cow::Borrowed(_));
        if c != '\n' && !safe {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// What Linux says of this process; empty elsewhere.
pub(super) fn process_status() -> String {
    std::fs::read_to_string("/proc/self/status").unwrap_or_default()
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

/// Prints a message.
pub(super) fn complain(text: &str) -> io::Result<()> {
    writeln!(io::stderr().lock(), "parallax: {}", gate::lines(text).trim_end())
}

/// Writes to `path`, or to standard output, what `write` writes. The file is written beside, synced and renamed, so
/// that an old file stays whole whatever happens.
pub(super) fn write_out(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let Some(path) = path else {
        let mut out = io::BufWriter::new(io::stdout().lock());
        write(&mut out)?;
        return out.flush();
    };
    let named = |error: io::Error| io::Error::other(format!("{}: {error}; nothing was written", path.display()));
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = Path::new(&beside);
    let mut ours = false;
    let written = File::create_new(beside).and_then(|file| {
        ours = true;
        let mut out = io::BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    });
    written.and_then(|()| std::fs::rename(beside, path)).map_err(|error| {
        if ours {
            let _ = std::fs::remove_file(beside);
        }
        named(error)
    })
}

/// The exit status; a closed pipe is no error.
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
