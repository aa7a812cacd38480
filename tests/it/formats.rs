//! Data sets in every form they come in: the same events, whatever they are packed and written in; and what is said of
//! tables that are none. Parquet and Arrow are tested in `tests/columnar.rs`.

mod events;

use parallax::load::Loaded;
use parallax::model::{RecordId, When};

use self::events::{made, opened, records, said, twenty, wild};
use crate::fixture::path;

#[test]
fn values_of_python_are_refused_with_the_way() {
    let text =
        b"status,metadata,media\nsuccess,\"{'timestamp': datetime.datetime(2031, 5, 4)}\",\"[Media(filename='x')]\"\n";
    let file = made("csv-db.csv", text);
    let told = said(&opened(&file, ""));
    assert!(told.contains("csv_db of auto-archiver") && told.contains("save that as CSV"), "{told}");
    std::fs::remove_file(file).unwrap();
}

#[test]
fn the_same_events_come_out_of_every_form() {
    for name in [
        "acled.csv",
        "acled-api.json",
        "acled-array.json",
        "acled.jsonl",
        "duckj.json",
        "acled.geojsonl",
        "acled-utf16.csv",
        "acled-pipe.csv",
        "acled-title.csv",
        "acled.csv.bz2",
        "acled.csv.xz",
        "acled.csv.zst",
    ] {
        let loaded = wild(name);
        assert_eq!(records(&loaded, 0), twenty(), "{name}");
        assert_eq!(loaded.report.messages.len(), 0, "{name}: {}", said(&loaded));
    }
    let ged = wild("ged-api.json");
    assert_eq!(records(&ged, 0), records(&opened(&path("tests/fixtures/sets/ged-251.csv"), ""), 0));
}

#[test]
fn features_of_esri_have_their_points() {
    let positions = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| line.split(' ').skip(2).take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    // Without a date the second word is empty.
    let text = r#"{"features":[{"attributes":{"event_date":"2024-01-01","event_type":"Riots","fatalities":3},"geometry":{"x":36.8,"y":-1.2}}]}"#;
    let loaded = opened(&made("esri.json", text.as_bytes()), "");
    assert_eq!(positions(records(&loaded, 0)), ["-1.20 36.80"]);
}

#[test]
fn all_data_sets_of_an_archive_or_workbook_are_opened_and_the_rest_is_named() {
    for (name, rest) in [("two.zip", "readme.txt"), ("two-sheets.xlsx", "Read me")] {
        let loaded = wild(name);
        assert_eq!(records(&loaded, 0), twenty(), "{name}");
        assert_eq!(records(&loaded, 1).len(), 8, "{name}");
        let reading = &loaded.workspace.sets[0].about.reading;
        assert!(reading.iter().any(|note| note.contains(rest)), "{name}: {reading:?}");
        let files: Vec<&str> = loaded.workspace.sets.iter().map(|set| set.about.file.as_str()).collect();
        assert!(files[0] != files[1], "{files:?}");
    }
}

#[test]
fn a_folder_of_data_sets_is_opened() {
    let folder = std::env::temp_dir().join(format!("parallax-folder-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, from) in [("b.csv", "wild/acled.csv"), ("a.csv", "sets/ged-251.csv"), ("c.json", "wild/acled-api.json")]
    {
        std::fs::copy(path("tests/fixtures").join(from), folder.join(name)).unwrap();
    }
    std::fs::write(folder.join("codebook.csv"), "code,meaning\n1,Battles\n").unwrap();
    std::fs::write(folder.join("README.txt"), "Downloaded in May.\n").unwrap();
    let loaded = opened(&folder, "");
    let titles: Vec<&str> = loaded.workspace.sets.iter().map(|set| set.about.title.as_str()).collect();
    assert_eq!(titles, ["UCDP GED", "ACLED (b.csv)", "ACLED (c.json)"]);
    assert_eq!(records(&loaded, 1), twenty());
    assert!(said(&loaded).contains("codebook.csv"), "{}", said(&loaded));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_broken_record_of_json_costs_itself_and_is_told_with_its_line() {
    let text = std::fs::read_to_string(path("tests/fixtures/wild/acled.jsonl")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[4] = r#"{"event_id_cnty": "\ud800"}"#;
    for (name, text) in [("broken.jsonl", lines.join("\n")), ("broken.json", format!("[{}]", lines.join(",\n")))] {
        let loaded = opened(&made(name, text.as_bytes()), "");
        let mut wanted = twenty();
        wanted.remove(4);
        assert_eq!(records(&loaded, 0), wanted, "{name}");
        assert!(said(&loaded).contains(":5:1: error[") && said(&loaded).contains("record 5"), "{}", said(&loaded));
    }
}

/// The number of the record and the line of the file, whatever is lost before and however many lines a record has.
#[test]
fn rows_of_json_are_told_with_record_and_line() {
    let text = std::fs::read_to_string(path("tests/fixtures/wild/acled.jsonl")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = r#"{"event_id_cnty": "\ud800"}"#.to_owned();
    lines[2] = lines[2].replace("2025-01-07", "2025-13-45");
    lines[9] = lines[9].replace("36.8900", "236.8900");
    let pretty = |line: &String| line.replace("{\"", "{\n\"").replace("\", \"", "\",\n\"").replace("\"}", "\"\n}");
    let lines_each = pretty(&lines[0]).lines().count();
    let whole = pretty(&lines[1]).lines().count();
    for (name, text, of_third, of_tenth) in [
        ("places.jsonl", lines.join("\n"), 3, 10),
        ("places.json", format!("[\n{}\n]", lines.join(",\n")), 4, 11),
        (
            "pretty.json",
            format!("[{}]", lines.iter().map(pretty).collect::<Vec<_>>().join(",\n")),
            1 + lines_each + whole,
            1 + 8 * lines_each + whole,
        ),
    ] {
        let loaded = opened(&made(name, text.as_bytes()), "");
        let said = said(&loaded);
        assert_eq!(loaded.workspace.len(), 19, "{said}");
        for (line, words) in [
            (of_third, "row 3, column event_date: “2025-13-45”"),
            (of_tenth, "row 10: longitude 236.8900 is beyond the globe"),
        ] {
            let wanted = said.lines().any(|told| told.contains(&format!("{name}:{line}:1: ")) && told.contains(words));
            assert!(wanted, "{line} {words}\n{said}");
        }
    }
}

#[test]
fn only_an_empty_file_is_called_empty() {
    for (name, bytes, what) in [
        ("e1.csv", &b""[..], "the file is empty"),
        ("e2.csv", b" \n\n", "the file is empty"),
        ("e3.csv", b"\xef\xbb\xbf", "the file is empty"),
        ("e4.json", br#"{"count": 0, "data": []}"#, "no list of records"),
        ("e5.geojson", br#"{"type":"FeatureCollection","features":[]}"#, "no list of records"),
        ("e6.csv", b"\xff\xfe", "the file is empty"),
    ] {
        let loaded = opened(&made(name, bytes), "");
        let said = said(&loaded);
        assert!(
            said.contains(what) || (name.starts_with("e4") || name.starts_with("e5")) && !said.contains("empty"),
            "{name}: {said}"
        );
    }
}

#[test]
#[cfg(not(feature = "parquet"))]
fn what_is_not_read_names_the_way() {
    for (name, way) in
        [("acled.parquet", "duckdb -c \"COPY (FROM"), ("acled-typed.arrow", "python3 -c \"import pyarrow")]
    {
        let loaded = wild(name);
        assert!(!loaded.is_usable());
        let said = said(&loaded);
        assert!(said.contains("--features parquet") && said.contains(way), "{said}");
    }
}

#[test]
fn aggregated_tables_are_refused_as_such() {
    for header in [
        "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES,POPULATION_EXPOSURE,ID",
        "Country,Admin1,Admin2,ISO3,Month,Year,Events,Fatalities",
        "conflict_id,dyad_id,side_a,side_b,year,bd_best,bd_low,bd_high",
        "conflict_id,location,side_a,side_b,incompatibility,territory_name,year,intensity_level",
        "country,year,number_of_events",
    ] {
        let row: Vec<&str> = header.split(',').map(|_| "1").collect();
        let loaded = opened(&made("aggregated.csv", format!("{header}\n{}\n", row.join(",")).as_bytes()), "");
        assert!(said(&loaded).contains("aggregated table") && !loaded.is_usable(), "{header}: {}", said(&loaded));
    }
}

#[test]
fn renamed_columns_are_proposed_and_can_be_given() {
    let renamed = path("tests/fixtures/wild/gtd-kaggle-renamed.csv");
    let unread = opened(&renamed, "");
    let said = said(&unread);
    let option = said.split("--columns ").nth(1).and_then(|rest| rest.split(" (or in").next()).unwrap_or_default();
    assert!(said.contains("GTD") && !option.is_empty(), "{said}");
    // What is proposed opens it.
    let loaded = opened(&renamed, &option.split_whitespace().collect::<Vec<_>>().join(" "));
    let set = &loaded.workspace.sets[0];
    assert_eq!((set.about.title.as_str(), set.len()), ("GTD", 7));
    let record = set.row(0);
    assert_eq!((record.best, set.country(&record).name.as_ref()), (7, "Kestrania"));
    let actors: Vec<&str> = set.roles(&record).map(|(name, _)| name).collect();
    assert_eq!(actors, ["Red Lantern Cell", "Customs gate"]);
    // The columns keep the names of the file.
    let detail = loaded.detail(RecordId { set: 0, row: 0 }).unwrap();
    assert!(detail.cells.iter().any(|(name, value)| name == "Killed" && value == "7"), "{:?}", detail.cells);
    assert!(set.about.reading.iter().any(|note| note.contains("Killed as nkill")), "{:?}", set.about.reading);
}

#[test]
fn any_table_of_incidents_opens_with_its_columns_named() {
    let text = "No;Day of attack;Town;Land;n dead;hurt;By;Report\n\
                1;3 May 2024;Sorrel;Kenya;4;2;Tarn Front;Harbour Courier; \n"
        .replace("; \n", "\n");
    let unread = opened(&made("any.csv", text.as_bytes()), "");
    assert!(said(&unread).contains("--columns"), "{}", said(&unread));
    let columns =
        "id=No,date=Day of attack,place=Town,country=Land,killed=n dead,injured=hurt,perpetrator=By,source=Report";
    let loaded = opened(&made("any.csv", text.as_bytes()), columns);
    assert_eq!(records(&loaded, 0), ["1 2024-05-03 0.00 0.00 4 Tarn Front"], "{}", said(&loaded));
    let set = &loaded.workspace.sets[0];
    assert_eq!((set.row(0).injured, set.country(&set.row(0)).code()), (2, "KE"));
    assert_eq!(loaded.detail(RecordId { set: 0, row: 0 }).unwrap().citations.len(), 1);
    // Without a date it is no table of incidents.
    let undated = opened(&made("any.csv", text.as_bytes()), "killed=n dead");
    assert!(said(&undated).contains("date=COLUMN"), "{}", said(&undated));
}

#[test]
fn columns_are_also_named_in_a_file_beside_the_table() {
    let folder = std::env::temp_dir().join(format!("parallax-beside-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let table = folder.join("strikes.csv");
    std::fs::write(&table, "d,where,how many\n2024-05-03,Sorrel,4\n").unwrap();
    std::fs::write(
        folder.join("columns.toml"),
        "date = \"d\"\nkilled = \"other\"\n[\"strikes.csv\"]\nkilled = \"how many\"\n",
    )
    .unwrap();
    let loaded = opened(&table, "place=where");
    let set = &loaded.workspace.sets[0];
    assert_eq!((set.row(0).best, set.location(&set.row(0)).name.as_ref()), (4, "Sorrel"), "{}", said(&loaded));
    std::fs::write(folder.join("columns.toml"), "date = 3\n").unwrap();
    assert!(said(&opened(&table, "")).contains("columns.toml"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn hostile_json_and_packed_files_end_with_a_message() {
    let deep = format!("[{}", "{\"a\":[".repeat(200_000));
    let nested = format!("[{{\"event_date\":{}1{}}}]", "[".repeat(10_000), "]".repeat(10_000));
    let wide: String = (0..20_000).map(|n| format!("\"k{n}\":1,")).collect();
    let xz = std::fs::read(path("tests/fixtures/wild/acled.csv.xz")).unwrap();
    let zst = std::fs::read(path("tests/fixtures/wild/acled.csv.zst")).unwrap();
    let bz2 = std::fs::read(path("tests/fixtures/wild/acled.csv.bz2")).unwrap();
    let mut files = vec![
        ("closed.json", format!("[{}]", "{\"a\":".repeat(200_000)).into_bytes()),
        ("deep.json", deep.into_bytes()),
        ("nested.json", nested.into_bytes()),
        ("wide.json", format!("[{{{wide}\"z\":1}}]").into_bytes()),
        ("open.json", b"[{\"event_date\":\"".to_vec()),
        ("half.json", b"{\"data\":[{\"event_date\":\"2024-01-01\"},".to_vec()),
        ("arrow", b"ARROW1\0\0\0\0\0\0".to_vec()),
        ("window.zst", b"\x28\xb5\x2f\xfd\x00\xff\x00\x00".to_vec()),
    ];
    for (name, whole) in [("cut.xz", &xz), ("cut.zst", &zst), ("cut.bz2", &bz2)] {
        for length in [6, 14, whole.len() / 2, whole.len() - 3] {
            files.push((name, whole[..length].to_vec()));
        }
        for at in (4..whole.len()).step_by(37) {
            let mut wrong = whole.clone();
            wrong[at] ^= 0x5a;
            files.push((name, wrong));
        }
    }
    for (name, bytes) in files {
        let loaded = opened(&made(name, &bytes), "");
        let read: usize = loaded.workspace.sets.iter().map(|set| set.len()).sum();
        assert!(read > 0 || !loaded.report.messages.is_empty(), "{name}: nothing was said");
    }
}

#[test]
fn a_broken_feature_costs_itself_and_not_the_file() {
    let whole = std::fs::read_to_string(path("tests/fixtures/sets/ged.geojson")).unwrap();
    let all = records(&opened(&path("tests/fixtures/sets/ged.geojson"), ""), 0);
    let best = whole.find("\"best\":").unwrap() + "\"best\":".len();
    let end = best + whole[best..].find([',', '}']).unwrap();
    let with = |held: &str| format!("{}{held}{}", &whole[..best], &whole[end..]);
    let last = whole.rfind("\"best\":").unwrap();
    let first: Vec<String> = all[1..].to_vec();
    for (name, text, wanted) in [
        ("surrogate.geojson", with("\"\\ud800\""), &first[..]),
        ("range.geojson", with("1e999"), &first[..]),
        ("value.geojson", with("best"), &first[..]),
        ("cut.geojson", whole[..last].to_owned(), &all[..all.len() - 1]),
    ] {
        let loaded = opened(&made(name, text.as_bytes()), "");
        assert_eq!(records(&loaded, 0), wanted, "{name}: {}", said(&loaded));
        assert!(said(&loaded).contains("left out"), "{name}: {}", said(&loaded));
    }
}

/// The program's output.
fn printed(arguments: &[&str]) -> Vec<u8> {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_parallax")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn what_is_exported_is_read_again() {
    for file in ["sets/ged-251.csv", "sets/acled-2024.csv", "sets/gtd-full.csv"] {
        let original = opened(&path("tests/fixtures").join(file), "");
        let name = path("tests/fixtures").join(file).display().to_string();
        let line = |loaded: &Loaded, row: usize| {
            let set = &loaded.workspace.sets[0];
            let record = set.row(row);
            let actors: Vec<String> =
                set.roles(&record).map(|(name, part)| format!("{name} ({})", part.word())).collect();
            let killed = set.killed(&record).map(|figure| (figure.min, figure.max));
            let place = set.location(&record);
            format!(
                "{:?} {:?} {} {:?} {:?} {} {killed:?} {} {actors:?}",
                (record.lo, record.hi),
                parallax::model::DataSet::when(&record).map(When::edtf),
                place.name,
                place.position,
                place.precision,
                set.country(&record).name,
                set.event_type(&record).name,
            )
        };
        let all = |loaded: &Loaded| {
            let mut lines: Vec<String> = (0..loaded.workspace.sets[0].len()).map(|row| line(loaded, row)).collect();
            lines.sort();
            lines
        };
        for format in ["csv", "geojson", "json"] {
            let bytes = printed(&["export", "--private", "--format", format, &name]);
            let again = opened(&made(&format!("export.{format}"), &bytes), "");
            assert!(again.is_usable(), "{file} as {format}: {}", said(&again));
            assert_eq!(all(&again), all(&original), "{file} as {format}");
            assert_eq!(again.workspace.sets[0].about.tag, "EXP");
        }
    }
}

#[test]
fn json_and_archives_come_from_a_pipe_too() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    for (name, sets) in [
        ("duckj.json", 1),
        ("acled-api.json", 1),
        ("acled-array.json", 1),
        ("acled.geojsonl", 1),
        ("acled-utf16.csv", 1),
        ("acled.csv.zst", 1),
        ("two.zip", 2),
        ("two-sheets.xlsx", 2),
    ] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let program = program.args(["check", "-", "--format", "json"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = program.spawn().unwrap();
        let bytes = std::fs::read(path("tests/fixtures/wild").join(name)).unwrap();
        child.stdin.take().unwrap().write_all(&bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("\"records\": 20"), "{name}: {said}");
        assert_eq!(said.matches("\"records\": ").count(), sets, "{name}: {said}");
    }
}
