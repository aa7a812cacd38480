//! The pieces that archives are unpacked to, and how they are handed over.

use std::io::Read;

use super::bound::UnpackBound;
use crate::intake::article::{ArticleLocation, StatedDate};
use crate::intake::why::NoArticleReason;

/// What is known of bytes from around them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PieceContext {
    /// The address that they were loaded from, by the record of a web archive.
    pub url: Option<String>,
    /// When they were loaded.
    pub accessed: Option<StatedDate>,
    /// The charset that the server stated.
    pub charset: Option<String>,
    /// Whether a zip archive is a Word file.
    pub docx: bool,
}

/// A piece: bytes of one file or member, and what is known from around it.
#[derive(Debug)]
pub struct FilePiece {
    /// Where it is.
    pub at: ArticleLocation,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, NoArticleReason>,
    /// What is known from around it.
    pub context: PieceContext,
    /// The number of its first article, if the file was parted: a long file of JSON lines.
    pub first: u32,
}

/// Bytes of the pieces that a long file of JSON lines is parted into.
pub const PART: u64 = 1 << 20;

/// Takes pieces; `false` to stop.
pub type Sink<'s> = dyn FnMut(FilePiece) -> bool + 's;

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    On,
    /// Stop.
    Stop,
}

/// A piece that is not read, with the reason.
pub fn other(at: &ArticleLocation, why: NoArticleReason) -> FilePiece {
    FilePiece { at: at.clone(), bytes: Err(why), context: PieceContext::default(), first: 1 }
}

/// Hands over a piece.
pub fn put(sink: &mut Sink<'_>, piece: FilePiece) -> Flow {
    if sink(piece) { Flow::On } else { Flow::Stop }
}

/// Hands over the reason why no more of the file is read.
pub fn stop(sink: &mut Sink<'_>, at: &ArticleLocation, why: NoArticleReason) -> Flow {
    sink(other(at, why));
    Flow::Stop
}

/// Hands over all bytes of a stream, if they are within the bound of one file. What comes before a damage is sound.
pub fn hand_over(
    at: &ArticleLocation,
    rest: impl Read,
    bound: &mut UnpackBound,
    context: &PieceContext,
    sink: &mut Sink<'_>,
) -> Flow {
    let (bytes, error) = whole(rest, bound);
    let piece = FilePiece { at: at.clone(), bytes: Ok(bytes), context: context.clone(), first: 1 };
    match error {
        None => put(sink, piece),
        Some(why @ NoArticleReason::TooLarge { .. }) => put(sink, other(at, why)),
        Some(why) => {
            let empty = matches!(&piece.bytes, Ok(bytes) if bytes.is_empty());
            if !empty && put(sink, piece) == Flow::Stop {
                return Flow::Stop;
            }
            put(sink, other(at, why))
        }
    }
}

/// The bytes of a stream, and why they are not all.
pub fn whole(rest: impl Read, bound: &UnpackBound) -> (Vec<u8>, Option<NoArticleReason>) {
    let most = bound.limits().file;
    let mut bytes = Vec::new();
    match rest.take(most + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > most => {
            (Vec::new(), Some(NoArticleReason::TooLarge { bytes: None, bound: most }))
        }
        Ok(_) => (bytes, None),
        Err(error) => (bytes, Some(failed(&error, bound))),
    }
}

/// A reason for an error of a stream: the bound, or damage.
pub fn failed(error: &std::io::Error, bound: &UnpackBound) -> NoArticleReason {
    if bound.is_reached() {
        return bound.why();
    }
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => NoArticleReason::Damaged("the archive breaks off".to_owned()),
        std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData => {
            NoArticleReason::Damaged("the archive is damaged".to_owned())
        }
        _ => NoArticleReason::Unreadable(error.to_string()),
    }
}

/// Unpacks a stream whose first bytes were read, of whatever kind it is: how archives read what they hold.
pub type Nested = fn(
    at: &ArticleLocation,
    head: Vec<u8>,
    rest: &mut dyn Read,
    bound: &mut UnpackBound,
    depth: usize,
    context: &PieceContext,
    sink: &mut Sink<'_>,
) -> Flow;
