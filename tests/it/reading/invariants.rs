//! What holds of the reading of any text, for the property tests of `robust.rs` and the target of `fuzz/`.

use parallax::model::When;
use parallax::reading::place::PlaceKind;
use parallax::reading::place::towns::{NewTown, Towns};
use parallax::reading::{ArticleReading, ArticleText, Mention, TextSpan, read};

/// A few places, so that no text waits for the whole gazetteer.
pub fn few_places() -> Towns {
    let place = |(kind, name, region, thousands)| NewTown { kind, name, further: "", region, at: (1, 1), thousands };
    let places = [
        (PlaceKind::Town, "Kerman", "IR 29", 577),
        (PlaceKind::Town, "Columbus", "US OH", 850),
        (PlaceKind::Town, "Columbus", "US GA", 200),
        (PlaceKind::Town, "Reading", "GB ENG", 318),
        (PlaceKind::Region, "Tarnland", "FR 1", 900),
    ];
    Towns::new(places.map(place))
}

/// Reads `text`, and checks that all spans are ranges of it, that dates are what their EDTF says, and that what the article is
/// mainly about is among what was read.
pub fn reading(text: &str, gazetteer: &Towns) -> ArticleReading {
    let published = chrono::NaiveDate::from_ymd_opt(2024, 3, 27);
    let reading = read(&ArticleText { text, passages: &[], title_end: 0, published, english: true }, gazetteer);
    for span in spans(&reading) {
        assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    }
    for date in &reading.dates {
        let when = When::parse(&date.value.edtf);
        let when = when.unwrap_or_else(|_| panic!("{} is no EDTF: {text:?}", date.value.edtf));
        assert!(date.value.first <= date.value.last, "{date:?}");
        // EDTF has no name for each part of a period: the days are within it.
        assert!(when.earliest() <= date.value.last && date.value.first <= when.latest(), "{date:?}");
    }
    for figure in &reading.figures {
        let (min, max) = (figure.value.min.unwrap_or(0), figure.value.max.unwrap_or(u32::MAX));
        assert!(min <= max, "{figure:?}");
    }
    let main = &reading.main;
    assert!(main.day.is_none_or(|(at, _)| at < reading.dates.len()));
    assert!(main.place.is_none_or(|(at, _)| at < reading.places.len()));
    assert!([main.killed, main.injured].into_iter().flatten().all(|at| at < reading.figures.len()));
    reading
}

fn spans(reading: &ArticleReading) -> Vec<TextSpan> {
    fn of<T>(all: &[Mention<T>]) -> impl Iterator<Item = TextSpan> {
        all.iter().map(|m| m.span)
    }
    let mut spans: Vec<TextSpan> = reading.passages.iter().chain(&reading.sentences).copied().collect();
    spans.extend(of(&reading.quotes).chain(of(&reading.dates)).chain(of(&reading.figures)).chain(of(&reading.places)));
    spans.extend(of(&reading.incidents).chain(of(&reading.actors)).chain(of(&reading.sources)));
    for quote in &reading.quotes {
        spans.extend(&quote.value.pieces);
        let speaker = quote.value.speaker.iter().flat_map(|s| [Some(s.mention), s.name, s.role]);
        spans.extend(speaker.flatten());
    }
    spans.extend(reading.figures.iter().flat_map(|f| f.value.parts.iter().map(|part| part.span).chain(f.value.whom)));
    spans.extend(reading.actors.iter().flat_map(|a| [Some(a.value.who), a.value.name].into_iter().flatten()));
    spans.extend(reading.sources.iter().map(|s| s.value.who));
    spans
}
