//! Resolves the texts that a folder holds of its articles: to passages, and to paragraphs between them.

use std::collections::HashMap;

use crate::align::words::{even, places};
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned};
use crate::documents::file_draft::{ArticleFile, TextsFile};
use crate::documents::ids::{Ids, PassageRef};
use crate::model::article::Paragraph;
use crate::model::{AnchorState, Builder, Text};

/// The texts of one article.
#[derive(Debug, Default)]
pub struct ArticleTexts {
    /// Of passages, by their number.
    pub by_number: HashMap<u32, Text>,
    /// Of paragraphs that are no passages, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// The texts of all articles, by the position of the article. Unknown articles and passages are reported.
pub fn resolve(
    files: &[(usize, TextsFile)],
    articles: &[(usize, ArticleFile)],
    ids: &Ids,
    builder: &mut Builder,
    report: &mut Report,
) -> HashMap<usize, ArticleTexts> {
    let mut all: HashMap<usize, ArticleTexts> = HashMap::new();
    for (_, file) in files {
        let Some(article) = ids.article(&file.article, builder, report) else { continue };
        let numbers: Vec<u32> = articles[article].1.passages.iter().map(|passage| passage.number).collect();
        let texts = all.entry(article).or_default();
        for draft in &file.fields.passages {
            let (Some(number), Some(text)) = (&draft.number, draft.text) else { continue };
            let place = PassageRef { article: &file.article, number };
            if ids.passage(&place, builder, report).is_none() {
                continue;
            }
            if texts.by_number.insert(number.value, text.value).is_some() {
                second(number, report);
            }
        }
        for draft in &file.fields.paragraphs {
            let Some(text) = draft.text else { continue };
            let value = |number: Option<Spanned<u32>>| number.map_or(0, |number| number.value);
            let before = numbers.partition_point(|known| *known <= value(draft.after));
            texts.paragraphs.push(Paragraph { text: text.value, before, number: value(draft.number) });
        }
        texts.paragraphs.sort_by_key(|paragraph| paragraph.before);
    }
    all
}

/// The state of a wording in the text of its passage; reported if it is not there.
pub fn state(words: &str, span: &SourceSpan, number: u32, text: &str, report: &mut Report) -> AnchorState {
    if places(&even(text), &even(words)).next().is_some() {
        return AnchorState::Exact;
    }
    let message = format!("“{words}” is not in the text of ¶{number}");
    report.error(DiagnosticCode::NotInPassage, span, message, "copy the words as they are printed");
    AnchorState::Orphan
}

fn second(number: &Spanned<u32>, report: &mut Report) {
    let message = format!("a second text of ¶{}", number.value);
    report.error(DiagnosticCode::BadPassage, &number.span, message, "a passage has one text");
}
