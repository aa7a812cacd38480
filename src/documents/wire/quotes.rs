//! `quotes/<article>.toml`: the quotations of one article.

use super::{need_number, values, wording};
use crate::diagnostic::{At, Code, Report};
use crate::documents::draft::{PassageRef, QuoteDraft, vocabulary};
use crate::documents::table::{Table, parse};
use crate::model::quote::Form;

/// Reads a quotes file; `article` is the file's name without its ending.
pub fn quotes(file: usize, article: &At<String>, report: &mut Report) -> Vec<QuoteDraft> {
    let text = report.files[file].text.clone();
    let parsed = parse(&text, 0, file, report);
    let table = Table::root(&parsed, 0, file);
    let found = table.tables("quote", report).into_iter().filter_map(|t| quote(t, article, report)).collect();
    table.finish("a quotes file", report);
    found
}

fn quote(table: Table, article: &At<String>, report: &mut Report) -> Option<QuoteDraft> {
    let number = need_number(&table, "passage", report);
    let speaker = table.need_str("speaker", report);
    let gist = table.need_str("gist", report);
    let pieces: Vec<_> = table.tables("pieces", report).into_iter().filter_map(|t| piece(t, report)).collect();
    if !table.has("pieces") {
        let help = "write pieces = [ { opening = \"first few words\", length = 12 } ]";
        report.error(Code::Missing, &table.spot(), "“pieces” is missing", help);
    }
    let draft = QuoteDraft {
        id: table.str("id", report),
        passage: PassageRef {
            article: article.clone(),
            number: number.clone().unwrap_or(At { value: 0, spot: table.spot() }),
        },
        speaker: speaker.clone().unwrap_or(At { value: String::new(), spot: table.spot() }),
        role: table.text("role", report),
        gist: gist.as_ref().map(|g| g.value.clone()).unwrap_or_default(),
        form: table.word("form", &vocabulary::forms(), report).map_or(Form::Speech, |f| f.value),
        translated: table.flag("translated", report),
        according_to: values(table.strings("according_to", report)),
        incidents: table.strings("incidents", report),
        pieces,
    };
    table.finish("a quote", report);
    (number.is_some() && speaker.is_some() && gist.is_some()).then_some(draft)
}

fn piece(table: Table, report: &mut Report) -> Option<(At<String>, u32)> {
    let opening = wording(table.need_str("opening", report), report);
    let length = need_number(&table, "length", report);
    table.finish("a piece of a quote", report);
    let (opening, length) = (opening?, length?);
    let words = opening.value.split_whitespace().count();
    if (length.value as usize) < words {
        let message = format!("a quotation of {} words cannot open with {words}", length.value);
        report.error(Code::BadFigure, &length.spot, message, "length counts the words between the quotation marks");
        return None;
    }
    Some((opening, length.value))
}
