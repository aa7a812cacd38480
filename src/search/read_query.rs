//! Reads the names of a query against the workspace, once per query: the whole name if there is one, else its words, else
//! a beginning. The reading is shown, so that a beginning is never taken for a name.

use std::collections::HashSet;
use std::sync::Arc;

use super::annotated;
use super::fold::fold;
use super::index::Values;
use super::query::{FieldFilter, FieldValue, Query};
use super::set_names::{self, Wanted};
use super::typed_name::{NameReading, TypedName};
use super::vocabulary::{PossibleActor, possible_actors};
use crate::model::id::Id;
use crate::model::incident::Who;
use crate::model::name::Precision;
use crate::model::{Corpus, DataSet, NameId, NameKind, Text, Workspace, country};

/// The names that a query is read against.
pub(super) struct NameScope<'w> {
    pub(super) corpus: &'w Corpus,
    /// Corpora whose names unify the spellings of data sets.
    pub(super) names: &'w [Arc<Corpus>],
    pub(super) sets: Vec<(&'w DataSet, &'w Values)>,
    /// The workspace, for what is noted on records.
    workspace: Option<&'w Workspace>,
}

impl<'w> NameScope<'w> {
    /// A corpus alone.
    pub(super) fn of(corpus: &'w Corpus) -> Self {
        Self { corpus, names: &[], sets: Vec::new(), workspace: None }
    }

    /// A workspace with the indexes of its data sets.
    pub(super) fn new(workspace: &'w Workspace, values: &'w [Arc<Values>]) -> Self {
        let sets = workspace.sets.iter().zip(values).map(|(set, values)| (&**set, &**values)).collect();
        Self { corpus: &workspace.corpus, names: &workspace.names, sets, workspace: Some(workspace) }
    }
}

/// What a typed name means in the workspace.
#[derive(Debug, Default)]
pub(super) struct NameSet {
    pub(super) name: Option<(TypedName, NameReading)>,
    /// For each name of the corpus (for sources: each article) whether it is meant itself.
    pub(super) named: Vec<bool>,
    /// For places: whether the name lies in one that is meant.
    pub(super) inside: Vec<bool>,
    /// Whether it means something besides those: words of the corpus that are no names, or a country without entries.
    pub(super) known: bool,
    /// For each data set, for each of its locations, actor groups or event types: whether it is meant. Sources have one
    /// value for all records.
    pub(super) sets: Vec<Vec<bool>>,
    /// The same of actor groups that are only possibly meant.
    pub(super) possible: Vec<Vec<bool>>,
    /// The names of actors that are only possibly meant, with the reasons.
    pub(super) doubts: Vec<PossibleActor>,
}

impl NameSet {
    /// Whether words that are no name of the corpus are meant.
    pub(super) fn says(&self, words: &str) -> bool {
        self.name.as_ref().is_some_and(|(name, reading)| name.matches(&fold(words), *reading))
    }

    fn is_empty(&self) -> bool {
        let records = self.sets.iter().chain(&self.possible).flatten();
        !self.known && !self.named.iter().chain(records).any(|meant| *meant)
    }
}

/// A value of a field, read.
#[derive(Debug)]
pub(super) enum ReadValue {
    Place(NameSet),
    Actor(NameSet),
    Kind(NameSet),
    Source(NameSet),
    By(NameSet),
    /// What editors note, and for each data set the bytes at which the records begin on which they note it, in order.
    Noted(FieldValue, Vec<Vec<u64>>),
    Plain(FieldValue),
}

/// A field of a query, read.
#[derive(Debug)]
pub(super) struct ReadFilter {
    pub(super) field: &'static str,
    pub(super) any: Vec<ReadValue>,
    pub(super) possibly: bool,
    pub(super) not: bool,
    /// As it is shown, with the reading of its names: `at:^kotu`.
    pub(super) shown: String,
}

/// The fields of a query, read against the workspace.
pub(super) fn read(scope: &NameScope<'_>, query: &Query) -> Vec<ReadFilter> {
    query.filters.iter().map(|filter| read_filter(scope, filter)).collect()
}

/// The readings tried for a name, in order.
const NAMES: [NameReading; 3] = [NameReading::Called, NameReading::Words, NameReading::Beginning];
/// The same for names that are listed by one of several: articles by their ids, event types without their groups.
const LISTED: [NameReading; 4] = [NameReading::Listed, NameReading::Called, NameReading::Words, NameReading::Beginning];

fn read_filter(scope: &NameScope<'_>, filter: &FieldFilter) -> ReadFilter {
    let mut shown: Vec<String> = Vec::new();
    let mut read = |name: &TypedName, of: &dyn Fn(NameReading) -> NameSet, readings: &[NameReading]| {
        let readings = name.reading.as_ref().map_or(readings, std::slice::from_ref);
        let mut found = NameSet::default();
        let mut reading = NameReading::Beginning;
        for &one in readings {
            // A letter is a beginning: as a word it stands only in the middle of a name (Mazar-i-Sharif).
            if one == NameReading::Words && name.reading.is_none() && name.text.chars().nth(1).is_none() {
                continue;
            }
            (found, reading) = (of(one), one);
            if !found.is_empty() {
                break;
            }
        }
        found.name = Some((name.clone(), reading));
        // A name that nothing bears was read in no way; it is shown as typed.
        let is_unread = found.is_empty() && readings.len() > 1;
        let value = if is_unread { name.typed.clone() } else { name.shown(reading) };
        let plain = value.chars().all(|c| c.is_alphanumeric() || "=-./'^".contains(c));
        shown.push(if plain { value } else { format!("\"{value}\"") });
        found
    };
    let any = filter.any.iter().map(|value| match value {
        FieldValue::At(name) if name.reading.is_none() && is_code(scope.corpus, &name.typed) => {
            // A country code means that country, not places that begin with these letters.
            ReadValue::Place(read(name, &|reading| places(scope, name, reading), &[NameReading::Code]))
        }
        FieldValue::At(name) => ReadValue::Place(read(name, &|reading| places(scope, name, reading), &NAMES)),
        FieldValue::Who(name) => ReadValue::Actor(read(name, &|reading| actors(scope, name, reading), &NAMES)),
        FieldValue::KindOf(name) => ReadValue::Kind(read(name, &|reading| kinds(scope, name, reading), &LISTED)),
        FieldValue::In(name) => ReadValue::Source(read(name, &|reading| sources(scope, name, reading), &LISTED)),
        FieldValue::By(name) => ReadValue::By(read(name, &|reading| speakers(scope, name, reading), &NAMES)),
        FieldValue::Tag(_) | FieldValue::Noted(_) => {
            let records = scope.workspace.map(|workspace| annotated::records(workspace, value));
            ReadValue::Noted(value.clone(), records.unwrap_or_default())
        }
        other => ReadValue::Plain(other.clone()),
    });
    let any: Vec<ReadValue> = any.collect();
    let signs = (if filter.not { "!" } else { "" }, if filter.possibly { "?" } else { "" });
    // `kind:` can have both: incident, and the name of a kind.
    let shown = if shown.is_empty() || shown.len() < any.len() {
        filter.typed.clone()
    } else {
        format!("{}{}:{}{}", signs.0, filter.field, signs.1, shown.join(","))
    };
    ReadFilter { field: filter.field, any, possibly: filter.possibly, not: filter.not, shown }
}

/// Whether it is a country code: one of the standard, or one of the corpus.
fn is_code(corpus: &Corpus, typed: &str) -> bool {
    let own = |code: &str| code.eq_ignore_ascii_case(typed);
    typed.len() == 2
        && (country::is_alpha2(&typed.to_uppercase()) || corpus.names().any(|(_, name)| own(corpus.str(name.country))))
}

/// For each name of a corpus that `counts`: whether it is meant. A listed name is the name as shown, without variants.
fn named(corpus: &Corpus, name: &TypedName, reading: NameReading, counts: &dyn Fn(NameId) -> bool) -> Vec<bool> {
    let is = |text| name.matches(&fold(corpus.str(text)), reading);
    let each = corpus.names().map(|(id, record)| {
        counts(id) && (is(record.name) || reading != NameReading::Listed && record.variants.iter().any(|&v| is(v)))
    });
    each.collect()
}

/// For each name: whether it, or one that it is part of, is in a list.
fn within(corpus: &Corpus, listed: &dyn Fn(NameId) -> bool) -> Vec<bool> {
    corpus.names().map(|(id, _)| corpus.with_wholes(id).any(listed)).collect()
}

/// The country code of a place: its own, or that of the nearest place that contains it.
pub(super) fn country_of(corpus: &Corpus, place: NameId) -> Option<&str> {
    corpus.with_wholes(place).find_map(|n| corpus.given(corpus.name(n).country))
}

/// Adds the spellings of the names in a list.
fn spell(corpus: &Corpus, listed: &[bool], spellings: &mut HashSet<String>) {
    for ((_, record), _) in corpus.names().zip(listed).filter(|(_, listed)| **listed) {
        spellings.extend(std::iter::once(&record.name).chain(&record.variants).map(|&t| fold(corpus.str(t))));
    }
}

/// What the listed name of a country without a code means. `known` holds the folded names of all corpora, which are not
/// asked again if they do not have it.
pub(super) fn uncoded(scope: &NameScope<'_>, name: &TypedName, known: &HashSet<String>) -> NameSet {
    if known.contains(&name.text) || country::named(&name.typed).is_some() {
        return places(scope, name, NameReading::Listed);
    }
    let spellings = HashSet::new();
    let wanted = Wanted { name, reading: NameReading::Listed, spellings: &spellings, codes: &[] };
    let sets = scope.sets.iter().map(|(set, values)| set_names::locations(set, values, &wanted)).collect();
    NameSet { sets, ..NameSet::default() }
}

/// The folded names of all corpora, without variants.
pub(super) fn known_names(scope: &NameScope<'_>) -> HashSet<String> {
    let corpora = std::iter::once(scope.corpus).chain(scope.names.iter().map(|c| &**c));
    corpora.flat_map(|corpus| corpus.names().map(|(_, name)| fold(corpus.str(name.name)))).collect()
}

fn places(scope: &NameScope<'_>, name: &TypedName, reading: NameReading) -> NameSet {
    let corpus = scope.corpus;
    let mut codes: Vec<[u8; 2]> = Vec::new();
    let mut add = |code: &str| codes.extend(<[u8; 2]>::try_from(code.as_bytes()).ok());
    match reading {
        NameReading::Code => add(&name.typed.to_uppercase()),
        NameReading::Listed | NameReading::Called => country::named(&name.typed).into_iter().for_each(&mut add),
        NameReading::Words | NameReading::Beginning => {}
    }
    let mut spellings = HashSet::new();
    for corpus in std::iter::once(corpus).chain(scope.names.iter().map(|c| &**c)) {
        let named = named(corpus, name, reading, &|n| corpus.name(n).kind == NameKind::Place);
        for ((_, record), _) in corpus.names().zip(&named).filter(|(_, named)| **named) {
            // The name of a country means the country, whatever a data set calls it.
            if record.precision == Some(Precision::Country) && reading != NameReading::Beginning {
                corpus.given(record.country).into_iter().for_each(&mut add);
            }
        }
        if reading != NameReading::Listed && reading != NameReading::Code {
            spell(corpus, &within(corpus, &|n| named[n.index()]), &mut spellings);
        }
    }
    let named = named(corpus, name, reading, &|n| corpus.name(n).kind == NameKind::Place);
    let is_code = |code: &str| codes.iter().any(|c| c.eq_ignore_ascii_case(code.as_bytes()));
    let in_country = |id: NameId| country_of(corpus, id).is_some_and(is_code);
    let mut inside = within(corpus, &|n| named[n.index()]);
    for ((id, _), inside) in corpus.names().zip(&mut inside) {
        *inside |= in_country(id);
    }
    let wanted = Wanted { name, reading, spellings: &spellings, codes: &codes };
    let sets = scope.sets.iter().map(|(set, values)| set_names::locations(set, values, &wanted)).collect();
    // The name of a country is a whole name even if no entry lies in it: `at:niger` never means Nigeria.
    NameSet { known: !codes.is_empty(), named, inside, sets, ..NameSet::default() }
}

fn actors(scope: &NameScope<'_>, name: &TypedName, reading: NameReading) -> NameSet {
    let mut spellings = HashSet::new();
    // A country can be an actor too.
    let acting: HashSet<NameId> = {
        let actors = scope.corpus.incidents().flat_map(|(_, i)| i.actors.iter());
        actors.filter_map(|a| if let Who::Name(name) = a.who { Some(name) } else { None }).collect()
    };
    let group = |corpus: &Corpus, n: NameId| corpus.name(n).kind != NameKind::Place;
    if reading != NameReading::Listed {
        for corpus in std::iter::once(scope.corpus).chain(scope.names.iter().map(|c| &**c)) {
            spell(corpus, &named(corpus, name, reading, &|n| group(corpus, n)), &mut spellings);
        }
    }
    let wanted = Wanted { name, reading, spellings: &spellings, codes: &[] };
    let sets: Vec<Vec<bool>> =
        scope.sets.iter().map(|(set, values)| set_names::actor_groups(set, values, &wanted)).collect();
    let (doubts, possible) = match reading {
        NameReading::Called => possibly(scope, &wanted, &sets),
        _ => Default::default(),
    };
    let named = named(scope.corpus, name, reading, &|n| group(scope.corpus, n) || acting.contains(&n));
    let mut found = NameSet { named, sets, possible, doubts, ..NameSet::default() };
    let words = scope.corpus.incidents().flat_map(|(_, i)| i.actors.iter()).filter_map(|actor| match actor.who {
        Who::Words(words) => Some(words),
        Who::Name(_) => None,
    });
    found.known = distinct(words).any(|words| name.matches(&fold(scope.corpus.str(words)), reading));
    found
}

/// The names that possibly mean the actor, and the actor groups with one of them that are not `certain`.
fn possibly(scope: &NameScope<'_>, wanted: &Wanted<'_>, certain: &[Vec<bool>]) -> (Vec<PossibleActor>, Vec<Vec<bool>>) {
    let mut names = wanted.spellings.clone();
    names.insert(wanted.name.text.clone());
    let doubts = possible_actors(&names);
    if doubts.is_empty() {
        return Default::default();
    }
    let spellings: HashSet<String> = doubts.iter().map(|doubt| doubt.name.clone()).collect();
    let wanted = Wanted { spellings: &spellings, ..*wanted };
    let possible = scope.sets.iter().zip(certain).map(|((set, values), certain)| {
        let mut groups = set_names::actor_groups(set, values, &wanted);
        groups.iter_mut().zip(certain).for_each(|(possible, certain)| *possible &= !certain);
        groups
    });
    let possible = possible.collect();
    (doubts, possible)
}

fn kinds(scope: &NameScope<'_>, name: &TypedName, reading: NameReading) -> NameSet {
    let spellings = HashSet::new();
    let wanted = Wanted { name, reading, spellings: &spellings, codes: &[] };
    let kinds = distinct(scope.corpus.incidents().map(|(_, incident)| incident.kind));
    let known = kinds.into_iter().any(|kind| name.matches(&fold(scope.corpus.str(kind)), reading));
    let sets = scope.sets.iter().map(|(set, _)| set_names::event_types(set, &wanted)).collect();
    NameSet { known, sets, ..NameSet::default() }
}

/// Articles by their ids, data sets by their titles; in the wider readings also by title, publisher, tag and file.
fn sources(scope: &NameScope<'_>, name: &TypedName, reading: NameReading) -> NameSet {
    let corpus = scope.corpus;
    let spellings = HashSet::new();
    let wanted = Wanted { name, reading, spellings: &spellings, codes: &[] };
    let is = |text| name.matches(&fold(corpus.str(text)), reading);
    let named = corpus.articles().map(|(_, article)| {
        is(article.id) || reading != NameReading::Listed && (is(article.title) || is(article.publisher))
    });
    let named = named.collect();
    let sets = scope.sets.iter().map(|(set, _)| vec![set_names::is_source(set, &wanted)]).collect();
    NameSet { named, sets, ..NameSet::default() }
}

/// Speakers of quotations, publishers and authors of articles.
fn speakers(scope: &NameScope<'_>, name: &TypedName, reading: NameReading) -> NameSet {
    let corpus = scope.corpus;
    let of_articles =
        corpus.articles().flat_map(|(_, a)| std::iter::once(a.publisher).chain(a.authors.iter().copied()));
    let unnamed = corpus.quotes().filter(|(_, quote)| quote.speaker.is_none()).map(|(_, quote)| quote.speaker_words);
    let known = distinct(of_articles.chain(unnamed)).any(|text| name.matches(&fold(corpus.str(text)), reading));
    NameSet { known, named: named(corpus, name, reading, &|_| true), ..NameSet::default() }
}

/// Each text once, so that it is folded once.
fn distinct(texts: impl Iterator<Item = Text>) -> impl Iterator<Item = Text> {
    let mut seen = HashSet::new();
    texts.filter(move |text| seen.insert(*text))
}
