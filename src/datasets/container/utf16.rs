//! UTF-16 text, which spreadsheets save as "Unicode text", as UTF-8. A file without a byte order mark is recognised by the
//! zero in every second byte.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};

use super::super::seekable::Bytes;
use super::super::unpack::{Container, Unpack};

pub(super) const UTF16: Container = Container {
    begins: |head| encoding(head).is_some(),
    unpack: Unpack::Stream(|mut bytes| {
        let mut head = vec![0; HEAD];
        let mut filled = 0;
        while filled < 8 {
            match bytes.read(&mut head[filled..])? {
                0 => break,
                n => filled += n,
            }
        }
        head.truncate(filled);
        let decoder = encoding(&head).unwrap_or(UTF_16LE).new_decoder_with_bom_removal();
        Ok(Box::new(Text {
            bytes: Box::new(io::Cursor::new(head).chain(bytes)),
            decoder,
            out: String::new(),
            at: 0,
            ended: false,
        }))
    }),
};

fn encoding(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let pairs = || head.chunks_exact(2).take(12);
    let is_ascii = |b: u8| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    match head {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ if head.len() < 8 => None,
        _ if pairs().all(|p| p[1] == 0 && is_ascii(p[0])) => Some(UTF_16LE),
        _ if pairs().all(|p| p[0] == 0 && is_ascii(p[1])) => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes that are looked at for the order of bytes.
const HEAD: usize = 512;
/// Bytes of UTF-16 that are decoded at once.
const BLOCK: usize = 1 << 16;

struct Text {
    bytes: Bytes,
    decoder: Decoder,
    out: String,
    /// Bytes of `out` already given.
    at: usize,
    ended: bool,
}

impl Read for Text {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() && !self.ended {
            let mut block = vec![0; BLOCK];
            let n = self.bytes.read(&mut block)?;
            self.ended = n == 0;
            self.out.clear();
            self.at = 0;
            let mut from = 0;
            loop {
                self.out.reserve(self.decoder.max_utf8_buffer_length(n - from).unwrap_or(3 * BLOCK));
                let (result, read, _) = self.decoder.decode_to_string(&block[from..n], &mut self.out, self.ended);
                from += read;
                if result == CoderResult::InputEmpty {
                    break;
                }
            }
        }
        let n = to.len().min(self.out.len() - self.at);
        to[..n].copy_from_slice(&self.out.as_bytes()[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_the_same_in_either_order_and_without_a_mark() {
        let text = "event_date,notes\n2024-01-01,“Żółw” 🐢\n".repeat(5_000);
        let units: Vec<u16> = text.encode_utf16().collect();
        for (mark, bytes) in [
            (&b"\xff\xfe"[..], units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<u8>>()),
            (b"\xfe\xff", units.iter().flat_map(|u| u.to_be_bytes()).collect()),
        ] {
            for mark in [mark, b""] {
                let all = [mark, &bytes].concat();
                assert!((UTF16.begins)(&all[..40]));
                let Unpack::Stream(open) = UTF16.unpack else { panic!() };
                let mut read = String::new();
                open(Box::new(io::Cursor::new(all))).unwrap().read_to_string(&mut read).unwrap();
                assert!(read == text, "{}…", &read[..60]);
            }
        }
        assert!(!(UTF16.begins)(b"event_date,notes"));
    }
}
