//! What many entries come to: bins of time. Pure functions of days and sizes.

pub mod time_bins;
