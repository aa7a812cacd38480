//! Gives the sources and data, as they are built, a name of their own, which what is kept of articles goes by: other rules never take
//! what older ones read, and a program that reads a kind of file never takes that it cannot be read.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut files: Vec<PathBuf> = Vec::new();
    for root in ["src", "data", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={root}");
        walk(Path::new(root), &mut files);
    }
    files.sort();
    // Cargo names each feature that is on.
    let variables = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    let mut features: Vec<String> = variables.filter(|name| name.starts_with("CARGO_FEATURE_")).collect();
    features.sort();
    println!("cargo::rustc-env=PARALLAX_SOURCES={:016x}", name(&files, &features));
}

/// A name for files and features (FNV-1a): it need only differ.
pub fn name(files: &[PathBuf], features: &[String]) -> u64 {
    let mut name = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.len().to_le_bytes().iter().chain(bytes) {
            name = (name ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        add(file.to_string_lossy().as_bytes());
        add(&fs::read(file).unwrap_or_default());
    }
    for feature in features {
        add(feature.as_bytes());
    }
    name
}

/// All files of a folder, or the file.
fn walk(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| walk(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}
