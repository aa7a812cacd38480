//! Drawing: a pure function from state to cells.
//!
//! Every pane has a file with two functions: what it would show (lines, and which lines each item takes)
//! and drawing the part of it that is in sight. Nothing here changes the state; sizes go back through
//! [`sizes`]. ratatui is given finished lines, never text to wrap.

pub mod compare;
pub mod detail;
pub mod finder;
pub mod frame;
pub mod help;
pub mod layout;
pub mod reader;
pub mod text;
pub mod theme;
pub mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::app::State;
use crate::app::state::{Lines, Sizes, View};
use crate::model::Corpus;
use layout::Areas;
use theme::{Role, Theme};

/// What views look at besides the state.
#[derive(Clone, Copy)]
pub struct Ctx<'c> {
    /// The corpus.
    pub corpus: &'c Corpus,
    /// How roles look.
    pub theme: Theme,
}

/// Lines of a pane, and the first and last line of each item in them.
#[derive(Debug, Default)]
pub struct Content {
    /// The lines, each at most as wide as was asked for.
    pub lines: Vec<Line<'static>>,
    /// Where the items are.
    pub items: Vec<(usize, usize)>,
}

impl Content {
    /// Adds lines that are no item.
    fn put(&mut self, lines: impl IntoIterator<Item = Line<'static>>) {
        self.lines.extend(lines);
    }

    /// Adds the lines of an item.
    fn item(&mut self, lines: impl IntoIterator<Item = Line<'static>>) {
        let first = self.lines.len();
        self.lines.extend(lines);
        self.items.push((first, self.lines.len().saturating_sub(1).max(first)));
    }

    fn into_lines(self, height: u16) -> Lines {
        Lines { all: self.lines.len(), items: self.items, height: height.into() }
    }
}

/// Draws the whole screen. Gives the cell where the terminal's cursor belongs: the selection, for those who
/// follow it by ear.
pub fn draw(ctx: &Ctx, state: &State, buf: &mut Buffer) -> Option<Position> {
    let areas = match Areas::of(state) {
        Ok(areas) => areas,
        Err(need) => {
            for (i, line) in text::wrap(&need, usize::from(buf.area.width)).iter().enumerate() {
                let row = u16::try_from(i).unwrap_or(u16::MAX);
                if row < buf.area.height {
                    buf.set_string(buf.area.x, buf.area.y + row, line, ctx.theme.style(Role::Text));
                }
            }
            return None;
        }
    };
    buf.set_style(buf.area, ctx.theme.style(Role::Text));
    frame::header(ctx, state, areas.header, buf);
    let mut cursor = match state.views.last() {
        Some(View::Reader(reader)) => reader::draw(ctx, state, reader, areas.main, buf),
        Some(View::Compare(view)) => compare::draw(ctx, state, view, areas.main, buf),
        None => {
            let left = areas.timeline.and_then(|area| timeline::draw(ctx, state, area, buf));
            let right = areas.detail.and_then(|area| detail::draw(ctx, state, area, buf));
            if state.focus == crate::app::state::Focus::Timeline { left.or(right) } else { right.or(left) }
        }
    };
    if let Some(finder) = &state.finder {
        cursor = finder::draw(ctx, finder, areas.finder, buf);
    }
    if let Some(help) = &state.help {
        help::draw(ctx, help, areas.help, buf);
        cursor = None;
    }
    frame::footer(ctx, state, areas.footer, buf);
    cursor
}

/// What the layout makes of the state.
pub fn sizes(ctx: &Ctx, state: &State) -> Sizes {
    let Ok(areas) = Areas::of(state) else {
        return Sizes::default();
    };
    let mut sizes = Sizes {
        timeline: areas.timeline.map_or(1, |a| timeline::height(a).into()),
        finder: finder::height(areas.finder).into(),
        ..Sizes::default()
    };
    if let Some(area) = areas.detail {
        sizes.stacked = detail::stacked(ctx, state, area);
        sizes.detail = detail::content(ctx, state, layout::inner(area)).into_lines(layout::inner(area).height);
    }
    match state.views.last() {
        Some(View::Reader(reader)) => {
            let inner = layout::inner(areas.main);
            sizes.reader = reader::content(ctx, state, reader, inner.width).into_lines(inner.height);
        }
        Some(View::Compare(view)) => sizes.compare = compare::shape(ctx, view, areas.main),
        None => {}
    }
    if state.help.is_some() {
        let inner = layout::inner(areas.help);
        sizes.help = (help::content(ctx, inner.width).len(), inner.height.into());
    }
    sizes
}

/// Draws the lines of `content` from `offset` on that fit into `area`.
fn window(lines: &[Line<'static>], offset: usize, area: Rect, buf: &mut Buffer) {
    for (row, line) in lines.iter().skip(offset).take(area.height.into()).enumerate() {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        line.render(Rect { y: area.y + row, height: 1, ..area }, buf);
    }
}
