//! Web archives (WARC): the pages that servers answered with, each with its address and the day it was loaded.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::bound::UnpackBound;
use super::http;
use super::piece::PieceContext;
use super::piece::{FilePiece, Flow, Sink, failed, other, put, stop};
use crate::intake::article::ArticleLocation;
use crate::intake::date;
use crate::intake::why::NoArticleReason;

/// Bytes of a line of a header at most, and lines of a header.
const MOST_LINE: u64 = 1 << 16;
const MOST_LINES: usize = 1000;

/// Reads a web archive that may be compressed. If `pages` names some of its addresses, only these are pages.
pub fn maybe_zipped(
    at: &ArticleLocation,
    input: impl Read,
    pages: &HashSet<String>,
    bound: &mut UnpackBound,
    sink: &mut Sink<'_>,
) -> Flow {
    let mut input = BufReader::with_capacity(1 << 16, input);
    if input.fill_buf().is_ok_and(|b| b.starts_with(b"\x1f\x8b")) {
        let unpacked = bound.meter().read(MultiGzDecoder::new(input));
        records(at, BufReader::with_capacity(1 << 16, unpacked), pages, bound, sink)
    } else {
        records(at, input, pages, bound, sink)
    }
}

/// Reads a web archive.
pub fn read(at: &ArticleLocation, input: impl BufRead, bound: &mut UnpackBound, sink: &mut Sink<'_>) -> Flow {
    records(at, input, &HashSet::new(), bound, sink)
}

fn records(
    at: &ArticleLocation,
    input: impl BufRead,
    pages: &HashSet<String>,
    bound: &mut UnpackBound,
    sink: &mut Sink<'_>,
) -> Flow {
    let mut input = input;
    let mut revisits = 0;
    let end = loop {
        let header = match header(&mut input) {
            Ok(Some(header)) => header,
            Ok(None) => break None,
            Err(error) => break Some(error),
        };
        if header.kind == "revisit" {
            revisits += 1;
        }
        if let Err(why) = bound.member() {
            return stop(sink, at, why);
        }
        let mut body = (&mut input).take(header.length);
        let wanted = header.is_wanted() && (pages.is_empty() || pages.contains(&header.url));
        let result = if wanted { record(at, &header, &mut body, bound, sink) } else { Ok(Flow::On) };
        match result.and_then(|flow| io::copy(&mut body, &mut io::sink()).map(|_| flow)) {
            Ok(Flow::Stop) => return Flow::Stop,
            Ok(Flow::On) if body.limit() > 0 => break Some(io::ErrorKind::UnexpectedEof.into()),
            Ok(Flow::On) => {}
            Err(error) => break Some(error),
        }
    };
    if revisits > 0 && put(sink, other(at, NoArticleReason::Revisits(revisits))) == Flow::Stop {
        return Flow::Stop;
    }
    match end {
        None => Flow::On,
        Some(error) => {
            let why = match failed(&error, bound) {
                NoArticleReason::Damaged(_) => {
                    NoArticleReason::Damaged("the web archive breaks off or is damaged".to_owned())
                }
                why => why,
            };
            put(sink, other(at, why))
        }
    }
}

/// The header of a record.
struct Header {
    kind: String,
    url: String,
    date: String,
    content: String,
    length: u64,
}

impl Header {
    /// Whether a record can hold a page.
    fn is_wanted(&self) -> bool {
        let web = self.url.starts_with("http:") || self.url.starts_with("https:");
        match self.kind.as_str() {
            "response" => web,
            "resource" | "conversion" => {
                self.content.starts_with("text/html")
                    || self.content.starts_with("text/plain")
                    || self.content.starts_with("application/xhtml")
            }
            _ => false,
        }
    }
}

/// A line without its end; `None` at the end of the file.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if input.take(MOST_LINE).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
}

fn header(input: &mut impl BufRead) -> io::Result<Option<Header>> {
    let mut empty = 0;
    loop {
        match line(input)? {
            None => return Ok(None),
            Some(first) if first.starts_with("WARC/") => break,
            // Two empty lines part the records.
            Some(first) if first.is_empty() && empty < MOST_LINES => empty += 1,
            Some(_) => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
    let mut header =
        Header { kind: String::new(), url: String::new(), date: String::new(), content: String::new(), length: 0 };
    for _ in 0..MOST_LINES {
        let Some(text) = line(input)? else { return Err(io::ErrorKind::UnexpectedEof.into()) };
        if text.is_empty() {
            return Ok(Some(header));
        }
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut header.url),
            "warc-date" => value.clone_into(&mut header.date),
            "content-type" => header.content = value.to_ascii_lowercase(),
            "content-length" => header.length = value.parse().map_err(|_| io::ErrorKind::InvalidData)?,
            _ => {}
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

/// Hands over what a record holds, if it can be a page.
fn record(
    at: &ArticleLocation,
    header: &Header,
    body: &mut impl Read,
    bound: &mut UnpackBound,
    sink: &mut Sink<'_>,
) -> io::Result<Flow> {
    let place = at.member(&header.url);
    let most = bound.limits().file;
    let mut context =
        PieceContext { url: Some(header.url.clone()), accessed: date::read(&header.date), ..PieceContext::default() };
    if header.length > most {
        return Ok(put(sink, other(&place, NoArticleReason::TooLarge { bytes: Some(header.length), bound: most })));
    }
    let mut bytes = Vec::new();
    let result = body.read_to_end(&mut bytes);
    if header.kind != "response" {
        let piece = FilePiece { at: place, bytes: Ok(bytes), context, first: 1 };
        return result.map(|_| put(sink, piece));
    }
    let mut flow = Flow::On;
    match http::body(&bytes, bound) {
        http::HttpAnswer::Page { bytes, charset } => {
            context.charset = charset;
            flow = put(sink, FilePiece { at: place, bytes: Ok(bytes), context, first: 1 });
        }
        http::HttpAnswer::Not(why) => flow = put(sink, other(&place, why)),
        http::HttpAnswer::Beside => {}
    }
    result.map(|_| flow)
}
