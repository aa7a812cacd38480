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

/// Real names in a small gazetteer: a town with a further name that is spelled like another town, and provinces.
fn with_provinces() -> Towns {
    let place =
        |(kind, name, further, region, thousands)| NewTown { kind, name, further, region, at: (0, 0), thousands };
    let (town, province) = (PlaceKind::Town, PlaceKind::Region);
    Towns::new(
        [
            (town, "Bargarh", "Baga|Barghar", "IN 21", 80),
            (town, "Kano", "", "NG 29", 3_600),
            (town, "Monguno", "", "NG 27", 40),
            (town, "Monguno", "", "TD 05", 90),
            (town, "Mumbai", "Bombay", "IN 16", 12_000),
            (town, "Kaduna", "", "NG 23", 1_500),
            (province, "Borno", "", "NG 27", 4_000),
            (province, "Kaduna", "", "NG 23", 6_000),
            (province, "Odisha", "", "IN 21", 40_000),
        ]
        .map(place),
    )
}

/// The places of a text with country and grade.
fn graded(text: &str) -> Vec<String> {
    let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: true };
    let found = read(&article, &with_provinces()).places.into_iter();
    found.map(|m| format!("{} {} {:?}", m.value.place.name, m.value.place.country, m.grade)).collect()
}

#[test]
fn a_near_spelling_is_a_guess_and_no_place_outside_the_region_stated() {
    for (text, wanted) in [
        // The region stated rules the Indian town out; the name stays as it is printed.
        ("Men raided a market in Baga, Borno State, on Sunday.", &["Baga NG Likely", "Borno State NG Plain"][..]),
        ("Men raided a market in Baga, Borno, on Sunday.", &["Baga NG Likely", "Borno NG Likely"]),
        ("Men raided a market in Baga, Nigeria, on Sunday.", &["Baga NG Likely", "Nigeria NG Plain"]),
        ("Men raided a market in Baga (Borno state).", &["Baga NG Likely", "Borno NG Likely"]),
        // Named again without it.
        (
            "It was in Baga, Borno State. Men came back to a house in Baga later.",
            &["Baga NG Likely", "Borno State NG Plain", "Baga NG Likely"],
        ),
        // Nothing but the spelling.
        ("Men raided the market in Baga town on Sunday.", &["Bargarh IN Guess"]),
        ("A bomb went off in Baga, Odisha, on Sunday.", &["Bargarh IN Likely", "Odisha IN Likely"]),
        // An exact name in the region stated, though a larger one is elsewhere.
        ("Men raided a market in Monguno, Borno State.", &["Monguno NG Plain", "Borno State NG Plain"]),
        // A name that is known by more people than live in most countries' capitals.
        ("A bomb went off in Bombay on Sunday.", &["Mumbai IN Likely"]),
        // What follows a comma is another subject, the next of a list, or no abbreviation of a state.
        ("After the bombing in Bombay, Nigeria denied involvement.", &["Mumbai IN Likely", "Nigeria NG Plain"]),
        ("In Kano, India said on Monday that it would help.", &["Kano NG Likely", "India IN Plain"]),
        ("Attacks in Kano, India, and Spain were foiled.", &["Kano NG Likely", "India IN Plain", "Spain ES Plain"]),
        ("In Kano, Al Qaeda fighters raided a market.", &["Kano NG Likely"]),
        // A list of towns, and no town of a province.
        ("Bombs went off in Kano, Kaduna and Monguno.", &["Kano NG Likely", "Kaduna NG Guess"]),
    ] {
        assert_eq!(graded(text), wanted, "{text}");
    }
}
