//! The towns of the world with 1,000 inhabitants and more, and its provinces, by their names in Latin letters.
//!
//! They are from GeoNames (CC BY 4.0); `data/gazetteer/CREDITS.md` says what was changed, and `.ci/pack-gazetteer` packs
//! them. They are unpacked when they are first asked for, in some tenths of a second: never at the start, and never on
//! the thread that draws. Raw articles ask for them while they are read, and so does the map, in a job, when it is opened.

use std::cmp::Reverse;
use std::hash::BuildHasher;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::gazetteer::{Gazetteer, GeoPlace, PlaceKind, fold};

/// Maximum number of words of a name.
const LONGEST: usize = 6;

/// Maximum number of towns of one name that are given.
const MOST: usize = 24;

/// Maximum number of bytes that packed towns may unpack to.
const UNPACKED: u64 = 32 << 20;

/// A gazetteer of towns and provinces.
#[derive(Debug, Default)]
pub struct Towns {
    /// All usual names, one after the other.
    usual: String,
    /// All folded names, one after the other.
    folded: String,
    towns: Vec<Town>,
    /// Country and state.
    regions: Vec<(String, String)>,
    /// Which town has which name: by name, then the most populous first.
    names: Vec<TownName>,
    /// The first place of each name in `names`.
    by_name: HashTable<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Town {
    kind: PlaceKind,
    /// Bytes of `usual`.
    name: (u32, u32),
    region: u32,
    /// Latitude and longitude in hundredths of degrees.
    at: (i16, i16),
    /// Inhabitants in thousands.
    thousands: u16,
}

#[derive(Debug, Clone, Copy)]
struct TownName {
    /// Bytes of `folded`.
    name: (u32, u32),
    town: u32,
}

/// A town as it is added.
#[derive(Debug, Clone, Copy)]
pub struct NewTown<'a> {
    /// A town or a province.
    pub kind: PlaceKind,
    /// Its usual name.
    pub name: &'a str,
    /// Its further names, separated by `|`.
    pub further: &'a str,
    /// The alpha-2 code of its country and the code of its state or province there, separated by a space.
    pub region: &'a str,
    /// Latitude and longitude in hundredths of degrees.
    pub at: (i16, i16),
    /// Inhabitants in thousands.
    pub thousands: u16,
}

/// A place of the world, as it stands in the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorldPlace<'t> {
    /// Its usual name.
    pub name: &'t str,
    /// A town or a province.
    pub kind: PlaceKind,
    /// Its country, ISO 3166 alpha-2.
    pub country: &'t str,
    /// Latitude.
    pub lat: f32,
    /// Longitude.
    pub lon: f32,
    /// Inhabitants; 0 if unknown.
    pub population: u32,
}

/// The towns and provinces as they are packed into the program.
const PACKED: &[u8] = include_bytes!("../../../data/gazetteer/places.bin");

/// The towns that are packed into the program.
pub fn all() -> &'static Towns {
    static TOWNS: OnceLock<Towns> = OnceLock::new();
    TOWNS.get_or_init(|| Towns::unpack(PACKED).unwrap_or_default())
}

fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).take(UNPACKED).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

impl Towns {
    /// A gazetteer of these towns. Those of one region should follow each other.
    pub fn new<'a>(list: impl IntoIterator<Item = NewTown<'a>>) -> Self {
        let mut made = Self::default();
        for town in list {
            made.add(town);
        }
        made.sort();
        made
    }

    fn add(&mut self, new: NewTown) {
        let (country, admin) = new.region.split_once(' ').unwrap_or((new.region, ""));
        if self.regions.last().is_none_or(|(c, a)| c != country || a != admin) {
            self.regions.push((country.to_owned(), admin.to_owned()));
        }
        let town = self.towns.len() as u32;
        let name = push(&mut self.usual, new.name);
        let region = self.regions.len() as u32 - 1;
        self.towns.push(Town { kind: new.kind, name, region, at: new.at, thousands: new.thousands });
        let names = std::iter::once(new.name).chain(new.further.split('|')).map(fold).filter(|name| !name.is_empty());
        self.names.extend(names.map(|name| TownName { name: push(&mut self.folded, &name), town }));
    }

    /// Sorts the names and prepares the search.
    fn sort(&mut self) {
        let Self { folded, towns, names, by_name, .. } = self;
        let text = |n: &TownName| of(folded, n.name);
        let size = |n: &TownName| Reverse(towns[n.town as usize].thousands);
        // Most names differ in their first bytes, which are compared as one number.
        let mut beginning: Vec<(u64, TownName)> = names.drain(..).map(|name| (begins(text(&name)), name)).collect();
        beginning.sort_unstable_by(|(of_a, a), (of_b, b)| {
            let by_name = of_a.cmp(of_b).then_with(|| text(a).cmp(text(b)));
            by_name.then_with(|| size(a).cmp(&size(b)).then(a.town.cmp(&b.town)))
        });
        names.extend(beginning.into_iter().map(|(_, name)| name));
        names.dedup_by(|a, b| a.town == b.town && text(a) == text(b));
        let hash = |at: &u32| FixedState::default().hash_one(text(&names[*at as usize]));
        by_name.reserve(names.len(), hash);
        for (at, name) in names.iter().enumerate() {
            if at == 0 || text(name) != text(&names[at - 1]) {
                by_name.insert_unique(hash(&(at as u32)), at as u32, hash);
            }
        }
    }

    /// Unpacks what `.ci/pack-gazetteer` packed; `None` if it is damaged.
    pub fn unpack(packed: &[u8]) -> Option<Self> {
        let bytes = unpacked(packed)?;
        let mut rest = &bytes[..];
        let towns = table(&mut rest, PlaceKind::Town)?;
        Some(Self::new(towns.chain(table(&mut rest, PlaceKind::Region)?)))
    }

    /// The usual name of a place, by its number, with its latitude, longitude and inhabitants in thousands; `None` if it is no town.
    pub fn town(&self, number: u32) -> Option<(&str, f64, f64, u16)> {
        let town = self.towns.get(number as usize).filter(|town| town.kind == PlaceKind::Town)?;
        let [lat, lon] = [town.at.0, town.at.1].map(|n| f64::from(n) / 100.0);
        Some((of(&self.usual, town.name), lat, lon, town.thousands))
    }

    /// At most so many places with a folded name that begins with a text, each with that name: first those with that very name, then
    /// the most populous.
    pub fn beginning_with(&self, text: &str, most: usize) -> Vec<(&str, WorldPlace<'_>)> {
        let name = |named: &TownName| of(&self.folded, named.name);
        let first = self.names.partition_point(|named| name(named) < text);
        let begins = self.names[first..].iter().take_while(|named| name(named).starts_with(text));
        let rank = |(at, named): (usize, &TownName)| {
            let is_longer = (named.name.1 - named.name.0) as usize != text.len();
            (is_longer, Reverse(self.towns[named.town as usize].thousands), first + at)
        };
        let mut found: Vec<_> = begins.enumerate().map(rank).collect();
        // One letter may begin tens of thousands of names.
        if found.len() > most {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        found.into_iter().map(|(.., at)| (name(&self.names[at]), self.world_place(self.names[at].town))).collect()
    }

    /// Number of towns.
    pub fn len(&self) -> usize {
        self.towns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.towns.is_empty()
    }

    fn name(&self, at: u32) -> &str {
        of(&self.folded, self.names[at as usize].name)
    }

    /// The towns of a folded name, most populous first.
    fn named(&self, name: &str) -> Option<Vec<GeoPlace>> {
        let first = *self.by_name.find(FixedState::default().hash_one(name), |at| self.name(*at) == name)?;
        let same = (first..self.names.len() as u32).take(MOST).take_while(|at| self.name(*at) == name);
        Some(same.map(|at| self.place(self.names[at as usize].town)).collect())
    }

    fn world_place(&self, town: u32) -> WorldPlace<'_> {
        let town = &self.towns[town as usize];
        WorldPlace {
            name: of(&self.usual, town.name),
            kind: town.kind,
            country: &self.regions[town.region as usize].0,
            lat: f32::from(town.at.0) / 100.0,
            lon: f32::from(town.at.1) / 100.0,
            population: u32::from(town.thousands) * 1000,
        }
    }

    fn place(&self, town: u32) -> GeoPlace {
        let WorldPlace { name, kind, country, lat, lon, population } = self.world_place(town);
        let admin = self.regions[self.towns[town as usize].region as usize].1.clone();
        GeoPlace { name: name.to_owned(), kind, country: country.to_owned(), admin, lat, lon, population }
    }
}

impl Gazetteer for Towns {
    fn longest(&self, words: &[&str]) -> Option<(usize, Vec<GeoPlace>)> {
        let words = &words[..words.len().min(LONGEST)];
        let mut run = words.join(" ");
        for (before, word) in words.iter().enumerate().rev() {
            if let Some(places) = self.named(&run) {
                return Some((before + 1, places));
            }
            run.truncate(run.len().saturating_sub(word.len() + 1));
        }
        None
    }
}

/// Appends a text, and gives its first byte and the byte after its last.
fn push(all: &mut String, text: &str) -> (u32, u32) {
    let start = all.len() as u32;
    all.push_str(text);
    (start, all.len() as u32)
}

/// The first eight bytes of a text as a number, which is ordered as they are.
fn begins(text: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(text.bytes()).for_each(|(at, byte)| *at = byte);
    u64::from_be_bytes(first)
}

fn of(all: &str, bytes: (u32, u32)) -> &str {
    &all[bytes.0 as usize..bytes.1 as usize]
}

/// Takes a table of six columns from `rest`.
fn table<'b>(rest: &mut &'b [u8], kind: PlaceKind) -> Option<impl Iterator<Item = NewTown<'b>> + use<'b>> {
    let [names, further, regions] = [column(rest)?, column(rest)?, column(rest)?];
    let [lat, lon, thousands] = [column(rest)?, column(rest)?, column(rest)?];
    let [names, further, regions] = [lines(names)?, lines(further)?, lines(regions)?];
    let [lat, lon, thousands] = [numbers(lat), numbers(lon), numbers(thousands)];
    let regions = regions.flat_map(|line| {
        let (region, count) = line.rsplit_once(' ').unwrap_or((line, "0"));
        std::iter::repeat_n(region, count.parse().unwrap_or(0))
    });
    let rows = names.zip(further).zip(regions).zip(lat).zip(lon).zip(thousands);
    Some(rows.map(move |(((((name, further), region), lat), lon), thousands)| {
        let at = (lat.cast_signed(), lon.cast_signed());
        NewTown { kind, name, further, region, at, thousands }
    }))
}

/// Takes a column from `rest`: its length in four bytes, the lowest first, and its bytes.
fn column<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = u32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?);
    rest.split_off(..length as usize)
}

fn lines(column: &[u8]) -> Option<std::str::Split<'_, char>> {
    Some(std::str::from_utf8(column).ok()?.split('\n'))
}

/// The numbers of a column: all low bytes, then all high bytes.
fn numbers(column: &[u8]) -> impl Iterator<Item = u16> {
    let (low, high) = column.split_at(column.len() / 2);
    low.iter().zip(high).map(|(low, high)| u16::from_le_bytes([*low, *high]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town<'a>(name: &'a str, further: &'a str, region: &'a str, thousands: u16) -> NewTown<'a> {
        NewTown { kind: PlaceKind::Town, name, further, region, at: (0, 0), thousands }
    }

    #[test]
    fn the_longest_name_wins_and_accents_do_not_matter() {
        let towns = Towns::new([town("São Lune", "San Lune|Sao Lune", "BR 21", 9), town("San", "", "ML", 1)]);
        assert_eq!(towns.longest(&["sao", "lune", "bay"]).unwrap().0, 2);
        assert_eq!(towns.longest(&["san", "lune"]).unwrap().1[0].country, "BR");
        assert_eq!(towns.longest(&["san", "jose"]).unwrap().1[0].country, "ML");
        assert!(towns.longest(&["lune"]).is_none() && towns.longest(&[]).is_none() && towns.longest(&[""]).is_none());
    }

    #[test]
    fn towns_of_one_name_come_by_size() {
        let towns =
            Towns::new([town("Tarn", "", "FR", 8), town("Tarn", "", "US OH", 30), town("Tarne", "Tarn", "GB", 12)]);
        let found = towns.longest(&["tarn"]).unwrap().1;
        assert_eq!(found.iter().map(|p| p.country.as_str()).collect::<Vec<_>>(), ["US", "GB", "FR"]);
        assert_eq!((found[0].admin.as_str(), found[0].population), ("OH", 30_000));
    }

    #[test]
    fn names_are_found_by_how_they_begin_however_long_their_beginning_is() {
        let names = ["Abcdefgh", "Abcdefgha", "Abcdefg", "Abcdefghb", "Abc", "Ábcdefgh A", "Abcdefgi"];
        let towns = Towns::new(names.map(|name| town(name, "", "FR", 1)));
        let begins = |text| towns.beginning_with(text, 9).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(begins("abcdefgh"), ["abcdefgh", "abcdefgh a", "abcdefgha", "abcdefghb"]);
        assert_eq!(begins("abcdefg")[0], "abcdefg");
        assert_eq!(begins("abcdefghb"), ["abcdefghb"]);
    }

    #[test]
    fn damaged_data_gives_no_towns() {
        let packed = include_bytes!("../../../data/gazetteer/places.bin");
        assert!(Towns::unpack(&packed[..packed.len() / 2]).is_none());
        assert!(Towns::unpack(b"").is_none());
        assert!(Towns::unpack(b"no towns").is_none());
    }
}
