//! `parallax link`: a file of links that holds ids and reasons only, keeps what people answered, and replaces nothing else.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::terminal::{Scratch, kill};

/// Two views of some events.
const GED: &str = include_str!("../fixtures/linking/ged.csv");
const ACLED: &str = include_str!("../fixtures/linking/acled.csv");

/// A folder with both data sets.
struct Sets {
    folder: Scratch,
}

impl Sets {
    fn new(name: &str) -> Self {
        let folder = Scratch::new(name);
        std::fs::create_dir_all(&folder.0).unwrap();
        std::fs::write(folder.0.join("ged.csv"), GED).unwrap();
        std::fs::write(folder.0.join("acled.csv"), ACLED).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    fn link(&self, args: &[&str]) -> Output {
        self.run(&[&["link"], args].concat())
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(args).current_dir(&self.folder.0).stdin(Stdio::null()).output().unwrap()
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Subject, predicate, object and comment of each link.
fn links(text: &str) -> Vec<[String; 4]> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let at = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    let wanted = ["subject_id", "predicate_id", "object_id", "comment"].map(at);
    let cells = lines.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    cells.map(|cells| wanted.map(|at| cells[at].clone())).collect()
}

/// The text of a file of links, in which the editor gave these answers to the first rows.
fn answered(text: &str, answers: &[&str]) -> String {
    let columns: Vec<&str> = text.lines().find(|line| !line.starts_with('#')).unwrap().split('\t').collect();
    let at = ["reviewer_agreement", "reviewer_label"].map(|name| columns.iter().position(|column| *column == name));
    let mut answers = answers.iter();
    let mut answered = String::new();
    for line in text.lines() {
        let mut cells: Vec<&str> = line.split('\t').collect();
        let row = if line.starts_with("subject_id") { Some(["reviewer_agreement", "reviewer_label"]) } else { None };
        let row =
            row.or_else(|| line.contains(":VEL").then(|| answers.next().map_or([""; 2], |answer| [answer, "ed"])));
        for (at, cell) in at.into_iter().zip(row.into_iter().flatten()) {
            match at {
                Some(at) => cells[at] = cell,
                None => cells.push(cell),
            }
        }
        answered.push_str(&cells.join("\t"));
        answered.push('\n');
    }
    answered
}

#[test]
fn an_id_of_two_tables_of_ones_own_names_neither_row() {
    let sets = Sets::new("link-own-ids");
    let head = "key,day,town,nation,dead,lat,lon\n";
    let rows = [
        "1,2014-03-04,Orvala,Velmark,24,32.91,13.21\n2,2014-11-01,Duny,Velmark,3,28.0,10.0\n",
        "1,2016-01-01,Senna,Velmark,3,31.41,14.11\n",
    ];
    for (name, rows) in ["one.csv", "other.csv"].iter().zip(rows) {
        std::fs::write(sets.path(name), format!("{head}{rows}")).unwrap();
    }
    let link = "#mapping_set_id: x\n#license: y\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_agreement\n\
        ged:501\tplx:sameEvent\ttab:1\tsemapv:ManualMappingCuration\t1\n";
    std::fs::write(sets.path("l.tsv"), link).unwrap();
    let columns = ["--columns", "id=key,date=day,place=town,country=nation,killed=dead,latitude=lat,longitude=lon"];
    let several = "a link names tab:1, an id of rows in several open tables";
    for (tables, is_said) in
        [(&["one.csv", "other.csv"][..], true), (&["other.csv", "one.csv"], true), (&["one.csv"], false)]
    {
        let output = sets.run(&[&["check", "ged.csv"], tables, &columns, &["--links", "l.tsv"]].concat());
        let said = shown(&output.stdout) + &shown(&output.stderr);
        assert_eq!(said.contains(several), is_said, "{tables:?}: {said}");
        let linked =
            sets.run(&[&["export", "ged.csv"], tables, &columns, &["--format", "json", "--links", "l.tsv"]].concat());
        assert_eq!(
            shown(&linked.stdout).contains("\"members\":[{\"event\":\"tab:1\""),
            !is_said,
            "{tables:?}: {}",
            shown(&linked.stdout)
        );
    }
    // What is suggested has names that mean one row.
    let output = sets.link(&[&["ged.csv", "one.csv", "other.csv"], &columns[..]].concat());
    let (text, said) = (shown(&output.stdout), shown(&output.stderr));
    assert!(!text.contains("tab:1\t") && text.contains("tab:2\t"), "{text}");
    assert!(said.contains("left out, since a record has no id, or another table has it too: 1 link"), "{said}");
    // An id that is only alike is another one.
    std::fs::write(sets.path("other.csv"), format!("{head}{}", rows[1].replacen('1', "(1)", 1))).unwrap();
    let output = sets.link(&[&["ged.csv", "one.csv", "other.csv"], &columns[..]].concat());
    let (text, said) = (shown(&output.stdout), shown(&output.stderr));
    assert!(text.contains("tab:1\t") && !said.contains("another table has it too"), "{text}{said}");
}

#[test]
fn annotations_of_records_alone_are_none_and_that_is_said() {
    let sets = Sets::new("link-annotations");
    let output = sets.run(&["export", "ged.csv", "--format", "jsonld", "--no-memory"]);
    assert_eq!(output.status.code(), Some(1));
    let said = shown(&output.stderr);
    assert!(said.contains("left out, since only passages of articles are annotated: "), "{said}");
    // That rows may not be passed on changes nothing about it.
    let said = shown(&sets.run(&["export", "acled.csv", "--format", "jsonld", "--no-memory"]).stderr);
    assert!(said.matches("left out").count() == 1 && !said.contains("--private"), "{said}");
}

#[test]
fn what_may_be_one_event_is_written_with_its_relation_and_its_strength() {
    let sets = Sets::new("link-writes");
    let output = sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert!(output.status.success(), "{}", shown(&output.stderr));
    let text = read(&sets.path("l.tsv"));
    let found = links(&text);
    let short: Vec<String> = found
        .iter()
        .map(|[subject, predicate, object, comment]| {
            format!("{subject} {predicate} {object} {}", comment.split(':').next().unwrap())
        })
        .collect();
    assert_eq!(
        short,
        [
            "acled:VEL1 plx:sameEvent ged:501 likely",
            "acled:VEL2 plx:partOfEvent ged:502 likely",
            "acled:VEL3 plx:partOfEvent ged:502 likely",
            "acled:VEL4 plx:sameEvent ged:503 possible",
            "acled:VEL5 plx:sameEvent ged:503 possible",
        ],
        "{text}"
    );
    assert!(found[0][3].contains("same day") && found[0][3].contains("equal numbers killed"), "{:?}", found[0]);
    // The row that stands twice is linked once, which is said.
    assert!(
        shown(&output.stderr).contains("acled.csv: 1 repeated record; each is linked once"),
        "{}",
        shown(&output.stderr)
    );
    assert!(shown(&output.stdout).contains("3 likely and 2 possible links suggested, 5 of them new"));
}

#[test]
fn a_file_of_links_says_nothing_of_what_rows_hold() {
    let sets = Sets::new("link-ids-only");
    let text = shown(&sets.link(&["ged.csv", "acled.csv"]).stdout);
    assert_eq!(links(&text).len(), 5);
    let rows = text.lines().filter(|line| line.contains("ged:50")).collect::<String>();
    for content in ["Vermal", "Orvala", "Kordal", "depot", "24", "2014", "Courier", "Tessin", "13.2", "clash"] {
        assert!(!rows.contains(content), "{content} in {rows}");
    }
}

#[test]
fn every_name_in_a_new_file_is_an_address_or_has_a_declared_prefix() {
    let sets = Sets::new("link-prefixes");
    let text = shown(&sets.link(&["ged.csv", "acled.csv"]).stdout);
    let entry = |key: &str| text.lines().find_map(|line| line.strip_prefix(&format!("#{key}: "))).unwrap();
    for key in ["mapping_set_id", "license"] {
        assert!(entry(key).starts_with("https://"), "{}", entry(key));
    }
    let prefix = |line: &str| line.strip_prefix("#  ").and_then(|rest| rest.split(':').next()).map(str::to_owned);
    let mut declared: Vec<String> = text.lines().filter_map(prefix).collect();
    // SSSOM itself declares these.
    declared.extend(["semapv", "skos"].map(str::to_owned));
    let mut rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let columns = rows.next().unwrap();
    let names = ["subject_id", "predicate_id", "object_id", "mapping_justification", "subject_source", "object_source"];
    let mut seen = 0;
    for row in rows {
        for name in names {
            let cell = row[columns.iter().position(|column| *column == name).unwrap()];
            assert!(declared.iter().any(|prefix| cell.starts_with(&format!("{prefix}:"))), "{cell} of {declared:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 30);
}

#[test]
fn a_file_keeps_the_id_that_it_has() {
    let sets = Sets::new("link-old-id");
    let text = shown(&sets.link(&["ged.csv", "acled.csv"]).stdout);
    let old = text.replacen("https://parallax.example/links", "urn:x-parallax:links", 1);
    assert_ne!(old, text);
    let fewer: Vec<&str> = old.lines().filter(|line| !line.starts_with("acled:VEL1\t")).collect();
    std::fs::write(sets.path("l.tsv"), fewer.join("\n") + "\n").unwrap();
    let output = sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert!(shown(&output.stdout).contains("1 of them new"), "{}", shown(&output.stdout));
    assert_eq!(shown(&output.stderr).matches("mistake").count(), 0, "{}", shown(&output.stderr));
    assert_eq!(read(&sets.path("l.tsv")), old);
}

#[test]
fn the_order_of_files_changes_no_byte_and_a_second_run_none() {
    let sets = Sets::new("link-order");
    let forth = sets.link(&["ged.csv", "acled.csv"]).stdout;
    assert_eq!(shown(&forth), shown(&sets.link(&["acled.csv", "ged.csv"]).stdout));
    sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert_eq!(read(&sets.path("l.tsv")), shown(&forth));
    let again = sets.link(&["acled.csv", "ged.csv", "--out", "l.tsv"]);
    assert!(shown(&again.stdout).contains("0 of them new"), "{}", shown(&again.stdout));
    assert_eq!(read(&sets.path("l.tsv")), shown(&forth));
}

#[test]
fn what_people_answered_stays() {
    let sets = Sets::new("link-answers");
    sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    let answered = answered(&read(&sets.path("l.tsv")), &["-1.0", "1.0", "0.0"]);
    std::fs::write(sets.path("l.tsv"), &answered).unwrap();
    let again = sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert_eq!(read(&sets.path("l.tsv")), answered);
    assert!(shown(&again.stdout).contains("kept as they were answered: 3 links"), "{}", shown(&again.stdout));
}

#[test]
fn answers_that_are_given_hold_and_go_into_the_file_that_is_written() {
    let sets = Sets::new("link-given");
    let both = ["ged.csv", "acled.csv"];
    let suggested = shown(&sets.link(&both).stdout);
    let rejected = answered(&suggested, &["-1.0"; 9]).replacen("#license: ", "#license: https://example.org/ours#", 1);
    std::fs::write(sets.path("r.tsv"), &rejected).unwrap();
    let output = sets.link(&["ged.csv", "acled.csv", "--links", "r.tsv", "--out", "n.tsv"]);
    assert!(shown(&output.stdout).contains("0 of them new"), "{}", shown(&output.stdout));
    assert!(shown(&output.stdout).contains("kept as they were answered: 5 links"), "{}", shown(&output.stdout));
    assert_eq!(read(&sets.path("n.tsv")), rejected, "the new file says all that the given one does");
    let output = sets.link(&["ged.csv", "acled.csv", "--links", "r.tsv"]);
    assert_eq!(shown(&output.stdout), rejected);
    assert!(shown(&output.stderr).contains("kept as they were answered: 5 links"), "{}", shown(&output.stderr));
    assert_eq!(read(&sets.path("r.tsv")), rejected);
    // What is no file of links gives no answers, and nothing is written.
    std::fs::write(sets.path("notes.txt"), "my notes\n").unwrap();
    let output = sets.link(&["ged.csv", "acled.csv", "--links", "notes.txt", "--out", "o.tsv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(shown(&output.stderr).contains("notes.txt: this is no file of links"), "{}", shown(&output.stderr));
    assert!(!sets.path("o.tsv").exists());
}

#[test]
fn given_answers_join_those_of_the_file_and_replace_none() {
    let sets = Sets::new("link-joins");
    std::fs::rename(sets.path("ged.csv"), sets.path("ged241.csv")).unwrap();
    let suggested = shown(&sets.link(&["ged241.csv", "acled.csv"]).stdout);
    let given = answered(&suggested, &["-1.0", "1.0", "0.0"]).replace("24.1", "23.1");
    std::fs::write(sets.path("r.tsv"), &given).unwrap();
    let own = answered(&suggested, &["1.0"]);
    std::fs::write(sets.path("n.tsv"), &own).unwrap();
    let output = sets.link(&["ged241.csv", "acled.csv", "--links", "r.tsv", "--out", "n.tsv"]);
    let said = shown(&output.stderr);
    let left = "r.tsv: 1 answer is left out, such as that to acled:VEL1 and ged:501: n.tsv has another one there";
    assert!(said.contains(left), "{said}");
    assert!(said.contains("links were made with UCDP GED 23.1"), "{said}");
    assert!(shown(&output.stdout).contains("kept as they were answered: 3 links"), "{}", shown(&output.stdout));
    let rows =
        |text: &str| -> Vec<String> { text.lines().filter(|line| line.contains(":VEL")).map(str::to_owned).collect() };
    let (now, given, own) = (rows(&read(&sets.path("n.tsv"))), rows(&given), rows(&own));
    assert_eq!(now[0], own[0], "an answer is never replaced");
    assert_eq!(now[1..3], given[1..3], "who answered of which versions stays");
    assert_eq!(now[3..], own[3..]);
    // A second time nothing changes.
    let before = read(&sets.path("n.tsv"));
    sets.link(&["acled.csv", "ged241.csv", "--links", "r.tsv", "--out", "n.tsv"]);
    assert_eq!(read(&sets.path("n.tsv")), before);
}

#[test]
fn pairs_of_ids_are_answers_too() {
    let sets = Sets::new("link-pairs");
    std::fs::write(sets.path("mine.csv"), "event_id_cnty,ged\nVEL1,501\nVEL9,777\n").unwrap();
    let output = sets.link(&["ged.csv", "acled.csv", "--links", "mine.csv", "--out", "n.tsv"]);
    assert!(shown(&output.stdout).contains("kept as they were answered: 2 links"), "{}", shown(&output.stdout));
    let said = shown(&output.stderr);
    assert!(said.contains("acled:VEL9") && said.contains("ged:777"), "no open file has them: {said}");
    let text = read(&sets.path("n.tsv"));
    let row = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(row("acled:VEL1\t").contains("ged:501\tsemapv:ManualMappingCuration"), "{text}");
    assert!(row("acled:VEL9\t").contains("ged:777\tsemapv:ManualMappingCuration"), "{text}");
    assert!(row("acled:VEL2\t").contains("semapv:CompositeMatching"), "{text}");
}

#[test]
fn no_other_file_is_replaced() {
    let sets = Sets::new("link-refuses");
    std::fs::write(sets.path("notes.txt"), "my notes\n").unwrap();
    for other in ["notes.txt", "ged.csv", "acled.csv", "."] {
        let before = std::fs::read(sets.path(other)).ok();
        let output = sets.link(&["ged.csv", "acled.csv", "--out", other]);
        assert_eq!(output.status.code(), Some(2), "{other}");
        assert!(shown(&output.stderr).contains(other), "{}", shown(&output.stderr));
        assert_eq!(std::fs::read(sets.path(other)).ok(), before, "{other}");
    }
}

#[test]
fn one_data_set_has_nothing_to_be_compared_with() {
    let sets = Sets::new("link-alone");
    let output = sets.link(&["ged.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(shown(&output.stderr).contains("give two or more sources"));
    // Nor have two files of one publisher.
    std::fs::write(sets.path("other.csv"), GED.replace("\n50", "\n90")).unwrap();
    let output = sets.link(&["ged.csv", "other.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(shown(&output.stderr).contains("ged.csv and other.csv: of one publisher"), "{}", shown(&output.stderr));
    std::fs::write(sets.path("far.csv"), ACLED.replace(",2014-", ",1999-")).unwrap();
    let output = sets.link(&["ged.csv", "far.csv", "--out", "l.tsv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!sets.path("l.tsv").exists());
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for() {
    let sets = Sets::new("link-pipe");
    assert!(Command::new("mkfifo").arg(sets.path("ff")).status().unwrap().success());
    for args in [
        &["check", "ged.csv", "--links", "ff"][..],
        &["link", "ged.csv", "acled.csv", "--links", "ff"],
        &["link", "ged.csv", "acled.csv", "--out", "ff"],
        &["check", "ged.csv", "--links", "/dev/null"],
    ] {
        let output = sets.run(args);
        let said = shown(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        let what = if args.contains(&"ff") { "ff: this is a pipe, and links" } else { "/dev/null: this is a device" };
        assert!(said.contains(what) && said.contains("file"), "{args:?}: {said}");
    }
}

#[test]
fn an_export_into_a_pipe_says_that_it_waits_and_ends_by_a_signal_or_is_read() {
    let sets = Sets::new("link-waits");
    assert!(Command::new("mkfifo").arg(sets.path("ff")).status().unwrap().success());
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(["export", "ged.csv", "--format", "csv", "--out", "ff"]).current_dir(&sets.folder.0);
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut said).unwrap();
        assert!(said.contains("ff: waits until something reads this pipe"), "{said}");
        child
    };
    let mut child = start();
    kill("-TERM", &child.id().to_string());
    assert!(!child.wait().unwrap().success());
    let mut child = start();
    let text = read(&sets.path("ff"));
    assert!(child.wait().unwrap().success());
    assert_eq!(text, shown(&sets.run(&["export", "ged.csv", "--format", "csv"]).stdout));
}

#[test]
fn a_source_that_no_file_is_of_is_named_with_its_line() {
    let sets = Sets::new("link-unknown");
    let head = "subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_agreement\n";
    let row = |a: &str, b: &str| format!("{a}\tplx:sameEvent\t{b}\tsemapv:ManualMappingCuration\t1\n");
    let closed = ["gtd", "pitf", "icews", "polecat", "incident"].map(|source| row(&format!("{source}:1"), "ged:504"));
    let rows = [row("acled:VEL1", "GED:501"), row("acled:VEL2", "GED:502"), row("foo:12", "ged:503"), closed.concat()];
    std::fs::write(sets.path("l.tsv"), format!("#mapping_set_id: x\n#license: y\n{head}{}", rows.concat())).unwrap();
    let said = shown(&sets.run(&["check", "ged.csv", "acled.csv", "--links", "l.tsv"]).stdout);
    assert!(said.contains("line 4: no open source is called GED; 2 links name it; did you mean “ged”?"), "{said}");
    assert!(said.contains("line 6: no open source is called foo; 1 link names it"), "{said}");
    assert_eq!(said.matches("no open source is called").count(), 2, "a known source may be closed: {said}");
    let said = shown(&sets.link(&["ged.csv", "acled.csv", "--links", "l.tsv"]).stderr);
    assert_eq!(said.matches("no open source is called").count(), 2, "{said}");
}

#[test]
fn a_row_that_is_too_long_is_one_mistake_with_its_line() {
    let sets = Sets::new("link-long");
    let text = shown(&sets.link(&["ged.csv", "acled.csv"]).stdout);
    let (before, after) = text.split_at(text.find("acled:VEL2").unwrap());
    let long = "x".repeat(3 << 20);
    std::fs::write(sets.path("l.tsv"), format!("{before}{long}\n{after}")).unwrap();
    let said = shown(&sets.run(&["check", "ged.csv", "acled.csv", "--links", "l.tsv"]).stdout);
    let mistakes: Vec<&str> = said.lines().filter(|line| line.contains("P039")).collect();
    let line = before.lines().count() + 1;
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    assert!(mistakes[0].contains("the row is longer than 1 MiB, and is not read"), "{mistakes:?}");
    assert!(said.contains(&format!("l.tsv:{line}:")), "{}", &said[..said.len().min(2000)]);
    // Written again, every row is kept.
    sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert_eq!(read(&sets.path("l.tsv")), format!("{before}{long}\n{after}"));
    // A quotation mark that is closed further on is not called open.
    std::fs::write(sets.path("l.tsv"), format!("{before}\"{long}\"\n{after}")).unwrap();
    let said = shown(&sets.run(&["check", "ged.csv", "acled.csv", "--links", "l.tsv"]).stdout);
    assert!(said.contains("the row is longer than 1 MiB") && !said.contains("is not closed"), "{said}");
}

#[test]
fn of_two_versions_the_newest_in_which_a_record_was_found_is_written_whatever_the_order() {
    let sets = Sets::new("link-versions");
    let newer: String = GED.lines().filter(|line| !line.starts_with("502,")).map(|line| format!("{line}\n")).collect();
    std::fs::write(sets.path("ged251.csv"), newer).unwrap();
    std::fs::rename(sets.path("ged.csv"), sets.path("ged241.csv")).unwrap();
    let forth = sets.link(&["ged241.csv", "acled.csv", "ged251.csv"]);
    let text = shown(&forth.stdout);
    assert_eq!(text, shown(&sets.link(&["ged251.csv", "ged241.csv", "acled.csv"]).stdout));
    let said = shown(&forth.stderr);
    assert!(said.contains("UCDP GED 24.1 and 25.1 are open; what is suggested of both is linked as of 25.1"), "{said}");
    let row = |id: &str| text.lines().find(|line| line.contains(id)).unwrap();
    assert!(row("\tged:501\t").contains("\t25.1"), "{text}");
    assert!(row("\tged:502\t").contains("\t24.1"), "only the older version has it: {text}");
    // So says what is passed on of them, in whichever order the files are opened.
    std::fs::write(sets.path("l.tsv"), &text).unwrap();
    for (id, version) in [("501", "25.1"), ("502", "24.1")] {
        for (older, newer) in [("ged241.csv", "ged251.csv"), ("ged251.csv", "ged241.csv")] {
            let name = format!("ged:{id}");
            let pack = format!("{id}-{older}");
            let packed = sets.run(&["pack", &name, older, "acled.csv", newer, "--links", "l.tsv", "-o", &pack]);
            let links = read(&sets.path(&format!("{pack}/data/links.sssom.tsv")));
            let row = links.lines().find(|line| line.contains(&format!("\t{name}\t")));
            let row = row.unwrap_or_else(|| panic!("{packed:?}"));
            assert!(row.contains(&format!("\t{version}")), "{id} of {older} first: {row}");
        }
    }
}

#[test]
fn ids_are_taken_as_files_of_links_name_them() {
    let sets = Sets::new("link-names");
    let plain = |command: &str, id: &str| shown(&sets.run(&[command, id, "ged.csv", "acled.csv"]).stdout);
    for command in ["show", "ledger", "compare"] {
        assert!(plain(command, "501").contains("Orvala"), "{}", plain(command, "501"));
        assert_eq!(plain(command, "ged:501"), plain(command, "501"), "{command}");
    }
    let find = |query: &str| shown(&sets.run(&["find", query, "ged.csv", "acled.csv"]).stdout);
    assert!(find("VEL1").contains("VEL1"), "{}", find("VEL1"));
    // The row stands twice; the name is of the first.
    assert_eq!(find("acled:VEL1").repeat(2), find("VEL1"));
    let none = sets.run(&["find", "acled:NOPE", "ged.csv", "acled.csv"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(shown(&none.stderr).contains("nothing has the id “acled:NOPE”"), "{}", shown(&none.stderr));
    let output = sets.run(&["pack", "ged:501", "ged.csv", "acled.csv", "--out", "packed"]);
    assert!(output.status.success(), "{}", shown(&output.stderr));
    // A source that has no such record gives none of another.
    let output = sets.run(&["show", "acled:501", "ged.csv", "acled.csv"]);
    assert!(!output.status.success(), "{}", shown(&output.stdout));
    let incident = |id: &str| shown(&sets.run(&["ledger", id, "built-in"]).stdout);
    assert!(incident("kerman-bombings").contains("Kerman"));
    assert_eq!(incident("incident:kerman-bombings"), incident("kerman-bombings"));
}
