//! POLECAT, the Political Event Classification, Attributes and Types data, on the PLOVER ontology: columns, counting rule
//! and citation by its files and codebook. Machine-coded; it counts no casualties.

use std::borrow::Cow;

use super::super::cite;
use super::super::columns::Col as C;
use super::super::data_format::{DataFormat, Days, Figures, FileNames};
use super::super::row::{Cells, RowReader};
use crate::model::dataset::{About, Citation, CountingRule, Part};

/// POLECAT.
pub(super) struct Polecat;

impl DataFormat for Polecat {
    const NAME: &'static str = "POLECAT";
    const REQUIRED: &'static [&'static str] =
        &["event date", "event type", "event mode", "actor name", "recipient name"];
    const COLUMNS: &'static [(C, &'static [&'static str])] = &[
        (C::Id, &["event id", "feature_id"]),
        (C::Start, &["event date"]),
        (C::A, &["actor name"]),
        (C::B, &["recipient name"]),
        // A mode ("airstrike") is finer than its type ("ASSAULT") but may be missing.
        (C::EventType, &["event mode"]),
        (C::EventGroup, &["event type"]),
        (C::Place, &["placename", "city"]),
        (C::Within1, &["district"]),
        (C::Within2, &["province"]),
        (C::Country, &["country"]),
        (C::Latitude, &["latitude"]),
        (C::Longitude, &["longitude"]),
        (C::Sources, &["source", "publisher"]),
        (C::SourceDate, &["publication date"]),
    ];

    fn about(names: FileNames<'_>) -> About {
        About {
            tag: "POL",
            title: "POLECAT".to_owned(),
            publisher: "Harvard Dataverse",
            file: names.path.to_owned(),
            licence: "terms of the Dataverse page; rows are not passed on",
            shareable: false,
            citation: vec![
                "Scarborough, G. et al. (2023): POLECAT Weekly Data. Harvard Dataverse, doi:10.7910/DVN/AJGVIT"
                    .to_owned(),
            ],
            rule: CountingRule::not_counted(
                "Events are coded by machine, story by story; the dead and injured are not counted, and one \
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

    fn days<R: Cells>(row: &mut RowReader<'_, R>) -> Option<Days> {
        row.day(C::Start).map(|day| (day, day, false))
    }

    fn part(col: C, _cell: &dyn Fn(C) -> String) -> Part {
        if col == C::B { Part::SideB } else { Part::SideA }
    }

    fn citations<'c>(cell: &dyn Fn(C) -> Cow<'c, str>) -> Vec<Citation> {
        let date = cell(C::SourceDate);
        let outlets = cite::outlets(&cell(C::Sources), &[';']);
        outlets.into_iter().map(|outlet| Citation { date: date.clone().into_owned(), ..outlet }).collect()
    }
}
