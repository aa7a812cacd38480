//! What a point on a map stands for. Knows no corpus.

use crate::model::dataset::Placing;
use crate::model::name::Precision;

/// What a point of a gazetteer stands for.
pub fn gazetteer(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "gazetteer: the place",
        Precision::Town => "gazetteer: the town",
        Precision::Region => "gazetteer: centre of a region",
        Precision::Country => "gazetteer: centre of a country",
    }
}

/// What a point stands for that a data set codes with a precision.
pub fn coded_precision(precision: Precision) -> &'static str {
    coded(Placing::Known(precision))
}

/// What a point that a data set codes stands for.
pub fn coded(placing: Placing) -> &'static str {
    match placing {
        Placing::Known(Precision::Exact) => "coded: the place",
        Placing::Known(Precision::Town) => "coded: the town",
        Placing::Known(Precision::Region) => "coded: stands for a region",
        Placing::Known(Precision::Country) => "coded: stands for a country",
        Placing::Sea => "coded: at sea or in the air",
        Placing::Unknown => "coded: precision not given",
    }
}
