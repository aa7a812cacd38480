//! What a draft leaves open because it was read by rule, as the words of its hedge. They are no doubt of the source: whoever
//! confirms the draft has settled them.

/// A place is told by its name only, and others have that name.
pub const OTHER_PLACES: &str = "other places have that name";
/// A figure stands where another incident is told of too.
pub const OTHER_INCIDENT: &str = "it may be of another incident";
/// A figure counts some of those hit, and the article gives another for others. Who confirms it has not made it the total.
pub const OF_SOME: &str = "counts those it names, perhaps not all";

/// Whether confirming a draft settles the hedge.
pub fn is_settled_by_confirming(hedge: &str) -> bool {
    [OTHER_PLACES, OTHER_INCIDENT].contains(&hedge)
}
