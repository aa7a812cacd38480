//! The name of a column of the table of entries, in the forms in which it is written. Knows no columns.

/// The name of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnName {
    /// The name itself, a plain word.
    pub word: &'static str,
    /// As a key in a JSON object, after a comma: most of a line of JSON is keys.
    pub key: &'static str,
}

/// The name that these parts make.
macro_rules! column_name {
    ($($part:expr),+) => {
        $crate::export::table::column_name::ColumnName {
            word: concat!($($part),+),
            key: concat!(",\"", $($part,)+ "\":"),
        }
    };
}

pub(super) use column_name;
