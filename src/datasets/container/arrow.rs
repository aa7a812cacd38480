//! Arrow: streams, and files, which are a stream between marks (Feather, version 2). They are read with the feature `parquet`;
//! without it, the remedy is named.

#[cfg(feature = "parquet")]
mod offsets;
#[cfg(feature = "parquet")]
mod stream;

use std::io::Read;

use super::super::unpack::{Container, Unpack};

/// The mark at the beginning of a file.
const MARK: [u8; 8] = *b"ARROW1\0\0";

pub(super) const ARROW_FILE: Container = Container {
    begins: |head| head.starts_with(&MARK),
    // The mark is followed by the stream; the index after that is not needed.
    unpack: Unpack::Stream(|mut bytes| {
        bytes.read_exact(&mut [0; MARK.len()])?;
        Ok(bytes)
    }),
};

pub(super) const ARROW_STREAM: Container = Container {
    // A continuation mark, then the length of the schema, a flatbuffer.
    begins: |head| head.starts_with(b"\xff\xff\xff\xff") && head.get(6..8).is_some_and(|high| high == [0, 0]),
    #[cfg(feature = "parquet")]
    unpack: Unpack::Text(stream::write),
    #[cfg(not(feature = "parquet"))]
    unpack: Unpack::No(
        "this build does not read Arrow",
        "build it with cargo install --features parquet, or let pyarrow write CSV: \
         python3 -c \"import pyarrow as a, pyarrow.csv as c, sys; \
         c.write_csv(a.ipc.open_stream(sys.stdin.buffer).read_all(), sys.stdout.buffer)\" | parallax -",
    ),
};
