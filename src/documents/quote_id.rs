//! Ids of quotations that the corpus author gives none: article, passage and letter.

use crate::model::quote::letters;

/// The id of the `nth` quotation of a passage, from 1: `scmp-12a`.
pub fn derived_id(article: &str, passage: u32, nth: u32) -> String {
    format!("{article}-{passage}{}", letters(nth))
}
