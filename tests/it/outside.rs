//! Outside knowledge: marked wherever it is shown, with its reference or a warning, and hidden by one key.

use parallax::app::job::{Job, JobResult};
use parallax::desk::todo::Todo;
use parallax::export::text;
use parallax::load::{Request, load};
use parallax::model::article::is_found_by_editor;
use parallax::model::{Corpus, Entry, Incident, Subject, Workspace};
use parallax::session::Session;

use crate::fixture::{built_in, press, screen, session};
use crate::intake::fixture::{Folder, STORIES, html};

fn incident<'c>(corpus: &'c Corpus, id: &str) -> &'c Incident {
    corpus.incidents().map(|(_, incident)| incident).find(|i| corpus.str(i.id) == id).unwrap()
}

fn shown(id: &str, outside: bool) -> String {
    text_of(&built_in().workspace.with_outside(outside), id)
}

fn text_of(workspace: &Workspace, id: &str) -> String {
    let corpus = &workspace.corpus;
    let (entry, _) = corpus.incidents().find(|(_, i)| corpus.str(i.id) == id).unwrap();
    text::subject(&Subject::entry(workspace, Entry::Incident(entry)), 100_000)
}

#[test]
fn every_note_of_general_knowledge_has_a_reference_or_says_that_it_is_unchecked() {
    let loaded = built_in();
    let corpus = loaded.corpus();
    let with = loaded.workspace.with_outside(true);
    let mut seen = 0;
    for (_, incident) in corpus.incidents() {
        let text = text_of(&with, corpus.str(incident.id));
        for note in incident.notes.ids().map(|id| corpus.note(id)).filter(|note| note.general) {
            seen += 1;
            let (_, after) = text.split_once(corpus.str(note.text)).unwrap();
            let basis = after.lines().nth(1).unwrap();
            let expected = note.references.first().map_or("unchecked", |r| corpus.str(r.locator));
            assert!(basis.contains(expected), "{basis}");
            assert_eq!(note.is_unchecked(), basis.contains("unchecked"));
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn a_name_that_no_source_prints_is_marked_wherever_it_is_shown() {
    let text = shown("kabul-airport", true);
    assert!(text.contains("Abbey Gate bombing*"), "{text}");
    assert!(text.contains("* no source prints Abbey Gate bombing"), "{text}");
    assert!(!text.contains("Kabul airport attack*"), "a source's own words bear no mark: {text}");
    let titled = shown("besham-bombing", true);
    assert!(titled.starts_with("Besham bombing*  [besham-bombing]"), "{titled}");
    assert!(titled.contains("* title: No source names the town."), "{titled}");

    let mut s = session(built_in(), (120, 40), "/abbey gate");
    let finder = screen(&s);
    assert!(finder.contains("alias in no source"), "{finder}");
    press(&mut s, "<esc>/besham<enter>");
    let ledger = screen(&s);
    assert!(ledger.contains("Besham bombing* ─") && ledger.contains("No source names the town."), "{ledger}");
}

#[test]
fn one_key_hides_all_outside_knowledge_and_shows_it_again() {
    let mut s = session(built_in(), (120, 40), "/besham<enter>");
    let before = screen(&s);
    press(&mut s, "go");
    let hidden = screen(&s);
    assert!(hidden.contains("Chinese hydropower workers bombing ─"), "the same incident by its printed name: {hidden}");
    assert!(!hidden.contains('*') && !hidden.contains("general knowledge"), "{hidden}");
    press(&mut s, "/abbey gate");
    assert!(screen(&s).contains("No hits"), "{}", screen(&s));
    press(&mut s, "<esc>go");
    let again = screen(&s);
    let body = |s: &str| s.lines().take(38).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&before), body(&again));
}

#[test]
fn without_outside_knowledge_no_text_holds_any() {
    let loaded = built_in();
    let corpus = loaded.corpus();
    let (with, without) = (loaded.workspace.with_outside(true), loaded.workspace.with_outside(false));
    let mut hidden = 0;
    for (_, incident) in corpus.incidents() {
        let text = text_of(&without, corpus.str(incident.id));
        let whole = text_of(&with, corpus.str(incident.id)).to_lowercase();
        assert!(!text.contains("general knowledge") && !text.contains("unchecked") && !text.contains("http"), "{text}");
        let rest = without_sources(corpus, incident, &text);
        for outside in &incident.outside {
            let name = corpus.str(outside.name).to_lowercase();
            // With outside knowledge it is there, so the test can tell.
            assert!(whole.contains(&name), "{name}: {whole}");
            assert!(!rest.contains(&name), "{name}: {rest}");
            hidden += 1;
        }
    }
    assert!(hidden > 15, "{hidden}");
    // The names that stand beside the outside ones are all there.
    let whole = incident(corpus, "kabul-airport").aliases.len();
    let printed = loaded.workspace.with_outside(false);
    assert!(incident(&printed.corpus, "kabul-airport").aliases.len() < whole);
}

/// A text in lower case without its id, which stays, and without what sources print: the digests and wordings of the
/// incident's accounts, and its printed names.
fn without_sources(corpus: &Corpus, incident: &Incident, text: &str) -> String {
    let accounts = corpus.accounts_in(incident.accounts);
    let digests = accounts.iter().map(|account| corpus.passage(account.passage).digest);
    let wordings = accounts.iter().flat_map(|account| corpus.claims_in(account.claims)).map(|claim| claim.words);
    let names = incident
        .aliases
        .iter()
        .copied()
        .chain([incident.title, incident.id])
        .filter(|&a| incident.outside(a).is_none());
    let mut printed: Vec<&str> = digests.chain(wordings).chain(names).map(|t| corpus.str(t)).collect();
    // The longest first: a name can be a part of another one.
    printed.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
    let mut rest = text.to_owned();
    for held in printed.into_iter().filter(|held| !held.is_empty()) {
        rest = rest.replace(held, "…");
    }
    rest.to_lowercase()
}

/// What is left to do, as the list of it shows it.
fn left_to_do(session: &Session) -> Todo {
    let task = session.task(&Job::Todo).unwrap();
    match task(&|| false, &|_| {}) {
        Ok(Some(JobResult::LeftToDo(found))) => Todo::clone(&found.found),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_address_that_an_editor_found_is_hidden_and_never_said_to_be_unknown() {
    let mut s = session(built_in(), (120, 40), "/kind:article sleeper<enter>");
    let before = left_to_do(&s);
    assert!(before.unaddressed.len() < built_in().corpus().articles().len(), "some have one");
    press(&mut s, "go");
    assert_eq!(left_to_do(&s), before, "what is hidden is not left to do");
    press(&mut s, "o");
    let shown = screen(&s).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("the address of scmp is hidden with outside knowledge; go shows it"), "{shown}");
    press(&mut s, "gt/kind:article spread terror<enter>o");
    assert!(screen(&s).contains("no address is known of limited-times"), "{}", screen(&s));
    press(&mut s, "go/kind:article sleeper<enter>o");
    assert!(screen(&s).contains(" opening https://scmp.com/"), "{}", screen(&s));
}

#[test]
fn an_address_that_a_file_states_is_no_outside_knowledge() {
    let folder = Folder::new("stated-address");
    let url = STORIES[0].url();
    let canonical = format!("<link rel=canonical href=\"{url}\">");
    let page = html(&STORIES[0]);
    assert!(page.contains(&canonical));
    folder.put("saved.html", page.replace(&canonical, &format!("<!-- saved from url=(0031){url} -->")));
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let online = |outside: bool| {
        let workspace = loaded.workspace.with_outside(outside);
        let (_, article) = workspace.corpus.articles().next().unwrap();
        [article.online.url, article.online.basis].map(|text| workspace.corpus.str(text).to_owned())
    };
    assert_eq!(online(true), [url.as_str(), "by the note of the browser that saved the page"]);
    assert_eq!(online(false), online(true));
    // The same holds for the record of a web archive, and an editor's own words are hidden.
    for (basis, is_hidden) in [
        ("", false),
        ("by the note of the browser that saved the page", false),
        ("by the record of the web archive", false),
        ("found by the title", true),
    ] {
        assert_eq!(is_found_by_editor(basis), is_hidden, "{basis}");
    }
}

#[test]
fn where_the_editor_differs_from_the_source_every_view_of_the_place_says_so() {
    let loaded = built_in();
    let corpus = loaded.corpus();
    let shrine = incident(corpus, "shah-cheragh-2022");
    assert!(corpus.place_note(shrine).contains("stands in Shiraz"));
    for text in [shown("shah-cheragh-2022", true), screen(&session(built_in(), (120, 40), "/shah cheragh 2022<enter>"))]
    {
        assert!(text.contains("* place: Region+ puts") || text.contains("* Region+ puts"), "{text}");
    }
    let json = serde_json::to_string(&parallax::export::json::name(corpus, shrine.places[0].name)).unwrap();
    assert!(json.contains("place_note") && json.contains("\"part_of\":\"isfahan\""), "{json}");
}

#[test]
fn tables_mark_outside_titles_and_say_where_the_editor_differs() {
    use parallax::export::table;
    let loaded = built_in();
    let row = |id: &str| {
        let (entry, _) = loaded.corpus().incidents().find(|(_, i)| loaded.corpus().str(i.id) == id).unwrap();
        let subject = Subject::entry(&loaded.workspace, Entry::Incident(entry));
        table::markdown(&table::incident(&subject, &table::Wholes::default()))
    };
    let titled = row("besham-bombing");
    assert!(titled.contains(r"Besham bombing\*") && titled.contains("No source names the town"), "{titled}");
    assert!(row("shah-cheragh-2022").contains("stands in Shiraz"));
}
