//! XZ, also several streams one after the other.

use std::io::BufReader;

use lzma_rust2::XzReader;

use super::super::unpack::{Container, Unpack};

/// Memory that a stream may ask for, in KiB: 128 MiB; `xz -9` needs 65.
const MOST: u32 = 128 << 10;

pub(super) const XZ: Container = Container {
    begins: |head| head.starts_with(b"\xfd7zXZ\0"),
    unpack: Unpack::Stream(|bytes| {
        Ok(Box::new(XzReader::new_mem_limit(BufReader::with_capacity(1 << 16, bytes), true, MOST)))
    }),
};
