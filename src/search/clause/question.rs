//! Reads a question: the facet that it asks about, and the facets that its words name. English only.

use super::words::is_question_word;
use crate::model::Facet;

/// What a question asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The facets, the best first; none for a question of another kind.
    pub(crate) facets: Vec<Facet>,
    /// Whether it asks who said something, which a quotation answers.
    pub(crate) is_of_speech: bool,
}

const KILLED: &[Facet] = &[Facet::Killed, Facet::Casualties];
const INJURED: &[Facet] = &[Facet::Injured, Facet::Casualties];
const CASUALTIES: &[Facet] = &[Facet::Casualties, Facet::Killed, Facet::Injured];
const DETAINED: &[Facet] = &[Facet::Detained, Facet::Jailed];
const CLAIMED: &[Facet] = &[Facet::ClaimedBy];

/// Words that name facets.
const FACET_WORDS: [(&str, &[Facet]); 6] = [
    (
        "killed kill kills killing died die dies dead death deaths fatality fatalities toll slain murdered murder perished",
        KILLED,
    ),
    ("injured injure injuries injury wounded wound wounds hurt", INJURED),
    ("casualty casualties victims", CASUALTIES),
    ("arrested arrest arrests detained detention detentions", DETAINED),
    ("jailed imprisoned", &[Facet::Jailed, Facet::Detained]),
    ("claimed claim claims responsibility", CLAIMED),
];

/// The facets that a folded word names: of a record that has a claim about one, the word is true.
pub(super) fn facets_of(word: &str) -> Option<&'static [Facet]> {
    let listed = FACET_WORDS.iter().find(|(words, _)| words.split(' ').any(|listed| listed == word));
    listed.map(|(_, facets)| *facets)
}

impl Asked {
    /// What the folded words of a query ask about; `None` if they are no question.
    pub(super) fn of(words: &[&str]) -> Option<Self> {
        let has = |word: &str| words.contains(&word);
        if !words.iter().any(|word| is_question_word(word)) {
            return None;
        }
        let named: Vec<Facet> = words.iter().filter_map(|word| facets_of(word)).flatten().copied().collect();
        let is_passive = has("was") || has("were");
        let facets = match () {
            () if has("where") => vec![Facet::Place],
            () if has("when") => vec![Facet::Date, Facet::Time],
            () if has("how") && (has("many") || has("much")) => {
                if named.is_empty() {
                    vec![Facet::Count, Facet::Killed]
                } else {
                    named
                }
            }
            () if has("how") && !has("long") && !has("far") => vec![Facet::Method],
            () if (has("who") || has("whom")) && named.contains(&Facet::ClaimedBy) => vec![Facet::ClaimedBy],
            () if (has("who") || has("whom")) && (has("behind") || has("responsible")) => {
                vec![Facet::Perpetrator, Facet::ClaimedBy]
            }
            // Those who died are no perpetrators; those who killed are.
            () if has("who") && ["died", "die", "dies", "perished", "dead"].into_iter().any(has) => named,
            () if (has("who") || has("whom")) && is_passive && !named.is_empty() => {
                let mut facets = vec![Facet::Target];
                facets.splice(0..0, named);
                facets
            }
            () if has("who") && !is_passive && !has("is") => vec![Facet::Perpetrator, Facet::ClaimedBy],
            () => named,
        };
        let is_of_speech = has("who") && ["said", "says", "say", "told"].into_iter().any(has);
        Some(Self { facets, is_of_speech })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Option<Facet> {
        Asked::of(&query.split(' ').collect::<Vec<_>>())?.facets.first().copied()
    }

    #[test]
    fn questions_name_a_facet() {
        for (query, facet) in [
            ("how many died in kerman", Facet::Killed),
            ("how many people were wounded in kerman", Facet::Injured),
            ("who claimed moscow", Facet::ClaimedBy),
            ("where was soleimani killed", Facet::Place),
            ("when was the istanbul church attack", Facet::Date),
            ("how was soleimani killed", Facet::Method),
            ("who killed the taliban governor", Facet::Perpetrator),
            ("who was behind the boston marathon bombing", Facet::Perpetrator),
            ("who was responsible for the moscow attack", Facet::Perpetrator),
            ("who died in kerman", Facet::Killed),
            ("who was arrested in qom", Facet::Detained),
        ] {
            assert_eq!(asked(query), Some(facet), "{query}");
        }
        assert_eq!(Asked::of(&["kerman", "killed"]), None);
    }
}
