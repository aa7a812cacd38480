//! Tar archives. Only files are read, one after the other.

use std::io::{self, Read};

use super::bound::UnpackBound;
use super::piece::PieceContext;
use super::piece::{Flow, Nested, Sink, failed, other, put, stop};
use crate::intake::article::ArticleLocation;
use crate::intake::why::NoArticleReason;

const BLOCK: usize = 512;
/// Bytes of a long name at most.
const MOST_NAME: u64 = 1 << 16;

/// Reads a tar archive.
pub fn read(
    at: &ArticleLocation,
    input: impl Read,
    bound: &mut UnpackBound,
    depth: usize,
    stream: Nested,
    sink: &mut Sink<'_>,
) -> Flow {
    let mut input = input;
    let mut long: Option<String> = None;
    loop {
        let header = match block(&mut input) {
            Ok(Some(header)) if header.iter().any(|b| *b != 0) => header,
            Ok(_) => return Flow::On,
            Err(error) => return put(sink, other(at, broken(&error, bound))),
        };
        let Some(size) = number(&header[124..136]).filter(|_| checks(&header)) else {
            return put(sink, other(at, NoArticleReason::Damaged("the tar archive is damaged".to_owned())));
        };
        let padding = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        let mut inner = (&mut input).take(size);
        match header[156] {
            b'L' | b'x' => {
                let mut bytes = Vec::new();
                let read = (&mut inner).take(MOST_NAME).read_to_end(&mut bytes);
                long = if header[156] == b'L' { Some(text(&bytes)) } else { pax_path(&bytes) };
                if read.is_err() {
                    return put(sink, other(at, NoArticleReason::Damaged("the tar archive breaks off".to_owned())));
                }
            }
            b'0' | 0 | b'7' => {
                let name = long.take().unwrap_or_else(|| name(&header));
                let hidden = name.ends_with('/') || name.split('/').any(|part| part.starts_with('.') && part.len() > 1);
                if !hidden {
                    if let Err(why) = bound.member() {
                        return stop(sink, at, why);
                    }
                    let mut head = Vec::new();
                    let result = (&mut inner).take(UnpackBound::HEAD).read_to_end(&mut head);
                    if let Err(error) = result {
                        return put(sink, other(at, broken(&error, bound)));
                    }
                    let place = at.member(name.trim_start_matches("./"));
                    if stream(&place, head, &mut inner, bound, depth + 1, &PieceContext::default(), sink) == Flow::Stop
                    {
                        return Flow::Stop;
                    }
                }
            }
            _ => long = None,
        }
        let rest = io::copy(&mut inner, &mut io::sink());
        let complete = inner.limit() == 0;
        let pad = io::copy(&mut (&mut input).take(padding), &mut io::sink());
        if bound.is_reached() {
            return put(sink, other(at, bound.why()));
        }
        if !complete || rest.is_err() || pad.is_err() {
            return put(sink, other(at, NoArticleReason::Damaged("the tar archive breaks off".to_owned())));
        }
    }
}

fn broken(error: &io::Error, bound: &UnpackBound) -> NoArticleReason {
    match failed(error, bound) {
        NoArticleReason::Unreadable(_) => NoArticleReason::Damaged("the tar archive breaks off".to_owned()),
        why => why,
    }
}

/// The next block; `None` at the end.
fn block(input: &mut impl Read) -> io::Result<Option<[u8; BLOCK]>> {
    let mut block = [0; BLOCK];
    let mut filled = 0;
    while filled < BLOCK {
        match input.read(&mut block[filled..])? {
            0 if filled == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => filled += n,
        }
    }
    Ok(Some(block))
}

/// An octal number, or a binary one where the first bit is set.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        return field[4..].iter().try_fold(0_u64, |n, b| n.checked_mul(256)?.checked_add(u64::from(*b)));
    }
    let digits = text(field);
    u64::from_str_radix(digits.trim(), 8).ok().or_else(|| digits.trim().is_empty().then_some(0))
}

/// Whether the sum of the header is right.
fn checks(header: &[u8; BLOCK]) -> bool {
    let stated = number(&header[148..156]);
    let sum: u64 =
        header.iter().enumerate().map(|(i, b)| if (148..156).contains(&i) { 32 } else { u64::from(*b) }).sum();
    stated == Some(sum)
}

/// The text of a field up to its first zero.
fn text(field: &[u8]) -> String {
    let end = field.iter().position(|b| *b == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

fn name(header: &[u8; BLOCK]) -> String {
    let name = text(&header[..100]);
    let prefix = if &header[257..262] == b"ustar" { text(&header[345..500]) } else { String::new() };
    if prefix.is_empty() { name } else { format!("{prefix}/{name}") }
}

/// The path in a pax header: records `LENGTH key=value`.
fn pax_path(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    text.lines().find_map(|l| Some(l.split_once(' ')?.1.strip_prefix("path=")?.to_owned()))
}
