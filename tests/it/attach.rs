//! Copies of articles: each is recognised whatever its name, and every anchor gets a state.

use std::path::Path;

use parallax::diagnostic::DiagnosticCode;
use parallax::load::{Loaded, Request, load};
use parallax::model::{AnchorState, Corpus};

use crate::fixture::{path, sources, tiny};

fn copy_of<'c>(corpus: &'c Corpus, id: &str) -> &'c str {
    let (_, article) = corpus.articles().find(|(_, a)| corpus.str(a.id) == id).unwrap();
    corpus.str(article.copy).rsplit('/').next().unwrap()
}

fn texts(corpus: &Corpus, id: &str) -> Vec<(Option<String>, AnchorState)> {
    let (_, article) = corpus.articles().find(|(_, a)| corpus.str(a.id) == id).unwrap();
    let passage = |p| corpus.passage(p);
    article.passages.ids().map(passage).map(|p| (p.text.map(|t| corpus.str(t).to_owned()), p.state)).collect()
}

#[test]
fn text_markdown_and_web_pages_find_their_articles() {
    let loaded = tiny(true);
    let corpus = loaded.corpus();
    assert_eq!(copy_of(corpus, "courier"), "printout.txt");
    assert_eq!(copy_of(corpus, "courier-mirror"), "saved-page.html");
    assert_eq!(copy_of(corpus, "gazette"), "note.md");
    for id in ["courier", "courier-mirror", "gazette"] {
        assert!(texts(corpus, id).iter().all(|(text, state)| text.is_some() && *state == AnchorState::Exact), "{id}");
    }
    // Furniture between the printed blocks of a passage is part of it; furniture between passages is not.
    let lorry = texts(corpus, "courier")[2].0.clone().unwrap();
    assert!(lorry.starts_with("Dockers say") && lorry.ends_with("before the second bang."), "{lorry}");
    assert!(!texts(corpus, "courier").iter().any(|(t, _)| t.as_deref().unwrap().contains("ADVERTISEMENT")));
    assert!(corpus.quotes().all(|(_, q)| q.state() == AnchorState::Exact));
}

#[test]
fn what_fits_nothing_is_reported() {
    let loaded = tiny(true);
    let about: Vec<&str> = loaded
        .report
        .messages
        .iter()
        .filter(|m| m.code == DiagnosticCode::UnknownCopy)
        .map(|m| m.message.as_str())
        .collect();
    assert_eq!(about.len(), 2);
    assert!(about.iter().any(|m| m.contains("soup.txt: fits no article")));
    assert!(about.iter().any(|m| m.contains("photo.png: not text")));
}

/// The tiny corpus with one changed copy of the Courier.
fn with_copy(name: &str, text: &str) -> Loaded {
    let folder = std::env::temp_dir().join(format!("parallax-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("copy.txt"), text).unwrap();
    let loaded = load(&Request { paths: vec![path("tests/fixtures/tiny")], sources: vec![folder.clone()] });
    std::fs::remove_dir_all(&folder).unwrap();
    loaded
}

fn printout() -> String {
    std::fs::read_to_string(path("tests/fixtures/tiny-copies/printout.txt")).unwrap()
}

fn states(loaded: &Loaded) -> Vec<AnchorState> {
    texts(loaded.corpus(), "courier").into_iter().map(|(_, s)| s).collect()
}

#[test]
fn a_changed_copy_says_what_moved_what_is_lost_and_what_is_ambiguous() {
    use AnchorState::{Ambiguous, Exact, Moved, Orphan};
    let lines: Vec<String> = printout().lines().map(str::to_owned).collect();
    let spokesman = lines.iter().find(|l| l.starts_with("A spokesman")).unwrap().clone();

    let mut moved = vec![lines[0].clone(), spokesman.clone()];
    moved.extend(lines[1..].iter().filter(|l| **l != spokesman).cloned());
    assert_eq!(states(&with_copy("moved", &moved.join("\n"))), [Exact, Exact, Exact, Moved]);

    let lost = printout().replace("A spokesman called it an accident", "They called it an accident");
    let loaded = with_copy("lost", &lost);
    assert_eq!(states(&loaded), [Exact, Exact, Exact, Orphan]);
    assert_eq!(loaded.status(), 1);
    assert!(
        loaded
            .report
            .messages
            .iter()
            .any(|m| m.code == DiagnosticCode::AnchorLost && m.message.contains("¶4 is orphan"))
    );
    assert!(
        loaded.report.messages.iter().any(|m| m.code == DiagnosticCode::NotInPassage),
        "its wordings have no passage"
    );

    let twice = printout().replace("What is known", "A blast at the oil depot is not what it was");
    assert_eq!(states(&with_copy("twice", &twice)), [Exact, Ambiguous, Exact, Exact]);
}

#[test]
fn a_wording_that_is_not_in_its_passage_is_an_error_at_its_line() {
    let loaded = with_copy("figure", &printout().replace("at least twelve people", "at least eleven people"));
    let message = loaded.report.messages.iter().find(|m| m.code == DiagnosticCode::NotInPassage).unwrap();
    let position = loaded.report.place(message).unwrap();
    assert!(position.file.ends_with("depot-blast.toml"));
    assert_eq!(position.line, 16);
    assert!(message.message.contains("“at least twelve people” is not in ¶2"), "{}", message.message);
}

#[test]
fn a_second_copy_of_an_article_is_reported_and_the_better_one_kept() {
    let folder = std::env::temp_dir().join(format!("parallax-double-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), printout().replace("A spokesman called", "Someone called")).unwrap();
    std::fs::write(folder.join("b.txt"), printout()).unwrap();
    let loaded = load(&Request { paths: vec![path("tests/fixtures/tiny")], sources: vec![folder.clone()] });
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(copy_of(loaded.corpus(), "courier"), "b.txt");
    assert!(loaded.report.messages.iter().any(|m| m.message.contains("a.txt")));
}

#[test]
fn every_anchor_of_the_built_in_corpus_stands_exactly_in_the_five_articles() {
    let Some(folder) = sources() else { return };
    let loaded = load(&Request { paths: Vec::new(), sources: vec![folder] });
    let report = &loaded.report;
    let messages: Vec<String> = report.sorted().into_iter().map(|m| report.render(m)).collect();
    assert!(messages.is_empty(), "{}", messages.join("\n"));
    let corpus = loaded.corpus();
    assert!(corpus.passages().all(|(_, p)| p.state == AnchorState::Exact));
    assert!(corpus.claims().all(|(_, c)| c.state == AnchorState::Exact));
    assert!(corpus.quotes().all(|(_, q)| q.state() == AnchorState::Exact));
    assert!(corpus.incidents().all(|(_, i)| i.relations.iter().all(|r| r.state == AnchorState::Exact)));
    // A truncated original and its republication share their text but are distinguished.
    assert!(copy_of(corpus, "scmp-republished").starts_with("000"));
    assert!(copy_of(corpus, "scmp").starts_with("001"));
}

#[test]
fn names_of_files_do_not_matter() {
    let Some(folder) = sources() else { return };
    let shuffled = std::env::temp_dir().join(format!("parallax-names-{}", std::process::id()));
    std::fs::create_dir_all(&shuffled).unwrap();
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    for (i, file) in files.iter().enumerate() {
        let name = format!("{}.text", 9 - i);
        std::fs::copy(file, shuffled.join(&name)).unwrap();
    }
    let loaded = load(&Request { paths: Vec::new(), sources: vec![shuffled.clone()] });
    std::fs::remove_dir_all(&shuffled).unwrap();
    assert_eq!(loaded.status(), 0);
    assert!(loaded.corpus().articles().all(|(_, a)| !a.copy.is_empty()));
}

#[test]
fn a_copy_without_its_captions_still_finds_the_right_twin() {
    let Some(folder) = sources() else { return };
    let name = Path::new("001_ddfe26452262175b.txt");
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let alone = std::env::temp_dir().join(format!("parallax-alone-{}", std::process::id()));
    std::fs::create_dir_all(&alone).unwrap();
    std::fs::write(alone.join("x.txt"), text).unwrap();
    let loaded = load(&Request { paths: Vec::new(), sources: vec![alone.clone()] });
    std::fs::remove_dir_all(&alone).unwrap();
    let with_copy: Vec<&str> = loaded
        .corpus()
        .articles()
        .filter(|(_, a)| !a.copy.is_empty())
        .map(|(_, a)| loaded.corpus().str(a.id))
        .collect();
    assert_eq!(with_copy, ["scmp"]);
}
