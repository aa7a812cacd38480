//! Gzip, also several streams one after the other.

use std::io::BufReader;

use flate2::read::MultiGzDecoder;

use super::super::unpack::{Container, Unpack};

pub(super) const GZIP: Container = Container {
    begins: |head| head.starts_with(b"\x1f\x8b"),
    unpack: Unpack::Stream(|bytes| Ok(Box::new(MultiGzDecoder::new(BufReader::new(bytes))))),
};
