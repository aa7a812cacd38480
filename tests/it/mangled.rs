//! Data sets that spreadsheets, joins and downloads have mangled: the right value where the file proves one, and a word
//! about everything in doubt. A file in, records and messages out.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use parallax::datasets;
use parallax::diagnostic::Report;
use parallax::load::{Loaded, Request, load};
use parallax::model::{DataSet, Workspace};
use parallax::runtime::jobs::open;

use crate::fixture::path;

fn mangled(name: &str) -> PathBuf {
    path("tests/fixtures/mangled").join(name)
}

fn open_all(files: &[&Path]) -> Loaded {
    load(&Request { paths: files.iter().map(|f| f.to_path_buf()).collect(), ..Request::default() })
}

fn fixture(name: &str) -> Loaded {
    open_all(&[&mangled(name)])
}

/// A file that is gone when the test ends.
struct Written(PathBuf);

impl std::ops::Deref for Written {
    type Target = Path;
    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A file with this text.
fn file(text: &str) -> Written {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("parallax-mangled-{}-{number}.csv", std::process::id()));
    std::fs::write(&path, text).unwrap();
    Written(path)
}

/// The dates of all records of a data set; `-` for an undated one.
fn dates(set: &DataSet) -> Vec<String> {
    let date = |n| DataSet::when(&set.row(n)).map_or_else(|| "-".to_owned(), |when| when.edtf());
    (0..set.len()).map(date).collect()
}

/// All that the user is told about a file: what was decided while reading, then the messages.
fn told(loaded: &Loaded) -> String {
    let mut out = String::new();
    for set in &loaded.workspace.sets {
        set.about.reading.iter().for_each(|note| writeln!(out, "{note}").unwrap());
    }
    loaded.report.sorted().into_iter().for_each(|m| writeln!(out, "{}", loaded.report.render(m)).unwrap());
    out
}

/// An ACLED file with these dates.
fn acled(dates: &[&str]) -> String {
    let mut text = "event_id_cnty,event_date,event_type,country,fatalities,notes\n".to_owned();
    for (n, date) in dates.iter().enumerate() {
        writeln!(text, "KES{n},{date},Battles,Kenya,0,{}", "A word about it. ".repeat(8)).unwrap();
    }
    text
}

#[test]
fn dates_that_tools_have_rewritten_are_the_days_they_were() {
    let right = dates(&fixture("acled.csv").workspace.sets[0]);
    assert_eq!((right.len(), right[0].as_str(), right[19].as_str()), (20, "2025-01-01", "2025-02-27"));
    for (name, said) in [
        ("d-ustime.csv", "event_date: dates are read month first, as “1/13/2025 0:00” (row 5)"),
        ("d-mixed-mangle.csv", "a spreadsheet seems to have swapped day and month in 7 dates (“2025/04/01” (row 2)"),
        (
            "d-mixed-mangle.csv",
            "event_date mixes notations of dates: 8 year first (“2025/01/01” (row 1)); 12 year last",
        ),
        ("d-apos.csv", "20 rows, 20 records"),
        ("acled-arcgis-epochms.geojson", "20 dates of seconds or milliseconds since 1970"),
    ] {
        let loaded = fixture(name);
        assert_eq!(dates(&loaded.workspace.sets[0]), right, "{name}");
        assert!(told(&loaded).contains(said), "{name}: {}", told(&loaded));
    }
}

#[test]
fn a_column_that_proves_no_order_or_both_is_told_with_examples() {
    let unproved = open_all(&[&file(&acled(&["1/4/2025", "1/7/2025"]))]);
    assert_eq!(dates(&unproved.workspace.sets[0]), ["2025-04-01", "2025-07-01"]);
    let said = told(&unproved);
    assert!(said.contains("read day first, the usual order, but none proves it: “1/4/2025” (row 1)"), "{said}");
    let both = open_all(&[&file(&acled(&["13/1/2025", "1/14/2025", "1/4/2025"]))]);
    assert_eq!(dates(&both.workspace.sets[0]), ["2025-01-13", "2025-01-14", "-"]);
    let said = told(&both);
    assert!(said.contains("“13/1/2025” (row 1); “1/14/2025” (row 2); 1 date that allow both are left open"), "{said}");
    let swapped = open_all(&[&file(&acled(&["2025/01/04", "2025/13/01"]))]);
    assert_eq!(dates(&swapped.workspace.sets[0]), ["2025-04-01", "2025-01-13"]);
    assert!(told(&swapped).contains("read year, day, month, as “2025/13/01” (row 2) prove"), "{}", told(&swapped));
}

/// A date in a column that proves no order says so where the record is read.
#[test]
fn a_record_says_that_its_day_and_month_may_be_swapped() {
    let loaded = open_all(&[&file(&acled(&["1/4/2025", "2025-02-27"]))]);
    let of = |row| {
        let entry = parallax::model::Entry::Record(parallax::model::RecordId { set: 0, row });
        let subject = loaded.subject(entry);
        let corpus = &subject.members()[0].corpus;
        corpus.notes().map(|(_, note)| corpus.str(note.text).to_owned()).collect::<String>()
    };
    assert!(of(0).contains("Day and month may be swapped"), "{}", of(0));
    assert!(!of(1).contains("may be swapped"));
}

/// Thousands of dates that allow both orders, then the one that proves it.
fn late() -> (String, Vec<String>) {
    let days: Vec<chrono::NaiveDate> = (0..4000)
        .map(|n| chrono::NaiveDate::from_ymd_opt(2020 + n / 2000, 1 + n as u32 % 12, 1 + n as u32 / 12 % 12).unwrap())
        .collect();
    let mut right: Vec<String> = days.iter().map(ToString::to_string).collect();
    right.push("2025-01-13".to_owned());
    let american: Vec<String> =
        days.iter().map(|day| day.format("%-m/%-d/%Y").to_string()).chain(["1/13/2025".to_owned()]).collect();
    let american: Vec<&str> = american.iter().map(String::as_str).collect();
    (acled(&american), right)
}

#[test]
fn a_later_row_decides_anew_for_all_before_it() {
    let (text, right) = late();
    let file = file(&text);
    let loaded = open_all(&[&file]);
    assert_eq!(dates(&loaded.workspace.sets[0]), right);
    assert!(told(&loaded).contains("month first, as “1/13/2025” (row 4001) prove"), "{}", told(&loaded));
    // In the workbench the timeline is in the order of the dates that hold in the end.
    let mut report = Report::default();
    let sets = datasets::recognise(&file, &datasets::ColumnMap::default(), &mut report);
    let mut last = None;
    let stop = AtomicBool::new(false);
    assert!(open::read(Workspace::default(), sets, &stop, &mut |revision| last = Some(revision), &mut report));
    let revision = last.unwrap();
    let days: Vec<i32> = revision.order.iter().map(|&n| revision.workspace.day(n)).collect();
    assert_eq!(days.len(), right.len());
    assert!(days.is_sorted_by(|a, b| a >= b), "latest first");
}

#[test]
fn a_later_row_decides_anew_from_a_pipe() {
    let (text, mut right) = late();
    let file = file(&text);
    let out = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["export", "-", "--private", "--format", "csv"])
        .stdin(Stdio::from(std::fs::File::open(&*file).unwrap()))
        .output()
        .unwrap();
    let out = String::from_utf8(out.stdout).unwrap();
    let at = out.lines().next().unwrap().split(',').position(|name| name == "date").unwrap();
    let mut found: Vec<&str> = out.lines().skip(1).filter_map(|line| line.split(',').nth(at)).collect();
    right.sort();
    found.sort_unstable();
    assert_eq!(found, right);
}
