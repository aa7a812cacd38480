//! Several numbers in one breath. Knows no layout.

use super::words::count;

/// Several numbers with their nouns, without those that are none: `2 claims and 1 quotation`.
pub fn counted(all: &[(usize, &str)]) -> String {
    let some = all.iter().filter(|(number, _)| *number > 0);
    some.map(|(number, noun)| count(*number, noun)).collect::<Vec<_>>().join(" and ")
}
