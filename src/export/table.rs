//! Entries as lines of a table: CSV, GeoJSON, Markdown, and the records of the JSON document.
//!
//! If a licence forbids passing rows on, records are exported with ids, citation and computed fields (precision of place
//! and date) only, except for private use. Headlines of cited sources belong to their publishers: only outlet and date
//! are exported.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::dataset::{About, DataSet, Placing, Record, RecordDetail, flag};
use crate::model::ledger::Column;
use crate::model::time::Grain;
use crate::model::{Facet, Status, Subject, Verdict, When};
use crate::sanitize;

/// An entry as a line of a table. `None` means not given, or not exported because of the licence.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the names of the fields are the columns of the exports, described in the README")]
pub struct Line {
    pub source: String,
    pub id: String,
    pub title: Option<String>,
    pub date: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub dated: &'static str,
    pub place: Option<String>,
    pub within: Option<String>,
    pub country: Option<String>,
    pub country_code: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub precision: &'static str,
    pub kind: Option<String>,
    pub status: Option<&'static str>,
    pub actors: Vec<String>,
    pub killed: Option<u32>,
    pub killed_min: Option<u32>,
    pub killed_max: Option<u32>,
    pub killed_rule: Cow<'static, str>,
    pub injured: Option<u32>,
    pub origins: usize,
    pub verdict: &'static str,
    pub named_sources: Vec<String>,
    pub citation: String,
    /// All columns as coded, for private use only.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub coded: BTreeMap<String, String>,
}

/// The columns of the CSV, in order.
pub const COLUMNS: [&str; 25] = [
    "source",
    "id",
    "title",
    "date",
    "from",
    "to",
    "dated",
    "place",
    "within",
    "country",
    "country_code",
    "lat",
    "lon",
    "precision",
    "kind",
    "status",
    "actors",
    "killed",
    "killed_min",
    "killed_max",
    "killed_rule",
    "injured",
    "origins",
    "verdict",
    "named_sources",
];

/// The counting rule of a record in a word, with a mark if the figure excludes attackers, the estimates are out of order,
/// or the bounds are not coded.
fn rule_of(about: &About, row: &Record) -> Cow<'static, str> {
    match row.flags {
        flags if flags & flag::ATTACKERS_OUT != 0 => "attackers-excluded".into(),
        flags if flags & flag::ORDER_BROKEN != 0 => format!("{}, order broken", about.rule.word).into(),
        flags if flags & flag::RANGE_UNKNOWN != 0 => format!("{}, range unknown", about.rule.word).into(),
        _ => about.rule.word.into(),
    }
}

/// First and last possible day of a date (ISO 8601); `None` for an open end.
fn days(when: When) -> (Option<String>, Option<String>) {
    let from = (!when.is_open_start()).then(|| when.earliest().to_string());
    let to = (!when.is_open_end()).then(|| when.latest().to_string());
    (from, to)
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The line of a record. `detail` holds the contents of its row; `private` means that the export is not passed on.
pub fn record(set: &DataSet, row: &Record, detail: &RecordDetail, id: String, private: bool) -> Line {
    let about = &set.about;
    let when = DataSet::when(row);
    let location = set.location(row);
    let own = Line {
        source: about.title.clone(),
        id,
        dated: when.map_or(Grain::Never, When::grain).word(),
        precision: location.precision.word(),
        killed_rule: rule_of(about, row),
        origins: 1,
        verdict: Verdict::Single.word(),
        citation: about.citation.join(" "),
        ..Line::default()
    };
    if !about.shareable && !private {
        return own;
    }
    let (from, to) = when.map_or((None, None), days);
    let country = set.country(row);
    let killed = set.killed(row);
    let cited = detail.citations.iter().map(|c| {
        let parts = [&c.outlet, &c.date].into_iter().filter(|p| !p.is_empty());
        parts.cloned().collect::<Vec<_>>().join(" ")
    });
    Line {
        title: given(&set.title(row)),
        date: when.map(When::edtf),
        from,
        to,
        place: given(&location.name),
        within: given(&location.within.join(", ")),
        country: given(&country.name),
        country_code: given(country.code()),
        lat: location.position.map(|p| p.0),
        lon: location.position.map(|p| p.1),
        kind: given(&set.event_type(row).name),
        status: about.codes_status.then_some(if row.flags & flag::FOILED == 0 { "carried out" } else { "foiled" }),
        actors: set.actor_group(row).map(|(name, part)| format!("{name} ({})", part.word())).collect(),
        killed: killed.and_then(|f| f.stated),
        killed_min: killed.and_then(|f| f.min),
        killed_max: killed.and_then(|f| f.max),
        injured: set.injured(row).and_then(|f| f.stated),
        named_sources: cited.filter(|c| !c.is_empty()).collect(),
        coded: if private { detail.cells.iter().cloned().collect() } else { BTreeMap::new() },
        ..own
    }
}

/// The line of an incident of a corpus. Bounds span all sources; no single number is chosen.
pub fn incident(subject: &Subject) -> Line {
    let (corpus, ledger) = (subject.corpus(0), subject.ledger());
    // A name has no line: it has no place in time.
    let Some(record) = subject.incident(0) else { return Line::default() };
    let bounds = |facet| ledger.row(facet).map_or((None, None), |r| (r.min, r.max));
    let (killed_min, killed_max) = bounds(Facet::Killed);
    let place = record.places.first().map(|p| corpus.name(p.name));
    let (from, to) = record.date.map_or((None, None), days);
    let article = |c: &Column| {
        let corpus = subject.corpus(c.article.member);
        corpus.str(corpus.article(c.article.id).id).to_owned()
    };
    let articles: Vec<String> = ledger.columns.iter().map(article).collect();
    Line {
        source: corpus.title().to_owned(),
        id: corpus.str(record.id).to_owned(),
        title: given(corpus.str(record.title)),
        date: record.date.map(When::edtf),
        from,
        to,
        dated: record.date.map_or(Grain::Never, When::grain).word(),
        place: place.and_then(|p| given(corpus.str(p.name))),
        within: None,
        country: record.places.first().and_then(|p| {
            let top = std::iter::successors(Some(p.name), |n| corpus.name(*n).part_of).last()?;
            given(corpus.str(corpus.name(top).name))
        }),
        country_code: place.and_then(|p| given(corpus.str(p.country))),
        lat: place.and_then(|p| p.position).map(|p| p.0),
        lon: place.and_then(|p| p.position).map(|p| p.1),
        precision: place.and_then(|p| p.precision).map_or(Placing::Unknown, Placing::Known).word(),
        kind: given(corpus.str(record.kind)),
        status: record.status.map(Status::word),
        actors: record.actors.iter().map(|a| format!("{} ({})", corpus.who(a.who), corpus.str(a.role))).collect(),
        killed: (killed_min == killed_max).then_some(killed_min).flatten(),
        killed_min,
        killed_max,
        killed_rule: "all-sources".into(),
        injured: None,
        origins: subject.coverage().origins,
        verdict: ledger.verdict().word(),
        named_sources: articles,
        citation: format!("{}. {}", corpus.title(), corpus.licence()),
        coded: BTreeMap::new(),
    }
}

/// The cells of a line, in the order of [`COLUMNS`], safe for a spreadsheet and a terminal.
pub fn cells(line: &Line) -> Vec<String> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let degrees = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
    let all = [
        line.source.clone(),
        line.id.clone(),
        text(&line.title),
        text(&line.date),
        text(&line.from),
        text(&line.to),
        line.dated.to_owned(),
        text(&line.place),
        text(&line.within),
        text(&line.country),
        text(&line.country_code),
        degrees(line.lat),
        degrees(line.lon),
        line.precision.to_owned(),
        text(&line.kind),
        line.status.unwrap_or_default().to_owned(),
        line.actors.join("; "),
        number(line.killed),
        number(line.killed_min),
        number(line.killed_max),
        line.killed_rule.to_string(),
        number(line.injured),
        line.origins.to_string(),
        line.verdict.to_owned(),
        line.named_sources.join("; "),
    ];
    all.into_iter().map(|cell| harmless(&sanitize::line(&cell))).collect()
}

/// Protects a cell from being evaluated as a formula (CWE-1236): an apostrophe before `=`, `+`, `-`, `@`, unless the cell
/// is a plain number.
pub fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !cell.parse().is_ok_and(f64::is_finite);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// A GeoJSON feature (RFC 7946): longitude before latitude, always with the precision of the point.
pub fn feature(line: &Line) -> serde_json::Value {
    let geometry = match (line.lat, line.lon) {
        (Some(lat), Some(lon)) => serde_json::json!({"type": "Point", "coordinates": [lon, lat]}),
        _ => serde_json::Value::Null,
    };
    serde_json::json!({"type": "Feature", "geometry": geometry, "properties": line})
}

/// A row of a Markdown table.
pub fn markdown(line: &Line) -> String {
    let cell = |text: &str| sanitize::line(text).replace('\\', "\\\\").replace('|', "\\|");
    let text = |t: &Option<String>| t.as_deref().map_or_else(|| "–".to_owned(), cell);
    let place = match (&line.place, &line.country) {
        (Some(place), Some(country)) => cell(&format!("{place}, {country}")),
        (Some(one), None) | (None, Some(one)) => cell(one),
        (None, None) => "–".to_owned(),
    };
    format!(
        "| {} | {place} | {} | {} | {} {} |",
        text(&line.date),
        text(&line.title),
        killed(line),
        cell(&line.source),
        cell(&line.id)
    )
}

/// The header of the Markdown table.
pub const MARKDOWN_HEAD: &str = "| date | place | what | killed | source and id |\n|---|---|---|---:|---|";

fn killed(line: &Line) -> String {
    match (line.killed, line.killed_min, line.killed_max) {
        (Some(n), Some(min), Some(max)) if min != max => format!("{n} [{min}–{max}]"),
        (Some(n), _, None) => format!("≥{n}"),
        (Some(n), ..) => n.to_string(),
        (None, Some(min), Some(max)) => format!("{min}–{max}"),
        (None, Some(min), None) => format!("≥{min}"),
        (None, None, Some(max)) => format!("≤{max}"),
        (None, None, None) => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (cell, wanted) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-33.9", "-33.9"),
            ("+30002", "+30002"),
            ("-infinity", "'-infinity"),
            ("+nan", "'+nan"),
            ("+44 20", "'+44 20"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("Kabul", "Kabul"),
        ] {
            assert_eq!(harmless(cell), wanted);
        }
    }

    #[test]
    fn columns_and_cells_are_as_many() {
        assert_eq!(cells(&Line::default()).len(), COLUMNS.len());
    }
}
