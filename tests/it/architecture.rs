//! The structure, proven: who may name whom, what every file says first, and that the pictures are true.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::fixture::path;

/// Which modules a module may name. Data flows load → model → search/app → ui → session → runtime → cli.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("sanitize", &[]),
    ("atomic_file", &[]),
    ("saved_state", &["atomic_file"]),
    ("model", &[]),
    ("keymap", &[]),
    ("diagnostic", &["sanitize"]),
    ("documents", &["align", "diagnostic", "model"]),
    ("align", &["diagnostic", "documents", "model", "sanitize"]),
    ("datasets", &["diagnostic", "model", "sanitize"]),
    ("load", &["align", "datasets", "diagnostic", "documents", "model"]),
    ("search", &["model"]),
    ("present", &["model", "sanitize"]),
    ("export", &["model", "present", "sanitize"]),
    ("app", &["export", "keymap", "model", "present", "saved_state", "search"]),
    ("ui", &["app", "export", "keymap", "model", "present", "sanitize", "saved_state", "search"]),
    ("session", &["app", "datasets", "diagnostic", "load", "model", "present", "saved_state", "search", "ui"]),
    (
        "runtime",
        &["app", "datasets", "diagnostic", "keymap", "load", "model", "present", "saved_state", "session", "ui"],
    ),
    (
        "cli",
        &[
            "app",
            "atomic_file",
            "datasets",
            "diagnostic",
            "documents",
            "export",
            "keymap",
            "load",
            "model",
            "present",
            "runtime",
            "sanitize",
            "saved_state",
            "search",
            "ui",
        ],
    ),
];

/// Crates that only some modules may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("crossterm", &["runtime", "cli"]),
    ("ratatui", &["ui", "session", "runtime"]),
    ("fuzzy_matcher", &["search/rank.rs"]),
    ("toml", &["documents/table.rs"]),
    ("edtf_core", &["model/time.rs"]),
    ("serde", &["export", "cli", "saved_state", "datasets/unpack.rs"]),
    ("signal_hook", &["runtime"]),
    ("simd_csv", &["datasets/run.rs", "datasets/code.rs", "cli/export.rs"]),
    ("calamine", &["datasets/unpack.rs"]),
    ("rust_iso3166", &["datasets/country.rs"]),
    (
        "std::fs",
        &["documents/files.rs", "datasets/open.rs", "datasets/row_source.rs", "datasets/unpack.rs", "atomic_file.rs"],
    ),
    ("std::thread", &["runtime", "atomic_file.rs", "datasets/run.rs", "datasets/pipe.rs", "search/records.rs"]),
    ("std::env", &["runtime", "cli"]),
    // Nothing speaks to a network, and nothing is executed.
    ("std::net", &[]),
    ("os::unix::net", &[]),
    ("process::Command", &[]),
    ("rustix", &["runtime"]),
    ("etcetera", &["saved_state/folder.rs"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let inner = path.strip_prefix(self::path("src")).unwrap().to_owned();
                found.push((inner, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&path("src"), &mut found);
    found.sort();
    found
}

/// The code of a file without comments and without its tests.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap();
    body.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn module(file: &Path) -> String {
    let first = file.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_name_only_what_their_arrows_reach() {
    for (file, text) in sources() {
        let module = module(&file);
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let (_, allowed) =
            MAY_NAME.iter().find(|(m, _)| *m == module).unwrap_or_else(|| panic!("{module} has no line in MAY_NAME"));
        let code = code(&text);
        for (other, _) in MAY_NAME {
            // `use crate::{gate, runtime}` names modules too.
            let grouped = code
                .split("use crate::{")
                .skip(1)
                .any(|g| g.split('}').next().unwrap().split([',', ' ']).any(|w| w.split("::").next() == Some(*other)));
            let names =
                code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};")) || grouped;
            assert!(!names || *other == module || allowed.contains(other), "{} names {other}", file.display());
        }
        for (krate, places) in ONLY_IN {
            let named = code.contains(&format!("{krate}::")) || code.contains(&format!("use {krate}"));
            let allowed = places.iter().any(|p| *p == module || file == Path::new(p));
            assert!(!named || allowed, "{} names {krate}", file.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "{} does not say what it is for", file.display());
        let lines = text.split("#[cfg(test)]").next().unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines before its tests", file.display());
        assert!(!text.contains(".unwrap()") || !code(&text).contains(".unwrap()"), "{} unwraps", file.display());
    }
}

#[test]
fn the_crate_documentation_names_real_modules_and_all_of_them() {
    let lib = std::fs::read_to_string(path("src/lib.rs")).unwrap();
    let files: BTreeSet<String> = sources().iter().map(|(f, _)| f.display().to_string().replace(".rs", "")).collect();
    let mut named = BTreeSet::new();
    for line in lib.lines().filter(|l| l.starts_with("//!")) {
        for word in line.split('`').skip(1).step_by(2) {
            if let Some(inner) = word.strip_suffix(".rs").filter(|w| !w.starts_with("tests/")) {
                assert!(files.contains(inner), "lib.rs names {word}, which does not exist");
                named.insert(inner.to_owned());
            }
        }
    }
    for file in files.iter().filter(|f| !f.contains('/') && !["lib", "main"].contains(&f.as_str())) {
        assert!(named.contains(file), "lib.rs does not name {file}.rs");
    }
}

#[test]
fn every_promise_of_the_readme_names_a_test_that_is_there() {
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    let table = readme.split("## What it promises").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut named = 0;
    for row in table.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| promise")) {
        let proofs = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for proof in proofs.split('`').skip(1).step_by(2) {
            if let Some(bench) = proof.strip_prefix("cargo bench --bench ") {
                assert!(path("benches").join(format!("{bench}.rs")).exists(), "{proof}");
            } else if let Some(script) = proof.split(' ').next().filter(|s| s.starts_with(".ci/")) {
                assert!(path(script).exists(), "{proof}");
            } else if !proof.starts_with("cargo ") && proof != "sanitize" {
                let (module, test) = proof.split_once("::").unwrap_or((proof, ""));
                let text = std::fs::read_to_string(path("tests/it").join(format!("{module}.rs"))).unwrap();
                assert!(text.contains(&format!("fn {test}")), "{proof} is no test");
            }
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = std::fs::read_to_string(path("Cargo.toml")).unwrap();
    let mut in_dependencies = false;
    let mut previous = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        } else if in_dependencies && line.contains('=') {
            assert!(previous.starts_with("# "), "{line} has no reason above it");
        }
        previous = line;
    }
}

/// Crates that speak to a network. None may be reached from the program, whatever reaches them.
const NETWORK: [&str; 14] = [
    "async-std",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "tokio",
    "tungstenite",
    "ureq",
];

#[test]
fn no_network_code_is_linked() {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--locked", "--offline"])
        .current_dir(path(""))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let linked: BTreeSet<&str> = text.lines().filter_map(|l| l.split(' ').next()).collect();
    assert!(linked.len() > 50 && linked.contains("ratatui"), "{linked:?}");
    for name in NETWORK {
        assert!(!linked.contains(name), "{name} speaks to a network");
    }
}
