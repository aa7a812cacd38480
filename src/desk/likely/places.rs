//! Where a passage says that something was, beside the places of incidents. A place of the words, or else of their sentence, that is
//! neither in nor around a place of an incident speaks against it. Knows the model and the rules.

use std::collections::HashSet;

use crate::desk::by_hand;
use crate::desk::passage_reading::PassageReading;
use crate::desk::phrases;
use crate::model::{Corpus, Incident, IncidentId, NameId, NameKind, Stance, Value};
use crate::reading::TextSpan;
use crate::reading::lexicon::{Is, look_up};

/// Words before a place where something was. What comes from a place, or goes to it, may be elsewhere.
const WHERE: [&str; 9] = ["in", "at", "near", "outside", "inside", "around", "across", "within", "throughout"];
/// Those of them that stand before a town rather than before a building, which may lie within any place.
const BEFORE_TOWNS: [&str; 2] = ["in", "near"];
/// Words between such a word and a place. No article stands before a town.
const BETWEEN: [&str; 12] = [
    "the", "downtown", "central", "northern", "southern", "eastern", "western", "nearby", "city", "town", "village",
    "of",
];
/// How many of them at most.
const MOST_BETWEEN: usize = 4;
/// Capitalised words after them that are no towns: languages, feasts and their months, faiths, assemblies, media, operations.
const NO_TOWNS: [&str; 40] = [
    "arabic",
    "english",
    "persian",
    "farsi",
    "dari",
    "pashto",
    "urdu",
    "hindi",
    "kurdish",
    "hebrew",
    "mandarin",
    "bengali",
    "swahili",
    "hausa",
    "latin",
    "ramadan",
    "muharram",
    "ashura",
    "arbaeen",
    "safar",
    "rajab",
    "shaban",
    "shawwal",
    "eid",
    "nowruz",
    "christmas",
    "easter",
    "advent",
    "lent",
    "passover",
    "hanukkah",
    "diwali",
    "islam",
    "christianity",
    "parliament",
    "congress",
    "telegram",
    "twitter",
    "facebook",
    "operation",
];
/// The classes of words that stand after a town. A noun does not: the word before is a part of its phrase.
const AFTER_TOWN: [Is; 12] = [
    Is::PREP,
    Is::AUX,
    Is::DET,
    Is::PRON,
    Is::CONJ,
    Is::ADV,
    Is::WEEKDAY,
    Is::DAYPART,
    Is::KILLED,
    Is::KILLING,
    Is::DIED,
    Is::VERB,
];

/// What is known of a place that a passage names.
#[derive(Clone, Copy)]
enum Named<'t> {
    Name(NameId),
    /// A country or what lies in it, by the code of the country.
    Country(&'t str),
    /// A town that nobody knows here.
    Unknown,
    /// No place: the adjective of a country, or who did or suffered something.
    Other,
}

/// A place that a passage names.
struct PlaceHere {
    span: TextSpan,
    /// Whether it stands there as where something was.
    is_where: bool,
    /// The incidents that were in it or around it.
    fits: HashSet<IncidentId>,
}

/// The places that a passage names, if it says of any that something was there.
pub(super) struct PlacesHere {
    all: Vec<PlaceHere>,
    /// The incidents of which a place is known.
    placed: HashSet<IncidentId>,
}

impl PlacesHere {
    /// Those of a passage.
    pub(super) fn of(corpus: &Corpus, read: &PassageReading) -> Self {
        let named = named(corpus, read);
        let (mut all, mut placed): (Vec<PlaceHere>, HashSet<IncidentId>) = (Vec::new(), HashSet::new());
        for (span, _) in &named {
            if all.iter().all(|place| place.span != *span) {
                all.push(PlaceHere {
                    span: *span,
                    is_where: stands_after(read.text, *span, &WHERE, &BETWEEN),
                    fits: HashSet::new(),
                });
            }
        }
        if !all.iter().any(|place| place.is_where) {
            return Self { all: Vec::new(), placed };
        }
        for (id, incident) in corpus.incidents() {
            let own = places_of(corpus, incident);
            if own.is_empty() {
                continue;
            }
            placed.insert(id);
            for place in &mut all {
                let mut meant = named.iter().filter(|(span, _)| *span == place.span);
                if meant.any(|(_, meant)| own.iter().any(|own| is_within(corpus, *own, *meant))) {
                    place.fits.insert(id);
                }
            }
        }
        Self { all, placed }
    }

    /// What words, or if they say nowhere where something was their sentence, name of them.
    pub(super) fn beside(&self, words: Option<TextSpan>, sentence: Option<TextSpan>) -> PlacesTold<'_> {
        let of = |span: Option<TextSpan>| -> Vec<&PlaceHere> {
            self.all.iter().filter(|place| span.is_some_and(|span| span.overlaps(place.span))).collect()
        };
        let is_told = |all: &[&PlaceHere]| all.iter().any(|place| place.is_where);
        let all = Some(of(words)).filter(|own| is_told(own)).unwrap_or_else(|| of(sentence));
        PlacesTold { all: if is_told(&all) { all } else { Vec::new() }, placed: &self.placed }
    }
}

/// The places that some words name, if they say of any that something was there.
pub(super) struct PlacesTold<'p> {
    all: Vec<&'p PlaceHere>,
    placed: &'p HashSet<IncidentId>,
}

impl PlacesTold<'_> {
    /// Whether an incident was elsewhere than in any of them.
    pub(super) fn are_elsewhere(&self, id: IncidentId) -> bool {
        !self.all.is_empty() && self.placed.contains(&id) && !self.all.iter().any(|place| place.fits.contains(&id))
    }
}

/// The places that a passage names, each span with all that it may mean; none within the name of something else.
fn named<'r>(corpus: &Corpus, read: &'r PassageReading) -> Vec<(TextSpan, Named<'r>)> {
    let names = phrases::named(corpus, read.text);
    let names = names.into_iter().map(|(span, name)| (span, Named::Name(name)));
    let read_here = read.reading.places.iter().map(|mention| {
        let country = Named::Country(mention.value.place.country.as_str());
        (mention.span, if mention.value.adjective { Named::Other } else { country })
    });
    let actors = read.reading.actors.iter().filter_map(|mention| Some((mention.value.name?, Named::Other)));
    // The words around a town, and what is no town, are known of English only.
    let unknown = if read.english { unknown(read.text) } else { Vec::new() };
    let unknown = unknown.into_iter().map(|span| (span, Named::Unknown));
    let mut found: Vec<(TextSpan, Named)> = Vec::new();
    for (span, meant) in names.chain(read_here).chain(actors).chain(unknown) {
        let is_alike = |known: &Named| matches!((known, meant), (Named::Name(_), Named::Name(_)));
        if found.iter().all(|(other, known)| !other.overlaps(span) || (*other == span && is_alike(known))) {
            found.push((span, meant));
        }
    }
    // These hold their words only, so that no town is read in them.
    let is_place = |meant: &Named| match *meant {
        Named::Name(name) => corpus.name(name).kind == NameKind::Place,
        Named::Country(_) | Named::Unknown => true,
        Named::Other => false,
    };
    found.retain(|(_, meant)| is_place(meant));
    found
}

/// Where an incident was, as far as it is known: its places, and those that claims of it give.
fn places_of(corpus: &Corpus, incident: &Incident) -> Vec<NameId> {
    let accounts = corpus.accounts_in(incident.accounts).iter();
    let claims = accounts.flat_map(|account| corpus.claims_in(account.claims));
    let told = claims.filter(|claim| claim.stance != Stance::Denied).filter_map(|claim| match claim.value {
        Value::Place(name) => Some(name),
        _ => None,
    });
    incident.places.iter().map(|place| place.name).chain(told).collect()
}

/// Whether a place lies in or around what is named.
fn is_within(corpus: &Corpus, own: NameId, named: Named) -> bool {
    match named {
        Named::Name(name) => corpus.is_akin(own, name),
        // Of a place without a country nobody knows that it is elsewhere.
        Named::Country(code) => [code, ""].contains(&corpus.str(corpus.name(own).country)) || code.is_empty(),
        Named::Unknown | Named::Other => false,
    }
}

/// Capitalised words of an English text that stand where a town does and are no part of a longer phrase, and that no text has
/// otherwise.
fn unknown(text: &str) -> Vec<TextSpan> {
    let words = by_hand::words(text);
    let is_name = |span: TextSpan| {
        let own = span.of(text);
        own.starts_with(char::is_uppercase) && own.chars().count() > 2 && look_up(own).0 == Is::NONE
    };
    let is_joined = |pair: &[TextSpan]| text[pair[0].end..pair[1].start].chars().all(|c| c == ' ');
    // A noun goes on with the phrase: "in Telegram posts".
    let goes_on = |last: usize| {
        let next = words.get(last + 1).filter(|next| is_joined(&[words[last], **next])).map(|next| next.of(text));
        next.is_some_and(|next| !AFTER_TOWN.iter().any(|is| look_up(next).0.any(*is)) && !is_past(next))
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(&first) = words.get(at) {
        let last = at + words[at..].windows(2).take_while(|pair| is_joined(pair) && is_name(pair[1])).count();
        if !is_name(first) || !stands_after(text, first, &BEFORE_TOWNS, &BETWEEN[1..]) {
            at += 1;
            continue;
        }
        at = last + 1;
        if !NO_TOWNS.contains(&first.of(text).to_lowercase().as_str()) && !goes_on(last) {
            found.push(first.to(words[last]));
        }
    }
    found
}

/// Whether a word looks like a verb in its past form.
fn is_past(word: &str) -> bool {
    word.ends_with("ed") && word.starts_with(char::is_lowercase)
}

/// Whether one of some words stands before a part of a text, at most with a few of others between.
fn stands_after(text: &str, span: TextSpan, words: &[&str], between: &[&str]) -> bool {
    let before = text[..span.start].trim_end_matches(' ');
    let mut last = before.rsplit(' ').map(str::to_lowercase).take(MOST_BETWEEN + 1);
    last.find(|word| !between.contains(&word.as_str())).is_some_and(|word| words.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_that_nobody_knows_stands_alone() {
        for (text, towns) in [
            ("A second blaze in Eastwick killed 4 people on 2 May.", &["Eastwick"][..]),
            ("A blaze broke out in Eastwick.", &["Eastwick"]),
            ("It burned in Eastwick, far from the port.", &["Eastwick"]),
            ("It burned near Old Eastwick on Monday.", &["Old Eastwick"]),
            ("It burned in Eastwick Monday night, and in nearby Tarn.", &["Eastwick", "Tarn"]),
            ("The blaze in Eastwick destroyed the port.", &["Eastwick"]),
            ("In Eastwick", &["Eastwick"]),
            ("It was claimed in Telegram posts.", &[]),
            ("It was claimed in Telegram.", &[]),
            ("The statement in Arabic named nobody.", &[]),
            ("It burned in Ramadan, on a Monday in May.", &[]),
            ("It burned in Eastwick territory.", &[]),
            ("It burned in Houthi-held areas.", &[]),
        ] {
            let found: Vec<&str> = unknown(text).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(found, towns, "{text}");
        }
    }
}
