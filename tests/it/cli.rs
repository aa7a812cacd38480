//! The commands as scripts use them: the real program, its output, its exit status.

use std::io::{Read, Write as _};
use std::process::{Command, Output, Stdio};

use crate::fixture::path;
use crate::terminal::{Scratch, kill};

fn parallax(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parallax")).args(args).stdin(Stdio::null()).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(args: &[&str]) -> serde_json::Value {
    let output = parallax(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&stdout(&output)).unwrap()
}

fn tiny() -> String {
    path("tests/fixtures/tiny").display().to_string()
}

/// The keys of an object.
fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn names_have_ledgers_and_are_told_apart_from_incidents_with_their_id() {
    let groups = path("tests/fixtures/groups").display().to_string();
    let ledger = json(&["ledger", "harbour-front", &groups, "--format", "json"]);
    assert_eq!((&ledger["title"], &ledger["verdict"]), (&"Harbour Front".into(), &"conflict".into()));
    let none = parallax(&["ledger", "dock-union", &groups]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("is a name without claims"));
    // The port and the attack on it.
    let title = |id: &str| json(&["ledger", id, "--format", "json"])["title"].clone();
    assert_eq!(title("gwadar-port"), "Gwadar port attack");
    assert_eq!(title("name:gwadar-port"), "Gwadar port");
}

#[test]
fn check_says_what_is_wrong_by_its_exit_status() {
    assert_eq!(parallax(&["check"]).status.code(), Some(0));
    assert!(stdout(&parallax(&["check"])).contains("no mistakes"));
    let planted = path("tests/fixtures/mistakes").display().to_string();
    assert_eq!(parallax(&["check", &planted]).status.code(), Some(1));
    assert_eq!(parallax(&["check", "no-such-folder"]).status.code(), Some(2));
    let report =
        serde_json::from_str::<serde_json::Value>(&stdout(&parallax(&["check", &planted, "--format", "json"])))
            .unwrap();
    assert!(report["errors"].as_u64().unwrap() >= 20);
    assert_eq!(
        keys(&report["messages"][0]),
        ["severity", "code", "file", "line", "column", "message", "help"]
            .map(str::to_owned)
            .iter()
            .map(String::as_str)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
}

#[test]
fn export_keeps_the_promise_of_its_fields() {
    let document = json(&["export", "--format", "json"]);
    assert_eq!(document["schema"], "parallax/1");
    let has = |value: &serde_json::Value, wanted: &[&str]| {
        for key in wanted {
            assert!(value.get(key).is_some(), "{key} is missing in {:?}", keys(value));
        }
    };
    let article = &document["articles"][0];
    has(article, &["id", "title", "publisher", "authors", "published", "language", "origin", "passages"]);
    has(&article["passages"][0], &["n", "digest", "text", "anchor"]);
    assert_eq!(article["passages"][0]["anchor"], "unattached");
    let incidents = document["incidents"].as_array().unwrap();
    let kerman = incidents.iter().find(|i| i["id"] == "kerman-bombings").unwrap();
    has(
        kerman,
        &[
            "id",
            "title",
            "aliases",
            "kind",
            "scope",
            "status",
            "date",
            "date_basis",
            "place",
            "actors",
            "accounts",
            "ledger",
            "notes",
        ],
    );
    has(&kerman["place"], &["name", "country", "lat", "lon", "precision"]);
    assert_eq!((&kerman["date"], &kerman["place"]["country"]), (&"2024-01-03".into(), &"IR".into()));
    has(&kerman["actors"][0], &["name", "role"]);
    has(&kerman["accounts"][0], &["article", "passage", "claims"]);
    has(&kerman["notes"][0], &["text", "by"]);
    let claims = kerman["accounts"].as_array().unwrap().iter().flat_map(|a| a["claims"].as_array().unwrap());
    let killed = claims.clone().find(|c| c["facet"] == "killed" && c["qualifier"] == "more-than").unwrap();
    has(killed, &["facet", "min", "max", "qualifier", "words", "according_to"]);
    assert_eq!((&killed["min"], &killed["max"], &killed["figure"]), (&90.into(), &serde_json::Value::Null, &90.into()));
    assert_eq!((&killed["derived_min"], &killed["derived_max"]), (&91.into(), &serde_json::Value::Null));
    let date = claims.clone().find(|c| c["facet"] == "date").unwrap();
    assert!(date["value"].is_string());
    let row = kerman["ledger"].as_array().unwrap().iter().find(|r| r["facet"] == "killed").unwrap();
    assert_eq!(
        (&row["verdict"], &row["min"], &row["max"]),
        (&"compatible".into(), &90.into(), &serde_json::Value::Null)
    );
    assert_eq!((&row["lowest"], &row["highest"], &row["derived_min"]), (&90.into(), &94.into(), &81.into()));
    has(
        &document["quotes"][0],
        &["id", "article", "passage", "speaker", "role", "gist", "opening", "length", "incidents"],
    );
    has(&document["names"][0], &["id", "name", "kind", "variants"]);
}

#[test]
fn the_readme_names_every_field_of_the_json() {
    fn fields(json: &serde_json::Value, all: &mut std::collections::BTreeSet<String>) {
        match json {
            serde_json::Value::Object(map) => map.iter().for_each(|(name, held)| {
                all.insert(name.clone());
                fields(held, all);
            }),
            serde_json::Value::Array(list) => list.iter().for_each(|held| fields(held, all)),
            _ => {}
        }
    }
    let mut all = std::collections::BTreeSet::new();
    for corpus in [path("data"), path("tests/fixtures/tiny")] {
        let document = stdout(&parallax(&["export", "--format", "json", "--filter", "", corpus.to_str().unwrap()]));
        fields(&serde_json::from_str(&document).unwrap(), &mut all);
    }
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    let block = readme.split("{\"schema\":\"parallax/1\"").nth(1).unwrap().split("```").next().unwrap();
    let missing: Vec<&String> =
        all.iter().filter(|name| *name != "schema" && !block.contains(&format!("\"{name}\""))).collect();
    assert!(all.len() > 80 && missing.is_empty(), "{missing:?} of {}", all.len());
}

#[test]
fn a_document_says_which_filter_its_entries_match_and_how_many_more_possibly_do() {
    let of = |args: &[&str]| {
        let corpus = path("data").display().to_string();
        json(&[&["export", "--format", "json", "--filter", "before:2016"], args, &[&corpus]].concat())
    };
    let (some, all) = (of(&[]), of(&["--possibly"]));
    assert_eq!((&some["filter"], &all["filter"]), (&"before:2016".into(), &"before:2016".into()));
    let count = |document: &serde_json::Value| document["incidents"].as_array().unwrap().len();
    let left_out = some["possible_left_out"].as_u64().unwrap();
    assert!(left_out > 0);
    assert_eq!((count(&all) as u64, &all["possible_left_out"]), (count(&some) as u64 + left_out, &0.into()));
    assert!(json(&["export", "--format", "json", &tiny()]).get("filter").is_none());
}

#[test]
fn export_to_a_file_replaces_it_whole() {
    let file = std::env::temp_dir().join(format!("parallax-export-{}.json", std::process::id()));
    std::fs::write(&file, "old").unwrap();
    let name = file.display().to_string();
    assert!(parallax(&["export", &tiny(), "--out", &name]).status.success());
    let written: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(written["incidents"].as_array().unwrap().len(), 3);
    std::fs::remove_file(&file).unwrap();
    let nowhere = parallax(&["export", &tiny(), "--out", "/no/such/folder/x.json"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("nothing was written"));
}

#[test]
fn show_ledger_and_compare_tell_the_same_story() {
    let ledger = stdout(&parallax(&["ledger", "depot-blast", &tiny(), "--width", "90"]));
    insta::assert_snapshot!("cli-ledger", ledger);
    insta::assert_snapshot!("cli-compare", stdout(&parallax(&["compare", "depot-blast", &tiny(), "--width", "90"])));
    for id in ["depot-blast", "courier", "courier-4a", "harbour-front"] {
        insta::assert_snapshot!(format!("cli-show-{id}"), stdout(&parallax(&["show", id, &tiny(), "--width", "90"])));
    }
    for (id, record) in
        [("depot-blast", "incident"), ("courier", "article"), ("courier-4a", "quote"), ("harbour-front", "name")]
    {
        let shown = json(&["show", id, &tiny(), "--format", "json"]);
        assert_eq!((&shown["record"], &shown["id"]), (&record.into(), &id.into()));
    }
    let as_json = json(&["ledger", "depot-blast", &tiny(), "--format", "json"]);
    assert_eq!((&as_json["articles"], &as_json["origins"]), (&3.into(), &2.into()));
    let columns = json(&["compare", "depot-blast", &tiny(), "--format", "json"]);
    assert_eq!(columns["columns"].as_array().unwrap().len(), 3);
}

#[test]
fn an_unknown_id_names_the_nearest() {
    let output = parallax(&["ledger", "kerman-bombnig"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean “kerman-bombings”?"));
    let hostile = parallax(&["show", "x\u{1b}]0;pwn\u{7}"]);
    assert!(!hostile.stderr.contains(&0x1b) && !hostile.stderr.contains(&7));
}

#[test]
fn without_a_terminal_the_workbench_says_what_to_do() {
    let output = parallax(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--print"));
    let wrong = parallax(&["--print", "--keys", "<nokey>"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("<nokey> is not a key"));
}

#[test]
fn one_screen_can_be_printed() {
    let output = parallax(&["--print", "--keys", "/ker<enter>", "--size", "80x24"]);
    let shown = stdout(&output);
    assert_eq!(shown.lines().count(), 24);
    assert!(shown.contains("killed"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["export"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn nothing_hostile_in_a_corpus_reaches_the_output() {
    let folder = std::env::temp_dir().join(format!("parallax-hostile-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("articles")).unwrap();
    std::fs::create_dir_all(folder.join("incidents")).unwrap();
    let write = |name: &str, text: &str| {
        std::fs::File::create(folder.join(name)).unwrap().write_all(text.as_bytes()).unwrap();
    };
    // TOML refuses raw controls but takes them escaped; C1, bidi and Markdown bodies come raw.
    write("corpus.toml", "title = \"t\\u001b]0;pwn\\u0007\"\n");
    write(
        "articles/a.md",
        "+++\ntitle = \"\u{9b}31m\u{202e}x\"\npublisher = \"p\\u001b[2J\"\n+++\n### 1 \"a\u{1b}[31mb\"\ndigest \u{1b}]52;c;cHdu\u{7} \u{9d}\u{200b}\n",
    );
    write(
        "incidents/i.toml",
        "title = \"i\\u001b[31m\u{202e}\"\nkind = \"bombing\"\n[[account]]\narticle = \"a\"\npassage = 1\nclaims = [{ facet = \"killed\", figure = 3, words = \"\\u001b[5m\" }]\n",
    );
    let name = folder.display().to_string();
    for args in [
        vec!["show", "i", &name],
        vec!["ledger", "i", &name],
        vec!["compare", "i", &name],
        vec!["show", "a", &name],
        vec!["check", &name],
        vec!["export", &name],
        vec!["check", &name, "--format", "json"],
        vec!["--print", &name],
    ] {
        let output = parallax(&args);
        let text = [stdout(&output), String::from_utf8(output.stderr).unwrap()].concat();
        let bad = text
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || matches!(u32::from(*c), 0x200b..=0x200f | 0x202a..=0x202e));
        assert_eq!(bad, None, "{args:?}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_manual_page_and_completions_come_from_the_same_tables() {
    let page = stdout(&parallax(&["man"]));
    assert!(
        page.contains(".TH parallax")
            && page.contains(".SH KEYS")
            && page.contains("Compare the incident's sources side by side")
    );
    for shell in ["bash", "zsh", "fish"] {
        assert!(stdout(&parallax(&["completions", shell])).contains("ledger"), "{shell}");
    }
    let help = stdout(&parallax(&["--help"]));
    for command in ["show", "ledger", "compare", "check", "export", "keys", "man", "completions"] {
        assert!(help.contains(command), "{command}");
    }
}

#[test]
fn options_and_paths_stand_before_or_after_the_command() {
    let copies = path("tests/fixtures/tiny-copies").display().to_string();
    let tiny = tiny();
    let after = parallax(&["find", "blast", &tiny, "--sources", &copies, "--no-outside"]);
    assert!(after.status.success());
    for before in [
        &["--sources", &copies, "find", "blast", &tiny, "--no-outside"][..],
        &[&tiny, "--no-outside", "--sources", &copies, "find", "blast"],
        &["--no-memory", "--theme", "mono", "--sources", &copies, "--no-outside", "find", "blast", &tiny],
    ] {
        assert_eq!(parallax(before), after, "{before:?}");
    }
    // What only the workbench has is refused with a command, and so are paths for a command that reads none.
    for (wrong, said) in [
        (&["--print", "find", "blast"][..], "--print is of the workbench"),
        (&["--size", "80x24", "check"], "--size is of the workbench"),
        (&[&tiny, "keys"], "this command reads no corpus"),
        // An option that would change nothing is refused with the way out.
        (&["--size", "80x24"], "--size is of the screen that --print draws; give --print too"),
        (&["map", "--size", "80x24"], "--size is of the map that is drawn; give --print, or --svg FILE, too"),
        (&["chart", "--size", "80x24"], "--size is of the calendar that is drawn; give --print, or --svg FILE, too"),
        (&["chart", "--of", "kerman", "--size", "80x24"], "--size is of the calendar; --of takes --width COLUMNS"),
    ] {
        let output = parallax(wrong);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{wrong:?}: {output:?}");
    }
}

#[test]
fn the_exit_status_tells_what_was_wrong_though_nobody_reads_the_message() {
    for (args, status) in [
        (&["show"][..], 2),
        (&["ledger", "kerman", "--fromat", "json"], 2),
        (&["--sources", "no/such", "check"], 2),
        (&["show", "no-such-thing-at-all"], 1),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let done = command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(writer).status().unwrap();
        assert_eq!(done.code(), Some(status), "{args:?}");
    }
}

#[test]
fn a_word_that_is_neither_path_nor_command_is_answered_with_the_nearest_command() {
    for (words, said) in [
        (&["exprt"][..], "“exprt” is neither a command nor a file or folder; did you mean “export”?"),
        (&["fnd", "kerman"], "“fnd” is neither a command nor a file or folder; did you mean “find”?"),
        // What is proposed may be pasted into a shell.
        (&["find", "church", "attack"], "in quotation marks: parallax find 'church attack'\n"),
        (&["show", "Iran's", "$(date)", "`id`"], "in quotation marks: parallax show 'Iran'\\''s $(date) `id`'\n"),
        (&["find", "--", "--out=x", "y"], "in quotation marks: parallax find -- '--out=x y'\n"),
        (&["--print", "zzz"], "zzz: no such file or folder"),
        (&["--sources", "no/such", "check"], "--sources no/such: no such file or folder; give the folder"),
        (&["--sources", "no/such"], "--sources no/such: no such file or folder; give the folder"),
    ] {
        let output = parallax(words);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{words:?}: {output:?}");
        assert!(output.stdout.is_empty());
    }
    // A word that is no command does not hide a file that is given too.
    let opened = parallax(&["--print", "zzz", &tiny()]);
    assert!(String::from_utf8_lossy(&opened.stderr).contains("1 mistake; the rest was loaded"), "{opened:?}");
    assert!(stdout(&opened).contains("Depot blast"));
}

#[test]
fn the_manual_page_has_examples_exit_status_files_and_the_language_of_queries() {
    let page = stdout(&parallax(&["man"]));
    let heads = ["QUERIES", "EXAMPLES", "EXIT STATUS", "FILES", "KEYS"].map(|head| page.find(&format!(".SH {head}\n")));
    assert!(heads.is_sorted() && heads[0].is_some(), "{heads:?}");
    // No line of a text is taken for a request.
    let requests = [".IP", ".SH", ".SS", ".TP", ".TH", ".ie", ".el", ".RS", ".RE", ".br", ".PP", ".nf", ".fi"];
    let wrong =
        page.lines().find(|line| line.starts_with(['.', '\'']) && !requests.iter().any(|r| line.starts_with(r)));
    assert_eq!(wrong, None);
}

/// What the plain workbench answers to `lines`, without the welcome.
fn plain(paths: &[&str], lines: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.arg("--plain").args(paths);
    answers(command, lines)
}

/// What a command for the plain workbench answers to `lines`, without the welcome.
pub fn answers(mut command: Command, lines: &str) -> String {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let said = stdout(&child.wait_with_output().unwrap());
    said.lines().skip(2).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_plain_workbench_gives_lists_by_the_page_and_knows_what_it_names() {
    let listed = plain(&[], "list\nmore\nmore\nmore\nmore\nmore\n");
    assert!(listed.starts_with("1. "));
    assert!(listed.contains("1 to 20 of 91. Type a number to open one, \"more\" for the next."), "{listed}");
    assert!(listed.contains("\n91. ") && listed.ends_with("There is no more; \"list\" begins again.\n"), "{listed}");
    // Each command that the help names is a command.
    let help = plain(&[], "help\n");
    for command in ["list", "articles", "quotes", "names", "more", "ledger", "why", "compare", "show", "filter", "find"]
    {
        assert!(help.contains(command));
        let answer = plain(&[], &format!("kerman bombings\n{command}\n"));
        assert!(!answer.contains("Nothing found"), "{command}: {answer}");
    }
}

#[test]
fn the_plain_workbench_filters_its_list() {
    let said = plain(&[], "filter killed:>100\nfilter\nfilter kiled:>5\nfilter kerman moscow gwadar\nfilter off\n");
    let (filtered, rest) = said.split_once("The filter is “killed:>100”").unwrap();
    let (head, list) = filtered.split_once('\n').unwrap();
    let certain: usize =
        head.strip_prefix("Filter “killed:>100”: ").unwrap().split(' ').next().unwrap().parse().unwrap();
    let first_possible = list.lines().position(|line| line.starts_with("possibly: "));
    assert_eq!(first_possible.unwrap_or(list.lines().count() - 1), certain.min(20), "{filtered}");
    let exported = json(&["export", "--filter", "killed:>100"]);
    assert_eq!(exported["incidents"].as_array().unwrap().len(), certain);
    assert!(rest.contains("did you mean") || rest.contains("kiled"), "{rest}");
    assert!(rest.contains("Nothing matches “kerman moscow gwadar”; the filter is as before."), "{rest}");
    assert!(rest.contains("1 to 20 of 91"), "{rest}");
}

#[test]
fn the_plain_workbench_offers_similar_names() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["--plain"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"webbber bataclan\nbataclan\n").unwrap();
    let said = stdout(&child.wait_with_output().unwrap());
    let answers: Vec<&str> = said.lines().skip(2).collect();
    assert_eq!(answers.len(), 2, "{said}");
    // As `find` says it.
    let found = Command::new(env!("CARGO_BIN_EXE_parallax")).args(["find", "webbber bataclan"]).output().unwrap();
    let found = String::from_utf8(found.stderr).unwrap();
    let as_found = format!("parallax: {}\n", answers[0].trim_end_matches('.').replace("Nothing", "nothing"));
    assert_eq!(as_found, found);
    assert!(answers[0].contains("similar names: ") && answers[0].contains("webber"), "{said}");
    assert_eq!(answers[1], "Nothing found for “bataclan”.");
}

#[test]
fn the_plain_workbench_answers_line_by_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["--plain", &tiny()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"list\n1\ncompare\nnothing-like-this\n99\nblast\nquit\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    insta::assert_snapshot!("cli-plain", stdout(&output));
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_screen_can_be_drawn_as_a_picture() {
    let args = ["--print", "--svg", "--theme", "light", "--keys", "/blast<enter>", "--size", "80x24"];
    let picture = stdout(&parallax(&[&args[..], &[&tiny()]].concat()));
    assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n"));
    assert!(picture.contains("Depot blast at the port") && picture.contains("#ffffff"));
}

#[test]
fn an_export_that_cannot_be_finished_leaves_the_old_file_and_nothing_beside_it() {
    let scratch = Scratch::new("export");
    let file = scratch.0.join("out.json");
    let names = || {
        let mut all: Vec<_> = std::fs::read_dir(&scratch.0).unwrap().map(|e| e.unwrap().file_name()).collect();
        all.sort();
        all
    };
    std::fs::write(&file, "old").unwrap();
    let before = names();
    // A limit on file size simulates a full disk; by default its signal would end the program.
    let run = |script: &str| {
        let output = Command::new("/bin/sh")
            .args(["-c", script])
            .env("parallax", env!("CARGO_BIN_EXE_parallax"))
            .env("out", &file)
            .output()
            .unwrap();
        (output.status, String::from_utf8(output.stderr).unwrap())
    };
    let (status, said) = run("ulimit -f 8; exec $parallax export --out $out");
    assert_eq!(status.code(), Some(2), "{said}");
    assert!(said.contains("exceed the size limit; nothing was written"), "{said}");
    assert_eq!((std::fs::read_to_string(&file).unwrap().as_str(), names()), ("old", before.clone()));
    // A device is written to as it is.
    let (_, said) = run("$parallax export --out /dev/full");
    assert!(said.contains("the disk is full; nothing was written"), "{said}");
    let (status, said) = run("$parallax export > /dev/full");
    assert_eq!(status.code(), Some(2), "{said}");
    // Write-protected files and folders are not replaced.
    let (status, said) = run("$parallax export --out \"$(dirname $out)\"");
    assert!(status.code() == Some(2) && said.contains("is a folder"), "{said}");
    assert_eq!((std::fs::read_to_string(&file).unwrap().as_str(), names()), ("old", before));
}

#[test]
fn an_export_ended_by_a_signal_takes_back_what_it_has_written() {
    let scratch = Scratch::new("export");
    // Rows enough that the signal comes while they are written.
    let ged = std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    let (head, rows) = ged.split_once('\n').unwrap();
    let set = scratch.0.join("many.csv");
    std::fs::write(&set, format!("{head}\n{}", rows.repeat(2_000))).unwrap();
    for signal in ["-TERM", "-INT", "-HUP"] {
        let out = scratch.0.join("out.csv");
        std::fs::write(&out, "old").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
            .args(["export", "--format", "csv", "--out", &out.display().to_string(), &set.display().to_string()])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let beside = || {
            let mut all = std::fs::read_dir(&scratch.0).unwrap().map(|e| e.unwrap());
            all.any(|e| e.path().extension().is_some_and(|x| x == "tmp"))
        };
        let begun = std::time::Instant::now();
        while !beside() {
            assert!(begun.elapsed().as_secs() < 20 && child.try_wait().unwrap().is_none(), "it never began to write");
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        assert!(kill(signal, &child.id().to_string()));
        assert_eq!(child.wait().unwrap().code(), None, "{signal} is what it ended by");
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "old");
        assert!(!beside(), "{signal} left something behind");
    }
}

#[test]
fn an_export_goes_where_a_link_leads_keeps_permissions_and_takes_pipes_as_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new("export");
    let (file, link) = (scratch.0.join("file.md"), scratch.0.join("link.md"));
    std::fs::write(&file, "old").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let name = link.display().to_string();
    assert!(parallax(&["export", &tiny(), "--format", "md", "--out", &name]).status.success());
    assert!(link.is_symlink() && std::fs::read_to_string(&file).unwrap().contains("Depot blast"));
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    let piped = Command::new("/bin/sh")
        .args(["-c", "$parallax export --format md --out /dev/stdout $corpus | cat"])
        .env("parallax", env!("CARGO_BIN_EXE_parallax"))
        .env("corpus", tiny())
        .output()
        .unwrap();
    assert!(stdout(&piped).contains("Depot blast"));
    // Paths to standard output are written to directly: appended to a file, or to /dev/null.
    let run = |script: &str| {
        Command::new("/bin/sh")
            .args(["-c", script])
            .env("parallax", env!("CARGO_BIN_EXE_parallax"))
            .env("corpus", tiny())
            .env("log", scratch.0.join("log"))
            .output()
            .unwrap()
    };
    run("echo before > $log; $parallax export --format md --out /dev/stdout $corpus >> $log");
    let log = std::fs::read_to_string(scratch.0.join("log")).unwrap();
    assert!(log.starts_with("before\n") && log.contains("Depot blast"));
    let closed = run("{ $parallax export --out /dev/stdout; echo $? >&2; } | true");
    assert_eq!(String::from_utf8_lossy(&closed.stderr), "0\n");
    // A copy that lies behind a link is open like any other.
    let copies = scratch.0.join("copies");
    std::fs::create_dir(&copies).unwrap();
    let real = scratch.0.join("real.md");
    std::fs::write(&real, "my copy").unwrap();
    std::os::unix::fs::symlink(&real, copies.join("a.md")).unwrap();
    for out in [&real, &copies.join("a.md")] {
        let sources = copies.display().to_string();
        let refused = parallax(&["export", &tiny(), "--sources", &sources, "--out", &out.display().to_string()]);
        assert_eq!((refused.status.code(), std::fs::read_to_string(&real).unwrap().as_str()), (Some(2), "my copy"));
    }
    let nowhere = scratch.0.join("dangling");
    std::os::unix::fs::symlink(scratch.0.join("none/such"), &nowhere).unwrap();
    assert_eq!(parallax(&["export", &tiny(), "--out", &nowhere.display().to_string()]).status.code(), Some(2));
    assert!(nowhere.is_symlink());
}

#[test]
fn every_command_is_quiet_when_nobody_reads_on() {
    for words in [
        "export",
        "export --format csv",
        "find kind:incident",
        "show kerman-bombings",
        "ledger kerman-bombings",
        "compare kerman-bombings",
        "check",
        "keys",
        "man",
        "completions bash",
        "--help",
        "--print",
        "--print --svg",
    ] {
        let script = format!("{{ $parallax {words}; echo $? >&2; }} | true");
        let output = Command::new("/bin/sh")
            .args(["-c", &script])
            .env("parallax", env!("CARGO_BIN_EXE_parallax"))
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "0\n", "{words}");
    }
}

/// A command of the README: its arguments, and the file that is its standard input.
fn readme_command(line: &str) -> Option<(Vec<String>, Option<String>)> {
    let line = line.strip_prefix("    ")?.split(" #").next()?.trim();
    let (input, line) = match line.strip_prefix("cat ") {
        Some(rest) => rest.split_once(" | ").map(|(file, rest)| (Some(file.to_owned()), rest))?,
        None => (None, line),
    };
    let words = shell_words::split(line.strip_prefix("cargo run --release -- ")?).unwrap();
    Some((words, input))
}

#[test]
fn the_commands_of_the_readme_work_in_a_plain_clone() {
    let scratch = crate::terminal::Scratch::new("readme");
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    let mut ran = 0;
    for (mut words, input) in readme.lines().filter_map(readme_command) {
        let shown = words.join(" ");
        // What writes a folder writes it elsewhere; a workbench is used without a terminal.
        let reads = words[0] == "verify";
        for word in words.iter_mut().filter(|word| word.starts_with("my-")) {
            let folder = scratch.0.join(&*word);
            if !reads && folder.exists() {
                std::fs::remove_dir_all(&folder).unwrap();
            }
            *word = folder.display().to_string();
        }
        let is_path = words[0] == "-" || path(&words[0]).exists();
        words.extend(is_path.then(|| "--plain".to_owned()));
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(&words).current_dir(path("")).env("XDG_STATE_HOME", &scratch.0).env("XDG_CONFIG_HOME", "/nowhere");
        match input {
            Some(file) => command.stdin(std::fs::File::open(path(&file)).unwrap_or_else(|e| panic!("{file}: {e}"))),
            None => command.stdin(Stdio::null()),
        };
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{shown}: {}", String::from_utf8_lossy(&output.stderr));
        ran += 1;
    }
    assert!(ran > 20, "{ran} commands");
}

#[test]
fn the_plain_workbench_greets_with_what_is_open() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(["--plain", "-"]).stdin(std::fs::File::open(path("tests/fixtures/sets/ged-251.csv")).unwrap());
    let said = stdout(&command.output().unwrap());
    assert!(said.starts_with("parallax: UCDP GED") && !said.contains("0 articles"), "{said}");
}
