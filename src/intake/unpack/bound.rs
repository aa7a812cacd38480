//! How much is unpacked of one file: a bound in bytes and members that all its archives share.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::intake::limits::IntakeLimits;
use crate::intake::why::NoArticleReason;

/// The bound of one file, and how much is used up. It grows with the bytes that were read of the file.
#[derive(Debug)]
pub struct UnpackBound {
    members: usize,
    count: Rc<Count>,
}

#[derive(Debug)]
struct Count {
    packed: Cell<u64>,
    used: Cell<u64>,
    limits: IntakeLimits,
}

impl Count {
    fn most(&self) -> u64 {
        self.limits.most_bytes(self.packed.get())
    }
}

impl UnpackBound {
    /// First bytes of a stream that are looked at to recognise it.
    pub const HEAD: u64 = 600;

    /// The bound of a file of `packed` bytes; 0 for a stream that [`UnpackBound::packed`] counts.
    pub fn new(limits: &IntakeLimits, packed: u64) -> Self {
        let (packed, used) = (Cell::new(packed), Cell::new(0));
        Self { members: 0, count: Rc::new(Count { packed, used, limits: *limits }) }
    }

    /// The limits that it was made from.
    pub fn limits(&self) -> &IntakeLimits {
        &self.count.limits
    }

    /// Counts a member; the reason if there are too many.
    pub fn member(&mut self) -> Result<(), NoArticleReason> {
        self.members += 1;
        let packed = self.count.packed.get();
        let bound = self.limits().most_members(packed);
        if self.members > bound { Err(NoArticleReason::TooMany { packed, bound }) } else { Ok(()) }
    }

    /// Whether nothing more is read.
    pub fn is_reached(&self) -> bool {
        self.count.used.get() > self.count.most()
    }

    /// The reason, once it is reached.
    pub fn why(&self) -> NoArticleReason {
        NoArticleReason::Bomb { packed: self.count.packed.get(), bound: self.count.most() }
    }

    /// A packed stream of unknown size, whose bytes are counted.
    pub fn packed<R: Read>(&self, inner: R) -> Packed<R> {
        Packed { inner, count: Rc::clone(&self.count) }
    }

    /// Counts what is unpacked.
    pub fn meter(&self) -> Meter {
        Meter(Rc::clone(&self.count))
    }
}

/// A packed stream whose bytes are counted.
pub struct Packed<R> {
    inner: R,
    count: Rc<Count>,
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.packed.set(self.count.packed.get() + read as u64);
        Ok(read)
    }
}

/// Counts unpacked bytes against a bound.
pub struct Meter(Rc<Count>);

impl Meter {
    /// A stream that fails once the bound is reached.
    pub fn read<R: Read>(self, inner: R) -> Metered<R> {
        Metered { inner, count: self.0 }
    }
}

/// An unpacked stream whose bytes are counted.
pub struct Metered<R> {
    inner: R,
    count: Rc<Count>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.count.used.get() > self.count.most() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.inner.read(buffer)?;
        self.count.used.set(self.count.used.get() + read as u64);
        Ok(read)
    }
}
