//! What a passage and those around it tell of incidents already. Knows the model.

use std::collections::{HashMap, HashSet};

use super::reason::{LikelyReason, evidence};
use crate::model::{Corpus, IncidentId, PassageId};

/// How many passages away an account is still a neighbour.
const NEAR: usize = 2;

/// What the passages around one tell of incidents.
pub(super) struct NearAccounts<'c> {
    /// Of each incident the nearest.
    found: HashMap<IncidentId, LikelyReason>,
    /// The incidents that the passage itself tells of.
    here: Vec<ToldHere<'c>>,
}

/// An incident that a passage tells of.
struct ToldHere<'c> {
    id: IncidentId,
    /// The words of a claim; none of an account.
    words: Option<&'c str>,
    /// Whether somebody has confirmed that claim.
    is_confirmed: bool,
}

impl ToldHere<'_> {
    /// Whether the words of its claim stand in a sentence.
    fn is_in(&self, sentence: &str) -> bool {
        self.words.is_some_and(|words| sentence.contains(words))
    }
}

impl<'c> NearAccounts<'c> {
    /// Those of a passage and of its article.
    pub(super) fn of(corpus: &'c Corpus, passage: PassageId) -> Self {
        let (mut found, mut told): (HashMap<IncidentId, LikelyReason>, Vec<ToldHere>) = Default::default();
        let mut note = |id: IncidentId, weight: u32, reason: &dyn Fn() -> String| {
            if found.get(&id).is_none_or(|old| old.weight < weight) {
                found.insert(id, evidence(weight, reason()));
            }
        };
        let article = corpus.article(corpus.passage(passage).article);
        let passages: Vec<PassageId> = article.passages.ids().collect();
        let here = passages.iter().position(|other| *other == passage).unwrap_or(0);
        if let Some(main) = article.main {
            note(main, 1, &|| "the article's main".to_owned());
        }
        for (at, &other) in passages.iter().enumerate() {
            let number = corpus.passage(other).number;
            for account in corpus.accounts_of(other).iter().map(|&id| corpus.account(id)) {
                let Some(id) = account.about.incident() else { continue };
                if at == here {
                    told.push(ToldHere { id, words: None, is_confirmed: false });
                    told.extend(corpus.claims_in(account.claims).iter().map(|claim| {
                        let (words, is_confirmed) = (corpus.given(claim.words), claim.drafted.is_none());
                        ToldHere { id, words, is_confirmed }
                    }));
                }
                match at.abs_diff(here) {
                    0 => note(id, 3, &|| "same passage".to_owned()),
                    // What was told just before goes on more often than what comes is told already.
                    1 if at < here => note(id, 3, &|| format!("in ¶{number}")),
                    distance if distance <= NEAR => note(id, 2, &|| format!("in ¶{number}")),
                    _ => note(id, 1, &|| "same article".to_owned()),
                }
            }
        }
        Self { found, here: told }
    }

    /// Whether the passage itself tells of an incident.
    pub(super) fn tells_here(&self, id: IncidentId) -> bool {
        self.here.iter().any(|told| told.id == id)
    }

    /// The incidents that a sentence of the passage tells of; and whether somebody has confirmed that of one.
    pub(super) fn told_in(&self, sentence: &str) -> (HashSet<IncidentId>, impl Fn(IncidentId) -> bool) {
        let told = || self.here.iter().filter(|told| told.is_in(sentence));
        let of_people: HashSet<IncidentId> = told().filter(|told| told.is_confirmed).map(|told| told.id).collect();
        let told = told().map(|told| told.id).collect();
        (told, move |id| of_people.contains(&id))
    }

    /// What they tell of each incident, beside a sentence of the passage.
    pub(super) fn evidence<'e>(
        &'e self,
        sentence: Option<&'e str>,
    ) -> impl Iterator<Item = (IncidentId, LikelyReason)> + 'e {
        let in_sentence = |told: &&ToldHere| sentence.is_some_and(|sentence| told.is_in(sentence));
        let same: HashSet<IncidentId> = self.here.iter().filter(in_sentence).map(|told| told.id).collect();
        self.found.iter().map(move |(&id, found)| {
            let reason = found.reason.clone();
            let (weight, reason) =
                if same.contains(&id) { (4, "same sentence".to_owned()) } else { (found.weight, reason) };
            (id, evidence(weight, reason))
        })
    }
}
