//! The beginnings that titles of incidents share, so that a list with little room shortens these and not what tells them apart.
//!
//! Knows titles; draws nothing.

use std::sync::OnceLock;

use crate::model::id::Id as _;
use crate::model::{Corpus, IncidentId};

/// How many bytes of the title of each incident another incident's title begins with too, in whole words. Found at first use.
#[derive(Debug, Clone, Default)]
pub struct SharedBeginnings(OnceLock<Box<[u16]>>);

impl SharedBeginnings {
    /// The beginning that a title shares with that of another incident of its corpus, and the rest. The sharpest is taken: the longest
    /// beginning that any other title has too.
    pub fn split<'c>(&self, corpus: &'c Corpus, incident: IncidentId) -> (&'c str, &'c str) {
        let shared = self.0.get_or_init(|| shared(corpus));
        let title = corpus.str(corpus.incident(incident).shown_title);
        let at = shared.get(incident.index()).map_or(0, |&at| usize::from(at));
        title.split_at_checked(at).unwrap_or(("", title))
    }
}

fn shared(corpus: &Corpus) -> Box<[u16]> {
    let mut titles: Vec<(&str, usize)> =
        corpus.incidents().map(|(id, incident)| (corpus.str(incident.shown_title), id.index())).collect();
    let mut shared = vec![0; titles.len()];
    titles.sort_unstable();
    // In alphabetical order, the title that shares the longest beginning is a neighbour.
    for pair in titles.windows(2) {
        let common = u16::try_from(common_words(pair[0].0, pair[1].0)).unwrap_or(0);
        for &(_, at) in pair {
            shared[at] = common.max(shared[at]);
        }
    }
    shared.into()
}

/// The length in bytes of the whole words that both begin with, with the space after them; 0 if one is the beginning of the
/// other.
fn common_words(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.as_bytes()[..same].iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_whole_words() {
        assert_eq!(common_words("Raids on the north", "Raids on the south"), 13);
        assert_eq!(common_words("Raids on the north", "Raids on trains"), 9);
        assert_eq!(common_words("Raids", "Raids on the north"), 0);
    }
}
