//! Annotations as entries of the files in `annotations/`: one of each person on each thing. What is there of others, and what is
//! not understood, stays as it is.

use super::found::FoundTable;
use crate::desk::annotate::{AnnotatedKey, TypedAnnotation};
use crate::desk::fields::{list, number, text, texts};
use crate::desk::item::{ClaimKey, TopicKey};
use crate::documents::document::{Documents, new_file};
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal};
use crate::documents::file_name::id_of_words;

const LIST: &str = "annotation";

/// Lets somebody note this on something, on a day; takes the annotation away if it says nothing.
pub fn annotate(
    on: &AnnotatedKey,
    says: &TypedAnnotation,
    (by, date, from): (&str, &str, &str),
    documents: &mut Documents,
) -> Result<(), Refusal> {
    let file = format!("annotations/{}.toml", id_of_words(by, "annotations"));
    annotate_in(&file, on, says, (by, date, from), documents)
}

/// The same; what is new goes into this file.
pub fn annotate_in(
    file: &str,
    on: &AnnotatedKey,
    says: &TypedAnnotation,
    (by, date, from): (&str, &str, &str),
    documents: &mut Documents,
) -> Result<(), Refusal> {
    let is_own = |fields: &Fields| is_on(fields, on) && text(fields, "by").unwrap_or("") == by;
    let (tags, note) = (EditValue::Texts(says.tags.clone()), EditValue::Text(says.note.clone()));
    let own = all(documents)?.into_iter().find(|found| is_own(&found.fields));
    let now = own.as_ref().map_or_else(TypedAnnotation::default, |found| TypedAnnotation {
        tags: texts(&found.fields, "tags").to_vec(),
        note: text(&found.fields, "note").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
    });
    // What else was noted meanwhile is not lost.
    if now != TypedAnnotation::read(from).unwrap_or_default() && now != *says {
        return Err(Refusal::Stale(format!("the file says “{}” by now", now.typed())));
    }
    if let Some(found) = own {
        if says.is_empty() {
            return documents.apply(&Edit::Remove { file: found.file, at: EditPlace::Table(found.at) }).map(drop);
        }
        // What is given is set before what is not goes, as an annotation says something at every step.
        let fields = [("tags", tags, says.tags.is_empty()), ("note", note, says.note.is_empty())];
        for (field, value, _) in fields.iter().filter(|(.., is_none)| !is_none) {
            found.set(field, value.clone(), documents)?;
        }
        for (field, ..) in fields.iter().filter(|(.., is_none)| *is_none) {
            found.unset(field, documents)?;
        }
        return found.set("date", EditValue::Text(date.to_owned()), documents);
    }
    if says.is_empty() {
        return Err(Refusal::Settled);
    }
    let mut fields = named(on);
    fields.extend((!says.tags.is_empty()).then(|| ("tags".to_owned(), tags)));
    fields.extend((!says.note.is_empty()).then(|| ("note".to_owned(), note)));
    fields.extend((!by.is_empty()).then(|| ("by".to_owned(), EditValue::Text(by.to_owned()))));
    fields.push(("date".to_owned(), EditValue::Text(date.to_owned())));
    if documents.paths().any(|path| path == file) {
        let position = list(&documents.fields(file)?, LIST).len();
        let (file, at, list) = (file.to_owned(), EditPlace::Table(Vec::new()), LIST.to_owned());
        return documents.apply(&Edit::Create { file, at, list, position, fields }).map(drop);
    }
    let text = new_file(file, &vec![(LIST.to_owned(), EditValue::Tables(vec![fields]))], &[])?;
    documents.apply(&Edit::CreateFile { file: file.to_owned(), text }).map(drop)
}

/// Lets the annotations on a claim follow it to what it is about now.
pub fn follow(claim: &ClaimKey, to: &TopicKey, documents: &mut Documents) -> Result<(), Refusal> {
    let on = AnnotatedKey::Claim(Box::new(claim.clone()));
    for found in all(documents)?.into_iter().filter(|found| is_on(&found.fields, &on)) {
        let (key, id) = topic(to);
        let other = if key == "incident" { "name" } else { "incident" };
        if text(&found.fields, key).is_some() || text(&found.fields, other).is_some() {
            found.unset(other, documents)?;
            found.set(key, EditValue::Text(id.to_owned()), documents)?;
        }
    }
    Ok(())
}

/// Lets the annotations on a claim follow its facet and its words.
pub fn rename(claim: &ClaimKey, facet: &str, words: &str, documents: &mut Documents) -> Result<(), Refusal> {
    if claim.facet == facet && claim.words == words {
        return Ok(());
    }
    let on = AnnotatedKey::Claim(Box::new(claim.clone()));
    for found in all(documents)?.into_iter().filter(|found| is_on(&found.fields, &on)) {
        found.set("facet", EditValue::Text(facet.to_owned()), documents)?;
        found.set("words", EditValue::Text(words.to_owned()), documents)?;
    }
    Ok(())
}

/// All annotations, in the order of the files.
pub fn all(documents: &Documents) -> Result<Vec<FoundTable>, Refusal> {
    let files: Vec<String> =
        documents.paths().filter(|path| path.starts_with("annotations/")).map(str::to_owned).collect();
    let mut found = Vec::new();
    for file in files {
        for (at, fields) in list(&documents.fields(&file)?, LIST).into_iter().enumerate() {
            found.push(FoundTable { file: file.clone(), at: vec![(LIST.to_owned(), at)], fields });
        }
    }
    Ok(found)
}

fn topic(key: &TopicKey) -> (&'static str, &str) {
    match key {
        TopicKey::Incident(id) => ("incident", id),
        TopicKey::Name(id) => ("name", id),
    }
}

/// The fields that name what an annotation is on.
fn named(on: &AnnotatedKey) -> Fields {
    let text = |key: &str, value: &str| (key.to_owned(), EditValue::Text(value.to_owned()));
    let number = |number: u32| ("passage".to_owned(), EditValue::Number(number.into()));
    match on {
        AnnotatedKey::Topic(key) => vec![text(topic(key).0, topic(key).1)],
        AnnotatedKey::Article(id) => vec![text("article", id)],
        AnnotatedKey::Passage(article, passage) => vec![text("article", article), number(*passage)],
        AnnotatedKey::Quote(id) => vec![text("quote", id)],
        AnnotatedKey::Record(name, _) => vec![text("record", name.as_str())],
        AnnotatedKey::Claim(key) => {
            let (word, id) = topic(&key.about);
            let place = [text(word, id), text("article", &key.article), number(key.passage)];
            place.into_iter().chain([text("facet", &key.facet), text("words", &key.words)]).collect()
        }
    }
}

/// Whether an annotation is on this. One on a claim need not say what the claim is about.
fn is_on(fields: &Fields, on: &AnnotatedKey) -> bool {
    let wanted = named(on);
    let names_topic = text(fields, "incident").is_some() || text(fields, "name").is_some();
    let is_claim = matches!(on, AnnotatedKey::Claim(_));
    let same = |key: &str| {
        let is_left_open = is_claim && !names_topic && (key == "incident" || key == "name");
        is_left_open || (text(fields, key), number(fields, key)) == (text(&wanted, key), number(&wanted, key))
    };
    ["incident", "name", "article", "passage", "facet", "words", "quote", "record"].into_iter().all(same)
}
