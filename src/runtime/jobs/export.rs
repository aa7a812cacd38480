//! Writes a view into a file. A file of that name is replaced only if that is asked for, and never one that is open.
//! Knows no screen but as a picture.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::control::{Control, Work};
use crate::app::job::{ExportRequest, JobProgress, JobResult};
use crate::atomic_file::{self, Access};
use crate::exporting::{ChosenEntries, EntryFormat, held_back, views, write_entries};
use crate::load::Loaded;
use crate::present::exported::{ExportedView, ViewFormat};
use crate::runtime::picture;
use crate::sanitize;
use crate::session::Session;

/// What is written.
enum Contents {
    /// A text that is made already.
    Made(Vec<u8>),
    /// Entries, which may be too many to be held as text.
    Entries(Box<Loaded>, ChosenEntries, EntryFormat),
}

/// The work of an export of what the session's focused pane shows now. `paths` are those of what is open.
pub(super) fn writing(session: &Session, request: ExportRequest, paths: Arc<[PathBuf]>) -> Work {
    let (view, loaded) = session.exported();
    let light = session.state().settings.theme.is_light();
    let screen = (request.format == ViewFormat::Svg).then(|| picture::svg(&session.screen(), light).into_bytes());
    Box::new(move |control: &Control| {
        let file = whole(&request.file)?;
        let shown = sanitize::line(&file.display().to_string()).into_owned();
        if file.is_dir() {
            return Err(format!("{shown} is a folder; type the name of a file"));
        }
        if is_open(&file, &paths) {
            return Err(format!("{shown} belongs to what is open; choose another name"));
        }
        if !request.replaces && (file.exists() || file.is_symlink()) {
            return Ok(Some(JobResult::Taken(request)));
        }
        let contents = contents(&view, loaded, request.format, screen).map_err(|error| error.to_string())?;
        let mut withheld = String::new();
        if let Contents::Entries(loaded, ..) = &contents {
            let sets = held_back(loaded);
            if !sets.is_empty() {
                withheld = format!("; rows of {} are left out, as they may not be passed on", sets.join(", "));
            }
        }
        match write(&file, &contents, control) {
            Ok(()) => Ok(Some(JobResult::Exported(format!("{}: written to {shown}{withheld}", view.words())))),
            Err(_) if control.is_cancelled() => Ok(None),
            Err(error) => Err(format!("{shown}: {error}")),
        }
    })
}

fn contents(view: &ExportedView, loaded: Loaded, format: ViewFormat, screen: Option<Vec<u8>>) -> io::Result<Contents> {
    if let Some(screen) = screen {
        return Ok(Contents::Made(screen));
    }
    if let Some(text) = views::text(loaded.corpus(), view, format)? {
        return Ok(Contents::Made(text));
    }
    let of_entries = match format {
        ViewFormat::Markdown => Some(EntryFormat::Markdown),
        ViewFormat::Csv => Some(EntryFormat::Csv),
        ViewFormat::Json => Some(EntryFormat::Json),
        ViewFormat::Geojson => Some(EntryFormat::Geojson),
        ViewFormat::Svg => None,
    };
    match (view, of_entries) {
        (ExportedView::Entries { shown, possible, filtered }, Some(format)) => {
            let (shown, possible) = (Arc::clone(shown), Arc::clone(possible));
            Ok(Contents::Entries(Box::new(loaded), ChosenEntries { shown, possible, filtered: *filtered }, format))
        }
        _ => Err(io::Error::other(format!("this is not written as {}", format.name()))),
    }
}

fn write(file: &Path, contents: &Contents, control: &Control) -> io::Result<()> {
    atomic_file::replace(file, Access::Usual, |out| match contents {
        Contents::Made(text) => out.write_all(text),
        Contents::Entries(loaded, chosen, format) => {
            let (mut written, all) = (0, chosen.len().max(1));
            let mut progress = |more| {
                if control.is_cancelled() {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                written += more;
                let percent = u8::try_from(written * 100 / all).ok();
                control.progress(JobProgress { percent, left: None });
                Ok(())
            };
            write_entries(loaded, chosen, *format, false, &mut progress, out)
        }
    })
}

/// The whole path of a file as it was typed.
fn whole(typed: &str) -> Result<PathBuf, String> {
    let path = match typed.strip_prefix("~/") {
        Some(rest) => std::env::home_dir().ok_or("there is no home folder")?.join(rest),
        None => PathBuf::from(typed),
    };
    std::path::absolute(path).map_err(|error| format!("{}: {error}", sanitize::line(typed)))
}

/// Whether a file is one of what is open, or lies in an open folder.
fn is_open(file: &Path, paths: &[PathBuf]) -> bool {
    let Ok(file) = file.canonicalize() else { return false };
    paths.iter().filter_map(|path| path.canonicalize().ok()).any(|path| file.starts_with(path))
}
