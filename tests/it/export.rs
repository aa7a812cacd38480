//! Tests exports: licences, filters, safety for spreadsheets and terminals.

use std::process::{Command, Output};

use crate::fixture::path;
use crate::terminal::Scratch;

fn parallax(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parallax")).args(args).output().unwrap()
}

fn set(name: &str) -> String {
    path("tests/fixtures/sets").join(name).display().to_string()
}

fn stdout(args: &[&str]) -> String {
    String::from_utf8(parallax(args).stdout).unwrap()
}

#[test]
fn rows_that_may_not_be_passed_on_leave_without_their_contents() {
    for (name, own) in [("acled-2024.csv", "KES1"), ("gtd-full.csv", "20160")] {
        let raw = std::fs::read(path("tests/fixtures/sets").join(name)).unwrap();
        let raw = String::from_utf8_lossy(&raw).into_owned();
        // Long words of the rows: places, actors, notes. The header's are names of columns.
        let words: std::collections::BTreeSet<&str> = raw
            .lines()
            .skip(1)
            .flat_map(|l| l.split(|c: char| !c.is_alphabetic()))
            .filter(|w| w.len() > 5 && w.starts_with(char::is_uppercase))
            .collect();
        assert!(words.len() > 10);
        for format in ["csv", "json", "geojson", "md"] {
            let file = set(name);
            let kept = stdout(&["export", &file, "--format", format]);
            let whole = stdout(&["export", &file, "--format", format, "--private"]);
            assert!(kept.contains(own) && whole.contains(own), "{name} {format}: the ids leave");
            let cited = ["Armed Conflict Location", "National Consortium for the Study"];
            assert!(cited.iter().any(|c| kept.contains(c)), "{name} {format}: the citation leaves");
            let citation = "Armed Conflict Location Event Data National Consortium Study Terrorism Responses Global Database START FeatureCollection";
            let leaked: Vec<&&str> = words.iter().filter(|w| kept.contains(**w) && !citation.contains(**w)).collect();
            assert!(leaked.is_empty(), "{name} {format}: {leaked:?}");
            assert!(words.iter().filter(|w| whole.contains(**w)).count() > 5, "{name} {format}");
        }
        let said = parallax(&["export", &set(name), "--format", "csv"]).stderr;
        assert!(String::from_utf8_lossy(&said).contains("--private"));
    }
}

#[test]
fn rows_of_atrocities_and_coded_events_leave_without_their_contents() {
    for (name, id, rule, cited, held) in [
        (
            "pitf.tsv",
            "pitf:4",
            "noncombatants-scaled",
            "Political Instability Task Force",
            ["Sorrel", "Velmark", "264", "market traders", "2013-03-04"],
        ),
        (
            "icews.tab",
            "9100001",
            "not-counted",
            "doi:10.7910/DVN/28075",
            ["Tarn Front", "Kenya", "31.5", "Velmark Wire", "2014-03-02"],
        ),
        (
            "polecat.tab",
            "20180101-1-abc",
            "not-counted",
            "doi:10.7910/DVN/AJGVIT",
            ["Tarn Front", "Sorrel", "31.5", "suicide-attack", "2018-01-02"],
        ),
    ] {
        let file = set(name);
        for format in ["csv", "json", "geojson", "md"] {
            let kept = stdout(&["export", &file, "--format", format]);
            assert!(kept.contains(id) && kept.contains(cited), "{name} {format}: id and citation leave");
            assert!(format == "md" || kept.contains(rule), "{name} {format}: the counting rule leaves");
            let leaked: Vec<&str> = held.into_iter().filter(|h| kept.contains(h)).collect();
            assert!(leaked.is_empty(), "{name} {format}: {leaked:?}");
        }
        let whole = stdout(&["export", &file, "--format", "json", "--private"]);
        let missing: Vec<&str> = held.into_iter().filter(|h| !whole.contains(h)).collect();
        assert!(missing.is_empty(), "{name}: the fixture holds {missing:?}");
    }
}

#[test]
fn columns_of_equal_name_leave_together() {
    for format in ["json", "geojson"] {
        let whole = stdout(&["export", &set("pitf.tsv"), "--format", format, "--private"]);
        let json: serde_json::Value = serde_json::from_str(&whole).unwrap();
        let all = if format == "json" { json["records"].as_array() } else { json["features"].as_array() }.unwrap();
        let coded = |entry: &serde_json::Value| {
            let entry = if format == "json" { entry } else { &entry["properties"] };
            ["Degrees", "Degrees#2", "Direction", "Direction#2"]
                .map(|name| entry["coded"][name].as_str().map(str::to_owned))
        };
        let wanted = ["12", "8", "N", "E"].map(|held| Some(held.to_owned()));
        assert!(all.iter().any(|entry| coded(entry) == wanted), "{format}: {whole}");
    }
}

#[test]
fn what_the_filter_lets_through_is_what_leaves() {
    let file = set("ged-251.csv");
    let lines = |filter: &str| stdout(&["export", &file, "--format", "csv", "--filter", filter]).lines().count();
    let all = lines("");
    let some = lines("killed:>=5");
    assert!(some > 1 && some < all, "{some} of {all}");
    // Those that pass only possibly are added on demand, and marked.
    for (filter, more, wanted) in [
        ("killed:>=5", &[][..], &["certain"][..]),
        ("killed:>=5", &["--possibly"], &["certain", "possible"]),
        ("killed:?>=5", &[], &["possible"]),
    ] {
        let args = ["export", &file, "--format", "json", "--filter", filter];
        let document: serde_json::Value = serde_json::from_str(&stdout(&[&args[..], more].concat())).unwrap();
        let records = document["records"].as_array().unwrap();
        let mut marks: Vec<&str> = records.iter().map(|record| record["certainty"].as_str().unwrap()).collect();
        marks.dedup();
        assert_eq!(marks, wanted, "{filter} {more:?}");
    }
    let head = stdout(&["export", &file, "--format", "csv"]);
    assert!(head.lines().next().unwrap().contains(",certainty,"));
    let json = stdout(&["export", "--filter", "killed:>=1000", "--possibly"]);
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let incidents = document["incidents"].as_array().unwrap();
    assert!(incidents.iter().any(|i| i["id"] == "kerman-bombings" && i["certainty"] == "possible"), "{json}");
    // Nothing is certain: without --possibly nothing is written, and a message says how many there are.
    let none = parallax(&["export", "--filter", "killed:>=1000"]);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&none.stderr).contains("--possibly writes those"), "{none:?}");
    assert_eq!(parallax(&["export", &file, "--format", "csv", "--filter", "killed:>9999"]).status.code(), Some(1));
    let wrong = parallax(&["export", &file, "--format", "csv", "--filter", "killed:many"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains(">50"));
}

#[test]
fn geojson_has_points_with_what_they_stand_for() {
    let text = stdout(&["export", &set("ged-251.csv"), "--format", "geojson"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let features = json["features"].as_array().unwrap();
    assert_eq!(features.len(), 8);
    assert!(json["citation"].as_array().unwrap().iter().any(|c| c.as_str().unwrap().contains("Sundberg")));
    for feature in features {
        assert!(!feature["properties"]["precision"].as_str().unwrap().is_empty());
    }
    let first = &features[0]["geometry"]["coordinates"];
    assert!(first[0].as_f64().is_some() && first[1].as_f64().is_some());
}

#[test]
fn nothing_hostile_in_a_data_set_reaches_a_terminal_or_a_spreadsheet() {
    let file = set("hostile.csv");
    let ids: Vec<String> = (1..=8).map(|n| format!("99000{n}")).collect();
    let mut runs: Vec<Vec<&str>> = vec![
        vec!["check", &file],
        vec!["check", &file, "--format", "json"],
        vec!["find", "tarn", &file],
        vec!["find", "tarn", &file, "--format", "json"],
        vec!["export", &file, "--format", "csv"],
        vec!["export", &file, "--format", "json"],
        vec!["export", &file, "--format", "geojson"],
        vec!["export", &file, "--format", "md"],
        vec!["--print", &file],
        vec!["--print", "--keys", "f<tab><tab>", &file],
        vec!["--print", "--keys", "/tarn", &file],
        vec!["--print", "--keys", "<enter><enter>", &file],
    ];
    runs.extend(ids.iter().map(|id| vec!["show", id, &file]));
    runs.extend(ids.iter().map(|id| vec!["ledger", id, &file]));
    for args in runs {
        let output = parallax(&args);
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        let bad = text.chars().find(|c| {
            (c.is_control() && *c != '\n')
                || matches!(u32::from(*c), 0x202a..=0x202e | 0x2066..=0x2069 | 0x200b | 0xfeff)
        });
        assert_eq!(bad, None, "{args:?}: {text}");
    }
    let csv = stdout(&["export", &file, "--format", "csv"]);
    for line in csv.lines().skip(1) {
        for cell in line.split(',') {
            let cell = cell.trim_matches('"');
            let formula = cell.starts_with(['=', '+', '@']) || cell.starts_with('-') && cell.parse::<f64>().is_err();
            assert!(!formula, "{cell}");
        }
    }
}

#[test]
fn whom_a_source_suspects_or_blames_is_not_the_editors() {
    let text = stdout(&["export", "--format", "geojson"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let (mut held, mut editors) = (0, Vec::new());
    for feature in json["features"].as_array().unwrap() {
        let actors = feature["properties"]["actors"].as_array().into_iter().flatten();
        let actors: Vec<&str> = actors.map(|actor| actor.as_str().unwrap()).collect();
        for actor in &actors {
            let (who, part) = actor.split_once(" (").unwrap();
            let by_source = actors.iter().any(|other| other.starts_with(&format!("{who} (perpetrator,")));
            if part == "suspected, by the editor)" || part == "blamed, by the editor)" {
                assert!(!by_source, "{actor}: {actors:?}");
                editors.push(who);
            }
            held += usize::from(by_source);
        }
    }
    assert!(held > 20);
    // No source speaks of the four as perpetrators.
    assert_eq!(editors, ["four Tajik men"]);
}

#[test]
fn a_country_stands_beside_a_place_only_if_the_place_lies_in_it() {
    let json: serde_json::Value = serde_json::from_str(&stdout(&["export", "--format", "json"])).unwrap();
    let table: serde_json::Value = serde_json::from_str(&stdout(&["export", "--format", "geojson"])).unwrap();
    let mut across = Vec::new();
    for feature in table["features"].as_array().unwrap() {
        let row = &feature["properties"];
        let incident = json["incidents"].as_array().unwrap().iter().find(|i| i["id"] == row["id"]).unwrap();
        let (place, code) = (&incident["places"][0]["name"], &incident["places"][0]["country"]);
        assert_eq!(&row["place"], place);
        assert_eq!(row["country"].is_null(), code.is_null(), "{}: {} {}", row["id"], place, row["country"]);
        assert!(row["country_code"].is_null() || row["country_code"] == *code, "{}", row["id"]);
        if code.is_null() && !row["countries"].as_array().unwrap().is_empty() {
            across.push(row["id"].as_str().unwrap());
        }
    }
    across.sort_unstable();
    assert_eq!(across, ["central-asia-threats", "threats-chinese-interests"]);
    let markdown = stdout(&["export", "--format", "md"]);
    assert!(markdown.contains("| aimed at Central Asia, also PK |"), "{markdown}");
    assert!(markdown.contains("| aimed at Central Asia, also UZ, TJ |"));
}

/// A file of the fixture's rows with another actor.
fn with_actor(scratch: &Scratch, actor: &str) -> String {
    let file = scratch.0.join("set.csv");
    let rows = std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    assert!(rows.contains("Reed Cutters"));
    std::fs::write(&file, rows.replace("Reed Cutters", actor)).unwrap();
    file.display().to_string()
}

#[test]
fn markup_in_names_is_text_in_a_markdown_table() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let scratch = Scratch::new("markdown");
    let actor = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> ![t](http://e.invalid/p.png) `c` *b*";
    let table = stdout(&["export", &with_actor(&scratch, actor), "--format", "md"]);
    let mut text = String::new();
    for event in Parser::new_ext(&table, Options::all()) {
        match event {
            Event::Text(held) => text.push_str(&held),
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{event:?}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::HtmlBlock) => panic!("{event:?}"),
            _ => {}
        }
    }
    assert!(text.contains(actor), "{text}");
}

#[test]
fn what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe() {
    let scratch = Scratch::new("formula");
    for sign in ["=", "＝", "＋", "－", "＠", "﹦", "⁼", "₋", "−", " ＝", "\u{3000}="] {
        let table = stdout(&["export", &with_actor(&scratch, &format!("{sign}1+1")), "--format", "csv"]);
        let mut reader = simd_csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        let mut marked = 0;
        for record in reader.byte_records() {
            for cell in &record.unwrap() {
                let cell = std::str::from_utf8(cell).unwrap();
                marked += usize::from(cell.starts_with('\'') && cell.contains("1+1"));
                assert!(!cell.trim_start().starts_with(sign.trim_start()), "{sign}: {cell}");
            }
        }
        assert!(marked > 0, "{sign}: {table}");
    }
}

#[test]
fn standard_output_that_is_an_input_is_refused() {
    let scratch = Scratch::new("stdout");
    let (file, link) = (scratch.0.join("ged.csv"), scratch.0.join("link.csv"));
    let rows = std::fs::read(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    std::fs::write(&file, &rows).unwrap();
    std::fs::hard_link(&file, &link).unwrap();
    for script in [
        "$parallax export --format csv $set >> $set",
        "$parallax export --format csv $set 1<> $set",
        "$parallax export --format csv $set >> $link",
        "$parallax export --format csv $set --out $link",
        "$parallax export --format csv - < $set >> $set",
        "$parallax check $set >> $link",
        "$parallax find tarn $link >> $set",
        "$parallax show 910002 $set >> $set",
        "$parallax --print $set >> $set",
    ] {
        let output = Command::new("/bin/sh")
            .args(["-c", script])
            .env("parallax", env!("CARGO_BIN_EXE_parallax"))
            .env("set", &file)
            .env("link", &link)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{script}: {said}");
        assert!(said.contains("another file") || said.contains("another name"), "{script}: {said}");
        assert_eq!(std::fs::read(&file).unwrap(), rows, "{script}");
    }
}

#[test]
fn what_a_killed_export_left_is_removed_by_the_next() {
    let scratch = Scratch::new("killed");
    let rows = std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    let (head, rest) = rows.split_once('\n').unwrap();
    let (set, out) = (scratch.0.join("many.csv"), scratch.0.join("out.csv"));
    std::fs::write(&set, format!("{head}\n{}", rest.repeat(4_000))).unwrap();
    let [set, out] = [&set, &out].map(|path| path.display().to_string());
    let left = || {
        let all = std::fs::read_dir(&scratch.0).unwrap().map(|e| e.unwrap().path());
        all.filter(|path| path.extension().is_some_and(|x| x == "tmp")).count()
    };
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["export", "--format", "csv", "--out", &out, &set])
        .spawn()
        .unwrap();
    let begun = std::time::Instant::now();
    while left() == 0 {
        assert!(begun.elapsed().as_secs() < 30 && child.try_wait().unwrap().is_none(), "it never began to write");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(left(), 1);
    let file = self::set("ged-251.csv");
    assert!(parallax(&["export", &file, "--format", "csv", "--out", &out]).status.success());
    assert_eq!((left(), std::fs::read_to_string(&out).unwrap().lines().count()), (0, 9));
}

#[test]
fn many_batches_come_in_order_and_read_as_one_by_one() {
    let scratch = Scratch::new("batches");
    let rows = std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    let mut records = csv_records(&rows);
    let head = records.remove(0);
    // More than two batches, whose order in the file is not that of their days.
    let (set, count) = (scratch.0.join("many.csv"), 10_000);
    let mut text = head.clone() + "\n";
    for n in 0..count {
        let (record, day) = (&records[n % records.len()], 1 + (n * 7) % 28);
        let id = record.split(',').next().unwrap();
        let moved = record.replacen(id, &n.to_string(), 1).replace("2023-04-17", &format!("2023-04-{day:02}"));
        text.push_str(&moved);
        text.push('\n');
    }
    std::fs::write(&set, text).unwrap();
    let set = set.display().to_string();
    let loaded =
        parallax::load::load(&parallax::load::Request { paths: vec![set.clone().into()], sources: Vec::new() });
    let order = parallax::app::entries::order(&loaded.workspace);
    let mut wanted = Vec::new();
    parallax::export::table::csv::head(&mut wanted);
    for &number in order.iter() {
        let parallax::model::Entry::Record(id) = loaded.workspace.entry(number) else { unreachable!("no incidents") };
        let (set, row) = (loaded.workspace.set(id), loaded.workspace.row(id));
        let detail = loaded.detail(id).unwrap();
        let cited = parallax::export::table::citation(set);
        let line = parallax::export::table::record(set, &row, &detail, detail.id.clone(), &cited, false);
        parallax::export::table::csv::line(&line, &mut wanted);
    }
    assert_eq!(order.len(), count);
    let written = stdout(&["export", &set, "--format", "csv"]);
    assert!(written == String::from_utf8(wanted).unwrap(), "the export differs from its records");
    for format in ["json", "geojson"] {
        let text = stdout(&["export", &set, "--format", format, "--private"]);
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let all = if format == "json" { json["records"].as_array() } else { json["features"].as_array() }.unwrap();
        assert_eq!(all.len(), count);
    }
}

/// The records of a file with quoted line breaks.
fn csv_records(text: &str) -> Vec<String> {
    let (mut all, mut open) = (Vec::new(), String::new());
    for line in text.lines() {
        open.push_str(line);
        if open.matches('"').count() % 2 == 0 {
            all.push(std::mem::take(&mut open));
        } else {
            open.push('\n');
        }
    }
    all
}
