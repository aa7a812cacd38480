//! JSON of outside knowledge: references, and names that no source prints.

use serde::Serialize;

use crate::model::{Corpus, OutsideName, Reference, Text};

/// A publication that bears out what no article of the corpus says.
#[derive(Debug, Serialize)]
pub(super) struct ReferenceJson<'c> {
    title: &'c str,
    publisher: &'c str,
    date: Option<&'c str>,
    r#where: &'c str,
}

/// A name that no source prints.
#[derive(Debug, Serialize)]
pub(super) struct OutsideNameJson<'c> {
    name: &'c str,
    note: Option<&'c str>,
    /// Whether it has no reference.
    unchecked: bool,
    references: Vec<ReferenceJson<'c>>,
}

/// The names among `all` that a source prints, or that are the editor's own description.
pub(super) fn printed<'c>(corpus: &'c Corpus, all: &[Text], outside: &[OutsideName]) -> Vec<&'c str> {
    let is_outside = |name: &Text| outside.iter().any(|o| o.name == *name);
    all.iter().filter(|name| !is_outside(name)).map(|&name| corpus.str(name)).collect()
}

/// The names among `all` that no source prints.
pub(super) fn outside_names<'c>(
    corpus: &'c Corpus,
    all: &[Text],
    outside: &'c [OutsideName],
) -> Vec<OutsideNameJson<'c>> {
    outside.iter().filter(|o| all.contains(&o.name)).map(|o| outside_name(corpus, o)).collect()
}

/// One of them.
pub(super) fn outside_name<'c>(corpus: &'c Corpus, name: &'c OutsideName) -> OutsideNameJson<'c> {
    OutsideNameJson {
        name: corpus.str(name.name),
        note: corpus.given(name.note),
        unchecked: name.references.is_empty(),
        references: references(corpus, &name.references),
    }
}

/// Publications.
pub(super) fn references<'c>(corpus: &'c Corpus, all: &[Reference]) -> Vec<ReferenceJson<'c>> {
    let one = |r: &Reference| ReferenceJson {
        title: corpus.str(r.title),
        publisher: corpus.str(r.publisher),
        date: corpus.given(r.date),
        r#where: corpus.str(r.locator),
    };
    all.iter().map(one).collect()
}
