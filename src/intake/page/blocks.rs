//! The visible text of a tree of elements, block by block: paragraphs stay apart, inline elements do not part words.

use dom_query::{Element, NodeData, NodeRef};

use crate::intake::article::BodyParagraph;
use crate::intake::text::collapse;

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockRole {
    /// Its text is not shown, or is no text of the page.
    Silent,
    /// It stands within a line.
    Inline,
    /// A new line within a paragraph.
    Break,
    /// A heading.
    Heading,
    /// A block of its own.
    Block,
}

/// The role of an element by its name.
pub fn role(name: &str) -> BlockRole {
    match name {
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "head" | "title" | "object"
        | "embed" | "audio" | "video" | "canvas" | "math" | "textarea" | "datalist" => BlockRole::Silent,
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em"
        | "font" | "i" | "ins" | "kbd" | "label" | "mark" | "q" | "ruby" | "rb" | "rt" | "rp" | "s" | "samp"
        | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" | "wbr" | "img"
        | "picture" | "source" | "nobr" | "center-inline" => BlockRole::Inline,
        "br" => BlockRole::Break,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockRole::Heading,
        _ => BlockRole::Block,
    }
}

/// What is known of a node when it is entered.
enum Node {
    Text,
    Element(BlockRole),
    Other,
}

/// A block with how much of it is a link.
#[derive(Debug)]
pub struct Block {
    /// Its text.
    pub paragraph: BodyParagraph,
    /// The bytes of it that stand in links, before white space was collapsed.
    pub linked: usize,
}

/// The visible text below `root`.
pub fn of(root: &NodeRef<'_>) -> Vec<BodyParagraph> {
    let none = |_: &NodeRef<'_>, _: &Element| false;
    walk(root, &none).into_iter().map(|b| b.paragraph).collect()
}

/// The visible text below `root` without the elements that `skip` names.
pub fn walk(root: &NodeRef<'_>, skip: &dyn Fn(&NodeRef<'_>, &Element) -> bool) -> Vec<Block> {
    let mut text = Text::default();
    let mut at = root.first_child();
    // A walk without recursion: pages of strangers nest as deeply as they like.
    while let Some(node) = at {
        let kind = enter(&node, &mut text, skip);
        let silent = matches!(kind, Node::Element(BlockRole::Silent));
        if !silent && let Some(child) = node.first_child() {
            at = Some(child);
            continue;
        }
        if let Node::Element(role) = kind {
            text.leave(role, is_link(&node));
        }
        at = next(node, root, &mut text);
    }
    text.close();
    text.blocks
}

/// The next node after `node` and what is below it; leaves the elements that end before it.
fn next<'t>(node: NodeRef<'t>, root: &NodeRef<'_>, text: &mut Text) -> Option<NodeRef<'t>> {
    let mut node = node;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent().filter(|parent| parent.id != root.id)?;
        let role = node.query_or(None, |n| match &n.data {
            NodeData::Element(element) => Some(role(&element.name.local)),
            _ => None,
        });
        if let Some(role) = role {
            text.leave(role, is_link(&node));
        }
    }
}

fn is_link(node: &NodeRef<'_>) -> bool {
    node.has_name("a")
}

fn enter(node: &NodeRef<'_>, text: &mut Text, skip: &dyn Fn(&NodeRef<'_>, &Element) -> bool) -> Node {
    node.query_or(Node::Other, |n| match &n.data {
        NodeData::Text { contents } => {
            text.push(contents);
            Node::Text
        }
        NodeData::Element(element) => {
            let mut role = role(&element.name.local);
            let hidden = element.attrs.iter().any(|a| match &*a.name.local {
                "hidden" => true,
                "style" => hides(&a.value),
                _ => false,
            });
            if hidden || skip(node, element) {
                role = BlockRole::Silent;
            }
            text.enter(role, &*element.name.local == "a");
            Node::Element(role)
        }
        _ => Node::Other,
    })
}

/// Whether a style keeps an element from being shown.
fn hides(style: &str) -> bool {
    style.match_indices("display").any(|(at, word)| {
        style[at + word.len()..].trim_start().strip_prefix(':').is_some_and(|v| v.trim_start().starts_with("none"))
    })
}

/// The blocks and the one that is open.
#[derive(Default)]
struct Text {
    blocks: Vec<Block>,
    open: String,
    /// Links that are open, and the bytes in them.
    links: u32,
    linked: usize,
    heading: bool,
    /// Line breaks since the last word: two of them part paragraphs.
    breaks: u32,
}

impl Text {
    fn push(&mut self, piece: &str) {
        if !piece.trim_start().is_empty() {
            if self.breaks > 1 {
                self.close();
            } else if self.breaks == 1 {
                self.open.push(' ');
            }
            self.breaks = 0;
        }
        self.open.push_str(piece);
        if self.links > 0 {
            self.linked += piece.trim().len();
        }
    }

    fn enter(&mut self, role: BlockRole, link: bool) {
        self.links += u32::from(link && role != BlockRole::Silent);
        match role {
            BlockRole::Break => self.breaks += 1,
            BlockRole::Heading | BlockRole::Block => {
                self.close();
                self.heading |= role == BlockRole::Heading;
            }
            BlockRole::Silent | BlockRole::Inline => {}
        }
    }

    fn leave(&mut self, role: BlockRole, link: bool) {
        if link && role != BlockRole::Silent {
            self.links = self.links.saturating_sub(1);
        }
        if matches!(role, BlockRole::Heading | BlockRole::Block) {
            self.close();
            if role == BlockRole::Heading {
                self.heading = false;
            }
        }
    }

    fn close(&mut self) {
        if let Some(paragraph) = collapse(&self.open, self.heading) {
            self.blocks.push(Block { paragraph, linked: self.linked });
        }
        self.open.clear();
        (self.breaks, self.linked) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn texts(html: &str) -> Vec<String> {
        of(&Document::from(html).root()).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn blocks_stay_apart_and_words_stay_whole() {
        assert_eq!(
            texts("<title>T</title><div>One <b>bo</b>ld<p>Two<br>lines</p>three</div><ul><li>a<li>b</ul>"),
            ["One bold", "Two lines", "three", "a", "b"]
        );
        assert_eq!(texts("<td>one<br><br>two"), ["one", "two"]);
        assert_eq!(texts("<p>a<script>no</script>b<span style='display: none'>no</span></p><p hidden>no</p>"), ["ab"]);
    }

    #[test]
    fn headings_are_marked() {
        let found = of(&Document::from("<h2><span>Head</span></h2><p>Text</p>").root());
        assert!(found[0].heading && !found[1].heading);
    }
}
