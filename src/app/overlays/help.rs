//! The signs of the screen that it was opened over, the facets there, the colours, and the keys of the focused pane, then all
//! others. The keys are the bindings in force; actions that are not available are dim, with the reason.
//!
//! Knows the bindings and the text of that screen; has a scroll offset but no selection.

mod colours;
mod entry;
mod signs;

use ratatui::buffer::Buffer;
use ratatui::text::Line;

use entry::entry;
use signs::{SIGNS, ScreenText, Sign};

use crate::app::overlay::{OverlayCx, TextOverlay};
use crate::app::pane::{Cx, Reason};
use crate::keymap::{Action, Context};
use crate::model::Facet;
use crate::sanitize;
use crate::ui::list::{List, has_list};
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// The list of signs and keys.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// The scroll offset.
    pub list: List,
    /// Which of the signs are on the screen that it was opened over.
    on_screen: Vec<bool>,
    /// The lines that stood there, for the facets among them.
    rows: ScreenText,
    /// Whether the keys come before the signs.
    keys_first: bool,
    /// The selected item in full, where the status line cut it.
    status: Option<String>,
}

impl Help {
    /// The help over a screen whose footer may end with the last command.
    pub fn over(screen: &Buffer, last: &str) -> Self {
        let rows = screen.content.chunks(usize::from(screen.area.width).max(1));
        let text: Vec<String> =
            rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()).collect();
        let text = ScreenText::of(&text, last);
        let on_screen = SIGNS.iter().map(|sign| sign.is_on(&text)).collect();
        Self { on_screen, rows: text, ..Self::default() }
    }

    /// The help with what the status line had no room for.
    #[must_use]
    pub fn with_status(self, status: Option<String>) -> Self {
        Self { status, ..self }
    }

    /// Puts the keys before the signs, or after them again, and goes to the top.
    pub fn turn(&mut self) {
        (self.keys_first, self.list.offset) = (!self.keys_first, 0);
    }
}

impl TextOverlay for Help {
    fn context(&self) -> Context {
        Context::Help
    }

    fn title(&self) -> String {
        "Keys and signs".to_owned()
    }

    fn lines(&self, cx: &OverlayCx, columns: u16) -> Vec<Line<'static>> {
        self.content(cx, columns.into())
    }

    has_list!();

    fn stays_open(&self, action: Action) -> bool {
        action == Action::Help
    }
}

impl Help {
    /// The signs of the screen and the keys of the current context, then the other signs and the keys of all other contexts.
    fn content(&self, cx: &OverlayCx, columns: usize) -> Vec<Line<'static>> {
        let OverlayCx { cx, beneath: here, unavailable, .. } = *cx;
        let label = |context, action| cx.keymap.label(context, action);
        let (turns, first) = (label(Context::Help, Action::Help), if self.keys_first { "signs" } else { "keys" });
        let turns = format!("{turns} {first} first");
        let configures = label(here, Action::Configure);
        let configures = format!("{configures} changes keys and colours");
        let ways = [(Action::Help, turns), (Action::Configure, configures)];
        let ways = ways.into_iter().filter(|(_, way)| !way.starts_with(' ')).map(|(_, way)| way);
        let ways: Vec<String> = ways.collect();
        let mut lines = Vec::new();
        if !ways.is_empty() {
            lines.extend([Line::styled(ways.join(" · "), cx.theme().style(Role::Dim)), Line::default()]);
        }
        if let Some(status) = &self.status {
            lines.pop();
            let (title, text) = (cx.theme().style(Role::Title), cx.theme().style(Role::Text));
            lines.extend(paragraph("Selected: ", title, status, text, columns));
            lines.push(Line::default());
        }
        let these = || SIGNS.iter().zip(self.on_screen.iter().copied().chain(std::iter::repeat(false)));
        let of = |on: bool| these().filter(move |(_, is_on)| *is_on == on).map(|(sign, _)| sign);
        let on_screen = signs(&cx, "Signs on this screen", of(true), columns);
        let others = if on_screen.is_empty() { "Signs" } else { "Other signs" };
        let on_screen = [on_screen, self.facets(&cx, columns), colours::lines(cx.theme(), columns)].concat();
        let mut first = [on_screen, keys(&cx, here, unavailable, columns)];
        if self.keys_first {
            first.reverse();
        }
        lines.extend(first.concat());
        lines.extend(signs(&cx, others, of(false), columns));
        for context in Context::ALL.into_iter().filter(|c| *c != here) {
            lines.extend(keys(&cx, context, if context == Context::Global { unavailable } else { &|_| None }, columns));
        }
        lines.pop();
        lines
    }

    /// The facets on the screen, the built-in ones and those that the corpus declares, as it says what they are.
    fn facets(&self, cx: &Cx, columns: usize) -> Vec<Line<'static>> {
        let corpus = &cx.workspace.corpus;
        let (title, text) = (cx.theme().style(Role::Title), cx.theme().style(Role::Text));
        let built_in =
            Facet::BUILT_IN.into_iter().filter_map(|facet| Some((facet.built_in_word()?, facet.built_in_says()?)));
        let declared =
            corpus.facets().iter().filter_map(|facet| Some((corpus.given(facet.label)?, corpus.given(facet.says)?)));
        let named = built_in.chain(declared).filter(|(word, _)| self.rows.has_facet(word));
        let there =
            named.map(|(word, says)| entry((&sanitize::line(word), title), (&sanitize::line(says), text), columns));
        let lines: Vec<Line> = there.flatten().collect();
        if lines.is_empty() {
            return lines;
        }
        [vec![Line::styled("Facets on this screen", title)], lines, vec![Line::default()]].concat()
    }
}

/// Signs with what they mean; nothing if there are none.
fn signs<'s>(
    cx: &Cx,
    heading: &'static str,
    signs: impl Iterator<Item = &'s Sign>,
    columns: usize,
) -> Vec<Line<'static>> {
    let text = cx.theme().style(Role::Text);
    let lines = |sign: &Sign| entry((sign.lead, cx.theme().style(sign.role)), (sign.what, text), columns);
    let lines: Vec<Line> = signs.flat_map(lines).collect();
    if lines.is_empty() {
        return lines;
    }
    let heading = Line::styled(heading, cx.theme().style(Role::Title));
    [vec![heading], lines, vec![Line::default()]].concat()
}

fn keys(
    cx: &Cx,
    context: Context,
    unavailable: &dyn Fn(Action) -> Option<Reason>,
    columns: usize,
) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(context.name(), cx.theme().style(Role::Title))];
    for binding in cx.keymap.of(context) {
        let why = unavailable(binding.action);
        let role = if why.is_some() { Role::Dim } else { Role::Text };
        let text = why.map_or(binding.help.to_owned(), |why| format!("{} ({why})", binding.help));
        lines.extend(entry((&binding.labels(), cx.theme().style(Role::Key)), (&text, cx.theme().style(role)), columns));
    }
    lines.push(Line::default());
    lines
}
