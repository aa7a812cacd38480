//! JSON of the links of an entry: the members that confirmed links show together with it, and what else links say of it, by the
//! answer of a person.

use serde::Serialize;

use super::claim::{ClaimJson, claim_of};
use crate::model::member_link::MemberLink;
use crate::model::{Facet, In, LinkAnswer, LinkStrength, Member, Subject, Verdict};

/// An event that a link names, without the contents of its row: what may not be passed on stays in its own file.
#[derive(Debug, Serialize)]
pub struct LinkedEventJson<'c> {
    /// Its name in links: `ged:412650`.
    event: &'c str,
    /// Null if its source is not open.
    source: Option<&'c str>,
    /// Null if it may not be passed on, or is not known.
    title: Option<&'c str>,
    /// How the entry relates to it.
    relation: &'static str,
    answer: &'static str,
    /// How strongly it was suggested, if it was.
    strength: Option<&'static str>,
    by: Option<&'c str>,
    on: Option<String>,
    reason: Option<&'c str>,
}

/// A member.
#[derive(Debug, Serialize)]
pub struct MemberJson<'c> {
    #[serde(flatten)]
    linked: LinkedEventJson<'c>,
    /// Whether its claims are weighed with those of the entry.
    weighed: bool,
    /// The rule by which it counts the dead; null for an incident of a corpus.
    killed_rule: Option<&'static str>,
    /// What it says of the dead; null if its row may not be passed on.
    killed: Option<Vec<ClaimJson<'c>>>,
    citation: Vec<&'c str>,
}

/// What links say of an entry.
#[derive(Debug, Serialize)]
pub struct LinkedJson<'c> {
    /// The verdict over all members.
    verdict: Option<&'static str>,
    origins: usize,
    /// What is known of their origins.
    remarks: Vec<String>,
    /// What confirmed links show together with it.
    members: Vec<MemberJson<'c>>,
    /// What is confirmed and not shown together with it: related, different, of the same source, not open, or
    /// its row may not be passed on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    apart: Vec<LinkedEventJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggested: Vec<LinkedEventJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unsure: Vec<LinkedEventJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rejected: Vec<LinkedEventJson<'c>>,
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn event<'c>(
    link: &'c MemberLink,
    source: Option<&'c str>,
    title: Option<&'c str>,
    reason: &'c str,
) -> LinkedEventJson<'c> {
    let MemberLink { link, event, relation } = link;
    LinkedEventJson {
        event: event.as_str(),
        source,
        title,
        relation: relation.word(),
        answer: link.answer.word(),
        strength: link.strength.map(LinkStrength::word),
        by: given(&link.by),
        on: link.on.map(|day| day.to_string()),
        reason: given(reason),
    }
}

/// What a member says of the dead.
fn killed(subject: &Subject, number: u16) -> Vec<ClaimJson<'_>> {
    let accounts = subject.member(number).accounts().ids().map(|id| In { member: number, id });
    let claims = accounts.flat_map(|account| subject.account(account).claims.ids().map(move |id| account.with(id)));
    claims.filter(|id| subject.claim(*id).facet == Facet::Killed).map(|id| claim_of(subject, id)).collect()
}

fn member<'c>(subject: &'c Subject, number: u16, member: &'c Member, is_shown: bool) -> Option<MemberJson<'c>> {
    let link = member.link.as_ref()?;
    let about = member.about.as_ref();
    let source = about.map_or_else(|| member.corpus.title(), |about| about.title.as_str());
    let passes = is_shown || about.is_none_or(|about| about.shareable);
    let (title, reason) = if passes { (Some(member.title()), &*link.link.reason) } else { (None, "") };
    Some(MemberJson {
        linked: event(link, Some(source), title, reason),
        weighed: subject.is_weighed(number),
        killed_rule: about.map(|about| about.rule.word),
        killed: passes.then(|| killed(subject, number)),
        citation: about.map_or_else(Vec::new, |about| about.citation.iter().map(String::as_str).collect()),
    })
}

/// Whose rows are told of, though they may not be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkedRows {
    /// Nobody's, as it is passed on.
    Kept,
    /// Those of the members, beside a ledger of all of them: whoever passes that on has left out the members whose rows may not be.
    OfMembers,
    /// All, for the user alone.
    All,
}

impl LinkedRows {
    /// Of what is passed on, or stays with the user.
    pub fn of(is_private: bool) -> Self {
        if is_private { Self::All } else { Self::Kept }
    }
}

/// What links say of the first member; `None` if they say nothing.
pub fn linked(subject: &Subject, rows: LinkedRows) -> Option<LinkedJson<'_>> {
    let (is_shown, is_private) = (rows != LinkedRows::Kept, rows == LinkedRows::All);
    let members = subject.numbered().filter_map(|(number, m)| member(subject, number, m, is_shown));
    let members: Vec<MemberJson> = members.collect();
    let others = |answer: LinkAnswer| -> Vec<LinkedEventJson<'_>> {
        let others = subject.other_links().iter().filter(|other| other.link.link.answer == answer);
        others
            .map(|other| {
                let (title, reason) = if is_private {
                    (other.title.as_deref(), &*other.link.link.reason)
                } else {
                    (other.title_to_pass_on(), other.reason_to_pass_on())
                };
                event(&other.link, other.source.as_deref(), title, reason)
            })
            .collect()
    };
    (!members.is_empty() || !subject.other_links().is_empty()).then(|| LinkedJson {
        verdict: subject.ledger().verdict().map(Verdict::word),
        origins: subject.coverage().origins,
        remarks: crate::present::linked::origins(subject),
        members,
        apart: others(LinkAnswer::Confirmed),
        suggested: others(LinkAnswer::Suggested),
        unsure: others(LinkAnswer::Unsure),
        rejected: others(LinkAnswer::Rejected),
    })
}
