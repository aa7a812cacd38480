//! The unit of the calendar that a date is, and whether its days follow from it alone.

use chrono::Datelike;

use super::{When, is_year_end, is_year_start, last_of_month};

impl When {
    /// The unit of the calendar that it is; `span` for any other length, `open` if an end is open.
    pub fn unit(self) -> &'static str {
        if self.is_open_start() || self.is_open_end() {
            "open"
        } else if self.season > 0 {
            "season"
        } else if self.is_day() {
            "day"
        } else if is_year_start(self.lo) && is_year_end(self.hi) && self.lo.year() == self.hi.year() {
            "year"
        } else if self.lo.day() == 1 && self.hi == last_of_month(self.lo) {
            "month"
        } else {
            "span"
        }
    }

    /// Whether its first and last day are only worked out: it is approximate or doubtful, or a season.
    pub fn has_derived_bounds(self) -> bool {
        self.approximate || self.uncertain || self.season > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_of_a_unit_only_if_it_fills_one() {
        for (text, unit, derived) in [
            ("2024-01-03", "day", false),
            ("2022-10", "month", false),
            ("2015", "year", false),
            ("2021-22", "season", true),
            ("2023~", "year", true),
            ("2018?", "year", true),
            ("2024-03-22/2024-04-15", "span", false),
            ("2023-06-01/2024-04", "span", false),
            ("2015/2016", "span", false),
            ("../2013", "open", false),
            ("2021-08/..", "open", false),
        ] {
            assert_eq!(
                (When::parse(text).unwrap().unit(), When::parse(text).unwrap().has_derived_bounds()),
                (unit, derived),
                "{text}"
            );
        }
    }
}
