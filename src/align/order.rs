//! Chooses the place of each passage by the order of the passages.
//!
//! A page often repeats a paragraph's first words: in its meta data, in a caption, in a list of related articles. The
//! rule, which no author has to help:
//!
//! 1. As many passages as possible are placed in reading order. Their text is the shortest stretch of the page that holds
//!    them in that order, so repeats before and after the text do not count.
//! 2. Of several places between the neighbours of a passage, those are left out whose text is the same, or is cut off
//!    where the longest goes on (with an ellipsis, or inside a word).
//! 3. The first and the last passage have a neighbour on one side only. If its number is the next one, the nearest places
//!    count, with those that stand directly beside them (a paragraph and its caption).
//! 4. If more than one place is left, order does not decide, and the passage is ambiguous.
//!
//! Knows places and texts; does not know what the words mean.

/// A place in a copy: block, then byte in the block's normalised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyPlace {
    /// The block.
    pub block: usize,
    /// The byte.
    pub at: usize,
}

/// The place chosen for a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceChoice {
    /// The place.
    pub place: CopyPlace,
    /// Whether order decides for it.
    pub decided: bool,
}

/// Maximum number of places of one passage that are weighed; more are ambiguous.
const MOST_RIVALS: usize = 64;

/// Chooses at most one of the places `found` for each passage, in increasing order. `numbers` are the numbers of the
/// passages, `blocks` the normalised texts of the copy.
pub fn choose(found: &[Vec<CopyPlace>], numbers: &[u32], blocks: &[String]) -> Vec<Option<PlaceChoice>> {
    let chain = longest_in_order(found);
    let members: Vec<usize> = (0..found.len()).filter(|&i| chain[i].is_some()).collect();
    let mut places: Vec<CopyPlace> = chain.iter().flatten().copied().collect();
    shortest_stretch(found, &members, &mut places);
    let mut choices = vec![None; found.len()];
    for (nth, &passage) in members.iter().enumerate() {
        let before = nth.checked_sub(1).map(|n| places[n]);
        let after = places.get(nth + 1).copied();
        let between = |&&place: &&CopyPlace| before.is_none_or(|b| b < place) && after.is_none_or(|a| place < a);
        let mut rivals: Vec<CopyPlace> = found[passage].iter().filter(between).copied().collect();
        // Only a passage with the next number must be near.
        let next_to = |other: Option<&usize>| other.is_some_and(|&o| numbers[passage].abs_diff(numbers[o]) == 1);
        if rivals.len() <= MOST_RIVALS {
            let is_first = nth == 0;
            let distinct = |rivals| distinct(rivals, places[nth], is_first, blocks);
            rivals = distinct(rivals);
            if is_first && next_to(members.get(1)) {
                rivals = distinct(nearest(rivals.iter().rev(), blocks));
            } else if !is_first && after.is_none() && next_to(members.get(nth - 1)) {
                rivals = distinct(nearest(rivals.iter(), blocks));
            }
        }
        let decided = rivals.len() == 1;
        let place = if decided { rivals[0] } else { places[nth] };
        places[nth] = place;
        choices[passage] = Some(PlaceChoice { place, decided });
    }
    choices
}

/// The first of `places` and those after it, each directly beside the one before. A block printed again is one with the
/// block before it.
fn nearest<'p>(places: impl Iterator<Item = &'p CopyPlace>, blocks: &[String]) -> Vec<CopyPlace> {
    let beside = |one: &CopyPlace, other: &CopyPlace| {
        let (low, high) = (one.block.min(other.block), one.block.max(other.block));
        (low + 1..high).all(|between| blocks[between] == blocks[low])
    };
    let mut run: Vec<CopyPlace> = Vec::new();
    for place in places {
        if run.last().is_some_and(|last| !beside(last, place)) {
            break;
        }
        run.push(*place);
    }
    run.sort_unstable();
    run
}

/// Leaves out places whose text repeats that of another one, in full or cut off. Of equal texts it keeps the one at
/// `chosen`, else the last or the first.
fn distinct(mut places: Vec<CopyPlace>, chosen: CopyPlace, last: bool, blocks: &[String]) -> Vec<CopyPlace> {
    let text = |place: &CopyPlace| &blocks[place.block][place.at..];
    // A text that is cut off is as long as what it keeps.
    let length = |place: &CopyPlace| {
        let (stem, is_cut) = stem(text(place));
        (stem.len(), !is_cut)
    };
    let Some(most) = places.iter().map(length).max() else { return places };
    let full = |place: &&CopyPlace| length(place) == most;
    let mut longest = places.iter().filter(full);
    let Some(kept) =
        longest.clone().find(|place| **place == chosen).or(if last { longest.next_back() } else { longest.next() })
    else {
        return places;
    };
    let kept = *kept;
    places.retain(|place| *place == kept || !repeats(text(place), text(&kept)));
    places
}

/// Whether `text` is `full`, or its beginning and cut off.
fn repeats(text: &str, full: &str) -> bool {
    let (stem, is_cut) = stem(text);
    if is_cut {
        return full.starts_with(stem);
    }
    let cut = |rest: &str| {
        rest.is_empty() || (rest.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric))
    };
    full.strip_prefix(text).is_some_and(cut)
}

/// `text` without the ellipsis at its end, and whether it has one.
fn stem(text: &str) -> (&str, bool) {
    let stem = text.trim_end_matches(['…', '.', ' ', '[', ']', '(', ')']);
    let end = &text[stem.len()..];
    if end.contains('…') || end.contains("...") { (stem, true) } else { (text, false) }
}

/// Moves `places`, one of each of the passages `members`, to the shortest stretch that holds them in their order; to the
/// first of equally short ones.
fn shortest_stretch(found: &[Vec<CopyPlace>], members: &[usize], places: &mut [CopyPlace]) {
    let Some((&first, rest)) = members.split_first() else { return };
    // For each member, the position of its current place; the places after a start never move back.
    let mut at = vec![0; rest.len()];
    let mut best: Option<(usize, CopyPlace)> = None;
    let mut current: Vec<CopyPlace> = Vec::new();
    for &start in &found[first] {
        let mut end = start;
        for (n, &member) in rest.iter().enumerate() {
            let candidates = &found[member];
            while candidates.get(at[n]).is_some_and(|place| *place <= end) {
                at[n] += 1;
            }
            let Some(&place) = candidates.get(at[n]) else {
                // No later start holds them all.
                return settle(found, members, places, best);
            };
            // If a place stays, so do all after it.
            if current.get(n) == Some(&place) {
                break;
            }
            match current.get_mut(n) {
                Some(known) => *known = place,
                None => current.push(place),
            }
            end = place;
        }
        let end = current.last().copied().unwrap_or(start);
        let length = end.block - start.block;
        if best.is_none_or(|(shortest, _)| length < shortest) {
            best = Some((length, start));
        }
    }
    settle(found, members, places, best);
}

/// The first places in order from the best start on.
fn settle(found: &[Vec<CopyPlace>], members: &[usize], places: &mut [CopyPlace], best: Option<(usize, CopyPlace)>) {
    let Some((_, start)) = best else { return };
    let mut end: Option<CopyPlace> = None;
    for (place, &member) in places.iter_mut().zip(members) {
        let candidates = &found[member];
        let next = match end {
            None => candidates.iter().find(|c| **c >= start),
            Some(end) => candidates.get(candidates.partition_point(|c| *c <= end)),
        };
        let Some(&next) = next else { return };
        *place = next;
        end = Some(next);
    }
}

/// Chooses at most one candidate per passage, so that places increase and as many passages as possible have one:
/// the longest increasing subsequence, by patience sorting.
fn longest_in_order(found: &[Vec<CopyPlace>]) -> Vec<Option<CopyPlace>> {
    // The top of each pile is the lowest place at which a sequence of that length can end.
    let mut nodes: Vec<(usize, CopyPlace, Option<usize>)> = Vec::new();
    let mut tops: Vec<usize> = Vec::new();
    for (passage, candidates) in found.iter().enumerate() {
        // Descending order, so that a passage never follows itself.
        for &place in candidates.iter().rev() {
            let pile = tops.partition_point(|&n| nodes[n].1 < place);
            nodes.push((passage, place, pile.checked_sub(1).map(|p| tops[p])));
            let node = nodes.len() - 1;
            match tops.get_mut(pile) {
                Some(top) => *top = node,
                None => tops.push(node),
            }
        }
    }
    let mut chain = vec![None; found.len()];
    let mut at = tops.last().copied();
    while let Some(node) = at {
        let (passage, place, before) = nodes[node];
        chain[passage] = Some(place);
        at = before;
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(block: usize) -> CopyPlace {
        CopyPlace { block, at: 0 }
    }

    /// The blocks chosen; `None` for ambiguous ones.
    fn chosen(found: &[&[usize]], blocks: &[&str]) -> Vec<Option<usize>> {
        let found: Vec<Vec<CopyPlace>> = found.iter().map(|all| all.iter().map(|&b| at(b)).collect()).collect();
        let blocks: Vec<String> = blocks.iter().map(|b| (*b).to_owned()).collect();
        let numbers: Vec<u32> = (1..=found.len() as u32).collect();
        let choices = choose(&found, &numbers, &blocks);
        choices.into_iter().map(|c| c.filter(|c| c.decided).map(|c| c.place.block)).collect()
    }

    #[test]
    fn the_longest_run_in_order_wins() {
        let found = vec![vec![at(5)], vec![at(1)], vec![at(2), at(9)], vec![], vec![at(3)]];
        assert_eq!(longest_in_order(&found), [None, Some(at(1)), Some(at(2)), None, Some(at(3))]);
    }

    #[test]
    fn repeats_before_and_after_the_text_do_not_count() {
        let page = ["lead, meta", "title", "lead, body", "second", "third", "related", "third, again"];
        assert_eq!(chosen(&[&[0, 2], &[3], &[4, 6]], &page), [Some(2), Some(3), Some(4)]);
        // A summary that repeats two leads in their order is further from the rest than the text is.
        let page = ["a, summary", "b, summary", "ad", "ad", "a, text", "b, text", "c"];
        assert_eq!(chosen(&[&[0, 4], &[1, 5], &[6]], &page), [Some(4), Some(5), Some(6)]);
    }

    #[test]
    fn a_repeat_that_is_the_same_or_cut_off_decides_nothing() {
        assert_eq!(chosen(&[&[0, 1], &[2]], &["lead and mo…", "lead and more", "b"]), [Some(1), Some(2)]);
        assert_eq!(chosen(&[&[0, 1], &[2]], &["lead and more", "lead and mo", "b"]), [Some(0), Some(2)]);
        let inside = ["a", "lead and more", "x", "lead and [...]", "b"];
        assert_eq!(chosen(&[&[0], &[1, 3], &[4]], &inside), [Some(0), Some(1), Some(4)]);
        assert_eq!(chosen(&[&[0, 1], &[2]], &["same", "same", "b"]), [Some(1), Some(2)]);
        // A block printed twice in a row is one place, and what follows stands beside it.
        let twice = ["lead, meta", "x", "lead and more", "lead and more", "lead and mo…", "b"];
        assert_eq!(chosen(&[&[0, 2, 4], &[5]], &twice), [Some(2), Some(5)]);
    }

    #[test]
    fn what_order_does_not_decide_stays_ambiguous() {
        // A caption beside the paragraph that goes on differently, and two places inside the text.
        assert_eq!(chosen(&[&[0, 1], &[2]], &["lead. Photo", "lead. Text", "b"]), [None, Some(2)]);
        assert_eq!(chosen(&[&[0], &[1, 3], &[4]], &["a", "b one", "x", "b two", "c"]), [Some(0), None, Some(4)]);
        // Without a neighbour there is no order.
        assert_eq!(chosen(&[&[0, 2]], &["a one", "x", "a two"]), [None]);
    }

    #[test]
    fn only_the_next_number_must_be_near() {
        let found = vec![vec![at(0), at(2)], vec![at(5)]];
        let blocks: Vec<String> = ["lead one", "x", "lead two", "y", "z", "c"].map(String::from).into();
        assert!(choose(&found, &[1, 2], &blocks)[0].is_some_and(|c| c.decided && c.place == at(2)));
        assert!(choose(&found, &[1, 4], &blocks)[0].is_some_and(|c| !c.decided));
    }

    proptest! {
        /// Places increase, each is one of its passage's, and as many passages have one as possible.
        #[test]
        fn choices_are_in_order(sets in prop::collection::vec(prop::collection::btree_set(0usize..12, 0..5), 0..8)) {
            let found: Vec<Vec<CopyPlace>> = sets.iter().map(|s| s.iter().map(|&b| at(b)).collect()).collect();
            let blocks: Vec<String> = (0..12).map(|n| format!("block {n}")).collect();
            let numbers: Vec<u32> = (1..=found.len() as u32).collect();
            let choices = choose(&found, &numbers, &blocks);
            let placed: Vec<CopyPlace> = choices.iter().flatten().map(|c| c.place).collect();
            prop_assert!(placed.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(choices.iter().zip(&found).all(|(c, all)| c.is_none_or(|c| all.contains(&c.place))));
            prop_assert_eq!(placed.len(), longest_in_order(&found).iter().flatten().count());
            // No stretch with the same passages is shorter than that before rule 2 and 3 choose within it.
            let members: Vec<usize> = (0..found.len()).filter(|&i| choices[i].is_some()).collect();
            let mut places = placed.clone();
            shortest_stretch(&found, &members, &mut places);
            if let (Some(first), Some(last)) = (places.first(), places.last()) {
                for start in &found[members[0]] {
                    let mut end = *start;
                    let whole = members[1..].iter().all(|&m| {
                        let next = found[m].iter().find(|p| **p > end).copied();
                        end = next.unwrap_or(end);
                        next.is_some()
                    });
                    prop_assert!(!whole || end.block - start.block >= last.block - first.block);
                }
            }
        }
    }
}
