//! Aggregates of entries: time bins, days of a year. Pure functions of days and sizes.

pub mod calendar;
pub mod time_bins;
