//! The words of the lexicon that stand for a number: months, weekdays, numbers, units of time.

use super::classes::Is;

/// Units of time by number: the values of [`Is::UNIT`].
pub mod unit {
    /// Days.
    pub const DAY: u32 = 1;
    /// Weeks.
    pub const WEEK: u32 = 2;
    /// Months.
    pub const MONTH: u32 = 3;
    /// Years.
    pub const YEAR: u32 = 4;
    /// Decades.
    pub const DECADE: u32 = 5;
    /// Centuries.
    pub const CENTURY: u32 = 6;
    /// Quarters of a year.
    pub const QUARTER: u32 = 7;
    /// Hours and less.
    pub const HOUR: u32 = 8;
    /// Weekends.
    pub const WEEKEND: u32 = 9;
}

/// Words with a value, by class.
pub const VALUED: &[(Is, &[(&str, u32)])] = &[
    (
        Is::MONTH,
        &[
            ("january", 1),
            ("february", 2),
            ("march", 3),
            ("april", 4),
            ("may", 5),
            ("june", 6),
            ("july", 7),
            ("august", 8),
            ("september", 9),
            ("october", 10),
            ("november", 11),
            ("december", 12),
            ("jan", 1),
            ("feb", 2),
            ("mar", 3),
            ("apr", 4),
            ("jun", 6),
            ("jul", 7),
            ("aug", 8),
            ("sep", 9),
            ("sept", 9),
            ("oct", 10),
            ("nov", 11),
            ("dec", 12),
        ],
    ),
    (
        Is::WEEKDAY,
        &[
            ("monday", 1),
            ("tuesday", 2),
            ("wednesday", 3),
            ("thursday", 4),
            ("friday", 5),
            ("saturday", 6),
            ("sunday", 7),
            ("mon", 1),
            ("tue", 2),
            ("tues", 2),
            ("wed", 3),
            ("thu", 4),
            ("thur", 4),
            ("thurs", 4),
            ("fri", 5),
            ("sat", 6),
            ("sun", 7),
        ],
    ),
    (
        Is::NUMBER,
        &[
            ("zero", 0),
            ("one", 1),
            ("two", 2),
            ("three", 3),
            ("four", 4),
            ("five", 5),
            ("six", 6),
            ("seven", 7),
            ("eight", 8),
            ("nine", 9),
            ("ten", 10),
            ("eleven", 11),
            ("twelve", 12),
            ("thirteen", 13),
            ("fourteen", 14),
            ("fifteen", 15),
            ("sixteen", 16),
            ("seventeen", 17),
            ("eighteen", 18),
            ("nineteen", 19),
            ("twenty", 20),
            ("thirty", 30),
            ("forty", 40),
            ("fifty", 50),
            ("sixty", 60),
            ("seventy", 70),
            ("eighty", 80),
            ("ninety", 90),
        ],
    ),
    (Is::SCALE, &[("dozen", 12), ("hundred", 100), ("thousand", 1_000), ("million", 1_000_000)]),
    (
        Is::ORDINAL,
        &[
            ("first", 1),
            ("second", 2),
            ("third", 3),
            ("fourth", 4),
            ("fifth", 5),
            ("sixth", 6),
            ("seventh", 7),
            ("eighth", 8),
            ("ninth", 9),
            ("tenth", 10),
            ("eleventh", 11),
            ("twelfth", 12),
            ("thirteenth", 13),
            ("fourteenth", 14),
            ("fifteenth", 15),
            ("sixteenth", 16),
            ("seventeenth", 17),
            ("eighteenth", 18),
            ("nineteenth", 19),
            ("twentieth", 20),
            ("twenty-first", 21),
        ],
    ),
    (
        Is::UNIT,
        &[
            ("day", unit::DAY),
            ("days", unit::DAY),
            ("week", unit::WEEK),
            ("weeks", unit::WEEK),
            ("month", unit::MONTH),
            ("months", unit::MONTH),
            ("year", unit::YEAR),
            ("years", unit::YEAR),
            ("decade", unit::DECADE),
            ("decades", unit::DECADE),
            ("century", unit::CENTURY),
            ("centuries", unit::CENTURY),
            ("quarter", unit::QUARTER),
            ("quarters", unit::QUARTER),
            ("hour", unit::HOUR),
            ("hours", unit::HOUR),
            ("minute", unit::HOUR),
            ("minutes", unit::HOUR),
            ("weekend", unit::WEEKEND),
        ],
    ),
    (Is::SEASON, &[("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)]),
    (
        Is::VAGUE,
        &[
            ("several", 2),
            ("dozens", 24),
            ("scores", 40),
            ("hundreds", 100),
            ("thousands", 1_000),
            ("tens", 20),
            ("numerous", 2),
            ("many", 2),
            ("multiple", 2),
            ("countless", 2),
        ],
    ),
];
