//! A quotation in one line: `That it was fast ; speaker an officer ; by tass`. Of a quotation that is there, the line has the gist,
//! and what else is typed changes. Knows the model and the fields of quotations.

use super::fields::{field, text, texts};
use super::line::{joined, named, parts, word_and_rest};
use super::revision::TypedFields;
use super::typed;
use crate::documents::edit::{EditValue, Fields};
use crate::model::Corpus;
use crate::model::quote::Form;

/// A part of the line after the gist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotePart {
    /// Who speaks.
    Speaker,
    /// The speaker's role.
    Role,
    /// Who passed it on; several.
    By,
    /// Said, written, and so on.
    Form,
    /// Whether it is translated.
    Translated,
    /// The incidents that it is about.
    Incidents,
}

/// The words that begin the parts of a line.
pub const PARTS: [(&str, QuotePart); 6] = [
    ("speaker", QuotePart::Speaker),
    ("role", QuotePart::Role),
    ("by", QuotePart::By),
    ("form", QuotePart::Form),
    ("translated", QuotePart::Translated),
    ("incidents", QuotePart::Incidents),
];

/// The parts in a few words, for whoever types.
pub const MEANS: &str = "What is said, in your own words; then what changes: ; speaker, role, by (who passed it on), form, translated, \
                         incidents; - takes one away. Tab completes.";

/// Reads the line of a quotation that has the fields `base`. The error says what would be right.
pub fn read(corpus: &Corpus, line: &str) -> Result<TypedFields, String> {
    let all = parts(line);
    let (gist, rest) = all.split_first().map_or(("", &[][..]), |(gist, rest)| (gist.as_str(), rest));
    if gist.is_empty() {
        return Err("type what is said, in your own words".to_owned());
    }
    let mut typed: TypedFields = vec![("gist".to_owned(), Some(EditValue::Text(gist.to_owned())))];
    for part in rest.iter().filter(|part| !part.is_empty()) {
        let (word, rest) = word_and_rest(part);
        let kind = named(word, &PARTS)
            .map_err(|words| format!("after ; no “{word}”, but {} (;; is a semicolon)", words.join(", ")))?;
        if rest.is_empty() && kind != QuotePart::Translated {
            return Err(format!("“{word}” and what it is"));
        }
        let value = if rest == "-" { None } else { value(corpus, kind, rest)? };
        let key = match kind {
            QuotePart::Speaker => "speaker",
            QuotePart::Role => "role",
            QuotePart::By => "according_to",
            QuotePart::Form => "form",
            QuotePart::Translated => "translated",
            QuotePart::Incidents => "incidents",
        };
        match (typed.iter_mut().find(|(known, _)| known == key), value) {
            (Some((_, Some(EditValue::Texts(all)))), Some(EditValue::Texts(more))) => all.extend(more),
            (Some(_), _) => return Err(format!("“{word}” stands here twice")),
            (None, value) => typed.push((key.to_owned(), value)),
        }
    }
    Ok(typed)
}

fn value(corpus: &Corpus, part: QuotePart, typed: &str) -> Result<Option<EditValue>, String> {
    Ok(Some(match part {
        QuotePart::Speaker => EditValue::Text(typed::who(corpus, typed)?),
        QuotePart::Role => EditValue::Text(typed.to_owned()),
        QuotePart::By => EditValue::Texts(vec![typed.to_owned()]),
        QuotePart::Form => {
            let all: Vec<(&'static str, Form)> = Form::ALL.iter().map(|form| (form.word(), *form)).collect();
            let form = named(typed, &all).map_err(|words| format!("one of: {}", words.join(", ")))?;
            EditValue::Text(form.word().to_owned())
        }
        QuotePart::Translated => match named(typed, &[("yes", true), ("no", false), ("", true)]) {
            Ok(true) => EditValue::Flag(true),
            Ok(false) => return Ok(None),
            Err(_) => return Err("`translated` is yes or no".to_owned()),
        },
        QuotePart::Incidents => {
            let ids = typed.split(',').map(str::trim).filter(|id| !id.is_empty());
            let known = ids.map(|id| match corpus.find_incident(id) {
                Some(_) => Ok(id.to_owned()),
                None => Err(format!("no incident “{id}”; Tab completes its id")),
            });
            EditValue::Texts(known.collect::<Result<_, _>>()?)
        }
    }))
}

/// The gist of a quotation as a line.
pub fn gist_line(fields: &Fields) -> String {
    joined(&[text(fields, "gist").unwrap_or_default().to_owned()])
}

/// What a quotation has besides its gist, each as it would be typed.
pub fn other_parts(fields: &Fields) -> Vec<String> {
    let said = |key: &str| text(fields, key).map(|text| format!("{key} {text}"));
    let mut all: Vec<String> = ["speaker", "role"].into_iter().filter_map(said).collect();
    all.extend(texts(fields, "according_to").iter().map(|by| format!("by {by}")));
    all.extend(said("form"));
    all.extend((field(fields, "translated") == Some(&EditValue::Flag(true))).then(|| "translated".to_owned()));
    let incidents = texts(fields, "incidents");
    all.extend((!incidents.is_empty()).then(|| format!("incidents {}", incidents.join(", "))));
    all
}
