//! Finds the body of a page: what Readability finds, without captions, labels, links to other articles and bylines.

use dom_query::{Document, Element, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};

use super::blocks::{self, Block};
use crate::intake::article::{BodyParagraph, word_count};
use crate::intake::{head, text};

/// Finds the body. `linked` is the text of the article as the page states it for search engines.
pub fn find(document: Document, linked: Option<&str>, title: Option<&str>) -> Vec<BodyParagraph> {
    let config = Config { disable_json_ld: true, keep_classes: true, text_mode: TextMode::Raw, ..Config::default() };
    let mut body = Vec::new();
    if let Ok(mut readability) = Readability::with_document(document, None, Some(config))
        && let Ok(found) = readability.parse()
    {
        let content = Document::fragment(found.content);
        let all = content.root().normalized_char_count();
        let skip = |node: &NodeRef<'_>, element: &Element| is_beside(node, element, all);
        body = clean(blocks::walk(&content.root(), &skip), title);
    }
    if let Some(linked) = linked {
        let stated = text::paragraphs(linked);
        let words = |all: &[BodyParagraph]| all.iter().map(|p| word_count(&p.text)).sum::<usize>();
        if words(&body) * 2 < words(&stated) {
            body = stated;
        }
    }
    body
}

/// Parts of class names and ids of what stands beside the text.
const BESIDE: [&str; 26] = [
    "caption",
    "credit",
    "byline",
    "dateline",
    "timestamp",
    "related",
    "newsletter",
    "promo",
    "share",
    "sharing",
    "social",
    "recirc",
    "readmore",
    "subscribe",
    "signup",
    "copyright",
    "tags",
    "breadcrumb",
    "breadcrumbs",
    "trending",
    "popular",
    "recommended",
    "teaser",
    "pubdate",
    "byl",
    "advert",
];

/// Whether an element stands beside the text: a caption, or by its class a credit, a list of related articles, a form
/// to subscribe. Elements that hold a third of the text are never left out.
fn is_beside(node: &NodeRef<'_>, element: &Element, all: usize) -> bool {
    match &*element.name.local {
        "figcaption" | "aside" | "nav" | "footer" | "form" | "button" => {}
        "p" | "div" | "span" | "ul" | "ol" | "section" | "header" | "h2" | "h3" | "h4" | "h5" | "small" | "time"
        | "cite" | "em" | "i" | "li" | "a" => {
            let marked = element.attrs.iter().any(|a| {
                matches!(&*a.name.local, "class" | "id")
                    && a.value.split(|c: char| !c.is_ascii_alphanumeric()).any(has_part)
            });
            if !marked {
                return false;
            }
        }
        _ => return false,
    }
    node.normalized_char_count() * 3 < all
}

/// Whether a part of a class name, which may be written in camel case, is one of those beside the text.
fn has_part(name: &str) -> bool {
    if BESIDE.iter().any(|b| b.eq_ignore_ascii_case(name)) {
        return true;
    }
    let starts = |b: &&str| {
        name.match_indices(char::is_uppercase).map(|(at, _)| &name[at..]).chain([name]).any(|rest| {
            rest.len() > b.len()
                && rest.is_char_boundary(b.len())
                && rest[..b.len()].eq_ignore_ascii_case(b)
                && rest[b.len()..].starts_with(char::is_uppercase)
                || rest.eq_ignore_ascii_case(b)
        })
    };
    name.contains(char::is_uppercase) && BESIDE.iter().any(starts)
}

/// Leaves out what is no text of the article.
fn clean(blocks: Vec<Block>, title: Option<&str>) -> Vec<BodyParagraph> {
    let mut kept: Vec<BodyParagraph> = Vec::with_capacity(blocks.len());
    let mut begun = false;
    // More short lines than these are a table.
    let mut labels = 2_u32;
    for block in blocks {
        let text = &block.paragraph.text;
        if head::is_boilerplate(text) || is_only_link(&block) || is_label(text) {
            continue;
        }
        // Before the text, lines that state title, author, date or section are no text.
        begun |= word_count(text) >= 15;
        let label = word_count(text) <= 3 && labels > 0 && !text.ends_with(['.', '!', '?', '”', '"']);
        labels -= u32::from(label);
        if !begun && (label || title.is_some_and(|t| head::same_words(text, t)) || head::is_line_above(text)) {
            continue;
        }
        kept.push(block.paragraph);
    }
    // A heading without text below it led to what was left out.
    while kept.last().is_some_and(|p| p.heading) {
        kept.pop();
    }
    kept
}

/// Whether a short block is nothing but a link, as to another article.
fn is_only_link(block: &Block) -> bool {
    let text = &block.paragraph.text;
    block.linked * 10 >= text.len() * 9 && word_count(text) <= 30 && !text.ends_with(['.', '”', '"'])
}

/// Whether a short paragraph is a credit of a picture, or leads to something else.
fn is_label(text: &str) -> bool {
    const STARTS: [&str; 22] = [
        "read more",
        "read also",
        "also read",
        "see more",
        "see also",
        "related:",
        "[related",
        "related post",
        "also on ",
        "photo:",
        "photo by ",
        "image:",
        "image copyright",
        "image caption",
        "(image:",
        "(photo",
        "credit:",
        "credit…",
        "credit...",
        "you may also like",
        "more on ",
        "sign up ",
    ];
    const AGENCIES: [&str; 8] =
        ["getty images", "getty", "/ap", "/reuters", "/afp", "getty images)", "shutterstock", "via ap"];
    if word_count(text) > 22 {
        return false;
    }
    let lower = text.to_lowercase();
    STARTS.iter().any(|s| lower.starts_with(s)) || word_count(text) <= 9 && AGENCIES.iter().any(|a| lower.ends_with(a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_read_by_their_parts() {
        for name in ["caption", "Caption", "imageCaption", "captionText", "PromoBox"] {
            assert!(has_part(name), "{name}");
        }
        for name in ["captioned", "unrelated", "content", "Shareholder", "éCaption_"] {
            assert!(!has_part(name), "{name}");
        }
    }

    #[test]
    fn labels_are_short() {
        assert!(is_label("Read more: another story") && is_label("Ada Lind/Getty Images"));
        assert!(!is_label(
            "The photographer sold the picture to Getty Images, which sold it on to every paper of the land that week."
        ));
    }
}
