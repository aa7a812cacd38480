//! Keys of other programs that hands know: what each does there, and what does it here. It binds nothing.
//!
//! The README's table and the message for an unbound key are made of it.

use std::fmt::Write as _;

use super::action::Action;
use super::bindings::{KeyMeaning, Keymap};
use super::chord::Chord;
use super::context::Context;
use super::sequence::KeySequence;

/// A key of other programs.
#[derive(Debug, Clone, Copy)]
pub struct Habit {
    /// The keys, as the configuration writes them.
    pub keys: &'static str,
    /// The programs.
    pub programs: &'static str,
    /// What it does there.
    pub there: &'static str,
    /// The action that does it here, or in a sentence what stands in for it.
    pub here: Result<Action, &'static str>,
    /// Where the key is pressed: in the timeline, or in the finder.
    pub context: Context,
}

/// A habit of lists and texts.
const fn habit(keys: &'static str, programs: &'static str, there: &'static str, here: Action) -> Habit {
    Habit { keys, programs, there, here: Ok(here), context: Context::Timeline }
}

/// One for which there is no action.
const fn instead(keys: &'static str, programs: &'static str, there: &'static str, here: &'static str) -> Habit {
    Habit { keys, programs, there, here: Err(here), context: Context::Timeline }
}

/// A habit of fuzzy finders.
const fn finder(keys: &'static str, there: &'static str, here: Action) -> Habit {
    Habit { keys, programs: "fzf", there, here: Ok(here), context: Context::Finder }
}

/// What stands in for scrolling without the cursor.
const SCROLLS: &str = "rows scroll by themselves; the cursor stays in view";
/// What stands in for parts of a text.
const STEPS: &str = "the cursor goes by item, half a screen, or to the ends";
/// What stands in for words and columns.
const WHOLE: &str = "the cursor is on a whole item, not on a word of it";
/// What stands in for typing into a text.
const TYPED: &str = "sources are not edited; what is typed has its own line";

use super::doc::code;
use Action as A;

/// All habits.
pub const HABITS: &[Habit] = &[
    habit("j", "less, vim, lazygit, VisiData", "one down", A::Down),
    habit("k", "less, vim, lazygit, VisiData", "one up", A::Up),
    habit("g g", "vim, VisiData", "to the beginning", A::First),
    habit("G", "less, vim, VisiData", "to the end", A::Last),
    habit("<", "less, lazygit", "to the beginning", A::First),
    habit(">", "less, lazygit", "to the end", A::Last),
    habit("Ctrl-d", "vim", "half a screen down", A::HalfPageDown),
    habit("Ctrl-u", "vim", "half a screen up", A::HalfPageUp),
    habit("d", "less", "half a screen down", A::HalfPageDown),
    habit("u", "less", "half a screen up", A::HalfPageUp),
    habit("Space", "less", "a screen down", A::PageDown),
    habit("f", "less", "a screen down", A::PageDown),
    habit("b", "less", "a screen up", A::PageUp),
    habit("Ctrl-f", "vim, VisiData", "a screen down", A::PageDown),
    habit("Ctrl-b", "vim, VisiData", "a screen up", A::PageUp),
    habit(".", "lazygit", "a screen down", A::PageDown),
    habit("/", "less, vim, lazygit, VisiData", "search", A::Find),
    habit("n", "less, vim, lazygit, VisiData", "next match", A::NextMatch),
    habit("N", "less, vim, lazygit, VisiData", "previous match", A::PreviousMatch),
    habit("*", "vim", "search what is under the cursor", A::Narrow),
    habit("&", "less", "only lines that match", A::Filter),
    habit("|", "VisiData", "select by a pattern", A::Filter),
    habit(",", "VisiData", "select what is like this", A::Narrow),
    habit("I", "VisiData", "describe the columns", A::Filter),
    habit("h", "less", "help", A::Help),
    habit("?", "lazygit", "all keys", A::Help),
    habit("x", "lazygit", "menu of actions", A::Palette),
    habit(":", "less, vim, lazygit", "run a command", A::Palette),
    habit("q", "less, vim, lazygit, VisiData", "close or quit", A::Close),
    habit("Q", "less, VisiData", "quit", A::Quit),
    habit("v", "less", "edit the file", A::EditFile),
    habit("e", "lazygit", "edit the file", A::EditFile),
    habit("g f", "vim", "open the file", A::EditFile),
    habit("o", "lazygit", "open", A::Browse),
    habit("g x", "vim", "open the address", A::Browse),
    habit("y", "vim, lazygit", "copy", A::CopyCitation),
    habit("m", "less, vim", "set a mark", A::Mark),
    habit("'", "less, vim", "go to a mark", A::Show("marks")),
    habit("s", "VisiData", "select the row", A::Mark),
    habit("t", "VisiData", "select it or not", A::Mark),
    habit("g s", "VisiData", "select all", A::MarkShown),
    habit("V", "vim", "select a range", A::MarkRange),
    habit("v", "vim, lazygit", "select a range", A::MarkRange),
    habit("Ctrl-s", "VisiData", "save to a file", A::Export),
    habit("u", "vim", "undo", A::Undo),
    habit("Ctrl-r", "vim", "redo", A::Redo),
    habit("z", "lazygit", "undo", A::Undo),
    habit("U", "VisiData", "undo", A::Undo),
    habit("R", "VisiData", "redo", A::Redo),
    habit("Ctrl-o", "vim", "back to the place before", A::Back),
    habit("S", "VisiData", "list of sheets", A::Jumps),
    habit("[", "VisiData", "sort", A::SortByDate),
    habit("]", "VisiData", "sort the other way", A::SortByDate),
    habit("Tab", "lazygit", "next pane", A::NextPane),
    habit("Ctrl-w", "vim", "another window", A::NextPane),
    habit("+", "lazygit", "a larger pane", A::ZoomPane),
    habit("_", "lazygit, VisiData", "another width", A::Wider),
    habit("z a", "vim", "fold or unfold", A::Fold),
    habit("z M", "vim", "fold all", A::FoldAll),
    habit("z R", "vim", "unfold all", A::UnfoldAll),
    habit("Ctrl-l", "less, vim", "draw anew", A::Repaint),
    habit("1", "lazygit", "go to a pane", A::Timeline),
    habit("Ctrl-e", "less", "one down", A::Down),
    habit("Ctrl-y", "less", "one up", A::Up),
    habit("Ctrl-v", "vim", "select a block", A::MarkRange),
    habit("`", "vim", "go to a mark", A::Show("marks")),
    habit("#", "vim", "search what is under the cursor", A::Narrow),
    habit("r", "less", "draw anew", A::Repaint),
    instead("z z", "vim", "scroll the row to the middle", SCROLLS),
    instead("z t", "vim", "scroll the row to the top", SCROLLS),
    instead("z b", "vim", "scroll the row to the bottom", SCROLLS),
    instead("{", "vim", "a paragraph up", STEPS),
    instead("}", "vim", "a paragraph down", STEPS),
    instead("(", "vim", "a sentence back", STEPS),
    instead(")", "vim", "a sentence on", STEPS),
    instead("w", "vim", "a word on", WHOLE),
    instead("B", "vim", "a word back", WHOLE),
    instead("0", "vim", "to the beginning of the line", WHOLE),
    instead("^", "vim", "to the first word of the line", WHOLE),
    instead("$", "vim", "to the end of the line", WHOLE),
    instead("L", "vim", "to the last row of the screen", STEPS),
    instead("i", "vim", "insert text", TYPED),
    instead("a", "vim", "append text", TYPED),
    instead("p", "vim", "paste", TYPED),
    instead("!", "less, vim", "run a command of the shell", "the configuration gives keys to commands of your own"),
    instead("=", "less", "where one is", "the line above the footer says where the cursor is"),
    instead(
        "F",
        "less",
        "follow a file that grows",
        "files of a corpus folder are read again by themselves; others by a new start",
    ),
    instead("D", "VisiData", "log of commands", "D opens the desk; the last command stands at the right of the footer"),
    instead(".", "VisiData", "plot", "the strip above the timeline is the plot; + and - zoom it"),
    instead("-", "VisiData", "hide a column", "columns follow from the width of the pane"),
    finder("Enter", "take it", A::Accept),
    finder("Esc", "close", A::Cancel),
    finder("Ctrl-n", "next hit", A::NextHit),
    finder("Ctrl-p", "previous hit", A::PreviousHit),
    finder("Ctrl-j", "next hit", A::NextHit),
    finder("Ctrl-k", "previous hit", A::PreviousHit),
    finder("Ctrl-r", "earlier queries", A::Recall),
    finder("Tab", "pick several", A::Pick),
];

impl Habit {
    /// What its keys do where it is pressed, by the bindings in force: the same, or what does it.
    pub fn answer(&self, keymap: &Keymap) -> String {
        let palette = || format!("{} runs it", keymap.label(Context::Global, A::Palette));
        self.answer_in(keymap, self.context).unwrap_or_else(palette)
    }

    /// The same in a context; `None` if no key does it there.
    fn answer_in(&self, keymap: &Keymap, context: Context) -> Option<String> {
        let keys = KeySequence::read(self.keys).map(|keys| keys.chords().to_vec()).unwrap_or_default();
        match self.here {
            Err(text) => Some(text.to_owned()),
            Ok(action) if keymap.meaning(context, &keys) == KeyMeaning::Action(action) => Some("the same".to_owned()),
            Ok(action) => stand_in(keymap, context, action).map(|(label, name)| format!("{label} ({name})")),
        }
    }
}

/// The label of the key that performs an action in a context, and the action's name; `None` if no key does.
fn stand_in(keymap: &Keymap, context: Context, action: Action) -> Option<(String, String)> {
    let context = if action == Action::Pick { Context::Pick } else { context };
    let (label, name) = (keymap.label(context, action), keymap.name_of(action).replace('-', " "));
    (!label.is_empty()).then_some((label, name))
}

/// What to say after keys that are not bound in a context, if other programs have them and something does it there: `In less:
/// only lines that match; here: filter (f)`.
pub fn of_unbound(keymap: &Keymap, context: Context, keys: &[Chord]) -> Option<String> {
    let is_finder = context == Context::Finder;
    let pressed = |habit: &&Habit| {
        (habit.context == Context::Finder) == is_finder
            && KeySequence::read(habit.keys).is_ok_and(|sequence| sequence.chords() == keys)
    };
    HABITS.iter().filter(pressed).find_map(|habit| {
        let here = match habit.here {
            Ok(action) => stand_in(keymap, context, action).map(|(label, name)| format!("{name} ({label})"))?,
            Err(text) => text.to_owned(),
        };
        // One program is enough to recognise the habit, and leaves room for the answer.
        let program = habit.programs.split(',').next().unwrap_or_default();
        Some(format!("In {program}: {}; here: {here}", habit.there))
    })
}

/// The table of the README.
pub fn markdown(keymap: &Keymap) -> String {
    let mut out = "\n| key | in | does there | here |\n|---|---|---|---|\n".to_owned();
    for habit in HABITS {
        let keys = KeySequence::read(habit.keys).map(|keys| keys.label()).unwrap_or_default();
        let keys = code(&keys.replace('|', "\\|"));
        let here = habit.answer(keymap).replace('|', "\\|");
        let _ = writeln!(out, "| {keys} | {} | {} | {here} |", habit.programs, habit.there);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unbound_key_is_answered_by_what_its_context_has() {
        let keymap = Keymap::standard();
        let keys = |written: &str| KeySequence::read(written).unwrap().chords().to_vec();
        let answer = |context, written| of_unbound(&keymap, context, &keys(written));
        assert!(answer(Context::Timeline, "z a").unwrap().contains("vim: fold or unfold"));
        for common in ["d", "z z", "b", "{", "}", "$", "^", "i", "p"] {
            assert!(answer(Context::Timeline, common).is_some(), "{common} is what hands of vim press");
        }
        // Nothing folds in an article.
        assert_eq!(answer(Context::Reader, "z a"), None);
        for context in Context::ALL.into_iter().filter(|context| !context.takes_text()) {
            for habit in HABITS {
                let told = answer(context, habit.keys).unwrap_or_default();
                assert!(!told.starts_with([' ', '(']), "{context:?} {}: {told}", habit.keys);
            }
        }
    }

    #[test]
    fn every_habit_is_answered_by_a_key_that_does_it() {
        let keymap = Keymap::standard();
        for habit in HABITS {
            assert!(KeySequence::read(habit.keys).is_ok(), "{}", habit.keys);
            let answer = habit.answer(&keymap);
            assert!(!answer.is_empty() && !answer.starts_with(" ("), "{}: {answer}", habit.keys);
            if let (Ok(action), false) = (habit.here, answer == "the same") {
                let context = if action == Action::Pick { Context::Pick } else { habit.context };
                let label = keymap.label(context, action);
                assert!(answer.starts_with(&label) && !label.is_empty(), "{}: {answer}", habit.keys);
            }
        }
    }
}
