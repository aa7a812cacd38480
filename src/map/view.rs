//! Which part of the globe is seen, in cells of the screen: equirectangular, with the width that degrees have in the middle. Knows no
//! entries and no drawing.

use crate::model::geo_box::GeoBox;

/// Degrees of latitude in a row, at least and at most.
const CLOSEST: f64 = 0.002;
const FARTHEST: f64 = 12.0;
/// The least degrees of latitude that [`MapView::around`] shows, so that one town is not a street.
const LEAST: f64 = 2.0;

/// A part of the globe. A row is twice as high as a column is wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapView {
    /// The latitude in the middle.
    pub lat: f64,
    /// The longitude in the middle.
    pub lon: f64,
    /// Degrees of latitude in a row.
    pub step: f64,
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

impl MapView {
    /// The smallest view of so many cells in which all these positions lie; the world if there are none.
    pub fn around(positions: impl IntoIterator<Item = (f64, f64)>, columns: u16, rows: u16) -> Self {
        let (columns, rows) = (columns.max(1), rows.max(1));
        let mut lons: Vec<f64> = Vec::new();
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for (lat, lon) in positions.into_iter().filter(|(lat, lon)| lat.is_finite() && lon.is_finite()) {
            (south, north) = (south.min(lat), north.max(lat));
            lons.push(turned(lon));
        }
        if lons.is_empty() {
            return Self { lat: 20.0, lon: 10.0, step: FARTHEST, columns, rows }.fitted(140.0, 360.0);
        }
        lons.sort_unstable_by(f64::total_cmp);
        // What is seen is all but the widest gap between two of them.
        let after_last = lons[0] + 360.0;
        let next = lons.iter().copied().skip(1).chain([after_last]);
        let gaps = lons.iter().copied().zip(next).map(|(from, to)| (to - from, from, to));
        let (gap, from, to) = gaps.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((360.0, 0.0, 360.0));
        let wide = 360.0 - gap;
        let lon = turned(to - 360.0 + (from + 360.0 - to) / 2.0);
        let lat = f64::midpoint(south, north).clamp(-85.0, 85.0);
        let tall = (north - south).max(LEAST);
        Self { lat, lon, step: FARTHEST, columns, rows }.fitted(tall * 1.1, (wide * 1.1).min(360.0))
    }

    /// The same middle, as close as so many degrees of latitude and longitude allow.
    fn fitted(mut self, tall: f64, wide: f64) -> Self {
        // At the edges no entry stands on the frame.
        let rows = f64::from(self.rows.saturating_sub(1).max(1));
        let columns = f64::from(self.columns.saturating_sub(1).max(1));
        let by_width = wide / columns * 2.0 * shrunk(self.lat);
        self.step = (tall / rows).max(by_width).clamp(CLOSEST, FARTHEST);
        self
    }

    /// With other columns and rows, and the same middle.
    #[must_use]
    pub fn sized(self, columns: u16, rows: u16) -> Self {
        Self { columns: columns.max(1), rows: rows.max(1), ..self }
    }

    /// Degrees of longitude in a column.
    pub fn lon_step(&self) -> f64 {
        self.step / 2.0 / shrunk(self.lat)
    }

    /// How many columns right of the left edge and rows below the upper edge a position is, wherever that is. `None` if it is no
    /// position.
    pub fn project(&self, lat: f64, lon: f64) -> Option<(f64, f64)> {
        if !lat.is_finite() || !lon.is_finite() || lat.abs() > 90.0 || lon.abs() > 180.0 {
            return None;
        }
        let x = turned(lon - self.lon) / self.lon_step() + f64::from(self.columns) / 2.0;
        let y = (self.lat - lat) / self.step + f64::from(self.rows) / 2.0;
        Some((x, y))
    }

    /// The column and row of a position, if it is seen.
    pub fn cell(&self, lat: f64, lon: f64) -> Option<(u16, u16)> {
        let (x, y) = self.project(lat, lon)?;
        let within = (0.0..f64::from(self.columns)).contains(&x) && (0.0..f64::from(self.rows)).contains(&y);
        within.then_some((x as u16, y as u16))
    }

    /// Latitude and longitude of a point so many columns and rows from the upper left corner; no latitude beyond the poles.
    pub fn position(&self, x: f64, y: f64) -> (f64, f64) {
        let lat = self.lat - (y - f64::from(self.rows) / 2.0) * self.step;
        let lon = self.lon + (x - f64::from(self.columns) / 2.0) * self.lon_step();
        (lat.clamp(-90.0, 90.0), turned(lon))
    }

    /// Latitude and longitude of the middle of a cell.
    pub fn middle(&self, (column, row): (u16, u16)) -> (f64, f64) {
        self.position(f64::from(column) + 0.5, f64::from(row) + 0.5)
    }

    /// What is seen, as a box.
    pub fn bounds(&self) -> GeoBox {
        let (north, west) = self.position(0.0, 0.0);
        let (south, east) = self.position(f64::from(self.columns), f64::from(self.rows));
        let is_whole = self.lon_step() * f64::from(self.columns) >= 360.0;
        if is_whole { GeoBox { south, west: -180.0, north, east: 180.0 } } else { GeoBox { south, west, north, east } }
    }

    /// The first column and the last in which a part of the globe is seen.
    pub fn globe(&self) -> (u16, u16) {
        let (middle, half) = (f64::from(self.columns) / 2.0, 180.0 / self.lon_step());
        let last = self.columns.saturating_sub(1);
        let column = |x: f64| x.clamp(0.0, f64::from(last)) as u16;
        (column((middle - half).floor()), column((middle + half).ceil() - 1.0))
    }

    /// How many degrees east of the middle of another view's cell the middle of a cell is, if the view was moved there the shorter way.
    pub fn east_of(&self, (column, _): (u16, u16), before: &Self, (from, _): (u16, u16)) -> f64 {
        let off_middle =
            |view: &Self, column: u16| (f64::from(column) + 0.5 - f64::from(view.columns) / 2.0) * view.lon_step();
        turned(self.lon - before.lon) + off_middle(self, column) - off_middle(before, from)
    }

    /// Moved by so many columns and rows.
    #[must_use]
    pub fn moved(self, columns: f64, rows: f64) -> Self {
        let lat = (self.lat - rows * self.step).clamp(-85.0, 85.0);
        Self { lat, lon: turned(self.lon + columns * self.lon_step()), ..self }
    }

    /// Closer by a factor, while a position keeps its place on the screen as far as it can.
    #[must_use]
    pub fn zoomed(self, factor: f64, (lat, lon): (f64, f64)) -> Self {
        let step = (self.step / factor).clamp(CLOSEST, FARTHEST);
        let kept = step / self.step;
        let lat = (lat + (self.lat - lat) * kept).clamp(-85.0, 85.0);
        let lon = turned(lon + turned(self.lon - lon) * kept);
        Self { lat, lon, step, ..self }
    }

    /// With a position in the middle.
    #[must_use]
    pub fn centred(self, (lat, lon): (f64, f64)) -> Self {
        Self { lat: lat.clamp(-85.0, 85.0), lon: turned(lon), ..self }
    }
}

/// A longitude from -180 up to, and without, 180.
pub fn turned(lon: f64) -> f64 {
    let turned = (lon + 180.0).rem_euclid(360.0) - 180.0;
    // Rounding can give the end itself.
    if turned >= 180.0 { turned - 360.0 } else { turned }
}

/// How much narrower a degree of longitude is at a latitude than at the equator.
fn shrunk(lat: f64) -> f64 {
    lat.to_radians().cos().max(0.08)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn views() -> impl Strategy<Value = MapView> {
        (-85.0..85.0f64, -180.0..180.0f64, 0.01..6.0f64, 1..200u16, 1..60u16)
            .prop_map(|(lat, lon, step, columns, rows)| MapView { lat, lon, step, columns, rows })
    }

    fn positions() -> impl Strategy<Value = (f64, f64)> {
        let special = prop::sample::select(vec![(90.0, 0.0), (-90.0, 180.0), (0.0, -180.0), (0.0, 180.0), (0.0, 0.0)]);
        prop_oneof![4 => (-90.0..=90.0f64, -180.0..=180.0f64), 1 => special]
    }

    #[test]
    fn one_position_none_and_the_date_line() {
        let one = MapView::around([(34.5, 69.2)], 76, 18);
        assert_eq!(one.cell(34.5, 69.2), Some((38, 9)));
        assert!(one.step < 0.2);
        let none = MapView::around([], 76, 18);
        assert!(none.cell(60.0, 100.0).is_some() && none.cell(-30.0, -60.0).is_some());
        let across = MapView::around([(-17.0, 178.0), (-14.0, -171.0)], 76, 18);
        assert!(across.lon.abs() > 175.0 && across.step < 1.0, "{across:?}");
        let nothing = MapView::around([(f64::NAN, 3.0), (3.0, f64::INFINITY)], 76, 18);
        assert_eq!(nothing, none);
        assert_eq!(one.project(f64::NAN, 1.0), None);
        assert_eq!(one.project(1.0, 181.0), None);
    }

    proptest! {
        #[test]
        fn all_that_a_view_is_made_around_is_seen(all in prop::collection::vec(positions(), 1..8), columns in 8..200u16, rows in 6..60u16) {
            let view = MapView::around(all.iter().copied(), columns, rows);
            let spread = all.iter().flat_map(|a| all.iter().map(|b| turned(a.1 - b.1).abs())).fold(0.0, f64::max);
            for (lat, lon) in &all {
                // Rows and columns have limits, and so has the globe on a small screen.
                if view.step < FARTHEST && spread < 150.0 && lat.abs() < 80.0 {
                    prop_assert!(view.cell(*lat, *lon).is_some(), "{view:?} {lat} {lon}");
                }
            }
        }

        #[test]
        fn the_middle_of_a_cell_lies_in_it(view in views(), column in 0..200u16, row in 0..60u16) {
            let cell = (column % view.columns, row % view.rows);
            let (lat, lon) = view.middle(cell);
            let wide = view.lon_step() * f64::from(view.columns);
            if wide < 359.0 && lat.abs() < 90.0 {
                prop_assert_eq!(view.cell(lat, lon), Some(cell));
            }
        }

        #[test]
        fn zooming_keeps_the_position_on_its_cell(view in views(), factor in 1.1..4.0f64, cell in (0..200u16, 0..60u16)) {
            let cell = (cell.0 % view.columns, cell.1 % view.rows);
            let at = view.middle(cell);
            let closer = view.zoomed(factor, at);
            prop_assert!(closer.step <= view.step && closer.lat.abs() <= 85.0);
            let wide = view.lon_step() * f64::from(view.columns);
            if let (Some((_, y)), true) = (closer.project(at.0, at.1), wide < 300.0 && at.0.abs() < 80.0) {
                prop_assert!((y - (f64::from(cell.1) + 0.5)).abs() < 0.6, "{y} {cell:?}");
            }
        }
    }
}
