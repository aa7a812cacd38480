//! JSON of the members that confirmed links show together with an entry.

use serde::Serialize;

use crate::model::{Member, Subject, Verdict};

/// A linked member, without the contents of its row: what may not be passed on stays in its own file.
#[derive(Debug, Serialize)]
pub struct MemberJson<'c> {
    /// Its name in links: `ged:412650`.
    event: &'c str,
    source: &'c str,
    /// How the entry relates to it.
    relation: &'static str,
    by: Option<&'c str>,
    on: Option<String>,
    reason: Option<&'c str>,
    /// Whether its claims are weighed with those of the entry.
    weighed: bool,
    /// The rule by which it counts the dead; null for an incident of a corpus.
    killed_rule: Option<&'static str>,
    citation: Vec<&'c str>,
}

/// What stands together with an entry by links.
#[derive(Debug, Serialize)]
pub struct LinkedJson<'c> {
    /// The verdict over all members.
    verdict: Option<&'static str>,
    origins: usize,
    /// What is known of their origins.
    remarks: Vec<String>,
    members: Vec<MemberJson<'c>>,
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn member<'c>(subject: &'c Subject, number: u16, member: &'c Member) -> Option<MemberJson<'c>> {
    let link = member.link.as_ref()?;
    let about = member.about.as_ref();
    Some(MemberJson {
        event: link.event.as_str(),
        source: about.map_or_else(|| member.corpus.title(), |about| about.title.as_str()),
        relation: link.relation.word(),
        by: given(&link.link.by),
        on: link.link.on.map(|day| day.to_string()),
        reason: given(&link.link.reason),
        weighed: subject.is_weighed(number),
        killed_rule: about.map(|about| about.rule.word),
        citation: about.map_or_else(Vec::new, |about| about.citation.iter().map(String::as_str).collect()),
    })
}

/// What stands together with the first member by links; `None` if nothing does.
pub fn linked(subject: &Subject) -> Option<LinkedJson<'_>> {
    let members: Vec<MemberJson> = subject.numbered().filter_map(|(number, m)| member(subject, number, m)).collect();
    (!members.is_empty()).then(|| LinkedJson {
        verdict: subject.ledger().verdict().map(Verdict::word),
        origins: subject.coverage().origins,
        remarks: crate::present::linked::origins(subject),
        members,
    })
}
