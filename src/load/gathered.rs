//! Raw articles as articles of a corpus: passages with their text and without digests, and who states each particular.
//!
//! Knows no files; the intake has read them.

use std::collections::HashMap;

use memchr::memmem;

use crate::documents::anchor::first_words;
use crate::documents::file_name::id_of_words;
use crate::intake::{ArticleLocation, BodyParagraph, Particular, RawArticle, StatedBy, StatedDate, is_repeated};
use crate::model::article::{BY_ARCHIVE, BY_BROWSER, Online, Paragraph};
use crate::model::id::Span;
use crate::model::taken_ids::TakenIds;
use crate::model::{AnchorState, Article, Builder, Corpus, Passage, PassageKind, Text, When};

/// A corpus that raw articles are added to.
#[derive(Debug, Default)]
pub struct GatheredArticles {
    corpus: Corpus,
    /// Articles that are not in the corpus yet.
    waiting: Vec<RawArticle>,
    /// Whether articles were added since the corpus was last asked for.
    grown: bool,
    ids: TakenIds,
    /// Bytes of text added.
    bytes: usize,
}

/// Bytes of text that are added at most, as of corpus folders.
const MOST: usize = 1 << 30;

/// Articles that wait at most.
const WAITING: usize = 256;

/// What stands between the texts of an article.
const PARTING: &str = "\n\n";

impl GatheredArticles {
    /// Adds articles to `corpus`. A corpus without articles takes the title.
    pub fn new(corpus: Corpus, title: &str) -> Self {
        let ids = TakenIds::of(&corpus);
        let mut corpus = corpus;
        if corpus.articles().len() == 0 {
            let mut builder = Builder::extend(corpus);
            builder.describe(title, "", "");
            corpus = builder.finish();
        }
        Self { corpus, waiting: Vec::new(), grown: false, ids, bytes: 0 }
    }

    /// Adds an article. `false` if there is no more room.
    pub fn add(&mut self, mut article: RawArticle) -> bool {
        // A paragraph printed twice in a row (a caption, on many pages) says its words once, as copies of articles are read.
        article.body.dedup_by(|next, before| is_repeated(next, before));
        let body: usize = article.body.iter().map(|p| p.text.len()).sum();
        self.bytes += body + article.whole.as_ref().map_or(0, String::len);
        let room = self.bytes <= MOST;
        if room {
            self.waiting.push(article);
            self.grown = true;
        }
        // An article that waits takes more room than one of the corpus.
        if self.waiting.len() >= WAITING {
            self.take_in();
        }
        room
    }

    /// Number of articles.
    pub fn count(&self) -> usize {
        self.corpus.articles().len() + self.waiting.len()
    }

    /// Whether articles were added since the corpus was last asked for.
    pub fn has_grown(&self) -> bool {
        self.grown
    }

    /// The corpus with all articles. The articles before keep their places.
    pub fn corpus(&mut self) -> &Corpus {
        self.take_in();
        self.grown = false;
        &self.corpus
    }

    /// Adds the articles that wait to the corpus.
    fn take_in(&mut self) {
        if !self.waiting.is_empty() {
            let mut builder = Builder::extend(std::mem::take(&mut self.corpus));
            for raw in self.waiting.drain(..) {
                let id = id_of_file(&raw.at, &mut self.ids);
                article(&mut builder, &raw, &id);
            }
            self.corpus = builder.finish();
        }
    }

    /// The corpus with all articles, once there are no more.
    pub fn into_corpus(mut self) -> Corpus {
        self.take_in();
        self.corpus
    }
}

/// An id from the name of the file, that no other article has.
fn id_of_file(at: &ArticleLocation, ids: &mut TakenIds) -> String {
    let name = at.name();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let mut id = id_of_words(stem, "article");
    if let Some(part) = at.part {
        id.push_str(&format!("-{part}"));
    }
    ids.new_id(&id)
}

fn article(builder: &mut Builder, raw: &RawArticle, id: &str) {
    let first = builder.next_passage();
    let (title, texts) = texts(builder, raw);
    passages(builder, &raw.body, &texts);
    let paragraphs = rest(builder, raw);
    let origin = builder.intern(id);
    let origin = builder.origin(origin);
    let when = |date: &Option<Particular<StatedDate>>| When::parse(&date.as_ref()?.value.edtf).ok();
    let by_address = raw.published.as_ref().is_some_and(|p| p.by == StatedBy::Address);
    let url_basis = match raw.url.as_ref().map(|url| &url.by) {
        Some(StatedBy::SavedFrom) => BY_BROWSER,
        Some(StatedBy::ArchiveRecord) => BY_ARCHIVE,
        _ => "",
    };
    let stated = |builder: &mut Builder, text: &Option<Particular<String>>| {
        text.as_ref().map_or(Text::default(), |t| builder.intern(&t.value))
    };
    let record = Article {
        id: builder.intern(id),
        title: if raw.title.is_some() { title } else { builder.text(&raw.at.name()) },
        kicker: Text::default(),
        publisher: stated(builder, &raw.publisher),
        authors: raw.authors.iter().map(|a| builder.intern(&a.value)).collect(),
        published: when(&raw.published),
        published_basis: builder.intern(if by_address { "by the address" } else { "" }),
        online: Online {
            url: stated(builder, &raw.url),
            basis: builder.intern(url_basis),
            accessed: when(&raw.accessed),
            archived: Text::default(),
        },
        language: stated(builder, &raw.language),
        translated_from: Text::default(),
        origin,
        note: builder.text(&note(raw)),
        passages: Span::between(first, builder.next_passage()),
        paragraphs,
        ends: Vec::new(),
        copy: builder.text(&raw.at.to_string()),
        main: None,
        draft_origin: None,
    };
    builder.article(record);
}

/// Adds the headline, if one is stated, and the paragraphs of the body that are no headings, one after the other with an
/// empty line between: as they are read by rule, which then need not copy them.
fn texts(builder: &mut Builder, raw: &RawArticle) -> (Text, Vec<Text>) {
    /// Handles within a longer text cannot be made.
    const LONGEST: usize = 1 << 19;
    let title = raw.title.as_ref().map_or("", |title| &title.value);
    let body = || raw.body.iter().filter(|paragraph| !paragraph.heading).map(|paragraph| paragraph.text.as_str());
    let all: Vec<&str> = std::iter::once(title).chain(body()).collect();
    if all.iter().map(|text| text.len() + PARTING.len()).sum::<usize>() > LONGEST {
        return (builder.text(title), body().map(|text| builder.text(text)).collect());
    }
    let given = || all.iter().filter(|text| !text.is_empty());
    let mut rest = builder.text(&given().copied().collect::<Vec<_>>().join(PARTING));
    let mut handles = all.iter().map(|text| {
        let (handle, after) = rest.split_at(text.len());
        rest = if text.is_empty() { rest } else { after.split_at(PARTING.len()).1 };
        handle
    });
    (handles.next().unwrap_or_default(), handles.collect())
}

/// The passages of a body, whose paragraphs that are no headings have these texts. A heading belongs to the passage below it.
fn passages(builder: &mut Builder, body: &[BodyParagraph], texts: &[Text]) {
    let article = builder.next_article();
    let mut number = 0;
    let mut headings: Vec<&str> = Vec::new();
    let mut texts = texts.iter();
    let mut add = |builder: &mut Builder, heading: &str, text: &str, handle: Text| {
        number += 1;
        let passage = Passage {
            article,
            number,
            kind: PassageKind::Body,
            heading: builder.text(heading),
            anchor: anchor(handle, text),
            digest: Text::default(),
            text: Some(handle),
            state: AnchorState::Unattached,
        };
        builder.passage(passage);
    };
    for paragraph in body {
        if paragraph.heading {
            headings.push(&paragraph.text);
        } else {
            let handle = texts.next().copied().unwrap_or_default();
            add(builder, &std::mem::take(&mut headings).join(" · "), &paragraph.text, handle);
        }
    }
    // A heading below which nothing stands is a passage.
    for heading in headings {
        let handle = builder.text(heading);
        add(builder, "", heading, handle);
    }
}

/// The first words of a text, whose handle is given.
fn anchor(handle: Text, text: &str) -> Text {
    let words = first_words(text);
    let start = text.len() - text.trim_start().len();
    handle.split_at(start).1.split_at(words.len()).0
}

/// What the page holds besides its body, each line after the passages that stand before it.
fn rest(builder: &mut Builder, raw: &RawArticle) -> Vec<Paragraph> {
    let Some(whole) = &raw.whole else { return Vec::new() };
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, paragraph) in raw.body.iter().enumerate() {
        places.entry(&paragraph.text).or_default().push(at);
    }
    // Passages among the first paragraphs of the body.
    let mut passages = vec![0; raw.body.len() + 1];
    for (at, paragraph) in raw.body.iter().enumerate() {
        passages[at + 1] = passages[at] + usize::from(!paragraph.heading);
    }
    let title = raw.title.as_ref().map_or("", |t| &t.value);
    let (mut found, mut next) = (Vec::new(), 0);
    for line in whole.lines().map(str::trim).filter(|line| !line.is_empty() && *line != title) {
        if let Some(at) = places.get(line).and_then(|all| all.iter().find(|at| **at >= next)) {
            next = at + 1;
            continue;
        }
        let line_in = memmem::Finder::new(line);
        let is_within = |p: &BodyParagraph| line_in.find(p.text.as_bytes()).is_some();
        if !raw.body.iter().skip(next.saturating_sub(1)).take(3).any(is_within) {
            found.push(Paragraph { text: builder.text(line), before: passages[next], number: 0 });
        }
    }
    found
}

/// The doubts, and who states each particular.
fn note(raw: &RawArticle) -> String {
    let mut parts = Vec::new();
    if let Some(doubt) = &raw.doubt {
        parts.push(format!("doubtful: {doubt}"));
    }
    match &raw.title {
        Some(title) => parts.push(format!("title by {}", title.by)),
        None => parts.push("no title is stated, this is the name of the file".to_owned()),
    }
    if let Some(author) = raw.authors.first() {
        parts.push(format!("author by {}", author.by));
    }
    match &raw.published {
        Some(date) => parts.push(format!("published by {}", date.by)),
        None => parts.push("no date of publication is stated".to_owned()),
    }
    if let Some(date) = &raw.modified {
        parts.push(format!("modified {} by {}", date.value.edtf, date.by));
    }
    parts.join(" · ")
}
