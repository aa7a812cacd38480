//! ACLED, the Armed Conflict Location & Event Data: columns of old and new exports, codes, counting rule, citation and
//! licence by its codebook and terms of use.

use std::borrow::Cow;

use super::super::cells::Count;
use super::super::cite;
use super::super::columns::{Col as C, Columns};
use super::super::data_format::{DataFormat, Days, Figures, FileNames};
use super::super::dates::is_day;
use super::super::row::{Cells, RowReader, month};
use crate::model::dataset::{About, Bound, Citation, CodedNumber, CountingRule, Meanings, Part, Placing, flag};
use crate::model::figure::Party;
use crate::model::name::Precision;

/// What 3 and 10 can mean.
const SEVERAL: &str = "This number can stand for “several” or “many”.";

/// ACLED.
pub(super) struct Acled;

impl DataFormat for Acled {
    const NAME: &'static str = "ACLED";
    const REQUIRED: &'static [&'static str] = &["event_date", "event_type", "fatalities"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::Id, &["event_id_cnty", "feature_id"]),
        (C::Start, &["event_date"]),
        (C::Year, &["year"]),
        (C::DatePrecision, &["time_precision"]),
        (C::Place, &["location"]),
        (C::Within1, &["admin3"]),
        (C::Within2, &["admin2"]),
        (C::Within3, &["admin1"]),
        (C::Country, &["country"]),
        (C::CountryCode, &["iso", "iso3"]),
        (C::Latitude, &["latitude"]),
        (C::Longitude, &["longitude"]),
        (C::PlacePrecision, &["geo_precision", "geo_precis"]),
        (C::Best, &["fatalities"]),
        (C::EventType, &["sub_event_type"]),
        (C::EventGroup, &["event_type"]),
        (C::A, &["actor1"]),
        (C::WithA, &["assoc_actor_1", "ally_actor_1"]),
        (C::B, &["actor2"]),
        (C::WithB, &["assoc_actor_2", "ally_actor_2"]),
        (C::Text, &["notes"]),
        (C::Sources, &["source"]),
    ];

    const HINTS: &'static [&'static str] = &["event_id_cnty"];
    const AGGREGATED: &'static [&'static [&'static str]] =
        &[&["population_exposure", "events"], &["centroid_latitude", "events"], &["events", "fatalities"]];

    fn headerless(first: &[Vec<u8>]) -> Option<&'static str> {
        let fits = first.len() == 25 && is_day(&first[3]);
        fits.then_some(COLUMNS_V5)
    }

    fn about(names: FileNames<'_>) -> About {
        About {
            tag: "ACL",
            title: "ACLED".to_owned(),
            publisher: "Armed Conflict Location & Event Data",
            file: names.path.to_owned(),
            licence: "ACLED terms of use: attribution, no passing on of rows",
            shareable: false,
            citation: vec![
                "Armed Conflict Location & Event Data (ACLED), acleddata.com; give the date of access".to_owned(),
            ],
            rule: CountingRule {
                bound: Bound::AtLeast,
                party: Party::Total,
                parties_are_parts: false,
                takes_attackers_out: false,
                word: "lowest-reported",
                words: "lowest reported",
                sentence: "The most conservative report is coded, so the number is a minimum. 3 or 10 can stand for several \
                           or many, 12 for dozens, 100 for hundreds; 0 can mean that no report gives a number.",
                coded: &[
                    CodedNumber {
                        number: 0,
                        least: 0,
                        word: "",
                        sentence: "0 can mean that no report gives a number, not that nobody died.",
                    },
                    CodedNumber { number: 3, least: 2, word: "several", sentence: SEVERAL },
                    CodedNumber { number: 10, least: 2, word: "several", sentence: SEVERAL },
                    CodedNumber {
                        number: 12,
                        least: 12,
                        word: "dozens",
                        sentence: "This number can stand for “dozens”.",
                    },
                    CodedNumber {
                        number: 100,
                        least: 100,
                        word: "hundreds",
                        sentence: "This number can stand for “hundreds”.",
                    },
                ],
            },
            codes_status: true,
            wider_name: "",
            one_sided: "Violence against civilians",
            reading: Vec::new(),
        }
    }

    fn figures<R: Cells>(row: &mut RowReader<'_, R>) -> Figures {
        let count = row.count(C::Best);
        // The number is a minimum.
        let best = count.floored();
        let flags = if count.is_fraction() { flag::FRACTION } else { 0 };
        Figures { low: best, best, high: Count::None, injured: Count::None, flags }
    }

    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        use chrono::Datelike as _;
        let Some(day) = row.day(C::Start) else {
            return row.whole_year(C::Year).map(|(first, last)| (first, last, false));
        };
        row.hold_against_year(C::Year, day, day);
        Some(match row.code(C::DatePrecision) {
            // A day in a week or weekend; the date given is its middle.
            Some(2) => {
                let days = chrono::Days::new(3);
                (day.checked_sub_days(days).unwrap_or(day), day.checked_add_days(days).unwrap_or(day), true)
            }
            // A day in the month; the day given has no meaning.
            Some(3) => {
                let (first, last) = month(day.year(), day.month()).unwrap_or((day, day));
                (first, last, false)
            }
            _ => (day, day, false),
        })
    }

    /// Some exports have one row for each actor and no second actor column.
    fn has_row_per_actor(columns: &Columns) -> bool {
        columns.index(C::A).is_some() && columns.index(C::B).is_none() && columns.index(C::Id).is_some()
    }

    fn part(col: C, _cell: &dyn Fn(C) -> String) -> Part {
        match col {
            C::WithA => Part::WithA,
            C::WithB => Part::WithB,
            C::B => Part::SideB,
            _ => Part::SideA,
        }
    }

    fn placing(code: Option<i32>) -> Placing {
        match code {
            Some(1) => Placing::Known(Precision::Town),
            Some(2 | 3) => Placing::Known(Precision::Region),
            _ => Placing::Unknown,
        }
    }

    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        cite::outlets(&cell(C::Sources), &[';'])
    }

    fn meanings(code: &dyn Fn(C) -> Option<i32>) -> Meanings {
        let day = match code(C::DatePrecision) {
            Some(2) => "A day in that week or weekend; the file gives its middle.",
            Some(3) => "A day in that month; the day in the file has no meaning.",
            _ => "",
        };
        let place = match code(C::PlacePrecision) {
            Some(1) => "The position is that of the town, not of the event.",
            Some(2) => "Near a town or in part of a region; the position is that of a representative town.",
            Some(3) => "Only a larger region is known; the position is a landmark or provincial capital.",
            _ => "",
        };
        Meanings { day, place }
    }
}

/// The columns of version 5.
const COLUMNS_V5: &str = "gwno,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,actor1,\
ally_actor_1,inter1,actor2,ally_actor_2,inter2,interaction,country,admin1,admin2,admin3,location,latitude,longitude,\
geo_precis,source,notes,fatalities";
