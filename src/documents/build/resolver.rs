//! Resolves the references of drafts: names, words and what is known from outside. Incidents, quotations, rejected drafts and
//! annotations have files of their own beside it. Does not know in which order a corpus is built.

use std::collections::HashMap;

use super::texts::{self, ArticleTexts};
use crate::align::attach::{Attachment, report_wording};
use crate::diagnostic::{DiagnosticCode, Report, Spanned};
use crate::documents::draft::{NameDraft, NamesDraft};
use crate::documents::facets::FacetIndex;
use crate::documents::file_draft::Drafts;
use crate::documents::ids::{Ids, is_like_id, quoted};
use crate::documents::outside::{AliasDraft, ReferenceDraft};
use crate::model::incident::Who;
use crate::model::{
    AnchorState, Builder, Drafted, Grade, IncidentId, Name, NameId, NameKind, OutsideName, Reference, Span, Text,
    id::Id,
};

/// Resolves what drafts refer to, and adds their records.
pub(super) struct Resolver<'r> {
    pub(super) builder: Builder,
    pub(super) ids: Ids,
    pub(super) facets: FacetIndex,
    pub(super) attached: Vec<Option<Attachment>>,
    /// The texts that folders hold, by the position of the article.
    pub(super) texts: HashMap<usize, ArticleTexts>,
    pub(super) report: &'r mut Report,
}

impl Resolver<'_> {
    pub(super) fn names(&mut self, files: &[(usize, NamesDraft)]) {
        let names: Vec<(NameKind, &NameDraft)> = files.iter().flat_map(|(_, file)| file.all()).collect();
        for &(kind, draft) in &names {
            self.name(kind, draft);
        }
        self.circles(&names);
    }

    /// Adds what comes after the incidents, but for annotations.
    pub(super) fn rest(&mut self, drafts: &Drafts) {
        self.name_claims(&drafts.name_claims);
        self.quotes(&drafts.quotes);
        self.rejections(&drafts.rejected);
    }

    /// A name if the text looks like an id, else words. Words that resemble an id are reported, except those of a draft,
    /// which are printed, not typed, and those in quotation marks.
    pub(super) fn who(&mut self, text: &Spanned<Text>, is_draft: bool) -> Option<Who> {
        if let Some(words) = quoted(self.builder.str(text.value)) {
            let words = words.to_owned();
            return Some(Who::Words(self.builder.intern(&words)));
        }
        if let Some(name) = self.ids.name_at(text.value, &mut self.builder) {
            return Some(Who::Name(name));
        }
        if !is_draft && is_like_id(self.builder.str(text.value)) {
            return self.name_id(text).map(Who::Name);
        }
        Some(Who::Words(self.builder.unify(text.value)))
    }

    pub(super) fn incident_id(&mut self, id: &Spanned<Text>) -> Option<IncidentId> {
        self.ids.incident(id, &mut self.builder, self.report)
    }

    pub(super) fn name_id(&mut self, id: &Spanned<Text>) -> Option<NameId> {
        self.ids.name(id, &mut self.builder, self.report)
    }

    /// The place of a wording in the article's copy, or in the text that its folder holds; reported unless it is in its
    /// passage.
    pub(super) fn state(&mut self, words: &Spanned<Text>, article: usize, number: u32) -> AnchorState {
        let string = self.builder.str(words.value);
        let Some(Some(copy)) = &self.attached.get(article) else {
            let text = self.texts.get(&article).and_then(|texts| texts.by_number.get(&number));
            return text.map_or(AnchorState::Unattached, |text| {
                texts::state(string, &words.span, number, self.builder.str(*text), self.report)
            });
        };
        let state = copy.locate(string, number);
        report_wording(string, &words.span, number, state, copy, self.report);
        state
    }

    pub(super) fn unified(&mut self, texts: &[Text]) -> Vec<Text> {
        texts.iter().map(|t| self.builder.unify(*t)).collect()
    }

    /// All names of a list, and those that no source prints.
    pub(super) fn aliases(&mut self, drafts: &[AliasDraft]) -> (Vec<Text>, Vec<OutsideName>) {
        let (mut all, mut outside) = (Vec::with_capacity(drafts.len()), Vec::new());
        for draft in drafts {
            let references = self.references(&draft.references);
            for name in draft.all() {
                let name = self.builder.unify(name.value);
                all.push(name);
                if draft.outside {
                    outside.push(OutsideName { name, note: draft.note, references: references.clone() });
                }
            }
        }
        (all, outside)
    }

    /// The mark of a draft, if a grade is given.
    pub(super) fn drafted(&mut self, grade: Option<&Spanned<Grade>>, rule: Text, by: Text) -> Option<Drafted> {
        let grade = grade?.value;
        Some(Drafted { grade, rule: self.builder.unify(rule), by: self.builder.unify(by) })
    }

    pub(super) fn references(&mut self, drafts: &[ReferenceDraft]) -> Vec<Reference> {
        let given = |text: &Option<Spanned<Text>>| text.as_ref().map(|t| t.value).unwrap_or_default();
        drafts
            .iter()
            .map(|draft| Reference {
                title: given(&draft.title),
                publisher: self.builder.unify(given(&draft.publisher)),
                date: draft.date,
                locator: given(&draft.locator),
            })
            .collect()
    }

    fn name(&mut self, kind: NameKind, draft: &NameDraft) {
        let given = |text: &Option<Spanned<Text>>| text.as_ref().map(|t| t.value).unwrap_or_default();
        let (variants, outside) = self.aliases(&draft.variants);
        let record = Name {
            id: self.builder.unify(given(&draft.id)),
            name: self.builder.unify(given(&draft.name)),
            kind,
            variants,
            outside,
            part_of: draft.part_of.as_ref().and_then(|p| self.name_id(p)),
            distinct_from: draft.distinct_from.iter().filter_map(|d| self.name_id(d)).collect(),
            country: self.builder.unify(given(&draft.country)),
            position: draft.position(),
            precision: draft.precision.as_ref().map(|p| p.value),
            note: draft.note,
            accounts: Span::default(),
            notes: Span::default(),
            place_note: draft.place_note,
            place_references: self.references(&draft.references),
        };
        self.builder.name(record);
    }

    /// Reports names that are part of themselves, directly or through other names.
    fn circles(&mut self, drafts: &[(NameKind, &NameDraft)]) {
        let up: Vec<Option<usize>> = drafts
            .iter()
            .map(|(_, draft)| {
                let name = draft.part_of.as_ref().and_then(|p| self.ids.name_at(p.value, &mut self.builder));
                name.map(Id::index)
            })
            .collect();
        let mut found = Vec::new();
        let mut walk_of = vec![usize::MAX; drafts.len()];
        for start in 0..drafts.len() {
            let mut at = Some(start);
            while let Some(here) = at.filter(|&here| walk_of[here] == usize::MAX) {
                walk_of[here] = start;
                at = up[here];
            }
            // A walk that meets its own path has found a circle.
            if let Some(entry) = at.filter(|&here| walk_of[here] == start) {
                found.push(entry);
                found.extend(std::iter::successors(up[entry], |&here| up[here]).take_while(|&here| here != entry));
            }
        }
        found.sort_unstable();
        for at in found {
            let draft = drafts[at].1;
            if let (Some(id), Some(part_of)) = (&draft.id, &draft.part_of) {
                let message = format!("“{}” is part of itself", self.builder.str(id.value));
                let help = "part_of leads to the larger body or place, never back";
                self.report.error(DiagnosticCode::Circle, &part_of.span, message, help);
            }
        }
    }
}
