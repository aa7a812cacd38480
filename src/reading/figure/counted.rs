//! What a count counts: the noun after it, past adjectives and names.

use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// What kind of noun a count has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountedNoun {
    /// People who are not said to attack.
    People,
    /// Attackers, militants, suspects.
    Attackers,
    /// Things.
    Things,
    /// A noun that the lexicon does not know.
    Unknown,
    /// No noun: "20 dead".
    Nothing,
}

/// The noun after a count: its kind, the token after it, and whether it is "others" or "more".
pub fn noun(t: &Tokens, from: usize) -> (CountedNoun, usize, bool) {
    let mut i = from;
    let mut more = false;
    if t.one_of(i, &["more", "additional", "further", "other"]) {
        more = true;
        i += 1;
    }
    if t.one_of(i, &["others"]) {
        return (CountedNoun::Nothing, i + 1, true);
    }
    if t.is(i, "of") && t.one_of(i + 1, &["the", "them", "those", "whom", "its", "his", "their"]) {
        if t.one_of(i + 1, &["them", "those", "whom"]) {
            return (CountedNoun::Nothing, i + 2, more);
        }
        i += 2;
    }
    let limit = from + 8;
    let mut found: Option<(CountedNoun, usize)> = None;
    while i < limit {
        let Some(token) = t.list.get(i) else { break };
        match token.kind {
            TokenClass::Hyphen | TokenClass::Quote | TokenClass::Possessive => {
                i += 1;
                continue;
            }
            TokenClass::Number => break,
            TokenClass::Comma
                if found.is_none()
                    && t.list.get(i + 1).is_some_and(|n| n.word() && !n.has(Is::CONJ | Is::DET))
                    && i > from =>
            {
                i += 1;
                continue;
            }
            TokenClass::Word => {}
            _ => break,
        }
        let stop = Is::PREP | Is::CONJ | Is::AUX | Is::DET | Is::PRON | Is::DIED | Is::WEEKDAY;
        if token.has(stop) && !t.one_of(i, &["off-duty", "off"]) {
            break;
        }
        let harm =
            token.has(Is::KILLED | Is::INJURED | Is::DEAD | Is::MISSING | Is::DETAINED | Is::KILLING | Is::INJURIES);
        if harm
            && !(t.one_of(i, &["missing", "captured", "arrested", "wounded", "injured"])
                && t.has(i + 1, Is::PEOPLE | Is::ATTACKER))
        {
            break;
        }
        if token.has(Is::ATTACKER) {
            found = Some((CountedNoun::Attackers, i + 1));
        } else if token.has(Is::PEOPLE) {
            // "Taliban fighters": the attackers' noun wins; "suspected members" too.
            found = Some((
                found.map_or(CountedNoun::People, |f| {
                    if f.0 == CountedNoun::Attackers { f.0 } else { CountedNoun::People }
                }),
                i + 1,
            ));
        } else if token.has(Is::THING | Is::UNIT) {
            found = Some((CountedNoun::Things, i + 1));
        } else if token.has(Is::ADV | Is::SAY | Is::VERB | Is::MANNER) && !token.has(Is::ROLE) && found.is_some() {
            break;
        } else if found.is_none_or(|f| f.0 == CountedNoun::Unknown) {
            // Only a plural or a capitalised word can be what is counted.
            let word = t.word(i);
            let plural = word.ends_with('s') && !word.ends_with("ss") || token.has(Is::ROLE);
            if plural {
                found = Some((CountedNoun::Unknown, i + 1));
            } else if word.ends_with("ed") && found.is_some() {
                break;
            }
        }
        i += 1;
    }
    match found {
        Some((CountedNoun::Unknown, end)) if t.list[end - 1].named() && !t.upper => (CountedNoun::People, end, more),
        Some((counted, end)) => (counted, end, more),
        None => (CountedNoun::Nothing, if more { from + 1 } else { from }, more),
    }
}
