//! Whom a text names as somebody who tells or believes something: officials, experts, papers. They are proposed as the source of a
//! claim, to whoever types one. Knows words; decides nothing.

use super::by_hand;
use crate::reading::TextSpan;
use crate::reading::lexicon::{Is, look_up};

/// Nouns for those who tell.
const NOUNS: [&str; 30] = [
    "agencies",
    "agency",
    "analyst",
    "analysts",
    "authorities",
    "diplomats",
    "expert",
    "experts",
    "government",
    "intelligence",
    "investigators",
    "journalists",
    "media",
    "minister",
    "ministry",
    "monitors",
    "observers",
    "officer",
    "officers",
    "official",
    "officials",
    "police",
    "prosecutors",
    "researchers",
    "residents",
    "sources",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "witnesses",
];

/// The people and bodies of a text that tell something: such a noun with the word before it, if that belongs to it.
pub(super) fn all(text: &str) -> Vec<TextSpan> {
    let words = by_hand::words(text);
    let own = |at: usize| words[at].of(text);
    let belongs = |at: usize| {
        let is_joined = text[words[at].end..words[at + 1].start].chars().all(|c| c == ' ');
        let is_quantity = ["many", "most", "several", "some", "local"].contains(&own(at).to_lowercase().as_str());
        is_joined && (is_quantity || own(at).starts_with(char::is_uppercase) && look_up(own(at)).0 == Is::NONE)
    };
    let nouns = (0..words.len()).filter(|&at| NOUNS.contains(&own(at)));
    nouns
        .map(|noun| if noun > 0 && belongs(noun - 1) { words[noun - 1].to(words[noun]) } else { words[noun] })
        .collect()
}
