//! Mails, and pages that a browser saved as one file (MHTML).

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::article::{ArticleFormat, IntakeItem, Particular, RawArticle, StatedBy, StatedDate};
use super::kept_bound::KeptBound;
use super::made::{enough, html, with_title};
use super::page::Outside;
use super::why::NoArticleReason;
use super::{address, charset, head, text};

/// Fewer words are no article.
const FEWEST_WORDS: usize = 20;
/// Attachments read at most.
const MOST_ATTACHMENTS: usize = 200;

/// Parts that hold parts, at most. The parser drops mails within mails by recursion.
const MOST_NESTED: usize = 200;

/// Parts of a mail at most, by the lines that begin with two dashes. Saved pages have some hundreds.
const MOST_PARTS: usize = 100_000;

/// Whether a mail has more parts that can hold others than any mail of a person's, however their types are written.
fn is_nested_without_end(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"content-type";
    const LOOKED_AT: usize = 400;
    let is_nested = |dash: &usize| {
        let start = dash.checked_sub(b"content".len());
        let Some(header) = start.and_then(|start| bytes.get(start..)) else { return false };
        if !header.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME)) {
            return false;
        }
        let value = header[NAME.len()..header.len().min(LOOKED_AT)].to_ascii_lowercase();
        [&b"message"[..], b"digest"].iter().any(|kind| memchr::memmem::find(&value, kind).is_some())
    };
    memchr::memchr_iter(b'-', bytes).filter(is_nested).nth(MOST_NESTED).is_some()
}

/// Reads what is attached to a mail.
type ReadAttached<'r> = dyn Fn(&[u8]) -> Vec<IntakeItem> + 'r;

/// Reads a mail or a saved page. `attached` reads what is attached to it, which unpacks to what `bound` allows.
pub fn read(bytes: &[u8], bound: &KeptBound, attached: &ReadAttached<'_>) -> Vec<IntakeItem> {
    if is_nested_without_end(bytes) {
        return vec![
            NoArticleReason::Kind(format!("a mail with more than {MOST_NESTED} mails or parts within each other"))
                .into(),
        ];
    }
    if memchr::memmem::find_iter(bytes, b"\n--").nth(MOST_PARTS).is_some() {
        return vec![NoArticleReason::Kind(format!("a mail with more than {MOST_PARTS} parts")).into()];
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        return vec![NoArticleReason::Unreadable("the headers of the mail".to_owned()).into()];
    };
    let snapshot = header(&message, "Snapshot-Content-Location");
    let main = main_part(&message);
    let location = main.and_then(|p| p.content_location()).map(str::to_owned);
    let related = message.root_part().content_type().is_some_and(|t| t.subtype() == Some("related"));
    if snapshot.is_some() || related && location.as_deref().is_some_and(address::is_address) {
        return vec![saved_page(&message, main, snapshot.or(location))];
    }
    let mut items = vec![mail(&message, main)];
    for part in message.attachments().take(MOST_ATTACHMENTS) {
        items.push(attachment(part, bound, attached));
    }
    items
}

fn header(message: &Message<'_>, name: &str) -> Option<String> {
    message.header_raw(name).map(|v| v.split_whitespace().collect::<String>()).filter(|v| !v.is_empty())
}

/// The first part that is a page, else the first that is text, whatever the order of the parts.
fn main_part<'m>(message: &'m Message<'_>) -> Option<&'m MessagePart<'m>> {
    let kind = |p: &&MessagePart<'_>, wanted: &str| {
        let stated =
            p.content_type().map(|t| (t.ctype().to_ascii_lowercase(), t.subtype().map(str::to_ascii_lowercase)));
        match stated {
            Some((main, Some(sub))) => main == "text" && sub == wanted || wanted == "html" && sub == "xhtml+xml",
            _ => wanted == "plain" && matches!(p.body, PartType::Text(_)),
        }
    };
    let parts = || message.parts.iter();
    parts().find(|p| kind(p, "html")).or_else(|| parts().find(|p| kind(p, "plain")))
}

/// The text of a part in its charset.
fn decoded(part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            let stated = part.content_type().and_then(|t| t.attribute("charset"));
            charset::decode(bytes, stated).map(std::borrow::Cow::into_owned)
        }
        PartType::Message(_) | PartType::Multipart(_) => None,
    }
}

fn is_page(part: &MessagePart<'_>) -> bool {
    part.content_type().and_then(|t| t.subtype()).is_some_and(|s| s.to_ascii_lowercase().contains("html"))
}

fn saved_page(message: &Message<'_>, main: Option<&MessagePart<'_>>, url: Option<String>) -> IntakeItem {
    let Some(text) = main.and_then(decoded) else { return NoArticleReason::NoText.into() };
    let by = || StatedBy::MailHeader("Content-Location".to_owned());
    let outside = Outside { url: url.filter(|u| address::is_address(u)).map(|u| (u, by())) };
    let mut item = html(&text, &outside);
    if let IntakeItem::Article(article) = &mut item {
        article.format = ArticleFormat::Mhtml;
        // The date of the file is the day on which the page was saved.
        article.accessed = day(message);
    }
    item
}

fn day(message: &Message<'_>) -> Option<Particular<StatedDate>> {
    let date = message.date()?;
    let edtf = super::date::edtf(i32::from(date.year), Some(u32::from(date.month)), Some(u32::from(date.day)))?;
    let wording = message.header_raw("Date").map_or_else(|| date.to_rfc3339(), |raw| raw.trim().to_owned());
    Some(Particular::new(StatedDate { edtf, wording }, StatedBy::MailHeader("Date".to_owned())))
}

fn mail(message: &Message<'_>, main: Option<&MessagePart<'_>>) -> IntakeItem {
    let Some(part) = main else { return NoArticleReason::NoText.into() };
    let Some(text) = decoded(part) else { return NoArticleReason::NoText.into() };
    let by = |name: &str| StatedBy::MailHeader(name.to_owned());
    let title = message.subject().map(str::trim).filter(|t| !t.is_empty());
    let mut article = if is_page(part) {
        match super::page::read(&text, &Outside::default()) {
            Ok(article) => article,
            Err(why) => return why.into(),
        }
    } else {
        let mut article = RawArticle::new(ArticleFormat::Mail, Vec::new());
        article.title = title.map(|t| Particular::new(t.to_owned(), by("Subject")));
        with_title(&mut article, text::paragraphs(&text));
        article
    };
    article.format = ArticleFormat::Mail;
    article.title = title.map(|t| Particular::new(t.to_owned(), by("Subject"))).or(article.title);
    article.published = day(message).or(article.published);
    if article.authors.is_empty() {
        article.authors = message.from().map(sender).unwrap_or_default();
    }
    enough(article, FEWEST_WORDS)
}

fn sender(address: &Address<'_>) -> Vec<Particular<String>> {
    let by = || StatedBy::MailHeader("From".to_owned());
    let first = address.first();
    let name = first.and_then(|a| a.name.as_deref().or(a.address.as_deref())).map(str::trim).filter(|n| !n.is_empty());
    name.map(|n| Particular::new(n.to_owned(), by())).into_iter().collect()
}

/// What an attachment holds; archives among them are not unpacked.
fn attachment(part: &MessagePart<'_>, bound: &KeptBound, read: &ReadAttached<'_>) -> IntakeItem {
    let name = part.attachment_name().unwrap_or("attachment").to_owned();
    let bytes = match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
        PartType::Text(text) | PartType::Html(text) => text.as_bytes().to_vec(),
        PartType::Message(inner) => inner.raw_message().to_vec(),
        PartType::Multipart(_) => Vec::new(),
    };
    // A mail within a mail within a mail: only its own text is read.
    let mut items = match (&part.body, super::kind::of(&bytes)) {
        (PartType::Message(inner), _) => vec![mail(inner, main_part(inner))],
        (_, super::kind::ByteKind::Zip) => vec![zipped(&bytes, bound)],
        (_, super::kind::ByteKind::Perhaps) => match charset::decode(&bytes, None) {
            Some(text) => vec![enough(head_of(&text), FEWEST_WORDS)],
            None => vec![NoArticleReason::Kind("an attachment without text".to_owned()).into()],
        },
        _ => read(&bytes),
    };
    let mut item = items.swap_remove(0);
    let at = super::ArticleLocation { members: vec![name], ..super::ArticleLocation::default() };
    item.place(&at);
    item
}

fn zipped(bytes: &[u8], bound: &KeptBound) -> IntakeItem {
    match super::docx::read(bytes, bound) {
        Ok(article) => enough(article, FEWEST_WORDS),
        Err(why @ (NoArticleReason::Bomb { .. } | NoArticleReason::TooLarge { .. })) => why.into(),
        Err(_) => NoArticleReason::Convert {
            kind: "an archive attached to a mail".to_owned(),
            how: "save and open it".to_owned(),
        }
        .into(),
    }
}

fn head_of(text: &str) -> RawArticle {
    if text.trim_start().starts_with('<') {
        let mut article = RawArticle::new(ArticleFormat::Html, super::page::fragment(text));
        let body = std::mem::take(&mut article.body);
        head::read(&mut article, body);
        return article;
    }
    text::plain(text)
}
