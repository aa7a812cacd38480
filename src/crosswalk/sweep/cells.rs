//! The cells of the globe into which records with a position are sorted, and which of them lie within reach of each other. Knows no
//! records.

use super::groups::{GroupKey, GroupNumbers, Track};
use crate::crosswalk::candidates::KM_PER_DEGREE;
use crate::crosswalk::whereabouts::PlaceValue;

/// Height of a cell, in degrees: about the distance within which records of towns are compared.
const CELL: f32 = 0.75;
/// Kilometres that rounding may add to a distance.
const SLACK: f32 = 0.5;
/// The cells of the globe that have records.
pub(super) struct GlobeCells {
    numbers: GroupNumbers,
    /// What the places of the first data set in each cell take up: south, north, west, east.
    bounds: Vec<[f32; 4]>,
}

impl GlobeCells {
    pub(super) fn new(numbers: GroupNumbers, of_places: &[u32], places: &[PlaceValue]) -> Self {
        let mut bounds = vec![[f32::MAX, f32::MIN, f32::MAX, f32::MIN]; numbers.len()];
        for (number, place) in of_places.iter().zip(places) {
            let (Some(bounds), Some((lat, lon))) = (bounds.get_mut(*number as usize), place.at) else { continue };
            *bounds = [bounds[0].min(lat), bounds[1].max(lat), bounds[2].min(lon), bounds[3].max(lon)];
        }
        Self { numbers, bounds }
    }

    /// Calls `found` with the groups of the second data set that may lie within reach of a track, whether that is for records that
    /// are placed to a region, and the reach in kilometres.
    pub(super) fn around(&self, track: &Track, km: f32, found: &mut impl FnMut(u32, bool, f32)) {
        let [south, north, west, east] = self.bounds[track.group as usize];
        for is_wide in [false, true] {
            let reach = km + PlaceValue::most_blur_km(track.is_wide) + PlaceValue::most_blur_km(is_wide) + SLACK;
            let high = reach / KM_PER_DEGREE;
            let (south, north) = ((south - high).max(-90.0), (north + high).min(90.0));
            // As far as a degree to the east is shortest between the two.
            let narrowest = south.abs().max(north.abs()).to_radians().cos().max(0.0);
            let wide = reach / (KM_PER_DEGREE * narrowest);
            for row in row_of(south)..=row_of(north) {
                let columns = columns(row);
                let (first, count) = if wide.is_finite() && east - west + 2.0 * wide < 360.0 {
                    let first = ((west - wide + 180.0) / 360.0 * columns as f32).floor() as i64;
                    let last = ((east + wide + 180.0) / 360.0 * columns as f32).floor() as i64;
                    (first, (last - first + 1).min(columns))
                } else {
                    (0, columns)
                };
                for column in first..first + count {
                    if let Some(number) = self.numbers.get(&cell(row, column.rem_euclid(columns))) {
                        found(*number, is_wide, reach);
                    }
                }
            }
        }
    }
}

/// The row of cells of a latitude.
fn row_of(lat: f32) -> i64 {
    ((lat + 90.0) / CELL).floor() as i64
}

/// The number of cells in a row, which are about as wide as high.
fn columns(row: i64) -> i64 {
    let middle = (row as f32 + 0.5) * CELL - 90.0;
    ((360.0 * middle.to_radians().cos() / CELL) as i64).max(1)
}

fn cell(row: i64, column: i64) -> GroupKey {
    (row as u64) << 32 | column as u64
}

/// The cell of a position.
pub(super) fn cell_of((lat, lon): (f32, f32)) -> GroupKey {
    let row = row_of(lat);
    let columns = columns(row);
    cell(row, (((lon + 180.0) / 360.0 * columns as f32).floor() as i64).rem_euclid(columns))
}
