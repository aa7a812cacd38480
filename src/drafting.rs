//! Drafts of a corpus: what was read in its raw articles and gathered into incidents, as incidents, accounts, claims,
//! quotations and names that nobody has confirmed.
//!
//! ```text
//! raw articles ─► text ─► reading (a thread for each processor) ─► gathering ─► account, quote, place ─► model::Builder
//! ```
//!
//! Deterministic: the same articles give the same drafts. Knows readings, gatherings and the model; no files, no screen.

mod account;
mod chosen;
mod harm_facets;
mod header;
mod origins;
mod place;
mod quote;
mod read;
mod reasons;
mod reckoned;
mod rejected;
mod suggestion;
mod text;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::fold::fold;
use crate::gathering::{self, ArticlePart, Decisions, DraftIncident, GatheredArticle};
use crate::model::taken_ids::TakenIds;
use crate::model::{
    ArticleId, Builder, Corpus, Drafted, Incident, IncidentId, Note, Place, Role, Scope, Span, Text, Topic, When,
};
use crate::reading::place::Gazetteer;
use account::{Drafter, SuggestedClaim};
use harm_facets::HarmFacets;
use header::{Backing, Header};
use place::Places;
pub use read::KeptReadings;
use read::ReadInPassages;
use rejected::RejectedHere;
pub use suggestion::{SuggestedContent, SuggestedDraft};

/// Adds drafts of all raw articles that no incident speaks of yet, and what is suggested about them; articles whose readings
/// are `kept` are not read again. Calls `progress` with the number of articles read, of
/// all. `None` once `stop` is set; the corpus is not changed then.
pub fn add<G: Gazetteer + Sync>(
    corpus: &Corpus,
    gazetteer: &G,
    suggestions: &[SuggestedDraft],
    kept: &dyn KeptReadings,
    stop: &AtomicBool,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Option<Corpus> {
    let is_told = |article: &crate::model::Article| article.passages.ids().any(|id| !corpus.accounts_of(id).is_empty());
    let raw = corpus.articles().filter(|(_, article)| corpus.is_raw(article) && !is_told(article));
    let articles: Vec<ArticleId> = raw.map(|(id, _)| id).collect();
    let read = read::all(corpus, &articles, gazetteer, kept, stop, progress)?;
    // First, while there is little else: it looks at all words of all articles.
    let origins = origins::find(corpus, &articles, &read);
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    let of = |read: &ReadInPassages, id: ArticleId| (corpus.str(corpus.article(id).id).to_owned(), read.published);
    let named: Vec<(String, Option<chrono::NaiveDate>)> =
        read.iter().zip(&articles).map(|(r, &id)| of(r, id)).collect();
    let alone: Vec<GatheredArticle> = read
        .iter()
        .zip(&named)
        .map(|(read, (id, published))| GatheredArticle {
            id,
            text: &read.whole,
            title_end: read.title_end,
            published: *published,
        })
        .collect();
    let mut gathered = gathering::gather_with(&alone, &|at| read[at].reading.open(), &Decisions::default());
    drop(alone);
    drop(named);
    let suggested = suggestion::in_text(suggestions, &articles, &read);
    let by_incident = suggestion::by_incident(&suggested, corpus, &articles, &read, &mut gathered);
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    let rejected = RejectedHere::of(corpus, &articles);
    let any_rejected = rejected.iter().any(|here| !here.is_empty());
    if any_rejected {
        leave_out(corpus, &mut gathered.incidents, &read, &rejected);
    }
    let mut builder = Builder::extend(corpus.clone());
    let mut places = Places::of(corpus);
    let mut harms = HarmFacets::of(corpus);
    let mut ids = TakenIds::of(corpus);
    let mut made: Vec<Option<IncidentId>> = Vec::with_capacity(gathered.incidents.len());
    for (at, draft) in gathered.incidents.iter().enumerate() {
        if draft.coverage.is_empty() {
            made.push(None);
            continue;
        }
        let suggested = |article: usize| {
            let all = by_incident.get(&(at, article)).map_or(&[][..], Vec::as_slice).iter();
            all.map(|suggestion| SuggestedClaim::new(suggestion, gazetteer)).collect()
        };
        let known = (&read[..], &rejected[..]);
        made.push(incident(&mut builder, (&mut places, &mut harms), draft, &mut ids, known, &suggested));
    }
    let mut told: Vec<Vec<(&ArticlePart, IncidentId)>> = vec![Vec::new(); read.len()];
    for (draft, id) in gathered.incidents.iter().zip(&made) {
        for coverage in &draft.coverage {
            told[coverage.article].extend(id.map(|id| (coverage, id)));
        }
    }
    for (at, ((read, article), told)) in read.iter().zip(&articles).zip(&told).enumerate() {
        let about = |sentence: usize| {
            let tells =
                |(coverage, id): &(&ArticlePart, IncidentId)| coverage.sentences.contains(&sentence).then_some(*id);
            told.iter().filter_map(tells).collect()
        };
        let suggested = suggested.get(&at).map_or(&[][..], Vec::as_slice);
        quote::add(&mut builder, corpus, *article, (read, &rejected[at]), &about, suggested);
    }
    for (article, main) in articles.iter().zip(&gathered.main) {
        builder.main_incident(*article, main.and_then(|at| made[at]));
    }
    origins.add(&mut builder, &|article, origin| {
        let at = articles.iter().position(|id| any_rejected && *id == article);
        at.is_some_and(|at| rejected[at].has_origin(corpus.origin(origin)))
    });
    builder.sort_incidents();
    Some(builder.finish())
}

/// Leaves out what articles tell of incidents that were rejected there.
fn leave_out(corpus: &Corpus, drafts: &mut [DraftIncident], read: &[ReadInPassages], rejected: &[RejectedHere]) {
    // Nothing is added: the title that the incident would have is all that is asked.
    let builder = &mut Builder::extend(corpus.clone());
    let (places, harms) = (&mut Places::of(corpus), &mut HarmFacets::of(corpus));
    for draft in drafts {
        if draft.coverage.iter().all(|coverage| rejected[coverage.article].is_empty()) {
            continue;
        }
        let (mut backing, mut first) = (Backing::default(), HashMap::new());
        let mut coverage: Vec<&ArticlePart> = draft.coverage.iter().collect();
        coverage.sort_by_key(|c| c.article);
        for coverage in coverage {
            let read = &read[coverage.article];
            let (text, reading) = (&read.text(), &*read.reading.open());
            let told = coverage.sentences.iter().filter_map(|&at| text.passage(reading.sentences.get(at)?.start));
            first.insert(coverage.article, told.min().map(|(_, passage)| passage));
            let (suggested, rejected) = (&[][..], &RejectedHere::default());
            let (places, harms) = (&mut *places, &mut *harms);
            backing.add(&Drafter { builder, places, harms, text, reading, coverage, suggested, rejected });
        }
        let title = Header::new(draft, &backing).title;
        draft.coverage.retain(|coverage| {
            let passage = first.get(&coverage.article).copied().flatten();
            !passage.is_some_and(|passage| rejected[coverage.article].has_incident(passage, &title))
        });
    }
}

/// Adds one incident with its accounts; `None` if nothing is claimed of it.
fn incident<'d>(
    builder: &mut Builder,
    (places, harms): (&mut Places, &mut HarmFacets),
    draft: &DraftIncident,
    ids: &mut TakenIds,
    (read, rejected): (&[ReadInPassages], &[RejectedHere]),
    suggested: &dyn Fn(usize) -> Vec<SuggestedClaim<'d>>,
) -> Option<IncidentId> {
    let number = builder.next_incident();
    let first = builder.next_account();
    let mut backing = Backing::default();
    // Accounts have the order of their articles.
    let mut coverage: Vec<&ArticlePart> = draft.coverage.iter().collect();
    coverage.sort_by_key(|c| c.article);
    for coverage in coverage {
        let (read, rejected) = (&read[coverage.article], &rejected[coverage.article]);
        let (text, reading) = (&read.text(), &*read.reading.open());
        let suggested = suggested(coverage.article);
        let mut drafter = Drafter { builder, places, harms, text, reading, coverage, suggested: &suggested, rejected };
        backing.add(&drafter);
        drafter.accounts(Topic::Incident(number));
    }
    let accounts = Span::between(first, builder.next_account());
    if accounts.is_empty() {
        return None;
    }
    let first = builder.next_note();
    if let Some(text) = reasons::sentence(&draft.reasons) {
        let (text, by) = (builder.text(&text), builder.intern(Note::BY_RULE));
        builder.note(Note { text, by, general: false, facet: None, references: Vec::new() });
    }
    let notes = Span::between(first, builder.next_note());
    let header = Header::new(draft, &backing);
    let title = builder.text(&header.title);
    let place = header.place.as_ref().map(|spot| Place { name: places.name(builder, &spot.into()), role: Role::Where });
    let record = Incident {
        id: builder.intern(&new_id(&header.title, ids)),
        title,
        shown_title: title,
        aliases: Vec::new(),
        outside: Vec::new(),
        kind: builder.intern(header.kind.map_or("", |method| method.word())),
        scope: Scope::Single,
        status: header.status,
        date: header.day.as_ref().and_then(|day| When::parse(&day.edtf).ok()),
        date_basis: builder.intern(&header.day_basis),
        defined_by: Vec::new(),
        places: place.into_iter().collect(),
        actors: Vec::new(),
        lists_actors: false,
        accounts,
        relations: Vec::new(),
        notes,
        drafted: Some(Drafted { grade: draft.grade, rule: builder.intern("gathering"), by: Text::default() }),
    };
    Some(builder.incident(record))
}

/// An id of the words of the title, that nothing else has.
fn new_id(title: &str, ids: &mut TakenIds) -> String {
    let words = fold(title).replace(' ', "-");
    ids.new_id(if words.is_empty() { "incident" } else { &words })
}
