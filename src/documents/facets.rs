//! Resolves facets: the words of claims and notes to built-in facets and to those that corpora declare.

use std::collections::HashMap;

use super::claim_draft::{DeclaredValue, ValueDraft};
use super::declared::{Declaration, value};
use super::draft::{CorpusDraft, FacetDraft};
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned, did_you_mean};
use crate::model::{Builder, DeclaredFacet, Facet, FacetId, Text};

/// Maximum number of declared facets, so that a ledger has a limited number of rows.
const MOST_FACETS: usize = 1_000;

/// The declared facets by their labels.
#[derive(Default)]
pub struct FacetIndex {
    known: HashMap<Text, Known>,
    /// The labels, in the order in which they were declared.
    labels: Vec<Text>,
}

struct Known {
    id: FacetId,
    unit: Text,
    file: usize,
    span: SourceSpan,
}

impl FacetIndex {
    /// The facets that the corpora declare. Several corpora may declare the same one.
    pub fn new(corpora: &[(usize, CorpusDraft)], builder: &mut Builder, report: &mut Report) -> Self {
        let mut declared = Self::default();
        for (file, corpus) in corpora {
            for draft in &corpus.facets {
                if declared.labels.len() == MOST_FACETS {
                    let span = draft.fields.label.map_or(SourceSpan::new(*file, 0..0), |label| label.span);
                    let message = format!("more than {MOST_FACETS} facets; the rest is not used");
                    report.error(DiagnosticCode::BadFacet, &span, message, "one facet serves many claims");
                    return declared;
                }
                declared.add(*file, draft, builder, report);
            }
        }
        declared
    }

    fn add(&mut self, file: usize, draft: &FacetDraft, builder: &mut Builder, report: &mut Report) -> Option<()> {
        let fields = &draft.fields;
        let (label, kind) = (fields.label?, fields.kind?.value);
        let word = builder.unify(label.value);
        let single = draft.single.unwrap_or_else(|| kind.is_usually_single());
        let unit = builder.unify(fields.unit.map(|unit| unit.value).unwrap_or_default());
        if let Some(known) = self.known.get(&word) {
            let same = (known.id.kind, known.id.single, known.unit) == (kind, single, unit);
            if known.file == file || !same {
                let how = if same { "" } else { ", differently" };
                let message = format!("“{}” is declared a second time{how}", builder.str(word));
                report.error_beside(DiagnosticCode::BadFacet, &label.span, &message, "the first is in ", known.span);
            }
            return None;
        }
        let id = builder.facet(DeclaredFacet { label: word, kind, single, unit, says: fields.says })?;
        self.labels.push(word);
        self.known.insert(word, Known { id, unit, file, span: label.span });
        Some(())
    }

    /// The facet that a word names; an unknown word is reported.
    pub fn find(&self, word: &Spanned<Text>, builder: &mut Builder, report: &mut Report) -> Option<Facet> {
        let label = builder.unify(word.value);
        let declared = self.known.get(&label).map(|known| Facet::Declared(known.id));
        let found = Facet::built_in(builder.str(label)).or(declared);
        if found.is_none() {
            let string = builder.str(label);
            let mut all: Vec<&str> = Facet::BUILT_IN.into_iter().filter_map(Facet::built_in_word).collect();
            all.extend(self.labels.iter().map(|label| builder.str(*label)));
            let near = did_you_mean(string, all.iter().copied());
            let help = format!("{near} one of: {}; or declare it in corpus.toml as a [[facet]]", all.join(", "));
            let message = format!("“{string}” is not a facet");
            report.error(DiagnosticCode::UnknownWord, &word.span, message, help.trim().to_owned());
        }
        found
    }

    /// The declared facet of a claim and its value.
    pub fn value(
        &self,
        word: &Spanned<Text>,
        draft: &DeclaredValue,
        builder: &mut Builder,
        report: &mut Report,
    ) -> Option<(Facet, ValueDraft)> {
        let facet = self.find(word, builder, report)?;
        let known = self.known.get(&builder.unify(word.value))?;
        let builder = &*builder;
        let declaration =
            Declaration { label: builder.str(word.value), kind: known.id.kind, unit: builder.str(known.unit) };
        let value = value(&declaration, draft, &|text| builder.str(text), report)?;
        Some((facet, value))
    }
}
