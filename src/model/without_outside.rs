//! The corpus as far as its sources go: outside knowledge found, and left out.

use super::article::{Online, is_found_by_editor};
use super::corpus::Corpus;
use super::id::{Id, NoteId, Span};
use super::incident::Incident;
use super::name::Name;
use super::text::Text;

impl Corpus {
    /// The places of an incident of which the editor holds something that the sources do not say, or say otherwise.
    pub fn remarked_places(&self, incident: &Incident) -> impl Iterator<Item = &Name> {
        incident.places.iter().map(|place| self.name(place.name)).filter(|name| !name.place_note.is_empty())
    }

    /// The editor's remarks on an incident's places, in one text; empty if there are none.
    pub fn place_note(&self, incident: &Incident) -> String {
        let notes: Vec<&str> = self.remarked_places(incident).map(|name| self.str(name.place_note)).collect();
        notes.join(" ")
    }

    /// The corpus without outside knowledge: no notes of general knowledge, no names that no source prints, no remarks
    /// on places nor their positions, no addresses of articles that an editor found, and no annotations, which may say anything. A
    /// title that no source prints gives way to the first other name; it stays, marked, if there is none.
    #[must_use]
    pub fn without_outside(&self) -> Self {
        let mut corpus = self.clone();
        let mut notes = Vec::with_capacity(corpus.notes.len());
        for incident in &mut corpus.incidents {
            let first = NoteId::at(notes.len());
            notes.extend(corpus.notes[incident.notes.range()].iter().filter(|note| !note.general).cloned());
            incident.notes = Span::between(first, NoteId::at(notes.len()));
            let outside = std::mem::take(&mut incident.outside);
            let is_outside = |name: Text| outside.iter().any(|o| o.name == name);
            incident.aliases.retain(|&alias| !is_outside(alias));
            if is_outside(incident.title) && incident.aliases.is_empty() {
                incident.outside = outside.iter().filter(|o| o.name == incident.title).cloned().collect();
                continue;
            }
            if is_outside(incident.title) {
                incident.title = incident.aliases.remove(0);
            }
            incident.shown_title = incident.title;
        }
        for name in &mut corpus.names {
            let first = NoteId::at(notes.len());
            notes.extend(corpus.notes[name.notes.range()].iter().filter(|note| !note.general).cloned());
            name.notes = Span::between(first, NoteId::at(notes.len()));
            let outside = std::mem::take(&mut name.outside);
            name.variants.retain(|&variant| !outside.iter().any(|o| o.name == variant));
            if !name.place_note.is_empty() {
                (name.place_note, name.position, name.precision) = (Text::default(), None, None);
                name.place_references.clear();
            }
        }
        for article in &mut corpus.articles {
            if is_found_by_editor(self.str(article.online.basis)) {
                article.online = Online::default();
            }
        }
        corpus.notes = notes;
        (corpus.annotations, corpus.annotated) = Default::default();
        corpus
    }
}
