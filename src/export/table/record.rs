//! The line of a record of a data set.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::kind::{Kind, PrintedFigures};
use super::line::{Line, dates, given};
use super::places;
use crate::model::dataset::{
    self, ATTACKERS_INCLUDED, About, Bound, CountingRule, DataSet, Record, RecordDetail, flag,
};
use crate::model::{Figure, Party, Qualifier, Verdict, When};
use crate::present::words;

/// The counting rule of a record in a word, with a mark if the estimates are out of order, the bounds are not coded, or the
/// derived bounds leave the attackers out.
fn rule_of(about: &About, row: &Record) -> Cow<'static, str> {
    match row.flags {
        flags if flags & flag::ORDER_BROKEN != 0 => format!("{}, order broken", about.rule.word).into(),
        flags if flags & flag::RANGE_UNKNOWN != 0 => format!("{}, range unknown", about.rule.word).into(),
        flags if flags & flag::ATTACKERS_OUT != 0 => format!("{}, derived without them", about.rule.word).into(),
        _ => about.rule.word.into(),
    }
}

/// The line of a record. `detail` holds the contents of its row; `private` means that the export is not passed on.
pub fn record(set: &DataSet, row: &Record, detail: &RecordDetail, id: String, private: bool) -> Line {
    let about = &set.about;
    let when = DataSet::when(row);
    // A span of known days is no imprecise date.
    let dated = if set.lasted(row) { "lasted" } else { when.map_or("never", When::unit) };
    let location = set.location(row);
    let own = Line {
        source: about.title.clone(),
        id,
        dated,
        precision: location.precision.word(),
        killed_rule: rule_of(about, row),
        origins: 1,
        verdict: Verdict::Single.word().into(),
        citation: about.citation.join(" "),
        doubts: words::row_marks(row.flags).into_iter().map(str::to_owned).collect(),
        ..Line::default()
    };
    if !about.shareable && !private {
        return own;
    }
    let country = set.country(row);
    let cited = detail.citations.iter().map(|c| {
        // A citation in one piece, as in GTD, is its title.
        let parts = if c.outlet.is_empty() { [&c.title, &c.date] } else { [&c.outlet, &c.date] };
        parts.into_iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    });
    let (low, high) = coded_bounds(about, row, detail);
    let mut line = Line {
        title: given(&set.title(row)),
        place: given(&location.name),
        within: given(&location.within.join(", ")),
        country: given(&country.name),
        country_code: given(country.code()),
        countries: given(country.code()).into_iter().collect(),
        lat: location.position.map(|p| p.0),
        lon: location.position.map(|p| p.1),
        point: location.position.map(|_| places::coded(location.precision)),
        kind: given(&set.event_type(row).name),
        status: about.codes_status.then_some(if row.flags & flag::FOILED == 0 { "carried out" } else { "foiled" }),
        actors: set.actor_group(row).map(|(name, part)| format!("{name} ({})", part.word())).collect(),
        killed: detail.killed,
        killed_min: low,
        killed_max: high,
        injured: detail.injured,
        figures: figures(set, row, detail, [low, detail.killed, high]),
        named_sources: cited.filter(|c| !c.is_empty()).collect(),
        coded: if private { detail.cells.iter().cloned().collect() } else { BTreeMap::new() },
        ..own
    };
    dates(&mut line, when);
    line.dated = dated;
    line
}

/// The bounds of the killed, as coded; `None` where the data set codes none.
fn coded_bounds(about: &About, row: &Record, detail: &RecordDetail) -> (Option<u32>, Option<u32>) {
    match about.rule.bound {
        Bound::Between => (dataset::given(row.low), dataset::given(row.high)),
        Bound::AtLeast => (detail.killed, None),
        Bound::Stated => (detail.killed, detail.killed),
    }
}

/// The figures of the row: its cells, the numbers in them, and the bounds that parallax works with.
fn figures(
    set: &DataSet,
    row: &Record,
    detail: &RecordDetail,
    killed: [Option<u32>; 3],
) -> Vec<(Kind, PrintedFigures)> {
    let mut all = Vec::new();
    let basis = &detail.basis;
    let mut put = |kind, cells: &str, numbers: &[Option<u32>], derived| {
        if !cells.is_empty() {
            all.push((kind, PrintedFigures::coded(cells, numbers, derived)));
        }
    };
    let attackers = |n: Option<u32>| n.map(|n| Figure::new(n, Qualifier::Exactly, Party::Attackers));
    let rule = &set.about.rule;
    put(Kind::Killed, &with_attackers(rule, &basis.killed, detail.killed), &killed, set.killed(row));
    put(Kind::Injured, &with_attackers(rule, &basis.injured, detail.injured), &[detail.injured], set.injured(row));
    let (dead, hurt) = (detail.attackers_killed, detail.attackers_injured);
    put(Kind::AttackersKilled, &basis.attackers, &[dead], attackers(dead));
    put(Kind::AttackersInjured, &basis.attackers_injured, &[hurt], attackers(hurt));
    all
}

/// The cells of a figure; where the first one counts attackers too, it says so: `nkill 7 (attackers included), nkillter 2`.
fn with_attackers<'c>(rule: &CountingRule, cells: &'c str, all: Option<u32>) -> Cow<'c, str> {
    if rule.words != ATTACKERS_INCLUDED || all.is_none() {
        return cells.into();
    }
    let (all, rest) = cells.split_at(cells.find(", ").unwrap_or(cells.len()));
    format!("{all} ({ATTACKERS_INCLUDED}){rest}").into()
}
