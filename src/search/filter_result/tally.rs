//! Counts entries by facet value, certain ones and possible ones apart, with the tests that a filter applies: the count of
//! a value is the number of entries that choosing it shows. The killed in the certain ones are added within one counting rule.

use crate::model::toll::{CountedToll, TollRule, TollSum};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::Datelike;

use super::counts::{BANDS, EntryCount, RecordCount, Standing, Years};
use super::place_slots::PlaceSlots;
use super::set_tally::SetTally;
use crate::model::dataset::{self, DataSet, Placing, UNDATED};
use crate::model::id::Id;
use crate::model::incident::Who;
use crate::model::name::Precision;
use crate::model::time::{Certainty, Grain};
use crate::model::{ArticleId, Corpus, IncidentId, NameId, NameKind, Topic, Verdict, When, Workspace, country};
use crate::search::facets::{FACETS, FacetCounts, FacetValue};
use crate::search::fields::{CERTAINLY, NO, POSSIBLY};

use crate::search::fold::fold;
use crate::search::read_query::{self, NameScope, NameSet, country_of};
use crate::search::statements::{self, Judged};
use crate::search::typed_name::TypedName;
use crate::search::year_profile::{EntryYears, YearAxis};

/// Maximum number of countries without a code that are read as names.
const MOST_UNCODED: usize = 500;
/// Maximum number of values listed for a facet; a data set with more distinct actors is hostile.
const MOST_VALUES: usize = 50_000;

/// Counts for the whole workspace, by label.
#[derive(Default)]
pub(super) struct Tally {
    /// By facet: values by folded label, countries by code.
    counts: [HashMap<String, FacetValue>; FACETS.len()],
    bands: [EntryCount; BANDS.len()],
    years: Years,
    /// The years over which entries lie.
    axis: Option<YearAxis>,
    /// Names of countries by code.
    countries: HashMap<String, String>,
    /// Countries of data sets that have no code, read as a query reads them.
    uncoded: Vec<(String, NameSet)>,
}

impl Tally {
    /// Prepares the names of countries, and counts over these years.
    pub(super) fn new(scope: &NameScope<'_>, axis: Option<YearAxis>) -> Self {
        let corpus = scope.corpus;
        let named = corpus
            .names()
            .filter(|(_, name)| name.kind == NameKind::Place && name.precision == Some(Precision::Country));
        let named = named.map(|(_, name)| (corpus.str(name.country).to_owned(), corpus.str(name.name).to_owned()));
        let mut names = BTreeSet::new();
        for (set, _) in &scope.sets {
            names.extend(set.countries.iter().filter(|c| c.code.is_none()).map(|c| c.name.to_string()));
        }
        let known = if names.is_empty() { HashSet::new() } else { read_query::known_names(scope) };
        let mut uncoded: Vec<(String, NameSet)> = Vec::new();
        for label in names.into_iter().take(MOST_UNCODED) {
            if let Some(name) = TypedName::parse(&whole(&label).replace('"', ""))
                && !uncoded.iter().any(|(known, _)| fold(known) == name.text)
            {
                let set = read_query::uncoded(scope, &name, &known);
                uncoded.push((label, set));
            }
        }
        Self { axis, countries: named.collect(), uncoded, ..Self::default() }
    }

    /// Adds to a value. Labels that differ only in case or accents are one value, as in a query.
    fn add(&mut self, facet: usize, label: &str, value: impl FnOnce() -> String, count: &EntryCount) {
        let key = fold(label);
        if key.is_empty() || count.is_zero() {
            return;
        }
        let new = |folded: &String| FacetValue {
            label: label.to_owned(),
            folded: folded.clone(),
            value: value(),
            ..FacetValue::default()
        };
        let held = self.counts[facet].entry(key).or_insert_with_key(new);
        count.add_to(held);
    }

    /// Adds to a country. Countries of all sources are one value if they have one code.
    fn add_country(&mut self, code: &str, count: &EntryCount) {
        if code.is_empty() || count.is_zero() {
            return;
        }
        let english = country::english(code);
        let label = self.countries.get(code).map_or(if english.is_empty() { code } else { english }, String::as_str);
        let new = || FacetValue {
            label: label.to_owned(),
            folded: fold(label),
            value: code.to_owned(),
            ..FacetValue::default()
        };
        // No folded label is in upper case, so a code is no label.
        let held = self.counts[0].entry(code.to_owned()).or_insert_with(new);
        count.add_to(held);
    }

    pub(super) fn incident(&mut self, corpus: &Corpus, id: IncidentId, standing: Standing) {
        if standing.is_out() {
            return;
        }
        let record = corpus.incident(id);
        let is_draft = record.drafted.is_some();
        let most = if is_draft { POSSIBLY } else { CERTAINLY };
        let on = |facet: usize| standing.of_facet(facet).min(most);
        let toll = (!is_draft).then(|| TollSum::of_incident(corpus, id)).flatten();
        let killed = CountedToll::one(TollRule::Printed, toll);
        let dated = IncidentYears::of(&statements::date_statements(corpus, record));
        let years = self.axis.map_or_else(EntryYears::default, |axis| dated.over(axis));
        // A tag is certain on a draft, but not when what it drafts was.
        let years = if is_draft { years.doubted() } else { years };
        let one = |state: u8| EntryCount::one(state, killed, years);
        if on(0) != NO {
            self.places(corpus, id, on(0), &one);
        }
        let kind = corpus.str(record.kind);
        self.add(1, kind, || whole(kind), &one(on(1)));
        let mut actors: BTreeMap<String, (Who, u8)> = BTreeMap::new();
        for (who, judged) in statements::actors(corpus, record, |_| true) {
            let held = actors.entry(fold(corpus.who(who))).or_insert((who, NO));
            held.1 = held.1.max(number(judged));
        }
        for (who, state) in actors.into_values() {
            self.add(2, corpus.who(who), || whole(corpus.who(who)), &one(on(2).min(state)));
        }
        let mut articles: BTreeMap<ArticleId, u8> = BTreeMap::new();
        for (article, judged) in statements::told_in(corpus, record) {
            let held = articles.entry(article).or_insert(NO);
            *held = number(judged).max(*held);
        }
        for (article, state) in articles {
            let label = corpus.str(corpus.article(article).id);
            self.add(3, label, || whole(label), &one(on(3).min(state)));
        }
        if on(4) != NO {
            dated.sure.iter().for_each(|year| self.years.one(*year, on(4), killed));
            dated.spans.iter().for_each(|(from, to)| self.years.span(*from, *to));
        }
        for (count, band) in self.bands.iter_mut().zip(&BANDS) {
            let state = on(5).min(number(statements::killed(corpus, record, band.comparison, band.number)));
            count.add(&one(state));
        }
        let finest = statements::precision(corpus, record);
        self.add(6, finest.word(), || finest.word().to_owned(), &one(on(6)));
        let grain = record.date.map_or(Grain::Never, When::grain);
        self.add(7, grain.word(), || grain.word().to_owned(), &one(on(7)));
        if let Some(word) = corpus.verdict(id).map(Verdict::word) {
            self.add(8, word, || word.to_owned(), &one(on(8)));
        }
        if let Some(word) = corpus.draft_verdict(id).map(Verdict::word) {
            self.add(9, word, || word.to_owned(), &one(standing.of_facet(9)));
        }
        // An editor's tag is on a draft as surely as on anything.
        let annotations = corpus.annotations_about(Topic::Incident(id));
        let tags: BTreeSet<&str> = annotations.flat_map(|(_, a)| &a.tags).map(|&tag| corpus.str(tag)).collect();
        let mut known = BTreeSet::new();
        for tag in tags.into_iter().filter(|tag| known.insert(fold(tag))) {
            self.add(10, tag, || tag.to_owned(), &one(standing.of_facet(10)));
        }
    }

    fn places(&mut self, corpus: &Corpus, id: IncidentId, standing: u8, one: &impl Fn(u8) -> EntryCount) {
        let record = corpus.incident(id);
        let listed = record.places.iter().map(|place| place.name);
        let all: Vec<NameId> =
            listed.chain(statements::claimed_places(corpus, statements::own(corpus, record))).collect();
        let codes: BTreeSet<&str> = all.iter().filter_map(|&n| country_of(corpus, n)).collect();
        let mut found: Vec<(String, u8)> = Vec::new();
        for code in codes {
            let meant = |n: NameId| (false, country_of(corpus, n) == Some(code));
            found.push((code.to_owned(), number(statements::placed(corpus, record, &meant))));
        }
        for (code, state) in found {
            self.add_country(&code, &one(standing.min(state)));
        }
        let uncoded = std::mem::take(&mut self.uncoded);
        for (label, set) in uncoded.iter().filter(|(_, set)| !set.named.is_empty()) {
            let meant = |n: NameId| (set.named[n.index()], set.inside[n.index()]);
            let state = number(statements::placed(corpus, record, &meant));
            self.add(0, label, || whole(label), &one(standing.min(state)));
        }
        self.uncoded = uncoded;
    }

    /// As what the locations of data set number `number` count.
    pub(super) fn slots(&self, number: usize, set: &DataSet) -> PlaceSlots {
        let meant: Vec<&[bool]> =
            self.uncoded.iter().filter_map(|(_, names)| names.sets.get(number).map(Vec::as_slice)).collect();
        PlaceSlots::new(set, &meant)
    }

    /// Adds the counts of data set number `number`.
    pub(super) fn records(&mut self, number: usize, set: &DataSet, counted: &SetTally) {
        let rule = counted.rule;
        let slots = &counted.slots;
        let mut countries = vec![RecordCount::default(); set.countries.len()];
        for (country, count) in slots.countries.iter().zip(&counted.places) {
            countries[*country as usize].add(count);
        }
        for (country, count) in set.countries.iter().zip(&countries) {
            self.add_country(country.code(), &count.by(rule));
        }
        let uncoded = std::mem::take(&mut self.uncoded);
        for (label, names) in &uncoded {
            let mut count = RecordCount::default();
            let meant = names.sets.get(number).map_or(&[][..], Vec::as_slice);
            for (location, _) in meant.iter().enumerate().filter(|(_, meant)| **meant) {
                count.add(&counted.places[slots.of(location)]);
            }
            self.add(0, label, || whole(label), &count.by(rule));
        }
        self.uncoded = uncoded;
        for (event_type, count) in set.event_types.iter().zip(&counted.event_types) {
            self.add(1, &event_type.name, || whole(&event_type.name), &count.by(rule));
        }
        // Spellings that fold alike are one value, and count a group of actors once.
        let folded: Vec<String> = set.actors.iter().map(|actor| fold(actor)).collect();
        let mut actors = vec![RecordCount::default(); set.actors.len()];
        for (actor_group, count) in set.actor_groups.iter().zip(&counted.actor_groups) {
            let before = |at: usize, actor: u32| {
                let mut all = actor_group.actors[..at].iter();
                all.any(|(before, _)| folded[*before as usize] == folded[actor as usize])
            };
            for (at, &(actor, _)) in actor_group.actors.iter().enumerate() {
                if !before(at, actor) {
                    actors[actor as usize].add(count);
                }
            }
        }
        for (actor, count) in set.actors.iter().zip(actors) {
            self.add(2, actor, || whole(actor), &count.by(rule));
        }
        self.add(3, &set.about.title, || whole(&set.about.title), &counted.source.by(rule));
        self.years.add(&counted.years);
        self.bands.iter_mut().enumerate().for_each(|(band, count)| count.add(&counted.bands.of(band).by(rule)));
        for (placing, count) in Placing::ALL.iter().zip(counted.placings) {
            self.add(6, placing.word(), || placing.word().to_owned(), &count.by(rule));
        }
        for (grain, count) in Grain::ALL.iter().zip(counted.grains) {
            self.add(7, grain.word(), || grain.word().to_owned(), &count.by(rule));
        }
        self.add(8, Verdict::Single.word(), || Verdict::Single.word().to_owned(), &counted.verdict.by(rule));
        for (tag, count) in &counted.tags {
            self.add(10, tag, || tag.clone(), &count.by(rule));
        }
    }

    pub(super) fn facets(self) -> Vec<FacetCounts> {
        let value = |label: &str, value: &str, count: &EntryCount| {
            let mut made =
                FacetValue { label: label.into(), folded: fold(label), value: value.into(), ..FacetValue::default() };
            count.add_to(&mut made);
            made
        };
        let bands = BANDS.iter().zip(&self.bands).map(|(band, count)| value(band.label, band.value, count));
        let mut bands: Vec<FacetValue> = bands.filter(|v| v.count + v.possible > 0).collect();
        let years = self.years.listed().map(|(year, count)| value(&year.to_string(), &format!("{year:04}"), &count));
        let mut years: Vec<FacetValue> = years.filter(|v| v.count + v.possible > 0).collect();
        years.reverse();
        let mut all = Vec::new();
        for (counts, (field, title)) in self.counts.into_iter().zip(FACETS) {
            let mut values: Vec<FacetValue> = counts.into_values().collect();
            match field {
                "on" => values = std::mem::take(&mut years),
                "killed" => values = std::mem::take(&mut bands),
                "precision" => values.sort_by_key(|v| Placing::ALL.iter().position(|p| p.word() == v.label)),
                "dated" => values.sort_by_key(|v| Grain::ALL.iter().position(|g| g.word() == v.label)),
                _ => values.sort_by(|a, b| {
                    (b.count, b.possible).cmp(&(a.count, a.possible)).then_with(|| a.label.cmp(&b.label))
                }),
            }
            values.truncate(MOST_VALUES);
            all.push(FacetCounts { field, title, values });
        }
        all
    }
}

/// The years of an incident: those that one statement lies in, and the others that its statements touch.
struct IncidentYears {
    sure: BTreeSet<i32>,
    /// First and last year of spans that do not overlap.
    spans: Vec<(i32, i32)>,
}

impl IncidentYears {
    fn of(statements: &[(When, bool)]) -> Self {
        let mut sure: BTreeSet<i32> = BTreeSet::new();
        let mut touched: Vec<(i32, i32)> = Vec::new();
        for (date, is_certain) in statements {
            let (lo, hi) = date.reach();
            let (lo, hi) = (lo.year(), hi.year());
            if lo == hi && *is_certain && !date.is_uncertain() {
                sure.insert(lo);
            }
            touched.push((lo, hi));
        }
        // The union of all spans, without the certain years.
        touched.sort_unstable();
        let mut spans = Vec::new();
        let mut next = i32::MIN;
        for (lo, hi) in touched {
            let mut from = lo.max(next);
            next = next.max(hi.saturating_add(1));
            if from > hi {
                continue;
            }
            for &year in sure.range(from..=hi) {
                if from < year {
                    spans.push((from, year - 1));
                }
                from = year + 1;
            }
            if from <= hi {
                spans.push((from, hi));
            }
        }
        Self { sure, spans }
    }

    /// Its columns.
    fn over(&self, axis: YearAxis) -> EntryYears {
        let sure = self.sure.iter().map(|year| axis.certainly(*year));
        let spans = self.spans.iter().map(|(from, to)| axis.possibly(*from, *to));
        sure.chain(spans).fold(EntryYears::default(), EntryYears::and)
    }
}

/// The years over which the entries lie; `order` has the latest first, and those without a date last.
pub(super) fn axis(workspace: &Workspace, order: &[u32]) -> Option<YearAxis> {
    let dated = order.partition_point(|number| workspace.day(*number) != UNDATED);
    let ends = [order.first(), order[..dated].last()];
    let years = ends.into_iter().flatten().filter_map(|number| Some(dataset::day(workspace.day(*number))?.year()));
    let corpus = &workspace.corpus;
    let stated = corpus.incidents().flat_map(|(_, incident)| {
        IncidentYears::of(&statements::date_statements(corpus, incident)).sure.into_iter().collect::<Vec<i32>>()
    });
    YearAxis::new(years.chain(stated))
}

fn number((certainty, _): Judged) -> u8 {
    match certainty {
        Certainty::Certainly => CERTAINLY,
        Certainty::Possibly => POSSIBLY,
        Certainty::No => NO,
    }
}

/// The query value that matches a whole name.
fn whole(name: &str) -> String {
    format!("\"={}\"", name.replace('"', ""))
}
