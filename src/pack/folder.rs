//! The files of a folder, for `verify`. Links are not followed: a bag holds files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Maximum depth of folders; a pack has three.
const DEEPEST: usize = 64;

/// What is in a folder and below it: paths with `/` between their parts. Names that are not UTF-8 are shown as they can be.
#[derive(Debug, Default)]
pub struct FolderFiles {
    /// Regular files.
    pub files: BTreeSet<String>,
    /// Links, pipes, devices: nothing that is read.
    pub others: BTreeSet<String>,
}

/// Lists a folder.
///
/// # Errors
///
/// A folder cannot be listed, or they lie deeper than in any bag.
pub fn files(folder: &Path) -> io::Result<FolderFiles> {
    let mut found = FolderFiles::default();
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
                found.files.insert(path);
            } else {
                found.others.insert(path);
            }
        }
    }
    Ok(found)
}
