//! Newtype indices into the corpus, and ranges of them.
//!
//! An id refers to a record of one corpus, so indexing that corpus with it cannot fail: only the builder makes ids, for
//! the records it adds. Ids are positions, not names: they are written to disk only in the cache, with
//! the whole corpus. For stable names see [`key`](super::key).

use std::marker::PhantomData;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A position in a table of a corpus.
pub trait Id: Copy + Eq {
    /// The id of position `index`.
    fn at(index: usize) -> Self;
    /// The position.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);
        impl Id for $name {
            fn at(index: usize) -> Self {
                Self(u32::try_from(index).expect("a corpus table holds fewer than 2^32 records"))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// An article.
    ArticleId
    /// A passage of an article.
    PassageId
    /// An incident; ids are in time order, undated incidents last.
    IncidentId
    /// An account.
    AccountId
    /// A claim of an account.
    ClaimId
    /// A quotation.
    QuoteId
    /// A person, organisation or place.
    NameId
    /// An editor's note.
    NoteId
    /// An annotation.
    AnnotationId
    /// An origin: a group of articles with the same text.
    OriginId
}

/// A range of consecutive records, in eight bytes.
#[derive(Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Span<I> {
    start: u32,
    end: u32,
    of: PhantomData<I>,
}

// Written out because derives would ask for `I: Clone`.
impl<I> Clone for Span<I> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<I> Copy for Span<I> {}

impl<I> Default for Span<I> {
    fn default() -> Self {
        Self { start: 0, end: 0, of: PhantomData }
    }
}

impl<I> Span<I> {
    /// The span of a range of positions.
    pub fn new(range: Range<usize>) -> Self {
        let narrow = |n: usize| u32::try_from(n).expect("a corpus table holds fewer than 2^32 records");
        Self { start: narrow(range.start), end: narrow(range.end), of: PhantomData }
    }

    /// Number of records.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The positions.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<I: Id> Span<I> {
    /// The run from `first` to just before `end`.
    pub fn between(first: I, end: I) -> Self {
        Self::new(first.index()..end.index())
    }

    /// The ids, in order.
    pub fn ids(self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I> {
        self.range().map(I::at)
    }
}

/// An id with its member of the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct In<I> {
    /// The member, in the subject's order.
    pub member: u16,
    /// The id in the corpus of that member.
    pub id: I,
}

impl<I> In<I> {
    /// An id of the first member.
    pub fn first(id: I) -> Self {
        Self { member: 0, id }
    }

    /// Another id of the same member.
    pub fn with<J>(&self, id: J) -> In<J> {
        In { member: self.member, id }
    }
}
