//! Writes rejected drafts, by file.

use super::field_list::FieldList;
use crate::documents::edit::{Fields, Refusal};
use crate::documents::file_name::{id_of_words, is_file_name};
use crate::documents::rejected_draft::RejectedDraftsFile;
use crate::model::Text;
use crate::model::taken_ids::TakenIds;

/// What the rejected drafts of one file have in common: its name, the address and the print.
type OfFile = (Text, Text, Text);

impl super::Writer<'_> {
    /// The rejected drafts of each file, in the order of the first of each. Those of folders that had files of the same name stay
    /// apart where their articles differ.
    pub(super) fn rejections(&mut self) -> Result<(), Refusal> {
        let mut files: Vec<(OfFile, Vec<Fields>)> = Vec::new();
        for rejection in self.corpus.rejections() {
            let mut fields = FieldList::default();
            fields.text("what", self.str(rejection.what));
            fields.text("passage", self.str(rejection.passage));
            fields.text("words", self.str(rejection.words));
            fields.number("figure", rejection.figure);
            let of = (rejection.file, rejection.address, rejection.print);
            let same = |(file, address, print): &OfFile| {
                [(*file, of.0), (*address, of.1), (*print, of.2)].into_iter().all(|(a, b)| self.str(a) == self.str(b))
            };
            match files.iter_mut().find(|(file, _)| same(file)) {
                Some((_, all)) if all.contains(&fields.all) => {}
                Some((_, all)) => all.push(fields.all),
                None => files.push((of, vec![fields.all])),
            }
        }
        let mut taken = TakenIds::default();
        for ((file, address, print), rejected) in files {
            let name = self.str(file);
            let name = if is_file_name(name) { name.to_owned() } else { id_of_words(name, "rejected") };
            let name = taken.new_id(&name);
            let mut fields = FieldList::default();
            fields.text("address", self.str(address));
            fields.text("print", self.str(print));
            fields.tables("draft", rejected);
            self.put(format!("rejected/{name}.toml"), RejectedDraftsFile::FIELDS, &fields.all)?;
        }
        Ok(())
    }
}
