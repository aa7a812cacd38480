//! The moment and the day on which something is done.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDate};

/// The moment.
pub fn now() -> SystemTime {
    SystemTime::now()
}

/// The day, in UTC.
pub fn today() -> NaiveDate {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    DateTime::from_timestamp(since.as_secs().cast_signed(), 0).unwrap_or_default().date_naive()
}
