//! The files of a folder, for `verify`. Links are not followed: a bag holds files.

use std::fs;
use std::io;
use std::path::Path;

/// Maximum depth of folders; a pack has three.
const DEEPEST: usize = 64;

/// The paths of all files below a folder, with `/` between their parts, in order; links and what is no file end with `@`. Names that
/// are not UTF-8 are shown as they can be.
///
/// # Errors
///
/// A folder cannot be listed, or they lie deeper than any bag's.
pub fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new(), 0)];
    while let Some((folder, before, depth)) = open.pop() {
        if depth > DEEPEST {
            return Err(io::Error::other("folders in folders, deeper than in any bag"));
        }
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let path = format!("{before}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push((entry.path(), format!("{path}/"), depth + 1));
            } else if kind.is_file() {
                found.push(path);
            } else {
                found.push(path + "@");
            }
        }
    }
    found.sort();
    Ok(found)
}
