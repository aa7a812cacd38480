//! Towns by size, for their names on the map. They are those of the gazetteer, unpacked when they are first asked for, which takes some
//! tenths of a second: beside the work.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use crate::model::geo_box::GeoBox;
use crate::reading::place::towns::{self, Towns};

/// Towns, the largest first.
#[derive(Debug)]
pub struct TownList {
    /// All places of the world.
    pub(super) world: &'static Towns,
    /// The numbers of the towns.
    by_size: Vec<u32>,
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

impl TownList {
    fn of(world: &'static Towns) -> Self {
        let size = |number: &u32| world.town(*number).map(|(.., thousands)| thousands);
        let mut by_size: Vec<u32> = (0..world.len() as u32).filter(|number| size(number).is_some()).collect();
        by_size.sort_by_key(|number| Reverse(size(number)));
        Self { world, by_size }
    }

    /// The towns in a box, the largest first.
    pub fn within(&self, bounds: GeoBox) -> impl Iterator<Item = NamedTown<'_>> {
        self.by_size.iter().filter_map(move |number| {
            let (name, lat, lon, _) = self.world.town(*number)?;
            bounds.holds(lat, lon).then_some(NamedTown { name, lat, lon })
        })
    }
}
