//! The words of a passage, to select those of a claim. Knows one passage; makes no claim.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::desk::by_hand::{self, MOST_WORDS, TextSpan};
use crate::desk::proposed;
use crate::keymap::Context;
use crate::model::{Corpus, PassageId};
use crate::sanitize;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, width};
use crate::ui::theme::Role;

/// How far a step over several words goes, twice.
const STRIDE: usize = 20;

/// The passage with the words selected.
#[derive(Debug, Clone)]
pub struct WordChoice {
    /// The article's id.
    pub article: String,
    /// The passage's number.
    pub passage: u32,
    text: String,
    words: Vec<TextSpan>,
    /// Where the selection begins, once that is marked.
    from: Option<usize>,
    list: List,
}

/// A word on the screen: its number, and the column where it begins.
type PlacedWord = (usize, u16);

impl WordChoice {
    /// The words of a passage. `None` if the passage has no text.
    pub fn new(corpus: &Corpus, id: PassageId) -> Option<Self> {
        let passage = corpus.passage(id);
        let text = corpus.str(passage.text?).to_owned();
        let words = by_hand::words(&text);
        if words.is_empty() {
            return None;
        }
        let article = corpus.str(corpus.article(passage.article).id).to_owned();
        let list = List { height: STRIDE, ..List::default() };
        Some(Self { article, passage: passage.number, text, words, from: None, list })
    }

    /// Begins the selection at the cursor, or gives it up.
    pub fn begin(&mut self) {
        self.from = if self.from.is_some() { None } else { Some(self.list.cursor) };
    }

    /// The numbers of the first and the last word selected.
    fn selected(&self) -> (usize, usize) {
        let from = self.from.unwrap_or(self.list.cursor);
        (from.min(self.list.cursor), from.max(self.list.cursor))
    }

    /// The selected words. The error says why they cannot be a claim's.
    pub fn words(&self) -> Result<&str, String> {
        let words = self.span().of(&self.text);
        let count = words.split_whitespace().count();
        if count > MOST_WORDS {
            return Err(format!("{count} words; a claim keeps at most {MOST_WORDS}"));
        }
        if self.text.matches(words).count() > 1 {
            return Err("these words stand in the passage more than once; select more of them".to_owned());
        }
        Ok(words)
    }

    /// What the rules of reading propose for them, as it is typed.
    pub fn proposed(&self, corpus: &Corpus) -> String {
        let article = corpus.find_article(&self.article);
        let mut passages = article.into_iter().flat_map(|id| corpus.article(id).passages.ids());
        let passage = passages.find(|id| corpus.passage(*id).number == self.passage);
        passage.map(|passage| proposed::claim(corpus, passage, self.span())).unwrap_or_default()
    }

    fn span(&self) -> TextSpan {
        let (first, last) = self.selected();
        self.words[first].to(self.words[last])
    }

    /// The lines at a width: which word begins where.
    fn lines(&self, columns: u16) -> Vec<Vec<PlacedWord>> {
        let mut lines: Vec<Vec<PlacedWord>> = vec![Vec::new()];
        let mut at = 0_u16;
        for number in 0..self.words.len() {
            let wide = u16::try_from(width(&self.shown(number))).unwrap_or(u16::MAX);
            if at > 0 && at.saturating_add(wide) > columns {
                lines.push(Vec::new());
                at = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push((number, at));
            }
            at = at.saturating_add(wide).saturating_add(1);
        }
        lines
    }

    /// A word with the punctuation around it, safe to show.
    fn shown(&self, number: usize) -> String {
        let before = number.checked_sub(1).map_or(0, |n| self.words[n].end);
        let start = self.text[before..self.words[number].start].rfind(char::is_whitespace);
        let start = start.map_or(before, |at| {
            let blank = before + at;
            blank + self.text[blank..].chars().next().map_or(0, char::len_utf8)
        });
        let rest = &self.text[self.words[number].end..];
        let end = self.words[number].end + rest.find(char::is_whitespace).unwrap_or(rest.len());
        sanitize::line(&self.text[start..end]).into_owned()
    }
}

impl OverlayPane for WordChoice {
    fn context(&self) -> Context {
        Context::Words
    }

    fn row_count(&self) -> usize {
        self.words.len()
    }

    has_list!();

    fn rows(&self, area: Rect) -> Rect {
        let inner = inner(area);
        Rect { height: inner.height.saturating_sub(2), ..inner }
    }

    fn fit(&mut self, _cx: &OverlayCx, area: Rect) {
        let rows = self.rows(area);
        let lines = self.lines(rows.width);
        let of_cursor = lines.iter().position(|line| line.iter().any(|(number, _)| *number == self.list.cursor));
        let line = of_cursor.unwrap_or(0);
        self.list.show(line, line, lines.len(), rows.height.max(1).into());
        self.list.height = STRIDE;
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        let title = format!("Words of a claim · {} ¶{}", sanitize::line(&self.article), self.passage);
        canvas::overlay_frame(theme, &title, area, buf);
        let rows = self.rows(area);
        let (first, last) = self.selected();
        let mut cursor = None;
        let lines = self.lines(rows.width);
        for (y, line) in (rows.top()..rows.bottom()).zip(lines.iter().skip(self.list.offset)) {
            for &(number, x) in line {
                let role = if (first..=last).contains(&number) { Role::Match } else { Role::Text };
                let room = usize::from(rows.width.saturating_sub(x));
                buf.set_string(rows.x + x, y, cut(&self.shown(number), room), theme.style(role));
                if number == self.list.cursor {
                    cursor = Some(Position { x: rows.x + x, y });
                }
            }
        }
        let said = self.words().map_or_else(|why| why, |words| format!("“{}”", sanitize::line(words)));
        let foot = Rect { y: rows.bottom() + 1, height: 1, ..rows };
        let said = Line::styled(cut(&said, rows.width.into()), theme.style(Role::Wording));
        window(&[said], 0, foot, buf);
        cursor
    }

    fn select_at(&mut self, area: Rect, at: Position) -> bool {
        let rows = self.rows(area);
        if !rows.contains(at) {
            return false;
        }
        let (row, column) = (usize::from(at.y - rows.y), at.x - rows.x);
        let lines = self.lines(rows.width);
        let line = lines.get(self.list.offset + row);
        let word = line.and_then(|line| line.iter().rev().find(|(_, x)| *x <= column));
        let Some((number, _)) = word else { return false };
        self.list.cursor = *number;
        true
    }
}
