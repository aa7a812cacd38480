//! Outside knowledge in words: references, names that no source prints, remarks on places.

use crate::model::outside::OUTSIDE_MARK;
use crate::model::{Corpus, Incident, Name, Note, OutsideName, Reference, Text};

/// What stands where a reference is missing.
pub const UNCHECKED: &str = "unchecked";

/// Names in a row, those that no source prints with a mark.
pub fn names(corpus: &Corpus, names: &[Text], outside: &[OutsideName]) -> String {
    let is_outside = |name: Text| outside.iter().any(|o| o.name == name);
    let shown: Vec<String> = names
        .iter()
        .map(|&name| match corpus.str(name) {
            text if is_outside(name) => format!("{text}{OUTSIDE_MARK}"),
            text => text.to_owned(),
        })
        .collect();
    shown.join("; ")
}

/// Publications in words, or that there are none.
pub fn references(corpus: &Corpus, references: &[Reference]) -> String {
    if references.is_empty() {
        return UNCHECKED.to_owned();
    }
    let shown: Vec<String> = references.iter().map(|reference| one(corpus, reference)).collect();
    shown.join("; ")
}

fn one(corpus: &Corpus, reference: &Reference) -> String {
    let mut parts = vec![format!("“{}”", corpus.str(reference.title)), corpus.str(reference.publisher).to_owned()];
    parts.extend(corpus.given(reference.date).map(str::to_owned));
    parts.push(corpus.str(reference.locator).to_owned());
    parts.join(", ")
}

/// Publications by publisher and date, where there is little room.
fn brief(corpus: &Corpus, references: &[Reference]) -> String {
    if references.is_empty() {
        return UNCHECKED.to_owned();
    }
    let one = |r: &Reference| {
        let date = corpus.given(r.date).map(|date| format!(", {date}")).unwrap_or_default();
        format!("{}{date}", corpus.str(r.publisher))
    };
    references.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The remarks on an incident's title and places, with their references in brief.
pub fn head(corpus: &Corpus, incident: &Incident) -> Vec<String> {
    let title = incident.outside(incident.title).map(|outside| {
        let note = corpus.given(outside.note).unwrap_or("No source prints this name.");
        format!("{note} ({})", brief(corpus, &outside.references))
    });
    let places = corpus
        .remarked_places(incident)
        .map(|name| format!("{} ({})", corpus.str(name.place_note), brief(corpus, &name.place_references)));
    title.into_iter().chain(places).collect()
}

/// The remark on a title that no source prints: what is known of it, and from where.
pub fn title(corpus: &Corpus, incident: &Incident) -> Option<String> {
    let outside = incident.outside(incident.title)?;
    let note = corpus.given(outside.note).unwrap_or("No source prints this name.");
    Some(format!("{note} ({})", references(corpus, &outside.references)))
}

/// The names among `all` that no source prints, those with the same remark and references together.
pub fn remarks(corpus: &Corpus, all: &[Text], outside: &[OutsideName]) -> Vec<String> {
    let mut groups: Vec<(&OutsideName, Vec<&str>)> = Vec::new();
    for name in outside.iter().filter(|o| all.contains(&o.name)) {
        let alike = |g: &&mut (&OutsideName, Vec<&str>)| {
            corpus.str(g.0.note) == corpus.str(name.note) && same(corpus, &g.0.references, &name.references)
        };
        match groups.iter_mut().find(alike) {
            Some((_, names)) => names.push(corpus.str(name.name)),
            None => groups.push((name, vec![corpus.str(name.name)])),
        }
    }
    let line = |(name, names): (&OutsideName, Vec<&str>)| {
        let note = corpus.given(name.note).map(|note| format!("{note} ")).unwrap_or_default();
        format!("{}: {note}({})", names.join("; "), references(corpus, &name.references))
    };
    groups.into_iter().map(line).collect()
}

fn same(corpus: &Corpus, a: &[Reference], b: &[Reference]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| corpus.str(a.locator) == corpus.str(b.locator))
}

/// The lead of a note of general knowledge: its references, or that it is unchecked.
pub fn basis(corpus: &Corpus, note: &Note) -> Option<String> {
    note.general.then(|| references(corpus, &note.references))
}

/// The editor's remark on a place with its references.
pub fn place(corpus: &Corpus, name: &Name) -> Option<String> {
    let note = corpus.given(name.place_note)?;
    Some(format!("{note} ({})", references(corpus, &name.place_references)))
}

/// The remarks on an incident's places.
pub fn places(corpus: &Corpus, incident: &Incident) -> Vec<String> {
    corpus.remarked_places(incident).filter_map(|name| place(corpus, name)).collect()
}
