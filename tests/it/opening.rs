//! Opening a large corpus: found at once, read beside the work, with progress and a way to stop.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parallax::app::Msg;
use parallax::app::effect::Effect;
use parallax::app::job::{Job, JobEnd, JobId, JobReport, JobResult, Revision};
use parallax::diagnostic::Report;
use parallax::documents::{CorpusProgress, Recognised};
use parallax::export::json;
use parallax::load::{Request, load, open};
use parallax::model::Corpus;
use parallax::model::subject::{Member, Subject};
use parallax::runtime::jobs::open::read_corpus;
use parallax::saved_state::{SavedState, SavedView};
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{path, press, screen};
use crate::terminal::Scratch;

/// More files than are read while somebody waits, some of them wrong.
fn large(scratch: &Scratch) -> PathBuf {
    let folder = scratch.0.join("large");
    for part in ["articles", "incidents"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    std::fs::write(folder.join("corpus.toml"), "title = \"large\"\n").unwrap();
    std::fs::write(folder.join("names.toml"), "[[place]]\nid = \"here\"\nname = \"Here\"\n").unwrap();
    for n in 0..700 {
        let day = format!("20{:02}-{:02}-{:02}", n % 25, 1 + n / 25 % 12, 1 + n / 7 % 28);
        let mut text =
            format!("+++\ntitle = \"Article {n}\"\npublisher = \"P{}\"\npublished = \"{day}\"\n+++\n", n % 9);
        for passage in 1..=3 {
            write!(text, "\n### {passage} \"words {n} {passage}\"\n\nDigest of {n}.\n").unwrap();
        }
        std::fs::write(folder.join(format!("articles/a{n:03}.md")), text).unwrap();
        let wrong = if n % 50 == 0 { "nowhere" } else { "here" };
        let text = format!(
            "title = \"I{n}\"\nkind = \"bombing\"\ndate = \"{day}\"\n[[account]]\narticle = \"a{:03}\"\npassage = 2\nclaims = [ {{ facet = \"place\", value = \"{wrong}\", words = \"w\" }} ]\n",
            (n * 37) % 700
        );
        std::fs::write(folder.join(format!("incidents/i{n:03}.toml")), text).unwrap();
    }
    folder
}

fn request(folder: &Path) -> Request {
    Request { paths: vec![folder.to_owned()], sources: Vec::new() }
}

/// All of a corpus, as scripts get it.
fn exported(corpus: &Arc<Corpus>) -> String {
    let incidents: Vec<Subject> = corpus.incidents().map(|(id, _)| Subject::of(Member::incident(corpus, id))).collect();
    serde_json::to_string(&json::document(corpus, &incidents)).unwrap()
}

fn rendered(report: &Report) -> Vec<String> {
    report.sorted().into_iter().map(|m| report.render(m)).collect()
}

#[test]
fn a_large_corpus_is_found_first_and_read_with_progress() {
    let scratch = Scratch::new("opening");
    let folder = large(&scratch);
    let opened = open(&request(&folder));
    assert!(opened.is_usable() && opened.loaded.corpus().articles().len() == 0);
    let pending: Recognised = opened.pending.unwrap();
    assert!(!pending.is_small() && pending.size().0 > 0);
    let (mut steps, mut report): (Vec<CorpusProgress>, _) = (Vec::new(), opened.loaded.report);
    let corpus = pending.read(&AtomicBool::new(false), &mut |p| steps.push(p), &mut report).unwrap();
    assert!(steps.len() > 4, "{steps:?}");
    assert!(steps.is_sorted_by_key(|p| p.read), "{steps:?}");
    assert!(steps.iter().all(|p| p.total == 1402), "{steps:?}");
    assert_eq!(steps.last(), Some(&CorpusProgress { read: 1402, total: 1402 }));
    // The same as what is waited for, message by message.
    let whole = load(&request(&folder));
    assert_eq!(exported(&Arc::new(corpus)), exported(&whole.workspace.corpus));
    assert_eq!(rendered(&report), rendered(&whole.report));
    assert_eq!(report.messages.len(), 14, "{:?}", rendered(&report));
    assert!(
        rendered(&report)[0].contains("i000.toml:7:39: error[P011]: no name “nowhere”"),
        "{:?}",
        rendered(&report)[0]
    );
}

#[test]
fn reading_can_be_stopped_and_then_says_nothing() {
    let scratch = Scratch::new("opening");
    let folder = large(&scratch);
    for after in [0, 1, 3] {
        let pending = open(&request(&folder)).pending.unwrap();
        let stop = AtomicBool::new(after == 0);
        let (mut seen, mut last, mut report) = (0, 0, Report::default());
        let mut grown = |progress: CorpusProgress| {
            seen += 1;
            last = progress.read;
            stop.store(seen >= after, Ordering::Relaxed);
        };
        assert!(pending.read(&stop, &mut grown, &mut report).is_none());
        assert!(last < 1402 && report.messages.is_empty() && report.files.is_empty(), "{after}: {last}");
    }
}

#[test]
fn a_small_corpus_is_there_at_once() {
    for request in [Request::default(), request(&path("tests/fixtures/tiny"))] {
        let opened = open(&request);
        assert!(opened.pending.is_none() && opened.loaded.corpus().articles().len() > 0);
    }
}

#[test]
fn the_workbench_opens_before_a_large_corpus_is_read_and_then_shows_it() {
    let scratch = Scratch::new("opening-workbench");
    let request = request(&large(&scratch));
    let opened = open(&request);
    let (corpora, mut workspace) = (opened.pending.expect("it is large"), opened.loaded.workspace.clone());
    let mut s = Session::open(opened.loaded, (100, 30), Theme::Dark);
    let Some(Effect::Start(job, Job::Open)) = s.step_through(Msg::Begin { more: true }).into_iter().next() else {
        panic!("opening is a job");
    };
    press(&mut s, "jk");
    let mut bars = Vec::new();
    let mut progressed = |progress| {
        let _ = s.step_through(Msg::Job(job, JobReport::Progress(progress)));
        bars.push(screen(&s).lines().next().unwrap_or("").contains("reading ▓"));
    };
    let revision =
        read_corpus(&mut workspace, corpora, &AtomicBool::new(false), &mut progressed, &mut Report::default());
    assert!(bars.ends_with(&[true]), "the header shows progress: {bars:?}");
    let _ = s.step_through(Msg::Revised(job, revision.expect("nothing stops it")));
    let _ = s.step_through(Msg::Job(job, JobReport::Ended(JobEnd::Done(JobResult::Opened))));
    let whole = load(&request);
    assert_eq!(exported(&s.workspace().corpus), exported(&whole.workspace.corpus));
    press(&mut s, "/I350<enter>");
    assert!(screen(&s).contains("I350"), "{}", screen(&s));
    let mut at_once = Session::new(whole, (100, 30), Theme::Dark);
    press(&mut at_once, "/I350<enter>");
    assert_eq!(screen(&s), screen(&at_once));
}

/// A session that opens a large corpus, the job that opens it, and the revision with which it arrives.
fn late(scratch: &Scratch, sources: Vec<PathBuf>) -> (Session, JobId, Revision) {
    let opened = open(&Request { sources, ..request(&large(scratch)) });
    let (corpora, mut workspace) = (opened.pending.expect("it is large"), opened.loaded.workspace.clone());
    let mut s = Session::open(opened.loaded, (100, 30), Theme::Dark);
    let Some(Effect::Start(job, Job::Open)) = s.step_through(Msg::Begin { more: true }).into_iter().next() else {
        panic!("opening is a job");
    };
    let stop = AtomicBool::new(false);
    let revision =
        read_corpus(&mut workspace, corpora, &stop, &mut |_| {}, &mut Report::default()).expect("not stopped");
    (s, job, revision)
}

#[test]
fn enter_in_the_finder_waits_for_a_corpus_that_is_being_read() {
    let scratch = Scratch::new("opening-finder");
    let (mut s, job, revision) = late(&scratch, Vec::new());
    press(&mut s, "/I350<enter>");
    assert!(screen(&s).contains("no hits yet; still reading"), "{}", screen(&s));
    let _ = s.step_through(Msg::Revised(job, revision));
    assert!(s.state().overlay.is_none(), "the hit is opened: {}", screen(&s));
    let entry = s.state().entry(s.workspace()).unwrap();
    assert_eq!(s.workspace().key(entry).id.as_ref(), "i350");
}

#[test]
fn a_date_is_no_place_to_go_to_while_nothing_is_open() {
    let scratch = Scratch::new("opening-date");
    let (mut s, job, revision) = late(&scratch, Vec::new());
    press(&mut s, ":2013-05<enter>");
    assert!(screen(&s).contains("there are no entries to go to"), "{}", screen(&s));
    assert!(s.state().history.last().is_none());
    let _ = s.step_through(Msg::Revised(job, revision));
    press(&mut s, ":2013-05<enter>");
    assert_eq!(s.state().entries.shown.len(), 700);
    assert!(s.state().history.last().is_some());
}

#[test]
fn a_saved_choice_of_text_or_digests_outlives_a_corpus_that_comes_late() {
    let scratch = Scratch::new("opening-text");
    let copies = scratch.0.join("copies");
    std::fs::create_dir_all(&copies).unwrap();
    let text: String = (1..=3).map(|n| format!("words 7 {n} and so on, as it was printed\n\n")).collect();
    std::fs::write(copies.join("a007.txt"), text).unwrap();
    for (chosen, shown) in [(true, "text"), (false, "digests")] {
        let (mut s, job, revision) = late(&scratch, vec![copies.clone()]);
        let view = SavedView { of: "large".into(), text: chosen, ..SavedView::default() };
        let saved = SavedState { views: vec![view], ..SavedState::default() };
        let _ = s.step_through(Msg::Recalled(Box::new(saved), Some("large".into())));
        assert_eq!(s.saved_view("large").text, chosen, "left while it is being read");
        let _ = s.step_through(Msg::Revised(job, revision));
        assert!(s.workspace().corpus.has_text());
        assert_eq!(s.state().settings.text, chosen, "{shown}");
        assert_eq!(s.saved_view("large").text, chosen);
    }
}

#[test]
fn an_article_has_the_language_of_its_own_folder() {
    let scratch = Scratch::new("opening-languages");
    let folders: Vec<PathBuf> = ["de", "", "fr"].into_iter().map(|l| scratch.0.join(format!("in-{l}"))).collect();
    for (folder, language) in folders.iter().zip(["language = \"de\"\n", "", "language = \"fr\"\n"]) {
        std::fs::create_dir_all(folder.join("articles")).unwrap();
        std::fs::write(folder.join("corpus.toml"), format!("title = \"t\"\n{language}")).unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let text = "+++\ntitle = \"A\"\npublisher = \"P\"\n+++\n### 1 \"first words\"\n\nDigest.\n";
        std::fs::write(folder.join(format!("articles/{name}.md")), text).unwrap();
    }
    let loaded = load(&Request { paths: folders, sources: Vec::new() });
    let corpus = loaded.corpus();
    let mut found: Vec<_> = corpus.articles().map(|(_, a)| (corpus.str(a.id), corpus.str(a.language))).collect();
    found.sort_unstable();
    assert_eq!(found, [("in-", ""), ("in-de", "de"), ("in-fr", "fr")]);
}

#[test]
fn reading_stopped_after_the_last_file_says_nothing() {
    // One file is read by one thread, which reports it once; the second report follows the last file.
    let files = || Recognised::memory(vec![("corpus.toml".into(), "x = 1\n".into())], &[], &mut Report::default());
    for (after, stopped) in [(1, true), (2, true), (3, false)] {
        let (stop, mut report, mut calls) = (AtomicBool::new(false), Report::default(), 0);
        let mut grown = |_| {
            calls += 1;
            stop.store(calls == after, Ordering::Relaxed);
        };
        assert_eq!(files().read(&stop, &mut grown, &mut report).is_none(), stopped, "{after}");
        assert_eq!(report.messages.is_empty() && report.files.is_empty(), stopped, "{after}: {:?}", report.messages);
    }
}
