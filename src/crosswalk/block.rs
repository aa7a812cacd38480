//! What is compared of the records of some days, in the order of the index: there the records near another lie side by side, while their
//! numbers lie far apart in the columns of the data set. Judges nothing.

use super::candidates::{IndexEntry, IndexPlace};
use super::link_index::{Compared, LinkIndex};

/// Maximum number of records in one, so that it stays in a processor's own memory.
const MOST: usize = 1 << 14;

/// What is compared of the records of some days.
pub(super) struct Block<'i> {
    layers: Vec<BlockLayer<'i>>,
}

/// Those of a layer of the index.
struct BlockLayer<'i> {
    layer: usize,
    /// The position of the first.
    start: usize,
    compared: Vec<Option<Compared<'i>>>,
}

impl<'i> Block<'i> {
    /// The records of an index that may begin on the days from `from` to `to`; `None` if they are too many. Those dated to more than a
    /// week are not in it.
    pub(super) fn new(index: &'i LinkIndex, from: i32, to: i32) -> Option<Self> {
        let ranges = index.near.short_ranges(from, to);
        if ranges.iter().map(|(_, range)| range.len()).sum::<usize>() > MOST {
            return None;
        }
        let compared = |found: IndexEntry| Some(index.compared(found.row, index.whereabouts_of(found)?));
        let layers = ranges.into_iter().map(|(layer, range)| BlockLayer {
            layer,
            start: range.start,
            compared: index.near.records(&(layer, range)).map(compared).collect(),
        });
        Some(Self { layers: layers.collect() })
    }

    /// The record at a place of the index; `None` if it is not in this block or cannot be compared.
    #[inline]
    pub(super) fn get(&self, place: IndexPlace) -> Option<&Compared<'i>> {
        let layer = self.layers.iter().find(|layer| layer.layer == place.layer)?;
        layer.compared.get(place.at.checked_sub(layer.start)?)?.as_ref()
    }
}
