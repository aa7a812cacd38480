//! Writes a view into a file. A file of that name is replaced only if that is asked for, and never one that is open; nothing is
//! written into an open folder.
//! Knows no screen but as a picture.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::control::{Control, Work};
use crate::app::job::{ExportRequest, JobProgress, JobResult};
use crate::app::pictured::pictured;
use crate::atomic_file::{self, Access};
use crate::exporting::{ChosenEntries, EntryFormat, views, write_entries};
use crate::load::Loaded;
use crate::present::exported::{ExportedView, ViewFormat};
use crate::runtime::picture;
use crate::sanitize;
use crate::session::Session;

/// The screen as a picture.
struct Picture {
    text: String,
    /// The data sets of which it shows rows that may not be passed on.
    sets: Vec<String>,
}

/// What is written.
enum Contents {
    Picture(Picture),
    /// A text that is made already.
    Made(Vec<u8>),
    /// Entries, which may be too many to be held as text.
    Entries(Box<Loaded>, ChosenEntries, EntryFormat),
}

/// The work of an export of what the session's focused pane shows now. `paths` are those of what is open.
pub(super) fn writing(session: &Session, request: ExportRequest, paths: Vec<PathBuf>) -> Work {
    let (view, loaded) = session.exported();
    let light = session.state().settings.theme.is_light();
    let screen = (request.format == ViewFormat::Svg).then(|| Picture {
        text: picture::svg(&session.screen(), light),
        sets: pictured(session.workspace(), session.state()),
    });
    let reading = unread(session);
    Box::new(move |control: &Control| {
        let (file, shown) = target(&request, &paths)?;
        if file.is_dir() {
            return Err(format!("{shown} is a folder; type the name of a file"));
        }
        if !request.replaces && (file.exists() || file.is_symlink()) {
            return Ok(Some(JobResult::Taken(request)));
        }
        // A picture shows all of the screen.
        let (view, left_out) = if screen.is_none() { views::without_held_back(view) } else { (view, Vec::new()) };
        let contents = contents(&view, loaded, request.format, screen).map_err(|error| error.to_string())?;
        let withheld = if left_out.is_empty() {
            withheld(&contents)
        } else {
            format!("; of linked records of {} only the ids, as they may not be passed on", left_out.join(", "))
        };
        let what = if matches!(contents, Contents::Picture(_)) { "the screen".to_owned() } else { view.words() };
        match write(&file, request.replaces, &contents, control) {
            Ok(()) => Ok(Some(JobResult::Exported(format!("{what}: written to {shown}{withheld}{reading}")))),
            Err(_) if control.is_cancelled() => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Some(JobResult::Taken(request))),
            Err(error) => Err(format!("{shown}: {error}")),
        }
    })
}

/// What to add to a message if not all sources are read.
pub(super) fn unread(session: &Session) -> &'static str {
    if session.state().jobs.is_opening() {
        "; sources are still being read, and what came later is not in it"
    } else if session.state().stopped.is_some() {
        "; not all sources were read"
    } else {
        ""
    }
}

/// The whole path of the file or folder of a request, and how it is shown. The error says that it belongs to what is open.
pub(super) fn target(request: &ExportRequest, paths: &[PathBuf]) -> Result<(PathBuf, String), String> {
    let file = whole(&request.file)?;
    let shown = sanitize::line(&file.display().to_string()).into_owned();
    if is_open(&file, paths) {
        return Err(format!("{shown} belongs to what is open; choose another name or folder"));
    }
    Ok((file, shown))
}

/// What to add to the message about rows that may not be passed on.
fn withheld(contents: &Contents) -> String {
    match contents {
        Contents::Entries(loaded, ..) => match loaded.workspace.held_back(|_| true).collect::<Vec<_>>().as_slice() {
            [] => String::new(),
            sets => format!("; of {} only ids and own fields, as rows may not be passed on", sets.join(", ")),
        },
        Contents::Picture(picture) if !picture.sets.is_empty() => {
            format!("; it is for your own use: rows of {} may not be passed on", picture.sets.join(", "))
        }
        Contents::Picture(_) | Contents::Made(_) => String::new(),
    }
}

fn contents(view: &ExportedView, loaded: Loaded, format: ViewFormat, screen: Option<Picture>) -> io::Result<Contents> {
    views::check(view)?;
    if let Some(screen) = screen {
        return Ok(Contents::Picture(screen));
    }
    if let Some(text) = views::text(&loaded, view, format)? {
        return Ok(Contents::Made(text));
    }
    let of_entries = match format {
        ViewFormat::Markdown => Some(EntryFormat::Markdown),
        ViewFormat::Csv => Some(EntryFormat::Csv),
        ViewFormat::Json => Some(EntryFormat::Json),
        ViewFormat::Geojson => Some(EntryFormat::Geojson),
        _ => None,
    };
    match (view, of_entries) {
        (ExportedView::Entries { shown, possible, filter, left_out }, Some(format)) => {
            let (shown, possible, filter) = (Arc::clone(shown), Arc::clone(possible), filter.clone());
            let chosen = ChosenEntries { shown, possible, filter, left_out: *left_out };
            Ok(Contents::Entries(Box::new(loaded), chosen, format))
        }
        _ => Err(io::Error::other(format!("this is not written as {}", format.name()))),
    }
}

/// Writes the file, as a new one unless it `replaces` another. An error if the job is cancelled before the file is complete.
fn write(file: &Path, replaces: bool, contents: &Contents, control: &Control) -> io::Result<()> {
    let write = |out: &mut dyn Write| {
        match contents {
            Contents::Picture(picture) => out.write_all(picture.text.as_bytes())?,
            Contents::Made(text) => out.write_all(text)?,
            Contents::Entries(loaded, chosen, format) => {
                let (mut written, all, mut said) = (0, chosen.len().max(1), None);
                let mut progress = |more| {
                    go_on(control)?;
                    written += more;
                    let percent = u8::try_from(written * 100 / all).ok();
                    if percent != said {
                        said = percent;
                        control.progress(JobProgress { percent, left: None });
                    }
                    Ok(())
                };
                write_entries(loaded, chosen, *format, false, &mut progress, out)?;
            }
        }
        Ok(())
    };
    write_file(file, replaces, control, &write)
}

/// Writes a file, as a new one unless it `replaces` another. An error if the job is cancelled before the file is complete.
pub(super) fn write_file(
    file: &Path,
    replaces: bool,
    control: &Control,
    contents: &dyn Fn(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let write = |out: &mut dyn Write| {
        contents(out)?;
        go_on(control)
    };
    if replaces {
        atomic_file::replace(file, Access::Usual, write)
    } else {
        atomic_file::create(file, Access::Usual, write)
    }
}

/// An error if the job is cancelled.
fn go_on(control: &Control) -> io::Result<()> {
    if control.is_cancelled() { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
}

/// The whole path of a file as it was typed.
pub(super) fn whole(typed: &str) -> Result<PathBuf, String> {
    let path = match typed.strip_prefix("~/") {
        Some(rest) => std::env::home_dir().ok_or("there is no home folder")?.join(rest),
        None => PathBuf::from(typed),
    };
    std::path::absolute(path).map_err(|error| format!("{}: {error}", sanitize::line(typed)))
}

/// Whether a file is one of what is open, or lies in an open folder, where it would be read at the next start. A file that is
/// not there yet lies where its folder leads.
fn is_open(file: &Path, paths: &[PathBuf]) -> bool {
    let end = atomic_file::end_of_links(file).unwrap_or_else(|_| file.to_owned());
    let folder = || Some(end.parent()?.canonicalize().ok()?.join(end.file_name()?));
    let Some(file) = end.canonicalize().ok().or_else(folder) else { return false };
    paths.iter().filter_map(|path| path.canonicalize().ok()).any(|path| file.starts_with(path))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::super::control::Token;
    use super::*;
    use crate::app::job::Job;
    use crate::app::jobs::Jobs;

    #[test]
    fn an_export_that_is_stopped_writes_nothing_however_short_it_is() {
        let (sender, _events) = channel();
        let token = Arc::new(Token::default());
        let control = Control::new(Jobs::default().start(Job::Open).0, Arc::clone(&token), sender);
        let file = std::env::temp_dir().join(format!("parallax-stopped-{}.md", std::process::id()));
        let contents = Contents::Made(b"text".to_vec());
        token.stop();
        assert_eq!(write(&file, false, &contents, &control).unwrap_err().kind(), io::ErrorKind::Interrupted);
        assert!(!file.exists());
    }
}
