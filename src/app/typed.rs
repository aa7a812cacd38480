//! The keys typed so far of a command, its count, and the last command, for the footer. It does not know what keys mean.

use crate::keymap::Chord;
use crate::keymap::sequence::label;

/// The largest count. It exceeds every list.
const MOST: usize = 9_999_999;

/// What has been typed of a command, and the command before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// The number before the keys, if one was typed.
    pub count: Option<usize>,
    /// The keys of a sequence that is not complete.
    pub keys: Vec<Chord>,
    /// The last command, for the footer: its keys, and its name; empty before the first.
    pub last: String,
}

impl Typed {
    /// Whether a command has been begun.
    pub fn is_begun(&self) -> bool {
        self.count.is_some() || !self.keys.is_empty()
    }

    /// Adds a digit to the count. Gives `false` if it cannot be part of one: a count does not begin with 0.
    pub fn add_digit(&mut self, digit: usize) -> bool {
        if !self.keys.is_empty() || (digit == 0 && self.count.is_none()) {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MOST));
        true
    }

    /// Drops what has been typed.
    pub fn drop_begun(&mut self) {
        self.count = None;
        self.keys.clear();
    }

    /// What has been typed: `3`, `g`, `3g`.
    pub fn label(&self) -> String {
        self.with_count(&self.keys)
    }

    /// The label of `keys` after the count: `3j`.
    pub fn with_count(&self, keys: &[Chord]) -> String {
        let count = self.count.map(|n| n.to_string()).unwrap_or_default();
        format!("{count}{}", label(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_does_not_begin_with_zero_and_never_overflows() {
        let mut typed = Typed::default();
        assert!(!typed.add_digit(0) && !typed.is_begun());
        assert!(typed.add_digit(3) && typed.add_digit(0));
        assert_eq!(typed.with_count(&[Chord::char('j')]), "30j");
        (0..40).for_each(|_| assert!(typed.add_digit(9)));
        assert_eq!(typed.count, Some(MOST));
    }
}
