//! Pieces of HTML that are no page, and what is known of a page from outside it.

use dom_query::Document;

use super::blocks;
use super::flat::{self, LineShape, shape};
use crate::intake::article::{BodyParagraph, StatedBy};
use crate::intake::text;

/// What is known of a page from outside it.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// Its address, with who states it.
    pub url: Option<(String, StatedBy)>,
}

/// The text of a piece of HTML, such as the content of an item of a feed.
pub fn fragment(html: &str) -> Vec<BodyParagraph> {
    if !html.contains('<') && !html.contains('&') {
        return text::paragraphs(html);
    }
    if shape(html) == LineShape::Sound { blocks::of(&Document::fragment(html).root()) } else { flat::blocks(html) }
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
