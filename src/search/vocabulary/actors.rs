//! Names of armed groups that are another group's only in part or only possibly, from a readable table.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::sync::OnceLock;

use crate::search::fold::fold;

/// A name that possibly means what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleActor {
    /// The folded name.
    pub name: String,
    /// Why it is not certain.
    pub why: &'static str,
}

struct Line {
    names: [String; 2],
    why: &'static str,
}

fn table() -> &'static [Line] {
    static TABLE: OnceLock<Vec<Line>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text: &'static str = include_str!("../../../data/vocabulary/possible-actors.tsv");
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut cells = line.split('\t');
                let names = [fold(cells.next()?), fold(cells.next()?)];
                Some(Line { names, why: cells.next()? })
            })
            .collect()
    })
}

/// The names that possibly mean a group which has one of these folded names.
pub fn possible_actors(names: &HashSet<String, impl BuildHasher>) -> Vec<PossibleActor> {
    let mut found = Vec::new();
    for Line { names: [group, other], why } in table() {
        for (asked, name) in [(group, other), (other, group)] {
            if names.contains(asked) && !names.contains(name) {
                found.push(PossibleActor { name: name.clone(), why });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_several_groups_is_possible_both_ways() {
        let asked = |name: &str| possible_actors(&HashSet::from([fold(name)]));
        assert!(
            asked("Union of Congolese Patriots").iter().any(|p| p.name == "upc" && p.why.contains("Central African"))
        );
        assert_eq!(asked("UPC").len(), 2);
        assert_eq!(asked("Boko Harang"), []);
        assert!(table().len() > 40 && table().iter().all(|line| line.names.iter().all(|name| !name.is_empty())));
    }
}
