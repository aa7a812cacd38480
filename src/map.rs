//! The map without a screen: coasts and borders, which part of the globe is seen, and how many entries lie in each cell of a grid.
//! Knows no terminal and no filters.
//!
//! ```text
//! entries shown ─► tally (once for each filter): positions with their entries, and the margin: what has none
//! view ─► grid (once for each view): how many entries lie in each cell
//!      ├► strokes: which dots of which cells the coasts and borders cross
//!      └► labels: names of countries and towns where nothing else stands
//! ```
//!
//! What stands for a region or a country only is never a position. Cells, what lies out of view and the margin are together all
//! entries.

pub mod drawn_box;
pub mod grid;
pub mod labels;
pub mod outline;
pub mod placement;
pub mod strokes;
pub mod tally;
pub mod towns;
pub mod view;
