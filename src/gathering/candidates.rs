//! Which pairs of articles are worth comparing: those that share rare terms. Never all pairs.

use std::cmp::Ordering;

use super::weighted::Weighted;
use super::words::Terms;
use crate::shares;

/// How many of an article's heaviest terms lead to others.
const TERMS: usize = 30;

/// A term that more articles have leads only to the next few of them.
const COMMON: usize = 250;
const NEXT: usize = 20;

/// How many others an article is compared with at most.
pub const MOST: usize = 40;

/// The least weight that shared terms must have together.
const LEAST: f32 = 0.01;

/// Pairs of articles that share rare terms, the smaller number first, ordered.
pub fn pairs(articles: &[&Weighted], terms: &Terms) -> Vec<(u32, u32)> {
    let mut heavy: Vec<Vec<(u32, f32)>> = Vec::with_capacity(articles.len());
    let mut having: Vec<Vec<(u32, f32)>> = vec![Vec::new(); terms.count()];
    for (i, article) in articles.iter().enumerate() {
        let mut top: Vec<(u32, f32)> = article.all(terms.weights()).filter(|t| terms.articles(t.0) > 1).collect();
        first(&mut top, TERMS, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        top.shrink_to_fit();
        for (term, weight) in &top {
            having[*term as usize].push((i as u32, *weight));
        }
        heavy.push(top);
    }
    let pairs = |start: usize, share: &[Vec<(u32, f32)>]| {
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut sums = vec![0.0_f32; articles.len()];
        let mut touched: Vec<u32> = Vec::new();
        for (i, top) in (start..).zip(share) {
            for (term, weight) in top {
                let all = &having[*term as usize];
                let from = if all.len() > COMMON { all.partition_point(|o| o.0 as usize <= i) } else { 0 };
                let count = if all.len() > COMMON { NEXT } else { all.len() };
                for (other, its) in all[from..].iter().chain(&all[..from]).take(count) {
                    if *other as usize == i {
                        continue;
                    }
                    if sums[*other as usize] == 0.0 {
                        touched.push(*other);
                    }
                    sums[*other as usize] += weight * its;
                }
            }
            let mut nearest: Vec<u32> = touched.iter().copied().filter(|o| sums[*o as usize] >= LEAST).collect();
            first(&mut nearest, MOST, |a, b| sums[*b as usize].total_cmp(&sums[*a as usize]).then(a.cmp(b)));
            found.extend(nearest.iter().map(|other| ((i as u32).min(*other), (i as u32).max(*other))));
            for other in touched.drain(..) {
                sums[other as usize] = 0.0;
            }
        }
        found
    };
    let mut found = shares::each(&heavy, pairs).concat();
    found.sort_unstable();
    found.dedup();
    found
}

/// Keeps the first `count` entries by an order that leaves no two equal, in that order.
fn first<T>(all: &mut Vec<T>, count: usize, by: impl Fn(&T, &T) -> Ordering) {
    if all.len() > count {
        all.select_nth_unstable_by(count, &by);
        all.truncate(count);
    }
    all.sort_unstable_by(by);
}
