//! Citations that can be followed: addresses, days of access, dates that are not printed, and what limits a claim.

use parallax::app::{Effect, Msg};
use parallax::keymap::chord;
use parallax::load::{Loaded, memory};
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{screen, session};

const INCIDENT: &str = r#"
title = "Depot *blast*"
kind = "bombing"
date = "2031-05-02"
places = [ { place = "quay" }, { place = "town", role = "aimed-at" }, { place = "overthere", role = "from" } ]
[[account]]
article = "a"
passage = 1
hedge = "if the report is right"
claims = [
  { facet = "killed", figure = 12, qualifier = "at-least", of = "attackers", words = "at least [twelve]", according_to = ["the Courier", "a docker"], hedge = "not sure" },
]
"#;
const NAMES: &str = r#"
[[place]]
id = "land"
name = "Northland"
country = "NL"
[[place]]
id = "quay"
name = "eastern Northland"
part_of = "land"
country = "NL"
[[place]]
id = "town"
name = "Port Town"
part_of = "south"
country = "SO"
[[place]]
id = "south"
name = "Southland"
country = "SO"
[[place]]
id = "overthere"
name = "Westland"
country = "WE"
"#;

/// A corpus of one article with these further fields.
fn with(fields: &str) -> Loaded {
    let article = format!(
        "+++\ntitle = \"Port <b>shaken</b>\"\npublisher = \"The Courier\"\nauthors = [\"A. Docker\"]\n{fields}\n+++\n\
         ### 1 \"Two days after the blast\"\n\nA digest.\n"
    );
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let files = [
        file("corpus.toml", "title = \"T\"\n"),
        file("articles/a.md", &article),
        file("incidents/i.toml", INCIDENT),
        file("names.toml", NAMES),
    ];
    memory(files.into(), &[])
}

const ONLINE: &str = r#"published = "2031-05-04"
url = "https://courier.example/depot?id=1&page=2"
url_basis = "found by headline, not *printed* in the copy"
accessed = "2031-05-07"
archived = "https://archive.example/1""#;

/// The text that the last key copies.
fn copied(loaded: Loaded, keys: &str) -> String {
    let mut session = Session::new(loaded, (100, 40), Theme::Dark);
    let mut text = None;
    for key in chord::script(keys).unwrap() {
        for effect in session.step_through(Msg::Key(key)) {
            if let Effect::Copy(copied) = effect {
                text = Some(copied);
            }
        }
    }
    text.expect("something is copied")
}

#[test]
fn a_copied_claim_has_wording_hedge_attribution_article_paragraph_and_address() {
    assert_eq!(
        copied(with(ONLINE), "<enter>y"),
        "“at least [twelve]” (Depot *blast*, killed (attackers): ≥12?; according to the Courier, citing a docker; \
         hedge: not sure; hedge: if the report is right) — A. Docker, “Port <b>shaken</b>”, The Courier, 4 May 2031, ¶1, \
         https://courier.example/depot?id=1&page=2 (found by headline, not *printed* in the copy), accessed 7 May 2031, \
         archived at https://archive.example/1"
    );
}

#[test]
fn as_markdown_it_reads_the_same_and_only_the_addresses_are_links() {
    use pulldown_cmark::{Event, Parser, Tag};
    let markdown = copied(with(ONLINE), "<enter>Y");
    let (mut links, mut text) = (Vec::new(), String::new());
    for event in Parser::new(&markdown) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Text(part) => text.push_str(&part),
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{markdown}"),
            _ => {}
        }
    }
    assert_eq!(links, ["https://courier.example/depot?id=1&page=2", "https://archive.example/1"]);
    for part in ["“at least [twelve]” (Depot *blast*, killed", "Port <b>shaken</b>", "not *printed* in the copy", "¶1"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_copied_passage_says_where_it_begins() {
    let copied = copied(with("published = \"2031-05-04\""), "<enter><enter>y");
    assert_eq!(
        copied,
        "A digest. [digest of the passage that begins “Two days after the blast”] — A. Docker, “Port <b>shaken</b>”, \
         The Courier, 4 May 2031, ¶1"
    );
}

#[test]
fn a_date_that_is_not_printed_says_so() {
    let shown = |published: &str, basis: &str| {
        let loaded = with(&format!("published = \"{published}\"\n{basis}"));
        let text = copied(loaded, "<enter>y");
        text.split("The Courier, ").last().unwrap().trim_end_matches(", ¶1").to_owned()
    };
    let worked_out = "published_basis = \"a meeting on Wednesday\"";
    for (edtf, words) in [
        ("2024-03-27/2024-04-02", "between 27 March and 2 April 2024 (not printed)"),
        ("2024-03-27/2024-03-30", "between 27 and 30 March 2024 (not printed)"),
        ("2023-12-30/2024-01-02", "between 30 December 2023 and 2 January 2024 (not printed)"),
        ("2023-04/2023-08", "between April and August 2023 (not printed)"),
        ("2023-04-06/2023-08", "between 6 April and 31 August 2023 (not printed)"),
        ("2015/2016", "between 2015 and 2016 (not printed)"),
        ("2021-22", "summer 2021 (not printed)"),
        ("2022-10", "Oct 2022 (not printed)"),
        ("2022", "2022 (not printed)"),
        ("2024-03-27", "27 Mar 2024 (not printed)"),
        ("2024-03-27/..", "from 27 Mar 2024 (not printed)"),
        ("2024-03-27/2024-04-02~", "~ between 27 March and 2 April 2024 (not printed)"),
    ] {
        assert_eq!(shown(edtf, worked_out), words, "{edtf}");
    }
    assert_eq!(shown("2024-03-27/2024-04-02", ""), "27 Mar 2024 – 2 Apr 2024", "printed like this");
}

#[test]
fn articles_and_reader_show_the_address_and_the_date_not_printed() {
    let fields = ONLINE.replace("2031-05-04\"", "2031-05-04/2031-05-06\"\npublished_basis = \"worked out\"");
    let found = screen(&session(with(&fields), (120, 40), "/shaken"));
    assert!(found.contains("not printed  Port <b>shaken"), "{found}");
    for keys in ["ga", "<enter><enter>"] {
        let shown = screen(&session(with(&fields), (120, 40), keys));
        assert!(shown.contains("The Courier, between 4 and 6 May 2031 (not printed)"), "{keys}: {shown}");
        assert!(shown.contains("https://courier.example/depot?id=1&page=2 (found by headline"), "{keys}: {shown}");
    }
}

#[test]
fn an_address_that_cannot_be_followed_is_reported_with_its_remedy_and_left_out() {
    for (field, message, help) in [
        ("url = \"courier.example/depot\"", "does not begin with https://", "copy the whole address"),
        ("url = \"javascript:alert(1)\"", "does not begin with https://", "copy the whole address"),
        ("archived = \"https://a.example/\\u0007x\"", "a control character or white space", "%20"),
        ("archived = \"https://a.example/x y\"", "a control character or white space", "%20"),
        ("url = \"https://a.example/<b>\"", "a character that no address has", "%22"),
        ("url = \"https://a.example/\\u202Ex\"", "a character that no address has", "%22"),
        ("url = \"https:///depot\"", "it names no site", "copy the whole address"),
        ("accessed = \"2031-05\"", "“accessed” must be one day, not “2031-05”", "2024-03-22"),
        ("accessed = \"2031-05-07~\"", "must be one day", "2024-03-22"),
        ("accessed = \"yesterday\"", "is not a date", "EDTF"),
    ] {
        let loaded = with(field);
        assert_eq!(loaded.report.messages.len(), 1, "{field}");
        let said = &loaded.report.messages[0];
        assert!(said.message.contains(message) && said.help.as_deref().unwrap().contains(help), "{field}: {said:?}");
        assert_eq!(loaded.report.place(said).unwrap().line, 5, "{field}");
        assert!(!copied(loaded, "<enter>y").contains("example"), "{field}");
    }
    for sound in ["http://a.example", "https://a.example:8080/ä/%20(x)?q=1&r#f", "HTTPS://a.example/"] {
        assert!(with(&format!("url = \"{sound}\"")).report.messages.is_empty(), "{sound}");
    }
}

#[test]
fn an_incident_in_several_countries_shows_all_of_them() {
    // Where the column has no room, the status line names them.
    let shown = screen(&session(with(""), (80, 24), ""));
    assert!(shown.contains("2 May 2031 · NL Netherlands, "), "{shown}");
    let shown = screen(&session(with(""), (120, 40), ""));
    assert!(shown.contains(" NL +2 Depot *blast* "), "{shown}");
    assert!(shown.contains("eastern Northland; aimed at Port Town,") && shown.contains("from Westland"), "{shown}");
}

#[test]
fn dots_stand_only_where_words_of_a_quotation_are_missing() {
    let at = |down: usize| copied(crate::fixture::built_in(), &format!("gq{down}jy"));
    assert!(at(1).starts_with("Isis-K: “apostate” ("), "{}", at(1));
    assert!(at(2).starts_with("the article: “chilling effect” ("), "{}", at(2));
    assert!(at(3).contains(": “The war between Russia and Ukraine …” ("), "{}", at(3));
    let list = screen(&session(crate::fixture::built_in(), (80, 24), "gq"));
    for whole in ["“soldiers of the caliphate” (4 words)", "“chilling effect” (2 words)"] {
        assert!(list.contains(whole), "{list}");
    }
    // A piece that goes on after its first words, and a whole one before another piece.
    let corpus = crate::fixture::tiny(false).workspace;
    let printed = parallax::export::text::quote(&corpus.corpus, corpus.corpus.quotes().next().unwrap().0, 80);
    assert!(printed.contains("“a plain accident” (3 words"), "{printed}");
    assert!(printed.contains("“nobody wanted this …” (5 words"), "{printed}");
}

#[test]
fn a_sentence_before_another_part_ends_with_one_mark() {
    for down in 0..42 {
        let text = copied(crate::fixture::built_in(), &format!("gq{down}jy"));
        assert!(!text.contains(".;") && !text.contains(";;"), "{text}");
    }
}
