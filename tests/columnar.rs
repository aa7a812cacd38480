//! Parquet and Arrow, which the feature `parquet` reads: the same events, and hostile files that end with a message. They are a
//! binary of their own, so that a build with the feature need not build all other tests again.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "it/formats/events.rs"]
mod events;

use std::io::Write;
use std::process::{Command, Stdio};

use parallax::model::RecordId;

use self::events::{made, opened, records, said, twenty, wild, wild_file};

/// Text cells; types of all kinds, dictionaries, lists and several row groups, packed with each method.
const FORMS: [&str; 5] =
    ["acled.parquet", "acled-gzip.parquet", "acled-typed.parquet", "acled-typed.arrow", "acled-typed.arrows"];

#[test]
fn the_same_events_come_out_of_columns() {
    for name in FORMS {
        let loaded = wild(name);
        assert_eq!(records(&loaded, 0), twenty(), "{name}");
        assert!(loaded.report.messages.is_empty(), "{name}: {}", said(&loaded));
        let detail = loaded.detail(RecordId { set: 0, row: 3 }).unwrap();
        let cell =
            |name: &str| detail.cells.iter().find(|(column, _)| column == name).map_or("", |(_, cell)| cell.as_str());
        assert_eq!((cell("source"), cell("country")), ("Harbour Courier; Velmark Wire", "Kenya"), "{name}");
        let notes = loaded.workspace.sets[0].about.reading.join("\n");
        let typed = name.contains("typed");
        assert_eq!(notes.contains("columns with columns inside are not read: geometry"), typed, "{name}: {notes}");
    }
}

#[test]
fn columns_come_from_a_pipe() {
    for name in FORMS {
        let mut program = Command::new(env!("CARGO_BIN_EXE_parallax"));
        program.args(["check", "-", "--format", "json"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = program.spawn().unwrap();
        let bytes = std::fs::read(wild_file(name)).unwrap();
        running.stdin.take().unwrap().write_all(&bytes).unwrap();
        let out = String::from_utf8(running.wait_with_output().unwrap().stdout).unwrap();
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(report["sets"][0]["records"], 20, "{name}: {out}");
    }
}

/// Opens bytes as a file, which gives records or a message, and no panic: the program's build ends with one.
fn survives(name: &str, bytes: &[u8]) -> Result<(), String> {
    let loaded = opened(&made(name, bytes), "");
    let read: usize = loaded.workspace.sets.iter().map(|set| set.len()).sum();
    let said = said(&loaded);
    let has_panicked = said.contains("unpacking failed");
    if (read > 0 || !said.is_empty()) && !has_panicked { Ok(()) } else { Err(format!("{name}: {said:?}")) }
}

#[test]
fn hostile_columns_end_with_a_message() {
    let mut wrong = Vec::new();
    for name in FORMS {
        let whole = std::fs::read(wild_file(name)).unwrap();
        for length in (0..whole.len()).step_by(2_003) {
            wrong.extend(survives(name, &whole[..length]).err().map(|why| format!("{length} bytes of {why}")));
        }
        for (n, at) in (0..whole.len()).step_by(STEP).enumerate() {
            let mut bytes = whole.clone();
            bytes[at] ^= [0x5a, 0xff, 0x80, 0x01][n % 4];
            wrong.extend(survives(name, &bytes).err().map(|why| format!("byte {at} of {why}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn levels_that_are_cut_end_with_a_message() {
    let whole = std::fs::read(wild_file("acled.parquet")).unwrap();
    // Of each column: two bytes of levels, which say that none of twenty cells is empty.
    let levels: Vec<usize> = memchr::memmem::find_iter(&whole, b"\x02\0\0\0\x28\x01").collect();
    assert!(levels.len() > 20, "{}", levels.len());
    for at in levels {
        // Now they are bits one by one, of which there are too few.
        let mut wrong = whole.clone();
        wrong[at + 4] = 0x29;
        let loaded = opened(&made("levels.parquet", &wrong), "");
        assert!(said(&loaded).contains("the levels of a page are broken"), "byte {at}: {}", said(&loaded));
    }
}

/// Every how many bytes one is made wrong.
const STEP: usize = 131;

#[test]
fn what_a_batch_or_page_claims_is_not_allocated() {
    let whole = std::fs::read(wild_file("acled-typed.arrow")).unwrap();
    // Each packed part begins with its unpacked size, before the mark of LZ4.
    let marks: Vec<usize> = memchr::memmem::find_iter(&whole, b"\x04\x22\x4d\x18").collect();
    assert!(marks.len() > 10, "{}", marks.len());
    for mark in marks {
        let mut wrong = whole.clone();
        wrong[mark - 8..mark].copy_from_slice(&i64::MAX.to_le_bytes());
        let loaded = opened(&made("claims.arrow", &wrong), "");
        assert!(said(&loaded).contains("unpacks to more than"), "{}", said(&loaded));
    }
    let mut long = b"\xff\xff\xff\xff\x10\x00\x00\x00".to_vec();
    long.extend_from_slice(&[0xff; 8]);
    assert!(said(&opened(&made("long.arrows", &long), "")).contains("cannot be read"));
}
