//! Decides for a whole file which of two numbers of a date is the day, by counting what each date proves.
//!
//! Until the file has been read, and when a row decides anew, both readings of the dates that allow two are at hand
//! ([`OpenDate`](super::redate::OpenDate)). Knows no columns and no formats.

pub(super) use super::date_example::Example;
use super::dates::{CellDate, DayOrder, DayOrders, Notation, Proof};
use super::epoch::EpochCounts;

/// Why an order was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderGround {
    /// Some dates allow only this order, and none allow only the other.
    Proved,
    /// No date proves an order; this is the usual one of the format.
    Assumed,
    /// Dates prove both orders, and nearly all prove this one.
    Mostly,
    /// Dates prove both orders.
    Both,
    /// Dates that allow both orders are year first and the others year last: a spreadsheet has read and swapped what
    /// it could and left the rest as text.
    Spreadsheet,
}

/// The dates of a file, or of a part of it, by notation and by what they prove, with the first examples of each.
#[derive(Debug, Clone, Default)]
pub(super) struct DateCounts {
    written: [[(u32, Vec<Example>); 4]; 7],
    /// Times since 1970.
    pub(super) times: EpochCounts,
}

impl DateCounts {
    /// Number of examples kept of each kind.
    const EXAMPLES: usize = 3;
    /// Fewer dates than this do not show that a spreadsheet has swapped them.
    const ENOUGH: u32 = 5;
    /// An order that at least all but one in this many dates prove is that of the dates that allow both.
    const MOST: u32 = 20;

    /// Counts a date.
    #[inline]
    pub(super) fn add(&mut self, written: CellDate, example: impl FnOnce() -> Example) {
        if let Some(time) = written.time() {
            return self.times.add(time, example);
        }
        let (count, examples) = &mut self.written[written.notation as usize][written.proof() as usize];
        *count += 1;
        if examples.len() < Self::EXAMPLES {
            examples.push(example());
        }
    }

    /// Adds the counts of the next part of the file, whose rows are numbered from `rows` on.
    pub(super) fn join(&mut self, next: Self, rows: usize) {
        self.times.join(next.times, rows);
        for (own, next) in self.written.iter_mut().flatten().zip(next.written.into_iter().flatten()) {
            own.0 = own.0.saturating_add(next.0);
            let room = Self::EXAMPLES.saturating_sub(own.1.len());
            own.1.extend(next.1.into_iter().take(room).map(|e| Example { row: e.row + rows, ..e }));
        }
    }

    /// Gives the examples other row numbers.
    pub(super) fn renumber(&mut self, number: impl Fn(usize) -> usize) {
        let written = self.written.iter_mut().flatten().flat_map(|(_, examples)| examples);
        written.for_each(|example| example.row = number(example.row));
        self.times.renumber(number);
    }

    /// The number of dates of a notation that prove this.
    pub(super) fn count(&self, notation: Notation, proof: Proof) -> u32 {
        self.written[notation as usize][proof as usize].0
    }

    /// The first of them.
    pub(super) fn examples(&self, notation: Notation, proof: Proof) -> &[Example] {
        &self.written[notation as usize][proof as usize].1
    }

    /// The number of dates of a notation.
    pub(super) fn all(&self, notation: Notation) -> u32 {
        if notation == Notation::Epoch {
            return self.times.all();
        }
        self.written[notation as usize].iter().map(|(n, _)| n).sum()
    }

    /// The first example of a notation, the earliest row first.
    pub(super) fn first(&self, notation: Notation) -> Option<&Example> {
        if notation == Notation::Epoch {
            return self.times.first();
        }
        self.written[notation as usize].iter().flat_map(|(_, examples)| examples).min_by_key(|e| e.row)
    }

    /// The order of a notation and why; `month_first` is the format's usual order of dates with the year last.
    pub(super) fn order(&self, notation: Notation, month_first: bool) -> (DayOrder, OrderGround) {
        let count = |proof| self.count(notation, proof);
        let (usual, swapped) = (count(Proof::Usual), count(Proof::Swapped));
        match (usual, swapped) {
            (0, 0) if notation == Notation::YearLast => {
                (if month_first { DayOrder::Swapped } else { DayOrder::Usual }, OrderGround::Assumed)
            }
            (0, 0) if count(Proof::Open) > 0 && self.is_split() => {
                let enough = count(Proof::Open) + count(Proof::Nothing) >= Self::ENOUGH
                    && self.all(Notation::YearLast) >= Self::ENOUGH;
                match (enough, notation) {
                    (true, _) => (DayOrder::Swapped, OrderGround::Spreadsheet),
                    (false, Notation::YearFirst) => (DayOrder::Unknown, OrderGround::Both),
                    (false, _) => (DayOrder::Usual, OrderGround::Assumed),
                }
            }
            (0, 0) => (DayOrder::Usual, OrderGround::Assumed),
            (_, 0) => (DayOrder::Usual, OrderGround::Proved),
            (0, _) => (DayOrder::Swapped, OrderGround::Proved),
            (a, b) if b * Self::MOST <= a => (DayOrder::Usual, OrderGround::Mostly),
            (a, b) if a * Self::MOST <= b => (DayOrder::Swapped, OrderGround::Mostly),
            _ => (DayOrder::Unknown, OrderGround::Both),
        }
    }

    /// Whether nothing is in doubt about the order of a notation: dates prove it, or no other is usual and no spreadsheet seems
    /// to have swapped them.
    pub(super) fn is_settled(&self, notation: Notation, month_first: bool) -> bool {
        match self.order(notation, month_first).1 {
            OrderGround::Proved => true,
            OrderGround::Assumed => notation == Notation::Iso && !self.is_split(),
            _ => false,
        }
    }

    /// The orders of all notations, and the unit of times.
    pub(super) fn orders(&self, month_first: bool) -> DayOrders {
        let of = |notation| self.order(notation, month_first).0;
        DayOrders {
            year_last: of(Notation::YearLast),
            year_first: of(Notation::YearFirst),
            iso: of(Notation::Iso),
            unit: self.times.unit(),
        }
    }

    /// Whether all dates are times since 1970.
    pub(super) fn is_only_times(&self) -> bool {
        self.times.is_any() && self.written.iter().flatten().all(|(count, _)| *count == 0)
    }

    /// Whether every date with the year last proves one order, so that a spreadsheet of the other order could read none
    /// of them.
    pub(super) fn is_split(&self) -> bool {
        let count = |proof| self.count(Notation::YearLast, proof);
        let (usual, swapped) = (count(Proof::Usual), count(Proof::Swapped));
        (usual == 0) != (swapped == 0) && count(Proof::Open) == 0
    }

    /// Whether ISO dates stand beside others, which a spreadsheet may have swapped.
    pub(super) fn has_doubtful_iso(&self) -> bool {
        self.all(Notation::Iso) > 0 && self.all(Notation::YearLast) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets::dates::read;
    use proptest::prelude::*;

    fn counts(cells: &[&str]) -> DateCounts {
        let mut counts = DateCounts::default();
        for (row, cell) in cells.iter().enumerate() {
            let example = || Example { row: row + 1, column: 0, cell: (*cell).to_owned() };
            counts.add(read(cell.as_bytes()).unwrap().unwrap(), example);
        }
        counts
    }

    #[test]
    fn dates_that_allow_one_order_decide_for_those_that_allow_both() {
        let last = |cells: &[&str], month_first| counts(cells).order(Notation::YearLast, month_first);
        assert_eq!(last(&["1/4/2025 0:00", "1/13/2025 0:00"], false), (DayOrder::Swapped, OrderGround::Proved));
        assert_eq!(last(&["1/4/2025", "13/1/2025"], true), (DayOrder::Usual, OrderGround::Proved));
        assert_eq!(last(&["1/4/2025", "1/1/2025"], true), (DayOrder::Swapped, OrderGround::Assumed));
        assert_eq!(last(&["13/1/2025", "1/14/2025", "1/4/2025"], false), (DayOrder::Unknown, OrderGround::Both));
        let mut most = vec!["13/1/2025"; 40];
        most.extend(["1/14/2025", "1/15/2025"]);
        assert_eq!(last(&most, true), (DayOrder::Usual, OrderGround::Mostly));
        let first = |cells: &[&str]| counts(cells).order(Notation::YearFirst, false);
        assert_eq!(first(&["2025/01/04", "2025/13/01"]), (DayOrder::Swapped, OrderGround::Proved));
        assert_eq!(first(&["2025/01/04"]), (DayOrder::Usual, OrderGround::Assumed));
    }

    #[test]
    fn year_first_beside_days_over_twelve_is_what_a_spreadsheet_has_swapped() {
        let swapped = ["2025/04/01", "2025/07/01", "2025/10/01", "2025/03/02", "2025/06/02", "2025/01/01"];
        let rest = ["13/01/2025", "16/01/2025", "19/01/2025", "22/01/2025", "15/02/2025"];
        let first = |some: &[&[&str]]| counts(&some.concat()).order(Notation::YearFirst, false);
        assert_eq!(first(&[&swapped, &rest]), (DayOrder::Swapped, OrderGround::Spreadsheet));
        assert_eq!(first(&[&swapped[..2], &rest]), (DayOrder::Unknown, OrderGround::Both), "too few to tell");
        assert_eq!(
            first(&[&swapped, &rest, &["3/4/2025"]]),
            (DayOrder::Usual, OrderGround::Assumed),
            "none is missing"
        );
        assert_eq!(first(&[&swapped, &rest, &["2025/01/14"]]), (DayOrder::Usual, OrderGround::Proved));
        let iso: Vec<String> = swapped.iter().map(|d| format!("{} 00:00:00", d.replace('/', "-"))).collect();
        let iso: Vec<&str> = iso.iter().map(String::as_str).collect();
        assert_eq!(
            counts(&[&iso[..], &rest].concat()).order(Notation::Iso, false),
            (DayOrder::Swapped, OrderGround::Spreadsheet)
        );
        assert_eq!(
            counts(&[&iso[..2], &rest].concat()).order(Notation::Iso, false),
            (DayOrder::Usual, OrderGround::Assumed)
        );
        let is_settled = |some: &[&[&str]]| counts(&some.concat()).is_settled(Notation::Iso, false);
        assert!(!is_settled(&[&iso[..2], &rest]), "too few to tell, and enough to doubt");
        assert!(is_settled(&[&iso[..2], &rest, &["2025-01-14"]]), "a day over 12 shows that none are swapped");
        assert!(is_settled(&[&iso[..2], &rest, &["3/4/2025"]]), "none is missing");
        assert!(is_settled(&[&iso]));
    }

    proptest! {
        /// Counting a file in parts gives what counting it whole gives.
        #[test]
        fn counts_of_parts_join(cells in prop::collection::vec((1u32..29, 1u32..13, any::<bool>()), 1..30), at in 0usize..30) {
            let cells: Vec<String> = cells.into_iter().map(|(a, b, year_first)| {
                if year_first { format!("2025/{b}/{a}") } else { format!("{a}/{b}/2025") }
            }).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let at = at.min(cells.len());
            let mut joined = counts(&cells[..at]);
            joined.join(counts(&cells[at..]), at);
            prop_assert_eq!(format!("{:?}", joined), format!("{:?}", counts(&cells)));
        }
    }
}
