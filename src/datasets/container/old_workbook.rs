//! Workbooks in the format used before 2007, which are not read.

use super::super::unpack::{Container, Unpack};

pub(super) const XLS: Container = Container {
    begins: |head| head.starts_with(b"\xd0\xcf\x11\xe0"),
    unpack: Unpack::No("workbooks in the old XLS format cannot be read", "save it as XLSX or CSV"),
};
