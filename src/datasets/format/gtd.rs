//! GTD, the Global Terrorism Database: columns, codes, counting rule, citation and licence by the codebook and terms of
//! START, University of Maryland.

use std::borrow::Cow;

use super::super::cells::Count;
use super::super::cite;
use super::super::columns::Col as C;
use super::super::data_format::{DataFormat, Days, Figures, FileNames};
use super::super::row::{Cells, RowReader};
use crate::model::dataset::{ATTACKERS_INCLUDED, About, Bound, Citation, CountingRule, Meanings, Part, Placing, flag};
use crate::model::figure::Party;
use crate::model::name::Precision;

/// GTD.
pub(super) struct Gtd;

impl DataFormat for Gtd {
    const NAME: &'static str = "GTD";
    const REQUIRED: &'static [&'static str] = &["attacktype1_txt", "gname", "nkill"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::Id, &["eventid", "feature_id"]),
        (C::Year, &["iyear", "year"]),
        (C::Month, &["imonth", "month"]),
        (C::Day, &["iday", "day"]),
        (C::ApproxDate, &["approxdate"]),
        (C::Extended, &["extended"]),
        (C::Resolution, &["resolution"]),
        (C::Place, &["city"]),
        (C::Within1, &["provstate"]),
        (C::Country, &["country_txt"]),
        (C::Latitude, &["latitude"]),
        (C::Longitude, &["longitude"]),
        (C::PlacePrecision, &["specificity"]),
        (C::Best, &["nkill"]),
        (C::BestAttackers, &["nkillter"]),
        (C::Injured, &["nwound"]),
        (C::InjuredAttackers, &["nwoundte"]),
        (C::EventType, &["attacktype1_txt"]),
        (C::A, &["gname"]),
        (C::A2, &["gname2"]),
        (C::A3, &["gname3"]),
        (C::B, &["target1"]),
        (C::Suspected, &["guncertain1"]),
        (C::Success, &["success"]),
        (C::Doubt, &["doubtterr"]),
        (C::Text, &["summary"]),
        (C::MoreText, &["addnotes"]),
        (C::Sources, &["scite1"]),
        (C::Sources2, &["scite2"]),
        (C::Sources3, &["scite3"]),
        (C::Related, &["related"]),
    ];
    const HINTS: &'static [&'static str] = &["eventid"];
    const COUNTS_INJURED: bool = true;
    const CODES_FRACTIONS: bool = true;
    const MONTH_FIRST: bool = true;
    const SPANS_LAST: bool = true;
    const PARTIES: &'static [(C, &'static str)] = &[(C::BestAttackers, "attackers")];

    fn about(names: FileNames<'_>) -> About {
        About {
            tag: "GTD",
            title: "GTD".to_owned(),
            publisher: "START, University of Maryland",
            file: names.path.to_owned(),
            licence: "START terms of use: rows may not be passed on",
            shareable: false,
            citation: vec![
                "National Consortium for the Study of Terrorism and Responses to Terrorism (START), Global Terrorism \
                 Database (GTD); give file and date of access"
                    .to_owned(),
            ],
            rule: CountingRule {
                bound: Bound::Stated,
                party: Party::Total,
                parties_are_parts: false,
                takes_attackers_out: true,
                word: "attackers-included",
                words: ATTACKERS_INCLUDED,
                sentence: "The file's total includes dead attackers. If their number is known, it is subtracted here and \
                           shown separately; otherwise the figure is the total.",
                coded: &[],
            },
            codes_status: true,
            wider_name: "",
            one_sided: "",
            reading: Vec::new(),
        }
    }

    /// The totals include dead and injured attackers; their number is subtracted if it is known.
    fn figures<R: Cells>(row: &mut RowReader<'_, R>) -> Figures {
        let mut best = row.count(C::Best);
        let theirs = row.count(C::BestAttackers);
        let mut with_them = Count::None;
        let mut flags = if best.is_fraction() || theirs.is_fraction() { flag::FRACTION } else { 0 };
        match (best.rounded(), theirs.rounded()) {
            // More attackers than the total is a contradiction in the file; the total stays.
            (Some(all), Some(attackers)) if attackers > all => flags |= flag::ORDER_BROKEN,
            (Some(all), Some(attackers)) => {
                (best, with_them) = (Count::Whole(all - attackers), Count::Whole(all));
                flags |= flag::ATTACKERS_OUT;
            }
            _ => {}
        }
        let (all, attackers) = (row.count(C::Injured), row.count(C::InjuredAttackers));
        let injured = match (all.rounded(), attackers.rounded()) {
            (Some(all), Some(attackers)) if attackers <= all => {
                flags |= flag::INJURED_OUT;
                Count::Whole(all - attackers)
            }
            _ => all,
        };
        Figures { low: Count::None, best, high: with_them, injured, flags }
    }

    /// Month or day 0 means unknown; events longer than a day end with their resolution.
    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        let (start, last) = row.day_of_parts([C::Year, C::Month, C::Day], |n| n == 0)?;
        let long = start == last && row.code(C::Extended) == Some(1);
        let end = if long { row.day(C::Resolution) } else { None };
        row.hold_end_against_start(start, end.unwrap_or(start));
        Some((start, end.filter(|end| *end >= start).unwrap_or(last), false))
    }

    fn flags<R: Cells>(row: &RowReader<'_, R>) -> u16 {
        let says = |col, n, flag| if row.code(col) == Some(n) { flag } else { 0 };
        says(C::Suspected, 1, flag::SUSPECTED) | says(C::Success, 0, flag::FOILED) | says(C::Doubt, 1, flag::DOUBTED)
    }

    fn part(col: C, _cell: &dyn Fn(C) -> String) -> Part {
        if col == C::B { Part::Target } else { Part::Perpetrator }
    }

    fn placing(code: Option<i32>) -> Placing {
        match code {
            Some(1) => Placing::Known(Precision::Town),
            Some(2..=4) => Placing::Known(Precision::Region),
            _ => Placing::Unknown,
        }
    }

    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        [C::Sources, C::Sources2, C::Sources3].iter().filter_map(|&c| cite::whole(&cell(c))).collect()
    }

    fn meanings(code: &dyn Fn(C) -> Option<i32>) -> Meanings {
        let day = match (code(C::Month), code(C::Day)) {
            (Some(0), _) => "The month is not known.",
            (_, Some(0)) => "The day is not known.",
            _ => "",
        };
        let place = match code(C::PlacePrecision) {
            Some(1) => "The position is that of the town, not of the event.",
            Some(2) => "In the town; the position is the centre of the smallest region around it.",
            Some(3) => "Not in a town; the position is the centre of the smallest region around it.",
            Some(4) => "The position is the centre of the province.",
            Some(5) => "The place is not known.",
            _ => "",
        };
        Meanings { day, place }
    }
}
