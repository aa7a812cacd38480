//! A box as it is drawn on the map: the cells from where it was begun to the cursor, the way the cursor went; and the numbers that let
//! through what these cells count. Knows no screen and no filters.

use super::view::{MapView, turned};
use crate::model::geo_box::GeoBox;

/// Where a box was begun.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoxStart {
    /// The latitude and longitude.
    pub at: (f64, f64),
    /// How many degrees east of it the cursor has gone, over all that lies between; negative to the west.
    pub east: f64,
}

/// The cells of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawnBox {
    view: MapView,
    /// The first row and the last; they may be out of view.
    pub rows: (i64, i64),
    /// The columns.
    pub columns: BoxColumns,
}

/// The columns of a box, which may be out of view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxColumns {
    /// From the first to the last.
    Between(i64, i64),
    /// From the first to the end of the globe, and from its beginning to the last.
    Around(i64, i64),
    /// All.
    All,
}

/// To how many digits the numbers of a box are given at most.
const DIGITS: i32 = 9;

impl DrawnBox {
    /// The box from where it was begun to a cell; `None` if it was begun nowhere.
    pub fn of(view: MapView, start: BoxStart, (column, row): (u16, u16)) -> Option<Self> {
        let (x, y) = view.project(start.at.0, start.at.1)?;
        let (from, here) = (x.floor() as i64, i64::from(column));
        let (from_row, here_row) = (y.floor() as i64, i64::from(row));
        let (left, right) = if start.east >= 0.0 { (from, here) } else { (here, from) };
        let wide = start.east.abs();
        // Rounding must not leave out one column of all.
        let is_all = wide + view.lon_step() * (1.0 + 1e-6) >= 360.0 || (left == right && wide > 180.0);
        let columns = match left <= right {
            _ if is_all => BoxColumns::All,
            true => BoxColumns::Between(left, right),
            false => BoxColumns::Around(left, right),
        };
        Some(Self { view, rows: (from_row.min(here_row), from_row.max(here_row)), columns })
    }

    /// Whether a cell belongs to it, in view or not.
    pub fn has(&self, column: i64, row: i64) -> bool {
        let is_between = match self.columns {
            BoxColumns::Between(left, right) => (left..=right).contains(&column),
            BoxColumns::Around(left, right) => column >= left || column <= right,
            BoxColumns::All => true,
        };
        is_between && (self.rows.0..=self.rows.1).contains(&row)
    }

    /// Whether the cell of a position belongs to it.
    pub fn holds(&self, lat: f64, lon: f64) -> bool {
        self.view.project(lat, lon).is_some_and(|(x, y)| self.has(x.floor() as i64, y.floor() as i64))
    }

    /// As numbers, with as few digits as tell those positions that lie in its cells from those that do not.
    pub fn numbers(&self, positions: &[(f64, f64)]) -> GeoBox {
        let is_exact = |one: &GeoBox| positions.iter().all(|&(lat, lon)| self.holds(lat, lon) == one.holds(lat, lon));
        let fewest = (1.0 - self.view.step.log10().floor()).clamp(0.0, 6.0) as i32;
        let rounded = (fewest..=DIGITS).map(|digits| self.rounded(digits, 0.0));
        // What lies on the very border belongs to the next cell in the south or east.
        let narrowed = (fewest..=DIGITS).map(|digits| self.rounded(digits, 10f64.powi(-digits)));
        let found = rounded.chain(narrowed).find(is_exact);
        found.or_else(|| self.around(positions).filter(is_exact)).unwrap_or_else(|| self.rounded(DIGITS, 0.0))
    }

    /// The area of its cells, narrower by so many degrees at each side and rounded to so many digits.
    fn rounded(&self, digits: i32, narrower: f64) -> GeoBox {
        let unit = 10f64.powi(digits);
        // No number is written as -0.
        let round = |n: f64| (n * unit).round() / unit + 0.0;
        let lat = |row: i64| self.view.lat - (row as f64 - f64::from(self.view.rows) / 2.0) * self.view.step;
        let north = round((lat(self.rows.0) - narrower).clamp(-90.0, 90.0));
        let south = round((lat(self.rows.1 + 1) + narrower).clamp(-90.0, 90.0)).min(north);
        let east_of_middle = |column: i64| {
            ((column as f64 - f64::from(self.view.columns) / 2.0) * self.view.lon_step()).clamp(-180.0, 180.0)
        };
        let all = GeoBox { south, west: -180.0, north, east: 180.0 };
        let (left, right) = match self.columns {
            BoxColumns::Between(left, right) | BoxColumns::Around(left, right) => (left, right),
            BoxColumns::All => return all,
        };
        let (from, to) = (east_of_middle(left) + narrower, east_of_middle(right + 1) - narrower);
        let wide = if to >= from { to - from } else { to - from + 360.0 };
        let [west, east] = [from, to].map(|n| round(turned(self.view.lon + n)));
        // Rounded they may be one meridian, though all the globe or a part of a cell lies between.
        let east = if east <= -180.0 && west > -180.0 { 180.0 } else { east };
        if wide > 180.0 && (east - west).rem_euclid(360.0) < 180.0 { all } else { GeoBox { south, west, north, east } }
    }

    /// The narrowest box around the positions that lie in its cells.
    fn around(&self, positions: &[(f64, f64)]) -> Option<GeoBox> {
        let mut sides: Option<[(f64, f64); 4]> = None;
        for &(lat, lon) in positions.iter().filter(|(lat, lon)| self.holds(*lat, *lon)) {
            let (x, _) = self.view.project(lat, lon)?;
            let beyond = 360.0 / self.view.lon_step();
            // Columns from its western side on.
            let x = match self.columns {
                BoxColumns::Around(left, _) if x < left as f64 => x + beyond,
                _ => x,
            };
            let [south, west, north, east] = sides.get_or_insert([(lat, lat), (x, lon), (lat, lat), (x, lon)]);
            *south = if lat < south.0 { (lat, lat) } else { *south };
            *north = if lat > north.0 { (lat, lat) } else { *north };
            *west = if x < west.0 { (x, lon) } else { *west };
            *east = if x > east.0 { (x, lon) } else { *east };
        }
        sides.map(|[south, west, north, east]| GeoBox { south: south.1, west: west.1, north: north.1, east: east.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn views() -> impl Strategy<Value = MapView> {
        let at = prop_oneof![
            (-85.0..85.0f64, -180.0..180.0f64),
            Just((0.0, 0.0)),
            Just((10.0, 180.0)),
            Just((45.0, -179.5))
        ];
        let step = prop_oneof![0.002..12.0f64, prop::sample::select(vec![0.5, 1.0, 2.0, 5.0, 12.0])];
        (at, step, 1..200u16, 1..60u16).prop_map(|((lat, lon), step, columns, rows)| MapView {
            lat,
            lon,
            step,
            columns,
            rows,
        })
    }

    /// Positions as sources print them, many on borders of cells, at the poles and at the date line.
    fn positions() -> impl Strategy<Value = Vec<(f64, f64)>> {
        let lat = prop_oneof![
            (-90..=90i32).prop_map(f64::from),
            (-900..=900i32).prop_map(|n| f64::from(n) / 10.0),
            -90.0..=90.0f64
        ];
        let lon = prop_oneof![
            (-180..=180i32).prop_map(f64::from),
            (-1800..=1800i32).prop_map(|n| f64::from(n) / 10.0),
            -180.0..=180.0f64,
        ];
        prop::collection::vec((lat, lon), 0..200)
    }

    #[test]
    fn a_box_of_one_cell_is_that_cell() {
        let view = MapView { lat: 34.5, lon: 69.2, step: 0.5, columns: 76, rows: 18 };
        let at = (40, 9);
        let (lat, lon) = view.middle(at);
        let one = DrawnBox::of(view, BoxStart { at: (lat, lon), east: 0.0 }, at).unwrap();
        let beside = [(lat + 0.26, lon), (lat, lon - view.lon_step() * 0.51), (lat, lon)];
        let numbers = one.numbers(&beside);
        assert_eq!(beside.map(|(lat, lon)| numbers.holds(lat, lon)), [false, false, true]);
        assert!((numbers.north - numbers.south - 0.5).abs() < 0.02, "{numbers}");
        assert!(numbers.to_string().len() < 30, "{numbers}");
    }

    #[test]
    fn the_way_of_the_cursor_decides_which_area_it_is() {
        let view = MapView { lat: 0.0, lon: 0.0, step: 4.0, columns: 180, rows: 40 };
        let box_of = |from: u16, to: u16| {
            let start = BoxStart { at: view.middle((from, 18)), east: 2.0 * (f64::from(to) - f64::from(from)) };
            DrawnBox::of(view, start, (to, 21)).unwrap()
        };
        for (from, to) in [(20, 160), (160, 20)] {
            let wide = box_of(from, to);
            let numbers = wide.numbers(&[]);
            assert!(numbers.holds(0.0, 0.0) && !numbers.holds(0.0, 175.0), "{numbers}");
            assert!((numbers.east - numbers.west - 282.0).abs() < 0.1, "{numbers}");
        }
        // From column 160 to the east, around the edge, to column 20.
        let around = DrawnBox::of(view, BoxStart { at: view.middle((160, 18)), east: 80.0 }, (20, 21)).unwrap();
        let numbers = around.numbers(&[]);
        assert!(numbers.is_across() && numbers.holds(0.0, 175.0) && !numbers.holds(0.0, 0.0), "{numbers}");
        let all = DrawnBox::of(view, BoxStart { at: view.middle((0, 0)), east: 358.0 }, (179, 39)).unwrap();
        assert!(all.numbers(&[]).holds(0.0, 180.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn the_numbers_let_through_what_the_cells_count(
            view in views(), all in positions(), from in (0..200u16, 0..60u16), to in (0..200u16, 0..60u16), turns in -1..=1i32,
        ) {
            let cell = |(column, row): (u16, u16)| (column % view.columns, row % view.rows);
            let (from, to) = (cell(from), cell(to));
            let east = (f64::from(to.0) - f64::from(from.0)) * view.lon_step() + 360.0 * f64::from(turns);
            let Some(one) = DrawnBox::of(view, BoxStart { at: view.middle(from), east }, to) else { return Ok(()) };
            let numbers = one.numbers(&all);
            prop_assert!(numbers.south <= numbers.north && numbers.west.abs() <= 180.0 && numbers.east.abs() <= 180.0);
            for &(lat, lon) in &all {
                prop_assert_eq!(one.holds(lat, lon), numbers.holds(lat, lon), "{} {} {} {:?}", lat, lon, numbers, one);
            }
            let written = numbers.to_string();
            prop_assert_eq!(GeoBox::parse(&written.split(',').collect::<Vec<_>>()), Ok(numbers));
        }
    }
}
