//! Rows of a Markdown table. Every cell is plain text: nothing in it becomes markup, a link or HTML.

use std::borrow::Cow;

use super::kind::Kind;
use super::line::Line;
use crate::model::outside::OUTSIDE_MARK;
use crate::present::annotations::SIGN;
use crate::present::markdown::escape;
use crate::sanitize;

/// The header of the table.
pub const MARKDOWN_HEAD: &str = "| date | place | what | killed | other figures | verdict | hedges and remarks | source and id |\n|---|---|---|---|---|---|---|---|";

/// A row of the table.
pub fn markdown(line: &Line<'_>) -> String {
    let cells = [
        date(line),
        place(line),
        title(line),
        figures(line, |kind| kind == Kind::Killed),
        figures(line, |kind| kind != Kind::Killed),
        verdict(line),
        remarks(line),
        format!("{} {}", line.source, line.id),
    ];
    let cells = cells.map(|cell| if cell.is_empty() { "–".to_owned() } else { escape(sanitize::line(&cell).trim()) });
    format!("| {} |", cells.join(" | "))
}

/// The title, with a mark if no source prints it.
fn title(line: &Line<'_>) -> String {
    let mark = if line.title_note.is_some() { OUTSIDE_MARK.to_string() } else { String::new() };
    format!("{}{mark}", line.title.as_deref().unwrap_or(""))
}

/// The hedges, the editor's remarks on title and place, and what editors note, with its sign.
fn remarks(line: &Line<'_>) -> String {
    let remark = |what: &str, note: &Option<Cow<'_, str>>| note.as_ref().map(|note| format!("{what}: {note}"));
    let remarks = [remark("title", &line.title_note), remark("place", &line.place_note)];
    let tags: Vec<String> = line.editor_tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = (!tags.is_empty()).then(|| format!("{SIGN}{}", tags.join(" ")));
    let noted = tags.into_iter().chain(line.editor_notes.iter().map(|note| format!("{SIGN}{note}")));
    let all = line.doubts.iter().map(ToString::to_string).chain(remarks.into_iter().flatten()).chain(noted);
    all.collect::<Vec<_>>().join("; ")
}

fn date(line: &Line<'_>) -> String {
    let date = line.date.as_deref().unwrap_or_default();
    if line.date_worked_out.is_some() { format!("{date} (worked out)") } else { date.to_owned() }
}

/// The place and its country, once each, with its role if it did not happen there. The countries of other places only if
/// the place lies in none.
fn place(line: &Line<'_>) -> String {
    let (place, country) = (line.place.as_deref().unwrap_or(""), line.country.as_deref().unwrap_or(""));
    let place = match country.strip_prefix(place) {
        Some(_) if place.is_empty() => country.to_owned(),
        // The place is the country: `Iran`, `Iran +3`.
        Some(rest) if rest.is_empty() || rest.starts_with(" +") => country.to_owned(),
        _ if country.is_empty() && !line.countries.is_empty() => format!("{place}, also {}", line.countries.join(", ")),
        _ if country.is_empty() || place.ends_with(country) => place.to_owned(),
        _ => format!("{place}, {country}"),
    };
    match line.role {
        Some(role) if role != "where" => format!("{} {place}", role.replace('-', " ")),
        _ => place,
    }
}

/// The figures of some kinds as printed; joint ones with the incidents that they cover.
fn figures(line: &Line<'_>, wanted: impl Fn(Kind) -> bool) -> String {
    let mut all = Vec::new();
    for (kind, figures) in line.figures.iter().filter(|(kind, _)| wanted(*kind)) {
        let label = match kind {
            Kind::Killed => String::new(),
            kind => format!("{}: ", kind.word().replace('_', " ")),
        };
        if !figures.printed.is_empty() {
            all.push(format!("{label}{}", figures.printed));
        }
        if !figures.joint.is_empty() {
            all.push(format!("{label}together with {}: {}", figures.joint_with.join(", "), figures.joint));
        }
    }
    all.join("; ")
}

/// The most severe verdict, with the facets in conflict and those on which an article is inconsistent.
fn verdict(line: &Line<'_>) -> String {
    let list =
        |word: &str, facets: &[Cow<'_, str>]| (!facets.is_empty()).then(|| format!("{word}: {}", facets.join(", ")));
    let disputed = [list("conflict", &line.conflict_facets), list("inconsistent", &line.inconsistent_facets)];
    let disputed: Vec<String> = disputed.into_iter().flatten().collect();
    if disputed.is_empty() { line.verdict.clone().into_owned() } else { disputed.join("; ") }
}
