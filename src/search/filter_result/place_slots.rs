//! As what each location of a data set counts: as its country, or by itself where the name of a country without a code means it.

use crate::model::dataset::{DataSet, Placing};

/// A location: where it counts, and the position of its precision among all.
#[derive(Debug, Clone, Copy)]
struct PlaceSlot {
    count: u32,
    placing: u8,
}

/// The locations of a data set.
#[derive(Debug, Default)]
pub(super) struct PlaceSlots {
    slots: Vec<PlaceSlot>,
    /// The country of each count, by its position in the data set.
    pub(super) countries: Vec<u32>,
}

impl PlaceSlots {
    /// Of a data set; those that some of these lists mean count by themselves.
    pub(super) fn new(set: &DataSet, meant: &[&[bool]]) -> Self {
        let mut countries: Vec<u32> = (0..).take(set.countries.len()).collect();
        let slot = |(number, location): (usize, &crate::model::dataset::Location)| {
            let mut count = location.country;
            if meant.iter().any(|meant| meant.get(number) == Some(&true)) {
                countries.push(location.country);
                count = u32::try_from(countries.len() - 1).unwrap_or(count);
            }
            PlaceSlot { count, placing: placing(location.precision) }
        };
        let slots = set.locations.iter().enumerate().map(slot).collect();
        Self { slots, countries }
    }

    /// The position of a location's count.
    #[inline]
    pub(super) fn of(&self, location: usize) -> usize {
        self.slots[location].count as usize
    }

    /// The position of its precision among all.
    #[inline]
    pub(super) fn placing(&self, location: usize) -> usize {
        self.slots[location].placing.into()
    }
}

/// The position of a precision among all.
fn placing(precision: Placing) -> u8 {
    Placing::ALL.iter().position(|known| *known == precision).unwrap_or_default() as u8
}
