//! What speaks for and against two articles being about the same incident, as a probability.
//!
//! The probability is a logistic function of a few facts; `weights.rs` has what each fact is worth.

use chrono::NaiveDate;

use super::fact::Fact;
use super::kind::kinds_agree;
use super::profile::ArticleProfile;
use super::weights::weight;
use super::words::Terms;

/// Days between an incident and the report of it that is no look back.
const FRESH: i64 = 10;

/// A name in at most as many articles is rare, one in at most as many is seldom, and one in at most as many counts.
const RARE: u32 = 6;
const SELDOM: u32 = 12;
const COUNTS: u32 = 10;

/// Kilometres within which two towns are one place for readers, and beyond which they are far apart.
const NEAR: f32 = 20.0;
const FAR: f32 = 60.0;

/// From how many articles on their number adds nothing, and how much it adds below.
const MANY: f32 = 1_000.0;
const SMALL: f32 = 0.2;

/// What a small number of articles adds, in log odds: few articles that someone put together are rarely about as many
/// incidents, and have fewer doubles.
pub fn prior(articles: usize) -> f32 {
    SMALL * (MANY / (articles as f32).max(10.0)).ln().max(0.0)
}

/// How probable it is that two articles are about the same incident, from 0 to 1. `alike` is how alike their terms are, and
/// the names and numbers among them; `prior` is what their number adds.
pub fn probability(a: &ArticleProfile, b: &ArticleProfile, alike: (f32, f32), terms: &Terms, prior: f32) -> f32 {
    let dated = usize::from(a.published.is_none() || b.published.is_none());
    let mut sum = prior;
    facts(a, b, alike, terms, &mut |fact, value| sum += weight(fact)[dated] * value);
    1.0 / (1.0 + (-sum).exp())
}

/// Calls `then` with each fact on two articles and its value. Days and figures count only where both have a day of publication.
fn facts(a: &ArticleProfile, b: &ArticleProfile, alike: (f32, f32), terms: &Terms, then: &mut impl FnMut(Fact, f32)) {
    then(Fact::Base, 1.0);
    text(a, b, alike, terms, then);
    then(place(a, b), 1.0);
    if !kinds_agree(a.method, b.method) {
        then(Fact::KindOther, 1.0);
    }
    if let (Some(x), Some(y)) = (a.published, b.published) {
        then(published((x - y).num_days().abs()), 1.0);
        then(days(a, b), 1.0);
        figures(a.killed, b.killed, [Fact::KilledSame, Fact::KilledSameMany, Fact::KilledOne, Fact::KilledOther], then);
        figures(
            a.injured,
            b.injured,
            [Fact::InjuredSame, Fact::InjuredSameMany, Fact::InjuredOne, Fact::InjuredOther],
            then,
        );
    } else if a.day.zip(b.day).is_some_and(|(x, y)| x.0 == y.0) {
        then(Fact::DaySame, 1.0);
    }
}

/// Words and names.
fn text(
    a: &ArticleProfile,
    b: &ArticleProfile,
    (alike, named): (f32, f32),
    terms: &Terms,
    then: &mut impl FnMut(Fact, f32),
) {
    let (names, shared) = a.names.alike(&b.names);
    then(Fact::Alike, alike);
    then(Fact::AlikeRoot, alike.max(0.0).sqrt());
    then(Fact::NamedRoot, named.max(0.0).sqrt());
    then(Fact::NamesRoot, names.max(0.0).sqrt());
    then(Fact::Short, (5.0 - (a.terms.count().min(b.terms.count()) as f32 + 1.0).ln()).max(0.0));
    let articles = |name: &u32| terms.articles_with_name(*name);
    match shared.iter().map(articles).min() {
        Some(..=RARE) => then(Fact::NameRare, 1.0),
        Some(..=SELDOM) => then(Fact::NameSeldom, 1.0),
        _ => {}
    }
    then(Fact::NameCount, shared.iter().filter(|n| articles(n) <= COUNTS).count().min(4) as f32);
}

/// The places of the two incidents.
fn place(a: &ArticleProfile, b: &ArticleProfile) -> Fact {
    let (Some((x, _)), Some((y, _))) = (&a.place, &b.place) else { return Fact::PlaceUnknown };
    if x == y {
        return Fact::PlaceSame;
    }
    if a.towns.contains(y) || b.towns.contains(x) {
        return Fact::PlaceNamed;
    }
    match x.kilometres(y) {
        Some(away) if away < NEAR => Fact::PlaceNear,
        Some(away) if away >= FAR => Fact::PlaceFar,
        _ => Fact::PlaceOther,
    }
}

/// Days between the two publications.
fn published(gap: i64) -> Fact {
    match gap {
        ..2 => Fact::Gap1,
        2..5 => Fact::Gap4,
        5..15 => Fact::Gap14,
        15..=60 => Fact::Gap60,
        _ => Fact::GapMore,
    }
}

/// The days of the two incidents.
fn days(a: &ArticleProfile, b: &ArticleProfile) -> Fact {
    let (Some((x, _)), Some((y, _))) = (a.day, b.day) else {
        let shared = a.days.iter().any(|d| b.days.binary_search(d).is_ok());
        return if shared { Fact::DayShared } else { Fact::DayUnknown };
    };
    let fresh =
        |day: NaiveDate, p: &ArticleProfile| p.published.is_some_and(|at| (0..=FRESH).contains(&(at - day).num_days()));
    match (x - y).num_days().abs() {
        0 => Fact::DaySame,
        1 => Fact::DayNext,
        _ if a.days.binary_search(&y).is_ok() || b.days.binary_search(&x).is_ok() => Fact::DayAmong,
        _ if fresh(x, a) && fresh(y, b) => Fact::DayFresh,
        ..11 => Fact::Day10,
        11..=60 => Fact::Day60,
        _ => Fact::DayMore,
    }
}

/// The dead or the injured: the same number, the same above two in addition, one apart, further apart.
fn figures(a: Option<u32>, b: Option<u32>, facts: [Fact; 4], then: &mut impl FnMut(Fact, f32)) {
    let Some((x, y)) = a.zip(b) else { return };
    match x.abs_diff(y) {
        0 => then(facts[0], 1.0),
        1 => then(facts[2], 1.0),
        _ => then(facts[3], 1.0),
    }
    if x == y && x > 2 {
        then(facts[1], 1.0);
    }
}
