//! Joins what belongs together by average link: two groups become one while their members are probable pairs on average.
//!
//! Works on the pairs that are known; all others count as improbable, but between items with so many probable pairs that not
//! all were looked at. Pairs that must stay apart block each join of their
//! groups; pairs that must go together are joined first.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A pair of items with the probability that they belong together.
pub type ArticlePair = (u32, u32, f32);

/// Pairs of items that a reader has decided on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fixed<'a> {
    /// These go together.
    pub together: &'a [(u32, u32)],
    /// These stay apart.
    pub apart: &'a [(u32, u32)],
}

/// A join that may be made.
struct Join {
    mean: f32,
    a: u32,
    b: u32,
    /// The states of the two groups for which the mean holds.
    at: (u32, u32),
}

impl PartialEq for Join {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Join {}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.mean.total_cmp(&other.mean);
        order.then_with(|| (other.a, other.b, other.at).cmp(&(self.a, self.b, self.at)))
    }
}

/// To each group that shares a pair: the sum of the probabilities and the number of pairs known.
type Sums = HashMap<u32, (f32, u32), FixedState>;

/// Groups while they are joined.
struct Groups {
    members: Vec<Vec<u32>>,
    sums: Vec<Sums>,
    apart: Vec<Vec<u32>>,
    /// Whether anything is kept apart.
    decided: bool,
    /// How many of each group's items have more pairs than are known.
    full: Vec<u32>,
    state: Vec<u32>,
    heap: BinaryHeap<Join>,
    least: f32,
}

/// Groups of the items `0..count`, each ordered, ordered by their first item. Groups join while their pairs have a mean
/// probability of at least `least`. An item with at least `most` probable pairs may have others that nobody looked at.
pub fn groups(count: usize, pairs: &[ArticlePair], least: f32, most: usize, fixed: Fixed) -> Vec<Vec<u32>> {
    let mut all = Groups {
        members: (0..count as u32).map(|i| vec![i]).collect(),
        sums: vec![Sums::default(); count],
        apart: vec![Vec::new(); count],
        decided: !fixed.apart.is_empty(),
        full: vec![0; count],
        state: vec![0; count],
        heap: BinaryHeap::new(),
        least,
    };
    for (a, b) in fixed.apart {
        all.apart[*a as usize].push(*b);
        all.apart[*b as usize].push(*a);
    }
    for (a, b, probability) in pairs {
        all.sums[*a as usize].insert(*b, (*probability, 1));
        all.sums[*b as usize].insert(*a, (*probability, 1));
    }
    for (full, sums) in all.full.iter_mut().zip(&all.sums) {
        *full = u32::from(sums.values().filter(|s| s.0 >= least).count() >= most);
    }
    for (a, b) in fixed.together {
        let of = |item: &u32| all.members.iter().position(|m| m.contains(item));
        if let (Some(a), Some(b)) = (of(a), of(b))
            && a != b
        {
            all.join(a as u32, b as u32);
        }
    }
    for item in 0..count as u32 {
        all.offer(item);
    }
    all.run();
    let mut groups: Vec<Vec<u32>> = all.members.into_iter().filter(|m| !m.is_empty()).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

impl Groups {
    /// Makes joins, the most probable first. Each group has one join on offer, with the neighbour that is nearest to it.
    fn run(&mut self) {
        while let Some(join) = self.heap.pop() {
            let (a, b) = (join.a as usize, join.b as usize);
            if self.members[a].is_empty() || self.state[a] != join.at.0 {
                continue;
            }
            if self.members[b].is_empty() || self.state[b] != join.at.1 {
                self.offer(join.a);
            } else if self.kept_apart(a, b) {
                self.sums[a].remove(&join.b);
                self.sums[b].remove(&join.a);
                self.offer(join.a);
            } else {
                self.join(join.a, join.b);
            }
        }
    }

    /// Whether a decision keeps two groups apart.
    fn kept_apart(&self, a: usize, b: usize) -> bool {
        self.decided
            && self.members[a].iter().any(|m| self.apart[*m as usize].iter().any(|o| self.members[b].contains(o)))
    }

    /// Offers the join of a group with its nearest neighbour, if that is probable enough.
    fn offer(&mut self, a: u32) {
        let i = a as usize;
        let (size, full) = (self.members[i].len(), self.full[i] as usize);
        let mean = |(b, (sum, known)): (&u32, &(f32, u32))| {
            let j = *b as usize;
            let missing = (size * self.members[j].len()).saturating_sub(*known as usize);
            let unknown = full * self.full[j] as usize;
            (sum / (*known as usize + missing.saturating_sub(unknown)) as f32, *b)
        };
        let nearest = |x: &(f32, u32), y: &(f32, u32)| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1));
        let Some((mean, b)) = self.sums[i].iter().map(mean).max_by(nearest) else { return };
        if mean >= self.least {
            self.heap.push(Join { mean, a, b, at: (self.state[i], self.state[b as usize]) });
        }
    }

    /// Joins two groups under the one with more neighbours.
    fn join(&mut self, a: u32, b: u32) {
        let more = |x: u32, y: u32| (self.sums[x as usize].len(), y) >= (self.sums[y as usize].len(), x);
        let (kept, gone) = if more(a, b) { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.members[gone as usize]);
        self.members[kept as usize].extend(moved);
        self.full[kept as usize] += self.full[gone as usize];
        self.state[kept as usize] += 1;
        self.sums[kept as usize].remove(&gone);
        let mut from: Vec<(u32, (f32, u32))> = std::mem::take(&mut self.sums[gone as usize]).into_iter().collect();
        from.sort_unstable_by_key(|s| s.0);
        for (other, (sum, known)) in from {
            if other == kept {
                continue;
            }
            let total = self.sums[kept as usize].entry(other).or_insert((0.0, 0));
            *total = (total.0 + sum, total.1 + known);
            let total = *total;
            let sums = &mut self.sums[other as usize];
            sums.remove(&gone);
            sums.insert(kept, total);
        }
        self.offer(kept);
    }
}
