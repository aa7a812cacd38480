//! The towns and provinces that are packed into the program.

use parallax::reading::place::gazetteer::{Gazetteer, GeoPlace, PlaceKind, fold};
use parallax::reading::place::towns;

fn named(name: &str) -> Vec<GeoPlace> {
    let name = fold(name);
    let words: Vec<&str> = name.split(' ').collect();
    towns::all().longest(&words).filter(|found| found.0 == words.len()).map_or(Vec::new(), |found| found.1)
}

#[test]
fn the_towns_of_the_world_are_there_by_their_names_in_latin_letters() {
    assert!(towns::all().len() > 173_000);
    for (name, country) in [
        ("Kerman", "IR"),
        ("Mazār-e Sharīf", "AF"),
        ("Quetta", "PK"),
        ("Krasnogorsk", "RU"),
        ("Moskva", "RU"),
        ("Cologne", "DE"),
        ("Köln", "DE"),
        ("San Salvador", "SV"),
        ("Mogadishu", "SO"),
        ("Maiduguri", "NG"),
    ] {
        assert_eq!(named(name).first().map(|p| p.country.as_str()), Some(country), "{name}");
    }
    assert!(named("Atlantis upon Thames").is_empty());
}

#[test]
fn towns_stand_where_they_are() {
    let kerman = &named("Kerman")[0];
    assert!((kerman.lat - 30.28).abs() < 0.05 && (kerman.lon - 57.08).abs() < 0.05, "{kerman:?}");
    let buenos_aires = &named("Buenos Aires")[0];
    assert!(buenos_aires.lat < -34.0 && buenos_aires.lon < -58.0 && buenos_aires.population > 1_000_000);
    let columbus = &named("Columbus")[0];
    assert_eq!((columbus.country.as_str(), columbus.admin.as_str()), ("US", "OH"), "the largest comes first");
}

#[test]
fn provinces_stand_beside_towns_of_their_name() {
    let kinds = |name: &str| named(name).iter().map(|p| p.kind).collect::<Vec<_>>();
    assert_eq!(kinds("Antioquia")[0], PlaceKind::Region);
    assert_eq!(kinds("Kabul")[0], PlaceKind::Town, "the town comes first");
    assert!(kinds("Kabul").contains(&PlaceKind::Region));
    assert!(!kinds("Central").contains(&PlaceKind::Region));
}
