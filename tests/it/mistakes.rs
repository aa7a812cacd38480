//! A corpus with deliberate mistakes: each is reported at its line, and the rest still opens.

use parallax::diagnostic::{DiagnosticCode, Severity};
use parallax::load::{Loaded, Request, load, memory};

use crate::fixture::path;

fn planted() -> Loaded {
    load(&Request { paths: vec![path("tests/fixtures/mistakes")], sources: Vec::new() })
}

/// `(file, line, code)` of every message about a place.
fn found(loaded: &Loaded) -> Vec<(String, usize, &'static str)> {
    let report = &loaded.report;
    let mut all: Vec<_> = report
        .messages
        .iter()
        .filter_map(|m| m.span.as_ref().and_then(|_| Some((report.place(m)?, m.code.number()))))
        .map(|(p, code)| (p.file.rsplit("mistakes/").next().unwrap().to_owned(), p.line, code))
        .collect();
    all.sort();
    all
}

#[test]
fn every_planted_mistake_is_reported_at_its_line() {
    let loaded = planted();
    // In TOML files a mistake is marked where it stands; Markdown and broken TOML cannot hold the marks.
    let mut expected = vec![
        ("articles/one.md".to_owned(), 12, "P015"),
        ("articles/one.md".to_owned(), 16, "P006"),
        ("articles/one.md".to_owned(), 20, "P016"),
        ("incidents/c.toml".to_owned(), 1, "P002"),
    ];
    for file in &loaded.report.files {
        let name = file.name.rsplit("mistakes/").next().unwrap();
        let text = std::fs::read_to_string(&file.name).unwrap();
        for (i, line) in text.lines().enumerate() {
            let Some((_, mark)) = line.split_once("#! ") else {
                continue;
            };
            let code = DiagnosticCode::ALL.iter().map(|(c, _)| c.number()).find(|n| *n == mark.trim()).unwrap();
            expected.push((name.to_owned(), i + 1, code));
        }
    }
    expected.sort();
    assert_eq!(found(&loaded), expected);
    assert!(expected.len() >= 20, "{} planted", expected.len());
}

#[test]
fn what_is_sound_still_opens() {
    let loaded = planted();
    assert!(loaded.is_usable());
    assert_eq!(loaded.status(), 1);
    let corpus = loaded.corpus();
    let incident = corpus.incidents().find(|(_, i)| corpus.str(i.title) == "A").unwrap().1;
    assert_eq!(incident.accounts.len(), 2, "the accounts whose passage exists");
    assert_eq!(corpus.names().len(), 3);
}

#[test]
fn messages_say_what_would_be_right() {
    let loaded = planted();
    let text: String = loaded.report.sorted().into_iter().map(|m| loaded.report.render(m) + "\n").collect();
    for wanted in [
        "did you mean “language”?",
        "did you mean “about”?",
        "its passages are 1 to 4",
        "two capital letters of ISO 3166",
        "did you mean “bombing”?",
        "dates are EDTF: 2024-03-22",
        "the first is in",
        "add it to names.toml",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in:\n{text}");
    }
    assert_eq!(loaded.report.messages.iter().filter(|m| m.severity == Severity::Warning).count(), 1);
}

#[test]
fn a_folder_that_is_no_corpus_is_not_usable_and_says_what_one_is() {
    for wrong in ["tests/fixtures/no-such-folder", "tests/fixtures/sets/no-such-file.csv"] {
        let loaded = load(&Request { paths: vec![path(wrong)], sources: Vec::new() });
        assert!(!loaded.is_usable(), "{wrong}");
        assert_eq!(loaded.status(), 2);
        assert!(loaded.report.messages[0].help.as_deref().unwrap().contains("corpus"), "{wrong}");
    }
}

#[test]
fn no_text_in_any_file_panics() {
    use proptest::prelude::*;
    let folder = std::env::temp_dir().join(format!("parallax-any-{}", std::process::id()));
    for part in ["articles", "incidents", "quotes"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    // Fragments of real files in any order come nearer to trouble than noise does.
    let fragment = prop::sample::select(vec![
        "+++\n",
        "title = \"x\"\n",
        "publisher = \"y\"\n",
        "### 1 \"a b\"\n",
        "### 2 caption \"",
        "\" … \"",
        "digest\n",
        "[[account]]\n",
        "article = \"a\"\n",
        "passage = 1\n",
        "claims = [ { facet = \"killed\", figure = ",
        "99999999999",
        "3",
        ", words = \"w\" } ]\n",
        "date = \"",
        "2024-03",
        "/",
        "..",
        "\"\n",
        "\u{202e}",
        "\x1b[31m",
        "é",
        "kind = \"bombing\"\n",
        "= ]",
        "\u{0}",
        "[[quote]]\n",
        "pieces = [ { opening = \"o\", length = 0 } ]\n",
        "speaker = \"s\"\n",
        "gist = \"g\"\n",
        "## h\n",
        "\r\n",
    ]);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&prop::collection::vec(fragment, 0..30), |parts| {
            let text = parts.concat();
            std::fs::write(folder.join("corpus.toml"), "title = \"t\"\n").unwrap();
            for file in ["articles/a.md", "incidents/i.toml", "quotes/a.toml", "names.toml"] {
                std::fs::write(folder.join(file), &text).unwrap();
            }
            let loaded = load(&Request { paths: vec![folder.clone()], sources: vec![folder.clone()] });
            for message in loaded.report.sorted() {
                let shown = loaded.report.render(message);
                prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{:?}", shown);
            }
            Ok(())
        })
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The messages of a corpus in memory, about these files of it.
fn messages(files: &[(&str, &str)]) -> Vec<String> {
    let article = "+++\ntitle = \"A\"\npublisher = \"P\"\n+++\n### 1 \"first words\"\n\nDigest.\n";
    let mut texts = vec![("corpus.toml", "title = \"t\"\n"), ("articles/a.md", article)];
    texts.extend(files);
    let loaded = memory(texts.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect(), &[]);
    loaded.report.sorted().into_iter().map(|m| loaded.report.render(m)).collect()
}

#[test]
fn the_id_of_a_quotation_must_differ_from_those_derived() {
    let quote = |id: &str| {
        format!(
            "[[quote]]\n{id}passage = 1\nspeaker = \"S\"\ngist = \"g\"\npieces = [ {{ opening = \"o\", length = 1 }} ]\n"
        )
    };
    for (first, second, place) in [("", "id = \"a-1a\"\n", "7:6"), ("id = \"a-1b\"\n", "", "8:11")] {
        let told = messages(&[("quotes/a.toml", &(quote(first) + &quote(second)))]);
        assert!(told.len() == 1 && told[0].contains("a second quote has the id"), "{told:?}");
        assert!(told[0].starts_with(&format!("quotes/a.toml:{place}: error[P008]")), "{told:?}");
    }
    assert_eq!(messages(&[("quotes/a.toml", &(quote("id = \"x\"\n") + &quote("")))]), [""; 0]);
}
