//! Opens the finder, the palette, the reasons and the help. It does not know what is done there.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::draw::draw;
use crate::app::effect::Effects;
use crate::app::frame::cut_status;
use crate::app::navigate::ask_finder;
use crate::app::overlays::Overlay;
use crate::app::overlays::finder::Finder;
use crate::app::overlays::help::Help;
use crate::app::overlays::palette::Palette;
use crate::app::overlays::reasons::Reasons;
use crate::app::screen::Areas;
use crate::app::state::State;
use crate::model::Workspace;

/// Opens the palette.
pub(super) fn palette(state: &mut State) {
    let palette = Palette::new(Arc::clone(&state.keymap), state.context());
    state.overlay = Some(Overlay::Palette(palette));
}

/// Opens the finder, with the query that the pane suggests.
pub(super) fn find(state: &mut State) -> Effects {
    let (mut finder, query) = (Finder::default(), state.pane().finder_query());
    finder.prompt.paste(query);
    state.overlay = Some(Overlay::Finder(finder));
    if query.is_empty() { Effects::none() } else { ask_finder(state) }
}

/// The reasons for the verdict of the selected row; in other panes than the ledger and the comparison, of the whole.
pub(super) fn reasons(state: &State, workspace: &Workspace) -> Option<Reasons> {
    let cx = state.cx(workspace);
    let pane = state.pane();
    Reasons::new(pane.subject(&cx)?, pane.ledger_row(&cx))
}

/// Opens the signs and keys over the screen as it is; over themselves, turns their order.
pub(super) fn help(state: &mut State, workspace: &Workspace) {
    if let Some(Overlay::Help(help)) = &mut state.overlay {
        return help.turn();
    }
    let (width, height) = state.settings.size;
    let mut screen = Buffer::empty(Rect { x: 0, y: 0, width, height });
    let _ = draw(state, workspace, &mut screen);
    let columns = Areas::of(&state.settings, state.focus, state.views.is_empty())
        .ok()
        .and_then(|areas| areas.focused(false, state.focus))
        .map_or(usize::from(width), |pane| usize::from(pane.width).saturating_sub(2));
    // A view has no status line.
    let status = state.views.is_empty().then(|| state.pane().status(&state.cx(workspace), columns)).flatten();
    // A box into which something is typed comes back.
    state.covered = state.overlay.take().filter(|overlay| overlay.pane().context().takes_text());
    state.overlay = Some(Overlay::Help(Help::over(&screen, &state.typed.last).with_status(cut_status(state, status))));
}
