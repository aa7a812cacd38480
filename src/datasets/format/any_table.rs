//! Any table of incidents: the user says which columns hold what (`--columns`, `columns.toml`). It has no publisher, so its
//! figures are shown as they stand and its rows are not passed on.

use std::borrow::Cow;

use super::super::cells::Count;
use super::super::cite;
use super::super::columns::{Col as C, position};
use super::super::data_format::{DataFormat, Days, Figures, FileNames, unpublished};
use super::super::row::{Cells, RowReader};
use crate::model::dataset::{About, Citation, Part};

/// A table whose columns the user names.
pub(super) struct AnyTable;

impl DataFormat for AnyTable {
    const NAME: &'static str = "a table of incidents";
    const REQUIRED: &'static [&'static str] = &["=date"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::Id, &["=id"]),
        (C::Start, &["=date"]),
        (C::End, &["=end_date"]),
        (C::Year, &["=year"]),
        (C::Month, &["=month"]),
        (C::Day, &["=day"]),
        (C::Place, &["=place"]),
        (C::Within1, &["=district"]),
        (C::Within2, &["=province"]),
        (C::Country, &["=country"]),
        (C::Latitude, &["=latitude"]),
        (C::Longitude, &["=longitude"]),
        (C::Best, &["=killed"]),
        (C::Low, &["=killed_min"]),
        (C::High, &["=killed_max"]),
        (C::Injured, &["=injured"]),
        (C::EventType, &["=kind"]),
        (C::EventGroup, &["=category"]),
        (C::A, &["=actor1"]),
        (C::A2, &["=perpetrator"]),
        (C::A3, &["=target"]),
        (C::B, &["=actor2"]),
        (C::Text, &["=text"]),
        (C::Sources, &["=source"]),
    ];
    const IS_PUBLISHED: bool = false;
    const COUNTS_INJURED: bool = true;

    fn is(names: &[String]) -> bool {
        ["=date", "=year"].iter().any(|name| position(names, name).is_some())
    }

    fn about(names: FileNames<'_>) -> About {
        let [_, file] = names.stems();
        let sentence = "The table states no counting rule; its figures are shown as they stand.";
        About {
            title: file.to_owned(),
            citation: vec![format!("{file}; its columns as named by the user")],
            ..unpublished(
                names,
                "TAB",
                "not known; rows are not passed on",
                ["as-in-table", "as in the table", sentence],
            )
        }
    }

    fn figures<R: Cells>(row: &mut RowReader<'_, R>) -> Figures {
        let (best, low, high) = (row.count(C::Best), row.count(C::Low), row.count(C::High));
        let open = low == Count::None && high == Count::None;
        let (low, high) = if open { (best, best) } else { (low, high) };
        Figures { low, best, high, injured: row.count(C::Injured), flags: 0 }
    }

    /// A date in one column, or its parts in three; 0 is a part that is not known.
    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        if let Some(start) = row.day(C::Start) {
            let end = row.day(C::End).unwrap_or(start);
            row.hold_end_against_start(start, end);
            return Some((start.min(end), start.max(end), false));
        }
        row.day_of_parts([C::Year, C::Month, C::Day], |n| n == 0).map(|(start, last)| (start, last, false))
    }

    fn part(col: C, _cell: &dyn Fn(C) -> String) -> Part {
        match col {
            C::A2 => Part::Perpetrator,
            C::A3 => Part::Target,
            C::B => Part::SideB,
            _ => Part::SideA,
        }
    }

    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        cite::outlets(&cell(C::Sources), &[';'])
    }
}
