//! Suggested origins: articles that carry one text, by way of their echoes.
//!
//! Only plain echoes chain. An article that holds the whole of several others (a round-up) does not make one origin of
//! them.

use super::result::Echo;
use crate::model::Grade;

/// Articles that carry one text, as far as their texts show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedOrigin {
    /// Positions of the articles, sorted.
    pub articles: Vec<usize>,
    /// Positions of the echoes among them, the reasons.
    pub echoes: Vec<usize>,
    /// The lowest grade that a member stands in it by.
    pub grade: Grade,
}

/// Share of the longer article from which an echo makes both one text.
const WHOLE: f32 = 0.3;
/// Share of the longer article from which the shorter can be its beginning or a part of it.
const PART: f32 = 0.1;

/// Origins among `count` articles, sorted by their first article. Articles without partners make none.
pub fn suggested_origins(count: usize, echoes: &[Echo]) -> Vec<SuggestedOrigin> {
    let mut sets = Sets::new(count);
    let lesser = |echo: &Echo| echo.shares[0].min(echo.shares[1]);
    let plain = || echoes.iter().filter(|e| e.grade == Grade::Plain);
    for echo in plain().filter(|e| lesser(e) >= WHOLE) {
        sets.join(echo.articles);
    }
    let parts: Vec<&Echo> = plain().filter(|e| (PART..WHOLE).contains(&lesser(e))).collect();
    for echo in &parts {
        let (longer, shared) = in_longer(echo);
        let rivals = parts.iter().map(|e| in_longer(e)).filter(|(other, _)| *other == longer);
        if rivals.into_iter().all(|(_, other)| other.iter().any(|p| shared.contains(p))) {
            sets.join(echo.articles);
        }
    }
    let mut likely: Vec<&Echo> = echoes.iter().filter(|e| e.grade == Grade::Likely && lesser(e) >= WHOLE).collect();
    likely.sort_by_key(|e| std::cmp::Reverse(e.words));
    let mut alone: Vec<bool> = (0..count).map(|article| sets.size(article) == 1).collect();
    let mut grades = vec![Grade::Plain; count];
    for echo in likely {
        let [a, b] = echo.articles;
        // Each article comes in by one likely echo at most, so that these do not chain.
        if alone[a] || alone[b] {
            let joined_by_likely =
                |article: usize, sets: &mut Sets| !alone[article] && grades[sets.root(article)] != Grade::Plain;
            if joined_by_likely(a, &mut sets) || joined_by_likely(b, &mut sets) {
                continue;
            }
            (alone[a], alone[b]) = (false, false);
            sets.join(echo.articles);
            grades[sets.root(a)] = Grade::Likely;
        }
    }
    collect(count, echoes, &mut sets, &grades)
}

fn collect(count: usize, echoes: &[Echo], sets: &mut Sets, grades: &[Grade]) -> Vec<SuggestedOrigin> {
    let mut place = vec![None; count];
    let mut found: Vec<SuggestedOrigin> = Vec::new();
    for article in 0..count {
        let root = sets.root(article);
        if sets.size(root) > 1 {
            let at = *place[root].get_or_insert(found.len());
            if at == found.len() {
                found.push(SuggestedOrigin { articles: Vec::new(), echoes: Vec::new(), grade: grades[root] });
            }
            found[at].articles.push(article);
        }
    }
    for (number, echo) in echoes.iter().enumerate() {
        let [a, b] = echo.articles.map(|article| sets.root(article));
        if let Some(at) = place[a].filter(|_| a == b) {
            found[at].echoes.push(number);
        }
    }
    found
}

/// The longer article of an echo, and its passages that are shared.
fn in_longer(echo: &Echo) -> (usize, Vec<usize>) {
    let side = usize::from(echo.shares[1] < echo.shares[0]);
    (echo.articles[side], echo.passages.iter().map(|p| p.passages[side]).collect())
}

/// Sets of articles that are joined one by one.
struct Sets {
    above: Vec<usize>,
    sizes: Vec<usize>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Self { above: (0..count).collect(), sizes: vec![1; count] }
    }

    fn root(&mut self, mut article: usize) -> usize {
        while self.above[article] != article {
            self.above[article] = self.above[self.above[article]];
            article = self.above[article];
        }
        article
    }

    fn size(&mut self, article: usize) -> usize {
        let root = self.root(article);
        self.sizes[root]
    }

    fn join(&mut self, articles: [usize; 2]) {
        let [a, b] = articles.map(|article| self.root(article));
        if a != b {
            let (less, more) = if self.sizes[a] < self.sizes[b] { (a, b) } else { (b, a) };
            self.above[less] = more;
            self.sizes[more] += self.sizes[less];
        }
    }
}
