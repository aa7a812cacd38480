//! The words of a passage, to select those of a claim, and below them the claims that it may make, to be ticked by their numbers.
//! Knows one passage; makes no claim.

mod offered;
mod parts;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::app::view_search::Occurrence;
use crate::desk::by_hand::{self, MOST_WORDS, TextSpan};
use crate::desk::decision::Decided;
use crate::desk::hints::ClaimHints;
use crate::desk::item::find_passage;
use crate::desk::likely::Lately;
use crate::desk::passage_reading::PassageReading;
use crate::desk::phrases::open_phrases;
use crate::keymap::{Action, Context};
use crate::model::{Corpus, PassageId};
use crate::sanitize;
use crate::ui::canvas::{self, Content, inner, window};
use crate::ui::list::{List, Move, has_list};
use crate::ui::text::{cut, width};
use crate::ui::theme::Role;
use offered::{OfferedIn, OfferedRows};

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
    /// The first and the last word of each phrase that no claim covers yet.
    phrases: Vec<(usize, usize)>,
    /// Where the selection begins, once that is marked.
    from: Option<usize>,
    /// Whether the selection is a proposed phrase, which the next motion gives up.
    is_proposed: bool,
    /// The word that the mouse was pressed on last.
    pressed: Option<usize>,
    /// The claims that the passage may make.
    offers: OfferedRows,
    list: List,
}

/// A word on the screen: its number, and the column where it begins.
type PlacedWord = (usize, u16);

impl WordChoice {
    /// The words of a passage; the likeliest phrase is selected, the first figure or else the first. `None` if the passage has
    /// no text.
    pub fn new(corpus: &Corpus, id: PassageId, lately: Lately) -> Option<Self> {
        let passage = corpus.passage(id);
        let text = corpus.str(passage.text?).to_owned();
        let words = by_hand::words(&text);
        if words.is_empty() {
            return None;
        }
        let article = corpus.str(corpus.article(passage.article).id).to_owned();
        let list = List { height: STRIDE, ..List::default() };
        let number = passage.number;
        let read = PassageReading::of(corpus, id);
        let mut choice = Self {
            article,
            passage: number,
            text,
            words,
            phrases: Vec::new(),
            from: None,
            is_proposed: false,
            pressed: None,
            offers: OfferedRows::of(corpus, id, &read, lately),
            list,
        };
        let found = open_phrases(corpus, id, &read);
        let figure = found.iter().find(|phrase| phrase.is_figure).or(found.first());
        let likeliest = figure.and_then(|phrase| choice.words_of(phrase.span));
        choice.phrases = found.iter().filter_map(|phrase| choice.words_of(phrase.span)).collect();
        if let Some(phrase) = likeliest {
            choice.propose(phrase);
        }
        Some(choice)
    }

    /// The first and the last word that a part of the text has, with as many more as make them stand there only once.
    fn words_of(&self, span: TextSpan) -> Option<(usize, usize)> {
        let first = self.words.iter().position(|word| word.overlaps(span))?;
        let mut last = self.words.iter().rposition(|word| word.overlaps(span))?;
        let is_unique = |last: usize| self.text.matches(self.span_of(first, last).of(&self.text)).count() == 1;
        while !is_unique(last) && last + 1 < self.words.len() && last - first + 1 < MOST_WORDS {
            last += 1;
        }
        Some((first, last))
    }

    fn propose(&mut self, (first, last): (usize, usize)) {
        (self.from, self.list.cursor, self.is_proposed) = (Some(first), last, true);
    }

    /// Begins the selection at the cursor, or gives it up; one that was proposed is kept, to go on from.
    pub fn begin(&mut self) {
        self.from = match self.from {
            Some(from) if self.is_proposed => Some(from),
            Some(_) => None,
            None => Some(self.list.cursor),
        };
        self.is_proposed = false;
    }

    /// Performs a motion of its own. Gives what is to be said if it goes nowhere.
    pub fn act(&mut self, action: Action) -> Option<&'static str> {
        let forward = matches!(action, Action::NextPhrase | Action::NextClause | Action::NextSentence);
        match action {
            Action::SelectWords => self.begin(),
            Action::SwapEnds => {
                let (first, last) = self.selected();
                let other = if self.list.cursor == first { last } else { first };
                (self.from, self.list.cursor, self.is_proposed) = (Some(self.list.cursor), other, false);
            }
            Action::NextPhrase | Action::PreviousPhrase => {
                let (first, _) = self.selected();
                let next = self.phrases.iter().find(|(at, _)| *at > first).or(self.phrases.first());
                let previous = self.phrases.iter().rev().find(|(at, _)| *at < first).or(self.phrases.last());
                match (if forward { next } else { previous }).copied() {
                    Some(phrase) => self.propose(phrase),
                    None => return Some("no figure, name, place or date that is recognised here lacks a claim"),
                }
            }
            Action::NextClause | Action::PreviousClause => {
                self.go_to_part(forward, &parts::CLAUSE);
            }
            Action::SelectAround => {
                let (first, last) = parts::around(&self.text, &self.words, self.selected());
                (self.from, self.list.cursor, self.is_proposed) = (Some(first), last, false);
            }
            Action::NextSentence | Action::PreviousSentence => self.go_to_part(forward, &[]),
            _ => {}
        }
        None
    }

    /// Goes to the next or previous word that stands after one of these marks, or begins a sentence.
    fn go_to_part(&mut self, forward: bool, marks: &[char]) {
        self.give_up_proposal();
        self.list.cursor = parts::step(&self.text, &self.words, self.list.cursor, forward, marks);
    }

    /// Gives a proposed phrase up, as somebody goes elsewhere.
    fn give_up_proposal(&mut self) {
        if std::mem::take(&mut self.is_proposed) {
            self.from = None;
        }
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

    /// The claims that are offered.
    pub fn offers(&self) -> &OfferedRows {
        &self.offers
    }

    /// Ticks the offered claim of a number, or not any more, and shows its words. The error says why it cannot be.
    pub fn tick(&mut self, number: usize) -> Result<(), String> {
        let span = self.offers.tick(number)?;
        if let Some(words) = self.words_of(span) {
            self.propose(words);
        }
        Ok(())
    }

    /// The claims that are ticked, to be made together. `None` if there is none. The error says which cannot be made any more.
    pub fn decided(&self, corpus: &Corpus) -> Result<Option<Decided>, String> {
        let of = OfferedIn { article: &self.article, passage: self.passage, text: &self.text };
        self.offers.decided(corpus, &of)
    }

    /// What is proposed for them, and what a line of them may become.
    pub fn hints(&self, corpus: &Corpus, lately: Lately) -> ClaimHints {
        let passage = find_passage(corpus, &self.article, self.passage);
        passage.map(|passage| ClaimHints::of(corpus, passage, self.span(), lately)).unwrap_or_default()
    }

    fn span(&self) -> TextSpan {
        let (first, last) = self.selected();
        self.span_of(first, last)
    }

    fn span_of(&self, first: usize, last: usize) -> TextSpan {
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
            let gap = u16::from(!self.is_joined(number + 1));
            at = at.saturating_add(wide).saturating_add(gap);
        }
        lines
    }

    /// Whether no blank stands between a word and the one before it.
    fn is_joined(&self, number: usize) -> bool {
        let Some((before, word)) = number.checked_sub(1).and_then(|n| Some((self.words[n], self.words.get(number)?)))
        else {
            return false;
        };
        !self.text[before.end..word.start].contains(char::is_whitespace)
    }

    /// The word at a line and a column, or the last before it.
    fn word_at(&self, columns: u16, line: usize, column: u16) -> Option<usize> {
        let lines = self.lines(columns);
        lines.get(line)?.iter().rev().find(|(_, x)| *x <= column).map(|(number, _)| *number)
    }

    /// The word at a cell of the screen.
    fn word_at_cell(&self, area: Rect, at: Position) -> Option<usize> {
        let rows = self.rows(area);
        rows.contains(at)
            .then(|| self.word_at(rows.width, self.list.offset + usize::from(at.y - rows.y), at.x - rows.x))?
    }

    /// A word with the punctuation around it, safe to show.
    fn shown(&self, number: usize) -> String {
        let before = number.checked_sub(1).map_or(0, |n| self.words[n].end);
        let word = self.words[number];
        let blank = self.text[before..word.start].char_indices().rfind(|(_, c)| c.is_whitespace());
        let start = match blank {
            Some((at, c)) => before + at + c.len_utf8(),
            None if number == 0 => 0,
            // The word before shows what joins the two.
            None => word.start,
        };
        let next = self.words.get(number + 1).map_or(self.text.len(), |next| next.start);
        let rest = &self.text[word.end..next];
        let end = word.end + rest.find(char::is_whitespace).unwrap_or(rest.len());
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

    /// A motion gives a proposed phrase up and begins at its first word.
    fn go(&mut self, movement: Move) {
        if self.is_proposed {
            self.list.cursor = self.selected().0;
            self.give_up_proposal();
        }
        self.list.cursor = self.list.moved(movement, self.words.len());
    }

    fn rows(&self, area: Rect) -> Rect {
        let inner = inner(area);
        Rect { height: inner.height.saturating_sub(2 + self.offers.height(inner.height)), ..inner }
    }

    fn fit(&mut self, _cx: &OverlayCx, area: Rect) {
        self.offers.fit(inner(area).height);
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
                let line = Line::styled(cut(&self.shown(number), room), theme.style(role));
                canvas::words(&line, Position { x: rows.x + x, y }, buf);
                if number == self.list.cursor {
                    cursor = Some(Position { x: rows.x + x, y });
                }
            }
        }
        let said = self.words().map_or_else(|why| why, |words| format!("“{}”", sanitize::line(words)));
        let foot = Rect { y: rows.bottom() + 1, height: 1, ..rows };
        let below = Rect { y: foot.bottom(), height: self.offers.height(inner(area).height), ..rows };
        window(&self.offers.lines(theme, below.width.into(), &self.text), 0, below, buf);
        let said = self.offers.ticked_words().unwrap_or(said);
        let said = Line::styled(cut(&said, rows.width.into()), theme.style(Role::Wording));
        window(&[said], 0, foot, buf);
        cursor
    }

    fn searched(&self, _cx: &OverlayCx, area: Rect) -> Option<Content> {
        let of_line = |line: Vec<PlacedWord>| {
            let mut text = String::new();
            for (number, x) in line {
                text.push_str(&" ".repeat(usize::from(x).saturating_sub(width(&text))));
                text.push_str(&self.shown(number));
            }
            Line::raw(text)
        };
        let lines: Vec<Line<'static>> = self.lines(self.rows(area).width).into_iter().map(of_line).collect();
        let items = vec![(0, lines.len().saturating_sub(1))];
        Some(Content { lines, items })
    }

    /// The cursor goes to the word; where the selection began stays.
    fn reveal(&mut self, cx: &OverlayCx, area: Rect, at: &Occurrence) -> Option<Position> {
        let rows = self.rows(area);
        let column = u16::try_from(at.column).unwrap_or(u16::MAX);
        if let Some(word) = self.word_at(rows.width, at.line, column) {
            self.give_up_proposal();
            self.list.cursor = word;
        }
        self.fit(cx, area);
        canvas::cell(rows, at.line.checked_sub(self.list.offset)?, at.column)
    }

    fn select_at(&mut self, area: Rect, at: Position) -> bool {
        let Some(word) = self.word_at_cell(area, at) else { return false };
        self.pressed = Some(word);
        let (first, last) = self.selected();
        // A click into the selection takes it.
        if self.from.is_none() || !(first..=last).contains(&word) {
            (self.from, self.is_proposed) = (None, false);
            self.list.cursor = word;
        }
        true
    }

    fn drag_to(&mut self, area: Rect, at: Position) {
        let Some(word) = self.word_at_cell(area, at) else { return };
        (self.from, self.is_proposed) = (self.pressed.or(Some(word)), false);
        self.list.cursor = word;
    }
}
