//! Which incident the desk proposes for a claim: how often it is the right one in the built-in corpus, and why.

use std::fs;

use parallax::desk::likely::{ClaimWords, Lately, LikelyHere, of_words, same_as};
use parallax::desk::passage_reading::PassageReading;
use parallax::diagnostic::Report;
use parallax::documents::document::Documents;
use parallax::documents::edit::{Edit, EditPlace};
use parallax::model::{Corpus, Topic};

use crate::desk_keys::{AtDesk, PORT};
use crate::fixture::{built_in, path};
use crate::offered_claims::{BLAZE, FIRST_NAME, MILL, desk_with, named};

fn project(documents: &Documents) -> Corpus {
    documents.project(&mut Report::default())
}

/// A claim that is taken out of a corpus: its incident, the one that an earlier claim of the article is about, and the article,
/// the passage and the words.
struct Taken {
    incident: String,
    before: Vec<String>,
    article: String,
    passage: u32,
    words: String,
}

/// The built-in corpus without an account of each incident that has others, or without the last claim of each account that has
/// others.
fn without(whole_accounts: bool) -> (Corpus, Vec<Taken>) {
    let mut documents = Documents::open(&path("data"), &[], &mut Report::default()).unwrap();
    let corpus = project(&documents);
    let (mut taken, mut edits) = (Vec::new(), Vec::new());
    for (nth, (id, incident)) in corpus.incidents().enumerate() {
        let accounts: Vec<_> = corpus.accounts_about(Topic::Incident(id)).ids().map(|id| corpus.account(id)).collect();
        let file = format!("incidents/{}.toml", corpus.str(incident.id));
        let text = documents.text(&file).unwrap();
        for (at, account) in accounts.iter().enumerate() {
            let is_one = if whole_accounts {
                accounts.len() > 1 && nth % accounts.len() == at
            } else {
                account.claims.len() > 1
            };
            let claims = corpus.claims_in(account.claims);
            let Some(claim) = (if whole_accounts { claims.first() } else { claims.last() }).filter(|_| is_one) else {
                continue;
            };
            let passage = corpus.passage(account.passage);
            let earlier = corpus.article(passage.article).passages.ids().filter(|&other| other < account.passage);
            let mut told =
                earlier.flat_map(|id| corpus.accounts_of(id)).filter_map(|&id| corpus.account(id).about.incident());
            let before = if whole_accounts { told.next_back() } else { Some(id) };
            taken.push(Taken {
                incident: corpus.str(incident.id).to_owned(),
                before: before.map(|id| corpus.str(corpus.incident(id).id).to_owned()).into_iter().collect(),
                article: corpus.str(corpus.article(passage.article).id).to_owned(),
                passage: passage.number,
                words: corpus.str(claim.words).to_owned(),
            });
            // Accounts stand in the file in an order of their own.
            let head = format!("article = \"{}\"\npassage = {}\n", taken[taken.len() - 1].article, passage.number);
            let nth = text[..text.find(&head).unwrap()].matches("[[account]]").count() - 1;
            let mut place = vec![("account".to_owned(), nth)];
            place.extend((!whole_accounts).then(|| ("claims".to_owned(), claims.len() - 1)));
            edits.push(Edit::Remove { file: file.clone(), at: EditPlace::Table(place) });
        }
    }
    for edit in &edits {
        documents.apply(edit).unwrap();
    }
    (project(&documents), taken)
}

/// How many of the claims have their own incident first, and among the first three, of how many.
fn found(whole_accounts: bool) -> [usize; 3] {
    let (corpus, taken) = without(whole_accounts);
    let (mut first, mut among) = (0, 0);
    for Taken { incident, before, article, passage, words } in &taken {
        let article = corpus.find_article(article).unwrap();
        let passage = corpus.article(article).passages.ids().find(|&id| corpus.passage(id).number == *passage).unwrap();
        let likely = of_words(&corpus, ClaimWords { passage, words }, Lately { open: None, chosen: before });
        let at = likely.iter().position(|likely| corpus.str(corpus.incident(likely.id).id) == incident).unwrap();
        first += usize::from(at == 0);
        among += usize::from(at < 3);
        assert_eq!(likely.len(), corpus.incidents().len(), "each is there once");
    }
    [first, among, taken.len()]
}

/// The first claim that a passage makes of an incident, where all else in it is told already and an earlier passage was about
/// something else.
#[test]
fn the_incident_of_a_first_claim_is_often_among_the_first_proposed() {
    let [first, among, all] = found(true);
    assert!(all > 30, "{all}");
    assert!(first * 4 >= all && among * 2 >= all, "{first} first and {among} among three, of {all}");
}

/// Another claim that a passage makes of the incident that was chosen for the one before.
#[test]
fn the_incident_of_a_further_claim_is_nearly_always_the_first_proposed() {
    let [first, among, all] = found(false);
    assert!(all > 100, "{all}");
    assert!(first * 10 >= all * 9 && among * 100 >= all * 95, "{first} first and {among} among three, of {all}");
}

/// A passage is read once, and asked for all of its words.
#[test]
fn the_likeliest_incident_of_some_words_is_the_first_of_all() {
    let known = built_in();
    let corpus = known.corpus();
    let mut asked = 0;
    for (_, article) in corpus.articles() {
        for passage in article.passages.ids() {
            let read = PassageReading::of(corpus, passage);
            let here = LikelyHere::of(corpus, passage, &read, Lately::default());
            let accounts = corpus.accounts_of(passage).iter().map(|&id| corpus.account(id));
            for claim in accounts.flat_map(|account| corpus.claims_in(account.claims)) {
                let words = corpus.str(claim.words);
                let all = of_words(corpus, ClaimWords { passage, words }, Lately::default());
                assert_eq!(here.first(words), Some(all[0].id), "{words}");
                assert_eq!(here.all(words), all);
                asked += 1;
            }
        }
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn the_incident_chosen_last_in_the_passage_comes_first_and_each_row_says_why() {
    let first = AtDesk::new("likely-chosen", (100, 30));
    let texts = first
        .file("texts/courier.toml")
        .replace("A second blaze broke out at the mill.", "A second blaze broke out later.");
    fs::write(first.scratch.0.join("texts/courier.toml"), texts).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (100, 30), first.scratch);
    let top = |desk: &AtDesk| desk.screen().lines().nth(5).unwrap_or_default().to_owned();
    // The second paragraph tells of the mill; the words name nothing.
    desk.press("D]j<enter>C<enter><c-u>killed 2<enter>");
    desk.says("About which incident?");
    assert!(top(&desk).contains("Fire at the mill") && top(&desk).contains("same sentence, open"), "{}", desk.screen());
    // The port is chosen, which is what the next words are likely about too.
    desk.press("port<enter>");
    desk.says("of “Fire at the port”");
    desk.press("Cw<enter><c-u>killed 3<enter>");
    assert!(top(&desk).contains("Fire at the port") && top(&desk).contains("chosen last"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.file(PORT).contains("figure = 3"), "{}", desk.file(PORT));
}

#[test]
fn incidents_to_join_with_are_ordered_by_what_they_share() {
    let corpus = project(&Documents::open(&path("data"), &[], &mut Report::default()).unwrap());
    let kerman = corpus.find_incident("kerman-bombings").unwrap();
    let likely = same_as(&corpus, kerman, &[]);
    let first = corpus.incident(likely.iter().find(|likely| likely.id != kerman).unwrap().id);
    assert!(corpus.countries(first).contains(&"IR"), "{}", corpus.str(first.title));
}

/// The head of an incident with a place.
fn at_place(place: &str) -> String {
    format!("kind = \"arson\"\nplaces = [ {{ place = \"{place}\" }} ]\n")
}

#[test]
fn an_incident_that_only_shares_the_day_is_not_offered_where_the_sentence_names_another_place() {
    let (text, port) = ("A second blaze in Eastwick killed 4 people on 2 May.", at_place("port"));
    let eastwick = |part: &str| named(&format!("[[place]]\nid = \"eastwick\"\nname = \"Eastwick\"\n{part}"));
    let of_port = named("[[place]]\nid = \"hill\"\nname = \"Hill\"\n");
    for (names, is_port) in [
        (eastwick(""), false),
        // Nobody knows the town here.
        (of_port, false),
        // The port lies there, or it is a part of the port.
        (eastwick("part_of = \"port\"\n"), true),
    ] {
        let replaced = [
            ("texts/courier.toml", BLAZE, text),
            (PORT, "kind = \"arson\"\n", &port),
            ("names.toml", FIRST_NAME, &names),
        ];
        let mut desk = desk_with("likely-elsewhere", (120, 40), &replaced);
        desk.press("Dgg]C");
        let screen = desk.screen();
        let row = screen.lines().find(|line| line.contains("  killed 4")).unwrap_or_default();
        assert_eq!(row.contains("Fire at the port"), is_port, "{names}: {screen}");
        // Whoever asks for it still finds it, and reads why it comes later.
        desk.press("<enter><c-u>target people<enter>");
        let screen = desk.screen();
        let row = screen.lines().find(|line| line.contains("Fire at the port")).unwrap_or_default();
        assert_eq!(row.contains("another place"), !is_port, "{names}: {screen}");
    }
}

#[test]
fn what_is_no_place_speaks_against_no_incident() {
    let port = at_place("port");
    for (language, text) in [
        ("en", "A second blaze in Iranian territory killed 4 people on 2 May."),
        ("en", "A second blaze in northern Syrian territory killed 4 people on 2 May."),
        ("en", "A second blaze killed 4 people on 2 May, it said in Arabic."),
        ("en", "A second blaze killed 4 people on 2 May, it said in Telegram posts."),
        ("en", "A second blaze killed 4 people on 2 May, in Ramadan."),
        ("de", "A second blaze killed 4 people on 2 May; two are in Haft."),
    ] {
        let language = format!("language = \"{language}\"");
        let replaced = [
            ("texts/courier.toml", BLAZE, text),
            (PORT, "kind = \"arson\"\n", &port),
            ("corpus.toml", "language = \"en\"", &language),
        ];
        let mut desk = desk_with("likely-no-place", (120, 40), &replaced);
        desk.press("Dgg]C<enter><c-u>target people<enter>");
        let screen = desk.screen();
        assert!(screen.contains("Fire at the port") && !screen.contains("another place"), "{text}: {screen}");
    }
}

#[test]
fn a_claim_is_made_with_one_enter_where_its_incident_is_clear_and_says_of_which() {
    for size in [(80, 24), (120, 40)] {
        let mut desk =
            desk_with("likely-clear", size, &[("texts/courier.toml", BLAZE, "A second blaze broke out late.")]);
        desk.press("Dgg]C<enter><c-u>target crew");
        desk.says("Then the incident.");
        desk.press("<enter>");
        desk.says("About which incident?");
        desk.press("mill<enter>");
        desk.says("of “Fire at the mill”");
        let before = desk.files();
        desk.press("CGv<enter><c-u>status foiled");
        desk.says("Of “Fire at the mill” (chosen last");
        desk.says("Ctrl-o asks which");
        desk.press("<enter>");
        desk.says("of “Fire at the mill”; u undoes");
        assert!(desk.file(MILL).contains("facet = \"status\", value = \"foiled\""), "{}", desk.screen());
        desk.undoes_to(&before);
        // A key asks all the same.
        desk.press("CGv<enter><c-u>status foiled<c-o>");
        desk.says("About which incident?");
        desk.press("port<enter>");
        assert!(desk.file(PORT).contains("value = \"foiled\""), "{}", desk.screen());
    }
}

#[test]
fn the_incident_is_asked_for_where_the_sentence_speaks_for_another_or_against_it() {
    let (port, mill) = (at_place("port"), at_place("mill"));
    for text in [
        // It names the place of another.
        "A second blaze broke out at the mill, far from the Port.",
        // It names another day.
        "A second blaze broke out on 9 June.",
        // It says that it was elsewhere.
        "A second blaze broke out in Eastwick.",
    ] {
        let day = "kind = \"arson\"\ndate = \"2031-05-02\"\n";
        let replaced = [
            ("texts/courier.toml", BLAZE, text),
            (PORT, "kind = \"arson\"\n", &port),
            (MILL, "kind = \"arson\"\n", &mill),
            (MILL, "kind = \"arson\"\n", day),
        ];
        let mut desk = desk_with("likely-asked", (120, 40), &replaced);
        desk.press("Dgg]Cggvll<enter><c-u>target crew<enter>mill<enter>");
        desk.says("of “Fire at the mill”");
        desk.press("Cggvll<enter><c-u>status foiled");
        desk.says("Then the incident.");
        desk.press("<enter>");
        desk.says("About which incident?");
    }
}
