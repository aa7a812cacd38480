//! Kinds of faults in tables, containers and geographic formats that were reported publicly for other programs: a file in,
//! records and messages out. Each test names the report whose kind it is; all rows are invented.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use parallax::datasets::ColumnMap;
use parallax::load::{Loaded, Request, open_with};
use parallax::model::{DataSet, RecordId, When};

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

/// All that the user is told about a file: what was decided while reading, then the messages.
fn told(loaded: &Loaded) -> String {
    let mut out = String::new();
    for set in &loaded.workspace.sets {
        set.about.reading.iter().for_each(|note| writeln!(out, "{note}").unwrap());
    }
    loaded.report.sorted().into_iter().for_each(|m| writeln!(out, "{}", loaded.report.render(m)).unwrap());
    out
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
        let loaded = of(&format!("{name}.csv"), text);
        assert_eq!(dates(&loaded), right, "{name}: {}", told(&loaded));
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
