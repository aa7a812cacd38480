//! Reads distinct values from the bytes of their cells: locations, countries, actor groups, event types. Knows no records.

use super::Merger;
use crate::datasets::cells::{self, encoded_once, text, trimmed};
use crate::datasets::columns::Col;
use crate::datasets::csv::unquoted;
use crate::datasets::encode::SEPARATOR;
use crate::datasets::oddity;
use crate::model::country;
use crate::model::dataset::{ActorGroup, Country, Location, Part, Placing};
use crate::name_table;

impl Merger {
    pub(super) fn location(&mut self, key: &[u8]) -> u32 {
        let (number, new) = self.locations.intern(key);
        if new {
            self.damaged.see(key);
            let cells: Vec<&[u8]> = key.split(|b| *b == SEPARATOR).collect();
            let format = self.layout.format;
            let columns = format.place_columns();
            let cell = |col: Col| {
                columns.iter().position(|c| *c == col).and_then(|i| cells.get(i)).copied().unwrap_or_default()
            };
            let quoted = self.layout.dialect.quoted;
            let cleaned = |col: Col| clean(cell(col), quoted);
            let country = self.country(&cleaned(Col::Country), cell(Col::CountryCode));
            let mut within: Vec<Box<str>> = Vec::new();
            for col in [Col::Within1, Col::Within2, Col::Within3] {
                let name = cleaned(col);
                if !name.is_empty() && within.last() != Some(&name) {
                    within.push(name);
                }
            }
            let position = format.position(&cell);
            let precision = format.placing_of(cell(Col::PlacePrecision));
            let known = self.set.countries.get(country as usize);
            let odd = self.odd_countries.get(&country).cloned().or_else(|| {
                let cells = [Col::Latitude, Col::Longitude].map(&cell);
                // Degrees, minutes and seconds are no number of degrees; at sea there are no countries.
                let whole = !columns.contains(&Col::LatitudeMinutes) && precision != Placing::Sea;
                whole.then(|| oddity::of_position(known, cells, position)).flatten()
            });
            self.odd_locations.extend(odd.map(|odd| (number, odd)));
            self.set.locations.push(Location {
                name: cleaned(Col::Place),
                within: within.into(),
                country,
                position,
                precision,
            });
        }
        number
    }

    fn country(&mut self, name: &str, code: &[u8]) -> u32 {
        let mut key = name.as_bytes().to_vec();
        key.push(SEPARATOR);
        key.extend_from_slice(code);
        let (place, new) = self.countries.intern(&key);
        if new {
            let number = cells::code(code);
            let letters = text(trimmed(code)).trim().to_uppercase();
            let code = match number {
                None if matches!(letters.len(), 2 | 3) => {
                    country::code(&letters, None).or_else(|| country::code(name, None))
                }
                number => country::code(name, number),
            };
            let translated =
                if code.is_none() && !country::is_of_several(name) { name_table::country(name) } else { None };
            self.translated_countries.extend(translated.map(|code| (name.into(), code)));
            let code = code.or(translated);
            let named = country::name(name);
            // A data set may give the code alone.
            let english =
                code.filter(|_| named.is_empty()).map_or("", |code| country::english(&String::from_utf8_lossy(&code)));
            let shown = if english.is_empty() { named } else { english };
            let odd = oddity::of_country(shown).or_else(|| oddity::of_code(name, code, number));
            self.odd_countries.extend(odd.map(|odd| (place, odd)));
            self.set.countries.push(Country { name: shown.into(), code });
        }
        place
    }

    fn actor(&mut self, name: &str) -> u32 {
        let (number, new) = self.actors.intern(name.as_bytes());
        if new {
            self.set.actors.push(name.into());
        }
        number
    }

    pub(super) fn actor_group(&mut self, key: &[u8]) -> u32 {
        let (number, new) = self.actor_groups.intern(key);
        if new {
            self.damaged.see(key);
            let cells: Vec<&[u8]> = key.split(|b| *b == SEPARATOR).collect();
            let format = self.layout.format;
            let columns = format.actor_columns();
            let quoted = self.layout.dialect.quoted;
            let country = cells.get(columns.len()).copied().filter(|c| !c.is_empty());
            let cleaned = |col: Col| {
                let cell = columns.iter().position(|c| *c == col).and_then(|i| cells.get(i));
                cell.map_or_else(String::new, |cell| clean(cell, quoted).into())
            };
            let (mut actors, mut odd) = (Vec::new(), None);
            for (col, cell) in columns.iter().zip(&cells) {
                let part = format.part(*col, &cleaned);
                let cell = clean(cell, quoted);
                let several = matches!(col, Col::WithA | Col::WithB);
                let names: Vec<&str> = if several { cell.split(';').collect() } else { vec![&cell] };
                for name in names.into_iter().map(str::trim).filter(|n| !n.is_empty()) {
                    let (name, part) = format.named_part(name, part);
                    odd = odd.or_else(|| oddity::of_actor(name).filter(|_| part != Part::Target));
                    actors.push((self.actor(name), part));
                }
            }
            let meant = country.map_or("", |c| format.meant(&clean(c, quoted)));
            self.odd_actors.extend(odd.map(|odd| (number, odd)));
            self.set.actor_groups.push(ActorGroup { actors: actors.into(), meant });
        }
        number
    }

    pub(super) fn event_type(&mut self, key: &[u8]) -> u32 {
        let (number, new) = self.event_types.intern(key);
        if new {
            let quoted = self.layout.dialect.quoted;
            let mut cells = key.split(|b| *b == SEPARATOR).map(|cell| clean(cell, quoted));
            let (name, group) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            self.set.event_types.push(self.layout.format.event_type(name, group));
        }
        number
    }
}

/// Bytes of a name that are stored; a longer one is no name. The record's row holds it in full.
const LONGEST_NAME: usize = 2_000;

/// Text of a cell as it is stored: unquoted if the dialect is, decoded, on one line, without surrounding blanks, cut if it is
/// too long for a name.
fn clean(cell: &[u8], quoted: bool) -> Box<str> {
    let cell = cell.trim_ascii();
    // Fast path: most names are short, of one line and in ASCII.
    let is_plain = |b: &u8| matches!(b, b' '..=b'~') && *b != b'"';
    if cell.len() <= LONGEST_NAME && cell.iter().all(is_plain) && !cell.windows(2).any(|pair| pair == b"  ") {
        return text(trimmed(cell)).into();
    }
    let (cell, is_cut) = (&cell[..cell.len().min(LONGEST_NAME)], cell.len() > LONGEST_NAME);
    if is_cut {
        // The last character may be cut too.
        let valid = std::str::from_utf8(cell).map_or_else(|error| error.valid_up_to(), str::len);
        let cell = if valid + 4 > cell.len() { &cell[..valid] } else { cell };
        return format!("{}…", clean(cell, quoted)).into();
    }
    // Keys hold cells without their outer quotation marks; inner marks are still doubled.
    let cell = if quoted && memchr::memmem::find(cell, b"\"\"").is_some() {
        let mut marked = vec![b'"'];
        marked.extend_from_slice(cell);
        marked.push(b'"');
        unquoted(&marked).into_owned()
    } else {
        cell.to_vec()
    };
    // Some programs pad cells with zero bytes.
    let text = text(trimmed(&cell)).replace('\0', " ");
    let once = if text.is_ascii() { None } else { encoded_once(&text) };
    once.as_deref().unwrap_or(&text).split_whitespace().collect::<Vec<_>>().join(" ").into()
}
