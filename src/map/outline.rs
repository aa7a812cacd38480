//! Coasts and borders of the world, unpacked when they are first asked for.
//!
//! They are from Natural Earth (public domain); `data/map/CREDITS.md` says which, and `.ci/pack-map` packs them and says how. What is
//! damaged is left out.

use std::ops::Range;
use std::sync::OnceLock;

/// Parts of a degree by which positions are numbered.
pub const UNITS: f64 = 180.0;

/// Maximum number of arcs, points or countries that are read.
const MOST: usize = 1 << 20;

/// Coasts and borders.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// Longitude and latitude of all points, in parts of a degree.
    pub points: Vec<(i32, i32)>,
    /// The lines, each once, though two countries may have it.
    pub arcs: Vec<OutlineArc>,
    /// The countries, by name.
    pub countries: Vec<MapCountry>,
}

/// A line, within points.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineArc {
    /// Its points.
    pub points: Range<usize>,
    /// Its least longitude and latitude.
    pub least: (i32, i32),
    /// Its greatest longitude and latitude.
    pub greatest: (i32, i32),
}

/// A country.
#[derive(Debug, Clone, PartialEq)]
pub struct MapCountry {
    /// Its name, shortened as Natural Earth has it.
    pub name: String,
    /// The arcs that bound it, in whatever direction and order.
    pub arcs: Vec<u32>,
    /// Between which positions it lies; `None` if it has no point.
    pub bounds: Option<OutlineBounds>,
}

/// Between which positions points lie: the two may be far apart where a line leads across the 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlineBounds {
    /// The least longitude and latitude.
    pub least: (i32, i32),
    /// The greatest longitude and latitude.
    pub greatest: (i32, i32),
}

/// The world.
pub fn world() -> &'static Outline {
    static WORLD: OnceLock<Outline> = OnceLock::new();
    WORLD.get_or_init(|| Outline::unpack(include_bytes!("../../data/map/world.bin")))
}

impl Outline {
    /// Unpacks what `.ci/pack-map` packed, as far as it is sound.
    pub fn unpack(packed: &[u8]) -> Self {
        let mut made = Self::default();
        // Where bytes are missing, what was read before stays.
        let _ = made.read(&mut Packed { rest: packed });
        made
    }

    fn read(&mut self, packed: &mut Packed) -> Option<()> {
        let arcs = packed.count()?;
        self.points.reserve(packed.rest.len() / 2);
        for _ in 0..arcs {
            let from = self.points.len();
            let mut at = (0i32, 0i32);
            let (mut least, mut greatest) = ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN));
            for _ in 0..packed.count()? {
                let (east, north) = (packed.signed()?, packed.signed()?);
                at = (at.0.wrapping_add(east), at.1.wrapping_add(north));
                // A position beyond the globe is damage; the line ends there, and the numbers of the others hold.
                if at.0.unsigned_abs() > 180 * 180 || at.1.unsigned_abs() > 90 * 180 {
                    continue;
                }
                least = (least.0.min(at.0), least.1.min(at.1));
                greatest = (greatest.0.max(at.0), greatest.1.max(at.1));
                self.points.push(at);
            }
            self.arcs.push(OutlineArc { points: from..self.points.len(), least, greatest });
        }
        for _ in 0..packed.count()? {
            let length = packed.count()?;
            let name = packed.rest.split_off(..length)?;
            let mut arcs = Vec::new();
            for _ in 0..packed.count()? {
                for _ in 0..packed.count()? {
                    let n = packed.signed()?;
                    let n = if n < 0 { -1 - n } else { n };
                    arcs.extend(u32::try_from(n).ok().filter(|n| (*n as usize) < self.arcs.len()));
                }
            }
            if let Ok(name) = std::str::from_utf8(name) {
                let bounds = self.bounds(&arcs);
                self.countries.push(MapCountry { name: name.to_owned(), arcs, bounds });
            }
        }
        Some(())
    }

    /// Between which positions arcs lie.
    fn bounds(&self, arcs: &[u32]) -> Option<OutlineBounds> {
        let arcs = arcs.iter().filter_map(|n| self.arcs.get(*n as usize)).filter(|arc| !arc.points.is_empty());
        arcs.fold(None, |bounds: Option<OutlineBounds>, arc| {
            let OutlineBounds { least, greatest } =
                bounds.unwrap_or(OutlineBounds { least: arc.least, greatest: arc.greatest });
            Some(OutlineBounds {
                least: (least.0.min(arc.least.0), least.1.min(arc.least.1)),
                greatest: (greatest.0.max(arc.greatest.0), greatest.1.max(arc.greatest.1)),
            })
        })
    }

    /// The points of an arc.
    pub fn points_of(&self, arc: &OutlineArc) -> &[(i32, i32)] {
        self.points.get(arc.points.clone()).unwrap_or_default()
    }

    /// The country at a position, if there is one.
    pub fn country_at(&self, lat: f64, lon: f64) -> Option<&MapCountry> {
        self.countries.iter().find(|country| {
            let east = crossings(self, country, lat).into_iter().filter(|at| *at > lon).count();
            east % 2 == 1
        })
    }
}

/// The longitudes at which the bounds of a country cross a latitude, in order. It lies between the first and the second, the third and
/// the fourth, and so on. The 180th meridian is such a bound where a country lies across it.
pub fn crossings(outline: &Outline, country: &MapCountry, lat: f64) -> Vec<f64> {
    let wanted = lat * UNITS;
    let mut found = Vec::new();
    // Whether it lies on the 180th meridian there: no country reaches the north pole, so it does if its bounds cross that meridian an odd
    // number of times on the way from there.
    let mut is_across = false;
    for arc in country.arcs.iter().filter_map(|n| outline.arcs.get(*n as usize)) {
        let may_wrap = arc.greatest.0.saturating_sub(arc.least.0) > HALF;
        if !may_wrap && (f64::from(arc.least.1) > wanted || f64::from(arc.greatest.1) < wanted) {
            continue;
        }
        for line in outline.points_of(arc).windows(2) {
            let (from, to) = (line[0], unturned(line[0], line[1]));
            let [(x, y), (x2, y2)] = [from, to].map(|(x, y)| (f64::from(x), f64::from(y)));
            if to.0 != line[1].0 {
                let edge = 180.0 * UNITS * (if x > 0.0 { 1.0 } else { -1.0 });
                let at = if (x2 - x).abs() < 0.5 { y } else { y + (y2 - y) * (edge - x) / (x2 - x) };
                is_across ^= at > wanted;
            }
            if (y > wanted) != (y2 > wanted) {
                let lon = (x + (x2 - x) * (wanted - y) / (y2 - y)) / UNITS;
                found.push(if lon.abs() > 180.0 { lon - 360.0_f64.copysign(lon) } else { lon });
            }
        }
    }
    if is_across {
        found.extend([-180.0, 180.0]);
    }
    found.sort_unstable_by(f64::total_cmp);
    found
}

/// Half of the globe, in parts of a degree.
const HALF: i32 = 180 * 180;

/// The end of a line as it lies from its beginning: beyond the 180th meridian, if the line leads across it.
pub fn unturned(from: (i32, i32), to: (i32, i32)) -> (i32, i32) {
    match to.0 - from.0 {
        east if east > HALF => (to.0 - 2 * HALF, to.1),
        east if east < -HALF => (to.0 + 2 * HALF, to.1),
        _ => to,
    }
}

/// Bytes that are read from the beginning on.
struct Packed<'b> {
    rest: &'b [u8],
}

impl Packed<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = *self.rest.split_off_first()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        self.number().and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= MOST)
    }

    fn signed(&mut self) -> Option<i32> {
        let number = self.number()?;
        let half = i32::try_from(number >> 1).ok()?;
        Some(if number & 1 == 0 { half } else { -1 - half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORLD: &[u8] = include_bytes!("../../data/map/world.bin");

    #[test]
    fn the_world_has_its_countries_where_they_lie() {
        let world = world();
        assert_eq!((world.arcs.len(), world.countries.len(), world.points.len()), (1959, 241, 80_597));
        let at = |lat, lon| world.country_at(lat, lon).map(|country| country.name.as_str());
        assert_eq!(at(34.5, 69.2), Some("Afghanistan"));
        assert_eq!(at(-41.3, 174.7), Some("New Zealand"));
        assert_eq!(at(66.0, -175.0), Some("Russia"), "its part beyond the 180th meridian");
        assert_eq!(at(0.0, -30.0), None);
        assert_eq!(at(f64::NAN, 0.0), None);
        assert!(WORLD.len() <= 200_000);
    }

    #[test]
    fn a_country_lies_within_its_bounds_and_touches_each() {
        let world = world();
        for country in &world.countries {
            let arcs = country.arcs.iter().map(|n| &world.arcs[*n as usize]);
            let points: Vec<(i32, i32)> = arcs.flat_map(|arc| world.points_of(arc)).copied().collect();
            let ends = |of: fn(&(i32, i32)) -> i32| {
                let all = || points.iter().map(of);
                (all().min().unwrap(), all().max().unwrap())
            };
            let [(west, east), (south, north)] = [ends(|point| point.0), ends(|point| point.1)];
            let wanted = OutlineBounds { least: (west, south), greatest: (east, north) };
            assert_eq!(country.bounds, Some(wanted), "{}", country.name);
        }
    }

    #[test]
    fn bytes_that_are_missing_leave_what_was_before() {
        let half = Outline::unpack(&WORLD[..WORLD.len() / 2]);
        assert!(half.arcs.len() > 500 && half.countries.is_empty());
        assert_eq!(half.arcs[..500], world().arcs[..500]);
        assert_eq!(Outline::unpack(b""), Outline::default());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_damage_makes_it_fail(at in 0..WORLD.len(), byte in any::<u8>(), lat in -90.0..90.0f64, lon in -180.0..180.0f64) {
            let mut damaged = WORLD.to_vec();
            damaged[at] = byte;
            let read = Outline::unpack(&damaged);
            read.country_at(lat, lon);
            for arc in &read.arcs {
                prop_assert!(read.points_of(arc).iter().all(|(x, y)| x.abs() <= 32_400 && y.abs() <= 16_200));
            }
        }

        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            Outline::unpack(&bytes);
        }
    }
}
