//! Corpus files, one by one, into drafts: everything that can be checked without looking at another file.

mod article;
mod incident;
mod names;
mod quotes;

pub use article::article;
pub use incident::incident;
pub use names::names;
pub use quotes::quotes;

use super::draft::{CorpusDraft, PassageRef};
use super::table::{Table, parse};
use crate::diagnostic::{At, Code, Report, did_you_mean};
use crate::model::time::When;

/// The most words of a source that may stand anywhere in a corpus.
pub const MOST_WORDS: usize = 8;

/// Reads `corpus.toml`.
pub fn corpus(file: usize, report: &mut Report) -> CorpusDraft {
    let text = report.files[file].text.clone();
    let parsed = parse(&text, 0, file, report);
    let table = Table::root(&parsed, 0, file);
    let draft = CorpusDraft {
        title: table.need_str("title", report).map(|t| t.value).unwrap_or_default(),
        description: table.text("description", report),
        language: table.text("language", report),
        licence: table.text("licence", report),
    };
    table.finish("corpus.toml", report);
    draft
}

/// A date under `key`, if there is one and it can be read.
fn date(table: &Table, key: &'static str, report: &mut Report) -> Option<When> {
    let text = table.str(key, report)?;
    edtf(&text, report)
}

fn edtf(text: &At<String>, report: &mut Report) -> Option<When> {
    match When::parse(&text.value) {
        Ok(when) => Some(when),
        Err(bad) => {
            let help = "dates are EDTF: 2024-03-22, 2022-10, 2021-22 (summer), 2021-08/2024-03, ../2013, 2023-04~";
            report.error(Code::BadDate, &text.spot, format!("“{}” is no date: {}", text.value, bad.reason), help);
            None
        }
    }
}

/// Checks that a wording or opening is at most eight words and not blank.
fn wording(text: Option<At<String>>, report: &mut Report) -> Option<At<String>> {
    let text = text?;
    let count = text.value.split_whitespace().count();
    if count > MOST_WORDS {
        let message = format!("{count} words of the source; at most {MOST_WORDS} may be copied");
        report.error(Code::LongWording, &text.spot, message, "keep the few words that carry the claim");
        return None;
    }
    Some(text)
}

/// `article` and `passage` of a table.
fn passage_ref(table: &Table, report: &mut Report) -> Option<PassageRef> {
    let article = table.need_str("article", report);
    let number = need_number(table, "passage", report);
    Some(PassageRef { article: article?, number: number? })
}

fn need_number(table: &Table, key: &'static str, report: &mut Report) -> Option<At<u32>> {
    if !table.has(key) {
        report.error(Code::Missing, &table.spot(), format!("“{key}” is missing"), format!("write {key} = 1"));
    }
    table.number(key, report)
}

/// Plain strings of a list.
fn values(list: Vec<At<String>>) -> Vec<String> {
    list.into_iter().map(|item| item.value).collect()
}

/// Warns of a word outside a list that may grow.
fn likely(text: &At<String>, known: &[&'static str], what: &str, report: &mut Report) {
    if !known.contains(&text.value.as_str()) {
        let near = did_you_mean(&text.value, known.iter().copied());
        let help = format!("{near} kinds in use: {}", known.join(", "));
        report.warning(Code::UnknownWord, &text.spot, format!("“{}” is a new {what}", text.value), help.trim());
    }
}
