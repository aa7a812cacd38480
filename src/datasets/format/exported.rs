//! parallax's own tables: what `export` writes as CSV, GeoJSON, and the records of the JSON document. Each row keeps the figure of
//! the data set it came from, under that set's rule, which stands in the column `killed_rule`.

use std::borrow::Cow;

use super::super::cells::Count;
use super::super::cite;
use super::super::columns::Col as C;
use super::super::data_format::{DataFormat, Days, Figures, FileNames, unpublished};
use super::super::row::{Cells, RowReader};
use crate::model::dataset::{About, Citation, OUT_OF_ORDER, OpenDay, Part, Placing, RowState, flag};
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
        // As EDTF: whether an end is open or the date approximate.
        (C::Resolution, &["date"]),
        (C::ApproxDate, &["date_worked_out"]),
        (C::Place, &["place"]),
        (C::Within1, &["within"]),
        (C::Country, &["country"]),
        (C::CountryCode, &["country_code"]),
        (C::Latitude, &["lat"]),
        (C::Longitude, &["lon"]),
        (C::PlacePrecision, &["precision"]),
        (C::Best, &["killed"]),
        // What the number as coded can mean: codes for words and attackers are taken out.
        (C::Low, &["derived_killed_min", "killed_min"]),
        (C::High, &["derived_killed_max", "killed_max"]),
        (C::CodedLow, &["killed_min"]),
        (C::CodedHigh, &["killed_max"]),
        (C::Ambiguity, &["killed_rule"]),
        (C::Doubt, &["doubts"]),
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

    /// The bounds are those that the record had. Its number as coded is within them, or counts others. What was out of order is so
    /// again.
    fn figures<R: Cells>(row: &mut RowReader<'_, R>) -> Figures {
        let rule = row.cell(C::Ambiguity);
        let says = |words: &str| memchr::memmem::find(rule, words.as_bytes()).is_some();
        let of = |words: &str, flag| if says(words) { flag } else { 0 };
        let flags = of("derived without them", flag::ATTACKERS_OUT) | of("range unknown", flag::RANGE_UNKNOWN);
        if says(OUT_OF_ORDER) {
            let (low, best, high) = (row.count(C::CodedLow), row.count(C::Best), row.count(C::CodedHigh));
            return Figures { low, best, high, injured: row.count(C::Injured), flags };
        }
        let (coded, low, high) = (row.count(C::Best), row.count(C::Low), row.count(C::High));
        let best = match (low.rounded(), high.rounded(), coded.rounded()) {
            (Some(low), Some(high), _) if low == high => Count::Whole(low),
            (Some(low), Some(high), Some(n)) if (low..=high).contains(&n) => coded,
            (None, None, _) => coded,
            // Without a maximum the figure is a minimum.
            _ => Count::None,
        };
        Figures { low, best, high, injured: row.count(C::Injured), flags }
    }

    /// What was in doubt of the row, except what shows again: that it repeats another.
    fn flags<R: Cells>(row: &RowReader<'_, R>) -> u16 {
        let of = |doubt: &[u8]| {
            let is = |word: &str| word.as_bytes() == doubt.trim_ascii();
            if OpenDay::ALL.into_iter().any(|open| is(open.word())) {
                return flag::DAY_OPEN;
            }
            match RowState::ALL.into_iter().find(|state| is(state.word())) {
                Some(RowState::Unread) => flag::BAD_CELL,
                Some(RowState::Slipped) => flag::SLIPPED,
                Some(RowState::Misplaced) => flag::MISPLACED,
                Some(RowState::Once | RowState::Repeat) | None => 0,
            }
        };
        row.cell(C::Doubt).split(|byte| *byte == b';').map(of).fold(0, |all, flag| all | flag)
    }

    /// A date with an open end has no days that a record can have, so that it is left undated.
    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        let (start, end) = row.day(C::Start).zip(row.day(C::End))?;
        row.hold_end_against_start(start, end);
        let is_about = row.cell(C::Resolution).iter().any(|mark| b"~?%".contains(mark));
        Some((start.min(end), start.max(end), is_about))
    }

    fn part(_col: C, _cell: &dyn Fn(C) -> String) -> Part {
        Part::SideA
    }

    /// `Tarn Front (side B)`, or as an incident of articles has it: `a market (target, gazette ¶2)`, whose source stays with it.
    fn named_part(name: &str, part: Part) -> (&str, Part) {
        let all = [Part::SideA, Part::SideB, Part::WithA, Part::WithB, Part::Perpetrator, Part::Target];
        let stated = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
        let of = |word: &str| all.into_iter().find(|part| part.word() == word);
        match stated.and_then(|(bare, words)| Some((bare, words, words.split(", ").next().and_then(of)?))) {
            Some((bare, words, part)) if part.word() == words => (bare, part),
            // Who is only suspected is no perpetrator.
            Some((_, _, Part::Target)) => (name, Part::Target),
            _ => (name, part),
        }
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
