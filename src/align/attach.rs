//! Assigns copies to articles and determines the state of every anchor.
//!
//! File names are ignored; only the words count. Every copy is aligned with every article, and the pairs are
//! taken best first: by the share of the article's passages that are in the copy, the title counting as half of
//! them, then by the number of those passages. So a truncated original and its full republication are each assigned to
//! their own article, although they share text. Copies without an article are reported.

use std::sync::atomic::AtomicBool;

use super::copy::Copy;
use super::locate::{Alignment, KnownArticle, PreparedCopy, even, locate};
use crate::diagnostic::{DiagnosticCode, Report, Severity, SourceSpan};
use crate::model::AnchorState;

/// An article's copy.
#[derive(Debug)]
pub struct Attachment {
    /// The copy's name.
    pub name: String,
    /// The text, if found, and the state of each passage.
    pub passages: Vec<(Option<String>, AnchorState)>,
    evened: Vec<Option<String>>,
}

impl Attachment {
    /// The place of a wording that should be in passage `number` (from 1).
    pub fn locate(&self, words: &str, number: u32) -> AnchorState {
        locate(words, (number as usize).saturating_sub(1), &self.evened)
    }
}

/// Minimum number of exact passages; fewer are coincidence.
const FEWEST: usize = 2;
/// Minimum share of an article's passages in a copy that lacks the title.
const SHARE: f64 = 0.34;

/// Assigns to each article its copy, if there is one. `None` if `stop` was set; the report may be incomplete then.
pub fn attach(
    articles: &[KnownArticle<'_>],
    copies: &[Copy],
    stop: &AtomicBool,
    report: &mut Report,
) -> Option<Vec<Option<Attachment>>> {
    let mut fits: Vec<(usize, usize, Alignment)> = Vec::new();
    for (c, copy) in copies.iter().enumerate() {
        let prepared = PreparedCopy::new(copy);
        for (a, article) in articles.iter().enumerate() {
            let alignment = prepared.align(article, stop)?;
            let share = share(&alignment);
            if alignment.exact >= FEWEST.min(article.passages.len()) && (share >= SHARE || alignment.titled) {
                fits.push((a, c, alignment));
            }
        }
    }
    fits.sort_by(|x, y| {
        let key = |f: &(usize, usize, Alignment)| share(&f.2) + if f.2.titled { 0.5 } else { 0.0 };
        key(y).total_cmp(&key(x)).then(y.2.exact.cmp(&x.2.exact))
    });
    let mut attached: Vec<Option<Attachment>> = articles.iter().map(|_| None).collect();
    let mut used = vec![false; copies.len()];
    for (a, c, alignment) in &fits {
        if attached[*a].is_none() && !used[*c] {
            used[*c] = true;
            attached[*a] = Some(Attachment {
                name: copies[*c].name.clone(),
                evened: alignment.passages.iter().map(|(t, _)| t.as_deref().map(even)).collect(),
                passages: alignment.passages.clone(),
            });
        }
    }
    for (c, copy) in copies.iter().enumerate().filter(|(c, _)| !used[*c]) {
        match fits.iter().find(|(_, fit, _)| *fit == c) {
            Some((a, ..)) => {
                let taken = attached[*a].as_ref().map_or("another file", |t| &t.name);
                let message = format!("{}: a second copy of “{}”; {taken} fits better", copy.name, articles[*a].id);
                report.about_file(Severity::Warning, DiagnosticCode::DoubleCopy, message, "remove one of the two");
            }
            None => {
                let message = format!("{}: fits no article of this corpus", copy.name);
                report.about_file(
                    Severity::Warning,
                    DiagnosticCode::UnknownCopy,
                    message,
                    nearest(copy, articles, stop)?,
                );
            }
        }
    }
    for (article, attachment) in articles.iter().zip(&attached) {
        report_passages(article, attachment.as_ref(), report);
    }
    Some(attached)
}

fn share(alignment: &Alignment) -> f64 {
    alignment.exact as f64 / alignment.passages.len().max(1) as f64
}

/// Describes the most similar article, so that the user can decide whether to repair the file.
fn nearest(copy: &Copy, articles: &[KnownArticle<'_>], stop: &AtomicBool) -> Option<String> {
    let prepared = PreparedCopy::new(copy);
    let aligned: Option<Vec<_>> = articles.iter().map(|a| Some((prepared.align(a, stop)?.exact, a))).collect();
    let best = aligned?.into_iter().max_by_key(|(exact, _)| *exact);
    Some(match best {
        Some((exact, article)) if exact > 0 => {
            format!("nearest is “{}”: {exact} of {} passages found", article.id, article.passages.len())
        }
        _ => "none of the articles' passages stands in it".into(),
    })
}

fn report_passages(article: &KnownArticle<'_>, attachment: Option<&Attachment>, report: &mut Report) {
    let Some(attachment) = attachment else { return };
    for (i, (passage, (_, state))) in article.passages.iter().zip(&attachment.passages).enumerate() {
        if *state != AnchorState::Exact {
            let span = &passage.span;
            let message = format!("¶{} is {} in {}", i + 1, state.word(), attachment.name);
            report.error(DiagnosticCode::AnchorLost, span, message, remedy(*state));
        }
    }
}

/// Reports a wording that is not exactly once in its passage.
pub fn report_wording(
    words: &str,
    span: &SourceSpan,
    number: u32,
    state: AnchorState,
    copy: &str,
    report: &mut Report,
) {
    let (code, what) = match state {
        AnchorState::Exact | AnchorState::Unattached => return,
        AnchorState::Ambiguous => (DiagnosticCode::TwiceInPassage, "stands more than once in"),
        AnchorState::Moved => (DiagnosticCode::NotInPassage, "stands in another passage than"),
        AnchorState::Orphan => (DiagnosticCode::NotInPassage, "is not in"),
    };
    let message = format!("“{words}” {what} ¶{number} of {copy}");
    report.error(code, span, message, remedy(state));
}

fn remedy(state: AnchorState) -> &'static str {
    match state {
        AnchorState::Ambiguous => "take words that stand only once",
        AnchorState::Moved => "correct the number, or the order",
        _ => "copy the words as they are printed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attaching_can_be_stopped() {
        let copies = [Copy { name: "c".into(), blocks: vec!["words".into()] }];
        let articles = [KnownArticle { id: "a", title: "words", passages: Vec::new() }];
        let attached = |stop: bool| attach(&articles, &copies, &AtomicBool::new(stop), &mut Report::default());
        assert!(attached(false).is_some_and(|all| all[0].is_some()));
        let span = SourceSpan::new(0, 0..1);
        let passage = crate::align::locate::KnownPassage { anchor: "words", span, end: None };
        let articles = [KnownArticle { id: "a", title: "words", passages: vec![passage] }];
        assert!(attach(&articles, &copies, &AtomicBool::new(true), &mut Report::default()).is_none());
    }
}
