//! Writes articles: front matter, then a heading and a digest per passage.

use super::field_list::FieldList;
use crate::documents::draft::{ArticleDraft, TextsDraft};
use crate::documents::edit::{Fields, Refusal};
use crate::documents::new_table::create_file;
use crate::documents::read::article::ArticleLine;
use crate::model::article::Paragraph;
use crate::model::{Article, ArticleId, DraftOrigin, PassageKind, When};

/// Width of digests in columns.
const WIDTH: usize = 110;

impl super::Writer<'_> {
    pub(super) fn article(&mut self, id: ArticleId) -> Result<(), Refusal> {
        let article = self.corpus.article(id);
        let front = create_file(ArticleDraft::FIELDS, &self.front_matter(article).all)?;
        let mut text = format!("+++\n{front}+++\n");
        let mut ends = article.ends.iter().peekable();
        for id in article.passages.ids() {
            let passage = self.corpus.passage(id);
            let heading = one_line(self.str(passage.heading));
            if !heading.is_empty() {
                text.push_str(&format!("\n## {heading}\n"));
            }
            text.push_str(&format!("\n### {} ", passage.number));
            if passage.kind != PassageKind::Body {
                text.push_str(&format!("{} ", passage.kind.word()));
            }
            text.push_str(&format!("\"{}\"", one_line(self.str(passage.anchor))));
            if let Some((_, end)) = ends.next_if(|(of, _)| *of == id) {
                text.push_str(&format!(" … \"{}\"", one_line(self.str(*end))));
            }
            text.push('\n');
            digest(self.str(passage.digest), &mut text);
        }
        self.files.push(super::WrittenFile { path: format!("articles/{}.md", self.article_id(id)), text });
        Ok(())
    }

    fn front_matter(&self, article: &Article) -> FieldList {
        let mut fields = FieldList::default();
        fields.text("title", self.str(article.title));
        fields.text("publisher", self.str(article.publisher));
        fields.text("kicker", self.str(article.kicker));
        fields.texts("authors", self.strings(&article.authors));
        fields.text("published", &article.published.map(When::edtf).unwrap_or_default());
        fields.text("published_basis", self.str(article.published_basis));
        fields.text("language", self.str(article.language));
        fields.text("translated_from", self.str(article.translated_from));
        fields.text("origin", self.corpus.origin(article.origin));
        fields.text("url", self.str(article.online.url));
        fields.text("url_basis", self.str(article.online.basis));
        fields.text("accessed", &article.online.accessed.map(When::edtf).unwrap_or_default());
        fields.text("archived", self.str(article.online.archived));
        let is_open = article.passages.ids().any(|id| self.corpus.passage(id).digest.is_empty());
        if is_open && !article.copy.is_empty() {
            fields.text("file", self.str(article.copy));
        }
        fields.text("main", article.main.map_or("", |id| self.incident_id(id)));
        if let Some(DraftOrigin { origin, drafted, reason }) = article.draft_origin {
            fields.text("draft_origin", self.corpus.origin(origin));
            fields.text("draft_origin_grade", drafted.grade.word());
            fields.text("draft_origin_rule", self.corpus.str(drafted.rule));
            fields.text("draft_origin_reason", self.corpus.str(reason));
        }
        fields.text("note", self.str(article.note));
        fields
    }

    /// The texts of an article, if it has any.
    pub(super) fn texts(&mut self, id: ArticleId) -> Result<(), Refusal> {
        let article = self.corpus.article(id);
        let passages: Vec<_> = article.passages.ids().map(|id| self.corpus.passage(id)).collect();
        let mut fields = FieldList::default();
        let text = |passage: &&crate::model::Passage| {
            let mut fields = FieldList::default();
            fields.number("number", Some(passage.number));
            fields.text("text", self.str(passage.text?));
            Some(fields.all)
        };
        fields.tables("passage", passages.iter().filter_map(text).collect());
        let paragraph = |paragraph: &Paragraph| -> Fields {
            let mut fields = FieldList::default();
            let after = paragraph.before.checked_sub(1).and_then(|last| passages.get(last));
            fields.number("after", Some(after.map_or(0, |passage| passage.number)));
            fields.number("number", Some(paragraph.number).filter(|number| *number > 0));
            fields.text("text", self.str(paragraph.text));
            fields.all
        };
        fields.tables("paragraph", article.paragraphs.iter().map(paragraph).collect());
        if fields.all.is_empty() {
            return Ok(());
        }
        self.put(format!("texts/{}.toml", self.article_id(id)), TextsDraft::FIELDS, &fields.all)
    }
}

/// A text without line breaks, which would end the line of a heading.
fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Writes the lines of a digest after a blank line. They are broken where reading joins them with one space, and are
/// indented where they would be read as a heading.
fn digest(digest: &str, text: &mut String) {
    let lines = digest.split('\n').map(str::trim).filter(|line| !line.is_empty()).flat_map(lines);
    for (n, line) in lines.enumerate() {
        if n == 0 {
            text.push('\n');
        }
        if !matches!(ArticleLine::of(line), ArticleLine::Digest(_)) {
            text.push(' ');
        }
        text.push_str(line);
        text.push('\n');
    }
}

/// The lines of a paragraph, broken at single spaces so that none is longer than [`WIDTH`] if it can be helped.
fn lines(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = paragraph;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let (mut columns, mut end) = (0, None);
        for (at, c) in rest.char_indices() {
            let single =
                c == ' ' && !is_space(rest[..at].chars().next_back()) && !is_space(rest[at + 1..].chars().next());
            if single && (columns <= WIDTH || end.is_none()) {
                end = Some(at);
            }
            columns += 1;
            if let Some(at) = end.filter(|_| columns > WIDTH) {
                let line = &rest[..at];
                rest = &rest[at + 1..];
                return Some(line);
            }
        }
        Some(std::mem::take(&mut rest))
    })
}
