//! What the readers of all formats share: an article or the reason why there is none.

use super::article::{BodyParagraph, IntakeItem, NotAnArticle, RawArticle, word_count};
use super::head;
use super::page::{self, Outside};
use super::why::NoArticleReason;

/// Articles, rows or messages of one file or member at most. Readers stop after one more, which tells that there are.
pub(super) const MOST_PARTS: usize = 200_000;

/// Reads a page.
pub(super) fn html(decoded: &str, outside: &Outside) -> IntakeItem {
    page::read(decoded, outside).map_or_else(IntakeItem::from, |article| IntakeItem::Article(Box::new(article)))
}

/// Whether a paragraph stands again right below itself: the two are one passage.
pub fn is_repeated(next: &BodyParagraph, before: &BodyParagraph) -> bool {
    !next.heading && !before.heading && next.text == before.text
}

/// An article, if it has this many words.
pub(super) fn enough(article: RawArticle, fewest: usize) -> IntakeItem {
    let words = article.words();
    if words >= fewest {
        return IntakeItem::Article(Box::new(article));
    }
    let whole = article.whole.as_deref().map_or(0, word_count);
    IntakeItem::Other(NotAnArticle::new(NoArticleReason::NoBody { words: words.max(whole.min(fewest - 1)) }))
}

/// Makes the body of paragraphs that may begin with the title, which is no paragraph unless it is all there is.
pub(super) fn with_title(article: &mut RawArticle, mut body: Vec<BodyParagraph>) {
    if let ([first, _, ..], Some(title)) = (&body[..], &article.title)
        && head::same_words(&first.text, &title.value)
    {
        body.remove(0);
    }
    article.body = body;
}
