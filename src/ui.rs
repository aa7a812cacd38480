//! Drawing: a pure function from state to cells.
//!
//! Every pane has a file with two functions: what it would show (lines, and which lines each item takes)
//! and drawing the part of it that is in sight. Nothing here changes the state; sizes go back through
//! [`sizes`]. ratatui is given finished lines, never text to wrap.

pub mod compare;
pub mod detail;
pub mod facets;
pub mod finder;
pub mod frame;
pub mod help;
pub mod layout;
pub mod lists;
pub mod palette;
pub mod passages;
pub mod reader;
pub mod text;
pub mod theme;
pub mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::app::State;
use crate::app::available::available;
use crate::app::list::List;
use crate::app::msg::Pointed;
use crate::app::state::{Focus, Lines, Sizes, View};
use crate::model::{Corpus, Workspace};
use layout::Areas;
use theme::{Role, Theme};

/// What views look at besides the state.
#[derive(Clone, Copy)]
pub struct Ctx<'c> {
    /// Everything that is open.
    pub library: &'c Workspace,
    /// The corpus that the view is about: the one that is open, or that of the record looked at.
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
        Some(view) => lists::draw(ctx, state, view, areas.main, buf),
        None => {
            let left = areas.timeline.and_then(|area| timeline::draw(ctx, state, area, buf));
            let right = areas.detail.and_then(|area| detail::draw(ctx, state, area, buf));
            if let Some(area) = areas.passages {
                passages::draw(ctx, state, area, buf);
            }
            if state.focus == Focus::Timeline { left.or(right) } else { right.or(left) }
        }
    };
    let unavailable = |action| available(state, ctx.library, action).err();
    if let Some(facets) = &state.facets {
        cursor = facets::draw(ctx, state, facets, areas.overlay, buf);
    }
    if let Some(finder) = &state.finder {
        cursor = finder::draw(ctx, state.text, finder, areas.overlay, buf);
    }
    if let Some(palette) = &state.palette {
        cursor = palette::draw(ctx, palette, &unavailable, areas.overlay, buf);
    }
    if let Some(help) = &state.help {
        help::draw(ctx, help, state.beneath(), &unavailable, areas.overlay, buf);
        cursor = None;
    }
    frame::footer(ctx, state, areas.footer, buf);
    cursor
}

/// What the layout makes of the state.
pub fn sizes(ctx: &Ctx, state: &State) -> Sizes {
    let Ok(areas) = Areas::of(state) else { return Sizes::default() };
    let mut sizes = Sizes {
        timeline: areas.timeline.map_or(1, |a| timeline::rows(state, a).height.into()),
        facets: facets::values(areas.overlay).height.into(),
        overlay: finder::height(areas.overlay).into(),
        ..Sizes::default()
    };
    if let Some(area) = areas.detail {
        sizes.stacked = detail::stacked(ctx, state, area);
        sizes.detail = detail::content(ctx, state, layout::inner(area)).into_lines(layout::inner(area).height);
    }
    let inner = layout::inner(areas.main);
    match state.views.last() {
        Some(View::Reader(reader)) => {
            sizes.view = reader::content(ctx, state, reader, inner.width).into_lines(inner.height);
        }
        Some(View::Compare(view)) => sizes.compare = compare::extent(ctx, state, view, areas.main),
        Some(view) => sizes.view = lists::content(ctx, state, view, inner.width).into_lines(inner.height),
        None => {}
    }
    if state.help.is_some() {
        let inner = layout::inner(areas.overlay);
        let unavailable = |action| available(state, ctx.library, action).err();
        sizes.help = (help::content(ctx, state.beneath(), &unavailable, inner.width).len(), inner.height.into());
    }
    sizes
}

/// What lies at a cell of the screen.
pub fn pointed(ctx: &Ctx, state: &State, at: Position) -> Pointed {
    let Ok(areas) = Areas::of(state) else { return Pointed::Nothing };
    if state.help.is_some() {
        return Pointed::Nothing;
    }
    let row = |area: Rect, offset: usize| area.contains(at).then(|| offset + usize::from(at.y - area.y));
    let item = |content: Content, list: &List, inner: Rect| {
        let line = row(inner, list.offset)?;
        content.items.iter().position(|&(first, last)| (first..=last).contains(&line))
    };
    if state.finder.is_some() || state.palette.is_some() {
        let list = state.finder.as_ref().map(|f| &f.list).or(state.palette.as_ref().map(|p| &p.list));
        let results = finder::results(layout::inner(areas.overlay));
        return list.and_then(|l| row(results, l.offset)).map_or(Pointed::Nothing, Pointed::Overlay);
    }
    if let Some(facets) = &state.facets {
        let values = facets::values(areas.overlay);
        return row(values, facets.list.offset).map_or(Pointed::Nothing, Pointed::Overlay);
    }
    let inner = layout::inner(areas.main);
    let found = match state.views.last() {
        Some(View::Reader(reader)) => {
            item(reader::content(ctx, state, reader, inner.width), &reader.list, inner).map(Pointed::View)
        }
        Some(View::Compare(view)) => {
            let column = compare::columns(view, areas.main).iter().position(|c| c.contains(at));
            column.map(|c| Pointed::View(view.across.offset + c))
        }
        Some(view @ (View::Quotes(list) | View::Articles(list) | View::Marks(list) | View::Told(list, _))) => {
            item(lists::content(ctx, state, view, inner.width), list, inner).map(Pointed::View)
        }
        None => {
            let in_timeline = areas.timeline.and_then(|a| row(timeline::rows(state, a), state.timeline.list.offset));
            in_timeline.map(Pointed::Timeline).or_else(|| {
                let inner = layout::inner(areas.detail?);
                item(detail::content(ctx, state, inner), &state.detail.list, inner).map(Pointed::Ledger)
            })
        }
    };
    found.unwrap_or(Pointed::Nothing)
}

/// Draws the lines of `content` from `offset` on that fit into `area`.
fn window(lines: &[Line<'static>], offset: usize, area: Rect, buf: &mut Buffer) {
    for (row, line) in lines.iter().skip(offset).take(area.height.into()).enumerate() {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        line.render(Rect { y: area.y + row, height: 1, ..area }, buf);
    }
}
