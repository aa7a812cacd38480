//! Pieces of HTML that are no page, and what is known of a page from outside it.

use dom_query::Document;

use super::blocks;
use super::flat::{self, LineShape, MOST_BYTES, shape};
use crate::intake::article::{BodyParagraph, StatedBy};
use crate::intake::text;

/// What is known of a page from outside it.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// Its address, with who states it.
    pub url: Option<(String, StatedBy)>,
}

/// The text of a piece of HTML, such as the content of an item of a feed. Of a longer one than any real page no tree is made.
pub fn fragment(html: &str) -> Vec<BodyParagraph> {
    if !html.contains('<') && !html.contains('&') {
        return text::paragraphs(html);
    }
    if html.len() <= MOST_BYTES && shape(html) == LineShape::Sound {
        blocks::of(&Document::fragment(html).root())
    } else {
        flat::blocks(html)
    }
}

/// Decodes character references that stand in a text twice escaped, as in JSON within pages.
pub fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    // Escaped so that nothing in it is taken for a tag.
    let escaped = text.replace('<', "&lt;");
    let all: Vec<String> = flat::blocks(&escaped).into_iter().map(|p| p.text).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tree_is_made_of_what_is_longer_than_a_page() {
        let texts = |rest: &str| -> Vec<String> {
            fragment(&format!("<p>One.<br><br>Two.</p>{rest}")).into_iter().map(|p| p.text).collect()
        };
        assert_eq!(texts("<p>Three."), ["One.", "Two.", "Three."]);
        let long = format!("<!--{}--><p>Three.", "x".repeat(MOST_BYTES));
        assert_eq!(texts(&long), ["One. Two.", "Three."], "read flat, in which breaks are blanks");
    }
}
