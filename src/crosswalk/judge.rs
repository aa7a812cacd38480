//! Weighs the pairs of two data sets against each other: a record has one partner in another set, or none, unless it sums up
//! several. So a rival that fits as well makes neither likely, and a rival that fits another record better is none.
//!
//! That is the sum over all ways to match the records, by messages between neighbours. Two rounds suffice: what is
//! further away hardly matters, and the answer for one record needs its neighbourhood only.

use std::ops::Range;

use super::scatter::by_number;

/// A pair that may be one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    /// The record of the first set.
    pub(super) a: u32,
    /// The record of the second set.
    pub(super) b: u32,
    /// The weight of the evidence.
    pub(super) weight: f32,
    /// If one sums up several days: the day of the other, of which its partners of other days are no rivals. Before the days are
    /// looked at together, what may be so.
    pub(super) part: Option<SeriesDay>,
}

/// A pair of which one record sums up several days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SeriesDay {
    /// Whether the first record is the sum.
    pub(super) whole_is_a: bool,
    /// The day of the part.
    pub(super) day: i32,
    /// What the evidence weighs more, or less, of a day and what sums it up than of one event.
    pub(super) gain: f32,
}

/// Rounds of messages.
pub(super) const ROUNDS: usize = 2;

/// The probability of each pair. `prior` is the weight that evidence must have before a pair is as likely as none.
pub(super) fn beliefs(edges: &[Edge], prior: f32, rounds: usize) -> Vec<f32> {
    let odds: Vec<f64> = edges.iter().map(|edge| f64::from(edge.weight - prior).exp()).collect();
    let by_a = grouped(edges, |edge| edge.a);
    let by_b = grouped(edges, |edge| edge.b);
    // How free each record is for the pair, by all others of its pairs.
    let mut from_a = vec![1.0; edges.len()];
    let mut from_b = vec![1.0; edges.len()];
    for _ in 0..rounds {
        let (mut next_a, mut next_b) = (vec![1.0; edges.len()], vec![1.0; edges.len()]);
        pass(edges, &odds, &by_a, true, &from_b, &mut next_a);
        pass(edges, &odds, &by_b, false, &from_a, &mut next_b);
        (from_a, from_b) = (next_a, next_b);
    }
    let belief = |n: usize| {
        let odds = odds[n] * from_a[n] * from_b[n];
        (odds / (1.0 + odds)) as f32
    };
    (0..edges.len()).map(belief).collect()
}

/// The numbers of the pairs of each record.
struct Grouped {
    order: Vec<u32>,
    groups: Vec<Range<u32>>,
}

fn grouped(edges: &[Edge], key: impl Fn(&Edge) -> u32) -> Grouped {
    let order = ordered(edges, &key);
    let mut groups: Vec<Range<u32>> = Vec::new();
    let mut last = None;
    for (at, n) in order.iter().enumerate() {
        let of = key(&edges[*n as usize]);
        match groups.last_mut().filter(|_| last == Some(of)) {
            Some(group) => group.end += 1,
            None => groups.push(at as u32..at as u32 + 1),
        }
        last = Some(of);
    }
    Grouped { order, groups }
}

/// The numbers of pairs by the record of one side, those of one record in order.
fn ordered(edges: &[Edge], key: impl Fn(&Edge) -> u32) -> Vec<u32> {
    let all = 0..edges.len() as u32;
    if edges.is_sorted_by_key(&key) {
        return all.collect();
    }
    let most = edges.iter().map(&key).max().map_or(0, |most| most as usize);
    // Few pairs of some records among very many are sorted, many are counted.
    if most / 8 > edges.len() {
        let mut order: Vec<u32> = all.collect();
        order.sort_by_key(|n| key(&edges[*n as usize]));
        return order;
    }
    by_number(most + 1, || edges.iter().zip(0..).map(|(edge, n)| (key(edge) as usize, n))).items
}

/// One round: what each record of one side says to its pairs, from what its neighbours said.
fn pass(edges: &[Edge], odds: &[f64], side: &Grouped, is_a: bool, heard: &[f64], said: &mut [f64]) {
    for group in &side.groups {
        let members = &side.order[group.start as usize..group.end as usize];
        let claim = |n: u32| odds[n as usize] * heard[n as usize];
        let all: f64 = members.iter().map(|n| claim(*n)).sum();
        for &n in members {
            let edge = &edges[n as usize];
            let mut rivals = all - claim(n);
            if edge.part.is_some() {
                let others = members.iter().filter(|m| **m != n && side_by_side(edge, &edges[**m as usize], is_a));
                rivals -= others.map(|m| claim(*m)).sum::<f64>();
            }
            said[n as usize] = 1.0 / (1.0 + rivals.max(0.0));
        }
    }
}

/// Whether both pairs can be true of the record that they have in common: as different days of what it sums up.
fn side_by_side(one: &Edge, other: &Edge, is_a: bool) -> bool {
    matches!((one.part, other.part), (Some(one), Some(other)) if one.whole_is_a == is_a && other.whole_is_a == is_a && one.day != other.day)
}
