//! Text of somebody in HTML: safe to show, escaped, and isolated, so that words that are read from right to left order nothing
//! around them. The page around it is read from left to right. Knows only text.

use std::collections::HashMap;

use maud::{Markup, html};
use unicode_bidi::{BidiClass, bidi_class};

use crate::sanitize;

/// A value of one author as one unit, which is read as its first letter is.
pub fn value(text: &str) -> Markup {
    let text = plain(text);
    html! { @if has_right_to_left(&text) { bdi { (text) } } @else { (text) } }
}

/// A sentence of the program in which words of others stand: those between “ and ”, and each stretch of letters that are read
/// from right to left, are read by themselves.
pub fn sentence(text: &str) -> Markup {
    let text = plain(text);
    let ends = ends_of_quotations(&text);
    let mut rest = text.as_str();
    let parts = std::iter::from_fn(|| {
        let end = ends.get(&(text.len() - rest.len())).map(|end| end - (text.len() - rest.len()));
        let (part, after) = (!rest.is_empty()).then(|| part(rest, end))?;
        rest = after;
        Some(part)
    });
    html! {
        @for part in parts {
            @match part {
                Part::Ours(text) => { (text) }
                Part::Quoted(text) => { "“" bdi { (text) } "”" }
                Part::RightToLeft(text) => { bdi { (text) } }
            }
        }
    }
}

/// An address, which is read from left to right, part by part.
pub fn address(url: &str) -> Markup {
    let url = plain(url);
    html! { span dir="ltr" { @for part in url.split_inclusive(['/', '?', '#', '&', '=', '.']) { (sentence(part)) } } }
}

/// Text without control characters and overrides of direction.
pub fn plain(text: &str) -> String {
    sanitize::line(text).into_owned()
}

/// A stretch of a sentence.
enum Part<'t> {
    Ours(&'t str),
    Quoted(&'t str),
    RightToLeft(&'t str),
}

/// The stretch with which a text begins, and what comes after it; `end` is the mark that closes the quotation with which it begins.
fn part(text: &str, end: Option<usize>) -> (Part<'_>, &str) {
    if let Some(end) = end {
        return (Part::Quoted(&text['“'.len_utf8()..end]), &text[end + '”'.len_utf8()..]);
    }
    if text.starts_with(is_right_to_left) {
        let (run, after) = text.split_at(end_of_run(text));
        return (Part::RightToLeft(run), after);
    }
    // A quotation without such letters is like any other text.
    let mut signs = text.char_indices().skip(1);
    let end = signs.find(|&(_, c)| c == '“' || is_right_to_left(c)).map_or(text.len(), |(at, _)| at);
    let (ours, after) = text.split_at(end);
    (Part::Ours(ours), after)
}

/// The quotations that hold letters read from right to left: where each begins, and where the mark stands that closes it.
/// Quotations in them have marks of their own.
fn ends_of_quotations(text: &str) -> HashMap<usize, usize> {
    let (mut open, mut ends, mut letters) = (Vec::new(), HashMap::new(), 0usize);
    for (at, c) in text.char_indices() {
        match c {
            '“' => open.push((at, letters)),
            '”' => {
                ends.extend(open.pop().filter(|(_, before)| *before < letters).map(|(begins, _)| (begins, at)));
            }
            c if is_right_to_left(c) => letters += 1,
            _ => {}
        }
    }
    ends
}

/// The end of the last letter that is read from right to left before the first that is read from left to right, or a mark of
/// a quotation; with the marks on it.
fn end_of_run(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match bidi_class(c) {
            BidiClass::R | BidiClass::AL => end = at + c.len_utf8(),
            BidiClass::NSM if at == end => end += c.len_utf8(),
            BidiClass::L => break,
            _ if matches!(c, '“' | '”') => break,
            _ => {}
        }
    }
    end
}

fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

fn is_right_to_left(c: char) -> bool {
    !c.is_ascii() && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_right_to_left_order_nothing_around_them() {
        assert_eq!(sentence("1: “ميناء إلري”, 4 May 2031").into_string(), "1: “<bdi>ميناء إلري</bdi>”, 4 May 2031");
        assert_eq!(sentence("صحيفة الساحل, 4 May").into_string(), "<bdi>صحيفة الساحل</bdi>, 4 May");
        assert_eq!(
            sentence("“a “חוף” (b)” and «חוף»").into_string(),
            "“<bdi>a “חוף” (b)</bdi>” and «<bdi>חוף</bdi>»",
            "a quotation is one unit"
        );
        assert_eq!(sentence("an “open חוף").into_string(), "an “open <bdi>חוף</bdi>");
        assert_eq!(sentence("“plain” text").into_string(), "“plain” text");
        assert_eq!(value("ميناء (Ellery), 4").into_string(), "<bdi>ميناء (Ellery), 4</bdi>");
        assert_eq!(value("≥12").into_string(), "≥12");
        assert_eq!(
            address("https://a.example/4/حريق/خبر?x=1").into_string(),
            "<span dir=\"ltr\">https://a.example/4/<bdi>حريق</bdi>/<bdi>خبر</bdi>?x=1</span>"
        );
    }

    #[test]
    fn each_quotation_ends_at_its_own_mark_however_many_are_open() {
        let deep = format!("{}חוף{}", "“".repeat(15_000), "”".repeat(15_000));
        let inside = format!("{}חוף{}", "“".repeat(14_999), "”".repeat(14_999));
        assert_eq!(sentence(&deep).into_string(), format!("“<bdi>{inside}</bdi>”"));
        let open = "“".repeat(15_000);
        assert_eq!(
            sentence(&format!("{open}חוף” x")).into_string(),
            format!("{}“<bdi>חוף</bdi>” x", "“".repeat(14_999))
        );
        assert_eq!(sentence(&open).into_string(), open);
        assert_eq!(sentence("” “חוף”").into_string(), "” “<bdi>חוף</bdi>”");
    }

    #[test]
    fn nothing_of_a_text_is_lost_or_markup() {
        let letters = ["“", "”", "חוף", "<b>", "a", "&", " 12 ", "\u{64b}", "\u{202e}", "\0", "’"];
        let mut state = 7usize;
        for _ in 0..500 {
            let mut text = String::new();
            for _ in 0..8 {
                state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
                text.push_str(letters[state / 65_536 % letters.len()]);
            }
            for made in [sentence(&text), value(&text), address(&text)] {
                let made = made.into_string();
                let bare = made.replace("<bdi>", "").replace("</bdi>", "");
                let bare = bare.replace("<span dir=\"ltr\">", "").replace("</span>", "");
                assert_eq!(bare, html! { (plain(&text)) }.into_string(), "{text:?} gives {made}");
            }
        }
    }
}
