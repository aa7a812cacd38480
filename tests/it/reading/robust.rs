//! No text makes the rules stop, and every span is one of its text.

use parallax::reading::place::gazetteer::Nowhere;
use parallax::reading::{ArticleReading, ArticleText, TextSpan, read};

fn run(text: &str) -> ArticleReading {
    let published = chrono::NaiveDate::from_ymd_opt(2024, 3, 27);
    read(&ArticleText { text, passages: &[], title_end: 0, published, english: true }, &Nowhere)
}

fn spans(reading: &ArticleReading) -> Vec<TextSpan> {
    let mut all: Vec<TextSpan> = reading.quotes.iter().map(|m| m.span).collect();
    all.extend(reading.dates.iter().map(|m| m.span));
    all.extend(reading.figures.iter().map(|m| m.span));
    all.extend(reading.places.iter().map(|m| m.span));
    all.extend(reading.incidents.iter().map(|m| m.span));
    all.extend(reading.actors.iter().map(|m| m.span));
    all.extend(reading.sources.iter().map(|m| m.span));
    all.extend(&reading.sentences);
    all
}

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
    for text in odd {
        for span in spans(&run(&text)) {
            assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        }
    }
}

#[test]
fn the_same_text_gives_the_same_reading() {
    let text = "A bomb killed 12 people in Iran on Monday, Lena Rowe said. “We heard two blasts,” she added.";
    assert_eq!(format!("{:?}", run(text)), format!("{:?}", run(text)));
}

#[test]
fn other_languages_are_read_by_their_marks_only() {
    let text = "«Nous avons entendu deux explosions», a dit Lena Rowe le 13.11.2015. 12 killed.";
    let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: false };
    let reading = read(&article, &Nowhere);
    assert_eq!((reading.quotes.len(), reading.dates.len(), reading.figures.len()), (1, 1, 0));
}

/// Words and marks that rules look for, to be thrown together.
const PIECES: [&str; 64] = [
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
];

#[test]
fn words_thrown_together_are_read() {
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..1_500 {
        let mut text = String::new();
        for _ in 0..40 {
            text.push_str(PIECES[next() % PIECES.len()]);
            if next() % 5 > 0 {
                text.push(' ');
            }
        }
        for span in spans(&run(&text)) {
            assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text}");
        }
    }
}
