//! Splits runs of scripts that put no spaces between words, Chinese, Japanese and Thai, into known spellings.

use crate::name_table::Spellings;

/// Maximum number of letters of a run that is split; names are shorter.
const LONGEST: usize = 64;
/// Maximum number of letters of a piece.
const LONGEST_PIECE: usize = 24;
/// Particles between pieces, which say nothing by themselves, and what makes a word for its people of a country: 俄罗斯人.
const PARTICLES: [&str; 23] = [
    "的",
    "人",
    "籍",
    "裔",
    "在",
    "于",
    "於",
    "和",
    "与",
    "與",
    "及",
    "の",
    "て",
    "で",
    "か",
    "が",
    "を",
    "に",
    "は",
    "と",
    "へ",
    "ใน",
    "ที่",
];

/// The known spellings that make up a folded word; `None` if it is of another script or not wholly known.
pub fn split(spellings: &Spellings, word: &str) -> Option<Vec<String>> {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let letters = ends.len() - 1;
    if !(2..=LONGEST).contains(&letters) || !word.chars().all(is_unspaced) {
        return None;
    }
    // For each end: the least cost to get there, and where the last piece begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; letters + 1];
    best[0] = Some((0, 0));
    for end in 1..=letters {
        for start in (end.saturating_sub(LONGEST_PIECE)..end).rev() {
            let Some((cost, _)) = best[start] else { continue };
            let piece = &word[ends[start]..ends[end]];
            let cost = match () {
                () if end - start > 1 && spellings.contains(piece) => cost + 1,
                () if PARTICLES.contains(&piece) && start > 0 => cost + 2,
                // A word of one letter stands behind a name: 科伦坡港.
                () if start > 0 && spellings.contains(piece) => cost + 3,
                () => continue,
            };
            if best[end].is_none_or(|(known, _)| cost < known) {
                best[end] = Some((cost, start));
            }
        }
    }
    let mut pieces = Vec::new();
    let mut end = letters;
    while end > 0 {
        let (_, start) = best[end]?;
        let piece = &word[ends[start]..ends[end]];
        if !PARTICLES.contains(&piece) {
            pieces.push(piece.to_owned());
        }
        end = start;
    }
    pieces.reverse();
    (pieces != [word]).then_some(pieces)
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wholly_known_is_split() {
        let mut known = Spellings::default();
        for spelling in ["伊朗", "爆炸", "伊朗爆", "モスクワ"] {
            known.push(spelling.chars(), 0);
        }
        known.sort();
        assert_eq!(split(&known, "伊朗爆炸").unwrap(), ["伊朗", "爆炸"]);
        assert_eq!(split(&known, "伊朗的爆炸").unwrap(), ["伊朗", "爆炸"]);
        assert_eq!(split(&known, "モスクワて").unwrap(), ["モスクワ"]);
        for unsplit in ["伊朗", "伊朗炸", "iran", "", "的"] {
            assert_eq!(split(&known, unsplit), None, "{unsplit}");
        }
    }
}
