//! The line of a record of a data set.

use std::borrow::Cow;

use super::kind::{Kind, PrintedFigures};
use super::line::{Line, dates, given};
use crate::model::dataset::{
    self, ATTACKERS_INCLUDED, About, Bound, Citation, CountingRule, DataSet, OpenDay, Record, RecordDetail, flag,
};
use crate::model::{Figure, Party, Qualifier, RecordAnnotation, Verdict, When};
use crate::present::{annotations, placing, words};

/// The counting rule of a record in a word, with a mark if the estimates are out of order, the bounds are not coded, or the
/// derived bounds leave the attackers out.
fn rule_of(about: &About, row: &Record) -> Cow<'static, str> {
    match row.flags {
        flags if flags & flag::ORDER_BROKEN != 0 => format!("{}, {}", about.rule.word, about.rule.broken()).into(),
        flags if flags & flag::RANGE_UNKNOWN != 0 => format!("{}, range unknown", about.rule.word).into(),
        flags if flags & flag::ATTACKERS_OUT != 0 => format!("{}, derived without them", about.rule.word).into(),
        _ => about.rule.word.into(),
    }
}

/// How a data set is cited, which is the same for all its records.
pub fn citation(set: &DataSet) -> Cow<'_, str> {
    joined(&set.about.citation, " ")
}

/// A line with what editors note on its record, which is theirs and not the data set's.
#[must_use]
pub fn with_notes<'t>(line: Line<'t>, annotations: &[&RecordAnnotation]) -> Line<'t> {
    let mut tags: Vec<Cow<'t, str>> = Vec::new();
    for tag in annotations.iter().flat_map(|annotation| &annotation.tags) {
        if !tags.iter().any(|known| **known == **tag) {
            tags.push(tag.to_string().into());
        }
    }
    let notes = annotations.iter().filter(|annotation| !annotation.note.is_empty());
    let notes = notes.map(|annotation| annotations::record_note(annotation).into()).collect();
    Line { editor_tags: tags, editor_notes: notes, ..line }
}

/// The line of a record. `detail` holds the contents of its row, `citation` how its data set is cited; `private` means that the export is not passed on.
pub fn record<'t>(
    set: &'t DataSet,
    row: &Record,
    detail: &'t RecordDetail,
    id: impl Into<Cow<'t, str>>,
    citation: &'t str,
    private: bool,
) -> Line<'t> {
    let about = &*set.about;
    let when = DataSet::when(row);
    // A span of known days is no imprecise date.
    let dated = if set.lasted(row) { "lasted" } else { when.map_or("never", When::unit) };
    let location = set.location(row);
    let mut line = Line {
        source: (&about.title).into(),
        id: id.into(),
        precision: location.precision.word(),
        killed_rule: rule_of(about, row),
        origins: 1,
        verdict: Verdict::Single.word().into(),
        citation: citation.into(),
        doubts: doubts(row),
        ..Line::default()
    };
    if about.shareable || private {
        let country = set.country(row);
        (line.killed_min, line.killed_max) = coded_bounds(about, row, detail);
        line.title = given(set.title(row));
        line.place = given(&*location.name);
        line.within = given(joined(&location.within, ", "));
        line.country = given(&*country.name);
        line.country_code = given(country.code());
        line.countries = given(country.code()).into_iter().collect();
        (line.lat, line.lon) = location.position.unzip();
        line.point = location.position.map(|_| placing::coded(location.precision));
        line.kind = given(&*set.event_type(row).name);
        line.status =
            about.codes_status.then_some(if row.flags & flag::FOILED == 0 { "carried out" } else { "foiled" });
        line.actors = set.roles(row).map(|(name, part)| [name, " (", part.word(), ")"].concat().into()).collect();
        line.killed = detail.killed;
        line.injured = detail.injured;
        line.figures = figures(set, row, detail, [line.killed_min, detail.killed, line.killed_max]);
        line.named_sources = detail.citations.iter().map(cited).filter(|c| !c.is_empty()).collect();
        if private {
            line.coded = detail.cells.iter().map(|(name, cell)| (&**name, &**cell)).collect();
        }
        dates(&mut line, when);
    }
    line.dated = dated;
    line
}

/// What is in doubt of a row.
fn doubts(row: &Record) -> Vec<Cow<'static, str>> {
    words::row_marks(row.flags).into_iter().chain(OpenDay::of(row).map(OpenDay::word)).map(Cow::from).collect()
}

/// A cited source with its date. A citation in one piece, as in GTD, is its title.
fn cited(citation: &Citation) -> Cow<'_, str> {
    let name = if citation.outlet.is_empty() { &citation.title } else { &citation.outlet };
    match (name.is_empty(), citation.date.is_empty()) {
        (_, true) => name.into(),
        (true, false) => (&citation.date).into(),
        (false, false) => [name, " ", &citation.date].concat().into(),
    }
}

/// Texts as one.
fn joined<'t, T: AsRef<str>>(texts: &'t [T], between: &str) -> Cow<'t, str> {
    match texts {
        [] => "".into(),
        [only] => only.as_ref().into(),
        [first, rest @ ..] => {
            let mut all = first.as_ref().to_owned();
            for text in rest {
                all.push_str(between);
                all.push_str(text.as_ref());
            }
            all.into()
        }
    }
}

/// The bounds of the killed, as coded; `None` where the data set codes none.
fn coded_bounds(about: &About, row: &Record, detail: &RecordDetail) -> (Option<u32>, Option<u32>) {
    match about.rule.bound {
        // Bounds of a fraction are worked out, unless they have cells of their own.
        Bound::Between if row.flags & flag::FRACTION != 0 => detail.killed_bounds.into(),
        Bound::Between => (dataset::given(row.low), dataset::given(row.high)),
        Bound::AtLeast => (detail.killed, None),
        Bound::Stated => (detail.killed, detail.killed),
    }
}

/// The figures of the row: its cells, the numbers in them, and the bounds that parallax works with.
fn figures<'t>(
    set: &DataSet,
    row: &Record,
    detail: &'t RecordDetail,
    killed: [Option<u32>; 3],
) -> Vec<(Kind, PrintedFigures<'t>)> {
    let mut all = Vec::new();
    let basis = &detail.basis;
    let mut put = |kind, cells: Cow<'t, str>, numbers: &[Option<u32>], derived| {
        if !cells.is_empty() {
            all.push((kind, PrintedFigures::coded(cells, numbers, derived)));
        }
    };
    let attackers = |n: Option<u32>| n.map(|n| Figure::new(n, Qualifier::Exactly, Party::Attackers));
    let rule = &set.about.rule;
    put(Kind::Killed, with_attackers(rule, &basis.killed, detail.killed), &killed, set.killed(row));
    put(Kind::Injured, with_attackers(rule, &basis.injured, detail.injured), &[detail.injured], set.injured(row));
    let (dead, hurt) = (detail.attackers_killed, detail.attackers_injured);
    put(Kind::AttackersKilled, (&basis.attackers).into(), &[dead], attackers(dead));
    put(Kind::AttackersInjured, (&basis.attackers_injured).into(), &[hurt], attackers(hurt));
    all
}

/// The cells of a figure; where the first one counts attackers too, it says so: `nkill 7 (attackers included), nkillter 2`.
fn with_attackers<'c>(rule: &CountingRule, cells: &'c str, all: Option<u32>) -> Cow<'c, str> {
    if !rule.takes_attackers_out || all.is_none() {
        return cells.into();
    }
    let (all, rest) = cells.split_at(cells.find(", ").unwrap_or(cells.len()));
    format!("{all} ({ATTACKERS_INCLUDED}){rest}").into()
}
