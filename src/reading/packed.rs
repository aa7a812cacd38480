//! A reading packed into a few hundred bytes, as thousands are held at the same time.
//!
//! Knows no rules.

use std::borrow::Cow;

use super::ArticleReading;

/// A reading that is opened when it is needed.
#[derive(Debug)]
pub struct PackedReading(Contents);

#[derive(Debug)]
enum Contents {
    Packed(Box<[u8]>),
    /// One that cannot be packed.
    Whole(Box<ArticleReading>),
}

impl PackedReading {
    /// Packs a reading.
    pub fn new(reading: ArticleReading) -> Self {
        match postcard::to_allocvec(&reading) {
            Ok(bytes) => Self(Contents::Packed(bytes.into_boxed_slice())),
            Err(_) => Self(Contents::Whole(Box::new(reading))),
        }
    }

    /// Takes the bytes of a packed reading. `None` if they are none, whatever they are.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (reading, rest) = postcard::take_from_bytes::<ArticleReading>(bytes).ok()?;
        drop(reading);
        rest.is_empty().then(|| Self(Contents::Packed(bytes.into())))
    }

    /// Its bytes; `None` if it could not be packed.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Contents::Packed(bytes) => Some(bytes),
            Contents::Whole(_) => None,
        }
    }

    /// The reading.
    pub fn open(&self) -> Cow<'_, ArticleReading> {
        match &self.0 {
            Contents::Packed(bytes) => Cow::Owned(
                postcard::from_bytes(bytes).expect("these bytes were packed here, or tried when they were taken"),
            ),
            Contents::Whole(reading) => Cow::Borrowed(reading),
        }
    }
}
