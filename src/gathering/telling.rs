//! What an article tells of one incident.

use std::sync::LazyLock;

use super::phrase::Phrases;
use crate::model::Grade;
use crate::model::Status;
use crate::reading::incident::Method;

/// With more other incidents than this an article is a survey.
pub const SURVEY: usize = 3;

/// Words of what happened that are no method: a sentence with one and a date of its own is about another incident.
pub static HAPPENED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "takeover",
        "took over",
        "seized",
        "offensive",
        "strikes",
        "struck",
        "airstrike",
        "air space",
        "airspace",
        "alert",
        "warned",
        "warning",
        "threatened",
        "threat",
        "plot",
        "plotted",
        "operation",
        "operations",
        "unrest",
        "riot",
        "riots",
        "coup",
        "invasion",
        "invaded",
        "siege",
        "stormed",
        "crash",
        "crashed",
        "explosives",
        "rockets",
        "missiles",
        "gunmen",
        "militants",
        "suspects",
    ])
});

/// What an article tells of one incident.
#[derive(Debug, Clone)]
pub struct Telling {
    /// Whether it is the article's main incident.
    pub main: bool,
    /// Its sentences, in order.
    pub sentences: Vec<usize>,
    /// Its date, as a position in the article's dates.
    pub date: Option<usize>,
    /// Its place, as a position in the article's places.
    pub place: Option<usize>,
    /// How it was done, and how far it went.
    pub kind: Option<(Method, Status)>,
    /// How far the parting can be trusted.
    pub grade: Grade,
}
