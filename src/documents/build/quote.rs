//! Builds quotations and their ids.

use std::collections::{HashMap, HashSet};

use super::resolver::Resolver;
use crate::diagnostic::{DiagnosticCode, Spanned};
use crate::documents::draft::QuoteDraft;
use crate::documents::file_draft::QuotesFile;
use crate::documents::ids::PassageRef;
use crate::documents::quote_id::derived_id;
use crate::model::incident::Who;
use crate::model::{Form, PassageId, Piece, Quote, Text};

/// Number of quotations of each passage so far, and the ids in use.
#[derive(Default)]
struct Taken {
    in_passage: HashMap<PassageId, u32>,
    ids: HashSet<Text>,
}

impl Resolver<'_> {
    pub(super) fn quotes(&mut self, files: &[(usize, QuotesFile)]) {
        let mut taken = Taken::default();
        for (_, file) in files {
            for draft in &file.fields.quotes {
                self.quote(draft, &file.article, &mut taken);
            }
        }
    }

    fn quote(&mut self, draft: &QuoteDraft, in_article: &Spanned<Text>, taken: &mut Taken) -> Option<()> {
        let number = draft.passage.as_ref()?;
        let place = PassageRef { article: in_article, number };
        let (passage, article) = self.ids.passage(&place, &mut self.builder, self.report)?;
        let nth = taken.in_passage.entry(passage).or_default();
        *nth += 1;
        let (id, span) = match &draft.id {
            Some(id) => (self.builder.unify(id.value), id.span),
            None => {
                let id = derived_id(self.builder.str(in_article.value), number.value, *nth);
                (self.builder.intern(&id), number.span)
            }
        };
        if !taken.ids.insert(id) {
            let message = format!("a second quote has the id “{}”", self.builder.str(id));
            let help = "leave ids out; they are derived from passage and order";
            self.report.error(DiagnosticCode::DuplicateId, &span, message, help);
        }
        let number = number.value;
        let mut pieces = Vec::with_capacity(draft.pieces.len());
        for piece in &draft.pieces {
            if let (Some(opening), Some(length)) = (&piece.opening, &piece.length) {
                let state = self.state(opening, article, number);
                pieces.push(Piece { opening: opening.value, length: length.value, state });
            }
        }
        let incidents: Vec<_> = draft.incidents.iter().filter_map(|i| self.incident_id(i)).collect();
        let speaker = match &draft.speaker {
            Some(speaker) => self.who(speaker, draft.draft.is_some())?,
            None => Who::Words(Text::default()),
        };
        // Missing pieces have already been reported.
        if pieces.is_empty() {
            return None;
        }
        let record = Quote {
            id,
            passage,
            speaker: match speaker {
                Who::Name(name) => Some(name),
                Who::Words(_) => None,
            },
            speaker_words: match speaker {
                Who::Name(_) => Text::default(),
                Who::Words(words) => words,
            },
            role: self.builder.unify(draft.role),
            gist: draft.gist.as_ref().map(|g| g.value).unwrap_or_default(),
            pieces,
            form: draft.form.as_ref().map_or(Form::Speech, |f| f.value),
            translated: draft.translated,
            according_to: self.unified(&draft.according_to),
            incidents,
            drafted: self.drafted(draft.draft.as_ref(), draft.rule, draft.by),
        };
        self.builder.quote(record);
        Some(())
    }
}
