//! Noun phrases around a word, found without a parser: runs of names, or of nouns back to their article.
//!
//! A phrase is a range of tokens. Knows nothing of quotations; `narration` says which tokens lie inside one.

use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// A range of tokens, the second one excluded.
pub type TokenRange = (usize, usize);

/// The most tokens of a phrase.
const LONGEST: usize = 14;

/// The tokens outside quotation marks, with the marks between them.
#[derive(Debug)]
pub struct Narration<'t, 'a> {
    /// The tokens.
    pub tokens: &'t Tokens<'a>,
    /// Whether each one lies inside quotation marks, the marks included.
    pub quoted: Vec<bool>,
}

impl Narration<'_, '_> {
    /// Whether token `i` is told by the article itself.
    pub fn told(&self, i: usize) -> bool {
        self.quoted.get(i).is_some_and(|q| !q) && self.tokens.kind(i) != TokenClass::Break
    }

    /// Whether token `i` is a word in which a capital means a name.
    pub fn named(&self, i: usize) -> bool {
        self.told(i) && self.tokens.list.get(i).is_some_and(super::super::token::TextToken::named) && !self.tokens.upper
    }

    /// Whether token `i` is a verb of saying by its form and the word before.
    pub fn says(&self, i: usize) -> bool {
        let t = self.tokens;
        if !self.told(i) || !t.has(i, Is::SAY) || (t.list[i].capital && !t.upper && self.inside_name(i)) {
            return false;
        }
        let word = t.word(i);
        if word.len() > 2 && (word.ends_with("ed") || matches!(word, "said" | "told" | "wrote" | "says")) {
            return true;
        }
        // "the report", "his claims", "in question": nouns.
        let Some(before) = self.before(i) else { return true };
        let noun = t.kind(before) == TokenClass::Possessive
            || t.has(before, Is::DET.or(Is::OBJECT))
                && !t.one_of(before, &["both", "all", "her", "that", "who", "which"])
            || t.one_of(before, &["in", "of", "on", "at", "to", "from", "into", "for", "with", "no"])
                && !ing(word)
                && !(t.is(before, "to") && base(word));
        !noun || t.is(before, "her") && !word.ends_with('s')
    }

    /// Whether a capitalised word belongs to a name rather than begins a sentence.
    fn inside_name(&self, i: usize) -> bool {
        i > 0 && self.told(i - 1) && (self.tokens.list[i - 1].word() || self.tokens.has(i + 1, Is::SAY))
    }

    /// The word before `i`, past adverbs.
    fn before(&self, i: usize) -> Option<usize> {
        let mut at = i;
        while at > 0 && self.told(at - 1) {
            at -= 1;
            if !self.tokens.has(at, Is::ADV) || self.tokens.has(at, Is::DET) {
                return Some(at);
            }
        }
        None
    }

    /// The phrase that ends with token `last`, not reaching before `from`.
    pub fn phrase_before(&self, last: usize, from: usize) -> Option<TokenRange> {
        let t = self.tokens;
        if last < from || !self.told(last) {
            return None;
        }
        let mut last = last;
        if t.kind(last) == TokenClass::Close {
            last = (from..last).rev().find(|i| t.kind(*i) == TokenClass::Open)?.checked_sub(1)?;
        }
        if last < from || !self.told(last) || !matches!(t.kind(last), TokenClass::Word | TokenClass::Number) {
            return None;
        }
        if t.has(last, Is::PRON) {
            return Some((last, last + 1));
        }
        let lone = t.has(last, Is::ADV) && (last == from || !self.told(last - 1));
        if lone || t.has(last, Is::PREP.or(Is::CONJ).or(Is::AUX)) && !self.named(last) {
            return None;
        }
        let mut start = last;
        while start > from && self.told(start - 1) && last - start < LONGEST {
            let p = start - 1;
            let goes_on = match t.kind(p) {
                TokenClass::Possessive | TokenClass::Hyphen => true,
                TokenClass::Number => true,
                TokenClass::Stop => t.word(p) == "." && !super::super::sentence::ends(t, p),
                TokenClass::Word if t.is(p, "and") || t.word(p) == "&" => {
                    self.named(start) && p > from && self.named(p - 1)
                }
                TokenClass::Word if t.has(start, Is::DET) && !self.named(start) => self.links(p, from),
                TokenClass::Word if t.has(p, Is::PREP) && !self.named(p) => self.links(p, from),
                TokenClass::Word if self.named(p) => !(t.has(p, Is::ADV.or(Is::CONJ).or(Is::PREP)) && self.opens(p)),
                TokenClass::Word => {
                    !t.has(p, Is::CONJ.or(Is::AUX).or(Is::ADV).or(Is::PRON).or(Is::VERB)) && !self.says(p)
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            start = p;
        }
        // A phrase does not begin with a preposition.
        while start < last && t.has(start, Is::PREP) && !self.named(start) {
            start += 1;
        }
        Some((start, last + 1))
    }

    /// Whether the preposition at `p` ties a phrase to a noun before it.
    fn links(&self, p: usize, from: usize) -> bool {
        let t = self.tokens;
        t.one_of(p, &["of", "for", "at", "with", "from", "in", "to", "on"])
            && p > from
            && self.told(p - 1)
            && t.list[p - 1].word()
            && !t.has(p - 1, Is::PREP.or(Is::AUX).or(Is::CONJ).or(Is::ADV).or(Is::PRON).or(Is::VERB))
            && !self.says(p - 1)
    }

    /// Whether token `p` is the first of its sentence.
    fn opens(&self, p: usize) -> bool {
        p == 0 || !self.told(p - 1) || matches!(self.tokens.kind(p - 1), TokenClass::Stop | TokenClass::Break)
    }

    /// The phrase that begins with token `first`, not reaching `to`.
    pub fn phrase_after(&self, first: usize, to: usize) -> Option<TokenRange> {
        let t = self.tokens;
        if first >= to || !self.told(first) || !matches!(t.kind(first), TokenClass::Word | TokenClass::Number) {
            return None;
        }
        if t.has(first, Is::PRON.or(Is::OBJECT)) && !t.has(first, Is::DET) {
            return Some((first, first + 1));
        }
        if t.has(first, Is::PREP.or(Is::CONJ).or(Is::AUX)) && !self.named(first) && !t.has(first, Is::DET) {
            return None;
        }
        let mut end = first;
        let mut real = false;
        while end < to && self.told(end) && end - first < LONGEST {
            let goes_on = match t.kind(end) {
                TokenClass::Possessive | TokenClass::Hyphen | TokenClass::Number => true,
                TokenClass::Stop => t.word(end) == "." && end > first && !super::super::sentence::ends(t, end),
                TokenClass::Word if self.named(end) => !t.has(end, Is::WEEKDAY),
                TokenClass::Word if t.one_of(end, &["of", "for", "at", "and"]) => {
                    end > first && (self.named(end + 1) || !t.is(end, "and") && self.told(end + 1))
                }
                TokenClass::Word if t.has(end, Is::DET) => end == first || t.has(end - 1, Is::PREP),
                TokenClass::Word => {
                    !t.has(end, Is::PREP.or(Is::CONJ).or(Is::AUX).or(Is::ADV).or(Is::PRON).or(Is::WEEKDAY).or(Is::VERB))
                        && (!self.says(end) || end == first || t.has(end - 1, Is::DET))
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            real = real || t.list[end].word() && !t.has(end, Is::DET.or(Is::PREP)) || self.named(end);
            end += 1;
        }
        real.then_some((first, end))
    }

    /// The nearest phrase before `until` that looks like the subject of a clause: a pronoun, a name or a speaking noun that
    /// a verb follows and no preposition or verb precedes.
    pub fn subject_before(&self, until: usize, from: usize) -> Option<TokenRange> {
        let t = self.tokens;
        let mut i = until;
        while i > from {
            i -= 1;
            if !self.told(i) || !t.list[i].word() {
                continue;
            }
            let pronoun = t.has(i, Is::PRON) && !t.one_of(i, &["it", "you", "who"]);
            let noun = t.has(i, Is::ROLE.or(Is::SPEAKER)) && !t.has(i, Is::PREP);
            let named = self.named(i) && !t.has(i, Is::PRON.or(Is::PREP).or(Is::DET).or(Is::CONJ).or(Is::ADV));
            if !(pronoun || noun || named) || !self.verb_follows(i, until) {
                continue;
            }
            let range = self.phrase_before(i, from)?;
            let preceded = range.0.checked_sub(1).filter(|p| *p >= from && self.told(*p));
            let object = preceded.is_some_and(|p| {
                (t.has(p, Is::PREP) && !self.named(p) && !t.has(p, Is::CONJ)) || t.kind(p) == TokenClass::Possessive
            });
            if !object {
                return Some(range);
            }
        }
        None
    }

    /// Whether a verb follows token `i`, past an aside in brackets or commas.
    fn verb_follows(&self, i: usize, until: usize) -> bool {
        let t = self.tokens;
        let mut n = i + 1;
        if t.kind(n) == TokenClass::Open {
            n = (n..until).find(|j| t.kind(*j) == TokenClass::Close).map_or(n, |j| j + 1);
        }
        if t.kind(n) == TokenClass::Comma {
            let aside = (n + 1..until.min(n + 25)).find(|j| t.kind(*j) == TokenClass::Comma && self.told(*j));
            n = aside.map_or(n, |j| j + 1);
        }
        while n < until && t.has(n, Is::ADV) && !t.has(n, Is::SAY.or(Is::AUX)) {
            n += 1;
        }
        if n > until || !t.list.get(n).is_some_and(super::super::token::TextToken::word) || self.named(n) && !t.upper {
            return false;
        }
        t.has(n, Is::AUX.or(Is::SAY).or(Is::VERB).or(Is::MANNER)) || {
            let word = t.word(n);
            word.ends_with("ed") && !t.has(n, Is::PREP.or(Is::DET))
                || word.ends_with('s')
                    && !t.has(n, Is::PREP.or(Is::DET).or(Is::CONJ).or(Is::ROLE).or(Is::OBJECT))
                    && t.has(i, Is::PRON)
                || word.ends_with('s')
                    && self.named(i)
                    && !t.has(n, Is::PREP.or(Is::DET).or(Is::CONJ).or(Is::ROLE).or(Is::OBJECT))
        }
    }
}

/// Whether a verb form ends in -ing.
pub fn ing(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ing")
}

/// Whether a verb form is the plain one, as after "to".
fn base(word: &str) -> bool {
    !word.ends_with("ed") && !word.ends_with('s') && !ing(word)
}
