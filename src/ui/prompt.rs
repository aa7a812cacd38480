//! A text input of one line: edited by keys, drawn after a sign. It does not interpret the text.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use tui_input::{Input, InputRequest, StateChanged};

use super::bidi::levels::is_right_to_left;
use super::canvas::window;
use super::text::{cut, fill, width};
use super::theme::{Role, Theme};
use crate::keymap::{Chord, ChordKey};
use crate::sanitize;

/// Maximum number of characters. Pasted text is cut there.
const MAX_CHARACTERS: usize = 4096;

/// The text and its cursor.
#[derive(Debug, Clone, Default)]
pub struct Prompt {
    input: Input,
    /// Whether what stands there is offered: the next thing typed takes its place, unless it goes on from it.
    offered: bool,
}

/// What is typed to go on from what is offered.
const GOES_ON: [char; 2] = [';', ' '];

impl Prompt {
    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The first visible column of the text, and the column of the cursor, in a width of `columns`.
    pub fn scroll(&self, columns: usize) -> (usize, usize) {
        let scroll = self.input.visual_scroll(columns);
        (scroll, self.input.visual_cursor().max(scroll) - scroll)
    }

    /// Handles a key: characters and the usual keys of a line editor. Returns whether the text changed.
    pub fn edit(&mut self, chord: Chord) -> bool {
        use InputRequest as R;
        let replaces = |c: char| !chord.ctrl && !chord.alt && !GOES_ON.contains(&c);
        if std::mem::take(&mut self.offered) && matches!(chord.key, ChordKey::Char(c) if replaces(c)) {
            self.input.reset();
        }
        let request = match (chord.key, chord.ctrl, chord.alt) {
            (ChordKey::Char(c), false, false) => R::InsertChar(c),
            (ChordKey::Char('a'), true, _) | (ChordKey::Home, ..) => R::GoToStart,
            (ChordKey::Char('e'), true, _) | (ChordKey::End, ..) => R::GoToEnd,
            (ChordKey::Char('b'), true, _) | (ChordKey::Left, false, _) => R::GoToPrevChar,
            (ChordKey::Char('f'), true, _) | (ChordKey::Right, false, _) => R::GoToNextChar,
            (ChordKey::Char('b'), _, true) | (ChordKey::Left, true, _) => R::GoToPrevWord,
            (ChordKey::Char('f'), _, true) | (ChordKey::Right, true, _) => R::GoToNextWord,
            (ChordKey::Char('h'), true, _) | (ChordKey::Backspace, false, false) => R::DeletePrevChar,
            (ChordKey::Char('d'), true, _) | (ChordKey::Delete, ..) => R::DeleteNextChar,
            (ChordKey::Char('w'), true, _) | (ChordKey::Backspace, ..) => R::DeletePrevWord,
            (ChordKey::Char('u'), true, _) => R::DeleteLine,
            (ChordKey::Char('k'), true, _) => R::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request).is_some_and(|StateChanged { value, .. }| value)
    }

    /// The same with its text as an offer, which the next character takes the place of; `;` and a blank go on from it.
    #[must_use]
    pub fn as_offer(self) -> Self {
        Self { offered: true, ..self }
    }

    /// Puts the cursor before the text.
    pub fn to_start(&mut self) {
        self.input.handle(InputRequest::GoToStart);
    }

    /// The text before the cursor, and after it.
    pub fn around_cursor(&self) -> (&str, &str) {
        let text = self.text();
        let at = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at);
        text.split_at(at)
    }

    /// A prompt with the cursor between two texts.
    pub fn around(before: &str, after: &str) -> Self {
        let mut prompt = Self::default();
        prompt.paste(after);
        prompt.to_start();
        prompt.paste(before);
        prompt
    }

    /// Adds text at the end and puts the cursor there.
    pub fn append(&mut self, text: &str) {
        self.input.handle(InputRequest::GoToEnd);
        self.paste(text);
    }

    /// Inserts pasted text, with line breaks as spaces and without control characters.
    pub fn paste(&mut self, text: &str) {
        if std::mem::take(&mut self.offered) {
            self.input.reset();
        }
        let room = MAX_CHARACTERS.saturating_sub(self.text().chars().count());
        let shown = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        for c in shown.filter(|c| !c.is_control()).take(room) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// The text from a column on, cut to a width, safe to show.
    pub fn visible(&self, scroll: usize, columns: usize) -> String {
        cut(skip_columns(&sanitize::line(self.text()), scroll), columns)
    }

    /// Draws the prompt after `sign` into the first row of `inner`. Returns the position of its cursor.
    pub fn draw(&self, sign: &'static str, theme: Theme, inner: Rect, buf: &mut Buffer) -> Option<Position> {
        let room = usize::from(inner.width).saturating_sub(4);
        let (scroll, at) = self.scroll(room);
        let text = self.visible(scroll, room + 2);
        // Text from right to left begins at the right edge, and the cursor behind it is one of its columns.
        let text = if is_right_to_left(&text) { fill(&text, room + 2) } else { text };
        let role = if self.offered { Role::Match } else { Role::Title };
        let line = Line::from(vec![Span::styled(sign, theme.style(Role::Key)), Span::styled(text, theme.style(role))]);
        window(&[line], 0, inner, buf);
        Some(Position { x: inner.x + 2 + u16::try_from(at.min(room)).unwrap_or(0), y: inner.y })
    }
}

/// The text from a column on.
fn skip_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().find(|(_, c)| {
        let here = used;
        used += width(c.encode_utf8(&mut [0; 4]));
        here >= columns
    });
    start.map_or("", |(at, _)| &text[at..])
}
