//! Records that could not be read while a container was turned into text, and what else the user should know of it.

use std::sync::{Arc, Mutex, PoisonError};

use super::row_places::RowPlaces;

/// Maximum number that is kept with line and reason; the others are counted.
const MOST: usize = 1_000;

/// A record that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LostRecord {
    /// Its number, from 1.
    pub(super) number: usize,
    /// The line of the file on which it begins.
    pub(super) line: u64,
    /// The reason.
    pub(super) why: String,
}

#[derive(Debug, Default)]
struct Found {
    records: Vec<LostRecord>,
    more: usize,
    notes: Vec<String>,
    warnings: Vec<(String, &'static str)>,
    places: RowPlaces,
}

/// What is lost, shared with the thread that reads the container.
#[derive(Debug, Clone, Default)]
pub(super) struct Losses(Arc<Mutex<Found>>);

impl Losses {
    /// Adds a record.
    pub(super) fn put(&self, lost: LostRecord) {
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if found.records.len() < MOST { found.records.push(lost) } else { found.more += 1 }
    }

    /// Adds a note for the user.
    pub(super) fn note(&self, note: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).notes.push(note);
    }

    /// Adds a warning, with the remedy.
    pub(super) fn warn(&self, what: String, right: &'static str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).warnings.push((what, right));
    }

    /// The warnings so far, each with its remedy.
    pub(super) fn warnings(&self) -> Vec<(String, &'static str)> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).warnings)
    }

    /// Adds the place of the next row that is written: the number of its record, and its line.
    pub(super) fn place(&self, number: usize, line: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).places.push(number, line);
    }

    /// The places of the rows written so far.
    pub(super) fn places(&self) -> RowPlaces {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).places)
    }

    /// The records lost so far, the number of further ones, and notes.
    pub(super) fn take(&self) -> (Vec<LostRecord>, usize, Vec<String>) {
        let found = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        (found.records, found.more, found.notes)
    }
}
