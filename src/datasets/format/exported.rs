//! parallax's own tables: what `export` writes as CSV, GeoJSON, and the records of the JSON document. Each row keeps the figure of
//! the data set it came from, under that set's rule, which stands in the column `killed_rule`.

use std::borrow::Cow;

use super::super::cells::Count;
use super::super::cite;
use super::super::columns::Col as C;
use super::super::data_format::{DataFormat, Days, Figures, FileNames, unpublished};
use super::super::row::{Cells, RowReader};
use crate::model::dataset::{About, Citation, Part, Placing};
use crate::model::name::Precision;

/// A table that parallax exported.
pub(super) struct Exported;

impl DataFormat for Exported {
    const NAME: &'static str = "an export of parallax";
    const REQUIRED: &'static [&'static str] = &["derived_from", "derived_to", "killed_rule", "named_sources", "dated"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::Id, &["id"]),
        (C::Start, &["derived_from"]),
        (C::End, &["derived_to"]),
        (C::ApproxDate, &["date"]),
        (C::Place, &["place"]),
        (C::Within1, &["within"]),
        (C::Country, &["country"]),
        (C::Latitude, &["lat"]),
        (C::Longitude, &["lon"]),
        (C::PlacePrecision, &["precision"]),
        (C::Best, &["killed"]),
        (C::Low, &["killed_min"]),
        (C::High, &["killed_max"]),
        (C::Injured, &["injured"]),
        (C::EventType, &["kind"]),
        // Its actors stand in one cell, each with its part.
        (C::WithA, &["actors"]),
        (C::Sources, &["named_sources"]),
        (C::Text, &["title"]),
    ];
    const IS_PUBLISHED: bool = false;
    const COUNTS_INJURED: bool = true;

    fn about(names: FileNames<'_>) -> About {
        let sentence =
            "Each row has the figures of the data set it was exported from, under the rule in its column killed_rule.";
        About {
            title: "parallax export".to_owned(),
            citation: vec!["see the column citation of each row".to_owned()],
            ..unpublished(
                names,
                "EXP",
                "that of the data sets exported; rows are not passed on",
                ["as-exported", "as exported", sentence],
            )
        }
    }

    /// Without a maximum the figure is a minimum.
    fn figures<R: Cells>(row: &mut RowReader<'_, R>) -> Figures {
        let (best, low, high) = (row.count(C::Best), row.count(C::Low), row.count(C::High));
        let is_minimum = high == Count::None && low != Count::None;
        let best = if is_minimum { Count::None } else { best };
        Figures { low, best, high, injured: row.count(C::Injured), flags: 0 }
    }

    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        let start = row.day(C::Start)?;
        let end = row.day(C::End).filter(|end| *end >= start).unwrap_or(start);
        Some((start, end, row.cell(C::ApproxDate).contains(&b'~')))
    }

    fn part(_col: C, _cell: &dyn Fn(C) -> String) -> Part {
        Part::SideA
    }

    /// `Tarn Front (side B)`
    fn named_part(name: &str, part: Part) -> (&str, Part) {
        let all = [Part::SideA, Part::SideB, Part::WithA, Part::WithB, Part::Perpetrator, Part::Target];
        let stated = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
        stated
            .and_then(|(name, word)| Some((name, all.into_iter().find(|part| part.word() == word)?)))
            .unwrap_or((name, part))
    }

    fn placing_of(cell: &[u8]) -> Placing {
        let known = [Precision::Exact, Precision::Town, Precision::Region, Precision::Country].map(Placing::Known);
        let mut all = known.into_iter().chain([Placing::Sea]);
        all.find(|placing| placing.word().as_bytes() == cell.trim_ascii()).unwrap_or(Placing::Unknown)
    }

    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        cite::outlets(&cell(C::Sources), &[';'])
    }
}
