//! Two versions of one article: the same address, the same title and outlet, or mostly the same text of one outlet.
//!
//! Knows addresses and titles as texts only.

use std::collections::BTreeSet;

use super::result::Echo;
use super::text::EchoText;

/// Two versions of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionPair {
    /// Positions of the articles: the one published first, or the one that stands first where that is not known.
    pub articles: [usize; 2],
    /// Whether the days of publication say which is the older.
    pub ordered: bool,
    /// Why they are taken for one article.
    pub reason: VersionReason,
}

/// Why two texts are taken for versions of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionReason {
    /// The same address.
    Address,
    /// The same title and outlet.
    Title,
    /// Half and more of both is the same text, of the same outlet.
    Text,
}

/// Days within which a title comes back in a later version.
const SOON: i64 = 3;
/// Share of both texts that makes them versions.
const HALF: f32 = 0.5;

/// The versions among `texts`, sorted; a pair once, by its first reason. Of many versions each is paired with the next.
pub fn versions(texts: &[EchoText<'_>], echoes: &[Echo]) -> Vec<VersionPair> {
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    let mut add = |a: usize, b: usize, reason| {
        if taken.insert((a.min(b), a.max(b))) {
            let days = texts[a].published.zip(texts[b].published);
            let ordered = days.is_some_and(|(x, y)| x != y);
            let articles = if days.is_some_and(|(x, y)| y < x) { [b, a] } else { [a, b] };
            found.push(VersionPair { articles, ordered, reason });
        }
    };
    let by_address = |text: &EchoText<'_>| text.address.and_then(address);
    for [a, b] in neighbours(texts, by_address) {
        add(a, b, VersionReason::Address);
    }
    let by_title = |text: &EchoText<'_>| Some(format!("{}\n{}", text.publisher?.to_lowercase(), title(text.title?)?));
    let echoed: BTreeSet<[usize; 2]> = echoes.iter().map(|e| e.articles).collect();
    for [a, b] in neighbours(texts, by_title) {
        // A column or page has the same title every week.
        let apart = texts[a].published.zip(texts[b].published).map_or(0, |(x, y)| (y - x).num_days().abs());
        if apart <= SOON || echoed.contains(&[a.min(b), a.max(b)]) {
            add(a, b, VersionReason::Title);
        }
    }
    for echo in echoes.iter().filter(|e| e.shares[0].min(e.shares[1]) >= HALF) {
        let [a, b] = echo.articles;
        if texts[a].publisher.is_some() && texts[a].publisher == texts[b].publisher {
            add(a, b, VersionReason::Text);
        }
    }
    found.sort_by_key(|v| v.articles);
    found
}

/// Texts of the same key that follow each other by day.
fn neighbours(texts: &[EchoText<'_>], key: impl Fn(&EchoText<'_>) -> Option<String>) -> Vec<[usize; 2]> {
    let mut keyed: Vec<(String, _, usize)> =
        texts.iter().enumerate().filter_map(|(at, text)| Some((key(text)?, text.published, at))).collect();
    keyed.sort_unstable();
    keyed.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| [pair[0].2, pair[1].2]).collect()
}

/// An address without what differs between links to one page. An archive's address counts as the page's.
fn address(address: &str) -> Option<String> {
    let archived = address.find("/web/").and_then(|at| {
        let rest = &address[at + 5..];
        rest.find("http").map(|from| &rest[from..])
    });
    let full = archived.unwrap_or(address);
    let bare = full.split_once("://").map_or(full, |(_, rest)| rest);
    let bare = bare.split('#').next().unwrap_or(bare);
    let (page, query) = bare.split_once('?').unwrap_or((bare, ""));
    let (host, path) = page.trim_end_matches('/').split_once('/')?;
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    let host = host.to_lowercase();
    let host = host.split(':').next().unwrap_or(&host);
    let host = ["www.", "m.", "amp."].iter().find_map(|start| host.strip_prefix(start)).unwrap_or(host);
    Some(format!("{host}/{path}?{}", kept.join("&")))
}

/// Whether a part of a query says where a reader came from, not which page is asked for.
fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or(part);
    name.starts_with("utm_") || ["fbclid", "gclid", "ref", "src", "cmpid", "smid", "share", "amp"].contains(&name)
}

/// A title as its letters and digits; none if it is too short to tell.
fn title(title: &str) -> Option<String> {
    let words: Vec<String> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    (words.len() >= 4).then(|| words.join(" "))
}
