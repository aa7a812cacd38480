//! Where place names are looked up: a trait, and what it finds. `towns.rs` has towns and provinces.
//!
//! Knows nothing of texts.

use crate::model::incident::words;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

words! {
    /// What kind of place.
    PlaceKind {
        /// A town or part of one.
        Town = "town",
        /// A state, province or region.
        Region = "region",
        /// A country.
        Country = "country",
    }
}

/// A place that a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GeoPlace {
    /// Its usual name.
    pub name: String,
    /// What kind it is.
    pub kind: PlaceKind,
    /// Its country, ISO 3166 alpha-2; empty for a region of several countries.
    pub country: String,
    /// The code of its state or province within the country; empty if unknown.
    pub admin: String,
    /// Latitude.
    pub lat: f32,
    /// Longitude.
    pub lon: f32,
    /// Inhabitants; 0 if unknown.
    pub population: u32,
}

/// A source of place names.
pub trait Gazetteer {
    /// The longest name that `words`, folded, begin with: how many words it has, and the places, most populous first.
    fn longest(&self, words: &[&str]) -> Option<(usize, Vec<GeoPlace>)>;
}

/// No places at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nowhere;

impl Gazetteer for Nowhere {
    fn longest(&self, _: &[&str]) -> Option<(usize, Vec<GeoPlace>)> {
        None
    }
}

/// A name as gazetteers look it up: small letters, no accents, only letters and digits, one space between words.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    // Most names are ASCII, of which nothing is decomposed.
    if name.is_ascii() {
        name.chars().for_each(|c| put(&mut folded, c));
    } else {
        name.nfd().for_each(|c| put(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds a decomposed letter to a folded name.
fn put(folded: &mut String, c: char) {
    let c = match c {
        'a'..='z' | '0'..='9' => return folded.push(c),
        'ı' | 'İ' => 'i',
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' => 'd',
        'ß' => 's',
        c => c,
    };
    if c.is_alphanumeric() {
        folded.extend(c.to_lowercase());
    } else if (c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '/')) && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_as_people_type_them() {
        assert_eq!(fold("Şah-e  Çerağ"), "sah e cerag");
        assert_eq!(fold("U.S."), "us");
    }
}
