//! Whether shared stretches show that two articles carry the same text, and how surely.
//!
//! Knows counts of words, not the words. `.ci/measure-echoes` measures the limits.

use crate::model::Grade;

use super::boilerplate::Repetition;
use super::pair::SharedStretch;

/// Words that an echo shares at least.
const LEAST: usize = 25;
/// A shorter echo is never plain.
const SHORT: usize = 40;
/// Words of an echo that is less than half of the shorter article.
const SOME: usize = 50;
/// Words of an echo whose texts may differ in length.
const VARIED: usize = 60;
/// Score of a stretch that is no chance by itself; one of less counts beside others.
pub(super) const STRONG: i32 = 16;
/// Score of a stretch of a passage or more.
const LONG: i32 = 28;
/// Words of passages in which two articles that are otherwise their own meet.
const PART: usize = 80;

/// What two articles share.
#[derive(Debug, Clone, Copy)]
pub(super) struct EchoEvidence {
    own: usize,
    often: usize,
    lasting: usize,
    shorter: usize,
    longer: usize,
    shorter_own: usize,
    first_shorter: bool,
}

impl EchoEvidence {
    /// Counts the shared words by how their passages are repeated elsewhere (`how`).
    pub fn new(
        shared: &[SharedStretch],
        how: impl Fn(&SharedStretch) -> Repetition,
        words: [usize; 2],
        own_words: [usize; 2],
    ) -> Self {
        let count = |kind| shared.iter().filter(|s| how(s) == kind).map(|s| s.equal.len()).sum();
        Self {
            own: count(Repetition::No),
            often: count(Repetition::Often),
            lasting: count(Repetition::Lasting),
            shorter: words[0].min(words[1]),
            longer: words[0].max(words[1]),
            shorter_own: own_words[0].min(own_words[1]),
            first_shorter: words[0] <= words[1],
        }
    }

    /// Whether passages that are repeated elsewhere count: the articles share the rest too, or are the same text.
    pub fn repeated_count(&self) -> bool {
        let repeated = self.often + self.lasting;
        let rest = self.own >= LEAST && self.own * 10 >= self.shorter_own * 3;
        let all = self.own + repeated;
        rest || (all * 2 >= self.shorter && (self.lasting * 2 < repeated || repeated >= 150))
    }

    /// The grade of an echo by these stretches; none if they may be chance.
    pub fn grade(&self, shared: &[SharedStretch]) -> Option<Grade> {
        let of = |least: i32, what: &dyn Fn(&SharedStretch) -> usize| -> usize {
            shared.iter().filter(|s| s.score >= least).map(what).sum()
        };
        let share = |count: usize| count as f32 / self.shorter.max(1) as f32;
        let count = of(0, &|s| s.equal.len());
        let strong = of(STRONG, &|s| s.equal.len());
        let long = of(LONG, &|s| s.equal.len());
        let exact = of(0, &|s| if s.is_exact() && s.equal.len() >= 12 { s.equal.len() } else { 0 });
        let [in_a, in_b] = [0, 1].map(|side| of(0, &|s| s.spans()[side].len()));
        let cover = share(if self.first_shorter { in_a } else { in_b });
        // Of short texts about one event a third can be alike by chance, if one is longer than the other.
        let of_longer = if count < VARIED { 3 } else { 5 };
        let throughout = share(count) >= 0.3 && cover >= 0.5 && count * of_longer >= self.longer;
        if count < LEAST {
            None
        } else if share(count) >= 0.5 && share(strong) >= 0.3 && count >= SHORT {
            Some(Grade::Plain)
        } else if throughout
            || share(strong) >= 0.3 && strong >= SOME
            || share(exact) >= 0.3 && exact >= 30
            || share(strong) >= 0.5
        {
            Some(Grade::Likely)
        } else {
            (long >= PART).then_some(Grade::Guess)
        }
    }
}
