//! What speaks for and against two articles being about the same incident, as a probability.
//!
//! The probability is a logistic function of a few facts; `weights.rs` has what each fact is worth.

use chrono::NaiveDate;

use super::profile::ArticleProfile;
use super::weights::{self as w, Weights};
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

/// How probable it is that two articles are about the same incident, from 0 to 1.
pub fn probability(a: &ArticleProfile, b: &ArticleProfile, terms: &Terms) -> f32 {
    let gap = match (a.published, b.published) {
        (Some(x), Some(y)) => Some((x - y).num_days().abs()),
        _ => None,
    };
    let weights = if gap.is_some() { &w::DATED } else { &w::UNDATED };
    let sum = text(a, b, terms, weights)
        + place(a, b, weights)
        + match gap {
            Some(gap) => days(a, b, gap) + figures(a, b),
            None if same_day(a, b) => w::UNDATED_SAME_DAY,
            None => 0.0,
        };
    1.0 / (1.0 + (-sum).exp())
}

/// Words and names.
fn text(a: &ArticleProfile, b: &ArticleProfile, terms: &Terms, weights: &Weights) -> f32 {
    let (alike, named) = a.terms.alike(&b.terms);
    let (names, shared) = a.names.alike(&b.names);
    let rarest = shared.iter().map(|n| terms.articles_with_name(*n)).min().unwrap_or(u32::MAX);
    let count = shared.iter().filter(|n| terms.articles_with_name(**n) <= COUNTS).count().min(4) as f32;
    let rare = match rarest {
        0..=RARE => weights.name_rare,
        ..=SELDOM => weights.name_seldom,
        _ => 0.0,
    };
    let short = (5.0 - (a.terms.count().min(b.terms.count()) as f32 + 1.0).ln()).max(0.0);
    weights.base
        + weights.alike * alike
        + weights.alike_root * alike.max(0.0).sqrt()
        + weights.named_root * named.max(0.0).sqrt()
        + weights.names_root * names.max(0.0).sqrt()
        + weights.name_count * count
        + weights.short * short
        + rare
}

/// The places of the two incidents.
fn place(a: &ArticleProfile, b: &ArticleProfile, weights: &Weights) -> f32 {
    let (Some((x, _)), Some((y, _))) = (&a.place, &b.place) else { return weights.place_unknown };
    if x == y {
        return weights.place_same;
    }
    if a.towns.contains(y) || b.towns.contains(x) {
        return weights.place_named;
    }
    match x.kilometres(y) {
        Some(away) if away < NEAR => weights.place_near,
        Some(away) if away >= FAR => weights.place_far,
        _ => weights.place_other,
    }
}

/// Whether both incidents were on the same day.
fn same_day(a: &ArticleProfile, b: &ArticleProfile) -> bool {
    a.day.zip(b.day).is_some_and(|(x, y)| x.0 == y.0)
}

/// The days of the two incidents, and of publication.
fn days(a: &ArticleProfile, b: &ArticleProfile, gap: i64) -> f32 {
    let published = match gap {
        ..=1 => w::GAP_1,
        ..=4 => w::GAP_4,
        ..=14 => w::GAP_14,
        ..=60 => w::GAP_60,
        _ => w::GAP_MORE,
    };
    let (Some((x, _)), Some((y, _))) = (a.day, b.day) else {
        let shared = a.days.iter().any(|d| b.days.binary_search(d).is_ok());
        return published + if shared { w::DAY_SHARED } else { w::DAY_UNKNOWN };
    };
    let fresh =
        |day: NaiveDate, p: &ArticleProfile| p.published.is_some_and(|at| (0..=FRESH).contains(&(at - day).num_days()));
    published
        + match (x - y).num_days().abs() {
            0 => w::DAY_SAME,
            1 => w::DAY_NEXT,
            _ if a.days.binary_search(&y).is_ok() || b.days.binary_search(&x).is_ok() => w::DAY_AMONG,
            _ if fresh(x, a) && fresh(y, b) => w::DAY_FRESH,
            ..=10 => w::DAY_10,
            ..=60 => w::DAY_60,
            _ => w::DAY_MORE,
        }
}

/// The dead and the injured.
fn figures(a: &ArticleProfile, b: &ArticleProfile) -> f32 {
    let one = |x: Option<u32>, y: Option<u32>, [same, big, one, other]: [f32; 4]| match x.zip(y) {
        Some((x, y)) if x == y => same + if x > 2 { big } else { 0.0 },
        Some((x, y)) if x.abs_diff(y) == 1 => one,
        Some(_) => other,
        None => 0.0,
    };
    one(a.killed, b.killed, w::KILLED) + one(a.injured, b.injured, w::INJURED)
}
