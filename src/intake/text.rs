//! Plain text and Markdown, with front matter, `Key: value` lines or nothing above the text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::article::{ArticleFormat, BodyParagraph, RawArticle, StatedBy};
use super::head;

/// Pairs above a text at most.
const MOST_PAIRS: usize = 60;

/// Reads a plain text.
pub fn plain(text: &str) -> RawArticle {
    let (pairs, rest) = top(text);
    let mut article = RawArticle::new(ArticleFormat::Text, Vec::new());
    head::pairs(&mut article, &pairs, StatedBy::Key);
    head::read(&mut article, paragraphs(rest));
    let all = article.body.len();
    let before = head::join(&article.body);
    super::lines::cut_tail(&mut article.body);
    if article.body.len() < all {
        article.whole.get_or_insert(before);
    }
    article
}

/// Reads Markdown.
pub fn markdown(text: &str) -> RawArticle {
    let (pairs, rest) = top(text);
    let mut article = RawArticle::new(ArticleFormat::Markdown, Vec::new());
    head::pairs(&mut article, &pairs, StatedBy::Key);
    head::read(&mut article, markdown_paragraphs(rest));
    article
}

/// Whether a text is written in Markdown: front matter, or marks that no plain text has.
pub fn is_markdown(text: &str) -> bool {
    let (pairs, rest) = top(text);
    let mut score = usize::from(!pairs.is_empty() && text.trim_start().starts_with("---"));
    // Most lines have none of the marks.
    let has_mark = |line: &&str| line.bytes().any(|b| matches!(b, b'#' | b']' | b'>' | b'`' | b'*'));
    for line in rest.lines().take(400).filter(has_mark) {
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        if heading || line.contains("](http") || line.contains("](/") {
            score += 2;
        } else if line.starts_with("> ") || line.starts_with("```") || line.matches("**").count() >= 2 {
            score += 1;
        }
    }
    score >= 2
}

/// Splits off front matter or `Key: value` lines.
fn top(text: &str) -> (Vec<(String, String)>, &str) {
    let text = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    for fence in ["---", "+++"] {
        if let Some(found) = front_matter(text, fence) {
            return found;
        }
    }
    key_lines(text)
}

/// YAML between `---` or TOML between `+++`: one pair a line, lists in brackets or as items below their key.
fn front_matter<'t>(text: &'t str, fence: &str) -> Option<(Vec<(String, String)>, &'t str)> {
    let after = text.strip_prefix(fence)?;
    let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'))?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    for line in after.split_inclusive('\n').take(4 * MOST_PAIRS) {
        at += line.len();
        let bare = line.trim_end();
        if bare == fence || bare == "..." {
            return (!pairs.is_empty()).then_some((pairs, &after[at..]));
        }
        let separator = if fence == "---" { ':' } else { '=' };
        if let Some(item) = bare.trim_start().strip_prefix("- ") {
            if let Some((_, value)) = pairs.last_mut() {
                let comma = if value.is_empty() { "" } else { ", " };
                value.push_str(comma);
                value.push_str(item.trim().trim_matches(['"', '\'']));
            }
        } else if let Some((key, value)) = bare.split_once(separator).filter(|_| !bare.starts_with([' ', '#'])) {
            if pairs.len() < MOST_PAIRS {
                let value = value.trim().trim_start_matches('[').trim_end_matches(']').trim_matches(['"', '\'', ' ']);
                let value = value.trim_start_matches(['>', '|']).trim();
                pairs.push((key.trim().to_owned(), value.replace("\", \"", ", ")));
            }
        } else if let (Some((_, value)), true) = (pairs.last_mut(), bare.starts_with(' ')) {
            value.push(' ');
            value.push_str(bare.trim());
        }
    }
    None
}

/// Lines `Key: value` from the first one, up to an empty line or one that is none; the first key must be known.
fn key_lines(text: &str) -> (Vec<(String, String)>, &str) {
    let mut pairs = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(MOST_PAIRS) {
        let Some((key, value)) = head::key_line(line) else { break };
        if pairs.is_empty() && !head::is_known(key) {
            break;
        }
        pairs.push((key.to_owned(), value.to_owned()));
        at += line.len();
    }
    let known = pairs.iter().filter(|(key, value)| head::is_known(key) && !value.is_empty()).count();
    if known * 2 >= pairs.len() && known > 0 { (pairs, &text[at..]) } else { (Vec::new(), text) }
}

/// Whether lines are wrapped at a fixed width: none is longer than a page is wide, and most of those that another line
/// follows are nearly as long and end within a sentence.
fn is_wrapped(text: &str) -> bool {
    const WIDTH: usize = 100;
    let (mut within, mut all) = (0_usize, 0_usize);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.len() > WIDTH && line.chars().count() > WIDTH {
            return false;
        }
        if lines.peek().is_some_and(|next| !next.trim().is_empty()) && !line.trim().is_empty() {
            all += 1;
            within += usize::from(line.len() > 40 && !line.trim_end().ends_with(['.', '!', '?', '”', '"', ':']));
        }
    }
    within > 0 && within * 2 >= all
}

/// Each line is a paragraph. If the lines are wrapped at a fixed width, blank lines separate the paragraphs.
pub fn paragraphs(text: &str) -> Vec<BodyParagraph> {
    let lines = || text.lines();
    let wrapped = is_wrapped(text);
    let mut blocks = Vec::new();
    if wrapped {
        let mut open = String::new();
        for line in lines() {
            if line.trim().is_empty() {
                close(&mut blocks, &mut open, false);
            } else {
                open.push_str(line);
                open.push(' ');
            }
        }
        close(&mut blocks, &mut open, false);
    } else {
        for line in lines() {
            push(&mut blocks, line.trim_start().trim_start_matches(['•', '●', '▪', '■']), false);
        }
    }
    let mut blocks = if wrapped { blocks } else { super::lines::join_broken(blocks) };
    mark_headings(&mut blocks);
    blocks
}

/// Marks short lines without a full stop, between longer paragraphs, as headings.
fn mark_headings(blocks: &mut [BodyParagraph]) {
    let long = |p: &BodyParagraph| p.text.len() >= 160;
    for i in 1..blocks.len().saturating_sub(1) {
        let text = &blocks[i].text;
        let short = text.len() <= 90
            && text.starts_with(char::is_uppercase)
            && !text.ends_with(['.', ',', ':', ';', '!', '”', '"', '…', ')']);
        if short && long(&blocks[i - 1]) && long(&blocks[i + 1]) {
            blocks[i].heading = true;
        }
    }
}

fn markdown_paragraphs(text: &str) -> Vec<BodyParagraph> {
    let (mut blocks, mut open) = (Vec::new(), String::new());
    let (mut heading, mut silent) = (false, 0_usize);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => silent += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => silent = silent.saturating_sub(1),
            Event::Text(t) | Event::Code(t) if silent == 0 => open.push_str(&t),
            Event::SoftBreak | Event::HardBreak => open.push(' '),
            Event::Start(Tag::Heading { .. }) => {
                close(&mut blocks, &mut open, false);
                heading = true;
            }
            Event::End(tag) if is_block(tag) => {
                close(&mut blocks, &mut open, heading);
                heading = false;
            }
            Event::Start(tag) if is_block(tag.to_end()) => close(&mut blocks, &mut open, false),
            Event::Rule => close(&mut blocks, &mut open, false),
            _ => {}
        }
    }
    close(&mut blocks, &mut open, heading);
    blocks
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn close(blocks: &mut Vec<BodyParagraph>, open: &mut String, heading: bool) {
    push(blocks, open, heading);
    open.clear();
}

/// A paragraph with its white space collapsed; `None` if it is empty.
pub(super) fn collapse(text: &str, heading: bool) -> Option<BodyParagraph> {
    let text = text.trim();
    let mut before = ' ';
    let is_single = text.chars().all(|c| {
        let last = std::mem::replace(&mut before, c);
        !c.is_whitespace() || c == ' ' && last != ' '
    });
    // Most paragraphs are as they should be.
    if is_single && !text.is_empty() {
        return Some(BodyParagraph { text: text.to_owned(), heading });
    }
    let mut words = text.split_whitespace();
    let mut out = String::with_capacity(text.len());
    out.push_str(words.next()?);
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    Some(BodyParagraph { text: out, heading })
}

/// Adds a paragraph, unless it is empty.
pub(super) fn push(blocks: &mut Vec<BodyParagraph>, text: &str, heading: bool) {
    blocks.extend(collapse(text, heading));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(article: &RawArticle) -> Vec<&str> {
        article.body.iter().map(|p| p.text.as_str()).collect()
    }

    const ONE: &str = "The ferry Alkyon was hit by two drones off the coast of Merrow at dawn, its owner said, and nine sailors are missing.";
    const TWO: &str =
        "Rescue boats searched the strait until dark. The harbour office counted thirty-one people aboard.";

    #[test]
    fn key_lines_front_matter_or_nothing() {
        let keys = plain(&format!("Title: Ferry hit\nURL: https://a.example/x\nDate: 2031-02-03\n\n{ONE}\n\n{TWO}\n"));
        let yaml = markdown(&format!(
            "---\ntitle: \"Ferry hit\"\nauthors:\n  - Ada Lindqvist\n  - Tom Oyelaran\ndate: 2031-02-03\n---\n\n{ONE}\n\n{TWO}\n"
        ));
        let toml = markdown(&format!("+++\ntitle = \"Ferry hit\"\ndate = 2031-02-03\n+++\n{ONE}\n\n{TWO}\n"));
        for article in [&keys, &yaml, &toml] {
            assert_eq!(article.title.as_ref().unwrap().value, "Ferry hit");
            assert_eq!(article.published.as_ref().unwrap().value.edtf, "2031-02-03");
            assert_eq!(texts(article), [ONE, TWO]);
        }
        assert_eq!(keys.title.unwrap().by, StatedBy::Key("Title".into()));
        assert_eq!(yaml.authors.len(), 2);
        assert_eq!(texts(&plain(&format!("{ONE}\n{TWO}\n"))), [ONE, TWO]);
    }

    #[test]
    fn a_text_that_begins_with_a_colon_is_no_key_line() {
        let text = format!("Torvale: four dead\n\n{ONE}");
        assert_eq!(plain(&text).title.unwrap().value, "Torvale: four dead");
        let speech = format!("Note: this is long ago.\n\n{ONE}");
        assert_eq!(plain(&speech).body.last().unwrap().text, ONE);
    }

    #[test]
    fn wrapped_lines_are_joined_and_lines_are_not() {
        let wrapped = "A title of five words here\n\nThis paragraph was wrapped by an editor at some\ncolumn and goes on.\n\nNext.\n";
        let blocks: Vec<String> = paragraphs(wrapped).into_iter().map(|p| p.text).collect();
        assert_eq!(blocks[1], "This paragraph was wrapped by an editor at some column and goes on.");
        assert_eq!(paragraphs("  One   two  \nThree\n").len(), 2);
    }

    #[test]
    fn markdown_keeps_headings_and_leaves_out_marks_code_and_pictures() {
        let text = format!(
            "# Ferry hit off Merrow\n\n{ONE} See [the *map*](http://a.example).\n\n![x](y.png)\n\n## The search\n\n{TWO}\n\n```\ncode\n```\n"
        );
        assert!(is_markdown(&text));
        assert!(!is_markdown(&format!("Ferry hit\n\n{ONE}\n\n{TWO}")));
        let article = markdown(&text);
        assert_eq!(article.title.as_ref().unwrap().value, "Ferry hit off Merrow");
        assert_eq!(texts(&article)[1..], ["The search", TWO]);
        assert!(article.body[1].heading);
        assert!(article.body[0].text.ends_with("See the map."));
    }
}
