//! Very large and very deep input: it takes time in proportion, or is refused with a message. Each case once took minutes
//! or ended the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use parallax::app::Msg;
use parallax::diagnostic::{DiagnosticCode, MOST_MESSAGES};
use parallax::load::{Loaded, Request, load};
use parallax::model::agreement::Statement;
use parallax::model::class::Scales;
use parallax::model::id::Id;
use parallax::model::incident::DayOf;
use parallax::model::{
    AccountId, Builder, Facet, Figure, OriginId, Party, Qualifier, Scope, Stance, Text, Value, Verdict, When,
};
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{path, press, screen};
use crate::terminal::Scratch;

/// What took minutes takes less than this even in a build for tests on a busy machine; it is no measure of speed.
const SOON: Duration = Duration::from_mins(3);

fn opened(folder: &Path) -> Loaded {
    load(&Request { paths: vec![folder.to_owned()], sources: Vec::new() })
}

/// A corpus of that many articles of two passages, and whatever else is given.
fn corpus(scratch: &Scratch, articles: usize, files: &[(&str, &str)]) -> PathBuf {
    let folder = scratch.0.join("corpus");
    for part in ["articles", "incidents", "quotes"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    std::fs::write(folder.join("corpus.toml"), "title = \"much\"\n").unwrap();
    for n in 0..articles {
        let text = format!(
            "+++\ntitle = \"Article {n}\"\npublisher = \"P\"\npublished = \"2024-01-01\"\n+++\n### 1 \"first words\"\nDigest.\n\n### 2 \"more words\"\nDigest.\n"
        );
        std::fs::write(folder.join(format!("articles/a{n:04}.md")), text).unwrap();
    }
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

#[test]
fn an_incident_told_by_sixty_sources_is_drawn_on_every_screen() {
    let scratch = Scratch::new("bounds");
    let mut many = String::from("title = \"Told by all\"\nkind = \"bombing\"\n");
    for n in 0..60 {
        writeln!(
            many,
            "[[account]]\narticle = \"a{n:04}\"\npassage = 1\nclaims = [{{ facet = \"killed\", figure = {n}, words = \"first words\" }}]"
        )
        .unwrap();
    }
    let few = "title = \"Told by one\"\nkind = \"bombing\"\n[[account]]\narticle = \"a0000\"\npassage = 2\nclaims = [{ facet = \"date\", value = \"2024-01-01\", words = \"more words\" }]\n";
    let folder = corpus(&scratch, 60, &[("incidents/many.toml", &many), ("incidents/few.toml", few)]);
    for size in [(60, 16), (80, 24), (100, 30), (120, 40), (160, 50), (200, 60), (500, 200)] {
        let mut s = Session::new(opened(&folder), size, Theme::Dark);
        // From few sources to many and back, in every view, and with the size changing on the way.
        press(&mut s, "jkggG<enter>jc]<enter>qqq");
        let _ = s.step_through(Msg::Resize(80, 24));
        press(&mut s, "ggG");
        if s.state().subject.as_ref().unwrap().ledger().columns.len() < 60 {
            press(&mut s, "k");
        }
        press(&mut s, "<enter>j");
        assert!(screen(&s).contains("Told by"), "{}", screen(&s));
        assert_eq!(s.state().subject.as_ref().unwrap().ledger().columns.len(), 60);
    }
}

#[test]
fn claims_by_the_thousand_on_one_incident() {
    type Claim = fn(usize) -> String;
    // As many as a build without optimisation draws in seconds.
    const HALF: usize = 500;
    const DECLARED: &str = "title = \"much\"\n[[facet]]\nlabel = \"patience\"\ntype = \"duration\"\n[[facet]]\nlabel = \"colour\"\ntype = \"text\"\nsingle = true\n";
    // Beside so many of one kind, one of another: a denial, a day of report, an account that lists two.
    let claims: [(&str, Claim); 6] = [
        ("killed", |n| {
            format!("figure = {n}, qualifier = \"at-least\"{}", if n == 7 { ", stance = \"denied\"" } else { "" })
        }),
        ("date", |n| {
            format!("value = \"20{:02}-{:02}-{:02}\", day = \"reported\"", n % 25, 1 + n / 25 % 12, 1 + n / 300 % 28)
        }),
        ("method", |n| format!("value = \"way {n}\"")),
        ("time", |n| format!("value = \"{:02}:{:02}/{:02}:{:02}\"", n % 24, n % 60, n / 24 % 24, n / 7 % 60)),
        ("patience", |n| format!("figure = {}, unit = \"{}\"", n + 1, ["hours", "minutes", "days"][n % 3])),
        ("colour", |n| format!("value = \"shade {n}\"")),
    ];
    for (facet, claim) in claims {
        for accounts in [false, true] {
            let scratch = Scratch::new("bounds");
            let head = |n: usize| format!("[[account]]\narticle = \"long\"\npassage = {}\nclaims = [\n", n + 1);
            let mut text = format!("title = \"Much claimed\"\nkind = \"bombing\"\n{}", head(0));
            for n in 0..2 * HALF {
                if accounts && n > 1 && n < HALF {
                    write!(text, "]\n{}", head(n)).unwrap();
                }
                writeln!(text, "{{ facet = \"{facet}\", {}, words = \"w\" }},", claim(n)).unwrap();
            }
            text.push_str("]\n");
            let passages: String = (1..=HALF).map(|n| format!("### {n} \"words {n}\"\nD.\n\n")).collect();
            let long = format!("+++\ntitle = \"Long\"\npublisher = \"P\"\n+++\n{passages}");
            let files = [("corpus.toml", DECLARED), ("incidents/i.toml", &text), ("articles/long.md", &long)];
            let folder = corpus(&scratch, 1, &files);
            let begun = Instant::now();
            let loaded = opened(&folder);
            let told: usize = loaded
                .corpus()
                .incidents()
                .map(|(_, i)| loaded.corpus().accounts_in(i.accounts).iter().map(|a| a.claims.len()).sum::<usize>())
                .sum();
            assert_eq!(told, 2 * HALF, "{facet}: they are there");
            let mut s = Session::new(loaded, (100, 30), Theme::Dark);
            press(&mut s, "<enter>jjcjj");
            assert!(screen(&s).contains("Much claimed"), "{}", screen(&s));
            assert!(begun.elapsed() < SOON, "{facet}, many accounts {accounts}: {:?}", begun.elapsed());
        }
    }
}

#[test]
fn names_that_are_part_of_each_other_by_the_thousand() {
    let scratch = Scratch::new("bounds");
    let mut text = String::new();
    for n in 0..50_000 {
        // A chain of most, and a circle at its end that the last names lead into.
        let up = if n == 0 { 9 } else { n - 1 };
        writeln!(text, "[[organisation]]\nid = \"n{n}\"\nname = \"Name {n}\"\npart_of = \"n{up}\"").unwrap();
    }
    let folder = corpus(&scratch, 1, &[("names.toml", &text)]);
    let begun = Instant::now();
    let loaded = opened(&folder);
    let circles: Vec<_> = loaded.report.messages.iter().filter(|m| m.code == DiagnosticCode::Circle).collect();
    assert_eq!(circles.len(), 10, "those of the circle, each once, and none that only leads there");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
fn mistakes_by_the_ten_thousand_are_placed_and_told() {
    let scratch = Scratch::new("bounds");
    let mut text = String::from("title = \"t\"\nkind = \"bombing\"\n");
    for n in 0..10_000 {
        writeln!(text, "key{n} = 1").unwrap();
    }
    let folder = corpus(&scratch, 1, &[("incidents/i.toml", &text)]);
    let begun = Instant::now();
    let loaded = opened(&folder);
    let all: Vec<_> = loaded.report.sorted().into_iter().filter(|m| m.code == DiagnosticCode::UnknownKey).collect();
    let [placed @ .., more] = &all[..] else { panic!("{} messages", all.len()) };
    assert_eq!(all.len(), MOST_MESSAGES, "all but one of the messages listed, and the one that counts the others");
    for message in placed {
        let shown = loaded.report.render(message);
        let number: usize = shown.split("“key").nth(1).and_then(|rest| rest.split('”').next()?.parse().ok()).unwrap();
        assert!(shown.contains(&format!("i.toml:{}:1: ", number + 3)), "{shown}");
    }
    assert!(loaded.report.render(more).contains("i.toml:1:1: error[P005]: … and 9001 more about this file"));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
fn deep_and_long_texts_are_refused_or_read() {
    let scratch = Scratch::new("bounds");
    let deep = |open: &str, close: &str| format!("title = {}1{}\n", open.repeat(20_000), close.repeat(20_000));
    let dotted = format!("{}x = 1\n", "a.".repeat(20_000));
    let long = format!("title = \"{}\"\nkind = \"bombing\"\n", "word ".repeat(1_000_000));
    let passages: String = (1..=50_000).map(|n| format!("### {n} \"words {n}\"\nDigest {n}.\n\n")).collect();
    let article = format!("+++\ntitle = \"Long\"\npublisher = \"P\"\n+++\n{passages}");
    let folder = corpus(
        &scratch,
        1,
        &[
            ("incidents/arrays.toml", &deep("[", "]")),
            ("incidents/tables.toml", &deep("{a=", "}")),
            ("incidents/dotted.toml", &dotted),
            ("incidents/long.toml", &long),
            ("articles/long.md", &article),
        ],
    );
    // On a thread as small as any that loads: nothing goes as deep as what is read.
    let loaded =
        std::thread::Builder::new().stack_size(2 << 20).spawn(move || opened(&folder)).unwrap().join().unwrap();
    assert!(loaded.report.messages.len() >= 3);
    assert_eq!(loaded.corpus().articles().map(|(_, a)| a.passages.len()).max(), Some(50_000));
    let mut s = Session::new(loaded, (80, 24), Theme::Dark);
    press(&mut s, "ga<enter>GggG/digest 49999<enter>");
    assert!(screen(&s).contains("49999"), "{}", screen(&s));
}

#[test]
fn anchors_of_a_mebibyte_are_refused_and_the_passages_keep_their_numbers() {
    let scratch = Scratch::new("bounds");
    for length in [(1 << 20) - 1, 1 << 20, (1 << 20) + 9] {
        let long = "a".repeat(length);
        let article = format!(
            "+++\ntitle = \"T\"\npublisher = \"P\"\n+++\n### 1 \"{long}\"\nFirst.\n\n### 2 \"b\" … \"{long}\"\nSecond.\n\n### 3 \"c\"\nThird.\n"
        );
        let loaded = opened(&corpus(&scratch, 0, &[("articles/long.md", &article)]));
        let codes: Vec<_> = loaded.report.messages.iter().map(|m| m.code).collect();
        assert_eq!(codes, [DiagnosticCode::BadPassage; 2], "{length}");
        let corpus = loaded.corpus();
        let passages = corpus.articles().flat_map(|(_, a)| a.passages.ids()).map(|id| corpus.passage(id));
        let read: Vec<_> = passages.map(|p| (p.number, corpus.str(p.anchor), corpus.str(p.digest))).collect();
        assert_eq!(read, [(1, "", "First."), (2, "", "Second."), (3, "c", "Third.")], "{length}");
    }
}

#[test]
fn circles_of_links_pipes_devices_and_what_cannot_be_read() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("bounds");
    let folder = corpus(&scratch, 1, &[]);
    symlink(&folder, folder.join("articles/round.md")).unwrap();
    symlink(&folder, folder.join("incidents/round")).unwrap();
    symlink(folder.join("self"), folder.join("self")).unwrap();
    symlink(scratch.0.join("nothing"), folder.join("articles/gone.md")).unwrap();
    symlink("/dev/zero", folder.join("articles/zero.md")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("incidents/pipe.toml")).status().unwrap().success());
    let sources = vec![folder.clone(), PathBuf::from("/dev/zero"), folder.join("self")];
    let loaded = load(&Request { paths: vec![folder.clone()], sources });
    let told: Vec<String> = loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect();
    for (name, why) in [
        ("gone.md", "a link whose target is missing"),
        ("zero.md", "not a file"),
        ("pipe.toml", "not a file"),
        ("/dev/zero", "neither a folder nor a file"),
    ] {
        assert!(told.iter().any(|t| t.contains(name) && t.contains(why)), "{name}: {told:?}");
    }
    assert!(loaded.is_usable());
    let whole = load(&Request { paths: vec![folder.join("self")], sources: Vec::new() });
    assert!(!whole.is_usable() && !whole.report.messages.is_empty());
}

#[test]
fn what_is_given_twice_is_opened_once_and_what_is_nothing_says_so() {
    let tiny = path("tests/fixtures/tiny");
    let twice = load(&Request { paths: vec![tiny.clone(), tiny.join("../tiny")], sources: Vec::new() });
    assert_eq!(twice.corpus().articles().len(), opened(&tiny).corpus().articles().len());
    assert!(twice.report.messages.iter().any(|m| m.message.contains("given twice")));
    let scratch = Scratch::new("bounds");
    let empty = opened(&corpus(&scratch, 0, &[]));
    assert!(!empty.is_usable() && empty.report.messages[0].message.contains("without articles"));
    // A megabyte where a date should be is not repeated in full.
    let long = format!("title = \"t\"\nkind = \"bombing\"\ndate = \"{}\"\n", "x".repeat(1 << 20));
    let folder = corpus(&scratch, 1, &[("incidents/i.toml", &long)]);
    let told = opened(&folder);
    assert!(!told.report.messages.is_empty() && told.report.messages.iter().all(|m| m.message.len() < 1000));
}

#[test]
fn a_file_that_shrinks_or_goes_while_it_is_open() {
    let scratch = Scratch::new("bounds");
    let file = scratch.0.join("ged.csv");
    std::fs::copy(path("tests/fixtures/sets/ged-251.csv"), &file).unwrap();
    let mut s = Session::new(opened(&file), (100, 30), Theme::Dark);
    press(&mut s, "G<enter>");
    // Gone: the open file still has it. Emptied: the record says so, and all else stays.
    std::fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(0).unwrap();
    press(&mut s, "hggG");
    assert!(screen(&s).contains("the record's row cannot be read"), "{}", screen(&s));
    press(&mut s, "<enter><enter>j");
    assert!(screen(&s).contains("changed since it was opened"), "{}", screen(&s));
    std::fs::remove_file(&file).unwrap();
    press(&mut s, "hgg<enter>j");
}

#[test]
fn a_cell_of_megabytes_is_shown_cut_with_its_length_and_exported_whole() {
    let scratch = Scratch::new("bounds");
    let rows = std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    let long = "word ".repeat(3 << 20);
    // A text, a name of a place and an actor.
    for (n, held) in ["Army clears Hollin, counts bodies", "Hollin village", "Reed Cutters"].into_iter().enumerate() {
        assert!(rows.contains(held));
        let file = scratch.0.join(format!("{n}.csv"));
        std::fs::write(&file, rows.replacen(held, &format!("{held} {long}"), 1)).unwrap();
        let mut s = Session::new(opened(&file), (100, 30), Theme::Dark);
        press(&mut s, "jjjjjjjj<enter>jjjjhggjj<enter><enter>Ggg");
        let loaded = opened(&file);
        let parts: usize = (0..8)
            .map(|row| {
                let subject = loaded.subject(parallax::model::Entry::Record(parallax::model::RecordId { set: 0, row }));
                let corpus = subject.corpus(0);
                let passages = corpus.articles().flat_map(|(_, article)| article.passages.ids());
                passages.map(|id| corpus.str(corpus.passage(id).digest).len()).sum::<usize>()
            })
            .max()
            .unwrap();
        assert!(parts < 1 << 20, "{held}: {parts} bytes are shown");
        let output = Command::new(env!("CARGO_BIN_EXE_parallax"))
            .args(["export", "--format", "json", "--private", file.to_str().unwrap()])
            .output()
            .unwrap();
        assert!(output.stdout.len() > long.len(), "{held}: the export has it whole");
    }
    let shown = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["show", "910002", scratch.0.join("0.csv").to_str().unwrap()])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&shown.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("[the first 64 of 153") && text.contains("KiB]"),
        "{}",
        &text[text.len().saturating_sub(2000)..]
    );
}

#[test]
fn an_export_of_what_is_not_whole_says_so_by_its_status() {
    let scratch = Scratch::new("bounds");
    let run = |args: &[&str], input: Stdio| {
        let output = Command::new(env!("CARGO_BIN_EXE_parallax")).args(args).stdin(input).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    // A compressed file that ends too early.
    let mut packed = Vec::new();
    let csv = std::fs::read(path("tests/fixtures/sets/ged-251.csv")).unwrap();
    let mut gz = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
    std::io::Write::write_all(&mut gz, &csv.repeat(40)).unwrap();
    gz.finish().unwrap();
    let cut = scratch.0.join("cut.csv.gz");
    std::fs::write(&cut, &packed[..packed.len() * 2 / 3]).unwrap();
    let (status, said) = run(&["export", "--format", "csv", cut.to_str().unwrap()], Stdio::null());
    assert!(status == Some(1) && said.contains("incomplete: "), "{status:?} {said}");
    // Open sources are never overwritten, however they were given.
    let folder = corpus(&scratch, 1, &[]);
    let (toml, name) = (folder.join("corpus.toml"), folder.to_str().unwrap().to_owned());
    let (status, said) = run(&["export", &name, "--out", toml.to_str().unwrap()], Stdio::null());
    assert!(status == Some(2) && said.contains("this file is open as a source"), "{said}");
    let copy = scratch.0.join("ged.csv");
    std::fs::write(&copy, &csv).unwrap();
    let given = Stdio::from(std::fs::File::open(&copy).unwrap());
    let (status, said) = run(&["export", "-", "--out", copy.to_str().unwrap()], given);
    assert!(status == Some(2) && said.contains("this file is open as a source"), "{said}");
    assert_eq!(std::fs::read(&copy).unwrap(), csv);
}

#[test]
fn what_a_shell_puts_in_the_place_of_a_command_is_read() {
    let script = "cat tests/fixtures/sets/ged-251.csv > $pipe & exec $parallax find 910002 $pipe";
    let scratch = Scratch::new("bounds");
    let pipe = scratch.0.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = Command::new("/bin/sh")
        .args(["-c", script])
        .env("pipe", &pipe)
        .env("parallax", env!("CARGO_BIN_EXE_parallax"))
        .current_dir(path(""))
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("GED"), "{output:?}");
}

type Valued = Box<dyn Fn(usize) -> Value>;

#[test]
fn a_hundred_thousand_claims_about_one_facet_are_weighed_at_once() {
    let mut builder = Builder::default();
    let words: Vec<Text> = (0..100_000).map(|n| builder.intern(&format!("way {n}"))).collect();
    let figure = |n: usize| Value::Figure(Figure::new(n as u32, Qualifier::AtLeast, Party::Victims));
    let day = |n: usize| {
        let first = When::parse("1900-01-01").unwrap().earliest();
        Value::When(When::day(first + chrono::TimeDelta::days(n as i64 % 90_000)), DayOf::ALL[n % 3])
    };
    let word = move |n: usize| Value::Words(words[n]);
    let all: [(Facet, Valued); 3] =
        [(Facet::Killed, Box::new(figure)), (Facet::Date, Box::new(day)), (Facet::Method, Box::new(word))];
    for (facet, value) in all {
        let begun = Instant::now();
        let statements: Vec<Statement> = (0..100_000)
            .map(|n| {
                let stance = if n == 7 { Stance::Denied } else { Stance::Asserted };
                Statement { stance, ..Statement::asserted(value(n), OriginId::at(n % 40), AccountId::at(n)) }
            })
            .collect();
        let weighed = Scales { facet, scope: Scope::Single, names: &[] }.weigh(&statements);
        assert!(weighed.verdict >= Some(Verdict::Compatible), "{facet:?}");
        assert_eq!(weighed.origins, 40);
        assert!(begun.elapsed() < SOON, "{facet:?}: {:?}", begun.elapsed());
    }
}

#[test]
fn no_file_that_is_open_is_replaced_by_an_export_or_a_picture() {
    let scratch = Scratch::new("taken");
    let folder = corpus(&scratch, 1, &[]);
    let write = |name: &str, text: &str| {
        let file = scratch.0.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        file
    };
    let told = "Officials said that two bombs killed 94 people in Kerman, Iran, on 3 January 2024. ".repeat(8);
    let raw = write("raw/inner/story.txt", &told);
    let copy = write("copies/a0000.txt", "first words\n\nmore words\n");
    let links = write("links.csv", "ged,gtd\nged:910002,gtd:202001010001\n");
    let set = write("ged.csv", &std::fs::read_to_string(path("tests/fixtures/sets/ged-251.csv")).unwrap());
    let text = |file: &Path| file.to_str().unwrap().to_owned();
    let (raw_folder, copies) = (text(&scratch.0.join("raw")), text(&scratch.0.join("copies")));
    let opened = [text(&folder), raw_folder, text(&set), "--sources".into(), copies, "--links".into(), text(&links)];
    let run = |command: &str, option: &str, out: &Path| {
        let mut all = vec![command.to_owned(), "--no-memory".into(), option.to_owned(), text(out)];
        all.extend(opened.iter().cloned());
        let output = Command::new(env!("CARGO_BIN_EXE_parallax")).args(all).stdin(Stdio::null()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let article = folder.join("articles/a0000.md");
    let cases: [(&str, &str, &[&PathBuf]); 2] =
        [("export", "--out", &[&raw, &links]), ("map", "--svg", &[&article, &raw, &copy, &links, &set])];
    for (command, option, files) in cases {
        for file in files {
            let before = std::fs::read(file).unwrap();
            let (status, said) = run(command, option, file);
            assert!(status == Some(2) && said.contains("choose another name"), "{command} {file:?}: {said}");
            assert!(std::fs::read(file).unwrap() == before, "{command} has replaced {file:?}");
        }
        let new = scratch.0.join(command);
        let (status, said) = run(command, option, &new);
        assert!(status == Some(0) && new.is_file(), "{command}: {said}");
    }
}
