//! `parallax read`: what the rules read in texts, without a corpus. For measuring the rules, and for those who want to know
//! what they find.
//!
//! Each line of standard input is a JSON object: `text`; `published` (`2024-03-22`, or left out); `titled` (whether the first
//! paragraph is the headline); `language` (`en` if left out). For each, a line of JSON goes to standard output. Spans are
//! bytes of the text.

use std::io::{self, BufRead as _, Write as _};

use serde::Deserialize;
use serde_json::{Value, json};

use super::output::{Outcome, json_line};
use crate::model::Grade;
use crate::model::Party;
use crate::reading::date::{DateBasis, PartOfPeriod};
use crate::reading::place::{GeoPlace, towns};
use crate::reading::{ArticleReading, ArticleText, Mention, TextSpan, read, sentence};

/// One text.
#[derive(Deserialize)]
struct Input {
    text: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    titled: bool,
    #[serde(default)]
    language: Option<String>,
}

/// Reads the texts on standard input.
pub(super) fn run() -> Outcome {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let input: Input = serde_json::from_str(&line?)?;
        let passages = sentence::passages(&input.text);
        let article = ArticleText {
            text: &input.text,
            passages: &passages,
            title_end: passages.first().filter(|_| input.titled).map_or(0, |p| p.end),
            published: input.published.as_deref().and_then(|day| day.parse().ok()),
            english: input.language.is_none_or(|l| l.starts_with("en")),
        };
        out.write_all(json_line(&of_reading(&read(&article, towns::all())))?.as_bytes())?;
    }
    out.flush()?;
    Ok(0)
}

fn span(span: TextSpan) -> Value {
    json!({ "start": span.start, "end": span.end })
}

fn spans(all: &[TextSpan]) -> Vec<Value> {
    all.iter().copied().map(span).collect()
}

fn mentions<T>(all: &[Mention<T>], value: impl Fn(&T) -> Value) -> Vec<Value> {
    let of = |m: &Mention<T>| json!({ "span": span(m.span), "value": value(&m.value), "rule": m.rule, "grade": m.grade.word() });
    all.iter().map(of).collect()
}

fn of_reading(reading: &ArticleReading) -> Value {
    let main = &reading.main;
    let graded = |at: Option<(usize, Grade)>| at.map(|(at, grade)| json!([at, grade.word()]));
    json!({
        "passages": spans(&reading.passages),
        "sentences": spans(&reading.sentences),
        "today": reading.today.map(|day| day.to_string()),
        "quotes": mentions(&reading.quotes, |q| json!({
            "pieces": spans(&q.pieces),
            "words": q.words,
            "speaker": q.speaker.as_ref().map(|s| json!({
                "mention": span(s.mention), "name": s.name.map(span), "role": s.role.map(span),
            })),
            "form": q.form.map_or("title", |form| form.word()),
        })),
        "dates": mentions(&reading.dates, |d| json!({
            "edtf": d.edtf,
            "first": d.first.to_string(),
            "last": d.last.to_string(),
            "grain": d.grain.word(),
            "basis": basis(d.basis),
            "part": d.part.map(PartOfPeriod::word),
        })),
        "figures": mentions(&reading.figures, |f| json!({
            "harm": f.harm.word(),
            "count": f.count,
            "min": f.min,
            "max": f.max,
            "qualifier": f.qualifier.word(),
            "party": f.party.map(Party::word),
            "whom": f.whom.map(span),
            "parts": f.parts.iter().map(|part| json!({
                "span": span(part.span), "count": part.count, "qualifier": part.qualifier.word(), "whom": part.whom.map(span),
            })).collect::<Vec<_>>(),
            "extent": f.extent.word(),
        })),
        "places": mentions(&reading.places, |p| json!({
            "place": place(&p.place),
            "others": p.others.iter().map(place).collect::<Vec<_>>(),
            "located": p.located,
            "adjective": p.adjective,
        })),
        "incidents": mentions(&reading.incidents, |i| json!({
            "method": i.method.word(), "status": i.status.word(), "several": i.several,
        })),
        "actors": mentions(&reading.actors, |a| json!({
            "role": a.role.word(), "who": span(a.who), "name": a.name.map(span), "doubted": a.doubted,
        })),
        "sources": mentions(&reading.sources, |s| json!({ "who": span(s.who), "hedged": s.hedged })),
        "main": {
            "day": graded(main.day),
            "place": graded(main.place),
            "killed": main.killed,
            "injured": main.injured,
            "injured_number": main.injured_number,
        },
    })
}

fn basis(basis: DateBasis) -> Value {
    match basis {
        DateBasis::Printed => json!({ "kind": "printed" }),
        DateBasis::Year(day) => json!({ "kind": "year", "of": day.to_string() }),
        DateBasis::Anchor(day) => json!({ "kind": "anchor", "of": day.to_string() }),
        DateBasis::Text(words) => json!({ "kind": "text", "of": span(words) }),
    }
}

fn place(place: &GeoPlace) -> Value {
    json!({
        "name": place.name,
        "kind": place.kind.word(),
        "country": place.country,
        "admin": place.admin,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
    })
}
