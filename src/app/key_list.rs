//! The list of keys that stays open below the work: those of the part that handles keys, as many as there is room for.
//!
//! Knows the bindings in force and what is available; holds nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::available::available;
use super::state::State;
use crate::keymap::{Action, Binding, Context, KeySequence};
use crate::model::Workspace;
use crate::ui::canvas;
use crate::ui::text::{cut, fill, width};
use crate::ui::theme::Role;

/// Columns of a key and what it does.
const COLUMN: usize = 39;
/// Columns of a key.
const KEY: usize = 12;

/// Draws the list: a title, and the keys in columns from top to bottom.
pub fn draw(state: &State, workspace: &Workspace, area: Rect, buf: &mut Buffer) {
    let theme = state.settings.theme;
    let columns = usize::from(area.width);
    let context = state.context();
    let title = format!("── Keys: {}{} ", context.name(), closes(state, context));
    let rest = "─".repeat(columns.saturating_sub(width(&title)));
    let spans = [Span::styled(title, theme.style(Role::Title)), Span::styled(rest, theme.style(Role::Border))];
    canvas::row(&Line::from(spans.to_vec()), area, buf);
    let rows = usize::from(area.height.saturating_sub(1));
    if rows == 0 {
        return;
    }
    let across = (columns / COLUMN).max(1);
    for (at, binding) in bindings(state, context).into_iter().take(rows * across).enumerate() {
        let (x, y) = (at / rows * (columns / across), at % rows);
        let is_available = available(state, workspace, binding.action).is_ok();
        let style = |role| theme.style(if is_available { role } else { Role::Dim });
        let room = (columns / across).saturating_sub(KEY + 2);
        let spans = [
            Span::styled(format!(" {}", fill(&keys(binding), KEY)), style(Role::Key)),
            Span::styled(cut(words(binding, room), room), style(Role::Text)),
        ];
        let (x, y) = (u16::try_from(x).unwrap_or(u16::MAX), u16::try_from(y).unwrap_or(u16::MAX));
        let width = area.width.saturating_sub(x);
        let area = Rect { x: area.x.saturating_add(x), y: area.y + 1 + y, width, height: 1 };
        canvas::row(&Line::from(spans.to_vec()), area, buf);
    }
}

/// How the list is closed, for its title. Where somebody types, its key is a letter.
fn closes(state: &State, context: Context) -> String {
    let key = state.keymap.label(context, Action::ListKeys);
    if key.is_empty() || context.takes_text() { String::new() } else { format!(" · {key} closes") }
}

/// The keys of a binding, or the first of them if there is no room for all.
fn keys(binding: &Binding) -> String {
    let all = binding.labels();
    if width(&all) < KEY { all } else { binding.keys.first().map(KeySequence::label).unwrap_or_default() }
}

/// What a binding does, in the short words of the footer where its sentence does not fit.
fn words(binding: &Binding, room: usize) -> &'static str {
    if width(binding.help) > room && !binding.hint.is_empty() { binding.hint } else { binding.help }
}

/// The bindings of a context, then those that hold everywhere, those of the footer first.
fn bindings(state: &State, context: Context) -> Vec<&Binding> {
    let mut all = state.keymap.reached(context);
    all.sort_by_key(|binding| binding.context != context);
    all
}
