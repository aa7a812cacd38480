//! How alike articles are by their weighted terms and names. Knows nothing of the words behind them.

/// A term's number.
pub type TermId = u32;

/// A term or word with how often an article has it, in four bytes: there are some hundred in each of thousands of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermCount(u32);

impl TermCount {
    const BITS: u32 = 8;
    /// How often at most; more counts as that.
    const MOST: u32 = (1 << Self::BITS) - 1;

    /// `None` beyond the first 16 million terms.
    pub(super) fn new(term: TermId, count: u32) -> Option<Self> {
        (term < 1 << (u32::BITS - Self::BITS)).then(|| Self(term << Self::BITS | count.min(Self::MOST)))
    }

    /// The term.
    pub fn term(self) -> TermId {
        self.0 >> Self::BITS
    }

    /// How often.
    pub(super) fn count(self) -> u32 {
        self.0 & Self::MOST
    }
}

/// What terms weigh.
#[derive(Debug, Default)]
pub struct TermWeights {
    /// The weight of each term.
    of_term: Vec<f32>,
    /// What a count multiplies it by.
    of_count: Vec<f32>,
}

impl TermWeights {
    pub(super) fn new(of_term: Vec<f32>) -> Self {
        Self { of_term, of_count: (0..=TermCount::MOST).map(|count| 1.0 + (count as f32).ln()).collect() }
    }

    /// The weight of a term in an article, before all are made to add to one.
    pub(super) fn of(&self, term: TermCount) -> f32 {
        self.of_count[term.count() as usize] * self.of_term[term.term() as usize]
    }
}

/// The terms of one article, each list ordered by term. The squares of all weights, each divided by the length, add to one.
#[derive(Debug, Clone, Default)]
pub struct Weighted {
    /// Names and numbers.
    pub(super) named: Box<[TermCount]>,
    /// All other terms.
    pub(super) rest: Box<[TermCount]>,
    /// The length of all.
    pub(super) length: f32,
    /// The length of the names and numbers alone.
    pub(super) named_length: f32,
}

/// The names of one article with their weights, ordered.
#[derive(Debug, Clone, Default)]
pub struct NameTerms {
    /// Those that other articles have as well.
    pub list: Vec<(u32, f32)>,
}

/// One article, prepared to be compared with many others.
#[derive(Debug)]
pub struct SpreadTerms<'w> {
    weights: &'w TermWeights,
    /// The weight of each term in the article; 0 of those that it has not, which is most of them.
    named: Vec<f32>,
    rest: Vec<f32>,
    article: Option<&'w Weighted>,
}

impl<'w> SpreadTerms<'w> {
    /// No article yet; `weights` weighs its terms.
    pub fn new(weights: &'w TermWeights) -> Self {
        let none = vec![0.0; weights.of_term.len()];
        Self { weights, named: none.clone(), rest: none, article: None }
    }

    /// Takes an article instead of the one before.
    pub fn take(&mut self, article: &'w Weighted) {
        if let Some(before) = self.article.replace(article) {
            before.named.iter().for_each(|term| self.named[term.term() as usize] = 0.0);
            before.rest.iter().for_each(|term| self.rest[term.term() as usize] = 0.0);
        }
        let weight = |term: &TermCount| self.weights.of(*term) / article.length;
        article.named.iter().for_each(|term| self.named[term.term() as usize] = weight(term));
        article.rest.iter().for_each(|term| self.rest[term.term() as usize] = weight(term));
    }

    /// How alike the article and another are, and how alike their names and numbers alone are: 0 without a shared term, 1 for
    /// the same terms.
    pub fn alike(&self, other: &Weighted) -> (f32, f32) {
        let product = |of_article: &[f32], others: &[TermCount]| {
            let mut sum = 0.0;
            for term in others {
                let weight = of_article[term.term() as usize];
                if weight != 0.0 {
                    sum += weight * (self.weights.of(*term) / other.length);
                }
            }
            sum
        };
        let named: f32 = product(&self.named, &other.named);
        let length = self.article.map_or(0.0, |article| article.named_length) * other.named_length;
        (named + product(&self.rest, &other.rest), if length > 0.0 { named / length } else { 0.0 })
    }
}

impl Weighted {
    /// How many terms there are.
    pub fn count(&self) -> usize {
        self.named.len() + self.rest.len()
    }

    /// All terms.
    pub fn terms(&self) -> impl Iterator<Item = TermId> {
        self.named.iter().chain(&self.rest).map(|term| term.term())
    }

    /// All terms with their weights.
    pub fn all(&self, weights: &TermWeights) -> impl Iterator<Item = (TermId, f32)> {
        self.named.iter().chain(&self.rest).map(|term| (term.term(), weights.of(*term) / self.length))
    }
}

impl NameTerms {
    /// How alike the names of two articles are, and those that both have.
    pub fn alike(&self, other: &Self) -> (f32, Vec<u32>) {
        let mut shared = Vec::new();
        let mut sum = 0.0;
        both(
            &self.list,
            &other.list,
            |name| name.0,
            |(name, x), (_, y)| {
                shared.push(name);
                sum += x * y;
            },
        );
        (sum, shared)
    }
}

/// Calls `then` with the items of two ordered lists that have the same number.
fn both<T: Copy>(a: &[T], b: &[T], number: impl Fn(T) -> u32, mut then: impl FnMut(T, T)) {
    let (mut left, mut right) = (0, 0);
    while left < a.len() && right < b.len() {
        let (one, other) = (number(a[left]), number(b[right]));
        if one == other {
            then(a[left], b[right]);
        }
        left += usize::from(one <= other);
        right += usize::from(other <= one);
    }
}
