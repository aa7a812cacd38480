//! Dates in a few columns, as in the timeline, and what their signs mean. `…` never stands here: nothing is cut.
//!
//! Knows dates and columns; draws nothing.

use chrono::{Datelike, NaiveDate};

use crate::model::When;

/// Columns of a date where room is short. Every date with a year of four digits fits.
pub const NARROW: usize = 8;
/// Columns of a date where there is room for the days of a month: `27–30 Mar`.
pub const ROOMY: usize = 9;

/// A date within its year, as precise as known: `26 Mar`, `Oct`, `summer`, `~Jul` (about), `→Apr` (until), `Aug→` (from), `26 Mar?`
/// (doubtful), `Jun–’24` (until a month of another year), `2015` where nothing finer is known, and `27–30 Mar`. Where that has no room, `+`
/// stands for the end: `27 Mar+`, `~2015+`. The month is never left out for want of room.
pub fn short_date(when: When, columns: usize) -> String {
    let (lo, hi) = (when.earliest(), when.latest());
    let month = |d: NaiveDate| d.format("%b").to_string();
    // An end of which only the year is known has no month.
    let end = |end: &str, d: NaiveDate| if is_year(end) { d.year().to_string() } else { month(d) };
    let first = || end(&when.ends().0, lo);
    let about = if when.is_approximate() { "~" } else { "" };
    let doubt = if when.is_uncertain() { "?" } else { "" };
    let signed = |words: &str| format!("{about}{words}{doubt}");
    let words = match (when.is_open_start(), when.is_open_end()) {
        (true, true) => return "?".to_owned(),
        (true, false) => format!("→{}", end(&when.ends().1, hi)),
        (false, true) => format!("{}→", first()),
        (false, false) if when.is_day() => lo.format("%-d %b").to_string(),
        (false, false) if when.display().trim_start_matches("~ ").starts_with(|c: char| c.is_ascii_lowercase()) => {
            when.display().trim_start_matches("~ ").split(' ').next().unwrap_or_default().to_owned()
        }
        (false, false) if lo.year() != hi.year() => format!("{}–’{:02}", first(), hi.year() % 100),
        (false, false) if lo.month() == hi.month() && lo.day() == 1 && (hi - lo).num_days() >= 27 => month(lo),
        (false, false) if lo.month() == hi.month() => {
            let days = format!("{}–{} {}", lo.day(), hi.day(), month(lo));
            let further = format!("{}+", lo.format("%-d %b"));
            if columns_of(&signed(&days)) <= columns { days } else { further }
        }
        (false, false) if (hi - lo).num_days() >= 364 => lo.year().to_string(),
        (false, false) => format!("{}–{}", month(lo), month(hi)),
    };
    within(columns, &signed(&words), || signed(&format!("{}+", first())))
}

/// A date with its year, as precise as a month: `Mar ’24`, `2015`, `~Jul ’23`, `→2024`, `2021→`, `2013–’24`; `2013+` where that has
/// no room.
pub fn month_and_year(when: When, columns: usize) -> String {
    let (lo, hi) = (when.earliest(), when.latest());
    let about = if when.is_approximate() { "~" } else { "" };
    let doubt = if when.is_uncertain() { "?" } else { "" };
    let signed = |words: &str| format!("{about}{words}{doubt}");
    let shown = signed(&match (when.is_open_start(), when.is_open_end()) {
        (true, true) => return "?".to_owned(),
        (true, false) => format!("→{}", hi.year()),
        (false, true) => format!("{}→", lo.year()),
        (false, false) if lo.year() != hi.year() => format!("{}–’{:02}", lo.year(), hi.year() % 100),
        (false, false) if lo.month() == hi.month() => format!("{} ’{:02}", lo.format("%b"), lo.year() % 100),
        (false, false) => lo.year().to_string(),
    });
    within(columns, &shown, || signed(&format!("{}+", lo.year())))
}

/// The date as it is, else without its spaces, else only that it goes on from its beginning.
fn within(columns: usize, shown: &str, further: impl Fn() -> String) -> String {
    match shown.replace(' ', "") {
        _ if columns_of(shown) <= columns => shown.to_owned(),
        close if columns_of(&close) <= columns => close,
        _ => further(),
    }
}

/// Whether an end of a date is a year alone: `2015`, `-0044`.
fn is_year(end: &str) -> bool {
    end.trim_start_matches(['Y', '-']).bytes().all(|b| b.is_ascii_digit())
}

/// Columns of a short date: each of its characters has one.
fn columns_of(date: &str) -> usize {
    date.chars().count()
}

/// A date in full, led by the short form with its signs if that is another: `→Apr = until Apr 2024`, `26 Mar 2024`.
pub fn in_full(when: Option<When>, columns: usize) -> String {
    let Some(when) = when else { return "undated".to_owned() };
    let full = when.display().replace("~ ", "about ");
    let short = short_date(when, columns);
    let plain = full.starts_with(&short) || short == when.year().to_string();
    if plain { full } else { format!("{short} = {full}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imprecise_dates_look_imprecise() {
        for (edtf, narrow, roomy) in [
            ("2024-03-26", "26 Mar", "26 Mar"),
            ("2022-10", "Oct", "Oct"),
            ("2021-22", "summer", "summer"),
            ("2023-07~", "~Jul", "~Jul"),
            ("2023-11-11~", "~11 Nov", "~11 Nov"),
            ("2023-11-11?", "11 Nov?", "11 Nov?"),
            ("2023-06/2024-04", "Jun–’24", "Jun–’24"),
            // No month that nobody gives.
            ("2015/2016", "2015–’16", "2015–’16"),
            ("2021/..", "2021→", "2021→"),
            ("../2013", "→2013", "→2013"),
            ("2022-04/2022-05", "Apr–May", "Apr–May"),
            ("2024-03-27/2024-03-30", "27 Mar+", "27–30 Mar"),
            ("2024-03-27%/2024-03-30%", "~27Mar+?", "~27 Mar+?"),
            ("2015", "2015", "2015"),
            ("2015~/2016~", "~2015+", "~2015–’16"),
            ("2015%/2016%", "~2015+?", "~2015+?"),
            ("2023-06%/2024-04%", "~Jun+?", "~Jun–’24?"),
            ("2022-04%/2022-05%", "~Apr+?", "~Apr–May?"),
            ("2021-08/..", "Aug→", "Aug→"),
            ("../2013-05", "→May", "→May"),
        ] {
            let when = When::parse(edtf).unwrap();
            assert_eq!(short_date(when, NARROW), narrow, "{edtf}");
            assert_eq!(short_date(when, ROOMY), roomy, "{edtf}");
            assert!(columns_of(narrow) <= NARROW && columns_of(roomy) <= ROOMY);
        }
    }

    #[test]
    fn a_month_has_its_year() {
        for (edtf, shown) in [
            ("2024-03-26", "Mar ’24"),
            ("2022-10", "Oct ’22"),
            ("2023-11-11~", "~Nov ’23"),
            ("2023-11-11%", "~Nov’23?"),
            ("2022-04/2022-05", "2022"),
            ("2015", "2015"),
            ("2013-06/2024-04", "2013–’24"),
            ("2013-06%/2024-04%", "~2013+?"),
            ("2021-08/..", "2021→"),
            ("../2013-05", "→2013"),
        ] {
            assert_eq!(month_and_year(When::parse(edtf).unwrap(), NARROW), shown, "{edtf}");
        }
    }

    #[test]
    fn every_sign_is_explained_in_full() {
        for (edtf, full) in [
            ("2024-03-26", "26 Mar 2024"),
            ("2022-10", "Oct 2022"),
            ("2015", "2015"),
            ("../2024-04", "→Apr = until Apr 2024"),
            ("2021-08/..", "Aug→ = from Aug 2021"),
            ("2023-11-11~", "~11 Nov = about 11 Nov 2023"),
            ("2023-06/2024-04", "Jun–’24 = Jun 2023 – Apr 2024"),
        ] {
            assert_eq!(in_full(When::parse(edtf).ok(), NARROW), full, "{edtf}");
        }
        assert_eq!(in_full(None, NARROW), "undated");
    }
}
