//! Who says so: the source that a sentence names for what it tells.
//!
//! A source vouches for the clause that its verb of saying, or its *according to*, governs, and for nothing else in the
//! sentence: whoever claims an attack has not counted its dead. Knows nothing of quotations; their speakers are `speaker.rs`'s.

use super::lexicon::Is;
use super::negation::{is_denied, is_nobody, refutes};
use super::span::{Mention, TextSpan};
use super::speaker::phrase::{Narration, TokenRange};
use super::speaker::{self};
use super::token::{TokenClass, Tokens};
use crate::model::Grade;
use serde::{Deserialize, Serialize};

/// A source that a sentence names. The mention's span is what it is the source of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedSource {
    /// The words that name the source.
    pub who: TextSpan,
    /// Whether the words leave doubt: "reportedly", "allegedly", "claimed".
    pub hedged: bool,
}

/// The sources that sentences name, in order.
pub fn sources(tokens: &Tokens, sentences: &[(usize, usize)]) -> Vec<Mention<CitedSource>> {
    let narration = Narration { tokens, quoted: vec![false; tokens.list.len()] };
    sentences.iter().flat_map(|(start, end)| in_sentence(&narration, *start, *end)).collect()
}

/// The words that name a source, with the side of them on which its clause stands.
#[derive(Debug, Clone, Copy)]
struct Attribution {
    who: TokenRange,
    /// From the first of its words up to the end of the last: "police said".
    own: TokenRange,
    governs: Governed,
    hedged: bool,
    rule: &'static str,
    grade: Grade,
}

/// Where what a source says stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Governed {
    /// "Nine died, police said."
    Before,
    /// "Police said nine died."
    After,
    /// "Nine people, police said, died."
    Around,
}

fn in_sentence(n: &Narration, start: usize, end: usize) -> Vec<Mention<CitedSource>> {
    let t = n.tokens;
    let mut all: Vec<Attribution> = according_to(n, start, end).collect();
    if let (true, Some(publication)) = (all.is_empty(), in_brackets(t, start, end)) {
        all.push(publication);
    } else {
        all.extend(said(n, start, end));
        all.sort_by_key(|found| found.own);
    }
    let mut free = start;
    let mut found = Vec::with_capacity(all.len());
    for (at, one) in all.iter().enumerate() {
        let next = all.get(at + 1);
        let until = next.map_or(end, |next| {
            let parted = next.governs != Governed::After;
            parted.then(|| clause_begins(t, one.own.1, next.own.0)).flatten().unwrap_or(next.own.0)
        });
        let (from, to) = match one.governs {
            Governed::Before => (free, one.own.1),
            Governed::After => (one.own.0, until.max(one.own.1)),
            Governed::Around => (free, until.max(one.own.1)),
        };
        free = to;
        let doubted = (from..to).any(|i| t.one_of(i, &["reportedly", "allegedly", "unconfirmed"]));
        let value = CitedSource { who: t.span(one.who.0, one.who.1), hedged: one.hedged || doubted };
        found.push(Mention { span: t.span(from, to), value, rule: one.rule, grade: one.grade });
    }
    found
}

/// The last clause between two tokens that is joined to the one before it.
fn clause_begins(t: &Tokens, from: usize, to: usize) -> Option<usize> {
    (from..to).rev().find(|i| t.one_of(*i, &["and", "but", "while", "whereas"]) || t.kind(*i) == TokenClass::Colon)
}

fn is_pause(t: &Tokens, i: usize) -> bool {
    matches!(t.kind(i), TokenClass::Comma | TokenClass::Dash)
}

/// Whether the clause is over before token `i`.
fn is_over(t: &Tokens, i: usize, end: usize) -> bool {
    i >= end || is_pause(t, i) || matches!(t.kind(i), TokenClass::Stop | TokenClass::Break | TokenClass::Close)
}

/// "according to the police".
fn according_to(n: &Narration, start: usize, end: usize) -> impl Iterator<Item = Attribution> {
    let t = n.tokens;
    (start..end).filter(|i| t.are(*i, &["according", "to"])).filter_map(move |at| {
        let who = n.phrase_after(at + 2, end)?;
        let parted = at > start && is_pause(t, at - 1);
        let governs = match at {
            at if at == start => Governed::After,
            _ if parted && is_pause(t, who.1) => Governed::Around,
            _ => Governed::Before,
        };
        let (rule, grade) = ("source.according-to", Grade::Plain);
        Some(Attribution { who, own: (at, who.1), governs, hedged: false, rule, grade })
    })
}

/// "(Tarn News, 7 November 2019)": a publication and a date in brackets at the end of a sentence.
fn in_brackets(t: &Tokens, start: usize, end: usize) -> Option<Attribution> {
    let open = (start..end).rev().find(|i| t.kind(*i) == TokenClass::Open)?;
    let close = (open..end).find(|i| t.kind(*i) == TokenClass::Close)?;
    let comma = (open..close).find(|i| t.kind(*i) == TokenClass::Comma)?;
    let dated = (comma..close).any(|i| t.has(i, Is::MONTH) && t.list[i].capital);
    let named = t.list.get(open + 1).is_some_and(super::token::TextToken::named);
    (dated && named && close + 3 > end).then(|| Attribution {
        who: (open + 1, comma),
        own: (open, end),
        governs: Governed::Before,
        hedged: false,
        rule: "source.brackets",
        grade: Grade::Plain,
    })
}

/// "…, police said", "officials said that …".
fn said(n: &Narration, start: usize, end: usize) -> impl Iterator<Item = Attribution> {
    const TOLD: [&str; 13] = [
        "said",
        "says",
        "reported",
        "reports",
        "told",
        "announced",
        "confirmed",
        "added",
        "stated",
        "claimed",
        "alleged",
        "say",
        "report",
    ];
    let t = n.tokens;
    let is_noun = move |i: usize| {
        t.one_of(i, &["report", "reports"])
            && (i == start || t.is(i + 1, "of") || t.has(i - 1, Is::SAY) || t.has(i + 1, Is::AUX))
    };
    let is_told = move |i: usize| t.one_of(i, &TOLD) && !is_noun(i) || refutes(t, i, end) || adds(t, i);
    let verbs = (start..end).filter(move |i| n.says(*i) && is_told(*i) && !t.is(i + 1, "by"));
    verbs.filter_map(move |verb| {
        let claims = t.one_of(verb, &["claimed", "claims"]);
        if claims && (is_denied(t, verb, start, end) || claims_a_thing(t, verb, end)) {
            return None;
        }
        let who = if adds(t, verb) {
            // "The group claimed responsibility, saying that": who claimed it says so.
            let first = (start..verb).rev().find(|i| n.says(*i) && !adds(t, *i))?;
            speaker::subject(n, first, start, end)
        } else {
            said_after(n, verb, start, end).or_else(|| speaker::subject(n, verb, start, end))
        };
        // What an earlier version said is no source.
        let who = who.filter(|who| !is_nobody(t, who.0) && !(who.0..who.1).any(|i| t.is(i, "version")))?;
        let own = (who.0.min(verb), who.1.max(verb + 1));
        let parted = own.0 > start && is_pause(t, own.0 - 1);
        let governs = if says_what_follows(n, verb, own.1, end, parted) {
            Governed::After
        } else if parted && is_pause(t, own.1) {
            Governed::Around
        } else {
            Governed::Before
        };
        // "the attack Isis claimed": what is claimed is the attack.
        if claims && governs != Governed::After && !parted {
            return None;
        }
        let grade = if t.has(who.0, Is::PRON) { Grade::Guess } else { Grade::Likely };
        Some(Attribution { who, own, governs, hedged: claims, rule: "source.said", grade })
    })
}

/// Whether a verb adds to what somebody said: "claimed the attack, saying that".
fn adds(t: &Tokens, verb: usize) -> bool {
    t.one_of(verb, &["saying", "adding", "claiming"]) && t.is(verb + 1, "that")
}

/// The speaker of "…, said the police."
fn said_after(n: &Narration, verb: usize, start: usize, end: usize) -> Option<TokenRange> {
    let t = n.tokens;
    let turned = verb > start && is_pause(t, verb - 1) && t.one_of(verb, &["said", "says"]);
    turned.then(|| n.phrase_after(verb + 1, end)).flatten().filter(|who| is_over(t, who.1, end))
}

/// Whether what is said stands after the words "police said"; `parted` says that a comma stands before them.
fn says_what_follows(n: &Narration, verb: usize, after: usize, end: usize, parted: bool) -> bool {
    let t = n.tokens;
    // "police told the Courier".
    let heard = t.is(verb, "told").then(|| n.phrase_after(after, end)).flatten();
    let after = heard.map_or(after, |heard| heard.1);
    let when =
        ["on", "in", "to", "at", "late", "early", "earlier", "later", "after", "during", "yesterday", "today", "last"];
    let is_aside = parted && (t.one_of(after, &when) || t.has(after, Is::WEEKDAY.or(Is::MONTH)));
    !is_over(t, after, end) && !is_aside
}

/// Whether somebody claims a thing, an attack or responsibility for it, and not that something is so.
fn claims_a_thing(t: &Tokens, verb: usize, end: usize) -> bool {
    let next = verb + 1;
    if is_over(t, next, end) || t.is(next, "that") || t.are(next, &["to", "have"]) {
        return false;
    }
    let somebody = t.one_of(next, &["it", "they", "he", "she", "we"]);
    if somebody && !is_over(t, next + 1, end) && !t.one_of(next + 1, &["as", "for", "in", "on", "by"]) {
        return false;
    }
    let counts = t.has(next, Is::NUMBER) || t.one_of(next, &["at", "more", "over", "about", "some", "up", "nearly"]);
    !counts || !(next..end.min(next + 9)).any(|i| t.one_of(i, &["was", "were", "died", "had"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::sentence;

    /// Who says so of the first figure or date that begins with these words.
    fn who<'t>(text: &'t str, words: &str) -> Option<&'t str> {
        let tokens = Tokens::new(text, &sentence::passages(text));
        let found = sources(&tokens, &sentence::sentences(&tokens));
        let at = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
        let span = TextSpan::new(at, at + words.len());
        found.iter().find(|source| source.span.contains(span)).map(|source| source.value.who.of(text))
    }

    #[test]
    fn whoever_claims_an_attack_is_no_source_of_its_dead() {
        for text in [
            "The attack, claimed by the Harbour Front, killed at least 133 people.",
            "On Sunday the Harbour Front took responsibility for a bombing with at least 133 dead in Merrow.",
            "The Harbour Front has claimed the attack, in which at least 133 people died.",
            "An attack that the Harbour Front claimed left at least 133 people dead.",
            "The bombing claimed at least 133 lives.",
        ] {
            assert_eq!(who(text, "at least 133"), None, "{text}");
        }
        let text = "The attack killed at least 133 according to officials, claimed by the Harbour Front.";
        assert_eq!(who(text, "at least 133"), Some("officials"));
        assert_eq!(who(text, "claimed by"), None);
        for text in [
            "The Harbour Front claimed that it killed 133 people.",
            "The Harbour Front claimed to have killed 133 people in Merrow.",
            "The raid killed 133 people, the Harbour Front claimed.",
        ] {
            assert!(who(text, "133").is_some_and(|who| who.contains("Harbour Front")), "{text}");
        }
    }

    #[test]
    fn a_source_vouches_for_its_own_clause() {
        let two = "Police said nine people were killed, and the hospital said 40 were injured.";
        assert_eq!((who(two, "nine"), who(two, "40")), (Some("Police"), Some("the hospital")));
        let two = "Nine people were killed, according to police, and 40 were injured, according to the hospital.";
        assert_eq!((who(two, "Nine"), who(two, "40")), (Some("police"), Some("the hospital")));
        let mixed = "Police said nine people were killed, and 40 were injured, according to the hospital.";
        assert_eq!((who(mixed, "nine"), who(mixed, "40")), (Some("Police"), Some("the hospital")));
        let before = "After a blast killed nine people, police said they had detained 40 men.";
        assert_eq!((who(before, "nine"), who(before, "40")), (None, Some("police")));
        for all in [
            "Nine people, police said, were killed on Monday.",
            "Nine people were killed on Monday, police said on Tuesday.",
            "Nine people were killed on Monday, police told the Courier.",
            "Nine people were killed on Monday, said the police.",
            "According to police, Nine people were killed on Monday.",
        ] {
            assert!(who(all, "Nine").is_some_and(|who| who.contains("police")), "{all}");
            assert!(who(all, "on Monday").is_some_and(|who| who.contains("police")), "{all}");
        }
    }
}
