//! Why articles were gathered into one incident, in a sentence. Knows no articles.

use crate::gathering::GatheringReason;
use crate::model::When;

/// The reasons in a sentence; `None` without any.
pub(super) fn sentence(reasons: &[GatheringReason]) -> Option<String> {
    let all: Vec<String> = reasons.iter().map(reason).collect();
    (!all.is_empty()).then(|| format!("Gathered by what the articles share: {}.", all.join("; ")))
}

fn reason(reason: &GatheringReason) -> String {
    match reason {
        GatheringReason::Day { edtf, articles } => {
            let day = When::parse(edtf).map_or_else(|_| edtf.clone(), When::display);
            format!("the date {day} ({articles})")
        }
        GatheringReason::Place { name, articles } => format!("the place {name} ({articles})"),
        GatheringReason::Names { names, articles } => format!("the names {} ({articles})", names.join(", ")),
        GatheringReason::Words { words, articles } => format!("the rare words {} ({articles})", words.join(", ")),
        GatheringReason::Killed { value, articles } => format!("{value} killed ({articles})"),
        GatheringReason::Injured { value, articles } => format!("{value} injured ({articles})"),
        GatheringReason::Decided => "a decision".to_owned(),
    }
}
