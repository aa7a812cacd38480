//! Aggregates of entries: time bins. Pure functions of days and sizes.

pub mod time_bins;
