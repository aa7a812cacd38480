//! Says what is odd about a place or an actor: columns that slipped by one, a position that cannot be. Nothing is corrected.
//! Knows no formats and no records.

use super::cells::{text, trimmed};
use crate::model::country::{self, bounds};
use crate::model::dataset::Country;

/// What is odd about a value, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Oddity {
    /// It belongs in another column.
    Slipped(String),
    /// The position cannot be.
    Misplaced(String),
    /// Its dates contradict each other or the year in another column.
    Dated(String),
    /// The row is no record: it sums up others, is a remark or another header.
    NoRecord(String),
}

/// Regions of the world as ACLED, UCDP GED and GTD call them; none is a country.
const REGIONS: [&str; 34] = [
    "africa",
    "americas",
    "asia",
    "asia-pacific",
    "australasia & oceania",
    "caribbean",
    "caucasus and central asia",
    "central africa",
    "central america",
    "central america & caribbean",
    "central asia",
    "east africa",
    "east asia",
    "eastern africa",
    "eastern europe",
    "europe",
    "latin america",
    "latin america and the caribbean",
    "middle africa",
    "middle east",
    "middle east & north africa",
    "north africa",
    "north america",
    "northern africa",
    "oceania",
    "south america",
    "south asia",
    "southeast asia",
    "southern africa",
    "sub-saharan africa",
    "west africa",
    "western africa",
    "western europe",
    "europe and central asia",
];

/// Whether a text is a number.
fn is_number(name: &str) -> bool {
    name.bytes().any(|b| b.is_ascii_digit())
        && name.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'))
}

/// What is odd about the name of a country.
pub(super) fn of_country(name: &str) -> Option<Oddity> {
    let odd = is_number(name) || REGIONS.contains(&name.to_lowercase().as_str());
    odd.then(|| Oddity::Slipped(format!("a country called “{name}”")))
}

/// What is odd about a country, known by its name as `code`, beside the ISO number of another cell.
pub(super) fn of_code(name: &str, code: Option<[u8; 2]>, number: Option<i32>) -> Option<Oddity> {
    let (code, number) = (code?, number?);
    let other = country::numbered(number).filter(|other| other.as_bytes() != code)?;
    let words = format!("the country “{name}” beside the code {number}, which is that of {}", country::english(other));
    Some(Oddity::Slipped(words))
}

/// Words with which a row that sums up others begins.
const TOTALS: [&str; 14] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "gesamt",
    "summe",
    "insgesamt",
    "somme",
    "suma",
    "totale",
    "итого",
    "всего",
];

/// What is odd about a row without a date, by its filled cells; `names` are those of the columns.
pub(super) fn of_undated(filled: &[String], names: &[String]) -> Option<Oddity> {
    let first = filled.first()?;
    let is_name = |cell: &String| names.iter().any(|name| name.eq_ignore_ascii_case(cell));
    let words = if TOTALS.contains(&first.trim_end_matches(':').trim().to_lowercase().as_str()) {
        format!("it has no date and begins with “{first}”, so it seems to sum up others")
    } else if filled.len() == 1 && names.len() > 2 {
        format!("it holds nothing but “{first}”, and seems to be a remark")
    } else if filled.len() > 2 && filled.iter().all(is_name) {
        "it names the columns in another order; the rows below it are read under the first header".to_owned()
    } else {
        return None;
    };
    Some(Oddity::NoRecord(words))
}

/// What is odd about the name of an actor.
pub(super) fn of_actor(name: &str) -> Option<Oddity> {
    is_number(name).then(|| Oddity::Slipped(format!("an actor called “{name}”")))
}

/// What is odd about a position, by its cells; `position` is what was read from them.
pub(super) fn of_position(country: &Country, cells: [&[u8]; 2], position: Option<(f64, f64)>) -> Option<Oddity> {
    let is_outside = |(lat, lon)| country.code.is_some_and(|code| bounds::holds(code, lat, lon) == Some(false));
    // Fast path: most positions can be.
    if position.is_some_and(|position| !is_outside(position)) {
        return None;
    }
    let shown = cells.map(|cell| text(trimmed(cell)).chars().take(20).collect::<String>());
    let number = |n: usize| shown[n].parse::<f64>().ok().filter(|n| n.is_finite());
    // What fits the country the other way round; zero stands for a missing number.
    let (lat, lon) = (number(0).filter(|n| *n != 0.0), number(1).filter(|n| *n != 0.0));
    let swapped = country.code.and_then(|code| {
        let as_lon = lat
            .filter(|n| bounds::has_longitude(code, *n) == Some(true) && bounds::has_latitude(code, *n) == Some(false));
        let as_lat = lon
            .filter(|n| bounds::has_latitude(code, *n) == Some(true) && bounds::has_longitude(code, *n) == Some(false));
        match (as_lon, as_lat) {
            (Some(_), Some(_)) => Some(format!(
                "; latitude and longitude may be swapped: {}, {} lies in {}",
                shown[1], shown[0], country.name
            )),
            (Some(n), None) => {
                Some(format!("; latitude and longitude may be swapped: {n} is a longitude of {}", country.name))
            }
            (None, Some(n)) => {
                Some(format!("; latitude and longitude may be swapped: {n} is a latitude of {}", country.name))
            }
            (None, None) => None,
        }
    });
    let swapped = swapped.unwrap_or_default();
    if position.is_none() {
        if shown.iter().all(String::is_empty) {
            return None;
        }
        let beyond = |n: Option<f64>, most: f64| n.is_some_and(|n| n.abs() > most);
        let words = match (beyond(number(0), 90.0), beyond(number(1), 180.0)) {
            (true, _) => format!("latitude {} is beyond the globe", shown[0]),
            (_, true) => match number(1).filter(|n| (180.0..360.0).contains(n)) {
                Some(n) => {
                    let west = (n - 360.0).to_string().chars().take(8).collect::<String>();
                    format!("longitude {} is beyond the globe; counted from 0 to 360 it would be {west}", shown[1])
                }
                None => format!("longitude {} is beyond the globe", shown[1]),
            },
            _ => format!("“{}”, “{}” is not a position", shown[0], shown[1]),
        };
        return Some(Oddity::Misplaced(format!("{words}{swapped}; shown without a position")));
    }
    let words = format!("{}, {} lies outside {}{swapped}; shown as coded", shown[0], shown[1], country.name);
    Some(Oddity::Misplaced(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_held_against_its_country_and_the_globe() {
        let kenya = Country { name: "Kenya".into(), code: Some(*b"KE") };
        let odd = |lat: &str, lon: &str| {
            let read = |cell: &str, most| super::super::cells::degrees(cell.as_bytes(), most);
            let position = read(lat, 90.0).zip(read(lon, 180.0));
            match of_position(&kenya, [lat.as_bytes(), lon.as_bytes()], position) {
                Some(
                    Oddity::Misplaced(words) | Oddity::Slipped(words) | Oddity::Dated(words) | Oddity::NoRecord(words),
                ) => words,
                None => String::new(),
            }
        };
        assert_eq!(odd("-1.2", "36.8"), "");
        assert_eq!(odd("", ""), "");
        assert_eq!(odd("95.2", "36.8"), "latitude 95.2 is beyond the globe; shown without a position");
        assert_eq!(
            odd("36.8", "-1.2"),
            "36.8, -1.2 lies outside Kenya; latitude and longitude may be swapped: -1.2, 36.8 lies in Kenya; shown as coded"
        );
        assert_eq!(
            odd("36.8", "100"),
            "36.8, 100 lies outside Kenya; latitude and longitude may be swapped: 36.8 is a longitude of Kenya; shown as coded"
        );
        assert_eq!(odd("0", "0"), "0, 0 lies outside Kenya; shown as coded");
        assert_eq!(odd("Sorrel", "36.8"), "“Sorrel”, “36.8” is not a position; shown without a position");
    }

    #[test]
    fn rows_that_are_no_records_are_known() {
        let names = ["id", "event_date", "fatalities"].map(str::to_owned);
        let odd = |cells: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
            of_undated(&cells, &names).is_some()
        };
        assert!(odd(&["Total", "15"]) && odd(&["Source: invented"]) && odd(&["fatalities", "ID", "event_date"]));
        assert!(!odd(&[]) && !odd(&["KES1", "15"]) && !odd(&["Totalitarian", "3"]));
    }

    #[test]
    fn numbers_and_regions_are_no_countries() {
        for name in ["27", "Middle Africa", "2.5"] {
            assert!(of_country(name).is_some(), "{name}");
        }
        for name in ["South Africa", "Central African Republic", "Kestrania", "Kenya", ""] {
            assert!(of_country(name).is_none(), "{name}");
        }
        assert!(of_actor("1").is_some() && of_actor("17 November").is_none() && of_actor("M-19").is_none());
    }
}
