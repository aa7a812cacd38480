//! Gives the sources and data a name of their own, which what is kept of articles goes by: other rules never take what older
//! ones read.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut files: Vec<PathBuf> = Vec::new();
    for root in ["src", "data", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={root}");
        walk(Path::new(root), &mut files);
    }
    files.sort();
    // FNV-1a: the name need only differ.
    let mut name = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            name = (name ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        let contents = fs::read(&file).unwrap_or_default();
        add(file.to_string_lossy().as_bytes());
        add(&contents.len().to_le_bytes());
        add(&contents);
    }
    println!("cargo::rustc-env=PARALLAX_SOURCES={name:016x}");
}

/// All files of a folder, or the file.
fn walk(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| walk(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}
