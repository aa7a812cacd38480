//! What the colours of the theme in force say, or the weights that stand in for them.
//!
//! Knows the roles; knows no screen and no data.

use ratatui::text::Line;

use super::entry::entry;
use crate::ui::theme::{Role, Theme};

/// The roles whose style says something, with what that is.
const COLOURS: &[(&str, Role, &str)] = &[
    ("key", Role::Key, "keys, numbers of paragraphs beside their text"),
    ("heading", Role::Title, "titles, years, columns, facets"),
    ("plain", Role::Value, "what a source gives, as it gives it"),
    ("words", Role::Wording, "words of a source, and the bars of the timeline"),
    ("conflict", Role::Conflict, "what cannot all be right"),
    ("compatible", Role::Compatible, "what differs, and can all be right"),
    ("agreement", Role::Same, "what sources say alike"),
    ("difference", Role::Differing, "the part of a value that differs from what other sources say"),
    ("note", Role::Note, "what the editor or an annotation says, and doubts"),
    (
        "quiet",
        Role::Dim,
        "what stands beside: dates, countries, publishers, numbers of sources and paragraphs in a ledger",
    ),
    ("single", Role::Single, "what only one origin tells of"),
    ("bright frame", Role::Focus, "the frame of the pane that takes your keys"),
    ("frame", Role::Border, "frames of the other panes, and lines between parts"),
    ("message", Role::Notice, "what the program says"),
    ("found", Role::Match, "letters that match what was searched"),
    ("cursor", Role::Selected, "the line you are on, and its bar; underlined: that of the other pane"),
];

/// The section, each word in its own style.
pub(super) fn lines(theme: Theme, columns: usize) -> Vec<Line<'static>> {
    let heading = if theme.standard() == Theme::Mono { "Weights (this theme has no colours)" } else { "Colours" };
    let text = theme.style(Role::Text);
    let entries =
        COLOURS.iter().flat_map(|&(word, role, what)| entry((word, theme.style(role)), (what, text), columns));
    let heading = Line::styled(heading, theme.style(Role::Title));
    std::iter::once(heading).chain(entries).chain([Line::default()]).collect()
}
