//! No text makes the rules stop, and every span is one of its text.

use parallax::reading::place::gazetteer::Nowhere;
use parallax::reading::{ArticleText, read};
use proptest::prelude::*;

use super::invariants::{few_places, reading};

#[test]
fn odd_texts_are_read_to_their_end() {
    let odd = [
        String::new(),
        " \n\n\t ".to_owned(),
        "“".repeat(3_000),
        "\" ' ' \" ' \"".repeat(2_000),
        "‘a ".repeat(5_000),
        "3 dead and ".repeat(3_000),
        "2 men, ".repeat(3_000),
        "killed ".repeat(5_000),
        "Rowe, ".repeat(5_000),
        "the quarter of the year ".repeat(2_000),
        "1/2/3/4/5/6-7-8-9".repeat(500),
        "９９ ٣٤ 日本語。「あ」".repeat(300),
        "said ".repeat(4_000),
        "a.b.c.d.".repeat(2_000),
        "\u{200b}\u{feff}\u{301}x\u{301}’s".repeat(500),
        "99999999999999 people were killed on 99.99.9999 and 31 February".to_owned(),
        "Jan. 0 killed 4,294,967,295 thousand people two million years ago".to_owned(),
    ];
    let places = few_places();
    for text in odd {
        reading(&text, &places);
    }
}

#[test]
fn the_same_text_gives_the_same_reading() {
    let text = "A bomb killed 12 people in Iran on Monday, Lena Rowe said. “We heard two blasts,” she added.";
    let places = few_places();
    assert_eq!(format!("{:?}", reading(text, &places)), format!("{:?}", reading(text, &places)));
}

#[test]
fn other_languages_are_read_by_their_marks_only() {
    let text = "«Nous avons entendu deux explosions», a dit Lena Rowe le 13.11.2015. 12 killed.";
    let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: false };
    let reading = read(&article, &Nowhere);
    assert_eq!((reading.quotes.len(), reading.dates.len(), reading.figures.len()), (1, 1, 0));
}

/// Words and marks that rules look for, to be thrown together.
const PIECES: [&str; 84] = [
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "«",
    "»",
    "(",
    ")",
    ",",
    ".",
    "?",
    ":",
    ";",
    "—",
    "-",
    "\n\n",
    "said",
    "says",
    "according to",
    "he",
    "she",
    "Lena Rowe",
    "Mr. Sobel",
    "the mayor",
    "police",
    "3",
    "12",
    "two",
    "dozens of",
    "at least",
    "between",
    "and",
    "to",
    "or",
    "of",
    "people",
    "gunmen",
    "killed",
    "wounded",
    "dead",
    "were",
    "was",
    "including",
    "children",
    "March",
    "22",
    "2024",
    "on Friday",
    "last",
    "next",
    "year",
    "ago",
    "the",
    "same",
    "quarter",
    "in",
    "Iran",
    "Georgia",
    "attack",
    "claimed",
    "responsibility",
    "aged",
    "shot",
    "DATELINE (AP) —",
    "Columbus",
    "Kerman,",
    "Tarnland province",
    "Ohio",
    "’",
    "‘",
    "31 February",
    "Y2K",
    "1999-2001",
    "nine years ago today",
    "early",
    "99999999999",
    "zero",
    "minus",
    "é\u{301}",
    "日本語",
    "\u{200f}",
    "\u{0}",
    "I.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn words_thrown_together_are_read(words in prop::collection::vec((prop::sample::select(&PIECES), any::<bool>()), 0..60)) {
        let text: String = words.into_iter().flat_map(|(word, space)| [word, if space { " " } else { "" }]).collect();
        reading(&text, &few_places());
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        reading(&text, &few_places());
    }
}

/// No rule looks through the whole text at each word: that would not end here.
#[test]
fn long_texts_of_one_kind_end() {
    let places = few_places();
    for piece in
        ["“He said, ", "3 killed, ", "in Columbus ", "Friday ", "killed by Rowe and ", "’s ", "St. ", "a ", "\"\n\n"]
    {
        reading(&piece.repeat(40_000 / piece.len()), &places);
    }
}
