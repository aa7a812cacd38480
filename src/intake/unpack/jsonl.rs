//! Files that are no archives: handed over whole, but a long file of JSON lines in parts of whole lines.

use std::io::{BufRead, BufReader, Cursor, Read};

use serde::de::IgnoredAny;

use super::bound::UnpackBound;
use super::piece::PieceContext;
use super::piece::{FilePiece, Flow, PART, Sink, failed, hand_over, other, put};
use crate::intake::article::ArticleLocation;
use crate::intake::why::NoArticleReason;

/// Hands over a file.
pub fn read(
    at: &ArticleLocation,
    input: impl Read,
    bound: &mut UnpackBound,
    context: &PieceContext,
    sink: &mut Sink<'_>,
) -> Flow {
    let most = bound.limits().file;
    let mut input = BufReader::with_capacity(1 << 16, input);
    let is_object = input.fill_buf().is_ok_and(|start| start.first() == Some(&b'{'));
    let mut part = Vec::new();
    if is_object {
        let _ = (&mut input).take(most).read_until(b'\n', &mut part);
    }
    if serde_json::from_slice::<IgnoredAny>(&part).is_err() {
        return hand_over(at, Cursor::new(part).chain(input), bound, context, sink);
    }
    let mut first = 1_u32;
    loop {
        let read = (&mut input).take(most).read_until(b'\n', &mut part);
        let ended = !matches!(read, Ok(n) if n > 0);
        if part.len() as u64 > most {
            return put(sink, other(at, NoArticleReason::TooLarge { bytes: None, bound: most }));
        }
        if ended || part.len() as u64 >= PART {
            let lines = part.split(|b| *b == b'\n').filter(|l| !l.trim_ascii().is_empty()).count() as u32;
            let piece =
                FilePiece { at: at.clone(), bytes: Ok(std::mem::take(&mut part)), context: context.clone(), first };
            if lines > 0 && put(sink, piece) == Flow::Stop {
                return Flow::Stop;
            }
            first += lines;
        }
        match read {
            Ok(0) => return Flow::On,
            Ok(_) => {}
            Err(error) => return put(sink, other(at, failed(&error, bound))),
        }
    }
}
