//! Towns by size, for their names on the map. They are those of the gazetteer, unpacked when they are first asked for, which takes some
//! tenths of a second: beside the work.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use crate::model::geo_box::GeoBox;
use crate::reading::place::towns::{self, Towns};

/// Degrees of a square of the index.
const SQUARE: f64 = 5.0;
/// Squares from the south to the north, and from the west to the east.
const SQUARES: (usize, usize) = (36, 72);
/// How many times fewer towns than all must lie in the squares of a box, for these to be put in order.
const FEW: usize = 8;

/// Towns, the largest first.
#[derive(Debug)]
pub struct TownList {
    /// All places of the world.
    pub(super) world: &'static Towns,
    /// The numbers of the towns.
    by_size: Vec<u32>,
    /// The positions in that list of the towns of each square, from the south-west on.
    squares: Vec<Vec<u32>>,
}

/// There is one world.
impl PartialEq for TownList {
    fn eq(&self, other: &Self) -> bool {
        self.by_size == other.by_size
    }
}

impl Eq for TownList {}

/// A town with its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NamedTown<'l> {
    /// Its name.
    pub name: &'l str,
    /// Its latitude.
    pub lat: f64,
    /// Its longitude.
    pub lon: f64,
}

/// All towns of the gazetteer.
pub fn all() -> Arc<TownList> {
    static TOWNS: OnceLock<Arc<TownList>> = OnceLock::new();
    Arc::clone(TOWNS.get_or_init(|| Arc::new(TownList::of(towns::all()))))
}

/// The row and the column of the square in which a position lies.
fn square(lat: f64, lon: f64) -> (usize, usize) {
    let at = |degrees: f64, most: usize| ((degrees / SQUARE).floor().max(0.0) as usize).min(most - 1);
    (at(lat + 90.0, SQUARES.0), at(lon + 180.0, SQUARES.1))
}

impl TownList {
    fn of(world: &'static Towns) -> Self {
        let towns = (0..world.len() as u32).filter_map(|number| Some((number, world.town(number)?)));
        let mut by_size: Vec<_> = towns.map(|(number, (_, lat, lon, size))| (number, lat, lon, size)).collect();
        by_size.sort_by_key(|(.., thousands)| Reverse(*thousands));
        let mut squares = vec![Vec::new(); SQUARES.0 * SQUARES.1];
        for (at, (_, lat, lon, _)) in (0..).zip(&by_size) {
            let (row, column) = square(*lat, *lon);
            squares[row * SQUARES.1 + column].push(at);
        }
        Self { world, by_size: by_size.into_iter().map(|(number, ..)| number).collect(), squares }
    }

    /// The towns in a box, the largest first.
    pub fn within(&self, bounds: GeoBox) -> impl Iterator<Item = NamedTown<'_>> {
        let few = self.few(bounds);
        let all = if few.is_none() { 0..self.by_size.len() as u32 } else { 0..0 };
        few.into_iter().flatten().chain(all).filter_map(move |at| {
            let (name, lat, lon, _) = self.world.town(self.by_size[at as usize])?;
            bounds.holds(lat, lon).then_some(NamedTown { name, lat, lon })
        })
    }

    /// The towns of the squares that a box touches, in order, where these are so few that looking at all takes longer.
    fn few(&self, bounds: GeoBox) -> Option<Vec<u32>> {
        let (south, west) = square(bounds.south, bounds.west);
        let (north, east) = square(bounds.north, bounds.east);
        // A position on the 180th meridian has either number.
        let is_edge = |degrees: f64| degrees.abs() >= 180.0;
        let touches = |column: usize| {
            let is_between =
                if bounds.is_across() { column >= west || column <= east } else { (west..=east).contains(&column) };
            let is_end = column == 0 || column == SQUARES.1 - 1;
            is_between || is_end && (is_edge(bounds.west) || is_edge(bounds.east))
        };
        let columns: Vec<usize> = (0..SQUARES.1).filter(|column| touches(*column)).collect();
        let squares = || (south..=north).flat_map(|row| columns.iter().map(move |column| row * SQUARES.1 + column));
        let number: usize = squares().map(|at| self.squares[at].len()).sum();
        if number > self.by_size.len() / FEW {
            return None;
        }
        let mut few: Vec<u32> = squares().flat_map(|at| &self.squares[at]).copied().collect();
        few.sort_unstable();
        Some(few)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_towns_of_a_box_are_those_that_lie_in_it_by_size() {
        let towns = all();
        let places = |bounds: GeoBox| {
            let all = towns.by_size.iter().filter_map(|number| towns.world.town(*number));
            let inside = all.filter(|(_, lat, lon, _)| bounds.holds(*lat, *lon));
            inside.map(|(name, lat, lon, _)| NamedTown { name, lat, lon }).collect::<Vec<_>>()
        };
        let of = |[south, west, north, east]: [f64; 4]| GeoBox { south, west, north, east };
        let mut indexed = 0;
        for bounds in [
            of([33.5, 69.9, 34.9, 71.8]),
            of([35.0, 65.0, 40.0, 70.0]),
            of([-20.0, 175.0, -10.0, -170.0]),
            of([-48.0, 160.0, -30.0, 180.0]),
            of([60.0, -180.0, 70.0, -175.0]),
            of([-90.0, -180.0, 90.0, 180.0]),
            of([89.0, 0.0, 90.0, 180.0]),
            of([-90.0, 10.0, -90.0, 10.0]),
            of([10.0, -20.0, 9.0, 20.0]),
        ] {
            assert_eq!(towns.within(bounds).collect::<Vec<_>>(), places(bounds), "{bounds:?}");
            indexed += usize::from(towns.few(bounds).is_some());
        }
        assert_eq!(indexed, 8, "all but the whole world");
    }
}
