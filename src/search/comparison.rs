//! Comparisons of a number that a source states as an interval.

use crate::model::time::Certainty;

/// How a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `>50`
    Above,
    /// `>=50`
    AtLeast,
    /// `<50`
    Below,
    /// `<=50`
    AtMost,
    /// `50`
    Equal,
}

impl Comparison {
    /// Reads `>50`; the error says what is expected.
    pub fn parse(name: &str, value: &str) -> Result<(Self, u32), String> {
        let (comparison, digits) = Self::split(value);
        let number = digits.parse().map_err(|_| format!("{name}: wants a number such as >50"))?;
        Ok((comparison, number))
    }

    /// The sign at the beginning of a value, and the rest.
    pub fn split(value: &str) -> (Self, &str) {
        let signs =
            [(">=", Self::AtLeast), ("<=", Self::AtMost), (">", Self::Above), ("<", Self::Below), ("=", Self::Equal)];
        let found = signs.into_iter().find_map(|(sign, comparison)| Some((comparison, value.strip_prefix(sign)?)));
        let (comparison, rest) = found.unwrap_or((Self::Equal, value));
        (comparison, rest.trim())
    }

    /// How certainly the comparison holds for an interval held against another, both inclusive.
    pub fn of_intervals(self, (lo, hi): (u64, u64), (from, to): (u64, u64)) -> Certainty {
        let (sure, open) = match self {
            Self::Above => (lo > to, hi > from),
            Self::AtLeast => (lo >= to, hi >= from),
            Self::Below => (hi < from, lo < to),
            Self::AtMost => (hi <= from, lo <= to),
            Self::Equal => (lo >= from && hi <= to, lo <= to && hi >= from),
        };
        match (sure, open) {
            (true, _) => Certainty::Certainly,
            (false, true) => Certainty::Possibly,
            (false, false) => Certainty::No,
        }
    }

    /// How certainly the comparison with `n` holds for a number from `min` to `max` (open if `None`).
    pub fn certainty(self, min: Option<u32>, max: Option<u32>, n: u32) -> Certainty {
        if self.certain(min, max, n) {
            Certainty::Certainly
        } else if self.possible(min, max, n) {
            Certainty::Possibly
        } else {
            Certainty::No
        }
    }

    /// Whether the comparison with `n` holds for every number from `min` to `max` (open if `None`).
    pub fn certain(self, min: Option<u32>, max: Option<u32>, n: u32) -> bool {
        let (min, max) = (min.unwrap_or(0), max.unwrap_or(u32::MAX));
        match self {
            Self::Above => min > n,
            Self::AtLeast => min >= n,
            Self::Below => max < n,
            Self::AtMost => max <= n,
            Self::Equal => min == n && max == n,
        }
    }

    /// Whether the comparison with `n` holds for some number from `min` to `max` (open if `None`).
    pub fn possible(self, min: Option<u32>, max: Option<u32>, n: u32) -> bool {
        let (min, max) = (min.unwrap_or(0), max.unwrap_or(u32::MAX));
        match self {
            Self::Above => max > n,
            Self::AtLeast => max >= n,
            Self::Below => min < n,
            Self::AtMost => min <= n,
            Self::Equal => (min..=max).contains(&n),
        }
    }
}
