//! Which pairs are of a day and a record that sums up several days. That shows in the days together: several records that fit, of
//! different days inside the span of one, are its parts whatever number each gives, as long as they give no more than it does. A
//! single one is the same event, of which the other leaves the day open; and what fits another record better is no day of this one.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::judge::{Edge, SeriesDay};
use super::link_index::LinkIndex;

/// The weight of evidence, words included, from which a record is among the days of another: near the weight at which a pair is as
/// likely as none. Below it lies what else happens in one place in a week.
const FITS: f32 = 2.0;

/// A record that sums up, by its side and number.
type Whole = (bool, u32);

/// A record that may be a day of one, by the side of that one and its own number.
type Day = (bool, u32);

fn day_of(edge: &Edge, part: SeriesDay) -> Day {
    (part.whole_is_a, if part.whole_is_a { edge.b } else { edge.a })
}

/// The pair of a record that weighs most, and the weight of the one after it.
struct Best {
    first: (usize, f32),
    second: f32,
}

impl Default for Best {
    fn default() -> Self {
        Self { first: (usize::MAX, f32::MIN), second: f32::MIN }
    }
}

impl Best {
    /// Takes in a pair.
    fn take(&mut self, at: usize, weight: f32) {
        if weight > self.first.1 {
            self.second = self.first.1;
            self.first = (at, weight);
        } else {
            self.second = self.second.max(weight);
        }
    }

    /// The most that another pair weighs.
    fn beside(&self, at: usize) -> f32 {
        if self.first.0 == at { self.second } else { self.first.1 }
    }
}

/// Leaves the mark of a part to the pairs that are one, with the weight of that. `edges` are in order.
pub(super) fn settle(edges: &mut [Edge], a: &LinkIndex, b: &LinkIndex) {
    let weight = |edge: &Edge| edge.weight + edge.part.map_or(0.0, |part| part.gain);
    let fitting =
        || edges.iter().enumerate().filter_map(|(at, e)| Some((at, e, e.part.filter(|_| weight(e) >= FITS)?)));
    // What fits each day best, be it as its sum or as the same event.
    let mut most: hashbrown::HashMap<Day, Best, FixedState> =
        fitting().map(|(_, edge, part)| (day_of(edge, part), Best::default())).collect();
    let rivals: &[Edge] = if most.is_empty() { &[] } else { edges };
    for (at, edge) in rivals.iter().enumerate() {
        for day in [(true, edge.b), (false, edge.a)] {
            if let Some(most) = most.get_mut(&day) {
                most.take(at, edge.weight.max(weight(edge)));
            }
        }
    }
    let mut days: HashMap<Whole, BTreeMap<i32, usize>> = HashMap::new();
    for (at, edge, part) in fitting() {
        if most.get(&day_of(edge, part)).is_some_and(|most| most.beside(at) > weight(edge)) {
            continue;
        }
        let whole = (part.whole_is_a, if part.whole_is_a { edge.a } else { edge.b });
        let best = days.entry(whole).or_default().entry(part.day).or_insert(at);
        if weight(edge) > weight(&edges[*best]) {
            *best = at;
        }
    }
    let mut is_part = vec![false; edges.len()];
    for of_days in days.into_values().filter(|of_days| of_days.len() > 1) {
        let all: Vec<usize> = of_days.into_values().collect();
        if adds_up(&all, edges, a, b) {
            for at in all {
                is_part[at] = true;
            }
        }
    }
    for (edge, is_day) in edges.iter_mut().zip(is_part) {
        match edge.part {
            Some(part) if is_day => edge.weight += part.gain,
            _ => edge.part = None,
        }
    }
}

/// Whether the days give together no more killed than what sums them up.
fn adds_up(days: &[usize], edges: &[Edge], a: &LinkIndex, b: &LinkIndex) -> bool {
    let (mut sum, mut most) = (0_u64, Some(0));
    for &at in days {
        let edge = &edges[at];
        let Some((one, other)) = a.both(edge.a, (b, edge.b)) else { return false };
        let whole_is_a = edge.part.is_some_and(|part| part.whole_is_a);
        let (part, whole) = if whole_is_a { (other, one) } else { (one, other) };
        sum += u64::from(part.least_killed());
        // Some days may count the attackers too.
        most = most.zip(whole.most_killed(&part)).map(|(most, of_day)| of_day.max(most));
    }
    most.is_none_or(|most| sum <= u64::from(most))
}
