//! Newtype indices into the corpus, and ranges of them.
//!
//! An id stands for a record of one corpus, so indexing that corpus with it does not fail: the loader makes ids
//! only for what it adds, everyone else gets them from the corpus or counts its tables. Ids are positions, not
//! names: they are never written to disk (texts' ids are).

use std::marker::PhantomData;
use std::ops::Range;

/// A type that stands for a position in one of the corpus's tables.
pub trait Id: Copy + Eq {
    /// The id of position `index`.
    fn at(index: usize) -> Self;
    /// The position.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// A passage of some article.
    PassageId
    /// An incident; ids rise with time, undated incidents last.
    IncidentId
    /// An account: what one passage says about one incident.
    AccountId
    /// A claim of some account.
    ClaimId
    /// A quotation.
    QuoteId
    /// A person, organisation or place.
    NameId
    /// An editor's note.
    NoteId
    /// A group of articles that carry the same text.
    OriginId
}

/// A run of consecutive records, `start..end`, held in eight bytes.
#[derive(Debug, PartialEq, Eq, Hash)]
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
    /// The run `range`.
    pub fn new(range: Range<usize>) -> Self {
        let narrow = |n: usize| u32::try_from(n).expect("a corpus table holds fewer than 2^32 records");
        Self { start: narrow(range.start), end: narrow(range.end), of: PhantomData }
    }

    /// How many records.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there are none.
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

/// An id with the member of the subject that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct In<I> {
    /// The member, in the subject's order.
    pub member: u16,
    /// The id in that member's corpus.
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
