//! Wraps text into narrow columns, where a word that has no room is divided: after its signs, else between letters with a hyphen.
//!
//! Never between two digits, since each part would read as a number. It knows words and widths; it knows no panes.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use textwrap::core::Word;
use textwrap::{WordSeparator, WrapAlgorithm};
use unicode_segmentation::UnicodeSegmentation;

use super::bidi::levels::has_right_to_left;
use super::bidi::tags::{GoesOn, going_on};
use super::text::{cell, fitting, penalties, width};
use crate::sanitize;

/// The least width in which a hyphen has room.
const LEAST: usize = 4;
/// The sign before the numbers of paragraphs, which are listed with commas between them.
const PARAGRAPH: char = '¶';

/// What is put at the end of a line that divides a word between letters.
const HYPHEN: &str = "-";

/// A line with how the text goes on after it, and what is added at its end.
type DividedLine = (String, GoesOn, &'static str);

/// Wraps `text` into lines of at most `columns`, with words divided that are wider; at least one line. Hyphens are added in no fewer
/// columns than `least`.
fn wrapped(text: &str, columns: usize, least: usize) -> Vec<DividedLine> {
    let columns = columns.max(1);
    let shown = sanitize::line(text);
    let words = WordSeparator::AsciiSpace.find_words(&shown);
    let parts: Vec<Word> = words.flat_map(|word| parts_of(word.word, word.whitespace, (columns, least))).collect();
    let mut lines: Vec<DividedLine> = Vec::new();
    for parts in WrapAlgorithm::OptimalFit(penalties()).wrap(&parts, &[columns]) {
        let (is_whole, is_hyphened) =
            parts.last().map_or((true, false), |last| (!last.whitespace.is_empty(), !last.penalty.is_empty()));
        let fitted = fitting(&line_of(parts), columns - usize::from(is_hyphened));
        lines.extend(fitted.into_iter().map(|line| (line, GoesOn::Words, "")));
        if let Some((_, goes_on, added)) = lines.last_mut() {
            *goes_on = if is_whole { GoesOn::Words } else { GoesOn::Word };
            *added = if is_hyphened { HYPHEN } else { "" };
        }
    }
    match lines.last_mut() {
        // What stands below is another text.
        Some((_, goes_on, _)) => *goes_on = GoesOn::Words,
        None => lines.push((String::new(), GoesOn::Words, "")),
    }
    lines
}

/// The rows of a cell like [`cell`], with words divided. Text that is read from right to left has its words whole.
pub fn cell_divided(text: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    divided(text, style, columns, LEAST)
}

/// The rows of an id, which gets no hyphen: one that was added would read as its own.
pub fn id_divided(id: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    divided(id, style, columns, usize::MAX)
}

/// The rows, which go on from each to the next, all but the hyphens.
fn divided(text: &str, style: Style, columns: usize, least: usize) -> Vec<Line<'static>> {
    if has_right_to_left(text) {
        return cell(text, going_on(style, GoesOn::Words), columns);
    }
    let row = |(text, goes_on, added): DividedLine| {
        let added = Some(added).filter(|added| !added.is_empty()).map(|added| Span::styled(added, style));
        std::iter::once(Span::styled(text, going_on(style, goes_on))).chain(added).collect()
    };
    wrapped(text, columns, least).into_iter().map(row).collect()
}

/// The text of a line of such parts, without a hyphen at its end.
fn line_of(parts: &[Word]) -> String {
    let Some((last, before)) = parts.split_last() else { return String::new() };
    let before = before.iter().flat_map(|part| [part.word, part.whitespace]);
    before.chain([last.word]).collect()
}

/// The parts of a word with the blanks after it: the word itself if it has room.
fn parts_of<'t>(word: &'t str, blanks: &'t str, (columns, least): (usize, usize)) -> Vec<Word<'t>> {
    let mut parts = Vec::new();
    if width(word) <= columns {
        parts.push(part(word, ""));
    } else {
        for sub in WordSeparator::UnicodeBreakProperties.find_words(word) {
            for piece in after_signs(sub.word, word) {
                divide(piece, (columns, least), &mut parts);
            }
        }
    }
    if let Some(last) = parts.last_mut() {
        last.whitespace = blanks;
    }
    parts
}

/// A part of a text that stays on one line, with what is added after it at the end of a line.
fn part<'t>(text: &'t str, added: &'t str) -> Word<'t> {
    Word { word: text, whitespace: "", penalty: added, width: width(text) }
}

/// Pieces of a part of `word`, each up to a sign after which a line may end: a hyphen or comma that stands in no number, the comma in
/// a list of paragraphs, a slash, the dash of a range.
fn after_signs<'t>(part: &'t str, word: &str) -> Vec<&'t str> {
    let is_list = word.contains(PARAGRAPH);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, sign) in part.char_indices() {
        let end = at + sign.len_utf8();
        let before = part[..at].chars().next_back();
        let Some(after) = part[end..].chars().next() else { break };
        let is_end = match sign {
            '–' => true,
            '/' => after != '/',
            '-' => before.is_some_and(char::is_alphanumeric) && !is_between_digits(before, after),
            ',' => is_list || !is_between_digits(before, after),
            _ => false,
        };
        if is_end {
            pieces.push(&part[start..end]);
            start = end;
        }
    }
    pieces.push(&part[start..]);
    pieces
}

fn is_between_digits(before: Option<char>, after: char) -> bool {
    before.is_some_and(char::is_numeric) && after.is_numeric()
}

/// Adds a piece of a word in parts of at most `columns` and of about one length: divided between two Latin letters with a hyphen, where
/// that has room, else where no digits are parted; a number that has no room at all, where the line ends.
fn divide<'t>(mut piece: &'t str, (columns, least): (usize, usize), parts: &mut Vec<Word<'t>>) {
    while width(piece) > columns {
        let each = width(piece).div_ceil(width(piece).div_ceil(columns.max(LEAST) - 1));
        let ends =
            || piece.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len()).filter(|at| *at < piece.len());
        let fits = |at: &usize, columns: usize| width(&piece[..*at]) <= columns;
        let between = |at: &usize| (piece[..*at].chars().next_back(), piece[*at..].chars().next());
        let in_letters = |at: &usize| matches!(between(at), (Some(a), Some(b)) if is_latin(a) && is_latin(b));
        let hyphened = || ends().filter(in_letters).take_while(|at| columns >= least && fits(at, columns - 1));
        let even = hyphened().take_while(|at| fits(at, each)).last().or_else(|| hyphened().next());
        let end = even.or_else(|| {
            Cut::ALL.iter().find_map(|cut| {
                let parted = ends().filter(|at| matches!(between(at), (Some(a), Some(b)) if cut.parts(a, b)));
                parted.take_while(|at| fits(at, columns)).last()
            })
        });
        let Some(end) = end else { break };
        parts.push(part(&piece[..end], if even.is_some() { HYPHEN } else { "" }));
        piece = &piece[end..];
    }
    parts.push(part(piece, ""));
}

/// Where a word is cut that no hyphen parts, the best place first.
#[derive(Debug, Clone, Copy)]
enum Cut {
    OutsideNumbers,
    /// After the hyphen of a date in digits.
    InDate,
    /// Before a hyphen.
    BeforeHyphen,
    /// After the comma of a number that has no room at all.
    InNumber,
    Anywhere,
}

impl Cut {
    const ALL: [Self; 5] = [Self::OutsideNumbers, Self::InDate, Self::BeforeHyphen, Self::InNumber, Self::Anywhere];

    fn parts(self, before: char, after: char) -> bool {
        let of_number = |c: char| c.is_numeric() || matches!(c, ',' | '.' | '-');
        match self {
            Self::OutsideNumbers => !of_number(before) || !of_number(after),
            Self::InDate => before == '-',
            Self::BeforeHyphen => after == '-',
            Self::InNumber => before == ',',
            Self::Anywhere => true,
        }
    }
}

/// Whether it is a letter of those that a hyphen may part.
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(rows: &[Line]) -> Vec<String> {
        rows.iter().map(|row| row.spans.iter().map(|span| span.content.as_ref()).collect()).collect()
    }

    fn wrap_divided(text: &str, columns: usize) -> Vec<String> {
        wrapped(text, columns, LEAST).into_iter().map(|(line, _, added)| line + added).collect()
    }

    #[test]
    fn words_are_divided_where_they_have_no_room() {
        for (text, columns, lines) in [
            ("in Afghanistan", 10, &["in Afghan-", "istan"][..]),
            ("4? (suspected) ¶7", 10, &["4? (suspe-", "cted) ¶7"]),
            ("4? (suspected) ¶7", 11, &["4?", "(suspected)", "¶7"]),
            ("¹limited-times", 10, &["¹limited-", "times"]),
            ("Harakat-ul-Jihad", 10, &["Harakat-", "ul-Jihad"]),
            ("counter-terrorism", 6, &["coun-", "ter-", "terro-", "rism"]),
            ("Isis-K", 10, &["Isis-K"]),
            ("Überlebenden", 8, &["Überle-", "benden"]),
            ("مدينةكبيرةجدا", 6, &["مدينةك", "بيرةجد", "ا"]),
        ] {
            assert_eq!(wrap_divided(text, columns), lines, "{text} at {columns}");
        }
    }

    #[test]
    fn an_id_gets_no_hyphen() {
        for (id, columns, lines) in [
            ("¹limited-times", 10, &["¹limited-", "times"][..]),
            ("²scmp-republished", 10, &["²scmp-", "republishe", "d"]),
            ("³ged-2024-117", 8, &["³ged-", "2024-117"]),
        ] {
            assert_eq!(shown(&id_divided(id, Style::new(), columns)), lines, "{id} at {columns}");
        }
    }

    #[test]
    fn numbers_stay_whole() {
        for (text, columns, lines) in [
            ("1,300–1,400 ¶7", 10, &["1,300–", "1,400 ¶7"][..]),
            ("≥1,300–1,400", 10, &["≥1,300–", "1,400"]),
            ("Moscow ¶18,25,26,44", 8, &["Moscow", "¶18,25,", "26,44"]),
            ("2024-03-27/2024-03-30", 11, &["2024-03-27/", "2024-03-30"]),
            ("2024-03-27/2024-03-30", 12, &["2024-03-27/", "2024-03-30"]),
            ("2024-03-27/..", 10, &["2024-03-27", "/.."]),
            ("¹a-b-c-2024", 10, &["¹a-b-c-", "2024"]),
            ("2024-03-27T10:30", 9, &["2024-03-", "27T10:30"]),
            ("00,000,000-", 10, &["00,000,000", "-"]),
            // A number without any room goes on after its comma.
            ("123,456,789,000", 10, &["123,456,", "789,000"]),
        ] {
            assert_eq!(wrap_divided(text, columns), lines, "{text} at {columns}");
        }
    }

    #[test]
    fn no_blank_comes_where_a_line_goes_on() {
        for columns in 16..30 {
            let lines = wrap_divided("by the Harakat-ul-Jihad-al-Islami ¶18,25,26,44,51", columns);
            assert!(!lines.concat().contains("- ") && !lines.concat().contains(", "), "{columns}: {lines:?}");
        }
    }

    /// The text that lines came from: without line breaks and the hyphens that were added. A hyphen that ends a line and does not come
    /// next in the text was added, which it may be only between letters.
    fn joined(lines: &[String], text: &str) -> String {
        let mut rest = text;
        let mut out = String::new();
        for line in lines {
            let blanks = if line.starts_with(' ') { 0 } else { rest.len() - rest.trim_start().len() };
            out.push_str(&rest[..blanks]);
            rest = &rest[blanks..];
            let line = match line.strip_suffix('-') {
                Some(shorter) if !rest.starts_with(line.as_str()) => {
                    let next = rest.get(shorter.len()..).and_then(|rest| rest.chars().next());
                    assert!(
                        next.is_some_and(char::is_alphabetic) && shorter.ends_with(char::is_alphabetic),
                        "{lines:?}"
                    );
                    shorter
                }
                _ => line,
            };
            out.push_str(line);
            rest = rest.get(line.len()..).unwrap_or_default();
        }
        out + rest
    }

    proptest! {
        #[test]
        fn what_is_divided_can_be_joined_again(text in "[a-cÄ0-9 ,¶/–¹()-]{0,60}", columns in 4usize..16) {
            let lines = wrap_divided(&text, columns);
            prop_assert_eq!(joined(&lines, &text), text);
            prop_assert!(lines.iter().all(|line| width(line) <= columns), "{:?}", lines);
        }

        #[test]
        fn a_number_with_room_is_never_parted(text in "([0-9]{1,2}(,[0-9]{3}){0,2}[ –a(-]){1,8}", columns in 10usize..16) {
            let numbers = |text: &str| -> Vec<String> {
                text.split(|c: char| !c.is_numeric() && c != ',').filter(|n| !n.is_empty()).map(str::to_owned).collect()
            };
            prop_assert_eq!(numbers(&wrap_divided(&text, columns).join(" ")), numbers(&text));
        }

        #[test]
        fn no_line_is_wider_than_asked(text in any::<String>(), columns in 2usize..40) {
            for line in wrap_divided(&text, columns) {
                prop_assert!(width(&line) <= columns, "{:?}", line);
            }
        }
    }
}
