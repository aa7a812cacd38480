//! The structure, proven: who may name whom, what every file says first, and that the pictures are true.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::fixture::{built_in, path, screen, session};

/// Which modules a module may name. The outermost come last.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("sanitize", &[]),
    ("fold", &[]),
    ("name_table", &["fold"]),
    ("atomic_file", &[]),
    ("saved_state", &["atomic_file"]),
    ("model", &["fold"]),
    ("keymap", &[]),
    ("diagnostic", &["sanitize"]),
    ("documents", &["align", "diagnostic", "model"]),
    ("align", &["diagnostic", "model", "sanitize", "shares"]),
    ("editing", &["atomic_file", "diagnostic", "documents", "model", "sanitize"]),
    ("datasets", &["diagnostic", "model", "name_table", "sanitize"]),
    ("intake", &["fold", "model"]),
    ("links", &["atomic_file", "datasets", "diagnostic", "model"]),
    ("shares", &[]),
    ("reading", &["model"]),
    ("echo", &["model", "reading", "shares"]),
    ("gathering", &["model", "reading", "shares"]),
    ("crosswalk", &["fold", "model", "name_table", "shares"]),
    ("drafting", &["align", "echo", "fold", "gathering", "model", "reading", "shares"]),
    (
        "load",
        &["atomic_file", "datasets", "diagnostic", "documents", "drafting", "intake", "links", "model", "reading"],
    ),
    ("search", &["fold", "map", "model", "name_table", "shares"]),
    ("analysis", &["model", "search"]),
    ("map", &["model", "reading", "shares"]),
    ("present", &["align", "crosswalk", "model", "sanitize"]),
    ("desk", &["align", "documents", "fold", "model", "reading"]),
    ("export", &["model", "present", "sanitize"]),
    ("exporting", &["datasets", "export", "load", "model", "present", "sanitize"]),
    (
        "pack",
        &[
            "align",
            "atomic_file",
            "diagnostic",
            "documents",
            "editing",
            "export",
            "exporting",
            "links",
            "load",
            "model",
            "present",
            "sanitize",
        ],
    ),
    ("ui", &["keymap", "model", "sanitize"]),
    ("config", &["diagnostic", "keymap", "ui"]),
    (
        "app",
        &[
            "analysis",
            "crosswalk",
            "desk",
            "keymap",
            "map",
            "model",
            "present",
            "sanitize",
            "saved_state",
            "search",
            "ui",
        ],
    ),
    (
        "session",
        &[
            "app",
            "crosswalk",
            "datasets",
            "desk",
            "diagnostic",
            "keymap",
            "load",
            "map",
            "model",
            "present",
            "saved_state",
            "search",
            "ui",
        ],
    ),
    (
        "runtime",
        &[
            "app",
            "atomic_file",
            "crosswalk",
            "datasets",
            "diagnostic",
            "desk",
            "documents",
            "editing",
            "exporting",
            "keymap",
            "links",
            "load",
            "model",
            "pack",
            "present",
            "sanitize",
            "saved_state",
            "search",
            "session",
            "ui",
        ],
    ),
    (
        "cli",
        &[
            "analysis",
            "app",
            "atomic_file",
            "config",
            "crosswalk",
            "datasets",
            "desk",
            "diagnostic",
            "documents",
            "export",
            "exporting",
            "keymap",
            "links",
            "load",
            "map",
            "model",
            "pack",
            "present",
            "reading",
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
    ("ratatui", &["ui", "app", "session", "runtime"]),
    ("fuzzy_matcher", &["search/rank.rs"]),
    ("toml", &["config", "documents/tree.rs", "datasets/column_map.rs"]),
    ("toml_parser", &["documents/tree.rs", "documents/tree/plain.rs"]),
    ("toml_edit", &["documents/new_table.rs", "documents/table_edit.rs", "documents/table_values.rs"]),
    ("edtf_core", &["model/time.rs"]),
    ("unicode_bidi", &["ui/bidi/levels.rs", "ui/bidi/arrange.rs", "pack/html_text.rs"]),
    ("icu_properties", &["ui/bidi/arrange.rs"]),
    (
        "serde",
        &[
            "export",
            "exporting",
            "cli",
            "saved_state",
            "intake",
            "model",
            "reading",
            "load/kept_sets.rs",
            "editing",
            "pack",
        ],
    ),
    ("postcard", &["reading/packed.rs", "load/kept_sets.rs"]),
    ("signal_hook", &["runtime"]),
    ("notify", &["runtime"]),
    (
        "dom_query",
        &[
            "intake/page.rs",
            "intake/page/blocks.rs",
            "intake/page/body.rs",
            "intake/page/fragment.rs",
            "intake/page/metadata.rs",
        ],
    ),
    ("dom_smoothie", &["intake/page/body.rs"]),
    // The diagnostics have a module of that name.
    ("similar", &["echo/change.rs", "diagnostic", "editing/hunk.rs"]),
    ("mail_parser", &["intake/mail.rs"]),
    ("feed_rs", &["intake/feed.rs"]),
    ("quick_xml", &["intake/docx.rs"]),
    ("simd_csv", &["datasets/csv.rs", "datasets/row.rs", "datasets/run.rs", "cli/batch.rs", "intake/table.rs"]),
    ("calamine", &["datasets/container/workbook.rs"]),
    ("rust_iso3166", &["model/country.rs"]),
    (
        "std::fs",
        &[
            "documents/files.rs",
            "documents/place.rs",
            "runtime/configuration.rs",
            "datasets/column_map.rs",
            "datasets/open.rs",
            "datasets/row_source.rs",
            "datasets/seekable.rs",
            "intake/walk.rs",
            "intake/probe.rs",
            "intake/run.rs",
            "intake/run/queue.rs",
            "intake/cache.rs",
            "load/kept_sets.rs",
            "pack/folder.rs",
            "atomic_file.rs",
            "atomic_file/log.rs",
            "atomic_file/pipe.rs",
        ],
    ),
    (
        "std::thread",
        &[
            "runtime",
            "atomic_file.rs",
            "atomic_file/pipe.rs",
            "exporting/in_order.rs",
            "datasets/run.rs",
            "datasets/pipe.rs",
            "datasets/text_search.rs",
            "intake/run.rs",
            "documents/copies.rs",
            "documents/open.rs",
            "search/records.rs",
            "shares.rs",
        ],
    ),
    ("std::env", &["runtime", "cli"]),
    // Nothing speaks to a network, and one file starts programs: the browser and the editor.
    ("std::net", &[]),
    ("os::unix::net", &[]),
    ("process::Command", &["runtime/programs.rs"]),
    ("rustix", &["atomic_file/pipe.rs", "runtime"]),
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
            let named = code.contains(&format!("{krate}::")) || code.contains(&format!("use {krate};"));
            let allowed = places.iter().any(|p| *p == module || file == Path::new(p));
            assert!(!named || allowed, "{} names {krate}", file.display());
        }
    }
}

/// The module of a file, as segments: `src/app/panes.rs` is `["app", "panes"]`.
fn segments(file: &Path) -> Vec<String> {
    file.with_extension("").components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect()
}

/// The paths that a file names: those of its `use` lines with groups spelled out, and those in its code.
fn named_paths(code: &str) -> Vec<String> {
    fn spell(prefix: &str, rest: &str, found: &mut Vec<String>) {
        let Some((head, group)) = rest.split_once('{') else {
            found.push(format!("{prefix}{rest}"));
            return;
        };
        let (mut depth, mut start) = (0, 0);
        let inner = &group[..group.rfind('}').unwrap_or(group.len())];
        for (at, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    spell(&format!("{prefix}{head}"), inner[start..at].trim(), found);
                    start = at + 1;
                }
                _ => {}
            }
        }
        spell(&format!("{prefix}{head}"), inner[start..].trim(), found);
    }
    let mut found = Vec::new();
    for statement in code.split(';') {
        let statement = statement.trim();
        if let Some(at) = statement
            .rfind("use ")
            .filter(|&at| statement[..at].trim_end().is_empty() || statement[..at].ends_with(['\n', ' ']))
        {
            let path: String = statement[at + 4..].split_whitespace().collect::<Vec<_>>().join(" ");
            spell("", &path, &mut found);
        }
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for word in code.split(|c| !is_word(c)).filter(|w| w.contains("::")) {
        found.push(word.to_owned());
    }
    found
}

/// The file that a path in the code of `from` leads to, if it is another one.
fn target(from: &[String], path: &str, modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
    let mut at: Vec<String> = match parts[0] {
        "crate" => Vec::new(),
        "super" => from[..from.len() - 1].to_vec(),
        "self" => from.to_vec(),
        // A child module, named from its parent.
        first if modules.contains(&[from, &[first.to_owned()]].concat()) => {
            parts.insert(0, "self");
            from.to_vec()
        }
        _ => return None,
    };
    for part in &parts[1..] {
        if *part == "super" {
            at.pop();
            continue;
        }
        let inner = [&at[..], &[(*part).split(' ').next().unwrap_or("").to_owned()]].concat();
        if !modules.contains(&inner) {
            break;
        }
        at = inner;
    }
    (at != from && modules.contains(&at)).then_some(at)
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    let sources = sources();
    let modules: BTreeSet<Vec<String>> = sources.iter().map(|(file, _)| segments(file)).collect();
    let mut names: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (file, text) in &sources {
        let from = segments(file);
        if ["lib", "main"].contains(&from[0].as_str()) {
            continue;
        }
        // What a file passes on under its own name is no use of it.
        let own: String = code(text).split_inclusive(';').filter(|s| !s.trim_start().starts_with("pub use")).collect();
        let named = named_paths(&own.replace("pub(in crate::runtime)", "pub"));
        let to: BTreeSet<Vec<String>> = named.iter().filter_map(|path| target(&from, path, &modules)).collect();
        names.insert(from, to);
    }
    assert!(names.values().map(BTreeSet::len).sum::<usize>() > 300, "the paths are read");
    let reached = |from: &Vec<String>| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(at) = open.pop() {
            for next in names.get(at).into_iter().flatten() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let mut circles = BTreeSet::new();
    for (from, to) in &names {
        for next in to.iter().filter(|next| reached(next).contains(from)) {
            circles.insert(format!("{} names {}", from.join("::"), next.join("::")));
        }
    }
    let circles: Vec<String> = circles.into_iter().collect();
    assert!(circles.is_empty(), "files that name each other in circles:\n{}", circles.join("\n"));
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

/// The names of all types that `text` defines for other files.
fn types_defined(text: &str) -> Vec<String> {
    let definition = |line: &str| {
        let rest = line.trim_start().strip_prefix("pub")?;
        let rest = if rest.starts_with('(') { rest.split_once(')')?.1 } else { rest };
        let mut words = rest.split_whitespace();
        let kind = words.next()?;
        let name = words.next()?.split(|c: char| !c.is_alphanumeric()).next()?;
        // A macro's `$name` is no name.
        (["struct", "enum", "trait", "type"].contains(&kind) && !name.is_empty()).then(|| name.to_owned())
    };
    text.lines().filter_map(definition).collect()
}

#[test]
fn no_type_name_is_defined_twice() {
    let mut defined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources() {
        for name in types_defined(&text) {
            defined.entry(name).or_default().push(file.display().to_string());
        }
    }
    assert!(defined.len() > 100, "the definitions are read");
    let twice: Vec<_> = defined.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(twice.is_empty(), "one name for two types: {twice:?}");
}

#[test]
fn every_word_of_the_model_is_once_in_the_glossary() {
    let documentation = std::fs::read_to_string(path("src/lib.rs")).unwrap();
    let (_, glossary) = documentation.split_once("# Words").unwrap();
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for word in glossary.split("#![").next().unwrap().split('*').skip(1).step_by(2) {
        *words.entry(word.strip_suffix('s').filter(|_| !word.ends_with("us")).unwrap_or(word)).or_default() += 1;
    }
    let twice: Vec<_> = words.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "explained more than once: {twice:?}");
    // How the model is held and built is no word of the field.
    let technical = ["Builder", "In", "Links", "Span", "Text", "Texts", "AnchorState"];
    let model = std::fs::read_to_string(path("src/model.rs")).unwrap();
    let exported = model.split(';').filter_map(|s| s.split_once("pub use ")?.1.split_once("::"));
    let names = exported.flat_map(|(_, names)| names.trim_matches(['{', '}']).split(',').map(str::trim));
    let mut read = 0;
    for name in names.filter(|n| !n.is_empty() && !n.ends_with("Id") && !n.ends_with("Kind") && !technical.contains(n))
    {
        read += 1;
        let word = name.chars().fold(String::new(), |mut word, c| {
            if c.is_uppercase() && !word.is_empty() {
                word.push(' ');
            }
            word.extend(c.to_lowercase());
            word
        });
        assert!(words.contains_key(word.as_str()), "the glossary does not explain “{word}”");
    }
    assert!(read > 20, "the exports are read");
}

/// The rows of the picture in the documentation of the crate are rows of the screen, in their order.
#[test]
fn the_picture_of_the_screen_is_true() {
    let shown = screen(&session(built_in(), (84, 24), "/kerman<enter>"));
    let lib = std::fs::read_to_string(path("src/lib.rs")).unwrap();
    let picture = lib.split("```text").nth(1).unwrap().split("```").next().unwrap();
    let halves = |text: &str| -> Vec<(String, String)> {
        let rows = text.lines().map(|line| line.trim_start_matches("//! "));
        let rows = rows.filter_map(|row| row.strip_prefix('│')?.split_once("││"));
        rows.map(|(left, right)| (left.trim_end().to_owned(), right.trim_end().to_owned())).collect()
    };
    let (picture, rows) = (halves(picture), halves(&shown));
    assert!(picture.len() > 5);
    for side in [|row: &(String, String)| row.0.clone(), |row: &(String, String)| row.1.clone()] {
        let mut rows = rows.iter().map(side);
        for row in picture.iter().map(side) {
            assert!(rows.any(|shown| shown == row), "{row} is not on, or not in this order:\n{shown}");
        }
    }
}
