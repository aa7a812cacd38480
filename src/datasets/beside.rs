//! What stands beside the file of data sets: the annotations on their records, in a file that is called after it. The data sets
//! in one archive or workbook share it; nothing stands beside a pipe. Does not read it.

use std::path::{Path, PathBuf};

/// What its name adds to that of the file: `ged.csv.parallax.toml`.
pub(super) const ANNOTATIONS: &str = ".parallax.toml";

/// The path of the annotations on the records in a file; `None` for a pipe.
pub(super) fn annotations(path: &Path) -> Option<PathBuf> {
    let mut name = path.file_name()?.to_owned();
    name.push(ANNOTATIONS);
    path.is_file().then(|| path.with_file_name(name))
}

/// Whether a path is that of the annotations beside one of these files.
pub fn is_beside(path: &Path, files: &[PathBuf]) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let of = name.and_then(|name| name.strip_suffix(ANNOTATIONS)).filter(|name| !name.is_empty());
    of.is_some_and(|name| files.contains(&path.with_file_name(name)))
}
