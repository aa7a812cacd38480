//! Property tests of the invariants: arbitrary bytes, and valid files that were damaged.

use proptest::prelude::*;

use crate::fixture::path;
use crate::invariants::{self, Rows};

/// Hostile and accidental text.
const HOSTILE: [&str; 20] = [
    "\u{1b}]0;x\u{7}",
    "\u{1b}[2J",
    "\u{9b}31m",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\"",
    "'''",
    "\0",
    "\r",
    "\r\n",
    "\n+++\n",
    "99999999999999999999",
    "-1",
    "1e309",
    "NaN",
    "=cmd()",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "2024-02-30",
];

/// One thing done to a text, at places given as shares of its length.
#[derive(Debug, Clone)]
enum Damage {
    Flip(u16, u8),
    Delete(u16, u8),
    Double(u16, u8),
    Move(u16, u16, u8),
    Insert(u16, usize),
    Cut(u16),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<u16>;
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(a, bits)| Damage::Flip(a, bits)),
        2 => (at(), any::<u8>()).prop_map(|(a, n)| Damage::Delete(a, n)),
        2 => (at(), any::<u8>()).prop_map(|(a, n)| Damage::Double(a, n)),
        2 => (at(), at(), any::<u8>()).prop_map(|(a, b, n)| Damage::Move(a, b, n)),
        4 => (at(), 0..HOSTILE.len()).prop_map(|(a, n)| Damage::Insert(a, n)),
        1 => at().prop_map(Damage::Cut),
    ]
}

fn damaged(mut bytes: Vec<u8>, all: &[Damage]) -> Vec<u8> {
    for damage in all {
        let at = |share: u16| bytes.len() * usize::from(share) / (usize::from(u16::MAX) + 1);
        let piece = |share: u16, n: u8| at(share)..(at(share) + usize::from(n)).min(bytes.len());
        match *damage {
            Damage::Flip(a, bits) => {
                let at = at(a);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= bits;
                }
            }
            Damage::Delete(a, n) => drop(bytes.drain(piece(a, n))),
            Damage::Double(a, n) => {
                let piece = piece(a, n);
                let again = bytes[piece.clone()].to_vec();
                drop(bytes.splice(piece.end..piece.end, again));
            }
            Damage::Move(a, b, n) => {
                let (piece, to) = (bytes[piece(a, n)].to_vec(), at(b));
                drop(bytes.splice(to..to, piece));
            }
            Damage::Insert(a, n) => {
                let at = at(a);
                drop(bytes.splice(at..at, HOSTILE[n].bytes()));
            }
            Damage::Cut(a) => bytes.truncate(at(a)),
        }
    }
    bytes
}

/// One of the files, damaged in up to five places.
fn spoilt(files: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (prop::sample::select(files), prop::collection::vec(damage(), 0..6)).prop_map(|(file, all)| damaged(file, &all))
}

/// Fixtures whose names begin so.
fn fixtures(folder: &str, begins: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(path("tests/fixtures").join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.retain(|p| p.is_file() && p.file_name().unwrap().to_string_lossy().starts_with(begins));
    paths.into_iter().map(|p| std::fs::read(p).unwrap()).collect()
}

/// A folder's files as one text with parts.
fn folder(name: &str) -> Vec<u8> {
    let root = path("tests/fixtures").join(name);
    let mut all = Vec::new();
    for part in ["", "articles", "incidents", "quotes"] {
        for entry in std::fs::read_dir(root.join(part)).unwrap() {
            let file = entry.unwrap().path();
            if file.is_file() {
                let inner = file.strip_prefix(&root).unwrap().display().to_string();
                all.extend(format!("%%% {inner}\n").bytes());
                all.extend(std::fs::read(&file).unwrap());
            }
        }
    }
    all
}

/// A workbook and an archive as text with parts.
fn archives() -> Vec<Vec<u8>> {
    let unpacked = |bytes: Vec<u8>| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut all = Vec::new();
        for i in 0..archive.len() {
            let mut member = archive.by_index(i).unwrap();
            all.extend(format!("%%% {}\n", member.name().unwrap()).bytes());
            std::io::copy(&mut member, &mut all).unwrap();
            all.push(b'\n');
        }
        all
    };
    let mut all: Vec<Vec<u8>> = fixtures("sets", "gtd.xlsx").into_iter().map(unpacked).collect();
    all.extend(fixtures("sets", "ged-251.zip").into_iter().map(unpacked));
    all
}

/// Text with what is awkward in it oftener than chance would have it.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<String>(),
        3 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        3 => "[a-zA-Z0-9é한\u{301} ]{0,12}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn few(cases: u32) -> ProptestConfig {
    // No list of past failures is kept: what is found becomes a test that reads like use.
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(few(256))]

    #[test]
    fn text_is_safe_and_laid_out_whole(text in text()) {
        invariants::layout(&text);
    }

    #[test]
    fn dates_mean_what_they_say(text in prop_oneof![
        text(),
        "[0-9XuYES/.~?%\\[\\]{},-]{1,16}",
        "[~?%]?-?[0-9X]{4}(-[0-4X][0-9X](-[0-3X][0-9X])?)?[~?%]?",
        "(\\.\\.|-?[0-9X]{4}(-[0-4][0-9])?(-[0-3][0-9])?[~?%]?)?/(\\.\\.|-?[0-9]{4}(-[0-1][0-9])?)?",
        "Y-?[0-9]{4,7}(E[0-9])?(S[0-9])?(/Y?[0-9]{4,6})?",
        "[\\[{](\\.\\.)?[0-9X]{4}(-0[1-9])?(,|\\.\\.)[0-9]{4}(-0[1-9])?(\\.\\.)?[\\]}]",
    ]) {
        invariants::date(&text);
    }
}

proptest! {
    #![proptest_config(few(96))]

    #[test]
    fn queries_are_read_and_answered(words in prop::collection::vec(prop_oneof![
        text(),
        prop::sample::select(vec!["depot", "at:KS", "who:\"=IS\"", "on:2022-10", "killed:>5", "!verdict:single", "'kes", "^br", "\"", "dated:day", "kind:quote"]).prop_map(str::to_owned),
    ], 0..5)) {
        invariants::query(&words.join(" "));
    }

    #[test]
    fn configurations_are_read(text in prop_oneof![
        text(),
        spoilt(fixtures("config", "")).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        spoilt(vec![parallax::config::defaults().into_bytes()]).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ]) {
        invariants::config(&text);
    }

    #[test]
    fn copies_are_read(bytes in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        spoilt(fixtures("tiny-copies", "")),
    ]) {
        invariants::attach(&bytes);
    }
}

proptest! {
    #![proptest_config(few(24))]

    #[test]
    fn corpora_load_whatever_is_wrong(bytes in spoilt(vec![folder("tiny"), folder("mistakes")])) {
        invariants::corpus(&bytes);
    }

    #[test]
    fn rows_load_whatever_is_wrong((kind, bytes) in prop_oneof![
        spoilt(fixtures("sets", "ged-")).prop_map(|b| (Rows::Ged, b)),
        spoilt(fixtures("sets", "hostile")).prop_map(|b| (Rows::Ged, b)),
        spoilt(fixtures("sets", "acled-")).prop_map(|b| (Rows::Acled, b)),
        spoilt(fixtures("sets", "gtd-")).prop_map(|b| (Rows::Gtd, b)),
    ]) {
        invariants::rows(kind, &bytes);
    }

    #[test]
    fn archives_and_workbooks_load_whatever_is_wrong(bytes in spoilt(archives())) {
        invariants::archive(&bytes);
    }

    #[test]
    fn files_of_any_kind_load_or_say_why_not(bytes in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        spoilt(fixtures("sets", "ged")),
        spoilt(fixtures("sets", "gtd.xlsx")),
    ]) {
        invariants::set(&bytes);
    }
}
