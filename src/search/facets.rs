//! The facets of the filter, and their values with counts.
//!
//! Holds names and numbers only; `filter_result` counts.

/// A facet: a property by which entries can be filtered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// Name of the query field.
    pub field: &'static str,
    /// Title on screen.
    pub title: &'static str,
    /// Its values, most frequent first; years latest first; ranges and precisions in their own order.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// Label on screen.
    pub label: String,
    /// The value as written in a query.
    pub value: String,
    /// Number of entries that selecting it would show as certain.
    pub count: usize,
    /// Number of entries that selecting it would show as possible, after those.
    pub possible: usize,
}

/// Query field and title of each facet.
pub const FACETS: [(&str, &str); 9] = [
    ("at", "country"),
    ("kind", "kind"),
    ("who", "actor"),
    ("in", "source"),
    ("on", "year"),
    ("killed", "victims killed"),
    ("precision", "place known to"),
    ("dated", "day known to"),
    ("verdict", "verdict"),
];
