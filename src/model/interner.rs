//! Numbers distinct byte strings in order of first use. Knows nothing of their meaning.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Distinct byte strings.
#[derive(Debug, Default)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hash: FixedState,
}

impl Interner {
    /// The number of `key`, and whether it is new.
    pub fn intern(&mut self, key: &[u8]) -> (u32, bool) {
        let hashed = self.hash.hash_one(key);
        let (bytes, ends) = (&self.bytes, &self.ends);
        if let Some(&number) = self.numbers.find(hashed, |&n| slice(bytes, ends, n) == key) {
            return (number, false);
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(key);
        self.ends.push(self.bytes.len());
        let (bytes, ends, hash) = (&self.bytes, &self.ends, &self.hash);
        self.numbers.insert_unique(hashed, number, |&n| hash.hash_one(slice(bytes, ends, n)));
        (number, true)
    }

    /// Number of distinct strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string of a number that was given.
    pub fn get(&self, number: u32) -> &[u8] {
        slice(&self.bytes, &self.ends, number)
    }

    /// The strings from number `from` on.
    pub fn since(&self, from: usize) -> Vec<Box<[u8]>> {
        (from..self.len())
            .map(|n| slice(&self.bytes, &self.ends, u32::try_from(n).unwrap_or(u32::MAX)).into())
            .collect()
    }
}

fn slice<'b>(bytes: &'b [u8], ends: &[usize], number: u32) -> &'b [u8] {
    let at = number as usize;
    let from = at.checked_sub(1).map_or(0, |before| ends[before]);
    &bytes[from..ends[at]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_have_one_number() {
        let mut all = Interner::default();
        assert_eq!(all.intern(b"Kabul"), (0, true));
        assert_eq!(all.intern(b""), (1, true));
        assert_eq!(all.intern(b"Kabul"), (0, false));
        assert_eq!(all.since(1), [Box::from(&b""[..])]);
        assert_eq!((all.get(0), all.get(1)), (&b"Kabul"[..], &b""[..]));
    }
}
