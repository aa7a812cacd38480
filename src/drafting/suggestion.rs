//! What other programs suggest about raw articles: its types, and which incident each suggestion is about.
//!
//! Knows no files; `load/suggestions.rs` has read them.

use std::collections::HashMap;

use super::read::ReadInPassages;
use super::text::TextInPassages;
use crate::gathering::{ArticlePart, DraftIncident, Gathered, PartAnchor};
use crate::model::{ArticleId, Corpus, Facet, Figure, Grade, PassageId, Stance, Status, TimeOfDay, When};
use crate::reading::TextSpan;
use crate::reading::place::gazetteer::fold;
use crate::reading::place::{Gazetteer, GeoPlace};

/// A suggestion about words of a raw article.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedDraft {
    /// The article.
    pub article: ArticleId,
    /// The passage that the words stand in.
    pub passage: PassageId,
    /// The words, as they stand in it.
    pub words: String,
    /// What is suggested.
    pub content: SuggestedContent,
    /// The stance of the source.
    pub stance: Stance,
    /// What the source doubts; empty if nothing.
    pub hedge: String,
    /// The grade, as whoever suggests it has it.
    pub grade: Grade,
    /// The rule or model that made it; empty if none is given.
    pub rule: String,
    /// Who suggests it.
    pub by: String,
}

/// What is suggested.
#[derive(Debug, Clone, PartialEq)]
pub enum SuggestedContent {
    /// A figure of that facet.
    Figure(Facet, Figure),
    /// The date.
    Date(When),
    /// The time of day.
    Time(TimeOfDay),
    /// The place, by its name.
    Place(String),
    /// Who did, claims or suffered it.
    Who(Facet, String),
    /// Words of another facet.
    Words(Facet, String),
    /// The status.
    Status(Status),
    /// A quotation, the words being what is said; who says it, if that is suggested too.
    Quote(String),
}

/// A suggestion with the place of its words in the text that was read.
pub(super) struct SuggestionInText<'s> {
    pub(super) span: TextSpan,
    pub(super) says: &'s SuggestedDraft,
}

/// Suggestions by the article, as its position among those read.
pub(super) fn in_text<'s>(
    suggestions: &'s [SuggestedDraft],
    articles: &[ArticleId],
    read: &[ReadInPassages],
) -> HashMap<usize, Vec<SuggestionInText<'s>>> {
    let positions: HashMap<ArticleId, usize> = articles.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut texts: HashMap<usize, TextInPassages> = HashMap::new();
    let mut all: HashMap<usize, Vec<SuggestionInText>> = HashMap::new();
    for says in suggestions {
        let Some(&at) = positions.get(&says.article) else { continue };
        let text = texts.entry(at).or_insert_with(|| read[at].text());
        if let Some(span) = text.find(says.passage, &says.words) {
            all.entry(at).or_default().push(SuggestionInText { span, says });
        }
    }
    all
}

/// The claims that are suggested, by the positions of their incident and article: the incident that their sentence tells of,
/// the article's main one first, else the main one. An article without incidents that claims are suggested for gets one.
pub(super) fn by_incident<'s>(
    suggested: &'s HashMap<usize, Vec<SuggestionInText<'s>>>,
    corpus: &Corpus,
    articles: &[ArticleId],
    read: &[ReadInPassages],
    gathered: &mut Gathered,
) -> HashMap<(usize, usize), Vec<&'s SuggestionInText<'s>>> {
    let mut all: HashMap<(usize, usize), Vec<&SuggestionInText>> = HashMap::new();
    let mut told: HashMap<usize, Vec<(usize, Vec<usize>)>> = HashMap::new();
    for (number, incident) in gathered.incidents.iter().enumerate() {
        for part in incident.coverage.iter().filter(|part| suggested.contains_key(&part.article)) {
            told.entry(part.article).or_default().push((number, part.sentences.clone()));
        }
    }
    let mut at: Vec<usize> = suggested.keys().copied().collect();
    at.sort_unstable();
    for article in at {
        let told = told.remove(&article).unwrap_or_default();
        let reading = read[article].reading.open();
        for suggestion in &suggested[&article] {
            if matches!(suggestion.says.content, SuggestedContent::Quote(_)) {
                continue;
            }
            let sentence = reading.sentence(suggestion.span.start);
            let here = told.iter().filter(|(_, sentences)| sentences.contains(&sentence)).map(|(n, _)| *n);
            let main = gathered.main[article];
            let incident = match here.min_by_key(|n| (Some(*n) != main, *n)).or(main) {
                Some(incident) => incident,
                None => {
                    gathered.incidents.push(unread(corpus, articles[article], article, suggestion.says));
                    let new = gathered.incidents.len() - 1;
                    gathered.main[article] = Some(new);
                    new
                }
            };
            all.entry((incident, article)).or_default().push(suggestion);
        }
    }
    all
}

/// An incident of one article in which no rule has read any.
fn unread(corpus: &Corpus, id: ArticleId, article: usize, says: &SuggestedDraft) -> DraftIncident {
    let record = corpus.article(id);
    let anchor = PartAnchor { article: corpus.str(record.id).to_owned(), passage: 0, words: String::new() };
    DraftIncident {
        id: String::new(),
        title: format!("Suggested by {}: {}", says.by, corpus.str(record.title)),
        day: None,
        place: None,
        method: None,
        status: None,
        reported: None,
        coverage: vec![ArticlePart::whole(article, anchor)],
        killed: None,
        injured: None,
        reasons: Vec::new(),
        grade: Grade::Guess,
    }
}

/// The place of a name, if the gazetteer has one only.
pub(super) fn place(name: &str, gazetteer: &impl Gazetteer) -> Option<GeoPlace> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let (length, mut found) = gazetteer.longest(&words)?;
    (length == words.len() && found.len() == 1).then(|| found.remove(0))
}
