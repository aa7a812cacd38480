//! Prints of incidents: hashes of what is shown of each, with the numbers that lists show, short enough to be kept. Two prints
//! of one incident say whether it has changed, and roughly how.
//!
//! Knows the model; knows no files and no screens.

use super::{killed, words};
use crate::model::{Corpus, IncidentId, When};

/// The form of prints. It changes with what is hashed.
pub const FORM: u32 = 2;

/// The print of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The hash of its id.
    pub id: u64,
    /// The hash of its title, date, places, actors and status.
    head: u32,
    /// The hash of its claims, with who makes them.
    claims: u32,
    /// The hash of the passages that tell of it, of links and of notes.
    passages: u32,
    origins: u32,
    /// Its verdict with `_` for spaces: of what is confirmed, or else of drafts, with their sign; `–` if it has none.
    verdict: String,
    killed: String,
}

impl Fingerprint {
    /// The print of an incident.
    pub fn of(corpus: &Corpus, id: IncidentId) -> Self {
        let incident = corpus.incident(id);
        let (mut head, mut claims, mut passages) = (Hash::new(), Hash::new(), Hash::new());
        for text in [incident.shown_title, incident.kind, incident.date_basis] {
            head.add(corpus.str(text));
        }
        head.add(incident.scope.word());
        head.add(incident.status.map_or("", |status| status.word()));
        head.add(&incident.date.map_or_else(String::new, When::edtf));
        head.add(&words::places(corpus, incident));
        for actor in &incident.actors {
            head.add(corpus.who(actor.who));
            head.add(corpus.str(actor.role));
        }
        for account in corpus.accounts_in(incident.accounts) {
            let passage = corpus.passage(account.passage);
            let article = corpus.article(passage.article);
            for hash in [&mut claims, &mut passages] {
                hash.add(corpus.str(article.id));
                hash.add(&passage.number.to_string());
            }
            passages.add(corpus.str(passage.digest_or_text()));
            claims.add(corpus.origin(article.origin));
            claims.add(corpus.str(account.hedge));
            for claim in corpus.claims_in(account.claims) {
                claims.add(corpus.facet_word(claim.facet));
                claims.add(&words::value(corpus, claim));
                claims.add(corpus.str(claim.words));
                for text in claim.according_to.iter().copied().chain([claim.hedge, claim.basis]) {
                    claims.add(corpus.str(text));
                }
            }
        }
        for link in &incident.relations {
            passages.add(link.link.word());
            passages.add(corpus.str(corpus.incident(link.to).id));
        }
        for note in incident.notes.ids() {
            passages.add(corpus.str(corpus.note(note).text));
        }
        let overall = corpus.overall(id);
        let verdict = match (&overall.confirmed, &overall.draft) {
            (Some(of), _) => of.verdict.word().to_owned(),
            (None, Some(of)) => format!("{}{}", words::DRAFT, of.verdict.word()),
            (None, None) => "–".to_owned(),
        };
        Self {
            id: Hash::of(corpus.str(incident.id)),
            head: head.short(),
            claims: claims.short(),
            passages: passages.short(),
            origins: u32::try_from(corpus.coverage(incident).origins).unwrap_or(u32::MAX),
            verdict: verdict.replace(' ', "_"),
            killed: killed::in_short(corpus, id),
        }
    }

    /// The print in one line.
    pub fn line(&self) -> String {
        let Self { id, head, claims, passages, origins, verdict, killed } = self;
        format!("{id:016x} {head:08x} {claims:08x} {passages:08x} {origins} {verdict} {killed}")
    }

    /// The print in a line; `None` if it holds none.
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(7, ' ');
        let mut hash = || u64::from_str_radix(parts.next()?, 16).ok();
        let (id, mut short) = (hash()?, || hash().and_then(|n| u32::try_from(n).ok()));
        let (head, claims, passages) = (short()?, short()?, short()?);
        let origins = parts.next()?.parse().ok()?;
        Some(Self { id, head, claims, passages, origins, verdict: parts.next()?.into(), killed: parts.next()?.into() })
    }

    /// What differs from an earlier print of the same incident: `killed 9 → 31, claims`; empty if nothing does.
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let mut all = Vec::new();
        let mut turn = |what: &str, was: &str, is: &str| {
            let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.replace('_', " ") };
            if was != is {
                all.push(format!("{what} {} → {}", shown(was), shown(is)));
            }
        };
        turn("killed", &before.killed, &self.killed);
        turn("origins", &before.origins.to_string(), &self.origins.to_string());
        turn("verdict", &before.verdict, &self.verdict);
        for (what, differ) in [
            ("title, date, place, actor or status", self.head != before.head),
            ("claims", self.claims != before.claims),
            ("passages, links or notes", self.passages != before.passages),
        ] {
            if differ {
                all.push(what.to_owned());
            }
        }
        all
    }
}

/// A hash that is the same in every run and every build: FNV-1a.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn of(text: &str) -> u64 {
        let mut hash = Self::new();
        hash.add(text);
        hash.0
    }

    /// Adds a text and its end.
    fn add(&mut self, text: &str) {
        // No text holds this byte.
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn short(&self) -> u32 {
        (self.0 ^ (self.0 >> 32)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_is_read_as_it_was_written_and_nothing_else_is() {
        let print = Fingerprint {
            id: 7,
            head: 1,
            claims: u32::MAX,
            passages: 3,
            origins: 2,
            verdict: "single".into(),
            killed: "≤50–94 +".into(),
        };
        assert_eq!(Fingerprint::parse(&print.line()), Some(print.clone()));
        let none = Fingerprint { killed: String::new(), ..print.clone() };
        assert_eq!(Fingerprint::parse(&none.line()), Some(none.clone()));
        assert_eq!(none.differences(&print), ["killed ≤50–94 + → –"]);
        let drafted = Fingerprint { verdict: "◌conflict".into(), ..print.clone() };
        assert_eq!(drafted.differences(&print), ["verdict single → ◌conflict"]);
        for line in ["", "x", "1 2 3 4 5", "1 2 3 4 x y z", "1 fffffffff 3 4 5 y z"] {
            assert_eq!(Fingerprint::parse(line), None, "{line}");
        }
    }
}
