//! Outside knowledge in plain text: names that no source prints, remarks on places, references of notes.

use super::page::Page;
use crate::model::{Corpus, Incident, Name, Note, OutsideName, Text};
use crate::present::outside;

/// Under a title: the remarks on it and on the places.
pub(super) fn head(page: &mut Page, corpus: &Corpus, record: &Incident) {
    if let Some(remark) = outside::title(corpus, record) {
        page.put("* title: ", "  ", &remark);
    }
    for remark in outside::places(corpus, record) {
        page.put("* place: ", "  ", &remark);
    }
}

/// Other names, and the remarks on those that no source prints.
pub(super) fn names(page: &mut Page, corpus: &Corpus, all: &[Text], outside: &[OutsideName]) {
    page.put("also: ", "  ", &outside::names(corpus, all, outside));
    for remark in outside::remarks(corpus, all, outside) {
        page.put("* no source prints ", "  ", &remark);
    }
}

/// The remark on a place.
pub(super) fn place(page: &mut Page, corpus: &Corpus, name: &Name) {
    if let Some(remark) = outside::place(corpus, name) {
        page.put("* place: ", "  ", &remark);
    }
}

/// Under a note of general knowledge: its references, or that it is unchecked.
pub(super) fn basis(page: &mut Page, corpus: &Corpus, note: &Note) {
    if let Some(basis) = outside::basis(corpus, note) {
        page.put("    * ", "      ", &basis);
    }
}
