//! Whom the rules read as those who did it, claim it or suffered it, and who else is named. Knows the model and the rules.

use super::{Proposer, nearest};
use crate::align::words::stand_in;
use crate::desk::{tellers, typed};
use crate::model::NameKind;
use crate::reading::TextSpan;
use crate::reading::actor::ParticipantRole;

impl Proposer<'_, '_> {
    pub(super) fn actor(&self, span: TextSpan) -> Option<Vec<String>> {
        let mention = nearest(&self.reading.actors, span)?;
        let facet = match mention.value.role {
            ParticipantRole::Perpetrator => "perpetrator",
            ParticipantRole::ClaimedBy => "claimed-by",
            ParticipantRole::Target => "target",
        };
        let who = self.called(&self.words(mention.value.name.unwrap_or(mention.value.who)));
        let is_doubted = mention.value.doubted && mention.value.role == ParticipantRole::Perpetrator;
        Some([format!("{facet} {who}")].into_iter().chain(is_doubted.then(|| "suspected".to_owned())).collect())
    }

    /// Capitalised words right after "blamed" or "suspected", at most an article between: somebody who is suspected. Nobody whom
    /// they only come before: who accuses, or where something lies.
    pub(super) fn blamed(&self, span: TextSpan) -> Option<Vec<String>> {
        const BLAMED: [&str; 4] = ["blamed", "accused", "suspected", "blames"];
        let is_blame = |word: &str| BLAMED.contains(&word.to_lowercase().as_str());
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        let before = self.text.get(..span.start)?.split_whitespace().next_back().unwrap_or_default();
        let after = words.iter().position(|word| is_blame(word)).map(|at| at + 1).or(is_blame(before).then_some(0))?;
        let is_capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
        let between = |word: &&&str| ["the", "a", "an", "on"].contains(&word.to_lowercase().as_str());
        let ends = |word: &str| word.ends_with(|c: char| !c.is_alphanumeric());
        let mut name: Vec<&str> = Vec::new();
        for word in words[after..].iter().skip_while(between).take_while(is_capital) {
            name.push(word);
            if ends(word) {
                break;
            }
        }
        let name = name.join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_place = typed::name(self.corpus, name, |kind| kind == NameKind::Place).is_some();
        let who = self.called(name);
        (!name.is_empty() && !is_place).then(|| vec![format!("perpetrator {who}"), "suspected".to_owned()])
    }

    /// Who is called so: the id of a name, or of one that such words were taken for, or else the words.
    fn called(&self, words: &str) -> String {
        let learned = || self.learned.iter().find(|(span, _)| span.of(self.text) == words);
        let id = typed::name(self.corpus, words, |_| true);
        let id = id.or_else(|| learned().map(|(_, name)| self.corpus.str(self.corpus.name(*name).id)));
        id.unwrap_or(words).to_owned()
    }

    /// Who else is named in words that somebody has selected: they may have done it, or say so. Nobody who only tells of it.
    pub(super) fn named(&self, span: TextSpan) -> Vec<Vec<String>> {
        let sources = self.reading.sources.iter().map(|source| source.value.who);
        let tellers: Vec<String> =
            sources.chain(tellers::all(self.text)).map(|who| who.of(self.text).to_lowercase()).collect();
        let words = span.of(self.text).to_lowercase();
        let tells = |all: &[String]| {
            let mut here = all.iter().filter(|spelling| stand_in(&words, spelling));
            here.any(|spelling| tellers.iter().any(|teller| stand_in(teller, spelling)))
        };
        let people = self.names.iter().filter(|(name, all)| name.kind != NameKind::Place && !tells(all));
        let here = people.filter(|(_, all)| all.iter().any(|spelling| stand_in(&words, spelling)));
        let lines = here.flat_map(|(name, _)| {
            let id = self.corpus.str(name.id);
            ["perpetrator", "claimed-by"].map(|facet| vec![format!("{facet} {id}")])
        });
        lines.collect()
    }
}
