//! Writes the evidence of what a view shows: a pack into a new folder, or one of its files alone. Nothing is replaced but a
//! file, and that only if it is asked for. Knows no screen.

use std::io;
use std::path::{Path, PathBuf};

use super::control::{Control, Work};
use super::export::target;
use super::export::unread;
use super::export::write_file;
use crate::app::job::{ExportRequest, JobResult};
use crate::atomic_file;
use crate::load::Loaded;
use crate::model::Entry;
use crate::model::figure::thousands;
use crate::pack::interchange::{Interchange, NO_PLACE, WrittenEvidence, interchange};
use crate::pack::{GivenPaths, MOST_ENTRIES, PackOptions, pack};
use crate::present::exported::{ExportedView, ViewFormat};
use crate::present::words::count;
use crate::session::Session;

/// The work of writing the evidence of what the session's focused pane shows now. `open` are the paths of what is open; copies of
/// articles are read in what is `given`.
pub(super) fn writing(session: &Session, request: ExportRequest, open: Vec<PathBuf>, given: GivenPaths) -> Work {
    let (view, loaded) = session.exported();
    let reading = unread(session);
    Box::new(move |control: &Control| {
        let (path, shown) = target(&request, &open)?;
        let entries = asked(&view, &loaded)?;
        let possible = possible(&view);
        let written = match alone(request.format) {
            None => {
                let options = PackOptions { given: given.clone(), ..PackOptions::default() };
                pack_into(&path, &loaded, &entries, &options, control).map(Some)
            }
            Some(_) if path.is_dir() => return Err(format!("{shown} is a folder; type the name of a file")),
            Some(_) if !request.replaces && (path.exists() || path.is_symlink()) => Ok(None),
            Some(format) => file(&path, request.replaces, &loaded, &entries, format, control),
        };
        match written {
            Ok(Some(what)) => Ok(Some(JobResult::Exported(what.replacen("{}", &shown, 1) + &possible + reading))),
            Ok(None) => Ok(Some(JobResult::Taken(request))),
            Err(_) if control.is_cancelled() => Ok(None),
            // That nothing was written is said before it.
            Err(error) => Err(format!("{shown}: {}", atomic_file::why_not_filled(&error))),
        }
    })
}

/// The format of a file alone; none for a whole pack.
fn alone(format: ViewFormat) -> Option<Interchange> {
    match format {
        ViewFormat::Csl => Some(Interchange::CslJson),
        ViewFormat::Biblatex => Some(Interchange::Biblatex),
        ViewFormat::Ris => Some(Interchange::Ris),
        ViewFormat::WebAnnotations => Some(Interchange::WebAnnotations),
        ViewFormat::FollowTheMoney => Some(Interchange::FollowTheMoney),
        _ => None,
    }
}

/// The entries of a view. The error says why there is no evidence of them.
fn asked(view: &ExportedView, loaded: &Loaded) -> Result<Vec<Entry>, String> {
    let entries = view.entries(&loaded.workspace);
    match entries.len() {
        0 => Err("there is no incident and no record here whose evidence could be written".to_owned()),
        1..=MOST_ENTRIES => Ok(entries),
        many => Err(format!(
            "{} are too many for people to read, who read evidence; narrow the filter to {} or fewer",
            count(many, "entry"),
            thousands(MOST_ENTRIES)
        )),
    }
}

/// What to add to a message about entries that match the filter only possibly.
fn possible(view: &ExportedView) -> String {
    match view {
        ExportedView::Entries { possible, .. } if !possible.is_empty() => {
            format!("; {} that match only possibly are left out", count(possible.len(), "entry"))
        }
        _ => String::new(),
    }
}

/// Writes a pack into a new folder. What was written, with `{}` for the folder.
fn pack_into(
    folder: &Path,
    loaded: &Loaded,
    entries: &[Entry],
    options: &PackOptions,
    control: &Control,
) -> io::Result<String> {
    atomic_file::is_fillable(folder)?;
    let pack = pack(loaded, entries, options)?;
    let files = pack.files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice()));
    atomic_file::fill(folder, files, &|| control.is_cancelled())?;
    let ids = match pack.withheld {
        0 => String::new(),
        withheld => format!("; of {} only the ids, as they may not be passed on", count(withheld, "record")),
    };
    Ok(format!("{} packed into {{}}: data/index.html is the page{ids}", pack.summary))
}

/// Writes one file; `None` if another program has made a file of that name.
fn file(
    path: &Path,
    replaces: bool,
    loaded: &Loaded,
    entries: &[Entry],
    format: Interchange,
    control: &Control,
) -> io::Result<Option<String>> {
    let WrittenEvidence { bytes, entries, withheld, without_place } = interchange(loaded, entries, false, format)?;
    match (entries, without_place) {
        (0, 0) => return Err(io::Error::other("nothing of these records may be passed on")),
        (0, _) => return Err(io::Error::other(format!("{NO_PLACE}, and these are records of data sets"))),
        _ => {}
    }
    match write_file(path, replaces, control, &|out| out.write_all(&bytes)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        written => written?,
    }
    let left_out = |records, why: &str| match records {
        0 => String::new(),
        records => format!("; {} left out, as {why}", count(records, "record")),
    };
    let (without_place, withheld) =
        (left_out(without_place, NO_PLACE), left_out(withheld, "they may not be passed on"));
    Ok(Some(format!("the evidence of {}: written to {{}}{without_place}{withheld}", count(entries, "entry"))))
}
