//! The search in what is open: its words, where they occur in the focused pane or overlay, and which occurrence is
//! current.
//!
//! Panes give their lines, or rows of which a job finds those that hold the words; this file finds in lines, and
//! `marking.rs` marks what is on the screen. Knows no concrete pane.

pub mod marking;
pub mod rows;
pub mod runs;

use std::sync::Arc;

use ratatui::layout::Position;

use super::job::JobId;
use crate::search::fold::{TracedFold, fold};
use crate::ui::canvas::Content;
use crate::ui::list::List;
use crate::ui::prompt::Prompt;
use rows::SearchedRows;
use runs::runs_of;

/// The words of a search: accents, punctuation and, unless capitals are typed, case do not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWords {
    folded: String,
    /// Whether a capital was typed.
    keep_case: bool,
}

impl SearchWords {
    /// The words typed; `None` if there are none. Signs alone are searched for as they are.
    pub fn new(typed: &str) -> Option<Self> {
        let keep_case = typed.chars().any(char::is_uppercase);
        let folded = if keep_case { TracedFold::new(typed, true).text } else { fold(typed) };
        match typed.trim() {
            "" => None,
            signs if folded.is_empty() => Some(Self { folded: signs.to_owned(), keep_case }),
            _ => Some(Self { folded, keep_case }),
        }
    }

    /// The byte ranges in which a text holds the words.
    pub fn find(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        if !self.folded.contains(char::is_alphanumeric) {
            return text.match_indices(&self.folded).map(|(at, signs)| at..at + signs.len()).collect();
        }
        TracedFold::new(text, self.keep_case).find(&self.folded)
    }

    /// Whether a text holds the words.
    pub fn are_in(&self, text: &str) -> bool {
        if self.keep_case || !self.folded.contains(char::is_alphanumeric) {
            !self.find(text).is_empty()
        } else {
            fold(text).contains(&self.folded)
        }
    }
}

/// An occurrence of the words in the lines of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The line in which it begins.
    pub line: usize,
    /// The column in which it begins.
    pub column: usize,
    /// The item that holds it, with the number of lines from its first one on; `None` if it is in no item.
    pub item: Option<(usize, usize)>,
}

/// The lines of an article that are words of its passages; around them stand its title and note, headings, links, quotations in
/// brief and annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWords {
    /// First and last line of each block of them, in their order.
    pub lines: Vec<(usize, usize)>,
    /// What they are, as the pane's title says.
    pub word: &'static str,
    /// Whether they are the article's text as it is copied.
    pub is_text: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occurrences {
    /// Nothing was searched yet, or what is open cannot be searched.
    None,
    /// Occurrences in so many lines.
    Lines(Vec<Occurrence>, usize),
    /// The positions of rows that hold the words.
    Rows(SearchedRows, Arc<[u32]>),
}

/// The search in what is open.
#[derive(Debug, Clone)]
pub struct ViewSearch {
    /// The typed text.
    pub prompt: Prompt,
    /// Whether the prompt is open.
    pub typing: bool,
    /// The words; `None` until some are typed.
    pub words: Option<SearchWords>,
    /// Selection and scroll of the pane when the prompt was opened, from where the search begins.
    pub origin: List,
    /// What was found in what is focused now.
    pub found: Occurrences,
    /// Of an article where they stand: `: 36 in the digest, 12 around it`; empty if all are in its text, or it is no article.
    pub parts: String,
    /// The current one, until the selection is moved otherwise.
    pub at: Option<usize>,
    /// The cell in which the current one begins on the screen.
    pub cell: Option<Position>,
    /// The job that searches rows, and its rows.
    pub job: Option<(JobId, SearchedRows)>,
    /// Whether to go to the first occurrence when the job ends.
    pub eager: bool,
    /// How many views were open where it began. It ends when that one is closed.
    pub depth: usize,
}

impl ViewSearch {
    /// A search whose words are to be typed, from a selection on, while so many views are open.
    pub fn new(origin: List, depth: usize) -> Self {
        let (found, parts) = (Occurrences::None, String::new());
        let (words, prompt) = (None, Prompt::default());
        Self { prompt, typing: true, words, origin, found, parts, at: None, cell: None, job: None, eager: false, depth }
    }

    /// Number of occurrences; `None` while they are not known.
    pub fn count(&self) -> Option<usize> {
        match &self.found {
            Occurrences::None => None,
            Occurrences::Lines(found, _) => Some(found.len()),
            Occurrences::Rows(_, found) => Some(found.len()),
        }
    }

    /// The current occurrence in lines.
    pub fn current(&self) -> Option<&Occurrence> {
        match (&self.found, self.at) {
            (Occurrences::Lines(found, _), Some(at)) => found.get(at),
            _ => None,
        }
    }

    /// Finds the words in the lines of what is focused.
    pub fn look_in(&mut self, content: &Content) {
        let Some(words) = &self.words else { return };
        let mut found = Vec::new();
        for run in runs_of(&content.lines, &content.items) {
            for range in words.find(&run.text) {
                let (column, line) = run.cell(range.start);
                let item = content.items.partition_point(|&(first, _)| first <= line).checked_sub(1);
                let item = item.filter(|&item| line <= content.items[item].1);
                let item = item.map(|item| (item, line - content.items[item].0));
                found.push(Occurrence { line, column, item });
            }
        }
        found.sort_by_key(|occurrence| (occurrence.line, occurrence.column));
        self.at = self.at.filter(|&at| at < found.len());
        self.found = Occurrences::Lines(found, content.lines.len());
    }

    /// Says how many stand in the words of an article's passages and how many around them, if that is what was searched.
    pub fn tell_apart(&mut self, own: Option<&OwnWords>) {
        self.parts.clear();
        let (Occurrences::Lines(found, _), Some(own)) = (&self.found, own) else { return };
        let is_own = |line: usize| {
            let at = own.lines.partition_point(|&(_, last)| last < line);
            own.lines.get(at).is_some_and(|&(first, _)| first <= line)
        };
        let within = found.iter().filter(|occurrence| is_own(occurrence.line)).count();
        self.parts = match found.len() - within {
            0 if own.is_text => String::new(),
            0 => format!(" in the {}", own.word),
            around => format!(": {within} in the {}, {around} around it", own.word),
        };
    }

    /// Whether these rows must be searched anew.
    pub fn must_ask(&self, rows: &SearchedRows) -> bool {
        let known = match &self.found {
            Occurrences::Rows(known, _) => known.is_same(rows),
            _ => false,
        };
        self.words.is_some() && !known && !self.job.as_ref().is_some_and(|(_, asked)| asked.is_same(rows))
    }

    /// `3/17`, in an article with where they are; the number alone where none is current; what is still being done.
    pub fn place(&self) -> String {
        match (self.words.is_some(), self.job.is_some(), self.count(), self.at) {
            (false, ..) => String::new(),
            (_, true, ..) => "searching …".to_owned(),
            (_, _, None, _) => "nothing to search here".to_owned(),
            (_, _, Some(0), _) => "not here".to_owned(),
            (_, _, Some(count), Some(at)) => format!("{}/{count}{}", at + 1, self.parts),
            (_, _, Some(1), None) => format!("1 place{}", self.parts),
            (_, _, Some(count), None) => format!("{count} places{}", self.parts),
        }
    }
}

/// The hits of the finder, which `n` and `N` walk after one of them was opened.
#[derive(Debug, Clone)]
pub struct HitTrail {
    /// The query.
    pub query: String,
    /// The hits, best first.
    pub targets: Vec<crate::search::Target>,
    /// How many more hits are names without a ledger, which lead to no place.
    pub left_out: usize,
    /// The hit that was opened last.
    pub at: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::text::Line;

    fn search(typed: &str, lines: &[&'static str], items: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut search = ViewSearch::new(List::default(), 0);
        search.words = SearchWords::new(typed);
        let content = Content { lines: lines.iter().map(|line| Line::from(*line)).collect(), items: items.to_vec() };
        search.look_in(&content);
        let Occurrences::Lines(found, _) = search.found else { return Vec::new() };
        found.into_iter().map(|occurrence| (occurrence.line, occurrence.column)).collect()
    }

    #[test]
    fn case_and_accents_matter_only_where_capitals_are_typed() {
        let lines = ["In Türkiye", "turkiye, TURKIYE"];
        assert_eq!(search("turkiye", &lines, &[]), [(0, 3), (1, 0), (1, 9)]);
        assert_eq!(search("Turk", &lines, &[]), [(0, 3)]);
        assert_eq!(search("beslan", &lines, &[]), []);
        assert_eq!(search("≥", &["≥ 9"], &[]), [(0, 0)]);
    }

    #[test]
    fn words_are_found_across_the_lines_of_an_item_but_not_of_two() {
        let lines = ["▌¶3 a suicide", "▌   bombing in", "Kerman", "", "Iran"];
        assert_eq!(search("suicide bombing", &lines, &[(0, 1), (2, 2)]), [(0, 6)]);
        assert_eq!(search("in kerman", &lines, &[(0, 1), (2, 2)]), []);
        assert_eq!(search("kerman iran", &lines, &[]), []);
    }
}
