//! bzip2, also several streams one after the other.

use std::io::BufReader;

use ::bzip2::bufread::MultiBzDecoder;

use super::super::unpack::{Container, Unpack};

pub(super) const BZIP2: Container = Container {
    begins: |head| {
        head.starts_with(b"BZh") && head.get(4..10).is_none_or(|mark| mark == b"1AY&SY" || mark == b"\x17rE8P\x90")
    },
    unpack: Unpack::Stream(|bytes| Ok(Box::new(MultiBzDecoder::new(BufReader::with_capacity(1 << 16, bytes))))),
};
