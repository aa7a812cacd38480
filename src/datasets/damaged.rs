//! Counts names whose letters another program has damaged. Knows no records.

use super::cells::{encoded_once, text};
use super::encode::SEPARATOR;

/// Names whose letters another program has damaged, and the first of each kind.
#[derive(Debug, Default)]
pub(super) struct DamagedNames {
    /// Those encoded twice, which are read as encoded once.
    pub(super) twice: (usize, Option<String>),
    /// Those of which letters are lost.
    pub(super) lost: (usize, Option<String>),
}

impl DamagedNames {
    /// Looks through the cells of a key.
    pub(super) fn see(&mut self, key: &[u8]) {
        if key.is_ascii() {
            return;
        }
        for cell in key.split(|b| *b == SEPARATOR).map(text) {
            let (count, first) = if cell.contains(char::REPLACEMENT_CHARACTER) {
                &mut self.lost
            } else if encoded_once(&cell).is_some() {
                &mut self.twice
            } else {
                continue;
            };
            *count += 1;
            first.get_or_insert_with(|| cell.chars().take(40).collect());
        }
    }
}
