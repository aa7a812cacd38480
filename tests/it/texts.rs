//! Texts of records (notes, summaries, headlines, citations) in the finder, in filters and on the command line.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::Command;
use std::sync::Mutex;

use parallax::app::job::{Job, JobEnd, JobId, JobReport, JobResult};
use parallax::app::{Effect, Msg};
use parallax::keymap::chord;
use parallax::load::{Loaded, Request, load};
use parallax::model::RecordId;
use parallax::model::dataset::RecordTexts as _;
use parallax::search::Target;
use parallax::search::fold::fold;
use parallax::search::highlight::phrases;
use parallax::search::texts::TextAnswer;
use parallax::session::Session;

use crate::fixture::{path, press, screen, session, tiny};
use crate::terminal::{Scratch, Terminal, program};

fn sets(names: &[&str]) -> Loaded {
    let paths = names.iter().map(|name| path("tests/fixtures/sets").join(name)).collect();
    load(&Request { paths, sources: Vec::new() })
}

/// The effects of keys, which are not carried out.
fn effects(session: &mut Session, keys: &str) -> Vec<Effect> {
    chord::script(keys).unwrap().into_iter().flat_map(|key| session.step(Msg::Key(key))).collect()
}

fn report(s: &mut Session, id: JobId, result: JobResult) -> Vec<Effect> {
    s.step(Msg::Job(id, JobReport::Ended(JobEnd::Done(result)))).into_iter().collect()
}

/// The last job among effects.
fn started(effects: &[Effect]) -> (JobId, Job) {
    let mut jobs =
        effects.iter().filter_map(|e| if let Effect::Start(id, job) = e { Some((*id, job.clone())) } else { None });
    jobs.next_back().unwrap_or_else(|| panic!("no job starts: {effects:?}"))
}

/// Runs a job, and gives its result with what it reported before.
fn run(s: &Session, job: &Job) -> (JobResult, Vec<TextAnswer>) {
    let reports = Mutex::new(Vec::new());
    let result = s.task(job).unwrap()(&|| false, &|report| {
        if let JobReport::Texts(answer) = report {
            reports.lock().unwrap().push(answer);
        }
    })
    .unwrap()
    .unwrap();
    (result, reports.into_inner().unwrap())
}

#[test]
fn a_word_that_only_a_text_has_shows_after_the_first_answer() {
    let mut s = session(sets(&["ged-251.csv"]), (100, 30), "");
    let (search, job) = started(&effects(&mut s, "/elders"));
    let (found, _) = run(&s, &job);
    let (texts, job) = started(&report(&mut s, search, found));
    assert_eq!(job, Job::Texts("elders".into()));
    let shown = screen(&s);
    assert!(shown.contains("searching texts, 0 %") && shown.contains("No hits yet"), "{shown}");
    let (found, _) = run(&s, &job);
    assert!(report(&mut s, texts, found).is_empty());
    let shown = screen(&s);
    for wanted in [
        "Find · 0 hits · 1 in texts ─",
        "in texts of records: 1",
        "text: … eight, elders say",
        "source_headline: Market",
    ] {
        assert!(shown.contains(wanted), "{wanted} is not on:\n{shown}");
    }
    // Enter opens the record.
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("Low Tarn district: Reed Cutters"), "{}", screen(&s));
}

#[test]
fn names_come_first_and_no_record_twice() {
    // The actor of most records is in the headlines of some too.
    let s = session(sets(&["ged-251.csv"]), (100, 30), "/front");
    let finder = s.state().finder().unwrap();
    assert!(!finder.answer.hits.is_empty() && finder.texts.answer.hits.is_empty(), "{}", screen(&s));
    // With `text:` all are those of texts.
    let s = session(sets(&["ged-251.csv"]), (100, 30), "/text:front");
    let finder = s.state().finder().unwrap();
    assert!(finder.answer.hits.is_empty(), "{}", screen(&s));
    assert_eq!(finder.texts.answer.all, 1);
    // The small words of a question are not looked for.
    let s = session(sets(&["ged-251.csv"]), (100, 30), "/what did the elders say");
    assert_eq!(s.state().finder().unwrap().texts.answer.all, 1, "{}", screen(&s));
    // A short word alone is in nearly every text.
    let s = session(sets(&["ged-251.csv"]), (100, 30), "/at");
    assert_eq!(s.state().finder().unwrap().texts.answer.all, 0);
}

#[test]
fn the_next_key_supersedes_a_search_of_texts_and_closing_stops_it() {
    for (key, late) in [("d", true), ("d", false), ("<esc>", true)] {
        let mut s = session(sets(&["ged-251.csv"]), (100, 30), "");
        let (search, job) = started(&effects(&mut s, "/vill"));
        let (found, _) = run(&s, &job);
        let (texts, job) = started(&report(&mut s, search, found));
        let (found, _) = run(&s, &job);
        assert!(matches!(&found, JobResult::Texts(answer) if answer.all == 1));
        let next = effects(&mut s, key);
        assert!(next.contains(&Effect::Stop(texts)), "{next:?}");
        let before = screen(&s);
        if late {
            assert!(report(&mut s, texts, found).is_empty());
        } else {
            assert!(s.step(Msg::Job(texts, JobReport::Ended(JobEnd::Stopped))).is_empty());
        }
        assert_eq!(screen(&s), before, "a late answer shows");
    }
}

#[test]
fn what_is_found_shows_while_the_search_goes_on() {
    let mut s = session(sets(&["ged-251.csv"]), (100, 30), "");
    let (search, job) = started(&effects(&mut s, "/text:kill"));
    let (found, _) = run(&s, &job);
    let (texts, job) = started(&report(&mut s, search, found));
    let (JobResult::Texts(all), _) = run(&s, &job) else { panic!() };
    assert_eq!(all.all, 3);
    let first = TextAnswer { hits: all.hits[1..2].to_vec(), all: 1, percent: 40, ..all.clone() };
    assert!(s.step(Msg::Job(texts, JobReport::Texts(first))).is_empty());
    let shown = screen(&s);
    assert!(
        shown.contains("1 in texts · searching texts, 40 %") && shown.contains("in texts of records: 1"),
        "{shown}"
    );
    // A hit that the user went to stays selected when others come before it.
    let two = TextAnswer { hits: all.hits[1..].to_vec(), all: 2, percent: 80, ..all.clone() };
    assert!(s.step(Msg::Job(texts, JobReport::Texts(two))).is_empty());
    assert!(effects(&mut s, "<down>").is_empty());
    let selected = s.state().finder().unwrap().selected().unwrap().target;
    assert_eq!(selected, all.hits[2].hit.target);
    assert!(report(&mut s, texts, JobResult::Texts(all)).is_empty());
    assert_eq!(s.state().finder().unwrap().selected().unwrap().target, selected);
    assert!(!screen(&s).contains("searching"));
}

#[test]
fn enter_waits_for_texts_if_nothing_else_is_found() {
    let mut s = session(sets(&["ged-251.csv"]), (100, 30), "");
    let (search, job) = started(&effects(&mut s, "/elders<enter>"));
    let (found, _) = run(&s, &job);
    let (texts, job) = started(&report(&mut s, search, found));
    assert!(s.state().finder().is_some(), "it waits");
    let (found, _) = run(&s, &job);
    let _ = report(&mut s, texts, found);
    assert!(s.state().finder().is_none() && screen(&s).contains("Low Tarn district: Reed Cutters"), "{}", screen(&s));
}

#[test]
fn progress_is_told_on_a_big_file_and_the_first_hits_come_early() {
    let folder = Scratch::new("texts");
    let file = folder.0.join("big.csv");
    let mut csv = "id,type_of_violence,where_description,side_a,side_b,date_start,source_headline,best\n".to_owned();
    let note = "a long note that says little ".repeat(60);
    for n in 0..8_000 {
        let word = if n % 50 == 0 { "Cassandra" } else { "" };
        csv.push_str(&format!("{n},1,{note}{word},Ebb,Flood,2024-01-03,a headline,1\n"));
    }
    std::fs::File::create(&file).unwrap().write_all(csv.as_bytes()).unwrap();
    let s = session(load(&Request { paths: vec![file], sources: Vec::new() }), (100, 30), "");
    let (JobResult::Texts(all), reports) = run(&s, &Job::Texts("cassandra".into())) else { panic!() };
    assert_eq!((all.all, all.hits.len(), all.percent), (160, 160, 100));
    let percents: Vec<u8> = reports.iter().map(|answer| answer.percent).collect();
    // How many there are depends on the processors; that they begin early and go on does not.
    assert!(percents.len() > 1 && percents[0] < 50 && percents.is_sorted(), "{percents:?}");
    assert!(!reports[0].hits.is_empty() && reports[0].all < 160, "the first report is early");
    // Once it is no longer wanted, it ends at once without a result.
    let job = s.task(&Job::Texts("cassandra".into())).unwrap();
    assert_eq!(job(&|| true, &|_| {}).unwrap(), None);
}

/// The records whose folded text has the phrase, by a naive search of each record as it is decoded.
fn naive(loaded: &Loaded, phrase: &str) -> BTreeSet<(u16, u32)> {
    let mut found = BTreeSet::new();
    let files = loaded.texts();
    for (number, set) in loaded.workspace.sets.iter().enumerate() {
        for row in 0..set.len() {
            let texts = files.read(number, &set.row(row)).unwrap();
            if texts.iter().any(|(_, text)| format!(" {}", fold(text)).contains(&format!(" {phrase}"))) {
                found.insert((number as u16, row as u32));
            }
        }
    }
    found
}

#[test]
fn texts_are_found_as_a_naive_search_finds_them_and_shown_with_the_words() {
    let names = [
        "ged-251.csv",
        "acled-2024.csv",
        "acled-multiline.csv",
        "gtd-full.csv",
        "pitf.tsv",
        "polecat.tab",
        "hostile.csv",
    ];
    let loaded = sets(&names);
    let files = loaded.texts();
    let mut words: BTreeSet<String> = ["nosuchword".to_owned()].into();
    for (number, set) in loaded.workspace.sets.iter().enumerate() {
        for row in 0..set.len() {
            for (_, text) in files.read(number, &set.row(row)).unwrap() {
                let folded = fold(&text);
                let all: Vec<&str> = folded.split(' ').filter(|w| w.chars().any(char::is_alphabetic)).collect();
                words.extend(all.iter().map(|w| (*w).to_owned()));
                words.extend(all.iter().map(|w| w.chars().take(3).collect()));
                words.extend(folded.split(' ').collect::<Vec<_>>().windows(2).map(|two| two.join(" ")));
            }
        }
    }
    // Numbers are whole words, and a query has an end.
    words.retain(|w| !w.ends_with(|c: char| c.is_ascii_digit()) && w.len() < 200);
    let expected: Vec<(String, BTreeSet<(u16, u32)>)> =
        words.into_iter().step_by(3).map(|word| (word.clone(), naive(&loaded, &word))).collect();
    assert!(expected.len() > 100, "{}", expected.len());
    let s = session(loaded, (100, 30), "");
    for (word, expected) in expected {
        let query = format!("text:\"{word}\"");
        let (JobResult::Texts(answer), _) = run(&s, &Job::Texts(query.clone())) else { panic!() };
        let found: BTreeSet<(u16, u32)> = answer
            .hits
            .iter()
            .map(|found| match found.hit.target {
                Target::Record(RecordId { set, row }) => (set, row),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!((answer.all, &found), (expected.len(), &expected), "{query}");
        for found in &answer.hits {
            let reason = found.hit.reason();
            assert!(reason.starts_with("text: "), "{reason}");
            assert!(!phrases(&found.text, &answer.phrases).is_empty(), "{query}: {}", found.text);
            assert!(!phrases(&reason["text: ".len()..], &answer.phrases).is_empty(), "{query}: {reason}");
        }
        // As a filter it lets the same entries through, and negated the others.
        let filter = |filter: &str| s.search().filter(filter, false, &|| false).unwrap().unwrap().shown.len();
        assert_eq!(filter(&query), answer.all, "{query}");
        assert_eq!(filter(&format!("!{query}")), s.state().entries.all.len() - answer.all, "{query}");
        // With another field, what holds only possibly is counted apart.
        let narrowed = format!("{query} killed:>4");
        let passed = s.search().filter(&narrowed, false, &|| false).unwrap().unwrap();
        let (JobResult::Texts(some), _) = run(&s, &Job::Texts(narrowed.clone())) else { panic!() };
        assert_eq!(
            (some.all - some.possible, some.possible),
            (passed.shown.len(), passed.possible.len()),
            "{narrowed}"
        );
        // A negated word leaves out what has it.
        let (JobResult::Texts(rest), _) = run(&s, &Job::Texts(format!("{query} !text:the"))) else { panic!() };
        let (JobResult::Texts(both), _) = run(&s, &Job::Texts(format!("{query} text:the"))) else { panic!() };
        assert_eq!(rest.all + both.all, answer.all, "{query}");
    }
}

#[test]
fn the_timeline_is_narrowed_to_what_texts_say() {
    let mut s = session(sets(&["ged-251.csv"]), (120, 40), "ftext:elders<enter><esc>");
    let shown = screen(&s);
    assert!(shown.contains("text:elders") && shown.contains("Low Tarn"), "{shown}");
    assert_eq!(s.state().entries.shown.len(), 1, "{shown}");
    press(&mut s, "F");
    assert_eq!(s.state().entries.shown.len(), 8);
}

#[test]
fn the_texts_of_attached_articles_are_found_and_digests_are_not_texts() {
    let find = |loaded, query: &str| {
        let s = session(loaded, (100, 30), &format!("/{query}"));
        let finder = s.state().finder().unwrap();
        finder.answer.hits.iter().map(|hit| hit.target.kind().word()).collect::<Vec<_>>()
    };
    assert_eq!(find(tiny(true), "text:\"second bang\""), ["passage"]);
    let shown = screen(&session(tiny(true), (100, 30), "/text:\"second bang\""));
    assert!(shown.contains("text: … the second bang"), "{shown}");
    assert!(find(tiny(false), "text:\"second bang\"").is_empty());
    let shown = screen(&session(tiny(false), (100, 30), "/text:\"second bang\""));
    assert!(shown.contains("No texts are open"), "{shown}");
}

#[test]
fn no_text_reaches_the_screen_unsanitised() {
    let folder = Scratch::new("texts");
    let file = folder.0.join("bad.csv");
    let csv = "id,type_of_violence,where_description,side_a,side_b,date_start,best\n\
               1,1,\"before \u{1b}]0;pwn\u{7} cassandra \u{202e}said\nthis\",Ebb,Flood,2024-01-03,1\n";
    std::fs::write(&file, csv).unwrap();
    let s = session(load(&Request { paths: vec![file], sources: Vec::new() }), (100, 30), "/cassandra");
    let shown = screen(&s);
    assert!(shown.contains("in texts of records: 1") && shown.contains("cassandra"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
}

#[test]
fn the_command_line_finds_texts_after_the_others() {
    const GED: &str = "tests/fixtures/sets/ged-251.csv";
    let find = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let output = command.arg("find").args(args).current_dir(path("")).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, out, _) = find(&["elders", GED]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((status, lines[0]), (Some(0), "in texts of records: 1"), "{out}");
    assert!(lines[1].contains("text: … eight, elders say") && lines[1].contains("[910003]"), "{out}");
    assert_eq!(find(&["elders", GED, "--no-text"]).0, Some(1));
    assert_eq!(find(&["text:elders", GED, "--no-text"]).0, Some(0));
    let (_, out, _) = find(&["elders", GED, "--format", "json"]);
    assert!(
        out.contains("\"text\":\"Market feud kills eight, elders say") && out.contains("\"why\":\"text: "),
        "{out}"
    );
    // All in one limit, and what is beyond it is counted.
    let (_, out, said) = find(&["text:kill", GED, "--limit", "2"]);
    assert!(out.lines().count() == 3 && said.contains("2 of 3 hits"), "{out}{said}");
    let mut batch = Command::new(env!("CARGO_BIN_EXE_parallax"));
    let queries = Scratch::new("queries");
    let file = queries.0.join("queries");
    std::fs::write(&file, "text:elders\nelders\n").unwrap();
    let output = batch.args(["find", "--batch"]).arg(file).arg(path(GED)).output().unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = table.lines().skip(1).collect();
    assert!(rows[0].starts_with("text:elders,1,910003,") && rows[1] == "elders,0,,,", "{table}");
}

#[test]
fn texts_that_are_slow_to_search_keep_no_key_waiting() {
    let state = Scratch::new("state");
    let mut command = program(&state.0, &[path("tests/fixtures/sets/ged-251.csv").to_str().unwrap()]);
    let now = state.0.join("now");
    command.env("PARALLAX_TEST_JOB", format!("Texts until {}", now.display()));
    let mut t = Terminal::run(command, 100, 30);
    t.until_text("GED 8 records");
    t.press("/elde");
    t.until_text("searching texts");
    t.press("rs");
    t.until_text("/ elders");
    std::fs::write(&now, "").unwrap();
    t.until_text("in texts of records: 1");
    t.press("\u{1b}");
    t.until("the finder closed", |s| !s.contents().contains("Find"));
    t.press("q");
    assert!(t.ended().success());
}
