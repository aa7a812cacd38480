//! Names of places, and words, in other languages: a packed table in `data/vocabulary`, which `tests/it/vocabulary.rs`
//! packs from the readable ones. Knows no queries and no data sets.
//!
//! It is decoded when it is first asked, in some milliseconds, never at the start. Whether a name may be a country's is known
//! without it: `country-names.bin` holds a hash of each, four bytes, the lowest first, in order.
//!
//! The file is one raw deflate stream. Inflated, it is
//!
//! ```text
//! file     = "PXP2" count senses scripts
//! count    = varint: number of senses          (LEB128, 7 bits a byte, lowest first, as everywhere below)
//! senses   = for each: kind, country, English names LF      UTF-8
//!            kind           one letter, see SenseKind
//!            country        ISO 3166-1 alpha-2, or "--"
//!            English names  parted by "|", the usual one first; for a word its group of synonyms
//! scripts  = for each script: base names, until the end of the data
//! base     = varint: code point that letter 2 stands for; 0: letters are 16-bit code points, high byte first
//! names    = varint: how many; then for each
//!            step     varint: sense of this name, less the sense of the name before (0 at first)
//!            letters  up to a letter 0
//!                     base > 0: a byte; 1 is a space, 2..254 base + (byte - 2), 255: three bytes of a code point follow
//!                     base = 0: two bytes; 1 is a space
//! ```

mod spellings;

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;

pub use self::spellings::Spellings;
use crate::fold::fold;

/// The packed table.
const PACKED: &[u8] = include_bytes!("../data/vocabulary/names.bin");
/// The hashes of the names of countries.
const COUNTRIES: &[u8] = include_bytes!("../data/vocabulary/country-names.bin");

/// The table; empty if it were damaged.
pub fn table() -> &'static NameTable {
    static TABLE: OnceLock<NameTable> = OnceLock::new();
    TABLE.get_or_init(|| NameTable::unpack(PACKED).unwrap_or_default())
}

/// The alpha-2 code of the country that has this name in some language; `None` if no country has it, or several have.
pub fn country(name: &str) -> Option<[u8; 2]> {
    let folded = fold(name);
    // Most names in data sets that are no country's are no country's in any language: nothing is unpacked for them.
    if !may_be_country(&folded) {
        return None;
    }
    let senses = table().senses_of(&folded).chain(table().places_of(&folded));
    let mut codes = senses.filter(|sense| sense.kind == SenseKind::Country).map(|sense| sense.country);
    let first = codes.next()??;
    codes.all(|code| code == Some(first)).then_some(first)
}

/// Whether a folded name may be a country's; hardly any other one may.
fn may_be_country(folded: &str) -> bool {
    let (hashes, _) = COUNTRIES.as_chunks::<4>();
    hashes.binary_search_by_key(&name_hash(folded), |hash| u32::from_le_bytes(*hash)).is_ok()
}

/// The hash of a folded name: FNV-1a of 32 bits.
pub fn name_hash(folded: &str) -> u32 {
    folded.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What a spelling stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// What it is.
    pub kind: SenseKind,
    /// ISO 3166-1 alpha-2. A region has the country that its code is under, which need not be its owner.
    pub country: Option<[u8; 2]>,
    /// English names as written, parted by `|`.
    names: Box<str>,
}

impl Sense {
    /// Its English names as written, the usual one first; for a word the name of its group of synonyms.
    pub fn english(&self) -> impl Iterator<Item = &str> {
        self.names.split('|')
    }
}

/// Kinds of senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SenseKind {
    /// `c`
    Country,
    /// `r`: a part of a country, or of several.
    Region,
    /// `t`
    Town,
    /// `w`: a group of synonyms.
    Word,
    /// `d`: the same, for words that mean other things too.
    DoubtfulWord,
    /// `p`: a country or region, by a word for its people or for what is of it.
    People,
}

impl SenseKind {
    fn of(letter: u8) -> Option<Self> {
        Some(match letter {
            b'c' => Self::Country,
            b'r' => Self::Region,
            b't' => Self::Town,
            b'w' => Self::Word,
            b'd' => Self::DoubtfulWord,
            b'p' => Self::People,
            _ => return None,
        })
    }

    /// Whether it is a place.
    pub fn is_place(self) -> bool {
        matches!(self, Self::Country | Self::Region | Self::Town | Self::People)
    }

    /// Whether its people have a name of their own in `demonyms.tsv`: *Georgian* is of the country, not of a town.
    pub fn is_people(self) -> bool {
        matches!(self, Self::Country | Self::Region)
    }
}

/// The table.
#[derive(Debug, Default)]
pub struct NameTable {
    senses: Vec<Sense>,
    /// Names and words of other languages.
    pub foreign: Spellings,
    /// English names of places.
    pub english: Spellings,
    /// Words of other languages for the people of a place and what is of it. They are no names of places, and no forms of
    /// them are guessed: the table has their cases.
    pub people: Spellings,
}

impl NameTable {
    /// Reads the packed table; `None` if it is damaged.
    pub fn unpack(packed: &[u8]) -> Option<Self> {
        let mut data = Vec::new();
        DeflateDecoder::new(packed).read_to_end(&mut data).ok()?;
        Self::read(&data)
    }

    /// Reads the inflated table; `None` if it is damaged.
    pub fn read(data: &[u8]) -> Option<Self> {
        let mut rest = data.strip_prefix(b"PXP2")?;
        let mut table = Self::default();
        for number in 0..u16::try_from(varint(&mut rest)?).ok()? {
            let end = memchr::memchr(b'\n', rest)?;
            let line = std::str::from_utf8(&rest[..end]).ok()?;
            rest = &rest[end + 1..];
            let kind = SenseKind::of(*line.as_bytes().first()?)?;
            let country = line.get(1..3).filter(|c| *c != "--").and_then(|c| c.as_bytes().try_into().ok());
            let sense = Sense { kind, country, names: line.get(3..)?.into() };
            if kind.is_place() && kind != SenseKind::People {
                for name in sense.english() {
                    table.english.push(fold(name).chars(), number);
                }
            }
            table.senses.push(sense);
        }
        while !rest.is_empty() {
            let base = u32::try_from(varint(&mut rest)?).ok()?;
            let mut sense = 0;
            for _ in 0..varint(&mut rest)? {
                sense += varint(&mut rest)?;
                let letters = letters(&mut rest, base)?;
                let number = u16::try_from(sense).ok().filter(|n| usize::from(*n) < table.senses.len())?;
                match table.senses[usize::from(number)].kind {
                    SenseKind::People => table.people.push(letters, number),
                    _ => table.foreign.push(letters, number),
                }
            }
        }
        table.foreign.sort();
        table.english.sort();
        table.people.sort();
        Some(table)
    }

    /// A sense by its number.
    pub fn sense(&self, number: u16) -> Option<&Sense> {
        self.senses.get(usize::from(number))
    }

    /// The places whose people another language calls so.
    pub fn places_of_people(&self, folded: &str) -> impl Iterator<Item = &Sense> {
        self.people.of(folded).filter_map(|n| self.sense(n))
    }

    /// The senses of a name or word of another language.
    pub fn senses_of(&self, folded: &str) -> impl Iterator<Item = &Sense> {
        self.foreign.of(folded).filter_map(|n| self.sense(n))
    }

    /// The places of an English name.
    pub fn places_of(&self, folded: &str) -> impl Iterator<Item = &Sense> {
        self.english.of(folded).filter_map(|n| self.sense(n))
    }
}

/// The letters of one name.
fn letters(rest: &mut &[u8], base: u32) -> Option<Vec<char>> {
    let mut found = Vec::new();
    loop {
        let letter = u32::from(take(rest)?);
        let letter = if base == 0 { letter << 8 | u32::from(take(rest)?) } else { letter };
        found.push(match (letter, base) {
            (0, _) => return Some(found),
            (1, _) => ' ',
            (_, 0) => char::from_u32(letter)?,
            (255, _) => {
                let mut code = 0;
                for _ in 0..3 {
                    code = code << 8 | u32::from(take(rest)?);
                }
                char::from_u32(code)?
            }
            _ => char::from_u32(base.checked_add(letter - 2)?)?,
        });
    }
}

fn take(rest: &mut &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    Some(*first)
}

fn varint(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in (0..28).step_by(7) {
        let byte = take(rest)?;
        value |= usize::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_whole() {
        let table = NameTable::unpack(PACKED).unwrap();
        let sense = table.senses_of("turkei").next().unwrap();
        assert_eq!((sense.kind, sense.country), (SenseKind::Country, Some(*b"TR")));
        assert_eq!(sense.english().collect::<Vec<_>>(), ["Turkey", "Türkiye"]);
    }

    #[test]
    fn countries_are_known_by_their_names_in_any_language() {
        for (name, code) in [
            ("Russie", Some(*b"RU")),
            ("Syrien", Some(*b"SY")),
            ("Türkiye", Some(*b"TR")),
            ("Afganistán", Some(*b"AF")),
            ("Сирия", Some(*b"SY")),
            ("أوكرانيا", Some(*b"UA")),
            ("CÔTE D’IVOIRE", Some(*b"CI")),
            ("Moscou", None),
            ("Kestrania", None),
            ("", None),
        ] {
            assert_eq!(country(name), code, "{name}");
        }
    }

    #[test]
    fn any_name_of_a_country_may_be_one_and_hardly_any_other() {
        let table = table();
        let is_country = |sense: u16| table.senses[usize::from(sense)].kind == SenseKind::Country;
        let (mut countries, mut others, mut wrong) = (0, 0, 0);
        for (name, sense) in table.foreign.all().chain(table.english.all()) {
            if is_country(sense) {
                countries += 1;
                assert!(may_be_country(name), "{name}");
            } else if !table.foreign.of(name).chain(table.english.of(name)).any(is_country) {
                others += 1;
                wrong += usize::from(may_be_country(name));
            }
        }
        assert!(countries > 8_000 && others > 20_000 && wrong < 5, "{countries} {others} {wrong}");
    }

    #[test]
    fn a_cut_table_is_damaged_not_a_panic() {
        let mut data = Vec::new();
        DeflateDecoder::new(PACKED).read_to_end(&mut data).unwrap();
        assert!(NameTable::read(&data).is_some());
        for cut in (0..data.len()).step_by(data.len() / 40) {
            let _ = NameTable::read(&data[..cut]);
        }
        assert!(NameTable::read(&data[..data.len() - 1]).is_none());
        assert!(NameTable::unpack(&PACKED[..PACKED.len() / 2]).is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = NameTable::unpack(&bytes);
            let _ = NameTable::read(&[b"PXP2".as_slice(), &bytes].concat());
            // With one sense, so that names are reached.
            let _ = NameTable::read(&[b"PXP2\x01t--A\n".as_slice(), &bytes].concat());
        }
    }
}
