//! The map without a screen: coasts and borders, which part of the globe is seen, and how many entries lie in each cell of a grid.
//! Knows no terminal and no filters.
//!
//! ```text
//! entries open ─► spots (once): positions with their entries and the killed, and the margin: what has none
//! entries shown, spots ─► tally (once for each filter): the same of what is shown
//! view ─► grid (once for each view): how many entries lie in each cell
//!      ├► strokes: which dots of which cells the coasts and borders cross
//!      └► labels: names of countries and towns where nothing else stands
//! name ─► places: towns, provinces, countries and places of entries to go to
//! ```
//!
//! What stands for a region or a country only is never a position. Cells, what lies out of view and the margin are together all
//! entries.

pub mod drawn_box;
pub mod grid;
pub mod labels;
pub mod outline;
pub mod placement;
pub mod places;
pub mod spots;
pub mod strokes;
pub mod tally;
mod toll_codes;
pub mod toll_list;
pub mod towns;
pub mod view;
