//! Writes the files of an entry, all or none, and finishes what a crash left half written.

use std::io;
use std::path::{Path, PathBuf};

use super::entry::{FileStep, JournalEntry, hash};
use super::error::EditError;
use super::journal::{Journal, unwritable};
use crate::atomic_file::{self, Access, log};

/// Maximum size of a file of a corpus, as for reading.
const LARGEST: u64 = 32 << 20;

/// The text that an entry gives a file. `None` stands for no file.
#[derive(Debug)]
pub struct NewText {
    /// The file's path within the corpus.
    pub file: String,
    /// Its present text.
    pub before: Option<String>,
    /// The text that it gets.
    pub after: Option<String>,
    /// Its permissions if it is created again.
    pub permissions: Option<u32>,
}

/// The bytes of a file; `None` if there is none.
pub fn present(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if path.is_file() {
        atomic_file::read(path, LARGEST)
    } else if path.exists() || path.is_symlink() {
        Err(io::Error::other("not a file, or a link whose target is missing"))
    } else {
        Ok(None)
    }
}

/// The SHA-256 of a file of the corpus; `None` if there is none.
pub fn present_hash(path: &Path) -> io::Result<Option<String>> {
    Ok(present(path)?.map(|bytes| hash(&bytes)))
}

/// The first file that is no longer as the steps expect it.
pub fn changed(folder: &Path, steps: &[FileStep]) -> Option<String> {
    let is_other = |step: &&FileStep| present_hash(&folder.join(&step.file)).map_or(true, |now| now != step.before);
    steps.iter().find(is_other).map(|step| step.file.clone())
}

/// Notes the permissions of the files that the steps remove, and of those that they create again.
pub fn note_permissions(folder: &Path, steps: &mut [FileStep], known: &[(String, u32)]) {
    for step in steps {
        let of_known = || known.iter().find(|(file, _)| *file == step.file).map(|(_, mode)| *mode);
        step.permissions = match (&step.before, &step.after) {
            (Some(_), None) => log::permissions(&folder.join(&step.file)),
            (None, _) => of_known(),
            (Some(_), Some(_)) => None,
        };
    }
}

/// Gives a file that has the text `from` another one, or removes it. A file that somebody else has saved since it was read is left
/// alone, which is an error.
pub fn put(path: &Path, from: Option<&str>, text: Option<&str>, permissions: Option<u32>) -> io::Result<()> {
    if present(path)?.as_deref() != from.map(str::as_bytes) {
        return Err(io::Error::other("it was changed by another program at this moment; decide again"));
    }
    let Some(text) = text else { return log::remove(path) };
    // The parent of a name alone is the working folder.
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty() && !parent.exists()) {
        log::shared_folder(parent)?;
    }
    let access = permissions.map_or(Access::Usual, Access::As);
    let write = |out: &mut dyn io::Write| out.write_all(text.as_bytes());
    match from {
        Some(_) => atomic_file::replace(path, access, write),
        // One that appears meanwhile is kept.
        None => atomic_file::create(path, access, write),
    }
}

/// Why files were not written.
#[derive(Debug)]
pub struct NotWritten {
    pub error: EditError,
    /// Whether all files are as they were.
    pub is_restored: bool,
}

/// Writes files. If one cannot be written, those before it are given back their texts.
pub fn write(folder: &Path, files: &[NewText]) -> Result<(), NotWritten> {
    for (n, new) in files.iter().enumerate() {
        let path = folder.join(&new.file);
        if let Err(error) = put(&path, new.before.as_deref(), new.after.as_deref(), new.permissions) {
            let fails = |old: &&NewText| {
                let path = folder.join(&old.file);
                put(&path, old.after.as_deref(), old.before.as_deref(), old.permissions).is_err()
            };
            let is_restored = files[..n].iter().rev().filter(fails).count() == 0;
            return Err(NotWritten { error: unwritable(&path, &error), is_restored });
        }
    }
    Ok(())
}

/// Finishes the last entry of the journal if a crash kept it from being written, and says what it found. Files that have
/// other text than before and after the entry are left alone.
pub fn recover(folder: &Path, journal: &mut Journal) -> Result<Vec<String>, EditError> {
    let Some(entry) = journal.in_doubt.clone() else { return Ok(Vec::new()) };
    for parent in entry.files.iter().filter_map(|step| Some(folder.join(&step.file).parent()?.to_owned())) {
        atomic_file::remove_leftovers(&parent);
    }
    let (open, mut notes) = unwritten(folder, &entry);
    if !open.is_empty() {
        if let Err(NotWritten { error, .. }) = write(folder, &open) {
            // An entry that cannot be written must not stand in the way of reading the folder.
            let files: Vec<PathBuf> = entry.files.iter().map(|step| folder.join(&step.file)).collect();
            let written = entry
                .files
                .iter()
                .zip(&files)
                .filter(|(step, path)| present_hash(path).is_ok_and(|now| now == step.after && now != step.before));
            let back: Option<Vec<NewText>> = written.map(|(step, path)| back(step, path)).collect();
            write(folder, &back.ok_or_else(|| error.clone())?).map_err(|not| not.error)?;
            journal.take_back().map_err(|error| unwritable(folder, &error))?;
            notes.push(format!("“{}” was interrupted and is taken back: {error}", entry.what));
            return Ok(notes);
        }
        notes.push(format!("“{}” was interrupted and is now written", entry.what));
    }
    journal.done();
    Ok(notes)
}

/// What the file of a step was before it.
fn back(step: &FileStep, path: &Path) -> Option<NewText> {
    let now = present(path).ok()?.map(String::from_utf8).transpose().ok()?;
    let (after, _) = step.inverse().apply(now.as_deref()).ok()?;
    Some(NewText { file: step.file.clone(), before: now, after, permissions: step.permissions })
}

/// The files of an entry that are still as they were before it, and what is said of those with other text.
fn unwritten(folder: &Path, entry: &JournalEntry) -> (Vec<NewText>, Vec<String>) {
    let (mut open, mut notes) = (Vec::new(), Vec::new());
    for step in &entry.files {
        let text = present(&folder.join(&step.file))
            .and_then(|bytes| bytes.map(|bytes| String::from_utf8(bytes).map_err(io::Error::other)).transpose());
        let is_now = text.as_ref().ok().map(|text| text.as_ref().map(|text| hash(text.as_bytes())));
        match text {
            Ok(_) if is_now.as_ref() == Some(&step.after) => {}
            Ok(text) if is_now.as_ref() == Some(&step.before) => {
                if let Ok((after, _)) = step.apply(text.as_deref()) {
                    let (file, permissions) = (step.file.clone(), step.permissions);
                    open.push(NewText { file, before: text, after, permissions });
                }
            }
            _ => notes.push(format!("{} has changed since “{}” and is left as it is", step.file, entry.what)),
        }
    }
    (open, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_saves_between_reading_and_writing_is_kept() {
        let folder = std::env::temp_dir().join(format!("parallax-writing-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = |name: &str, before: Option<&str>| NewText {
            file: name.to_owned(),
            before: before.map(str::to_owned),
            after: Some("decided".to_owned()),
            permissions: None,
        };
        std::fs::write(folder.join("a.toml"), "one").unwrap();
        std::fs::write(folder.join("b.toml"), "theirs").unwrap();
        let not = write(&folder, &[text("a.toml", Some("one")), text("b.toml", Some("one"))]).unwrap_err();
        assert!(not.is_restored && not.error.to_string().contains("another program"), "{}", not.error);
        let now = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!((now("a.toml"), now("b.toml")), ("one".to_owned(), "theirs".to_owned()));
        write(&folder, &[text("b.toml", Some("theirs"))]).unwrap();
        assert_eq!(now("b.toml"), "decided");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
