//! Dates as sources give them, in EDTF (ISO 8601-2:2019), with their earliest and latest possible day. No clock.
//!
//! Levels 0 to 2 are read, level 1 is written. The crate `edtf-core` parses and computes bounds; this module converts
//! them to calendar days and adds a short display form, which shows the precision, and three-valued comparison.

mod grain;
mod kept_day;
pub mod month_names;
mod unit;
mod written;

use serde::{Deserialize, Serialize};

use chrono::{Datelike, NaiveDate};
use edtf_core::{Bound, Edtf};

pub use grain::Grain;

/// A date of any precision. `lo` and `hi` are inclusive; an open or unknown end is the limit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    #[serde(with = "kept_day")]
    lo: NaiveDate,
    #[serde(with = "kept_day")]
    hi: NaiveDate,
    approximate: bool,
    uncertain: bool,
    season: u8,
    written: written::Written,
}

/// Error of [`When::parse`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadDate {
    /// The problem, for the user.
    pub reason: &'static str,
    /// Byte offset into the text.
    pub offset: usize,
}

/// Whether a date is in a period. Imprecise dates can be possibly in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// All possible days are in the period.
    Certainly,
    /// Some possible days are in the period.
    Possibly,
    /// No possible day is in the period.
    No,
}

impl When {
    /// Parses an EDTF expression. Errors: no EDTF, an interval that ends before it begins or has no end at all, or a year
    /// beyond the calendar.
    pub fn parse(edtf: &str) -> Result<Self, BadDate> {
        let parsed = Edtf::parse(edtf).map_err(|e| BadDate { reason: e.message, offset: e.offset })?;
        let bounds = parsed.bounds();
        let bad = |reason| BadDate { reason, offset: 0 };
        // EDTF leaves an unknown end blank. A written end with an unknown bound was too large to compute.
        if (bounds.earliest == Bound::Unknown && !edtf.starts_with('/'))
            || (bounds.latest == Bound::Unknown && !edtf.ends_with('/'))
        {
            return Err(bad("the year is beyond the calendar"));
        }
        let lo = day(bounds.earliest, NaiveDate::MIN).ok_or(bad("the year is beyond the calendar"))?;
        let hi = day(bounds.latest, NaiveDate::MAX).ok_or(bad("the year is beyond the calendar"))?;
        if lo > hi {
            return Err(bad("the interval ends before it begins"));
        }
        // EDTF has no months for years of more than four digits (as at the end of winter 9999): use the whole year.
        let long =
            |day: NaiveDate| !(-9999..=9999).contains(&day.year()) && day != NaiveDate::MIN && day != NaiveDate::MAX;
        let lo = if long(lo) { NaiveDate::from_ymd_opt(lo.year(), 1, 1).unwrap_or(lo) } else { lo };
        let hi = if long(hi) { NaiveDate::from_ymd_opt(hi.year(), 12, 31).unwrap_or(hi) } else { hi };
        // For example a set that is open at both ends.
        if (lo, hi) == (NaiveDate::MIN, NaiveDate::MAX) {
            return Err(bad("it has neither beginning nor end"));
        }
        let season = match edtf.as_bytes() {
            // Not `20XX-22`: that is the summer of any of a hundred years.
            [year @ .., b'-', b'2', s @ b'1'..=b'4'] if year.len() == 4 && year.iter().all(u8::is_ascii_digit) => {
                s - b'0'
            }
            _ => 0,
        };
        let (approximate, uncertain) = (parsed.is_approximate(), parsed.is_uncertain());
        Ok(Self { lo, hi, approximate, uncertain, season, written: written::Written::of(edtf) })
    }

    /// A single day.
    pub fn day(day: NaiveDate) -> Self {
        Self { lo: day, hi: day, approximate: false, uncertain: false, season: 0, written: written::Written::default() }
    }

    /// Every day from `lo` to `hi`; `None` if there is none.
    pub fn between(lo: NaiveDate, hi: NaiveDate, approximate: bool) -> Option<Self> {
        (lo <= hi).then_some(Self {
            lo,
            hi,
            approximate,
            uncertain: false,
            season: 0,
            written: written::Written::default(),
        })
    }

    /// The earliest possible day; the first of the calendar if the start is open.
    pub fn earliest(self) -> NaiveDate {
        self.lo
    }

    /// The latest possible day; the last of the calendar if the end is open.
    pub fn latest(self) -> NaiveDate {
        self.hi
    }

    /// Whether the start is open (`../2013`).
    pub fn is_open_start(self) -> bool {
        self.lo == NaiveDate::MIN
    }

    /// Whether the end is open (`2021/..`).
    pub fn is_open_end(self) -> bool {
        self.hi == NaiveDate::MAX
    }

    /// Whether the source marks it as approximate (`~`).
    pub fn is_approximate(self) -> bool {
        self.approximate
    }

    /// Whether the source marks it as doubtful (`?`).
    pub fn is_uncertain(self) -> bool {
        self.uncertain
    }

    /// Whether it is one known day.
    pub fn is_day(self) -> bool {
        self.lo == self.hi
    }

    /// The year for the timeline: that of the earliest day, or of the latest if the start is open.
    pub fn year(self) -> i32 {
        if self.is_open_start() { self.hi.year() } else { self.lo.year() }
    }

    /// First and last possible day; an approximate date is extended by its own length on both sides.
    pub fn reach(self) -> (NaiveDate, NaiveDate) {
        if !self.approximate || self.is_open_start() || self.is_open_end() {
            return (self.lo, self.hi);
        }
        let pad = chrono::TimeDelta::days((self.hi - self.lo).num_days() + 1);
        (
            self.lo.checked_sub_signed(pad).unwrap_or(NaiveDate::MIN),
            self.hi.checked_add_signed(pad).unwrap_or(NaiveDate::MAX),
        )
    }

    /// Every day up to its last one; `None` if its end is open.
    pub fn until(self) -> Option<Self> {
        (!self.is_open_end()).then_some(Self { lo: NaiveDate::MIN, season: 0, ..self })
    }

    /// Its precision.
    pub fn grain(self) -> Grain {
        Grain::of_span((self.hi - self.lo).num_days())
    }

    /// Whether it is in `period`.
    pub fn within(self, period: Self) -> Certainty {
        inside((self.lo, self.hi), period)
    }

    /// Like [`When::within`], with the days around an approximate date; a doubted date is in it at most possibly.
    pub fn lies_in(self, period: Self) -> Certainty {
        match inside(self.reach(), period) {
            Certainty::Certainly if self.is_uncertain() => Certainty::Possibly,
            answer => answer,
        }
    }

    /// EDTF level 1. Sets and other level 2 forms become the enclosing interval.
    pub fn edtf(self) -> String {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        if self.season > 0 {
            return format!("{}-2{}{mark}", year(self.lo), self.season);
        }
        if let Some(unit) = unit(self.lo, self.hi) {
            return unit + mark;
        }
        let (start, end) = self.ends();
        let marked = |end: &str| if end == ".." { "" } else { mark };
        [&*start, marked(&start), "/", &*end, marked(&end)].concat()
    }

    /// Short display form: `3 Jan 2024`, `Oct 2022`, `summer 2021`, `2015 – 2016`, `before 2013`, with `~` for
    /// approximate and `?` for doubtful dates.
    pub fn display(self) -> String {
        let mark = if self.approximate { "~ " } else { "" };
        let doubt = if self.uncertain { " ?" } else { "" };
        format!("{mark}{}{doubt}", self.plain())
    }

    fn plain(self) -> String {
        const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
        if let Some(season) = usize::from(self.season).checked_sub(1).and_then(|s| SEASONS.get(s)) {
            return format!("{season} {}", self.lo.year());
        }
        if let Some(words) = unit_words(self.lo, self.hi) {
            return words;
        }
        match (self.is_open_start(), self.is_open_end()) {
            (true, true) => "at an unknown time".into(),
            (true, false) => {
                let unit = unit_words(floor(self.hi), self.hi).filter(|_| !self.written.end);
                format!("until {}", unit.unwrap_or_else(|| day_words(self.hi)))
            }
            (false, true) => {
                let unit = unit_words(self.lo, ceil(self.lo)).filter(|_| !self.written.start);
                format!("from {}", unit.unwrap_or_else(|| day_words(self.lo)))
            }
            (false, false) => self.span_words(),
        }
    }
}

fn day(bound: Bound, open: NaiveDate) -> Option<NaiveDate> {
    match bound {
        Bound::Date(d) => NaiveDate::from_ymd_opt(i32::try_from(d.year).ok()?, d.month.into(), d.day.into()),
        // An unknown end has the bounds of an open one.
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => Some(open),
    }
}

fn last_of_month(day: NaiveDate) -> NaiveDate {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|d| d.pred_opt()).unwrap_or(day)
}

fn is_year_start(day: NaiveDate) -> bool {
    day.ordinal() == 1
}

fn is_year_end(day: NaiveDate) -> bool {
    day.month() == 12 && day.day() == 31
}

/// A year in EDTF: four digits, a minus sign before year 0, `Y` before more than four digits.
fn year(day: NaiveDate) -> String {
    match day.year() {
        year @ 0..=9999 => format!("{year:04}"),
        year @ -9999..0 => format!("-{:04}", year.unsigned_abs()),
        year => format!("Y{year}"),
    }
}

/// A month in EDTF; only the year if it has more than four digits.
fn month(day: NaiveDate) -> String {
    let year = year(day);
    if year.starts_with('Y') { year } else { format!("{year}-{:02}", day.month()) }
}

/// A day as `2013-01-31`. Years of other than four digits are as [`NaiveDate`] has them.
pub fn iso(day: NaiveDate) -> String {
    let digits = iso_digits(day);
    digits.map_or_else(|| day.to_string(), |digits| str::from_utf8(&digits).unwrap_or_default().to_owned())
}

/// The letters of a day as `2013-01-31`; `None` if its year has other than four digits.
pub fn iso_digits(day: NaiveDate) -> Option<[u8; 10]> {
    let year = u32::try_from(day.year()).ok().filter(|year| *year <= 9999)?;
    // Exports write millions of days, so this does without `format!`.
    let digit = |n: u32| b'0' + (n % 10) as u8;
    let [y, m, d] = [year, day.month(), day.day()];
    let [thousands, hundreds, tens] = [1000, 100, 10].map(|place| digit(y / place));
    Some([thousands, hundreds, tens, digit(y), b'-', digit(m / 10), digit(m), b'-', digit(d / 10), digit(d)])
}

/// A day in EDTF, likewise.
fn date(day: NaiveDate) -> String {
    if (0..=9999).contains(&day.year()) {
        return iso(day);
    }
    let month = month(day);
    if month.starts_with('Y') { month } else { format!("{month}-{:02}", day.day()) }
}

/// `lo..=hi` as one EDTF unit (year, month or day), if it is one.
fn unit(lo: NaiveDate, hi: NaiveDate) -> Option<String> {
    if lo == hi {
        Some(date(lo))
    } else if is_year_start(lo) && is_year_end(hi) && lo.year() == hi.year() {
        Some(year(lo))
    } else if lo.day() == 1 && hi == last_of_month(lo) {
        Some(month(lo))
    } else {
        None
    }
}

/// The shortest EDTF with first day `lo`; a year or month only if the other end is as coarse.
fn start_of(lo: NaiveDate, hi: NaiveDate) -> String {
    if is_year_start(lo) && is_year_end(hi) {
        year(lo)
    } else if lo.day() == 1 && hi == last_of_month(hi) {
        month(lo)
    } else {
        date(lo)
    }
}

/// The shortest EDTF with last day `hi`, on the same condition.
fn end_of(hi: NaiveDate, lo: NaiveDate) -> String {
    if is_year_end(hi) && (is_year_start(lo) || lo == NaiveDate::MIN) {
        year(hi)
    } else if hi == last_of_month(hi) && (lo.day() == 1 || lo == NaiveDate::MIN) {
        month(hi)
    } else {
        date(hi)
    }
}

fn day_words(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn unit_words(lo: NaiveDate, hi: NaiveDate) -> Option<String> {
    if lo == hi {
        Some(day_words(lo))
    } else if is_year_start(lo) && is_year_end(hi) && lo.year() == hi.year() {
        Some(lo.year().to_string())
    } else if lo.day() == 1 && hi == last_of_month(lo) {
        Some(lo.format("%b %Y").to_string())
    } else {
        None
    }
}

fn words_of(day: NaiveDate, start: bool, other: NaiveDate) -> String {
    let (lo, hi) = if start { (day, other) } else { (other, day) };
    if is_year_start(lo) && is_year_end(hi) {
        day.year().to_string()
    } else if lo.day() == 1 && hi == last_of_month(hi) {
        day.format("%b %Y").to_string()
    } else {
        day_words(day)
    }
}

/// The first day of the coarsest unit that ends on `hi`.
fn floor(hi: NaiveDate) -> NaiveDate {
    let first = if is_year_end(hi) {
        NaiveDate::from_ymd_opt(hi.year(), 1, 1)
    } else if hi == last_of_month(hi) {
        hi.with_day(1)
    } else {
        None
    };
    first.unwrap_or(hi)
}

/// The last day of the coarsest unit that begins on `lo`.
fn ceil(lo: NaiveDate) -> NaiveDate {
    if is_year_start(lo) {
        NaiveDate::from_ymd_opt(lo.year(), 12, 31).unwrap_or(lo)
    } else if lo.day() == 1 {
        last_of_month(lo)
    } else {
        lo
    }
}

/// Whether a span of days is in `period`.
fn inside((lo, hi): (NaiveDate, NaiveDate), period: When) -> Certainty {
    if hi < period.lo || lo > period.hi {
        Certainty::No
    } else if lo >= period.lo && hi <= period.hi {
        Certainty::Certainly
    } else {
        Certainty::Possibly
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn when(edtf: &str) -> When {
        When::parse(edtf).unwrap_or_else(|e| panic!("{edtf}: {e:?}"))
    }

    #[test]
    fn every_precision_has_its_bounds_its_edtf_and_its_words() {
        for (text, lo, hi, edtf, words) in [
            ("2024-01-03", "2024-01-03", "2024-01-03", "2024-01-03", "3 Jan 2024"),
            ("2022-10", "2022-10-01", "2022-10-31", "2022-10", "Oct 2022"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024-02", "Feb 2024"),
            ("2015", "2015-01-01", "2015-12-31", "2015", "2015"),
            ("2021-22", "2021-06-01", "2021-08-31", "2021-22", "summer 2021"),
            ("2015/2016", "2015-01-01", "2016-12-31", "2015/2016", "2015 – 2016"),
            ("2023-06-01/2024-04", "2023-06-01", "2024-04-30", "2023-06-01/2024-04", "1 Jun 2023 – Apr 2024"),
            ("2023-06/2024-04-30", "2023-06-01", "2024-04-30", "2023-06/2024-04-30", "Jun 2023 – 30 Apr 2024"),
            ("2023-04~", "2023-04-01", "2023-04-30", "2023-04~", "~ Apr 2023"),
            ("2018?", "2018-01-01", "2018-12-31", "2018?", "2018 ?"),
            (
                "[2024-03-27..2024-04-02]",
                "2024-03-27",
                "2024-04-02",
                "2024-03-27/2024-04-02",
                "27 Mar 2024 – 2 Apr 2024",
            ),
            ("2024-03-XX", "2024-03-01", "2024-03-31", "2024-03", "Mar 2024"),
            ("202X", "2020-01-01", "2029-12-31", "2020/2029", "2020 – 2029"),
            ("202X-22", "2020-06-01", "2029-08-31", "2020-06/2029-08", "Jun 2020 – Aug 2029"),
        ] {
            let date = when(text);
            assert_eq!(date.earliest().to_string(), lo, "{text}");
            assert_eq!(date.latest().to_string(), hi, "{text}");
            assert_eq!(date.edtf(), edtf, "{text}");
            assert_eq!(date.display(), words, "{text}");
        }
    }

    #[test]
    fn open_ends_stay_open() {
        let before = when("../2013");
        assert!(before.is_open_start());
        assert_eq!(before.edtf(), "../2013");
        assert_eq!(before.display(), "until 2013");
        assert_eq!(before.year(), 2013);
        let since = when("2021-08/..");
        assert!(since.is_open_end());
        assert_eq!(since.edtf(), "2021-08/..");
        assert_eq!(since.display(), "from Aug 2021");
    }

    #[test]
    fn years_before_our_era_and_long_ones_are_written_so_that_they_read_back() {
        for (text, edtf) in [
            ("-0044-03-15", "-0044-03-15"),
            ("-0044", "-0044"),
            ("-0100-02", "-0100-02"),
            ("Y12024", "Y12024"),
            ("Y-17000/2020-03", "Y-17000/2020-03"),
            ("0000", "0000"),
            ("2020/XXXX-30", "2020/Y10000"),
        ] {
            assert_eq!(when(text).edtf(), edtf);
            assert_eq!(when(edtf), when(text));
        }
    }

    #[test]
    fn what_is_no_date_says_where() {
        assert_eq!(When::parse("2024-02-30").unwrap_err().offset, 8);
        assert_eq!(When::parse("March 2024").unwrap_err().offset, 5);
        assert!(When::parse("2024-05/2024-03").is_err());
        assert!(When::parse("Y170000002").is_err());
        for beyond in ["Y42E54", "Y42E54/2020", "2020/Y42E54", "[..2020,2021..]"] {
            assert!(When::parse(beyond).is_err(), "{beyond}");
        }
        assert!(when("/2020").is_open_start() && when("2020/").is_open_end());
        assert_eq!(when("Y17E3").edtf(), "Y17000");
    }

    #[test]
    fn three_answers() {
        let october = when("2022-10");
        assert_eq!(when("2022-10-26").within(october), Certainty::Certainly);
        assert_eq!(when("2022").within(october), Certainty::Possibly);
        assert_eq!(when("2022-11").within(october), Certainty::No);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_the_same_days(
            year in 1000i32..3000, month in 1u32..=12, span in 0u64..2000, first in 1u32..=28,
        ) {
            let lo = NaiveDate::from_ymd_opt(year, month, first).unwrap();
            let hi = lo + chrono::Days::new(span);
            let date = When::parse(&format!("{lo}/{hi}")).unwrap();
            let again = When::parse(&date.edtf()).unwrap();
            prop_assert_eq!((again.earliest(), again.latest()), (lo, hi));
        }

        #[test]
        fn no_text_panics(text in ".{0,24}") {
            let _ = When::parse(&text);
        }
    }

    #[test]
    fn an_approximate_or_doubted_date_lies_in_a_period_only_possibly() {
        for (date, answer) in [
            ("2014", Certainty::Certainly),
            ("2014-05", Certainty::Certainly),
            ("2014~", Certainty::Possibly),
            ("2014?", Certainty::Possibly),
            ("2013/2014", Certainty::Possibly),
            ("2016", Certainty::No),
        ] {
            assert_eq!(when(date).lies_in(when("2014")), answer, "{date}");
        }
    }
}
