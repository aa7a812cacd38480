//! The words of a claim by keys and mouse: what is proposed, the ways to select others, the search.

use std::fs;

use parallax::app::Msg;

use crate::desk_keys::{AtDesk, PORT};
use crate::terminal::Scratch;

/// The desk with the words of the courier's first paragraph open, which has another text.
fn words(name: &str, text: &str) -> AtDesk {
    let first = AtDesk::new(name, (100, 30));
    let texts = format!(
        "[[passage]]\nnumber = 1\ntext = \"{text}\"\n\n[[passage]]\nnumber = 2\ntext = \"A second blaze at the mill.\"\n"
    );
    fs::write(first.scratch.0.join("texts/courier.toml"), texts).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (100, 30), first.scratch);
    desk.press("Dj<enter>C");
    desk.says("Words of a claim · courier ¶1");
    desk
}

/// Text with two figures, a name and a date; the first figure has a claim.
const TEXT: &str = "Nine people died at the port. On Monday, 3 May 2031, police arrested four men from Tajikistan—most of them \
                    young—near the Old Mill. At least 12 dockers were injured.";

#[test]
fn the_likeliest_phrase_without_a_claim_is_selected_and_three_keys_make_the_claim() {
    let mut desk = words("words-likely", TEXT);
    desk.says("“arrested four men”");
    desk.press("<tab>");
    desk.says("“Tajikistan”");
    desk.press("<tab>");
    desk.says("“Old Mill”");
    desk.press("<tab>");
    desk.says("“At least 12 dockers were injured”");
    // After the last comes the first; what a claim covers is not among them.
    desk.press("<tab>");
    desk.says("“Monday, 3 May 2031”");
    desk.press("<s-tab>");
    desk.says("“At least 12 dockers were injured”");
    desk.press("<enter>");
    desk.says("> injured ≥12");
    desk.press("<enter><enter>");
    let text = desk.file(PORT);
    assert!(text.contains("words = \"At least 12 dockers were injured\""), "{text}");
    // It has a claim now.
    desk.press("C<tab><tab>");
    desk.says("“Old Mill”");
    desk.press("<tab>");
    desk.says("“Monday, 3 May 2031”");
}

#[test]
fn a_proposed_phrase_is_extended_at_either_end_or_left_and_dashes_part_words() {
    let mut desk = words("words-extend", TEXT);
    desk.press("<tab>vl");
    desk.says("“Tajikistan—most”");
    desk.press("h");
    desk.says("“Tajikistan”");
    desk.press("Oh");
    desk.says("“from Tajikistan”");
    // A motion without v leaves the phrase; a clause and a sentence are one key each.
    desk.press("<tab><tab>");
    desk.says("“Old Mill”");
    desk.press("h");
    desk.says("these words stand in the passage more than once");
    desk.press("(");
    desk.says("“On”");
    desk.press("]v]h");
    desk.says("“3 May 2031”");
    desk.press("v)");
    desk.says("“At”");
}

#[test]
fn the_search_in_the_passage_keeps_where_the_selection_began() {
    let mut desk = words("words-search", TEXT);
    desk.press("ggv/people<enter>");
    desk.says("“Nine people”");
    desk.press("/port<enter>");
    desk.says("“Nine people died at the port”");
    // Its matches are gone through like others; Esc ends the search, and the words stay open.
    desk.press("/er<enter>");
    desk.press("<esc>");
    desk.says("Words of a claim");
    desk.press("<esc>");
    assert!(!desk.screen().contains("Words of a claim"), "{}", desk.screen());
}

#[test]
fn the_mouse_selects_words_by_dragging_and_a_click_takes_them() {
    let mut desk = words("words-mouse", TEXT);
    let cell = |desk: &AtDesk, words: &str| {
        let screen = desk.screen();
        let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
        let x = line[..line.find(words).unwrap()].chars().count();
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    };
    let (x, y) = cell(&desk, "people died");
    desk.step(Msg::Point(x, y));
    desk.says("“people”");
    let (x, y) = cell(&desk, "port. On");
    desk.step(Msg::Drag(x, y));
    desk.says("“people died at the port”");
    desk.step(Msg::Release);
    desk.step(Msg::Point(x, y));
    desk.says("> ");
    desk.says("“people died at the port” (courier ¶1)");
}

#[test]
fn words_without_a_text_are_not_asked_for() {
    let first = AtDesk::new("words-none", (100, 30));
    fs::remove_file(first.scratch.0.join("texts/courier.toml")).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (100, 30), Scratch::new("words-none-other"));
    desk.press("Dj<enter>C");
    desk.says("the passage has no text here");
}
