//! A date as citations take it: its parts where the source prints them, else words. No day is invented.

use crate::model::When;

/// Year, month and day, as far as they are given.
pub type DateParts = Vec<u32>;

/// A date of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CitedDate {
    /// What is printed: one date, or the first and the last of a period.
    Printed(Vec<DateParts>),
    /// A date that is approximate, open or inferred, as EDTF; a season in words.
    Literal(String),
}

impl CitedDate {
    /// The date of an EDTF text; `inferred` says that the source does not print it.
    pub fn of(edtf: &str, inferred: bool) -> Self {
        let printed: Option<Vec<DateParts>> = edtf.split('/').map(parts).collect();
        match printed.filter(|dates| dates.len() <= 2 && !inferred) {
            Some(dates) => Self::Printed(dates),
            None => Self::Literal(marked(words(edtf), inferred)),
        }
    }

    /// The date as text: EDTF, with a word where no source prints it.
    pub fn text(edtf: &str, inferred: bool) -> String {
        match Self::of(edtf, inferred) {
            Self::Printed(_) => edtf.to_owned(),
            Self::Literal(_) => marked(edtf.to_owned(), inferred),
        }
    }

    /// The date, if a single one is printed.
    pub fn single(&self) -> Option<&DateParts> {
        match self {
            Self::Printed(dates) if dates.len() == 1 => dates.first(),
            Self::Printed(_) | Self::Literal(_) => None,
        }
    }

    /// The words for it where it is not a single printed date; `edtf` is what it was made of.
    pub fn words<'d>(&'d self, edtf: &'d str) -> Option<&'d str> {
        match self {
            Self::Printed(dates) if dates.len() == 1 => None,
            Self::Printed(_) => Some(edtf),
            Self::Literal(words) => Some(words),
        }
    }
}

/// A date with a mark where no source prints it.
fn marked(text: String, inferred: bool) -> String {
    if inferred { format!("{text} (inferred)") } else { text }
}

/// A date as people read it: EDTF, but for seasons, which look like months that do not exist: `2031-21` is *spring 2031*.
fn words(edtf: &str) -> String {
    let is_season = |part: &str| {
        let number = part.split('-').nth(1).and_then(|number| number.get(..2)?.parse::<u8>().ok());
        number.is_some_and(|number| number > 12)
    };
    if !edtf.split('/').any(is_season) {
        return edtf.to_owned();
    }
    let parts = edtf.split('/').map(|part| When::parse(part).map_or_else(|_| part.to_owned(), When::display));
    parts.collect::<Vec<_>>().join(" – ")
}

/// The parts of `2024`, `2024-03` or `2024-03-24`; `None` for anything else.
fn parts(text: &str) -> Option<DateParts> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_plain =
        |(part, digits): (&&str, usize)| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let all = parts.len() <= 3 && parts.iter().zip([4, 2, 2]).all(is_plain);
    let numbers: DateParts = parts.iter().filter_map(|part| part.parse().ok()).collect();
    // Seasons have numbers above 12.
    let is_month = numbers.get(1).is_none_or(|month| (1..=12).contains(month));
    (all && is_month).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_printed_becomes_numbers() {
        assert_eq!(CitedDate::of("2024-03-24", false), CitedDate::Printed(vec![vec![2024, 3, 24]]));
        assert_eq!(CitedDate::of("2024-03", false), CitedDate::Printed(vec![vec![2024, 3]]));
        assert_eq!(CitedDate::of("2024/2025", false), CitedDate::Printed(vec![vec![2024], vec![2025]]));
        for edtf in ["2024-03~", "../2024", "2024-03-XX", "[2024-03-01,2024-03-02]", "20240324", ""] {
            assert_eq!(CitedDate::of(edtf, false), CitedDate::Literal(edtf.to_owned()));
        }
        for (edtf, words) in [("2031-21", "spring 2031"), ("2031-22/2031-24", "summer 2031 – winter 2031")] {
            assert_eq!(CitedDate::of(edtf, false), CitedDate::Literal(words.to_owned()));
            assert_eq!(CitedDate::text(edtf, false), edtf, "tables have EDTF");
        }
        assert_eq!(CitedDate::of("2024-03-24", true), CitedDate::Literal("2024-03-24 (inferred)".to_owned()));
    }
}
