//! Quotations of one article as draft quotations. Knows one article at a time.

use std::collections::HashMap;

use super::read::ReadInPassages;
use super::rejected::RejectedHere;
use super::suggestion::{SuggestedContent, SuggestionInText};
use crate::model::quote::{Form, letters};
use crate::model::{
    AnchorState, ArticleId, Builder, Corpus, Drafted, IncidentId, PassageId, Piece, Quote, Rejection, Text,
};

/// The first words of a piece that are kept, at most.
const OPENING: usize = 8;

/// Adds the quotations of an article. `about` gives the incidents that a sentence tells of.
pub(super) fn add(
    builder: &mut Builder,
    corpus: &Corpus,
    article: ArticleId,
    (read, rejected): (&ReadInPassages, &RejectedHere),
    about: &dyn Fn(usize) -> Vec<IncidentId>,
    suggested: &[SuggestionInText],
) {
    let id = corpus.str(corpus.article(article).id);
    let (text, reading) = (read.text(), read.reading.open());
    let mut in_passage: HashMap<PassageId, u32> = HashMap::new();
    for mention in &reading.quotes {
        let Some((_, passage)) = text.passage(mention.span.start) else { continue };
        let Some(form) = mention.value.form else { continue };
        let mut pieces = Vec::with_capacity(mention.value.pieces.len());
        for span in &mention.value.pieces {
            let length = span.of(&text.text).split_whitespace().count();
            let opening = text.words(*span, OPENING);
            if opening.is_empty() {
                continue;
            }
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            pieces.push(Piece { opening: builder.text(opening), length, state: AnchorState::Exact });
        }
        if pieces.is_empty() {
            continue;
        }
        let nth = in_passage.entry(passage).or_default();
        *nth += 1;
        let mut openings = mention.value.pieces.iter().map(|span| text.words(*span, OPENING));
        if openings.find(|words| !words.is_empty()).is_some_and(|words| is_rejected(rejected, passage, words)) {
            continue;
        }
        let speaker = mention.value.speaker.as_ref();
        let words = speaker.map_or("", |speaker| text.words(speaker.name.unwrap_or(speaker.mention), OPENING));
        let role = speaker.and_then(|speaker| speaker.role).map_or("", |role| text.words(role, OPENING));
        let sentence = reading.sentence(mention.span.start);
        let record = Quote {
            id: builder.intern(&format!("{id}-{}{}", corpus.passage(passage).number, letters(*nth))),
            passage,
            speaker: None,
            speaker_words: builder.intern(words),
            role: builder.intern(role),
            gist: Text::default(),
            pieces,
            form,
            translated: false,
            according_to: Vec::new(),
            incidents: about(sentence),
            drafted: Some(Drafted { grade: mention.grade, rule: builder.intern(mention.rule), by: Text::default() }),
        };
        builder.quote(record);
    }
    for SuggestionInText { span, says } in suggested {
        let SuggestedContent::Quote(speaker) = &says.content else { continue };
        let Some((_, passage)) = text.passage(span.start) else { continue };
        let length = u32::try_from(span.of(&text.text).split_whitespace().count()).unwrap_or(u32::MAX);
        let nth = in_passage.entry(passage).or_default();
        *nth += 1;
        if is_rejected(rejected, passage, text.words(*span, OPENING)) {
            continue;
        }
        let opening = builder.text(text.words(*span, OPENING));
        let record = Quote {
            id: builder.intern(&format!("{id}-{}{}", corpus.passage(passage).number, letters(*nth))),
            passage,
            speaker: None,
            speaker_words: builder.intern(speaker),
            role: Text::default(),
            gist: Text::default(),
            pieces: vec![Piece { opening, length, state: AnchorState::Exact }],
            form: Form::Speech,
            translated: false,
            according_to: Vec::new(),
            incidents: about(reading.sentence(span.start)),
            drafted: Some(Drafted {
                grade: says.grade,
                rule: builder.intern(&says.rule),
                by: builder.intern(&says.by),
            }),
        };
        builder.quote(record);
    }
}

/// Whether a quotation that opens so was rejected. Those that follow it in its passage keep their ids.
fn is_rejected(rejected: &RejectedHere, passage: PassageId, opening: &str) -> bool {
    rejected.has(passage, Rejection::QUOTATION, opening, None)
}
