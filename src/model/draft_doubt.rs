//! The hedges of drafts, for what reading by rule leaves open, and what is left of each when somebody confirms the draft.

/// A place is told by its name only, and others have that name.
pub const OTHER_PLACES: &str = "other places have that name";
/// A day is that of the dateline, since the report names no other.
pub const OF_DATELINE: &str = "it is the day of the dateline";
/// A day is that on which somebody spoke of it.
pub const OF_SAYING: &str = "it is the day on which this was said; it may have been earlier";
/// A figure stands where another incident is told of too.
pub const OTHER_INCIDENT: &str = "it may be of another incident";
/// The same of a figure that names whom it counts, where the article gives another for others.
pub const OTHER_OR_SOME: &str = "it may be of another incident; it counts those it names, perhaps not all";
/// What is left of that when somebody confirms it: the figure has not become the total.
const SOME: &str = "counts those it names, perhaps not all";

/// What is left of a hedge when a draft is confirmed; empty if that settles it. A doubt of the source stays.
pub fn left_by_confirming(hedge: &str) -> &str {
    match hedge {
        OTHER_PLACES | OF_DATELINE | OF_SAYING | OTHER_INCIDENT => "",
        OTHER_OR_SOME => SOME,
        hedge => hedge,
    }
}
