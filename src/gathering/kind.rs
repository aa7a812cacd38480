//! How incidents were done: which methods may be words for one incident, and which says most.

use crate::reading::incident::Method;

/// The family of bombings.
const BOMBING: u8 = 1;

/// Methods that words of one incident may go by.
fn family(method: Method) -> u8 {
    match method {
        Method::Killing | Method::Attack | Method::Assassination | Method::Ambush | Method::Clash => 0,
        Method::SuicideBombing | Method::CarBombing | Method::Bombing => BOMBING,
        Method::Shooting => 2,
        Method::AirStrike | Method::DroneStrike | Method::Shelling => 3,
        Method::Stabbing => 4,
        Method::VehicleRamming => 5,
        Method::Arson => 6,
        Method::Kidnapping | Method::Hijacking => 7,
        Method::Raid | Method::Arrest | Method::Plot => 8,
    }
}

/// Whether two methods may be words for one incident.
pub fn kinds_agree(a: Option<Method>, b: Option<Method>) -> bool {
    a.zip(b).is_none_or(|(x, y)| {
        let (x, y) = (family(x), family(y));
        x == y || x == 0 && y != 8 || y == 0 && x != 8
    })
}

/// Whether a method does not say how it was done.
pub fn is_vague(method: Method) -> bool {
    matches!(method, Method::Killing | Method::Attack | Method::Arrest | Method::Plot)
}

/// Whether two methods are the same specific one, or both bombings.
pub fn same_kind(a: Option<Method>, b: Option<Method>) -> bool {
    a.zip(b).is_some_and(|(x, y)| x == y && !is_vague(x) || family(x) == BOMBING && family(y) == BOMBING)
}

/// How much a method says of how an incident was done.
pub fn specific(method: Method) -> u32 {
    match method {
        Method::Arrest | Method::Plot => 1,
        Method::Killing | Method::Attack => 2,
        _ => 4,
    }
}

/// The most exact of some methods of the family of one: "a car bomb", where most words are "the bombing".
pub fn exact(method: Method, others: impl Iterator<Item = Method>) -> Method {
    let rank = |m: &Method| match m {
        Method::SuicideBombing => 2,
        Method::CarBombing => 1,
        _ => 0,
    };
    let same = others.filter(|m| family(*m) == BOMBING && family(method) == BOMBING);
    same.max_by_key(rank).filter(|m| rank(m) > rank(&method)).unwrap_or(method)
}
