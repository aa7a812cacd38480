//! What an annotation is on, as data that holds across corpora, and the line in which it is typed. Knows the model only.

use super::item::{ClaimKey, TopicKey, claim_key};
use crate::model::annotation::{Annotated, is_tag};
use crate::model::{Annotation, Corpus, Curie, RecordAnnotation, RecordId, Topic, Workspace};

/// The name of something that can be annotated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnnotatedKey {
    /// An incident or a name.
    Topic(TopicKey),
    /// The article with this id.
    Article(String),
    /// A passage: the article's id and its number.
    Passage(String, u32),
    /// The quotation with this id.
    Quote(String),
    /// A claim.
    Claim(Box<ClaimKey>),
    /// A record of a data set: its name across sources, and which it is of those that are open.
    Record(Curie, RecordId),
}

impl AnnotatedKey {
    /// The key of something in a corpus.
    pub fn of(corpus: &Corpus, thing: Annotated) -> Self {
        match thing {
            Annotated::Incident(id) => Self::Topic(TopicKey::of(corpus, Topic::Incident(id))),
            Annotated::Name(id) => Self::Topic(TopicKey::of(corpus, Topic::Name(id))),
            Annotated::Article(id) => Self::Article(corpus.str(corpus.article(id).id).to_owned()),
            Annotated::Passage(id) => {
                let passage = corpus.passage(id);
                Self::Passage(corpus.str(corpus.article(passage.article).id).to_owned(), passage.number)
            }
            Annotated::Quote(id) => Self::Quote(corpus.str(corpus.quote(id).id).to_owned()),
            // Claims with the same facet and words are annotated together.
            Annotated::Claim(id) => Self::Claim(Box::new(ClaimKey { nth: 0, ..claim_key(corpus, id) })),
        }
    }

    /// It in a few words.
    pub fn said(&self) -> String {
        match self {
            Self::Topic(TopicKey::Incident(id) | TopicKey::Name(id)) | Self::Article(id) | Self::Quote(id) => {
                id.clone()
            }
            Self::Passage(article, number) => format!("{article} ¶{number}"),
            Self::Record(name, _) => name.to_string(),
            Self::Claim(key) => format!("{} “{}” ({} ¶{})", key.facet, key.words, key.article, key.passage),
        }
    }
}

/// An annotation as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedAnnotation {
    /// Its tags.
    pub tags: Vec<String>,
    /// Its note.
    pub note: String,
}

impl TypedAnnotation {
    /// Reads a line: words with a `#` at its beginning are tags, what follows is the note. The error says what would be right.
    pub fn read(line: &str) -> Result<Self, String> {
        let (mut typed, mut rest) = (Self::default(), line.trim());
        while let Some(tag) = rest.strip_prefix('#') {
            let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
            let (tag, after) = tag.split_at(end);
            if !is_tag(tag) {
                return Err("a tag is # and one word, without commas and quotation marks".to_owned());
            }
            if !typed.tags.iter().any(|known| known == tag) {
                typed.tags.push(tag.to_owned());
            }
            rest = after.trim_start();
        }
        // A note that begins with a # stands after a bar.
        typed.note = rest.strip_prefix("| ").unwrap_or(rest).trim().to_owned();
        Ok(typed)
    }

    /// What an annotation of a corpus says, as it would be typed.
    pub fn line(corpus: &Corpus, annotation: &Annotation) -> String {
        let tags = annotation.tags.iter().map(|&tag| corpus.str(tag).to_owned()).collect();
        Self { tags, note: corpus.str(annotation.note).to_owned() }.typed()
    }

    /// What somebody noted on a record, as it would be typed: in the corpus, or beside its data set; empty for nothing.
    pub fn noted(workspace: &Workspace, record: RecordId, in_corpus: bool, by: &str) -> String {
        let mut own = workspace.noted.kept(record, in_corpus).filter(|annotation| *annotation.by == *by);
        let typed = |annotation: &RecordAnnotation| {
            let tags = annotation.tags.iter().map(ToString::to_string).collect();
            Self { tags, note: annotation.note.to_string() }.typed()
        };
        own.next().map(typed).unwrap_or_default()
    }

    /// The line of what somebody noted on something, if that is so. What is noted on records is asked for apart.
    pub fn present(corpus: &Corpus, on: &AnnotatedKey, by: &str) -> Option<String> {
        let is_on = |id| corpus.annotated_by(id).iter().any(|&thing| AnnotatedKey::of(corpus, thing) == *on);
        let mut own = corpus.annotations().filter(|(_, annotation)| corpus.str(annotation.by) == by);
        own.find(|(id, _)| is_on(*id)).map(|(_, annotation)| Self::line(corpus, annotation))
    }

    /// It as it would be typed.
    pub fn typed(&self) -> String {
        let mut words: Vec<String> = self.tags.iter().map(|tag| format!("#{tag}")).collect();
        if self.note.starts_with(['#', '|']) {
            words.push("|".to_owned());
        }
        words.extend((!self.note.is_empty()).then(|| self.note.clone()));
        words.join(" ")
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.note.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_before_the_note() {
        let read = |line| TypedAnnotation::read(line).map(|typed| (typed.tags.join(","), typed.note));
        let is = |tags: &str, note: &str| Ok((tags.to_owned(), note.to_owned()));
        assert_eq!(read("#check #photos Ask the port"), is("check,photos", "Ask the port"));
        assert_eq!(read("  Ask #the port "), is("", "Ask #the port"));
        assert_eq!(read("#a #a | #1 is right"), is("a", "#1 is right"));
        assert_eq!(read(""), is("", ""));
        assert!(read("#a, b").is_err() && read("# b").is_err());
    }
}
