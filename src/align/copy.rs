//! Splits a user's copy of an article, in any format, into blocks of text.
//!
//! Reads plain text, Markdown and saved web pages. A block is a separate part of a page: a paragraph, a
//! heading, a caption, a list item. Anchors decide later which blocks belong to the article.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// One file of the folder given with `--sources`.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its name, as shown to the user.
    pub name: String,
    /// Its blocks, white space collapsed, none empty.
    pub blocks: Vec<String>,
}

/// Reads `bytes` of the file `name`. `None` if they are not text (a picture, a PDF).
pub fn read(name: &str, bytes: &[u8]) -> Option<Copy> {
    let text = decode(bytes)?;
    let lower = name.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|e| lower.ends_with(e));
    let blocks = if is_html(&text) || ends(&[".html", ".htm", ".xhtml"]) {
        html(&text)
    } else if ends(&[".md", ".markdown"]) {
        markdown(&text)
    } else {
        plain(&text)
    };
    Some(Copy { name: name.to_owned(), blocks })
}

/// Decodes by byte order mark, else as UTF-8, else by the page's own declaration, else as Windows-1252.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, bom)) = encoding_rs::Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[bom..]).0);
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let encoding = declared(bytes).filter(|e| *e != encoding_rs::UTF_8).unwrap_or(encoding_rs::WINDOWS_1252);
    Some(encoding.decode_without_bom_handling(bytes).0)
}

/// The charset that a page declares in its first kilobyte.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"charset=")? + "charset=".len();
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    encoding_rs::Encoding::for_label(&label)
}

fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<?xml")
}

/// Collapses white space and drops empty blocks.
fn push(blocks: &mut Vec<String>, text: &str) {
    let block = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !block.is_empty() {
        blocks.push(block);
    }
}

/// Each line is a block. If the lines are wrapped at a fixed width, blank lines separate the blocks.
fn plain(text: &str) -> Vec<String> {
    const BROKEN_AT: usize = 100;
    let mut blocks = Vec::new();
    let broken = text.lines().all(|l| l.chars().count() <= BROKEN_AT)
        && text.lines().zip(text.lines().skip(1)).any(|(a, b)| a.len() > 40 && !b.trim().is_empty());
    if broken {
        let mut open = String::new();
        for line in text.lines() {
            if line.trim().is_empty() {
                close(&mut blocks, &mut open);
            } else {
                open.push_str(line);
                open.push(' ');
            }
        }
        close(&mut blocks, &mut open);
    } else {
        for line in text.lines() {
            push(&mut blocks, line);
        }
    }
    blocks
}

fn markdown(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser};
    let (mut blocks, mut open) = (Vec::new(), String::new());
    for event in Parser::new(text) {
        match event {
            Event::Text(t) | Event::Code(t) => open.push_str(&t),
            Event::SoftBreak => open.push(' '),
            Event::Start(tag) if is_block(tag.to_end()) => close(&mut blocks, &mut open),
            Event::End(tag) if is_block(tag) => close(&mut blocks, &mut open),
            Event::HardBreak | Event::Rule => close(&mut blocks, &mut open),
            _ => {}
        }
    }
    close(&mut blocks, &mut open);
    blocks
}

fn is_block(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd;
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn close(blocks: &mut Vec<String>, open: &mut String) {
    push(blocks, open);
    open.clear();
}

fn html(text: &str) -> Vec<String> {
    const SILENT: [&str; 7] = ["script", "style", "noscript", "template", "svg", "iframe", "select"];
    const INLINE: [&str; 26] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd",
        "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
    ];
    // Scripts hold text that looks like markup; the tokenizer must know where they end.
    let mut emitter: DefaultEmitter<()> = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut blocks, mut open) = (Vec::new(), String::new());
    let mut silent: Option<String> = None;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if silent.is_none() && SILENT.contains(&name.as_str()) && !tag.self_closing {
                    silent = Some(name.clone());
                }
                if !INLINE.contains(&name.as_str()) {
                    close(&mut blocks, &mut open);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if silent.as_deref() == Some(name.as_str()) {
                    silent = None;
                }
                if !INLINE.contains(&name.as_str()) {
                    close(&mut blocks, &mut open);
                }
            }
            Token::String(string) if silent.is_none() => open.push_str(&String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    close(&mut blocks, &mut open);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(name: &str, bytes: &[u8]) -> Vec<String> {
        read(name, bytes).unwrap().blocks
    }

    #[test]
    fn each_format_gives_its_blocks() {
        let page = b"<!DOCTYPE html><html><head><title>T</title><script>if (a<b) { '<p>no' }</script></head>\
            <body><p>One <b>bold</b> &amp; two.</p><p>Three<br>four</p></body></html>";
        assert_eq!(blocks("x", page), ["T", "One bold & two.", "Three", "four"]);
        assert_eq!(blocks("x.md", b"# Title\n\nOne *two*\nthree.\n\n- item\n"), ["Title", "One two three.", "item"]);
        assert_eq!(blocks("x.txt", b"Title\n\n  One   two  \nThree\n"), ["Title", "One two", "Three"]);
    }

    #[test]
    fn lines_broken_at_a_fixed_width_are_joined() {
        let text = "A title\n\nThis paragraph was broken by an editor at some\ncolumn or other and goes on.\n\nNext.\n";
        assert_eq!(
            blocks("x.txt", text.as_bytes()),
            ["A title", "This paragraph was broken by an editor at some column or other and goes on.", "Next."]
        );
    }

    #[test]
    fn old_encodings_are_read_and_pictures_are_not() {
        assert_eq!(blocks("x.txt", b"caf\xe9 \x93quoted\x94"), ["café “quoted”"]);
        assert_eq!(blocks("x.html", b"<html><meta charset=\"iso-8859-2\"><p>\xb3\xf3d\xbc"), ["łódź"]);
        assert_eq!(blocks("x.txt", b"\xff\xfeA\0b\0"), ["Ab"]);
        assert!(read("x.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").is_none());
    }
}
