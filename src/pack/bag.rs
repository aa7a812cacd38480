//! The bag around a pack: the tag files of BagIt 1.0 (RFC 8493) with SHA-256, by which anybody can verify it.
//!
//! Knows bytes and paths, not what they mean.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::packed_file::PackedFile;
use crate::editing::hash;

/// The declaration of a bag.
const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The manifest of the other tag files, which no manifest lists.
pub const LAST_MANIFEST: &str = "tagmanifest-sha256.txt";

/// The payload with its tag files, the declaration first: `atomic_file::fill` lets it appear last. `description` is one line;
/// without a `date` none is claimed.
pub fn bagged(payload: Vec<PackedFile>, description: &str, program: &str, date: Option<NaiveDate>) -> Vec<PackedFile> {
    let size: usize = payload.iter().map(|file| file.bytes.len()).sum();
    let mut info = String::new();
    if let Some(date) = date {
        let _ = writeln!(info, "Bagging-Date: {date}");
    }
    let _ = writeln!(info, "Bag-Software-Agent: {program}");
    let _ = writeln!(info, "External-Description: {description}");
    let _ = writeln!(info, "Payload-Oxum: {size}.{}", payload.len());
    let manifest = manifest(payload.iter());
    let mut tags: Vec<PackedFile> =
        [("bag-info.txt", info), ("bagit.txt", DECLARATION.to_owned()), ("manifest-sha256.txt", manifest)]
            .into_iter()
            .map(|(path, text)| PackedFile { path: path.to_owned(), bytes: text.into_bytes() })
            .collect();
    let of_tags = self::manifest(tags.iter());
    tags.push(PackedFile { path: LAST_MANIFEST.to_owned(), bytes: of_tags.into_bytes() });
    tags.swap(0, 1);
    tags.extend(payload);
    tags
}

/// A manifest: a line for each file, in the order of their paths.
fn manifest<'f>(files: impl Iterator<Item = &'f PackedFile>) -> String {
    let lines: BTreeMap<String, String> = files.map(|file| (encoded(&file.path), hash(&file.bytes))).collect();
    lines.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect()
}

/// A path as a manifest has it: `%`, CR and LF as codes (RFC 8493, 2.1.3).
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The path that a manifest names; `None` if it leads out of the bag, or is no path of a file.
pub fn decoded(path: &str) -> Option<String> {
    let path =
        path.replace("%0D", "\r").replace("%0d", "\r").replace("%0A", "\n").replace("%0a", "\n").replace("%25", "%");
    let parts = path.split('/').collect::<Vec<_>>();
    let is_plain =
        parts.iter().all(|part| !part.is_empty() && *part != "." && *part != ".." && !part.contains(['\\', '\0']));
    (is_plain && !path.starts_with('~')).then_some(path)
}

/// The entries of a manifest, path and SHA-256 in lower case. An error names the line that cannot be read.
pub fn entries(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let entry = line.split_once([' ', '\t']).and_then(|(hash, path)| {
            let path = decoded(path.trim_start_matches([' ', '\t', '*']))?;
            let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            (is_hash && seen.insert(path.clone())).then(|| (path, hash.to_ascii_lowercase()))
        });
        all.push(
            entry
                .ok_or_else(|| format!("line {}: no SHA-256 with a path inside the folder, listed once", number + 1))?,
        );
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_are_read_as_they_are_written_and_lead_nowhere_else() {
        let file = |path: &str| PackedFile { path: path.to_owned(), bytes: path.as_bytes().to_vec() };
        let files = [file("data/b.txt"), file("data/a%\n.txt")];
        let text = manifest(files.iter());
        assert_eq!(text.lines().count(), 2, "{text}");
        let mut read = entries(&text).unwrap();
        read.sort();
        assert_eq!(
            read,
            [("data/a%\n.txt".to_owned(), hash(b"data/a%\n.txt")), ("data/b.txt".to_owned(), hash(b"data/b.txt"))]
        );
        let zero = "0".repeat(64);
        for path in ["../x", "data/../../x", "/etc/passwd", "data//x", "~/x", "data\\x"] {
            assert!(entries(&format!("{zero}  {path}")).is_err(), "{path}");
        }
        assert!(entries("abc  data/x").is_err() && entries("").unwrap().is_empty());
    }

    #[test]
    fn the_declaration_comes_first_and_the_size_is_counted() {
        let payload = vec![PackedFile { path: "data/a.txt".into(), bytes: b"four".to_vec() }];
        let all = bagged(payload, "d", "p 1", NaiveDate::from_ymd_opt(2026, 11, 29));
        assert_eq!(all[0].path, "bagit.txt");
        let info = all.iter().find(|file| file.path == "bag-info.txt").unwrap();
        let info = String::from_utf8(info.bytes.clone()).unwrap();
        assert!(info.contains("Payload-Oxum: 4.1\n") && info.contains("Bagging-Date: 2026-11-29\n"), "{info}");
        let tags = all.iter().find(|file| file.path == "tagmanifest-sha256.txt").unwrap();
        let tags = entries(str::from_utf8(&tags.bytes).unwrap()).unwrap();
        let paths: Vec<&str> = tags.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]);
    }
}
