//! One arena for all text; records hold eight-byte handles into it.
//!
//! Strings that repeat (publishers, countries, facets' wordings) are interned: equal strings get equal handles, so
//! comparing handles is comparing text. The arena grows only while it is built. It lies in blocks of a mebibyte, so
//! that several threads can fill it at once ([`TextsBuilder::sibling`]) and nothing is copied when they are joined. An
//! arena that is extended shares its full blocks with the one before.

use serde::{Deserialize, Serialize};

use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Low bits of a handle's position: the byte within its block. The others are the block's number.
const BLOCK_BITS: u32 = 20;
/// Bytes of a block. A longer string has a block of its own.
const BLOCK: usize = 1 << BLOCK_BITS;
/// Bytes with which the first block begins, so that a record looked at costs no mebibyte.
const FIRST: usize = 1 << 10;

/// A handle to a string of the arena; the default is the empty string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    /// The position, counted from 1, so that an `Option` of a handle is no larger than a handle.
    at: NonZeroU32,
    len: u32,
}

impl Default for Text {
    fn default() -> Self {
        Self { at: NonZeroU32::MIN, len: 0 }
    }
}

impl Text {
    /// Whether the string is empty, which the model uses for "not given".
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Handles of the first `len` bytes and of the others. `len` is a boundary of characters, and less than 1 MiB: the
    /// rest of a string must begin in its own block.
    #[must_use]
    pub fn split_at(self, len: usize) -> (Self, Self) {
        debug_assert!(len < BLOCK, "the rest would begin in another block");
        let len = u32::try_from(len).unwrap_or(u32::MAX).min(self.len);
        let (first, other) = (Self { len, ..self }, Self { at: self.at.saturating_add(len), len: self.len - len });
        (if first.is_empty() { Self::default() } else { first }, if other.is_empty() { Self::default() } else { other })
    }

    /// The handle of all that stands between the beginning of this string and the end of `last`. `None` unless both lie in
    /// one block, this one first.
    pub fn up_to(self, last: Self) -> Option<Self> {
        let end = last.at.get().checked_add(last.len)?;
        let same = !self.is_empty() && !last.is_empty() && self.block() == last.block() && self.at <= last.at;
        same.then(|| Self { at: self.at, len: end - self.at.get() })
    }

    fn block(self) -> usize {
        ((self.at.get() - 1) >> BLOCK_BITS) as usize
    }

    fn within(self, block: &str) -> &str {
        let at = (self.at.get() - 1) as usize & (BLOCK - 1);
        &block[at..at + self.len as usize]
    }
}

/// The finished arena.
#[derive(Debug, Default)]
pub struct Texts {
    blocks: Vec<Arc<String>>,
}

impl Texts {
    /// The string behind `text`, which must be a handle of this arena.
    pub fn get(&self, text: Text) -> &str {
        if text.is_empty() {
            return "";
        }
        text.within(&self.blocks[text.block()])
    }

    /// The arena of these blocks, whose handles are those of the arena that they come from.
    pub(super) fn of_blocks(blocks: Vec<String>) -> Self {
        Self { blocks: blocks.into_iter().map(Arc::new).collect() }
    }

    /// Its blocks, in order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().map(|block| block.as_str())
    }

    /// Size in bytes.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.len()).sum()
    }

    /// Whether the arena is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The arena under construction.
#[derive(Debug, Default)]
pub struct TextsBuilder {
    /// The next free block number, of all threads that fill this arena.
    next: Arc<AtomicU32>,
    /// The number of the block being filled; meaningless before there is one.
    number: u32,
    filling: String,
    /// The full blocks, by number; those of other threads are missing until they are joined.
    full: Vec<Arc<String>>,
    known: HashTable<Text>,
    hasher: RandomState,
}

impl TextsBuilder {
    /// A builder that adds to a finished arena, whose handles stay valid. Its strings are not interned.
    pub fn extend(texts: Arc<Texts>) -> Self {
        let mut full = Arc::try_unwrap(texts).map_or_else(|shared| shared.blocks.clone(), |own| own.blocks);
        let next = Arc::new(AtomicU32::new(full.len() as u32));
        // The last block is filled further: an arena that is extended again and again would run out of numbers.
        let last = full.pop_if(|last| last.len() < BLOCK).unwrap_or_default();
        let filling = Arc::try_unwrap(last).unwrap_or_else(|shared| String::clone(&shared));
        Self { next, number: full.len() as u32, filling, full, ..Self::default() }
    }

    /// Another builder of the same arena, for another thread: its handles are handles of this one too, and can be read
    /// here once it has been [joined](TextsBuilder::join).
    #[must_use]
    pub fn sibling(&self) -> Self {
        Self { next: Arc::clone(&self.next), ..Self::default() }
    }

    /// Adds the strings of a sibling. Strings that it interned are not interned here.
    pub fn join(&mut self, mut sibling: Self) {
        sibling.close();
        for (number, block) in sibling.full.into_iter().enumerate().filter(|(_, block)| !block.is_empty()) {
            self.put(number, block);
        }
    }

    /// Adds `string` without interning it: for digests and texts, which do not repeat.
    pub fn add(&mut self, string: &str) -> Text {
        if string.is_empty() {
            return Text::default();
        }
        if self.filling.capacity() == 0 || self.filling.len() + string.len() > BLOCK {
            self.open(string.len());
        }
        let at = NonZeroU32::MIN.saturating_add((self.number << BLOCK_BITS) | self.filling.len() as u32);
        let len = u32::try_from(string.len()).expect("a string holds less than 4 GiB");
        self.filling.push_str(string);
        Text { at, len }
    }

    /// The handle of `string`, adding it only if no equal string was interned before.
    pub fn intern(&mut self, string: &str) -> Text {
        if string.is_empty() {
            return Text::default();
        }
        if let Some(text) = self.interned(string) {
            return text;
        }
        let text = self.add(string);
        self.remember(text);
        text
    }

    /// The handle that stands for all strings equal to `text`, which is a handle of this arena.
    pub fn unify(&mut self, text: Text) -> Text {
        if text.is_empty() {
            return text;
        }
        if let Some(first) = self.interned(self.get(text)) {
            return first;
        }
        self.remember(text);
        text
    }

    fn interned(&self, string: &str) -> Option<Text> {
        let hash = self.hasher.hash_one(string);
        self.known.find(hash, |&known| self.get(known) == string).copied()
    }

    fn remember(&mut self, text: Text) {
        let mut known = std::mem::take(&mut self.known);
        let hash = |text: &Text| self.hasher.hash_one(self.get(*text));
        known.insert_unique(hash(&text), text, hash);
        self.known = known;
    }

    /// The string behind a handle made so far, here or by a sibling that has been joined.
    pub fn get(&self, text: Text) -> &str {
        if text.is_empty() {
            return "";
        }
        let number = text.block();
        let filling = number == self.number as usize && !self.filling.is_empty();
        text.within(if filling { &self.filling } else { &self.full[number] })
    }

    /// Begins a block that holds a string of `len` bytes.
    fn open(&mut self, len: usize) {
        let first = self.filling.capacity() == 0;
        self.close();
        self.number = self.next.fetch_add(1, Ordering::Relaxed);
        // One less than there could be: positions count from 1.
        assert!(self.number < (1 << (32 - BLOCK_BITS)) - 1, "a corpus holds less than 4 GiB of text");
        self.filling = String::with_capacity(if first { FIRST.max(len) } else { BLOCK.max(len) });
    }

    fn close(&mut self) {
        let block = std::mem::take(&mut self.filling);
        if !block.is_empty() {
            self.put(self.number as usize, Arc::new(block));
        }
    }

    fn put(&mut self, number: usize, block: Arc<String>) {
        if self.full.len() <= number {
            self.full.resize_with(number + 1, Arc::default);
        }
        self.full[number] = block;
    }

    /// Finishes the arena.
    pub fn finish(mut self) -> Texts {
        self.close();
        Texts { blocks: self.full }
    }

    /// The arena as it now is, which shares all full blocks. This builder goes on, and still knows what it has interned.
    pub fn so_far(&self) -> Texts {
        let mut blocks = self.full.clone();
        if !self.filling.is_empty() {
            let number = self.number as usize;
            blocks.resize_with(blocks.len().max(number + 1), Arc::default);
            blocks[number] = Arc::new(self.filling.clone());
        }
        Texts { blocks }
    }

    /// Size in bytes, without what siblings hold that have not been joined.
    pub fn len(&self) -> usize {
        self.full.iter().map(|block| block.len()).sum::<usize>() + self.filling.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of blocks, of which an arena has a limited number.
    pub fn blocks(&self) -> usize {
        self.next.load(Ordering::Relaxed) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_share_a_handle_only_when_interned() {
        let mut texts = TextsBuilder::default();
        let (a, b) = (texts.intern("Kerman"), texts.intern("Kerman"));
        let c = texts.add("Kerman");
        assert_eq!(a, b);
        assert_ne!(a, c);
        assert_eq!(texts.unify(c), a);
        let d = texts.add("Moscow");
        assert_eq!((texts.unify(d), texts.intern("Moscow")), (d, d));
        let texts = texts.finish();
        assert_eq!(texts.get(a), texts.get(c));
        assert_eq!(texts.len(), 18);
    }

    #[test]
    fn an_arena_can_be_extended_again_and_again() {
        let mut texts = Arc::new(Texts::default());
        let mut expected = Vec::new();
        for round in 0..6000_usize {
            let string = if round % 1000 == 7 { "long ".repeat(BLOCK / 4) } else { format!("round {round}") };
            let mut builder = TextsBuilder::extend(texts);
            let text = builder.add(&string);
            assert_eq!(builder.get(text), string);
            if let Some((first, known)) = expected.first() {
                assert_eq!(builder.get(*first), known);
            }
            expected.push((text, string));
            texts = Arc::new(builder.finish());
        }
        assert!(texts.blocks.len() < 20 && expected.iter().all(|(text, string)| texts.get(*text) == string));
    }

    #[test]
    fn an_arena_that_goes_on_knows_its_strings_and_leaves_what_was_taken_of_it_alone() {
        let mut texts = TextsBuilder::default();
        let kerman = texts.intern("Kerman");
        let other = {
            let mut sibling = texts.sibling();
            let other = sibling.add("of a sibling");
            texts.join(sibling);
            other
        };
        let first = texts.so_far();
        let (again, new) = (texts.intern("Kerman"), texts.intern("Moscow"));
        let long = texts.add(&"x".repeat(BLOCK));
        let second = texts.so_far();
        assert_eq!((first.get(kerman), first.get(other), again), ("Kerman", "of a sibling", kerman));
        assert_eq!((first.len(), second.len(), texts.len()), (18, 24 + BLOCK, 24 + BLOCK));
        assert_eq!((second.get(new), second.get(long).len(), texts.blocks()), ("Moscow", BLOCK, 3));
    }

    #[test]
    fn the_empty_string_is_the_default_handle() {
        let mut texts = TextsBuilder::default();
        texts.add("x");
        assert_eq!(texts.intern(""), Text::default());
        assert_eq!(texts.unify(Text::default()), Text::default());
        assert!(texts.add("").is_empty());
    }

    #[test]
    fn a_handle_can_be_split() {
        let mut texts = TextsBuilder::default();
        texts.add("before");
        let (a, b) = texts.add("firstsecond").split_at(5);
        let (c, d) = b.split_at(0);
        assert_eq!((texts.get(a), texts.get(b), texts.get(c), texts.get(d)), ("first", "second", "", "second"));
        assert_eq!((c, b.split_at(6).1), (Text::default(), Text::default()));
        assert_eq!(size_of::<Option<Text>>(), size_of::<Text>());
        let all = a.up_to(b).unwrap();
        assert_eq!(texts.get(all), "firstsecond");
        let far = texts.add(&"x".repeat(BLOCK));
        assert_eq!((b.up_to(a), a.up_to(far), a.up_to(Text::default())), (None, None, None));
    }

    #[test]
    fn threads_fill_one_arena_whatever_the_lengths() {
        let mut texts = TextsBuilder::default();
        let mut expected: Vec<(Text, String)> = Vec::new();
        for round in 0..3_usize {
            let sibling = texts.sibling();
            let fill = |mut to: TextsBuilder, seed: usize| {
                let lengths = [1, 300_000, BLOCK - 1, 7, BLOCK, BLOCK + 1, 3 * BLOCK, 0, 5, 700_000, 700_000];
                let strings = lengths.iter().map(|n| "abcdefg"[seed..=seed].repeat(*n));
                let made: Vec<_> = strings.map(|s| (to.add(&s), s)).collect();
                (to, made)
            };
            let (joined, made) = std::thread::scope(|scope| {
                let other = scope.spawn(|| fill(sibling, round));
                let here;
                (texts, here) = fill(std::mem::take(&mut texts), round + 3);
                expected.extend(here);
                other.join().unwrap()
            });
            texts.join(joined);
            expected.extend(made);
            assert!(expected.iter().all(|(text, string)| texts.get(*text) == string));
        }
        let texts = texts.finish();
        assert!(expected.iter().all(|(text, string)| texts.get(*text) == string));
    }
}
