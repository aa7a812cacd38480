//! Saved filters: `@name` stands for the filter's text, in the workbench and in `--filter`. Knows no files and no query
//! language: a filter is text.

use serde::{Deserialize, Serialize};

use super::order::SavedOrder;

/// Maximum number of saved filters; further ones are refused, so that none is lost.
pub const MOST_FILTERS: usize = 500;
/// Maximum number of characters of a name.
const LONGEST_NAME: usize = 60;

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFilter {
    /// The name, without `@`: letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// The filter's text.
    pub filter: String,
    /// The order of the timeline under which it was saved, which the workbench takes up again. Filters of earlier versions have
    /// none and leave the order as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<SavedOrder>,
}

/// The name that a typed text gives, without `@`. The error says what a name is.
///
/// # Errors
///
/// The text is empty, longer than 60 characters, or holds other signs than letters, digits, `-`, `_` and `.`.
pub fn name(typed: &str) -> Result<&str, &'static str> {
    let typed = typed.trim();
    let name = typed.strip_prefix('@').unwrap_or(typed);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    match name.chars().count() {
        1..=LONGEST_NAME if name.chars().all(fits) => Ok(name),
        _ => Err("a name has 1 to 60 letters, digits, - _ or ."),
    }
}

/// `text` with the filter of each word `@name` in its place. The error is a name that no filter has.
///
/// # Errors
///
/// A word begins with `@`, and no filter has that name.
pub fn expanded(named: &[SavedFilter], text: &str) -> Result<String, String> {
    let mut parts: Vec<&str> = Vec::new();
    for word in words(text) {
        match word.strip_prefix('@') {
            Some(name) => match named.iter().find(|filter| filter.name == name) {
                Some(filter) => parts.push(&filter.filter),
                None => return Err(name.to_owned()),
            },
            None => parts.push(word),
        }
    }
    Ok(parts.join(" "))
}

/// Whether a word of a text begins with `@`.
pub fn is_named(text: &str) -> bool {
    words(text).any(|word| word.starts_with('@'))
}

/// The words of a text; blanks between quotation marks end none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let words = text.split(move |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    });
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_their_filters_and_unknown_ones_are_told() {
        let named = [SavedFilter { name: "big".into(), filter: "killed:>50 at:\"New Town\"".into(), order: None }];
        assert_eq!(expanded(&named, "@big  verdict:conflict").unwrap(), "killed:>50 at:\"New Town\" verdict:conflict");
        assert_eq!(expanded(&named, "who:\"@big b\"").unwrap(), "who:\"@big b\"");
        assert_eq!(expanded(&named, "@bigger"), Err("bigger".to_owned()));
        assert_eq!(name(" @New-1 "), Ok("New-1"));
        assert!(name("a b").is_err() && name("").is_err() && name(&"a".repeat(61)).is_err());
    }
}
