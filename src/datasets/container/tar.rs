//! Archives of tar, which are not read.

use super::super::unpack::{Container, Unpack};

pub(super) const TAR: Container = Container {
    begins: |head| head.get(257..262).is_some_and(|mark| mark == b"ustar"),
    unpack: Unpack::No("tar archives cannot be read as data sets", "unpack it: tar xf FILE"),
};
