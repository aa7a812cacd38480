//! Places: names that are towns, countries or neither, which of several is meant, and where the incident was.

use parallax::reading::place::PlaceKind;
use parallax::reading::place::towns::{NewTown, Towns};
use parallax::reading::{ArticleText, read};

/// A gazetteer of a few real names, the traps among them.
fn gazetteer() -> Towns {
    let town =
        |(name, region, thousands)| NewTown { kind: PlaceKind::Town, name, further: "", region, at: (0, 0), thousands };
    let towns = [
        ("Kerman", "IR 29", 577),
        ("Nice", "FR 93", 342),
        ("Paris", "FR 11", 2_138),
        ("Columbus", "US OH", 850),
        ("Columbus", "US GA", 200),
        ("Mobile", "US AL", 194),
        ("Reading", "GB ENG", 318),
        ("Reading", "US PA", 87),
        ("Split", "HR 15", 176),
        ("Paris", "US TX", 24),
        ("Police", "PL 87", 34),
        ("March", "GB ENG", 22),
        ("Lancaster", "GB ENG", 46),
    ];
    Towns::new(towns.map(town))
}

fn places(text: &str) -> Vec<String> {
    let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: true };
    let found = read(&article, &gazetteer()).places;
    found.into_iter().map(|m| format!("{} {}", m.value.place.name, m.value.place.country)).collect()
}

#[test]
fn towns_and_countries() {
    for (text, wanted) in [
        ("A bomb went off in Kerman.", &["Kerman IR"][..]),
        ("A bomb went off in Kerman, Iran.", &["Kerman IR", "Iran IR"]),
        ("Afghan forces crossed into Iran.", &["Afghanistan AF", "Iran IR"]),
        ("It happened near Columbus, Georgia, on Monday.", &["Columbus US", "Georgia US"]),
        ("The US warned Turkey.", &["United States US", "Turkey TR"]),
    ] {
        assert_eq!(places(text), wanted, "{text}");
    }
}

#[test]
fn words_that_are_towns_as_well() {
    for text in [
        "Nice weather came in March.",
        "Reading is what the police do on mobile phones.",
        "Police said the group had split.",
        "Of most interest was the date.",
        "Mr. Lancaster and Paris Hilton met.",
        "March and April were dry.",
    ] {
        assert_eq!(places(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(places("The lorry was found in Nice, France."), ["Nice FR", "France FR"]);
    assert_eq!(places("He was born in Reading, Pennsylvania."), ["Reading US", "Pennsylvania US"]);
}

#[test]
fn several_places_of_a_name_stay_open_unless_the_text_settles_it() {
    let text = "A bomb went off in Reading.";
    let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: true };
    let found = read(&article, &gazetteer()).places;
    assert_eq!(found[0].value.others.len(), 1, "{found:?}");
    let text = "A bomb went off in Reading, Pennsylvania.";
    let article = ArticleText { text, ..article };
    let found = read(&article, &gazetteer()).places;
    assert!(found[0].value.others.is_empty(), "{found:?}");
}

#[test]
fn the_place_of_the_incident() {
    let text =
        "PARIS (Velm Press) - A bomb killed two people in Kerman on Monday. Officials in Paris spoke of it later.";
    let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: true };
    let reading = read(&article, &gazetteer());
    let (at, _) = reading.main.place.unwrap();
    assert_eq!(reading.places[at].value.place.name, "Kerman");
}
