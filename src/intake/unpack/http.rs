//! The answer of a web server as a web archive records it: its status, and its body with all encodings undone.

use std::io::Read;

use super::bound::UnpackBound;
use crate::intake::why::NoArticleReason;

/// What an answer holds.
pub enum HttpAnswer {
    /// A page or text.
    Page {
        /// Its bytes.
        bytes: Vec<u8>,
        /// The charset that the server stated.
        charset: Option<String>,
    },
    /// A page that cannot be read.
    Not(NoArticleReason),
    /// A picture, a style sheet, a redirection: what pages load beside their text.
    Beside,
}

/// Reads the body of an answer.
pub fn body(answer: &[u8], bound: &UnpackBound) -> HttpAnswer {
    let Some((head, rest)) = split(answer) else { return HttpAnswer::Beside };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|l| l.split_whitespace().nth(1)?.parse::<u16>().ok()).unwrap_or(200);
    let headers: Vec<(String, &str)> =
        lines.filter_map(|l| l.split_once(':')).map(|(k, v)| (k.trim().to_ascii_lowercase(), v.trim())).collect();
    let get = |name: &str| headers.iter().find(|(k, _)| k == name).map(|(_, v)| *v);
    let kind = get("content-type").unwrap_or("text/html").to_ascii_lowercase();
    let text = [
        "text/html",
        "text/plain",
        "application/xhtml",
        "text/markdown",
        "application/rss",
        "application/atom",
        "application/pdf",
        "text/xml",
        "application/xml",
    ];
    if !text.iter().any(|t| kind.starts_with(t)) {
        return HttpAnswer::Beside;
    }
    match status {
        200..=299 => {}
        300..=399 => return HttpAnswer::Beside,
        _ => return HttpAnswer::Not(NoArticleReason::Status(status)),
    }
    let charset = kind
        .split("charset=")
        .nth(1)
        .map(|c| c.trim_matches(['"', '\'', ' ']).split(';').next().unwrap_or("").to_owned());
    let chunked = get("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"));
    // Some programs undo the chunks and leave the header.
    let bytes = if chunked { unchunk(rest).unwrap_or_else(|| rest.to_vec()) } else { rest.to_vec() };
    match decode(bytes, get("content-encoding").unwrap_or(""), bound) {
        Ok(bytes) => HttpAnswer::Page { bytes, charset },
        Err(why) => HttpAnswer::Not(why),
    }
}

/// Splits head and body at the first empty line.
fn split(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    if !answer.starts_with(b"HTTP/") {
        return None;
    }
    let crlf = memchr::memmem::find(answer, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(answer, b"\n\n").map(|at| (at, at + 2));
    let (end, start) = match (crlf, lf) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    Some((&answer[..end], &answer[start..]))
}

/// Joins the chunks of a body. `None` if it has none; what came before a cut is kept.
fn unchunk(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    let mut out = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = String::from_utf8_lossy(&rest[..end]);
        let size = line.split(';').next().unwrap_or("").trim();
        let Ok(size) = usize::from_str_radix(size, 16) else { return (!out.is_empty()).then_some(out) };
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(&rest[..size.min(rest.len())]);
        let Some(after) = rest.get(size..).filter(|r| !r.is_empty()) else { return Some(out) };
        let after = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        rest = after;
    }
}

/// Undoes a content encoding. A body that is not encoded as its header says is taken as it is.
fn decode(bytes: Vec<u8>, encoding: &str, bound: &UnpackBound) -> Result<Vec<u8>, NoArticleReason> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" | "none" | "utf-8" => Ok(bytes),
        "gzip" | "x-gzip" if !bytes.starts_with(b"\x1f\x8b") => Ok(bytes),
        "gzip" | "x-gzip" => unpacked(flate2::read::MultiGzDecoder::new(&bytes[..]), bound),
        "deflate" => unpacked(flate2::read::ZlibDecoder::new(&bytes[..]), bound)
            .ok()
            .filter(|b| !b.is_empty())
            .map_or_else(|| unpacked(flate2::read::DeflateDecoder::new(&bytes[..]), bound), Ok),
        "br" if is_text(&bytes) => Ok(bytes),
        "br" => unpacked(brotli_decompressor::Decompressor::new(&bytes[..], 1 << 14), bound),
        _ if is_text(&bytes) => Ok(bytes),
        other => Err(NoArticleReason::Encoding(other.to_owned())),
    }
}

/// Whether bytes were decoded already, and begin as a page does.
fn is_text(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<") && std::str::from_utf8(&bytes[..bytes.len().min(64)]).is_ok()
}

fn unpacked(inner: impl Read, bound: &UnpackBound) -> Result<Vec<u8>, NoArticleReason> {
    let most = bound.limits().file;
    let mut bytes = Vec::new();
    match bound.meter().read(inner).take(most + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > most => Err(NoArticleReason::TooLarge { bytes: None, bound: most }),
        Err(_) if bound.is_reached() => Err(bound.why()),
        // What came before a cut is sound.
        Err(_) if bytes.is_empty() => Err(NoArticleReason::Damaged("the page is damaged".to_owned())),
        _ => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::limits::IntakeLimits;

    fn page(answer: &[u8]) -> Option<Vec<u8>> {
        match body(answer, &UnpackBound::new(&IntakeLimits::default(), 1000)) {
            HttpAnswer::Page { bytes, .. } => Some(bytes),
            _ => None,
        }
    }

    #[test]
    fn chunks_and_encodings_are_undone() {
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>O\r\n3;x\r\nne.\r\n0\r\n\r\n";
        assert_eq!(page(chunked).unwrap(), b"<p>One.");
        let left = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>One.";
        assert_eq!(page(left).unwrap(), b"<p>One.", "the header stayed, the chunks are undone");
        assert!(page(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx").is_none());
        assert!(page(b"HTTP/1.1 404 Not Found\r\n\r\n<p>x").is_none());
        assert_eq!(page(b"HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n<p>x").unwrap(), b"<p>x");
    }
}
