//! Tests that exports hold only numbers that a source prints or codes, outside columns and fields named `derived_…`, and
//! that no column counts anything twice.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use parallax::model::{Claim, Corpus, IncidentId, Value};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value as Json;

use crate::fixture::{built_in, path, tiny};

fn export(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parallax")).arg("export").args(args).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The numbers in a text, in digits and in words. An indefinite article is no number, except before a unit of time.
fn numbers(text: &str) -> BTreeSet<u64> {
    const WORDS: [(&str, u64); 36] = [
        ("zero", 0),
        ("one", 1),
        ("single", 1),
        ("two", 2),
        ("twin", 2),
        ("both", 2),
        ("pair", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("dozen", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
        ("hundred", 100),
        ("thousand", 1000),
        ("million", 1_000_000),
    ];
    const UNITS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];
    let mut all = BTreeSet::new();
    let (mut before, mut article) = (None, false);
    for word in text.split(|c: char| !c.is_alphanumeric() && c != ',' && c != '.') {
        let word = word.trim_matches([',', '.']).to_lowercase();
        let digits = word.replace(',', "");
        let whole = digits.strip_suffix(".0").unwrap_or(&digits);
        let spelled = WORDS.iter().find(|(known, _)| *known == word).map(|(_, n)| *n);
        let mut number = whole.parse::<u64>().ok().or(spelled);
        // "three thousand" is one number, and so is "a month".
        if let (Some(factor @ (100 | 1000 | 1_000_000)), Some(few)) = (spelled, before) {
            all.remove(&few);
            number = Some(few * factor);
        } else if article && UNITS.contains(&word.as_str()) {
            number = Some(1);
        }
        all.extend(number);
        (before, article) = (number, word == "a" || word == "an");
    }
    all
}

#[test]
fn numbers_are_read_in_digits_and_words() {
    let wanted = |all: &[u64]| all.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(numbers("roughly 170 Afghans and 13 Americans"), wanted(&[13, 170]));
    assert_eq!(numbers("1,329 operations, twin blasts; a bombing"), wanted(&[2, 1329]));
    assert_eq!(numbers("at 14.5 or 12.0"), wanted(&[12]));
    assert_eq!(numbers("three thousand of them, less than a month, a chief"), wanted(&[1, 3000]));
}

/// The claims of an incident that hold a number: figures, durations, amounts, times of day.
fn figures(corpus: &Corpus, id: IncidentId) -> impl Iterator<Item = &Claim> {
    let accounts = corpus.accounts_in(corpus.incident(id).accounts).iter();
    accounts
        .flat_map(|a| corpus.claims_in(a.claims))
        .filter(|c| matches!(c.value, Value::Figure(_) | Value::Quantity(_) | Value::Time(_)))
}

/// The numbers in the wordings of all figures of an incident.
fn wordings(corpus: &Corpus, id: IncidentId) -> BTreeSet<u64> {
    figures(corpus, id).flat_map(|c| numbers(corpus.str(c.words))).collect()
}

/// What stands beside a figure in a text: paragraph numbers, ids of articles and incidents, attributions, wordings.
fn without_sources(corpus: &Corpus, text: &str) -> String {
    let mut text = text.to_owned();
    let mut beside: Vec<String> = Vec::new();
    beside.extend(corpus.claims().flat_map(|(_, c)| c.according_to.iter().map(|&t| corpus.str(t).to_owned())));
    beside.extend(corpus.claims().map(|(_, c)| format!("“{}”", corpus.str(c.words))));
    beside.extend(corpus.articles().map(|(_, a)| corpus.str(a.id).to_owned()));
    beside.extend(corpus.incidents().map(|(_, i)| corpus.str(i.id).to_owned()));
    beside.retain(|b| !numbers(b).is_empty());
    beside.sort_by_key(|b| std::cmp::Reverse(b.len()));
    for known in beside {
        text = text.replace(&known, "…");
    }
    let mut out = String::new();
    for (i, part) in text.split('¶').enumerate() {
        out.push_str(if i == 0 { part } else { part.trim_start_matches(|c: char| c.is_ascii_digit()) });
    }
    out
}

/// The columns and fields that hold numbers of another kind than figures.
const OTHER: [&str; 12] =
    ["id", "date", "from", "to", "passage", "n", "origins", "length", "lat", "lon", "articles", "accounts"];

/// Whether a column or field holds figures that are printed: all numbers, and the texts of figures.
fn is_figure(name: &str, held: &Json) -> bool {
    !name.starts_with("derived_")
        && !OTHER.contains(&name)
        && (held.is_number() || name.ends_with("_printed") || name == "other_figures" || name == "whom")
}

/// Every figure of a JSON value, with its name.
fn printed<'j>(json: &'j Json, all: &mut Vec<(&'j str, String)>) {
    match json {
        Json::Object(map) => {
            for (name, held) in map.iter().filter(|(name, _)| *name != "coded") {
                if is_figure(name, held) {
                    all.push((name, held.as_str().map_or_else(|| held.to_string(), str::to_owned)));
                }
                printed(held, all);
            }
        }
        Json::Array(list) => list.iter().for_each(|one| printed(one, all)),
        _ => {}
    }
}

fn incident_of(corpus: &Corpus, id: &str) -> IncidentId {
    corpus.incidents().find(|(_, i)| corpus.str(i.id) == id).map(|(id, _)| id).unwrap()
}

/// The rows of a CSV, each as cells by column.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut all: Vec<Vec<String>> = vec![vec![String::new()]];
    let (mut quoted, mut chars) = (false, csv.chars().peekable());
    while let Some(c) = chars.next() {
        let row = all.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => all.push(vec![String::new()]),
            c => row.last_mut().unwrap().push(c),
        }
    }
    all.retain(|row| row.len() > 1);
    let head = all.remove(0);
    all.into_iter().map(|row| head.iter().cloned().zip(row).collect()).collect()
}

/// The cells of a Markdown table as they are shown, row by row.
fn shown(markdown: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableRow) => all.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                inside = true;
                if let Some(row) = all.last_mut() {
                    row.push(String::new());
                }
            }
            Event::End(TagEnd::TableCell) => inside = false,
            Event::Text(text) if inside => {
                if let Some(cell) = all.last_mut().and_then(|row| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            _ => {}
        }
    }
    all
}

/// Asserts that the numbers in `text` stand in wordings of figures of the incident.
fn assert_printed(corpus: &Corpus, id: &str, name: &str, text: &str) -> usize {
    let allowed = wordings(corpus, incident_of(corpus, id));
    let found = numbers(&without_sources(corpus, text));
    let beyond: Vec<_> = found.difference(&allowed).collect();
    assert!(beyond.is_empty(), "{id}, {name}: {beyond:?} in “{text}” stands in no wording; these are {allowed:?}");
    found.len()
}

#[test]
fn no_export_of_incidents_holds_a_number_that_no_wording_holds() {
    let folder = path("tests/fixtures/tiny").display().to_string();
    for (loaded, args, least) in [(built_in(), vec![], 60), (tiny(false), vec![folder.as_str()], 3)] {
        let corpus = loaded.corpus();
        let run = |format: &str| export(&[&args[..], &["--format", format]].concat());
        let mut seen = 0;
        for row in rows(&run("csv")) {
            for (name, held) in row.iter().filter(|(_, held)| !held.is_empty()) {
                let json = held.parse::<u64>().map_or_else(|_| Json::from(held.as_str()), Json::from);
                if is_figure(name, &json) {
                    seen += assert_printed(corpus, &row["id"], name, held);
                }
            }
        }
        assert!(seen >= least, "csv: {seen}");
        let json: Json = serde_json::from_str(&run("json")).unwrap();
        let geojson: Json = serde_json::from_str(&run("geojson")).unwrap();
        let features = geojson["features"].as_array().unwrap().iter().map(|f| &f["properties"]);
        for incident in json["incidents"].as_array().unwrap().iter().chain(features) {
            let mut all = Vec::new();
            printed(incident, &mut all);
            for (name, held) in all {
                seen += assert_printed(corpus, incident["id"].as_str().unwrap(), name, &held);
            }
        }
        assert!(seen >= 3 * least, "json, geojson: {seen}");
        let before = seen;
        for row in shown(&run("md")) {
            let id = row.last().unwrap().rsplit(' ').next().unwrap();
            seen +=
                assert_printed(corpus, id, "killed", &row[3]) + assert_printed(corpus, id, "other figures", &row[4]);
        }
        assert!(seen - before >= least / 3, "markdown: {seen}");
    }
}

#[test]
fn each_claim_of_a_figure_has_its_number_in_its_wording_or_says_how_it_was_counted() {
    let loaded = built_in();
    let corpus = loaded.corpus();
    for (_, claim) in corpus.claims() {
        let Value::Figure(figure) = claim.value else { continue };
        let words = corpus.str(claim.words);
        let stated = figure.stated.filter(|_| !claim.is_worked_out());
        let parts = claim.parts.iter().filter(|_| claim.basis.is_empty()).filter_map(|(part, _)| part.stated);
        for number in stated.into_iter().chain(parts) {
            assert!(numbers(words).contains(&u64::from(number)), "{number} does not stand in “{words}”");
        }
    }
}

#[test]
fn no_export_of_records_holds_a_number_that_no_cell_holds() {
    let mut seen = BTreeMap::new();
    for name in
        ["ged-251.csv", "ged-191.csv", "ged-floats.csv", "acled-2024.csv", "gtd-full.csv", "gtd.xlsx", "pitf.tsv"]
    {
        let file = path("tests/fixtures/sets").join(name).display().to_string();
        let json: Json = serde_json::from_str(&export(&[&file, "--private"])).unwrap();
        let records = json["records"].as_array().unwrap();
        assert!(!records.is_empty());
        let mut cells_of = BTreeMap::new();
        for record in records {
            let cells: Vec<&str> = record["coded"].as_object().unwrap().values().map(|c| c.as_str().unwrap()).collect();
            let allowed: BTreeSet<u64> = cells.iter().flat_map(|cell| numbers(cell)).collect();
            let mut all = Vec::new();
            printed(record, &mut all);
            for (column, held) in all {
                // The text of a figure is the names and contents of cells, word for word.
                let named = record["coded"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(name, cell)| format!("{} {}", name, cell.as_str().unwrap()));
                let text = named.fold(held.clone(), |text, cell| text.replace(&cell, ""));
                let beyond: Vec<u64> = numbers(&text).difference(&allowed).copied().collect();
                assert!(beyond.is_empty(), "{name} {}: {column} {held} stands in no cell", record["id"]);
                *seen.entry(column.to_owned()).or_insert(0) += 1;
            }
            cells_of.insert(record["id"].as_str().unwrap().to_owned(), allowed);
        }
        let csv = export(&[&file, "--private", "--format", "csv"]);
        let geojson: Json = serde_json::from_str(&export(&[&file, "--private", "--format", "geojson"])).unwrap();
        assert_eq!(geojson["features"].as_array().unwrap().len(), records.len());
        for row in rows(&csv) {
            for (column, held) in &row {
                if let Ok(number) = held.parse::<u64>()
                    && is_figure(column, &Json::from(number))
                    && !column.ends_with("_printed")
                {
                    assert!(cells_of[&row["id"]].contains(&number), "{name} {}: {column} {held}", row["id"]);
                }
            }
        }
        for row in shown(&export(&[&file, "--private", "--format", "md"])) {
            let id = row.last().unwrap().rsplit(' ').next().unwrap();
            let beyond: Vec<u64> = numbers(&row[3]).difference(&cells_of[id]).copied().collect();
            assert!(beyond.is_empty(), "{name} {id}: {beyond:?} in {}", row[3]);
        }
    }
    for column in ["killed", "killed_lowest", "killed_highest", "injured", "attackers_killed_lowest"] {
        assert!(seen.contains_key(column), "{column} is tried: {seen:?}");
    }
}

#[test]
fn no_column_counts_anything_twice() {
    let loaded = built_in();
    let corpus = loaded.corpus();
    let rows = rows(&export(&["--format", "csv"]));
    let by_id: BTreeMap<&str, &BTreeMap<String, String>> = rows.iter().map(|row| (row["id"].as_str(), row)).collect();
    // One wording of a passage is a claim of one incident, unless it is joint.
    let mut told = BTreeMap::new();
    for (id, incident) in corpus.incidents() {
        for account in corpus.accounts_in(incident.accounts) {
            for claim in corpus.claims_in(account.claims) {
                let Value::Figure(figure) = claim.value else { continue };
                if claim.with.is_empty() && figure.stated.is_some() {
                    let key = (account.passage, claim.facet, figure.party, corpus.str(claim.words));
                    let other = told.insert(key, id).filter(|other| *other != id);
                    assert_eq!(other, None, "{key:?} is told of two incidents and not joint");
                }
            }
        }
    }
    let mut joint = 0;
    for row in &rows {
        let id = incident_of(corpus, &row["id"]);
        for kind in [
            "killed",
            "injured",
            "casualties",
            "detained",
            "jailed",
            "attackers",
            "attackers_killed",
            "attackers_detained",
            "attackers_jailed",
            "count",
        ] {
            // What covers further incidents stands in no plain column and in no derived one.
            let alone = figures(corpus, id).any(|c| c.with.is_empty());
            let plain = ["lowest", "highest"].map(|end| format!("{kind}_{end}"));
            let derived = ["min", "max"].map(|end| format!("derived_{kind}_{end}"));
            if !alone {
                assert!(plain.iter().chain(&derived).all(|column| row[column].is_empty()), "{} {kind}", row["id"]);
            }
            joint += usize::from(!row[&format!("joint_{kind}_printed")].is_empty());
            assert_eq!(
                row[&format!("joint_{kind}_printed")].is_empty(),
                row[&format!("joint_{kind}_with")].is_empty(),
                "{}",
                row["id"]
            );
            // The figure of a whole does not stand in the same column as those of its parts.
            let mut open: Vec<&str> = row["part_of"].split("; ").filter(|w| !w.is_empty()).collect();
            let mut known = BTreeSet::new();
            while let Some(whole) = open.pop() {
                if known.insert(whole) {
                    for column in plain.iter().chain(&derived) {
                        let both = !row[column].is_empty() && !by_id[whole][column].is_empty();
                        assert!(!both, "{column} of {} and of {whole}, which it is part of", row["id"]);
                    }
                    open.extend(by_id[whole]["part_of"].split("; ").filter(|w| !w.is_empty()));
                }
            }
        }
    }
    assert!(joint >= 4, "{joint}");
    let sum = |column: &str| rows.iter().filter_map(|row| row[column].parse::<u64>().ok()).sum::<u64>();
    assert_eq!((sum("killed"), sum("killed_min"), sum("killed_max"), sum("injured")), (0, 0, 0, 0));
}

#[test]
fn a_number_that_counts_attackers_says_so_and_the_derived_ones_add_up() {
    let file = path("tests/fixtures/sets/gtd-full.csv").display().to_string();
    let json: Json = serde_json::from_str(&export(&[&file, "--private"])).unwrap();
    let (mut known, mut alone) = (0, 0);
    for record in json["records"].as_array().unwrap() {
        let Some(all) = record["killed"].as_u64() else { continue };
        let printed = record["killed_printed"].as_str().unwrap();
        assert!(printed.starts_with(&format!("nkill {all} (attackers included)")), "{printed}");
        let derived = [&record["derived_killed_min"], &record["derived_killed_max"]].map(|n| n.as_u64().unwrap());
        match record["attackers_killed_lowest"].as_u64() {
            Some(theirs) => {
                let exact = [&record["derived_attackers_killed_min"], &record["derived_attackers_killed_max"]];
                assert_eq!(exact.map(Json::as_u64), [Some(theirs); 2]);
                assert_eq!(derived.map(|victims| victims + theirs), [all; 2], "{printed}");
                assert_eq!(record["killed_rule"], "attackers-included, derived without them");
                known += 1;
            }
            None => {
                assert_eq!((derived, &record["killed_rule"]), ([all; 2], &"attackers-included".into()));
                alone += 1;
            }
        }
    }
    assert!(known > 1 && alone > 1, "{known} {alone}");
}

#[test]
fn attackers_and_others_share_no_column() {
    let folder = std::env::temp_dir().join(format!("parallax-parties-{}", std::process::id()));
    let mut claims = String::new();
    for (n, facet) in ["killed", "injured", "detained", "jailed"].into_iter().enumerate() {
        for (m, of) in ["victims", "attackers"].into_iter().enumerate() {
            let number = 10 * (n + 1) + m;
            claims +=
                &format!("{{ facet = '{facet}', figure = {number}, of = '{of}', words = 'w{number} {number}' }}, ");
        }
    }
    let words: String = (10..50).map(|n| format!("w{n} {n} ")).collect();
    for (file, text) in [
        ("corpus.toml", "title = 'T'\n".to_owned()),
        ("articles/b.md", format!("+++\ntitle = 'B'\npublisher = 'P'\n+++\n### 1 \"x y\"\n{words}\n")),
        ("incidents/a.toml", format!("title = 'A'\n[[account]]\narticle = 'b'\npassage = 1\nclaims = [{claims}]\n")),
    ] {
        let file = folder.join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let csv = export(&[folder.to_str().unwrap(), "--format", "csv"]);
    std::fs::remove_dir_all(&folder).unwrap();
    let row = &rows(&csv)[0];
    for (n, kind) in ["killed", "injured", "detained", "jailed"].into_iter().enumerate() {
        for (m, kind) in [kind.to_owned(), format!("attackers_{kind}")].into_iter().enumerate() {
            let number = 10 * (n + 1) + m;
            assert_eq!(row[&format!("{kind}_printed")], format!("{number} (b ¶1)"), "{kind}");
            assert_eq!(row[&format!("derived_{kind}_max")], number.to_string());
        }
    }
}
