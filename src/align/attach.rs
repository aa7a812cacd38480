//! Assigns copies to articles and determines the state of every anchor.
//!
//! File names are ignored; only the words count. Every copy is aligned with every article of which something stands in it
//! (`index.rs` says of which), and the pairs are taken best first: by the share of the article's passages that are in the copy, the title counting as half of
//! them, then by the number of those passages. So a truncated original and its full republication are each assigned to
//! their own article, although they share text. Copies without an article are reported.

use std::sync::atomic::{AtomicBool, Ordering};

use super::copy::Copy;
use super::index::AnchorIndex;
use super::known::KnownArticle;
use super::locate::{Alignment, MOST_SHOWN, PreparedCopy};
use super::wordings::Wordings;
use super::words::around;
use crate::diagnostic::{DiagnosticCode, Report, Severity, SourceSpan};
use crate::model::AnchorState;
use crate::shares;

/// An article's copy.
#[derive(Debug)]
pub struct Attachment {
    /// The copy's name.
    pub name: String,
    /// The text, if found, and the state of each passage.
    pub passages: Vec<(Option<String>, AnchorState)>,
    /// The paragraphs that belong to no passage, in order.
    pub rest: Vec<RestParagraph>,
    /// The numbers of the passages, and the first blocks in which each stands.
    numbers: Vec<u32>,
    blocks: Vec<Vec<usize>>,
    wordings: Wordings,
}

/// A paragraph of a copy that belongs to no passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestParagraph {
    /// Its text.
    pub text: String,
    /// The position of the next passage; the number of passages after the last.
    pub before: usize,
    /// Its number among the article's paragraphs; 0 if that is not certain.
    pub number: u32,
    /// Its block in the copy.
    block: usize,
}

impl Attachment {
    fn new(article: &KnownArticle<'_>, copy: &Copy, alignment: &Alignment) -> Self {
        let paragraph = |rest: &super::locate::Rest| RestParagraph {
            text: copy.blocks[rest.block].clone(),
            before: rest.before,
            number: rest.number,
            block: rest.block,
        };
        let rest: Vec<RestParagraph> = alignment.rest.iter().map(paragraph).collect();
        Self {
            name: copy.name.clone(),
            passages: alignment.passages.clone(),
            numbers: article.passages.iter().map(|p| p.number).collect(),
            blocks: alignment.blocks.clone(),
            wordings: Wordings::new(
                alignment.passages.iter().map(|(text, _)| text.as_deref()),
                rest.iter().map(|paragraph| paragraph.text.as_str()),
            ),
            rest,
        }
    }

    /// The state of a wording that should be in passage `number`.
    pub fn locate(&self, words: &str, number: u32) -> AnchorState {
        self.wordings.locate(words, self.numbers.binary_search(&number).ok())
    }

    /// Where a wording stands: passage or paragraph, paragraph of the file, and the words around it. The passages in which
    /// it stands; if there are none, other paragraphs.
    fn found(&self, words: &str) -> Vec<Found> {
        let (places, length) = self.wordings.shown(words, MOST_SHOWN);
        let found = places.into_iter().map(|place| {
            let words = around(place.text, place.at, length);
            match place.passage {
                Some(i) => Found { passage: Some(self.numbers[i]), block: self.blocks[i].first().copied(), words },
                None => Found { passage: None, block: Some(self.rest[place.paragraph].block), words },
            }
        });
        found.collect()
    }
}

/// A place of a wording in a copy.
struct Found {
    /// The number of its passage; `None` in a paragraph without a digest.
    passage: Option<u32>,
    /// The block, if it is known.
    block: Option<usize>,
    /// The words around it.
    words: String,
}

impl Found {
    /// `¶5, paragraph 9 of the file: “… it was a plain accident …”`.
    fn sentence(&self) -> String {
        let block = self.block.map(|block| format!("paragraph {} of the file", block + 1));
        let place = match (self.passage, block) {
            (Some(number), Some(block)) => format!("¶{number}, {block}"),
            (Some(number), None) => format!("¶{number}"),
            (None, block) => format!("{}, which has no digest", block.unwrap_or_default()),
        };
        format!("{place}: “{}”", self.words)
    }
}

/// Maximum number of threads; more would wait for each other.
const MOST_THREADS: usize = 8;
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
    let Assigned { attached, left } = assign(articles, copies, stop)?;
    for LeftCopy { copy, why } in left {
        let name = &copies[copy].name;
        match why {
            LeftReason::Second { article, better } => {
                let message = format!("{name}: a second copy of “{}”; {better} fits better", articles[article].id);
                report.about_file(Severity::Warning, DiagnosticCode::DoubleCopy, message, "remove one of the two");
            }
            LeftReason::OfNone { nearest } => {
                let message = format!("{name}: fits no article of this corpus");
                report.about_file(Severity::Warning, DiagnosticCode::UnknownCopy, message, nearest);
            }
        }
    }
    for (article, attachment) in articles.iter().zip(&attached) {
        report_passages(article, attachment.as_ref(), report);
    }
    Some(attached)
}

/// Which copy is whose.
#[derive(Debug)]
pub struct Assigned {
    /// The copy of each article.
    pub attached: Vec<Option<Attachment>>,
    /// The copies of no article.
    pub left: Vec<LeftCopy>,
}

/// A copy that no article has.
#[derive(Debug)]
pub struct LeftCopy {
    /// Its position among the copies.
    pub copy: usize,
    /// Why no article has it.
    pub why: LeftReason,
}

/// Why no article has a copy.
#[derive(Debug)]
pub enum LeftReason {
    /// It fits an article that has a better one.
    Second {
        /// The position of the article.
        article: usize,
        /// The name of the better one.
        better: String,
    },
    /// It fits no article.
    OfNone {
        /// Which article is nearest, in words.
        nearest: String,
    },
}

/// Assigns to each article its copy, if there is one, and says nothing of anchors. `None` if `stop` was set.
pub fn assign(articles: &[KnownArticle<'_>], copies: &[Copy], stop: &AtomicBool) -> Option<Assigned> {
    let index = AnchorIndex::new(articles);
    let looked_up = look_up(articles, copies, &index, stop)?;
    let mut fits: Vec<(usize, usize, Alignment)> = Vec::new();
    let mut near = Vec::with_capacity(copies.len());
    for (c, (fitting, nearest)) in looked_up.into_iter().enumerate() {
        fits.extend(fitting.into_iter().map(|(a, alignment)| (a, c, alignment)));
        near.push(nearest);
    }
    fits.sort_by(|x, y| by_fit(&y.2, &x.2));
    let mut taken: Vec<Option<(usize, &Alignment)>> = vec![None; articles.len()];
    let mut used = vec![false; copies.len()];
    for (a, c, alignment) in &fits {
        if taken[*a].is_none() && !used[*c] {
            used[*c] = true;
            taken[*a] = Some((*c, alignment));
        }
    }
    let made = shares::in_turn(articles.len(), MOST_THREADS, |a| {
        let attachment = taken[a].map(|(c, alignment)| Attachment::new(&articles[a], &copies[c], alignment));
        (!stop.load(Ordering::Relaxed)).then_some(attachment)
    });
    let attached: Vec<Option<Attachment>> = made?;
    let left = (0..copies.len()).filter(|&copy| !used[copy]).map(|copy| {
        let why = match fits.iter().find(|(_, fit, _)| *fit == copy) {
            Some((article, ..)) => {
                let better = attached[*article].as_ref().map_or("another file", |better| &better.name).to_owned();
                LeftReason::Second { article: *article, better }
            }
            None => LeftReason::OfNone { nearest: std::mem::take(&mut near[copy]) },
        };
        LeftCopy { copy, why }
    });
    let left = left.collect();
    Some(Assigned { attached, left })
}

/// The article that each copy fits best, also where several fit one. `None` if `stop` was set.
pub fn best_fits(articles: &[KnownArticle<'_>], copies: &[Copy], stop: &AtomicBool) -> Option<Vec<Option<usize>>> {
    let looked_up = look_up(articles, copies, &AnchorIndex::new(articles), stop)?;
    // The first of several that fit alike, as in an assignment.
    let best =
        |(fits, _): Fitting| fits.into_iter().rev().max_by(|x, y| by_fit(&x.1, &y.1)).map(|(article, _)| article);
    Some(looked_up.into_iter().map(best).collect())
}

/// How well a copy fits, compared with how well another does.
fn by_fit(x: &Alignment, y: &Alignment) -> std::cmp::Ordering {
    let key = |f: &Alignment| share(f) + if f.titled { 0.5 } else { 0.0 };
    key(x).total_cmp(&key(y)).then(x.exact.cmp(&y.exact))
}

/// The state of every anchor of an article in a copy that is known to be its own, whatever is left of it.
pub fn held_against(article: &KnownArticle<'_>, copy: &Copy) -> Option<Attachment> {
    let index = AnchorIndex::new(std::slice::from_ref(article));
    let prepared = PreparedCopy::new(copy, &index, &AtomicBool::new(false))?;
    Some(Attachment::new(article, copy, &prepared.align(0, article)))
}

fn share(alignment: &Alignment) -> f64 {
    alignment.exact as f64 / alignment.passages.len().max(1) as f64
}

/// The articles that a copy fits, or where it fits none, which is nearest, in words.
type Fitting = (Vec<(usize, Alignment)>, String);

/// Looks up all articles in each copy, on all processors. `None` if `stop` was set.
fn look_up(
    articles: &[KnownArticle<'_>],
    copies: &[Copy],
    index: &AnchorIndex,
    stop: &AtomicBool,
) -> Option<Vec<Fitting>> {
    shares::in_turn(copies.len(), MOST_THREADS, |c| {
        Some(fitting(articles, &PreparedCopy::new(&copies[c], index, stop)?))
    })
}

/// Aligns a copy with each article of which enough stands in it.
fn fitting(articles: &[KnownArticle<'_>], copy: &PreparedCopy<'_>) -> Fitting {
    let enough = |exact: usize, titled: bool, passages: usize| {
        exact >= FEWEST.min(passages) && (exact as f64 / passages.max(1) as f64 >= SHARE || titled)
    };
    let found = copy.found();
    let mut fits = Vec::new();
    // The number of exact passages of the nearest article, and its position.
    let mut nearest = (0, 0);
    let mut least = 1;
    for a in found.articles() {
        let (article, passages) = (&articles[a], articles[a].passages.len());
        // No more passages are exact than have a place.
        let may_fit = enough(found.passages(a), found.is_titled(a), passages);
        if !may_fit && (!fits.is_empty() || found.passages(a) < least) {
            continue;
        }
        let alignment = copy.align(a, article);
        if alignment.exact >= least {
            (nearest, least) = ((alignment.exact, a), alignment.exact);
        }
        if enough(alignment.exact, alignment.titled, passages) {
            fits.push((a, alignment));
        }
    }
    let words = match nearest {
        _ if !fits.is_empty() => String::new(),
        (0, _) => "none of the articles' passages stands in it".to_owned(),
        (exact, a) => {
            format!("nearest is “{}”: {exact} of {} passages found", articles[a].id, articles[a].passages.len())
        }
    };
    (fits, words)
}

fn report_passages(article: &KnownArticle<'_>, attachment: Option<&Attachment>, report: &mut Report) {
    let Some(attachment) = attachment else { return };
    for (i, (passage, (_, state))) in article.passages.iter().zip(&attachment.passages).enumerate() {
        if *state != AnchorState::Exact {
            let span = &passage.span;
            let blocks: Vec<String> = attachment.blocks[i].iter().map(|block| (block + 1).to_string()).collect();
            let place = match blocks.as_slice() {
                [] => String::new(),
                [one] => format!("; its first words stand in paragraph {one} of the file"),
                all => format!("; its first words stand in paragraphs {} of the file", all.join(", ")),
            };
            let message = format!("¶{} is {} in {}{place}", passage.number, state.word(), attachment.name);
            report.error(DiagnosticCode::AnchorLost, span, message, remedy(*state));
        }
    }
}

/// Reports a wording that is not exactly once in its passage, with the places where it is.
pub fn report_wording(
    words: &str,
    span: &SourceSpan,
    number: u32,
    state: AnchorState,
    copy: &Attachment,
    report: &mut Report,
) {
    if matches!(state, AnchorState::Exact | AnchorState::Unattached) {
        return;
    }
    let found = copy.found(words);
    let own = found.iter().any(|found| found.passage == Some(number));
    let sentences: Vec<String> = found.iter().map(Found::sentence).collect();
    let (name, places) = (&copy.name, sentences.join("; "));
    let (code, message) = match state {
        AnchorState::Ambiguous if own => (
            DiagnosticCode::TwiceInPassage,
            format!("“{words}” stands more than once in ¶{number} of {name}: {places}"),
        ),
        AnchorState::Orphan => (DiagnosticCode::NotInPassage, format!("“{words}” is not in ¶{number} of {name}")),
        _ => {
            let message = format!("“{words}” is not in ¶{number} of {name}; it stands in {places}");
            (DiagnosticCode::NotInPassage, message)
        }
    };
    let help = match (state, found.first().and_then(|found| found.passage)) {
        (AnchorState::Moved, Some(passage)) => format!("write passage {passage}, or words of ¶{number}"),
        (AnchorState::Moved, None) => {
            "give that paragraph a digest of its own, or take words of this passage".to_owned()
        }
        _ => remedy(state).to_owned(),
    };
    report.error(code, span, message, help);
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
        let passage = crate::align::known::KnownPassage { number: 1, heading: None, anchor: "words", span, end: None };
        let articles = [KnownArticle { id: "a", title: "words", passages: vec![passage] }];
        assert!(attach(&articles, &copies, &AtomicBool::new(true), &mut Report::default()).is_none());
    }
}
