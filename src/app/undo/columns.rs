//! The columns of the open comparison, by the keys of their articles, for undo. Knows no messages.

use std::sync::Arc;

use crate::app::panes::View;
use crate::app::panes::compare::Compare;
use crate::model::{ArticleId, In, Key};

/// The articles compared on a subject, in order of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedColumns {
    subject: Key,
    articles: Vec<Key>,
}

impl ComparedColumns {
    /// Those of the view on top; `None` if it is no comparison.
    pub fn of(views: &[View]) -> Option<Self> {
        let Some(View::Compare(compare)) = views.last() else { return None };
        let key = |article: &In<ArticleId>| Key::article(compare.subject.corpus(article.member), article.id);
        Some(Self { subject: compare.subject.key().clone(), articles: compare.columns.iter().map(key).collect() })
    }

    /// Whether both are of one subject.
    pub fn is_of_same(&self, other: &Self) -> bool {
        self.subject == other.subject
    }

    /// Number of columns.
    pub fn count(&self) -> usize {
        self.articles.len()
    }

    /// Gives a comparison of that subject these columns. A column that comes back is selected, else the one that was.
    pub fn restore(&self, compare: &mut Compare) {
        if *compare.subject.key() != self.subject {
            return;
        }
        let selected = compare.selected();
        let corpora: Vec<_> = compare.subject.numbered().map(|(n, m)| (n, Arc::clone(&m.corpus))).collect();
        let find =
            |key: &Key| corpora.iter().find_map(|(member, c)| Some(In { member: *member, id: key.article_in(c)? }));
        let columns: Vec<In<ArticleId>> = self.articles.iter().filter_map(find).collect();
        let back = columns.iter().position(|column| !compare.columns.contains(column));
        let same = || columns.iter().position(|column| Some(*column) == selected);
        let at = back.or_else(same).unwrap_or(compare.across.cursor);
        compare.across.cursor = at.min(columns.len().saturating_sub(1));
        compare.columns = columns;
    }
}
