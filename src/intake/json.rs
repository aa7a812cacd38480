//! Articles as JSON: one object a line, a list of objects, or one object, with the keys that readers and scrapers write.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::article::{ArticleFormat, BodyParagraph, IntakeItem, Particular, RawArticle, StatedBy};
use super::made::{MOST_PARTS, enough, with_title};
use super::why::NoArticleReason;
use super::{address, date, head, page, text};

/// Objects that are no articles, after which a file is a data set.
const PATIENCE: usize = 20;
/// A row of JSON states what it is; even a short text is one.
const FEWEST_WORDS: usize = 5;

const TEXT: [&str; 12] = [
    "text",
    "body",
    "articleBody",
    "article_body",
    "content",
    "maintext",
    "main_text",
    "full_text",
    "fulltext",
    "article_text",
    "article",
    "raw_text",
];
const HTML: [&str; 4] = ["html", "content_html", "raw_html", "bodyHtml"];

/// Reads JSON.
pub fn read(decoded: &str) -> Vec<IntakeItem> {
    let (mut items, mut found, mut is_enough) = (Vec::new(), false, false);
    let mut take = |value| {
        found |= add(&mut items, value);
        is_enough = is_past(&items, found);
        !is_enough
    };
    let mut values = serde_json::Deserializer::from_str(decoded);
    let mut is_sound = true;
    while is_sound && values.end().is_err() {
        is_sound = Each { take: &mut take }.deserialize(&mut values).is_ok();
    }
    if is_enough || is_sound { finish(items, found) } else { lines(decoded) }
}

/// Whether no more values are read: there are too many, or none of the first is an article.
fn is_past(items: &[IntakeItem], found: bool) -> bool {
    items.len() > MOST_PARTS || !found && items.len() > PATIENCE
}

/// Passes on a value, or the values of a list one by one, so that a long list is never in memory as a whole. An error if
/// `take` wants no more.
struct Each<'e> {
    take: &'e mut dyn FnMut(Value) -> bool,
}

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element()? {
            if !(self.take)(value) {
                return Err(A::Error::custom("no more is read"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        self.pass(value)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.other()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.other()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.other()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.other()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.other()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.other()
    }
}

impl Each<'_> {
    /// Passes on a value that is no article.
    fn other<E: Error>(self) -> Result<(), E> {
        self.pass(Value::Null)
    }

    fn pass<E: Error>(self, value: Value) -> Result<(), E> {
        if (self.take)(value) { Ok(()) } else { Err(E::custom("no more is read")) }
    }
}

/// Reads line by line, so that a damaged line or a cut one does not take the others with it.
fn lines(decoded: &str) -> Vec<IntakeItem> {
    let mut items = Vec::new();
    let mut found = false;
    for (i, line) in decoded.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => found |= add(&mut items, value),
            Err(error) => items.push(NoArticleReason::Damaged(format!("line {} is no JSON: {error}", i + 1)).into()),
        }
        if is_past(&items, found) {
            break;
        }
    }
    finish(items, found)
}

fn finish(items: Vec<IntakeItem>, found: bool) -> Vec<IntakeItem> {
    if found || items.is_empty() {
        return items;
    }
    vec![NoArticleReason::DataSet("JSON without the texts of articles (`text`, `body` or `content`)".to_owned()).into()]
}

/// Adds what an object holds; whether it is an article.
fn add(items: &mut Vec<IntakeItem>, value: Value) -> bool {
    let item = match value {
        Value::Object(map) => object(&map),
        _ => NoArticleReason::NoText.into(),
    };
    let is_article = matches!(item, IntakeItem::Article(_));
    items.push(item);
    is_article
}

fn object(map: &Map<String, Value>) -> IntakeItem {
    let string = |keys: &[&str]| keys.iter().find_map(|k| map.get(*k)?.as_str().filter(|t| !t.trim().is_empty()));
    let mut article = RawArticle::new(ArticleFormat::Json, Vec::new());
    let mut pairs = Vec::new();
    for (key, value) in map {
        if !TEXT.contains(&key.as_str()) {
            particulars(&mut article, &mut pairs, key, value);
        }
    }
    head::pairs(&mut article, &pairs, StatedBy::Key);
    // `source` may be an address, `id` of some scrapers too.
    if article.url.is_none()
        && let Some(url) = string(&["id", "source", "source_url", "guid"]).filter(|u| address::is_address(u))
    {
        article.url = Some(Particular::new(url.to_owned(), StatedBy::Key("id".to_owned())));
    }
    let body: Vec<BodyParagraph> = match (string(&TEXT), string(&HTML)) {
        (Some(text), _) if text.contains("</p>") || text.contains("<br") => page::fragment(text),
        (Some(text), _) => text::paragraphs(text),
        (None, Some(html)) => return whole_page(article, html),
        (None, None) => Vec::new(),
    };
    with_title(&mut article, body);
    if article.body.is_empty() { NoArticleReason::NoText.into() } else { enough(article, FEWEST_WORDS) }
}

/// A page within JSON: what the object states comes before what the page states.
fn whole_page(stated: RawArticle, html: &str) -> IntakeItem {
    match page::read(html, &page::Outside::default()) {
        Err(why) => why.into(),
        Ok(mut article) => {
            article.title = stated.title.or(article.title);
            article.url = stated.url.or(article.url);
            article.publisher = stated.publisher.or(article.publisher);
            article.published = stated.published.or(article.published);
            if !stated.authors.is_empty() {
                article.authors = stated.authors;
            }
            IntakeItem::Article(Box::new(article))
        }
    }
}

fn particulars(article: &mut RawArticle, pairs: &mut Vec<(String, String)>, key: &str, value: &Value) {
    match value {
        Value::String(text) if text.len() <= 2000 => pairs.push((key.to_owned(), text.clone())),
        Value::Number(number) => {
            let when = number.as_i64().and_then(date::epoch);
            let published =
                ["date", "published", "publishedat", "timestamp", "pub_date", "date_published", "created_utc"];
            if published.contains(&key.to_lowercase().as_str()) && article.published.is_none() {
                article.published = when.map(|w| Particular::new(w, StatedBy::Key(key.to_owned())));
            }
        }
        Value::Array(all) => {
            let names: Vec<&str> = all.iter().filter_map(|v| v.as_str().or_else(|| v.get("name")?.as_str())).collect();
            if !names.is_empty() && names.len() <= 20 {
                pairs.push((key.to_owned(), names.join(", ")));
            }
        }
        Value::Object(map) => {
            if let Some(name) = map.get("name").or_else(|| map.get("title")).and_then(Value::as_str) {
                pairs.push((key.to_owned(), name.to_owned()));
            }
        }
        _ => {}
    }
}
