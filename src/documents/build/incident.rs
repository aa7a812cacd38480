//! Builds incidents with their accounts, claims, relations and notes, and the accounts of names.

use std::collections::{BTreeMap, HashSet};

use super::resolver::Resolver;
use crate::diagnostic::{DiagnosticCode, Spanned};
use crate::documents::claim_draft::{AccountDraft, ClaimDraft, ClaimValue, ValueDraft};
use crate::documents::draft::{NoteDraft, RelationDraft};
use crate::documents::file_draft::{IncidentFile, NameClaimsFile};
use crate::documents::ids::PassageRef;
use crate::documents::vocabulary::Knowledge;
use crate::model::incident::Actor;
use crate::model::outside::OUTSIDE_MARK;
use crate::model::{
    Account, AccountId, Claim, Facet, Incident, NameId, Note, NoteId, OutsideName, PassageId, Place, Relation, Role,
    Scope, Span, Stance, Text, Topic, Value,
};

impl Resolver<'_> {
    /// Adds an incident; says whether nothing was reported of it.
    pub(super) fn add_incident(&mut self, draft: &IncidentFile) -> bool {
        let found = self.report.found();
        self.incident(draft);
        self.report.found() == found
    }

    fn incident(&mut self, draft: &IncidentFile) {
        let IncidentFile { id, fields } = draft;
        let about = Topic::Incident(self.builder.next_incident());
        let accounts = self.accounts(about, &fields.accounts);
        let notes = self.notes(&fields.notes);
        let places = fields.places.iter().filter_map(|place| {
            let name = self.name_id(place.place.as_ref()?)?;
            Some(Place { name, role: place.role.as_ref().map_or(Role::Where, |r| r.value) })
        });
        let places = places.collect();
        let is_draft = fields.draft.is_some();
        let actors = fields.actors.iter().filter_map(|actor| {
            Some(Actor { who: self.who(actor.name.as_ref()?, is_draft)?, role: self.builder.unify(actor.role) })
        });
        let actors: Vec<_> = actors.collect();
        let title = fields.title.as_ref().map_or(id.value, |t| t.value);
        let (aliases, mut outside) = self.aliases(&fields.aliases);
        let mut shown_title = title;
        if !fields.title_note.is_empty() {
            let marked = format!("{}{OUTSIDE_MARK}", self.builder.str(title));
            shown_title = self.builder.text(&marked);
            let references = self.references(&fields.title_references);
            outside.push(OutsideName { name: title, note: fields.title_note, references });
        }
        let record = Incident {
            id: self.builder.unify(id.value),
            title,
            shown_title,
            aliases,
            outside,
            kind: self.builder.unify(fields.kind.as_ref().map(|k| k.value).unwrap_or_default()),
            scope: fields.scope.as_ref().map_or(Scope::Single, |s| s.value),
            status: fields.status.as_ref().map(|s| s.value),
            date: fields.date,
            date_basis: fields.date_basis,
            defined_by: fields.defined_by.iter().filter_map(|word| self.facet(word)).collect(),
            places,
            lists_actors: !actors.is_empty(),
            actors,
            accounts,
            relations: fields.relations.iter().filter_map(|r| self.relation(r)).collect(),
            notes,
            drafted: self.drafted(fields.draft.as_ref(), fields.rule, fields.by),
        };
        self.builder.incident(record);
    }

    /// The accounts and notes of names, in the order of the names.
    pub(super) fn name_claims(&mut self, files: &[(usize, NameClaimsFile)]) {
        let mut known: BTreeMap<NameId, &NameClaimsFile> = BTreeMap::new();
        for (_, file) in files {
            let Some(name) = self.name_id(&file.name) else { continue };
            if let Some(first) = known.get(&name) {
                let message = format!("a second file of claims about “{}”", self.builder.str(file.name.value));
                let (span, first) = (&file.name.span, first.name.span);
                self.report.error_beside(DiagnosticCode::DuplicateId, span, &message, "the first is ", first);
                continue;
            }
            known.insert(name, file);
        }
        for (name, file) in known {
            let accounts = self.accounts(Topic::Name(name), &file.fields.accounts);
            let notes = self.notes(&file.fields.notes);
            self.builder.about_name(name, accounts, notes);
        }
    }

    fn accounts(&mut self, about: Topic, drafts: &[AccountDraft]) -> Span<AccountId> {
        let mut accounts = Vec::with_capacity(drafts.len());
        let mut seen: HashSet<PassageId> = HashSet::new();
        for account in drafts {
            accounts.extend(self.told_in(account, &mut seen));
        }
        // Accounts have the order of their articles.
        accounts.sort_by_key(|(passage, ..)| *passage);
        let first = self.builder.next_account();
        for (passage, article, account) in accounts {
            self.account(about, passage, article, account);
        }
        Span::between(first, self.builder.next_account())
    }

    fn notes(&mut self, drafts: &[NoteDraft]) -> Span<NoteId> {
        let first = self.builder.next_note();
        for note in drafts {
            self.note(note);
        }
        Span::between(first, self.builder.next_note())
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

    fn account(&mut self, about: Topic, passage: PassageId, article: usize, draft: &AccountDraft) {
        let number = draft.fields.passage.as_ref().map_or(0, |n| n.value);
        let first = self.builder.next_claim();
        for claim in &draft.fields.claims {
            if let Some(claim) = self.claim(about, claim, article, number) {
                self.builder.claim(claim);
            }
        }
        let claims = Span::between(first, self.builder.next_claim());
        let hedge = self.builder.unify(draft.fields.hedge);
        self.builder.account(Account { about, passage, hedge, weigh: draft.fields.weigh, claims });
    }

    fn claim(&mut self, about: Topic, draft: &ClaimDraft, article: usize, number: u32) -> Option<Claim> {
        if let (Topic::Name(_), Some(first)) = (about, draft.fields.with.first()) {
            let help = "a joint figure is one of several incidents";
            self.report.error(DiagnosticCode::WrongFacet, &first.span, "claims about a name have no “with”", help);
            return None;
        }
        // A joint figure without one of its incidents would have another meaning.
        let with: Vec<_> = draft.fields.with.iter().filter_map(|w| self.incident_id(w)).collect();
        if with.len() < draft.fields.with.len() {
            return None;
        }
        let words = draft.fields.words?;
        let state = self.state(&words, article, number);
        let declared;
        let (facet, value) = match &draft.value {
            ClaimValue::BuiltIn(facet, value) => (*facet, value),
            ClaimValue::Declared(value) => {
                let word = draft.fields.facet.as_ref()?;
                declared = self.facets.value(word, value, &mut self.builder, self.report)?;
                (declared.0, &declared.1)
            }
        };
        let value = match value {
            ValueDraft::Figure(figure) => Value::Figure(*figure),
            ValueDraft::When(when, day) => Value::When(*when, *day),
            ValueDraft::Time(time) => Value::Time(*time),
            ValueDraft::Quantity(quantity) => Value::Quantity(*quantity),
            ValueDraft::Place(place) => Value::Place(self.name_id(place)?),
            ValueDraft::Who(who) => Value::Who(self.who(who, draft.fields.draft.is_some())?),
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
            summed: !draft.parts.is_empty(),
            parts: draft.parts.iter().map(|p| (p.figure, self.builder.unify(p.whom))).collect(),
            with,
            drafted: self.drafted(draft.fields.draft.as_ref(), draft.fields.rule, draft.fields.by),
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

    /// The facet that a word names; an unknown word is reported.
    fn facet(&mut self, word: &Spanned<Text>) -> Option<Facet> {
        self.facets.find(word, &mut self.builder, self.report)
    }

    fn note(&mut self, draft: &NoteDraft) {
        let Some(text) = &draft.text else { return };
        let by = match &draft.by {
            Some(by) => self.builder.unify(by.value),
            None => self.builder.intern("editor"),
        };
        let general = draft.knowledge.as_ref().is_some_and(|k| k.value == Knowledge::General);
        let references = self.references(&draft.references);
        let facet = draft.facet.as_ref().and_then(|facet| self.facet(facet));
        self.builder.note(Note { text: text.value, by, general, facet, references });
    }
}
