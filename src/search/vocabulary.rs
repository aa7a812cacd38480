//! What typed words mean besides themselves: names of places, of their people and words for attacks in other languages,
//! and English synonyms. Knows nothing of a workspace, of queries or of ranking.
//!
//! The tables are in `data/vocabulary`. They are decoded when they are first asked, in some milliseconds, never at the
//! start. All words given and returned are folded ([`fold`]).

mod actors;
mod forms;
mod pieces;
mod synonyms;

use std::collections::HashSet;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;

pub use self::actors::{PossibleActor, possible_actors};
use self::synonyms::{SynonymGroup, Synonyms};
use super::fold::fold;
use crate::name_table::{Sense, SenseKind, table};

/// Maximum number of words of a name.
const LONGEST_RUN: usize = 5;

/// What a typed word or run of words means besides itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordMeaning {
    /// Folded English names or words that stand for it, the usual one first, without what was typed. Each is a whole
    /// name of one or several words, and any of them may be looked up.
    pub words: Vec<String>,
    /// The English name or word to show: `Turkey`.
    pub shown: String,
    /// What makes it mean that.
    pub basis: MeaningBasis,
    /// Whether it means just that. A foreign word with a further meaning, and a guessed form, do so only possibly.
    pub certain: bool,
    /// Number of typed words that it takes.
    pub number_of_words: usize,
    /// Whether it is a place, not a kind of event, a target or a word for the dead.
    pub name: bool,
    /// ISO 3166-1 alpha-2, for a country.
    pub country: Option<[u8; 2]>,
}

/// What makes a typed word mean something besides itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeaningBasis {
    /// A name or word of another language.
    Translation,
    /// An English word that means the same, another English name, or a word for the people of a place.
    Synonym,
    /// An English word for a kind of what was typed: *bombing* for *attack*. It does not hold the other way round.
    Narrower,
    /// A form of a name or word of another language, guessed from its ending or prefix.
    Stem,
}

/// Decodes the tables, so that the first question does not wait for it.
pub fn prepare() {
    table();
    synonyms();
    is_common_word("");
}

/// What the run of words that begins `words` means besides itself, the longest runs first.
///
/// Forms are guessed only for a first word that no run with it means anything else.
pub fn meanings(words: &[&str]) -> Vec<WordMeaning> {
    let mut found = Vec::new();
    for length in (1..=words.len().min(LONGEST_RUN)).rev() {
        let run = words[..length].join(" ");
        for sense in table().senses_of(&run) {
            push(&mut found, of_sense(sense, &run, length, MeaningBasis::Translation));
        }
        for sense in table().places_of_people(&run) {
            push(&mut found, of_sense(sense, &run, length, MeaningBasis::Translation));
        }
        for sense in table().places_of(&run) {
            push(&mut found, of_sense(sense, &run, length, MeaningBasis::Synonym));
        }
        let people = synonyms().place_of_people(&run);
        for sense in people.into_iter().flat_map(|place| table().places_of(place)).filter(|s| s.kind.is_people()) {
            push(&mut found, of_sense(sense, &run, length, MeaningBasis::Synonym));
        }
        for group in synonyms().of(&run) {
            push(&mut found, of_group(group, &run, length, MeaningBasis::Synonym));
            for kind in synonyms().kinds_of(group) {
                push(&mut found, of_group(kind, &run, length, MeaningBasis::Narrower));
            }
        }
        for group in synonyms().above(&run) {
            push(&mut found, WordMeaning { certain: false, ..of_group(group, &run, length, MeaningBasis::Synonym) });
        }
    }
    if let (true, Some(first)) = (found.is_empty(), words.first()) {
        found.extend(guessed(first));
    }
    found
}

/// What a word means if it is a form of a name or word of another language.
fn guessed(word: &str) -> Vec<WordMeaning> {
    if is_common_word(word) || table().english.contains(word) {
        return Vec::new();
    }
    let senses = forms::senses(&table().foreign, word);
    let senses = senses.into_iter().filter_map(|number| table().sense(number));
    senses
        .filter(|sense| sense.kind != SenseKind::DoubtfulWord)
        .map(|sense| of_sense(sense, word, 1, MeaningBasis::Stem))
        .collect()
}

/// The meaning that a sense of the table gives to `run`.
fn of_sense(sense: &Sense, run: &str, length: usize, basis: MeaningBasis) -> WordMeaning {
    let certain = sense.kind != SenseKind::DoubtfulWord && basis != MeaningBasis::Stem;
    let usual = sense.english().next().unwrap_or_default();
    if !sense.kind.is_place() {
        let words = match synonyms().named(usual) {
            Some(group) => group.words().map(str::to_owned).collect(),
            None => vec![fold(usual)],
        };
        return WordMeaning {
            words: without(words, run),
            shown: usual.to_owned(),
            basis,
            certain,
            number_of_words: length,
            name: false,
            country: None,
        };
    }
    // *US* and *CAR* are English words too.
    let is_clear = |name: &String| name.contains(' ') || !is_common_word(name);
    let mut words: Vec<String> = sense.english().map(fold).collect();
    if words.iter().any(is_clear) {
        words.retain(is_clear);
    }
    let words = without(words, run);
    let shown = sense.english().find(|name| words.contains(&fold(name))).unwrap_or(usual).to_owned();
    let country = sense.country.filter(|_| matches!(sense.kind, SenseKind::Country | SenseKind::People));
    WordMeaning { words, shown, basis, certain, number_of_words: length, name: true, country }
}

/// The meaning that a group of synonyms gives to `run`.
fn of_group(group: &SynonymGroup, run: &str, length: usize, basis: MeaningBasis) -> WordMeaning {
    let words = without(group.words().map(str::to_owned).collect(), run);
    let shown =
        if group.name.as_ref() == run { words.first().cloned().unwrap_or_default() } else { group.name.to_string() };
    WordMeaning { words, shown, basis, certain: true, number_of_words: length, name: false, country: None }
}

/// Distinct words, without the one that was typed.
fn without(words: Vec<String>, typed: &str) -> Vec<String> {
    let mut known = HashSet::new();
    words.into_iter().filter(|word| word != typed && !word.is_empty() && known.insert(word.clone())).collect()
}

fn push(found: &mut Vec<WordMeaning>, meaning: WordMeaning) {
    let is_new = |m: &WordMeaning| m.number_of_words != meaning.number_of_words || m.words != meaning.words;
    if !meaning.words.is_empty() && found.iter().all(is_new) {
        found.push(meaning);
    }
}

/// Splits a run of Chinese, Japanese or Thai, which put no spaces between words, into names and words of the table:
/// 伊朗爆炸 into 伊朗 and 爆炸. Particles fall away. `None` if it is of another script, not wholly known, or one piece.
pub fn split(word: &str) -> Option<Vec<String>> {
    pieces::split(&table().foreign, word)
}

/// The number of words of the longest run at the beginning of `words` that is a name of a place in the table, in any
/// language, English too. A single common English word is not such a name.
pub fn is_place_name(words: &[&str]) -> Option<usize> {
    (1..=words.len().min(LONGEST_RUN)).rev().find(|&length| {
        let run = words[..length].join(" ");
        let is_foreign = table().senses_of(&run).any(|sense| sense.kind.is_place());
        (is_foreign || table().english.contains(&run)) && !(length == 1 && is_common_word(&run))
    })
}

/// Whether a folded English word names an event, or what it does to people: *attack*, *raid*, *killed*.
pub fn is_event(word: &str) -> bool {
    /// The groups of synonyms that are no kind of another and mean events.
    const EVENTS: [&str; 15] = [
        "attack",
        "clash",
        "raid",
        "arrest",
        "foiled plot",
        "warning",
        "threat",
        "incitement",
        "retaliation",
        "insurgency",
        "war",
        "takeover",
        "claim",
        "killed",
        "injured",
    ];
    let is_kind = |group: &SynonymGroup| {
        let events = EVENTS.iter().filter_map(|event| synonyms().named(event));
        let mut all = events.flat_map(|event| std::iter::once(event).chain(synonyms().kinds_of(event)));
        all.any(|event| event.name == group.name)
    };
    synonyms().of(word).chain(synonyms().above(word)).any(is_kind)
        || matches!(word, "terror" | "terrorist" | "terrorists" | "terrorism" | "air" | "strike" | "strikes")
}

/// Whether a folded English word names what events are aimed at or done with: *school*, *train*, *police*.
pub fn is_target(word: &str) -> bool {
    synonyms().of(word).chain(synonyms().above(word)).next().is_some() && !is_event(word)
}

/// Whether a folded word is a usual English word. Words that are mostly names (*Nice*, *Reading*, *Mark*) are not.
pub fn is_common_word(word: &str) -> bool {
    static WORDS: OnceLock<CommonWords> = OnceLock::new();
    WORDS.get_or_init(CommonWords::read).contains(word)
}

/// Words in one text, a line each, sorted.
struct CommonWords {
    text: String,
    /// The byte at which each word begins, and the end.
    starts: Vec<u32>,
}

impl CommonWords {
    fn read() -> Self {
        let mut text = String::new();
        let packed: &[u8] = include_bytes!("../../data/vocabulary/common-words.bin");
        if DeflateDecoder::new(packed).read_to_string(&mut text).is_err() {
            text.clear();
        }
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { starts: starts.collect(), text }
    }

    fn contains(&self, word: &str) -> bool {
        let line = |bounds: &[u32]| self.text[bounds[0] as usize..bounds[1] as usize].trim_end();
        let (mut low, mut high) = (0, self.starts.len() - 1);
        while low < high {
            let middle = usize::midpoint(low, high);
            match line(&self.starts[middle..middle + 2]).cmp(word) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}

/// The English groups.
fn synonyms() -> &'static Synonyms {
    static SYNONYMS: OnceLock<Synonyms> = OnceLock::new();
    SYNONYMS.get_or_init(|| {
        Synonyms::read(
            include_str!("../../data/vocabulary/synonyms.tsv"),
            include_str!("../../data/vocabulary/demonyms.tsv"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn anything_may_be_asked(text in "\\PC{0,20}|[ก-๛ぁ-ヿ一-龥]{0,80}|[ء-ي]{0,9}|[а-я ]{0,20}") {
            prepare();
            let folded = fold(&text);
            let words: Vec<&str> = folded.split(' ').collect();
            for meaning in meanings(&words) {
                prop_assert!((1..=words.len()).contains(&meaning.number_of_words));
            }
            prop_assert!(is_place_name(&words).is_none_or(|n| n <= words.len()));
            for word in words {
                // The pieces are letters of the word, in their order.
                let mut rest = word;
                for piece in split(word).unwrap_or_default() {
                    let at = rest.find(&piece);
                    prop_assert!(at.is_some() && !split(&piece).is_some_and(|p| p.is_empty()));
                    rest = &rest[at.unwrap_or_default() + piece.len()..];
                }
            }
        }
    }

    #[test]
    fn no_meaning_holds_anything_unfolded_or_what_was_typed() {
        let foreign = table().foreign.all().map(|(spelling, _)| spelling);
        let names = table().english.all().chain(table().people.all()).map(|(name, _)| name);
        let typed = foreign.chain(names).chain(synonyms().all());
        let mut read = 0;
        for typed in typed {
            assert_eq!(fold(typed), typed);
            let words: Vec<&str> = typed.split(' ').collect();
            for meaning in meanings(&words) {
                read += 1;
                assert!(!meaning.words.is_empty() && !meaning.shown.is_empty(), "{typed}: {meaning:?}");
                let run = words[..meaning.number_of_words].join(" ");
                for word in &meaning.words {
                    assert_eq!(&fold(word), word, "{typed}");
                    assert_ne!(word, &run, "{typed}");
                }
            }
        }
        assert!(read > 40_000, "{read}");
    }

    #[test]
    fn every_demonym_and_every_foreign_word_is_tied_to_something() {
        for sense in (0..).map_while(|n| table().sense(n)).filter(|s| !s.kind.is_place()) {
            let group = sense.english().next().unwrap();
            assert!(synonyms().named(group).is_some(), "no group {group}");
        }
        for typed in ["afghan", "british", "uzbeks", "kashmiri", "south koreans"] {
            let words: Vec<&str> = typed.split(' ').collect();
            assert!(meanings(&words).iter().any(|m| m.name), "{typed}");
        }
    }
}
