//! Times of day as sources give them: a minute, or a range of minutes, in local time. Knows no dates and no zones.

use serde::{Deserialize, Serialize};

use std::fmt;

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// Minutes by which an approximate time is extended at both ends.
const ABOUT: u16 = 30;

/// A time of day, or a range; a range that ends before it begins goes on after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeOfDay {
    from: u16,
    to: u16,
    approximate: bool,
}

impl TimeOfDay {
    /// Parses `14:30`, `14:30/15:00` and `~14:30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (approximate, rest) = text.strip_prefix('~').map_or((false, text), |rest| (true, rest));
        let (from, to) = rest.split_once('/').unwrap_or((rest, rest));
        Some(Self { from: minute(from)?, to: minute(to)?, approximate })
    }

    /// First and last minute, the last beyond the day if it is after midnight; an approximate time is extended by half an
    /// hour.
    pub(super) fn reach(self) -> (u16, u16) {
        let to = if self.to < self.from { self.to + DAY } else { self.to };
        if !self.approximate {
            return (self.from, to);
        }
        let length = (to - self.from + 2 * ABOUT).min(DAY - 1);
        let from = (self.from + DAY - ABOUT) % DAY;
        (from, from + length)
    }

    /// Whether no minute fits both.
    pub fn excludes(self, other: Self) -> bool {
        let ((a, to_a), (b, to_b)) = (self.reach(), other.reach());
        let meet = |shift: u16| a + shift <= to_b && b <= to_a + shift;
        let meet_back = a <= to_b + DAY && b + DAY <= to_a;
        !(meet(0) || meet(DAY) || meet_back)
    }
}

/// The minute of `14:30`.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let number = |digits: &str, limit: u16| {
        let is_number = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| digits.parse::<u16>().ok()).flatten().filter(|n| *n < limit)
    };
    Some(number(hour, 24)? * 60 + number(minute, 60)?)
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.approximate { "~" } else { "" };
        write!(f, "{mark}{:02}:{:02}", self.from / 60, self.from % 60)?;
        if self.to != self.from {
            write!(f, "/{:02}:{:02}", self.to / 60, self.to % 60)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> TimeOfDay {
        TimeOfDay::parse(text).unwrap()
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        for text in ["14:30", "00:00", "14:30/15:00", "~14:30", "23:30/00:30"] {
            assert_eq!(time(text).to_string(), text);
        }
        for bad in ["", "14", "24:00", "14:60", "2:30", "14:30/", "14:30:00", "+1:30", "~", "14:30~", "half past two"] {
            assert_eq!(TimeOfDay::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_exclude_each_other_if_no_minute_fits_both() {
        let excludes = |a: &str, b: &str| {
            assert_eq!(time(a).excludes(time(b)), time(b).excludes(time(a)), "{a} {b}");
            time(a).excludes(time(b))
        };
        assert!(excludes("14:30", "14:31"));
        assert!(!excludes("14:30", "14:30/15:00"));
        assert!(!excludes("~14:30", "15:00") && excludes("~14:30", "15:01"));
        assert!(
            !excludes("23:30/00:30", "00:15") && !excludes("23:30/00:30", "23:45") && excludes("23:30/00:30", "12:00")
        );
        assert!(!excludes("~00:10", "23:50") && !excludes("~23:50", "00:05/00:10"));
        assert!(!excludes("~00:00/23:59", "12:00") && !excludes("12:00/11:59", "12:00/11:59"));
    }
}
