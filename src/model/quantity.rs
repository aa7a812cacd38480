//! Durations and amounts of money as sources state them: a number, a qualifier and a unit.
//!
//! Durations are compared in seconds. A month has 28 to 31 days and a year 365 or 366, so a number of months or years is
//! an interval. Amounts are compared in one currency only.

use serde::{Deserialize, Serialize};

use super::figure::{Qualifier, thousands};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day of 24 hours.
    Day,
    /// Seven days.
    Week,
    /// From 28 to 31 days.
    Month,
    /// 365 or 366 days.
    Year,
}

impl TimeUnit {
    /// All units, shortest first.
    pub const ALL: [Self; 7] = [Self::Second, Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word used on disk and in JSON: the plural.
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }

    /// The unit that a word names, in the singular or the plural.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.word() == word || unit.word().strip_suffix('s') == Some(word))
    }

    /// Its least and its greatest length in seconds.
    fn seconds(self) -> (u64, u64) {
        const DAY: u64 = 24 * 60 * 60;
        match self {
            Self::Second => (1, 1),
            Self::Minute => (60, 60),
            Self::Hour => (60 * 60, 60 * 60),
            Self::Day => (DAY, DAY),
            Self::Week => (7 * DAY, 7 * DAY),
            Self::Month => (28 * DAY, 31 * DAY),
            Self::Year => (365 * DAY, 366 * DAY),
        }
    }
}

/// An ISO 4217 code, such as `USD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of a code of three capital letters.
    pub fn of(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// Its code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

/// The unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Of a duration.
    Time(TimeUnit),
    /// Of an amount of money.
    Money(Currency),
}

impl Unit {
    /// The word used on disk and in JSON.
    pub fn word(&self) -> &str {
        match self {
            Self::Time(unit) => unit.word(),
            Self::Money(currency) => currency.code(),
        }
    }

    /// The currency; `None` for a unit of time.
    pub fn currency(self) -> Option<Currency> {
        match self {
            Self::Time(_) => None,
            Self::Money(currency) => Some(currency),
        }
    }
}

/// A duration or an amount of money with its qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// The number as printed; `None` for a plural without a number.
    pub stated: Option<u64>,
    /// A lower bound given beside it, inclusive; it replaces the bound that the number implies.
    pub min: Option<u64>,
    /// An upper bound given beside it, inclusive.
    pub max: Option<u64>,
    /// How the source qualifies it.
    pub qualifier: Qualifier,
    /// Its unit.
    pub unit: Unit,
}

impl Quantity {
    /// The interval that it implies, inclusive, in seconds or in units of its currency.
    pub fn reach(self) -> (u64, u64) {
        let (shortest, longest) = match self.unit {
            Unit::Time(unit) => unit.seconds(),
            Unit::Money(_) => (1, 1),
        };
        let least = |n: u64| n.saturating_mul(shortest);
        let most = |n: u64| n.saturating_mul(longest);
        let (min, max) = match self.stated {
            None => (0, u64::MAX),
            Some(n) => {
                let tenth = (most(n).div_ceil(10)).max(1);
                match self.qualifier {
                    Qualifier::Exactly => (least(n), most(n)),
                    Qualifier::AtLeast | Qualifier::Several => (least(n), u64::MAX),
                    Qualifier::MoreThan => (least(n).saturating_add(1), u64::MAX),
                    Qualifier::About => (least(n).saturating_sub(tenth), most(n).saturating_add(tenth)),
                    Qualifier::UpTo => (0, most(n)),
                    Qualifier::LessThan => (0, most(n).saturating_sub(1)),
                    Qualifier::Nearly => (least(n).saturating_sub(tenth), most(n).saturating_sub(1)),
                }
            }
        };
        (self.min.map_or(min, least), self.max.map_or(max, most))
    }

    /// The bounds as printed, inclusive or not, in its unit: `less than 10` has 10 as its upper bound. A plural without a
    /// number prints none; bounds given beside it are worked out.
    pub fn printed(self) -> (Option<u64>, Option<u64>) {
        let (min, max) = match self.qualifier {
            Qualifier::Exactly | Qualifier::About => (self.stated, self.stated),
            Qualifier::AtLeast | Qualifier::MoreThan => (self.stated, None),
            Qualifier::UpTo | Qualifier::LessThan | Qualifier::Nearly => (None, self.stated),
            Qualifier::Several => return (None, None),
        };
        (self.min.or(min), self.max.or(max))
    }

    /// Whether both are durations, or amounts of one currency.
    pub fn compares_with(self, other: Self) -> bool {
        self.unit.currency() == other.unit.currency()
    }

    /// Whether no duration or amount fits both.
    pub fn excludes(self, other: Self) -> bool {
        let ((a, to_a), (b, to_b)) = (self.reach(), other.reach());
        self.compares_with(other) && (a > to_b || b > to_a)
    }

    /// Short form for tables: `<10 minutes`, `≈2 hours`, `several days`, `3,000,000 USD`.
    pub fn display(self) -> String {
        let unit = self.unit.word();
        let one = self.stated == Some(1) && matches!(self.unit, Unit::Time(_));
        let unit = if one { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
        let number = match (self.stated, self.qualifier) {
            (Some(n), qualifier) => qualifier.mark(&thousands(n)),
            (None, Qualifier::Several) => "several".to_owned(),
            (None, _) => match (self.min, self.max) {
                (Some(min), Some(max)) if min == max => thousands(min),
                (Some(min), Some(max)) => format!("{}–{}", thousands(min), thousands(max)),
                (Some(min), None) => format!("≥{}", thousands(min)),
                (None, Some(max)) => format!("≤{}", thousands(max)),
                (None, None) => "?".to_owned(),
            },
        };
        format!("{number} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(n: u64, qualifier: Qualifier, unit: TimeUnit) -> Quantity {
        Quantity { stated: Some(n), min: None, max: None, qualifier, unit: Unit::Time(unit) }
    }

    fn apart(a: Quantity, b: Quantity) -> bool {
        assert_eq!(a.excludes(b), b.excludes(a));
        a.excludes(b)
    }

    #[test]
    fn durations_are_compared_in_seconds() {
        use Qualifier::{Exactly, LessThan, MoreThan, Several};
        use TimeUnit::{Day, Hour, Minute, Month, Week, Year};
        assert!(apart(time(10, LessThan, Minute), time(15, Exactly, Minute)));
        assert!(!apart(time(10, LessThan, Minute), time(9, Exactly, Minute)));
        assert!(apart(time(10, LessThan, Minute), time(10, Exactly, Minute)));
        assert!(!apart(time(1, MoreThan, Hour), time(61, Exactly, Minute)));
        assert_eq!(time(120, Exactly, Minute).reach(), time(2, Exactly, Hour).reach());
        assert!(!apart(time(1, Exactly, Month), time(30, Exactly, Day)));
        assert_ne!(time(1, Exactly, Month).reach(), time(30, Exactly, Day).reach());
        assert!(apart(time(1, Exactly, Month), time(3, Exactly, Week)));
        assert!(!apart(time(1, Exactly, Year), time(12, Exactly, Month)));
        assert!(!apart(time(2, Several, Year), time(u64::MAX, Exactly, Year)), "it does not overflow");
    }

    #[test]
    fn amounts_of_different_currencies_are_not_compared() {
        let amount = |n, code| Quantity {
            stated: Some(n),
            min: None,
            max: None,
            qualifier: Qualifier::About,
            unit: Unit::Money(Currency::of(code).unwrap()),
        };
        assert!(amount(5, "USD").compares_with(amount(9, "USD")));
        assert!(!amount(5, "USD").compares_with(amount(5, "EUR")));
        assert_eq!(amount(62_000_000_000, "USD").display(), "≈62,000,000,000 USD");
        assert!(Currency::of("usd").is_none() && Currency::of("US$").is_none() && Currency::of("USDT").is_none());
    }

    #[test]
    fn short_forms_have_their_unit() {
        assert_eq!(time(10, Qualifier::LessThan, TimeUnit::Minute).display(), "<10 minutes");
        assert_eq!(time(1, Qualifier::Nearly, TimeUnit::Hour).display(), "nearly 1 hour");
        let several = Quantity { stated: None, min: Some(2), ..time(2, Qualifier::Several, TimeUnit::Day) };
        assert_eq!(several.display(), "several days");
    }
}
