//! Whether members of a subject rest on one report, as far as their sources say which reports they used.
//!
//! Data sets name the reports they code from, some with headlines. Where a headline is that of an article, or stands in
//! another data set's record too, both have one origin. That none is shared does not follow where nothing is named.

use super::corpus::Corpus;
use super::dataset::Citation;
use super::id::{ArticleId, OriginId};
use super::topic::Topic;
use crate::fold::fold;

/// Shortest headline that is compared, in words: *Attack in Moscow* is no one's in particular.
const FEWEST_WORDS: usize = 4;

/// The words of a headline, if it is long enough to be compared.
fn words(headline: &str) -> Option<String> {
    let folded = fold(headline);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    (parts.len() >= FEWEST_WORDS).then(|| format!(" {} ", parts.join(" ")))
}

/// The headlines that a record cites, as they are compared.
pub(super) fn cited(citations: &[Citation]) -> Vec<Box<str>> {
    citations.iter().filter_map(|cited| words(&cited.title).map(String::into_boxed_str)).collect()
}

/// Whether both cite one report. One of them may have more than the headline.
pub(super) fn share(a: &[Box<str>], b: &[Box<str>]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.contains(&**b) || b.contains(&**a)))
}

/// The origin of an article about a topic that a record cites.
pub(super) fn article(corpus: &Corpus, topic: Topic, cited: &[Box<str>]) -> Option<OriginId> {
    if cited.is_empty() {
        return None;
    }
    let of_account = |account| corpus.article_of(account);
    let mut articles: Vec<ArticleId> =
        corpus.accounts_in(corpus.accounts_about(topic)).iter().map(of_account).collect();
    articles.dedup();
    let is_cited = |id: &ArticleId| {
        let title = words(corpus.str(corpus.article(*id).title));
        title.is_some_and(|title| cited.iter().any(|cited| cited.contains(&title)))
    };
    articles.into_iter().find(is_cited).map(|id| corpus.article(id).origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str) -> Vec<Box<str>> {
        cited(&[Citation { title: title.to_owned(), ..Citation::default() }])
    }

    #[test]
    fn one_headline_is_one_report_in_whatever_form_it_is_cited() {
        let ged = of("Gunmen storm concert hall near Moscow");
        let gtd = of("“Gunmen Storm Concert Hall near Moscow,” An Agency, March 22, 2024.");
        assert!(share(&ged, &gtd) && share(&gtd, &ged));
        assert!(!share(&ged, &of("Gunmen storm school near Moscow")));
        assert!(of("Moscow attack").is_empty());
    }
}
