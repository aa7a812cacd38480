//! How alike articles are by their weighted terms and names. Knows nothing of the words behind them.

/// A term's number.
pub type TermId = u32;

/// The terms of one article with their weights, each list ordered by term; the squares of all weights add to one.
#[derive(Debug, Clone, Default)]
pub struct Weighted {
    /// Names and numbers.
    pub named: Vec<(TermId, f32)>,
    /// All other terms.
    pub rest: Vec<(TermId, f32)>,
    /// The length of the names and numbers alone.
    pub(super) named_length: f32,
}

/// The names of one article with their weights, ordered.
#[derive(Debug, Clone, Default)]
pub struct NameTerms {
    /// Those that other articles have as well.
    pub list: Vec<(u32, f32)>,
}

impl Weighted {
    /// How alike two articles are, and how alike their names and numbers alone are: 0 without a shared term, 1 for the same terms.
    pub fn alike(&self, other: &Self) -> (f32, f32) {
        let named = product(&self.named, &other.named);
        let length = self.named_length * other.named_length;
        (named + product(&self.rest, &other.rest), if length > 0.0 { named / length } else { 0.0 })
    }

    /// How many terms there are.
    pub fn count(&self) -> usize {
        self.named.len() + self.rest.len()
    }

    /// All terms.
    pub fn all(&self) -> impl Iterator<Item = (TermId, f32)> {
        self.named.iter().chain(&self.rest).copied()
    }
}

impl NameTerms {
    /// How alike the names of two articles are, and those that both have.
    pub fn alike(&self, other: &Self) -> (f32, Vec<u32>) {
        let mut shared = Vec::new();
        let mut sum = 0.0;
        both(&self.list, &other.list, |name, x, y| {
            shared.push(name);
            sum += x * y;
        });
        (sum, shared)
    }
}

/// The sum of products of weights that two lists share.
fn product(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let mut sum = 0.0;
    both(a, b, |_, x, y| sum += x * y);
    sum
}

/// Calls `then` with each number that two ordered lists share, and its weights.
fn both(a: &[(u32, f32)], b: &[(u32, f32)], mut then: impl FnMut(u32, f32, f32)) {
    let (mut left, mut right) = (0, 0);
    while left < a.len() && right < b.len() {
        let (one, other) = (a[left], b[right]);
        if one.0 == other.0 {
            then(one.0, one.1, other.1);
        }
        left += usize::from(one.0 <= other.0);
        right += usize::from(other.0 <= one.0);
    }
}
