//! How entries lie over the years, in a few columns: certain ones by number, possible ones as such. Knows years, no entries.

/// The most columns.
const MOST: usize = 24;
/// The bit of an entry that lies, or may lie, in years that no column has.
const BEYOND: u32 = 1 << 31;
/// The years that an axis can have. What lies beyond is mostly a mistake, and would leave one column to all else.
const NEAR: (i32, i32) = (1900, 2099);

/// The years that the columns stand for; the same for all values of all facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearAxis {
    /// The first year.
    pub first: i32,
    /// The last year.
    pub last: i32,
    /// Years in a column.
    pub step: i32,
    /// Whether there are entries in other years, which no column has.
    pub is_cut: bool,
}

impl YearAxis {
    /// From the first to the last of these years; `None` if there are none.
    pub fn new(years: impl Iterator<Item = i32>) -> Option<Self> {
        let (mut first, mut last) = (i32::MAX, i32::MIN);
        years.for_each(|year| (first, last) = (first.min(year), last.max(year)));
        let is_cut = first < NEAR.0 || last > NEAR.1;
        let (first, last) = (first.max(NEAR.0), last.min(NEAR.1));
        let step = (last.checked_sub(first)? + 1 + MOST as i32 - 1) / MOST as i32;
        (first <= last).then_some(Self { first, last, step, is_cut })
    }

    /// The same axis, which is cut if entries reach beyond it: what lasted, or has an open end.
    #[must_use]
    pub fn cut_if(self, is_beyond: bool) -> Self {
        Self { is_cut: self.is_cut || is_beyond, ..self }
    }

    /// The number of columns.
    pub fn columns(&self) -> usize {
        ((self.last - self.first) / self.step) as usize + 1
    }

    /// The column of a year.
    #[inline]
    fn column(&self, year: i32) -> Option<u32> {
        (self.first..=self.last).contains(&year).then(|| ((year - self.first) / self.step).cast_unsigned())
    }

    /// An entry that lies in this year certainly.
    #[inline]
    pub(super) fn certainly(&self, year: i32) -> EntryYears {
        self.column(year).map_or(EntryYears { certain: 0, possible: BEYOND }, |column| EntryYears {
            certain: 1 << column,
            possible: 0,
        })
    }

    /// An entry that lies in each of these years: it lasted.
    pub(super) fn throughout(&self, from: i32, to: i32) -> EntryYears {
        let years = self.possibly(from, to).possible;
        EntryYears { certain: years & !BEYOND, possible: years & BEYOND }
    }

    /// An entry that lies in one of these years.
    pub(super) fn possibly(&self, from: i32, to: i32) -> EntryYears {
        let ends = self.column(from.max(self.first)).zip(self.column(to.min(self.last)));
        let possible: u32 = ends.filter(|(from, to)| from <= to).map_or(0, |(from, to)| (2 << to) - (1 << from));
        let beyond = if from < self.first || to > self.last { BEYOND } else { 0 };
        EntryYears { certain: 0, possible: possible | beyond }
    }
}

/// The columns of an entry, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct EntryYears {
    certain: u32,
    possible: u32,
}

impl EntryYears {
    /// All as possible ones.
    pub(super) fn doubted(self) -> Self {
        Self { certain: 0, possible: self.certain | self.possible }
    }

    /// Both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { certain: self.certain | other.certain, possible: self.possible | other.possible }
    }
}

/// How the entries of a value lie over the columns of an axis.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct YearProfile {
    certain: [u32; MOST],
    /// The columns in which entries lie possibly, as bits, and [`BEYOND`].
    possible: u32,
}

impl YearProfile {
    /// Counts an entry; one that is possible itself lies nowhere certainly.
    #[inline]
    pub(super) fn count(&mut self, is_certain: bool, years: EntryYears) {
        if !is_certain {
            self.possible |= years.certain | years.possible;
            return;
        }
        self.possible |= years.possible;
        let mut columns = years.certain;
        while columns != 0 {
            self.certain[columns.trailing_zeros() as usize] += 1;
            columns &= columns - 1;
        }
    }

    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.certain.iter_mut().zip(other.certain).for_each(|(a, b)| *a += b);
        self.possible |= other.possible;
    }

    /// Adds entries that are possible, whatever they are in the other profile.
    pub(super) fn add_possible(&mut self, other: &Self) {
        let columns = other.certain.iter().enumerate().filter(|(_, number)| **number > 0);
        self.possible |= columns.fold(other.possible, |all, (column, _)| all | 1 << column);
    }

    /// Whether no entry lies in any column.
    pub fn is_empty(&self) -> bool {
        self.possible & !BEYOND == 0 && self.certain.iter().all(|number| *number == 0)
    }

    /// Whether an entry lies, or may lie, in years that no column has.
    pub fn is_beyond(&self) -> bool {
        self.possible & BEYOND != 0
    }

    /// The columns of an axis, so many of them as one: how many entries lie there certainly, and whether some do possibly.
    pub fn columns(&self, axis: YearAxis, joined: usize) -> impl Iterator<Item = (u32, bool)> {
        (0..axis.columns()).step_by(joined.max(1)).map(move |from| {
            let all = from..(from + joined.max(1)).min(MOST);
            (self.certain[all.clone()].iter().sum(), all.into_iter().any(|column| self.possible & 1 << column != 0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_no_certain_year_is_possible_in_each() {
        let axis = YearAxis::new([1990, 2024].into_iter()).unwrap();
        assert_eq!((axis.step, axis.columns(), axis.is_cut), (2, 18, false));
        let mut profile = YearProfile::default();
        profile.count(true, axis.certainly(1991).and(axis.possibly(1989, 1993)));
        profile.count(false, axis.certainly(2024));
        profile.count(true, axis.certainly(2050).and(axis.possibly(2050, 2060)));
        let drawn: Vec<(u32, bool)> = profile.columns(axis, 1).collect();
        assert_eq!(drawn[..3], [(1, true), (0, true), (0, false)]);
        assert_eq!((drawn[17], drawn.len()), ((0, true), 18));
        assert!(profile.is_beyond(), "2050 has no column");
        let mut within = YearProfile::default();
        within.count(true, axis.throughout(1990, 2024));
        assert!(!within.is_beyond());
        within.add_possible(&profile);
        assert!(within.is_beyond() && !within.is_empty());
        let mut later = YearProfile::default();
        later.count(true, axis.possibly(2030, i32::MAX));
        assert!(later.is_beyond() && later.is_empty());
        assert_eq!(profile.columns(axis, 4).map(|(number, _)| number).collect::<Vec<_>>(), [1, 0, 0, 0, 0]);
    }

    #[test]
    fn any_years_make_an_axis_or_none() {
        assert_eq!(YearAxis::new(std::iter::empty()), None);
        assert_eq!(YearAxis::new([12, 300].into_iter()), None);
        assert_eq!(
            YearAxis::new([i32::MIN, i32::MAX].into_iter()).map(|axis| (axis.columns(), axis.is_cut)),
            Some((23, true))
        );
        let one = YearAxis::new([2024].into_iter()).unwrap();
        assert_eq!((one.columns(), one.possibly(i32::MIN, i32::MAX).possible), (1, 1 | BEYOND));
        for last in 2000..2099 {
            let axis = YearAxis::new([2000, last].into_iter()).unwrap();
            assert!(
                axis.columns() <= MOST && axis.column(last).is_some_and(|column| column as usize + 1 == axis.columns())
            );
        }
    }
}
