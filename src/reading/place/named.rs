//! A place as a text names it, before and after it is decided which one is meant.

use super::gazetteer::GeoPlace;
use crate::model::Grade;
use serde::{Deserialize, Serialize};

/// A place as a text names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedPlace {
    /// The place meant, or the likeliest one.
    pub place: GeoPlace,
    /// The others of the name that it may be, likeliest first; empty where the text settles it.
    pub others: Vec<GeoPlace>,
    /// Whether a preposition of place stands before it: "in", "near".
    pub located: bool,
    /// Whether it is an adjective or people: "Afghan".
    pub adjective: bool,
}

/// A name found, before it is decided which place it means.
pub struct FoundPlace {
    pub start: usize,
    pub end: usize,
    pub candidates: Vec<GeoPlace>,
    pub located: bool,
    pub adjective: bool,
    /// Country and state printed right after: "Columbus, Ohio".
    pub within: Option<(String, String)>,
    pub rule: &'static str,
    pub grade: Grade,
}
