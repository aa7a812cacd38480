//! Why articles are thought to speak of one incident, in data that can be put into plain words.

use super::draft::GatheringReason;
use super::profile::ArticleProfile;
use super::words::Terms;
use crate::reading::capital::capital;

/// Names and words that a reason has at most.
const NAMES: usize = 4;
const WORDS: usize = 6;

/// A name or word in more articles than this many times the group is no reason.
const ELSEWHERE: u32 = 3;

/// The names and rare words that articles share.
pub fn shared(group: &[&ArticleProfile], terms: &Terms) -> Vec<GatheringReason> {
    let mut reasons = Vec::new();
    if group.len() < 2 {
        return reasons;
    }
    let half = group.len().div_ceil(2).max(2);
    let most = (group.len() as u32).saturating_mul(ELSEWHERE);
    let lists = group.iter().map(|p| p.names.list.iter().map(|n| n.0).collect());
    let names: Vec<(u32, usize)> = tally(lists, half);
    let mut rare: Vec<(u32, usize)> = names.into_iter().filter(|n| terms.articles_with_name(n.0) <= most).collect();
    rare.sort_by_key(|n| (terms.articles_with_name(n.0), usize::MAX - n.1, n.0));
    if let Some((_, articles)) = rare.first().copied() {
        let mut spelled: Vec<String> = Vec::new();
        for (name, _) in rare.iter().take(NAMES * 3) {
            let (first, second) = terms.name(*name);
            // "John Allen", "Allen Rowe": one name, told once.
            match spelled.iter_mut().find(|s| s.split(' ').next_back() == Some(&*capital(first))) {
                Some(longer) if !longer.contains(&capital(second)) => *longer += &format!(" {}", capital(second)),
                Some(_) => {}
                None => spelled.push(format!("{} {}", capital(first), capital(second))),
            }
        }
        spelled.truncate(NAMES);
        reasons.push(GatheringReason::Names { names: spelled, articles });
    }
    let lists = group.iter().map(|p| p.terms.terms().collect());
    let mut words: Vec<(u32, usize)> = tally(lists, half);
    words.retain(|w| terms.articles(w.0) <= most && terms.form(w.0).len() > 2);
    words.sort_by_key(|w| (terms.articles(w.0), usize::MAX - w.1, w.0));
    if let Some(articles) = words.iter().take(WORDS).map(|w| w.1).min() {
        let form = |w: &(u32, usize)| {
            let form = terms.form(w.0);
            if terms.named(w.0) { capital(form) } else { form.to_owned() }
        };
        reasons.push(GatheringReason::Words { words: words.iter().take(WORDS).map(form).collect(), articles });
    }
    reasons
}

/// The items that at least `least` of some lists have, with how many.
fn tally(lists: impl Iterator<Item = Vec<u32>>, least: usize) -> Vec<(u32, usize)> {
    let mut all: Vec<u32> = lists.flatten().collect();
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()));
    runs.filter(|(_, n)| *n >= least).collect()
}
