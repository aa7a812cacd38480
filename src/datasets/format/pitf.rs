//! PITF, the Worldwide Atrocities Dataset of the Political Instability Task Force: columns, words, counting rule and
//! citation by its files and codebook. Its files are tab-separated, with lines of remarks above the header.

use std::borrow::Cow;

use super::super::cells::{self, Count};
use super::super::cite;
use super::super::columns::Col as C;
use super::super::data_format::{DataFormat, Days, Figures, FileNames};
use super::super::row::{Cells, RowReader};
use crate::model::dataset::{About, Bound, Citation, CountingRule, Part, flag};
use crate::model::figure::Party;

/// The Worldwide Atrocities Dataset.
pub(super) struct Pitf;

impl DataFormat for Pitf {
    const NAME: &'static str = "PITF Worldwide Atrocities";
    const REQUIRED: &'static [&'static str] = &["perp state role", "deaths number", "deaths scale", "start year"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::EventGroup, &["event type"]),
        (C::Day, &["start day"]),
        (C::Month, &["start month"]),
        (C::Year, &["start year"]),
        (C::EndDay, &["end day"]),
        (C::EndMonth, &["end month"]),
        (C::EndYear, &["end year"]),
        (C::Country, &["country"]),
        (C::Within3, &["region"]),
        (C::Within2, &["district"]),
        (C::Place, &["locality"]),
        (C::Latitude, &["degrees"]),
        (C::LatitudeMinutes, &["minutes"]),
        (C::LatitudeSeconds, &["seconds"]),
        (C::LatitudeSide, &["direction"]),
        (C::Longitude, &["degrees#2"]),
        (C::LongitudeMinutes, &["minutes#2"]),
        (C::LongitudeSeconds, &["seconds#2"]),
        (C::LongitudeSide, &["direction#2"]),
        (C::A, &["perp state military"]),
        (C::A2, &["perp state police"]),
        (C::A3, &["perp state other"]),
        (C::A4, &["perp non-state ideological"]),
        (C::A5, &["perp non-state ethnic"]),
        (C::A6, &["perp non-state religious"]),
        (C::A7, &["perp non-state criminal"]),
        (C::A8, &["perp non-state private"]),
        (C::A9, &["perp unknown/unclear/other"]),
        (C::B, &["victim identity political"]),
        (C::B2, &["victim identity ethnic/national/citizenship"]),
        (C::B3, &["victim identity religious"]),
        (C::B4, &["victim identity socio-economic"]),
        (C::B5, &["victim identity unarmed combatants"]),
        (C::B6, &["victim identity random/unknown/unclear/other"]),
        (C::Best, &["deaths number"]),
        (C::BestScale, &["deaths scale"]),
        (C::Injured, &["injured number"]),
        (C::Ambiguity, &["deaths ambiguity"]),
        (C::EventType, &["organization of violence"]),
        (C::Text, &["description"]),
        (C::MoreText, &["comments"]),
        (C::Sources, &["primary source"]),
        (C::SourceType, &["primary source type"]),
        (C::Sources2, &["secondary source"]),
        (C::SourceType2, &["secondary source type"]),
        (C::Sources3, &["contesting source"]),
        (C::SourceType3, &["contesting source type"]),
    ];
    const PLACE: &'static [C] = &[
        C::Place,
        C::Within2,
        C::Within3,
        C::Country,
        C::Latitude,
        C::LatitudeMinutes,
        C::LatitudeSeconds,
        C::LatitudeSide,
        C::Longitude,
        C::LongitudeMinutes,
        C::LongitudeSeconds,
        C::LongitudeSide,
    ];
    const ACTORS: &'static [C] =
        &[C::A, C::A2, C::A3, C::A4, C::A5, C::A6, C::A7, C::A8, C::A9, C::B, C::B2, C::B3, C::B4, C::B5, C::B6];
    const COUNTS_INJURED: bool = true;

    fn about(names: FileNames<'_>) -> About {
        About {
            tag: "PITF",
            title: "PITF Worldwide Atrocities".to_owned(),
            publisher: "Political Instability Task Force",
            file: names.path.to_owned(),
            licence: "no licence stated; rows are not passed on",
            shareable: false,
            citation: vec![
                "Political Instability Task Force, Worldwide Atrocities Dataset; give file and date of access"
                    .to_owned(),
            ],
            rule: CountingRule {
                bound: Bound::Between,
                party: Party::Victims,
                parties_are_parts: false,
                takes_attackers_out: false,
                word: "noncombatants-scaled",
                words: "noncombatants; range by scale",
                sentence: "Noncombatants deliberately killed, in events of five dead and more; targeted assassinations also \
                           with fewer. Where reports give several numbers or none, the range is that of the scale \
                           coded beside the number (5-24, 25-49 …); a number outside its scale is taken as \
                           approximate.",
                coded: &[],
            },
            codes_status: true,
            wider_name: "",
            one_sided: "",
            reading: Vec::new(),
        }
    }

    /// A single number reported is the figure. Where reports differ, or give only words ("dozens"), the coded scale gives
    /// the bounds. If it does not contain the number or cannot be read, the number is approximate.
    fn figures<R: Cells>(row: &mut RowReader<'_, R>) -> Figures {
        let number = |col| cells::count(row.cell(col), cells::Dots::Doubtful).unwrap_or(Count::None);
        let (best, injured) = (number(C::Best), number(C::Injured));
        let one = row.cell(C::Ambiguity).trim_ascii().eq_ignore_ascii_case(b"Single Number Reported");
        let mut flags = 0;
        let (low, high) = match (best.rounded(), scale(row.cell(C::BestScale))) {
            (Some(_), _) if one => (best, best),
            (Some(n), Some((low, high))) if (low..=high.unwrap_or(u32::MAX)).contains(&n) => bounds(low, high),
            (Some(_), _) => {
                flags |= flag::RANGE_UNKNOWN;
                (Count::None, Count::None)
            }
            (None, Some((low, high))) => bounds(low, high),
            (None, None) => (Count::None, Count::None),
        };
        Figures { low, best, high, injured, flags }
    }

    /// Day or month 99 means unknown; end year 9999 means that the event lasted one day.
    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        let open = |n| matches!(n, 0 | 99 | 9999);
        let (start, last) = row.day_of_parts([C::Year, C::Month, C::Day], open)?;
        let end = row.day_of_parts([C::EndYear, C::EndMonth, C::EndDay], open);
        let end = end.map(|(_, end)| end);
        row.hold_end_against_start(start, end.unwrap_or(start));
        Some((start, end.filter(|end| *end >= start).unwrap_or(last), false))
    }

    /// A campaign is a series of events coded as one record.
    fn flags<R: Cells>(row: &RowReader<'_, R>) -> u16 {
        if row.cell(C::EventGroup).trim_ascii().eq_ignore_ascii_case(b"campaign") { flag::SERIES } else { 0 }
    }

    fn part(col: C, _cell: &dyn Fn(C) -> String) -> Part {
        if matches!(col, C::B | C::B2 | C::B3 | C::B4 | C::B5 | C::B6) { Part::Target } else { Part::Perpetrator }
    }

    /// Degrees, minutes, seconds and direction; missing minutes and seconds are zero. No position if a part cannot be
    /// read or the direction is missing.
    fn position<'c>(cell: &dyn Fn(C) -> &'c [u8]) -> Option<(f64, f64)> {
        let degrees = |[degrees, minutes, seconds, side]: [C; 4], most: f64, [positive, negative]: [&[u8]; 2]| {
            let part = |col| match cells::trimmed(cell(col)) {
                [] => Some(0.0),
                held => cells::degrees(held, 60.0).filter(|n| (0.0..60.0).contains(n)),
            };
            let whole = cells::degrees(cell(degrees), most).filter(|d| *d >= 0.0)?;
            let whole = whole + part(minutes)? / 60.0 + part(seconds)? / 3600.0;
            let sign = match cells::trimmed(cell(side)) {
                side if side.eq_ignore_ascii_case(positive) => 1.0,
                side if side.eq_ignore_ascii_case(negative) => -1.0,
                _ => return None,
            };
            Some(sign * whole).filter(|d| d.abs() <= most)
        };
        let lat = [C::Latitude, C::LatitudeMinutes, C::LatitudeSeconds, C::LatitudeSide];
        let lon = [C::Longitude, C::LongitudeMinutes, C::LongitudeSeconds, C::LongitudeSide];
        let lat = degrees(lat, 90.0, [b"N", b"S"])?;
        let lon = degrees(lon, 180.0, [b"E", b"W"])?;
        // 0, 0 is a missing position.
        Some((lat, lon)).filter(|at| *at != (0.0, 0.0))
    }

    /// In the published files the two column names of each pair are swapped: outlets are below "Type". Both columns
    /// are read, and the words for the kind of source are dropped. Commas separate agencies among the primary sources
    /// ("AFP, Reuters News"); the others are outlets with their cities ("Daily Trust, Abuja").
    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        let pairs: [([C; 2], &[char]); 3] = [
            ([C::SourceType, C::Sources], &[';', ',']),
            ([C::SourceType2, C::Sources2], &[';']),
            ([C::SourceType3, C::Sources3], &[';']),
        ];
        let named = pairs.into_iter().flat_map(|(pair, separators)| {
            pair.map(cell)
                .into_iter()
                .filter(|named| !is_kind(named))
                .flat_map(|named| cite::outlets(&named, separators))
        });
        named.collect()
    }
}

/// Whether a cell holds a kind of source and not a name.
fn is_kind(cell: &str) -> bool {
    let word: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    ["international", "local", "igo/ngo", "none"].iter().any(|kind| word.eq_ignore_ascii_case(kind))
}

/// The bounds of a coded scale: `5-24`, `1000+`; `None` for others, such as "No information".
fn scale(cell: &[u8]) -> Option<(u32, Option<u32>)> {
    let text = std::str::from_utf8(cell.trim_ascii()).ok()?;
    if let Some(low) = text.strip_suffix('+') {
        return Some((low.trim().parse().ok()?, None));
    }
    let (low, high) = text.split_once('-')?;
    Some((low.trim().parse().ok()?, Some(high.trim().parse().ok()?)))
}

fn bounds(low: u32, high: Option<u32>) -> (Count, Count) {
    (Count::Whole(low), high.map_or(Count::None, Count::Whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_have_directions_and_parts_below_sixty() {
        for (lat, lon, wanted) in [
            (["12", "30", "36", "N"], ["8", "15", "", "E"], Some((12.51, 8.25))),
            (["7", "0", "0", " s "], ["31", "30", "0", "w"], Some((-7.0, -31.5))),
            (["7", "0", "0", ""], ["31", "30", "0", "E"], None),
            (["7", "0", "0", "E"], ["31", "30", "0", "N"], None),
            (["7", "60", "0", "N"], ["31", "30", "0", "E"], None),
            (["7", "0", "-1", "N"], ["31", "30", "0", "E"], None),
            (["7", "0", "0", "N"], ["31", "half", "0", "E"], None),
            (["-7", "0", "0", "S"], ["31", "0", "0", "E"], None),
            (["90", "1", "0", "N"], ["31", "0", "0", "E"], None),
            (["0", "0", "0", "N"], ["0", "0", "0", "E"], None),
        ] {
            let cell = |col| match col {
                C::Latitude => lat[0].as_bytes(),
                C::LatitudeMinutes => lat[1].as_bytes(),
                C::LatitudeSeconds => lat[2].as_bytes(),
                C::LatitudeSide => lat[3].as_bytes(),
                C::Longitude => lon[0].as_bytes(),
                C::LongitudeMinutes => lon[1].as_bytes(),
                C::LongitudeSeconds => lon[2].as_bytes(),
                C::LongitudeSide => lon[3].as_bytes(),
                _ => b"",
            };
            let rounded = |d: f64| (d * 1e6).round() / 1e6;
            let found = Pitf::position(&cell).map(|(lat, lon)| (rounded(lat), rounded(lon)));
            assert_eq!(found, wanted, "{lat:?} {lon:?}");
        }
    }
}
