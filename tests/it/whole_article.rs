//! The whole article: every paragraph of a copy in the reader, gaps between numbered passages, where a wording was found,
//! and leads that a page repeats.

use parallax::app::{Effect, Msg};
use parallax::diagnostic::DiagnosticCode;
use parallax::export::text;
use parallax::keymap::chord;
use parallax::load::{Loaded, memory};
use parallax::model::AnchorState;
use parallax::session::Session;
use proptest::prelude::*;

use crate::fixture::{path, press, screen, session, tiny};

/// The reader on the Courier, at its first passage, with its copy.
fn courier(size: (u16, u16)) -> Session {
    let s = session(tiny(true), size, "ga<enter>");
    assert!(screen(&s).contains("┌ courier (text)"), "{}", screen(&s));
    s
}

/// The row of the selected item.
fn selected(s: &Session) -> String {
    screen(s).lines().find(|l| l.contains('▌')).unwrap_or_default().trim_matches(['│', ' ']).to_owned()
}

#[test]
fn the_text_view_shows_every_paragraph_of_the_copy() {
    let mut s = courier((120, 60));
    let shown = screen(&s);
    let copy = std::fs::read_to_string(path("tests/fixtures/tiny-copies/printout.txt")).unwrap();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for line in copy.lines().filter(|l| !l.trim().is_empty()) {
        let start: String = line.trim().chars().take(60).collect();
        assert!(letters(&shown).contains(&letters(&start)), "{line} is missing:\n{shown}");
    }
    // In order, and what stands around the text after it.
    let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} is missing:\n{shown}"));
    let order = [
        "¶1",
        "¶2",
        "· ADVERTISEMENT",
        "What is known",
        "¶3",
        "¶4",
        "On the page before ¶1",
        "On the page after ¶4",
        "· Subscribe to read on",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{shown}");
    assert_eq!(shown.matches("What is known").count(), 1, "a heading stands once");
    press(&mut s, "v");
    let digests = screen(&s);
    assert!(digests.contains("(digest)") && !digests.contains("ADVERTISEMENT"), "{digests}");
    assert!(!digests.contains("On the page"), "{digests}");
}

#[test]
fn paragraphs_without_a_digest_can_be_read_and_cited_but_report_nothing() {
    let mut s = courier((100, 50));
    assert!(selected(&s).starts_with("▌ ¶1"), "{}", screen(&s));
    press(&mut s, "jj");
    assert!(selected(&s).starts_with("▌  · ADVERTISEMENT"), "{}", screen(&s));
    let mut copied = String::new();
    for key in chord::script("y").unwrap() {
        for effect in s.step_through(Msg::Key(key)) {
            if let Effect::Copy(text) = effect {
                copied = text;
            }
        }
    }
    assert_eq!(
        copied,
        "“ADVERTISEMENT” — “Blast at the depot shakes the port”, The Courier, 4 May 2031, between ¶2 and ¶3"
    );
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("this paragraph has no digest"), "{}", screen(&s));
    press(&mut s, "m");
    assert!(screen(&s).contains("the selection cannot be marked"), "{}", screen(&s));
    press(&mut s, "j");
    assert!(selected(&s).starts_with("▌ ¶3"), "{}", screen(&s));
    // The digest view has passages only; the selection goes to the one before.
    press(&mut s, "kv");
    assert!(selected(&s).starts_with("▌ ¶2"), "{}", screen(&s));
    press(&mut s, "j");
    assert!(selected(&s).starts_with("▌ ¶3"), "{}", screen(&s));
    press(&mut s, "G");
    assert!(selected(&s).starts_with("▌ ¶4"), "{}", screen(&s));
    press(&mut s, "vG");
    assert!(selected(&s).contains("Subscribe to read on"), "{}", screen(&s));
    press(&mut s, "gg");
    assert!(selected(&s).starts_with("▌ ¶1"), "{}", screen(&s));
}

fn file(path: &str, text: &str) -> (String, Vec<u8>) {
    (path.to_owned(), text.as_bytes().to_vec())
}

/// An article whose digests leave paragraphs out, with an incident in two of them.
fn sparse(passages: &str, accounts: &str, copy: Option<&str>) -> Loaded {
    let article = format!("+++\ntitle = \"Sparse\"\npublisher = \"P\"\n+++\n{passages}");
    let incident = format!("title = \"Blast\"\nkind = \"bombing\"\n{accounts}");
    let files =
        [file("corpus.toml", "title = \"T\"\n"), file("articles/a.md", &article), file("incidents/i.toml", &incident)];
    let copies: Vec<_> = copy.iter().map(|text| file("page.txt", &text.replace('\n', "\n\n"))).collect();
    memory(files.into(), &copies)
}

const PASSAGES: &str = "### 2 \"Second begins\"\n\nTwo.\n\n### 5 \"Fifth begins\"\n\nFive.\n";
const ACCOUNTS: &str = "[[account]]\narticle = \"a\"\npassage = 2\nclaims = [ { facet = \"method\", value = \"a\", words = \"and goes\" } ]\n\
                        [[account]]\narticle = \"a\"\npassage = 5\n";
const PAGE: &str = "Sparse\nFirst begins and goes on.\nSecond begins and goes on.\nThird begins and goes on.\n\
                    Fourth begins and goes on.\nFifth begins and goes on.\nSixth begins and goes on.\n";

#[test]
fn without_a_copy_a_gap_says_how_many_paragraphs_lie_between() {
    let loaded = sparse(PASSAGES, ACCOUNTS, None);
    assert!(loaded.report.messages.is_empty(), "{:?}", loaded.report.messages);
    let shown = screen(&session(sparse(PASSAGES, ACCOUNTS, None), (100, 40), "ga<enter>"));
    let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} is missing:\n{shown}"));
    assert!(at("… 1 paragraph without a digest …") < at("¶2"), "{shown}");
    assert!(at("¶2") < at("… 2 paragraphs without a digest …") && at("… 2 paragraphs") < at("¶5"), "{shown}");
    let corpus = loaded.corpus();
    let (id, _) = corpus.articles().next().unwrap();
    let printed = text::article(corpus, id, 80);
    assert!(printed.contains("… 2 paragraphs without a digest …\n\n¶5 Five."), "{printed}");
}

#[test]
fn with_a_copy_they_have_the_articles_own_numbers() {
    let loaded = sparse(PASSAGES, ACCOUNTS, Some(PAGE));
    assert!(loaded.report.messages.is_empty(), "{:?}", loaded.report.messages);
    let mut s = session(loaded, (100, 40), "<enter><enter>");
    let shown = screen(&s);
    assert!(shown.contains("¶3 Third begins") && shown.contains("¶4 Fourth begins"), "{shown}");
    assert!(!shown.contains("without a digest …"), "{shown}");
    // What can be the first paragraph stands above the second.
    let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} is missing:\n{shown}"));
    assert!(at("· First begins") < at("¶2 Second") && at("¶5 Fifth") < at("On the page before ¶2"), "{shown}");
    // n and N go from account to account, also from a paragraph between.
    press(&mut s, "gg");
    assert!(selected(&s).starts_with("▌  · First"), "{}", screen(&s));
    press(&mut s, "n");
    assert!(selected(&s).starts_with("▌ ¶2"), "{}", screen(&s));
    press(&mut s, "n");
    assert!(selected(&s).starts_with("▌ ¶5"), "{}", screen(&s));
    press(&mut s, "kkN");
    assert!(selected(&s).starts_with("▌ ¶2"), "{}", screen(&s));
    press(&mut s, "jn");
    assert!(selected(&s).starts_with("▌ ¶5"), "{}", screen(&s));
    // Comparison and marks still find passages by their numbers.
    press(&mut s, "m<esc>'<enter>");
    assert!(selected(&s).starts_with("▌ ¶5"), "{}", screen(&s));
}

#[test]
fn a_number_that_is_left_out_or_out_of_order_is_named() {
    let accounts = ACCOUNTS.replace("passage = 2", "passage = 3");
    let loaded = sparse(PASSAGES, &accounts, None);
    let message = &loaded.report.messages[0];
    assert_eq!(message.code, DiagnosticCode::NoSuchPassage);
    assert_eq!(message.help.as_deref(), Some("its nearest passages are 2 and 5"));
    let loaded = sparse(&PASSAGES.replace("### 5", "### 2"), "", None);
    assert!(loaded.report.messages.iter().any(|m| m.message == "passage 2 after passage 2"));
}

#[test]
fn check_says_where_a_moved_wording_stands() {
    let accounts = |words: &str| {
        format!(
            "[[account]]\narticle = \"a\"\npassage = 2\nclaims = [ {{ facet = \"killed\", figure = 12, words = \"{words}\" }} ]\n"
        )
    };
    let page = PAGE.replace("Fifth begins and goes on", "Fifth begins and tells of twelve people killed there");
    let page = page.replace("Fourth begins and", "Fourth begins, a dozen in all, and");
    let message = |words: &str| {
        let loaded = sparse(PASSAGES, &accounts(words), Some(&page));
        let found = loaded.report.messages.iter().find(|m| m.code == DiagnosticCode::NotInPassage).unwrap();
        assert_eq!(loaded.report.place(found).unwrap().file, "incidents/i.toml");
        (found.message.clone(), found.help.clone().unwrap())
    };
    assert_eq!(
        message("twelve people"),
        (
            "“twelve people” is not in ¶2 of page.txt; it stands in ¶5, paragraph 6 of the file: \
             “… begins and tells of twelve people killed there.”"
                .to_owned(),
            "write passage 5, or words of ¶2".to_owned()
        )
    );
    assert_eq!(
        message("a dozen"),
        (
            "“a dozen” is not in ¶2 of page.txt; it stands in paragraph 5 of the file, which has no digest: \
             “Fourth begins, a dozen in all, and goes …”"
                .to_owned(),
            "give that paragraph a digest of its own, or take words of this passage".to_owned()
        )
    );
    assert_eq!(message("thirteen people").0, "“thirteen people” is not in ¶2 of page.txt");
}

#[test]
fn check_says_where_the_first_words_of_a_moved_passage_stand() {
    let lines: Vec<&str> = PAGE.lines().collect();
    let passages = format!("{PASSAGES}\n### 6 \"Sixth begins\"\n\nSix.\n");
    let moved = [lines[6], lines[0], lines[2], lines[5]].join("\n");
    let loaded = sparse(&passages, "", Some(&moved));
    let message = loaded.report.messages.iter().find(|m| m.code == DiagnosticCode::AnchorLost).unwrap();
    assert_eq!(message.message, "¶6 is moved in page.txt; its first words stand in paragraph 1 of the file");
}

/// How a page repeats the beginning of a paragraph.
#[derive(Debug, Clone, Copy)]
enum Repeat {
    /// In full.
    Same,
    /// Cut off.
    Cut,
    /// With other words after it.
    Other,
}

fn body(n: usize) -> String {
    format!("Start{n} of paragraph {n} is told here, with a few more words{n}, to its end.")
}

fn repeat(n: usize, how: Repeat) -> String {
    match how {
        Repeat::Same => body(n),
        Repeat::Cut => format!("Start{n} of paragraph {n} is told he…"),
        Repeat::Other => {
            format!("Start{n} of paragraph {n}, as the caption says at length. Photo: Agency/Somebody Else")
        }
    }
}

fn any_repeat() -> impl Strategy<Value = Repeat> {
    prop_oneof![Just(Repeat::Same), Just(Repeat::Cut), Just(Repeat::Other)]
}

fn same_or_cut() -> impl Strategy<Value = Repeat> {
    prop_oneof![Just(Repeat::Same), Just(Repeat::Cut)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    /// Whatever the page repeats before and after the text, and beside a paragraph in full or cut off, each passage has
    /// its paragraph, and every other block is kept once.
    #[test]
    fn a_repeated_lead_finds_its_paragraph(
        n in 3usize..7,
        before in prop::collection::vec((0usize..2, any_repeat()), 0..4),
        caption in prop::option::of(same_or_cut()),
        beside in prop::collection::vec((0usize..7, same_or_cut()), 0..3),
        adverts in prop::collection::vec(0usize..7, 0..4),
        after in prop::collection::vec((1usize..3, any_repeat()), 0..4),
    ) {
        let mut blocks = vec!["Home".to_owned()];
        blocks.extend(before.iter().map(|&(i, how)| repeat(i, how)));
        blocks.extend(["Title of the page".to_owned(), "By Somebody".to_owned()]);
        blocks.extend(caption.map(|how| repeat(0, how)));
        for i in 0..n {
            blocks.push(body(i));
            blocks.extend(beside.iter().filter(|(at, _)| *at == i).map(|&(i, how)| repeat(i, how)));
            blocks.extend(adverts.iter().filter(|at| **at == i && i + 1 < n).map(|at| format!("ADVERTISEMENT {at}")));
        }
        blocks.push("Related".to_owned());
        blocks.extend(after.iter().map(|&(back, how)| repeat(n - back, how)));
        let page = blocks.iter().map(|b| format!("<p>{b}</p>\n")).collect::<String>();
        let page = format!("<!DOCTYPE html><html><body>{page}</body></html>");
        let passages: String = (0..n).map(|i| format!("### {} \"Start{i} of paragraph {i}\"\n\nDigest.\n\n", i + 1)).collect();
        let article = format!("+++\ntitle = \"Title of the page\"\npublisher = \"P\"\n+++\n{passages}");
        let files = [file("corpus.toml", "title = \"T\"\n"), file("articles/a.md", &article)];
        let loaded = memory(files.into(), &[file("page.html", &page)]);
        let corpus = loaded.corpus();
        for (id, passage) in corpus.passages() {
            let i = passage.number as usize - 1;
            prop_assert_eq!(passage.state, AnchorState::Exact, "{:?} {}", id, page);
            let wanted = body(i);
            prop_assert_eq!(passage.text.map(|t| corpus.str(t)), Some(wanted.as_str()), "{}", page);
        }
        let (_, article) = corpus.articles().next().unwrap();
        let rest: Vec<&str> = article.paragraphs.iter().map(|p| corpus.str(p.text)).collect();
        // No paragraph of the text is left over between the passages.
        for paragraph in &article.paragraphs {
            let between = paragraph.before > 0 && paragraph.before < n;
            prop_assert!(!between || corpus.str(paragraph.text) != body(paragraph.before), "{:?}", rest);
        }
        // Every block is a passage or is kept; one printed twice in a row is kept once.
        let texts: Vec<&str> = corpus.passages().filter_map(|(_, p)| p.text).map(|t| corpus.str(t)).collect();
        for (at, block) in blocks.iter().enumerate() {
            let is_kept = rest.contains(&block.as_str()) || texts.contains(&block.as_str());
            prop_assert!(is_kept || (at > 0 && blocks[at - 1] == *block), "{} in {:?}", block, rest);
        }
    }

    /// A caption beside the lead that goes on in its own way leaves the lead ambiguous.
    #[test]
    fn what_order_does_not_decide_stays_ambiguous(n in 3usize..6, first in any::<bool>()) {
        let mut blocks: Vec<String> = (0..n).map(body).collect();
        blocks.insert(usize::from(!first), repeat(0, Repeat::Other));
        let passages: String = (0..n).map(|i| format!("### {} \"Start{i} of paragraph {i}\"\n\nDigest.\n\n", i + 1)).collect();
        let article = format!("+++\ntitle = \"T\"\npublisher = \"P\"\n+++\n{passages}");
        let files = [file("corpus.toml", "title = \"T\"\n"), file("articles/a.md", &article)];
        let loaded = memory(files.into(), &[file("page.txt", &blocks.join("\n\n"))]);
        let states: Vec<AnchorState> = loaded.corpus().passages().map(|(_, p)| p.state).collect();
        prop_assert_eq!(states[0], AnchorState::Ambiguous);
        prop_assert!(states[1..].iter().all(|s| *s == AnchorState::Exact));
        prop_assert!(loaded.report.messages.iter().any(|m| m.message.contains("its first words stand in paragraphs 1, 2")));
    }
}
