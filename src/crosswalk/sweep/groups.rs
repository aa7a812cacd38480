//! The records of a data set sorted into groups, those of each in the order of their first days. Knows nothing of what the groups
//! stand for.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use crate::crosswalk::scatter::by_number;

/// The group of places that are in none.
const NONE: u32 = u32::MAX;

/// The group of a place: the number of a cell, or the hash of a name.
pub(super) type GroupKey = u64;
pub(super) type GroupNumbers = HashMap<GroupKey, u32, foldhash::fast::FixedState>;

/// A record with the days that it leaves open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    /// The first possible day.
    pub(super) lo: i32,
    /// The last possible day.
    pub(super) hi: i32,
    /// Its number.
    pub(super) row: u32,
    /// The number of its place.
    pub(super) place: u32,
}

/// Records of about the same precision, in the order of their first days.
#[derive(Debug)]
pub(super) struct DatedRun {
    /// The longest span of days of a record.
    pub(super) span: i32,
    /// Whether their positions stand for regions.
    pub(super) is_wide: bool,
    pub(super) dated: Vec<Dated>,
}

/// Records of one group and of about the same precision, in the order of their first days.
#[derive(Debug)]
pub(super) struct Track {
    pub(super) group: u32,
    /// The longest span of days of a record.
    pub(super) span: i32,
    /// Whether their positions stand for regions.
    pub(super) is_wide: bool,
    pub(super) range: Range<usize>,
}

/// The records of a data set in groups.
#[derive(Default)]
pub(super) struct Groups {
    /// In the order of their groups.
    tracks: Vec<Track>,
    /// The first track of each group, and the number of tracks.
    starts: Vec<u32>,
    pub(super) dated: Vec<Dated>,
}

impl Groups {
    /// Sorts the records of runs into groups; `of_places` has the group of each place.
    pub(super) fn new(runs: &[DatedRun], of_places: &[u32], number: usize) -> Self {
        let group = |dated: &Dated| of_places.get(dated.place as usize).copied().filter(|group| *group != NONE);
        // Those of a group are in the order of runs.
        let all = || runs.iter().enumerate().flat_map(|(n, run)| run.dated.iter().map(move |dated| (n, dated)));
        let numbered = |(n, dated): (usize, &Dated)| Some((group(dated)? as usize * runs.len() + n, *dated));
        let sorted = by_number(number * runs.len(), || all().filter_map(numbered));
        let (mut tracks, mut starts) = (Vec::new(), Vec::with_capacity(number + 1));
        for group in 0..number {
            starts.push(tracks.len() as u32);
            for (n, run) in runs.iter().enumerate() {
                let at = group * runs.len() + n;
                let range = sorted.starts[at] as usize..sorted.starts[at + 1] as usize;
                if !range.is_empty() {
                    tracks.push(Track { group: group as u32, span: run.span, is_wide: run.is_wide, range });
                }
            }
        }
        starts.push(tracks.len() as u32);
        Self { tracks, starts, dated: sorted.items }
    }

    /// The tracks of a group.
    pub(super) fn of_group(&self, group: u32) -> impl Iterator<Item = &Track> {
        let at = |group: usize| self.starts.get(group).map_or(self.tracks.len(), |at| *at as usize);
        self.tracks[at(group as usize)..at(group as usize + 1)].iter()
    }

    /// The tracks that have records in a range.
    pub(super) fn tracks_of(&self, range: &Range<usize>) -> impl Iterator<Item = &Track> {
        let first = self.tracks.partition_point(|track| track.range.end <= range.start);
        let end = range.end;
        self.tracks[first..].iter().take_while(move |track| track.range.start < end)
    }
}

/// Numbers for the keys of the places of two data sets, and the number of each place. Where only equal keys meet, those that one
/// data set has alone have none.
pub(super) fn numbered(keys: &[Vec<Option<GroupKey>>; 2], equal: bool) -> (GroupNumbers, [Vec<u32>; 2]) {
    let theirs: HashSet<GroupKey, foldhash::fast::FixedState> = keys[1].iter().flatten().copied().collect();
    let mut numbers = GroupNumbers::default();
    let ours = keys[0].iter().flatten().filter(|key| !equal || theirs.contains(*key));
    for key in ours.chain(theirs.iter().filter(|_| !equal)) {
        let next = numbers.len() as u32;
        numbers.entry(*key).or_insert(next);
    }
    let number = |key: &Option<GroupKey>| key.and_then(|key| numbers.get(&key).copied()).unwrap_or(NONE);
    let of_places = keys.each_ref().map(|keys| keys.iter().map(number).collect());
    (numbers, of_places)
}
