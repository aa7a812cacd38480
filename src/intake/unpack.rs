//! Unpacks archives: zip, gzip, tar, WACZ and WARC, within one bound for all that a file unpacks to.
//!
//! Hands over what they hold piece by piece, each with its place; keeps one piece in memory at a time. Knows nothing
//! of articles.

mod bound;
mod http;
mod jsonl;
mod piece;
mod tar;
mod warc;
mod zipped;

pub use super::limits::IntakeLimits;
pub use bound::UnpackBound;
pub use piece::{FilePiece, Flow, PART, PieceContext, Sink};

use std::io::{BufReader, Cursor, Read, Seek};

use flate2::bufread::MultiGzDecoder;

use super::article::ArticleLocation;
use super::kind::{self, ByteKind};
use super::why::NoArticleReason;
use piece::{failed, other, put, whole};

/// Unpacks an open file of this size.
pub fn file(at: &ArticleLocation, file: impl Read + Seek, size: u64, limits: &IntakeLimits, sink: &mut Sink<'_>) {
    let mut bound = UnpackBound::new(limits, size);
    let mut file = file;
    let mut head = Vec::new();
    if let Err(error) = (&mut file).take(UnpackBound::HEAD).read_to_end(&mut head) {
        sink(other(at, NoArticleReason::Unreadable(error.to_string())));
        return;
    }
    at_least_one(at, sink, &mut |sink| {
        if kind::of(&head) == ByteKind::Zip && file.rewind().is_ok() {
            zipped::read(at, BufReader::new(&mut file), &mut bound, 0, stream, sink)
        } else {
            stream(at, std::mem::take(&mut head), &mut file, &mut bound, 0, &PieceContext::default(), sink)
        }
    });
}

/// Says so if a file holds no pieces at all.
fn at_least_one(at: &ArticleLocation, sink: &mut Sink<'_>, unpack: &mut dyn FnMut(&mut Sink<'_>) -> Flow) {
    let mut any = false;
    let flow = unpack(&mut |piece| {
        any = true;
        sink(piece)
    });
    if !any && flow == Flow::On {
        sink(other(at, NoArticleReason::NoText));
    }
}

/// Unpacks bytes that cannot be read again, as from standard input.
pub fn input(at: &ArticleLocation, input: impl Read, limits: &IntakeLimits, sink: &mut Sink<'_>) {
    let mut bound = UnpackBound::new(limits, 0);
    let mut input = bound.packed(input);
    let mut head = Vec::new();
    if let Err(error) = (&mut input).take(UnpackBound::HEAD).read_to_end(&mut head) {
        sink(other(at, NoArticleReason::Unreadable(error.to_string())));
        return;
    }
    at_least_one(at, sink, &mut |sink| {
        stream(at, std::mem::take(&mut head), &mut input, &mut bound, 0, &PieceContext::default(), sink)
    });
}

/// Unpacks a stream whose first bytes were read.
fn stream(
    at: &ArticleLocation,
    head: Vec<u8>,
    rest: &mut dyn Read,
    bound: &mut UnpackBound,
    depth: usize,
    context: &PieceContext,
    sink: &mut Sink<'_>,
) -> Flow {
    let kind = kind::of(&head);
    let rest: Box<dyn Read + '_> = Box::new(Cursor::new(head).chain(rest));
    match kind {
        ByteKind::Zip | ByteKind::Gzip | ByteKind::Tar if depth >= bound.limits().depth => {
            put(sink, other(at, NoArticleReason::TooDeep(depth)))
        }
        ByteKind::Zip => match whole(rest, bound) {
            (_, Some(why @ (NoArticleReason::TooLarge { .. } | NoArticleReason::Bomb { .. }))) => {
                put(sink, other(at, why))
            }
            (bytes, _) => zipped::read(at, Cursor::new(bytes), bound, depth, stream, sink),
        },
        ByteKind::Gzip => gzip(at, rest, bound, depth, sink),
        ByteKind::Tar => tar::read(at, rest, bound, depth, stream, sink),
        ByteKind::Warc => warc::read(at, BufReader::with_capacity(1 << 16, rest), bound, sink),
        ByteKind::Pdf | ByteKind::Other(_) | ByteKind::Convert(..) => {
            let mut head = Vec::new();
            // Enough to say what it is.
            let _ = rest.take(600).read_to_end(&mut head);
            put(sink, FilePiece { at: at.clone(), bytes: Ok(head), context: context.clone(), first: 1 })
        }
        ByteKind::Perhaps => jsonl::read(at, rest, bound, context, sink),
    }
}

fn gzip(at: &ArticleLocation, rest: impl Read, bound: &mut UnpackBound, depth: usize, sink: &mut Sink<'_>) -> Flow {
    let meter = bound.meter();
    let mut inner = meter.read(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, rest)));
    let mut head = Vec::new();
    let result = (&mut inner).take(UnpackBound::HEAD).read_to_end(&mut head);
    if head.is_empty() {
        let why = result.err().map_or(NoArticleReason::Empty, |error| failed(&error, bound));
        return put(sink, other(at, why));
    }
    stream(at, head, &mut inner, bound, depth + 1, &PieceContext::default(), sink)
}
