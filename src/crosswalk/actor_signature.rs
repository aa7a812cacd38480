//! Who took part in an event, so that names which data sets write differently can be compared. Where the table of names has both,
//! it decides; else names are the same by the words in them that hardly any other actor has.

use std::collections::HashMap;

use crate::fold::fold;
use crate::model::Corpus;
use crate::model::dataset::{DataSet, Part};
use crate::model::id::Id;
use crate::model::name::NameKind;

/// The names of armed groups, folded, with a number for each group and for those that it is part of.
#[derive(Debug, Default)]
pub struct ActorNames {
    known: HashMap<Box<str>, Box<[u32]>>,
}

impl ActorNames {
    /// The organisations of corpora, the first of which are preferred.
    pub fn new<'c>(corpora: impl IntoIterator<Item = &'c Corpus>) -> Self {
        let mut known: HashMap<Box<str>, Box<[u32]>> = HashMap::new();
        for corpus in corpora {
            let table = corpus.name_table();
            for (id, name) in corpus.names().filter(|(_, name)| name.kind == NameKind::Organisation) {
                let above = std::iter::successors(Some(id), |id| table.get(id.index())?.part_of);
                let numbers: Box<[u32]> =
                    above.filter_map(|id| Some(word_hash(&fold(corpus.str(table.get(id.index())?.name))))).collect();
                let all = std::iter::once(name.name).chain(name.variants.iter().copied());
                for spelling in all.chain(name.outside.iter().map(|outside| outside.name)) {
                    known.entry(fold(corpus.str(spelling)).into()).or_insert_with(|| numbers.clone());
                }
            }
        }
        Self { known }
    }

    /// The numbers of a group, its own first, by one of its names.
    fn of(&self, name: &str) -> Option<&[u32]> {
        let plain = |name: &str| self.known.get(fold(name).as_str()).map(|numbers| &**numbers);
        plain(name)
            .or_else(|| plain(name.split_once(" (")?.0))
            .or_else(|| plain(name.split_once(": ")?.1))
            .or_else(|| plain(name.split_once(" - ")?.0))
    }
}

/// Who took part in a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActorSignature {
    /// Numbers of the groups that the table of names has, in order.
    table: Box<[u32]>,
    /// Numbers of the organisations that they are part of, in order.
    above: Box<[u32]>,
    /// Hashes of the words that tell groups apart, of names that the table does not have, in order.
    words: Box<[u32]>,
    /// The same of names that it has: compared only with words of names that it does not have.
    table_words: Box<[u32]>,
    /// Whether forces of a state took part.
    pub state: bool,
}

/// What the actors of two records say of whether they are one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorFit {
    /// A group of both is the same by the table of names.
    SameByTable,
    /// A group of both has the same rare words in its name, and the table of names has not both.
    SameByName,
    /// One group is a branch of the other's organisation, or both of one.
    Branch,
    /// Both name only forces of a state.
    State,
    /// One of them names no group.
    Unknown,
    /// Both name groups, none of which is the same.
    Apart,
    /// The same, and the table of names has a group of each.
    ApartByTable,
}

impl ActorSignature {
    /// The signatures of all actor groups of a data set.
    pub(super) fn of_set(set: &DataSet, names: &ActorNames) -> Vec<Self> {
        let countries: Vec<String> = set.countries.iter().map(|country| fold(&country.name)).collect();
        let countries: Vec<&str> = countries.iter().flat_map(|name| name.split(' ')).filter(|w| w.len() >= 4).collect();
        let mut actors: Vec<OneActor> = set.actors.iter().map(|name| OneActor::new(name, names, &countries)).collect();
        drop_common(&mut actors);
        let of_group = |group: &crate::model::dataset::ActorGroup| {
            let mut signature = Self::default();
            let (mut table, mut above) = (Vec::new(), Vec::new());
            let (mut words, mut table_words) = (Vec::new(), Vec::new());
            let mut put = |numbers: &[u32]| {
                table.extend(numbers.first());
                above.extend(numbers.iter().skip(1));
            };
            // Whom an attack hit is said by its kind and its words; that is no party.
            for (actor, _) in group.actors.iter().filter(|(_, part)| *part != Part::Target) {
                let Some(actor) = actors.get(*actor as usize) else { continue };
                signature.state |= actor.state;
                put(&actor.table);
                let of_name = if actor.table.is_empty() { &mut words } else { &mut table_words };
                of_name.extend_from_slice(&actor.words);
            }
            if let Some(numbers) = names.of(group.meant).filter(|_| !group.meant.is_empty()) {
                put(numbers);
            }
            let ordered = |mut list: Vec<u32>| -> Box<[u32]> {
                list.sort_unstable();
                list.dedup();
                list.into()
            };
            let [table, above, words, table_words] = [table, above, words, table_words].map(ordered);
            Self { table, above, words, table_words, ..signature }
        };
        set.actor_groups.iter().map(of_group).collect()
    }

    /// Whether it names a group.
    fn is_named(&self) -> bool {
        !self.table.is_empty() || !self.words.is_empty()
    }

    /// What two signatures say.
    #[inline]
    pub fn fit(&self, other: &Self) -> ActorFit {
        if !self.is_named() || !other.is_named() {
            return if self.state && other.state && !self.is_named() && !other.is_named() {
                ActorFit::State
            } else {
                ActorFit::Unknown
            };
        }
        if share(&self.table, &other.table) {
            ActorFit::SameByTable
        } else if share(&self.words, &other.words)
            || share(&self.words, &other.table_words)
            || share(&self.table_words, &other.words)
        {
            ActorFit::SameByName
        } else if share(&self.table, &other.above)
            || share(&self.above, &other.table)
            || share(&self.above, &other.above)
        {
            ActorFit::Branch
        } else if !self.table.is_empty() && !other.table.is_empty() {
            ActorFit::ApartByTable
        } else {
            ActorFit::Apart
        }
    }
}

fn share(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|n| b.binary_search(n).is_ok())
}

/// What is compared of one actor's name.
#[derive(Debug, Default)]
struct OneActor {
    table: Vec<u32>,
    words: Vec<u32>,
    state: bool,
}

impl OneActor {
    /// The words of the names of `countries` tell no groups of one country apart.
    fn new(name: &str, names: &ActorNames, countries: &[&str]) -> Self {
        let folded = fold(name);
        let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
        if has(&NOBODY) || folded.is_empty() {
            return Self::default();
        }
        let table = names.of(name).unwrap_or_default().to_vec();
        if table.is_empty() && has(&STATE) && !has(&AGAINST) {
            return Self { state: true, ..Self::default() };
        }
        let words = folded.split(' ').filter(|word| tells_apart(word));
        // Also *Nigerian*.
        let words = words.filter(|word| !countries.iter().any(|country| word.starts_with(country)));
        let words = words.map(|word| word_hash(word.strip_suffix('s').filter(|stem| stem.len() >= 4).unwrap_or(word)));
        Self { table, words: words.collect(), ..Self::default() }
    }
}

/// Drops the words that are in the names of many actors of a data set, and so tell none of them apart.
fn drop_common(actors: &mut [OneActor]) {
    /// Groups split and join, and their names with them.
    const FEW: usize = 4;
    let mut found: HashMap<u32, usize> = HashMap::new();
    for word in actors.iter().flat_map(|actor| &actor.words) {
        *found.entry(*word).or_default() += 1;
    }
    let most = FEW.max(actors.len() / 50);
    for actor in actors {
        actor.words.retain(|word| found.get(word).is_none_or(|number| *number <= most));
    }
}

/// Words of names of actors that are nobody in particular, or no armed party.
const NOBODY: [&str; 13] = [
    "unknown",
    "unidentified",
    "unaffiliated",
    "unspecified",
    "civilians",
    "civilian",
    "protesters",
    "rioters",
    "gunmen",
    "individuals",
    "perpetrators",
    "tribesmen",
    "villagers",
];
/// Words of names of forces of a state.
const STATE: [&str; 8] = ["government", "military", "police", "gendarmerie", "army", "navy", "forces", "guards"];
/// Words by which such a name is that of others.
const AGAINST: [&str; 16] = [
    "liberation",
    "rebel",
    "rebels",
    "resistance",
    "front",
    "people",
    "peoples",
    "movement",
    "lord",
    "lords",
    "democratic",
    "islamic",
    "revolutionary",
    "self",
    "defense",
    "opposition",
];

/// Whether a word of a group's name tells it from others.
fn tells_apart(word: &str) -> bool {
    const COMMON: [&str; 64] = [
        "al",
        "and",
        "armed",
        "army",
        "alliance",
        "arm",
        "association",
        "ansar",
        "band",
        "battalion",
        "brigade",
        "brigades",
        "clan",
        "cell",
        "coalition",
        "command",
        "committee",
        "communal",
        "communist",
        "congress",
        "council",
        "defense",
        "defence",
        "democratic",
        "ethnic",
        "extremists",
        "faction",
        "fighters",
        "force",
        "forces",
        "for",
        "former",
        "free",
        "front",
        "gang",
        "group",
        "groups",
        "independence",
        "in",
        "islamic",
        "islamist",
        "jihad",
        "jihadi",
        "left",
        "liberation",
        "local",
        "militants",
        "militia",
        "movement",
        "national",
        "of",
        "organization",
        "party",
        "people",
        "peoples",
        "rebel",
        "rebels",
        "resistance",
        "revolutionary",
        "self",
        "separatists",
        "the",
        "tribal",
        "united",
    ];
    let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.chars().count() >= 3 && !is_year && !COMMON.contains(&word)
}

/// FNV-1a of 32 bits.
pub(super) fn word_hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, hash_on)
}

/// The hash of a word that goes on with a byte.
#[inline]
pub(super) fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}
