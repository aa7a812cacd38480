//! Towns by size, for their names on the map. They are those of the gazetteer, unpacked when they are first asked for, which takes some
//! tenths of a second: beside the work.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use crate::model::geo_box::GeoBox;
use crate::reading::place::towns::each_town;

/// Towns, the largest first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TownList {
    names: String,
    towns: Vec<SizedTown>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SizedTown {
    /// Bytes of `names`.
    name: (u32, u32),
    /// Latitude and longitude in hundredths of degrees.
    at: (i16, i16),
    thousands: u16,
}

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
    Arc::clone(TOWNS.get_or_init(|| Arc::new(TownList::unpack())))
}

impl TownList {
    fn unpack() -> Self {
        let mut made = Self::default();
        each_town(|name, at, thousands| made.add(name, at, thousands));
        made.towns.sort_by_key(|town| Reverse(town.thousands));
        made
    }

    fn add(&mut self, name: &str, at: (i16, i16), thousands: u16) {
        let from = self.names.len() as u32;
        self.names.push_str(name);
        self.towns.push(SizedTown { name: (from, self.names.len() as u32), at, thousands });
    }

    /// The towns in a box, the largest first.
    pub fn within(&self, bounds: GeoBox) -> impl Iterator<Item = NamedTown<'_>> {
        self.towns.iter().filter_map(move |town| {
            let (lat, lon) = (f64::from(town.at.0) / 100.0, f64::from(town.at.1) / 100.0);
            let name = self.names.get(town.name.0 as usize..town.name.1 as usize)?;
            bounds.holds(lat, lon).then_some(NamedTown { name, lat, lon })
        })
    }
}
