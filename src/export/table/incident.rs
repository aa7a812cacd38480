//! The line of an incident of a corpus.

use std::borrow::Cow;

use super::super::disputed;
use super::line::{Line, dates, given};
use super::said::{self, Said, members};
use super::wholes::Wholes;
use super::{actors, figures, places};
use crate::model::dataset::Placing;
use crate::model::incident::Link;
use crate::model::ledger::Column;
use crate::model::{Drafted, Facet, Ledger, Party, Status, Subject, Value};
use crate::present::{annotations, outside, placing, publication, words};

/// The line of an incident. No number is chosen: all sources are listed, and the lowest and highest number they print.
pub fn incident(subject: &Subject, wholes: &Wholes) -> Line<'static> {
    let Some((corpus, id)) = members(subject).next() else { return Line::default() };
    let (record, ledger) = (corpus.incident(id), subject.ledger());
    let place = record.places.first();
    let name = place.map(|p| corpus.name(p.name));
    let precision = name.and_then(|n| n.precision);
    // A point of unknown precision would look like a site.
    let position = precision.and_then(|_| name?.position);
    let countries: Vec<Cow<'static, str>> = owned(corpus.countries(record).into_iter().map(str::to_owned));
    let country = places::country(corpus, record).map(Cow::from);
    let mut part_of: Vec<String> = Vec::new();
    for relation in record.relations.iter().filter(|r| r.link == Link::PartOf) {
        let whole = corpus.str(corpus.incident(relation.to).id);
        if !part_of.iter().any(|known| known == whole) {
            part_of.push(whole.to_owned());
        }
    }
    let mut line = Line {
        source: corpus.title().to_owned().into(),
        id: corpus.str(record.id).to_owned().into(),
        title: given(corpus.str(record.title).to_owned()),
        title_note: outside::title(corpus, record).map(Cow::from),
        scope: Some(record.scope.word()),
        part_of: owned(part_of),
        date_worked_out: given(corpus.str(record.date_basis).to_owned()),
        place: name.and_then(|n| given(corpus.str(n.name).to_owned())),
        role: place.map(|p| p.role.word()),
        country_code: countries.first().filter(|_| countries.len() == 1 && country.is_some()).cloned(),
        country,
        countries,
        lat: position.map(|p| p.0),
        lon: position.map(|p| p.1),
        precision: precision.map_or(Placing::Unknown, Placing::Known).word(),
        point: position.and(precision).map(placing::gazetteer),
        place_note: given(place_note(subject)),
        kind: given(corpus.str(record.kind).to_owned()),
        status: record.status.map(Status::word),
        actors: owned(actors::of(subject)),
        figures: figures::of(subject, wholes),
        killed_rule: killed_rule(subject).into(),
        other_figures: owned(figures::others(subject)),
        origins: subject.coverage().origins,
        verdict: verdict(ledger),
        conflict_facets: owned(disputed::in_conflict(subject)),
        inconsistent_facets: owned(disputed::inconsistent(subject)),
        doubts: owned(doubts(subject)),
        editor_tags: owned(editor_tags(subject)),
        editor_notes: owned(editor_notes(subject)),
        named_sources: owned(ledger.columns.iter().map(|c| named_source(subject, c))),
        citation: citation(subject).into(),
        ..Line::default()
    };
    dates(&mut line, record.date);
    line
}

/// Texts of their own.
fn owned(texts: impl IntoIterator<Item = String>) -> Vec<Cow<'static, str>> {
    texts.into_iter().map(Cow::from).collect()
}

/// The most severe verdict; of drafts alone, the draft verdict under that name.
fn verdict(ledger: &Ledger) -> Cow<'static, str> {
    match (ledger.verdict(), ledger.draft_verdict()) {
        (Some(verdict), _) => verdict.word().into(),
        (None, Some(draft)) => format!("draft: {}", draft.word()).into(),
        (None, None) => "".into(),
    }
}

/// Whom the columns of the killed count.
fn killed_rule(subject: &Subject) -> &'static str {
    let has = |party| subject.ledger().rows.iter().any(|r| r.facet == Facet::Killed && r.party == party);
    if has(Party::Total) && !has(Party::Victims) { "as-printed, attackers-included" } else { "as-printed" }
}

/// The editor's remarks on the places, else the notes on the place, each with its references.
fn place_note(subject: &Subject) -> String {
    let mut all: Vec<String> = Vec::new();
    for (corpus, id) in members(subject) {
        let record = corpus.incident(id);
        all.extend(outside::places(corpus, record));
        // Notes repeat what stands at the place itself.
        if !all.is_empty() {
            continue;
        }
        for note in record.notes.ids().map(|note| corpus.note(note)).filter(|n| n.facet == Some(Facet::Place)) {
            let basis = outside::basis(corpus, note).map(|basis| format!(" ({basis})")).unwrap_or_default();
            all.push(format!("{}{basis}", corpus.str(note.text)));
        }
    }
    all.join(" ")
}

/// The hedges of accounts and of claims: what sources doubt, and what their passages leave open.
fn doubts(subject: &Subject) -> Vec<String> {
    let mut all = Said::default();
    let drafted: Vec<Drafted> = subject.members().iter().filter_map(|m| m.as_incident()?.drafted).collect();
    for (corpus, id) in members(subject) {
        for account in corpus.accounts_in(corpus.incident(id).accounts) {
            if let Some(hedge) = corpus.given(account.hedge) {
                all.add(corpus, account, hedge.to_owned(), String::new());
            }
            for claim in corpus.claims_in(account.claims) {
                let Some(hedge) = corpus.given(claim.hedge) else { continue };
                let what = match claim.value {
                    Value::Who(who) => format!("{} {}", corpus.facet_word(claim.facet), corpus.who(who)),
                    _ => words::row(corpus.facet_word(claim.facet), claim.party()),
                };
                let what = what.replace("claimed-by", "claimed by");
                all.add(corpus, account, format!("{what}: {hedge}"), String::new());
            }
        }
    }
    let drafted = drafted.iter().map(|drafted| format!("{}: nobody has confirmed it", words::draft(drafted.grade)));
    drafted.chain(all.texts()).collect()
}

/// The tags of annotations on the incident and on its claims, each once.
fn editor_tags(subject: &Subject) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for member in subject.members() {
        for tag in member.corpus.annotations_about(member.topic).flat_map(|(_, annotation)| &annotation.tags) {
            let tag = member.corpus.str(*tag);
            if !all.iter().any(|known| known == tag) {
                all.push(tag.to_owned());
            }
        }
    }
    all
}

/// The notes of annotations on the incident and on its claims, each with what it is on, by whom and when.
fn editor_notes(subject: &Subject) -> Vec<String> {
    let mut all = Vec::new();
    for member in subject.members() {
        let corpus = &*member.corpus;
        for (claim, annotation) in corpus.annotations_about(member.topic) {
            if annotation.note.is_empty() {
                continue;
            }
            let on = claim.map(|id| {
                let claim = corpus.claim(id);
                let passage = corpus.passage(corpus.account(claim.account).passage);
                let place = said::place(corpus.str(corpus.article(passage.article).id), &[passage.number]);
                format!("{} ({place}): ", corpus.facet_word(claim.facet))
            });
            all.push(format!("{}{}", on.unwrap_or_default(), annotations::note(corpus, annotation)));
        }
    }
    all
}

/// An article with the passages that report the incident.
fn named_source(subject: &Subject, column: &Column) -> String {
    let corpus = subject.corpus(column.article.member);
    let numbers = column.accounts.iter().map(|&a| corpus.passage(subject.account(a).passage).number);
    said::place(corpus.str(corpus.article(column.article.id).id), &numbers.collect::<Vec<_>>())
}

/// The articles by title, publisher, date and address, each with its id, then the corpus and its licence.
fn citation(subject: &Subject) -> String {
    let corpus = subject.corpus(0);
    let articles = subject.ledger().columns.iter().map(|column| {
        let corpus = subject.corpus(column.article.member);
        let article = corpus.article(column.article.id);
        let (id, title) = (corpus.str(article.id), corpus.str(article.title));
        let online =
            publication::online(corpus, article, false).map(|online| format!(", {online}")).unwrap_or_default();
        format!("{id}: “{title}”, {}{online}", words::source(corpus, article))
    });
    let articles: Vec<String> = articles.collect();
    format!("{}. In: {}. {}", articles.join("; "), corpus.title(), corpus.licence())
}
