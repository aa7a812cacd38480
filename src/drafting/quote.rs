//! Quotations of one article as draft quotations. Knows one article at a time.

use std::collections::HashMap;

use super::read::ReadInPassages;
use super::rejected::RejectedHere;
use super::suggestion::{SuggestedContent, SuggestionInText};
use super::text::TextInPassages;
use crate::model::quote::{Form, letters};
use crate::model::{
    AnchorState, ArticleId, Builder, Corpus, Drafted, IncidentId, PassageId, Piece, Quote, Rejection, Text,
};
use crate::reading::TextSpan;

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
        let Some(form) = mention.value.form else { continue };
        let speaker = mention.value.speaker.as_ref();
        let words = speaker.map_or("", |speaker| text.words(speaker.name.unwrap_or(speaker.mention), OPENING));
        let role = speaker.and_then(|speaker| speaker.role).map_or("", |role| text.words(role, OPENING));
        let sentence = reading.sentence(mention.span.start);
        // A speech that goes on in the next paragraph is a quotation of each, as each is of one passage.
        for (passage, spans) in in_passages(&text, &mention.value.pieces) {
            let nth = in_passage.entry(passage).or_default();
            *nth += 1;
            if is_rejected(rejected, passage, text.words(spans[0], OPENING)) {
                continue;
            }
            let pieces = spans.iter().map(|span| {
                let length = u32::try_from(span.of(&text.text).split_whitespace().count()).unwrap_or(u32::MAX);
                let opening = builder.text(text.words(*span, OPENING));
                Piece { opening, length, state: AnchorState::Exact }
            });
            let pieces = pieces.collect();
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
                drafted: Some(Drafted {
                    grade: mention.grade,
                    rule: builder.intern(mention.rule),
                    by: Text::default(),
                }),
            };
            builder.quote(record);
        }
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

/// The pieces of a quotation by the passages that they stand in, in order; those without a word are left out.
fn in_passages(text: &TextInPassages, pieces: &[TextSpan]) -> Vec<(PassageId, Vec<TextSpan>)> {
    let mut all: Vec<(PassageId, Vec<TextSpan>)> = Vec::new();
    let parts = pieces.iter().flat_map(|span| text.by_passage(*span));
    for (passage, span) in parts.filter(|(_, span)| !text.words(*span, OPENING).is_empty()) {
        match all.last_mut().filter(|(last, _)| *last == passage) {
            Some((_, spans)) => spans.push(span),
            None => all.push((passage, vec![span])),
        }
    }
    all
}

/// Whether a quotation that opens so was rejected. Those that follow it in its passage keep their ids.
fn is_rejected(rejected: &RejectedHere, passage: PassageId, opening: &str) -> bool {
    rejected.has(passage, Rejection::QUOTATION, opening, None)
}
