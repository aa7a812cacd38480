//! The number killed in several entries, and the rule that counts it, in words. Knows no lists and no layout.

use crate::model::dataset::Bound;
use crate::model::figure::thousands;
use crate::model::toll::{TollRule, TollSum};
use crate::model::{Party, Workspace};

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
        let whom = if set.about.rule.party == Party::Total { " with attackers" } else { "" };
        format!("{whom}, {} {}", set.about.tag, bound_words(set.about.rule.bound))
    })
}

/// A sum with its range: `14 (12–14)`, or the number alone if that is all.
pub fn with_range(sum: TollSum) -> String {
    let TollSum { drawn, low, high } = sum;
    if low == high {
        thousands(drawn)
    } else {
        format!("{} ({}–{})", thousands(drawn), thousands(low), thousands(high))
    }
}

/// A sum in few columns: `12–14`.
pub fn short(sum: TollSum) -> String {
    let TollSum { drawn, low, high } = sum;
    if low == high { thousands(drawn) } else { format!("{}–{}", thousands(low), thousands(high)) }
}
