//! UCDP GED, the Georeferenced Event Dataset: columns, codes, counting rule, citation and licence by the codebooks of its
//! releases (19.1 to 26.1) and the terms of the Uppsala Conflict Data Program.

use std::borrow::Cow;

use super::super::cells::Count;
use super::super::cite;
use super::super::columns::Col as C;
use super::super::data_format::{DataFormat, Days, Figures, FileNames};
use super::super::row::{Cells, RowReader};
use crate::model::counted::CIVILIANS;
use crate::model::dataset::{About, Bound, Citation, CountingRule, EventType, Meanings, Part, Placing, flag};
use crate::model::figure::Party;
use crate::model::name::Precision;

/// UCDP GED.
pub(super) struct Ged;

impl DataFormat for Ged {
    const NAME: &'static str = "UCDP GED";
    const REQUIRED: &'static [&'static str] = &["type_of_violence", "side_a", "side_b", "date_start", "best"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::Id, &["id", "feature_id"]),
        (C::Start, &["date_start"]),
        (C::End, &["date_end"]),
        (C::Year, &["year"]),
        (C::DatePrecision, &["date_prec"]),
        (C::Place, &["where_coordinates"]),
        (C::Within1, &["adm_2"]),
        (C::Within2, &["adm_1"]),
        (C::Country, &["country"]),
        (C::Latitude, &["latitude"]),
        (C::Longitude, &["longitude"]),
        (C::PlacePrecision, &["where_prec"]),
        (C::Low, &["low"]),
        (C::Best, &["best"]),
        (C::High, &["high"]),
        (C::EventType, &["type_of_violence"]),
        (C::A, &["side_a"]),
        (C::B, &["side_b"]),
        (C::Clarity, &["event_clarity"]),
        (C::Text, &["where_description"]),
        (C::Sources, &["source_article"]),
        (C::SourceOffice, &["source_office"]),
        (C::SourceDate, &["source_date"]),
        (C::SourceHeadline, &["source_headline"]),
        (C::SourceCount, &["number_of_sources"]),
        (C::DeathsA, &["deaths_a"]),
        (C::DeathsB, &["deaths_b"]),
        (C::DeathsCivilians, &["deaths_civilians"]),
        (C::DeathsUnknown, &["deaths_unknown"]),
    ];
    const HINTS: &'static [&'static str] = &["relid", "where_prec"];
    const AGGREGATED: &'static [&'static [&'static str]] = &[
        &["bd_best"],
        &["best_fatality_estimate"],
        &["incompatibility", "intensity_level"],
        &["country_cy", "year_cy"],
        &["sb_total_deaths_best"],
    ];
    const TEXT_IS_PLACE: bool = true;
    const PARTIES: &'static [(C, &'static str)] = &[
        (C::DeathsA, "side A"),
        (C::DeathsB, "side B"),
        (C::DeathsCivilians, CIVILIANS),
        (C::DeathsUnknown, "unknown"),
    ];

    fn headerless(first: &[Vec<u8>]) -> Option<&'static str> {
        let fits = first.len() == 49 && super::super::cells::code(&first[0]).is_some();
        fits.then_some(COLUMNS_49)
    }

    fn about(names: FileNames<'_>) -> About {
        let version = names.stems().iter().find_map(|n| version(n));
        About {
            tag: "GED",
            title: version.as_ref().map_or_else(|| "UCDP GED".to_owned(), |v| format!("UCDP GED {v}")),
            publisher: "Uppsala Conflict Data Program",
            file: names.path.to_owned(),
            licence: "CC BY 4.0",
            shareable: true,
            citation: vec![
                format!(
                    "UCDP Georeferenced Event Dataset{}, Uppsala Conflict Data Program, CC BY 4.0",
                    version.map_or_else(String::new, |v| format!(" (GED) Global version {v}"))
                ),
                "Sundberg, R. and Melander, E. (2013): Introducing the UCDP Georeferenced Event Dataset. Journal of \
                 Peace Research 50(4), doi:10.1177/0022343313484347"
                    .to_owned(),
            ],
            rule: CountingRule {
                bound: Bound::Between,
                party: Party::Total,
                parties_are_parts: true,
                takes_attackers_out: false,
                word: "best-low-high",
                words: "best of low and high",
                sentence: "Best estimate between a low and a high one; the dead of both sides, civilians and unknown \
                           together, each given separately in the record.",
                coded: &[],
            },
            codes_status: true,
            wider_name: "IS",
            one_sided: "",
            reading: Vec::new(),
        }
    }

    fn figures<R: Cells>(row: &mut RowReader<'_, R>) -> Figures {
        let (best, low, high) = (row.count(C::Best), row.count(C::Low), row.count(C::High));
        Figures { low, best, high, injured: Count::None, flags: 0 }
    }

    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        let Some(start) = row.day(C::Start) else {
            return row.whole_year(C::Year).map(|(first, last)| (first, last, false));
        };
        let end = row.day(C::End).unwrap_or(start);
        row.hold_end_against_start(start, end);
        row.hold_against_year(C::Year, start.min(end), start.max(end));
        let approximate = start == end && row.code(C::DatePrecision).is_some_and(|p| p > 1);
        Some((start.min(end), start.max(end), approximate))
    }

    fn flags<R: Cells>(row: &RowReader<'_, R>) -> u16 {
        if row.code(C::Clarity) == Some(2) { flag::SERIES } else { 0 }
    }

    /// GED codes all provinces of the Islamic State, Khorasan included, as IS.
    fn is_wider(actor: &[u8]) -> bool {
        actor == b"IS"
    }

    /// In Niger two provinces fight, so that IS alone does not say which.
    fn meant(country: &str) -> &'static str {
        match country {
            "Afghanistan" | "Pakistan" => "Islamic State Khorasan Province",
            "Nigeria" | "Cameroon" | "Chad" => "Islamic State West Africa Province",
            "Mali" | "Burkina Faso" => "Islamic State Sahel Province",
            "Egypt" => "Islamic State Sinai Province",
            "DR Congo (Zaire)" => "Islamic State Central Africa Province",
            "Mozambique" => "Islamic State Mozambique",
            _ => "",
        }
    }

    /// One-sided violence has a perpetrator and a target; other violence has two sides.
    fn part(col: C, cell: &dyn Fn(C) -> String) -> Part {
        let one_sided = cell(C::B).eq_ignore_ascii_case("civilians");
        match (col, one_sided) {
            (C::A, true) => Part::Perpetrator,
            (C::B, true) => Part::Target,
            (C::B, false) => Part::SideB,
            _ => Part::SideA,
        }
    }

    fn placing(code: Option<i32>) -> Placing {
        match code {
            Some(1) => Placing::Known(Precision::Exact),
            Some(2) => Placing::Known(Precision::Town),
            Some(3..=5) => Placing::Known(Precision::Region),
            Some(6) => Placing::Known(Precision::Country),
            Some(7) => Placing::Sea,
            _ => Placing::Unknown,
        }
    }

    fn event_type(name: Box<str>, group: Box<str>) -> EventType {
        let word = match super::super::cells::code(name.as_bytes()) {
            Some(1) => "state-based violence",
            Some(2) => "non-state violence",
            Some(3) => "one-sided violence",
            _ => "violence",
        };
        EventType { name: word.into(), group }
    }

    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        cite::ged(&cell(C::Sources))
    }

    fn meanings(code: &dyn Fn(C) -> Option<i32>) -> Meanings {
        let day = match code(C::DatePrecision) {
            Some(2) => "Some time in a span of two to six days.",
            Some(3) => "Some time in that week; which day is not known.",
            Some(4) => "Some time in that month, or in up to thirty days.",
            Some(5) => "Some time in a span of more than a month, up to a year.",
            _ => "",
        };
        let place = match code(C::PlacePrecision) {
            Some(2) => "The position is within about 25 km of where it happened.",
            Some(3) => "The position stands for a district (second-order region).",
            Some(4) => "The position stands for a province (first-order region).",
            Some(5) => "The position stands for a line, a border or a fuzzy area.",
            Some(6) => "Only the country is known; the position stands for it.",
            Some(7) => "It happened at sea or in the air.",
            _ => "",
        };
        Meanings { day, place }
    }
}

/// The columns of releases 20.1 to 26.1.
const COLUMNS_49: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,\
conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,\
side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,\
where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,\
event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

/// The version in a file name such as `GEDEvent_v25_1.csv`, `ged251-csv.zip` or `GEDEvent_v26_0_8.csv`.
fn version(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let rest = lower.strip_prefix("ged")?;
    let rest = rest.strip_prefix("event").unwrap_or(rest);
    if let Some(numbers) = rest.strip_prefix("_v") {
        let stem = numbers.split('.').next()?;
        let parts: Vec<&str> =
            stem.split('_').take_while(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())).collect();
        return (parts.len() > 1).then(|| parts.join("."));
    }
    let rest = rest.trim_start_matches(['-', '_']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 3).then(|| format!("{}.{}", &digits[..2], &digits[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_names_that_files_have() {
        for (name, wanted) in [
            ("GEDEvent_v25_1.csv", Some("25.1")),
            ("ged251-csv.zip", Some("25.1")),
            ("ged191.csv", Some("19.1")),
            ("ged-251.csv", Some("25.1")),
            ("GEDEvent_v26_0_8.csv", Some("26.0.8")),
            ("big.csv", None),
            ("ged1m.csv", None),
        ] {
            assert_eq!(version(name).as_deref(), wanted, "{name}");
        }
    }
}
