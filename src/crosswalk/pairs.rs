//! The pairs of two data sets that may be one event: all of them, or those around one record. Judges each by itself.

use std::collections::HashSet;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::candidates::Window;
use super::evidence::{PairEvidence, WordFit};
use super::judge::{Edge, SeriesDay};
use super::link_index::{Compared, LinkIndex};
use super::scatter::by_number;
use super::sweep::{PairSweep, WAYS};
use super::words::WordProfile;
use crate::model::dataset::RecordRows;
use crate::shares;

/// Evidence below this is not looked at further. What words say may make a pair likely that is at the floor without them.
const FLOOR: f32 = -1.5;
/// The same where no words are read.
const FLOOR_WITHOUT_WORDS: f32 = 0.0;
/// Records, or pairs, that one thread works on at once.
pub(super) const AT_ONCE: usize = 1 << 12;
/// Threads of the whole join, which runs beside the work.
const THREADS: usize = 2;

/// How the search for pairs is told to stop, and tells how far it is.
pub struct JoinProgress<'p> {
    /// Whether to stop.
    pub stop: &'p (dyn Fn() -> bool + Sync),
    /// Takes what is done, of all.
    pub done: &'p (dyn Fn(usize, usize) + Sync),
}

/// The lowest weight of evidence that is kept.
pub(super) fn floor(with_words: bool) -> f32 {
    if with_words { FLOOR } else { FLOOR_WITHOUT_WORDS }
}

/// The pair of two records, if evidence reaches the floor.
#[inline]
fn edge(one: (u32, &Compared<'_>), other: (u32, &Compared<'_>), floor: f32) -> Option<Edge> {
    let evidence = one.1.evidence(other.1);
    let weight = evidence.weight();
    let part = one.1.as_part(other.1, &evidence).map(|part| series_day(&evidence, &part, one.1, other.1));
    let most = weight + part.map_or(0.0, |part| part.gain.max(0.0));
    (most >= floor).then_some(Edge { a: one.0, b: other.0, weight, part })
}

fn series_day(same: &PairEvidence, part: &PairEvidence, a: &Compared<'_>, b: &Compared<'_>) -> SeriesDay {
    let whole_is_a = a.whereabouts.span() > b.whereabouts.span();
    let day = if whole_is_a { b.whereabouts.lo } else { a.whereabouts.lo };
    let gain = part.toll.weight() - same.toll.weight();
    SeriesDay { whole_is_a, day, gain }
}

/// All pairs of two data sets whose evidence reaches `floor`, in order; `None` if it was stopped.
pub(super) fn all(
    a: &LinkIndex,
    b: &LinkIndex,
    window: Window,
    floor: f32,
    progress: &JoinProgress<'_>,
) -> Option<Vec<Edge>> {
    let sweep = PairSweep::new(a, b, window, THREADS);
    let counts = WAYS.each_ref().map(|way| sweep.records(way));
    let (all, mut begun) = (counts.iter().sum(), 0);
    let mut found: Vec<Vec<Edge>> = Vec::new();
    for (way, count) in WAYS.iter().zip(counts) {
        if (progress.stop)() {
            return None;
        }
        let (pass, done) = (sweep.pass(way, THREADS), AtomicUsize::new(begun));
        let portions = pass.portions(AT_ONCE);
        found.extend(shares::in_turn(portions.len(), THREADS, |n| {
            if (progress.stop)() {
                return None;
            }
            let mut edges = Vec::new();
            sweep.pairs(&pass, &portions[n], &mut |one, other| edges.extend(edge(one, other, floor)));
            (progress.done)(done.fetch_add(portions[n].len(), Ordering::Relaxed) + portions[n].len(), all);
            Some(edges)
        })?);
        begun += count;
        (progress.done)(begun, all);
    }
    Some(in_order(found, a.set.len()))
}

/// All edges in the order of their records, of which the first data set has so many.
fn in_order(found: Vec<Vec<Edge>>, records: usize) -> Vec<Edge> {
    let mut edges = by_number(records, || found.iter().flatten().map(|edge| (edge.a as usize, *edge))).items;
    drop(found);
    let of_records = edges.chunk_by_mut(|one, other| one.a == other.a);
    of_records.for_each(|of_one| of_one.sort_unstable_by_key(|edge| edge.b));
    edges
}

/// The records of two data sets that lie within `window` of each other, in order: those that [`LinkIndex::candidates`] finds for
/// each record of the first. They are looked at `at_once` records of the first at a time, which changes nothing.
pub fn all_candidates(a: &LinkIndex, b: &LinkIndex, window: Window, at_once: usize) -> Vec<[u32; 2]> {
    let sweep = PairSweep::new(a, b, window, 1);
    let mut all = Vec::new();
    for pass in WAYS.iter().map(|way| sweep.pass(way, 1)) {
        for portion in pass.portions(at_once) {
            sweep.pairs(&pass, &portion, &mut |(one, _), (other, _)| all.push([one, other]));
        }
    }
    all.sort_unstable();
    all
}

/// The pair seen from the other set.
fn turned(edge: Edge) -> Edge {
    let part = edge.part.map(|part| SeriesDay { whole_is_a: !part.whole_is_a, ..part });
    Edge { a: edge.b, b: edge.a, part, ..edge }
}

/// Calls `found` with the pairs of a record of `a` whose evidence reaches `floor`.
fn around(a: &LinkIndex, row: u32, b: &LinkIndex, window: Window, floor: f32, found: &mut impl FnMut(Edge)) {
    let Some(here) = a.whereabouts(row) else { return };
    let compared = a.compared(row, here);
    b.near.each_near(&here, window, |other| {
        let Some(there) = b.whereabouts(other).filter(|there| window.holds(&here, there)) else { return };
        if let Some(edge) = edge((row, &compared), (other, &b.compared(other, there)), floor) {
            found(edge);
        }
    });
}

/// The pairs of a record of `a`, and those of its neighbours and of their neighbours: all that bear on it.
pub(super) fn neighbourhood(a: &LinkIndex, row: u32, b: &LinkIndex, window: Window, floor: f32) -> Vec<Edge> {
    let (mut edges, mut of_a, mut of_b) = (Vec::new(), vec![row], Vec::new());
    let (mut seen_a, mut seen_b) = (HashSet::from([row]), HashSet::new());
    for step in 0..3 {
        if step % 2 == 0 {
            for row in of_a.drain(..) {
                around(a, row, b, window, floor, &mut |edge| {
                    edges.push(edge);
                    if seen_b.insert(edge.b) {
                        of_b.push(edge.b);
                    }
                });
            }
        } else {
            for row in of_b.drain(..) {
                around(b, row, a, window, floor, &mut |edge| {
                    edges.push(turned(edge));
                    if seen_a.insert(edge.b) {
                        of_a.push(edge.b);
                    }
                });
            }
        }
    }
    edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
    edges.dedup_by_key(|edge| (edge.a, edge.b));
    edges
}

/// The words of some records of a data set.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    /// In the order of their numbers.
    rows: Vec<u32>,
    profiles: Vec<WordProfile>,
    /// Where those of each record of the data set are, if they are many.
    positions: Vec<u32>,
}

impl Profiles {
    /// Of records in the order of their numbers.
    fn new(all: impl IntoIterator<Item = (u32, WordProfile)>) -> Self {
        let (rows, profiles): (Vec<u32>, Vec<WordProfile>) = all.into_iter().unzip();
        let mut positions = Vec::new();
        if rows.len() > AT_ONCE {
            positions.resize(rows.last().map_or(0, |last| *last as usize + 1), u32::MAX);
            for (at, row) in rows.iter().enumerate() {
                positions[*row as usize] = at as u32;
            }
        }
        Self { rows, profiles, positions }
    }

    fn get(&self, row: u32) -> Option<&WordProfile> {
        let at = match self.positions.get(row as usize) {
            Some(at) => *at as usize,
            None => self.rows.binary_search(&row).ok()?,
        };
        self.profiles.get(at)
    }
}

/// Threads for so many pairs.
pub(super) fn threads(edges: &[Edge]) -> usize {
    if edges.len() < AT_ONCE { 1 } else { THREADS }
}

/// Reads the words of the records of pairs, on several threads where there are many; `None` if it was stopped.
pub(super) fn profiles(
    a: &LinkIndex,
    b: &LinkIndex,
    edges: &[Edge],
    rows: &dyn RecordRows,
    stop: &(dyn Fn() -> bool + Sync),
) -> io::Result<Option<[Profiles; 2]>> {
    let wanted = [0, 1].map(|side: usize| {
        let mut wanted: Vec<u32> = edges.iter().map(|edge| [edge.a, edge.b][side]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    });
    let parts: Vec<(usize, &[u32])> =
        [0, 1].into_iter().flat_map(|side| wanted[side].chunks(AT_ONCE).map(move |part| (side, part))).collect();
    let read = |n: usize| {
        if stop() {
            return None;
        }
        let (side, part) = parts[n];
        let index = [a, b][side];
        let mut found = Vec::with_capacity(part.len());
        let read = rows.rows(index.number.into(), &index.set, part, &mut |number, row, detail| {
            found.push((number, WordProfile::new(&index.set, row, detail, &index.words)));
        });
        found.sort_unstable_by_key(|(number, _)| *number);
        Some(read.map(|()| (side, found)))
    };
    let mut both = [Vec::new(), Vec::new()];
    let Some(read) = shares::in_turn(parts.len(), threads(edges), read) else { return Ok(None) };
    for part in read {
        let (side, found) = part?;
        both[side].extend(found);
    }
    Ok(Some(both.map(Profiles::new)))
}

/// What the words of each pair say, in order; `None` for a pair of which the words of one record were not read. `None` of all if
/// it was stopped.
pub(super) fn word_fits(
    a: &LinkIndex,
    b: &LinkIndex,
    edges: &[Edge],
    profiles: &[Profiles; 2],
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Option<WordFit>>> {
    let fit = |edge: &Edge| {
        let (one, other) = (profiles[0].get(edge.a)?, profiles[1].get(edge.b)?);
        Some(one.fit(other, [&a.words, &b.words]))
    };
    let parts: Vec<&[Edge]> = edges.chunks(AT_ONCE).collect();
    let of_part = |n: usize| (!stop()).then(|| parts[n].iter().map(fit).collect::<Vec<_>>());
    Some(shares::in_turn(parts.len(), threads(edges), of_part)?.concat())
}
