//! Claims that the desk offers for a passage, and lines of a claim that are taken before they are typed out: keys in, the screen and
//! the files out.

use std::fs;

use crate::desk_keys::{AtDesk, PORT};
use crate::terminal::Scratch;

const MILL: &str = "incidents/mill-fire.toml";

#[test]
fn claims_are_offered_below_the_words_and_those_ticked_are_made_in_one_decision() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = AtDesk::new("offered", size);
        desk.press("jC");
        let before = desk.files();
        desk.says("It may also say");
        desk.says("1   date 2031-05-02");
        desk.says("2   injured ≥12");
        desk.says("Fire at the port");
        // A number ticks, or not any more, and shows the words.
        desk.press("1");
        desk.says("1 ✓ date 2031-05-02");
        desk.says("Enter makes 1 ticked claim");
        desk.press("12");
        desk.says("1   date");
        desk.says("2 ✓ injured ≥12");
        desk.press("1<enter>");
        desk.says("claimed 2 claims of courier ¶1; u undoes");
        let port = desk.file(PORT);
        assert!(port.contains("facet = \"date\", value = \"2031-05-02\""), "{port}");
        assert!(port.contains("facet = \"injured\", figure = 12, qualifier = \"at-least\""), "{port}");
        desk.undoes_to(&before);
    }
}

#[test]
fn what_a_passage_says_already_is_not_offered() {
    let mut desk = AtDesk::new("offered-said", (100, 30));
    desk.press("jC");
    let screen = desk.screen();
    assert!(!screen.contains("  killed 9") && !screen.contains("  place port"), "{screen}");
    desk.press("12<enter>C");
    assert!(!desk.screen().contains("It may also say"), "{}", desk.screen());
    desk.press("3");
    desk.says("no claim is offered as 3");
}

#[test]
fn a_line_that_is_offered_goes_as_something_else_is_typed() {
    let mut desk = AtDesk::new("offered-line", (130, 40));
    desk.press("jCggvl<enter>");
    desk.says("> killed 9");
    desk.press("casualties 12");
    desk.says("> casualties 12");
    desk.press("<esc>Cggvl<enter>;h at first");
    desk.says("> killed 9;h at first");
    desk.press("<esc>Cggvl<enter><backspace>10");
    desk.says("> killed 10");
    // So does the value that is corrected.
    desk.press("<esc>c10");
    desk.says("> 10");
}

#[test]
fn enter_takes_the_likeliest_line_that_begins_as_typed_and_down_the_next() {
    let mut desk = AtDesk::new("offered-begun", (130, 40));
    desk.press("jCGv<enter>");
    desk.press("pl");
    desk.says("Enter: place port");
    desk.press("<enter><enter>");
    assert!(desk.file(PORT).contains("facet = \"place\", value = \"port\", words = \"officer\""), "{}", desk.screen());
    desk.press("u");
    desk.press("CGv<enter><c-u>pl<down>");
    desk.says("> place ");
    desk.press("<up>");
    desk.says("> pl");
    // What is typed whole stands as it is.
    desk.press("<c-u>target officer<enter><enter>");
    assert!(desk.file(PORT).contains("facet = \"target\""), "{}", desk.file(PORT));
}

#[test]
fn a_facet_and_a_name_that_are_new_are_never_added_by_enter_alone() {
    let mut desk = AtDesk::new("offered-new", (130, 40));
    let before = desk.files();
    desk.press("jCGv<enter>");
    desk.press("<c-u>alarm<enter>");
    assert_eq!(desk.files(), before);
    desk.says("“alarm” is no facet");
    desk.press("<down>");
    desk.says("> alarm officer ; type text");
    desk.says("Enter also declares the facet alarm");
    desk.press("<esc>CGv<enter><c-u>place Pier<enter>");
    assert_eq!(desk.files(), before);
    desk.says("no place “Pier” in names.toml");
}

#[test]
fn words_that_were_taken_for_a_name_are_offered_as_it_again() {
    let scratch = Scratch::new("offered-learned");
    for (path, text) in crate::desk::FILES {
        let text = match *path {
            "texts/courier.toml" => text.replace("A second blaze broke out", "The Harbour Rats lit a second blaze"),
            "articles/courier.md" => text.replace("A second blaze", "The Harbour Rats"),
            MILL => text.replace("A second blaze", "a second blaze"),
            "names.toml" => format!("{text}\n[[organisation]]\nid = \"rats\"\nname = \"Rats of the Port\"\n"),
            PORT => text.replace(
                "{ facet = \"killed\", figure = 11, draft = \"plain\", rule = \"figure\", words = \"Eleven people died\" }",
                "{ facet = \"perpetrator\", value = \"rats\", words = \"Harbour Rats did it\" }",
            ),
            _ => (*text).to_owned(),
        };
        let path = scratch.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut desk = AtDesk::on(&scratch.0.clone(), (100, 30), scratch);
    desk.press("Dgg]C");
    desk.says("perpetrator rats");
    desk.says("“Harbour Rats”");
}
