//! Rejected drafts as entries of the files in `rejected/`, one for each article. What is there stays as it is.

use crate::desk::fields::{list, number, text};
use crate::desk::rejected::RejectedMention;
use crate::documents::document::{Documents, new_file};
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal};

const LIST: &str = "draft";

/// Remembers a rejected draft.
pub fn remember(mention: &RejectedMention, documents: &mut Documents) -> Result<(), Refusal> {
    let given =
        |key: &str, words: &str| (!words.is_empty()).then(|| (key.to_owned(), EditValue::Text(words.to_owned())));
    let figure = mention.figure.map(|figure| ("figure".to_owned(), EditValue::Number(figure.into())));
    let fields: Fields = [given("what", &mention.what), given("passage", &mention.passage)]
        .into_iter()
        .chain([given("words", &mention.words), figure])
        .flatten()
        .collect();
    let file = format!("rejected/{}.toml", mention.article);
    if !documents.paths().any(|path| path == file) {
        let top = [given("address", &mention.address), given("print", &mention.print)].into_iter().flatten();
        let top: Fields = top.chain([(LIST.to_owned(), EditValue::Tables(vec![fields]))]).collect();
        let text = new_file(&file, &top, &[])?;
        return documents.apply(&Edit::CreateFile { file, text }).map(drop);
    }
    let all = list(&documents.fields(&file)?, LIST);
    let same = |other: &Fields| {
        ["what", "passage", "words"].iter().all(|key| text(other, key) == text(&fields, key))
            && number(other, "figure") == number(&fields, "figure")
    };
    if all.iter().any(same) {
        return Ok(());
    }
    let (at, list, position) = (EditPlace::Table(Vec::new()), LIST.to_owned(), all.len());
    documents.apply(&Edit::Create { file, at, list, position, fields }).map(drop)
}
