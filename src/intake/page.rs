//! Saved web pages: the body, the particulars with who states them, and the visible text of the whole page.
//!
//! Takes a page as decoded text. Knows nothing of files and archives.

mod blocks;
mod body;
mod flat;
mod fragment;
mod metadata;

use flat::MOST_BYTES;
pub use flat::{LineShape, blocks as flat_blocks, shape};
pub use fragment::{Outside, fragment, unescape};

use std::borrow::Cow;

use dom_query::Document;

use super::article::{ArticleFormat, BodyParagraph, Doubt, RawArticle, StatedBy, word_count};
use super::why::NoArticleReason;
use super::{address, head, language};

/// A body below this percentage of the visible text is doubtful.
const SHARE: usize = 25;
/// A body of fewer paragraphs is doubtful.
const PARAGRAPHS: usize = 3;
/// Fewer words are no article.
const FEWEST_WORDS: usize = 20;

/// Reads a page; of a longer one than any real page, only the text of the beginning.
pub fn read(html: &str, outside: &Outside) -> Result<RawArticle, NoArticleReason> {
    let html = &*without_embedded(html, MOST_BYTES);
    let beginning = &html[..html.floor_char_boundary(MOST_BYTES)];
    if beginning.len() < html.len() {
        let mut article = RawArticle::new(ArticleFormat::Html, Vec::new());
        finish(&mut article, flat::blocks(beginning), beginning)?;
        article.doubt = Some(Doubt::Cut(MOST_BYTES as u64));
        return Ok(article);
    }
    let mut article = RawArticle::new(ArticleFormat::Html, Vec::new());
    let whole;
    if shape(html) == LineShape::Sound {
        let document = Document::from(html);
        let found = metadata::collect(&document, html);
        whole = blocks::of(&document.root());
        let linked = found.linked_body();
        metadata::state(&mut article, &found, outside);
        article.body = body::find(document, linked.as_deref(), article.title.as_ref().map(|t| t.value.as_str()));
    } else {
        whole = flat::blocks(html);
    }
    finish(&mut article, whole, html)?;
    Ok(article)
}

/// A page of more than `most` bytes without the contents of the files that are embedded in it, as pictures are in pages
/// that were saved as one file.
fn without_embedded(html: &str, most: usize) -> Cow<'_, str> {
    const MARK: &[u8] = b";base64,";
    if html.len() <= most {
        return Cow::Borrowed(html);
    }
    let (mut kept, mut from) = (String::new(), 0);
    for at in memchr::memmem::find_iter(html.as_bytes(), MARK) {
        let start = at + MARK.len();
        let is_content = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'%');
        let len = html.as_bytes()[start..].iter().take_while(is_content).count();
        kept.push_str(&html[from..start]);
        from = start + len;
    }
    kept.push_str(&html[from..]);
    Cow::Owned(kept)
}

/// Decides whether there is a body and whether it is doubtful.
fn finish(article: &mut RawArticle, mut whole: Vec<BodyParagraph>, html: &str) -> Result<(), NoArticleReason> {
    whole.retain(|p| !p.text.is_empty());
    let visible: usize = whole.iter().map(|p| word_count(&p.text)).sum();
    if visible < FEWEST_WORDS && article.words() < FEWEST_WORDS {
        let scripts = memchr::memmem::find(html.as_bytes(), b"<script").is_some();
        return Err(if scripts { NoArticleReason::ScriptsOnly } else { NoArticleReason::NoBody { words: visible } });
    }
    let text = head::join(&whole);
    if article.words() < FEWEST_WORDS {
        whole.retain(|p| !head::is_boilerplate(&p.text));
        article.body = whole;
        article.doubt = Some(Doubt::WholePage);
    } else {
        article.doubt = doubt(&article.body, text.len());
    }
    if article.published.is_none()
        && let Some(url) = &article.url
    {
        article.published = address::date_in_path(&url.value);
    }
    let said: String = article.body.iter().take(12).flat_map(|p| [p.text.as_str(), " "]).collect();
    if let Some(code) = language::detect(&said) {
        let same = article.language.as_ref().is_some_and(|l| l.value.split('-').next() == Some(code.as_str()));
        if !same {
            article.language = Some(super::article::Particular::new(code, StatedBy::Words));
        }
    }
    article.whole = Some(text);
    Ok(())
}

fn doubt(body: &[BodyParagraph], visible: usize) -> Option<Doubt> {
    let bytes: usize = body.iter().map(|p| p.text.len() + 1).sum();
    let share = bytes * 100 / visible.max(1);
    let paragraphs = body.iter().filter(|p| !p.heading).count();
    if share < SHARE {
        Some(Doubt::SmallShare(share as u8))
    } else if paragraphs < PARAGRAPHS {
        Some(Doubt::FewParagraphs(paragraphs as u32))
    } else {
        None
    }
}
