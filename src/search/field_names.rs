//! The names of the fields of a query, and what to say of a name that is none. Knows no values.

/// From which likeness on a field may be what was meant.
const NEAR: f64 = 0.8;

/// Fields with their values, for completion and help.
pub const FIELDS: [(&str, &str); 19] = [
    ("kind", "incident, article, quote, name, passage; or a kind of incident: bombing"),
    ("by", "a speaker or publisher"),
    ("in", "an article or data set"),
    ("at", "a place with those inside, or a country or its code; AF,PK is either, kab… a beginning"),
    ("box", "a part of the map, as south,west,north,east: 33.5,69.9,34.9,71.8"),
    ("who", "an actor without its branches; IS,ISKP is either, isl… a beginning"),
    ("on", "a date: 2022-10, march-2024, \"22 march 2024\"; ?2022-10 means possibly then"),
    ("after", "a date: 2023, \"summer 2021\""),
    ("before", "a date: 2021-06, 22.03.2024"),
    ("killed", "a number: >50; ?>50 means possibly so many"),
    ("sources", "a number of origins: >=2; origins: is the same"),
    ("verdict", "same, compatible, inconsistent, conflict, single"),
    ("draft", "what drafts say together: same, compatible, inconsistent, conflict, single"),
    ("text", "words of notes and sources of data sets, and of attached articles: \"car bomb\""),
    ("tag", "a tag that an annotation gives: check"),
    ("note", "words of the editor's notes and annotations: \"ask the port\""),
    ("precision", "how exactly placed: exact, town, region, country, sea, unknown"),
    ("dated", "how exactly dated: day, week, month, year, longer, never"),
    ("row", "rows of data sets: once (without repeats), repeat, slipped, misplaced, unread"),
];

/// What to say of a name that no field has.
pub fn unknown_field(name: &str) -> String {
    let all: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    let fit = |field: &str| strsim::jaro_winkler(field, name);
    let near = all.iter().copied().max_by(|a, b| fit(a).total_cmp(&fit(b)));
    let near = near.filter(|field| fit(field) > NEAR).map(|field| format!(" (did you mean {field}:?)"));
    let near = near.unwrap_or_default();
    format!("there is no field {name}:{near}, only {}, and the facets that the corpus declares", all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    #[test]
    fn a_word_near_a_field_names_it_and_the_word_of_the_screen_is_one() {
        assert!(unknown_field("klled").contains("(did you mean killed:?)"));
        assert!(!unknown_field("zzz").contains("did you mean"));
        let fields = |typed: &str| Query::parse(typed).filters.iter().map(|filter| filter.field).collect::<Vec<_>>();
        assert_eq!((fields("origins:>=3"), fields("Origins:2")), (vec!["sources"], vec!["sources"]));
    }
}
