//! Titles of draft incidents in our own words, from kind, place and day. No words of a source.

use crate::model::Status;
use crate::reading::incident::Method;
use crate::reading::place::PlaceKind;
use chrono::{Datelike, NaiveDate};

use super::draft::IncidentDay;
use super::profile::Spot;

/// Names of the months.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Names of the seasons in EDTF, 21 to 24.
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// "Shooting in Springfield, 12 May 2014". Without a day, the day of the first report, if known.
pub fn title(
    kind: Option<(Method, Status)>,
    place: Option<&Spot>,
    day: Option<&IncidentDay>,
    reported: Option<NaiveDate>,
) -> String {
    let what = kind.map_or_else(|| "Incident".to_owned(), |(method, status)| named(method, status));
    let at = place.map_or(String::new(), |spot| format!(" in {}", article(spot)));
    let when = match (day, reported) {
        (Some(day), _) => format!(", {}", date(day)),
        (None, Some(day)) => format!(", reported {}", in_words(day)),
        (None, None) => String::new(),
    };
    format!("{what}{at}{when}")
}

/// A place as it stands after "in".
fn article(spot: &Spot) -> String {
    let plural = ["United States", "United Kingdom", "United Arab Emirates", "Netherlands", "Philippines"];
    let the = spot.kind == PlaceKind::Country && plural.contains(&spot.name.as_str());
    if the { format!("the {}", spot.name) } else { spot.name.clone() }
}

/// A kind of incident with how far it went.
fn named(method: Method, status: Status) -> String {
    let noun = noun(method);
    let small = || noun[..1].to_lowercase() + &noun[1..];
    match status {
        Status::CarriedOut | Status::Claimed => noun.to_owned(),
        _ if method == Method::Plot || method == Method::Arrest => noun.to_owned(),
        Status::Foiled => format!("Foiled {}", small()),
        Status::Botched => format!("Botched {}", small()),
        Status::Threatened => format!("Threatened {}", small()),
        Status::Warned => format!("Warning of {}", small()),
        Status::Alleged => format!("Alleged {}", small()),
    }
}

/// The noun of a method.
pub fn noun(method: Method) -> &'static str {
    match method {
        Method::SuicideBombing => "Suicide bombing",
        Method::CarBombing => "Car bombing",
        Method::Bombing => "Bombing",
        Method::Shooting => "Shooting",
        Method::Stabbing => "Stabbing",
        Method::VehicleRamming => "Vehicle ramming",
        Method::AirStrike => "Air strike",
        Method::DroneStrike => "Drone strike",
        Method::Shelling => "Shelling",
        Method::Arson => "Arson",
        Method::Kidnapping => "Kidnapping",
        Method::Hijacking => "Hijacking",
        Method::Assassination => "Assassination",
        Method::Killing => "Killing",
        Method::Ambush => "Ambush",
        Method::Clash => "Clash",
        Method::Raid => "Raid",
        Method::Arrest => "Arrest",
        Method::Attack => "Attack",
        Method::Plot => "Plot",
    }
}

/// A date in words: "12 May 2014", "May 2014", "summer 2022", "2016".
pub fn date(day: &IncidentDay) -> String {
    if day.first == day.last {
        return in_words(day.first);
    }
    let parts: Vec<&str> = day.edtf.split('-').collect();
    let number = |i: usize| parts.get(i).and_then(|p| p.parse::<usize>().ok());
    match (parts.len(), number(0), number(1)) {
        (2, Some(year), Some(month @ 1..=12)) => format!("{} {year}", MONTHS[month - 1]),
        (2, Some(year), Some(season @ 21..=24)) => format!("{} {year}", SEASONS[season - 21]),
        (1, Some(year), None) => year.to_string(),
        _ => format!("{} to {}", in_words(day.first), in_words(day.last)),
    }
}

/// "12 May 2014".
fn in_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
}
