//! Zstandard, also several frames one after the other, as `pzstd` and `cat` make them.

use std::io::{self, BufReader, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::super::open_error::refused;
use super::super::seekable::Bytes;
use super::super::unpack::{Container, Unpack, pass_zeros};

pub(super) const ZSTD: Container = Container {
    // `pzstd` puts a frame to skip before each frame.
    begins: |head| head.starts_with(b"\x28\xb5\x2f\xfd") || matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]),
    unpack: Unpack::Stream(|bytes| {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Ok(Box::new(Frames { rest: BufReader::with_capacity(1 << 16, bytes), decoder, within: false }))
    }),
};

/// Memory that a frame may ask for: what `zstd --ultra -22` needs.
const WINDOW: u64 = 128 << 20;

struct Frames {
    rest: BufReader<Bytes>,
    decoder: FrameDecoder,
    /// Whether a frame was begun.
    within: bool,
}

impl Read for Frames {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.within {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    let one = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder.decode_blocks(&mut self.rest, one).map_err(|e| io::Error::other(e.to_string()))?;
                }
                if self.decoder.can_collect() > 0 {
                    return self.decoder.read(to);
                }
                self.within = false;
            }
            // Zeros after the last frame are padding.
            let held = pass_zeros(&mut self.rest)?;
            if held.is_empty() {
                return Ok(0);
            }
            if held.starts_with(b"\x04\x22\x4d\x18") {
                return Err(refused("LZ4 files cannot be read", "unpack it with `unlz4`"));
            }
            match self.decoder.init(&mut self.rest) {
                Ok(()) => self.within = true,
                // A frame that holds no data.
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.rest).take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error.to_string())),
            }
        }
    }
}
