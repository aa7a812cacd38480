//! Searches the texts of records (notes, summaries, headlines, citations) for `text:`, and for the plain words of a query
//! beside what they find by names. Texts are read where they are, through [`RecordTexts`]; knows no files.
//!
//! What a text says is no claim: such hits are listed apart from the others, each with the words in their context.

use std::cmp::Reverse;
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::clause::Clauses;
use super::excerpt::{self, around, densest};
use super::fold::fold;
use super::highlight::phrases;
use super::hit::{Hit, Stale};
use super::index::{MatchField, Target};
use super::query::{FieldFilter, FieldValue, Mode, Query};
use super::rank::{Fit, Guesses};
use super::ranking::ReadQuery;
use super::read_query::{NameScope, ReadFilter, read};
use super::reasons::FieldReason;
use super::records::RecordQuery;
use super::text_field::ends_in_number;
use super::workspace::WorkspaceIndex;
use crate::model::dataset::{RecordTexts, SEGMENT, TextHits, TextPhrase, TextWanted};
use crate::model::{RecordId, Workspace};

/// Plain words that all have fewer letters are not searched in texts: nearly every text has them.
const SHORTEST: usize = 3;
/// Characters of a text that are kept around a match.
const KEPT: usize = 400;
/// Characters of a text in which matches are shown.
const LONGEST: usize = 1 << 16;
/// Hits of a report before the end: as many as a screen shows.
const SCREEN: usize = 50;
/// Reports while a data set is searched.
const STEPS: usize = 10;

/// A record whose text has the words of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextHit {
    /// The hit; its first reason is the text around the match.
    pub hit: Hit,
    /// The column of the text.
    pub column: String,
    /// The text around the match.
    pub text: String,
}

/// What has been found in texts so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextAnswer {
    /// The first hits: certain ones before possible ones, the latest first.
    pub hits: Vec<TextHit>,
    /// Number of all hits, also those beyond the limit.
    pub all: usize,
    /// How many of them satisfy another field only possibly.
    pub possible: usize,
    /// Percent of the texts searched.
    pub percent: u8,
    /// What was searched for.
    pub phrases: Vec<TextPhrase>,
}

impl TextAnswer {
    /// Number of hits listed that satisfy all fields certainly; those after them are possible.
    pub fn certain(&self) -> usize {
        self.hits.partition_point(|found| found.hit.is_certain())
    }
}

/// What a query asks of texts.
struct Asked {
    wanted: TextWanted,
    /// The query without `text:`.
    rest: Query,
    /// Whether it has `text:`. Then its words are those of names; else they are those of the text.
    explicit: bool,
}

impl Asked {
    /// `None` if the query asks nothing of texts.
    fn of(query: &Query) -> Option<Self> {
        let (texts, filters): (Vec<&FieldFilter>, Vec<&FieldFilter>) = query.filters.iter().partition(|f| is_text(f));
        let phrases = |filter: &&FieldFilter| filter.any.iter().filter_map(phrase).cloned().collect::<Vec<_>>();
        let mut wanted = TextWanted {
            all: texts.iter().filter(|f| !f.not).map(phrases).collect(),
            none: texts.iter().filter(|f| f.not).flat_map(phrases).collect(),
        };
        let rest = Query { filters: filters.into_iter().cloned().collect(), ..query.clone() };
        let explicit = !wanted.all.is_empty();
        if !explicit {
            let term = |text: &str, mode| {
                let whole = mode == Mode::Exact || ends_in_number(text);
                TextPhrase { words: text.to_owned(), whole }
            };
            // Small words and those of questions ask nothing of a text either.
            let clauses = Clauses::of(query);
            wanted.all = clauses.required().map(|clause| vec![term(&fold(&clause.typed), clause.mode())]).collect();
            wanted.all.retain(|any| !any[0].words.is_empty());
            if wanted.all.iter().all(|any| any[0].words.is_ascii() && any[0].words.len() < SHORTEST) {
                return None;
            }
            wanted.none.extend(query.terms.iter().filter(|t| t.not).map(|t| term(&t.text, t.mode)));
        }
        Some(Self { wanted, rest, explicit })
    }
}

/// Whether a field is `text:`.
pub fn is_text(filter: &FieldFilter) -> bool {
    filter.any.iter().any(|value| matches!(value, FieldValue::Text(_)))
}

fn phrase(value: &FieldValue) -> Option<&TextPhrase> {
    if let FieldValue::Text(field) = value { Some(&field.phrase) } else { None }
}

/// Whether a query asks for something in the texts of records.
pub fn asks(query: &Query) -> bool {
    Asked::of(query).is_some()
}

/// Puts the records whose texts have the words into each `text:` of a query that is `wanted`, so that it is a field like
/// others. `None` once `stale` returns true.
pub fn resolve(
    query: &mut Query,
    workspace: &Workspace,
    texts: &dyn RecordTexts,
    wanted: impl Fn(&FieldFilter) -> bool,
    stale: Stale<'_>,
) -> io::Result<Option<()>> {
    for filter in query.filters.iter_mut().filter(|filter| wanted(filter)) {
        for value in &mut filter.any {
            let FieldValue::Text(field) = value else { continue };
            let asked = TextWanted { all: vec![vec![field.phrase.clone()]], none: Vec::new() };
            let mut records = Vec::new();
            for (number, set) in workspace.sets.iter().enumerate() {
                let Some(rows) = texts.find(number, set, &asked, fold, stale, &|_| {})? else { return Ok(None) };
                let begin = |row: u32| set.segments[row as usize / SEGMENT].at[row as usize % SEGMENT];
                records.push(rows.into_iter().map(begin).collect());
            }
            field.records = Arc::new(records);
        }
    }
    Ok(Some(()))
}

/// Searches the texts of all records. Calls `report` from time to time with what has been found, first as soon as there
/// is something; gives all in the end. `None` if the query asks nothing of texts, or once `stale` returns true.
pub fn search_texts(
    workspace: &Workspace,
    index: &WorkspaceIndex,
    query: &Query,
    texts: &dyn RecordTexts,
    limit: usize,
    stale: Stale<'_>,
    report: &(dyn Fn(TextAnswer) + Sync),
) -> io::Result<Option<TextAnswer>> {
    let Some(asked) = Asked::of(query) else { return Ok(None) };
    let filters = read(&NameScope::new(workspace, &index.sets), &asked.rest);
    let clauses = Clauses::of(&asked.rest);
    let rest = ReadQuery {
        query: &asked.rest,
        filters: &filters,
        clauses: &clauses,
        guesses: Guesses::All,
        named_only: false,
    };
    let sets = workspace.sets.iter().zip(&index.sets).enumerate();
    let queries = sets.map(|(n, (set, values))| RecordQuery::new(set, values, n, &rest)).collect();
    let search = Search { workspace, texts, asked: &asked, filters: &filters, queries, limit, found: Mutex::default() };
    let total: usize = search.queries.iter().map(|query| query.set.len()).sum();
    let mut before = 0;
    for (number, query) in search.queries.iter().enumerate() {
        let len = query.set.len();
        let percent = |part: usize| u8::try_from((before + len * part / STEPS) * 100 / total.max(1)).unwrap_or(100);
        let (step, reporting) = (AtomicUsize::new(0), Mutex::new(()));
        let found = |hits: TextHits<'_>| {
            let first = search.take(number, hits.records);
            let part = usize::try_from(hits.read * STEPS as u64 / hits.total.max(1)).unwrap_or(STEPS).min(STEPS);
            let is_further = step.fetch_max(part, Ordering::Relaxed) < part;
            if first || is_further {
                // Another thread that reports at this moment says afterwards how far this one is.
                let Ok(_one) = reporting.try_lock() else { return };
                loop {
                    let at = step.load(Ordering::Relaxed);
                    let Ok(answer) = search.answer(percent(at), SCREEN) else { return };
                    report(answer);
                    if step.load(Ordering::Relaxed) == at {
                        return;
                    }
                }
            }
        };
        if query.is_applicable() && texts.find(number, query.set, &asked.wanted, fold, stale, &found)?.is_none() {
            return Ok(None);
        }
        before += len;
    }
    search.answer(100, limit).map(Some)
}

/// The state of a search.
struct Search<'s> {
    workspace: &'s Workspace,
    texts: &'s dyn RecordTexts,
    asked: &'s Asked,
    filters: &'s [ReadFilter],
    /// The rest of the query, for each data set.
    queries: Vec<RecordQuery<'s>>,
    limit: usize,
    found: Mutex<Found>,
}

/// What has been found.
#[derive(Default)]
struct Found {
    /// By doubt, then by day; more than the limit until they are sorted.
    best: Vec<(u8, Reverse<i32>, RecordId)>,
    all: usize,
    possible: usize,
    /// The hits read already.
    read: Vec<TextHit>,
}

impl Search<'_> {
    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in records whose text fits; gives whether they are the first that fit all of the query.
    fn take(&self, number: usize, rows: &[u32]) -> bool {
        let query = &self.queries[number];
        let fitting = |&row: &u32| {
            let (segment, i) = (&*query.set.segments[row as usize / SEGMENT], row as usize % SEGMENT);
            // What plain words find in names is listed already.
            let named = query.words(segment, i);
            let fits = if self.asked.explicit { named } else { !named && !query.is_banned(segment, i) };
            let doubt = fits.then(|| query.doubt(segment, i))??;
            Some((doubt, Reverse(segment.lo[i]), RecordId { set: number as u16, row }))
        };
        let fitting: Vec<_> = rows.iter().filter_map(fitting).collect();
        if fitting.is_empty() {
            return false;
        }
        let mut found = self.found();
        let first = found.all == 0;
        found.all += fitting.len();
        found.possible += fitting.iter().filter(|(doubt, ..)| *doubt > 0).count();
        found.best.extend(fitting);
        if found.best.len() > 4 * self.limit.max(256) {
            found.sort(self.limit);
        }
        first
    }

    /// What has been found so far, with the texts of the first `most` hits.
    fn answer(&self, percent: u8, most: usize) -> io::Result<TextAnswer> {
        let (best, all, possible, mut known) = {
            let mut found = self.found();
            found.sort(self.limit);
            (found.best.clone(), found.all, found.possible, std::mem::take(&mut found.read))
        };
        let mut hits = Vec::with_capacity(best.len());
        for (doubt, _, record) in best.into_iter().take(most) {
            let known =
                known.iter().position(|k| k.hit.target == Target::Record(record)).map(|at| known.swap_remove(at));
            hits.push(match known {
                Some(known) => known,
                None => self.read(record, doubt)?,
            });
        }
        self.found().read.clone_from(&hits);
        let phrases = self.asked.wanted.all.iter().flatten().cloned().collect();
        Ok(TextAnswer { hits, all, possible, percent, phrases })
    }

    fn read(&self, record: RecordId, doubt: u8) -> io::Result<TextHit> {
        let all = self.texts.read(record.set.into(), &self.workspace.row(record))?;
        let wanted: Vec<TextPhrase> = self.asked.wanted.all.iter().flatten().cloned().collect();
        let (column, text, at) = passage(all, &wanted);
        let words = excerpt::reason(&text, at);
        let mut reasons = vec![FieldReason { is_certain: true, words }];
        reasons.extend(self.queries[usize::from(record.set)].reasons(record.row as usize, self.filters));
        let target = Target::Record(record);
        let (field, fit, words) = (MatchField::Text, Fit::Word, Vec::new());
        Ok(TextHit { hit: Hit { target, field, fit, words, score: 0, doubt, reasons }, column, text })
    }
}

impl Found {
    /// Puts the best first, and leaves out those beyond the limit.
    fn sort(&mut self, limit: usize) {
        self.best.sort_unstable();
        self.best.truncate(limit);
    }
}

/// The text that has the most of the phrases: its column, the part around the first match, and where the match is.
fn passage(texts: Vec<(String, String)>, wanted: &[TextPhrase]) -> (String, String, Range<usize>) {
    let said = |text: &str| wanted.iter().filter(|p| !phrases(text, std::slice::from_ref(p)).is_empty()).count();
    let cut = |text: String| match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    };
    let texts = texts.into_iter().map(|(column, text)| (column, cut(text)));
    // Among equals the first.
    let best = texts.rev().max_by_key(|(_, text)| said(text));
    let Some((column, text)) = best else { return (String::new(), String::new(), 0..0) };
    let part = around(&text, densest(&text, wanted), (KEPT / 2, KEPT));
    let at = densest(&part, wanted);
    (column, part, at)
}
