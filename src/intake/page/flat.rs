//! Reads a page without its tree, for pages whose nesting would make a tree grow without bound, and says which they are.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::blocks::{BlockRole, role};
use crate::intake::article::BodyParagraph;
use crate::intake::text::push;

/// Whether a tree can be made of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineShape {
    /// It can.
    Sound,
    /// Too many elements, or too deeply nested.
    Excessive,
}

/// Bytes of a page at most, without the files embedded in it. The longest saved pages, a live blog of a day or a long
/// thread of comments, have a few million; a tree of more takes seconds and some fifteen times as much memory.
pub(super) const MOST_BYTES: usize = 10 << 20;
/// Elements at most; pages of news have a few thousand.
const MOST_ELEMENTS: usize = 150_000;
/// Elements at most that are open at the same time. Browsers stop at 512.
const MOST_OPEN: i64 = 900;
/// Formatting elements that are never closed; each is opened again in every later paragraph.
const MOST_FORMATTING: i64 = 60;

/// Judges the nesting of a page from its tags alone.
pub fn shape(html: &str) -> LineShape {
    let bytes = html.as_bytes();
    let (mut elements, mut open, mut formatting) = (0_usize, 0_i64, 0_i64);
    for at in memchr::memchr_iter(b'<', bytes) {
        let closing = bytes.get(at + 1) == Some(&b'/');
        let name = &bytes[(at + 1 + usize::from(closing)).min(bytes.len())..];
        let Some(first) = name.first().filter(|b| b.is_ascii_alphabetic()) else { continue };
        let width = name.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        let step = if closing { -1 } else { 1 };
        elements += 1;
        if is_formatting(&name[..width], *first) {
            formatting = (formatting + step).max(0);
        }
        if !is_void(&name[..width]) {
            open = (open + step).max(0);
        }
        if elements > MOST_ELEMENTS || open > MOST_OPEN || formatting > MOST_FORMATTING {
            return LineShape::Excessive;
        }
    }
    LineShape::Sound
}

fn is_formatting(name: &[u8], first: u8) -> bool {
    const NAMES: [&[u8]; 14] =
        [b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];
    matches!(first | 32, b'a'..=b'u') && name.len() <= 6 && NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// Elements that are never closed, or need not be.
fn is_void(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 22] = [
        b"area", b"base", b"br", b"col", b"dd", b"dt", b"embed", b"hr", b"img", b"input", b"li", b"link", b"meta",
        b"option", b"p", b"param", b"path", b"source", b"td", b"tr", b"track", b"wbr",
    ];
    NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// The visible text of a page, block by block.
pub fn blocks(html: &str) -> Vec<BodyParagraph> {
    // Scripts hold text that looks like markup; the tokenizer must know where they end.
    let mut emitter: DefaultEmitter<()> = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut found, mut open, mut heading) = (Vec::new(), String::new(), false);
    let mut silent: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let role = role(&String::from_utf8_lossy(&tag.name));
                if silent.is_none() && role == BlockRole::Silent && !tag.self_closing {
                    silent = Some(tag.name.to_vec());
                }
                if role == BlockRole::Break {
                    open.push(' ');
                } else if role != BlockRole::Inline {
                    push(&mut found, &open, heading);
                    open.clear();
                    heading = role == BlockRole::Heading;
                }
            }
            Token::EndTag(tag) => {
                if silent.as_deref() == Some(&tag.name[..]) {
                    silent = None;
                }
                if role(&String::from_utf8_lossy(&tag.name)) != BlockRole::Inline {
                    push(&mut found, &open, heading);
                    open.clear();
                    heading = false;
                }
            }
            Token::String(string) if silent.is_none() => open.push_str(&String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    push(&mut found, &open, heading);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_without_end_is_noticed_and_read_all_the_same() {
        let deep = format!("{}<p>One two.</p>", "<div>".repeat(50_000));
        assert_eq!(shape(&deep), LineShape::Excessive);
        assert_eq!(blocks(&deep)[0].text, "One two.");
        let fonts: String = (0..500).map(|i| format!("<font size={i}>")).collect();
        assert_eq!(shape(&fonts), LineShape::Excessive);
        assert_eq!(shape(&"<p>text<br><img src=x>".repeat(5000)), LineShape::Sound);
        assert_eq!(shape("<"), LineShape::Sound);
    }

    #[test]
    fn scripts_and_styles_are_left_out() {
        let page = "<title>T</title><script>if (a<b) { '<p>no' }</script><style>p{}</style><h2>Head</h2><p>One <b>bold</b> &amp; two.";
        let found = blocks(page);
        assert_eq!(found.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["Head", "One bold & two."]);
        assert!(found[0].heading);
    }
}
