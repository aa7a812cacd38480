//! The finder: a prompt and the hits for what is typed in it.

use tui_input::{Input, InputRequest, StateChanged};

use super::list::{List, Move};
use crate::keymap::{Chord, Key};
use crate::search::{Hit, Index};

/// More hits than a screen shows help nobody; typing on does.
const MOST_HITS: usize = 200;

/// More than this is no query; pasting cuts there.
const LONGEST: usize = 4096;

/// The finder while it is open.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// The query and its cursor.
    pub input: Input,
    /// Hits, best first.
    pub hits: Vec<Hit>,
    /// Selection and scroll.
    pub list: List,
}

impl Finder {
    /// Looks the query up again after it changed.
    pub fn search(&mut self, index: &Index) {
        self.hits = index.find(self.input.value(), MOST_HITS);
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// The selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        self.hits.get(self.list.cursor)
    }

    /// Moves the selection.
    pub fn go(&mut self, movement: Move) {
        self.list.cursor = self.list.moved(movement, self.hits.len());
    }

    /// Takes a key that means nothing of its own: characters and the usual keys of a line editor.
    pub fn edit(&mut self, chord: Chord, index: &Index) {
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
            _ => return,
        };
        if self.input.handle(request).is_some_and(|StateChanged { value, .. }| value) {
            self.search(index);
        }
    }

    /// Takes pasted text, line breaks as spaces, controls left out.
    pub fn paste(&mut self, text: &str, index: &Index) {
        let room = LONGEST.saturating_sub(self.input.value().chars().count());
        for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).take(room) {
            self.input.handle(InputRequest::InsertChar(c));
        }
        self.search(index);
    }
}
