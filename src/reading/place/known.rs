//! The countries, regions and states that are known without a gazetteer, by folded name.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::countries::{COUNTRIES, REGIONS, STATES};
use super::gazetteer::{GeoPlace, PlaceKind};
use crate::reading::capital::capital;

type Table = HashMap<&'static str, Vec<(GeoPlace, bool)>, foldhash::fast::FixedState>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (code, names, adjectives) in COUNTRIES {
        let usual = names.split('|').next().unwrap_or("");
        for (list, adjective) in [(names, false), (adjectives, true)] {
            for name in list.split('|').filter(|n| !n.is_empty()) {
                table.entry(name).or_default().push((place(usual, PlaceKind::Country, code, ""), adjective));
            }
        }
    }
    for (code, name) in REGIONS {
        table.entry(name).or_default().push((place(name, PlaceKind::Region, code, ""), false));
    }
    for (code, name, _) in STATES {
        table.entry(name).or_default().push((place(name, PlaceKind::Region, "US", code), false));
    }
    table
});

/// The first words of all names, so that most words are looked up once.
static FIRST: LazyLock<hashbrown::HashSet<&'static str, foldhash::fast::FixedState>> =
    LazyLock::new(|| TABLE.keys().filter_map(|name| name.split(' ').next()).collect());

fn place(name: &str, kind: PlaceKind, country: &str, admin: &str) -> GeoPlace {
    let words = name.split(' ').map(|word| {
        let small = matches!(word, "of" | "the" | "and");
        if small { word.to_owned() } else { capital(word) }
    });
    let name = words.collect::<Vec<_>>().join(" ");
    GeoPlace { name, kind, country: country.to_owned(), admin: admin.to_owned(), lat: 0.0, lon: 0.0, population: 0 }
}

/// The longest known name that `words` begin with: how many words, the places, and whether it is an adjective.
pub fn longest(words: &[&str]) -> Option<(usize, Vec<GeoPlace>, bool)> {
    if !words.first().is_some_and(|word| FIRST.contains(word)) {
        return None;
    }
    for count in (1..=words.len().min(6)).rev() {
        let name = words[..count].join(" ");
        if let Some(found) = TABLE.get(name.as_str()) {
            return Some((count, found.iter().map(|f| f.0.clone()).collect(), found.iter().all(|f| f.1)));
        }
    }
    None
}

/// The state of the USA that an abbreviation after a town's name stands for: "Ga", "GA", "Calif".
pub fn abbreviation(word: &str) -> Option<(usize, Vec<GeoPlace>, bool)> {
    let capitals = word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    let short = word.replace('.', "");
    let lower = short.to_lowercase();
    let known = |row: &&(&str, &str, &str)| {
        capitals && row.0 == word
            || !row.2.is_empty() && row.2 == lower && word.starts_with(char::is_uppercase)
            || row.0.eq_ignore_ascii_case(&short) && word.starts_with(char::is_uppercase) && short.len() == 2
    };
    let row = STATES.iter().find(known)?;
    Some((1, vec![place(row.1, PlaceKind::Region, "US", row.0)], false))
}

/// Words that are names of towns and common besides; a place only where the text says so.
const COMMON: &str = "nice reading mobile split police of most march date along best bath man male many hope enterprise
    independence liberty union victoria central university college city county sheriff officers friday saturday sunday
    monday tuesday wednesday thursday green brown white black young jackson lincoln franklin madison jefferson johnson
    washington houston austin clinton carter wilson nelson logan morgan taylor mason parker baker anderson harris
    martin marion warren allen lee hall hill park lake river beach spring springs bell mill center centre grand long
    home house church school street road avenue north south east west news post times media star sun mail press
    photo video related story share twitter facebook email copyright getty reuters normal early bird social deal
    bay pool rock stone sand salem eden paradise orange lemon apple bank bar much some here their these surprise
    roman baron king prince duke earl christian santa salvador mission plant temple victor santiago joseph charlotte
    paul peter david george henry lawrence francis vincent troy florence alexandria sofia adrian mario ali hassan
    mohammed mahmud ahmad side hub metro god honda hale jones kennedy mitchell santos rodriguez williams ibarra buffalo
    second third ponce winslow oldham time wake sola corona canton rewa medina colonia comet dent poplar carolina
    boulevard court drive lane square plaza garden gardens heights village town county parish downtown uptown midtown
    miller moore thomas scott hill king wright lopez hill torres nguyen rivera campbell carter roberts gomez phillips
    evans turner diaz cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz cooper
    peterson reed bailey kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray
    mendoza ruiz hughes price alvarez castillo sanders patel myers ross foster jimenez powell jenkins perry russell
    sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero patterson hamilton graham
    reynolds griffin wallace west cole hayes gibson bryant ellis stevens murray ford owens mcdonald cruz marshall
    estrada rangel cano bush basin broadway kano ensley norman ortega gomez hernandez garcia martinez perez sanchez ramirez flores";

static COMMON_SET: LazyLock<hashbrown::HashSet<&'static str, foldhash::fast::FixedState>> =
    LazyLock::new(|| COMMON.split_ascii_whitespace().collect());

/// Whether a word is common besides being a town's name.
pub fn is_common(word: &str) -> bool {
    COMMON_SET.contains(word.to_lowercase().as_str())
}
