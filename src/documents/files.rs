//! Reads the files of a corpus: of the folder given on the command line, or the embedded one. It writes nothing.

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::file_stamp::FileStamp;
use crate::align::copy::{self, Copy};
use crate::diagnostic::{Diagnostic, DiagnosticCode, Report, Severity};

/// Prefix of the names of built-in files.
const CALLED: &str = "built-in:";
/// The folders of the built-in corpus. `data/vocabulary` is not among them: it is the finder's.
static BUILT_IN: [(&str, Dir<'_>); 4] = [
    ("articles", include_dir!("$CARGO_MANIFEST_DIR/data/articles")),
    ("incidents", include_dir!("$CARGO_MANIFEST_DIR/data/incidents")),
    ("names", include_dir!("$CARGO_MANIFEST_DIR/data/names")),
    ("quotes", include_dir!("$CARGO_MANIFEST_DIR/data/quotes")),
];
/// Its other files.
static BUILT_IN_FILES: [(&str, &[u8]); 2] = [
    ("corpus.toml", include_bytes!("../../data/corpus.toml")),
    ("names.toml", include_bytes!("../../data/names.toml")),
];

/// Maximum size of a file: corpora written by hand and copies of articles are smaller.
const LARGEST: u64 = 32 << 20;
/// Maximum total size of the files of a corpus, or of the copies, which are held in memory.
pub const LARGEST_ALL: u64 = 1 << 30;
/// Maximum number of files in a folder of copies; more mean a wrong path.
const MOST_COPIES: usize = 2_000;
/// Maximum depth of folders of copies.
const DEEPEST: usize = 4;
/// Maximum number of files and bytes of a corpus that loads within a frame or two.
const SMALL: (usize, u64) = (500, 4 << 20);

/// One file of a corpus.
#[derive(Debug, Clone)]
pub struct CorpusFile {
    /// Its path as given, or its path inside the built-in corpus.
    pub name: String,
    /// The byte of the name at which the path within the corpus begins.
    inner: usize,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    BuiltIn(&'static [u8]),
    Memory(Vec<u8>),
    /// A file whose name is its path.
    Disk,
    /// A file whose path is not valid Unicode.
    Odd(PathBuf),
}

/// The reason why a file cannot be read, and the remedy.
pub type Problem = (String, &'static str);

impl CorpusFile {
    /// A file in memory.
    pub fn given(path: String, bytes: Vec<u8>) -> Self {
        Self { name: path, inner: 0, source: Source::Memory(bytes) }
    }

    /// A file on disk, whose path within its corpus is `inner`.
    pub(super) fn on_disk(path: PathBuf, inner: &str) -> Self {
        let name = path.display().to_string();
        let source = if path.to_str().is_some() { Source::Disk } else { Source::Odd(path) };
        Self { inner: name.len().saturating_sub(inner.len()), name, source }
    }

    /// A file of a corpus folder, by its path within it.
    pub(super) fn in_folder(folder: &Path, inner: &str) -> Self {
        Self::on_disk(folder.join(inner), inner)
    }

    /// The same file with another text.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        Self { name: self.name.clone(), inner: self.inner, source: Source::Memory(text.into()) }
    }

    /// `corpus.toml`, `articles/scmp.md` …: the path within the corpus.
    pub fn path(&self) -> &str {
        &self.name[self.inner..]
    }

    /// The stamp of a file on disk.
    pub(super) fn stamp(&self) -> Option<FileStamp> {
        let metadata = match &self.source {
            Source::Disk => fs::metadata(&self.name),
            Source::Odd(path) => fs::metadata(path),
            Source::BuiltIn(_) | Source::Memory(_) => return None,
        };
        metadata.ok().map(|metadata| FileStamp::of(&metadata))
    }

    /// Its text without a byte order mark. `buffer` may be used to hold it.
    pub fn read<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Result<&'b str, Problem> {
        let text = self.raw(buffer)?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Its text unchanged.
    pub fn raw<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Result<&'b str, Problem> {
        let bytes = match &self.source {
            Source::BuiltIn(bytes) => bytes,
            Source::Memory(bytes) => bytes.as_slice(),
            Source::Disk => bytes_into(Path::new(&self.name), buffer)?,
            Source::Odd(path) => bytes_into(path, buffer)?,
        };
        std::str::from_utf8(bytes).map_err(|error| {
            let line = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() + 1;
            (format!("{}:{line}: not UTF-8", self.name), "save the file as UTF-8")
        })
    }
}

/// The files of the built-in corpus, those of the top folder first.
pub fn built_in() -> Vec<CorpusFile> {
    let given = |path: String, contents: &'static [u8]| CorpusFile {
        name: format!("{CALLED}{path}"),
        inner: CALLED.len(),
        source: Source::BuiltIn(contents),
    };
    let in_folders = BUILT_IN.iter().flat_map(|(folder, dir)| {
        dir.files().map(move |file| given(format!("{folder}/{}", file.path().display()), file.contents()))
    });
    let mut found: Vec<CorpusFile> =
        BUILT_IN_FILES.iter().map(|&(path, contents)| given(path.to_owned(), contents)).chain(in_folders).collect();
    found.sort_by(|a, b| (a.path().contains('/'), a.path()).cmp(&(b.path().contains('/'), b.path())));
    found
}

/// Whether a path is read as a data set: standard input, or any file.
pub fn is_table(path: &Path) -> bool {
    path.as_os_str() == "-" || fs::metadata(path).is_ok_and(|m| !m.is_dir())
}

/// Whether a folder is a corpus, or one whose corpus.toml is missing; other folders hold articles.
pub fn is_like_corpus(folder: &Path) -> bool {
    ["corpus.toml", "incidents", "quotes", "names.toml", "names"].iter().any(|part| folder.join(part).exists())
}

/// Whether something was piped or redirected into the program: a pipe or a file, not a terminal and not `/dev/null`.
pub fn is_given_on_standard_input() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let input = std::io::stdin().as_fd().try_clone_to_owned();
    let kind = input.and_then(|fd| fs::File::from(fd).metadata()).map(|m| m.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file())
}

/// A folder that holds a corpus.
#[derive(Debug)]
pub struct CorpusFolder {
    path: PathBuf,
    /// Number of its files and bytes; counting stops once it is known to be large.
    pub size: (usize, u64),
}

/// The parts of a corpus folder with the extension of their files.
pub const PARTS: [(&str, &str); 8] = [
    ("", "toml"),
    ("articles", "md"),
    ("incidents", "toml"),
    ("names", "toml"),
    ("quotes", "toml"),
    ("texts", "toml"),
    ("annotations", "toml"),
    ("rejected", "toml"),
];

/// The corpus folder at `path`; `None`, with a message, if it is not one. Does not take longer for a large folder.
pub fn folder(path: &Path, report: &mut Report) -> Option<CorpusFolder> {
    let shown = path.display();
    let mut missing = |message: String, help: &str| {
        report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, help);
        None
    };
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => {
            let message = format!("{shown}: {}", reason(&error));
            return missing(message, "give a corpus folder, or the file of a data set");
        }
    };
    let wanted = "a corpus is a folder with corpus.toml, articles/, incidents/, quotes/, names.toml and names/";
    if !metadata.is_dir() {
        return missing(format!("{shown}: a file, not a corpus folder"), wanted);
    }
    if let Err(error) = fs::read_dir(path) {
        return missing(format!("{shown}: {}", reason(&error)), "it must be readable by you");
    }
    if !path.join("corpus.toml").is_file() {
        let tables = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok).filter(|e| {
            let name = e.file_name().to_string_lossy().to_lowercase();
            [".csv", ".xlsx", ".geojson", ".gz", ".zip"].iter().any(|ending| name.ends_with(ending))
        });
        let help = match tables.count() {
            0 => wanted.to_owned(),
            n => format!("{n} files here look like data sets: give them by name, e.g. {shown}/*.csv"),
        };
        return missing(format!("{shown}: no corpus.toml in this folder"), &help);
    }
    let mut size = (0, 0);
    let entries = PARTS.iter().flat_map(|(part, _)| fs::read_dir(path.join(part)).into_iter().flatten().flatten());
    for entry in entries {
        size.0 += 1;
        // Unlike the metadata of the entry, this follows links.
        size.1 += fs::metadata(entry.path()).map_or(0, |m| m.len());
        if !is_small(size) {
            break;
        }
    }
    Some(CorpusFolder { path: path.to_owned(), size })
}

/// Whether a corpus with this number of files and bytes may be loaded while the user waits.
pub fn is_small(size: (usize, u64)) -> bool {
    size.0 <= SMALL.0 && size.1 <= SMALL.1
}

impl CorpusFolder {
    /// Its files, in order, and messages about other files, each with the number of files before it.
    pub fn list(&self) -> (Vec<CorpusFile>, Vec<(usize, Diagnostic)>) {
        let (mut found, mut messages) = (Vec::new(), Vec::new());
        for (part, ending) in PARTS {
            let mut report = Report::default();
            let mut take = |report: &mut Report, at: usize| messages.extend(report.messages.drain(..).map(|m| (at, m)));
            let listed = listed(&self.path.join(part), &mut report);
            take(&mut report, found.len());
            for path in listed {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let known = path.extension().is_some_and(|e| e == ending)
                    && (!part.is_empty() || ["corpus.toml", "names.toml"].contains(&&*name));
                if known {
                    let inner = if part.is_empty() { name.into_owned() } else { format!("{part}/{name}") };
                    found.push(CorpusFile::on_disk(path, &inner));
                } else if !part.is_empty() {
                    let message = format!("{}: not read; {part}/ holds .{ending} files", path.display());
                    report.about_file(Severity::Warning, DiagnosticCode::StrayFile, message, "");
                    take(&mut report, found.len());
                }
            }
        }
        (found, messages)
    }

    /// Reports a folder without a readable article.
    pub fn without_articles(&self, report: &mut Report) {
        let message = format!("{}: a corpus without articles", self.path.display());
        report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, "articles/<id>.md holds one each");
    }

    /// Reports a folder beyond the size limit.
    pub fn too_much(&self, report: &mut Report) {
        too_much(&self.path, report);
    }
}

/// Reports a folder beyond the size limit.
pub(super) fn too_much(folder: &Path, report: &mut Report) {
    let message = format!("{}: more than {} MiB in all; the rest is not read", folder.display(), LARGEST_ALL >> 20);
    report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, "check that this is the right folder");
}

/// Plain files of a folder by name, without hidden ones. A missing folder counts as empty.
fn listed(folder: &Path, report: &mut Report) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let message = format!("{}: {}", folder.display(), reason(&error));
            report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, "");
            return Vec::new();
        }
    };
    // The type stored in the directory entry saves a system call for each file.
    let is_file = |e: &fs::DirEntry| e.file_type().is_ok_and(|t| t.is_file());
    let mut names: Vec<(OsString, bool)> =
        entries.filter_map(Result::ok).map(|e| (e.file_name(), is_file(&e))).collect();
    // Names are compared at once, paths part by part.
    names.sort_unstable();
    names.retain(|(name, _)| !name.as_encoded_bytes().starts_with(b"."));
    let paths = names.into_iter().map(|(name, is_file)| (folder.join(name), is_file));
    // Reading a pipe would block, reading a device would never end.
    let read = paths.filter(|(path, is_file)| {
        if *is_file || path.is_dir() {
            return *is_file;
        }
        let what = match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => return true,
            Ok(_) => "not a file (a pipe, a device?)".to_owned(),
            Err(error) if path.is_symlink() => format!("a link whose target is missing: {}", reason(&error)),
            Err(error) => reason(&error),
        };
        let message = format!("{}: {what}; not read", path.display());
        report.about_file(Severity::Warning, DiagnosticCode::StrayFile, message, "");
        false
    });
    read.map(|(path, _)| path).collect()
}

/// A file's bytes, unless it is too large or cannot be read.
fn bytes_into<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], Problem> {
    buffer.clear();
    let problem = match read_into(path, buffer) {
        Err(error) => (reason(&error), ""),
        Ok(()) if buffer.len() as u64 > LARGEST => {
            (format!("larger than {} MiB", LARGEST >> 20), "no corpus or article is that long; is it the right file?")
        }
        Ok(()) => return Ok(buffer),
    };
    Err((format!("{}: {}", path.display(), problem.0), problem.1))
}

/// Reads a file, at most one byte beyond the limit, into the buffer's present capacity, which is enough for most files.
fn read_into(path: &Path, buffer: &mut Vec<u8>) -> std::io::Result<()> {
    fs::File::open(path)?.take(LARGEST + 1).read_to_end(buffer).map(|_| ())
}

/// A copy of an article in memory; bytes that are not text are reported.
pub fn copy(name: &str, bytes: &[u8], report: &mut Report) -> Option<Copy> {
    let copy = copy::read(name, bytes);
    if copy.is_none() {
        let message = format!("{name}: not text (a picture, a PDF?)");
        let help = "save the article as text, Markdown or HTML";
        report.about_file(Severity::Warning, DiagnosticCode::UnknownCopy, message, help);
    }
    copy
}

/// The files to read as copies: those in a folder and its subfolders, or the one file given.
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
                    DiagnosticCode::Unreadable,
                    message,
                    "give the folder that holds your copies of the articles",
                );
                continue;
            }
            files.extend(listed(&folder, report));
            // Links to folders are not followed because they may form circles.
            let inner = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
            let inner = inner.filter(|e| depth < DEEPEST && e.file_type().is_ok_and(|t| t.is_dir()));
            folders.extend(inner.map(|e| (e.path(), depth + 1)));
        }
    }
    files.sort();
    if files.len() > MOST_COPIES {
        let message = format!("{}: {} files; only the first {MOST_COPIES} are read", path.display(), files.len());
        report.about_file(
            Severity::Warning,
            DiagnosticCode::StrayFile,
            message,
            "give a folder that holds only the articles",
        );
        files.truncate(MOST_COPIES);
    }
    files
}

/// The bytes of a copy; `None`, with a message, if it cannot be read.
pub(super) fn copy_bytes<'b>(path: &Path, buffer: &'b mut Vec<u8>, report: &mut Report) -> Option<&'b [u8]> {
    match bytes_into(path, buffer) {
        Ok(bytes) => Some(bytes),
        Err((message, help)) => {
            report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, help);
            None
        }
    }
}

/// The meaning of a system error, without its number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        std::io::ErrorKind::IsADirectory => "this is a folder".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_folder_counts_the_files_that_links_lead_to() {
        let root = std::env::temp_dir().join(format!("parallax-links-{}", std::process::id()));
        for part in ["articles", "deep"] {
            fs::create_dir_all(root.join(part)).unwrap();
        }
        fs::write(root.join("corpus.toml"), "").unwrap();
        fs::File::create(root.join("deep/long")).unwrap().set_len(SMALL.1 + 1).unwrap();
        std::os::unix::fs::symlink(root.join("deep/long"), root.join("articles/a.md")).unwrap();
        let size = folder(&root, &mut Report::default()).unwrap().size;
        fs::remove_dir_all(&root).unwrap();
        assert!(!is_small((1, size.1)), "{size:?}");
    }
}
