//! Builds incidents with their accounts, claims, relations and notes.

use std::collections::HashSet;

use super::Resolver;
use crate::diagnostic::{DiagnosticCode, Spanned, did_you_mean};
use crate::documents::draft::{AccountDraft, ClaimDraft, NoteDraft, RelationDraft, ValueDraft};
use crate::documents::file_draft::IncidentFile;
use crate::documents::ids::PassageRef;
use crate::documents::schema::Vocabulary;
use crate::documents::vocabulary::Knowledge;
use crate::model::incident::Actor;
use crate::model::{
    Account, Claim, Facet, Incident, Note, PassageId, Place, Relation, Role, Scope, Span, Stance, Status, Text, Value,
};

impl Resolver<'_> {
    pub(super) fn incident(&mut self, draft: IncidentFile) {
        let IncidentFile { id, fields } = draft;
        let mut accounts = Vec::with_capacity(fields.accounts.len());
        let mut seen: HashSet<PassageId> = HashSet::new();
        for account in &fields.accounts {
            accounts.extend(self.told_in(account, &mut seen));
        }
        // Accounts have the order of their articles.
        accounts.sort_by_key(|(passage, ..)| *passage);
        let first = self.builder.next_account();
        for (passage, article, account) in accounts {
            self.account(passage, article, account);
        }
        let accounts = Span::between(first, self.builder.next_account());
        let first = self.builder.next_note();
        for note in &fields.notes {
            self.note(note);
        }
        let notes = Span::between(first, self.builder.next_note());
        let places = fields.places.iter().filter_map(|place| {
            let name = self.name_id(place.place.as_ref()?)?;
            Some(Place { name, role: place.role.as_ref().map_or(Role::Where, |r| r.value) })
        });
        let places = places.collect();
        let actors = fields.actors.iter().filter_map(|actor| {
            Some(Actor { who: self.who(actor.name.as_ref()?)?, role: self.builder.unify(actor.role) })
        });
        let actors = actors.collect();
        let record = Incident {
            id: self.builder.unify(id.value),
            title: fields.title.map_or(id.value, |t| t.value),
            aliases: self.unified(&fields.aliases),
            kind: self.builder.unify(fields.kind.map(|k| k.value).unwrap_or_default()),
            scope: fields.scope.map_or(Scope::Single, |s| s.value),
            status: Some(fields.status.map_or(Status::CarriedOut, |s| s.value)),
            date: fields.date,
            date_basis: fields.date_basis,
            defined_by: fields.defined_by.iter().filter_map(|word| self.facet(word)).collect(),
            places,
            actors,
            accounts,
            relations: fields.relations.iter().filter_map(|r| self.relation(r)).collect(),
            notes,
        };
        self.builder.incident(record);
    }

    /// The passage of an account, and the position of its article. `seen` holds the passages that already have one.
    fn told_in<'d>(
        &mut self,
        draft: &'d AccountDraft,
        seen: &mut HashSet<PassageId>,
    ) -> Option<(PassageId, usize, &'d AccountDraft)> {
        let (article_id, number) = (draft.fields.article.as_ref()?, draft.fields.passage.as_ref()?);
        let place = PassageRef { article: article_id, number };
        let (passage, article) = self.ids.passage(&place, &mut self.builder, self.report)?;
        if !seen.insert(passage) {
            let id = self.builder.str(article_id.value);
            let message = format!("¶{} of “{id}” already has an account here", number.value);
            self.report.error(
                DiagnosticCode::DoubleAccount,
                &draft.span,
                message,
                "put all claims into one [[account]]",
            );
        }
        Some((passage, article, draft))
    }

    fn account(&mut self, passage: PassageId, article: usize, draft: &AccountDraft) {
        let number = draft.fields.passage.as_ref().map_or(0, |n| n.value);
        let first = self.builder.next_claim();
        for claim in &draft.fields.claims {
            if let Some(claim) = self.claim(claim, article, number) {
                self.builder.claim(claim);
            }
        }
        let claims = Span::between(first, self.builder.next_claim());
        let hedge = self.builder.unify(draft.fields.hedge);
        let incident = self.builder.next_incident();
        self.builder.account(Account { incident, passage, hedge, weigh: draft.fields.weigh, claims });
    }

    fn claim(&mut self, draft: &ClaimDraft, article: usize, number: u32) -> Option<Claim> {
        // A joint figure without one of its incidents would have another meaning.
        let with: Vec<_> = draft.fields.with.iter().filter_map(|w| self.incident_id(w)).collect();
        if with.len() < draft.fields.with.len() {
            return None;
        }
        let (facet, words) = (draft.fields.facet?.value, draft.fields.words?);
        let state = self.state(&words, article, number);
        let value = match &draft.value {
            ValueDraft::Figure(figure) => Value::Figure(*figure),
            ValueDraft::When(when, day) => Value::When(*when, *day),
            ValueDraft::Place(place) => Value::Place(self.name_id(place)?),
            ValueDraft::Who(who) => Value::Who(self.who(who)?),
            ValueDraft::Words(words) => Value::Words(self.builder.unify(*words)),
            ValueDraft::Status(status) => Value::Status(*status),
        };
        Some(Claim {
            account: self.builder.next_account(),
            facet,
            value,
            stance: draft.fields.stance.as_ref().map_or(Stance::Asserted, |s| s.value),
            words: words.value,
            state,
            according_to: self.unified(&draft.fields.according_to),
            hedge: self.builder.unify(draft.fields.hedge),
            basis: self.builder.unify(draft.fields.basis),
            borrowed: draft.fields.borrowed.as_ref().map(|b| b.value),
            weigh: draft.fields.weigh,
            whom: self.builder.unify(draft.fields.whom),
            parts: draft.parts.iter().map(|p| (p.figure, self.builder.unify(p.whom))).collect(),
            with,
        })
    }

    fn relation(&mut self, draft: &RelationDraft) -> Option<Relation> {
        let to = self.incident_id(draft.to.as_ref()?);
        let place = PassageRef { article: draft.article.as_ref()?, number: draft.passage.as_ref()? };
        let passage = self.ids.passage(&place, &mut self.builder, self.report);
        let (to, (passage, article), words) = (to?, passage?, draft.words.as_ref()?);
        Some(Relation {
            link: draft.link.as_ref()?.value,
            to,
            passage,
            words: words.value,
            state: self.state(words, article, place.number.value),
            according_to: self.unified(&draft.according_to),
        })
    }

    fn facet(&mut self, word: &Spanned<Text>) -> Option<Facet> {
        let name = self.builder.str(word.value);
        let facet = Facet::meaning(name);
        if facet.is_none() {
            let near = did_you_mean(name, Facet::ALL.iter().map(|f| f.word()));
            let message = format!("“{name}” is not a facet");
            self.report.error(DiagnosticCode::UnknownWord, &word.span, message, near);
        }
        facet
    }

    fn note(&mut self, draft: &NoteDraft) {
        let Some(text) = &draft.text else { return };
        let by = match &draft.by {
            Some(by) => self.builder.unify(by.value),
            None => self.builder.intern("editor"),
        };
        let general = draft.knowledge.as_ref().is_some_and(|k| k.value == Knowledge::General);
        self.builder.note(Note { text: text.value, by, general, facet: draft.facet.as_ref().map(|f| f.value) });
    }
}
