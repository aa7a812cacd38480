//! What is compared of an article when it is held against others: its terms, the day, place and figures of its main
//! incident, and when it was published.

use crate::model::Grade;
use crate::reading::date::DateGrain;
use crate::reading::figure::CasualtyFigure;
use crate::reading::incident::Method;
use crate::reading::place::{GeoPlace, PlaceKind};
use crate::reading::{ArticleReading, Mention};
use chrono::NaiveDate;

use super::telling::Telling;
use super::weighted::{NameTerms, Weighted};

/// A place reduced to what tells it from others.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// Its country, ISO 3166 alpha-2.
    pub country: String,
    /// The state or province, where known.
    pub admin: String,
    /// Town, region or country.
    pub kind: PlaceKind,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
}

impl Spot {
    /// The spot of a place that an article names.
    pub fn new(place: &GeoPlace) -> Self {
        Self {
            name: place.name.clone(),
            country: place.country.clone(),
            admin: place.admin.clone(),
            kind: place.kind,
            lat: place.lat,
            lon: place.lon,
        }
    }

    /// Kilometres to another, near enough for neighbours; `None` where either has no coordinates.
    pub fn kilometres(&self, other: &Self) -> Option<f32> {
        if self.kind != PlaceKind::Town || other.kind != PlaceKind::Town || self.lat == 0.0 || other.lat == 0.0 {
            return None;
        }
        let x = (self.lon - other.lon) * f32::midpoint(self.lat, other.lat).to_radians().cos();
        Some(x.hypot(self.lat - other.lat) * 111.2)
    }
}

/// What is compared of an article.
#[derive(Debug, Clone)]
pub struct ArticleProfile {
    /// Its terms.
    pub terms: Weighted,
    /// Its names of people and bodies.
    pub names: NameTerms,
    /// The day of its main incident.
    pub day: Option<(NaiveDate, Grade)>,
    /// All days that it names, in order, once each.
    pub days: Vec<NaiveDate>,
    /// How its main incident was done.
    pub method: Option<Method>,
    /// The place of its main incident.
    pub place: Option<(Spot, Grade)>,
    /// The towns that it names, once each.
    pub towns: Vec<Spot>,
    /// Those killed, as its main figure has them.
    pub killed: Option<u32>,
    /// Those injured.
    pub injured: Option<u32>,
    /// When it was published.
    pub published: Option<NaiveDate>,
}

impl ArticleProfile {
    /// The profile of an article as it was read, without its terms and names.
    pub fn new(reading: &ArticleReading, main: &Telling, published: Option<NaiveDate>) -> Self {
        let single = |m: &&Mention<crate::reading::date::ResolvedDate>| {
            m.value.grain == DateGrain::Day && m.rule != "date.dateline"
        };
        let mut days: Vec<NaiveDate> = reading.dates.iter().filter(single).map(|m| m.value.first).collect();
        days.sort_unstable();
        days.dedup();
        let mut towns: Vec<Spot> = Vec::new();
        for m in &reading.places {
            let spot = Spot::new(&m.value.place);
            if spot.kind == PlaceKind::Town && !towns.contains(&spot) {
                towns.push(spot);
            }
        }
        days.shrink_to_fit();
        towns.shrink_to_fit();
        let count = |at: Option<usize>| at.and_then(|i| number(&reading.figures[i]));
        Self {
            terms: Weighted::default(),
            names: NameTerms::default(),
            day: main.date.map(|i| (reading.dates[i].value.first, main.grade)),
            days,
            method: main.kind.map(|k| k.0),
            place: main.place.map(|i| (Spot::new(&reading.places[i].value.place), main.grade)),
            towns,
            killed: count(reading.main.killed),
            injured: reading.main.injured_number,
            published: published.or(reading.today),
        }
    }
}

/// The number of a figure: as printed, else the least that it allows.
fn number(figure: &Mention<CasualtyFigure>) -> Option<u32> {
    figure.value.count.or(figure.value.min)
}
