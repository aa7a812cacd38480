//! Public reports about reading rows of incident data: a small invented input that shows the same fault, and the right
//! answer. The name of each report stands above its test.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use parallax::datasets::ColumnMap;
use parallax::load::{Loaded, Request, open_with};
use parallax::model::dataset::given;
use parallax::model::{DataSet, RecordId, When};

use crate::fixture::told;

/// A file of these bytes, opened with these columns. It stays, as ids and texts are read from it.
fn opened_with(name: &str, bytes: &[u8], columns: &str) -> Loaded {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let path: PathBuf = std::env::temp_dir().join(format!("parallax-reports-{}-{number}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let request = Request { paths: vec![path], sources: Vec::new() };
    open_with(&request, &ColumnMap::parse(columns).unwrap(), None).finish()
}

fn opened(name: &str, text: &str) -> Loaded {
    opened_with(name, text.as_bytes(), "")
}

/// The errors and warnings alone.
fn said(loaded: &Loaded) -> String {
    loaded.report.sorted().into_iter().map(|m| loaded.report.render(m) + "\n").collect()
}

fn first(loaded: &Loaded) -> &DataSet {
    loaded.workspace.sets.first().unwrap_or_else(|| panic!("no data set: {}", told(loaded)))
}

/// The dates of all records in the order of the file; `-` for an undated one.
fn dates(loaded: &Loaded) -> Vec<String> {
    let set = first(loaded);
    (0..set.len()).map(|n| DataSet::when(&set.row(n)).map_or_else(|| "-".to_owned(), When::edtf)).collect()
}

fn ids(loaded: &Loaded) -> Vec<String> {
    (0..first(loaded).len()).map(|row| loaded.record_id(RecordId { set: 0, row: row as u32 })).collect()
}

fn killed(loaded: &Loaded) -> Vec<Option<u32>> {
    let set = first(loaded);
    (0..set.len()).map(|n| given(set.row(n).best)).collect()
}

/// The codes of the countries; empty where there is none.
fn countries(loaded: &Loaded) -> Vec<String> {
    let set = first(loaded);
    (0..set.len()).map(|n| set.country(&set.row(n)).code().to_owned()).collect()
}

/// The columns of the ACLED files below.
const HEADER: &str =
    "event_id_cnty,event_date,year,event_type,actor1,actor2,country,location,latitude,longitude,notes,fatalities";

/// Rows of an ACLED file, in these columns.
fn acled(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

const ONE: &str = "KES1,2025-01-14,2025,Battles,Tarn Front,,Kenya,Sorrel,-1.2,36.8,Invented.,1";
const TWO: &str = "KES2,2025-01-15,2025,Battles,Tarn Front,,Kenya,Sorrel,-1.2,36.8,Invented.,2";

/// A date that cannot be: the year of four digits is wrong (`0025`, `2052`), or of two digits and in the future.
/// forecastingresearch/forecastbench#155 (ACLED's interface gave `0025-…` for 2025); neighbours: vz-risk/veris#100
/// (2102 for 2012), SheetJS/sheetjs#2301 and submersion-app/submersion#1829 (`2/20/49`).
#[test]
fn a_year_that_cannot_be_is_told() {
    let broken = r#"{"status":200,"success":true,"data":[
        {"event_id_cnty":"KES1","event_date":"2025-01-14","year":"2025","event_type":"Battles","country":"Kenya","fatalities":"1"},
        {"event_id_cnty":"KES2","event_date":"0025-01-15","year":"2025","event_type":"Battles","country":"Kenya","fatalities":"2"}]}"#;
    let loaded = opened("year.json", broken);
    assert_eq!(first(&loaded).len(), 2);
    assert!(told(&loaded).contains("0025-01-15"), "{}", told(&loaded));
    // The column of the year says it; the event is not lost for `on:2025`. (`2025` would do as well.)
    assert!(["2025-01-15", "2025"].contains(&dates(&loaded)[1].as_str()), "{:?}", dates(&loaded));
    let against = |date: &str| said(&opened("year.csv", &acled(&[ONE, &TWO.replacen("2025-01-15", date, 1)])));
    for date in ["2052-01-15", "2015-01-15", "15-Jan-49"] {
        assert!(against(date).contains(date), "{date} beside year 2025: {}", against(date));
    }
    // An event that ends before it begins is told, and not turned round in silence.
    let ged = "id,type_of_violence,side_a,side_b,country,date_start,date_end,best\n\
               1,1,Government of Kenya,Tarn Front,Kenya,2024-01-15,2023-01-18,1\n";
    let ged = opened("ged.csv", ged);
    assert!(said(&ged).contains("2023-01-18"), "{}", told(&ged));
}

/// Records without an id: each stays a record of its own. koala73/worldmonitor#5782 (all of them became
/// `acled-undefined`, one event).
#[test]
fn records_without_ids_stay_apart() {
    let json = r#"{"status":200,"success":true,"data":[
        {"event_id_cnty":"KES1","event_date":"2025-01-14","event_type":"Battles","country":"Kenya","fatalities":"1"},
        {"event_date":"2025-01-15","event_type":"Battles","country":"Kenya","fatalities":"5"},
        {"event_id_cnty":null,"event_date":"2025-01-16","event_type":"Riots","country":"Kenya","fatalities":"3"}]}"#;
    let csv = acled(&[ONE, &TWO.replacen("KES2", "", 1), &TWO.replacen("KES2,2025-01-15", ",2025-01-16", 1)]);
    for loaded in [opened("ids.json", json), opened("ids.csv", &csv)] {
        assert_eq!(ids(&loaded), ["KES1", "acl:2", "acl:3"]);
        assert_eq!((first(&loaded).repeats, dates(&loaded)[2].as_str()), (0, "2025-01-16"), "{}", told(&loaded));
    }
    // What another tool made of them is told as what it is: one id for several events.
    let undefined = acled(&[&ONE.replacen("KES1", "acled-undefined", 1), &TWO.replacen("KES2", "acled-undefined", 1)]);
    let said = told(&opened("undefined.csv", &undefined));
    assert!(said.contains("acled-undefined") && said.contains("1 with another date, figure, place or actor"), "{said}");
    // With one row for each actor, such rows are no parts of one event: another kind, country and figure.
    let rows = "event_id_cnty,event_date,event_type,actor1,country,location,fatalities\n\
                undefined,2025-01-14,Battles,Tarn Front,Kenya,Sorrel,1\nundefined,2025-01-14,Riots,Lorn Guard,Chad,Velm,7\n";
    let loaded = opened("joined.csv", rows);
    assert_eq!(killed(&loaded), [Some(1), Some(7)], "{}", told(&loaded));
    assert_eq!(countries(&loaded), ["KE", "TD"]);
    // Rows that differ in the actor alone are.
    let rows = "event_id_cnty,event_date,event_type,actor1,country,location,fatalities\n\
                KES1,2025-01-14,Battles,Tarn Front,Kenya,Sorrel,1\nKES1,2025-01-14,Battles,Lorn Guard,Kenya,Sorrel,1\n";
    assert_eq!(killed(&opened("joined.csv", rows)), [Some(1)]);
}

const ICEWS: &str =
    "Event ID\tEvent Date\tSource Name\tEvent Text\tCAMEO Code\tTarget Name\tCity\tCountry\tLatitude\tLongitude";

fn icews(id: usize, date: &str, source: &str) -> String {
    format!("{id}\t{date}\t{source}\tUse unconventional violence\t180\tPolice (Kenya)\tSorrel\tKenya\t-1.2\t36.8\n")
}

/// A stray quotation mark swallows the rest of the file. andybega/icews#19 (the file of 2007 ended in February).
#[test]
fn a_stray_quotation_mark_costs_one_record_at_most() {
    let mut text =
        format!("{ICEWS}\n{}{}", icews(1, "2017-01-11", "Tarn Front"), icews(2, "2017-01-12", "\"Tarn Front"));
    (3..9).for_each(|n| text.push_str(&icews(n, "2017-01-13", "Tarn Front")));
    assert_eq!(first(&opened("stray.tab", &text)).len(), 8);
    // Where all cells before it are quoted, and far behind the beginning.
    let mut text = format!("{ICEWS}\n");
    (1..6000).for_each(|n| text.push_str(&icews(n, "2017-01-11", "\"Tarn Front\"")));
    text.push_str(&icews(6000, "2017-01-12", "\"Tarn Front"));
    (6001..9001).for_each(|n| text.push_str(&icews(n, "2017-01-13", "Tarn Front")));
    let loaded = opened("late.tab", &text);
    assert_eq!(first(&loaded).len(), 8999, "{}", told(&loaded));
    assert!(told(&loaded).contains("row 6000"), "{}", told(&loaded));
    // Two of them: what lies between is read, and the message names a number of cells that is wrong.
    let open = "KES3,2025-01-16,2025,Battles,Tarn Front,,Kenya,Sorrel,-1.2,36.8,\"He said so,3";
    let shut = "KES5,2025-01-18,2025,Battles,Tarn Front,,Kenya,Sorrel,-1.2,36.8,\"so, said he\",5";
    let between = TWO.replacen("KES2,2025-01-15", "KES4,2025-01-17", 1);
    let loaded = opened("pair.csv", &acled(&[ONE, TWO, open, &between, shut]));
    assert_eq!(ids(&loaded), ["KES1", "KES2", "KES4", "KES5"], "{}", told(&loaded));
    assert!(!told(&loaded).contains("12 cells, not 12"), "{}", told(&loaded));
    assert!(told(&loaded).contains("row 3"), "{}", told(&loaded));
}

/// A release whose dates are month first and which lacks a column that others have. andybega/icews#57 and #73
/// (`Events.2017.20201006.tab`: `1/1/2017`, no CAMEO Code).
#[test]
fn a_release_without_a_lesser_column_opens() {
    let rows: String = (1..5).map(|n| icews(n, &format!("1/{}/2017", n + 10), "Tarn Front")).collect();
    let whole = format!("{ICEWS}\n{rows}");
    let days = ["2017-01-11", "2017-01-12", "2017-01-13", "2017-01-14"];
    let loaded = opened("icews.tab", &whole);
    assert_eq!(dates(&loaded), days);
    assert!(told(&loaded).contains("month first, as “1/13/2017” (row 3)"), "{}", told(&loaded));
    let without: String = whole
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').enumerate().filter(|(n, _)| *n != 4).map(|(_, c)| c).collect();
            cells.join("\t") + "\n"
        })
        .collect();
    // `Source Name`, an actor, for the cited source.
    let loaded = opened("icews-2017.tab", &without);
    assert_eq!(dates(&loaded), days, "{}", told(&loaded));
    assert_eq!(first(&loaded).about.tag, "ICE");
    let actors: Vec<String> =
        first(&loaded).actor_group(&first(&loaded).row(0)).map(|(name, _)| name.to_owned()).collect();
    assert_eq!(actors, ["Tarn Front", "Police (Kenya)"]);
}

/// Countries: codes that are none of ISO's, codes against the name, and names that only what stands in parentheses tells
/// apart. OCHA-DAP/hdx-signals#259 (ACLED's iso 2, Akrotiri and Dhekelia), vincentarelbundock/countrycode#29 and
/// covidatlas/coronadatascraper#59 (Congo (Kinshasa) taken for the other Congo), countrycode#27 (the Koreas and Sudans).
#[test]
fn what_stands_in_parentheses_may_make_another_country() {
    fn open(rows: &[(&str, &str)]) -> Loaded {
        let mut text = "event_id_cnty,event_date,event_type,iso,country,fatalities\n".to_owned();
        for (n, (iso, country)) in rows.iter().enumerate() {
            writeln!(text, "X{n},2025-01-14,Battles,{iso},\"{country}\",1").unwrap();
        }
        opened("countries.csv", &text)
    }
    // No code is better than a wrong one.
    let loaded = open(&[("2", "Akrotiri and Dhekelia"), ("0", "Kosovo"), ("4", "Afghanistan"), ("004", "Afghanistan")]);
    assert_eq!(countries(&loaded), ["", "XK", "AF", "AF"]);
    let named = [
        ("Congo (Kinshasa)", "CD"),
        ("Congo (DRC)", "CD"),
        ("Congo (Brazzaville)", "CG"),
        ("Congo-Kinshasa", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("Korea (South)", "KR"),
        ("Korea (North)", "KP"),
        ("Sudan (South)", "SS"),
        ("Guinea (Bissau)", "GW"),
        ("Virgin Islands (U.S.)", "VI"),
        ("Virgin Islands (British)", "VG"),
        ("China (Taiwan)", ""),
        ("Russia (Soviet Union)", "RU"),
        ("Yemen (North Yemen)", "YE"),
        ("DR Congo (Zaire)", "CD"),
        // Names of GTD.
        ("Zaire", "CD"),
        ("Slovak Republic", "SK"),
        ("West Germany (FRG)", "DE"),
        ("Vatican City", "VA"),
        ("St. Lucia", "LC"),
        ("Rhodesia", "ZW"),
        ("People's Republic of the Congo", "CG"),
    ];
    let loaded = open(&named.map(|(name, _)| ("", name)));
    let wrong: Vec<String> = countries(&loaded)
        .into_iter()
        .zip(named)
        .filter(|(code, (_, right))| code != right)
        .map(|(code, (name, right))| format!("{name}: {code}, not {right}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    // One name alone that stands for two countries is none of them.
    assert_eq!(countries(&open(&[("", "Korea")])), [""]);
    // A code against the name is told. now: Kenya with the code SO, untold but for a position outside “Kenya”
    let against = open(&[("706", "Kenya")]);
    assert!(said(&against).contains("706") && said(&against).contains("Kenya"), "{}", told(&against));
}

/// Rows wider or narrower than the header by a rule, and not by accident: R's row names, a delimiter at the end of each
/// row, empty last cells left out. Rdatatable/data.table#763 and #1818; tickbin/tickbin#233, jmoenig/Snap#2434;
/// exceljs/exceljs#454, dilshod/xlsx2csv#228.
#[test]
fn row_names_and_last_cells_do_not_cost_the_file() {
    for (what, text) in [
        ("row names", acled(&[&format!("1,{ONE}"), &format!("2,{TWO}")])),
        ("a comma at the end", acled(&[&format!("{ONE},"), &format!("{TWO},")])),
    ] {
        let loaded = opened("wide.csv", &text);
        assert_eq!(ids(&loaded), ["KES1", "KES2"], "{what}: {}", told(&loaded));
        assert_eq!((dates(&loaded)[0].as_str(), killed(&loaded)[1]), ("2025-01-14", Some(2)), "{what}");
    }
    // As `write.table(sep = "\t")` writes it.
    let quoted = |line: &str| line.split(',').map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join("\t");
    let text = format!("{}\n\"1\"\t{}\n\"2\"\t{}\n", quoted(HEADER), quoted(ONE), quoted(TWO));
    assert_eq!(ids(&opened("names.tsv", &text)), ["KES1", "KES2"]);
    // A cell with a comma that is not quoted is still told, and its row left out.
    let loaded = opened("comma.csv", &acled(&[ONE, &TWO.replacen("Invented.", "Invented, again.", 1)]));
    assert_eq!(first(&loaded).len(), 1);
    assert!(told(&loaded).contains("row 2 has 13 cells, not 12"), "{}", told(&loaded));
}

/// Text encoded twice, decomposed, or already destroyed. IFRCGo/go-frontend#1456 (`CÃ´te d'Ivoire`),
/// vicchi/vaguely-rude-places#3, whosonfirst-data/whosonfirst-data#204, mfdz/zhv-issues#18.
#[test]
fn names_encoded_twice_are_read_or_told() {
    let row = |country: &str, place: &str| {
        ONE.replacen("Kenya,Sorrel,-1.2,36.8", &format!("{country},{place},7.96,-6.67"), 1)
    };
    let twice = opened("twice.csv", &acled(&[&row("CÃ´te d'Ivoire", "SÃ©guÃ©la"), &row("Côte d'Ivoire", "Séguéla")]));
    assert_eq!(countries(&twice), ["CI", "CI"], "{}", told(&twice));
    assert!(told(&twice).contains("encoded twice"), "{}", told(&twice));
    // What is right stays: a name may have such letters.
    let right = opened("right.csv", &acled(&[&row("Portugal", "São João")]));
    assert_eq!(first(&right).location(&first(&right).row(0)).name.as_ref(), "São João");
    // Letters with combining marks, as macOS writes them. now: [""]
    assert_eq!(countries(&opened("nfd.csv", &acled(&[&row("Co\u{302}te d'Ivoire", "Se\u{301}gue\u{301}la")]))), ["CI"]);
    // Replacement characters say that letters are lost for good. now: “no mistakes”
    let lost = opened("lost.csv", &acled(&[&row("C\u{fffd}te d'Ivoire", "S\u{fffd}gu\u{fffd}la")]));
    assert!(!told(&lost).is_empty(), "a word about it");
}

/// Rows of empty quoted cells, as tools write the blank rows below a table. sul-dlss/argo#4316,
/// alphagov/notifications-utils#14, jakob/Postico#550.
#[test]
fn blank_rows_are_no_records_quoted_or_not() {
    let cells = HEADER.split(',').count();
    let row = |cell: &str| vec![cell; cells].join(",");
    for blank in [row(""), row(" "), row("\"\""), row("\" \"")] {
        let loaded = opened("blank.csv", &acled(&[ONE, &blank, TWO, &blank]));
        assert_eq!(ids(&loaded), ["KES1", "KES2"], "{blank}");
    }
}

/// A column that stands twice with different values. melihbirim/csvql#102, aden-hive/hive#2153, pandas-dev/pandas#9424.
#[test]
fn a_column_that_stands_twice_is_told() {
    let text = format!("{HEADER},fatalities\n{ONE},9\n{TWO},9\n");
    let loaded = opened("twice.csv", &text);
    assert_eq!(killed(&loaded), [Some(1), Some(2)], "the first is read");
    assert!(told(&loaded).contains("fatalities"), "{}", told(&loaded));
}
