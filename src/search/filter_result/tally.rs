//! Counts entries by facet value. Knows nothing of how a filter is evaluated.

use std::collections::HashMap;

use chrono::Datelike;

use crate::model::dataset::{self, Placing, Segment, UNDATED, day};
use crate::model::id::Id;
use crate::model::time::Grain;
use crate::model::{Corpus, Facet as ClaimFacet, IncidentId, Value, Verdict};
use crate::search::facets::{FACETS, FacetCounts, FacetValue};
use crate::search::fold::fold;
use crate::search::records::RecordQuery;

/// Maximum number of values listed for a facet.
const MOST_VALUES: usize = 500;

/// Ranges of the number killed: minimum, label, and value in a query. They overlap: each is open above.
const BANDS: [(u32, &str, &str); 6] = [
    (0, "none", "0"),
    (1, "1 or more", ">=1"),
    (5, "5 or more", ">=5"),
    (25, "25 or more", ">=25"),
    (100, "100 or more", ">=100"),
    (1_000, "1,000 or more", ">=1000"),
];

/// The facets for which an entry counts: all, one (if it fails only the fields of that facet), or none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CountsFor {
    All,
    One(usize),
    None,
}

/// Counts for one data set, by the numbers of its distinct values.
pub(super) struct DataSetCounts {
    locations: Vec<u32>,
    actor_groups: Vec<u32>,
    event_types: Vec<u32>,
    source: usize,
    years: HashMap<i32, usize>,
    bands: [usize; BANDS.len()],
    grains: [usize; Grain::ALL.len()],
    /// By location, for the facet precision.
    placings: Vec<u32>,
    verdict: usize,
}

impl DataSetCounts {
    pub(super) fn new(query: &RecordQuery<'_>) -> Self {
        let set = query.set;
        Self {
            locations: vec![0; set.locations.len()],
            actor_groups: vec![0; set.actor_groups.len()],
            event_types: vec![0; set.event_types.len()],
            source: 0,
            years: HashMap::new(),
            bands: [0; BANDS.len()],
            grains: [0; Grain::ALL.len()],
            placings: vec![0; set.locations.len()],
            verdict: 0,
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let sum = |a: &mut [u32], b: &[u32]| a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
        sum(&mut self.locations, &other.locations);
        sum(&mut self.actor_groups, &other.actor_groups);
        sum(&mut self.event_types, &other.event_types);
        sum(&mut self.placings, &other.placings);
        self.source += other.source;
        self.verdict += other.verdict;
        for (year, n) in &other.years {
            *self.years.entry(*year).or_default() += n;
        }
        self.bands.iter_mut().zip(other.bands).for_each(|(a, b)| *a += b);
        self.grains.iter_mut().zip(other.grains).for_each(|(a, b)| *a += b);
    }

    #[inline]
    pub(super) fn record(&mut self, segment: &Segment, i: usize, counts: CountsFor, last: &mut (i32, i32)) {
        let on = |facet: usize| counts == CountsFor::All || counts == CountsFor::One(facet);
        if on(0) {
            self.locations[segment.location[i] as usize] += 1;
        }
        if on(1) {
            self.event_types[segment.event_type[i] as usize] += 1;
        }
        if on(2) {
            self.actor_groups[segment.actor_group[i] as usize] += 1;
        }
        self.source += usize::from(on(3));
        let (lo, hi) = (segment.lo[i], segment.hi[i]);
        if on(4) && lo != UNDATED {
            // Consecutive records often share a year: cache its first day.
            if lo < last.0 || lo >= last.0 + 365 {
                let year = day(lo).map_or(0, |d| d.year());
                *last = (chrono::NaiveDate::from_ymd_opt(year, 1, 1).map_or(lo, dataset::number), year);
            }
            *self.years.entry(last.1).or_default() += 1;
        }
        if on(5) && segment.best[i] != dataset::NOT_GIVEN {
            let best = segment.best[i];
            self.bands[0] += usize::from(best == 0);
            for (band, (least, ..)) in BANDS.iter().enumerate().skip(1) {
                self.bands[band] += usize::from(best >= *least);
            }
        }
        if on(6) {
            self.placings[segment.location[i] as usize] += 1;
        }
        if on(7) {
            let grain = if lo == UNDATED { Grain::Never } else { Grain::of_span(i64::from(hi) - i64::from(lo)) };
            self.grains[grain as usize] += 1;
        }
        self.verdict += usize::from(on(8));
    }
}

/// Counts for the whole workspace, by label.
#[derive(Default)]
pub(super) struct Tally {
    /// By facet: values by folded label.
    counts: [HashMap<String, FacetValue>; FACETS.len()],
    bands: [usize; BANDS.len()],
}

impl Tally {
    /// Adds `n` to a value. Labels that differ only in case or accents are one value, as in a query.
    fn add(&mut self, facet: usize, label: &str, value: impl FnOnce() -> String, n: usize) {
        if n == 0 || label.is_empty() {
            return;
        }
        let new = || FacetValue { label: label.to_owned(), value: value(), count: 0 };
        self.counts[facet].entry(fold(label)).or_insert_with(new).count += n;
    }

    pub(super) fn incident(&mut self, corpus: &Corpus, id: IncidentId, counts: CountsFor) {
        let on = |facet: usize| counts == CountsFor::All || counts == CountsFor::One(facet);
        let record = corpus.incident(id);
        if on(0) {
            for code in corpus.countries(record) {
                self.add(0, country_name(corpus, code), || code.to_owned(), 1);
            }
        }
        if on(1) {
            let kind = corpus.str(record.kind);
            self.add(1, kind, || whole(kind), 1);
        }
        if on(2) {
            let mut actors: Vec<&str> = record.actors.iter().map(|a| corpus.who(a.who)).collect();
            actors.sort_unstable();
            actors.dedup();
            for actor in actors {
                self.add(2, actor, || whole(actor), 1);
            }
        }
        if on(3) {
            let accounts = corpus.accounts_in(record.accounts).iter();
            let mut articles: Vec<_> = accounts.map(|a| corpus.article_of(a)).collect();
            articles.sort_unstable_by_key(|a| a.index());
            articles.dedup();
            for article in articles {
                let label = corpus.str(corpus.article(article).id);
                self.add(3, label, || whole(label), 1);
            }
        }
        if on(4)
            && let Some(when) = record.date
        {
            let year = when.year().to_string();
            self.add(4, &year, || year.clone(), 1);
        }
        if on(5) {
            let claims = corpus.accounts_in(record.accounts).iter().flat_map(|a| corpus.claims_in(a.claims));
            let killed = claims.filter(|c| c.facet == ClaimFacet::Killed).filter_map(|c| match c.value {
                Value::Figure(figure) => figure.stated.or(figure.min),
                _ => None,
            });
            let most: Option<u32> = killed.max();
            for (band, (least, ..)) in BANDS.iter().enumerate() {
                self.bands[band] += usize::from(most.is_some_and(|n| if band == 0 { n == 0 } else { n >= *least }));
            }
        }
        if on(6) {
            let places = record.places.iter().map(|p| corpus.name(p.name).precision);
            let finest = places.map(|p| p.map_or(Placing::Unknown, Placing::Known)).min().unwrap_or(Placing::Unknown);
            self.add(6, finest.word(), || finest.word().to_owned(), 1);
        }
        if on(7) {
            let grain = record.date.map_or(Grain::Never, crate::model::When::grain);
            self.add(7, grain.word(), || grain.word().to_owned(), 1);
        }
        if on(8) {
            let word = corpus.verdict(id).word();
            self.add(8, word, || word.to_owned(), 1);
        }
    }

    pub(super) fn records(&mut self, set: &dataset::DataSet, counted: &DataSetCounts) {
        let mut countries = vec![0; set.countries.len()];
        let mut placings: HashMap<Placing, usize> = HashMap::new();
        for (n, location) in set.locations.iter().enumerate() {
            countries[location.country as usize] += counted.locations[n] as usize;
            *placings.entry(location.precision).or_default() += counted.placings[n] as usize;
        }
        for (country, n) in set.countries.iter().zip(countries) {
            let value = || if country.code().is_empty() { whole(&country.name) } else { country.code().to_owned() };
            self.add(0, &country.name, value, n);
        }
        for (event_type, n) in set.event_types.iter().zip(&counted.event_types) {
            self.add(1, &event_type.name, || whole(&event_type.name), *n as usize);
        }
        let mut actors = vec![0; set.actors.len()];
        for (actor_group, n) in set.actor_groups.iter().zip(&counted.actor_groups) {
            for (at, (actor, _)) in actor_group.actors.iter().enumerate() {
                if !actor_group.actors[..at].iter().any(|(before, _)| before == actor) {
                    actors[*actor as usize] += *n as usize;
                }
            }
        }
        for (actor, n) in set.actors.iter().zip(actors) {
            self.add(2, actor, || whole(actor), n);
        }
        self.add(3, &set.about.title, || whole(&set.about.title), counted.source);
        for (year, n) in &counted.years {
            let year = year.to_string();
            self.add(4, &year, || year.clone(), *n);
        }
        self.bands.iter_mut().zip(counted.bands).for_each(|(a, b)| *a += b);
        for (placing, n) in placings {
            self.add(6, placing.word(), || placing.word().to_owned(), n);
        }
        for (grain, n) in Grain::ALL.iter().zip(counted.grains) {
            self.add(7, grain.word(), || grain.word().to_owned(), n);
        }
        self.add(8, Verdict::Single.word(), || Verdict::Single.word().to_owned(), counted.verdict);
    }

    pub(super) fn facets(self) -> Vec<FacetCounts> {
        let bands = BANDS.iter().zip(self.bands).filter(|(_, n)| *n > 0);
        let bands: Vec<FacetValue> = bands
            .map(|((_, label, value), count)| FacetValue { label: (*label).into(), value: (*value).into(), count })
            .collect();
        let mut all = Vec::new();
        for ((n, counts), (field, title)) in self.counts.into_iter().enumerate().zip(FACETS) {
            let mut values: Vec<FacetValue> = counts.into_values().collect();
            match field {
                "on" => values.sort_by(|a, b| b.label.cmp(&a.label)),
                "precision" => values.sort_by_key(|v| Placing::ALL.iter().position(|p| p.word() == v.label)),
                "dated" => values.sort_by_key(|v| Grain::ALL.iter().position(|g| g.word() == v.label)),
                _ => values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label))),
            }
            values.truncate(MOST_VALUES);
            if n == 5 {
                values.clone_from(&bands);
            }
            all.push(FacetCounts { field, title, values });
        }
        all
    }
}

/// The name of a country by its code; the code if the corpus has no such name.
fn country_name<'c>(corpus: &'c Corpus, code: &'c str) -> &'c str {
    use crate::model::NameKind;
    use crate::model::name::Precision;
    let country = corpus.names().find(|(_, n)| {
        n.kind == NameKind::Place && n.precision == Some(Precision::Country) && corpus.str(n.country) == code
    });
    country.map_or(code, |(_, n)| corpus.str(n.name))
}

/// The query value that matches a whole name.
fn whole(name: &str) -> String {
    format!("\"={}\"", name.replace('"', ""))
}
