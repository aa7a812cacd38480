//! Kinds of faults in tables, containers and geographic formats that were reported publicly for other programs: a file in,
//! records and messages out. Each test names the report whose kind it is; all rows are invented.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use parallax::datasets::ColumnMap;
use parallax::load::{Loaded, Request, open_with};
use parallax::model::{DataSet, RecordId, When};

use crate::fixture::told;

// ---------------------------------------------------------------- what the tests start from

fn opened(path: &Path, columns: &str) -> Loaded {
    let request = Request { paths: vec![path.to_owned()], sources: Vec::new() };
    open_with(&request, &ColumnMap::parse(columns).unwrap(), None).finish()
}

/// A file of these bytes.
fn made(name: &str, bytes: &[u8]) -> PathBuf {
    let file = std::env::temp_dir().join(format!("parallax-reported-{}-{name}", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    file
}

/// A file of these bytes, opened.
fn of(name: &str, bytes: impl AsRef<[u8]>) -> Loaded {
    opened(&made(name, bytes.as_ref()), "")
}

/// A named pipe into which this text is written in two parts, opened.
fn of_pipe(name: &str, first: &str, rest: &str) -> Loaded {
    let pipe = made(name, b"");
    std::fs::remove_file(&pipe).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (path, parts) = (pipe.clone(), [first.to_owned(), rest.to_owned()]);
    let writer = std::thread::spawn(move || {
        let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
        for part in parts {
            file.write_all(part.as_bytes()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    });
    let loaded = opened(&pipe, "");
    writer.join().unwrap();
    loaded
}

/// Each record of all data sets in the order of the file: its id, date, position, and killed (`-1` if none is given).
fn records(loaded: &Loaded) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, set) in loaded.workspace.sets.iter().enumerate() {
        for row in 0..set.len() {
            let record = set.row(row);
            let position = set.location(&record).position;
            let position = position.map_or_else(|| "-".to_owned(), |(lat, lon)| format!("{lat:.2} {lon:.2}"));
            let when = DataSet::when(&record).map_or_else(|| "-".to_owned(), When::edtf);
            let id = loaded.record_id(RecordId { set: number as u16, row: row as u32 });
            lines.push(format!("{id} {when} {position} {}", record.best as i32));
        }
    }
    lines
}

/// The dates alone.
fn dates(loaded: &Loaded) -> Vec<String> {
    records(loaded).iter().map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned()).collect()
}

fn latitude(n: u32) -> f64 {
    -1.2 + 0.01 * f64::from(n)
}

fn longitude(n: u32) -> f64 {
    36.8 + 0.01 * f64::from(n)
}

/// The event `n` as [`records`] gives it.
fn event(n: u32) -> String {
    format!("KES{n} 2025-01-{n:02} {:.2} {:.2} {n}", latitude(n), longitude(n))
}

/// The events 1 to 5.
fn five() -> Vec<String> {
    (1..=5).map(event).collect()
}

const HEADER: &str = "event_id_cnty,event_date,event_type,country,location,latitude,longitude,fatalities,notes";

/// A row of the event `n`.
fn row(n: u32) -> String {
    format!("KES{n},2025-01-{n:02},Battles,Kenya,Sorrel,{:.2},{:.2},{n},Invented.", latitude(n), longitude(n))
}

/// The events as delimited text, each line with this end.
fn csv(events: RangeInclusive<u32>, end: &str) -> String {
    std::iter::once(HEADER.to_owned()).chain(events.map(row)).map(|line| line + end).collect()
}

/// The properties of the event `n` without its position.
fn properties(n: u32) -> String {
    format!(
        r#""event_id_cnty":"KES{n}","event_date":"2025-01-{n:02}","event_type":"Battles","country":"Kenya","location":"Sorrel","fatalities":{n}"#
    )
}

/// The event `n` as a record of JSON.
fn object(n: u32) -> String {
    format!(r#"{{{},"latitude":{:.2},"longitude":{:.2}}}"#, properties(n), latitude(n), longitude(n))
}

/// The event `n` as a feature with this geometry.
fn feature(n: u32, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","geometry":{geometry},"properties":{{{}}}}}"#, properties(n))
}

fn point(n: u32) -> String {
    format!(r#"{{"type":"Point","coordinates":[{:.2},{:.2}]}}"#, longitude(n), latitude(n))
}

/// A collection; `more` are members before the features, each with a comma after it.
fn collection(more: &str, features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection",{more}"features":[{}]}}"#, features.join(",\n"))
}

fn points(events: RangeInclusive<u32>) -> Vec<String> {
    events.map(|n| feature(n, &point(n))).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A zip archive of these files.
fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in files {
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A workbook of sheets, each with the name of its part in `xl/worksheets/`; `settings` stands before the list of sheets.
fn workbook(settings: &str, sheets: &[(&str, String)]) -> Vec<u8> {
    workbook_of(settings, sheets, &[])
}

/// The same; `said` is said of each sheet in the list of sheets.
fn workbook_of(settings: &str, sheets: &[(&str, String)], said: &[&str]) -> Vec<u8> {
    let (mut list, mut parts) = (String::new(), String::new());
    for (number, (part, _)) in sheets.iter().enumerate() {
        let said = said.get(number).copied().unwrap_or_default();
        write!(list, r#"<sheet name="Table {number}" sheetId="{}" r:id="r{number}" {said}/>"#, number + 1).unwrap();
        write!(parts, r#"<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/{part}"/>"#)
            .unwrap();
    }
    let types = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#
    );
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), root),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}">{settings}<sheets>{list}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{parts}</Relationships>"#),
        ),
    ];
    files.extend(sheets.iter().map(|(part, text)| (format!("xl/worksheets/{part}"), text.clone())));
    zipped(&files)
}

/// A sheet of rows; a cell that begins with `<` stands as it is between `<c>` and `</c>`.
fn sheet(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (number, cells) in rows.iter().enumerate() {
        write!(out, r#"<row r="{}">"#, number + 1).unwrap();
        for (column, cell) in cells.iter().enumerate() {
            let at = format!("{}{}", char::from(b'A' + column as u8), number + 1);
            if cell.starts_with('<') {
                write!(out, r#"<c r="{at}">{cell}</c>"#).unwrap();
            } else {
                write!(out, r#"<c r="{at}" t="inlineStr"><is><t>{cell}</t></is></c>"#).unwrap();
            }
        }
        out.push_str("</row>");
    }
    format!(r#"<worksheet xmlns="{SHEETS}"><sheetData>{out}</sheetData></worksheet>"#)
}

/// The header and the events as rows of cells.
fn cells(events: RangeInclusive<u32>) -> Vec<Vec<String>> {
    let split = |line: String| line.split(',').map(str::to_owned).collect();
    std::iter::once(HEADER.to_owned()).chain(events.map(row)).map(split).collect()
}

/// A Zstandard frame that holds these bytes as they are, and one that holds none of the data.
fn frame(bytes: &[u8]) -> Vec<u8> {
    let size = bytes.len() as u32;
    let block = (size << 3) | 1;
    [&b"\x28\xb5\x2f\xfd\xa0"[..], &size.to_le_bytes(), &block.to_le_bytes()[..3], bytes].concat()
}

fn skippable(bytes: &[u8]) -> Vec<u8> {
    [&0x184d_2a50_u32.to_le_bytes()[..], &(bytes.len() as u32).to_le_bytes(), bytes].concat()
}

/// Milliseconds of days near 1970 have as few figures as seconds of later ones; the column decides, and ESRI states the
/// unit: digital-land/digital-land-python#558.
#[test]
fn the_unit_of_a_column_of_times_is_one() {
    const DAY: i64 = 86_400;
    // Days since 1970, and what they are.
    let all = [
        (-70, "1969-10-23"),
        (-7, "1969-12-25"),
        (0, "1970-01-01"),
        (1, "1970-01-02"),
        (31, "1970-02-01"),
        (59, "1970-03-01"),
        (116, "1970-04-27"),
        (1157, "1973-03-03"),
        (5540, "1985-03-03"),
    ];
    let right: Vec<&str> = all.iter().map(|(_, day)| *day).collect();
    for (name, unit) in [("milli", 1_000), ("seconds", 1), ("micro", 1_000_000)] {
        let mut text = "event_id_cnty,event_date,event_type,country,fatalities\n".to_owned();
        for (n, (days, _)) in all.iter().enumerate() {
            writeln!(text, "KES{n},{},Battles,Kenya,0", days * DAY * unit).unwrap();
        }
        let loaded = of(&format!("{name}.csv"), &text);
        assert_eq!(dates(&loaded), right, "{name}: {}", told(&loaded));
        assert_eq!(loaded.report.messages.len(), 0, "{name}: {}", told(&loaded));
        // From a pipe the first rows come before the others.
        let (first, rest) = text.split_at(150);
        let piped = of_pipe(&format!("{name}.pipe"), first, rest);
        assert_eq!(dates(&piped), right, "{name}: {}", told(&piped));
        assert_eq!(piped.report.messages.len(), 0, "{name}: {}", told(&piped));
    }
    let features: Vec<String> = all
        .iter()
        .map(|(days, _)| {
            let time = days * DAY * 1_000;
            format!(r#"{{"attributes":{{"event_date":{time},"event_type":"Riots","fatalities":0}},"geometry":{{"x":36.8,"y":-1.2}}}}"#)
        })
        .collect();
    let fields = r#""fields":[{"name":"event_date","type":"esriFieldTypeDate"}],"#;
    // The unit is stated, so a column of early days alone is no riddle.
    for (name, some) in [("esri.json", &features[..]), ("esri-early.json", &features[1..6])] {
        let loaded = of(name, format!("{{{fields}\"features\":[{}]}}", some.join(",")));
        let wanted = if some.len() == all.len() { &right[..] } else { &right[1..6] };
        assert_eq!(dates(&loaded), wanted, "{name}: {}", told(&loaded));
    }
}

/// An answer that says itself that it is a part: the limit of a feature service, a page of UCDP, a limited answer of ACLED:
/// facebook/Rapid#404, opengeos/GeoLibre#1747.
#[test]
fn an_answer_that_is_a_part_is_told() {
    let features = points(1..=5);
    let objects: Vec<String> = (1..=5).map(object).collect();
    let objects = objects.join(",");
    let parts = [
        ("limit.geojson", collection("\"exceededTransferLimit\":true,", &features), "exceededTransferLimit"),
        (
            "limit-2.geojson",
            collection("\"properties\":{\"exceededTransferLimit\":true},", &features),
            "exceededTransferLimit",
        ),
        (
            "ucdp.json",
            format!(
                r#"{{"TotalCount":4711,"TotalPages":943,"NextPageUrl":"https://example.org/?page=1","Result":[{objects}]}}"#
            ),
            "4711",
        ),
        // The number comes after the records too.
        (
            "ucdp-2.json",
            format!(r#"{{"Result":[{objects}],"NextPageUrl":"https://example.org/?page=1","TotalCount":4711}}"#),
            "4711",
        ),
        ("acled.json", format!(r#"{{"status":200,"count":5,"total_count":4711,"data":[{objects}]}}"#), "4711"),
    ];
    for (name, text, word) in &parts {
        let loaded = of(name, text);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
        assert!(told(&loaded).contains(word) && !loaded.report.messages.is_empty(), "{name}: {}", told(&loaded));
    }
    let whole = [
        ("whole.geojson", collection("\"exceededTransferLimit\":false,", &features)),
        ("whole.json", format!(r#"{{"TotalCount":5,"TotalPages":1,"NextPageUrl":"","Result":[{objects}]}}"#)),
        ("whole-2.json", format!(r#"{{"status":200,"count":5,"total_count":5,"data":[{objects}]}}"#)),
        // All pages, one after the other, or in a list.
        (
            "pages.json",
            (1..=5).map(|n| format!("{{\"TotalCount\":5,\"TotalPages\":5,\"Result\":[{}]}}\n", object(n))).collect(),
        ),
        (
            "pages-2.json",
            format!(
                r#"[{{"TotalCount":5,"Result":[{},{}]}},{{"TotalCount":5,"Result":[{},{},{}]}}]"#,
                object(1),
                object(2),
                object(3),
                object(4),
                object(5)
            ),
        ),
    ];
    for (name, text) in &whole {
        let loaded = of(name, text);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
        assert_eq!(loaded.report.messages.len(), 0, "{name}: {}", told(&loaded));
    }
}

/// Sheets whose parts have other names than `sheet1.xml` are sheets too: modin-project/modin#2402, ClosedXML/ClosedXML#140.
#[test]
fn all_sheets_are_opened_whatever_their_parts_are_called() {
    let (first, second) = (sheet(&cells(1..=2)), sheet(&cells(3..=5)));
    let about = sheet(&[vec!["Read me".to_owned()], vec!["Downloaded in May.".to_owned()]]);
    for names in
        [["sheet1.xml", "sheet2.xml"], ["Sheet1.xml", "Sheet2.xml"], ["ws_1.xml", "ws_2.xml"], ["sheet.xml", "b.xml"]]
    {
        let both = of("parts.xlsx", workbook("", &[(names[0], first.clone()), (names[1], second.clone())]));
        assert_eq!(records(&both), five(), "{names:?}: {}", told(&both));
        let later = of("later.xlsx", workbook("", &[(names[0], about.clone()), (names[1], second.clone())]));
        assert_eq!(records(&later), five()[2..], "{names:?}: {}", told(&later));
    }
}

/// Day numbers without a date's style in a workbook that counts from 1904: miraisolutions/xlconnect#32.
#[test]
fn day_numbers_count_from_the_first_day_of_their_workbook() {
    // 2025-01-01 in either system.
    for (name, settings, first) in
        [("1900.xlsx", "", 45_658), ("1904.xlsx", "<workbookPr date1904=\"1\"/>", 45_658 - 1_462)]
    {
        let mut rows = cells(1..=5);
        for (n, row) in rows.iter_mut().skip(1).enumerate() {
            row[1] = format!("<v>{}</v>", first + n as u32);
        }
        let loaded = of(name, workbook(settings, &[("sheet1.xml", sheet(&rows))]));
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
    }
}

/// A formula whose value was never stored is not an empty cell: onyx-dot-app/onyx#13354.
#[test]
fn formulas_without_a_stored_value_are_told() {
    let mut rows = cells(1..=5);
    for row in rows.iter_mut().skip(1) {
        row[7] = "<f>SUM(X1:Y1)</f>".to_owned();
    }
    let loaded = of("formula.xlsx", workbook("", &[("sheet1.xml", sheet(&rows))]));
    assert_eq!(records(&loaded).len(), 5);
    assert!(told(&loaded).contains("formula") && !loaded.report.messages.is_empty(), "{}", told(&loaded));
    for (row, n) in rows.iter_mut().skip(1).zip(1..) {
        row[7] = format!("<f>SUM(X1:Y1)</f><v>{n}</v>");
    }
    assert_eq!(records(&of("stored.xlsx", workbook("", &[("sheet1.xml", sheet(&rows))]))), five());
}

/// Cells merged over several rows leave the other rows without the value: tidyverse/readxl#355.
#[test]
fn cells_merged_over_several_rows_are_told() {
    let mut rows = cells(1..=5);
    for row in rows.iter_mut().skip(2) {
        row[3] = String::new();
    }
    let merged = sheet(&rows)
        .replace("</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"D2:D6\"/></mergeCells>");
    let loaded = of("merged.xlsx", workbook("", &[("sheet1.xml", merged)]));
    assert_eq!(records(&loaded).len(), 5);
    assert!(told(&loaded).contains("merged over several rows, such as rows 2 to 6"), "{}", told(&loaded));
}

/// A hidden sheet comes after the visible ones, and is named as hidden.
#[test]
fn a_hidden_sheet_comes_last() {
    let (first, second) = (sheet(&cells(1..=2)), sheet(&cells(3..=5)));
    let hidden = workbook_of("", &[("sheet1.xml", first), ("sheet2.xml", second)], &["state=\"hidden\"", ""]);
    let loaded = of("hidden.xlsx", hidden);
    let files: Vec<&str> = loaded.workspace.sets.iter().map(|set| set.about.file.as_str()).collect();
    assert!(files[0].ends_with("/Table 1") && files[1].ends_with("/Table 0 (hidden)"), "{files:?}");
}

/// Points that are not written as a `Point` of two numbers: a multipoint of one, a collection of one, three numbers, text
/// for numbers; a property that is null beside a geometry that is not: alltheplaces/alltheplaces#17239,
/// simplegeo/polymaps#45. What is no point is told.
#[test]
fn a_position_is_found_however_the_point_is_written() {
    let (lat, lon) = (latitude(1), longitude(1));
    for (name, geometry) in [
        ("three", format!(r#"{{"type":"Point","coordinates":[{lon:.2},{lat:.2},1661.5]}}"#)),
        ("multi", format!(r#"{{"type":"MultiPoint","coordinates":[[{lon:.2},{lat:.2},0.0]]}}"#)),
        ("text", format!(r#"{{"type":"Point","coordinates":["{lon:.2}","{lat:.2}"]}}"#)),
        (
            "within",
            format!(
                r#"{{"type":"GeometryCollection","geometries":[{{"type":"Point","coordinates":[{lon:.2},{lat:.2}]}}]}}"#
            ),
        ),
    ] {
        let loaded = of(&format!("{name}.geojson"), collection("", &[feature(1, &geometry)]));
        assert_eq!(records(&loaded), [event(1)], "{name}: {}", told(&loaded));
    }
    let null = feature(1, &point(1)).replace("\"fatalities\"", "\"latitude\":null,\"longitude\":\"\",\"fatalities\"");
    assert_eq!(records(&of("null-beside.geojson", collection("", &[null]))), [event(1)]);
    let esri = format!(
        r#"{{"geometryType":"esriGeometryMultipoint","features":[{{"attributes":{{{}}},"geometry":{{"points":[[{lon:.2},{lat:.2}]]}}}}]}}"#,
        properties(1)
    );
    assert_eq!(records(&of("multipoint.json", esri)), [event(1)]);
    // Without a point there is no position, and it is told; without a geometry there is nothing to tell.
    let area = r#"{"type":"Polygon","coordinates":[[[36.8,-1.2],[36.9,-1.2],[36.9,-1.1],[36.8,-1.2]]]}"#;
    let loaded = of("area.geojson", collection("", &[feature(1, &point(1)), feature(2, area), feature(3, "null")]));
    assert_eq!(records(&loaded)[0], event(1));
    assert!(told(&loaded).contains("Polygon") && !told(&loaded).contains("row 3"), "{}", told(&loaded));
}

/// Coordinates that are no degrees: Web Mercator is calculated back, as the file says that it is; another system is named
/// once, and not taken for degrees: chris48s/arcgis2geojson#34.
#[test]
fn coordinates_in_metres_are_no_degrees() {
    const RADIUS: f64 = 6_378_137.0;
    let metres = |n: u32| {
        let north = (std::f64::consts::FRAC_PI_4 + latitude(n).to_radians() / 2.0).tan().ln();
        (RADIUS * longitude(n).to_radians(), RADIUS * north)
    };
    let esri: Vec<String> = (1..=5)
        .map(|n| {
            let (x, y) = metres(n);
            format!(r#"{{"attributes":{{{}}},"geometry":{{"x":{x},"y":{y}}}}}"#, properties(n))
        })
        .collect();
    let esri = esri.join(",");
    let geo: Vec<String> = (1..=5)
        .map(|n| {
            let (x, y) = metres(n);
            feature(n, &format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#))
        })
        .collect();
    let named = |name: &str| format!(r#""crs":{{"type":"name","properties":{{"name":"{name}"}}}},"#);
    let before = |wkid: &str| format!(r#"{{"spatialReference":{wkid},"features":[{esri}]}}"#);
    for (name, text) in [
        ("102100.json", before(r#"{"wkid":102100,"latestWkid":3857}"#)),
        ("3857.json", before(r#"{"wkid":3857}"#)),
        // The system may be stated after the features.
        ("after.json", format!(r#"{{"features":[{esri}],"spatialReference":{{"wkid":102100}}}}"#)),
        ("3857.geojson", collection(&named("urn:ogc:def:crs:EPSG::3857"), &geo)),
        ("short.geojson", collection(&named("EPSG:3857"), &geo)),
    ] {
        let loaded = of(name, text);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
    }
    // Metres that could be degrees, of a system that is not known here.
    let close = [feature(1, r#"{"type":"Point","coordinates":[36.0,-1.0]}"#)];
    let loaded = of("utm.geojson", collection(&named("urn:ogc:def:crs:EPSG::32737"), &close));
    assert_eq!(records(&loaded), ["KES1 2025-01-01 - 1"], "{}", told(&loaded));
    assert!(told(&loaded).contains("32737"), "{}", told(&loaded));
    // Degrees by any name.
    for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"] {
        let loaded = of("degrees.geojson", collection(&named(name), &points(1..=5)));
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
    }
}

/// The id of a feature stands beside its properties: geopandas/geopandas#1208, coolbutuseless/yyjsonr#64.
#[test]
fn the_id_of_a_feature_is_that_of_its_record() {
    let nameless = |n: u32, id: &str| {
        feature(n, &point(n)).replace(&format!("\"event_id_cnty\":\"KES{n}\","), "").replacen(
            '{',
            &format!("{{\"id\":{id},"),
            1,
        )
    };
    // Two ids that are one as floating-point numbers.
    let ids = ["\"KES7\"", "9007199254740993", "9007199254740992"];
    let features: Vec<String> = (1..=3).zip(ids).map(|(n, id)| nameless(n, id)).collect();
    let loaded = of("ids.geojson", collection("", &features));
    let found: Vec<String> =
        records(&loaded).iter().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(found, ids.map(|id| id.trim_matches('"')), "{}", told(&loaded));
    // An id among the properties comes first.
    let both = feature(1, &point(1)).replacen('{', "{\"id\":17,", 1);
    assert_eq!(records(&of("both.geojson", collection("", &[both]))), [event(1)]);
}

/// Features after record separators (RFC 8142), on one line or several, with and without a first separator:
/// placemark/placemark#101.
#[test]
fn features_after_record_separators_are_read() {
    let broken = |text: String| text.replace(",\"", ",\n\"");
    let all = |one: &dyn Fn(String) -> String| points(1..=5).into_iter().map(one).collect::<String>();
    for (name, text) in [
        ("rs.geojsons", all(&|f| format!("\u{1e}{f}\n"))),
        ("rs-lines.geojsons", all(&|f| format!("\u{1e}{}\n", broken(f)))),
        ("rs-mark.geojsons", format!("\u{feff}{}", all(&|f| format!("\u{1e}{f}\n")))),
        ("rs-later.geojsons", all(&|f| format!("{f}\n\u{1e}"))),
        ("rs.jsonseq", (1..=5).map(|n| format!("\u{1e}{}\n", object(n))).collect()),
    ] {
        let loaded = of(name, text);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
        assert_eq!(loaded.report.messages.len(), 0, "{name}: {}", told(&loaded));
    }
}

/// `NaN` and `Infinity`, as Python and GIS write missing numbers, cost the value and not the record: Toblerity/Fiona#684,
/// openaddresses/pyesridump#31. In text they are words.
#[test]
fn a_value_that_is_no_number_costs_itself_and_not_its_record() {
    let with = |name: &str, value: &str| object(1).replace(&format!("\"{name}\":1"), &format!("\"{name}\":{value}"));
    for value in ["NaN", "Infinity", "-Infinity"] {
        for (name, text) in [
            ("nan.json", format!("[{},{}]", with("fatalities", value), object(2))),
            ("nan.jsonl", format!("{}\n{}\n", with("fatalities", value), object(2))),
        ] {
            let loaded = of(name, text);
            let wanted = [format!("KES1 2025-01-01 {:.2} {:.2} -1", latitude(1), longitude(1)), event(2)];
            assert_eq!(records(&loaded), wanted, "{name} {value}: {}", told(&loaded));
        }
    }
    let notes = object(1).replace("\"country\"", "\"notes\":\"NaN, Infinity: NaN\",\"tags\":NaN,\"country\"");
    assert_eq!(records(&of("nan-in-text.json", format!("[{notes}]"))), [event(1)]);
    let nowhere = feature(1, r#"{"type":"Point","coordinates":[NaN,NaN]}"#);
    let loaded = of("nan.geojson", collection("", &[nowhere, feature(2, &point(2))]));
    assert_eq!(records(&loaded), ["KES1 2025-01-01 - 1".to_owned(), event(2)], "{}", told(&loaded));
    // What is no value at all still costs its record.
    let broken = of("word.json", format!("[{},{}]", with("fatalities", "many"), object(2)));
    assert_eq!(records(&broken), [event(2)]);
    assert!(told(&broken).contains("record 1"), "{}", told(&broken));
}

/// JSON that is not UTF-8 is read as Windows-1252, as delimited text is: mapbox/geojson.io#538,
/// hotosm/osm-export-tool-python#14.
#[test]
fn json_in_windows_1252_is_read_as_such() {
    let text = format!("[{},{}]", object(1), object(2)).replace("Sorrel", "Sorr\u{e9}l");
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let loaded = of("windows.json", bytes);
    assert_eq!(records(&loaded), [event(1), event(2)], "{}", told(&loaded));
    let set = &loaded.workspace.sets[0];
    assert_eq!(set.location(&set.row(0)).name.as_ref(), "Sorrél");
    assert!(told(&loaded).contains("Windows-1252"), "{}", told(&loaded));
}

/// Files with a byte order mark, one after the other: the mark in the middle hides no header: plaintextaccounting/hledger#2189.
#[test]
fn a_byte_order_mark_in_the_middle_is_no_text() {
    let header = format!("\u{feff}{}\u{feff}{}", csv(1..=2, "\n"), csv(3..=5, "\n"));
    let case = csv(1..=2, "\n") + &csv(3..=5, "\n").replace(HEADER, &HEADER.to_uppercase());
    let lines: String = points(1..=5).iter().map(|f| format!("\u{feff}{f}\n")).collect();
    let lists = format!("\u{feff}[{},{}]\n\u{feff}[{},{},{}]\n", object(1), object(2), object(3), object(4), object(5));
    for (name, text) in [("mark.csv", header), ("case.csv", case), ("mark.geojsonl", lines), ("mark.json", lists)] {
        let loaded = of(name, text);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
        // A header again is told.
        let wanted = usize::from(name.ends_with(".csv"));
        assert_eq!(loaded.report.messages.len(), wanted, "{name}: {}", told(&loaded));
    }
}

/// Zstandard whose first frame is one to skip, as `pzstd` writes it: facebook/zstd#3255, libarchive/libarchive#1357.
#[test]
fn zstandard_may_begin_with_a_frame_to_skip() {
    let text = csv(1..=5, "\n");
    let (one, two) = text.as_bytes().split_at(text.len() / 2);
    let sizes = |frame: &[u8]| (frame.len() as u32).to_le_bytes();
    let (a, b) = (frame(one), frame(two));
    for (name, bytes) in [
        ("pzstd.csv.zst", [skippable(&sizes(&a)), a.clone(), skippable(&sizes(&b)), b.clone()].concat()),
        ("long-skip.csv.zst", [skippable(&[0; 2_000]), skippable(b""), a.clone(), b.clone()].concat()),
        ("skip-last.csv.zst", [a.clone(), b.clone(), skippable(b"index")].concat()),
    ] {
        let loaded = of(name, bytes);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
        assert_eq!(loaded.report.messages.len(), 0, "{name}: {}", told(&loaded));
    }
}

/// Zeros after the end of a compressed stream are padding: pauldmccarthy/indexed_gzip#69, onekey-sec/unblob#314. Other bytes
/// there are told, and cost nothing.
#[test]
fn zeros_after_a_compressed_stream_are_padding() {
    let text = csv(1..=5, "\n");
    let padded = of("padded.csv.gz", [gzip(text.as_bytes()), vec![0; 512]].concat());
    assert_eq!(records(&padded), five());
    assert_eq!(padded.report.messages.len(), 0, "{}", told(&padded));
    let more = of("garbage.csv.gz", [&gzip(text.as_bytes())[..], b"garbage"].concat());
    assert_eq!(records(&more), five());
    assert!(!more.report.messages.is_empty());
}

/// Decimal commas before three figures in positions, and dots before three figures in counts of a file with decimal
/// commas: umap-project/umap#1556, sbcgua/text2tab#12.
#[test]
fn a_comma_in_degrees_is_decimal_and_a_dot_in_its_counts_parts_thousands() {
    let file = |delimiter: &str, places: usize, killed: [&str; 2]| {
        let comma = |n: f64| format!("{n:.places$}").replace('.', ",");
        let mut text = HEADER.replace(',', delimiter) + "\n";
        for (n, killed) in (1..=2).zip(killed) {
            let (lat, lon) = (comma(latitude(n)), comma(longitude(n)));
            let (id, date) = (format!("KES{n}"), format!("2025-01-{n:02}"));
            let row: [&str; 9] = [&id, &date, "Battles", "Kenya", "Sorrel", &lat, &lon, killed, "Invented."];
            text += &row.join(delimiter);
            text += "\n";
        }
        text
    };
    let with = |n: u32, killed: i32| format!("KES{n} 2025-01-{n:02} {:.2} {:.2} {killed}", latitude(n), longitude(n));
    for delimiter in [";", "\t"] {
        for places in [2, 3, 4, 6] {
            let loaded = of("comma.csv", file(delimiter, places, ["1", "2"]));
            assert_eq!(records(&loaded), [event(1), event(2)], "{delimiter:?} {places}: {}", told(&loaded));
        }
        let loaded = of("dots.csv", file(delimiter, 3, ["1.204", "1.204.500"]));
        assert_eq!(records(&loaded), [with(1, 1204), with(2, 1_204_500)], "{delimiter:?}: {}", told(&loaded));
    }
    // A fraction of three figures where nothing proves a decimal comma: no number of dead is given unsaid.
    let doubt = csv(1..=2, "\n").replace(",2,Invented.", ",1.204,Invented.");
    let loaded = of("doubt.csv", doubt);
    assert!(told(&loaded).contains("1.204"), "{}", told(&loaded));
    // Blanks and apostrophes part thousands in no other sense.
    for killed in ["1 204", "1\u{a0}204", "1\u{202f}204", "1'204", "1\u{2019}204", "\"1,204\""] {
        let loaded = of("parted.csv", csv(2..=2, "\n").replace(",2,Invented.", &format!(",{killed},Invented.")));
        assert_eq!(records(&loaded), [with(2, 1204)], "{killed}: {}", told(&loaded));
    }
}

/// Lines that end with carriage returns only, also with a line feed somewhere, and packed: MarkPflug/Sylvan#198,
/// mholt/PapaParse#43. Never are rows lost in silence.
#[test]
fn carriage_returns_alone_end_lines() {
    let plain = csv(1..=5, "\r");
    let last = format!("{}\n", plain.trim_end_matches('\r'));
    let quoted = plain.replacen("Invented.", "\"Two\nlines\"", 1);
    let mixed = csv(1..=2, "\n") + &csv(3..=5, "\r")[HEADER.len() + 1..];
    for (name, bytes) in [
        ("cr.csv", plain.clone().into_bytes()),
        ("cr-tab.tsv", plain.replace(',', "\t").into_bytes()),
        ("cr-last.csv", last.into_bytes()),
        ("cr-quoted.csv", quoted.into_bytes()),
        ("cr-mixed.csv", mixed.into_bytes()),
        ("cr.csv.gz", gzip(plain.as_bytes())),
    ] {
        let loaded = of(name, bytes);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
    }
    // A carriage return inside quotation marks is text.
    let text = csv(1..=5, "\n").replacen("Invented.", "\"Two\rlines\"", 1);
    assert_eq!(records(&of("cr-text.csv", text)), five());
}

/// A zero byte in a cell, near the beginning too, and zeros after the end: wireservice/csvkit#927, turicas/rows#273.
#[test]
fn a_zero_byte_in_text_makes_no_binary_file() {
    for (name, text) in [
        ("nul.csv", csv(1..=5, "\n").replacen("Invented.", "In\0vented.", 1)),
        ("nul-padded.csv", csv(1..=5, "\n").replace("Sorrel", "Sorrel\0\0\0\0")),
        ("nul-end.csv", csv(1..=5, "\n") + &"\0".repeat(4_096)),
    ] {
        let loaded = of(name, text);
        assert_eq!(records(&loaded), five(), "{name}: {}", told(&loaded));
        let set = &loaded.workspace.sets[0];
        assert_eq!(set.location(&set.row(0)).name.as_ref(), "Sorrel", "{name}");
    }
    assert!(!of("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").is_usable());
}

/// A header below several lines of remarks is found, and its table is never read as an article: adaltas/node-csv-parse#81.
#[test]
fn a_header_below_remarks_is_found() {
    for above in [1, 5, 8, 12] {
        let remarks: String = (0..above).map(|n| format!("Remark {n} of the publisher\n")).collect();
        let text = of("remarks.csv", remarks + &csv(1..=5, "\n"));
        assert_eq!(records(&text), five(), "{above}: {}", told(&text));
        let mut rows: Vec<Vec<String>> = (0..above).map(|n| vec![format!("Remark {n}")]).collect();
        rows.extend(cells(1..=5));
        let book = of("remarks.xlsx", workbook("", &[("sheet1.xml", sheet(&rows))]));
        assert_eq!(records(&book), five(), "{above}: {}", told(&book));
    }
}

/// A row that sums up the table is no incident: CrestApps/CrestApps.Core#160.
#[test]
fn a_row_of_totals_is_told() {
    let loaded = of("total.csv", csv(1..=5, "\n") + "Total,,,,,,,15,\nSource: invented,,,,,,,,\n");
    assert!(told(&loaded).contains("“Total”, so it seems to sum up others"), "{}", told(&loaded));
    assert!(told(&loaded).contains("nothing but “Source: invented”"), "{}", told(&loaded));
    assert!(records(&loaded).starts_with(&five()));
}

/// A table that no format has is refused with the reason of the data sets, and is no article, packed or not, whatever stands
/// above its header.
#[test]
fn a_table_is_never_read_as_an_article() {
    let text = "A list that we keep.\nIt has three rows, and a remark before them that reads like a sentence of an article.\n\n\
        code;label\n1;Ferry\n2;Bridge\n";
    for (name, bytes) in [("list.csv", text.as_bytes().to_vec()), ("list.csv.gz", gzip(text.as_bytes()))] {
        let loaded = of(name, bytes);
        assert_eq!(loaded.corpus().articles().len(), 0, "{name}: {}", told(&loaded));
        assert!(told(&loaded).contains("no column of a known data set"), "{name}: {}", told(&loaded));
    }
    // JSON that is neither says what is wrong with its records.
    let broken = of("broken.jsonl", "{\"event_date\":\"2025-01-01\" \"event_type\":\"Riots\"}\n".repeat(3));
    assert!(!broken.is_usable() && told(&broken).contains("cannot be opened as one"), "{}", told(&broken));
}

/// One feature alone is a data set of one record, and a list in an answer that is the only record is one.
#[test]
fn a_single_feature_is_a_record() {
    let alone = feature(1, &point(1));
    assert_eq!(records(&of("alone.geojson", alone)), [event(1)]);
}

/// Codes for which the list of fields has words are these words: CartoDB/cartodb#10653, Esri/geoform-template-js#514.
#[test]
fn codes_are_the_words_that_the_file_has_for_them() {
    let fields = r#"[{"name":"event_type","type":"esriFieldTypeInteger","domain":{"type":"codedValue","codedValues":[{"name":"Riots","code":1}]}}]"#;
    let text = format!(
        r#"{{"fields":{fields},"features":[{{"attributes":{{"event_date":"2025-01-01","event_type":1,"fatalities":0}}}}]}}"#
    );
    let loaded = of("codes.json", text);
    let set = &loaded.workspace.sets[0];
    assert_eq!(set.event_types.get(set.row(0).event_type as usize).name.as_ref(), "Riots", "{}", told(&loaded));
}

/// A second header in another order of columns is told, as the rows below it stand under other columns.
#[test]
fn a_header_in_another_order_is_told() {
    let other = "fatalities,notes,event_date,event_id_cnty,event_type,country,location,latitude,longitude\n";
    let loaded =
        of("other.csv", csv(1..=2, "\n") + other + "3,Invented.,2025-01-03,KES3,Battles,Kenya,Sorrel,-1.17,36.83\n");
    assert!(told(&loaded).contains("row 3: it names the columns in another order"), "{}", told(&loaded));
}

/// Longitudes from 180 to 360 are told with the degrees that they would be, and never moved: gadomski/antimeridian#132.
#[test]
fn longitudes_beyond_180_are_told_and_not_moved() {
    let loaded = of("pacific.csv", csv(1..=1, "\n").replace("36.81", "184.8"));
    assert_eq!(records(&loaded), ["KES1 2025-01-01 - 1"]);
    assert!(told(&loaded).contains("counted from 0 to 360 it would be -175.2"), "{}", told(&loaded));
}

/// An archive of tar is refused as one, not read as text with a strange first column.
#[test]
fn a_tar_archive_is_no_table() {
    let mut block = vec![0; 512];
    block[..9].copy_from_slice(b"acled.csv");
    block[257..262].copy_from_slice(b"ustar");
    let packed = gzip(&[&block[..], csv(1..=5, "\n").as_bytes(), &[0; 1_024]].concat());
    let loaded = of("acled.tar.gz", packed);
    assert!(!loaded.is_usable(), "{}", told(&loaded));
}
