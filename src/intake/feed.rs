//! Feeds (RSS, Atom): an item is an article only with its full text; a beginning is listed as such.

use super::article::{ArticleFormat, IntakeItem, Particular, RawArticle, StatedBy, StatedDate, word_count};
use super::made::with_title;
use super::why::NoArticleReason;
use super::{address, head, language, page};

/// A summary of as many words counts as the text.
const FULL: usize = 80;
/// A content of fewer words is none.
const FEWEST: usize = 20;

/// Items of a feed at most. A parsed one takes a kilobyte, even if it is empty.
const MOST_ITEMS: usize = 50_000;

/// Reads a feed.
pub fn read(decoded: &str) -> Vec<IntakeItem> {
    read_within(decoded, MOST_ITEMS)
}

/// Reads at most this many items of a feed.
fn read_within(decoded: &str, most: usize) -> Vec<IntakeItem> {
    if let Some(end) = end_of(decoded, most) {
        let mut items = mended(&decoded[..end]).map_or_else(Vec::new, |beginning| read_within(&beginning, usize::MAX));
        items.push(NoArticleReason::TooMany { packed: decoded.len() as u64, bound: most }.into());
        return items;
    }
    let (feed, damage) = match feed_rs::parser::parse(decoded.as_bytes()) {
        Ok(feed) => (feed, None),
        Err(error) => match mended(decoded).and_then(|text| feed_rs::parser::parse(text.as_bytes()).ok()) {
            Some(feed) => (feed, Some(NoArticleReason::Damaged("the feed breaks off".to_owned()))),
            None => return vec![NoArticleReason::Unreadable(format!("the feed: {error}")).into()],
        },
    };
    let outlet = feed.title.as_ref().map(|t| page::unescape(&t.content)).filter(|t| !t.is_empty());
    let own = feed.language.as_deref().and_then(language::declared);
    let items = feed.entries.iter().map(|entry| item(entry, outlet.as_deref(), own.as_deref()));
    items.chain(damage.map(IntakeItem::from)).collect()
}

/// Where a feed of more than this many items has them.
fn end_of(decoded: &str, most: usize) -> Option<usize> {
    memchr::memchr_iter(b'<', decoded.as_bytes())
        .filter(|at| [&b"item"[..], b"entry"].iter().any(|name| decoded.as_bytes()[at + 1..].starts_with(name)))
        .nth(most)
}

/// A feed that was cut, up to its last whole item.
fn mended(decoded: &str) -> Option<String> {
    let ends = [("</item>", "</channel></rss>"), ("</entry>", "</feed>"), ("</item>", "</rdf:RDF>")];
    let wanted = if decoded.contains("<rdf:RDF") { 2 } else { usize::from(decoded.contains("<entry")) };
    let (last, close) = ends[wanted];
    let at = decoded.rfind(last)? + last.len();
    Some(format!("{}{close}", &decoded[..at]))
}

fn item(entry: &feed_rs::model::Entry, outlet: Option<&str>, own: Option<&str>) -> IntakeItem {
    let full = entry.content.as_ref().and_then(|c| c.body.as_deref()).filter(|b| !b.trim().is_empty());
    let summary = entry.summary.as_ref().map(|s| s.content.as_str());
    let Some(html) = full.or(summary) else { return NoArticleReason::NoText.into() };
    let body = page::fragment(html);
    let words: usize = body.iter().map(|p| word_count(&p.text)).sum();
    if words == 0 {
        return NoArticleReason::NoText.into();
    }
    if words < if full.is_some() { FEWEST } else { FULL } {
        return NoArticleReason::Teaser { words }.into();
    }
    let mut article = RawArticle::new(ArticleFormat::Feed, Vec::new());
    article.title = entry
        .title
        .as_ref()
        .map(|t| page::unescape(&t.content))
        .filter(|t| !t.is_empty())
        .map(|t| Particular::new(t, StatedBy::FeedItem));
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).map(|l| l.href.as_str());
    article.url = link
        .or(Some(entry.id.as_str()))
        .filter(|u| address::is_address(u))
        .map(|u| Particular::new(u.to_owned(), StatedBy::FeedItem));
    article.publisher = outlet.map(|o| Particular::new(o.to_owned(), StatedBy::Feed));
    let names = entry.authors.iter().filter_map(|a| a.name.as_deref()).flat_map(head::names);
    article.authors = names.map(|n| Particular::new(n, StatedBy::FeedItem)).collect();
    article.published = entry.published.map(when);
    article.modified = entry.updated.filter(|u| entry.published != Some(*u)).map(when);
    article.language = entry
        .language
        .as_deref()
        .and_then(language::declared)
        .or_else(|| own.map(str::to_owned))
        .map(|l| Particular::new(l, StatedBy::Feed));
    with_title(&mut article, body);
    IntakeItem::Article(Box::new(article))
}

fn when(time: chrono::DateTime<chrono::Utc>) -> Particular<StatedDate> {
    let edtf = time.format("%Y-%m-%d").to_string();
    Particular::new(StatedDate { edtf, wording: time.format("%Y-%m-%dT%H:%M:%SZ").to_string() }, StatedBy::FeedItem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_of_too_many_items_is_read_up_to_the_bound() {
        let text = "One more blast was heard in the market of Torvale. ".repeat(12);
        let full = format!("<item><title>Blast</title><description>{text}</description></item>").repeat(9);
        for (items, articles) in [(full, 4), ("<item/>".repeat(9), 0)] {
            let feed =
                format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>W</title>{items}</channel></rss>");
            let read = read_within(&feed, 4);
            assert_eq!(read.iter().filter(|item| matches!(item, IntakeItem::Article(_))).count(), articles);
            let Some(IntakeItem::Other(last)) = read.last() else { panic!("{read:?}") };
            assert!(matches!(last.why, NoArticleReason::TooMany { bound: 4, .. }));
        }
    }
}
