//! A toll that is stated or has changed: "a death toll of 12", "the toll, which stood at nine, has risen to 14".

use super::change::CHANGES;
use super::quantity::CountPhrase;
use super::tie::Tie;
use super::value::Harm;
use super::words::harm_of;
use crate::reading::lexicon::Is;
use crate::reading::negation::is_not;
use crate::reading::token::{TokenClass, Tokens};

/// Words right before the number of a toll.
const BEFORE: [&str; 8] = ["to", "at", "of", "is", "was", "stands", "reached", "hit"];

/// Words of what is not so, or not yet: "the toll could rise to 40", "has not risen to 40".
const OPEN: [&str; 15] = [
    "could",
    "can",
    "may",
    "might",
    "would",
    "will",
    "expected",
    "likely",
    "if",
    "unless",
    "projected",
    "feared",
    "not",
    "never",
    "cannot",
];

/// Verbs after "to" that tell of a toll to come: "fear the toll to hit 40".
const COMING: [&str; 9] = ["rise", "climb", "grow", "increase", "jump", "go", "hit", "reach", "stand"];

/// Words at which the naming of a toll ends and its circumstances begin.
const CIRCUMSTANCES: [&str; 10] = ["that", "which", "who", "whose", "from", "in", "by", "on", "after", "since"];

/// Words between a verb or preposition and the number: "is now 14", "went back up to 14".
const BETWEEN: [&str; 10] = ["now", "currently", "still", "already", "thus", "up", "down", "back", "further", "again"];

/// Tokens between a toll and its number at most, where no verb of change stands before the number, and where one does.
const NEAR: usize = 14;
const FAR: usize = 36;

/// "the death toll rose to 31", "a death toll of 12", "fatalities climbed to 19".
pub(super) fn toll(t: &Tokens, q: &CountPhrase, start: usize) -> Option<Tie> {
    let mut prep = q.start.checked_sub(1).filter(|p| *p >= start)?;
    while prep > start && t.one_of(prep, &BETWEEN) {
        prep -= 1;
    }
    if !t.one_of(prep, &BEFORE) {
        return None;
    }
    let verb = change(t, prep, start);
    let from = q.start.saturating_sub(if verb.is_some() { FAR } else { NEAR }).max(start);
    let subject = (from..prep).rev().find(|i| {
        t.one_of(*i, &["toll", "tally"])
            || t.are(*i, &["number", "of"]) && (*i + 2..named_until(t, *i, prep)).any(|j| harm_of(t, j).is_some())
    });
    let Some(at) = subject else { return dead(t, q, verb?, start) };
    if parted(t, at, prep, verb) || is_open(t, (start, at), prep) {
        return None;
    }
    let words = (at.saturating_sub(2)..named_until(t, at, verb.unwrap_or(prep))).find_map(|i| harm_of(t, i));
    let is_death = t.is(at.wrapping_sub(1), "death");
    // "The toll of people who were wounded rose to 14": what it counts is said among the circumstances.
    let other = |i: usize| harm_of(t, i).is_some_and(|harm| harm != Harm::Killed);
    if words.is_none() && !is_death && t.is(at + 1, "of") && (at..verb.unwrap_or(prep)).any(other) {
        return None;
    }
    let casualty = t.is(at.wrapping_sub(1), "casualty");
    let harm = if casualty { Harm::Casualties } else { words.unwrap_or(Harm::Killed) };
    let first = at.saturating_sub(usize::from(at > start && t.is(at - 1, "death")));
    Some(Tie::plain(harm, (first, q.end), "figure.toll"))
}

/// Where the naming of the toll at `at` ends, at most at `end`: "the toll of wounded | from the blast that killed nine".
fn named_until(t: &Tokens, at: usize, end: usize) -> usize {
    (at + 1..end).find(|i| t.kind(*i) == TokenClass::Comma || t.one_of(*i, &CIRCUMSTANCES)).unwrap_or(end)
}

/// Whether a toll, which is named after `start`, is not so or not yet. The month of May is no verb.
fn is_open(t: &Tokens, (start, at): (usize, usize), prep: usize) -> bool {
    let is_month = |i: usize| t.is(i, "may") && t.list[i].capital && !t.upper;
    let open = |i: usize| t.one_of(i, &OPEN) && !is_month(i) || is_not(t, i) || t.are(i, &["set", "to"]);
    // "continued to rise to 40" has come.
    let comes = |i: usize| {
        t.is(i, "to") && t.one_of(i + 1, &COMING) && !t.one_of(i.wrapping_sub(1), &["continued", "continues", "went"])
    };
    (at..prep).any(|i| open(i) || comes(i)) || (start..at).any(|i| t.one_of(i, &["if", "unless"]))
}

/// Where the verb of change begins that stands before the preposition, with its auxiliaries: "has since risen", "rose from nine".
fn change(t: &Tokens, prep: usize, start: usize) -> Option<usize> {
    let within = prep.saturating_sub(6).max(start);
    let mut verb = (within..prep).rev().find(|i| t.one_of(*i, &CHANGES))?;
    // "rose by three to 14", "climbed from nine to 14", "revised down to 14".
    let only = |i: usize| {
        t.one_of(i, &["by", "from", "sharply", "slightly"]) || t.one_of(i, &BETWEEN) || t.has(i, Is::NUMBER | Is::ADV)
    };
    if !(verb + 1..prep).all(only) {
        return None;
    }
    while verb > start && (t.has(verb - 1, Is::AUX | Is::ADV) || t.one_of(verb - 1, &["since", "now", "to", "been"])) {
        verb -= 1;
    }
    Some(verb)
}

/// Whether something stands between the toll and its number that parts them: a colon, or a comma that does not close an aside
/// right before the verb.
fn parted(t: &Tokens, at: usize, prep: usize, verb: Option<usize>) -> bool {
    let commas: Vec<usize> = (at..prep).filter(|i| t.kind(*i) == TokenClass::Comma).collect();
    let closed = commas.len().is_multiple_of(2) && commas.last().is_none_or(|last| verb == Some(last + 1));
    // "The toll was nine and arrests rose to 14": the number is of another clause.
    let stated = |i: usize| t.one_of(i, &["is", "was", "at", "stands", "reached", "hit"]) && t.has(i + 1, Is::NUMBER);
    let another = commas.is_empty() && verb.is_some_and(|verb| (at..verb).any(stated));
    !closed || another || (at..prep).any(|i| t.kind(i) == TokenClass::Colon)
}

/// "deaths have risen to 14", "the confirmed dead rose to 14", "the number killed rose to 14": the dead are the subject.
fn dead(t: &Tokens, q: &CountPhrase, verb: usize, start: usize) -> Option<Tie> {
    let at = verb.checked_sub(1).filter(|at| *at >= start)?;
    let is_subject = t.one_of(at, &["deaths", "fatalities", "dead"])
        || t.one_of(at, &["killed", "wounded", "injured"]) && t.is(at.wrapping_sub(1), "number");
    if !is_subject || at > start + 4 || is_open(t, (start, start), q.start) {
        return None;
    }
    Some(Tie::likely(harm_of(t, at)?, (at, q.end), "figure.toll"))
}
