//! Writes a corpus as the files of a corpus folder: the inverse of reading them. Opening the files gives the same corpus.
//!
//! Takes a corpus and gives paths and texts; the caller saves them. Tables have the keys of their shape in its order, as
//! new tables of an edit have. What no key holds is left out: comments, and the states of
//! anchors in attached copies.
//!
//! Ids become names of files. An id that no file can have, or that two records share, is written as another one.

mod annotation;
mod article;
mod claim;
mod field_list;
mod incident;
mod quote;
mod rejection;

use std::cell::Cell;

use super::draft::{CorpusDraft, NameClaimsDraft, NamesDraft};
use super::edit::{Fields, Refusal};
use super::file_name::{id_of_words, is_file_name};
use super::new_table::create_file;
use super::schema::Shape;
use crate::model::id::Id;
use crate::model::taken_ids::TakenIds;
use crate::model::{
    ArticleId, Claim, Corpus, DeclaredFacet, Drafted, Grade, IncidentId, Name, NameId, NameKind, Quote, Reference, Text,
};
use field_list::FieldList;

/// A file of a corpus folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its path within the folder.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct WriteOptions {
    /// Whether `texts/` is written: the words of articles, which belong to their publishers.
    pub with_text: bool,
    /// The grade up to which drafts are written as confirmed. One that lacks what only a draft may lack stays a draft.
    pub accept: Option<Grade>,
}

/// A written corpus.
#[derive(Debug, Default)]
pub struct WrittenCorpus {
    /// Its files, `corpus.toml` first, the others in the order of the corpus.
    pub files: Vec<WrittenFile>,
    /// Number of drafts that were written as confirmed.
    pub accepted: usize,
    /// Number of drafts that were written as such.
    pub drafts: usize,
}

/// The files of a corpus. A refusal is a bug.
pub fn files(corpus: &Corpus, options: WriteOptions) -> Result<WrittenCorpus, Refusal> {
    let mut writer = Writer::new(corpus, options);
    writer.corpus_file()?;
    writer.names()?;
    for (id, _) in corpus.articles() {
        writer.article(id)?;
    }
    for (id, _) in corpus.incidents() {
        writer.incident(id)?;
    }
    for (id, _) in corpus.names() {
        writer.name_claims(id)?;
    }
    writer.quotes()?;
    writer.annotations()?;
    writer.rejections()?;
    if options.with_text {
        for (id, _) in corpus.articles() {
            writer.texts(id)?;
        }
    }
    let Writer { files, accepted, drafts, .. } = writer;
    Ok(WrittenCorpus { files, accepted: accepted.get(), drafts: drafts.get() })
}

/// The fields of a claim as they would be written, by the ids that the corpus has.
pub fn claim_fields(corpus: &Corpus, claim: &Claim) -> Fields {
    Writer::of_records(corpus).claim(claim)
}

/// The fields of an incident likewise.
pub fn incident_fields(corpus: &Corpus, id: IncidentId) -> Fields {
    Writer::of_records(corpus).incident_fields(id)
}

/// Those whom confirmed claims of an incident name, as a list of its actors would have them.
pub fn claimed_actor_fields(corpus: &Corpus, id: IncidentId) -> Vec<Fields> {
    Writer::of_records(corpus).claimed_actors(id)
}

/// The fields of a quotation likewise, without its id.
pub fn quote_fields(corpus: &Corpus, quote: &Quote) -> Fields {
    let article = corpus.passage(quote.passage).article;
    let fields = Writer::of_records(corpus).quote(quote, article, 1);
    fields.into_iter().filter(|(key, _)| key != "id").collect()
}

/// The corpus with the ids that its records have on disk, and the files written so far.
struct Writer<'c> {
    corpus: &'c Corpus,
    articles: Vec<String>,
    incidents: Vec<String>,
    names: Vec<String>,
    files: Vec<WrittenFile>,
    options: WriteOptions,
    accepted: Cell<usize>,
    drafts: Cell<usize>,
}

impl<'c> Writer<'c> {
    fn new(corpus: &'c Corpus, options: WriteOptions) -> Self {
        let (mut articles, mut incidents) = (TakenIds::default(), TakenIds::default());
        let claims = |name: &Name| !name.accounts.is_empty() || !name.notes.is_empty();
        let ids = corpus.names().map(|(_, name)| corpus.str(name.id));
        let mut names: TakenIds = ids.filter(|id| is_file_name(id)).map(str::to_owned).collect();
        let id = |text: Text, taken: &mut TakenIds, other: &str| {
            let id = corpus.str(text);
            let id = if is_file_name(id) { id.to_owned() } else { id_of_words(id, other) };
            taken.new_id(&id)
        };
        Self {
            articles: corpus.articles().map(|(_, a)| id(a.id, &mut articles, "article")).collect(),
            incidents: corpus.incidents().map(|(_, i)| id(i.id, &mut incidents, "incident")).collect(),
            // No file is called after a name without claims.
            names: corpus
                .names()
                .map(|(_, n)| match corpus.str(n.id) {
                    own if is_file_name(own) || !claims(n) => own.to_owned(),
                    _ => id(n.id, &mut names, "name"),
                })
                .collect(),
            corpus,
            files: Vec::new(),
            options,
            accepted: Cell::default(),
            drafts: Cell::default(),
        }
    }

    /// To write single records, by the ids that they have.
    fn of_records(corpus: &'c Corpus) -> Self {
        Self {
            corpus,
            articles: Vec::new(),
            incidents: Vec::new(),
            names: Vec::new(),
            files: Vec::new(),
            options: WriteOptions::default(),
            accepted: Cell::default(),
            drafts: Cell::default(),
        }
    }

    fn str(&self, text: Text) -> &'c str {
        self.corpus.str(text)
    }

    fn strings(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().map(|&text| self.str(text).to_owned()).collect()
    }

    /// The id of an article in the files; its own where nothing is written.
    fn article_id(&self, id: ArticleId) -> &str {
        self.articles.get(id.index()).map_or_else(|| self.str(self.corpus.article(id).id), String::as_str)
    }

    fn incident_id(&self, id: IncidentId) -> &str {
        self.incidents.get(id.index()).map_or_else(|| self.str(self.corpus.incident(id).id), String::as_str)
    }

    fn name_id(&self, id: NameId) -> &str {
        self.names.get(id.index()).map_or_else(|| self.str(self.corpus.name(id).id), String::as_str)
    }

    fn put(&mut self, path: String, shape: &'static Shape, fields: &Fields) -> Result<(), Refusal> {
        let text = create_file(shape, fields)?;
        self.files.push(WrittenFile { path, text });
        Ok(())
    }

    fn corpus_file(&mut self) -> Result<(), Refusal> {
        let corpus = self.corpus;
        let mut fields = FieldList::default();
        fields.text("title", corpus.title());
        fields.text("description", corpus.description());
        let mut languages = corpus.articles().map(|(_, article)| self.str(article.language));
        if let Some(first) = languages.next().filter(|first| languages.all(|other| other == *first)) {
            fields.text("language", first);
        }
        fields.text("licence", corpus.licence());
        fields.tables("facet", corpus.facets().iter().map(|facet| self.declared_facet(facet)).collect());
        self.put("corpus.toml".to_owned(), CorpusDraft::FIELDS, &fields.all)
    }

    fn declared_facet(&self, facet: &DeclaredFacet) -> Fields {
        let mut fields = FieldList::default();
        fields.text("label", self.str(facet.label));
        fields.text("type", facet.kind.word());
        fields.text("unit", self.str(facet.unit));
        if facet.single != facet.kind.is_usually_single() {
            fields.flag("single", facet.single);
        }
        fields.text("says", self.str(facet.says));
        fields.all
    }

    fn names(&mut self) -> Result<(), Refusal> {
        let mut fields = FieldList::default();
        for kind in [NameKind::Person, NameKind::Organisation, NameKind::Place] {
            let names = self.corpus.names().filter(|(_, name)| name.kind == kind);
            fields.tables(kind.word(), names.map(|(id, name)| self.name(id, name)).collect());
        }
        if fields.all.is_empty() {
            return Ok(());
        }
        self.put("names.toml".to_owned(), NamesDraft::FIELDS, &fields.all)
    }

    fn name(&self, id: NameId, name: &Name) -> Fields {
        let mut fields = FieldList::default();
        fields.text("id", self.name_id(id));
        fields.text("name", self.str(name.name));
        fields.names("variants", self.aliases(&name.variants, &name.outside));
        if let Some(whole) = name.part_of {
            fields.text("part_of", self.name_id(whole));
        }
        fields.text("country", self.str(name.country));
        if let Some((lat, lon)) = name.position {
            fields.decimal("lat", lat);
            fields.decimal("lon", lon);
        }
        fields.text("precision", name.precision.map_or("", |precision| precision.word()));
        fields.texts("distinct_from", name.distinct_from.iter().map(|&id| self.name_id(id).to_owned()).collect());
        fields.text("note", self.str(name.note));
        fields.text("place_note", self.str(name.place_note));
        fields.one_or_more("reference", self.references(&name.place_references));
        fields.all
    }

    fn name_claims(&mut self, id: NameId) -> Result<(), Refusal> {
        let name = self.corpus.name(id);
        if name.accounts.is_empty() && name.notes.is_empty() {
            return Ok(());
        }
        let mut fields = FieldList::default();
        fields.tables("account", self.accounts(name.accounts));
        fields.tables("note", self.notes(name.notes));
        self.put(format!("names/{}.toml", self.name_id(id)), NameClaimsDraft::FIELDS, &fields.all)
    }

    /// The mark of a draft, unless it is accepted. `is_whole` says whether it could stand without the mark.
    fn drafted(&self, drafted: Option<Drafted>, is_whole: bool, fields: &mut FieldList) {
        let Some(Drafted { grade, rule, by }) = drafted else { return };
        let accepts = self.options.accept.is_some_and(|least| grade <= least) && is_whole;
        let count = if accepts { &self.accepted } else { &self.drafts };
        count.set(count.get() + 1);
        if accepts {
            return;
        }
        fields.text("draft", grade.word());
        fields.text("rule", self.str(rule));
        fields.text("by", self.str(by));
    }

    fn references(&self, references: &[Reference]) -> Vec<Fields> {
        let reference = |reference: &Reference| {
            let mut fields = FieldList::default();
            fields.text("title", self.str(reference.title));
            fields.text("publisher", self.str(reference.publisher));
            fields.text("date", self.str(reference.date));
            fields.text("where", self.str(reference.locator));
            fields.all
        };
        references.iter().map(reference).collect()
    }
}
