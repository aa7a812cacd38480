//! A line of typed text: the finder's and the palette's prompt.

use tui_input::{Input, InputRequest, StateChanged};

use crate::keymap::{Chord, Key};

/// More than this is no query; pasting cuts there.
const LONGEST: usize = 4096;

/// The text and the cursor in it.
#[derive(Debug, Clone, Default)]
pub struct Prompt(Input);

impl Prompt {
    /// The text.
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// The first character in sight and the column of the cursor, in `columns` columns.
    pub fn scroll(&self, columns: usize) -> (usize, usize) {
        let scroll = self.0.visual_scroll(columns);
        (scroll, self.0.visual_cursor().max(scroll) - scroll)
    }

    /// Takes a key: characters and the usual keys of a line editor. Whether the text changed.
    pub fn edit(&mut self, chord: Chord) -> bool {
        use InputRequest as R;
        let request = match (chord.key, chord.ctrl, chord.alt) {
            (Key::Char(c), false, false) => R::InsertChar(c),
            (Key::Char('a'), true, _) | (Key::Home, ..) => R::GoToStart,
            (Key::Char('e'), true, _) | (Key::End, ..) => R::GoToEnd,
            (Key::Char('b'), true, _) | (Key::Left, false, _) => R::GoToPrevChar,
            (Key::Char('f'), true, _) | (Key::Right, false, _) => R::GoToNextChar,
            (Key::Char('b'), _, true) | (Key::Left, true, _) => R::GoToPrevWord,
            (Key::Char('f'), _, true) | (Key::Right, true, _) => R::GoToNextWord,
            (Key::Char('h'), true, _) | (Key::Backspace, false, false) => R::DeletePrevChar,
            (Key::Char('d'), true, _) | (Key::Delete, ..) => R::DeleteNextChar,
            (Key::Char('w'), true, _) | (Key::Backspace, ..) => R::DeletePrevWord,
            (Key::Char('u'), true, _) => R::DeleteLine,
            (Key::Char('k'), true, _) => R::DeleteTillEnd,
            _ => return false,
        };
        self.0.handle(request).is_some_and(|StateChanged { value, .. }| value)
    }

    /// Adds text at the end and puts the cursor there.
    pub fn append(&mut self, text: &str) {
        self.0.handle(InputRequest::GoToEnd);
        self.paste(text);
    }

    /// Takes pasted text, line breaks as spaces, controls left out.
    pub fn paste(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let shown = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        for c in shown.filter(|c| !c.is_control()).take(room) {
            self.0.handle(InputRequest::InsertChar(c));
        }
    }
}
