//! Compares a typed name with the distinct names of a data set: locations, actors, event types, its own titles.
//!
//! Knows no records and no corpus; the spellings that corpora give for a name are handed in.

use std::collections::HashSet;

use super::fold::fold;
use super::index::Values;
use super::typed_name::{NameReading, TypedName, forms};
use crate::model::dataset::{self, DataSet};

/// A typed name in one reading.
pub(super) struct Wanted<'w> {
    pub(super) name: &'w TypedName,
    pub(super) reading: NameReading,
    /// Folded spellings that mean the same name, or places inside it.
    pub(super) spellings: &'w HashSet<String>,
    /// ISO 3166-1 alpha-2 codes of the countries that it means.
    pub(super) codes: &'w [[u8; 2]],
}

impl Wanted<'_> {
    /// Whether a name is meant.
    pub(super) fn is(&self, name: &str) -> bool {
        match self.reading {
            NameReading::Code => false,
            NameReading::Listed => fold(name) == self.name.text,
            NameReading::Called => self.is_any(&forms(name)),
            _ => self.is_any(&[fold(name)]),
        }
    }

    /// Whether a name is meant, by its folded [`forms`].
    fn is_any(&self, forms: &[impl AsRef<str>]) -> bool {
        let forms = match self.reading {
            NameReading::Called => forms,
            _ => forms.get(..1).unwrap_or_default(),
        };
        let mut forms = forms.iter().map(AsRef::as_ref);
        forms.any(|form| self.name.matches(form, self.reading) || self.spellings.contains(form))
    }

    fn is_country(&self, country: &dataset::Country) -> bool {
        country.code.is_some_and(|code| self.codes.contains(&code)) || self.is(&country.name)
    }
}

/// For each location: whether it, an area that contains it, or its country is meant.
pub(super) fn locations(set: &DataSet, values: &Values, wanted: &Wanted<'_>) -> Vec<bool> {
    let countries: Vec<bool> = set.countries.iter().map(|country| wanted.is_country(country)).collect();
    let mut all: Vec<bool> = match wanted.reading {
        NameReading::Words => values.named(0, &wanted.name.text, true),
        NameReading::Beginning => values.named(0, &wanted.name.text, false),
        _ => vec![false; values.counts[0]],
    };
    all.resize(set.locations.len(), false);
    for (slot, location) in all.iter_mut().zip(set.locations.iter()) {
        *slot |= countries.get(location.country as usize).copied().unwrap_or(false);
    }
    if matches!(wanted.reading, NameReading::Listed | NameReading::Called) {
        // The index gives the locations that hold the rarest word of a spelling; the whole name decides.
        for text in std::iter::once(&wanted.name.text).chain(wanted.spellings) {
            for n in values.with_rarest_word(0, text) {
                if !all[n] {
                    let location = set.locations.get(n);
                    all[n] = wanted.is(&location.name) || location.within.iter().any(|name| wanted.is(name));
                }
            }
        }
    }
    all
}

/// For each actor group: whether one of its actors is meant.
pub(super) fn actor_groups(set: &DataSet, values: &Values, wanted: &Wanted<'_>) -> Vec<bool> {
    let actors: Vec<bool> = (0..set.actors.len())
        .map(|n| match values.actors.get(n) {
            Some(forms) => wanted.is_any(forms),
            None => wanted.is(set.actors.get(n)),
        })
        .collect();
    let meant = |name: &str| wanted.reading != NameReading::Listed && !name.is_empty() && wanted.is(name);
    let any = |group: &dataset::ActorGroup| {
        group.actors.iter().any(|(actor, _)| actors[*actor as usize]) || meant(group.meant)
    };
    set.actor_groups.iter().map(any).collect()
}

/// For each event type: whether it is meant. A listed name is that of the type, not that of its group.
pub(super) fn event_types(set: &DataSet, wanted: &Wanted<'_>) -> Vec<bool> {
    let grouped = wanted.reading != NameReading::Listed;
    set.event_types.iter().map(|kind| wanted.is(&kind.name) || grouped && wanted.is(&kind.group)).collect()
}

/// Whether the data set is meant: by its title or tag, or in the wider readings by its publisher or file.
pub(super) fn is_source(set: &DataSet, wanted: &Wanted<'_>) -> bool {
    let about = &set.about;
    let listed = wanted.is(&about.title);
    match wanted.reading {
        NameReading::Listed => listed,
        _ => listed || [about.tag, about.publisher, &about.file].into_iter().any(|name| wanted.is(name)),
    }
}
