//! The facets that entries can be narrowed by, and their values with counts.
//!
//! Knows names and numbers only; `filter_result` counts.

/// Something that entries can be told apart by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The field of a query.
    pub field: &'static str,
    /// For people.
    pub title: &'static str,
    /// Its values, the most frequent first; years from the latest on, bands and grades in their order.
    pub values: Vec<FacetValue>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// For people.
    pub label: String,
    /// As a query's field has it.
    pub value: String,
    /// How many entries it would show.
    pub count: usize,
}

/// The facets: field and title.
pub const FACETS: [(&str, &str); 9] = [
    ("at", "country"),
    ("kind", "kind"),
    ("who", "actor"),
    ("in", "source"),
    ("on", "year"),
    ("killed", "killed"),
    ("precision", "place known to"),
    ("dated", "day known to"),
    ("verdict", "verdict"),
];
