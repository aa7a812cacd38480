//! Plain tables of links: two columns of ids, each row a pair that the table's author holds to be the same event. Their
//! names say which data sets the ids are of, or each id stands as in `ged:412650`.

use crate::model::{Curie, Link, LinkAnswer, LinkRelation};

/// Two columns of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PairColumns {
    /// Positions of the columns.
    pub(super) at: [usize; 2],
    /// The prefixes of ids that stand without one.
    prefixes: [Option<&'static str>; 2],
    /// Whether the first line names the columns; else it is a pair.
    pub(super) has_names: bool,
}

/// Names of columns that hold ids, without blanks and punctuation, and the data set that each means.
const NAMES: [(&str, &str); 3] = [("eventidcnty", "acled"), ("dataid", "acled"), ("eventid", "gtd")];
/// Words in the names of columns that name a data set.
const WORDS: [(&str, &str); 8] = [
    ("acled", "acled"),
    ("ged", "ged"),
    ("ucdp", "ged"),
    ("gtd", "gtd"),
    ("pitf", "pitf"),
    ("icews", "icews"),
    ("polecat", "polecat"),
    ("incident", Curie::INCIDENT),
];

/// The data set of a column: by its whole name, or by a word in it, which may have `id` at its end.
fn prefix(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let words = || name.split(|c: char| !c.is_alphanumeric()).map(|word| word.strip_suffix("id").unwrap_or(word));
    let whole: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let named = NAMES.iter().find(|(known, _)| *known == whole);
    named.or_else(|| WORDS.iter().find(|(known, _)| words().any(|word| word == *known))).map(|(_, prefix)| *prefix)
}

impl PairColumns {
    /// The two columns of ids that the first line of a table shows; `None` if it shows none.
    pub(super) fn of(first: &[&str]) -> Option<Self> {
        if let [a, b] = first {
            if Curie::parse(a.trim()).is_some() && Curie::parse(b.trim()).is_some() {
                return Some(Self { at: [0, 1], prefixes: [None; 2], has_names: false });
            }
            // Of two columns the names need not say more: each id may have its prefix.
            let is_name = |name: &str| !name.trim().is_empty() && !name.contains(|c: char| c.is_ascii_digit());
            if is_name(a) && is_name(b) {
                return Some(Self { at: [0, 1], prefixes: [prefix(a), prefix(b)], has_names: true });
            }
            return None;
        }
        let named: Vec<(usize, &'static str)> =
            first.iter().enumerate().filter_map(|(at, name)| Some((at, prefix(name)?))).collect();
        match named[..] {
            [(a, of_a), (b, of_b)] if of_a != of_b => {
                Some(Self { at: [a, b], prefixes: [Some(of_a), Some(of_b)], has_names: true })
            }
            _ => None,
        }
    }

    /// The pair in a row, or the position of the column whose cell names no event.
    pub(super) fn pair(&self, cells: &[&str]) -> Result<(Curie, Curie), usize> {
        let name = |n: usize| {
            let cell = cells.get(self.at[n]).map_or("", |cell| cell.trim());
            let own = Curie::parse(cell).filter(|own| self.prefixes[n].is_none_or(|prefix| own.prefix() == prefix));
            own.or_else(|| Curie::new(self.prefixes[n]?, cell)).ok_or(self.at[n])
        };
        Ok((name(0)?, name(1)?))
    }

    /// The link that a pair is.
    pub(super) fn link(pair: (Curie, Curie)) -> Link {
        Link::by_hand(pair, LinkRelation::Same, LinkAnswer::Confirmed, "", None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_columns_say_which_data_sets_are_meant() {
        let pair = |names: &[&str], row: &[&str]| {
            let columns = PairColumns::of(names)?;
            columns.pair(row).ok().map(|(a, b)| format!("{a} {b}"))
        };
        assert_eq!(pair(&["GED_id", "event_id_cnty"], &["412650", "LBY12"]).unwrap(), "ged:412650 acled:LBY12");
        assert_eq!(pair(&["ged:1", "gtd:2"], &["ged:1", "gtd:2"]).unwrap(), "ged:1 gtd:2");
        assert_eq!(pair(&["a", "b"], &["ged:1", "gtd:2"]).unwrap(), "ged:1 gtd:2");
        assert_eq!(pair(&["n", "eventid", "remark", "ged"], &["1", "201403", "x", "9"]).unwrap(), "gtd:201403 ged:9");
        assert_eq!(pair(&["ged", "gtd"], &["ged:1", ""]), None);
        assert_eq!(pair(&["a", "b"], &["1", "2"]), None);
        assert!(PairColumns::of(&["one", "two", "three"]).is_none());
        // A word that only holds the name of a data set is none, and an article is no incident.
        assert!(PairColumns::of(&["damaged", "merged", "eventid"]).is_none());
        assert!(PairColumns::of(&["n", "article_id", "ged_id"]).is_none());
    }
}
