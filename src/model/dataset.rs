//! Event data sets: millions of records, each an incident as one source codes it. Knows no file format; loaders describe
//! the data set in [`About`].
//!
//! A record holds what searching and filtering need (when, where, who, how many) as numbers that point into lists of
//! distinct values. The rest of its row stays in the file and is read when the record is shown or exported.

mod about;
mod record_detail;
mod row_state;
mod texts;
mod values;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

pub use about::{ATTACKERS_INCLUDED, About, Bound, CodedNumber, CountingRule, OUT_OF_ORDER};
pub use record_detail::{Basis, Citation, Meanings, RecordDetail};
pub use row_state::{OpenDay, RowState};
pub use texts::{RecordRows, RecordTexts, TextHits, TextPhrase, TextWanted};
pub use values::{ActorGroup, Country, EventType, Location, Part, Placing};

use super::figure::{Figure, Party, Qualifier};
use super::shared_vec::SharedVec;
use super::time::When;

/// Records per segment. A record's number is the segment's number times this, plus its position there.
pub const SEGMENT: usize = 1 << 16;
/// Marks a figure that is not given, as opposed to zero.
pub const NOT_GIVEN: u32 = u32::MAX;
/// Marks a day of an undated record.
pub const UNDATED: i32 = i32::MIN;

/// Flags of a record, one bit each.
pub mod flag {
    /// The date is approximate.
    pub const APPROXIMATE: u16 = 1;
    /// Low, best and high are not in that order in the file, or it counts more dead attackers than dead in all.
    pub const ORDER_BROKEN: u16 = 1 << 1;
    /// It summarises several incidents.
    pub const SERIES: u16 = 1 << 2;
    /// The perpetrator is only suspected.
    pub const SUSPECTED: u16 = 1 << 3;
    /// The data set doubts that it meets its own criteria.
    pub const DOUBTED: u16 = 1 << 4;
    /// The figure in the file has a fraction, as a share of a joint toll.
    pub const FRACTION: u16 = 1 << 5;
    /// It failed or was foiled.
    pub const FOILED: u16 = 1 << 6;
    /// The figure excludes the attackers' known dead.
    pub const ATTACKERS_OUT: u16 = 1 << 7;
    /// A cell of the record could not be read, or its dates contradict each other.
    pub const BAD_CELL: u16 = 1 << 8;
    /// The file has further rows for the same record.
    pub const JOINED: u16 = 1 << 9;
    /// The figure excludes the known injured attackers.
    pub const INJURED_OUT: u16 = 1 << 10;
    /// The number killed is not coded as the only one reported, and no coded range contains it.
    pub const RANGE_UNKNOWN: u16 = 1 << 11;
    /// Day and month of the date may be swapped: no row of the file proves their order, or rows prove both.
    pub const DAY_OPEN: u16 = 1 << 12;
    /// Its columns seem to have slipped: a number or a region stands for a country or an actor.
    pub const SLIPPED: u16 = 1 << 13;
    /// The position lies outside the country or beyond the globe.
    pub const MISPLACED: u16 = 1 << 14;
    /// An earlier record, of this file or another of the same data set, has the same id.
    pub const REPEAT: u16 = 1 << 15;
}

/// Up to [`SEGMENT`] records, stored by column.
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

/// The numbers of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// First possible day, in days of the common era; [`UNDATED`] if not dated.
    pub lo: i32,
    /// Last possible day, likewise.
    pub hi: i32,
    /// Position in the list of locations.
    pub location: u32,
    /// Position in the list of actor groups.
    pub actor_group: u32,
    /// Position in the list of event types.
    pub event_type: u32,
    /// Low estimate of the killed; [`NOT_GIVEN`] if open.
    pub low: u32,
    /// Best estimate of the killed.
    pub best: u32,
    /// High estimate of the killed. Where a data set states one number, and the attackers' dead are taken out of it
    /// ([`flag::ATTACKERS_OUT`]), the number with them.
    pub high: u32,
    /// Injured.
    pub injured: u32,
    /// Bits of [`flag`].
    pub flags: u16,
    /// Hash of its id ([`id_hash`]).
    pub id: u32,
    /// Byte offset of its row in the file.
    pub at: u64,
}

impl Segment {
    /// Number of records.
    pub fn len(&self) -> usize {
        self.lo.len()
    }

    /// Whether it has no records.
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

    /// The record at a position.
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

/// A data set, possibly still being read.
#[derive(Debug, Clone)]
pub struct DataSet {
    /// Its description.
    pub about: Arc<About>,
    /// Distinct countries, as written.
    pub countries: SharedVec<Country>,
    /// Distinct locations.
    pub locations: SharedVec<Location>,
    /// Distinct actors, as written.
    pub actors: SharedVec<Box<str>>,
    /// Distinct combinations of actors.
    pub actor_groups: SharedVec<ActorGroup>,
    /// Distinct event types.
    pub event_types: SharedVec<EventType>,
    /// The records.
    pub segments: Vec<Arc<Segment>>,
    /// Whether it has been read completely.
    pub whole: bool,
    /// How often a row that was read later has changed the dates of earlier records.
    pub redated: usize,
    /// Number of records that repeat an earlier one.
    pub repeats: usize,
    /// Its number among the open data sets of its publisher, from 1.
    pub ordinal: usize,
    /// Whether a span of days that is no whole month or year is how long the event lasted.
    pub spans_last: bool,
    /// Whether it has a column for names of places more exact than a country.
    pub names_places: bool,
}

impl DataSet {
    /// A data set without records.
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
            redated: 0,
            repeats: 0,
            ordinal: 1,
            spans_last: false,
            names_places: false,
        }
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.segments.last().map_or(0, |last| (self.segments.len() - 1) * SEGMENT + last.len())
    }

    /// Whether it has no records.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record with a number below [`DataSet::len`].
    pub fn row(&self, number: usize) -> Record {
        self.segments[number / SEGMENT].row(number % SEGMENT)
    }

    /// First and last day of a record.
    pub fn days(&self, number: usize) -> (i32, i32) {
        let segment = &self.segments[number / SEGMENT];
        (segment.lo[number % SEGMENT], segment.hi[number % SEGMENT])
    }

    /// The beginning of the ids by row: `acl:`, `acl2:` for the second file of ACLED.
    pub fn row_prefix(&self) -> String {
        let tag = self.about.tag.to_lowercase();
        if self.ordinal > 1 { format!("{tag}{}:", self.ordinal) } else { format!("{tag}:") }
    }

    /// The id of a record that has none of its own: `acl:17`.
    pub fn row_id(&self, number: usize) -> String {
        format!("{}{}", self.row_prefix(), number + 1)
    }

    /// Whether the days of a record are how long it lasted, not how exactly it is dated.
    pub fn lasted(&self, row: &Record) -> bool {
        self.spans_last && lasted(row.lo, row.hi)
    }

    /// The date of a record; `None` if it is not dated.
    pub fn when(row: &Record) -> Option<When> {
        When::between(day(row.lo)?, day(row.hi)?, row.flags & flag::APPROXIMATE != 0)
    }

    /// The number killed, with the bounds of the data set's counting rule; `None` if not given.
    pub fn killed(&self, row: &Record) -> Option<Figure> {
        figure(&self.about.rule, row)
    }

    /// The number injured; `None` if the data set or the record does not give it.
    pub fn injured(&self, row: &Record) -> Option<Figure> {
        let party = if row.flags & flag::INJURED_OUT == 0 { self.about.rule.party } else { Party::Victims };
        given(row.injured).map(|n| Figure::new(n, Qualifier::Exactly, party))
    }

    /// The country of a record.
    pub fn country(&self, row: &Record) -> &Country {
        self.countries.get(self.locations.get(row.location as usize).country as usize)
    }

    /// The location of a record.
    pub fn location(&self, row: &Record) -> &Location {
        self.locations.get(row.location as usize)
    }

    /// The actors of a record with their parts, in the order given.
    pub fn actor_group(&self, row: &Record) -> impl Iterator<Item = (&str, Part)> {
        let actor_group = self.actor_groups.get(row.actor_group as usize);
        actor_group.actors.iter().map(|&(actor, part)| (&**self.actors.get(actor as usize), part))
    }

    /// The same with the roles that the data set's codebook gives to the sides of such an event.
    pub fn roles(&self, row: &Record) -> impl Iterator<Item = (&str, Part)> {
        let group = &*self.event_type(row).group;
        let has_victims =
            || self.actor_group(row).any(|(name, part)| part == Part::SideB && name.starts_with("Civilians"));
        let one_sided = !group.is_empty() && group == self.about.one_sided && has_victims();
        self.actor_group(row).map(move |(name, part)| match part {
            Part::SideA if one_sided => (name, Part::Perpetrator),
            Part::SideB if one_sided => (name, Part::Target),
            part => (name, part),
        })
    }

    /// The event type of a record.
    pub fn event_type(&self, row: &Record) -> &EventType {
        self.event_types.get(row.event_type as usize)
    }

    /// A title for a record: location, then the actors of both sides, or the event type if no actor is given.
    pub fn title(&self, row: &Record) -> String {
        let location = self.location(row);
        let country = &*self.country(row).name;
        let place = if location.name.is_empty() { country } else { &*location.name };
        let mut title = String::with_capacity(place.len() + 64);
        title.push_str(place);
        let mut between = if place.is_empty() { "" } else { ": " };
        let mut is_named = false;
        for parts in [[Part::SideA, Part::Perpetrator], [Part::SideB, Part::Target]] {
            for (name, _) in self.actor_group(row).filter(|(_, part)| parts.contains(part)) {
                // In its own country a government needs no country name.
                let is_own = name.strip_prefix("Government of ") == Some(country);
                title.push_str(between);
                title.push_str(if is_own { "Government" } else { name });
                (between, is_named) = (", ", true);
            }
            between = if is_named { " – " } else { between };
        }
        let kind = &*self.event_type(row).name;
        if !is_named && !kind.is_empty() {
            title.push_str(between);
            title.push_str(kind);
        }
        // The timeline needs a title to show.
        if title.is_empty() { "neither place nor actors given".to_owned() } else { title }
    }
}

/// The day with a number of days of the common era; `None` if undated or beyond the calendar.
pub fn day(days: i32) -> Option<NaiveDate> {
    if days == UNDATED { None } else { NaiveDate::from_num_days_from_ce_opt(days) }
}

/// The number of a day, in days of the common era.
pub fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// Whether a span of days is neither one day nor a whole month or year.
pub fn lasted(lo: i32, hi: i32) -> bool {
    lo < hi
        && day(lo)
            .zip(day(hi))
            .and_then(|(lo, hi)| When::between(lo, hi, false))
            .is_some_and(|when| when.unit() == "span")
}

/// A figure; `None` for [`NOT_GIVEN`].
pub fn given(n: u32) -> Option<u32> {
    (n != NOT_GIVEN).then_some(n)
}

/// The number killed of a record, by a counting rule.
pub fn figure(rule: &CountingRule, row: &Record) -> Option<Figure> {
    let best = given(row.best);
    let party = if row.flags & flag::ATTACKERS_OUT == 0 { rule.party } else { Party::Victims };
    Some(match rule.bound {
        Bound::Between if best.is_some() && row.flags & flag::RANGE_UNKNOWN != 0 => {
            Figure::new(best?, Qualifier::About, party)
        }
        Bound::Between => {
            let (low, high) = (given(row.low), given(row.high));
            let bounds = || [low, best, high].into_iter().flatten();
            bounds().next()?;
            Figure {
                // An estimate of one end alone leaves the other open.
                min: if best.or(low).is_none() { None } else { bounds().min() },
                max: if best.or(high).is_none() { None } else { bounds().max() },
                stated: best,
                qualifier: match (best, low) {
                    (Some(_), _) if row.flags & flag::FRACTION != 0 => Qualifier::About,
                    (Some(_), _) => Qualifier::Exactly,
                    (None, Some(_)) => Qualifier::AtLeast,
                    (None, None) => Qualifier::UpTo,
                },
                party,
            }
        }
        // A code for a word says no more than the word.
        Bound::AtLeast => Figure { min: Some(rule.least(best?)), ..Figure::new(best?, Qualifier::AtLeast, rule.party) },
        Bound::Stated => {
            let qualifier = if row.flags & flag::FRACTION == 0 { Qualifier::Exactly } else { Qualifier::About };
            Figure::new(best?, qualifier, party)
        }
    })
}

/// The hash by which ids are looked up: 32-bit FNV-1a of the ASCII letters and digits in lower case; 0 for an empty id.
/// Equal hashes do not prove equal ids.
pub fn id_hash(id: &[u8]) -> u32 {
    let letters = id.iter().filter(|b| b.is_ascii_alphanumeric());
    let hashed =
        letters.fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193));
    if id.is_empty() { 0 } else { hashed.max(1) }
}
