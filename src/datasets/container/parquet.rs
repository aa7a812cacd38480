//! Parquet and Arrow, columns of tables that other engines write. They are not read; DuckDB turns them into CSV.

use super::super::unpack::{Container, Unpack};

pub(super) const PARQUET: Container = Container {
    begins: |head| head.starts_with(b"PAR1"),
    unpack: Unpack::No(
        "Parquet files cannot be read",
        "let DuckDB write it as CSV: duckdb -c \"COPY (FROM 'file.parquet') TO '/dev/stdout' (HEADER)\" | parallax -",
    ),
};

pub(super) const ARROW_FILE: Container = Container {
    begins: |head| head.starts_with(b"ARROW1\0\0"),
    unpack: Unpack::No("Arrow files cannot be read", ARROW_REMEDY),
};

pub(super) const ARROW_STREAM: Container = Container {
    // A continuation mark, then the length of the schema, a flatbuffer.
    begins: |head| head.starts_with(b"\xff\xff\xff\xff") && head.get(6..8).is_some_and(|high| high == [0, 0]),
    unpack: Unpack::No("Arrow streams cannot be read", ARROW_REMEDY),
};

const ARROW_REMEDY: &str = "let the program that writes it write CSV, or convert it with pyarrow: \
    python3 -c \"import pyarrow as a, pyarrow.csv as c, sys; c.write_csv(a.ipc.open_stream(sys.stdin.buffer).read_all(), sys.stdout.buffer)\" | parallax -";
