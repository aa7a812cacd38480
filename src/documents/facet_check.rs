//! Checks the facets of one file against the declarations of its corpus, for edits. Resolves no other references.

use super::claim_draft::{AccountDraft, ClaimValue};
use super::draft::NoteDraft;
use super::facets::FacetIndex;
use super::file_draft::FileDraft;
use super::read::read;
use super::table::TableReader;
use crate::diagnostic::{Report, Severity, Spanned};
use crate::model::{Builder, Text};

/// The errors of a file: its own, and those of its facets if the `corpus.toml` of its corpus is given.
pub fn errors(path: &str, text: &str, corpus: Option<&str>) -> Vec<String> {
    let plain = |text: &str| text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
    let mut reader = TableReader::default();
    let draft = read(path, &plain(text), 0, &mut reader);
    reader.report.sum_up();
    let mut report = std::mem::take(&mut reader.report);
    if let (Some(draft), Some(corpus)) = (&draft, corpus)
        && let Some(FileDraft::Corpus(declared)) = read("corpus.toml", &plain(corpus), 1, &mut reader)
    {
        let mut builder = Builder::new(std::mem::take(&mut reader.texts));
        // Mistakes of corpus.toml are not those of this file.
        let facets = FacetIndex::new(&[(1, declared)], &mut builder, &mut Report::default());
        check(draft, &facets, &mut builder, &mut report);
    }
    let errors = report.messages.into_iter().filter(|m| m.severity == Severity::Error);
    errors.map(|m| m.message).collect()
}

fn check(draft: &FileDraft, facets: &FacetIndex, builder: &mut Builder, report: &mut Report) {
    let (accounts, notes, defined): (&[AccountDraft], &[NoteDraft], &[Spanned<Text>]) = match draft {
        FileDraft::Incident(file) => (&file.fields.accounts, &file.fields.notes, &file.fields.defined_by),
        FileDraft::NameClaims(file) => (&file.fields.accounts, &file.fields.notes, &[]),
        _ => return,
    };
    for claim in accounts.iter().flat_map(|account| &account.fields.claims) {
        if let (ClaimValue::Declared(value), Some(word)) = (&claim.value, &claim.fields.facet) {
            facets.value(word, value, builder, report);
        }
    }
    for word in notes.iter().filter_map(|note| note.facet.as_ref()).chain(defined) {
        facets.find(word, builder, report);
    }
}
