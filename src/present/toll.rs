//! The number killed in several entries, and the rule that counts it, in words. Knows no lists and no layout.

use crate::model::dataset::Bound;
use crate::model::figure::thousands;
use crate::model::toll::{TollRule, TollSum};
use crate::model::{Party, Workspace};

/// What is summed and sorted by where known dead attackers are taken out of the numbers of a file.
pub const KNOWN_TAKEN_OUT: &str = "without known attackers";

/// What the numbers of a data set are.
pub fn bound_words(bound: Bound) -> &'static str {
    match bound {
        Bound::Between => "best estimate",
        Bound::AtLeast => "at least",
        Bound::Stated => "as stated",
    }
}

/// The rule by which the killed are counted, after that word: `, highest printed`.
pub fn rule_words(workspace: &Workspace, rule: TollRule) -> String {
    let TollRule::Coded(set) = rule else { return ", highest printed".to_owned() };
    workspace.sets.get(usize::from(set)).map_or_else(String::new, |set| {
        let (rule, tag) = (&set.about.rule, set.about.tag);
        if rule.takes_attackers_out {
            return format!(" {KNOWN_TAKEN_OUT}, {tag}");
        }
        let whom = if rule.party == Party::Total { " with attackers" } else { "" };
        format!("{whom}, {tag} {}", bound_words(rule.bound))
    })
}

/// A sum with its range: `14 (12–14)`, `10 (≥2)` where it has no end, or the number alone if that is all.
pub fn with_range(sum: TollSum) -> String {
    let number = thousands(sum.drawn);
    if sum.low == sum.high { number } else { format!("{number} ({})", short(sum)) }
}

/// A sum in few columns: `12–14`, `≥2`.
pub fn short(sum: TollSum) -> String {
    let TollSum { drawn, low, high, is_open } = sum;
    match is_open {
        _ if low == high => thousands(drawn),
        true => format!("≥{}", thousands(low)),
        false => format!("{}–{}", thousands(low), thousands(high)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_lowest_reported_numbers_has_no_upper_end() {
        let sum = |low, is_open| TollSum { drawn: 10, low, high: 10, is_open };
        for (sum, ranged, few) in [
            (sum(2, true), "10 (≥2)", "≥2"),
            (sum(10, true), "10", "10"),
            (sum(2, false), "10 (2–10)", "2–10"),
            (sum(2, true).plus(sum(10, true)), "20 (≥12)", "≥12"),
        ] {
            assert_eq!((with_range(sum).as_str(), short(sum).as_str()), (ranged, few));
        }
    }
}
