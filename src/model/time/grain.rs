//! The precision of a date. Knows no dates.

/// The precision of a date, by the number of possible days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// A known day.
    Day,
    /// Up to seven days.
    Week,
    /// Up to a month.
    Month,
    /// Up to a year.
    Year,
    /// More than that, or open.
    Longer,
    /// Not at all.
    Never,
}

impl Grain {
    /// All values, most precise first.
    pub const ALL: [Self; 6] = [Self::Day, Self::Week, Self::Month, Self::Year, Self::Longer, Self::Never];

    /// The word used in queries and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Longer => "longer",
            Self::Never => "never",
        }
    }

    /// The grain of a date whose last possible day is so many days after the first.
    pub fn of_span(days: i64) -> Self {
        match days {
            0 => Self::Day,
            1..=6 => Self::Week,
            7..=30 => Self::Month,
            31..=365 => Self::Year,
            _ => Self::Longer,
        }
    }
}
