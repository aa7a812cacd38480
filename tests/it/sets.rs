//! Data sets as their files are: every quirk that real files taught, on invented twins; and the real samples where
//! they are at hand. What is right stands in `tests/fixtures/sets/*.tsv`, written without sight of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use parallax::diagnostic::{DiagnosticCode, Severity};
use parallax::load::{Loaded, Request, load};
use parallax::model::dataset::{NOT_GIVEN, day, given};
use parallax::model::{DataSet, RecordId};

use crate::fixture::path;

fn open(path: &Path) -> Loaded {
    load(&Request { paths: vec![path.to_owned()], sources: Vec::new() })
}

fn fixture(name: &str) -> Loaded {
    open(&path("tests/fixtures/sets").join(name))
}

/// What the table has in a line, as the program makes it of a record.
fn line(loaded: &Loaded, row: usize) -> String {
    let set = &loaded.workspace.sets[0];
    let record = set.row(row);
    let detail = loaded.detail(RecordId { set: 0, row: row as u32 }).unwrap();
    let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let number = |n: u32| given(n).map_or_else(String::new, |n| n.to_string());
    let actors: Vec<String> = set.actor_group(&record).map(|(name, _)| name.to_owned()).collect();
    let acled = set.about.tag == "ACL";
    let text: String = detail.text.chars().take(20).collect();
    [
        or_dash(&detail.id),
        DataSet::when(&record).map_or_else(|| "-".to_owned(), parallax::model::When::edtf),
        or_dash(&set.country(&record).name),
        or_dash(&set.location(&record).name),
        set.location(&record).precision.word().to_owned(),
        if set.about.tag == "GTD" { String::new() } else { number(record.low) },
        number(record.best),
        if acled || set.about.tag == "GTD" { String::new() } else { number(record.high) },
        number(record.injured),
        or_dash(&set.event_type(&record).name),
        or_dash(&actors.join(" | ")),
        detail.citations.len().to_string(),
        or_dash(text.trim_end()),
    ]
    .join("\t")
    .chars()
    .map(|c| {
        // Controls and invisible characters, as the table writes them.
        let invisible = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        let hidden = c != '\t' && (c.is_control() || invisible);
        if hidden { format!("\\u{{{:x}}}", u32::from(c)) } else { c.to_string() }
    })
    .collect()
}

#[test]
fn every_quirk_of_real_files_is_read_as_its_twin_says() {
    let table = std::fs::read_to_string(path("tests/fixtures/sets/expected.tsv")).unwrap();
    let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let (file, _row) = (cells.next().unwrap(), cells.next().unwrap());
        files.entry(file).or_default().push(cells.collect::<Vec<_>>().join("\t"));
    }
    let mut wrong = String::new();
    for (file, expected) in &files {
        let loaded = fixture(file);
        let set = loaded.workspace.sets.first().unwrap_or_else(|| panic!("{file}: {:?}", loaded.report.messages));
        let found: Vec<String> = (0..set.len()).map(|row| line(&loaded, row)).collect();
        for at in 0..expected.len().max(found.len()) {
            let (a, b) = (expected.get(at).map_or("", String::as_str), found.get(at).map_or("", String::as_str));
            if a.trim_end() != b.trim_end() {
                wrong.push_str(&format!("{file} record {}\n  wanted {a}\n  found  {b}\n", at + 1));
            }
        }
    }
    assert!(files.len() > 25);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_cannot_be_read_is_reported_with_its_line_and_the_rest_is_loaded() {
    let table = std::fs::read_to_string(path("tests/fixtures/sets/problems.tsv")).unwrap();
    let mut wanted: BTreeMap<&str, BTreeSet<(usize, String)>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        wanted.entry(cells[0]).or_default().insert((cells[1].parse().unwrap(), cells[3].to_owned()));
    }
    for name in std::fs::read_dir(path("tests/fixtures/sets")).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        let data = [".csv", ".zip", ".gz", ".xlsx"].iter().any(|e| name.ends_with(e));
        if !data || ["unknown.csv", "empty.csv"].contains(&name.as_str()) {
            continue;
        }
        let loaded = fixture(&name);
        let found: BTreeSet<(usize, String)> = loaded
            .report
            .messages
            .iter()
            .filter_map(|m| {
                let what = match m.code {
                    DiagnosticCode::BadRecord if m.message.contains("ends in the middle") => "cut",
                    DiagnosticCode::BadRecord => "fields",
                    DiagnosticCode::BadDate => "date",
                    DiagnosticCode::BadFigure => "number",
                    DiagnosticCode::Order => "order",
                    _ => return None,
                };
                Some((m.place.as_ref()?.line, what.to_owned()))
            })
            .collect();
        assert_eq!(found, wanted.remove(name.as_str()).unwrap_or_default(), "{name}");
    }
    assert!(wanted.is_empty(), "{wanted:?}");
}

#[test]
fn what_is_no_data_set_says_what_is_missing() {
    for (name, what) in [("unknown.csv", "nearest is UCDP GED"), ("empty.csv", "the file is empty")] {
        let loaded = fixture(name);
        assert!(!loaded.is_usable(), "{name}");
        let said = loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect::<String>();
        assert!(said.contains(what), "{name}: {said}");
    }
    let header_only = fixture("header-only.csv");
    assert!(header_only.is_usable());
    assert_eq!(header_only.workspace.len(), 0);
}

#[test]
fn a_file_that_changed_meanwhile_is_not_read_as_if_it_had_not() {
    let copy = std::env::temp_dir().join(format!("parallax-changed-{}.csv", std::process::id()));
    std::fs::copy(path("tests/fixtures/sets/ged-251.csv"), &copy).unwrap();
    let loaded = open(&copy);
    let first = RecordId { set: 0, row: 0 };
    assert_eq!(loaded.detail(first).unwrap().id, "910001");
    std::fs::write(&copy, "something else\n".repeat(200)).unwrap();
    assert!(loaded.detail(first).unwrap_err().to_string().contains("changed"));
    std::fs::remove_file(&copy).unwrap();
}

#[test]
fn a_changed_row_without_an_id_is_not_read_as_the_one_that_was_loaded() {
    let text = std::fs::read_to_string(path("tests/fixtures/sets/pitf.tsv")).unwrap();
    let copy = std::env::temp_dir().join(format!("parallax-changed-{}.tsv", std::process::id()));
    std::fs::write(&copy, &text).unwrap();
    let loaded = open(&copy);
    let record = |row| RecordId { set: 0, row };
    assert_eq!(loaded.workspace.sets[0].row(1).id, 0);
    for (old, new) in [("\t20\t5-24\t", "\t21\t5-24\t"), ("\t10\t04\t2013\t", "\t11\t04\t2013\t")] {
        assert_eq!(text.matches(old).count(), 1);
        std::fs::write(&copy, text.replace(old, new)).unwrap();
        assert!(loaded.detail(record(1)).unwrap_err().to_string().contains("changed"), "{new:?}");
        assert!((0..5).filter(|row| *row != 1).all(|row| loaded.detail(record(row)).is_ok()));
    }
    std::fs::remove_file(&copy).unwrap();
}

#[test]
fn several_data_sets_and_a_corpus_stand_in_one_timeline_and_share_their_names() {
    let sets = path("tests/fixtures/sets");
    let paths = vec![path("data"), sets.join("ged-251.csv"), sets.join("gtd-full.csv")];
    let loaded = load(&Request { paths, sources: Vec::new() });
    assert_eq!(loaded.workspace.sets.len(), 2);
    let order = parallax::app::entries::order(&loaded.workspace);
    assert_eq!(order.len(), loaded.workspace.len());
    let days: Vec<i32> = order.iter().map(|&n| loaded.workspace.day(n)).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
}

/// A sample of real files, which are not part of the project; says so when they are missing.
fn samples() -> Option<PathBuf> {
    let folder = path("../shared/corpora");
    if folder.is_dir() {
        return Some(folder);
    }
    let _ = writeln!(std::io::stderr(), "SKIPPED: no ../shared/corpora here; put the samples there to run this test");
    None
}

/// File, and what was counted in it.
type Counted = (&'static str, usize, &'static str, &'static str, u64, usize, usize, usize);

/// Counted by another program from the raw files: rows, first and last earliest day, sum of the killed, countries,
/// records not dated to a day, citations.
const REAL: &[Counted] = &[
    ("ged/ged191_bgd_mmr.csv", 3194, "1989-01-01", "2018-12-30", 20936, 2, 571, 3584),
    ("ged/ged191_bgd_mmr.zip", 3194, "1989-01-01", "2018-12-30", 20936, 2, 571, 3584),
    ("ged/ged231_caf.geojson", 1848, "1991-08-08", "2022-12-30", 14948, 1, 481, 3021),
    ("ged/hdx_ucdp_bgd.csv", 601, "1989-05-20", "2018-12-30", 1362, 1, 25, 707),
    ("ged/hdx_ucdp_ukr_2014_2018.csv", 993, "2014-01-22", "2018-12-15", 6632, 1, 540, 1339),
    ("acled/acled_api_2016_pandas.csv", 500, "2016-06-16", "2016-07-02", 1039, 35, 27, 569),
    ("acled/acled_asia_2015_multiline.csv", 300, "2015-01-01", "2015-01-23", 44, 1, 0, 300),
    ("acled/acled_benin_2022_r_na.csv", 400, "2021-03-08", "2022-12-28", 253, 1, 39, 839),
    ("acled/acled_bgd_2024_actor_rows.csv", 257, "2024-08-02", "2024-08-05", 323, 1, 1, 337),
    ("acled/acled_mideast_2020_excel.csv", 300, "2020-05-01", "2020-05-09", 191, 47, 13, 414),
    ("acled/acled_sahel_2022_no_coords.csv", 200, "2022-08-22", "2022-09-23", 304, 1, 0, 394),
    ("acled/acled_sample_2rows.csv", 2, "2024-11-01", "2024-11-01", 0, 2, 0, 2),
    ("acled/acled_v5_1997.csv", 1, "1997-01-02", "1997-01-02", 16, 1, 0, 1),
    ("acled/acled_v5_noheader.csv", 3, "1997-12-01", "2013-06-22", 0, 1, 1, 3),
    ("acled/hdx_acled_tza_2020.csv", 300, "2015-01-01", "2020-10-29", 448, 1, 62, 325),
    ("gtd/gtd1993_1213dist.xlsx", 748, "1993-01-01", "1993-12-30", 2046, 70, 44, 0),
    ("gtd/gtd_0718dist_first300.csv", 300, "1970-01-01", "1970-07-02", 108, 23, 16, 0),
    ("gtd/gtd_acled_drone_semicolon.csv", 200, "2011-08-13", "2025-04-20", 328, 13, 0, 0),
    ("gtd/gtd_usa_2013_2016_reduced.csv", 146, "2013-01-17", "2016-12-15", 154, 1, 0, 0),
];

#[test]
fn the_real_samples_open_with_what_another_program_counted() {
    let Some(folder) = samples() else { return };
    for &(name, rows, first, last, killed, countries, not_day, citations) in REAL {
        let loaded = open(&folder.join(name));
        let set = &loaded.workspace.sets[0];
        let records: Vec<_> = (0..set.len()).map(|n| set.row(n)).collect();
        let days: Vec<i32> = records.iter().map(|r| r.lo).filter(|d| day(*d).is_some()).collect();
        let at = |d: Option<&i32>| d.and_then(|d| day(*d)).unwrap().to_string();
        let sum: u64 = records.iter().filter(|r| r.best != NOT_GIVEN).map(|r| u64::from(r.best)).sum();
        let used: BTreeSet<_> = records.iter().map(|r| set.location(r).country).collect();
        let coarse = records.iter().filter(|r| DataSet::when(r).is_none_or(|w| !w.is_day())).count();
        let cited: usize =
            (0..set.len()).map(|n| loaded.detail(RecordId { set: 0, row: n as u32 }).unwrap().citations.len()).sum();
        assert_eq!(
            (records.len(), at(days.iter().min()).as_str(), at(days.iter().max()).as_str(), sum, used.len(), coarse),
            (rows, first, last, killed, countries, not_day),
            "{name}"
        );
        assert!(citations == 0 || cited == citations, "{name}: {cited} citations");
        let left_out = loaded.report.messages.iter().filter(|m| m.code == DiagnosticCode::BadRecord).count();
        assert_eq!((left_out, loaded.report.count(Severity::Error)), (0, 0), "{name}");
    }
}

/// A data set of these bytes in a file called `name`.
fn made(name: &str, bytes: &[u8]) -> Loaded {
    let file = std::env::temp_dir().join(format!("parallax-made-{}-{name}", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    let loaded = open(&file);
    // Rows are read again when looked at: the file stays as long as the test.
    loaded
}

fn best(loaded: &Loaded) -> Vec<u32> {
    let set = &loaded.workspace.sets[0];
    (0..set.len()).map(|n| set.row(n).best).collect()
}

const ACLED: &str = "event_id_cnty,event_date,event_type,actor1,actor2,country,location,notes,fatalities";

#[test]
fn a_decimal_comma_is_no_thousand() {
    let text = "event_date;event_type;country;latitude;longitude;fatalities\n2024-01-01;Riots;Syldavia;34,5;69,25;3,0\n2024-01-02;Riots;Syldavia;1;2;1,204\n";
    let loaded = made("comma.csv", text.as_bytes());
    assert_eq!(best(&loaded), [3, 1204]);
    let set = &loaded.workspace.sets[0];
    assert_eq!(set.location(&set.row(0)).position, Some((34.5, 69.25)));
}

#[test]
fn a_line_in_a_cell_that_has_as_many_commas_as_a_row_is_no_row() {
    let text = "event_date,event_type,fatalities,notes,country\n2024-01-01,Riots,0,\"first line\none, two, three, four\",Syldavia\n2024-01-02,Riots,2,x,Syldavia\n";
    let loaded = made("lines.csv", text.as_bytes());
    assert_eq!((best(&loaded), loaded.report.messages.len()), (vec![0, 2], 0));
}

#[test]
fn marks_inside_bare_cells_are_read_the_same_when_loaded_and_when_looked_at() {
    let rows = [
        "AF1,2024-01-01,Riots,A,B,Syldavia,Here,He said \"a, b\" then,5",
        "AF2,2024-01-02,Riots,A,B,Syldavia,There,a 5\" pipe,6",
        "AF3,2024-01-03,Riots,A,B,Syldavia,There,\"a 5\"\" pipe\",7",
        // The last one has no line break behind it.
        "AF4,2024-01-04,Riots,A,B,Syldavia,There,a 5\" pipe,8",
    ];
    let loaded = made("marks.csv", format!("{ACLED}\n{}", rows.join("\n")).as_bytes());
    assert_eq!(best(&loaded), [5, 6, 7, 8]);
    for row in 0..4 {
        assert_eq!(loaded.record_id(RecordId { set: 0, row }), format!("AF{}", row + 1));
    }
    assert!(loaded.report.messages.is_empty());
}

#[test]
fn day_and_month_are_told_by_all_that_is_looked_at_and_not_by_the_first_few() {
    let mut text = "event_date,event_type,fatalities,country\n".to_owned();
    for day in 1..=28 {
        text.push_str(&format!("01/{day:02}/2020,Riots,0,Syldavia\n").repeat(60));
    }
    let loaded = made("order.csv", text.as_bytes());
    let set = &loaded.workspace.sets[0];
    assert_eq!(day(set.row(400).lo).unwrap().to_string(), "2020-01-07");
    // Its rows repeat each other; nothing is said of its dates.
    assert!(loaded.report.messages.iter().all(|m| m.code == DiagnosticCode::Repeat));
    assert!(set.about.reading.iter().any(|said| said.contains("month first")), "{:?}", set.about.reading);
}

#[test]
fn the_remedy_for_a_broken_row_fits_the_delimiter() {
    let names = ["event_date", "event_type", "fatalities", "country"];
    let row = ["2024-01-01", "Riots", "0", "Syldavia", "more"];
    for (delimiter, remedy) in [
        (",", "put a cell that holds a comma, a line break or a quotation mark in quotation marks"),
        (";", "put a cell that holds a semicolon, a line break or a quotation mark in quotation marks"),
        ("\t", "remove each tab and line break"),
    ] {
        let text = format!("{}\n{}\n", names.join(delimiter), row.join(delimiter));
        let loaded = made("remedy.csv", text.as_bytes());
        let messages: String = loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect();
        assert!(messages.contains("has 5 cells, not 4") && messages.contains(remedy), "{messages}");
    }
}

#[test]
fn a_broken_archive_gives_what_it_has_and_says_so() {
    let whole = std::fs::read(path("tests/fixtures/sets/ged-251.csv.gz")).unwrap();
    let loaded = made("cut.csv.gz", &whole[..whole.len() - 200]);
    assert!(loaded.is_usable());
    let messages: String = loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect();
    assert!(messages.contains("reading stopped after"), "{messages}");
}

#[test]
fn odd_files_are_told_apart() {
    let mac = made("mac.csv", format!("{ACLED}\rAF1,2024-01-01,Riots,A,B,S,H,x,5\r").as_bytes());
    assert_eq!(best(&mac), [5]);
    let actors = "event_id_cnty,event_date,event_type,actor1,country,fatalities\n";
    let rows: String = (0..3_000).map(|n| format!("AF1,2024-01-01,Riots,Group {n},Syldavia,4\n")).collect();
    let folded = made("actors.csv", format!("{actors}{rows}").as_bytes());
    assert_eq!(best(&folded), [4]);
    let json = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":null,"properties":{"event_date":"2024-01-01","event_type":"Riots","fatalities":1,"actor2":"B"}},
        {"type":"Feature","geometry":null,"properties":{"event_date":"2024-01-02","event_type":"Riots","fatalities":2,"country":"Syldavia"}}]}"#;
    let json = made("late.geojson", json.as_bytes());
    let set = &json.workspace.sets[0];
    assert_eq!((set.len(), &*set.country(&set.row(1)).name), (2, "Syldavia"));
}

#[test]
fn what_is_full_of_stray_marks_is_read_in_the_time_of_what_is_not() {
    // No clock is needed: quadratic time would never end within a test run.
    let hostile = format!("{ACLED}\n{}", "x\"y,\"b\n".repeat(20_000));
    assert_eq!(best(&made("marks-only.csv", hostile.as_bytes())), [0_u32; 0]);
    let mut text = format!("{ACLED}\nAF0,2024-01-01,Riots,A,B,Syldavia,Here,a 5\" gun,1\n");
    for n in 0..60_000 {
        let more = if n % 10 == 0 { ",more" } else { "" };
        text.push_str(&format!("AF{n},2024-01-02,Riots,A,B,Syldavia,Here,x,many{more}\n"));
    }
    let loaded = made("stray.csv", text.as_bytes());
    assert_eq!(loaded.workspace.len(), 54_001);
}

#[test]
fn a_record_that_names_nothing_still_has_a_line() {
    let text = "event_date,event_type,fatalities,location,country\n2024-02-01,,3,,\n2024-02-02,,1,Tarn,\n";
    let file = std::env::temp_dir().join(format!("parallax-nameless-{}.csv", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let loaded = open(&file);
    std::fs::remove_file(&file).unwrap();
    let set = &loaded.workspace.sets[0];
    let titles: Vec<String> = (0..set.len()).map(|row| set.title(&set.row(row))).collect();
    assert_eq!(titles, ["neither place nor actors given", "Tarn"]);
}

#[test]
fn a_long_record_with_a_stray_mark_is_read_again_as_it_was() {
    // More than is read at first, with a mark in a bare cell that would end it sooner if it were text.
    let header = std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    let mut lines = header.lines();
    let (names, row) = (lines.next().unwrap(), lines.nth(3).unwrap());
    let long = "word ".repeat(4000);
    for cell in [format!("\"{long}\nsecond line {long}\""), format!("x\"{long}\"y"), format!("\"{long}\"\"{long}\"")] {
        let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        let at = names.split(',').position(|n| n == "source_headline").unwrap();
        cells.resize(names.split(',').count(), String::new());
        cells[at] = cell;
        let loaded = made("long.csv", format!("{names}\n{}\n", cells.join(",")).as_bytes());
        for row in 0..loaded.workspace.sets[0].len() {
            let record = parallax::model::RecordId { set: 0, row: row as u32 };
            assert!(loaded.detail(record).is_ok(), "{:?}", loaded.detail(record).err());
        }
    }
}

/// A record of a fixture: its days, place, position, killed, injured, who did it to whom, and whether it is a series.
fn told(loaded: &Loaded, row: usize) -> String {
    let set = &loaded.workspace.sets[0];
    let record = set.row(row);
    let shown =
        |figure: Option<parallax::model::Figure>| figure.map_or("-".to_owned(), parallax::model::Figure::display);
    let position = set.location(&record).position.map_or("-".to_owned(), |(lat, lon)| format!("{lat:.2},{lon:.2}"));
    let actors: Vec<String> =
        set.actor_group(&record).map(|(name, part)| format!("{name} ({})", part.word())).collect();
    format!(
        "{} | {} {} | {position} | {} | {} | {} | {}",
        DataSet::when(&record).map_or("-".to_owned(), parallax::model::When::edtf),
        set.location(&record).name,
        set.country(&record).code(),
        shown(set.killed(&record)),
        shown(set.injured(&record)),
        actors.join(", "),
        set.event_type(&record).name,
    )
}

#[test]
fn atrocities_are_read_with_scaled_tolls_and_positions_in_degrees_and_minutes() {
    let loaded = fixture("pitf.tsv");
    assert!(loaded.report.messages.is_empty(), "{:?}", loaded.report.messages);
    let set = &loaded.workspace.sets[0];
    assert_eq!((set.about.tag, set.len(), set.about.shareable), ("PITF", 5, false));
    let wanted = [
        "2013-03-04 | Sorrel NG | 12.50,8.26 | 7 | 3 | \\gunmen of the Tarn\\\"\" (perpetrator), market traders (target) | Attack/Massacre",
        // Reports differ: the scale bounds the figure.
        "2013-04-10 | Hollin SS | -7.00,-31.50 | 20 [5–24] | - |  | Attack/Massacre",
        // Words only.
        "2013-05 | Old Ferry Landing KE | - | 25–49 | - |  | Attack/Massacre",
        "2013-06 | Velmark SY | - | 264 [100–999] | - |  | Attack/Massacre",
        // Reports differ and the scale does not contain the number: it is not exact.
        "2013-07-02 | Sorrel Bridge IQ | - | ≈38 | - |  | Attack/Massacre",
    ];
    for (row, wanted) in wanted.iter().enumerate() {
        assert_eq!(told(&loaded, row), *wanted);
    }
    // The published files have the outlets below "Type" and their kinds below the other name.
    let outlets = |row| {
        let detail = loaded.detail(RecordId { set: 0, row }).unwrap();
        detail.citations.into_iter().map(|c| c.outlet).collect::<Vec<_>>()
    };
    let named = ["Velmark Wire", "Harbour Courier", "Tarn Voice newspaper (Sorrel, Hollin)", "Radio Delta, Hollin"];
    assert_eq!(outlets(0), named);
    assert_eq!(outlets(3), ["http://velmark.example"]);
    let subject = loaded.subject(parallax::model::Entry::Record(RecordId { set: 0, row: 3 }));
    assert_eq!(subject.incident(0).unwrap().scope, parallax::model::Scope::Series);
    let ledger = parallax::export::text::ledger(&subject, 100);
    assert!(ledger.contains("noncombatants; range by scale"), "{ledger}");
    let basis = loaded.detail(RecordId { set: 0, row: 3 }).unwrap().basis;
    assert_eq!(basis.date, "Start Year 2013, Start Month 06, Start Day 01, End Year 2013, End Month 06, End Day 30");
    assert_eq!(
        basis.killed,
        "Deaths Number 264, Deaths Scale 100-999, Deaths Ambiguity Multiple Numbers/Ranges Reported"
    );
    let id = RecordId { set: 0, row: 4 };
    let (row, detail) = (set.row(4), loaded.detail(id).unwrap());
    let exported = parallax::export::table::record(set, &row, &detail, "pitf:5".to_owned(), "", true);
    assert_eq!((exported.killed, exported.killed_min, exported.killed_max), (Some(38), None, None));
    let killed = &exported.figures[0].1;
    assert_eq!((killed.lowest, killed.highest), (Some(38), Some(38)));
    assert_eq!((killed.derived_min, killed.derived_max), (Some(34), Some(42)));
    assert_eq!(exported.killed_rule, "noncombatants-scaled, range unknown");
    let shown = parallax::export::text::subject(&loaded.subject(parallax::model::Entry::Record(id)), 200);
    assert!(shown.contains("the coded scale (5-24) does not hold this one."), "{shown}");
}

#[test]
fn the_real_sample_of_atrocities_opens_with_its_totals() {
    let sample = path("../shared/corpora/pitf/pitf_world_2013.tsv");
    if !sample.exists() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: no ../shared/corpora here; put the PITF sample there to run this test"
        );
        return;
    }
    let loaded = open(&sample);
    let set = &loaded.workspace.sets[0];
    let killed: u32 = (0..set.len()).filter_map(|row| given(set.row(row).best)).sum();
    let words_only = (0..set.len()).filter(|&row| set.row(row).best == NOT_GIVEN).count();
    let campaigns =
        (0..set.len()).filter(|&row| set.row(row).flags & parallax::model::dataset::flag::SERIES != 0).count();
    // As another program counted: rows, sum of the numbers, rows with words for a number, campaigns.
    assert_eq!((set.len(), killed, words_only, campaigns), (300, 15_640, 2, 135));
    let codes: BTreeSet<&str> = (0..set.len()).map(|row| set.country(&set.row(row)).code()).collect();
    // Rows where reports differ and the scale does not contain the number, or cannot be read.
    let unknown = parallax::model::dataset::flag::RANGE_UNKNOWN;
    assert_eq!((0..set.len()).filter(|&row| set.row(row).flags & unknown != 0).count(), 6);
    assert!(!codes.contains("") && codes.contains("SY"), "{codes:?}");
}

/// The description of a machine-coded data set: title, records, and that casualties are not counted.
fn coded_by_machine(name: &str, tag: &str, wanted: &[&str]) {
    let loaded = fixture(name);
    // The invented positions lie outside the countries.
    let odd = |m: &parallax::diagnostic::Diagnostic| m.code == DiagnosticCode::Odd;
    assert!(loaded.report.messages.iter().all(odd), "{:?}", loaded.report.messages);
    let set = &loaded.workspace.sets[0];
    assert_eq!((set.about.tag, set.len(), set.about.shareable), (tag, wanted.len(), false));
    for (row, wanted) in wanted.iter().enumerate() {
        assert_eq!(told(&loaded, row), *wanted);
        assert_eq!(set.killed(&set.row(row)), None);
    }
    let subject = loaded.subject(parallax::model::Entry::Record(RecordId { set: 0, row: 0 }));
    // Statements and threats are coded too, so no record is said to be carried out.
    assert_eq!(subject.incident(0).unwrap().status, None);
    assert!(!parallax::export::text::subject(&subject, 200).contains("carried out"));
    let detail = loaded.detail(RecordId { set: 0, row: 0 }).unwrap();
    let exported = parallax::export::table::record(set, &set.row(0), &detail, String::new(), "", true);
    assert_eq!(exported.status, None);
    let ledger = parallax::export::text::ledger(&subject, 200);
    assert!(!ledger.contains("killed  ·") && ledger.contains("the dead and injured are not counted"), "{ledger}");
}

#[test]
fn events_of_icews_are_read_and_count_nobody() {
    coded_by_machine(
        "icews.tab",
        "ICE",
        &[
            "2014-03-02 | Sorrel KE | 12.25,31.50 | - | - | Tarn Front (side A), Citizen (Kestrania) (side B) | Use unconventional violence",
            "2014-03-03 |  KE | - | - | - | Minister \"of the\" Interior (side A) | Make statement",
        ],
    );
}

#[test]
fn events_of_polecat_are_read_and_count_nobody() {
    coded_by_machine(
        "polecat.tab",
        "POL",
        &[
            "2018-01-01 | Sorrel KE | 12.25,31.50 | - | - | Tarn Front (side A), police (side B) | suicide-attack",
            // Missing values are the word None.
            "2018-01-01 |  KE | - | - | - | villagers (side A) | PROTEST",
        ],
    );
}
