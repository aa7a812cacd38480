//! The particulars that a page states of its article, each with who states it. No source, no value: nothing is guessed.

use dom_query::{Document, NodeData};
use serde_json::Value;

use super::fragment::{Outside, fragment, unescape};
use crate::intake::article::{Particular, RawArticle, StatedBy, StatedDate};
use crate::intake::{address, date, head, language};

/// Elements named in one page at most, per kind.
const MOST: usize = 64;

/// What a page states, as it stands there.
#[derive(Default)]
pub struct FoundParticulars {
    linked: Vec<Value>,
    meta: Vec<(String, String)>,
    title: Option<String>,
    headings: Vec<String>,
    times: Vec<Time>,
    authors: Vec<(String, String)>,
    days: Vec<Particular<StatedDate>>,
    canonical: Option<String>,
    language: Option<String>,
    saved: Option<String>,
}

struct Time {
    stated: String,
    /// Whether its marks say that it is the time of publication.
    published: bool,
    /// Whether they say that it is the time of a change.
    modified: bool,
}

/// Collects what the page states.
pub fn collect(document: &Document, html: &str) -> FoundParticulars {
    let mut found = FoundParticulars { saved: saved_from(html), ..FoundParticulars::default() };
    for node in document.root().descendants_it() {
        let Some(kind) = node.query(|n| match &n.data {
            NodeData::Element(element) => Some(element.name.local.clone()),
            _ => None,
        }) else {
            continue;
        };
        let Some(name) = kind else { continue };
        let attr = |key: &str| node.attr(key).map(|v| v.to_string());
        match &*name {
            "html" => found.language = attr("lang").or_else(|| attr("xml:lang")),
            "meta" => {
                found.meta(attr("property").or_else(|| attr("name")).or_else(|| attr("itemprop")), attr("content"));
            }
            "title" if found.title.is_none() => found.title = Some(node.text().to_string()),
            "h1" if found.headings.len() < MOST => found.headings.push(unescape(&node.text())),
            "link" if attr("rel").as_deref() == Some("canonical") => found.canonical = attr("href"),
            "script" if attr("type").is_some_and(|t| t.contains("ld+json")) && found.linked.len() < MOST => {
                found.linked.extend(linked(&node.text()));
            }
            "time" if found.times.len() < MOST => {
                let marks =
                    [attr("class"), attr("itemprop"), attr("id"), node.has_attr("pubdate").then(|| "pubdate".into())];
                let marks = marks.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase();
                found.times.extend(attr("datetime").map(|stated| Time {
                    stated,
                    published:
                        ["publish", "pubdate", "posted", "entry-date", "created"].iter().any(|m| marks.contains(m)),
                    modified: ["modif", "updat"].iter().any(|m| marks.contains(m)),
                }));
            }
            "a" | "span" | "p" | "div" | "address" | "li" | "strong" | "h4" | "h5" if found.authors.len() < MOST => {
                let by = [("rel", "author"), ("itemprop", "author")]
                    .into_iter()
                    .find(|(key, value)| attr(key).is_some_and(|v| v.eq_ignore_ascii_case(value)))
                    .map(|(key, value)| format!("{key}={value}"))
                    .or_else(|| attr("class").and_then(|c| author_class(&c)));
                if found.days.len() < MOST
                    && let Some(by) = attr("class").and_then(|c| day_class(&c))
                {
                    // Long texts are no dates; the limit keeps the walk short.
                    let text = if node.normalized_char_count() <= 60 { unescape(&node.text()) } else { String::new() };
                    found.days.extend(date::read(&text).map(|w| Particular::new(w, StatedBy::Marked(by))));
                }
                if let Some(by) = by {
                    found.authors.push((by, unescape(&node.text())));
                }
            }
            _ => {}
        }
    }
    found
}

fn author_class(classes: &str) -> Option<String> {
    const NAMES: [&str; 8] =
        ["byline", "author", "author-name", "byline-name", "byline__name", "article-author", "author_name", "p-author"];
    classes.split_whitespace().find(|c| NAMES.contains(&c.to_lowercase().as_str())).map(|c| format!("class={c}"))
}

/// The class that marks a date of publication.
fn day_class(classes: &str) -> Option<String> {
    const NAMES: [&str; 16] = [
        "date",
        "published",
        "dateline",
        "timestamp",
        "pubdate",
        "pub-date",
        "publish-date",
        "published-date",
        "post-date",
        "posted-on",
        "entry-date",
        "article-date",
        "article__date",
        "date-published",
        "article-timestamp",
        "post__date",
    ];
    classes.split_whitespace().find(|c| NAMES.contains(&c.to_lowercase().as_str())).map(|c| format!("class={c}"))
}

/// The address in the comment that browsers and extensions leave in what they save.
fn saved_from(html: &str) -> Option<String> {
    let end = (0..=html.len().min(3000)).rev().find(|i| html.is_char_boundary(*i))?;
    let top = &html[..end];
    let after = top.split_once("saved from url=").or_else(|| top.split_once("Page saved with SingleFile"))?.1;
    let at = after.find("http")?;
    let url: String = after[at..].chars().take_while(|c| !c.is_whitespace() && *c != '>' && *c != '"').collect();
    address::is_address(&url).then_some(url)
}

/// The objects of a block of JSON-LD, unfolded from lists and graphs.
fn linked(text: &str) -> Vec<Value> {
    let bare = text
        .trim()
        .trim_start_matches("<![CDATA[")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>");
    let value = serde_json::from_str::<Value>(bare).or_else(|_| {
        // Line breaks inside of strings are frequent and leave no doubt.
        serde_json::from_str(&bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>())
    });
    let (mut found, mut open) = (Vec::new(), vec![value.unwrap_or(Value::Null)]);
    while let Some(value) = open.pop() {
        match value {
            Value::Array(all) => open.extend(all.into_iter().rev()),
            Value::Object(mut map) => {
                if let Some(graph) = map.remove("@graph") {
                    open.push(graph);
                }
                found.push(Value::Object(map));
            }
            _ => {}
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// Whether an object describes an article.
fn is_article(value: &Value) -> bool {
    const KINDS: [&str; 9] = [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "BackgroundNewsArticle",
    ];
    match value.get("@type") {
        Some(Value::String(kind)) => KINDS.contains(&kind.as_str()),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(|k| KINDS.contains(&k)),
        _ => false,
    }
}

/// The name of a person or organisation: a string, an object with a name, or a list of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => head::names(&unescape(name)),
        Value::Object(map) => map.get("name").map(names).unwrap_or_default(),
        Value::Array(all) => {
            all.iter().take(MOST).flat_map(|v| if v.is_array() { Vec::new() } else { names(v) }).collect()
        }
        _ => Vec::new(),
    }
}

impl FoundParticulars {
    fn meta(&mut self, name: Option<String>, content: Option<String>) {
        if let (Some(name), Some(content)) = (name, content)
            && self.meta.len() < 4 * MOST
            && !content.trim().is_empty()
        {
            self.meta.push((name, content));
        }
    }

    /// The article as it is described for search engines.
    fn article(&self) -> Option<&Value> {
        self.linked.iter().find(|v| is_article(v))
    }

    fn linked_text(&self, key: &str) -> Option<String> {
        let text = unescape(self.article()?.get(key)?.as_str()?);
        (!text.is_empty()).then_some(text)
    }

    /// The text of the article as it is stated for search engines.
    pub fn linked_body(&self) -> Option<String> {
        let text = self.article()?.get("articleBody")?.as_str()?;
        if text.contains("</p>") || text.contains("&lt;") {
            return Some(head::join(&fragment(&text.replace("&lt;", "<").replace("&gt;", ">"))));
        }
        Some(text.lines().map(unescape).collect::<Vec<_>>().join("\n"))
    }

    /// The first of these `meta` elements that has a value.
    fn first_meta<T>(&self, names: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<Particular<T>> {
        names.iter().find_map(|wanted| {
            let (name, content) = self.meta.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
            Some(Particular::new(read(content)?, StatedBy::Meta(name.clone())))
        })
    }
}

const PUBLISHED: [&str; 20] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datePublished",
    "parsely-pub-date",
    "sailthru.date",
    "cXenseParse:recs:publishtime",
    "DC.date.issued",
    "dcterms.issued",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "ptime",
    "article:published",
    "citation_publication_date",
    "rnews:datePublished",
    "shareaholic:article_published_time",
];
const MODIFIED: [&str; 8] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "dateModified",
    "lastmod",
    "last-modified",
    "DC.date.modified",
    "dcterms.modified",
];

/// Sets the particulars of an article from what was found.
pub fn state(article: &mut RawArticle, found: &FoundParticulars, outside: &Outside) {
    let ld = |key: &str| found.linked_text(key).map(|v| Particular::new(v, StatedBy::JsonLd));
    article.url = outside
        .url
        .clone()
        .map(|(url, by)| Particular::new(url, by))
        .or_else(|| {
            found.canonical.clone().filter(|u| address::is_address(u)).map(|u| Particular::new(u, StatedBy::Canonical))
        })
        .or_else(|| {
            found.first_meta(&["og:url", "twitter:url"], |u| address::is_address(u).then(|| u.trim().to_owned()))
        })
        .or_else(|| found.saved.clone().map(|u| Particular::new(u, StatedBy::SavedFrom)))
        .or_else(|| ld("url").filter(|u| address::is_address(&u.value)));
    article.publisher = publisher(found, article);
    article.title = title(found, article.publisher.as_ref().map(|p| p.value.as_str()));
    article.authors = authors(found);
    let when = |key: &str| {
        let value = found.article()?.get(key)?;
        let when = value.as_str().and_then(date::read).or_else(|| value.as_i64().and_then(date::epoch))?;
        Some(Particular::new(when, StatedBy::JsonLd))
    };
    article.published = when("datePublished")
        .or_else(|| found.first_meta(&PUBLISHED, date::read))
        .or_else(|| time(found))
        .or_else(|| marked_day(found));
    let changed = |t: &Time| date::read(&t.stated).filter(|_| t.modified && !t.published);
    article.modified = when("dateModified")
        .or_else(|| found.first_meta(&MODIFIED, date::read))
        .or_else(|| found.times.iter().find_map(changed).map(|w| Particular::new(w, StatedBy::TimeElement)));
    article.language = found
        .language
        .as_deref()
        .and_then(language::declared)
        .map(|l| Particular::new(l, StatedBy::LangAttribute))
        .or_else(|| found.first_meta(&["og:locale", "content-language", "language"], language::declared));
}

/// The time of publication among the `time` elements: the first one marked as such, else the only day that they name.
fn time(found: &FoundParticulars) -> Option<Particular<StatedDate>> {
    let stated = |when| Particular::new(when, StatedBy::TimeElement);
    if let Some(when) = found.times.iter().filter(|t| t.published).find_map(|t| date::read(&t.stated)) {
        return Some(stated(when));
    }
    let mut all = found.times.iter().filter(|t| !t.modified).filter_map(|t| date::read(&t.stated));
    let first = all.next()?;
    all.all(|other| other.edtf == first.edtf).then(|| stated(first))
}

/// The day that stands in elements marked as dates, if all of them name the same one; in lists of articles they do not.
fn marked_day(found: &FoundParticulars) -> Option<Particular<StatedDate>> {
    let first = found.days.first()?;
    found.days.iter().all(|d| d.value.edtf == first.value.edtf).then(|| first.clone())
}

fn publisher(found: &FoundParticulars, article: &RawArticle) -> Option<Particular<String>> {
    let by_ld = found.article().and_then(|a| names(a.get("publisher")?).into_iter().next());
    by_ld
        .map(|name| Particular::new(name, StatedBy::JsonLd))
        .or_else(|| {
            found.first_meta(&["og:site_name", "application-name", "dc.publisher", "publisher", "copyright"], |t| {
                Some(unescape(t)).filter(|t| !t.is_empty() && t.len() <= 80)
            })
        })
        .or_else(|| {
            let host = address::host(&article.url.as_ref()?.value)?;
            Some(Particular::new(host.to_owned(), StatedBy::Address))
        })
}

/// The headline: as described, as shared, as the main heading, as the title of the window without the outlet's name.
fn title(found: &FoundParticulars, publisher: Option<&str>) -> Option<Particular<String>> {
    let fits = |t: &String| (4..=400).contains(&t.len());
    if let Some(title) = found.linked_text("headline").filter(fits) {
        return Some(Particular::new(without_outlet(&title, publisher), StatedBy::JsonLd));
    }
    let text = |content: &str| Some(unescape(content)).filter(fits);
    let window = found.title.as_deref().map(unescape).filter(fits);
    // A heading that the title of the window begins with is the article's; other headings may be the site's.
    let heading = found.headings.iter().find(|h| fits(h) && window.as_ref().is_none_or(|w| w.contains(h.as_str())));
    if let Some(heading) = heading.filter(|h| h.split_whitespace().count() >= 2 && publisher != Some(h.as_str())) {
        return Some(Particular::new(heading.clone(), StatedBy::Heading));
    }
    let shared = found.first_meta(&["og:title", "twitter:title", "dc.title", "title", "headline"], text);
    if let Some(shared) = shared {
        return Some(Particular { value: without_outlet(&shared.value, publisher), by: shared.by });
    }
    if let Some(window) = window {
        return Some(Particular::new(without_outlet(&window, publisher), StatedBy::TitleElement));
    }
    found.headings.iter().find(|h| fits(h)).map(|h| Particular::new(h.clone(), StatedBy::Heading))
}

/// Cuts " | Outlet" and the like off a title, if the outlet's name or a short name follows.
fn without_outlet(title: &str, publisher: Option<&str>) -> String {
    for separator in [" | ", " – ", " — ", " - ", " » ", " :: ", " • ", " · "] {
        if let Some((before, after)) = title.rsplit_once(separator) {
            let fold = |t: &str| -> String {
                t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
            };
            let named = publisher.is_some_and(|p| fold(p).contains(&fold(after)) || fold(after).contains(&fold(p)));
            if named
                || separator == " | " && after.split_whitespace().count() <= 4 && before.split_whitespace().count() >= 3
            {
                return before.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

fn authors(found: &FoundParticulars) -> Vec<Particular<String>> {
    let by_ld = found.article().and_then(|a| Some(names(a.get("author")?))).unwrap_or_default();
    if !by_ld.is_empty() {
        return by_ld.into_iter().map(|n| Particular::new(n, StatedBy::JsonLd)).collect();
    }
    let metas = ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"];
    if let Some(stated) = found.first_meta(&metas, |t| Some(head::names(&unescape(t))).filter(|n| !n.is_empty())) {
        return stated.value.into_iter().map(|n| Particular::new(n, stated.by.clone())).collect();
    }
    let marked = found
        .authors
        .iter()
        .filter(|(_, text)| text.len() <= 120)
        .find_map(|(by, text)| Some((by, head::names(text))).filter(|(_, names)| !names.is_empty()));
    marked.map_or_else(Vec::new, |(by, names)| {
        names.into_iter().map(|n| Particular::new(n, StatedBy::Marked(by.clone()))).collect()
    })
}
