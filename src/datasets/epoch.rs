//! Times since 1970, as interfaces and GIS write dates: one column has one unit, which its greatest values show, since
//! milliseconds of days near 1970 have as few figures as seconds of later ones. Knows no formats and no files.

use chrono::{DateTime, NaiveDate};

use super::date_example::Example;

/// The unit of a time since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EpochUnit {
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

/// A time with fewer than this many units is none by its size.
const LEAST: u64 = 100_000_000;
/// Seconds until 2100, rounded up: more of them are thousandths.
const MOST: u64 = 4_200_000_000;
/// Seconds of ten years: a column whose least time of a unit is below has times near 1970.
const NEAR: u64 = 315_000_000;

impl EpochUnit {
    pub(super) const ALL: [Self; 4] = [Self::Seconds, Self::Milliseconds, Self::Microseconds, Self::Nanoseconds];

    /// The name for the user.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
            Self::Nanoseconds => "nanoseconds",
        }
    }

    fn per_second(self) -> i64 {
        1_000_i64.pow(self as u32)
    }

    /// The unit of a number by its size.
    fn by_size(time: i64) -> Self {
        let fits = |unit: &Self| time.unsigned_abs() / unit.per_second().unsigned_abs() < MOST;
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Nanoseconds)
    }

    /// The unit in which a number is read: that of its column, else by its size. `None` if it is too small to tell.
    pub(super) fn of(time: i64, column: Option<Self>) -> Option<Self> {
        column.or_else(|| (time.unsigned_abs() >= LEAST).then(|| Self::by_size(time)))
    }
}

/// The day (UTC) of a time in this unit; `None` if it is beyond the calendar.
pub(super) fn day_of(time: i64, unit: EpochUnit) -> Option<NaiveDate> {
    DateTime::from_timestamp(time.div_euclid(unit.per_second()), 0).map(|time| time.date_naive())
}

/// The times of a file, or of a part of it.
#[derive(Debug, Clone, Default)]
pub(super) struct EpochCounts {
    /// By the unit that their size shows: how many, the least without its sign, and the first ones.
    units: [(u32, u64, Vec<Example>); 4],
    /// Those too small to show a unit.
    small: u32,
}

impl EpochCounts {
    /// Number of examples kept of each unit.
    const EXAMPLES: usize = 3;
    /// So many times in seconds show that all are.
    const ENOUGH: u32 = 20;

    /// Counts a time.
    pub(super) fn add(&mut self, time: i64, example: impl FnOnce() -> Example) {
        let Some(unit) = EpochUnit::of(time, None) else {
            self.small += 1;
            return;
        };
        let (count, least, examples) = &mut self.units[unit as usize];
        *least = if *count == 0 { time.unsigned_abs() } else { time.unsigned_abs().min(*least) };
        *count += 1;
        if examples.len() < Self::EXAMPLES {
            examples.push(example());
        }
    }

    /// Gives the examples other row numbers.
    pub(super) fn renumber(&mut self, number: impl Fn(usize) -> usize) {
        let examples = self.units.iter_mut().flat_map(|(.., examples)| examples);
        examples.for_each(|example| example.row = number(example.row));
    }

    /// Adds the counts of the next part of the file, whose rows are numbered from `rows` on.
    pub(super) fn join(&mut self, next: Self, rows: usize) {
        self.small += next.small;
        for (own, next) in self.units.iter_mut().zip(next.units) {
            let both = own.0 > 0 && next.0 > 0;
            own.1 = if both { own.1.min(next.1) } else { own.1.max(next.1) };
            own.0 = own.0.saturating_add(next.0);
            let room = Self::EXAMPLES.saturating_sub(own.2.len());
            own.2.extend(next.2.into_iter().take(room).map(|e| Example { row: e.row + rows, ..e }));
        }
    }

    /// The unit of the greatest times. `None` if there are no times, or they are of two units: few are of the greater one's
    /// first years, as the smaller ones would be.
    pub(super) fn unit(&self) -> Option<EpochUnit> {
        self.greatest().filter(|_| !self.is_mixed())
    }

    fn greatest(&self) -> Option<EpochUnit> {
        EpochUnit::ALL.into_iter().rfind(|unit| self.units[*unit as usize].0 > 0)
    }

    /// Whether the times seem to be of two units.
    pub(super) fn is_mixed(&self) -> bool {
        let Some(unit) = self.greatest() else { return false };
        let others = &self.units[..unit as usize];
        let far = self.units[unit as usize].1 / unit.per_second().unsigned_abs() > NEAR;
        far && others.iter().any(|(count, ..)| *count > 0)
    }

    /// Whether later times cannot be expected to change the unit.
    pub(super) fn is_sure(&self) -> bool {
        self.unit().is_some_and(|unit| unit > EpochUnit::Seconds || self.units[0].0 >= Self::ENOUGH)
    }

    /// Whether there are times, or numbers that are some in a column of times.
    pub(super) fn is_any(&self) -> bool {
        self.small > 0 || self.units.iter().any(|(count, ..)| *count > 0)
    }

    /// Number of times that are read as days.
    pub(super) fn all(&self) -> u32 {
        let small = if self.unit().is_some() { self.small } else { 0 };
        self.units.iter().map(|(count, ..)| count).sum::<u32>() + small
    }

    /// The first examples of each unit that the sizes show.
    pub(super) fn examples(&self) -> impl Iterator<Item = (EpochUnit, u32, &[Example])> {
        let units = EpochUnit::ALL.into_iter().zip(&self.units);
        units.filter(|(_, (count, ..))| *count > 0).map(|(unit, (count, _, examples))| (unit, *count, &examples[..]))
    }

    /// The first of all examples.
    pub(super) fn first(&self) -> Option<&Example> {
        self.units.iter().flat_map(|(.., examples)| examples).min_by_key(|example| example.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(times: &[i64]) -> EpochCounts {
        let mut counts = EpochCounts::default();
        for (row, time) in times.iter().enumerate() {
            counts.add(*time, || Example { row, column: 0, cell: String::new() });
        }
        counts
    }

    #[test]
    fn the_greatest_times_show_the_unit_of_all() {
        const DAY: i64 = 86_400_000;
        let near = counts(&[-7 * DAY, 0, DAY, 31 * DAY, 60 * DAY, 5_000 * DAY]);
        assert_eq!((near.unit(), near.all()), (Some(EpochUnit::Milliseconds), 6));
        assert_eq!(counts(&[0, 1_735_689_600, 86_400]).unit(), Some(EpochUnit::Seconds));
        let mixed = counts(&[1_735_689_600, 1_735_689_600_000, 5]);
        assert!(mixed.unit().is_none() && mixed.is_mixed());
        assert_eq!(counts(&[0, 86_400]).unit(), None);
        assert_eq!(counts(&[i64::MIN, i64::MAX]).unit(), Some(EpochUnit::Nanoseconds));
    }

    #[test]
    fn counts_of_parts_join() {
        let times = [-604_800_000, 0, 2_678_400_000, 5_097_600_000, 1_735_689_600_000];
        for at in 0..times.len() {
            let mut joined = counts(&times[..at]);
            joined.join(counts(&times[at..]), at);
            assert_eq!(format!("{joined:?}"), format!("{:?}", counts(&times)));
        }
    }
}
