//! The words of incidents in a text: attacks, bombings, kidnappings, arrests, and whether they were carried out.
//!
//! Each mention has its method and its status. Which mentions are one incident is not decided here.

use serde::{Deserialize, Serialize};
pub mod day;
mod method;
mod status;

use crate::model::Status;

use super::span::Mention;
use super::token::Tokens;
use crate::model::Grade;
pub use method::Method;

/// An incident as a few words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentWords {
    /// How it was done.
    pub method: Method,
    /// How far it went.
    pub status: Status,
    /// Whether the words speak of several: "attacks", "bombings".
    pub several: bool,
}

/// The words of incidents in a text, in order.
pub fn incidents(tokens: &Tokens, sentences: &[(usize, usize)]) -> Vec<Mention<IncidentWords>> {
    let mut found = Vec::new();
    for (start, end) in sentences {
        let mut i = *start;
        while i < *end {
            let Some((method, last, noun)) = method::at(tokens, i) else {
                i += 1;
                continue;
            };
            let status = status::of(tokens, i, last, *start, *end);
            // "in order to kill": what is not said to be done, tried or threatened.
            if tokens.is(i.wrapping_sub(1), "to") && !noun && status == Status::CarriedOut {
                i = last;
                continue;
            }
            let word = tokens.word(last - 1);
            let several = noun && word.ends_with('s') && !word.ends_with("ss");
            let grade = if status == Status::CarriedOut { Grade::Likely } else { Grade::Guess };
            let value = IncidentWords { method, status, several };
            found.push(Mention { span: tokens.span(i, last), value, rule: "incident.words", grade });
            i = last;
        }
    }
    found
}
