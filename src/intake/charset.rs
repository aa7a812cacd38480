//! Decodes the bytes of a text. Knows no format but what declares a charset in the first bytes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A declaration counts only within this many first bytes.
const HEAD: usize = 4096;

/// Decodes by byte order mark, else by the charset that the header states, else as UTF-8 where it is valid, else by the
/// page's own declaration, else by the frequency of its bytes. A browser that saves a page writes UTF-8 and leaves the
/// old declaration in it, so that valid UTF-8 comes before the declaration. `None` if the bytes are no text.
pub fn decode<'b>(bytes: &'b [u8], header: Option<&str>) -> Option<Cow<'b, str>> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[bom..]).0);
    }
    if let Some(encoding) = header.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|e| *e != UTF_8) {
        // A header that says Latin-1 of a page in UTF-8 is a server's default; UTF-8 is never valid by chance.
        let (text, malformed) = encoding.decode_without_bom_handling(bytes);
        let is_default = encoding == WINDOWS_1252 && std::str::from_utf8(bytes).is_ok();
        if !malformed && !is_default {
            return Some(text);
        }
    }
    if let Some(wide) = without_mark(bytes) {
        return Some(wide);
    }
    if looks_binary(bytes) {
        return None;
    }
    let bytes = without_cut_end(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    if let Some(encoding) = declared(bytes).filter(|e| *e != UTF_8) {
        let (text, malformed) = encoding.decode_without_bom_handling(bytes);
        if !malformed {
            return Some(text);
        }
    }
    if mostly_utf8(bytes) {
        return Some(String::from_utf8_lossy(bytes));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    Some(encoding.decode_without_bom_handling(bytes).0)
}

/// UTF-16 without a byte order mark, as some Windows programs write it: every second byte of the first ones is zero.
fn without_mark(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = bytes.get(..bytes.len().min(64)).filter(|h| h.len() >= 8)?;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count() * 2 >= head.len() - 4;
    let encoding = match (zeros(0), zeros(1)) {
        (false, true) => encoding_rs::UTF_16LE,
        (true, false) => encoding_rs::UTF_16BE,
        _ => return None,
    };
    Some(encoding.decode_without_bom_handling(bytes).0)
}

/// Whether bytes are no text in any charset: zeros, or many control characters.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let odd = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31)).count();
    memchr::memchr(0, head).is_some() || odd * 50 > head.len()
}

/// Leaves out an unfinished UTF-8 sequence at the end of a file that was cut.
fn without_cut_end(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// Whether the bytes are UTF-8 with a few damaged places: at least twenty sound sequences for each damaged one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|b| *b >= 0xc2).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged > 0 && sound >= 20 * damaged
}

/// The charset that a page declares near its top.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let html = memchr::memmem::find(&head, b"charset=").map(|at| at + b"charset=".len());
    let xml = || memchr::memmem::find(&head, b"encoding=").map(|at| at + b"encoding=".len());
    let at = html.or_else(xml)?;
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    Encoding::for_label(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], header: Option<&str>) -> String {
        decode(bytes, header).unwrap().into_owned()
    }

    #[test]
    fn the_mark_comes_first_then_the_header_then_valid_utf8_then_the_declaration() {
        assert_eq!(text(b"\xef\xbb\xbfcaf\xc3\xa9", Some("iso-8859-2")), "café");
        assert_eq!(text(b"\xb3\xf3d\xbc", Some("iso-8859-2")), "łódź");
        assert_eq!(text("<meta charset=iso-8859-2>łódź".as_bytes(), None), "<meta charset=iso-8859-2>łódź");
        assert_eq!(text(b"<meta charset=\"iso-8859-2\">\xb3\xf3d\xbc", None), "<meta charset=\"iso-8859-2\">łódź");
        assert_eq!(text("café".as_bytes(), Some("iso-8859-1")), "café", "a server's default is not believed");
    }

    #[test]
    fn undeclared_bytes_are_recognised_by_frequency() {
        let russian = "Взрыв прогремел на рынке утром, сообщили местные жители. Погибли три человека.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(text(&bytes, None), russian);
        assert_eq!(text(b"the caf\xe9 \x93closed\x94", None), "the café “closed”");
    }

    #[test]
    fn damaged_and_cut_utf8_stays_utf8_and_wide_text_needs_no_mark() {
        assert_eq!(text("né".as_bytes().split_at(2).0, None), "n");
        let mut long = "é".repeat(30).into_bytes();
        long.push(0xff);
        assert!(text(&long, None).starts_with("éé"));
        let wide: Vec<u8> = "A blast".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&wide, None), "A blast");
        assert!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None).is_none());
    }
}
