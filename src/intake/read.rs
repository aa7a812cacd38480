//! From the bytes of one file, or of one member of an archive, to its articles.
//!
//! Archives are unpacked elsewhere; what is given here holds no other files, except for the parts of a mail.

use super::article::{ArticleFormat, Doubt, IntakeItem, NotAnArticle, Particular, RawArticle, StatedBy};
use super::kept_bound::KeptBound;
use super::kind::{self, ByteKind, TextKind};
use super::made::{MOST_PARTS, enough, html};
use super::page::Outside;
use super::unpack::PieceContext;
use super::why::NoArticleReason;
use super::{charset, docx, feed, json, language, mail, suggestion_lines, table, text};

/// Fewer words are no article.
const FEWEST_WORDS: usize = 20;
/// Bytes of the text of one article at most: more than the longest reports and novels have. Rules read it as a whole.
const MOST_TEXT: usize = 4 << 20;

/// Reads the articles in `bytes`. At least one item; no panic whatever the bytes. The first one has the number `first`
/// where there are several. What is attached to a mail unpacks to what `bound` allows.
pub fn read(bytes: &[u8], context: &PieceContext, first: u32, bound: &KeptBound) -> Vec<IntakeItem> {
    let mut items = items(bytes, context, bound);
    if items.is_empty() {
        items.push(NoArticleReason::NoText.into());
    }
    let too_many = items.len() > MOST_PARTS;
    items.truncate(MOST_PARTS);
    let many = items.len() > 1 || first > 1;
    for (i, item) in items.iter_mut().enumerate() {
        if many {
            item.number(first.saturating_add(i as u32));
        }
        match item {
            IntakeItem::Article(article) => {
                add(article, context);
                shorten(article, MOST_TEXT);
            }
            // A long file comes in parts.
            IntakeItem::Suggestion(suggestion) => suggestion.line = suggestion.line.saturating_add(first - 1),
            IntakeItem::Other(_) => {}
        }
    }
    if too_many {
        items.push(NoArticleReason::TooMany { packed: bytes.len() as u64, bound: MOST_PARTS }.into());
    }
    with_cuts(items)
}

/// Leaves out what is beyond `most` bytes of the text of an article, and notes it.
fn shorten(article: &mut RawArticle, most: usize) {
    let mut left = most;
    for at in 0..article.body.len() {
        let text = &mut article.body[at].text;
        if text.len() <= left {
            left -= text.len();
            continue;
        }
        text.truncate(text.floor_char_boundary(left));
        text.truncate(text.trim_end().len());
        let is_empty = text.is_empty();
        article.body.truncate(at + usize::from(!is_empty));
        article.doubt = Some(Doubt::Cut(most as u64));
        break;
    }
    if let Some(whole) = &mut article.whole {
        whole.truncate(whole.floor_char_boundary(most));
    }
}

/// Adds a message after each article of which not all was read.
fn with_cuts(items: Vec<IntakeItem>) -> Vec<IntakeItem> {
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        let cut = match &item {
            IntakeItem::Article(article) => match article.doubt {
                Some(Doubt::Cut(read)) => Some((read, article.at.clone(), article.part)),
                _ => None,
            },
            _ => None,
        };
        all.push(item);
        if let Some((read, at, part)) = cut {
            all.push(IntakeItem::Other(NotAnArticle { at, part, ..NotAnArticle::new(NoArticleReason::Cut { read }) }));
        }
    }
    all
}

/// Adds what is known from around the bytes, and the language.
fn add(article: &mut RawArticle, context: &PieceContext) {
    if let Some(when) = &context.accessed {
        article.accessed.get_or_insert_with(|| Particular::new(when.clone(), StatedBy::ArchiveRecord));
    }
    if let Some(url) = &context.url {
        article.url.get_or_insert_with(|| Particular::new(url.clone(), StatedBy::ArchiveRecord));
    }
    if article.publisher.is_none()
        && let Some(host) = article.url.as_ref().and_then(|u| super::address::host(&u.value))
    {
        article.publisher = Some(Particular::new(host.to_owned(), StatedBy::Address));
    }
    if article.published.is_none()
        && let Some(url) = &article.url
    {
        article.published = super::address::date_in_path(&url.value);
    }
    if article.format != ArticleFormat::Html && article.language.is_none() {
        article.language = language::detect(&beginning(article)).map(|l| Particular::new(l, StatedBy::Words));
    }
}

/// The first paragraphs of the body.
pub(super) fn beginning(article: &RawArticle) -> String {
    let mut said = String::new();
    for paragraph in article.body.iter().take_while({
        let mut length = 0;
        move |p| {
            length += p.text.len();
            length < 4000 + p.text.len()
        }
    }) {
        said.push_str(&paragraph.text);
        said.push(' ');
    }
    said
}

fn items(bytes: &[u8], context: &PieceContext, bound: &KeptBound) -> Vec<IntakeItem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return vec![NoArticleReason::Empty.into()];
    }
    if context.docx {
        return vec![docx::read(bytes, bound).map_or_else(IntakeItem::from, |a| enough(a, FEWEST_WORDS))];
    }
    let why = match kind::of(bytes) {
        ByteKind::Pdf => NoArticleReason::Pdf,
        ByteKind::Other(kind) => NoArticleReason::Kind(kind.to_owned()),
        ByteKind::Convert(kind, how) => NoArticleReason::Convert { kind: kind.to_owned(), how: how.to_owned() },
        ByteKind::Zip | ByteKind::Gzip | ByteKind::Tar | ByteKind::Warc => {
            NoArticleReason::Kind("an archive in what is not unpacked".to_owned())
        }
        ByteKind::Perhaps => match charset::decode(bytes, context.charset.as_deref()) {
            Some(text) => return of_text(&text, bytes, context, bound),
            None => NoArticleReason::Kind("no text in a known charset".to_owned()),
        },
    };
    vec![why.into()]
}

fn of_text(decoded: &str, bytes: &[u8], context: &PieceContext, bound: &KeptBound) -> Vec<IntakeItem> {
    match kind::of_text(decoded) {
        TextKind::Html => {
            let outside = Outside { url: context.url.clone().map(|u| (u, StatedBy::ArchiveRecord)) };
            vec![html(decoded, &outside)]
        }
        TextKind::Feed => feed::read(decoded),
        TextKind::Json => suggestion_lines::read(decoded).unwrap_or_else(|| json::read(decoded)),
        TextKind::Table => table::read(decoded),
        TextKind::Mail => mail::read(bytes, bound, &|attached| read(attached, &PieceContext::default(), 1, bound)),
        TextKind::Xml => vec![NoArticleReason::Kind("XML that is no page and no feed".to_owned()).into()],
        TextKind::Code(kind) => vec![NoArticleReason::Kind(kind.to_owned()).into()],
        TextKind::Markdown => vec![of_words(decoded, text::markdown)],
        TextKind::Plain => vec![of_words(decoded, text::plain)],
    }
}

/// Reads a text, of one that is longer than any article only the beginning.
fn of_words(decoded: &str, read: fn(&str) -> RawArticle) -> IntakeItem {
    let beginning = &decoded[..decoded.floor_char_boundary(MOST_TEXT)];
    let mut article = read(beginning);
    if beginning.len() < decoded.len() {
        article.doubt = Some(Doubt::Cut(MOST_TEXT as u64));
    }
    enough(article, FEWEST_WORDS)
}
