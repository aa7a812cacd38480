//! The names of rules where readings are packed: what is read back is the constant again.
//!
//! Knows the rules' names only.

use serde::{Deserialize, Deserializer, Serializer, de, ser};

/// The name of a rule, a constant of the rule.
pub type RuleName = &'static str;

/// All names, in the order of the alphabet. A test looks for more of them in the sources.
pub const RULES: &[&str] = &[
    "actor.claimed-by",
    "actor.claimed-responsibility",
    "actor.done-by",
    "actor.target",
    "date.ago",
    "date.century",
    "date.dateline",
    "date.day-month",
    "date.day-month-year",
    "date.day-part",
    "date.days",
    "date.decade",
    "date.digits",
    "date.from-text",
    "date.holiday",
    "date.hours-ago",
    "date.month",
    "date.month-year",
    "date.near-day",
    "date.quarter",
    "date.season",
    "date.the-quarter",
    "date.the-year",
    "date.unit",
    "date.weekday",
    "date.weekend",
    "date.year",
    "date.year-ago",
    "date.years",
    "figure.active",
    "figure.bodies",
    "figure.died",
    "figure.list",
    "figure.lives",
    "figure.named",
    "figure.none",
    "figure.noun",
    "figure.noun-of",
    "figure.one",
    "figure.one-and-count",
    "figure.one-and-others",
    "figure.participle",
    "figure.passive",
    "figure.plural",
    "figure.struck",
    "figure.struck-one",
    "figure.the-one",
    "figure.toll",
    "incident.day",
    "incident.place",
    "incident.words",
    "place.adjective",
    "place.by-form",
    "place.country",
    "place.county",
    "place.province",
    "place.town",
    "quote.according-to",
    "quote.goes-on",
    "quote.marks",
    "quote.next-piece",
    "quote.passage-before",
    "quote.possessor",
    "quote.same-passage",
    "quote.script",
    "quote.sentence-before",
    "quote.sentence-end",
    "quote.signature",
    "quote.subject",
    "quote.verb-after",
    "quote.verb-before",
    "quote.verb-in-sentence",
    "source.according-to",
    "source.brackets",
    "source.said",
];

/// Writes a name; an error if it is not in the list.
pub fn serialize<S: Serializer>(rule: &RuleName, to: S) -> Result<S::Ok, S::Error> {
    match RULES.binary_search(rule) {
        Ok(at) => to.serialize_u16(at as u16),
        Err(_) => Err(ser::Error::custom("no rule has that name")),
    }
}

/// Reads a name; an error if no rule has it.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<RuleName, D::Error> {
    let at = u16::deserialize(from)?;
    RULES.get(usize::from(at)).copied().ok_or_else(|| de::Error::custom("no rule has that number"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::RULES;

    /// The strings of a source that look like names of rules: `word.more-words`.
    fn names(source: &str) -> Vec<&str> {
        let is_name = |text: &&str| {
            let (first, rest) = text.split_once('.').unwrap_or_default();
            let letters =
                |part: &str, more: char| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == more);
            first.len() > 3 && letters(first, 'a') && letters(rest, '-')
        };
        source.split('"').filter(is_name).collect()
    }

    fn walk(folder: &Path, then: &mut impl FnMut(&str)) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, then);
            } else {
                then(&std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn the_list_has_every_name_in_the_sources_in_order() {
        assert!(RULES.is_sorted_by(|a, b| a < b));
        let reading = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reading");
        let mut found = 0;
        walk(&reading, &mut |source| {
            for name in names(source) {
                found += 1;
                assert!(RULES.contains(&name), "{name} is missing in RULES");
            }
        });
        assert!(found > 100);
    }
}
