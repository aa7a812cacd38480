//! What each fact is worth when two articles are held against each other, in units of log odds.
//!
//! Fitted to the development parts of the Gun Violence articles and ECB+ by logistic regression; no script here repeats it. Articles with
//! days of publication and articles without have weights of their own: without, words, names and places decide.

use super::fact::Fact;

/// What a fact is worth: where both articles have a day of publication, and where not.
pub fn weight(fact: Fact) -> [f32; 2] {
    match fact {
        Fact::Base => [-2.10, -4.55],
        Fact::Alike => [2.12, 5.63],
        Fact::AlikeRoot => [2.20, 2.37],
        Fact::NamedRoot => [4.30, 6.22],
        Fact::NamesRoot => [-1.25, 0.33],
        Fact::NameRare => [1.58, 0.30],
        Fact::NameSeldom => [0.99, 0.46],
        Fact::NameCount => [0.43, 0.49],
        Fact::Short => [-0.20, 0.55],
        Fact::PlaceSame => [-0.85, -1.92],
        Fact::PlaceNamed => [-1.22, -2.12],
        Fact::PlaceNear => [-0.96, -0.81],
        Fact::PlaceOther => [-1.51, -1.97],
        Fact::PlaceFar => [-2.56, -3.07],
        Fact::PlaceUnknown => [-0.97, -2.16],
        Fact::KindOther => [-2.00, -2.00],
        Fact::DaySame => [0.85, 3.90],
        Fact::DayNext => [-0.79, 0.00],
        Fact::DayAmong => [0.97, 0.00],
        Fact::DayFresh => [-3.28, 0.00],
        Fact::Day10 => [-0.37, 0.00],
        Fact::Day60 => [-1.97, 0.00],
        Fact::DayMore => [-2.00, 0.00],
        Fact::DayShared => [0.67, 0.00],
        Fact::DayUnknown => [-1.19, 0.00],
        Fact::Gap1 => [0.57, 0.00],
        Fact::Gap4 => [-0.38, 0.00],
        Fact::Gap14 => [-0.80, 0.00],
        Fact::Gap60 => [-2.41, 0.00],
        Fact::GapMore => [-3.24, 0.00],
        Fact::KilledSame => [1.33, 0.00],
        Fact::KilledSameMany => [2.39, 0.00],
        Fact::KilledOne => [0.05, 0.00],
        Fact::KilledOther => [0.90, 0.00],
        Fact::InjuredSame => [-0.43, 0.00],
        Fact::InjuredSameMany => [1.07, 0.00],
        Fact::InjuredOne => [-1.14, 0.00],
        Fact::InjuredOther => [-1.96, 0.00],
    }
}
