//! Gzip, also several members one after the other, with zeros after the end.

use std::io::{self, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::super::seekable::Bytes;
use super::super::unpack::{Container, Unpack, pass_zeros};

pub(super) const GZIP: Container = Container {
    begins: |head| head.starts_with(MARK),
    unpack: Unpack::Stream(|bytes| Ok(Box::new(Members { member: Some(GzDecoder::new(BufReader::new(bytes))) }))),
};

/// The first bytes of a member.
const MARK: &[u8] = b"\x1f\x8b";

/// The members of a file. `None` after the last one.
struct Members {
    member: Option<GzDecoder<BufReader<Bytes>>>,
}

impl Read for Members {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            match member.read(to)? {
                0 if !to.is_empty() => {}
                n => return Ok(n),
            }
            let Some(member) = self.member.take() else { break };
            let mut rest = member.into_inner();
            let next = pass_zeros(&mut rest)?;
            if next.is_empty() {
                break;
            }
            if !MARK.starts_with(&next[..next.len().min(MARK.len())]) {
                return Err(io::Error::other("bytes that are not compressed follow the end of the compressed data"));
            }
            self.member = Some(GzDecoder::new(rest));
        }
        Ok(0)
    }
}
