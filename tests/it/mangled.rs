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

use crate::fixture::{path, told};

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
    let date = |n| DataSet::when(&set.row(n)).map_or_else(|| "-".to_owned(), parallax::model::When::edtf);
    (0..set.len()).map(date).collect()
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
        ("acled-arcgis-epochms.geojson", "20 dates of milliseconds since 1970"),
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

/// Too few to tell whether a spreadsheet has swapped them, and each could be.
#[test]
fn iso_dates_beside_days_over_twelve_alone_are_in_doubt() {
    let few =
        ["2025-04-01", "2025-07-01", "13/1/2025", "2025-10-01", "2025-03-02", "14/1/2025", "15/1/2025", "16/1/2025"];
    let doubtful = open_all(&[&file(&acled(&few))]);
    let said = told(&doubtful);
    assert!(said.contains("a spreadsheet may have swapped day and month in 4 dates (“2025-04-01” (row 1)"), "{said}");
    let open = |loaded: &Loaded| {
        let set = &loaded.workspace.sets[0];
        (0..set.len()).filter(|n| parallax::model::dataset::OpenDay::of(&set.row(*n)).is_some()).count()
    };
    assert_eq!((dates(&doubtful.workspace.sets[0])[0].as_str(), open(&doubtful)), ("2025-04-01", 4));
    let sure = open_all(&[&file(&acled(&[&few[..], &["2025-01-13"]].concat()))]);
    assert_eq!(open(&sure), 0);
    assert!(!told(&sure).contains("may have swapped"), "{}", told(&sure));
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

/// The lines of a filtered export, without its head.
fn exported(file: &Path, filter: &str) -> Vec<String> {
    let out = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["export", "--private", "--format", "csv", "--filter", filter])
        .arg(file)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn repeats_are_counted_told_and_shown_once_on_request() {
    let loaded = fixture("acled-dupid.csv");
    assert_eq!((loaded.workspace.len(), loaded.workspace.sets[0].repeats), (25, 5));
    let said = told(&loaded);
    assert!(said.contains("5 records repeat an earlier one with the same id, such as KES1, KES2, KES3"), "{said}");
    assert!(said.contains("20 records without 5 repeats"), "{said}");
    let file = mangled("acled-dupid.csv");
    assert_eq!((exported(&file, "row:once").len(), exported(&file, "row:repeat").len()), (20, 5));
    assert_eq!(exported(&file, "!row:repeat").len(), 20);
    assert!(exported(&file, "row:repeat").iter().all(|line| line.contains("repeat")), "marked");
    let shown = crate::fixture::screen(&crate::fixture::session(loaded, (120, 40), ""));
    assert!(shown.contains("ACL 25 records, 5 repeats"), "{shown}");
    assert_eq!(shown.matches(" repeat ").count(), 5, "{shown}");
}

#[test]
fn repeats_over_files_are_those_of_the_later_one() {
    let loaded = open_all(&[&mangled("acled.csv"), &mangled("acled-dupid.csv")]);
    let repeats: Vec<usize> = loaded.workspace.sets.iter().map(|set| set.repeats).collect();
    assert_eq!(repeats, [0, 25]);
    assert!(told(&loaded).contains("25 of a file opened before"), "{}", told(&loaded));
    // The same id with another figure is the same record, and the difference is told.
    let text = std::fs::read_to_string(mangled("acled.csv")).unwrap();
    let later = file(&text.replace("KES5,2025-01-13", "KES5,2025-01-14"));
    let loaded = open_all(&[&mangled("acled.csv"), &later]);
    assert_eq!(loaded.workspace.sets[1].repeats, 20);
    assert!(told(&loaded).contains("1 with another date, figure, place or actor"), "{}", told(&loaded));
    assert!(
        told(&loaded).contains("as the file opened first has it, so give the newest file first"),
        "{}",
        told(&loaded)
    );
    // Shown once, a record is as the first file has it.
    let once = |first: &Path, second: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let output = command.args(["find", "row:once after:2025-01-12 before:2025-01-16", "--limit", "100"]);
        let output = output.args([first, second]).arg("--no-memory").stdin(Stdio::null()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().filter(|line| line.contains("[KES5]")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(once(&mangled("acled.csv"), &later)[0].contains("13 Jan 2025"));
    let turned = once(&later, &mangled("acled.csv"));
    assert!(turned.len() == 1 && turned[0].contains("14 Jan 2025"), "{turned:?}");
}

#[test]
fn what_an_earlier_file_says_under_another_id_is_told_and_not_marked() {
    let text = std::fs::read_to_string(mangled("acled.csv")).unwrap();
    // Another export of the same events: ids of its own, the columns in another case, one figure and one note changed.
    let renamed = text.replace("KES", "NEW").replace("event_id_cnty", "EVENT_ID_CNTY");
    let mut lines: Vec<String> = renamed.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replace(",Invented.,0,", ",Invented.,7,");
    lines[2] = lines[2].replace(",Invented.,", ",Told otherwise.,");
    let later = file(&lines.join("\n"));
    let loaded = open_all(&[&mangled("acled.csv"), &later]);
    let said = told(&loaded);
    let words = "18 records say what a record of a file opened before says under another id, such as NEW3 and KES3";
    assert!(said.contains(words), "{said}");
    assert_eq!((loaded.workspace.sets[1].repeats, loaded.workspace.len()), (0, 40));
    // The other way round it is the same number; a file of another publisher, or without words, is not compared.
    let turned = told(&open_all(&[&later, &mangled("acled.csv")]));
    assert!(turned.contains("18 records say") && turned.contains("such as KES3 and NEW3"), "{turned}");
    let silent = file(&lines.join("\n").replace(",Invented.,", ",,").replace("Harbour Courier; Velmark Wire", ""));
    let kept = file(&text.replace(",Invented.,", ",,").replace("Harbour Courier; Velmark Wire", ""));
    let said = told(&open_all(&[&kept, &silent]));
    assert!(!said.contains("under another id"), "{said}");
}

/// Ids whose hashes are equal are not the same id.
#[test]
fn equal_hashes_are_no_repeats() {
    let mut seen = std::collections::HashMap::new();
    let (a, b) = (0..)
        .find_map(|n: u32| {
            let id = format!("X{n}");
            let hash = parallax::model::dataset::id_hash(id.as_bytes());
            seen.insert(hash, id.clone()).map(|other| (other, id))
        })
        .unwrap();
    let text = format!(
        "event_id_cnty,event_date,event_type,country,fatalities\n{a},2025-01-13,Battles,Kenya,1\n{b},2025-01-14,Battles,Kenya,2\n{b},2025-01-15,Battles,Kenya,2\n"
    );
    let loaded = open_all(&[&file(&text)]);
    assert_eq!(loaded.workspace.sets[0].repeats, 1, "{a} and {b} differ; {b} stands twice: {}", told(&loaded));
}

#[test]
fn a_header_in_the_middle_is_no_record() {
    let loaded = fixture("cat.csv");
    assert_eq!(loaded.workspace.len(), 40);
    let said = told(&loaded);
    assert!(
        said.contains(
            "cat.csv:22:1: warning[P034]: the header stands again after row 20; this line is not read as a record"
        ),
        "{said}"
    );
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn rows_that_repeat_are_told_where_no_id_tells() {
    // Two exports of one table, with ids of their own.
    let said = told(&fixture("cat.csv"));
    let words = "20 records repeat an earlier one in all cells but the id, such as number 21, 22, 23";
    assert!(said.contains(words), "{said}");
    assert_eq!(fixture("cat.csv").workspace.sets[0].repeats, 0);
    // A table without ids: rows 1 and 3 are the same, row 2 has another text.
    let rows = "day,town,dead,note\n2024-05-03,Sorrel,4,a\n2024-05-03,Sorrel,4,b\n2024-05-03,Sorrel,4,a\n2024-05-04,Sorrel,4,a\n";
    let table = file(rows);
    let columns = datasets::ColumnMap::parse("date=day,place=town,killed=dead,text=note").unwrap();
    let request = Request { paths: vec![table.to_path_buf()], ..Request::default() };
    let loaded = parallax::load::open_with(&request, &columns, None).finish();
    let said = told(&loaded);
    assert!(said.contains("1 record repeats an earlier one in all cells, such as number 3"), "{said}");
    assert_eq!((loaded.workspace.len(), loaded.workspace.sets[0].repeats), (4, 1));
    assert!(said.contains("3 records without 1 repeat"), "{said}");
}

#[test]
fn ids_that_a_spreadsheet_rounded_are_told_and_records_go_by_row() {
    let loaded = fixture("gtd-sci.csv");
    assert!(told(&loaded).contains("7 ids were rounded by a spreadsheet, such as 2.01603e+11"), "{}", told(&loaded));
    let ids: Vec<String> = (0..7).map(|row| loaded.record_id(parallax::model::RecordId { set: 0, row })).collect();
    assert_eq!(ids, ["gtd:1", "gtd:2", "gtd:3", "gtd:4", "gtd:5", "gtd:6", "gtd:7"]);
    assert_eq!(loaded.workspace.sets[0].repeats, 0);
}

#[test]
fn ids_by_row_do_not_collide_over_files() {
    let text = "event_date,event_type,country,fatalities\n2025-01-13,Battles,Kenya,1\n";
    let (a, b) = (file(text), file(&text.replace("Kenya", "Chad")));
    let loaded = open_all(&[&a, &b]);
    let id = |set| loaded.record_id(parallax::model::RecordId { set, row: 0 });
    assert_eq!((id(0), id(1)), ("acl:1".to_owned(), "acl2:1".to_owned()));
    for set in [0, 1] {
        assert_eq!(loaded.record(&id(set)).map(|record| record.set), Some(set));
    }
}

#[test]
fn rows_that_slipped_are_told_and_marked() {
    let loaded = fixture("shift.csv");
    let said = told(&loaded);
    let rows = |word: &str| exported(&mangled("shift.csv"), word).len();
    assert!(
        said.contains("shift.csv:4:1: warning[P035]: row 3: columns seem to have slipped: an actor called “1”"),
        "{said}"
    );
    assert!(said.contains("row 4: columns seem to have slipped: a country called “Eastern Africa”"), "{said}");
    assert!(said.contains("2 rows whose columns seem to have slipped"), "{said}");
    assert_eq!((loaded.workspace.len(), rows("row:slipped")), (20, 2));
    let shown = crate::fixture::screen(&crate::fixture::session(loaded, (120, 40), ""));
    assert_eq!(shown.matches(" slipped ").count(), 2, "{shown}");
}

#[test]
fn positions_that_cannot_be_are_told_row_by_row() {
    let said = told(&fixture("swap.csv"));
    for (line, row, n) in [(2, 1, "36.8"), (3, 2, "36.81"), (4, 3, "36.82")] {
        let words = format!("swap.csv:{line}:1: warning[P035]: row {row}: {n}");
        assert!(
            said.contains(&words) && said.contains(&format!("may be swapped: {n} is a longitude of Kenya")),
            "{said}"
        );
    }
    assert_eq!(exported(&mangled("swap.csv"), "row:misplaced").len(), 3);
    let range = fixture("range.csv");
    assert!(
        told(&range).contains("range.csv:21:1: warning[P035]: row 20: latitude 95.2 is beyond the globe"),
        "{}",
        told(&range)
    );
    assert!(range.workspace.sets[0].locations.iter().all(|location| location.position.is_none()));
    assert!(!told(&fixture("acled.csv")).contains("P035"));
}

#[test]
fn a_country_is_known_by_any_of_its_codes() {
    let loaded = fixture("iso3only.csv");
    let country = loaded.workspace.sets[0].country(&loaded.workspace.sets[0].row(0)).clone();
    assert_eq!((&*country.name, country.code()), ("Kenya", "KE"));
    assert_eq!(exported(&mangled("iso3only.csv"), "at:KE").len(), 20);
    // A code that the position contradicts is taken as it stands, and told.
    let text = std::fs::read_to_string(mangled("iso3only.csv")).unwrap();
    let other = open_all(&[&file(&text.replace(",KEN", ",ZWE"))]);
    assert!(told(&other).contains("row 1: -1.2000, 36.8000 lies outside Zimbabwe"), "{}", told(&other));
}

#[test]
fn a_country_is_known_by_its_name_in_other_languages() {
    let text = std::fs::read_to_string(mangled("acled.csv")).unwrap().replace(",404,", ",,");
    let names = ["Russie", "Syrien", "Türkiye", "Afganistán", "Сирия"];
    let rows = text.lines().enumerate().map(|(line, row)| match line.checked_sub(1).and_then(|n| names.get(n)) {
        Some(name) => row.replace(",Kenya,", &format!(",{name},")),
        None => row.to_owned(),
    });
    let file = file(&rows.collect::<Vec<_>>().join("\n"));
    let loaded = open_all(&[&file]);
    let set = &loaded.workspace.sets[0];
    let country = |n: usize| set.country(&set.row(n)).clone();
    let first: Vec<_> = (0..5).map(|n| (country(n).name.to_string(), country(n).code().to_owned())).collect();
    let codes = ["RU", "SY", "TR", "AF", "SY"];
    let wanted = names.iter().zip(codes).map(|(name, code)| ((*name).to_owned(), code.to_owned()));
    assert_eq!(first, wanted.collect::<Vec<_>>(), "each name stays as printed");
    assert_eq!((exported(&file, "at:SY").len(), exported(&file, "at:syria").len()), (2, 2));
    let said = "country names in other languages: “Russie” is Russia, “Syrien” is Syria, “Afganistán” is Afghanistan";
    assert!(told(&loaded).contains(said), "{}", told(&loaded));
    assert!(told(&loaded).contains("lies outside Syrien"), "{}", told(&loaded));
}

#[test]
fn free_text_and_whole_citations_are_named_sources() {
    let ged = exported(&mangled("ged-freetext-source-and-boko.csv"), "sources:1");
    assert!(ged.len() == 2 && ged.iter().all(|line| line.contains(",NorthWatch database,")), "{ged:?}");
    let gtd = exported(&mangled("gtd-sci.csv"), "sources:1");
    let cited = gtd.iter().filter(|line| line.contains("Gate bomb kills seven")).count();
    assert_eq!(cited, 1, "{gtd:?}");
}

#[test]
fn a_resolution_is_the_end_of_an_event_and_no_imprecise_date() {
    let gtd = exported(&mangled("gtd-sci.csv"), "dated:day");
    let lasted: Vec<&String> = gtd.iter().filter(|line| line.contains("2016-04-28/2016-05-03")).collect();
    assert!(
        lasted.len() == 1 && lasted[0].contains(",2016-04-28,2016-05-03,") && lasted[0].contains(",lasted,"),
        "{gtd:?}"
    );
    // It went on during each of its days, and is found on each, not only possibly.
    for (query, found) in
        [("on:2016-04-27", 0), ("on:2016-04-28", 1), ("on:2016-04-30", 1), ("on:2016-05-03", 1), ("on:2016-05-04", 0)]
    {
        let lines = exported(&mangled("gtd-sci.csv"), query);
        let certain = lines.iter().filter(|line| line.contains("2016-04-28/2016-05-03") && !line.contains("possibly"));
        assert_eq!(certain.count(), found, "{query}: {lines:?}");
    }
    let find = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["find", "30 April 2016"])
        .arg(mangled("gtd-sci.csv"))
        .output()
        .unwrap();
    let hits = String::from_utf8(find.stdout).unwrap();
    assert!(hits.split("possibly: ").next().unwrap().contains("[gtd:5]"), "{hits}");
}

#[test]
fn figures_out_of_order_are_exported_as_they_stand() {
    let text = std::fs::read_to_string(mangled("ged-freetext-source-and-boko.csv")).unwrap();
    let broken = file(&text.replace(",5,7,4,2;200,", ",5,4,7,2;200,"));
    let out = exported(&broken, "sources:1");
    assert_eq!(out.len(), 2);
    assert!(out.iter().all(|line| line.contains(",5,7,4,") && line.contains("best 5, low 7, high 4")), "{out:?}");
}
