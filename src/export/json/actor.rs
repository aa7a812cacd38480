//! JSON of the actors of an incident, with the claims that name each. Knows no verdicts.

use serde::Serialize;

use super::claim::{strings, with};
use super::draft::DraftJson;
use crate::model::incident::Who;
use crate::model::{Corpus, Incident, Value};

/// An actor, with the part that the editor gives it.
#[derive(Debug, Serialize)]
pub(super) struct ActorJson<'c> {
    name: &'c str,
    id: Option<&'c str>,
    /// The editor's reduction of the claims, or that of the rules where the editor lists no actor; of a record what its data set
    /// codes.
    role: &'c str,
    /// `editor`, `claims` or `data set`.
    role_by: &'static str,
    claims: Vec<ActorClaimJson<'c>>,
}

/// What a source says about an actor's part.
#[derive(Debug, Serialize)]
struct ActorClaimJson<'c> {
    facet: &'c str,
    stance: &'static str,
    article: &'c str,
    passage: u32,
    according_to: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedge: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<&'c str>,
    #[serde(flatten)]
    draft: Option<DraftJson<'c>>,
}

/// The actors of an incident, or of a record as its data set codes them: each once, unless its list has one twice.
pub(super) fn actors<'c>(corpus: &'c Corpus, record: &'c Incident, is_coded: bool) -> Vec<ActorJson<'c>> {
    let role_by = match (is_coded, record.lists_actors) {
        (true, _) => "data set",
        (false, true) => "editor",
        (false, false) => "claims",
    };
    let id = |who| match who {
        Who::Name(name) => Some(corpus.str(corpus.name(name).id)),
        Who::Words(_) => None,
    };
    record
        .actors
        .iter()
        .map(|a| ActorJson {
            name: corpus.who(a.who),
            id: id(a.who),
            role: corpus.str(a.role),
            role_by,
            claims: actor_claims(corpus, record, a.who),
        })
        .collect()
}

/// The claims that name an actor, in whatever part.
fn actor_claims<'c>(corpus: &'c Corpus, record: &Incident, who: Who) -> Vec<ActorClaimJson<'c>> {
    let mut all = Vec::new();
    for account in corpus.accounts_in(record.accounts) {
        let passage = corpus.passage(account.passage);
        for claim in corpus.claims_in(account.claims) {
            let Value::Who(named) = claim.value else { continue };
            if named == who || corpus.who(named) == corpus.who(who) {
                all.push(ActorClaimJson {
                    facet: corpus.facet_word(claim.facet),
                    stance: claim.stance.word(),
                    article: corpus.str(corpus.article(passage.article).id),
                    passage: passage.number,
                    according_to: strings(corpus, &claim.according_to),
                    hedge: corpus.given(claim.hedge),
                    with: with(corpus, claim),
                    draft: DraftJson::of(corpus, claim.drafted),
                });
            }
        }
    }
    all
}
