//! Finds spellings of which a typed word is a form: with another ending, or behind a prefix that Arabic and Hebrew join
//! to the word. What it finds is only possible.

use crate::name_table::Spellings;

/// Minimum number of letters that a form and its word share at the beginning.
const SHARED: usize = 4;
/// The endings that a form may have: how many of its letters are the ending, and how many the spelling has in their
/// place. The nearest first.
const ENDINGS: [(usize, usize); 5] = [(1, 0), (1, 1), (2, 0), (2, 1), (3, 0)];
/// Maximum number of senses that are as near; more say nothing.
const SENSES: usize = 2;

const ARABIC: [&str; 10] = ["وال", "بال", "فال", "ولل", "لل", "ال", "و", "ب", "ل", "ف"];
const HEBREW: [&str; 6] = ["ב", "ה", "ל", "ו", "מ", "ש"];

/// The senses of the spellings of which a folded word is a form, the nearest ones.
pub fn senses(spellings: &Spellings, word: &str) -> Vec<u16> {
    let letters = word.chars().count();
    let first = word.chars().next().unwrap_or(' ');
    // Other scripts have no endings of this kind, or no spaces. Short Latin words are too often English.
    let shortest = match first {
        'a'..='z' => 7,
        '\u{370}'..='\u{6ff}' => 5,
        _ => return Vec::new(),
    };
    if letters < shortest {
        return Vec::new();
    }
    let behind = behind_prefix(spellings, word);
    if !behind.is_empty() {
        return behind;
    }
    for (cut, instead) in ENDINGS.into_iter().filter(|(cut, _)| letters >= SHARED + cut) {
        let end = word.char_indices().rev().take(cut).last().map_or(word.len(), |(at, _)| at);
        let mut found: Vec<u16> = Vec::new();
        for (rest, sense) in spellings.beginning_with(&word[..end]) {
            if rest.chars().take(2).count() == instead && rest != " " && !found.contains(&sense) {
                found.push(sense);
            }
        }
        if !found.is_empty() {
            return if found.len() > SENSES { Vec::new() } else { found };
        }
    }
    Vec::new()
}

/// The senses of what follows *in*, *and*, *the* … joined to it.
fn behind_prefix(spellings: &Spellings, word: &str) -> Vec<u16> {
    let prefixes: &[&str] = match word.chars().next() {
        Some('\u{600}'..='\u{6ff}') => &ARABIC,
        Some('\u{590}'..='\u{5ff}') => &HEBREW,
        _ => return Vec::new(),
    };
    let rests = prefixes.iter().filter_map(|prefix| word.strip_prefix(prefix));
    let mut rests = rests.filter(|rest| rest.chars().count() >= SHARED).map(|rest| spellings.of(rest).collect());
    rests.find(|found: &Vec<u16>| !found.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(all: &[&str]) -> Spellings {
        let mut spellings = Spellings::default();
        for (number, spelling) in all.iter().enumerate() {
            spellings.push(spelling.chars(), number as u16);
        }
        spellings.sort();
        spellings
    }

    #[test]
    fn endings_and_joined_prefixes() {
        let known = spellings(&["москва", "стамбул", "moskova", "москве река", "بغداد"]);
        assert_eq!(senses(&known, "москве"), [0]);
        assert_eq!(senses(&known, "стамбуле"), [1]);
        assert_eq!(senses(&known, "moskovada"), [2]);
        assert_eq!(senses(&known, "وبغداد"), [4]);
        assert_eq!(senses(&known, "ببغداد"), [4]);
        assert_eq!(senses(&known, "moskov"), Vec::<u16>::new(), "short");
    }

    #[test]
    fn what_is_near_to_many_is_near_to_none() {
        assert_eq!(senses(&spellings(&["берега", "берегу", "берегы"]), "берего"), Vec::<u16>::new());
    }
}
