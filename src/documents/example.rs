//! The corpus that a new folder begins with: an invented example of every file and every key, with comments. The README
//! shows the same files.

use include_dir::{Dir, include_dir};

use super::write::WrittenFile;

static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/example");

/// Its files, `corpus.toml` first.
pub fn files() -> Vec<WrittenFile> {
    let mut files = Vec::new();
    let mut open = vec![&EXAMPLE];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| {
            Some(WrittenFile { path: file.path().to_str()?.to_owned(), text: file.contents_utf8()?.to_owned() })
        }));
    }
    files.sort_by(|a, b| (a.path.contains('/'), &a.path).cmp(&(b.path.contains('/'), &b.path)));
    files
}
