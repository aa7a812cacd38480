//! Data sets of the field: records by the million, flat, each one incident as one source codes it.
//!
//! A record keeps what is asked of all of them at once (when, where, who, how many) in a few numbers that point into
//! lists of distinct values; the rest of it stays in its file and is read when the record is looked at. Nothing here
//! knows a file format: a loader says in [`About`] what a data set is and how it counts.

mod about;
mod record_detail;
mod values;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

pub use about::{About, Bound, CountingRule};
pub use record_detail::{Basis, Citation, Meanings, RecordDetail};
pub use values::{ActorGroup, Country, EventType, Location, Part, Placing};

use super::figure::{Figure, Party, Qualifier};
use super::shared_vec::SharedVec;
use super::time::When;

/// Records of a segment; a record's number is its segment's times this plus its place there.
pub const SEGMENT: usize = 1 << 16;
/// In a column of figures: not given, which is not zero.
pub const NOT_GIVEN: u32 = u32::MAX;
/// In a column of days: not dated.
pub const UNDATED: i32 = i32::MIN;

/// Marks of a record, a bit each.
pub mod flag {
    /// The date is approximate.
    pub const APPROXIMATE: u16 = 1;
    /// Low, best and high are not in that order in the file.
    pub const ORDER_BROKEN: u16 = 1 << 1;
    /// A summary of several incidents, told as one.
    pub const SERIES: u16 = 1 << 2;
    /// The perpetrator is only suspected.
    pub const SUSPECTED: u16 = 1 << 3;
    /// The data set doubts that it belongs here.
    pub const DOUBTED: u16 = 1 << 4;
    /// The figure in the file has a fraction: a share of a joint toll.
    pub const FRACTION: u16 = 1 << 5;
    /// It failed or was foiled.
    pub const FOILED: u16 = 1 << 6;
    /// The attackers' dead are known and taken out of the figure.
    pub const ATTACKERS_OUT: u16 = 1 << 7;
    /// A cell of the record could not be read.
    pub const HURT: u16 = 1 << 8;
    /// A further row of the file tells of the same record.
    pub const JOINED: u16 = 1 << 9;
    /// The injured attackers are known and taken out of the figure.
    pub const INJURED_OUT: u16 = 1 << 10;
}

/// Up to [`SEGMENT`] records, a column each.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each is the column of that name of `Record`")]
pub struct Segment {
    pub lo: Vec<i32>,
    pub hi: Vec<i32>,
    pub location: Vec<u32>,
    pub actor_group: Vec<u32>,
    pub event_type: Vec<u32>,
    pub low: Vec<u32>,
    pub best: Vec<u32>,
    pub high: Vec<u32>,
    /// Empty in data sets that do not count the injured.
    pub injured: Vec<u32>,
    pub flags: Vec<u16>,
    pub id: Vec<u32>,
    pub at: Vec<u64>,
}

/// One record's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// First day it can have been, days of the common era; [`UNDATED`].
    pub lo: i32,
    /// Last day.
    pub hi: i32,
    /// Position in the list of locations.
    pub location: u32,
    /// Position in the list of actor groups.
    pub actor_group: u32,
    /// Position in the list of event types.
    pub event_type: u32,
    /// Least killed, [`NOT_GIVEN`] where open.
    pub low: u32,
    /// Killed, best.
    pub best: u32,
    /// Most killed.
    pub high: u32,
    /// Injured.
    pub injured: u32,
    /// Bits of [`flag`].
    pub flags: u16,
    /// Hash of its id, for finding it.
    pub id: u32,
    /// Where it begins in its file, in bytes.
    pub at: u64,
}

impl Segment {
    /// How many records.
    pub fn len(&self) -> usize {
        self.lo.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lo.is_empty()
    }

    /// Appends a record.
    pub fn push(&mut self, row: &Record, counts_injured: bool) {
        self.lo.push(row.lo);
        self.hi.push(row.hi);
        self.location.push(row.location);
        self.actor_group.push(row.actor_group);
        self.event_type.push(row.event_type);
        self.low.push(row.low);
        self.best.push(row.best);
        self.high.push(row.high);
        if counts_injured {
            self.injured.push(row.injured);
        }
        self.flags.push(row.flags);
        self.id.push(row.id);
        self.at.push(row.at);
    }

    /// A record.
    pub fn row(&self, i: usize) -> Record {
        Record {
            lo: self.lo[i],
            hi: self.hi[i],
            location: self.location[i],
            actor_group: self.actor_group[i],
            event_type: self.event_type[i],
            low: self.low[i],
            best: self.best[i],
            high: self.high[i],
            injured: self.injured.get(i).copied().unwrap_or(NOT_GIVEN),
            flags: self.flags[i],
            id: self.id[i],
            at: self.at[i],
        }
    }
}

/// A data set, or as much of it as has been read.
#[derive(Debug, Clone)]
pub struct DataSet {
    /// What it is.
    pub about: Arc<About>,
    /// Countries as written.
    pub countries: SharedVec<Country>,
    /// Distinct places.
    pub locations: SharedVec<Location>,
    /// Actors as written.
    pub actors: SharedVec<Box<str>>,
    /// Distinct combinations of them.
    pub actor_groups: SharedVec<ActorGroup>,
    /// Kinds.
    pub event_types: SharedVec<EventType>,
    /// The records.
    pub segments: Vec<Arc<Segment>>,
    /// Whether all of it has been read.
    pub whole: bool,
}

impl DataSet {
    /// One without records.
    pub fn new(about: About) -> Self {
        Self {
            about: Arc::new(about),
            countries: SharedVec::default(),
            locations: SharedVec::default(),
            actors: SharedVec::default(),
            actor_groups: SharedVec::default(),
            event_types: SharedVec::default(),
            segments: Vec::new(),
            whole: false,
        }
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.segments.last().map_or(0, |last| (self.segments.len() - 1) * SEGMENT + last.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A record by number; numbers run from 0 to [`DataSet::len`].
    pub fn row(&self, number: usize) -> Record {
        self.segments[number / SEGMENT].row(number % SEGMENT)
    }

    /// First and last day of a record.
    pub fn days(&self, number: usize) -> (i32, i32) {
        let segment = &self.segments[number / SEGMENT];
        (segment.lo[number % SEGMENT], segment.hi[number % SEGMENT])
    }

    /// When a record happened, as precisely as it says; `None` if it is not dated.
    pub fn when(row: &Record) -> Option<When> {
        When::between(day(row.lo)?, day(row.hi)?, row.flags & flag::APPROXIMATE != 0)
    }

    /// The killed as a claim: bounds and number by the data set's own counting rule. `None` if not given.
    pub fn killed(&self, row: &Record) -> Option<Figure> {
        figure(&self.about.rule, row)
    }

    /// The injured, if the data set counts them and this record says.
    pub fn injured(&self, row: &Record) -> Option<Figure> {
        let party = if row.flags & flag::INJURED_OUT == 0 { Party::Total } else { Party::Victims };
        given(row.injured).map(|n| Figure::new(n, Qualifier::Exactly, party))
    }

    /// The country of a record.
    pub fn country(&self, row: &Record) -> &Country {
        self.countries.get(self.locations.get(row.location as usize).country as usize)
    }

    /// The place of a record.
    pub fn location(&self, row: &Record) -> &Location {
        self.locations.get(row.location as usize)
    }

    /// Who took part, with their parts, in the order given.
    pub fn actor_group(&self, row: &Record) -> impl Iterator<Item = (&str, Part)> {
        let actor_group = self.actor_groups.get(row.actor_group as usize);
        actor_group.actors.iter().map(|&(actor, part)| (&**self.actors.get(actor as usize), part))
    }

    /// The event type of a record.
    pub fn event_type(&self, row: &Record) -> &EventType {
        self.event_types.get(row.event_type as usize)
    }

    /// What to call a record: where, then who against whom (or the event type, where nobody is named).
    pub fn title(&self, row: &Record) -> String {
        let location = self.location(row);
        let place = if location.name.is_empty() { &self.country(row).name } else { &location.name };
        let country = &self.country(row).name;
        // A country's own government needs no more of a name in its country.
        let short = |name: &str| match name.strip_prefix("Government of ") {
            Some(of) if of == &**country => "Government".to_owned(),
            _ => name.to_owned(),
        };
        let named = |parts: &[Part]| {
            let names: Vec<String> =
                self.actor_group(row).filter(|(_, p)| parts.contains(p)).map(|(n, _)| short(n)).collect();
            names.join(", ")
        };
        let first = named(&[Part::SideA, Part::Perpetrator]);
        let second = named(&[Part::SideB, Part::Target]);
        let who = match (first.is_empty(), second.is_empty()) {
            (true, true) => self.event_type(row).name.to_string(),
            (false, true) => first,
            (true, false) => second,
            (false, false) => format!("{first} – {second}"),
        };
        match (place.is_empty(), who.is_empty()) {
            (false, false) => format!("{place}: {who}"),
            (false, true) => place.to_string(),
            (true, false) => who,
            // It still is a line to go to.
            (true, true) => "neither place nor actors given".to_owned(),
        }
    }
}

/// A number of days of the common era as a day; `None` if undated or beyond the calendar.
pub fn day(days: i32) -> Option<NaiveDate> {
    if days == UNDATED { None } else { NaiveDate::from_num_days_from_ce_opt(days) }
}

/// The number of a day.
pub fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// A figure of a column, unless it was not given.
pub fn given(n: u32) -> Option<u32> {
    (n != NOT_GIVEN).then_some(n)
}

/// The killed of a record by a counting rule.
pub fn figure(rule: &CountingRule, row: &Record) -> Option<Figure> {
    let best = given(row.best);
    Some(match rule.bound {
        Bound::Between => {
            let all = [given(row.low), best, given(row.high)];
            let bounds = || all.iter().flatten().copied();
            bounds().next()?;
            Figure {
                min: bounds().min(),
                // Where only a low estimate is given, nothing bounds the figure above.
                max: if best.is_none() && given(row.high).is_none() { None } else { bounds().max() },
                stated: best,
                qualifier: if best.is_none() { Qualifier::AtLeast } else { Qualifier::Exactly },
                party: rule.party,
            }
        }
        Bound::AtLeast => Figure::new(best?, Qualifier::AtLeast, rule.party),
        Bound::Stated => {
            let qualifier = if row.flags & flag::FRACTION == 0 { Qualifier::Exactly } else { Qualifier::About };
            let party = if row.flags & flag::ATTACKERS_OUT == 0 { rule.party } else { Party::Victims };
            Figure::new(best?, qualifier, party)
        }
    })
}

/// The hash by which an id is looked up (FNV-1a of its letters and digits in lower case); 0 for no id. Equal hashes
/// do not prove equal ids.
pub fn id_hash(id: &[u8]) -> u32 {
    let letters = id.iter().filter(|b| b.is_ascii_alphanumeric());
    let hashed =
        letters.fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193));
    if id.is_empty() { 0 } else { hashed.max(1) }
}
