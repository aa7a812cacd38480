//! Leads a speaker's mention back to the fullest name of the same text: a surname to the whole name, a pronoun to the
//! person last spoken of.
//!
//! Knows nothing of quotations.

use super::phrase::{Narration, TokenRange};
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};
use std::collections::{BTreeMap, BTreeSet};

/// A person's or body's name in the text.
#[derive(Debug, Clone)]
struct Name {
    /// Its tokens.
    range: TokenRange,
    /// Its last word in small letters: the surname.
    last: String,
    /// Whether it has more than one word.
    full: bool,
    /// What its first name or title says.
    gender: Gender,
    /// Whether a word in it says that it is an organisation or a place.
    body: bool,
    /// Whether a title, a first name, a role or an age beside it says that it is a person.
    person: bool,
}

/// What is known of a person's gender, by title, first name or pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
    Open,
}

/// The names of a text, in order.
#[derive(Debug)]
pub struct SpeakerNames {
    list: Vec<Name>,
    /// The first full name of each surname.
    fullest: BTreeMap<String, usize>,
}

/// Roles that are no person's.
const BODIES: [&str; 18] = [
    "police",
    "government",
    "ministry",
    "agency",
    "company",
    "court",
    "group",
    "newspaper",
    "network",
    "army",
    "military",
    "campaign",
    "administration",
    "committee",
    "commission",
    "department",
    "embassy",
    "organization",
];

/// How many names or speakers are looked back through for whom a word means.
const BACK: usize = 60;

impl SpeakerNames {
    /// Collects the runs of capitalised words outside quotations.
    pub fn new(narration: &Narration) -> Self {
        let t = narration.tokens;
        let mut list: Vec<Name> = Vec::new();
        let mut persons: BTreeMap<String, usize> = BTreeMap::new();
        let mut fullest: BTreeMap<String, usize> = BTreeMap::new();
        let opens = |i: usize| {
            i == 0
                || !narration.told(i - 1)
                || matches!(t.kind(i - 1), TokenClass::Stop | TokenClass::Break | TokenClass::Colon)
        };
        let inside: BTreeSet<String> =
            (0..t.list.len()).filter(|i| narration.named(*i) && !opens(*i)).map(|i| t.word(i).to_lowercase()).collect();
        let mut i = 0;
        while i < t.list.len() {
            let common = Is::DET | Is::PREP | Is::CONJ | Is::PRON | Is::ADV | Is::WEEKDAY | Is::AUX;
            if !narration.named(i) || t.has(i, common) || t.has(i, Is::MONTH) && !t.has(i, Is::FEMALE) {
                i += 1;
                continue;
            }
            let start = i;
            while goes_on(narration, i) {
                i += 1;
            }
            let end = i;
            if opens(start) && end == start + 1 && !inside.contains(&t.word(start).to_lowercase()) {
                continue;
            }
            let mut first = start;
            let mut gender = Gender::Open;
            while first + 1 < end
                && (t.has(first, Is::TITLE) && !t.has(first, Is::FEMALE.or(Is::MALE))
                    || t.kind(first) == TokenClass::Stop)
            {
                gender = if t.one_of(first, &["mrs", "ms", "miss", "lady", "queen", "princess", "sister"]) {
                    Gender::Female
                } else if t.one_of(first, &["mr", "sir", "lord", "king", "prince", "father", "brother"]) {
                    Gender::Male
                } else {
                    gender
                };
                first += 1;
            }
            if t.has(first, Is::FEMALE) && end > first + 1 {
                gender = Gender::Female;
            } else if t.has(first, Is::MALE) && end > first + 1 {
                gender = Gender::Male;
            }
            let body = (first..end).any(|j| t.has(j, Is::BODY));
            let last = t.word(end - 1).to_lowercase();
            let full = (first..end).filter(|j| t.list[*j].word() && (*j == first || t.list[*j].spaced)).count() > 1;
            let known = persons.get(&last).map(|at| &list[*at]);
            if let (Gender::Open, Some(known)) = (gender, known) {
                gender = known.gender;
            }
            let titled = first > start || first > 0 && narration.told(first - 1) && t.has(first - 1, Is::ROLE);
            let aged = t.kind(end) == TokenClass::Comma
                && (t.kind(end + 1) == TokenClass::Number
                    || (end + 1..end + 6).any(|j| narration.told(j) && t.has(j, Is::ROLE)));
            let first_name = full && t.has(first, Is::FEMALE.or(Is::MALE));
            let person = !body && (titled || first_name || full && aged || known.is_some());
            if person {
                persons.entry(last.clone()).or_insert(list.len());
            }
            if full && !body {
                fullest.entry(last.clone()).or_insert(list.len());
            }
            list.push(Name { range: (first, end), last, full, gender, body, person });
        }
        Self { list, fullest }
    }

    /// The name that a mention is about: the last one before any preposition, so that "Rowe’s aide Tarn" is Tarn and "an
    /// aide of Rowe" nobody.
    fn inside(&self, t: &Tokens, who: TokenRange) -> Option<&Name> {
        let from = self.list.partition_point(|n| n.range.1 <= who.0);
        let to = self.list.partition_point(|n| n.range.0 < who.1).max(from);
        let within = &self.list[from..to];
        let in_name = |i: usize| within.iter().any(|n| n.range.0 <= i && i < n.range.1);
        let limit = (who.0..who.1).find(|i| t.has(*i, Is::PREP) && !in_name(*i) || t.kind(*i) == TokenClass::Comma);
        within.iter().rfind(|n| n.range.0 < limit.unwrap_or(who.1))
    }

    /// The names that end before token `i`, nearest first.
    fn before(&self, i: usize) -> impl Iterator<Item = &Name> + Clone {
        self.list[..self.list.partition_point(|n| n.range.1 <= i)].iter().rev().take(BACK)
    }

    /// The first full name with the surname of `name`, if it stands before it.
    fn longer(&self, name: &Name) -> TokenRange {
        let full = self.fullest.get(&name.last).map(|at| self.list[*at].range);
        full.filter(|range| range.0 < name.range.0).unwrap_or(name.range)
    }

    /// "the expert", "the mayor": the person last called so, else the last speaker.
    fn definite(&self, narration: &Narration, who: TokenRange, speakers: &[TokenRange]) -> Option<TokenRange> {
        let t = narration.tokens;
        let head = who.1 - 1;
        let body = BODIES.iter().any(|word| t.is(head, word)) || t.has(head, Is::BODY);
        let plural = t.word(head).ends_with('s');
        if !t.is(who.0, "the") || who.1 - who.0 > 3 || !t.has(head, Is::ROLE) || body || plural || narration.named(head)
        {
            return None;
        }
        let called = self.before(who.0).filter(|n| n.person).find(|n| {
            let around = (n.range.0.saturating_sub(5)..n.range.0).chain(n.range.1..n.range.1 + 8);
            around.filter(|i| narration.told(*i)).any(|i| t.word(i).eq_ignore_ascii_case(t.word(head)))
        });
        let spoke =
            speakers.iter().rev().take(BACK).find_map(|s| self.inside(t, *s).filter(|n| n.person || n.full && !n.body));
        called.or(spoke).map(|n| n.range)
    }

    /// The fullest name for the mention `who`: itself, an earlier longer form, or whom a pronoun means. `speakers` are the
    /// earlier speakers' mentions, led back, latest last.
    pub fn lead_back(&self, narration: &Narration, who: TokenRange, speakers: &[TokenRange]) -> Option<TokenRange> {
        let t = narration.tokens;
        if let Some(range) = self.definite(narration, who, speakers) {
            return Some(range);
        }
        let pronoun = who.1 == who.0 + 1 && t.has(who.0, Is::PRON.or(Is::OBJECT));
        if !pronoun {
            let Some(own) = self.inside(t, who) else {
                let alone = who.1 == who.0 + 1 && narration.named(who.0) && !t.classes(who.0).is_known();
                return alone.then_some(who);
            };
            if own.full {
                return Some(own.range);
            }
            return Some(self.longer(own));
        }
        let gender = if t.one_of(who.0, &["he", "him", "his"]) {
            Gender::Male
        } else if t.one_of(who.0, &["she", "her", "hers"]) {
            Gender::Female
        } else {
            return None;
        };
        let fits = |n: &&Name| n.person && (n.gender == gender || n.gender == Gender::Open);
        let start = (0..who.0).rev().find(|i| t.kind(*i) == TokenClass::Break).map_or(0, |i| i + 1);
        // The nearest subject of this passage; else the last speaker; else the nearest name.
        let subjects = self.before(who.0).take_while(|n| n.range.0 >= start);
        let here =
            subjects.clone().find(|n| fits(n) && n.gender == gender).or_else(|| subjects.clone().find(|n| fits(n)));
        let plausible = |n: &&Name| fits(n) || n.full && !n.body && n.gender == Gender::Open && words(t, n.range) < 4;
        let spoke = speakers.iter().rev().take(BACK).find_map(|s| self.inside(t, *s).filter(plausible));
        let near = self.before(who.0).take(12).find(|n| fits(n) && n.gender == gender);
        let found = here.or(spoke).or(near)?;
        Some(self.longer(found))
    }
}

/// The number of words in a range.
fn words(t: &Tokens, range: TokenRange) -> usize {
    (range.0..range.1).filter(|i| t.list[*i].word()).count()
}

/// Whether the name goes on with token `i`: a capital, an initial's stop, a hyphen or a particle between capitals.
fn goes_on(narration: &Narration, i: usize) -> bool {
    let t = narration.tokens;
    match t.kind(i) {
        TokenClass::Word if narration.named(i) => !t.has(i, Is::WEEKDAY),
        TokenClass::Word => {
            t.one_of(i, &["of", "the", "de", "del", "la", "al", "bin", "ibn", "van", "von", "der", "da", "el", "for"])
                && narration.named(i + 1)
                && !t.has(i + 1, Is::DET)
        }
        TokenClass::Hyphen => narration.named(i + 1) || narration.named(i - 1) && t.kind(i + 1) == TokenClass::Word,
        TokenClass::Stop => {
            let short = t.word(i - 1).chars().count() == 1 || t.has(i - 1, Is::TITLE.or(Is::ABBR));
            t.word(i) == "." && short && narration.named(i + 1)
        }
        _ => false,
    }
}
