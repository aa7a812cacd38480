//! What the rules of reading propose for selected words: the line of a claim with facet, value, stance and source; the kind and the
//! date of an incident. Whoever types takes it by Enter, or changes it. Knows the model and the rules.

pub mod incidents;
mod people;

use std::collections::HashMap;

use super::claim_line::TypedClaim;
use super::line::joined;
use super::passage_reading::PassageReading;
use super::{claim_line, learned, typed};
use crate::align::words::stand_in;
use crate::model::{Corpus, Facet, Figure, Name, NameId, NameKind, Party, PassageId, Stance, Value, When};
use crate::reading::date::DateBasis;
use crate::reading::figure::{FigureExtent, Harm};
use crate::reading::quotation::Quotation;
use crate::reading::{ArticleReading, Mention, TextSpan};

/// Words that stand before the name of a place.
const BEFORE_PLACES: [&str; 6] = ["in", "at", "near", "outside", "from", "of"];

/// Rules of figures of which no number is printed.
const UNPRINTED: [&str; 4] = ["figure.named", "figure.one", "figure.the-one", "figure.plural"];

/// A line of a claim that can be read, with what it says.
pub(super) struct ReadLine {
    pub(super) line: String,
    pub(super) claim: TypedClaim,
}

/// What the rules read in a passage of a corpus, to propose claims.
pub(super) struct Proposer<'r, 'c> {
    corpus: &'c Corpus,
    text: &'c str,
    reading: &'r ArticleReading,
    borrowed: &'r [TextSpan],
    /// The names of the corpus that stand in it: their spellings, in small letters.
    names: Vec<(&'c Name, Vec<String>)>,
    /// Words that were taken for a name before.
    learned: Vec<(TextSpan, NameId)>,
}

impl<'r, 'c> Proposer<'r, 'c> {
    /// Of a passage that has a text.
    pub(super) fn of(corpus: &'c Corpus, read: &'r PassageReading<'c>) -> Self {
        let PassageReading { text, reading, borrowed, .. } = read;
        let lower = text.to_lowercase();
        let spelt = |name: &'c Name| {
            let all = std::iter::once(name.name).chain(name.variants.iter().copied());
            let all = all.map(|text| corpus.str(text).to_lowercase()).filter(|text| stand_in(&lower, text));
            Some((name, all.collect::<Vec<_>>())).filter(|(_, all)| !all.is_empty())
        };
        let names = corpus.names().filter_map(|(_, name)| spelt(name)).collect();
        let learned = learned::in_text(corpus, text);
        Self { corpus, text, reading, borrowed, names, learned }
    }

    /// Words of the text that were taken for a name before.
    pub(super) fn learned(&self) -> &[(TextSpan, NameId)] {
        &self.learned
    }

    fn words(&self, span: TextSpan) -> String {
        span.of(self.text).split_whitespace().take(super::by_hand::MOST_WORDS).collect::<Vec<_>>().join(" ")
    }

    /// The parts of the line that the rules read in a part of the text; none if they read nothing.
    fn claim(&self, span: TextSpan) -> Vec<String> {
        let found =
            self.reads(span).or_else(|| self.name(span)).or_else(|| self.method(span)).or_else(|| self.new_place(span));
        found.map(|parts| self.attributed(parts, span)).unwrap_or_default()
    }

    /// What the rules read there first: a figure, a date, or who did it.
    fn reads(&self, span: TextSpan) -> Option<Vec<String>> {
        self.figure(span).or_else(|| self.date(span)).or_else(|| self.actor(span)).or_else(|| self.blamed(span))
    }

    /// All that the rules read in a part of the text, each as the parts of a line, and the places that it names.
    fn told(&self, span: TextSpan) -> Vec<Vec<String>> {
        let read = [self.figure(span), self.date(span), self.actor(span), self.blamed(span), self.method(span)];
        let named = self.names(span).into_iter().filter(|(_, name)| name.kind == NameKind::Place);
        let places = named.map(|(_, name)| vec![format!("place {}", self.corpus.str(name.id))]);
        let all = read.into_iter().flatten().chain(places);
        all.map(|parts| self.attributed(parts, span)).collect()
    }

    /// The line of a claim of words that somebody has selected, or what earlier claims of such words suggest. Empty if there is none.
    pub(super) fn line(&self, span: TextSpan) -> String {
        let parts = self.claim(span);
        let like = || like(self.corpus, span.of(self.text)).into_iter().collect();
        let line = joined(&if parts.is_empty() { like() } else { parts });
        // What would be refused is no proposal.
        if claim_line::read(self.corpus, &line).is_ok() { line } else { String::new() }
    }

    /// What else such words may say, as lines of claims: for whoever finds `line` wrong.
    pub(super) fn others(&self, span: TextSpan, line: &str) -> Vec<String> {
        let named = self.named(span).into_iter().map(|parts| self.attributed(parts, span));
        let like = like(self.corpus, span.of(self.text)).into_iter().map(|line| vec![line]);
        let all = self.readable(self.told(span).into_iter().chain(named).chain(like));
        all.into_iter().map(|read| read.line).filter(|other| other != line).collect()
    }

    /// What the rules read in a part of the text that nobody has selected: the likeliest line, if there is one, and others.
    /// Nobody there is taken for who did it unless the words say so.
    pub(super) fn lines(&self, span: TextSpan) -> (Option<ReadLine>, Vec<ReadLine>) {
        let is_place = |parts: &Vec<String>| parts[0].starts_with("place ");
        let is_only_named = self.reads(span).is_none() && !self.name(span).is_none_or(|parts| is_place(&parts));
        let first = if is_only_named { Vec::new() } else { self.claim(span) };
        let first = self.readable(std::iter::once(first)).pop();
        let mut others = self.readable(self.told(span).into_iter());
        others.retain(|other| first.as_ref().is_none_or(|first| first.line != other.line));
        (first, others)
    }

    /// The lines of these parts that can be read, each once.
    fn readable(&self, all: impl Iterator<Item = Vec<String>>) -> Vec<ReadLine> {
        let mut lines: Vec<ReadLine> = Vec::new();
        for line in all.map(|parts| joined(&parts)) {
            if lines.iter().all(|known| known.line != line)
                && let Ok(claim) = claim_line::read(self.corpus, &line)
            {
                lines.push(ReadLine { line, claim });
            }
        }
        lines
    }

    /// A line with whom the passage gives as the source of a part of the text.
    pub(super) fn with_source(&self, span: TextSpan, line: String) -> String {
        let more = self.attributed(Vec::new(), span).into_iter().map(|part| joined(&[part]));
        std::iter::once(line).chain(more).collect::<Vec<_>>().join(" ; ")
    }

    /// A claim with the source to which its sentence attributes it, if there is one.
    fn attributed(&self, mut parts: Vec<String>, span: TextSpan) -> Vec<String> {
        // Whom the claim names is not the source of the sentence too.
        let named = nearest(&self.reading.actors, span).map(|mention| mention.value.who);
        let is_other = |who: TextSpan| !named.is_some_and(|named| named.overlaps(who));
        let mut sources = self.reading.sources.iter().filter(|source| is_other(source.value.who));
        if let Some(source) = sources.find(|source| source.span.contains(span)) {
            let is_stated = parts.iter().any(|part| part == "suspected");
            parts.extend((source.value.hedged && !is_stated).then(|| "reported".to_owned()));
            parts.push(format!("by {}", self.words(source.value.who)));
        } else if let Some(speaker) = self.speaker(span) {
            parts.push(format!("by {speaker}"));
        }
        parts
    }

    /// Who says the words, if they stand in a quotation; by the fullest name that the passage gives.
    fn speaker(&self, span: TextSpan) -> Option<String> {
        let holds = |quote: &&Mention<Quotation>| quote.value.pieces.iter().any(|piece| piece.contains(span));
        let quote = self.reading.quotes.iter().find(holds).filter(|quote| quote.value.form.is_some())?;
        let speaker = quote.value.speaker.as_ref()?;
        Some(self.words(speaker.name.unwrap_or(speaker.mention)))
    }

    fn figure(&self, span: TextSpan) -> Option<Vec<String>> {
        // One that no number prints is that of its whole words only: of somebody whom they name, others may be told too.
        let is_printed = |mention: &Mention<_>| !UNPRINTED.contains(&mention.rule) || span.contains(mention.span);
        let mention = nearest(&self.reading.figures, span).filter(|mention| is_printed(mention))?;
        let value = &mention.value;
        let word = match value.harm {
            Harm::Killed => "killed",
            Harm::Injured => "injured",
            Harm::Detained => "detained",
            Harm::Jailed => "jailed",
            Harm::Casualties => "casualties",
            Harm::Missing => "missing",
            Harm::Kidnapped => "kidnapped",
        };
        let facet = self.corpus.facet(word);
        let (min, max, stated, qualifier) = (value.min, value.max, value.count, value.qualifier);
        // Those detained are counted whatever they did, and a declared facet tells no parties apart.
        let has_parties = matches!(value.harm, Harm::Killed | Harm::Injured | Harm::Casualties);
        let party = value.party.filter(|party| *party != Party::Victims && has_parties);
        let figure = Figure { min, max, stated, qualifier, party: Party::Victims };
        let mut parts =
            vec![format!("{word} {} {}", figure.display(), party.map_or("", Party::word)).trim().to_owned()];
        if let (Some(whom), None) = (value.whom.filter(|_| is_told(self.text, value.whom)), party) {
            parts.push(format!("whom {}", self.words(whom)));
        }
        match value.extent {
            FigureExtent::Total | FigureExtent::Open => {}
            FigureExtent::More => parts.extend(["hedge a further number, not the total".into(), "unweighed".into()]),
            FigureExtent::Part => parts.extend(["hedge some of a number, not the total".into(), "unweighed".into()]),
        }
        parts.extend(value.denied.then(|| "denied".to_owned()));
        parts.extend(facet.is_none().then(|| "type number people".to_owned()));
        Some(parts)
    }

    fn date(&self, span: TextSpan) -> Option<Vec<String>> {
        let mention = nearest(&self.reading.dates, span)?;
        let date = format!("date {}", mention.value.edtf);
        if self.borrowed.contains(&mention.span) {
            let basis = "basis the year is that of an incident on this day".to_owned();
            return Some(vec![date, basis, "borrowed year".to_owned()]);
        }
        let basis = self.basis(mention.value.basis).map(|basis| format!("basis {basis}"));
        Some([date].into_iter().chain(basis).collect())
    }

    /// How a date was worked out, in words; `None` if it is printed.
    fn basis(&self, basis: DateBasis) -> Option<String> {
        match basis {
            DateBasis::Printed => None,
            DateBasis::Year(day) => Some(format!("the year is that of {}", When::day(day).display())),
            DateBasis::Anchor(day) => Some(format!("counted from {}", When::day(day).display())),
            DateBasis::Text(span) => Some(format!("counted from “{}”", self.words(span))),
        }
    }

    /// The longest place of the corpus that stands in the words. Whom they name is proposed only where they are nothing but the
    /// name: who is named beside other words may have done anything.
    fn name(&self, span: TextSpan) -> Option<Vec<String>> {
        let bare = span.of(self.text).trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let bare = bare.strip_prefix("the ").unwrap_or(&bare).len();
        let stands = |(len, name): &(usize, &Name)| name.kind == NameKind::Place || *len == bare;
        let (_, name) = self.names(span).into_iter().find(stands)?;
        let facet = if name.kind == NameKind::Place { "place" } else { "perpetrator" };
        Some(vec![format!("{facet} {}", self.corpus.str(name.id))])
    }

    /// The names of the corpus that stand in the words, those in most letters first, with their number.
    fn names(&self, span: TextSpan) -> Vec<(usize, &'c Name)> {
        let words = span.of(self.text).to_lowercase();
        let longest = |all: &[String]| all.iter().filter(|text| stand_in(&words, text)).map(String::len).max();
        let all = self.names.iter().filter_map(|(name, all)| Some((longest(all)?, *name)));
        let mut all: Vec<(usize, &Name)> = all.collect();
        // Of those as long the last one comes first.
        all.reverse();
        all.sort_by_key(|(len, _)| std::cmp::Reverse(*len));
        all
    }

    fn method(&self, span: TextSpan) -> Option<Vec<String>> {
        Some(vec![format!("method {}", nearest(&self.reading.incidents, span)?.value.method.word())])
    }

    /// Capitalised words after "in": a place that the corpus does not have.
    fn new_place(&self, span: TextSpan) -> Option<Vec<String>> {
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        let before = self.text.get(..span.start)?.split_whitespace().next_back().unwrap_or_default();
        let (before, name) = match words.split_first() {
            Some((first, rest)) if BEFORE_PLACES.contains(&first.to_lowercase().as_str()) => (*first, rest),
            _ => (before, &words[..]),
        };
        let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        let is_place = BEFORE_PLACES.contains(&before.to_lowercase().as_str());
        (is_place && !name.is_empty() && name.iter().all(is_capital))
            .then(|| vec![format!("place {}", name.join(" ")), "new place".to_owned()])
    }
}

/// Whether the words that say whom a figure counts say more than that they are people.
fn is_told(text: &str, span: Option<TextSpan>) -> bool {
    let words = span.map(|span| span.of(text).to_lowercase()).unwrap_or_default();
    let bare = ["people", "persons", "others", "individuals", "victims", "deaths", "dead", "casualties", "lives"];
    words.split_whitespace().any(|word| !bare.contains(&word) && !["other", "more", "of", "the"].contains(&word))
}

/// The mention that lies within a span, or else one that shares some of it.
fn nearest<T>(all: &[Mention<T>], span: TextSpan) -> Option<&Mention<T>> {
    let within = all.iter().find(|mention| span.contains(mention.span));
    within.or_else(|| all.iter().find(|mention| mention.span.overlaps(span)))
}

/// The line of a claim that the rules read in a part of a passage, or that earlier claims of such words suggest. Empty if there is
/// none.
pub fn claim(corpus: &Corpus, id: PassageId, span: TextSpan) -> String {
    let with_text = corpus.passage(id).text.map(|_| PassageReading::of(corpus, id));
    with_text.map(|read| Proposer::of(corpus, &read).line(span)).unwrap_or_default()
}

/// The facet and value of the claims whose words or values share most words with these. None that says who did it, or that a
/// source denies or only suspects.
fn like(corpus: &Corpus, words: &str) -> Option<String> {
    let fold = |text: &str| -> Vec<String> {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        text.split_whitespace().map(bare).filter(|word| word.chars().count() > 3).collect()
    };
    let wanted = fold(words);
    // By facet and value: how many claims, and how many of the words their own words or values have.
    let mut found: HashMap<(Facet, String), (usize, usize)> = HashMap::new();
    for (_, claim) in corpus.claims().filter(|_| !wanted.is_empty()) {
        let accuses = matches!(claim.facet, Facet::Perpetrator | Facet::ClaimedBy | Facet::Target);
        if !matches!(claim.value, Value::Words(_) | Value::Who(_))
            || claim.facet == Facet::Method
            || accuses
            || claim.stance != Stance::Asserted
        {
            continue;
        }
        let value = typed::plain(corpus, claim);
        let said = fold(&format!("{value} {}", corpus.str(claim.words)));
        let shared = wanted.iter().filter(|word| said.contains(word)).count();
        if shared > 0 {
            let entry = found.entry((claim.facet, value)).or_default();
            *entry = (entry.0.max(shared), entry.1 + 1);
        }
    }
    let ((facet, value), _) = found.into_iter().max_by(|(a, of_a), (b, of_b)| of_a.cmp(of_b).then_with(|| b.cmp(a)))?;
    let is_said = fold(&value).iter().all(|word| wanted.contains(word));
    let value = if is_said { value } else { words.to_owned() };
    Some(format!("{} {value}", corpus.facet_word(facet)))
}
