//! What the cursor is on: what is copied and marked, whose address is opened, and which file says it.
//!
//! Knows the model and its citations; knows no pane.

use std::sync::Arc;

use crate::model::annotation::Annotated;
use crate::model::dataset::id_hash;
use crate::model::{ArticleId, Corpus, Curie, In, Key, RecordId, Subject, Topic, Workspace};
use crate::present::citation::{self, Cited};
use crate::present::{quotation, words};

/// What the cursor is on.
#[derive(Debug, Clone, Copy)]
pub struct Pointed<'a> {
    /// The subject on whose trail it is, if any.
    subject: Option<&'a Arc<Subject>>,
    corpus: &'a Corpus,
    cited: In<Cited>,
}

/// The address of an article, or else that of an archived copy.
fn address_in(corpus: &Corpus, article: ArticleId) -> Option<&str> {
    let online = &corpus.article(article).online;
    corpus.given(online.url).or(corpus.given(online.archived))
}

/// An address without what ends the sentence or the brackets around it. A bracket that the address opens is its own.
fn without_end(mut address: &str) -> &str {
    let closes =
        |address: &str, open: char, close: char| address.matches(close).count() > address.matches(open).count();
    loop {
        let is_end = match address.chars().last() {
            Some('.' | ',' | '\'') => true,
            Some(')') => closes(address, '(', ')'),
            Some(']') => closes(address, '[', ']'),
            _ => return address,
        };
        if !is_end {
            return address;
        }
        address = &address[..address.len() - 1];
    }
}

/// What is said where an address is missing.
#[derive(Debug)]
pub struct AddressHints<'a> {
    /// While outside knowledge is hidden: the corpus with it, and the key that shows it.
    pub hidden: Option<(&'a Corpus, String)>,
    /// How to come to a corpus folder, in which there can be an address.
    pub folder: String,
}

/// A file that says something, and words of the line that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePlace {
    /// The file.
    pub file: PlacedFile,
    /// Words to look for in it; the first line if they are not there.
    pub words: String,
}

/// A file of what is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlacedFile {
    /// A file of a corpus folder, by its path in it.
    OfCorpus(String),
    /// Where a raw article was found.
    Found(String),
}

impl<'a> Pointed<'a> {
    /// An item of a corpus.
    pub fn new(corpus: &'a Corpus, cited: Cited) -> Self {
        Self { subject: None, corpus, cited: In::first(cited) }
    }

    /// An item of a subject.
    pub fn of(subject: &'a Arc<Subject>, cited: In<Cited>) -> Self {
        Self { subject: Some(subject), corpus: subject.corpus(cited.member), cited }
    }

    /// The incident or name that a subject is.
    pub fn topic(subject: &'a Arc<Subject>) -> Self {
        let cited = match subject.member(0).topic {
            Topic::Incident(incident) => Cited::Incident(incident),
            Topic::Name(name) => Cited::Name(name),
        };
        Self::of(subject, In::first(cited))
    }

    /// The record that it belongs to, if any.
    pub fn record(&self) -> Option<RecordId> {
        self.subject.and_then(|subject| subject.members()[usize::from(self.cited.member)].record)
    }

    /// The record that it belongs to, if any, with its name across sources. The error is the reason why it has none, for the user.
    pub fn named_record(&self, workspace: &Workspace) -> Option<Result<(Curie, RecordId), &'static str>> {
        let record = self.record()?;
        let member = self.subject?.member(self.cited.member);
        let (row, id) = (workspace.row(record), member.id());
        Some(if row.id == 0 {
            Err("this record has no id of its own, by which an annotation would find it again")
        } else if !member.full {
            Err("the record's row is still being read")
        } else {
            // A row that could not be read goes by its number.
            let name = Curie::record(&workspace.set(record).about, id).filter(|_| id_hash(id.as_bytes()) == row.id);
            name.map(|name| (name, record)).ok_or("the record's row cannot be read")
        })
    }

    /// What a mark on it is on: its key, and of a passage that of the incident or name on whose trail it is. `None` of what has no
    /// key: a link, a note, a paragraph without a digest.
    pub fn mark_target(&self) -> Option<(Key, Option<Key>)> {
        let corpus = self.corpus;
        let of_member = || self.subject.map(|subject| subject.members()[usize::from(self.cited.member)].key.clone());
        if self.record().is_some() {
            return of_member().map(|key| (key, None));
        }
        Some(match self.cited.id {
            Cited::Incident(id) => (Key::incident(corpus, id), None),
            Cited::Name(id) => (Key::name(corpus, id), None),
            Cited::Article(id) => (Key::article(corpus, id), None),
            Cited::Passage(id) => (Key::passage(corpus, id), of_member()),
            Cited::Quote(id) => (Key::quote(corpus, id), None),
            Cited::Claim(id) => (Key::claim(corpus, id), None),
            Cited::Relation(..) | Cited::Note(_) | Cited::Paragraph(..) => return None,
        })
    }

    /// The word for it.
    pub fn word(&self) -> &'static str {
        if self.record().is_some() { "record" } else { self.cited.id.word() }
    }

    /// Its id as `parallax show` takes it: its own, of a passage `article:number`, and of a claim or note that of its incident or
    /// name.
    pub fn id(&self) -> String {
        let corpus = self.corpus;
        let of_topic = || self.subject.map_or_else(String::new, |s| s.member(self.cited.member).id().to_owned());
        let passage = |article: ArticleId, number: u32| format!("{}:{number}", corpus.str(corpus.article(article).id));
        if self.record().is_some() {
            return of_topic();
        }
        match self.cited.id {
            Cited::Incident(id) => corpus.str(corpus.incident(id).id).to_owned(),
            Cited::Relation(id, _) => corpus.str(corpus.incident(id).id).to_owned(),
            Cited::Name(id) => corpus.str(corpus.name(id).id).to_owned(),
            Cited::Article(id) => corpus.str(corpus.article(id).id).to_owned(),
            Cited::Quote(id) => corpus.str(corpus.quote(id).id).to_owned(),
            Cited::Passage(id) => passage(corpus.passage(id).article, corpus.passage(id).number),
            Cited::Paragraph(article, at) => {
                passage(article, corpus.article(article).paragraphs.get(at).map_or(0, |paragraph| paragraph.number))
            }
            Cited::Claim(id) => corpus.topic_id(corpus.account(corpus.claim(id).account).about).to_owned(),
            Cited::Note(_) => of_topic(),
        }
    }

    /// Words by which a reader knows it: its own first ones of a claim or quotation, else its id.
    pub fn words(&self) -> String {
        let corpus = self.corpus;
        let said = |text| corpus.given(text).map(|words| format!("“{words}”"));
        let own = match self.cited.id {
            _ if self.record().is_some() => None,
            Cited::Claim(id) => {
                let claim = corpus.claim(id);
                said(claim.words).or_else(|| Some(words::value(corpus, claim)))
            }
            Cited::Quote(id) => Some(quotation::opening(corpus, corpus.quote(id))),
            Cited::Note(id) => said(corpus.note(id).text),
            _ => None,
        };
        own.unwrap_or_else(|| self.id())
    }

    /// The article's id and the number of a paragraph that is no passage; `None` if it is something else.
    pub fn paragraph(&self) -> Option<(&'a str, u32)> {
        let Cited::Paragraph(id, at) = self.cited.id else { return None };
        let article = self.corpus.article(id);
        Some((self.corpus.str(article.id), article.paragraphs.get(at)?.number))
    }

    /// It as something that can be annotated: nothing of a data set, no link, note or paragraph without a digest.
    pub fn annotated(&self) -> Option<(&'a Corpus, Annotated)> {
        let thing = match self.cited.id {
            _ if self.record().is_some() => return None,
            Cited::Incident(id) => Annotated::Incident(id),
            Cited::Name(id) => Annotated::Name(id),
            Cited::Article(id) => Annotated::Article(id),
            Cited::Passage(id) => Annotated::Passage(id),
            Cited::Quote(id) => Annotated::Quote(id),
            Cited::Claim(id) => Annotated::Claim(id),
            Cited::Relation(..) | Cited::Note(_) | Cited::Paragraph(..) => return None,
        };
        Some((self.corpus, thing))
    }

    /// Its citation, as plain text or Markdown.
    pub fn citation(&self, markdown: bool) -> String {
        match self.subject {
            Some(subject) => citation::cite(subject, self.cited, markdown),
            None => citation::citation(self.corpus, self.cited.id, markdown),
        }
    }

    /// The address of the article that says it. The error is the reason why there is none, for the user.
    pub fn address(&self, hints: &AddressHints<'_>) -> Result<String, String> {
        let corpus = self.corpus;
        if self.record().is_some() {
            return self.record_address().ok_or_else(|| "this record names no address".to_owned());
        }
        let url = |article: ArticleId| address_in(corpus, article);
        let cited = self.cited.id;
        let Some(article) = cited.article(corpus, |article| url(article).is_some()).or(cited.article(corpus, |_| true))
        else {
            return Err(format!("no article says this {}", self.word()));
        };
        if let Some(url) = url(article) {
            return Ok(url.to_owned());
        }
        let id = |article| corpus.str(corpus.article(article).id);
        // The corpus with outside knowledge has the same articles.
        let known = |(whole, key): &(&Corpus, String)| {
            let has_address = |article: &ArticleId| address_in(whole, *article).is_some();
            let article = cited.article(corpus, |article| has_address(&article)).filter(has_address)?;
            Some(format!("the address of {} is hidden with outside knowledge; {key} shows it", id(article)))
        };
        let (id, hint) = (id(article), &hints.folder);
        Err(hints.hidden.as_ref().and_then(known).unwrap_or_else(|| {
            format!("no address is known of {id}: in a corpus folder, `url = \"…\"` at the head of articles/{id}.md gives one{hint}")
        }))
    }

    /// The first address that the row of a record has.
    fn record_address(&self) -> Option<String> {
        let texts = self.corpus.passages().map(|(_, passage)| self.corpus.str(passage.digest_or_text()));
        let mut words = texts.flat_map(|text| text.split([' ', ';', '"', '<', '>', '|']));
        let address = words.find(|word| word.starts_with("https://") || word.starts_with("http://"))?;
        Some(without_end(address).to_owned())
    }

    /// The file that says it: of a folder in which decisions are kept, if `is_kept`, the file there, of drafts and of articles that
    /// were opened as they are too. The error is the reason why there is none, for the user.
    pub fn place(&self, is_kept: bool) -> Result<FilePlace, String> {
        let corpus = self.corpus;
        if self.record().is_some() {
            return Err(
                "this is a row of a data set; only files of articles, incidents and names open in the editor".into()
            );
        }
        let cited = self.cited.id;
        let of_corpus = |file: String, words: String| Ok(FilePlace { file: PlacedFile::OfCorpus(file), words });
        let said = |text| corpus.given(text).unwrap_or_default().to_owned();
        let is_draft = match cited {
            _ if is_kept => false,
            Cited::Incident(id) => corpus.incident(id).drafted.is_some(),
            Cited::Claim(id) => corpus.claim(id).drafted.is_some(),
            Cited::Quote(id) => corpus.quote(id).drafted.is_some(),
            _ => false,
        };
        match cited {
            Cited::Name(id) => {
                let id = corpus.str(corpus.name(id).id);
                return of_corpus("names.toml".into(), format!("id = \"{id}\""));
            }
            Cited::Incident(id) if !is_draft => {
                return of_corpus(format!("incidents/{}.toml", corpus.str(corpus.incident(id).id)), String::new());
            }
            Cited::Claim(id) if !is_draft => {
                let claim = corpus.claim(id);
                let file = match corpus.account(claim.account).about {
                    Topic::Incident(incident) => format!("incidents/{}.toml", corpus.str(corpus.incident(incident).id)),
                    Topic::Name(name) => format!("names/{}.toml", corpus.str(corpus.name(name).id)),
                };
                return of_corpus(file, said(claim.words));
            }
            Cited::Relation(id, at) => {
                let incident = corpus.incident(id);
                let words = incident.relations.get(at).map(|link| said(link.words)).unwrap_or_default();
                return of_corpus(format!("incidents/{}.toml", corpus.str(incident.id)), words);
            }
            Cited::Note(id) => {
                let Some(subject) = self.subject else { return Err("this note has no file of its own".into()) };
                let folder = if subject.member(self.cited.member).as_name().is_some() { "names" } else { "incidents" };
                let file = format!("{folder}/{}.toml", subject.member(self.cited.member).id());
                return of_corpus(file, said(corpus.note(id).text));
            }
            _ => {}
        }
        let article = cited.article(corpus, |_| true).ok_or("no article says this")?;
        let record = corpus.article(article);
        let passage = cited.passage(corpus).map(|id| corpus.passage(id));
        if corpus.is_raw(record) && !is_kept {
            let words = passage.map(|passage| corpus.str(passage.digest_or_text())).unwrap_or_default();
            let words: Vec<&str> = words.split_whitespace().take(4).collect();
            return Ok(FilePlace { file: PlacedFile::Found(said(record.copy)), words: words.join(" ") });
        }
        let words = passage.map(|passage| format!("### {} ", passage.number)).unwrap_or_default();
        of_corpus(format!("articles/{}.md", corpus.str(record.id)), words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_brackets_that_it_opens() {
        for (typed, address) in [
            ("https://a.example/Foo_(city)", "https://a.example/Foo_(city)"),
            ("https://a.example/Foo_(city)).", "https://a.example/Foo_(city)"),
            ("https://a.example/x).", "https://a.example/x"),
            ("https://a.example/x[1]],", "https://a.example/x[1]"),
            ("https://a.example/'", "https://a.example/"),
        ] {
            assert_eq!(without_end(typed), address);
        }
    }
}
