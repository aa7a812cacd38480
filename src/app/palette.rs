//! The palette: every action of where one is, by name.

use chrono::{Datelike, NaiveDate};

use super::list::{List, Move};
use super::prompt::Prompt;
use crate::keymap::table::{BINDINGS, resolve};
use crate::keymap::{Action, Binding, Context};
use crate::model::When;
use crate::search::fold::fold;
use crate::search::rank::Ranker;

/// The palette while it is open.
#[derive(Debug, Clone)]
pub struct Palette {
    /// Where it was opened: its actions are the ones that mean something there.
    pub context: Context,
    /// What is typed.
    pub prompt: Prompt,
    /// The bindings that fit it, best first.
    pub entries: Vec<&'static Binding>,
    /// Selection and scroll.
    pub list: List,
}

impl Palette {
    /// All actions of `context`.
    pub fn new(context: Context) -> Self {
        let mut palette = Self { context, prompt: Prompt::default(), entries: Vec::new(), list: List::default() };
        palette.search();
        palette
    }

    /// Takes in what is typed: every word must be found in an action's words.
    pub fn search(&mut self) {
        let ranker = Ranker::default();
        let typed = fold(self.prompt.text());
        let here = |b: &&Binding| {
            let reached = b.chords.iter().any(|&c| resolve(self.context, c) == Some(b.action));
            reached && matches!(b.context, c if c == self.context || c == Context::Global)
        };
        let mut ranked: Vec<_> = BINDINGS
            .iter()
            .filter(here)
            .filter_map(|binding| {
                let words = fold(&format!("{} {}", binding.hint, binding.help));
                let fits: Option<Vec<_>> =
                    typed.split(' ').filter(|w| !w.is_empty()).map(|w| ranker.fit(w, &words)).collect();
                // Worst word first; of equals, the order of the table.
                fits.map(|fits| (fits.into_iter().max(), binding))
            })
            .collect();
        ranked.sort_by_key(|(fit, binding)| (*fit, binding.context == Context::Global));
        self.entries = ranked.into_iter().map(|(_, binding)| binding).collect();
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// A date, if one is typed: it is offered first.
    pub fn typed_date(&self) -> Option<When> {
        let typed = self.prompt.text().trim();
        // As people write days and as they are shown: 13 May 2015, May 2015.
        let day = ["%d %b %Y", "%d %B %Y"].iter().find_map(|form| NaiveDate::parse_from_str(typed, form).ok());
        let month = ["%d %b %Y", "%d %B %Y"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(&format!("1 {typed}"), form).ok())
            .filter(|d| d.year() > 999)
            .map(|d| format!("{:04}-{:02}", d.year(), d.month()));
        let edtf = day.filter(|d| d.year() > 999).map(|d| d.to_string()).or(month);
        When::parse(edtf.as_deref().unwrap_or(typed)).ok()
    }

    /// The date, if it is what is selected.
    pub fn date(&self) -> Option<When> {
        self.typed_date().filter(|_| self.list.cursor == 0)
    }

    /// How many can be selected.
    pub fn len(&self) -> usize {
        self.entries.len() + usize::from(self.typed_date().is_some())
    }

    /// Whether nothing can be.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected action.
    pub fn selected(&self) -> Option<Action> {
        let at = self.list.cursor.checked_sub(usize::from(self.typed_date().is_some()))?;
        self.entries.get(at).map(|b| b.action)
    }

    /// Moves the selection.
    pub fn go(&mut self, movement: Move) {
        self.list.cursor = self.list.moved(movement, self.len());
    }
}
