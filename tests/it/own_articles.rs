//! Articles opened as they are: folders, single files, archives; listed, read, found, exported.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use insta::assert_snapshot;
use parallax::app::job::{Job, JobEnd, JobReport, JobResult};
use parallax::app::{Effect, Msg};
use parallax::datasets::ColumnMap;
use parallax::diagnostic::{DiagnosticCode, Report};
use parallax::export::json;
use parallax::load::{Loaded, Request, load, open, open_with};
use parallax::model::{Entry, Subject, Workspace};
use parallax::runtime::jobs::open::read_articles;

use crate::fixture::{path, press, screen, session};
use crate::intake::fixture::{self, Folder, STORIES};
use crate::payload::payload;

/// A folder as people keep them: pages, texts, a mail, an archive, and what is no article.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.put("my-articles/torvale/valley-post.html", fixture::html(&STORIES[0]));
    folder.put("my-articles/torvale/deep/agency.txt", fixture::keyed(&STORIES[1]));
    folder.put("my-articles/torvale/courier.md", fixture::markdown(&STORIES[2]));
    folder.put("my-articles/mail.eml", fixture::eml(&STORIES[3]));
    folder.put("my-articles/more.zip", fixture::zip(&[("ferry.html", fixture::html(&STORIES[4]).as_bytes())]));
    folder.put("my-articles/scan.pdf", b"%PDF-1.7 x");
    folder.put("my-articles/photo.jpg", b"\xff\xd8\xff\xe0");
    folder
}

fn loaded(paths: Vec<PathBuf>) -> Loaded {
    load(&Request { paths, sources: Vec::new() })
}

fn titles(loaded: &Loaded) -> Vec<String> {
    loaded.corpus().articles().map(|(_, a)| loaded.corpus().str(a.title).to_owned()).collect()
}

/// The folder itself.
fn root(folder: &Folder) -> PathBuf {
    folder.0.join("my-articles")
}

#[test]
fn a_folder_of_any_depth_opens_as_a_list_of_its_articles() {
    let folder = folder("own-list");
    let loaded = loaded(vec![root(&folder)]);
    assert_eq!(titles(&loaded), [3, 4, 2, 1, 0].map(|n| STORIES[n].title));
    assert!(loaded.corpus().incidents().all(|(_, incident)| incident.drafted.is_some()));
    assert_eq!(loaded.status(), 0, "files that are no articles are no mistakes");
    let said: Vec<&str> = loaded.report.messages.iter().map(|m| m.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("photo.jpg") && said[0].contains("a picture (JPEG)"), "{said:?}");
    assert!(said[1].contains("scan.pdf") && said[1].contains("pdftotext"), "{said:?}");
    let mut shown = session(loaded, (80, 24), "");
    assert_snapshot!("own_articles_80x24", screen(&shown));
    press(&mut shown, "q");
    assert!(screen(&shown).contains("Bombing, 12 May 2031"), "the timeline has drafts: {}", screen(&shown));
}

#[test]
fn an_article_is_read_and_one_key_shows_the_whole_page() {
    let folder = folder("own-read");
    let mut shown = session(loaded(vec![root(&folder)]), (120, 40), "G<enter>");
    let page = screen(&shown);
    assert!(page.contains(&STORIES[0].text[0][..60]), "{page}");
    press(&mut shown, "G");
    assert!(screen(&shown).contains("Ten walks"), "what stands around it is there:\n{}", screen(&shown));
    press(&mut shown, "ggv");
    let body = screen(&shown);
    assert!(body.contains(&STORIES[0].text[0][..60]) && !body.contains("Ten walks"), "{body}");
    assert_snapshot!("own_article_120x40", body);
}

#[test]
fn the_finder_finds_titles_passages_publishers_and_days() {
    let folder = folder("own-find");
    for (query, what) in [
        ("ferry", STORIES[4].title),
        ("bread across the square", "bread across the square"),
        ("merrow courier", STORIES[2].title),
        ("kind:article 13 May 2031", STORIES[1].title),
    ] {
        let shown = screen(&session(loaded(vec![root(&folder)]), (120, 40), &format!("/{query}")));
        assert!(shown.contains(&what[..20.min(what.len())]), "{query}:\n{shown}");
    }
}

#[test]
fn articles_stand_beside_a_corpus_and_a_data_set() {
    let folder = folder("own-mixed");
    let paths = vec![path("tests/fixtures/tiny"), path("tests/fixtures/sets/ged-251.csv"), root(&folder)];
    let (mixed, tiny) = (loaded(paths), loaded(vec![path("tests/fixtures/tiny")]));
    assert_eq!(mixed.corpus().articles().len(), tiny.corpus().articles().len() + 5);
    assert_eq!(mixed.workspace.sets.len(), 1);
    let confirmed = mixed.corpus().incidents().filter(|(_, incident)| incident.drafted.is_none());
    let confirmed: Vec<&str> = confirmed.map(|(_, i)| mixed.corpus().str(i.title)).collect();
    assert_eq!(confirmed, tiny.corpus().incidents().map(|(_, i)| tiny.corpus().str(i.title)).collect::<Vec<_>>());
}

#[test]
fn the_export_names_the_file_and_holds_the_texts() {
    let folder = folder("own-export");
    let loaded = loaded(vec![root(&folder).join("torvale/valley-post.html"), root(&folder).join("more.zip")]);
    let document = serde_json::to_value(json::document(&loaded.workspace.corpus, &[])).unwrap();
    let articles = document["articles"].as_array().unwrap();
    assert_eq!(articles.len(), 2);
    assert!(articles[1]["file"].as_str().unwrap().ends_with("more.zip › ferry.html"));
    let passage = &articles[0]["passages"][0];
    assert_eq!((&passage["text"], &passage["digest"]), (&STORIES[0].text[0].into(), &"".into()));
    assert_eq!(articles[0]["published"], STORIES[0].day);
    assert!(articles[0]["note"].as_str().unwrap().contains("published by"), "{}", articles[0]["note"]);
}

#[test]
fn the_first_article_is_shown_before_the_rest_is_read_and_reading_can_be_stopped() {
    let folder = Folder::new("own-stream");
    for n in 0..400 {
        folder.put(&format!("{n:03}.txt"), fixture::plain(&STORIES[n % STORIES.len()]));
    }
    let read = |stop_after: usize| {
        let opened = open(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
        assert!(opened.is_usable() && opened.loaded.corpus().articles().len() == 0);
        let (stop, mut sizes) = (AtomicBool::new(false), Vec::new());
        let mut workspace: Workspace = opened.loaded.workspace;
        let complete = read_articles(
            &mut workspace,
            opened.articles.unwrap(),
            &stop,
            &mut |revision| {
                sizes.push(revision.workspace.corpus.articles().len());
                stop.store(sizes.len() >= stop_after, Ordering::Relaxed);
            },
            &mut |_| {},
            &mut Report::default(),
        );
        (complete, sizes)
    };
    let (complete, sizes) = read(usize::MAX);
    assert!(complete && sizes[0] == 1 && sizes.is_sorted() && sizes.last() == Some(&400), "{sizes:?}");
    let (complete, sizes) = read(1);
    assert!(!complete && sizes[0] == 1 && *sizes.last().unwrap() < 400, "{sizes:?}");
}

#[test]
fn a_long_list_shows_what_is_on_the_screen_and_opens_what_is_selected() {
    let folder = Folder::new("own-long");
    for n in 0..600 {
        folder.put(&format!("long/{n:03}.txt"), format!("Title: Story {n:03}\n\n{}", STORIES[0].text.concat()));
    }
    let mut shown = session(loaded(vec![folder.0.join("long")]), (80, 24), "");
    assert!(screen(&shown).contains("Story 000") && screen(&shown).contains("Story 006"));
    press(&mut shown, "G");
    let end = screen(&shown);
    assert!(end.contains("Story 599") && end.contains("Story 595"), "{end}");
    press(&mut shown, "kk<enter>");
    assert!(screen(&shown).contains("Story 597"), "{}", screen(&shown));
}

#[test]
fn commands_work_on_articles() {
    let folder = folder("own-commands");
    let run = |args: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"))
            .args(args)
            .arg(root(&folder))
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (status, report) = run(&["check"]);
    assert_eq!(status, Some(0));
    for told in ["scan.pdf: a PDF: turn it into text with `pdftotext", "photo.jpg: a picture", "5 articles, 5 origins"]
    {
        assert!(report.contains(told), "{report}");
    }
    let (status, text) = run(&["show", "valley-post"]);
    assert!(
        status == Some(0) && text.contains("file: ") && text.contains(STORIES[0].author.split(' ').next().unwrap())
    );
    let (_, found) = run(&["find", "bread across the square"]);
    assert!(found.contains("[valley-post:2]"), "{found}");
    let (_, exported) = run(&["export"]);
    let exported: serde_json::Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(exported["articles"].as_array().unwrap().len(), 5);
    let (_, plain) = run(&["--plain"]);
    assert!(plain.contains("incident, 5 articles"), "{plain}");
}

#[test]
fn standard_input_may_be_articles() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["find", "bread", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), fixture::html(&STORIES[0]).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("bread across the square"));
}

#[test]
fn ids_come_from_the_names_of_the_files_and_are_never_shared() {
    let folder = Folder::new("own-ids");
    for place in ["a/Story One!.txt", "b/story one.txt", "…/….txt"] {
        folder.put(place, fixture::plain(&STORIES[0]));
    }
    let loaded = loaded(vec![folder.0.clone()]);
    let corpus = loaded.corpus();
    let ids: Vec<&str> = corpus.articles().map(|(_, a)| corpus.str(a.id)).collect();
    assert_eq!(ids, ["story-one", "story-one-2", "article"]);
}

#[test]
fn articles_that_share_no_incident_stand_side_by_side() {
    let folder = Folder::new("own-beside");
    let put = |name: &str, title: &str, first: &str, second: &str| {
        let rest = "Those who live near said that they had seen it come, and that they would wait for what the council says next week.";
        folder.put(name, format!("Title: {title}\nDate: 2031-05-02\n\n{first} {rest}\n\n{second} {rest}\n"));
    };
    put("quarry.txt", "Quarry closes", "The quarry at Torvale has closed.", "Its gate is shut.");
    put("ferry.txt", "Ferry late", "The ferry was an hour late.", "Fog was the reason.");
    put("choir.txt", "Choir sings", "The choir sang in the hall.", "The hall was full.");
    let all = || loaded(vec![folder.0.clone()]);
    assert_eq!(all().corpus().incidents().len(), 0);
    let shown = |keys: &str| screen(&session(all(), (120, 24), keys));
    let in_order =
        |screen: &str, words: [&str; 3]| words.map(|word| screen.lines().position(|line| line.contains(word)));
    // The selected article comes first, then those after and before it in the list.
    let three = shown("b");
    let [ferry, quarry, choir] = in_order(&three, ["ferry was an hour", "quarry at Torvale", "choir sang"]);
    assert!(ferry.is_some() && ferry == quarry && quarry == choir, "{three}");
    // Each has a selection of its own.
    let moved = shown("bljhj");
    assert_eq!(moved.matches('▌').count(), three.matches('▌').count(), "{moved}");
    assert!(moved.lines().any(|line| line.matches("▌ ¶2").count() == 2), "{moved}");
    assert!(shown("bx").lines().all(|line| !line.contains("Choir sings")), "dropped");
    assert!(shown("bxxx").contains("the last article cannot be dropped"));
    assert!(shown("bllll").contains("no more articles on this side"));
    // Marked articles alone, if any is.
    let marked = shown("Gmggb");
    let beside = ["choir sang", "ferry was an hour", "quarry at Torvale"].map(|words| marked.contains(words));
    assert_eq!(beside.iter().filter(|shown| **shown).count(), 2, "{marked}");
    // A search in what is open goes through all of them.
    let found = shown("b<c-s>hour late<enter>n");
    assert!(found.contains("1/1"), "{found}");
    // From an article that is read, the finder adds a hit as a column, at its passage.
    let added = shown("<enter>/fog<c-t>");
    assert!(added.contains("Articles side by side") && added.contains("▌ ¶2 Fog was the reason"), "{added}");
}

#[test]
fn what_one_article_tells_of_is_sought_in_those_beside_it() {
    let mut shown = session(load(&Request::default()), (120, 40), "ga");
    press(&mut shown, "b]");
    let at = |screen: &str| screen.lines().filter(|line| line.contains("▌ ¶")).map(str::to_owned).collect::<Vec<_>>();
    let first = at(&screen(&shown));
    press(&mut shown, "]]");
    let later = screen(&shown);
    assert_ne!(first, at(&later));
    press(&mut shown, "[[");
    assert!(screen(&shown).contains("side by side"));
    press(&mut shown, "[[[[[[[[");
    assert!(
        screen(&shown).contains("no passage before this one tells of what the others report"),
        "{}",
        screen(&shown)
    );
}

#[test]
fn what_holds_no_article_is_said() {
    let folder = Folder::new("own-nothing");
    let photo = folder.put("photo.jpg", b"\xff\xd8\xff\xe0");
    folder.put("scan.pdf", b"%PDF-1.7 x");
    for (path, what) in [(folder.0.clone(), "no articles"), (photo, "photo.jpg: a picture (JPEG)")] {
        let loaded = loaded(vec![path]);
        assert!(!loaded.is_usable() && loaded.status() == 2);
        let last = loaded.report.messages.last().unwrap();
        assert!(last.message.ends_with(what) && last.help.as_ref().unwrap().contains("corpus.toml"), "{last:?}");
    }
}

#[test]
fn articles_and_files_of_which_not_all_is_read_are_told_apart_from_those_without_an_article() {
    let folder = Folder::new("own-partial");
    folder.put("long.txt", "A word is said here again and again.\n\n".repeat(120_000));
    let rows = format!("{}{}", fixture::jsonl(&STORIES[..1]), "{}\n".repeat(120_000));
    folder.put("rows.jsonl.gz", fixture::gzip(rows.as_bytes()));
    folder.put("none.jsonl.gz", fixture::gzip(&fixture::tar(&vec![("a", &b""[..]); 100_001])));
    let broken = fixture::gzip(&fixture::tar(&[("a.html", fixture::html(&STORIES[1]).as_bytes()), ("b", &[0; 9000])]));
    folder.put("broken.tar.gz", &broken[..broken.len() - 40]);
    folder.put("photo.jpg", b"\xff\xd8\xff\xe0");
    let report = loaded(vec![folder.0.clone()]).report;
    let about = |name: &str, words: &str| {
        let told = report.messages.iter().find(|m| m.message.contains(name) && m.message.contains(words));
        told.unwrap_or_else(|| panic!("{name}")).code
    };
    assert_eq!(about("long.txt", "to read the rest"), DiagnosticCode::Partial);
    assert_eq!(about("rows.jsonl.gz", "the rest is not read"), DiagnosticCode::Partial);
    assert_eq!(about("broken.tar.gz", "breaks off"), DiagnosticCode::Partial);
    assert_eq!(about("none.jsonl.gz", "the rest is not read"), DiagnosticCode::NoArticle);
    assert_eq!(about("photo.jpg", "a picture"), DiagnosticCode::NoArticle);
}

#[test]
fn nothing_in_an_article_reaches_the_terminal_as_a_command() {
    let folder = Folder::new("own-payload");
    let payload = payload();
    let text =
        format!("Title: {payload}\nSource: {payload}\nAuthor: {payload}\n\n{payload}\n\n{}", STORIES[0].text.concat());
    folder.put("evil\u{1b}[2J.txt", text);
    folder.put("evil.html", format!("<html><title>{payload}</title><p>{payload}<p>{}", STORIES[0].text.concat()));
    for keys in ["", "<enter>", "<enter>v", "/evil"] {
        let shown = screen(&session(loaded(vec![folder.0.clone()]), (120, 40), keys));
        for line in shown.lines() {
            assert!(parallax::sanitize::is_safe(line) && !line.chars().any(char::is_control), "{keys}: {line:?}");
        }
    }
}

/// The export of a folder that is opened with a cache of files and readings.
fn exported(root: &std::path::Path, cache: &std::path::Path) -> String {
    for entry in std::fs::read_dir(cache).unwrap().map(Result::unwrap) {
        // Otherwise no reading would be looked at.
        if entry.file_name().to_str().unwrap().starts_with("sets-") {
            std::fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    let request = Request { paths: vec![root.to_owned()], sources: Vec::new() };
    let loaded = open_with(&request, &ColumnMap::default(), Some(cache)).finish();
    document(&loaded)
}

fn document(loaded: &Loaded) -> String {
    let entries = loaded.corpus().incidents().map(|(id, _)| Entry::Incident(id));
    let subjects: Vec<Subject> = entries.map(|entry| Subject::entry(&loaded.workspace, entry)).collect();
    serde_json::to_string(&json::document(loaded.corpus(), &subjects)).unwrap()
}

/// The file of a cache of readings.
fn pack(cache: &std::path::Path) -> PathBuf {
    let folders = std::fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    folders.into_iter().find(|path| name(path).starts_with("readings-")).unwrap().join("pack")
}

#[test]
fn what_rules_read_is_kept_and_gives_the_same_drafts() {
    let (folder, cache) = (folder("own-kept"), Folder::new("own-kept-cache"));
    let plain = document(&loaded(vec![root(&folder)]));
    assert!(plain.contains("\"drafted\":true"), "{plain}");
    assert_eq!(exported(&root(&folder), &cache.0), plain, "the first start");
    let kept = std::fs::read(pack(&cache.0)).unwrap();
    assert!(!kept.is_empty());
    assert_eq!(exported(&root(&folder), &cache.0), plain, "the second start");
    assert_eq!(std::fs::read(pack(&cache.0)).unwrap(), kept, "nothing was read again");
}

#[test]
fn a_damaged_or_older_cache_of_readings_never_gives_other_drafts() {
    let (folder, cache) = (folder("own-damaged"), Folder::new("own-damaged-cache"));
    let plain = exported(&root(&folder), &cache.0);
    let pack = pack(&cache.0);
    let kept = std::fs::read(&pack).unwrap();
    for at in (0..kept.len()).step_by(kept.len() / 40 + 1) {
        let mut damaged = kept.clone();
        damaged[at] ^= 1 << (at % 8);
        std::fs::write(&pack, damaged).unwrap();
        assert_eq!(exported(&root(&folder), &cache.0), plain, "byte {at} is another one");
    }
    std::fs::write(&pack, &kept[..kept.len() / 2]).unwrap();
    assert_eq!(exported(&root(&folder), &cache.0), plain, "half of it is gone");
    // What other rules read lies in a folder of another name, which is deleted.
    let own = pack.parent().unwrap();
    let other = own.with_file_name("readings-0123456789abcdef");
    std::fs::rename(own, &other).unwrap();
    std::fs::write(other.join("pack"), vec![0; kept.len()]).unwrap();
    assert_eq!(exported(&root(&folder), &cache.0), plain, "other rules");
    assert!(!other.exists() && own.join("pack").exists());
    std::fs::remove_dir_all(&cache.0).unwrap();
    std::fs::create_dir(&cache.0).unwrap();
    assert_eq!(exported(&root(&folder), &cache.0), plain, "no cache");
}

#[test]
fn what_is_said_of_files_does_not_hide_what_the_rules_read() {
    let folder = folder("own-said");
    let mut s = session(loaded(vec![root(&folder)]), (100, 30), "");
    let begun: Vec<Effect> = s.step(Msg::Begin { more: true }).into_iter().collect();
    let [Effect::Start(id, Job::Open)] = begun[..] else { panic!("{begun:?}") };
    let _ = s.step(Msg::Notice("2 files without an article; `parallax check` lists them".into()));
    let _ = s.step(Msg::Job(id, JobReport::Ended(JobEnd::Done(JobResult::Opened))));
    let shown = screen(&s);
    assert!(shown.contains("read by rule; F2 shows them on the timeline"), "{shown}");
    assert!(shown.contains("2 files without an article"), "{shown}");
}
