//! What is shown, counted, found and exported of rows of data sets is no more than the rows say: small invented tables, run
//! through the program.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

const GTD: &str = "eventid,iyear,imonth,iday,extended,resolution,country_txt,city,latitude,longitude,attacktype1_txt,target1,gname,nkill,\
nkillter,nwound,nwoundte\n";
const GED: &str = "id,relid,type_of_violence,side_a,side_b,where_prec,where_coordinates,country,date_start,date_end,\
date_prec,deaths_a,deaths_b,best,low,high\n";
const ACLED: &str = "event_id_cnty,event_date,event_type,actor1,actor2,country,location,fatalities\n";

/// A file that is gone when the test ends.
struct Table(PathBuf);

impl Table {
    fn new(name: &str, text: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("parallax-truth-{}-{number}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }

    /// All that the program says when it is run with these words and the file.
    fn ran(&self, words: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let output = command.args(words).arg(&self.0).arg("--no-memory").output().unwrap();
        let [said, told] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        said + &told
    }

    /// The ids that a query finds, each as `1` or, where it is only possible, `1?`.
    fn found(&self, query: &str, columns: &[&str]) -> Vec<String> {
        let exported = self.rows(&[&["--filter", query, "--possibly"], columns].concat());
        let mark = |row: &Row| if row.of("certainty") == "possible" { "?" } else { "" };
        let mut all: Vec<String> = exported.iter().map(|row| row.of("id") + mark(row)).collect();
        all.sort();
        all
    }

    /// The rows of an export for private use.
    fn rows(&self, words: &[&str]) -> Vec<Row> {
        let text = self.ran(&[&["export", "--private", "--format", "json"], words].concat());
        // A filter that nothing passes writes nothing.
        let Some(end) = text.rfind('}') else { return Vec::new() };
        let json: serde_json::Value = serde_json::from_str(&text[..=end]).unwrap();
        json["records"].as_array().unwrap().iter().cloned().map(Row).collect()
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A row of an export.
struct Row(serde_json::Value);

impl Row {
    fn of(&self, column: &str) -> String {
        match &self.0[column] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Two attacks of GTD, which counts the dead attackers too.
fn two_attacks() -> Table {
    let row = |id: u64, year: u16, dead: &str| {
        format!("{id},{year},3,14,0,,Kestrania,Ondel,1.5,2.5,Bombing/Explosion,Gate,Lantern Brigade,{dead},3,1\n")
    };
    Table::new("gtd.csv", &format!("{GTD}{}{}", row(201_803_140_001, 2018, "7,2"), row(201_903_140_002, 2019, "10,3")))
}

#[test]
fn what_is_summed_of_gtd_is_called_what_it_is() {
    let map = two_attacks().ran(&["map"]);
    assert!(map.contains("killed without known attackers, GTD\n") && map.contains("killed 12"), "{map}");
    let shown = two_attacks().ran(&["--print", "--size", "120x40", "--keys", "sk"]);
    assert!(!shown.contains("as stated") && shown.contains("without known attackers"), "{shown}");
}

#[test]
fn what_is_cited_of_gtd_is_the_number_of_the_file() {
    for format in ["csl", "ris"] {
        let cited = two_attacks().ran(&["export", "--private", "--format", format]);
        for words in ["killed: 7 (attackers included)", "killed: 10 (attackers included)"] {
            assert!(cited.contains(words), "{cited}");
        }
        assert!(!cited.contains("killed: 5"), "{cited}");
    }
    let drawn = two_attacks().ran(&["chart", "--of", "201803140001"]);
    assert!(drawn.contains("Σ 5") && drawn.contains("● 7") && drawn.contains("Σ worked out"), "{drawn}");
}

#[test]
fn a_highest_number_alone_leaves_the_lowest_open() {
    let table = Table::new("most.csv", "id,day,most\n1,2031-05-01,9\n");
    let columns = ["--columns", "id=id,date=day,killed_max=most"];
    for (query, found) in
        [("killed:9", vec!["1?"]), ("killed:5", vec!["1?"]), ("killed:<=9", vec!["1"]), ("killed:>9", vec![])]
    {
        assert_eq!(table.found(query, &columns), found, "{query}");
    }
    let row = &table.rows(&columns)[0];
    assert_eq!([row.of("killed_min"), row.of("derived_killed_min"), row.of("derived_killed_max")], ["", "", "9"]);
    assert!(table.ran(&[&["ledger", "1"], &columns[..]].concat()).contains("≤9"));
    let ged = Table::new(
        "ged.csv",
        &format!("{GED}4,X,1,Lanterns,Harbour Guard,1,Ondel,Kenya,2031-05-01,2031-05-01,1,0,0,,,9\n"),
    );
    assert_eq!(ged.found("killed:<=9", &[]), ["4"]);
    assert_eq!(ged.found("killed:9", &[]), ["4?"]);
}

const DEAD: [&str; 2] = ["--columns", "id=id,date=day,killed=dead"];

#[test]
fn a_number_with_a_fraction_is_never_exact() {
    let table = Table::new("shares.csv", "id,day,dead\n1,2031-05-01,3.5\n2,2031-05-02,0.5\n3,2031-05-03,4\n");
    assert_eq!(table.found("killed:4", &DEAD), ["1?", "3"]);
    assert_eq!(table.found("killed:1", &DEAD), ["2?"]);
    assert_eq!(table.found("killed:>=3", &DEAD), ["1", "3"]);
    let rows = table.rows(&DEAD);
    let row = rows.iter().find(|row| row.of("id") == "1").unwrap();
    assert_eq!(["killed", "killed_min", "killed_max", "killed_lowest"].map(|name| row.of(name)), ["", "", "", ""]);
    assert_eq!(["derived_killed_min", "derived_killed_max"].map(|name| row.of(name)), ["3", "4"]);
    let checked = table.ran(&[&["check"], &DEAD[..]].concat());
    assert!(checked.contains("row 1: the number killed has a fraction"), "{checked}");
    let bounds = Table::new("bounds.csv", "id,day,dead,least,most\n1,2031-05-01,2.5,2,4\n2,2031-05-02,2.5,1.5,4\n");
    let rows = bounds.rows(&["--columns", "id=id,date=day,killed=dead,killed_min=least,killed_max=most"]);
    for row in rows {
        let least = if row.of("id") == "1" { "2" } else { "" };
        assert_eq!(["killed_min", "killed", "killed_max"].map(|name| row.of(name)), [least, "", "4"]);
    }
    let ledger = table.ran(&[&["ledger", "1"], &DEAD[..]].concat());
    assert!(ledger.contains("≈4") && ledger.contains("dead 3.5"), "{ledger}");
    let of = |dead: &str| format!("{ACLED}9,2031-05-01,Battles,Lanterns,Harbour Guard,Kenya,Ondel,\"{dead}\"\n");
    let most = Table::new("acled.csv", &of("12.9"));
    let said = most.ran(&["ledger", "9"]) + &most.ran(&["check"]);
    assert!(said.contains("≥12") && !said.contains("≈13") && !said.contains("nearest"), "{said}");
    assert!(said.contains("row 1: the number killed has a fraction; only whole numbers are shown"), "{said}");
    let acled = Table::new("acled.csv", &of("12,5"));
    assert_eq!(acled.found("killed:>=12", &[]), ["9"]);
    assert_eq!(acled.found("killed:>=13", &[]), ["9?"], "the source says 12.5 or more, which no number of people is");
}

#[test]
fn rows_that_were_not_read_wholly_are_marked() {
    let table = Table::new("about.csv", "id,day,dead\n1,2031-05-01,about 20\n2,2031-05-02,3\n");
    let rows = table.rows(&DEAD);
    let doubts: Vec<String> = rows.iter().map(|row| row.of("id") + &row.of("doubts")).collect();
    assert!(doubts.contains(&"1[\"unread\"]".to_owned()) && doubts.contains(&"2[]".to_owned()), "{doubts:?}");
    let shown = table.ran(&[&["--print", "--size", "100x20"], &DEAD[..]].concat());
    assert!(shown.lines().filter(|line| line.contains("│") && line.contains(" ! ")).count() == 1, "{shown}");
}

#[test]
fn an_end_before_the_beginning_is_told() {
    let columns = ["--columns", "id=id,date=day,end_date=until"];
    let table = Table::new("until.csv", "id,day,until\n1,2031-05-03,2031-05-01\n2,2031-05-03,2031-05-06\n");
    let checked = table.ran(&[&["check"], &columns[..]].concat());
    assert!(checked.contains("row 1: it ends on 2031-05-01 and begins on 2031-05-03"), "{checked}");
    assert_eq!(table.found("row:unread", &columns), ["1"]);
    assert_eq!(table.found("on:2031-05-03", &columns), ["1?", "2?"]);
}

#[test]
fn a_date_in_doubt_is_found_in_both_readings_and_an_iso_date_is_never_in_doubt() {
    let columns = ["--columns", "id=id,date=day,end_date=until"];
    let table = Table::new("open.csv", "id,day,until\n1,2031-05-03,2031-05-06\n2,5/6/2031,\n3,2031-06-05,\n");
    assert_eq!(table.found("on:2031-06", &columns), ["2?", "3"]);
    assert_eq!(table.found("on:2031-05", &columns), ["1", "2?"]);
    assert_eq!(table.found("on:2031", &columns), ["1", "2", "3"]);
    assert_eq!(table.found("after:2031-05-20", &columns), ["2?", "3"]);
    let rows = table.rows(&columns);
    let doubts: Vec<(String, String)> = rows.iter().map(|row| (row.of("id"), row.of("doubts"))).collect();
    for (id, doubt) in doubts {
        assert_eq!(doubt, if id == "2" { "[\"day and month may be swapped\"]" } else { "[]" }, "{id}");
    }
    assert!(!table.ran(&[&["show", "1"], &columns[..]].concat()).contains("swapped"));
}

#[test]
fn a_year_is_no_time_since_1970() {
    let table = Table::new("times.csv", "id,day,dead\n1,1935700000,1\n2,2031,2\n");
    assert_eq!(table.found("on:1970", &DEAD), Vec::<String>::new());
    assert_eq!(table.found("row:unread", &DEAD), ["2"]);
    assert!(table.ran(&[&["check"], &DEAD[..]].concat()).contains("column day: “2031”"));
}

#[test]
fn a_data_set_without_one_of_its_columns_is_told_and_not_read_otherwise() {
    for gone in ["best", "type_of_violence", "date_start"] {
        let header: Vec<&str> = GED.trim().split(',').chain(["side_a_dset_id"]).collect();
        let row = "4,X,1,Lanterns,Harbour Guard,1,Ondel,Kenya,2031-05-01,2031-05-01,1,1,1,2,2,2,77";
        let kept = |cells: Vec<&str>| {
            let kept = cells.iter().zip(&header).filter(|(_, name)| **name != gone);
            kept.map(|(cell, _)| *cell).collect::<Vec<_>>().join(",")
        };
        let text = format!("{}\n{}\n", kept(header.clone()), kept(row.split(',').collect()));
        let told = Table::new("cut.csv", &text).ran(&["check"]);
        assert!(told.contains(&format!("UCDP GED also has {gone}")) && !told.contains("--columns"), "{told}");
    }
}

#[test]
fn what_is_mistaken_in_the_columns_named_is_told() {
    let table = Table::new("named.csv", "id,day,dead\n1,2031-05-01,4\n");
    for (columns, words) in [
        ("date=day,killd=dead", "killd=dead: “killd” is nothing that is read of this table"),
        (
            "date=day,killed=dead,injured=dead",
            "the column dead is named as killed and as injured; it is read as injured alone",
        ),
        ("date=day,bogus=x", "bogus=x: “bogus” is nothing"),
        ("date=day,killed=dead,killed=id", "id and dead are both named as killed; id alone is read"),
    ] {
        let told = table.ran(&["check", "--columns", columns]);
        assert!(told.contains(words), "{told}");
    }
    assert!(!table.ran(&["check", "--columns", "date=day,Killed=dead,injured=hurt"]).contains("is nothing"));
    for columns in ["Id=id,date=day,Killed=dead", "ID=id,Date=day,KILLED=dead"] {
        assert_eq!(table.found("killed:4", &["--columns", columns]), ["1"], "{columns}");
    }
    assert_eq!(table.found("killed:4", &["--columns", "id=id,DATE=day,Killed Max=dead,killed-min=dead"]), ["1?"]);
    let ged = Table::new(
        "ged.csv",
        &format!("{GED}4,X,1,Lanterns,Harbour Guard,1,Ondel,Kenya,2031-05-01,2031-05-01,1,1,1,4,1,9\n"),
    );
    let told = ged.ran(&["check", "--columns", "best=Deahts"]);
    assert!(told.contains("no column is called Deahts") && !told.contains("columns as named"), "{told}");
    // What is given a role goes before a column that has its name.
    let header = GED.replace("country", "country,land");
    let row = "4,X,1,Lanterns,Harbour Guard,1,Ondel,Nowhere,Kenya,2031-05-01,2031-05-01,1,1,1,4,1,9\n";
    let ged = Table::new("land.csv", &format!("{header}{row}"));
    assert_eq!(ged.rows(&["--columns", "country=land"])[0].of("country"), "Kenya");
    // A role that a known data set has too.
    let acled = ACLED.replace("country", "land");
    let table = Table::new("acled.csv", &format!("{acled}9,2031-05-01,Battles,Lanterns,Harbour Guard,Kenya,Ondel,4\n"));
    for columns in ["country=land", "Country=land"] {
        assert_eq!(table.rows(&["--columns", columns])[0].of("country"), "Kenya");
    }
}

#[test]
fn two_numbers_that_exclude_each_other_find_nothing() {
    let row = "4,X,1,Lanterns,Harbour Guard,1,Ondel,Kenya,2031-05-01,2031-05-01,1,1,1,4,1,9\n";
    let table = Table::new("ged.csv", &format!("{GED}{row}"));
    assert_eq!(table.found("killed:>=5 killed:<3", &[]), Vec::<String>::new());
    assert_eq!(table.found("killed:>=2 killed:<4", &[]), ["4?"]);
    assert_eq!(table.found("killed:>=1 killed:<10", &[]), ["4"]);
}

#[test]
fn an_own_export_says_no_more_when_it_is_read_again() {
    let again = |table: &Table| Table::new("again.csv", &table.ran(&["export", "--private", "--format", "csv"]));
    let gtd = again(&two_attacks());
    assert_eq!(gtd.found("killed:5", &[]), ["201803140001"]);
    assert_eq!(gtd.found("killed:>=6", &[]), ["201903140002"]);
    let row = |id: u8, dead: u8| format!("{id},2031-05-01,Battles,Lanterns,Harbour Guard,Kenya,Ondel,{dead}\n");
    let acled = again(&Table::new("acled.csv", &format!("{ACLED}{}{}", row(3, 3), row(4, 10))));
    assert_eq!(acled.found("killed:>=2", &[]), ["3", "4"]);
    assert_eq!(acled.found("killed:>=3", &[]), ["3?", "4?"]);
    // What is in doubt stays so.
    let text =
        "id,day,dead,least,most\n1,5/6/2031,4,,\n2,,about 20,,\n3,2031-05-01,3,5,9\n4,7/6/2031,4,3,9\nTotal,,7,,\n";
    let columns = ["--columns", "id=id,date=day,killed=dead,killed_min=least,killed_max=most"];
    let table = Table::new("doubts.csv", text);
    let exported = table.ran(&[&["export", "--private", "--format", "csv"], &columns[..]].concat());
    let doubtful = Table::new("again.csv", &exported);
    assert_eq!(doubtful.found("on:2031-06", &[]), ["1?", "4?"]);
    assert_eq!(doubtful.found("on:2031-05", &[]), ["1?", "3"]);
    for (query, found) in [("row:unread", "2"), ("row:slipped", "Total")] {
        assert_eq!(
            (doubtful.found(query, &[]), table.found(query, &columns)),
            (vec![found.into()], vec![found.into()])
        );
    }
    for query in ["killed:3", "killed:4", "killed:<=9", "killed:>=3"] {
        assert_eq!(doubtful.found(query, &[]), table.found(query, &columns), "{query}");
    }
    let shown = doubtful.ran(&["show", "3"]);
    assert!(shown.contains("out of order in the file: low 5, best 3, high 9"), "{shown}");
    // Of incidents of articles: an open end, and somebody whom a source gives no side.
    let columns: Vec<&str> =
        "source,id,title,date,derived_from,derived_to,dated,actors,killed_rule,named_sources".split(',').collect();
    let row = |id: &str, date: &str, from: &str, to: &str| {
        format!(
            "Gazette,{id},Harbour raid,{date},{from},{to},day,\"a market (target, gazette ¶2)\",as-printed,gazette\n"
        )
    };
    let rows = [row("from", "2031-05-03/..", "2031-05-03", ""), row("day", "2031-05-03", "2031-05-03", "2031-05-03")];
    let articles = Table::new("articles.csv", &format!("{}\n{}", columns.join(","), rows.concat()));
    assert_eq!(articles.found("dated:day", &[]), ["day"]);
    assert_eq!(articles.found("on:2031-05-03", &[]), ["day"]);
    let shown = articles.ran(&["show", "day"]);
    assert!(shown.contains("gazette ¶2") && !shown.contains("side A") && !shown.contains("worked out"), "{shown}");
}

#[test]
fn more_attackers_than_dead_is_said_in_the_words_of_gtd() {
    let row = "201803140001,2018,3,14,0,,Kestrania,Ondel,1.5,2.5,Bombing/Explosion,Gate,Lantern Brigade,2,5,,\n";
    let table = Table::new("gtd.csv", &format!("{GTD}{row}"));
    let told = table.ran(&["check"]) + &table.ran(&["ledger", "201803140001"]) + &table.ran(&["show", "201803140001"]);
    assert!(told.contains("row 1: more dead attackers than dead in all") && !told.contains("low, best"), "{told}");
    assert!(table.rows(&[])[0].of("killed_rule").ends_with(", more attackers than all"));
}

#[test]
fn places_and_countries_are_counted_where_they_are_named() {
    let rows: String = (0..8).map(|n| format!("{n},2031-05-0{},Ondel,1.{n}\n", n + 1)).collect();
    let table = Table::new("towns.csv", &format!("id,day,town,lat\n{rows}"));
    let counted = |columns: &str| table.ran(&["check", "--columns", columns]);
    assert!(counted("id=id,date=day,injured=lat").contains("  0 countries, 0 places"));
    let one = counted("id=id,date=day,place=town,latitude=lat,longitude=lat");
    assert!(one.contains("  0 countries, 1 place,"), "{one}");
    // The code of the country stands in some rows only.
    let rows = ["9,2031-05-01,Battles,A,B,Kenya,404,Ondel,1\n", "8,2031-05-02,Battles,A,B,Kenya,,Ondel,1\n"].concat();
    let acled = Table::new("acled.csv", &format!("{}{rows}", ACLED.replace("country,", "country,iso,")));
    let told = acled.ran(&["check"]);
    assert!(told.contains("  1 country, 1 place,"), "{told}");
}
