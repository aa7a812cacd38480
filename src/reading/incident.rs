//! The words of incidents in a text: attacks, bombings, kidnappings, arrests, and whether they were carried out.
//!
//! Each mention has its method and its status. Which mentions are one incident is not decided here.

use serde::{Deserialize, Serialize};
pub mod another;
pub mod day;
mod method;
mod status;

use crate::model::Status;

use super::lexicon::Is;
use super::negation::{is_absent, is_accident, is_refuted, is_staged};
use super::span::Mention;
use super::token::{TokenClass, Tokens};
use crate::model::Grade;
use another::is_of_earlier;
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
    /// Whether the sentence says that it was not so: "Officials denied reports of a bombing". Its status is *alleged*.
    pub denied: bool,
    /// Whether it is told as what had been before: "four days after a bombing".
    pub earlier: bool,
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
            // Who denies "the attack" denies to have done it.
            let denied = is_refuted(tokens, i, *start, *end) && !(noun && is_known(tokens, i, *start))
                || noun && is_attack(method) && is_absent(tokens, i, last, *start)
                || method == Method::Bombing && is_accident(tokens, *start, *end);
            let status = if denied { Status::Alleged } else { status::of(tokens, i, last, *start, *end) };
            // "in order to kill": what is not said to be done, tried or threatened.
            let is_aim = tokens.is(i.wrapping_sub(1), "to") && !noun && status == Status::CarriedOut;
            if is_aim || is_staged(tokens, i, *start) {
                i = last;
                continue;
            }
            let word = tokens.word(last - 1);
            let several = noun && word.ends_with('s') && !word.ends_with("ss");
            let grade = if status == Status::CarriedOut { Grade::Likely } else { Grade::Guess };
            let value = IncidentWords { method, status, several, denied, earlier: is_of_earlier(tokens, i, *start) };
            found.push(Mention { span: tokens.span(i, last), value, rule: "incident.words", grade });
            i = last;
        }
    }
    found
}

/// Whether a method is what is done to victims: "no arrests" says nothing of an attack.
fn is_attack(method: Method) -> bool {
    !matches!(method, Method::Arrest | Method::Plot | Method::Raid)
}

/// Whether a noun names what readers know of already: "the car bomb", "its attack".
fn is_known(t: &Tokens, i: usize, start: usize) -> bool {
    let mut phrase = (start..i).rev().take(4).take_while(|j| t.kind(*j) == TokenClass::Word && !t.has(*j, Is::PREP));
    phrase.any(|j| t.has(j, Is::DET) && !t.one_of(j, &["a", "an", "any", "no"]))
}
