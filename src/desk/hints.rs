//! What the line of a claim of selected words may become, as far as it is typed: the facet, and values for it, the likeliest first.
//! Those that the rules read in the words and whom and what these name come first, then what other sources say of the incident,
//! then what the corpus says at all. Knows the model; reads no file.

use std::collections::{HashMap, HashSet};

use super::claim_line::{self, ClaimPart};
use super::likely::{Lately, LikelyHere, LikelyIncident};
use super::line::{joined, named, parts, word_and_rest};
use super::offers::counted;
use super::passage_reading::PassageReading;
use super::proposed::Proposer;
use super::tellers;
use super::typed::{self, ValueKind};
use crate::documents::declared::is_label;
use crate::fold::fold;
use crate::model::incident::Status;
use crate::model::{Claim, Corpus, Facet, IncidentId, NameKind, PassageId, Role, Stance, Value};
use crate::reading::TextSpan;

/// What is known of the words of a claim that is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimHints {
    /// The words.
    words: String,
    /// What the rules propose for them, as lines, the likeliest first.
    pub proposed: Vec<String>,
    /// The id of the incident that they are likely about.
    about: String,
    /// What their sentence attributes them to, as parts of a line: ` ; reported ; by police`.
    attributed: String,
    /// Whom the passage names as a source or lets speak, those of the words first.
    pub sources: Vec<String>,
    /// The incident that they are clearly about, which needs no question.
    pub clear: Option<ClearIncident>,
}

/// An incident that some words are clearly about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearIncident {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What speaks for it.
    pub reason: String,
}

/// How many lines are given at most.
const MOST: usize = 24;
/// How many of each facet, where what is typed begins several.
const MOST_OF_SEVERAL: usize = 4;
/// The types of a facet that is not declared yet, the usual ones first.
const TYPES: [&str; 5] = ["text", "text single", "name", "number", "date"];

impl ClaimHints {
    /// Those of a part of a passage, which is read once.
    pub fn of(corpus: &Corpus, passage: PassageId, span: TextSpan, lately: Lately) -> Self {
        let read = PassageReading::of(corpus, passage);
        let words = span.of(read.text).to_owned();
        let proposer = Proposer::of(corpus, &read);
        let first = proposer.line(span);
        let mut all = proposer.others(span, &first);
        if !first.is_empty() {
            all.insert(0, first);
        }
        let here = counted::all(&read).into_iter().filter(|(counted, _)| counted.overlaps(span));
        for (_, line) in here {
            if !all.contains(&line) {
                all.push(line);
            }
        }
        let likely = LikelyHere::of(corpus, passage, &read, lately);
        let about = likely.first(&words).map(|id| corpus.str(corpus.incident(id).id).to_owned());
        let clear = likely.clear(&words).map(|LikelyIncident { id, reason }| {
            let incident = corpus.incident(id);
            let (id, title) = (corpus.str(incident.id).to_owned(), corpus.str(incident.title).to_owned());
            ClearIncident { id, title, reason }
        });
        let sources = sources(&read, corpus, passage, span);
        let attributed = proposer.with_source(span, String::new());
        Self { words, proposed: all, about: about.unwrap_or_default(), attributed, sources, clear }
    }

    /// The lines that what is typed may become; with the facet alone, or the beginnings of facet and value. What follows after a
    /// semicolon stays. Lines of a facet or name that is new say so.
    pub fn lines(&self, corpus: &Corpus, typed: &str) -> Vec<String> {
        let all = parts(typed);
        let (head, tail) = all.split_first().map_or(("", &[][..]), |(head, tail)| (head.as_str(), tail));
        let (word, rest) = word_and_rest(head);
        let words = joined(std::slice::from_ref(&self.words));
        // The words that the form has put there are no value that somebody typed.
        let rest = if rest == words { "" } else { rest };
        let begun: Vec<&str> = facets(corpus).into_iter().filter(|facet| facet.starts_with(word)).collect();
        let exact: Vec<&str> = begun.iter().copied().filter(|facet| *facet == word).collect();
        let begun = if exact.is_empty() { begun } else { exact };
        let with = |line: String| -> String { with_typed(&line, tail) };
        if word.is_empty() {
            return self.proposed.clone();
        }
        if begun.is_empty() {
            let value = if rest.is_empty() { words } else { joined(&[rest.to_owned()]) };
            let all = TYPES.iter().filter(|_| is_label(word));
            // They are one where the type is typed.
            return each_once(all.map(|kind| with(format!("{word} {value} ; type {kind}")))).collect();
        }
        let most = if begun.len() > 1 { MOST_OF_SEVERAL } else { MOST };
        // Where only a later word begins so, another value is likelier.
        let is_later = |line: &String| !begins(&value_of(line), rest);
        let mut lines: Vec<String> = Vec::new();
        for facet in begun.into_iter().filter_map(|word| Some((word, corpus.facet(word)?))) {
            let mut fits = self.with_source(self.of_facet(corpus, facet));
            fits.retain(|line| has_begun(&value_of(line), rest));
            fits.sort_by_cached_key(is_later);
            lines.extend(each_once(fits.into_iter().map(with)).take(most));
        }
        lines.sort_by_cached_key(is_later);
        lines.truncate(MOST);
        lines
    }

    /// The line that Enter takes of those that what is typed may become: the likeliest of a facet without a value, else the only one
    /// whose value begins so. What is misspelt begins another one.
    pub fn taken<'l>(&self, typed: &str, lines: &'l [String]) -> Option<&'l String> {
        let all = parts(typed);
        let (_, rest) = word_and_rest(all.first()?);
        if rest.is_empty() || rest == joined(std::slice::from_ref(&self.words)) {
            return lines.first();
        }
        let head = |line: &String| parts(line).first().cloned();
        let mut fit = lines.iter().filter(|line| begins(&value_of(line), rest));
        let first = fit.next()?;
        fit.all(|line| head(line) == head(first)).then_some(first)
    }

    /// Lines with whom the words are attributed to, where they do not say that; the likeliest also without, after it.
    fn with_source(&self, all: Vec<String>) -> Vec<String> {
        if self.attributed.is_empty() {
            return all;
        }
        let is_bare = |line: &String| !self.proposed.contains(line);
        let with = |line: &String| if is_bare(line) { format!("{line}{}", self.attributed) } else { line.clone() };
        let mut made: Vec<String> = all.iter().map(with).collect();
        let mut all = all.into_iter();
        if let Some(first) = all.next() {
            made.insert(1, first);
        }
        made.extend(all);
        made
    }

    /// Lines of a facet, the likeliest first.
    fn of_facet(&self, corpus: &Corpus, (word, facet): (&str, Facet)) -> Vec<String> {
        let kind = ValueKind::of(corpus, facet);
        let value = |value: &str| format!("{word} {}", joined(&[value.to_owned()]));
        let is_of = |line: &&String| word_and_rest(line).0 == word;
        let mut all: Vec<String> = self.proposed.iter().filter(is_of).cloned().collect();
        let (folded, is_name) = (fold(&self.words), kind.is_who() || facet == Facet::Place);
        let stands = |text: &str| format!(" {folded} ").contains(&format!(" {} ", fold(text)));
        if is_name {
            let fits = |of: NameKind| (of == NameKind::Place) == (facet == Facet::Place);
            let mut here: Vec<(usize, String)> = Vec::new();
            for (_, name) in corpus.names().filter(|(_, name)| fits(name.kind)) {
                let spellings = std::iter::once(name.name).chain(name.variants.iter().copied());
                let longest = spellings.map(|text| corpus.str(text)).filter(|text| stands(text)).map(str::len).max();
                here.extend(longest.map(|len| (len, value(corpus.str(name.id)))));
            }
            here.sort_by_key(|(len, _)| std::cmp::Reverse(*len));
            all.extend(here.into_iter().map(|(_, line)| line));
        }
        let takes_words = kind.is_who() || (!facet.is_figure() && typed::read(corpus, kind, &self.words, None).is_ok());
        let own = told(corpus, facet, corpus.find_incident(&self.about));
        let (here, elsewhere): (Vec<String>, Vec<String>) = own.into_iter().partition(|text| stands(text));
        all.extend(here.iter().map(|text| value(text)));
        if !facet.is_figure() {
            all.extend(elsewhere.iter().map(|text| value(text)));
        }
        if facet == Facet::Status {
            all.extend(Status::ALL.iter().map(|status| value(status.word())));
        }
        // What is called so already is no new name.
        let kind_of_name = if facet == Facet::Place { NameKind::Place } else { NameKind::Organisation };
        let is_new = is_name && typed::name(corpus, self.bare(), |of| of == kind_of_name).is_none();
        if facet == Facet::Place {
            let new = self.new_places(corpus).into_iter().filter(|_| is_new);
            all.extend(new.map(|new| format!("{} ; {new}", value(self.bare()))));
        } else if takes_words {
            all.push(value(&self.words));
        }
        if !facet.is_figure() {
            all.extend(told(corpus, facet, None).iter().map(|text| value(text)));
        }
        if is_name && facet == Facet::Place {
            let places = corpus.names().filter(|(_, name)| name.kind == NameKind::Place);
            all.extend(places.map(|(_, name)| value(corpus.str(name.id))));
        } else if is_new {
            all.push(format!("{} ; new organisation", value(self.bare())));
        }
        all
    }

    /// The words without those at their beginning that are none of a name.
    fn bare(&self) -> &str {
        let mut bare = self.words.as_str();
        while let Some((first, rest)) = bare.split_once(' ')
            && ["the", "a", "an", "in", "at", "on", "near", "of", "from", "by"].contains(&first.to_lowercase().as_str())
        {
            bare = rest;
        }
        bare
    }

    /// The parts that make a place of the words: within each place of the incident, then by itself.
    fn new_places(&self, corpus: &Corpus) -> Vec<String> {
        let places = corpus.find_incident(&self.about).into_iter().flat_map(|id| {
            let all = corpus.incident(id).places.iter().filter(|place| place.role == Role::Where);
            all.map(|place| corpus.str(corpus.name(place.name).id))
        });
        let within = places.map(|id| format!("new place in {id}"));
        within.chain(["new place".to_owned()]).collect()
    }
}

/// All facets of a corpus, those built in first.
fn facets(corpus: &Corpus) -> Vec<&str> {
    let built_in = Facet::BUILT_IN.iter().filter_map(|facet| facet.built_in_word());
    built_in.chain(corpus.facets().iter().map(|facet| corpus.str(facet.label))).collect()
}

/// The value of a line.
fn value_of(line: &str) -> String {
    parts(line).first().map(|head| word_and_rest(head).1.to_owned()).unwrap_or_default()
}

/// Whether a value begins with what is typed.
fn begins(value: &str, typed: &str) -> bool {
    value.to_lowercase().starts_with(&typed.to_lowercase())
}

/// Lines in their order, each once.
fn each_once(lines: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let mut seen = HashSet::new();
    lines.filter(move |line| seen.insert(line.clone()))
}

/// Whether a value, or one of its words, begins with what is typed.
fn has_begun(value: &str, typed: &str) -> bool {
    let (value, typed) = (value.to_lowercase(), typed.to_lowercase());
    let words = value.match_indices([' ', '-', '“']).map(|(at, sign)| &value[at + sign.len()..]);
    std::iter::once(value.as_str()).chain(words).any(|rest| rest.starts_with(&typed))
}

/// A line with the parts that are typed: each takes the place of what the line says of the same.
fn with_typed(line: &str, tail: &[String]) -> String {
    let kind = |part: &str| named(word_and_rest(part).0, &claim_line::PARTS).ok();
    let typed: Vec<&String> = tail.iter().filter(|part| !part.is_empty()).collect();
    let is_replaced = |own: &str| {
        kind(own).is_some_and(|own| typed.iter().filter_map(|part| kind(part)).any(|part| replaces(part, own)))
    };
    let own = parts(line).into_iter().enumerate().filter(|(at, part)| *at == 0 || !is_replaced(part));
    joined(&own.map(|(_, part)| part).chain(typed.iter().copied().cloned()).collect::<Vec<_>>())
}

/// Whether a part that is typed takes the place of one that a line has.
fn replaces(typed: ClaimPart, own: ClaimPart) -> bool {
    let says = |part: ClaimPart| match part {
        ClaimPart::As(_) => ClaimPart::Stance,
        ClaimPart::Unweighed => ClaimPart::Weigh,
        ClaimPart::Alias => ClaimPart::New,
        other => other,
    };
    // That something is only reported goes with the source that reports it; other doubts are of the words.
    let goes_too = typed == ClaimPart::By && own == ClaimPart::As(Stance::Reported);
    says(typed) == says(own) || goes_too
}

/// The values that claims of an incident, or of all of them, give a facet: what is confirmed first, and of that what is told
/// most often.
fn told(corpus: &Corpus, facet: Facet, about: Option<IncidentId>) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut confirmed: HashSet<String> = HashSet::new();
    let mut note = |claim: &Claim| {
        // What is denied or only suspected is no value to be claimed.
        let is_asserted = claim.stance == Stance::Asserted;
        if claim.facet != facet
            || !is_asserted
            || matches!(claim.value, Value::Figure(figure) if figure.stated.is_none())
        {
            return;
        }
        let value = typed::plain(corpus, claim);
        if claim.drafted.is_none() {
            confirmed.insert(value.clone());
        }
        let count = counts.entry(value.clone()).or_default();
        if *count == 0 {
            order.push(value);
        }
        *count += 1;
    };
    match about {
        Some(id) => {
            let accounts = corpus.accounts_in(corpus.incident(id).accounts).iter();
            accounts.flat_map(|account| corpus.claims_in(account.claims)).for_each(&mut note);
        }
        None => corpus.claims().for_each(|(_, claim)| note(claim)),
    }
    order.sort_by_key(|value| (!confirmed.contains(value), std::cmp::Reverse(counts[value])));
    order
}

/// Whom a passage names as the source of the sentence of some words, then of others; and who speaks in it.
fn sources(read: &PassageReading, corpus: &Corpus, passage: PassageId, span: TextSpan) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut note = |who: &str| {
        let who = who.split_whitespace().collect::<Vec<_>>().join(" ");
        if !who.is_empty() && !all.contains(&who) {
            all.push(who);
        }
    };
    let sources = &read.reading.sources;
    let (own, others): (Vec<_>, Vec<_>) = sources.iter().partition(|source| source.span.contains(span));
    for source in own {
        note(source.value.who.of(read.text));
    }
    for &id in corpus.quotes_in(passage) {
        let quote = corpus.quote(id);
        note(quote.speaker.map_or(corpus.str(quote.speaker_words), |name| corpus.str(corpus.name(name).name)));
    }
    for source in others {
        note(source.value.who.of(read.text));
    }
    for teller in tellers::all(read.text) {
        note(teller.of(read.text));
    }
    all
}

/// Whether a line says that something is added to the corpus: nobody wants that by chance.
pub fn adds(corpus: &Corpus, line: &str) -> bool {
    claim_line::read(corpus, line).is_ok_and(|claim| !claim.adds.said().is_empty())
}
