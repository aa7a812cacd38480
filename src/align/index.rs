//! Finds the anchors and titles of all articles in a copy with one pass over its text, so that the time is that of reading
//! it, however many passages there are. Knows places; does not know which of them belongs to a passage.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use aho_corasick::AhoCorasick;

use super::known::KnownArticle;
use super::order::CopyPlace;
use super::words::{even, is_whole};

/// The anchors of all passages and the titles of all articles.
#[derive(Debug)]
pub struct AnchorIndex {
    /// The different anchors, normalised; `None` if there are none.
    anchors: Option<AhoCorasick>,
    /// The anchor of each passage, by article; `None` for an empty one.
    of_passages: Vec<Vec<Option<usize>>>,
    /// For each anchor the articles with it, once for each passage that has it.
    articles: Vec<Vec<usize>>,
    /// The articles with a title.
    titles: HashMap<String, Vec<usize>>,
}

/// The places of the anchors in one copy.
#[derive(Debug, Default)]
pub struct FoundAnchors {
    /// For each anchor that stands in the copy the blocks that begin with it, or else those that hold it.
    places: HashMap<usize, Vec<CopyPlace>>,
    /// For each article the number of its passages whose anchor stands in the copy, if there are any.
    passages: HashMap<usize, usize>,
    /// The articles whose title is a block.
    titled: Vec<usize>,
}

impl AnchorIndex {
    /// An index of the articles, which are known by their positions.
    pub fn new(articles: &[KnownArticle<'_>]) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut of_anchor: Vec<Vec<usize>> = Vec::new();
        let mut titles: HashMap<String, Vec<usize>> = HashMap::new();
        let mut of_passages = Vec::with_capacity(articles.len());
        for (at, article) in articles.iter().enumerate() {
            let anchor = |anchor: String| {
                let next = numbers.len();
                let number = *numbers.entry(anchor).or_insert(next);
                if number == of_anchor.len() {
                    of_anchor.push(Vec::new());
                }
                of_anchor[number].push(at);
                number
            };
            let anchors = article.passages.iter().map(|passage| even(passage.anchor));
            let mut number = anchor;
            of_passages.push(anchors.map(|text| (!text.is_empty()).then(|| number(text))).collect());
            titles.entry(even(article.title)).or_default().push(at);
        }
        let mut anchors = vec![""; numbers.len()];
        for (anchor, number) in &numbers {
            anchors[*number] = anchor;
        }
        // Fails only for more patterns than a corpus may have bytes.
        let anchors = if anchors.is_empty() { None } else { AhoCorasick::new(&anchors).ok() };
        Self { anchors, of_passages, articles: of_anchor, titles }
    }

    /// Finds everything in the normalised blocks of a copy. `None` if `stop` was set.
    pub fn find(&self, blocks: &[String], stop: &AtomicBool) -> Option<FoundAnchors> {
        let mut found = FoundAnchors::default();
        for (block, text) in blocks.iter().enumerate() {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(articles) = self.titles.get(text) {
                found.titled.extend(articles);
            }
            // A block printed twice in a row (a caption, on many pages) is one place.
            let repeated = block > 0 && blocks[block - 1] == *text;
            for hit in self.anchors.iter().flat_map(|anchors| anchors.find_overlapping_iter(text)) {
                if !is_whole(text, hit.range()) {
                    continue;
                }
                let places = found.places.entry(hit.pattern().as_usize()).or_default();
                if !(repeated && places.last().is_some_and(|last| last.block + 1 == block)) {
                    places.push(CopyPlace { block, at: hit.start() });
                }
            }
        }
        for (anchor, places) in &mut found.places {
            let leads = |p: &CopyPlace| !blocks[p.block][..p.at].contains(char::is_alphanumeric);
            if places.iter().any(leads) {
                places.retain(leads);
            }
            for &article in &self.articles[*anchor] {
                *found.passages.entry(article).or_default() += 1;
            }
        }
        found.titled.sort_unstable();
        found.titled.dedup();
        Some(found)
    }

    /// The places of each passage of an article.
    pub fn places(&self, article: usize, found: &FoundAnchors) -> Vec<Vec<CopyPlace>> {
        let of = |anchor: &Option<usize>| anchor.and_then(|anchor| found.places.get(&anchor)).cloned();
        self.of_passages[article].iter().map(|anchor| of(anchor).unwrap_or_default()).collect()
    }
}

impl FoundAnchors {
    /// The articles of which an anchor or the title stands in the copy, in order.
    pub fn articles(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.passages.keys().chain(&self.titled).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The number of passages of an article whose anchors stand in the copy.
    pub fn passages(&self, article: usize) -> usize {
        self.passages.get(&article).copied().unwrap_or(0)
    }

    /// Whether the article's title is a block of the copy.
    pub fn is_titled(&self, article: usize) -> bool {
        self.titled.binary_search(&article).is_ok()
    }
}
