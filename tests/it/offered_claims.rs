//! Claims that the desk offers for a passage, and lines of a claim that are taken before they are typed out: keys in, the screen and
//! the files out.

use std::fs;

use crate::desk_keys::{AtDesk, PORT};
use crate::terminal::Scratch;

pub const MILL: &str = "incidents/mill-fire.toml";

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

/// The text of the passage of the mill.
pub const BLAZE: &str = "A second blaze broke out at the mill.";
/// That of the port.
const PORT_TEXT: &str =
    "Nine people died at the port on 2 May, and at least 12 were injured. “It was fast,” said an officer.";

/// The desk on its files with some words of them replaced.
pub fn desk_with(name: &str, size: (u16, u16), replaced: &[(&str, &str, &str)]) -> AtDesk {
    let scratch = Scratch::new(name);
    for (path, text) in crate::desk::FILES {
        let text = replaced.iter().filter(|(file, ..)| file == path).fold((*text).to_owned(), |text, (_, from, to)| {
            assert!(text.contains(from), "{path}: {from}");
            text.replace(from, to)
        });
        let path = scratch.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    AtDesk::on(&scratch.0.clone(), size, scratch)
}

/// A name, in place of the first lines of the names.
pub fn named(lines: &str) -> String {
    format!("{lines}\n[[place]]\nid = \"port\"\n")
}
pub const FIRST_NAME: &str = "[[place]]\nid = \"port\"\n";

#[test]
fn words_that_were_taken_for_a_name_are_that_name_again_where_they_say_who_did_it() {
    const TAUGHT: &str =
        "{ facet = \"killed\", figure = 11, draft = \"plain\", rule = \"figure\", words = \"Eleven people died\" }";
    let rats = named("[[organisation]]\nid = \"rats\"\nname = \"Rats of the Port\"\n");
    let planned = "A second blaze at the mill was planned by the Harbour Rats.";
    for (stance, words, line) in [
        ("", "Harbour Rats did it", "perpetrator rats"),
        // What a source denies teaches nothing, and neither do words that are not like the name.
        ("stance = \"denied\", ", "Harbour Rats did it", "perpetrator Harbour Rats"),
        ("", "Silver Foxes said they did it", "perpetrator Harbour Rats"),
    ] {
        let taught = format!("{{ facet = \"perpetrator\", value = \"rats\", {stance}words = \"{words}\" }}");
        let text =
            planned.replace("Harbour Rats", if words.starts_with("Silver") { "Silver Foxes" } else { "Harbour Rats" });
        let line = if words.starts_with("Silver") { "perpetrator Silver Foxes" } else { line };
        let replaced =
            [("texts/courier.toml", BLAZE, text.as_str()), (PORT, TAUGHT, &taught), ("names.toml", FIRST_NAME, &rats)];
        let mut desk = desk_with("offered-learned", (100, 30), &replaced);
        desk.press("Dgg]C");
        desk.says(line);
    }
}

#[test]
fn nobody_who_is_only_named_is_offered_as_who_did_it() {
    let watch = named("[[organisation]]\nid = \"watch\"\nname = \"Harbour Watch\"\n");
    for text in [
        "A second blaze broke out at the mill, the Harbour Watch said.",
        "The Harbour Watch saw a second blaze at the mill.",
    ] {
        let replaced = [("texts/courier.toml", BLAZE, text), ("names.toml", FIRST_NAME, &watch)];
        let mut desk = desk_with("offered-named", (120, 40), &replaced);
        desk.press("Dgg]C");
        let screen = desk.screen();
        assert!(!screen.contains("perpetrator") && !screen.contains("claimed-by"), "{screen}");
    }
}

#[test]
fn what_is_out_of_view_is_not_ticked_and_the_line_above_says_how_much_is_shown() {
    let text = "Nine people died at the port by Hill Street station on 2 May, 12 were injured, by the Old Mill, after two explosions \
                set off by four gunmen.";
    let mut desk = desk_with("offered-low", (80, 16), &[("texts/courier.toml", PORT_TEXT, text)]);
    desk.press("DjC");
    let screen = desk.screen();
    let (_, rest) = screen.split_once("Enter makes what is ticked; ").unwrap_or_else(|| panic!("{screen}"));
    let numbers: Vec<usize> = rest.split_whitespace().filter_map(|word| word.parse().ok()).take(2).collect();
    let [shown, all] = numbers[..] else { panic!("{screen}") };
    assert!((1..all).contains(&shown), "{screen}");
    desk.says(&format!("{shown}   "));
    desk.press(&all.to_string());
    desk.says("a higher window shows more");
    assert!(!desk.screen().contains("Enter makes 1"), "{}", desk.screen());
}

#[test]
fn a_tick_that_cannot_be_made_any_more_says_so() {
    let pier = named("[[place]]\nid = \"pier\"\nname = \"Long Pier\"\n");
    let text = PORT_TEXT.replace("the port on", "the port by Long Pier on");
    let replaced = [("texts/courier.toml", PORT_TEXT, text.as_str()), ("names.toml", FIRST_NAME, &pier)];
    let mut desk = desk_with("offered-gone", (120, 40), &replaced);
    desk.press("DjC");
    let row = desk.screen().lines().find(|line| line.contains("place pier")).unwrap_or_default().to_owned();
    let number: String = row.chars().filter(char::is_ascii_digit).take(1).collect();
    assert!(!number.is_empty(), "{}", desk.screen());
    desk.press(&number);
    let names = desk.file("names.toml").replace("[[place]]\nid = \"pier\"\nname = \"Long Pier\"\n", "");
    fs::write(desk.scratch.0.join("names.toml"), names).unwrap();
    desk.look();
    let before = desk.files();
    desk.press("<enter>");
    desk.says(&format!("{number} cannot be made any more"));
    assert_eq!(desk.files(), before);
}

#[test]
fn two_ticks_that_add_the_same_place_add_it_once() {
    let text =
        "Nine people died at the port by Hill Street station on 2 May. The Inferno at Hill Street station went out.";
    let replaced = [
        ("texts/courier.toml", PORT_TEXT, text),
        (MILL, "title = \"Fire at the mill\"", "title = \"The Old Inferno\""),
    ];
    let mut desk = desk_with("offered-twice", (140, 40), &replaced);
    desk.press("DjC");
    let is_new = |line: &&str| line.contains("place Hill Street station ; new place");
    let rows: Vec<String> = desk.screen().lines().filter(is_new).map(str::to_owned).collect();
    assert_eq!(rows.len(), 2, "{}", desk.screen());
    let numbers = rows.iter().filter_map(|row| row.chars().find(char::is_ascii_digit)).collect::<String>();
    desk.press(&format!("{numbers}<enter>"));
    desk.says("claimed 2 claims");
    assert_eq!(desk.file("names.toml").matches("Hill Street station").count(), 1, "{}", desk.file("names.toml"));
}

#[test]
fn ticks_that_add_a_place_differently_are_not_made_together() {
    let text =
        "Nine people died at the port by Hill Street station on 2 May. The Inferno at Hill Street station went out.";
    let places = |place: &str| format!("kind = \"arson\"\nplaces = [ {{ place = \"{place}\" }} ]\n");
    let replaced = [
        ("texts/courier.toml", PORT_TEXT, text),
        (MILL, "title = \"Fire at the mill\"", "title = \"The Old Inferno\""),
        (MILL, "kind = \"arson\"\n", &places("mill")),
        (PORT, "kind = \"arson\"\n", &places("port")),
    ];
    let mut desk = desk_with("offered-apart", (140, 40), &replaced);
    desk.press("DjC");
    let is_new = |line: &&str| line.contains("place Hill Street station ; new place in ");
    let rows: Vec<String> = desk.screen().lines().filter(is_new).map(str::to_owned).collect();
    assert_eq!(rows.len(), 2, "{}", desk.screen());
    let numbers: Vec<char> = rows.iter().filter_map(|row| row.chars().find(char::is_ascii_digit)).collect();
    let [one, other] = numbers[..] else { panic!("{rows:?}") };
    let before = desk.files();
    desk.press(&format!("{one}{other}<enter>"));
    desk.says(&format!("{other} cannot be made together with {one}, which adds the place “Hill Street station”"));
    assert_eq!(desk.files(), before);
    // Each by itself can be.
    desk.press(&format!("{other}<enter>"));
    desk.says("claimed place hill-street-station");
}

#[test]
fn a_source_that_is_typed_takes_the_place_of_the_one_that_is_proposed() {
    let text = PORT_TEXT.replace("12 were injured", "12 were injured, police said");
    let mut desk = desk_with("offered-source", (130, 40), &[("texts/courier.toml", PORT_TEXT, text.as_str())]);
    desk.press("DjC<enter>");
    desk.says("injured ≥12 ; by police");
    desk.press("<c-u>inj ; by tass");
    desk.says("Enter: injured ≥12 ; by tass");
    assert!(!desk.screen().contains("by police ; by tass"), "{}", desk.screen());
}

#[test]
fn a_source_that_is_typed_leaves_the_doubt_of_the_words_and_a_doubt_leaves_the_source() {
    let text = PORT_TEXT.replace("12 were injured", "12 were injured, police said");
    let mut desk = desk_with("offered-doubt", (130, 40), &[("texts/courier.toml", PORT_TEXT, text.as_str())]);
    desk.press("DjC<enter><c-u>inj ; suspected");
    desk.says("Enter: injured ≥12 ; by police ; suspected");
    let text = format!("{PORT_TEXT} Officials blamed the Quay Brothers.");
    let mut desk = desk_with("offered-blame", (130, 40), &[("texts/courier.toml", PORT_TEXT, text.as_str())]);
    desk.press("DjCGvhhh<enter><c-u>pe ; by tass");
    desk.says("Enter: perpetrator Quay Brothers ; suspected ; by tass");
    desk.press("<c-u>pe ; alleged");
    desk.says("Enter: perpetrator Quay Brothers ; alleged");
    // What a source only reports goes with that source.
    let text = PORT_TEXT.replace("12 were injured", "12 were injured, police claimed");
    let mut desk = desk_with("offered-reported", (130, 40), &[("texts/courier.toml", PORT_TEXT, text.as_str())]);
    desk.press("DjC<enter><c-u>inj");
    desk.says("Enter: injured ≥12 ; reported ; by police");
    desk.press(" ; by tass");
    desk.says("Enter: injured ≥12 ; by tass");
}

#[test]
fn enter_takes_no_value_of_several_that_begin_as_typed() {
    let pier = named(
        "[[place]]\nid = \"pier-nine\"\nname = \"Pier Nine\"\n\n[[place]]\nid = \"pier-ten\"\nname = \"Pier Ten\"\n",
    );
    let mut desk = desk_with("offered-misspelt", (130, 40), &[("names.toml", FIRST_NAME, &pier)]);
    let before = desk.files();
    desk.press("DjCGv<enter><c-u>place pier");
    desk.says("Down: place pier-nine · place pier-ten");
    desk.press("<enter>");
    assert_eq!(desk.files(), before);
    desk.says("no place “pier” in names.toml");
    // Nor one that only has a word that begins so.
    desk.press("<c-u>place ten<enter>");
    assert_eq!(desk.files(), before);
    desk.press("<c-u>place pier-t");
    desk.says("Enter: place pier-ten");
}

#[test]
fn a_value_that_is_known_twice_hides_no_other_that_begins_as_typed() {
    let piers = ["old-pier", "pier-nine", "pier-ten"].map(|id| {
        let words: Vec<String> = id.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        format!("[[place]]\nid = \"{id}\"\nname = \"{}\"\n\n", words.join(" "))
    });
    let names = named(piers.concat().trim_end());
    let text = format!("{PORT_TEXT} It began at Pier Nine.");
    let told = "{ facet = \"place\", value = \"pier-nine\", draft = \"guess\"";
    let replaced = [
        ("names.toml", FIRST_NAME, names.as_str()),
        ("texts/courier.toml", PORT_TEXT, &text),
        (PORT, "{ facet = \"place\", value = \"port\", draft = \"guess\"", told),
        // Two facets begin so, of which each has few lines.
        ("corpus.toml", "language = \"en\"\n", "language = \"en\"\n\n[[facet]]\nlabel = \"plan\"\ntype = \"text\"\n"),
    ];
    let mut desk = desk_with("offered-known", (130, 40), &replaced);
    let before = desk.files();
    desk.press("DjCGvh<enter><c-u>pl pier");
    desk.says("Down: place pier-nine · place pier-ten · plan Pier Nine");
    desk.press("<enter>");
    assert_eq!(desk.files(), before, "{}", desk.screen());
    // What begins so goes before what has a word that does.
    desk.press("<c-u>place pier");
    desk.says("Down: place pier-nine · place pier-ten · place old-pier");
}

#[test]
fn the_type_of_a_new_facet_that_is_typed_is_the_only_one() {
    let mut desk = AtDesk::new("offered-type", (130, 40));
    desk.press("jCGv<enter><c-u>alarm late");
    desk.says("Down: alarm late ; type text · alarm late ; type text single");
    desk.press(" ; type text");
    desk.says("Enter also declares the facet alarm");
    assert!(!desk.screen().contains("Down: "), "{}", desk.screen());
}

#[test]
fn what_others_deny_is_no_line_of_a_claim() {
    const TAUGHT: &str =
        "{ facet = \"killed\", figure = 11, draft = \"plain\", rule = \"figure\", words = \"Eleven people died\" }";
    for (stance, is_there) in [("", true), ("stance = \"denied\", ", false)] {
        let claim =
            format!("{{ facet = \"target\", value = \"the customs house\", {stance}words = \"the customs house\" }}");
        let mut desk = desk_with("offered-denied", (130, 40), &[(PORT, TAUGHT, &claim)]);
        desk.press("DjCGv<enter><c-u>tar");
        assert_eq!(desk.screen().contains("target the customs house"), is_there, "{}", desk.screen());
    }
}

#[test]
fn what_a_sentence_attributes_is_attributed_in_every_line_and_the_likeliest_is_there_without_too() {
    let text = PORT_TEXT.replace("12 were injured", "12 were injured, police said");
    let mut desk = desk_with("offered-attributed", (130, 40), &[("texts/courier.toml", PORT_TEXT, text.as_str())]);
    desk.press("DjC<enter><c-u>tar");
    desk.says("Enter: target at least 12 were injured ; by police");
    desk.press("<down>");
    desk.says("> target at least 12 were injured ");
    assert!(!desk.screen().contains("> target at least 12 were injured ; by"), "{}", desk.screen());
}

#[test]
fn one_key_selects_the_part_of_the_sentence_around_the_words() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = AtDesk::new("offered-around", size);
        desk.press("jCa");
        desk.says("“and at least 12 were injured”");
        // As much as a claim keeps.
        desk.press("vgga");
        desk.says("“Nine people died at the port on 2”");
        desk.press("vGa<enter>");
        desk.says("said an officer");
    }
}
