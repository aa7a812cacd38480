//! Parquet, a table in columns that other engines write. It is read with the feature `parquet`; without it, the remedy is named.

#[cfg(feature = "parquet")]
mod levels;
#[cfg(feature = "parquet")]
mod pages;

use super::super::unpack::{Container, Unpack};

pub(super) const PARQUET: Container = Container { begins: |head| head.starts_with(b"PAR1"), unpack: UNPACK };

#[cfg(feature = "parquet")]
const UNPACK: Unpack = Unpack::Tables(pages::tables);

#[cfg(not(feature = "parquet"))]
const UNPACK: Unpack = Unpack::No(
    "this build does not read Parquet",
    "build it with cargo install --features parquet, or let DuckDB write CSV: \
     duckdb -c \"COPY (FROM 'file.parquet') TO '/dev/stdout' (HEADER)\" | parallax -",
);
