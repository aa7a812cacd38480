//! The lines above a text: title, author, dates and other particulars that stand there, each with who states it.
//!
//! Works on paragraphs of any format that has no fields of its own for them.

use super::article::{BodyParagraph, Particular, RawArticle, StatedBy, word_count};
use super::{address, date, language};

/// Lines at most that can stand above a text.
const MOST: usize = 16;

/// Sets particulars from pairs of key and value, of front matter or of lines at the top. Keys that mean nothing here
/// are passed over. What is set already stays.
pub fn pairs(article: &mut RawArticle, pairs: &[(String, String)], by: fn(String) -> StatedBy) {
    for (key, value) in pairs {
        let stated = || by(key.clone());
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match meaning(key) {
            Some(Meaning::Title) => set(&mut article.title, value.to_owned(), stated()),
            Some(Meaning::Url) if address::is_address(value) => set(&mut article.url, value.to_owned(), stated()),
            Some(Meaning::Url) => {}
            // A source given as an address is the address.
            Some(Meaning::Publisher) if address::is_address(value) => {
                set(&mut article.url, value.to_owned(), stated());
            }
            Some(Meaning::Publisher) => set(&mut article.publisher, value.to_owned(), stated()),
            Some(Meaning::Author) if article.authors.is_empty() => {
                article.authors = names(value).into_iter().map(|n| Particular::new(n, stated())).collect();
            }
            Some(Meaning::Author) | None => {}
            Some(Meaning::Published) => set_when(&mut article.published, value, stated()),
            Some(Meaning::Modified) => set_when(&mut article.modified, value, stated()),
            Some(Meaning::Accessed) => set_when(&mut article.accessed, value, stated()),
            Some(Meaning::Language) => {
                if let Some(code) = language::declared(value) {
                    set(&mut article.language, code, stated());
                }
            }
        }
    }
}

pub(super) fn set<T>(field: &mut Option<Particular<T>>, value: T, by: StatedBy) {
    if field.is_none() {
        *field = Some(Particular::new(value, by));
    }
}

pub(super) fn set_when(field: &mut Option<Particular<super::article::StatedDate>>, text: &str, by: StatedBy) {
    if let Some(when) = date::read(text).filter(|_| field.is_none()) {
        *field = Some(Particular::new(when, by));
    }
}

/// Splits "A, B and C" into names.
pub(super) fn names(text: &str) -> Vec<String> {
    let text = text.trim().trim_matches(['[', ']', '"']);
    let bare = ["by ", "By ", "BY ", "von ", "Von ", "par ", "Par ", "por ", "Por "]
        .iter()
        .find_map(|p| text.strip_prefix(p))
        .unwrap_or(text);
    let initials = bare.split(',').skip(1).any(|part| part.trim().ends_with('.') && part.trim().len() <= 6);
    if initials {
        // "Lind, A., Oye, T." cannot be split at its commas.
        return vec![bare.trim().to_owned()];
    }
    let mut names: Vec<String> = Vec::new();
    let bare = bare.split(['|', '·', '•']).next().unwrap_or(bare);
    for name in bare.replace(" and ", ",").replace(" & ", ",").replace(';', ",").split(',') {
        let name = name.trim().trim_matches(['"', '\'']).trim();
        let new = !names.iter().any(|n| n == name);
        if new && is_name(name) && (names.is_empty() || !is_role(name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a text can be a name: a few words of letters, no number, no address.
fn is_name(text: &str) -> bool {
    let odd = text.chars().any(|c| c.is_ascii_digit() || c == '@') || text.contains("://");
    !odd && (2..=60).contains(&text.len()) && text.chars().any(char::is_alphabetic) && word_count(text) <= 6
}

/// Whether what follows a name is what its bearer does.
fn is_role(name: &str) -> bool {
    const ROLES: [&str; 8] =
        ["writer", "editor", "reporter", "correspondent", "staff", "columnist", "analyst", "contributor"];
    name.rsplit(' ').next().is_some_and(|last| ROLES.contains(&last.to_lowercase().as_str()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Title,
    Url,
    Publisher,
    Author,
    Published,
    Modified,
    Accessed,
    Language,
}

/// What a key means, whatever its case and separators.
fn meaning(key: &str) -> Option<Meaning> {
    let key: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match key.as_str() {
        "title" | "headline" | "subject" => Meaning::Title,
        "url" | "link" | "address" | "permalink" | "canonical" | "canonicalurl" | "sourceurl" | "originalurl"
        | "webaddress" => Meaning::Url,
        "publisher" | "source" | "outlet" | "site" | "sitename" | "website" | "publication" | "newspaper"
        | "hostname" | "domain" | "sourcename" => Meaning::Publisher,
        "author" | "authors" | "by" | "byline" | "writer" | "reporter" | "creator" => Meaning::Author,
        "date" | "published" | "publishedat" | "publishedon" | "datepublished" | "publishdate" | "pubdate"
        | "publicationdate" | "publishedtime" | "posted" | "datepublish" | "publicationtime" | "uploadtimestamp" => {
            Meaning::Published
        }
        "updated" | "modified" | "lastmodified" | "datemodified" | "lastupdated" | "updatedat" | "modifieddate"
        | "datemodify" => Meaning::Modified,
        "accessed" | "retrieved" | "saved" | "clipped" | "archived" | "accessdate" | "dateaccessed"
        | "datedownload" | "savedon" | "archivedate" | "retrievedon" => Meaning::Accessed,
        "language" | "lang" => Meaning::Language,
        _ => return None,
    })
}

/// Whether a key is one of those that [`pairs`] reads.
pub fn is_known(key: &str) -> bool {
    meaning(key).is_some()
}

/// `Key: value`, if the line is one.
pub fn key_line(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let plain = !key.is_empty()
        && key.len() <= 30
        && key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'))
        && word_count(key) <= 3;
    (plain && !value.starts_with("//")).then(|| (key, value.trim()))
}

/// Takes the particulars from the lines above the text, and sets the rest as the body.
pub fn read(article: &mut RawArticle, blocks: Vec<BodyParagraph>) {
    let all = blocks.len();
    let lead = blocks.iter().take(MOST + 1).position(is_prose).unwrap_or(blocks.len().min(MOST));
    let lines: Vec<Line> = blocks[..lead].iter().map(|b| Line::of(&b.text)).collect();
    let title = title(article, &blocks[..lead], &lines);
    let mut keep = vec![true; blocks.len()];
    for (i, line) in lines.iter().enumerate() {
        // A number alone counts comments.
        let number = blocks[i].text.chars().all(|c| !c.is_alphabetic());
        keep[i] = take(article, line) && title.is_none_or(|t| i > t) && !number;
    }
    // The date nearest to the text is the article's; one further up is the site's clock.
    if let Some((text, _)) = lines.iter().zip(&blocks).rev().find_map(|(l, b)| match l {
        Line::Date(text) => Some((text, b)),
        _ => None,
    }) {
        set_when(&mut article.published, text, StatedBy::Line);
    }
    if let Some(stated) = article.title.as_ref() {
        for (keep, _) in keep.iter_mut().zip(&blocks).take(lead + 1).filter(|(_, b)| same_words(&b.text, &stated.value))
        {
            *keep = false;
        }
    }
    let whole = join(&blocks);
    let is_number =
        |i: usize| blocks.get(i).is_some_and(|b| b.text.len() <= 4 && b.text.bytes().all(|c| c.is_ascii_digit()));
    for (i, keep) in keep.iter_mut().enumerate().skip(lead) {
        // A number alone between lines of text counts comments or pages; numbers below each other are a table.
        *keep &= !is_number(i) || is_number(i + 1) || i > 0 && is_number(i - 1);
    }
    let mut kept = keep.into_iter();
    article.body = blocks.into_iter().filter(|b| kept.next().unwrap_or(true) && !is_boilerplate(&b.text)).collect();
    if article.body.len() < all {
        article.whole = Some(whole);
    }
}

/// Blocks, a line for each.
pub fn join(blocks: &[BodyParagraph]) -> String {
    let mut text = String::with_capacity(blocks.iter().map(|b| b.text.len() + 1).sum());
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&block.text);
    }
    text
}

/// Whether a block is a paragraph of the text rather than a line above it.
fn is_prose(block: &BodyParagraph) -> bool {
    let words = word_count(&block.text);
    let ends = block.text.ends_with(['.', '!', '?', '”', '"', '»', '。', '۔', '।', '؟', ':', '…']);
    !block.heading
        && (words >= 25
            || words >= 10
                && ends
                && !block.text.ends_with("...")
                && key_line(&block.text).is_none_or(|(k, _)| !is_known(k)))
}

/// Whether a line states a date or an author, and nothing else.
pub fn is_line_above(text: &str) -> bool {
    !matches!(Line::of(text), Line::Other)
}

/// A line above the text.
enum Line {
    Date(String),
    Published(String),
    Modified(String),
    Pair(String, String),
    Author(String),
    Address(String),
    Other,
}

impl Line {
    fn of(text: &str) -> Self {
        if address::is_address(text) {
            return Self::Address(text.to_owned());
        }
        if date::read(text).is_some() && text.bytes().filter(u8::is_ascii_digit).count() >= 5 {
            let lower = text.to_lowercase();
            return match lower.split([' ', ':']).next().unwrap_or("") {
                "published" | "posted" => Self::Published(text.to_owned()),
                "updated" | "modified" | "last" | "edited" => Self::Modified(text.to_owned()),
                _ => Self::Date(text.to_owned()),
            };
        }
        if let Some((key, value)) = key_line(text).filter(|(key, _)| is_known(key)) {
            return Self::Pair(key.to_owned(), value.to_owned());
        }
        let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY "));
        if let Some(name) = name.filter(|n| word_count(n) <= 9 && n.starts_with(char::is_uppercase)) {
            return Self::Author(name.to_owned());
        }
        Self::Other
    }
}

/// Takes what a line states. `false` if the line states a particular and belongs to no body.
fn take(article: &mut RawArticle, line: &Line) -> bool {
    match line {
        Line::Other => return true,
        Line::Date(_) => {}
        Line::Published(text) => set_when(&mut article.published, text, StatedBy::Line),
        Line::Modified(text) => set_when(&mut article.modified, text, StatedBy::Line),
        Line::Pair(key, value) => pairs(article, &[(key.clone(), value.clone())], StatedBy::Key),
        Line::Author(text) => {
            if article.authors.is_empty() {
                article.authors = names(text).into_iter().map(|n| Particular::new(n, StatedBy::Line)).collect();
            }
        }
        Line::Address(url) => set(&mut article.url, url.clone(), StatedBy::Line),
    }
    false
}

/// Finds the title among the lines: the first of five words or more, else the first of two. Gives its place.
fn title(article: &mut RawArticle, blocks: &[BodyParagraph], lines: &[Line]) -> Option<usize> {
    if article.title.is_some() {
        return None;
    }
    let candidates: Vec<usize> =
        (0..blocks.len()).filter(|i| matches!(lines[*i], Line::Other) && can_be_title(&blocks[*i].text)).collect();
    let long = |i: &&usize| blocks[**i].heading || word_count(&blocks[**i].text) >= 5;
    let at = *candidates.iter().find(long).or_else(|| candidates.first())?;
    article.title = Some(Particular::new(blocks[at].text.clone(), StatedBy::FirstLine));
    Some(at)
}

fn can_be_title(text: &str) -> bool {
    let bullet = text.starts_with(['•', '-', '–', '*', '·', '●']);
    let words = word_count(text);
    !bullet
        && (2..=40).contains(&words)
        && text.len() <= 300
        && !text.ends_with('.')
        && !text.ends_with('…')
        && !is_boilerplate(text)
}

/// Whether two lines are the same but for case, marks and spaces.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    let fold = |t: &str| -> String { t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    a.len().abs_diff(b.len()) <= 24 && fold(a) == fold(b)
}

/// Whether a whole paragraph is a label of the page and says nothing.
pub fn is_boilerplate(text: &str) -> bool {
    const LABELS: [&str; 45] = [
        "advertisement",
        "advertisements",
        "advertising",
        "advertise with us",
        "ad",
        "ads",
        "sponsored",
        "sponsored content",
        "share",
        "share this",
        "share this article",
        "share this story",
        "share on facebook",
        "share on twitter",
        "tweet",
        "print",
        "email",
        "save",
        "comments",
        "comment",
        "leave a comment",
        "leave a reply",
        "leave a reply cancel reply",
        "read more",
        "read also",
        "more",
        "loading...",
        "loading",
        "subscribe",
        "subscribe now",
        "sign up",
        "log in",
        "sign in",
        "menu",
        "search",
        "skip to content",
        "skip to main content",
        "related articles",
        "related stories",
        "related",
        "recommended",
        "article continues below",
        "story continues below advertisement",
        "why you can trust scmp",
        "reading time",
    ];
    if text.len() > 80 {
        return false;
    }
    let lower = text.trim().trim_end_matches([':', '›', '>']).trim().to_lowercase();
    LABELS.contains(&lower.as_str())
        || lower.starts_with("your email address will not be published")
        || is_counter(&lower)
}

/// Whether a line holds no letters and digits, or says how long the reading takes.
fn is_counter(lower: &str) -> bool {
    const TIMES: [&str; 6] =
        ["reading time", "min read", "minute read", "minutes read", "mins read", "tempo de leitura"];
    lower.chars().all(|c| !c.is_alphanumeric())
        || word_count(lower) <= 5 && TIMES.iter().any(|t| lower.starts_with(t) || lower.ends_with(t))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::article::ArticleFormat;

    fn article(lines: &[&str]) -> RawArticle {
        let mut article = RawArticle::new(ArticleFormat::Text, Vec::new());
        read(&mut article, lines.iter().map(|l| BodyParagraph { text: (*l).to_owned(), heading: false }).collect());
        article
    }

    const LEAD: &str = "A bomb hidden in a fruit cart went off in the old market of Torvale on Monday morning, killing at least four people and injuring eleven, the town's fire chief said.";

    #[test]
    fn the_lines_above_the_text_give_title_author_and_date() {
        let a = article(&[
            "Advertisement",
            "Market bomb kills four in Torvale",
            "By Ada Lindqvist and Tom Oyelaran",
            "15.04.2031",
            LEAD,
        ]);
        assert_eq!(a.title.unwrap().value, "Market bomb kills four in Torvale");
        assert_eq!(a.authors.iter().map(|n| n.value.as_str()).collect::<Vec<_>>(), ["Ada Lindqvist", "Tom Oyelaran"]);
        assert_eq!(a.published.unwrap().value.edtf, "2031-04-15");
        assert_eq!(a.body.len(), 1);
        assert!(a.whole.unwrap().starts_with("Advertisement\n"));
    }

    #[test]
    fn the_date_nearest_to_the_text_is_the_articles_and_updates_are_apart() {
        let a = article(&[
            "17 May 2031",
            "OPINION",
            "The long shadow over Torvale's market",
            "15.04.2031",
            "Updated 16 April 2031",
            LEAD,
        ]);
        assert_eq!(a.published.unwrap().value.edtf, "2031-04-15");
        assert_eq!(a.modified.unwrap().value.edtf, "2031-04-16");
        assert_eq!(a.title.unwrap().value, "The long shadow over Torvale's market");
    }

    #[test]
    fn a_text_without_lines_above_it_has_no_title_and_no_date() {
        let a = article(&[LEAD, LEAD]);
        assert!(a.title.is_none() && a.published.is_none());
        assert_eq!(a.body.len(), 2);
        assert!(a.whole.is_none());
    }

    #[test]
    fn pairs_are_read_whatever_their_case() {
        let mut a = RawArticle::new(ArticleFormat::Text, Vec::new());
        let given = [
            ("Source", "https://a.example/x"),
            ("OUTLET", "Valley Post"),
            ("Date published", "3 May 2031"),
            ("Retrieved", "2031-06-01"),
        ];
        let given: Vec<(String, String)> = given.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        pairs(&mut a, &given, StatedBy::Key);
        assert_eq!(a.url.unwrap().value, "https://a.example/x");
        assert_eq!(a.publisher.unwrap().value, "Valley Post");
        assert_eq!(a.published.unwrap().value.edtf, "2031-05-03");
        assert_eq!(a.accessed.unwrap().value.edtf, "2031-06-01");
    }
}
