//! The unit of the calendar that a date is, whether its days follow from it alone, and the ends of an interval.

use chrono::Datelike;

use super::{When, date, day_words, end_of, is_year_end, is_year_start, last_of_month, start_of, words_of};

impl When {
    /// The two ends of an interval in EDTF.
    pub fn ends(self) -> (String, String) {
        let start = match (self.is_open_start(), self.written.start) {
            (true, _) => "..".to_owned(),
            (false, true) => date(self.lo),
            (false, false) => start_of(self.lo, self.hi),
        };
        let end = match (self.is_open_end(), self.written.end) {
            (true, _) => "..".to_owned(),
            (false, true) => date(self.hi),
            (false, false) => end_of(self.hi, self.lo),
        };
        (start, end)
    }

    /// A closed interval in words.
    pub(super) fn span_words(self) -> String {
        let start = if self.written.start { day_words(self.lo) } else { words_of(self.lo, true, self.hi) };
        let end = if self.written.end { day_words(self.hi) } else { words_of(self.hi, false, self.lo) };
        format!("{start} – {end}")
    }

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
    fn an_end_that_is_no_day_is_not_shown_as_one() {
        for (text, edtf) in [
            ("2023-06-01/2024-04", "2023-06-01/2024-04"),
            ("2023-06/2024-04-30", "2023-06/2024-04-30"),
            ("2023-06-01~/2024-04~", "2023-06-01~/2024-04~"),
            ("2023-06-XX/2024-04", "2023-06/2024-04"),
            ("2023-06-01/..", "2023-06-01/.."),
            ("../2024-04-30", "../2024-04-30"),
        ] {
            let date = When::parse(text).unwrap();
            assert_eq!(date.edtf(), edtf);
            assert_eq!(date, When::parse(&date.edtf()).unwrap());
        }
        assert_eq!(When::parse("2023-06-01/2024-04"), When::parse("2023-06/2024-04"), "the days are the same");
    }

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
