//! ICEWS, the Integrated Crisis Early Warning System's coded event data: columns, counting rule and citation by its files
//! and codebook. Machine-coded; it counts no casualties.

use std::borrow::Cow;

use super::super::cite;
use super::super::columns::Col as C;
use super::super::data_format::{DataFormat, Days, Figures, FileNames};
use super::super::row::{Cells, RowReader};
use crate::model::dataset::{About, Citation, CountingRule, Part};

/// ICEWS.
pub(super) struct Icews;

impl DataFormat for Icews {
    const NAME: &'static str = "ICEWS";
    const REQUIRED: &'static [&'static str] = &["event date", "source name", "event text", "target name"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::Id, &["event id", "feature_id"]),
        (C::Start, &["event date"]),
        (C::A, &["source name"]),
        (C::B, &["target name"]),
        (C::EventType, &["event text"]),
        (C::EventGroup, &["cameo code"]),
        (C::Place, &["city"]),
        (C::Within1, &["district"]),
        (C::Within2, &["province"]),
        (C::Country, &["country"]),
        (C::Latitude, &["latitude"]),
        (C::Longitude, &["longitude"]),
        (C::Sources, &["publisher"]),
    ];

    fn about(names: FileNames<'_>) -> About {
        About {
            tag: "ICE",
            title: "ICEWS".to_owned(),
            publisher: "Lockheed Martin, Harvard Dataverse",
            file: names.path.to_owned(),
            licence: "copyright, research and education only; rows are not passed on",
            shareable: false,
            citation: vec![
                "Boschee, E., Lautenschlager, J., O'Brien, S., Shellman, S., Starz, J. and Ward, M. (2015): ICEWS Coded \
                 Event Data. Harvard Dataverse, doi:10.7910/DVN/28075"
                    .to_owned(),
            ],
            rule: CountingRule::not_counted(
                "Events are coded by machine, sentence by sentence; the dead and injured are not counted, and one \
                           attack can be many records.",
            ),
            codes_status: false,
            wider_name: "",
            one_sided: "",
            reading: Vec::new(),
        }
    }

    fn figures<R: Cells>(_row: &mut RowReader<'_, R>) -> Figures {
        Figures::NONE
    }

    /// The day of the report, the only date coded.
    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        row.day(C::Start).map(|day| (day, day, false))
    }

    fn part(col: C, _cell: &dyn Fn(C) -> String) -> Part {
        if col == C::B { Part::SideB } else { Part::SideA }
    }

    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        cite::outlets(&cell(C::Sources), &[';'])
    }
}
