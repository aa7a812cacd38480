//! Edits as those make who take over a text: seeded, so that each run makes the same.

use std::collections::HashSet;

/// Numbers that follow from a seed (SplitMix64).
pub struct Seeded(pub u64);

impl Seeded {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// A kind of edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// The last part is left out.
    CutTail,
    /// The passages stand in another order, and words are changed.
    Swapped,
    /// Words are changed one by one.
    Synonyms,
    /// The beginning is another's.
    OtherLead,
    /// All numbers are changed, and words.
    OtherToll,
    /// All of this at once.
    All,
}

impl Edit {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::CutTail, Self::Swapped, Self::Synonyms, Self::OtherLead, Self::OtherToll, Self::All];
}

fn word_count(passages: &[String]) -> usize {
    passages.iter().map(|p| p.split_whitespace().count()).sum()
}

/// The words of texts, to change others to.
pub fn vocabulary<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    texts.flat_map(str::split_whitespace).filter(|w| w.chars().all(|c| c.is_ascii_lowercase())).collect()
}

/// `text` edited so that about `percent` of its words are changed, left out or new.
pub fn edited(text: &[String], edit: Edit, percent: usize, lead: &[String], words: &[&str], seed: u64) -> Vec<String> {
    let mut seeded = Seeded(seed);
    let total = word_count(text);
    let mut passages = text.to_vec();
    match edit {
        Edit::CutTail => cut_tail(&mut passages, total * percent / 100),
        Edit::Swapped => {
            seeded.shuffle(&mut passages);
            change_words(&mut passages, total * percent / 100, words, &mut seeded);
        }
        Edit::Synonyms => change_words(&mut passages, total * percent / 100, words, &mut seeded),
        Edit::OtherLead => other_lead(&mut passages, total * percent / 100, lead),
        Edit::OtherToll => {
            let changed = change_numbers(&mut passages, &mut seeded);
            change_words(&mut passages, (total * percent / 100).saturating_sub(changed), words, &mut seeded);
        }
        Edit::All => {
            let quarter = total * percent / 400;
            cut_tail(&mut passages, quarter);
            other_lead(&mut passages, quarter, lead);
            let changed = change_numbers(&mut passages, &mut seeded);
            change_words(&mut passages, (2 * quarter).saturating_sub(changed), words, &mut seeded);
            seeded.shuffle(&mut passages);
        }
    }
    passages
}

/// Leaves out the last words.
fn cut_tail(passages: &mut Vec<String>, mut out: usize) {
    while out > 0
        && let Some(last) = passages.pop()
    {
        let words: Vec<&str> = last.split_whitespace().collect();
        if words.len() > out {
            passages.push(words[..words.len() - out].join(" "));
        }
        out = out.saturating_sub(words.len());
    }
}

/// Puts the first words of another text in place of the first words.
fn other_lead(passages: &mut Vec<String>, count: usize, lead: &[String]) {
    let mut out = count;
    while out > 0 && !passages.is_empty() {
        let first = passages.remove(0);
        let words: Vec<&str> = first.split_whitespace().collect();
        if words.len() > out {
            passages.insert(0, words[out..].join(" "));
        }
        out = out.saturating_sub(words.len());
    }
    let new: Vec<&str> = lead.iter().flat_map(|p| p.split_whitespace()).take(count).collect();
    passages.insert(0, new.join(" "));
}

/// Changes this number of words, each chosen by chance; a tenth is left out or doubled by a new one.
fn change_words(passages: &mut [String], count: usize, words: &[&str], seeded: &mut Seeded) {
    let mut cut: Vec<Vec<String>> =
        passages.iter().map(|p| p.split_whitespace().map(str::to_owned).collect()).collect();
    let mut places: Vec<(usize, usize)> =
        cut.iter().enumerate().flat_map(|(p, words)| (0..words.len()).map(move |w| (p, w))).collect();
    seeded.shuffle(&mut places);
    for (passage, word) in places.into_iter().take(count) {
        let old = &cut[passage][word];
        let letters = old.trim_matches(|c: char| !c.is_alphanumeric());
        let new = words[seeded.below(words.len())];
        let new = match seeded.below(20) {
            0 => String::new(),
            1 => format!("{letters} {new}"),
            _ => new.to_owned(),
        };
        cut[passage][word] = if letters.is_empty() { old.clone() } else { old.replacen(letters, &new, 1) };
    }
    for (passage, words) in passages.iter_mut().zip(cut) {
        *passage = words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    }
}

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Changes every number; gives how many.
fn change_numbers(passages: &mut [String], seeded: &mut Seeded) -> usize {
    let named: HashSet<&str> = NUMBERS.into_iter().collect();
    let mut changed = 0;
    for passage in passages {
        let words: Vec<String> = passage
            .split_whitespace()
            .map(|word| {
                if word.starts_with(|c: char| c.is_ascii_digit()) {
                    changed += 1;
                    format!("{}", seeded.below(300))
                } else if named.contains(word.to_lowercase().as_str()) {
                    changed += 1;
                    NUMBERS[seeded.below(12)].to_owned()
                } else {
                    word.to_owned()
                }
            })
            .collect();
        *passage = words.join(" ");
    }
    changed
}
