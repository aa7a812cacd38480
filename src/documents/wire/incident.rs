//! `incidents/<id>.toml`: one incident with its accounts, claims, relations and notes.

use super::{date, edtf, likely, passage_ref, values, wording};
use crate::diagnostic::{At, Code, Report};
use crate::documents::draft::{
    AccountDraft, ClaimDraft, IncidentDraft, NoteDraft, RelationDraft, ValueDraft, vocabulary,
};
use crate::documents::table::{Table, parse};
use crate::model::figure::{Figure, Party, Qualifier};
use crate::model::incident::{DayOf, Facet, Role, Scope, Stance, Status};

/// Reads an incident file. What lacks a title goes by its id.
pub fn incident(file: usize, id: At<String>, report: &mut Report) -> IncidentDraft {
    let text = report.files[file].text.clone();
    let before = report.messages.len();
    let parsed = parse(&text, 0, file, report);
    let whole = report.messages.len() == before;
    let table = Table::root(&parsed, 0, file);
    let title = table.need_str("title", report);
    let kind = table.need_str("kind", report);
    if let Some(kind) = &kind {
        likely(kind, &vocabulary::KINDS, "kind of incident", report);
    }
    let draft = IncidentDraft {
        title: title.map_or_else(|| id.value.clone(), |t| t.value),
        id,
        kind: kind.map(|k| k.value).unwrap_or_default(),
        status: table.word("status", &vocabulary::statuses(), report).map_or(Status::CarriedOut, |s| s.value),
        scope: table.word("scope", &vocabulary::scopes(), report).map_or(Scope::Single, |s| s.value),
        date: date(&table, "date", report),
        date_basis: table.text("date_basis", report),
        aliases: values(table.strings("aliases", report)),
        places: table.tables("places", report).into_iter().filter_map(|t| place(t, report)).collect(),
        actors: table.tables("actors", report).into_iter().filter_map(|t| actor(t, report)).collect(),
        accounts: table.tables("account", report).into_iter().filter_map(|t| account(t, report)).collect(),
        relations: table.tables("relation", report).into_iter().filter_map(|t| relation(t, report)).collect(),
        notes: table.tables("note", report).into_iter().filter_map(|t| note(t, report)).collect(),
    };
    if whole && !table.has("account") {
        report.error(Code::Empty, &draft.id.spot, "no passage tells of this incident", "add an [[account]]");
    }
    table.finish("an incident", report);
    draft
}

fn place(table: Table, report: &mut Report) -> Option<(At<String>, Role)> {
    let place = table.need_str("place", report);
    let role = table.word("role", &vocabulary::roles(), report).map_or(Role::Where, |r| r.value);
    table.finish("a place of an incident", report);
    place.map(|p| (p, role))
}

fn actor(table: Table, report: &mut Report) -> Option<(At<String>, String)> {
    let name = table.need_str("name", report);
    let role = table.text("role", report);
    table.finish("an actor", report);
    name.map(|n| (n, role))
}

fn account(table: Table, report: &mut Report) -> Option<AccountDraft> {
    let passage = passage_ref(&table, report);
    let hedge = table.text("hedge", report);
    let claims = table.tables("claims", report).into_iter().filter_map(|t| claim(t, report)).collect();
    let spot = table.spot();
    table.finish("an account", report);
    Some(AccountDraft { spot, passage: passage?, hedge, claims })
}

fn claim(table: Table, report: &mut Report) -> Option<ClaimDraft> {
    if !table.has("facet") {
        report.error(Code::Missing, &table.spot(), "“facet” is missing", "write facet = \"killed\"");
    }
    let facet = table.word("facet", &vocabulary::facets(), report).map(|f| f.value);
    let words = wording(table.need_str("words", report), report);
    // A claim that cannot be read as it was meant is left out: half of it would be another claim.
    let before = report.messages.len();
    let parts = breakdown(&table, report);
    let value = facet.and_then(|facet| value(&table, facet, &parts, report));
    let stance = table.word("stance", &vocabulary::stances(), report).map_or(Stance::Asserted, |s| s.value);
    let sound = report.messages.len() == before;
    let draft = ClaimDraft {
        facet: facet.unwrap_or(Facet::Status),
        value: value.unwrap_or(ValueDraft::Words(String::new())),
        stance,
        words: words.clone().unwrap_or(At { value: String::new(), spot: table.spot() }),
        according_to: values(table.strings("according_to", report)),
        hedge: table.text("hedge", report),
        basis: table.text("basis", report),
        whom: table.text("whom", report),
        parts,
        with: table.strings("with", report),
    };
    table.finish("a claim", report);
    (sound && facet.is_some() && words.is_some()).then_some(draft)
}

/// The value that a facet asks for; keys of other facets are reported.
fn value(table: &Table, facet: Facet, parts: &[(Figure, String)], report: &mut Report) -> Option<ValueDraft> {
    const FIGURES: [&str; 7] = ["figure", "qualifier", "min", "max", "of", "whom", "parts"];
    if facet.is_figure() {
        if table.has("value") {
            let help = format!("write figure = 94 (and a qualifier) for “{}”", facet.word());
            report.error(Code::WrongFacet, &table.spot_of_key("value"), "a figure has no “value”", help);
            // Asked for, so that it is not reported twice.
            let _ = table.str("value", report);
        }
        return figure(table, parts, report).map(ValueDraft::Figure);
    }
    for key in FIGURES {
        if table.has(key) {
            // Reported here, so not once more as unknown.
            table.expect(key);
            let help = format!("“{}” takes value = \"…\"", facet.word());
            report.error(Code::WrongFacet, &table.spot_of_key(key), format!("“{key}” belongs to figures"), help);
            return None;
        }
    }
    let text = table.need_str("value", report)?;
    match facet {
        Facet::Date => {
            let day = table.word("day", &vocabulary::days(), report).map_or(DayOf::Occurred, |d| d.value);
            edtf(&text, report).map(|when| ValueDraft::When(when, day))
        }
        Facet::Place => Some(ValueDraft::Place(text)),
        Facet::Perpetrator | Facet::ClaimedBy | Facet::Target => Some(ValueDraft::Who(text)),
        Facet::Status => {
            let word = vocabulary::statuses().into_iter().find(|(w, _)| *w == text.value);
            if word.is_none() {
                let all: Vec<_> = vocabulary::statuses().iter().map(|(w, _)| *w).collect();
                let message = format!("“{}” is no status", text.value);
                report.error(Code::UnknownWord, &text.spot, message, format!("one of: {}", all.join(", ")));
            }
            word.map(|(_, status)| ValueDraft::Status(status))
        }
        _ => Some(ValueDraft::Words(text.value)),
    }
}

fn figure(table: &Table, parts: &[(Figure, String)], report: &mut Report) -> Option<Figure> {
    let party = table.word("of", &vocabulary::parties(), report).map_or(Party::Victims, |p| p.value);
    let stated = table.number("figure", report);
    let qualifier = table.word("qualifier", &vocabulary::qualifiers(), report).map(|q| q.value);
    let (min, max) = (table.number("min", report), table.number("max", report));
    if let (Some(min), Some(max)) = (&min, &max)
        && min.value > max.value
    {
        let message = format!("from {} to {} is no range", min.value, max.value);
        report.error(Code::BadFigure, &min.spot, message, "min is the least that the source can mean, max the most");
        return None;
    }
    let mut figure = match (stated, parts.is_empty()) {
        (Some(stated), false) => {
            let help = "give the parts alone; the sum is worked out";
            report.error(Code::BadFigure, &stated.spot, "both a figure and its parts", help);
            return None;
        }
        (Some(stated), true) => Figure::new(stated.value, qualifier.unwrap_or(Qualifier::Exactly), party),
        (None, false) => {
            let figures: Vec<Figure> = parts.iter().map(|(f, _)| Figure { party, ..*f }).collect();
            Figure::sum(&figures)?
        }
        (None, true) if min.is_some() || max.is_some() => {
            let qualifier = qualifier.unwrap_or(match (&min, &max) {
                (Some(_), None) => Qualifier::AtLeast,
                (None, Some(_)) => Qualifier::UpTo,
                _ => Qualifier::About,
            });
            Figure { min: None, max: None, stated: None, qualifier, party }
        }
        // A figure of the wrong type is reported already.
        (None, true) if table.has("figure") || table.has("parts") => return None,
        (None, true) => {
            let help = "write figure = 94, or qualifier = \"several\" with min = 2, or parts = [ … ]";
            report.error(Code::BadFigure, &table.spot(), "a claim of a figure without one", help);
            return None;
        }
    };
    figure.min = min.as_ref().map_or(figure.min, |m| Some(m.value));
    figure.max = max.as_ref().map_or(figure.max, |m| Some(m.value));
    if let (Some(least), Some(most)) = (figure.min, figure.max)
        && least > most
    {
        let spot = min.or(max).map_or_else(|| table.spot(), |bound| bound.spot);
        let message = format!("the figure means {least} at least and {most} at most");
        report.error(Code::BadFigure, &spot, message, "min and max must leave room for the figure");
        return None;
    }
    Some(figure)
}

fn breakdown(table: &Table, report: &mut Report) -> Vec<(Figure, String)> {
    let mut parts = Vec::new();
    for part in table.tables("parts", report) {
        let figure = figure(&part, &[], report);
        let whom = part.text("whom", report);
        part.finish("a part of a figure", report);
        parts.extend(figure.map(|f| (f, whom)));
    }
    parts
}

fn relation(table: Table, report: &mut Report) -> Option<RelationDraft> {
    let missing = !table.has("kind");
    let link = table.word("kind", &vocabulary::links(), report).map(|l| l.value);
    if missing {
        report.error(Code::Missing, &table.spot(), "“kind” is missing", "write kind = \"part-of\"");
    }
    let to = table.need_str("to", report);
    let passage = passage_ref(&table, report);
    let words = wording(table.need_str("words", report), report);
    let according_to = values(table.strings("according_to", report));
    table.finish("a relation", report);
    Some(RelationDraft { link: link?, to: to?, passage: passage?, words: words?, according_to })
}

fn note(table: Table, report: &mut Report) -> Option<NoteDraft> {
    let text = table.need_str("text", report);
    let by = table.str("by", report).map_or_else(|| "editor".into(), |b| b.value);
    let knowledge = table.word("knowledge", &[("sources", false), ("general", true)], report);
    let facet = table.word("facet", &vocabulary::facets(), report).map(|f| f.value);
    table.finish("a note", report);
    Some(NoteDraft { text: text?.value, by, general: knowledge.is_some_and(|k| k.value), facet })
}
