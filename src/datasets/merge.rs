//! Merges encoded chunks, in order, into one data set with one list of each kind of distinct value. Knows no files and
//! no threads.

mod values;

use std::collections::HashMap;
use std::sync::Arc;

use super::damaged::DamagedNames;
use super::date_counts::DateCounts;
use super::dates::DayOrders;
use super::encode::{Encoder, SEPARATOR};
use super::oddity::Oddity;
use super::recognise::Layout;
use super::redate::OpenDate;
use super::row::BadCell;
use crate::model::dataset::{About, ActorGroup, DataSet, Part, Record, SEGMENT, Segment, flag};
use crate::model::interner::Interner;

/// A chunk encoded by one thread.
#[derive(Debug, Default)]
pub(super) struct EncodedChunk {
    /// The number of the thread.
    pub(super) thread: usize,
    /// The records, which refer to values by the thread's own numbers.
    pub(super) rows: Segment,
    /// Values that are new to the thread, in the order of their numbers.
    pub(super) locations: Vec<Box<[u8]>>,
    pub(super) actor_groups: Vec<Box<[u8]>>,
    pub(super) event_types: Vec<Box<[u8]>>,
    /// Bytes and lines before the chunk.
    pub(super) before: (u64, u64),
    /// Ids that a spreadsheet has rounded: how many, and the first.
    pub(super) rounded_ids: (usize, Option<String>),
    /// Its dates by notation, and the records whose dates allow two readings.
    pub(super) dates: DateCounts,
    pub(super) open: Vec<OpenDate>,
    /// Problems, with their positions in the chunk.
    pub(super) problems: Vec<ChunkProblem>,
    /// Number of records in the chunk, including those left out.
    pub(super) records: usize,
    /// 1 if the chunk is not UTF-8.
    pub(super) not_utf8: usize,
}

/// A problem in a chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChunkProblem {
    /// The record's number in the chunk.
    pub(super) record: usize,
    /// The line it begins on.
    pub(super) line: u64,
    pub(super) what: ProblemKind,
}

/// The kinds of problems of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ProblemKind {
    /// It has this many cells, too many or too few, and is left out.
    Cells(usize),
    /// The file ends in the middle of it; it is left out.
    Cut,
    /// A cell cannot be read and is left empty.
    Cell(BadCell),
    /// Low, best and high are out of order; they are shown as coded.
    Order,
    /// The number killed has a fraction.
    Fraction,
    /// It repeats the header and is no record.
    Header,
    /// Columns slipped, or the position cannot be; it is shown as coded.
    Odd(Oddity),
}

impl ProblemKind {
    /// Whether the record is left out.
    fn leaves_out(&self) -> bool {
        matches!(self, Self::Cells(_) | Self::Cut)
    }
}

/// A problem with its position in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowProblem {
    /// The record's number in the file, from 1.
    pub(super) row: usize,
    pub(super) line: u64,
    /// For a problem found after the chunk was read: the chunk's first byte, which is on `line`, and the record's.
    pub(super) bytes: Option<(u64, u64)>,
    pub(super) what: ProblemKind,
}

/// Maximum number of problems kept with their positions; the others are only counted.
const MOST_PROBLEMS: usize = 10_000;

/// Maps the numbers of one thread's values to numbers in the merged lists.
#[derive(Debug, Default)]
struct ThreadNumbers {
    locations: Vec<u32>,
    actor_groups: Vec<u32>,
    event_types: Vec<u32>,
}

/// Builds a data set from chunks.
pub(super) struct Merger {
    layout: Arc<Layout>,
    pub(super) set: DataSet,
    locations: Interner,
    actor_groups: Interner,
    event_types: Interner,
    countries: Interner,
    actors: Interner,
    threads: Vec<ThreadNumbers>,
    /// For files with one row per actor: the record of each id.
    folded: Option<HashMap<u32, usize>>,
    /// For such files: the actor groups of further rows, by record; joined at the end.
    further: HashMap<usize, Vec<u32>>,
    pub(super) problems: Vec<RowProblem>,
    pub(super) more_problems: usize,
    pub(super) left_out: usize,
    pub(super) records: usize,
    pub(super) not_utf8: usize,
    pub(super) rounded_ids: (usize, Option<String>),
    pub(super) damaged: DamagedNames,
    /// Locations and actor groups that are odd, by number.
    odd_locations: HashMap<u32, Oddity>,
    odd_actors: HashMap<u32, Oddity>,
    /// Countries that are none, or of which the number names another one.
    odd_countries: HashMap<u32, Oddity>,
    /// Countries known by their names in other languages, each name with the code.
    pub(super) translated_countries: Vec<(Box<str>, [u8; 2])>,
    /// Number of rows whose columns slipped, and of those whose position cannot be.
    pub(super) odd_rows: [usize; 2],
    pub(super) dates: DateCounts,
    /// The records so far whose dates allow two readings, and the orders in which they are read.
    open: Vec<OpenDate>,
    orders: DayOrders,
}

impl Merger {
    pub(super) fn new(layout: Arc<Layout>, about: About, threads: usize) -> Self {
        let actor_rows = layout.format.has_row_per_actor(&layout.columns);
        let names_places = layout.columns.name_places();
        Self {
            set: DataSet { spans_last: layout.format.spans_last(), names_places, ..DataSet::new(about) },
            locations: Interner::default(),
            actor_groups: Interner::default(),
            event_types: Interner::default(),
            countries: Interner::default(),
            actors: Interner::default(),
            threads: (0..threads).map(|_| ThreadNumbers::default()).collect(),
            folded: actor_rows.then(HashMap::new),
            further: HashMap::new(),
            problems: Vec::new(),
            more_problems: 0,
            left_out: 0,
            records: 0,
            not_utf8: 0,
            rounded_ids: (0, None),
            damaged: DamagedNames::default(),
            odd_locations: HashMap::new(),
            odd_actors: HashMap::new(),
            odd_countries: HashMap::new(),
            translated_countries: Vec::new(),
            odd_rows: [0; 2],
            dates: DateCounts::default(),
            open: Vec::new(),
            orders: layout.columns.orders,
            layout,
        }
    }

    /// Whether rows with the id of an earlier record are joined to it.
    pub(super) fn folds(&self) -> bool {
        self.folded.is_some()
    }

    /// Adds the next chunk, in the order of the file.
    pub(super) fn take(&mut self, mut encoded: EncodedChunk) {
        let left_out: Vec<usize> = encoded.problems.iter().filter(|p| p.what.leaves_out()).map(|p| p.record).collect();
        let records = self.records;
        for problem in encoded.problems {
            self.left_out += usize::from(problem.what.leaves_out());
            self.odd_rows[0] += usize::from(matches!(problem.what, ProblemKind::Odd(Oddity::NoRecord(_))));
            if self.problems.len() < MOST_PROBLEMS {
                let row = self.records + problem.record;
                self.problems.push(RowProblem { row, line: problem.line, bytes: None, what: problem.what });
            } else {
                self.more_problems += 1;
            }
        }
        self.dates.join(encoded.dates, self.records);
        self.records += encoded.records;
        self.not_utf8 += encoded.not_utf8;
        let orders = self.dates.orders(self.layout.format.month_first());
        if orders != self.orders {
            self.orders = orders;
            self.redate();
        }
        for key in &encoded.locations {
            let number = self.location(key);
            self.threads[encoded.thread].locations.push(number);
        }
        for key in &encoded.actor_groups {
            let number = self.actor_group(key);
            self.threads[encoded.thread].actor_groups.push(number);
        }
        for key in &encoded.event_types {
            let number = self.event_type(key);
            self.threads[encoded.thread].event_types.push(number);
        }
        let own = &self.threads[encoded.thread];
        encoded.rows.location.iter_mut().for_each(|n| *n = own.locations[*n as usize]);
        encoded.rows.actor_group.iter_mut().for_each(|n| *n = own.actor_groups[*n as usize]);
        encoded.rows.event_type.iter_mut().for_each(|n| *n = own.event_types[*n as usize]);
        self.rounded_ids.0 += encoded.rounded_ids.0;
        self.rounded_ids.1 = self.rounded_ids.1.take().or(encoded.rounded_ids.1);
        self.mark_odd(&mut encoded.rows, records, &left_out, encoded.before);
        self.append(encoded.rows, encoded.open);
    }

    /// Marks the rows of a chunk whose columns slipped or whose position cannot be, and adds them to the problems. `records`
    /// is the number of those before the chunk, `left_out` the numbers of those in it that became no row.
    fn mark_odd(&mut self, rows: &mut Segment, records: usize, left_out: &[usize], (offset, line): (u64, u64)) {
        if self.odd_locations.is_empty() && self.odd_actors.is_empty() {
            return;
        }
        let mut gone = left_out.iter().peekable();
        let mut record = records;
        for i in 0..rows.len() {
            record += 1;
            while gone.next_if(|n| records + **n == record).is_some() {
                record += 1;
            }
            let odd = [self.odd_locations.get(&rows.location[i]), self.odd_actors.get(&rows.actor_group[i])];
            let before = rows.flags[i];
            for odd in odd.into_iter().flatten() {
                rows.flags[i] |= match odd {
                    Oddity::Slipped(_) | Oddity::NoRecord(_) => flag::SLIPPED,
                    Oddity::Misplaced(_) => flag::MISPLACED,
                    Oddity::Dated(_) => flag::BAD_CELL,
                };
                if self.problems.len() < MOST_PROBLEMS {
                    let (what, bytes) = (ProblemKind::Odd(odd.clone()), Some((offset, rows.at[i])));
                    self.problems.push(RowProblem { row: record, line, bytes, what });
                } else {
                    self.more_problems += 1;
                }
            }
            let new = rows.flags[i] & !before;
            self.odd_rows[0] += usize::from(new & flag::SLIPPED != 0);
            self.odd_rows[1] += usize::from(new & flag::MISPLACED != 0);
        }
    }

    /// Gives the records whose dates allow two readings the dates of the orders decided by now.
    fn redate(&mut self) {
        for open in &self.open {
            let segment = Arc::make_mut(&mut self.set.segments[open.record / SEGMENT]);
            put_days(segment, open.record % SEGMENT, open, self.orders);
        }
        self.set.redated += usize::from(!self.open.is_empty());
    }

    /// Marks the records whose dates the whole file leaves in doubt.
    pub(super) fn mark_doubtful_dates(&mut self) {
        let month_first = self.layout.format.month_first();
        let is_proved = |notation| self.dates.is_settled(notation, month_first);
        for open in self.open.iter().filter(|open| open.is_doubtful(is_proved)) {
            let segment = Arc::make_mut(&mut self.set.segments[open.record / SEGMENT]);
            segment.flags[open.record % SEGMENT] |= flag::DAY_OPEN;
        }
    }

    fn append(&mut self, mut rows: Segment, open: Vec<OpenDate>) {
        for open in &open {
            put_days(&mut rows, open.record, open, self.orders);
        }
        if self.folded.is_some() {
            self.fold(&rows, open);
            return;
        }
        let first = self.set.len();
        self.open.extend(open.into_iter().map(|open| {
            let at = first + open.record;
            open.at(at)
        }));
        let mut from = 0;
        while from < rows.len() {
            let last = self.last();
            let room = (SEGMENT - last.len()).min(rows.len() - from);
            extend(last, &rows, from..from + room);
            from += room;
        }
    }

    /// The last segment, which has room; a new one if there is none.
    fn last(&mut self) -> &mut Segment {
        if self.set.segments.last().is_none_or(|s| s.len() == SEGMENT) {
            self.set.segments.push(Arc::default());
        }
        let at = self.set.segments.len() - 1;
        Arc::make_mut(&mut self.set.segments[at])
    }

    /// Appends records one by one; a row with the id of an earlier record, which says the same but for its actor, is joined
    /// to it.
    fn fold(&mut self, rows: &Segment, open: Vec<OpenDate>) {
        let counts_injured = !rows.injured.is_empty();
        let mut open = open.into_iter().peekable();
        for i in 0..rows.len() {
            let row = rows.row(i);
            let own = open.next_if(|open| open.record == i);
            let known = self.folded.as_ref().and_then(|f| f.get(&row.id)).copied();
            let same = |&n: &usize| {
                let other = self.set.row(n);
                let of = |r: &Record| (r.location, r.event_type, r.low, r.best, r.high, r.injured);
                row.id != 0 && self.set.days(n) == (row.lo, row.hi) && of(&other) == of(&row)
            };
            match known.filter(same) {
                Some(number) => self.further.entry(number).or_default().push(row.actor_group),
                None => {
                    let number = self.set.len();
                    self.last().push(&row, counts_injured);
                    self.open.extend(own.map(|open| open.at(number)));
                    if let Some(folded) = &mut self.folded {
                        folded.insert(row.id, number);
                    }
                }
            }
        }
    }

    /// Gives each record of several rows the actors of all its rows.
    pub(super) fn join(&mut self) {
        // Limits the actors of one event, as an id may be repeated any number of times.
        const MOST: usize = 100;
        let mut further: Vec<(usize, Vec<u32>)> = std::mem::take(&mut self.further).into_iter().collect();
        further.sort_unstable_by_key(|(number, _)| *number);
        for (number, actor_groups) in further {
            let own = self.set.row(number).actor_group;
            let mut all: Vec<(u32, Part)> = Vec::new();
            for actor_group in std::iter::once(own).chain(actor_groups) {
                for actor in &self.set.actor_groups.get(actor_group as usize).actors {
                    if all.len() < MOST && !all.iter().any(|(known, _)| *known == actor.0) {
                        all.push(*actor);
                    }
                }
            }
            // The leading separator keeps this key apart from those of unjoined groups.
            let mut key = vec![SEPARATOR];
            for (actor, part) in &all {
                key.extend_from_slice(&actor.to_le_bytes());
                key.push(*part as u8);
            }
            let (joined, new) = self.actor_groups.intern(&key);
            if new {
                let meant = self.set.actor_groups.get(own as usize).meant;
                self.set.actor_groups.push(ActorGroup { actors: all.into(), meant });
            }
            let segment = Arc::make_mut(&mut self.set.segments[number / SEGMENT]);
            segment.actor_group[number % SEGMENT] = joined;
            segment.flags[number % SEGMENT] |= flag::JOINED;
        }
    }
}

/// Sets the dates of record `i` of a segment.
fn put_days(segment: &mut Segment, i: usize, open: &OpenDate, orders: DayOrders) {
    let (lo, hi, approximate) = open.days(orders);
    (segment.lo[i], segment.hi[i]) = (lo, hi);
    let flags = segment.flags[i] & !(flag::APPROXIMATE | flag::DAY_OPEN);
    segment.flags[i] = flags | if approximate { flag::APPROXIMATE } else { 0 };
}

fn extend(to: &mut Segment, from: &Segment, range: std::ops::Range<usize>) {
    to.lo.extend_from_slice(&from.lo[range.clone()]);
    to.hi.extend_from_slice(&from.hi[range.clone()]);
    to.location.extend_from_slice(&from.location[range.clone()]);
    to.actor_group.extend_from_slice(&from.actor_group[range.clone()]);
    to.event_type.extend_from_slice(&from.event_type[range.clone()]);
    to.low.extend_from_slice(&from.low[range.clone()]);
    to.best.extend_from_slice(&from.best[range.clone()]);
    to.high.extend_from_slice(&from.high[range.clone()]);
    if !from.injured.is_empty() {
        to.injured.extend_from_slice(&from.injured[range.clone()]);
    }
    to.flags.extend_from_slice(&from.flags[range.clone()]);
    to.id.extend_from_slice(&from.id[range.clone()]);
    to.at.extend_from_slice(&from.at[range]);
}

/// The values that a thread has added to its lists since the last chunk.
pub(super) fn new_values(encoder: &Encoder, before: &mut (usize, usize, usize)) -> [Vec<Box<[u8]>>; 3] {
    let new =
        [encoder.locations.since(before.0), encoder.actor_groups.since(before.1), encoder.event_types.since(before.2)];
    *before = (encoder.locations.len(), encoder.actor_groups.len(), encoder.event_types.len());
    new
}
