//! Rows of text as they become cells: the cases of the Unicode standard, and laws.

use std::collections::BTreeMap;
use std::io::Read as _;

use parallax::ui::bidi::arrange::{arrange, leave};
use parallax::ui::bidi::levels::{BaseDirection, of_row};
use parallax::ui::bidi::tags::{RowPart, are_alike, of_line, of_text, with_levels};
use parallax::ui::canvas::row;
use parallax::ui::text::{marked, paragraph, width};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

/// The glyphs of a row of cells with their styles.
fn glyphs(buf: &Buffer, y: u16) -> Vec<(String, Style)> {
    let (mut found, mut x) = (Vec::new(), 0);
    while x < buf.area.width {
        let cell = &buf[(x, y)];
        found.push((cell.symbol().to_owned(), cell.style()));
        x += u16::try_from(width(cell.symbol())).unwrap().max(1);
    }
    found
}

fn text_of(buf: &Buffer, y: u16) -> String {
    glyphs(buf, y).into_iter().map(|(symbol, _)| symbol).collect()
}

/// Lines as cells, in the order of the text with the levels.
fn painted(lines: &[Line<'_>], columns: u16) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, columns, u16::try_from(lines.len()).unwrap()));
    for (y, line) in (0..).zip(lines) {
        row(line, Rect::new(0, y, columns, 1), &mut buf);
    }
    buf
}

/// A line as it is seen.
fn seen(line: &Line<'_>, columns: u16) -> String {
    let mut buf = painted(std::slice::from_ref(line), columns);
    let _ = arrange(&mut buf, None);
    text_of(&buf, 0)
}

/// The brackets of the test file.
fn image(symbol: &str) -> String {
    const PAIRS: [(char, char); 6] =
        [('<', '>'), ('(', ')'), ('[', ']'), ('{', '}'), ('\u{2329}', '\u{232a}'), ('〈', '〉')];
    let other =
        |c: char| PAIRS.iter().find_map(|&(a, b)| if c == a { Some(b) } else { (c == b).then_some(a) }).unwrap_or(c);
    let mut chars = symbol.chars();
    chars.next().map(other).into_iter().chain(chars).collect()
}

/// A case: code points; direction; level of the paragraph; levels, `x` for what is taken out; order.
fn check(case: &str) -> Result<(), String> {
    let fields: Vec<&str> = case.split(';').collect();
    let chars: Vec<char> =
        fields[0].split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()).collect();
    let text: String = chars.iter().collect();
    let base = match fields[1] {
        "0" => BaseDirection::Left,
        "1" => BaseDirection::Right,
        _ => BaseDirection::Auto,
    };
    let levels: Vec<Option<u8>> = fields[3].split(' ').map(|level| level.parse().ok()).collect();
    let order: Vec<usize> = fields[4].split(' ').filter(|n| !n.is_empty()).map(|n| n.parse().unwrap()).collect();

    let (paragraph, found) = of_row(&text, base);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if paragraph.to_string() != fields[2] {
        return Err(format!("the paragraph has level {paragraph}"));
    }
    for (n, level) in levels.iter().enumerate() {
        if level.is_some_and(|level| level != found[starts[n]]) {
            return Err(format!("levels {found:?}"));
        }
    }
    // Each character as a sign of its own, with the level that was found; those that are taken out have none.
    let kept: Vec<usize> = (0..chars.len()).filter(|&n| levels[n].is_some()).collect();
    let sign = |n: usize| char::from_u32(0xe000 + u32::try_from(n).unwrap()).unwrap().to_string();
    let of_signs = kept.iter().flat_map(|&n| std::iter::repeat_n(found[starts[n]], sign(n).len()));
    let signs: String = kept.iter().map(|&n| sign(n)).collect();
    let line = Line::from(with_levels(vec![Span::raw(signs)], &of_signs.collect::<Vec<u8>>(), RowPart::Paragraph));
    let (shown, wanted) = (seen(&line, columns(kept.len())), order.iter().map(|&n| sign(n)).collect::<String>());
    if shown.trim() != wanted {
        return Err(format!("order {:?}", shown.chars().map(|c| u32::from(c) - 0xe000).collect::<Vec<_>>()));
    }
    // As it is drawn: whole graphemes in the order of their first characters, brackets as their images. Controls are never
    // drawn.
    let graphemes: BTreeMap<usize, &str> = text.grapheme_indices(true).collect();
    if graphemes.values().any(|grapheme| width(grapheme) == 0 || grapheme.contains(char::is_control)) {
        return Ok(());
    }
    let wanted: String = order
        .iter()
        .filter_map(|&n| Some((levels[n]?, *graphemes.get(&starts[n])?)))
        .map(|(level, grapheme)| if level % 2 == 1 { image(grapheme) } else { grapheme.to_owned() })
        .collect();
    let line = Line::from(of_text(vec![Span::raw(text.clone())], &text, base, RowPart::Paragraph));
    let shown = seen(&line, columns(width(&text)));
    if shown == wanted { Ok(()) } else { Err(format!("seen is {shown:?} instead of {wanted:?}")) }
}

fn columns(many: usize) -> u16 {
    u16::try_from(many).unwrap().max(1)
}

/// `PARALLAX_BIDI_TEST` names the whole file `BidiCharacterTest.txt` of the Unicode Character Database; without it, a sample of
/// it is read.
#[test]
fn rows_have_the_levels_and_the_order_of_the_unicode_standard() {
    let (cases, least) = match std::env::var_os("PARALLAX_BIDI_TEST") {
        Some(file) => (std::fs::read_to_string(file).unwrap(), 91_000),
        None => {
            let packed = include_bytes!("../../fixtures/bidi/BidiCharacterTest-sample.txt.gz");
            let mut cases = String::new();
            flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut cases).unwrap();
            (cases, 2_000)
        }
    };
    let mut checked = 0;
    for case in cases.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_hexdigit())) {
        if let Err(differs) = check(case) {
            panic!("{case}: {differs}");
        }
        checked += 1;
    }
    assert!(checked >= least, "{checked}");
    if std::env::var_os("PARALLAX_BIDI_TEST").is_some() {
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), "{checked} cases");
    }
}

/// Letters of both directions, digits, marks, brackets, wide letters, blanks.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["ש", "ל", "וֹ", "ם", "א", "ב\u{5bc}\u{5b8}", "ת"]),
        4 => prop::sample::select(vec!["س", "ل\u{64e}", "لا", "ا", "م", "ک", "ی\u{200c}", "د"]),
        4 => prop::sample::select(vec!["a", "Kerman", "é", "e\u{301}", "z"]),
        3 => prop::sample::select(vec!["1", "94", "٢٤", "۳", "1,5", "+", "%", "–"]),
        2 => prop::sample::select(vec!["(", ")", "[", "]", "“", "”", "«", "»", "!", ".", "<202E>"]),
        1 => prop::sample::select(vec!["한", "界", "👍"]),
        5 => Just(" "),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A text of letters that are all different, with blanks between them.
fn text_of_different_letters() -> impl Strategy<Value = String> {
    let letters = "אבגדהוזחטילמנסעפצקרשת".chars().chain("سلامدرنوبی".chars()).chain('a'..='p').chain('0'..='9');
    let letters: Vec<char> = letters.chain("()[]«»!?".chars()).collect();
    (Just(letters).prop_shuffle(), prop::collection::vec(0..4u8, 60), 1usize..60).prop_map(|(letters, blanks, many)| {
        let mut text = String::new();
        for (letter, blank) in letters.into_iter().zip(blanks).take(many) {
            text.push(letter);
            if blank == 0 {
                text.push(' ');
            }
        }
        text
    })
}

/// A letter as it is without a mirror.
fn plain(symbol: &str) -> String {
    let first = |a: String, b: String| if a < b { a } else { b };
    match symbol {
        "«" | "»" => "«".to_owned(),
        other => first(other.to_owned(), image(other)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn glyphs_and_their_styles_are_moved_and_never_changed(
        text in text(), lead in prop::sample::select(vec![" ¶3 ", "", "שם: "]), columns in 8u16..50,
        from in 0usize..60, long in 0usize..20,
    ) {
        let mark = Style::new().add_modifier(Modifier::BOLD);
        let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let range = ends[from.min(ends.len() - 1)]..ends[(from + long).min(ends.len() - 1)];
        let lines = marked(lead, Style::new(), &text, Style::new(), &[(range, mark)], columns.into());
        let mut logical = painted(&lines, columns);
        let mut visual = logical.clone();
        let _ = arrange(&mut visual, None);
        leave(&mut logical);
        let letters = |text: &str| text.replace(' ', "");
        let all: String = (0..logical.area.height).map(|y| letters(&text_of(&logical, y))).collect();
        prop_assert!(all.ends_with(&letters(&text)), "nothing is left out: {:?}", all);
        let once = visual.clone();
        let _ = arrange(&mut visual, None);
        prop_assert_eq!(&once, &visual, "nothing is ordered twice");
        for y in 0..logical.area.height {
            let sorted = |buf: &Buffer| {
                let mut all: Vec<(String, u16)> =
                    glyphs(buf, y).into_iter().map(|(symbol, style)| (plain(&symbol), style.add_modifier.bits())).collect();
                all.sort();
                all
            };
            prop_assert_eq!(sorted(&logical), sorted(&visual), "row {}", y);
        }
    }

    #[test]
    fn a_wrapped_row_has_the_order_of_the_unwrapped_paragraph(text in text_of_different_letters(), columns in 8usize..40) {
        let shown = |columns: usize| -> Vec<String> {
            let lines = paragraph("", Style::new(), &text, Style::new(), columns);
            let mut buf = painted(&lines, u16::try_from(columns).unwrap());
            let _ = arrange(&mut buf, None);
            (0..buf.area.height).map(|y| text_of(&buf, y).chars().filter(|c| *c != ' ').map(|c| plain(&c.to_string())).collect()).collect()
        };
        let whole = shown(200).concat();
        let place = |c: char| whole.find(c).unwrap();
        // Both of a pair of brackets look alike here.
        let is_alone = |c: &char| !"([«{".contains(*c);
        for row in shown(columns) {
            let places: Vec<usize> = row.chars().filter(is_alone).map(place).collect();
            prop_assert!(places.is_sorted(), "{} in {}", row, whole);
        }
    }

    #[test]
    fn rows_without_letters_from_right_to_left_are_untouched(text in "[ -~a-z–“”│▌한é…]{0,60}", columns in 8u16..60) {
        let lines = paragraph(" ¶3 ", Style::new(), &text, Style::new(), columns.into());
        let buf = painted(&lines, columns);
        for (y, line) in (0..).zip(&lines) {
            prop_assert!(of_line(line).is_none());
            let mut plain = Buffer::empty(Rect::new(0, 0, columns, 1));
            plain.set_line(0, 0, line, columns);
            prop_assert_eq!(&plain.content[..], &buf.content[usize::from(columns) * y..usize::from(columns) * (y + 1)]);
        }
        let mut arranged = buf.clone();
        prop_assert_eq!(arrange(&mut arranged, Some(Position { x: 3, y: 0 })), Some(Position { x: 3, y: 0 }));
        prop_assert_eq!(arranged, buf);
    }

    #[test]
    fn the_cursor_stays_on_its_letter(text in text_of_different_letters(), column in 0u16..60) {
        let mut buf = painted(&[Line::raw(text)], 80);
        let before = buf[(column, 0)].symbol().to_owned();
        let at = arrange(&mut buf, Some(Position { x: column, y: 0 })).unwrap();
        if before != " " {
            prop_assert_eq!(plain(buf[at].symbol()), plain(&before));
        }
    }
}

#[test]
fn each_cell_of_a_list_is_ordered_by_itself() {
    let cells = |texts: &[&'static str]| Line::from(texts.iter().map(|text| Span::raw(*text)).collect::<Vec<_>>());
    // Against the right edge of its cell, after the gap before it.
    assert_eq!(seen(&cells(&["3 Jan ", " שלום   ", " 94"]), 17), "3 Jan     םולש 94");
    // A gap at the end of a cell stays a gap where the next one touches it.
    assert_eq!(seen(&cells(&["שלום   ", "94"]), 9), "  םולש 94");
    // Two that touch are not one text.
    assert_eq!(seen(&cells(&["אב", "גד", "הו"]), 6), "באדגוה");
    assert_eq!(seen(&cells(&["אב 1", "2 גד"]), 8), "1 באדג 2");
    // From left to right, with a bracket and a number in it.
    assert_eq!(seen(&cells(&["at (שלום 94) now"]), 16), "at (94 םולש) now");
    assert_eq!(seen(&cells(&["(שלום) a"]), 8), "a (םולש)");
}

#[test]
fn a_paragraph_from_right_to_left_stands_at_the_right_edge_and_keeps_its_numbers() {
    let lines = paragraph(" ¶3 ", Style::new(), "ביום 12.5.2024 נסגר הגשר (הצפוני) לתנועה", Style::new(), 20);
    let rows: Vec<String> = lines.iter().map(|line| seen(line, 20)).collect();
    assert_eq!(rows[0].trim_end(), " ¶3   12.5.2024 םויב");
    assert!(rows.iter().all(|row| width(row) == 20 && !row.ends_with(' ')), "{rows:?}");
    assert!(rows.concat().contains("(ינופצה)"), "{rows:?}");
}

#[test]
fn marks_move_with_their_words_and_stay_on_their_letters() {
    let mark = Style::new().add_modifier(Modifier::BOLD);
    let text = "אמר שָׁלוֹם היום";
    let at = text.find('ש').unwrap();
    let lines = marked("", Style::new(), text, Style::new(), &[(at..at + "שָׁלוֹם".len(), mark)], 20);
    assert!(lines[0].spans.iter().any(|span| are_alike(span.style, mark)));
    let mut buf = painted(&lines, 20);
    let _ = arrange(&mut buf, None);
    let row = glyphs(&buf, 0);
    assert_eq!(text_of(&buf, 0), "       םויה םוֹלשָׁ רמא");
    let marked: String =
        row.iter().filter(|(_, style)| style.add_modifier == Modifier::BOLD).map(|(s, _)| s.as_str()).collect();
    assert_eq!(marked, "םוֹלשָׁ");
}
