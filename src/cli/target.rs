//! Where a command writes: a file that is none of the sources, or standard output. Knows no formats.

use std::path::{Path, PathBuf};

use super::args::CorpusArgs;
use super::output::{is_standard_input, is_standard_output, is_written_to};
use crate::atomic_file::is_same;
use crate::diagnostic::Report;
use crate::documents::files;
use crate::load::Loaded;

/// The file that `--out` or `--svg` names; `None` if that is standard output (`-`, `/dev/stdout`), which must not be replaced by a new
/// file. The error says that it belongs to what is open.
pub(super) fn target<'o>(
    loaded: &Loaded,
    corpus: &CorpusArgs,
    given: Option<&'o Path>,
) -> Result<Option<&'o Path>, String> {
    let out = given.filter(|out| out.as_os_str() != "-" && !is_standard_output(out));
    let taken = match out {
        Some(out) => is_source(loaded, corpus, &|path| is_same(path, out)) || is_standard_input(out),
        None => is_source(loaded, corpus, &is_written_to),
    };
    let shown = out.map_or("standard output".into(), |out| out.display().to_string());
    if taken {
        return Err(format!("{shown}: this file is open as a source; choose another name"));
    }
    if out.is_some_and(|out| is_in_folder(out, &corpus.paths)) {
        return Err(format!("{shown}: this file lies in a folder that is open; choose another name"));
    }
    Ok(out)
}

/// Whether one of the sources is a certain file.
fn is_source(loaded: &Loaded, corpus: &CorpusArgs, is_it: &dyn Fn(&Path) -> bool) -> bool {
    let read = loaded.report.files.iter().map(|file| Path::new(file.name.as_str()));
    let given = corpus.paths.iter().chain(&corpus.sources).chain(&corpus.links).map(PathBuf::as_path);
    let mut unused = Report::default();
    let copies: Vec<PathBuf> = corpus.sources.iter().flat_map(|s| files::copy_paths(s, &mut unused)).collect();
    read.chain(given).any(is_it) || copies.iter().any(|copy| is_it(copy))
}

/// Whether a file that is there lies in an open folder, whose articles have no names in the report.
fn is_in_folder(out: &Path, paths: &[PathBuf]) -> bool {
    let Ok(out) = out.canonicalize() else { return false };
    paths.iter().filter_map(|path| path.canonicalize().ok()).any(|folder| out.starts_with(folder))
}
