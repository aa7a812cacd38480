//! Places that a text names and a corpus does not have: capitalised words with a noun for a building or ground, such as "Gare du Nord
//! station" or "Hill Street". Knows words; makes no claim.

use crate::desk::by_hand;
use crate::desk::typed;
use crate::model::{Corpus, NameKind};
use crate::reading::TextSpan;
use crate::reading::lexicon::{Is, look_up};

/// Nouns that end the name of a place.
const NOUNS: [&str; 44] = [
    "airport",
    "arena",
    "avenue",
    "barracks",
    "base",
    "bazaar",
    "bridge",
    "camp",
    "cathedral",
    "cemetery",
    "center",
    "centre",
    "checkpoint",
    "church",
    "college",
    "consulate",
    "court",
    "embassy",
    "hall",
    "harbour",
    "hospital",
    "hotel",
    "library",
    "mall",
    "market",
    "memorial",
    "mosque",
    "museum",
    "palace",
    "park",
    "port",
    "prison",
    "refinery",
    "school",
    "shrine",
    "square",
    "stadium",
    "station",
    "street",
    "synagogue",
    "temple",
    "theatre",
    "university",
    "village",
];

/// The places that a text names and no name of the corpus is called so.
pub(super) fn new(corpus: &Corpus, text: &str) -> Vec<TextSpan> {
    let words = by_hand::words(text);
    let own = |at: usize| words[at].of(text);
    let is_name = |at: usize| own(at).starts_with(char::is_uppercase) && look_up(own(at)).0 == Is::NONE;
    let is_noun = |at: usize| NOUNS.contains(&own(at).to_lowercase().as_str());
    let is_joined = |at: usize| text[words[at - 1].end..words[at].start].chars().all(|c| c == ' ');
    let mut found: Vec<TextSpan> = Vec::new();
    for noun in (1..words.len()).filter(|&at| is_noun(at)) {
        let mut first = noun;
        // At most one word in small letters stands between: "religious".
        if is_joined(first) && !is_name(first - 1) && own(first - 1).starts_with(char::is_lowercase) && first >= 2 {
            let of_name = look_up(own(first - 1)).0 == Is::NONE && is_joined(first - 1) && is_name(first - 2);
            first -= usize::from(of_name);
        }
        while first > 0
            && is_joined(first)
            && (is_name(first - 1) || is_noun(first - 1) && own(first - 1).starts_with(char::is_uppercase))
        {
            first -= 1;
        }
        let span = words[first].to(words[noun]);
        let has_name = (first..noun).any(is_name);
        if has_name && typed::name(corpus, span.of(text), |kind| kind == NameKind::Place).is_none() {
            found.push(span);
        }
    }
    found
}
