//! Collects the evidence of subjects from their ledgers, in the words of `present`. Knows the model and no formats.

use std::collections::{HashMap, HashSet};

use super::copies::PackedCopy;
use super::evidence::{
    CELL, Evidence, PackedClaim, PackedFacet, PackedHedge, PackedIncident, PackedPassage, PackedQuotation,
    PackedSilence, PackedSource, SCHEMA,
};
use crate::model::annotation::Annotated;
use crate::model::ledger::LedgerRow;
use crate::model::silence::Silence;
use crate::model::{Article, ArticleId, ClaimId, Corpus, In, Member, PassageKind, RecordId, Subject};
use crate::present::citation::{Cited, cite};
use crate::present::{annotations, linked, quotation, silence, why, words};

/// The evidence of subjects. `copy` gives the copy in which an article of a member was read, or the file of its data set.
pub fn evidence(
    corpus: &Corpus,
    subjects: &[Subject],
    withheld: Vec<String>,
    copy: &mut dyn FnMut(&Member, &Article) -> Option<PackedCopy>,
) -> Evidence {
    let mut sources = CollectedSources::default();
    let names = RecordNames::of(corpus, subjects);
    let incidents = subjects.iter().map(|subject| incident(subject, &names, &mut sources, copy)).collect();
    Evidence {
        schema: SCHEMA.to_owned(),
        program: format!("parallax {}", env!("CARGO_PKG_VERSION")),
        title: corpus.title().to_owned(),
        licence: corpus.licence().to_owned(),
        incidents,
        sources: sources.all,
        withheld,
        decisions: Vec::new(),
    }
}

/// The sources collected so far, and where each stands.
#[derive(Default)]
struct CollectedSources {
    all: Vec<PackedSource>,
    at: HashMap<String, usize>,
}

/// The names of records within a pack. An id is of one data set alone, so that the data set is part of the name.
struct RecordNames(HashMap<RecordId, String>);

impl RecordNames {
    fn of(corpus: &Corpus, subjects: &[Subject]) -> Self {
        let (mut names, mut taken) = (HashMap::new(), HashSet::new());
        for member in subjects.iter().flat_map(Subject::members) {
            let Some((record, about)) = member.record.zip(member.about.as_ref()) else { continue };
            if names.contains_key(&record) {
                continue;
            }
            let plain = format!("{} {}", about.title, member.id());
            // Two files of one name, or an id that stands twice in a file.
            let mut numbered = std::iter::once(plain.clone()).chain((2usize..).map(|nth| format!("{plain} ({nth})")));
            let is_free = |name: &String| corpus.find(name).is_none() && taken.insert(name.clone());
            names.extend(numbered.find(is_free).map(|name| (record, name)));
        }
        Self(names)
    }

    /// The id of a member within the pack: that of an incident as it is.
    fn member(&self, member: &Member) -> String {
        let named = member.record.and_then(|record| self.0.get(&record));
        named.map_or(member.id(), String::as_str).to_owned()
    }

    /// The id of a source: that of the article, or the name of the record.
    fn source(&self, member: &Member, article: ArticleId) -> String {
        match member.record {
            Some(_) => self.member(member),
            None => member.corpus.str(member.corpus.article(article).id).to_owned(),
        }
    }
}

fn incident(
    subject: &Subject,
    names: &RecordNames,
    sources: &mut CollectedSources,
    copy: &mut dyn FnMut(&Member, &Article) -> Option<PackedCopy>,
) -> PackedIncident {
    let first = subject.member(0);
    let corpus = &*first.corpus;
    let id = names.member(first);
    for column in &subject.ledger().columns {
        source(subject, column.article, names, sources, copy);
    }
    let mut numbers = HashMap::new();
    let facets = subject.ledger().rows.iter().enumerate();
    let facets = facets.map(|(at, row)| facet(subject, at, row, names, (&id, &mut numbers))).collect();
    let quotations = subject.numbered().flat_map(|(member, m)| {
        let about = m.quotes_about().iter();
        about.map(move |&quote| (member, quote))
    });
    let quotations: Vec<_> = quotations.collect();
    for (member, quote) in &quotations {
        let corpus = subject.corpus(*member);
        let article = corpus.passage(corpus.quote(*quote).passage).article;
        source(subject, In { member: *member, id: article }, names, sources, copy);
    }
    let quotations = quotations.into_iter().map(|(member, id)| {
        let (m, corpus) = (subject.member(member), subject.corpus(member));
        let quote = corpus.quote(id);
        let passage = corpus.passage(quote.passage);
        let pieces = || quote.pieces.iter().map(|piece| (corpus.str(piece.opening), piece.length));
        PackedQuotation {
            id: corpus.str(quote.id).to_owned(),
            source: names.source(m, passage.article),
            passage: passage.number,
            speaker: words::speaker(corpus, quote).to_owned(),
            gist: quotation::gist(corpus, quote),
            openings: pieces().map(|(opening, _)| opening.to_owned()).collect(),
            cut: pieces().map(|(opening, length)| quotation::has_more(opening, length)).collect(),
            state: quote.state().word().to_owned(),
        }
    });
    let how =
        subject.members().iter().filter_map(|member| Some(format!("{}: {}", member.title(), linked::how(member)?)));
    let notes = subject
        .members()
        .iter()
        .flat_map(|member| member.notes().ids().map(|note| cite_note(member, note)).collect::<Vec<_>>());
    let about = first.as_incident();
    PackedIncident {
        title: first.title().to_owned(),
        date: about.and_then(|incident| incident.date).map(crate::model::When::edtf),
        date_basis: about.map(|incident| corpus.str(incident.date_basis).to_owned()).unwrap_or_default(),
        when: words::date(about.and_then(|incident| incident.date)),
        places: about.map(|incident| words::places(corpus, incident)).unwrap_or_default(),
        countries: about.map(|i| corpus.countries(i).into_iter().map(str::to_owned).collect()).unwrap_or_default(),
        kind: about.map(|incident| corpus.str(incident.kind).to_owned()).unwrap_or_default(),
        status: about.and_then(|incident| incident.status).map(|status| status.word().to_owned()).unwrap_or_default(),
        draft: about.is_some_and(|incident| incident.drafted.is_some()),
        coverage: linked::coverage(subject),
        remarks: how.chain(linked::origins(subject)).collect(),
        facets,
        quotations: quotations.collect(),
        notes: notes.collect(),
        annotations: annotations::on(corpus, first.topic),
        id,
    }
}

fn cite_note(member: &Member, note: crate::model::NoteId) -> String {
    crate::present::citation::citation(&member.corpus, Cited::Note(note), false)
}

/// A row of the ledger. Its claims are numbered within the incident; one that stands in several rows has one number.
fn facet(
    subject: &Subject,
    at: usize,
    row: &LedgerRow,
    names: &RecordNames,
    (incident, numbers): (&str, &mut HashMap<In<ClaimId>, usize>),
) -> PackedFacet {
    let columns = &subject.ledger().columns;
    let claims = row.cells.iter().flatten().map(|&id| {
        let next = numbers.len() + 1;
        let number = numbers.entry(id).or_insert(next);
        claim(subject, id, names, format!("{incident}-{number}"))
    });
    let mut silent: Vec<String> = Vec::new();
    let (mut unread, mut set_apart): (Vec<PackedSilence>, Vec<PackedSilence>) = (Vec::new(), Vec::new());
    for (at, (column, _)) in columns.iter().zip(&row.cells).enumerate().filter(|(_, (_, cell))| cell.is_empty()) {
        let source = names.source(subject.member(column.article.member), column.article.id);
        let says = || silence::in_row(subject, row, at);
        match subject.silence_in(row, at) {
            Silence::NotGiven => silent.push(source),
            silence if silence.is_unread() => unread.push(PackedSilence { says: says(), source }),
            _ => set_apart.push(PackedSilence { says: says(), source }),
        }
    }
    let draft = why::with_drafts(row).map(|draft| format!("; {draft}")).unwrap_or_default();
    PackedFacet {
        facet: words::row(subject.facet_word(row), row.party),
        sign: why::signs(row),
        verdict: format!("{}{draft}", why::verdict(subject, row)),
        origins: row.draft.filter(|_| row.verdict.is_none()).map_or(row.origins, |draft| draft.origins),
        why: subject.why(at).map(|reasons| why::reasons(subject, row, &reasons)).unwrap_or_default(),
        claims: claims.collect(),
        silent,
        unread,
        set_apart,
    }
}

fn claim(subject: &Subject, id: In<ClaimId>, names: &RecordNames, name: String) -> PackedClaim {
    let (corpus, claim) = (subject.corpus(id.member), subject.claim(id));
    let account = corpus.account(claim.account);
    let passage = corpus.passage(account.passage);
    let mut reservations: Vec<String> = Vec::new();
    if corpus.is_summary(account) {
        reservations.push("summary, not counted".to_owned());
    }
    if !subject.is_weighed(id.member) {
        reservations.push("of a part, not weighed".to_owned());
    }
    reservations.extend(words::reservations(corpus, claim).into_iter().map(std::borrow::Cow::into_owned));
    if !claim.with.is_empty() {
        let others: Vec<&str> = claim.with.iter().map(|&other| corpus.str(corpus.incident(other).id)).collect();
        reservations.push(format!("together with {}", others.join(", ")));
    }
    PackedClaim {
        id: name,
        source: names.source(subject.member(id.member), passage.article),
        passage: passage.number,
        value: words::value(corpus, claim),
        words: corpus.str(claim.words).to_owned(),
        state: if corpus.is_coded(claim) { CELL } else { claim.state.word() }.to_owned(),
        according_to: words::chain(corpus, claim),
        cites: claim.according_to.iter().map(|&name| corpus.str(name).to_owned()).collect(),
        hedge: words::hedge(corpus, claim),
        limits: words::hedge_parts(corpus, claim).map(|(kind, words)| PackedHedge { kind: kind.to_owned(), words }),
        worked_out: corpus.given(claim.basis).map(str::to_owned),
        reservations,
        citation: cite(subject, id.with(Cited::Claim(id.id)), false),
        annotations: annotations::on(corpus, Annotated::Claim(id.id)),
    }
}

/// Adds the source of a column unless it is there. An article that several incidents cite stands once, with the digests of all
/// passages that the pack cites.
fn source(
    subject: &Subject,
    at: In<ArticleId>,
    names: &RecordNames,
    sources: &mut CollectedSources,
    copy: &mut dyn FnMut(&Member, &Article) -> Option<PackedCopy>,
) {
    let (member, corpus) = (subject.member(at.member), subject.corpus(at.member));
    let id = names.source(member, at.id);
    let article = corpus.article(at.id);
    let cited = cited_passages(member, at.id);
    let digest = |number: u32, text: &str| if cited.contains(&number) { text.to_owned() } else { String::new() };
    if let Some(known) = sources.at.get(&id).and_then(|at| sources.all.get_mut(*at)) {
        for (passage, own) in known.passages.iter_mut().zip(article.passages.ids()) {
            if passage.digest.is_empty() {
                passage.digest = digest(passage.number, corpus.str(corpus.passage(own).digest));
            }
        }
        return;
    }
    let ends: Vec<_> = article.ends.iter().collect();
    let passages = article.passages.ids().filter(|_| member.about.is_none()).map(|id| {
        let passage = corpus.passage(id);
        let end = ends.iter().find(|(of, _)| *of == id).map(|(_, end)| corpus.str(*end).to_owned());
        PackedPassage {
            number: passage.number,
            heading: corpus.str(passage.heading).to_owned(),
            anchor: corpus.str(passage.anchor).to_owned(),
            end: end.unwrap_or_default(),
            state: passage.state.word().to_owned(),
            digest: digest(passage.number, corpus.str(passage.digest)),
        }
    });
    let given = |text| corpus.str(text).to_owned();
    sources.at.insert(id.clone(), sources.all.len());
    sources.all.push(PackedSource {
        id,
        record: member.about.is_some(),
        title: given(article.title),
        authors: article.authors.iter().map(|&author| given(author)).filter(|author| !author.is_empty()).collect(),
        publisher: given(article.publisher),
        published: article.published.map(crate::model::When::edtf),
        published_basis: given(article.published_basis),
        url: given(article.online.url),
        url_basis: given(article.online.basis),
        translated_from: given(article.translated_from),
        archived: given(article.online.archived),
        accessed: article.online.accessed.map(crate::model::When::edtf),
        language: given(article.language),
        origin: corpus.origin(article.origin).to_owned(),
        citation: cite(subject, at.with(Cited::Article(at.id)), false),
        copy: copy(member, article),
        passages: passages.collect(),
        annotations: annotations::on(corpus, Annotated::Article(at.id)),
    });
}

/// The numbers of the passages of an article in which something of a member stands.
fn cited_passages(member: &Member, article: ArticleId) -> HashSet<u32> {
    let corpus = &member.corpus;
    let accounts = corpus.accounts_in(member.accounts()).iter().map(|account| account.passage);
    let quotes = member.quotes_about().iter().map(|&quote| corpus.quote(quote).passage);
    let all = accounts.chain(quotes).map(|passage| corpus.passage(passage));
    all.filter(|passage| passage.article == article && passage.kind != PassageKind::Column)
        .map(|passage| passage.number)
        .collect()
}
