//! Files of a corpus: the folder given on the command line, or the one embedded in the binary.
//!
//! With `sets/open.rs` and `sets/keep.rs` this is the only place that reads files. Data files are only ever read.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::align::copy::{self, Copy};
use crate::diagnostic::{Code, Report, Severity};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Larger files are not corpora written by hand, nor copies of articles.
const LARGEST: u64 = 32 << 20;
/// All files of a corpus, or all copies, together. Nobody has written more about anything, and it all lies in memory.
const LARGEST_ALL: usize = 1 << 30;
/// More files than this in one folder of copies are a mistake in the path.
const MOST_COPIES: usize = 2_000;
/// How deep folders of copies are searched.
const DEEPEST: usize = 4;

/// One file of a corpus, read.
#[derive(Debug)]
pub struct CorpusFile {
    /// `corpus.toml`, `articles/scmp.md` …: the path within the corpus.
    pub path: String,
    /// Index in the report's files.
    pub file: usize,
}

/// The built-in corpus's files.
pub fn built_in(report: &mut Report) -> Vec<CorpusFile> {
    let mut found = Vec::new();
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(text) = file.contents_utf8() {
                let file = report.file(format!("built-in:{path}"), text.to_owned());
                found.push(CorpusFile { path, file });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Whether a path is to be read as the file of a data set: standard input, or anything that is a file.
pub fn is_table(path: &Path) -> bool {
    path.as_os_str() == "-" || fs::metadata(path).is_ok_and(|m| !m.is_dir())
}

/// Whether something was piped or redirected into the program: a pipe or a file, not a terminal and not `/dev/null`.
pub fn is_given_on_standard_input() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let input = std::io::stdin().as_fd().try_clone_to_owned();
    let kind = input.and_then(|fd| fs::File::from(fd).metadata()).map(|m| m.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file())
}

/// The files of the corpus folder `folder`; empty, with a message, if it is none.
pub fn folder(folder: &Path, report: &mut Report) -> Vec<CorpusFile> {
    let shown = folder.display();
    let missing = |report: &mut Report, message: String, help: &str| {
        report.about_file(Severity::Error, Code::Unreadable, message, help);
        Vec::new()
    };
    let metadata = match fs::metadata(folder) {
        Ok(metadata) => metadata,
        Err(error) => {
            return missing(
                report,
                format!("{shown}: {}", reason(&error)),
                "give a corpus folder, or the file of a data set",
            );
        }
    };
    let wanted = "a corpus is a folder with corpus.toml, articles/, incidents/, quotes/ and names.toml";
    if !metadata.is_dir() {
        return missing(report, format!("{shown}: a file, not a corpus folder"), wanted);
    }
    if let Err(error) = fs::read_dir(folder) {
        return missing(report, format!("{shown}: {}", reason(&error)), "it must be readable by you");
    }
    if !folder.join("corpus.toml").is_file() {
        let tables = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).filter(|e| {
            let name = e.file_name().to_string_lossy().to_lowercase();
            [".csv", ".xlsx", ".geojson", ".gz", ".zip"].iter().any(|ending| name.ends_with(ending))
        });
        let help = match tables.count() {
            0 => wanted.to_owned(),
            n => format!("{n} files here look like data sets: give them by name, e.g. {shown}/*.csv"),
        };
        return missing(report, format!("{shown}: no corpus.toml in this folder"), &help);
    }
    let mut found = Vec::new();
    let mut all: usize = report.files.iter().map(|f| f.text.len()).sum();
    for (part, ending) in [("", "toml"), ("articles", "md"), ("incidents", "toml"), ("quotes", "toml")] {
        for path in listed(&folder.join(part), report) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let inner = if part.is_empty() { name.clone() } else { format!("{part}/{name}") };
            let known = path.extension().is_some_and(|e| e == ending)
                && (!part.is_empty() || ["corpus.toml", "names.toml"].contains(&name.as_str()));
            if known {
                if let Some(text) = text(&path, report) {
                    all += text.len();
                    if all > LARGEST_ALL {
                        too_much(folder, report);
                        return found;
                    }
                    let file = report.file(path.display().to_string(), text);
                    found.push(CorpusFile { path: inner, file });
                }
            } else if !part.is_empty() {
                let message = format!("{}: not read; {part}/ holds .{ending} files", path.display());
                report.about_file(Severity::Warning, Code::StrayFile, message, "");
            }
        }
    }
    if !found.iter().any(|f| f.path.starts_with("articles/")) {
        return missing(report, format!("{shown}: a corpus without articles"), "articles/<id>.md holds one each");
    }
    found
}

fn too_much(folder: &Path, report: &mut Report) {
    let message = format!("{}: more than {} MiB in all; the rest is not read", folder.display(), LARGEST_ALL >> 20);
    report.about_file(Severity::Error, Code::Unreadable, message, "is it the right folder?");
}

/// Plain files of a folder, hidden ones left out, in order of name. A folder that is not there is empty.
fn listed(folder: &Path, report: &mut Report) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let message = format!("{}: {}", folder.display(), reason(&error));
            report.about_file(Severity::Error, Code::Unreadable, message, "");
            return Vec::new();
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| !p.is_dir()).collect();
    paths.retain(|p| !p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')));
    // A pipe would be waited for, a device would never end.
    paths.retain(|path| {
        let what = match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => return true,
            Ok(_) => "not a file (a pipe, a device?)".to_owned(),
            Err(error) if path.is_symlink() => format!("a link that leads nowhere: {}", reason(&error)),
            Err(error) => reason(&error),
        };
        report.about_file(Severity::Warning, Code::StrayFile, format!("{}: {what}; not read", path.display()), "");
        false
    });
    paths.sort();
    paths
}

/// A file's bytes, unless it is too large or cannot be read.
fn bytes(path: &Path, report: &mut Report) -> Option<Vec<u8>> {
    let mut read = Vec::new();
    let outcome = fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut read));
    let problem = match outcome {
        Err(error) => reason(&error),
        Ok(_) if read.len() as u64 > LARGEST => format!("larger than {} MiB", LARGEST >> 20),
        Ok(_) => return Some(read),
    };
    let help =
        if read.len() as u64 > LARGEST { "no corpus or article is that long; is it the right file?" } else { "" };
    report.about_file(Severity::Error, Code::Unreadable, format!("{}: {problem}", path.display()), help);
    None
}

fn text(path: &Path, report: &mut Report) -> Option<String> {
    let bytes = bytes(path, report)?;
    decoded(&path.display().to_string(), bytes, report)
}

/// The text of a file called `name`, without the mark at its beginning.
fn decoded(name: &str, bytes: Vec<u8>, report: &mut Report) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..at]).count() + 1;
            let message = format!("{name}:{line}: not UTF-8");
            report.about_file(Severity::Error, Code::Unreadable, message, "save the file as UTF-8");
            None
        }
    }
}

/// A file of a corpus whose bytes are at hand.
pub fn given(path: String, bytes: Vec<u8>, report: &mut Report) -> Option<CorpusFile> {
    let text = decoded(&path, bytes, report)?;
    let file = report.file(path.clone(), text);
    Some(CorpusFile { path, file })
}

/// A copy of an article whose bytes are at hand; what is no text is told.
pub fn copy(name: &str, bytes: &[u8], report: &mut Report) -> Option<Copy> {
    let copy = copy::read(name, bytes);
    if copy.is_none() {
        let message = format!("{name}: no text (a picture, a PDF?)");
        let help = "save the article as text, Markdown or HTML";
        report.about_file(Severity::Warning, Code::UnknownCopy, message, help);
    }
    copy
}

/// The files that are read as copies: those in a folder and its folders, or the one file given.
pub fn copy_paths(path: &Path, report: &mut Report) -> Vec<PathBuf> {
    let mut files = Vec::new();
    if path.is_file() {
        files.push(path.to_owned());
    } else {
        let mut folders = vec![(path.to_owned(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            if depth == 0 && !folder.is_dir() {
                let what = if folder.exists() { "neither a folder nor a file" } else { "no such folder" };
                let message = format!("{}: {what}", folder.display());
                report.about_file(
                    Severity::Error,
                    Code::Unreadable,
                    message,
                    "give the folder that holds your copies of the articles",
                );
                continue;
            }
            files.extend(listed(&folder, report));
            // Links to folders are not followed: they may lead in circles.
            let inner = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
            let inner = inner.filter(|e| depth < DEEPEST && e.file_type().is_ok_and(|t| t.is_dir()));
            folders.extend(inner.map(|e| (e.path(), depth + 1)));
        }
    }
    files.sort();
    if files.len() > MOST_COPIES {
        let message = format!("{}: {} files; only the first {MOST_COPIES} are read", path.display(), files.len());
        report.about_file(Severity::Warning, Code::StrayFile, message, "give the folder that holds the articles alone");
        files.truncate(MOST_COPIES);
    }
    files
}

/// All copies in a folder and its folders, or the one file given.
pub fn copies(path: &Path, report: &mut Report) -> Vec<Copy> {
    let files = copy_paths(path, report);
    let mut found = Vec::new();
    let mut all = 0;
    for file in files {
        let Some(bytes) = bytes(&file, report) else {
            continue;
        };
        all += bytes.len();
        if all > LARGEST_ALL {
            too_much(path, report);
            break;
        }
        found.extend(copy(&file.display().to_string(), &bytes, report));
    }
    found
}

/// What an error of the system means, without its number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => error.to_string(),
    }
}
