//! From texts to echoes: candidates by shared runs of words, compared word by word, graded.
//!
//! Decides no limits; those stand where they are used.

use std::ops::Range;

use crate::model::Grade;
use crate::shares;

use super::boilerplate::{NEWS_DAYS, PassageRepeats, RepeatedPassages, Repetition};
use super::grade::{EchoEvidence, STRONG};
use super::pair::{PreparedText, SharedStretch, TextComparer};
use super::result::{Echo, SharedPassage};
use super::shingle::WordRuns;
use super::text::EchoText;
use super::words::{ComparedWord, passage_words, words};

/// All echoes among `texts`, sorted by their articles. The same texts give the same echoes, whatever the machine.
pub fn echoes(texts: &[EchoText<'_>]) -> Vec<Echo> {
    let mut runs = WordRuns::default();
    let mut passages = PassageRepeats::default();
    let gathered = shares::each(texts, |first, share| {
        let (mut runs, mut passages) = (WordRuns::default(), PassageRepeats::default());
        for (number, text) in (first..).zip(share) {
            let words = words(text);
            passages.add(number, &words);
            runs.add(&words);
        }
        (runs, passages)
    });
    for (its_runs, its_passages) in gathered {
        runs.join(its_runs);
        passages.join(its_passages);
    }
    let boilerplate = passages.repeated(texts);
    let candidates = runs.candidates();
    let groups: Vec<&[(u32, u32)]> = candidates.chunk_by(|x, y| x.0 == y.0).collect();
    let found = shares::each(&groups, |_, share| {
        let mut comparer = TextComparer::default();
        let mut found = Vec::new();
        for same_first in share {
            let a = same_first[0].0 as usize;
            let first = PreparedText::new(words(&texts[a]));
            for (_, b) in *same_first {
                let b = *b as usize;
                let second = PreparedText::new(words(&texts[b]));
                let shared = comparer.shared(&first, &second);
                found.extend(echo(texts, &boilerplate, [a, b], [&first.words, &second.words], shared));
            }
        }
        found
    });
    found.into_iter().flatten().collect()
}

/// The echo that shared stretches are, if they are evidence enough.
fn echo(
    texts: &[EchoText<'_>],
    boilerplate: &RepeatedPassages,
    articles: [usize; 2],
    words: [&[ComparedWord]; 2],
    mut shared: Vec<SharedStretch>,
) -> Option<Echo> {
    let [a, b] = articles;
    let passages = |s: &SharedStretch| {
        s.equal.first().map(|(i, j)| [words[0][*i as usize].passage, words[1][*j as usize].passage])
    };
    let how = |s: &SharedStretch| match passages(s) {
        Some([of_a, of_b]) => boilerplate.how(a, of_a).max(boilerplate.how(b, of_b)),
        None => Repetition::No,
    };
    let own_words = [boilerplate.own_words(a, words[0]), boilerplate.own_words(b, words[1])];
    let evidence = EchoEvidence::new(&shared, how, words.map(<[_]>::len), own_words);
    if !evidence.repeated_count() {
        shared.retain(|s| how(s) == Repetition::No);
    }
    let grade = evidence.grade(&shared)?;
    if is_same_page(&texts[a], &texts[b]) {
        return None;
    }
    if grade == Grade::Guess {
        // What else the two have in common is chance.
        shared.retain(|s| s.score >= STRONG);
    }
    let count: usize = shared.iter().map(|s| s.equal.len()).sum();
    let earlier = texts[a].published.zip(texts[b].published).filter(|(x, y)| x != y).map(|(x, y)| usize::from(y < x));
    Some(Echo {
        articles,
        earlier,
        passages: shared.iter().filter_map(|s| shared_passage(s, words)).collect(),
        words: count,
        shares: words.map(|w| count as f32 / w.len().max(1) as f32),
        grade,
    })
}

/// Whether what two texts share is the page around them: printed more than a month apart, under titles that have less than
/// a quarter of their words in common.
fn is_same_page(a: &EchoText<'_>, b: &EchoText<'_>) -> bool {
    let (Some((first, second)), Some(days)) = (a.title.zip(b.title), a.published.zip(b.published)) else {
        return false;
    };
    let keys = |title: &str| {
        let mut words = Vec::new();
        passage_words(title, &[], 0, &mut words);
        words.iter().filter(|word| word.bytes().len() >= 4).map(|word| word.key).collect::<Vec<_>>()
    };
    let (first, second) = (keys(first), keys(second));
    let common = first.iter().filter(|key| second.contains(key)).count();
    (days.0 - days.1).num_days().abs() > NEWS_DAYS && common * 4 < first.len().min(second.len())
}

fn shared_passage(shared: &SharedStretch, words: [&[ComparedWord]; 2]) -> Option<SharedPassage> {
    let [in_a, in_b] = shared.spans();
    let side = |words: &[ComparedWord], span: Range<usize>| {
        let (first, last) = (words.get(span.start)?, words.get(span.end.checked_sub(1)?)?);
        Some((first.passage as usize, first.bytes().start..last.bytes().end))
    };
    let ((of_a, in_a), (of_b, in_b)) = (side(words[0], in_a)?, side(words[1], in_b)?);
    Some(SharedPassage { passages: [of_a, of_b], ranges: [in_a, in_b], words: shared.equal.len() })
}
