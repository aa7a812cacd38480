//! Many ranges at once: whether any two exclude each other, across origins or inside one, in time in proportion to their
//! number. Knows no rules beyond that ranges without a common value exclude each other.

use std::collections::{BTreeSet, HashMap};

use super::agreement::{Statement, within_a_year};
use super::class::Class;
use super::facet::Facet;
use super::id::OriginId;
use super::incident::{DayOf, Value};
use super::quantity::Currency;
use super::time::When;
use super::time_of_day::TimeOfDay;

/// The exclusions among many statements.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spread {
    /// Whether statements of two origins exclude each other.
    pub across: bool,
    /// The statements that exclude another one of their origin, by position.
    pub inside: BTreeSet<usize>,
}

/// The exclusions among classes of a single statement each.
pub(super) fn of(facet: Facet, classes: &[&Class]) -> Spread {
    let mut spread = Spread::default();
    let mut numbers: HashMap<Option<Currency>, Vec<Range<u64>>> = HashMap::new();
    let (mut dated, mut yearless, mut of_years, mut reports) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut times, mut words) = (Vec::new(), Vec::new());
    for (class, s) in classes.iter().filter_map(|class| Some((class, class.only()?))) {
        for &(origin, at) in &class.members {
            match (s.value, s.range()) {
                (Value::Quantity(q), Some(range)) => {
                    numbers.entry(q.unit.currency()).or_default().push((origin, at, range));
                }
                (_, Some(range)) => numbers.entry(None).or_default().push((origin, at, range)),
                (Value::When(when, DayOf::Occurred), _) => {
                    let of_year: Range<u32> = (origin, at, within_a_year(when));
                    of_years.push(of_year);
                    if s.no_year { yearless.push(of_year) } else { dated.push((origin, at, when.reach())) }
                }
                (Value::When(when, _), _) if !s.no_year => reports.push((origin, at, When::reach(when))),
                (Value::Time(time), _) => times.push((origin, at, time)),
                (Value::Words(_), _) => words.push((origin, at, s)),
                _ => {}
            }
        }
    }
    for of_unit in numbers.values() {
        spread.later(of_unit, of_unit);
    }
    spread.later(&dated, &dated);
    spread.later(&dated, &reports);
    spread.later(&yearless, &of_years);
    spread.later(&of_years, &yearless);
    spread.times(&times);
    if matches!(facet, Facet::Declared(id) if id.single) {
        spread.words(&words);
    }
    spread
}

/// The first and last value of a statement, with its origin and position.
type Range<T> = (OriginId, usize, (T, T));

impl Spread {
    /// Adds the ranges of `after` that begin beyond the end of one of `before`.
    fn later<T: Ord + Copy>(&mut self, after: &[Range<T>], before: &[Range<T>]) {
        let mut begin: HashMap<OriginId, T> = HashMap::new();
        let mut end: HashMap<OriginId, T> = HashMap::new();
        for &(origin, _, (lo, _)) in after {
            begin.entry(origin).and_modify(|known| *known = lo.max(*known)).or_insert(lo);
        }
        for &(origin, _, (_, hi)) in before {
            end.entry(origin).and_modify(|known| *known = hi.min(*known)).or_insert(hi);
        }
        // Of two origins each, since the last to begin and the first to end can be of one.
        let two = |of: &HashMap<OriginId, T>, last: bool| {
            let mut all: Vec<(OriginId, T)> = of.iter().map(|(origin, at)| (*origin, *at)).collect();
            all.sort_unstable_by_key(|(origin, at)| (*at, *origin));
            if last {
                all.reverse();
            }
            all.truncate(2);
            all
        };
        let first = two(&end, false);
        self.across |= two(&begin, true).iter().any(|(o, lo)| first.iter().any(|(p, hi)| o != p && lo > hi));
        let beyond = after.iter().filter(|(o, _, (lo, _))| end.get(o).is_some_and(|hi| lo > hi));
        self.inside.extend(beyond.map(|(_, at, _)| at));
        let short = before.iter().filter(|(o, _, (_, hi))| begin.get(o).is_some_and(|lo| lo > hi));
        self.inside.extend(short.map(|(_, at, _)| at));
    }

    /// Adds the times that exclude each other. Of those that begin at one minute the shortest excludes most.
    fn times(&mut self, times: &[(OriginId, usize, TimeOfDay)]) {
        let mut shortest: HashMap<u16, Vec<(u16, OriginId, TimeOfDay)>> = HashMap::new();
        let mut of_origin: HashMap<OriginId, HashMap<u16, (u16, TimeOfDay)>> = HashMap::new();
        for &(origin, _, time) in times {
            let (from, to) = time.reach();
            // Of two origins each, as above.
            let known = shortest.entry(from).or_default();
            match known.iter_mut().find(|(_, o, _)| *o == origin) {
                Some(known) if known.0 > to => *known = (to, origin, time),
                Some(_) => {}
                None => known.push((to, origin, time)),
            }
            known.sort_unstable_by_key(|(to, origin, _)| (*to, *origin));
            known.truncate(2);
            let own = of_origin.entry(origin).or_default().entry(from).or_insert((to, time));
            if own.0 > to {
                *own = (to, time);
            }
        }
        let few: Vec<_> = shortest.into_values().flatten().collect();
        let apart =
            |(_, a, x): &(u16, OriginId, TimeOfDay), (_, b, y): &(u16, OriginId, TimeOfDay)| a != b && x.excludes(*y);
        self.across |= few.iter().enumerate().any(|(i, a)| few[i + 1..].iter().any(|b| apart(a, b)));
        let excluded = |(origin, _, time): &&(OriginId, usize, TimeOfDay)| {
            of_origin[origin].values().any(|(_, own)| own.excludes(*time))
        };
        self.inside.extend(times.iter().filter(excluded).map(|(_, at, _)| at));
    }

    /// Adds the words, where different ones exclude each other.
    fn words(&mut self, words: &[(OriginId, usize, &Statement)]) {
        let mut first: HashMap<OriginId, Value> = HashMap::new();
        let mut mixed: BTreeSet<OriginId> = BTreeSet::new();
        for (origin, _, s) in words {
            if *first.entry(*origin).or_insert(s.value) != s.value {
                mixed.insert(*origin);
            }
        }
        let mut values = first.values();
        let differ = values.next().is_some_and(|one| values.any(|other| other != one));
        self.across |= differ || (first.len() > 1 && !mixed.is_empty());
        self.inside.extend(words.iter().filter(|(origin, ..)| mixed.contains(origin)).map(|(_, at, _)| at));
    }
}
