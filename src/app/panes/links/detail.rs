//! Both entries of a pair side by side, facet by facet, each with what it says for or against one event. Knows one pair.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::app::queued_pair::QueuedPair;
use crate::crosswalk::PairEvidence;
use crate::model::{Facet, LinkAnswer, LinkRelation, LinkStrength, Member, Party, Subject};
use crate::present::evidence::{LinkFacet, LinkFinding, RowContents, findings};
use crate::present::words;
use crate::sanitize;
use crate::ui::text::{cell, cut, fill, filled, paragraph, wrap};
use crate::ui::theme::Role;

/// Columns of the names of facets.
const FACET: usize = 8;
/// Columns between both entries.
const GAP: usize = 2;
/// The most lines of a text.
const MOST_OF_TEXT: usize = 6;

/// Its lines at a width of `columns`.
pub(super) fn lines(
    cx: &Cx,
    pair: QueuedPair,
    subject: &Subject,
    evidence: Option<&PairEvidence>,
    columns: usize,
) -> Vec<Line<'static>> {
    let theme = cx.theme();
    let mut lines = vec![Line::styled(cut(&verdict(pair), columns), theme.style(Role::Title))];
    let both = |of: &dyn Fn(u16, &Member) -> String| [0, 1].map(|n| of(n, subject.member(n)));
    lines.extend(beside(cx, "", both(&|_, member| name(member)), Role::Title, columns, 2));
    let found = evidence.map(|evidence| findings(evidence, RowContents::Told)).unwrap_or_default();
    for facet in LinkFacet::ALL {
        let values = both(&|_, member| value(member, facet));
        let is_empty = values.iter().all(String::is_empty);
        let own: Vec<&LinkFinding> = found.iter().filter(|finding| finding.facet == facet).collect();
        if is_empty && own.is_empty() {
            continue;
        }
        let most = if facet == LinkFacet::Words { MOST_OF_TEXT } else { 3 };
        lines.extend(beside(cx, facet.word(), values, Role::Text, columns, most));
        for finding in own {
            let role = match finding.sign {
                "+" => Role::Same,
                "−" => Role::Conflict,
                _ => Role::Dim,
            };
            let lead = format!("{}{} ", " ".repeat(FACET), finding.sign);
            lines.extend(paragraph(&lead, theme.style(role), &finding.text, theme.style(Role::Note), columns));
        }
    }
    if found.is_empty() {
        let said = "The crosswalk does not compare these two: one has no date, or both are of one publisher.";
        lines.extend(paragraph("", theme.style(Role::Dim), said, theme.style(Role::Dim), columns));
    }
    lines
}

/// What is held of a pair: `likely the same`, `rejected: the same`.
fn verdict(pair: QueuedPair) -> String {
    let relation = match pair.relation {
        LinkRelation::Same => "the same event",
        LinkRelation::PartOf => "the left one is a part of the right one",
        LinkRelation::HasPart => "the right one is a part of the left one",
        LinkRelation::Related => "two events that belong together",
        LinkRelation::Different => "different events",
    };
    match (pair.answer, pair.strength) {
        (LinkAnswer::Suggested, Some(LinkStrength::Likely)) => format!("Likely {relation}"),
        (LinkAnswer::Suggested, Some(LinkStrength::Possible)) => format!("Possibly {relation}"),
        (LinkAnswer::Suggested, None) => format!("Suggested: {relation}"),
        (answer, _) => format!("Answered ({}): {relation}", answer.word()),
    }
}

/// An entry, by its source and its id or title.
fn name(member: &Member) -> String {
    match &member.about {
        Some(about) if member.full => format!("{} {}", about.title, member.id()),
        Some(about) => about.title.clone(),
        None => format!("articles: {}", member.title()),
    }
}

/// What an entry says of a facet.
fn value(member: &Member, facet: LinkFacet) -> String {
    let corpus = &*member.corpus;
    let Some(incident) = member.as_incident() else { return String::new() };
    match facet {
        LinkFacet::Day => words::date(incident.date),
        LinkFacet::Place => words::places(corpus, incident),
        LinkFacet::Actors => {
            let named: Vec<&str> = incident.actors.iter().map(|actor| corpus.who(actor.who)).collect();
            named.join(" – ")
        }
        LinkFacet::Kind => corpus.str(incident.kind).to_owned(),
        LinkFacet::Killed => {
            let mut all: Vec<String> = Vec::new();
            let accounts = corpus.accounts_in(incident.accounts).iter();
            let claims = accounts.flat_map(|account| corpus.claims_in(account.claims));
            for claim in claims.filter(|claim| claim.facet == Facet::Killed) {
                let value = words::value(corpus, claim);
                let whom = match (claim.party(), &*value) {
                    (Party::Total, _) => "",
                    (Party::Victims, "1") => " victim",
                    (Party::Attackers, "1") => " attacker",
                    (party, _) => &format!(" {}", party.word()),
                };
                // Each number of a record by the rule that it is counted by.
                let rule = member.about.as_ref().and_then(|_| corpus.given(claim.hedge));
                let said = format!("{value}{whom}{}", rule.map(|rule| format!(" ({rule})")).unwrap_or_default());
                if !all.contains(&said) {
                    all.push(said);
                }
            }
            all.join(", ")
        }
        LinkFacet::Words => {
            let first = corpus.accounts_in(incident.accounts).first().map(|account| corpus.passage(account.passage));
            first.map_or_else(String::new, |passage| words::passage(corpus, passage, true).into_owned())
        }
    }
}

/// Two texts side by side, each of at most so many lines.
fn beside(cx: &Cx, facet: &str, both: [String; 2], role: Role, columns: usize, most: usize) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(FACET + GAP) / 2;
    let style = cx.theme().style(role);
    let [left, right] = both.map(|words| beginning(&sanitize::line(&words), style, room.max(1), most));
    (0..left.len().max(right.len()))
        .map(|at| {
            let head = if at == 0 { facet } else { "" };
            let mut spans = vec![Span::styled(fill(head, FACET), cx.theme().style(Role::Dim))];
            spans.extend(filled(left.get(at), style, room + GAP));
            spans.extend(right.get(at).map_or_else(Vec::new, |row| row.spans.clone()));
            Line::from(spans)
        })
        .collect()
}

/// The first rows of a text, at most so many; a text that goes on says so.
fn beginning(words: &str, style: Style, columns: usize, most: usize) -> Vec<Line<'static>> {
    let mut rows = cell(words, style, columns);
    if rows.len() <= most {
        return rows;
    }
    let mut begun = wrap(words, columns)[..most].join(" ");
    loop {
        rows = cell(&format!("{begun} …"), style, columns);
        match begun.rfind(' ') {
            Some(end) if rows.len() > most => begun.truncate(end),
            _ => break,
        }
    }
    rows.truncate(most);
    rows
}
