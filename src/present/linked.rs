//! What stands together by links, in words: how each member relates to the first one, and what is known of their origins.

use super::evidence::brief;
use super::words::{self, count};
use crate::crosswalk::NearLink;
use crate::model::compared::SharedBy;
use crate::model::member_link::OtherLink;
use crate::model::{Curie, Entry, Link, LinkAnswer, LinkRelation, LinkStrength, Member, Subject, When, Workspace};

/// How a member stands beside the first one: `the same, linked by ab on 1 Nov 2026`. `None` for the first one, and where no link
/// says it.
pub fn how(member: &Member) -> Option<String> {
    let link = member.link.as_ref()?;
    let relation = match link.relation {
        LinkRelation::Same => "the same",
        LinkRelation::PartOf => "this is a part of it: shown, not weighed",
        LinkRelation::HasPart => "a part of this: shown, not weighed",
        other => other.word(),
    };
    let linked = if link.link.joins() { "linked" } else { link.link.answer.word() };
    Some(format!("{relation}, {linked}{}", answered_by(&link.link)))
}

/// Who answered, and when: ` by ab on 1 Nov 2026`, as far as that is known.
fn answered_by(link: &Link) -> String {
    let by = if link.by.is_empty() { String::new() } else { format!(" by {}", link.by) };
    let day = link.on.and_then(|day| When::between(day, day, false));
    let on = day.map(|day| format!(" on {}", words::date(Some(day)))).unwrap_or_default();
    format!("{by}{on}")
}

/// How a suggestion leads in: `likely also`, `possibly a part of`.
fn lead(strength: Option<LinkStrength>, relation: LinkRelation) -> String {
    let strength = match strength {
        Some(LinkStrength::Likely) => "likely",
        Some(LinkStrength::Possible) | None => "possibly",
    };
    let relation = match relation {
        LinkRelation::Same => "also",
        LinkRelation::PartOf => "part of",
        LinkRelation::HasPart => "has as a part",
        LinkRelation::Related | LinkRelation::Different => "related to",
    };
    format!("{strength} {relation}")
}

/// What a file of links suggests, as a line: `likely also: gtd:202401280901, Istanbul: … (same day)`.
pub fn suggested(also: &OtherLink) -> String {
    let title = also.title.as_ref().map_or_else(|| ", not open".to_owned(), |title| format!(", {title}"));
    suggested_as(also, &title, &also.link.link.reason)
}

fn suggested_as(also: &OtherLink, title: &str, reason: &str) -> String {
    let link = &also.link.link;
    let lead = lead(link.strength, also.link.relation);
    let unsure = if link.answer == LinkAnswer::Unsure { " (unsure)" } else { "" };
    let reason = if reason.is_empty() { String::new() } else { format!(" · {reason}") };
    format!("{lead}{unsure}: {}{title}{reason}", also.link.event)
}

/// What links suggest of a subject, a line each.
pub fn also(subject: &Subject) -> Vec<String> {
    subject.also().map(suggested).collect()
}

/// The same, to be passed on: a record whose rows may not be is named by its id alone, without what was compared.
pub fn also_to_pass_on(subject: &Subject) -> Vec<String> {
    let line = |also: &OtherLink| {
        let title = also.title_to_pass_on().map(|title| format!(", {title}")).unwrap_or_default();
        suggested_as(also, &title, also.reason_to_pass_on())
    };
    subject.also().map(line).collect()
}

/// Why a member is not in what is passed on.
pub const WITHHELD: &str = "its row may not be passed on, and the verdicts are without it";

/// The linked members that were left out of what is passed on, a line each.
pub fn withheld(subject: &Subject) -> Vec<String> {
    let line = |other: &OtherLink| format!("{}: {WITHHELD}.", other.link.event);
    subject.other_links().iter().filter(|other| other.is_withheld()).map(line).collect()
}

/// The links of a subject that somebody has answered and that show nothing beside it, a line each: `rejected by ab on 1 Nov 2026:
/// the same as acled:PAK90001, …`.
pub fn answered(subject: &Subject) -> Vec<String> {
    let line = |other: &OtherLink| {
        let (link, event) = (&other.link.link, &other.link.event);
        let relation = match other.link.relation {
            LinkRelation::Same => "the same as",
            LinkRelation::PartOf => "a part of",
            LinkRelation::HasPart => "has as a part",
            LinkRelation::Related => "related to",
            LinkRelation::Different => "not the same as",
        };
        let title = other.title.as_ref().map_or_else(|| ", not open".to_owned(), |title| format!(", {title}"));
        let reason = if link.reason.is_empty() { String::new() } else { format!(" · {}", link.reason) };
        format!("{}{}: {relation} {event}{title}{reason}", link.answer.word(), answered_by(link))
    };
    subject.other_links().iter().filter(|other| !other.is_open()).map(line).collect()
}

/// What the crosswalk suggests, as a line: `likely also: GTD 202401280901 · same day · …`.
pub fn near(workspace: &Workspace, link: &NearLink) -> String {
    let lead = lead(Some(link.strength), link.relation);
    let name = entry_name(workspace, link.other, link.name.as_ref());
    format!("{lead}: {name} · {}", brief(&link.evidence))
}

/// An entry in a few words: an incident by its title, a record by its data set and its id, or its title while that is not read.
pub fn entry_name(workspace: &Workspace, entry: Entry, name: Option<&Curie>) -> String {
    let Entry::Record(record) = entry else { return workspace.title(entry) };
    let tag = workspace.set(record).about.tag;
    let known = name.or_else(|| workspace.linked.name(record));
    known.map_or_else(|| format!("{tag}, {}", workspace.title(entry)), |name| format!("{tag} {}", name.id()))
}

/// The name of a member among the origins.
fn name(member: &Member) -> &str {
    member.about.as_ref().map_or("the articles", |about| about.title.as_str())
}

/// The titles of the data set of a member, each version that is weighed once.
fn versions<'s>(subject: &'s Subject, member: &'s Member) -> Vec<&'s str> {
    let is_of_set = |other: &Member| match (&member.about, &other.about) {
        (Some(own), Some(about)) => own.title == about.title || (own.tag == about.tag && !own.publisher.is_empty()),
        _ => false,
    };
    let others = subject.numbered().filter(|(number, other)| subject.is_weighed(*number) && is_of_set(other));
    let mut titles: Vec<&str> = others.map(|(_, other)| name(other)).collect();
    titles.sort_unstable();
    titles.dedup();
    titles
}

/// What is known of the origins of the members: which share a report, and of which that is not known. Nothing where only
/// one stands.
pub fn origins(subject: &Subject) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for (number, member) in subject.numbered().filter(|(number, _)| subject.is_weighed(*number)) {
        match subject.shares_origin_with(number) {
            Some((other, SharedBy::Report)) => {
                let other = name(subject.member(other));
                lines
                    .push(format!("{} cites a report that is also behind {other}: both are one origin.", name(member)));
            }
            Some((_, SharedBy::DataSet)) => {
                let line = format!("Its records of {} are one origin.", listed(&versions(subject, member)));
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            None if !open.contains(&name(member)) => open.push(name(member)),
            None => {}
        }
    }
    let has_record = subject.members().iter().any(|member| member.record.is_some());
    if open.len() > 1 && has_record {
        lines.push(format!(
            "Whether {} rest on reports of their own is not known; each counts as an origin.",
            listed(&open)
        ));
    }
    lines
}

/// `a, b and c`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The numbers of accounts, articles, data sets and origins of a subject.
pub fn coverage(subject: &Subject) -> String {
    let all = subject.coverage();
    let records = subject.members().iter().filter(|member| member.record.is_some()).count();
    if records == 0 {
        return words::coverage(all);
    }
    let articles = all.articles.saturating_sub(records);
    let mut parts = vec![count(all.accounts, "account")];
    if articles > 0 {
        parts.push(count(articles, "article"));
    }
    parts.extend([count(records, "record"), words::origins(all)]);
    parts.extend(words::drafts(all));
    parts.join(" · ")
}
