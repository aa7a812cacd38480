//! Builds rejected drafts. Their articles need not be there: they say what is not proposed once they are.

use super::resolver::Resolver;
use crate::diagnostic::Spanned;
use crate::documents::file_draft::RejectedFile;
use crate::model::{Rejection, Text};

impl Resolver<'_> {
    /// Adds all rejected drafts.
    pub(super) fn rejections(&mut self, files: &[(usize, RejectedFile)]) {
        let given = |text: &Option<Spanned<Text>>| text.as_ref().map(|text| text.value).unwrap_or_default();
        for (_, RejectedFile { name, fields }) in files {
            for draft in &fields.rejected {
                let (what, file) = (self.builder.unify(given(&draft.what)), self.builder.unify(name.value));
                self.builder.rejection(Rejection {
                    address: given(&fields.address),
                    print: given(&fields.print),
                    what,
                    passage: given(&draft.passage),
                    words: given(&draft.words),
                    figure: draft.figure.as_ref().map(|figure| figure.value),
                    file,
                });
            }
        }
    }
}
